"""What a prompt asks to be seen, as data: subjects, how they stand to each other, the ground and the style.

A reader of prompts fills a :class:`ScenePlan`; whoever lays out or checks a scene reads it. Names are keys of the
vocabulary that the reader was given, such as English names of everyday things.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from danqing.core.errors import RequestError
from danqing.director.plan import Relation

Size = Literal["small", "normal", "big"]
SceneRelation = Literal[Relation, "in_sky"]  # with "in_sky" the second is in the sky above the first
# Only exact readers tell "in", "behind" and "holding"; others say "on", "in_front_of" the other way round, and nothing.
MAX_COUNT = 12  # of a thing, in a scene that is laid out from pictures
MAX_SAID = 999  # of a thing, as people say it


@dataclass(frozen=True, kw_only=True)
class PlanSubject:
    """A thing to be seen.

    Args:
        name: a key of the vocabulary, or what was said where it is not ``known``.
        said: the name as the prompt has it.
        count: 1 … 999; readers that are not exact refuse more than 12.
        color: a colour's key, or None where the prompt names none.
        size: beside what is usual in the scene.
        known: whether the vocabulary has the name.
        described: words before it that the vocabulary lacks, such as "striped"; they are in the plan's ``unread`` too.
        vague: whether the count is a guess ("many", "几只").
    """

    name: str
    said: str
    count: int = 1
    color: str | None = None
    size: Size = "normal"
    known: bool = True
    described: tuple[str, ...] = field(default=(), compare=False)
    vague: bool = field(default=False, compare=False)

    def __post_init__(self) -> None:
        if not 1 <= self.count <= MAX_SAID:
            raise RequestError(f"A plan holds 1 to {MAX_SAID} of a thing, not {self.count} of {self.said!r}.")


@dataclass(frozen=True, kw_only=True)
class PlanRelation:
    """How one subject stands to another; ``first`` and ``second`` are numbers of the plan's subjects."""

    kind: SceneRelation
    first: int
    second: int


@dataclass(frozen=True, kw_only=True)
class ScenePlan:
    """A scene as read from a prompt.

    Args:
        subjects: in the order of the prompt; may be empty.
        relations: at most one between two subjects.
        ground: a scenic ground's key, or None.
        backdrop: a plain ground's colour, or None.
        style: a style's key, or None.
        unread: words of the prompt that the plan does not hold, in order.
    """

    subjects: tuple[PlanSubject, ...]
    relations: tuple[PlanRelation, ...] = ()
    ground: str | None = None
    backdrop: str | None = None
    style: str | None = None
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        for each in self.relations:
            if each.first == each.second or not all(0 <= n < len(self.subjects) for n in (each.first, each.second)):
                raise RequestError(f"The relation {each} does not join two of {len(self.subjects)} subjects.")
