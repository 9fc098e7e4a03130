"""The director: a wish in, what it asks for out, by the best provider there is and never without an answer.

A model's plan that is wrong though it was mended (:mod:`danqing.director.model_plans`), or does not come in time, is
dropped for that of the rules. Whatever was not as asked for stands in the notes.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from danqing.core.errors import RequestError
from danqing.core.seeds import check_seed
from danqing.director.expand import Expander, expand_by_rules
from danqing.director.facts import FactWords, retelling_faults
from danqing.director.layout import lay_out
from danqing.director.model_plans import Facts, planned_by
from danqing.director.plan import Plan
from danqing.director.prompts import (
    GENERAL,
    Form,
    expand_messages,
    expand_schema,
    translate_messages,
    translate_schema,
)
from danqing.director.provider import DEADLINE_S, Answering
from danqing.director.refused import check_allowed
from danqing.director.retold import emoji_told, plain_line, plain_piece, told_prompt
from danqing.director.settings import CHOICES, ProviderKind
from danqing.director.translate import Translator, chinese_texts, has_chinese, translated
from danqing.director.turn import Turn
from danqing.director.understanding import Translation, Understanding

LEVELS = ("off", "light", "rich")


@dataclass(frozen=True, kw_only=True)
class Source:
    """A language model that the director may ask, or why there is none.

    Args:
        kind: "local" or "remote".
        make: opens it; None where there is none.
        form: how it is asked for a plan.
        missing: why there is none, and what to do about it, as a sentence.
        passed_over: why "auto" does without it although it is there; None where "auto" takes it.
        label: how it is called before it is opened.
    """

    kind: ProviderKind
    make: Callable[[], Answering] | None = None
    form: Form = GENERAL
    missing: str = ""
    passed_over: str | None = None
    label: str = ""


@dataclass(frozen=True, kw_only=True)
class _Planned:
    """A plan, and the model that it is of; none where the rules made it."""

    plan: Plan
    source: Source | None = None
    model: Answering | None = None

    @property
    def kind(self) -> ProviderKind:
        return "rules" if self.source is None else self.source.kind


def chosen_of(sources: Sequence[Source], provider: str) -> tuple[Source, ...]:
    """The models that a choice asks, in their order; none for the rules.

    Raises:
        RequestError: there is no such provider, or the one that was asked for by name is not there.
    """
    if provider not in CHOICES:
        raise RequestError(f"The director's provider is one of {', '.join(CHOICES)}, not {provider!r}.")
    if provider == "auto":
        return tuple(each for each in sources if each.make is not None and each.passed_over is None)
    named = tuple(each for each in sources if each.kind == provider)
    if provider != "rules" and not any(each.make for each in named):
        raise RequestError(named[0].missing if named else f"There is no {provider} language model.")
    return named


class Director:
    """Reads, enriches and translates wishes.

    Args:
        rules: reads a wish without any model; refuses what cannot be read at all.
        words: the words of facts.
        expander: the words of richer prompts.
        translator: turns Chinese phrases into English without any model.
        sources: language models, the best first.
        deadline_s: for all that one wish takes.
    """

    def __init__(
        self,
        *,
        rules: Callable[[str], Plan],
        words: FactWords,
        expander: Expander,
        translator: Translator,
        sources: Sequence[Source] = (),
        deadline_s: float = DEADLINE_S,
    ) -> None:
        self._rules, self._words, self._expander, self._translator = rules, words, expander, translator
        self.sources, self.deadline_s = tuple(sources), deadline_s

    def chosen(self, provider: str = "auto") -> tuple[Source, ...]:
        """See :func:`chosen_of`."""
        return chosen_of(self.sources, provider)

    def understand(
        self,
        wish: str,
        *,
        provider: str = "auto",
        expand: str = "off",
        seed: int = 0,
        on_text: Callable[[str], None] | None = None,
    ) -> Understanding:
        """What a wish asks for.

        Args:
            wish: in Chinese, English or both, at most 4,000 characters.
            provider: "auto" takes the best there is, else "rules", "local" or "remote".
            expand: "off", "light" or "rich": how much richer :attr:`Understanding.revised_prompt` is.
            seed: of the choices in richer prompts, 0 … 2³²-1; the same gives the same.
            on_text: called with each piece that a model writes.

        Raises:
            RequestError: the wish is empty or too long, none that pictures are made for, or a choice is none.
        """
        check_seed(seed)
        check_allowed(wish)
        if expand not in LEVELS:
            raise RequestError(f"A prompt is expanded {', '.join(LEVELS)}, not {expand!r}.")
        began = time.monotonic()
        turn = Turn(end=began + self.deadline_s, on_text=on_text)
        read, note = emoji_told(wish)
        turn.notes += [note] if note else []
        made = self._planned(read, provider, turn)
        plan = made.plan
        try:
            plan = lay_out(plan)
        except RequestError as contradiction:
            turn.notes.append(f"There are no boxes: {contradiction}")
        prompt, note = told_prompt(read, plan, by_rules=made.kind == "rules")
        turn.notes += [note] if note else []
        revised = None if expand == "off" else self._richer(made, plan, prompt, expand, seed, turn)
        return Understanding(
            wish=wish.strip(),
            plan=plan,
            prompt=prompt,
            revised_prompt=revised,
            provider=made.kind,
            model=None if made.model is None else made.model.name,
            notes=tuple(dict.fromkeys(turn.notes)),
            usage=turn.usage,
            seconds=time.monotonic() - began,
        )

    def translate(self, prompt: str, *, provider: str = "rules") -> Translation:
        """A prompt in English: its weights, schedules, adapters and parameters stay as they are.

        Args:
            prompt: as :func:`danqing.director.prompt_grammar.parse` reads it.
            provider: as of :meth:`understand`.

        Raises:
            RequestError: there is no such provider.
        """
        turn = Turn(end=time.monotonic() + self.deadline_s)
        texts = chinese_texts(prompt)
        for each in self.chosen(provider) if texts else ():
            model = _opened(each, turn)
            english = None if model is None else _in_english(model, texts, turn)
            if model is not None and english is not None:
                made = translated(prompt, dict(zip(texts, english, strict=True)).__getitem__)
                return Translation(
                    prompt=made, provider=each.kind, model=model.name, notes=tuple(turn.notes), usage=turn.usage
                )
        return Translation(prompt=translated(prompt, self._translator), notes=tuple(turn.notes), usage=turn.usage)

    def _planned(self, wish: str, provider: str, turn: Turn) -> _Planned:
        """The plan of the first model that keeps to the wish, else that of the rules."""
        facts = Facts(wish=wish, sure=self._rules(wish), words=self._words)
        asked = [each for each in self.chosen(provider) if each.make is not None]
        for each in asked:
            model = _opened(each, turn)
            plan = None if model is None else planned_by(model, each.form, facts, turn)
            if plan is not None:
                return _Planned(plan=plan, source=each, model=model)
        if asked:
            turn.notes.append("So the rules read the wish.")
        return _Planned(plan=facts.sure)

    def _richer(self, made: _Planned, plan: Plan, prompt: str, level: str, seed: int, turn: Turn) -> str:
        """The prompt made richer, by the model that planned it if it keeps the facts, else by rules."""
        if made.model is not None and made.source is not None and made.source.form is GENERAL:
            answer = turn.answer(made.model, expand_messages(prompt, plan.avoid, level), expand_schema())
            text = "" if answer is None else plain_line(str(answer["prompt"]))
            faults = retelling_faults(plan, text, self._words) if text else ()
            if text and not faults:
                return text
            if faults:
                turn.notes.append(
                    f"The richer prompt of {made.model.name} was dropped, since {faults[0]}; it was made by rules."
                )
        return expand_by_rules(plan, prompt, level, seed, self._expander)


def _opened(source: Source, turn: Turn) -> Answering | None:
    return turn.opened(source.make, source.label or source.kind)


def _in_english(model: Answering, texts: Sequence[str], turn: Turn) -> list[str] | None:
    """Chinese texts in English by a model; None, and most often a note, where it does not translate all."""
    answer = turn.answer(model, translate_messages(texts), translate_schema(len(texts)))
    if answer is None:
        return None
    english = [plain_piece(plain_line(str(said))) for said in answer["texts"]]
    if any(has_chinese(said) or not said for said in english):
        turn.notes.append(f"{model.name} did not translate all, so the rules translated.")
        return None
    return english
