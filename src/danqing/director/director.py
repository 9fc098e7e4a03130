"""The director: a wish in, what it asks for out, by the best provider there is and never without an answer.

A model's plan is held to its schema, then to the wish's own facts (:mod:`danqing.director.facts`). What is wrong is
told to the model once; a plan that is still wrong, or does not come in time, is dropped for that of the rules. Whatever
was not as asked for stands in the notes.
"""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from danqing.core.errors import CheckpointError, ProviderError, ProviderRubbishError, RequestError
from danqing.director.expand import Expander, expand_by_rules
from danqing.director.facts import FactWords, Fault, plan_faults, pruned, retelling_faults
from danqing.director.layout import lay_out
from danqing.director.plan import Plan
from danqing.director.prompts import (
    GENERAL,
    Form,
    expand_messages,
    expand_schema,
    repair_messages,
    translate_messages,
    translate_schema,
)
from danqing.director.provider import DEADLINE_S, Answering, Message, Usage
from danqing.director.retold import emoji_told, plain_line, plain_piece, told_prompt
from danqing.director.settings import CHOICES, ProviderKind
from danqing.director.translate import Translator, chinese_texts, has_chinese, translated

LEVELS = ("off", "light", "rich")
LEAST_S = 1.0  # with less time left, no model is asked


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
class Understanding:
    """What the director made of a wish.

    Args:
        wish: as given.
        plan: what it asks to be seen, laid out where its relations allow it.
        prompt: the plan told as a prompt; the wish's own words where the plan does not hold them all.
        revised_prompt: the prompt made richer, where that was asked for.
        provider: whose plan it is: "rules", "local" or "remote".
        model: the name of the language model, if it is one's.
        notes: what was not as asked for, as sentences.
        usage: what all answers took; None where nobody counted.
        seconds: how long it took.
    """

    wish: str
    plan: Plan
    prompt: str
    revised_prompt: str | None = None
    provider: ProviderKind = "rules"
    model: str | None = None
    notes: tuple[str, ...] = ()
    usage: Usage | None = None
    seconds: float = 0.0

    def to_data(self) -> dict[str, Any]:
        """As JSON's types; what is not there is left out."""
        data: dict[str, Any] = {"wish": self.wish, "plan": self.plan.to_data(), "prompt": self.prompt}
        if self.revised_prompt is not None:
            data["revised_prompt"] = self.revised_prompt
        data["provider"] = self.provider
        if self.model is not None:
            data["model"] = self.model
        data["notes"] = list(self.notes)
        if self.usage is not None:
            data["usage"] = usage_data(self.usage)
        return data


@dataclass(frozen=True, kw_only=True)
class Translation:
    """A prompt in English.

    Args:
        prompt: with all its weights, schedules and parameters.
        provider, model, notes, usage: as of :class:`Understanding`.
    """

    prompt: str
    provider: ProviderKind = "rules"
    model: str | None = None
    notes: tuple[str, ...] = ()
    usage: Usage | None = None


