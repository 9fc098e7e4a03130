"""A scene as a wish may ask for it, made up by chance: things, how they stand, and what is said beside them.

A scene is of no language until :mod:`danqing.data.wishes.english` or :mod:`danqing.data.wishes.chinese` tells it; its
words are of one language, since names come from that language's nouns.
"""

from __future__ import annotations

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache

from danqing.data import colors
from danqing.data.wishes.nouns import Noun, dictionary_nouns, everyday_nouns

COLORS = tuple(colors.COLORS)
MANY = None  # a count of "many" or "some"
_RARE = 0.35  # how often a noun comes from all those of the dictionaries
_COUNTS = (2, 2, 2, 2, 3, 3, 3, 4, 4, 5, 5, 6, 7, 8, 9, 10, 11, 12, 12, 13, 15, 18, 20, 24, 30, 50)
# What can stand first and second in a relation, by role; "" is anything.
_MOVABLE = ("animal", "bird", "food", "toy", "tool", "container", "instrument", "flower", "drink", "garment", "thing")
_LIVING = ("animal", "bird", "person", "person", "animal")
_KINDS: Mapping[str, tuple[float, tuple[str, ...], tuple[str, ...]]] = {
    "on": (3.0, (*_MOVABLE, *_LIVING), ("furniture", "container", "vehicle", "building", "tool", "food",
        "animal", "thing")),
    "in": (1.5, (*_MOVABLE, *_LIVING), ("container", "vehicle", "building", "container", "garment")),
    "wearing": (1.5, (*_LIVING, "toy"), ("garment",)),
    "holding": (1.5, _LIVING, ("tool", "food", "toy", "flower", "instrument", "container", "thing", "animal")),
    "next_to": (1.5, ("",), ("",)),
    "under": (1.0, (*_MOVABLE, *_LIVING), ("furniture", "plant", "vehicle", "building", "thing")),
    "behind": (1.0, ("",), ("",)),
    "in_front_of": (1.2, ("",), ("",)),
    "above": (0.8, ("bird", "vehicle", "toy", "thing", "animal"), ("",)),
    "below": (0.3, ("",), ("",)),
    "left_of": (0.8, ("",), ("",)),
    "right_of": (0.8, ("",), ("",)),
}  # fmt: skip


@dataclass
class Thing:
    """One subject of a scene.

    Args:
        noun: what it is.
        count: how many; :data:`MANY` for "some".
        color: one of :data:`COLORS` or None.
        attributes: what else is said of it.
        told: whether its colour is told in a sentence of its own.
    """

    noun: Noun
    count: int | None = 1
    color: str | None = None
    attributes: tuple[str, ...] = ()
    told: bool = False


@dataclass
class Scene:
    """What a wish asks for.

    Args:
        things: the subjects.
        relations: (kind, first, second) by place in ``things``.
        background, style, mood, composition, lettering, avoid, shape: as of :class:`danqing.director.plan.Plan`, filled
            in by who tells the scene, in its own words.
    """

    things: list[Thing]
    relations: list[tuple[str, int, int]] = field(default_factory=list)
    background: str | None = None
    style: str | None = None
    mood: str | None = None
    composition: str | None = None
    lettering: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    shape: str | None = None

    def to_data(self, order: Sequence[int]) -> dict[str, object]:
        """The plan as JSON's types, without its language; ``order`` lists the things as they were told."""
        place = {number: at for at, number in enumerate(order)}
        data: dict[str, object] = {"subjects": [_subject(self.things[number]) for number in order]}
        related = [
            {"kind": kind, "first": place[first], "second": place[second]} for kind, first, second in self.relations
        ]
        if related:
            data["relations"] = related
        for name in ("background", "style", "mood", "composition"):
            if getattr(self, name):
                data[name] = getattr(self, name)
        for name in ("lettering", "avoid"):
            if getattr(self, name):
                data[name] = list(getattr(self, name))
        if self.shape:
            data["shape"] = self.shape
        return data


def _subject(thing: Thing) -> dict[str, object]:
    data: dict[str, object] = {"name": thing.noun.word}
    if thing.count != 1:
        data["count"] = thing.count
    if thing.color:
        data["color"] = thing.color
    if thing.attributes:
        data["attributes"] = list(thing.attributes)
    return data


