"""From a theme to several distinct wishes, each whole enough to be drawn: by rules, or by a language model whose ideas
are checked and completed by the rules.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from danqing.core.errors import ProviderError, RequestError
from danqing.core.seeds import check_seed
from danqing.director.diversity import Diversity, diversity_of
from danqing.director.idea_models import checked, ideas_by_model
from danqing.director.idea_rules import HABITAT_OF, ideas_by_rules
from danqing.director.idea_tables import Tongue
from danqing.director.idea_theme import ReadTheme, read_theme
from danqing.director.plan import Plan
from danqing.director.provider import DEADLINE_S, Provider

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
    """

    theme: str
    language: str
    seed: int
    ideas: tuple[Idea, ...]
    diversity: Diversity
    shape: str | None
    notes: tuple[str, ...]

    @property
    def prompts(self) -> tuple[str, ...]:
        """The wishes alone."""
        return tuple(each.prompt for each in self.ideas)

    def to_data(self) -> dict[str, Any]:
        """As JSON has it."""
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
        }


def ideas_for(
    theme: str,
    count: int = COUNT,
    *,
    seed: int,
    plan_of: Callable[[str], Plan],
    habitat_of: HABITAT_OF,
    language: str | None = None,
    provider: Provider | None = None,
    deadline_s: float = DEADLINE_S,
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
        provider: a language model; None takes the rules.
        deadline_s: seconds that the model has.

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
    read = read_theme(theme, plan_of, wanted)
    made = [Idea(prompt=each.prompt, facets=each.facets) for each in ideas_by_rules(read, count, seed, habitat_of)]
    notes = _notes_on(read)
    if provider is not None:
        made, more = _with_model(read, made, provider, plan_of, deadline_s)
        notes += more
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
    )


def _notes_on(read: ReadTheme) -> list[str]:
    if not read.themes:
        return [f"No table knows the theme “{_short(read.text)}”, so its own words are kept in every idea."]
    return []


def _with_model(
    read: ReadTheme, by_rules: list[Idea], provider: Provider, plan_of: Callable[[str], Plan], deadline_s: float
) -> tuple[list[Idea], list[str]]:
    """A model's ideas with the rules' in place of what is missing, wrong or too alike."""
    try:
        said = ideas_by_model(read, len(by_rules), provider, deadline_s)
    except ProviderError as error:
        return by_rules, [f"The ideas are by rules, since {str(error)[:1].lower()}{str(error)[1:]}"]
    good, refused = checked(said, read, plan_of)
    kept = [Idea(prompt=each, source=provider.name) for each in good]
    fillers = iter(by_rules)
    while len(kept) < len(by_rules):
        kept.append(next(fillers))
    notes = []
    if missing := len(by_rules) - len(good):
        why = ", ".join(dict.fromkeys(refused)) or "it gave too few"
        notes.append(f"{missing} of {provider.name}'s {len(by_rules)} ideas were replaced by rules: {why}.")
    return kept, notes


def _short(text: str) -> str:
    return text if len(text) <= 40 else text[:39] + "…"