@dataclass
class _Turn:
    """One wish under way: until when, what was noted, what was used."""

    end: float
    notes: list[str] = field(default_factory=list)
    used: list[Usage] = field(default_factory=list)
    on_text: Callable[[str], None] | None = None

    @property
    def left_s(self) -> float:
        return self.end - time.monotonic()

    @property
    def usage(self) -> Usage | None:
        """The sum; without a cost where one part has none."""
        if not self.used:
            return None
        costs = [each.cost for each in self.used]
        return Usage(
            input_tokens=sum(each.input_tokens for each in self.used),
            output_tokens=sum(each.output_tokens for each in self.used),
            cost=None if None in costs else sum(each or 0.0 for each in costs),
            currency=self.used[0].currency,
        )


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
            seed: of the choices in richer prompts; the same gives the same.
            on_text: called with each piece that a model writes.

        Raises:
            RequestError: the wish is empty or too long, or a choice is none.
        """
        if expand not in LEVELS:
            raise RequestError(f"A prompt is expanded {', '.join(LEVELS)}, not {expand!r}.")
        began = time.monotonic()
        turn = _Turn(end=began + self.deadline_s, on_text=on_text)
        read, note = emoji_told(wish)
        turn.notes += [note] if note else []
        sure = self._rules(read)
        kind: ProviderKind = "rules"
        plan, source, model = sure, None, None
        asked = [each for each in self.chosen(provider) if each.make is not None]
        for each in asked:
            found = self._asked(each, read, sure, turn)
            if found is not None:
                plan, source, model = found[0], each, found[1]
                kind = each.kind
                break
        if kind == "rules" and asked:
            turn.notes.append("So the rules read the wish.")
        try:
            plan = lay_out(plan)
        except RequestError as contradiction:
            turn.notes.append(f"There are no boxes: {contradiction}")
        prompt, note = told_prompt(read, plan, by_rules=kind == "rules")
        turn.notes += [note] if note else []
        revised = None
        if expand != "off":
            revised = self._richer(plan, prompt, expand, seed, source, model, turn)
        return Understanding(
            wish=wish.strip(),
            plan=plan,
            prompt=prompt,
            revised_prompt=revised,
            provider=kind,
            model=None if model is None else model.name,
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
        turn = _Turn(end=time.monotonic() + self.deadline_s)
        texts = chinese_texts(prompt)
        for each in self.chosen(provider) if texts else ():
            model = self._opened(each, turn)
            answer = (
                None
                if model is None
                else self._answer(model, translate_messages(texts), translate_schema(len(texts)), turn)
            )
            if model is None or answer is None:
                continue
            english = [plain_piece(plain_line(str(said))) for said in answer["texts"]]
            if any(has_chinese(said) or not said for said in english):
                turn.notes.append(f"{model.name} did not translate all, so the rules translated.")
                continue
            made = translated(prompt, dict(zip(texts, english, strict=True)).__getitem__)
            return Translation(
                prompt=made, provider=each.kind, model=model.name, notes=tuple(turn.notes), usage=turn.usage
            )
        return Translation(prompt=translated(prompt, self._translator), notes=tuple(turn.notes), usage=turn.usage)

    def _asked(self, source: Source, wish: str, sure: Plan, turn: _Turn) -> tuple[Plan, Answering] | None:
        """A model's plan that keeps to the wish, mended once if need be; None with a note where there is none."""
        model = self._opened(source, turn)
        if model is None:
            return None
        messages = list(source.form.messages(wish))
        plan, faults, said = self._attempt(model, source.form, messages, wish, sure, turn)
        if said is not None and faults and turn.left_s > LEAST_S:
            told = [each.told for each in faults]
            again, still, answered = self._attempt(
                model, source.form, repair_messages(messages, said, told), wish, sure, turn
            )
            if answered is not None and _weight(again, still) <= _weight(plan, faults):
                plan, faults = again, still
        if plan is None:
            turn.notes += [each.told for each in faults[:1]]
            return None
        if any(each.firm for each in faults):
            turn.notes.append(
                f"The plan of {model.name} did not keep to the wish, so it was dropped: {_brief(faults)}."
            )
            return None
        plan, left_out = pruned(wish, plan)
        if left_out:
            turn.notes.append(f"{model.name} made up {', '.join(f'“{each}”' for each in left_out)}; it was left out.")
        turn.notes += [f"The plan may lack something: {each.told}" for each in faults]
        return plan, model

    def _attempt(
        self, model: Answering, form: Form, messages: list[Message], wish: str, sure: Plan, turn: _Turn
    ) -> tuple[Plan | None, list[Fault], str | None]:
        """One answer: the plan, what is wrong with it, and what was said; None where nothing was said."""
        try:
            value = self._value(model, messages, form.schema(), turn)
            plan = form.read(value, wish)
            lay_out(plan)
        except ProviderRubbishError as error:
            return None, [Fault(str(error))], error.said[:4000]
        except (ProviderError, CheckpointError) as error:
            turn.notes.append(str(error))
            return None, [], None
        except RequestError as error:  # it follows the schema and is no plan all the same
            return None, [Fault(str(error))], json.dumps(value, ensure_ascii=False)
        return plan, list(plan_faults(wish, plan, sure, self._words)), json.dumps(value, ensure_ascii=False)

    def _richer(
        self,
        plan: Plan,
        prompt: str,
        level: str,
        seed: int,
        source: Source | None,
        model: Answering | None,
        turn: _Turn,
    ) -> str:
        """The prompt made richer, by the model that planned it if it keeps the facts, else by rules."""
        if source is not None and model is not None and source.form is GENERAL:
            answer = self._answer(model, expand_messages(prompt, plan.avoid, level), expand_schema(), turn)
            text = "" if answer is None else plain_line(str(answer["prompt"]))
            faults = retelling_faults(plan, text, self._words) if text else ()
            if text and not faults:
                return text
            if faults:
                turn.notes.append(
                    f"The richer prompt of {model.name} was dropped, since {faults[0]}; it was made by rules."
                )
        return expand_by_rules(plan, prompt, level, seed, self._expander)

    def _opened(self, source: Source, turn: _Turn) -> Answering | None:
        if source.make is None:
            return None
        if turn.left_s < LEAST_S:
            turn.notes.append(f"No time was left for {source.label or source.kind}.")
            return None
        try:
            return source.make()
        except (ProviderError, CheckpointError) as error:
            turn.notes.append(str(error))
            return None

    def _answer(self, model: Answering, messages: Sequence[Message], schema: Any, turn: _Turn) -> dict[str, Any] | None:
        """An object, or None with a note where there is none in time."""
        if turn.left_s < LEAST_S:
            turn.notes.append(f"No time was left to ask {model.name} once more.")
            return None
        try:
            value = self._value(model, messages, schema, turn)
        except (ProviderError, CheckpointError) as error:
            turn.notes.append(str(error))
            return None
        return value if isinstance(value, dict) else None

    def _value(self, model: Answering, messages: Sequence[Message], schema: Any, turn: _Turn) -> object:
        before = model.spent
        try:
            return model.answer(messages, schema, deadline_s=max(turn.left_s, 0.001), on_text=turn.on_text).value
        finally:
            turn.used += [spent] if (spent := _difference(model.spent, before)) else []


def usage_data(usage: Usage) -> dict[str, Any]:
    """As JSON's types."""
    data: dict[str, Any] = {"input_tokens": usage.input_tokens, "output_tokens": usage.output_tokens}
    if usage.cost is not None:
        data |= {"cost": usage.cost, "currency": usage.currency}
    return data


def _difference(after: Usage, before: Usage) -> Usage | None:
    read, written = after.input_tokens - before.input_tokens, after.output_tokens - before.output_tokens
    if not read and not written:
        return None
    cost = None if after.cost is None else after.cost - (before.cost or 0.0)
    return Usage(input_tokens=read, output_tokens=written, cost=cost, currency=after.currency)


def _weight(plan: Plan | None, faults: Sequence[Fault]) -> tuple[bool, int, int]:
    """How bad an attempt is, the best first."""
    return plan is None, sum(each.firm for each in faults), len(faults)


def _brief(faults: Sequence[Fault]) -> str:
    firm = [each.told for each in faults if each.firm] or [each.told for each in faults]
    return firm[0].rstrip(".") + (f", and {len(firm) - 1} more" if len(firm) > 1 else "")
