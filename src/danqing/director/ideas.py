"""From a theme to several distinct wishes, each whole enough to be drawn: by rules, or by a language model whose ideas
are checked and completed by the rules.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from danqing.core.errors import CheckpointError, ProviderError, RequestError
from danqing.core.seeds import check_seed
from danqing.director.director import Source
from danqing.director.diversity import Diversity, distance, diversity_of, words_of
from danqing.director.idea_models import LEAST_DISTANCE, MAX_ASKED, checked, ideas_by_model
from danqing.director.idea_rules import HABITAT_OF, ideas_by_rules
from danqing.director.idea_tables import Tongue
from danqing.director.idea_theme import ReadTheme, read_theme
from danqing.director.plan import Plan
from danqing.director.provider import DEADLINE_S, Usage
from danqing.director.turn import LEAST_S
from danqing.director.usages import usage_data

COUNT, MAX_COUNT = 6, 50
RULES = "rules"


@dataclass(frozen=True, kw_only=True)
class Idea:
    """One wish.

    Args:
        prompt: the whole of it, in one line, such as ``danqing generate`` takes.
        source: "rules", or the name of the model that had the idea.
        facets: what the rules put together: "subject", "place", "light", "style", "view", "mood", "colors", each in the
            language of the idea; what the theme fixes is left out. Empty for a model's ideas.
    """

    prompt: str
    source: str = RULES
    facets: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Ideas:
    """Distinct wishes for one theme.

    Args:
        theme: as it was read.
        language: of the ideas, "zh" or "en".
        seed: what they were chosen by.
        ideas: as many as were asked for.
        diversity: of their prompts.
        shape: of the pictures, if the theme asks for one: "portrait", "wide" …
        notes: what the user should know, a sentence each.
        model: the name of the language model whose ideas are among them, or None.
        usage: what its answer took; None where nobody counted.
    """

    theme: str
    language: str
    seed: int
    ideas: tuple[Idea, ...]
    diversity: Diversity
    shape: str | None
    notes: tuple[str, ...]
    model: str | None = None
    usage: Usage | None = None

    @property
    def prompts(self) -> tuple[str, ...]:
        """The wishes alone."""
        return tuple(each.prompt for each in self.ideas)

    def to_data(self) -> dict[str, Any]:
        """As JSON has it."""
        asked: dict[str, Any] = {} if self.model is None else {"model": self.model}
        if self.usage is not None:
            asked["usage"] = usage_data(self.usage)
        return {
            "theme": self.theme,
            "language": self.language,
            "seed": self.seed,
            "shape": self.shape,
            "ideas": [
                {"prompt": each.prompt, "source": each.source, "facets": dict(each.facets)} for each in self.ideas
            ],
            "diversity": self.diversity.to_data(),
            "notes": list(self.notes),
            **asked,
        }


def ideas_for(
    theme: str,
    count: int = COUNT,
    *,
    seed: int,
    plan_of: Callable[[str], Plan],
    habitat_of: HABITAT_OF,
    language: str | None = None,
    in_english: Callable[[str], str] | None = None,
    sources: Sequence[Source] = (),
    deadline_s: float = DEADLINE_S,
    told: Sequence[str] = (),
) -> Ideas:
    """Distinct ideas for pictures of a theme.

    Args:
        theme: 1–500 characters in Chinese, English or both; what it states (counts, colours, lettering, format, what to
            leave out) holds in every idea.
        count: 1–50.
        seed: 0 … 2³²-1. By rules the same theme, count and seed give the same ideas, and those of a smaller count are
            the beginning of those of a larger one.
        plan_of, habitat_of: read wishes, and tell where things belong.
        language: of the ideas, "zh" or "en"; None for the theme's own, Chinese where it has both.
        in_english: translates a theme's Chinese words for ideas in English; None keeps them.
        sources: language models, the best first; the first that answers is taken. Without one the rules have the ideas.
        deadline_s: seconds for all models together.
        told: notes on what was chosen before, which go first.

    Raises:
        RequestError: the theme, the count, the seed or the language makes no sense.
    """
    if isinstance(count, bool) or not isinstance(count, int) or not 1 <= count <= MAX_COUNT:
        raise RequestError(f"The number of ideas must be a whole number from 1 to {MAX_COUNT}, not {count!r}.")
    check_seed(seed)
    wanted: Tongue | None = None
    if language is not None:
        if language not in ("zh", "en"):
            raise RequestError(f"The language of ideas is zh or en, not {language!r}.")
        wanted = "zh" if language == "zh" else "en"
    read = read_theme(theme, plan_of, wanted, in_english)
    made = [Idea(prompt=each.prompt, facets=each.facets) for each in ideas_by_rules(read, count, seed, habitat_of)]
    notes = [*told, *_notes_on(read)]
    answer = _asked(read, min(count, MAX_ASKED), sources, time.monotonic() + deadline_s, notes)
    model, usage = None, None
    if answer is not None:
        model, said, usage = answer
        made = _with_model(read, model, said, made, plan_of, notes)
    if len(made) < count:
        notes.append(f"The theme leaves only {len(made)} different ideas; say less of it for more.")
    return Ideas(
        theme=read.text,
        language=read.language,
        seed=seed,
        ideas=tuple(made),
        diversity=diversity_of([each.prompt for each in made]),
        shape=read.shape,
        notes=tuple(notes),
        model=model,
        usage=usage,
    )


def _notes_on(read: ReadTheme) -> list[str]:
    notes = []
    if not read.themes:
        notes.append(f"No table knows the theme “{_short(read.text)}”, so its own words are kept in every idea.")
    if read.translated:
        notes.append("The theme's own words were translated by a dictionary; look them over.")
    elif read.own and read.language != read.spoken:
        notes.append("The theme's own words are kept in the language that they were written in.")
    return notes


def _asked(
    read: ReadTheme, count: int, sources: Sequence[Source], end: float, notes: list[str]
) -> tuple[str, list[str], Usage | None] | None:
    """The name of the first model that answers, what it says unchecked, and what that took; None where none does."""
    before = len(notes)
    for source in sources:
        if source.make is None:
            continue
        if (left := end - time.monotonic()) < min(LEAST_S, end):
            notes.append(f"No time was left for {source.label or source.kind}.")
            continue
        try:
            model = source.make()
            said, usage = ideas_by_model(read, count, model, left)
        except (ProviderError, CheckpointError) as error:
            notes.append(str(error))
            continue
        return model.name, said, usage
    if len(notes) > before:
        notes.append("So the ideas are by rules.")
    return None


def _with_model(
    read: ReadTheme,
    model: str,
    said: Sequence[str],
    by_rules: Sequence[Idea],
    plan_of: Callable[[str], Plan],
    notes: list[str],
) -> list[Idea]:
    """A model's ideas, with those of the rules in place of what is missing, wrong or too much alike."""
    good, refused = checked(said, read, plan_of)
    good = good[: len(by_rules)]
    kept = [Idea(prompt=each, source=model) for each in good]
    sets = [words_of(each) for each in good]
    apart = [
        each for each in by_rules if all(distance(words_of(each.prompt), other) >= LEAST_DISTANCE for other in sets)
    ]
    fillers = [*apart, *(each for each in by_rules if each not in apart)]
    if missing := len(by_rules) - len(kept):
        why = "; ".join(f"{refused.count(each)} {each}" for each in dict.fromkeys(refused))
        notes.append(
            f"{missing} of the {len(by_rules)} ideas are by rules, since {model} gave {len(said)}"
            + (f", of which {why}." if why else ".")
        )
    return [*kept, *fillers[:missing]]


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