class Nouns:
    """Nouns to choose from: those of what pictures show, and more rarely those of dictionaries.

    Args:
        language: "en" or "zh".
        chance: the source of chance.
    """

    def __init__(self, language: str, chance: random.Random) -> None:
        self._chance, self._pools = chance, _pools(language)

    def one(self, roles: Sequence[str] = ("",)) -> Noun:
        """A noun of one of the roles."""
        role = self._chance.choice(roles)
        for pool in self._pools if self._chance.random() < _RARE else reversed(self._pools):
            if pool.get(role):
                return self._chance.choice(pool[role])
        return self._chance.choice(self._pools[0][""])


@cache
def _pools(language: str) -> tuple[dict[str, list[Noun]], ...]:
    """The dictionaries' nouns by role, and those of our pictures; all of them under ""."""
    pools = []
    for nouns in (dictionary_nouns(language), everyday_nouns(language)):
        by_role: dict[str, list[Noun]] = {"": list(nouns)}
        for each in nouns:
            by_role.setdefault(each.role, []).append(each)
        pools.append(by_role)
    return tuple(pools)


def make_scene(nouns: Nouns, chance: random.Random, adjectives: Sequence[str]) -> Scene:
    """Things and relations by chance; what stands beside them is added by who tells the scene."""
    kind = chance.choices(("one", "pair", "list", "both", "chain", "colors", "same"), (20, 42, 8, 6, 14, 4, 3))[0]
    if kind == "one":
        return Scene([_thing(nouns.one(), chance, adjectives)])
    if kind == "list":
        many = chance.choice((2, 2, 3, 3, 4))
        return Scene([_thing(each, chance, adjectives) for each in _different(nouns, many)])
    if kind == "colors":  # "a red and a blue car"
        noun, colors = nouns.one(), chance.sample(COLORS, 2)
        return Scene([Thing(noun, color=each) for each in colors])
    said = _kind(chance)
    first = _thing(nouns.one(_KINDS[said][1]), chance, adjectives)
    second = _thing(nouns.one(_KINDS[said][2]), chance, adjectives, alone=0.9)
    if kind == "same":  # "a black cat and a white cat", one beside the other
        first.color, color = chance.sample(COLORS, 2)
        second = Thing(first.noun, color=color)
        return Scene([first, second], [(chance.choice(("left_of", "next_to", "on", "behind", "right_of")), 0, 1)])
    if first.noun.word == second.noun.word:
        second.noun = nouns.one()
    if kind == "pair" or first.noun.word == second.noun.word:
        return Scene([first, second], [(said, 0, 1)])
    third = _thing(nouns.one(_KINDS[said][1]), chance, adjectives, alone=0.85)
    if third.noun.word in (first.noun.word, second.noun.word):
        return Scene([first, second], [(said, 0, 1)])
    if kind == "both":  # "a cat and a dog on a sofa"
        return Scene([first, third, second], [(said, 0, 2), (said, 1, 2)])
    other = _kind(chance)
    third = _thing(nouns.one(_KINDS[other][2]), chance, adjectives, alone=0.85)
    if third.noun.word in (first.noun.word, second.noun.word):
        return Scene([first, second], [(said, 0, 1)])
    return Scene([first, second, third], [(said, 0, 1), (other, chance.choice((0, 0, 1)), 2)])


def _kind(chance: random.Random) -> str:
    return chance.choices(list(_KINDS), [each[0] for each in _KINDS.values()])[0]


def _different(nouns: Nouns, many: int) -> list[Noun]:
    found: dict[str, Noun] = {}
    while len(found) < many:
        each = nouns.one()
        found[each.word] = each
    return list(found.values())


def _thing(noun: Noun, chance: random.Random, adjectives: Sequence[str], alone: float = 0.62) -> Thing:
    """A thing; ``alone`` is how often it is just one."""
    count = 1 if chance.random() < alone else MANY if chance.random() < 0.25 else chance.choice(_COUNTS)
    color = chance.choice(COLORS) if chance.random() < 0.38 else None
    attributes: tuple[str, ...] = ()
    if chance.random() < 0.3:
        attributes = tuple(chance.sample(adjectives, 1 if chance.random() < 0.85 else 2))
    return Thing(noun, count, color, attributes, told=bool(color) and chance.random() < 0.12)
