"""The scene of a prompt while it is read: its subjects so far, how they stand to each other, and where."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import cast

from danqing.director.scene_plan import PlanRelation, PlanSubject, ScenePlan, SceneRelation
from danqing.director.scene_words import Lexicon

_SCENIC = frozenset(("in_front_of", "under", "below", "in_sky", "on"))  # relations to what is a ground by itself


@dataclass
class Scene:
    """What a prompt was read to say so far.

    Args:
        lexicon: for the roles of things.
        exact: as of :class:`~danqing.director.scene_reader.SceneReader`.
        subjects, relations: in the order of the prompt; relations name subjects by their numbers.
        dropped: subjects that turned out to be the ground.
        sides: sides of the picture, and who is there.
        aloft: skies, and who is there.
        ground, backdrop, style, unread: as of :class:`ScenePlan`.
    """

    lexicon: Lexicon
    exact: bool = False
    subjects: list[PlanSubject] = field(default_factory=list)
    relations: list[PlanRelation] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)
    sides: list[tuple[str, int]] = field(default_factory=list)
    aloft: list[tuple[str, int]] = field(default_factory=list)
    ground: str | None = None
    backdrop: str | None = None
    style: str | None = None
    unread: list[str] = field(default_factory=list)

    def live(self, since: int = 0) -> list[int]:
        """The numbers of the subjects that stay, from one on."""
        return [number for number in range(since, len(self.subjects)) if number not in self.dropped]

    def relate(self, said: str, first: int, second: int) -> None:
        """Relate two subjects, as it is said; a relation to a plain scenic thing says the ground instead."""
        kind, first, second = self._meant(said, first, second)
        other = self.subjects[second]
        scenic = self.lexicon.scenic.get(other.name)
        if scenic is not None and kind in _SCENIC and other.count == 1 and other.color is None:
            if self.ground in (None, scenic):
                self.ground = scenic
                self.dropped.add(second)
            return
        if kind == "and" or any({each.first, each.second} == {first, second} for each in self.relations):
            return
        self.relations.append(PlanRelation(kind=cast(SceneRelation, kind), first=first, second=second))

    def plan(self, sky: str | None) -> ScenePlan:
        """The scene as a plan.

        Args:
            sky: one that was said of no subject.
        """
        self._settle_sides()
        self._settle_sky(sky)
        kept = self.live()
        place = {number: order for order, number in enumerate(kept)}
        relations = tuple(
            replace(each, first=place[each.first], second=place[each.second])
            for each in self.relations
            if each.first in place and each.second in place
        )
        return ScenePlan(
            subjects=_sized([self.subjects[number] for number in kept]),
            relations=relations,
            ground=self.ground,
            backdrop=None if self.ground else self.backdrop,
            style=self.style,
            unread=tuple(self.unread),
        )

    def _meant(self, said: str, first: int, second: int) -> tuple[str, int, int]:
        """A relation as said → as the plan knows it."""
        one, other = self.subjects[first].name, self.subjects[second].name
        roles = self.lexicon.roles
        lights, fliers = roles["aloft"], roles["flying"] | roles["aloft"]
        match said:
            case "up":
                return ("above" if other in fliers or one in lights else "on"), first, second
            case "down":
                if other in lights and one not in fliers:
                    return "in_sky", first, second
                return ("under" if other in roles["roof"] else "below"), first, second
            case "in" | "with" if other in roles["wearable"]:
                return "wearing", first, second
            case "in":
                return ("in" if self.exact else "on"), first, second
            case "with":
                return "and", first, second
            case "holding":
                return ("holding" if self.exact else "and"), first, second
            case "behind" if not self.exact:
                return "in_front_of", second, first
        return said, first, second

    def _settle_sides(self) -> None:
        """ "on the left a cat, on the right a dog" """
        for one, opposite in (("left_of", "right_of"), ("above", "below"), ("up", "down")):
            firsts = [number for side, number in self.sides if side == one]
            seconds = [number for side, number in self.sides if side == opposite]
            live = self.live()
            if len(live) == 2 and len(firsts) + len(seconds) == 1:
                firsts = firsts or [number for number in live if number not in seconds]
                seconds = seconds or [number for number in live if number not in firsts]
            for first, second in zip(firsts, seconds, strict=False):
                if first != second:
                    self.relate("above" if one == "up" else one, first, second)

    def _settle_sky(self, sky: str | None) -> None:
        """Who is in the sky is above the first who is not; where nobody else is, the sky is the ground."""
        high = {number for _, number in self.aloft}
        fliers = self.lexicon.roles["flying"] | self.lexicon.roles["aloft"]
        others = [number for number in self.live() if number not in high]
        if (self.aloft or sky) and all(self.subjects[each].name in fliers for each in others):
            self.ground = self.ground or (self.aloft[0][0] if self.aloft else sky)
            return
        for _, number in self.aloft:
            if number in self.live():
                self.relate("in_sky", others[0], number)


def _sized(subjects: list[PlanSubject]) -> tuple[PlanSubject, ...]:
    """ "小房子" is just a house, but beside a big tree a small one."""
    contrast = any(each.size == "big" for each in subjects)
    return tuple(
        replace(each, size="small") if contrast and each.size == "normal" and each.said.startswith("小") else each
        for each in subjects
    )
