"""What a prompt said that still waits for its subject: words before the noun, and halves of relations."""

from __future__ import annotations

from dataclasses import dataclass

from danqing.director.scene_plan import Size


@dataclass
class BeforeNoun:
    """What was said before the noun came."""

    count: int | None = None
    color: str | None = None
    size: Size = "normal"
    begun: bool = False
    vague: bool = False
    described: tuple[str, ...] = ()

    def within(self, outer: BeforeNoun) -> BeforeNoun:
        """This and what was said around it: "两只[红色的]猫"."""
        return BeforeNoun(
            count=outer.count,
            color=self.color or outer.color,
            size=self.size if self.size != "normal" else outer.size,
            vague=outer.vague,
            described=(*outer.described, *self.described),
        )


@dataclass
class HalfRelation:
    """A relation whose other subject is still to come; ``next_is_first`` if that one comes first in it."""

    kind: str
    other: int
    next_is_first: bool

    def with_next(self, number: int) -> tuple[str, int, int]:
        """The relation with the subject that came."""
        return (self.kind, number, self.other) if self.next_is_first else (self.kind, self.other, number)
