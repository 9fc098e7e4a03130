"""The scene that an English wish tells, as it grows: things, relations, the place, and what is unwanted."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase

OPPOSITES = {"left_of": "right_of", "right_of": "left_of", "above": "below", "below": "above"}


@dataclass
class Thing:
    """A thing of the scene.

    Args:
        phrase: as said first.
        count, color, attributes: what is known of it by now.
        side: of the picture, or "".
        owner: the number of the thing that has it ("her hat"), or None.
        is_rest: whether it is a group of which parts were told apart, and what is said of it is said of the rest.
        of_group: the number of the thing that it is a part of ("one red" of three balloons), or None.
    """

    phrase: NounPhrase
    count: int | None = 1
    color: str | None = None
    attributes: list[str] = field(default_factory=list)
    side: str = ""
    of_group: int | None = None
    is_rest: bool = False
    owner: int | None = None

    @property
    def name(self) -> str:
        return self.phrase.name

    def is_alive(self) -> bool:
        return self.phrase.is_alive()


@dataclass
class Scene:
    """All that was read; relations are (first, second) → kind."""

    things: list[Thing] = field(default_factory=list)
    relations: dict[tuple[int, int], str] = field(default_factory=dict)
    places: list[str] = field(default_factory=list)
    times: list[tuple[str, str]] = field(default_factory=list)  # with what joins each to a place before it
    avoid: list[str] = field(default_factory=list)
    turned_down: list[str] = field(default_factory=list)  # asked and refused, unless it is named again
    presumed: set[tuple[int, int]] = field(default_factory=set)  # relations that follow from whose a thing is
    aloft: list[int] = field(default_factory=list)  # what is in the sky
    main_place: NounPhrase | None = None  # told like a thing, before any other

    def add(self, phrase: NounPhrase) -> int:
        """A new thing; returns its number. What a vessel holds becomes a thing in it or on it."""
        self.things.append(Thing(phrase, phrase.count, _color(phrase), _attributes(phrase)))
        number = len(self.things) - 1
        self.things[number].side = next((each for each in phrase.attributes if each in ("left", "right")), "")
        if phrase.content is not None and phrase.content.is_plural:
            is_in = phrase.has("K") and phrase.lemma not in kinds.SURFACES
            self.relate("in" if is_in else "on", self.add(phrase.content), number)
        return number

    def presume(self, kind: str, first: int, second: int) -> None:
        """How a thing stands to its owner, unless a place of its own is told."""
        if (first, second) not in self.relations and (second, first) not in self.relations:
            self.relate(kind, first, second)
            self.presumed.add((first, second))

    def relate(self, kind: str, first: int, second: int) -> None:
        """How one thing stands to another; what was said first stays."""
        is_place = kind not in ("on", "in", "wearing", "holding")
        for pair in self.presumed & {(first, second), (second, first)}:
            is_shared = self.relations.get(pair) in ("under", "next_to") and kind == "holding"
            if is_place or is_shared:
                self.presumed.discard(pair)
                self.relations.pop(pair, None)
        if first != second and (first, second) not in self.relations and (second, first) not in self.relations:
            self.relations[first, second] = kind

    def place(self, kind: str, first: int, second: int) -> None:
        """How one thing is said to stand to another: that it is said the other way round as well is told too."""
        known, reverse = self.relations.get((first, second)), self.relations.get((second, first))
        if kind in OPPOSITES and known == OPPOSITES[kind]:
            self.relations[second, first] = known  # "a left of b" and "a right of b"
        elif kind in OPPOSITES and reverse == kind:
            self.relations[first, second] = kind  # "a left of b" and "b left of a"
        else:
            self.relate(kind, first, second)

    def describe(self, numbers: Iterable[int], attributes: Iterable[str], color: str | None = None) -> None:
        for number in numbers:
            thing = self.things[number]
            thing.color = thing.color or color
            thing.attributes += [each for each in attributes if each not in thing.attributes]

    def is_dressed(self, numbers: Iterable[int]) -> bool:
        """Whether something is worn by one of some things."""
        wearers = {first for (first, _), kind in self.relations.items() if kind == "wearing"}
        return not wearers.isdisjoint(numbers)

    def named(self, lemma: str, color: str | None = None) -> int | None:
        """The thing that was called so last."""
        alike = [number for number, each in enumerate(self.things) if each.phrase.lemma == lemma]
        fitting = [number for number in alike if color is None or self.things[number].color in (color, None)]
        return fitting[-1] if fitting else None

    def shortened(self, lemma: str) -> int | None:
        """The thing whose name ends in a noun: "the tub" of a bathtub."""
        fit = [number for number, each in enumerate(self.things) if is_short_for(lemma, each.phrase.lemma)]
        return fit[-1] if fit else None

    def told_apart(self, lemma: str, attributes: list[str]) -> int | None:
        """The thing of a name that was told apart by the same word: "the left door"."""
        alike = [number for number, each in enumerate(self.things) if each.phrase.lemma == lemma]
        return next((number for number in alike if set(attributes) & set(self.things[number].attributes)), None)

    def settle(self) -> None:
        """Sides become relations, and groups whose parts were told one by one become those parts."""
        self._settle_sky()
        self._settle_sides()
        self._settle_groups()

    def _settle_sky(self) -> None:
        """What is in the sky is above what is not."""
        below = [number for number in range(len(self.things)) if number not in self.aloft]
        for high in self.aloft if below else ():
            self.relate("above", high, below[0])
        elsewhere = [each for each in self.places if each not in ("sky", "the sky")]
        if elsewhere:
            self.places = elsewhere

    def _settle_sides(self) -> None:
        sided = [number for number, each in enumerate(self.things) if each.side]
        for low, kind, high in (("left", "left_of", "right"), ("left", "left_of", "middle"),
                                ("middle", "left_of", "right"), ("top", "above", "bottom"),
                                ("top", "above", "middle"), ("middle", "above", "bottom"),
                                ("front", "in_front_of", "back")):  # fmt: skip
            for one, other in itertools.permutations(sided, 2):
                if (self.things[one].side, self.things[other].side) == (low, high):
                    self.relate(kind, one, other)
        lone = [number for number in sided if self.things[number].side in ("left", "right")]
        first = self._opposite(lone[0]) if lone else None
        if len(lone) == 1 and first is not None and len(sided) == 1:  # "a forge, an anvil on the right"
            self.relate(f"{self.things[lone[0]].side}_of", lone[0], first)
        self._settle_middle(sided)
        middle = [number for number, each in enumerate(self.things) if each.side not in ("front", "back")]
        for number in sided if middle else ():
            if self.things[number].side in ("front", "back"):
                self.relate("behind" if self.things[number].side == "back" else "in_front_of", number, middle[0])

    def _settle_middle(self, sided: list[int]) -> None:
        """Of three that are told apart, the one in the middle is beside the two others."""
        for number in sided:
            group = self.things[number].of_group
            mates = [n for n, each in enumerate(self.things) if each.of_group == group and n != number]
            if self.things[number].side == "middle" and group is not None and len(mates) == 2:
                for mate in mates:
                    self.relate("next_to", mate, number)

    def _opposite(self, number: int) -> int | None:
        """What a thing at a side stands beside: the first that it has not on it or in hand, one of its kind at best."""
        own = {second for (_, second), kind in self.relations.items() if kind in ("holding", "wearing")}
        others = [n for n, each in enumerate(self.things) if not each.side and n not in own]
        alike = [n for n in others if self.things[n].is_alive() == self.things[number].is_alive()]
        return next(iter(alike or others), None)

    def _settle_groups(self) -> None:
        gone: set[int] = set()
        for group in sorted({each.of_group for each in self.things if each.of_group is not None}):
            parts = [number for number, each in enumerate(self.things) if each.of_group == group]
            total = sum(self.things[part].count or 0 for part in parts)
            if any(self.things[part].of_group is not None and part in gone for part in parts):
                continue
            whole = self.things[group]
            are_told = [self._is_told(part, whole) for part in parts]
            told = all(are_told) or (any(are_told) and total == whole.count)
            if whole.is_rest or self._is_one_of_more(parts, whole):
                self._share(group, [part for part in parts if all(first != part for first, _ in self.relations)])
                whole.count = whole.count - total if whole.count is not None and whole.count > total else None
            elif len(parts) == 1 and whole.count is None and whole.color is None and self.things[parts[0]].color:
                ones = self.things[parts[0]]  # "tulips, six yellow ones"
                whole.count, whole.color = ones.count, ones.color
                whole.attributes += ones.attributes
                self._speak_for(group, parts)
                gone.update(parts)
            elif told and (len(parts) > 1 or whole.count == 1) and whole.count in (None, total):
                self._share(group, parts)
                for part in parts:
                    self.things[part].attributes = [*whole.attributes, *self.things[part].attributes]
                gone.add(group)
            else:
                self._speak_for(group, parts)
                gone.update(parts)
        self.drop(gone)

    def _speak_for(self, group: int, parts: list[int]) -> None:
        """How parts stand to other things the whole group does."""
        for (first, second), kind in list(self.relations.items()):
            one, other = (group if first in parts else first), (group if second in parts else second)
            self.relate(kind, one, other)

    def _share(self, group: int, parts: list[int]) -> None:
        """What stands to a group in some way stands so to each of its parts."""
        for (first, second), kind in list(self.relations.items()):
            for part in parts:
                if first == group and second not in parts:
                    self.relate(kind, part, second)
                elif second == group and first not in parts:
                    self.relate(kind, first, part)

    def _is_one_of_more(self, parts: list[int], whole: Thing) -> bool:
        """ "five eggs, one of them blue", "mostly white, a few of them red": the rest are left as they are."""
        part = self.things[parts[0]]
        if len(parts) > 1 or part.color is None:
            return False
        is_vague = whole.count is None
        return whole.color is not None or part.count == 1 if is_vague else (part.count or 99) < (whole.count or 0)

    def _is_told(self, number: int, whole: Thing) -> bool:
        thing = self.things[number]
        is_described = bool(thing.color or thing.attributes) or thing.phrase.lemma != whole.phrase.lemma
        return is_described or any(number in pair for pair in self.relations)

    def drop(self, gone: set[int]) -> None:
        """Take things out, with their relations; the numbers of the others close up."""
        kept = [number for number in range(len(self.things)) if number not in gone]
        place = {number: order for order, number in enumerate(kept)}
        self.things = [self.things[number] for number in kept]
        for thing in self.things:
            thing.of_group = None if thing.of_group is None else place.get(thing.of_group)
            thing.owner = None if thing.owner is None else place.get(thing.owner)
        self.relations = {
            (place[one], place[other]): kind
            for (one, other), kind in self.relations.items()
            if one in place and other in place
        }

    def lift_sky(self) -> None:
        """A sky is a background, but for one whose colour is told by itself."""
        skies = [n for n, each in enumerate(self.things) if each.phrase.lemma == "sky" and not self._is_colored(n)]
        for number in skies:
            sky = self.things[number]
            said = [*sky.attributes, *([sky.color] if sky.color else []), sky.name]
            self.places.append(" ".join(dict.fromkeys(said)))
        self.drop(set(skies))

    def _is_colored(self, number: int) -> bool:
        """Whether the colour of a thing is told by itself: "the sky is green", not "a green sky"."""
        thing = self.things[number]
        return thing.color is not None and not thing.phrase.colors

    def drop_unwanted(self) -> None:
        """Things that shall not be seen are none."""
        named = {each.phrase.lemma for each in self.things} | {each.name for each in self.things}
        self.avoid += [each for each in self.turned_down if each.rpartition(" ")[2] not in named]
        unwanted = {"", *(each.lower() for each in self.avoid)}
        numbered = enumerate(self.things)
        self.drop({n for n, each in numbered if {each.name.strip(), each.phrase.said} & unwanted})

    def background(self) -> str | None:
        """Places and times as one phrase: "lake at sunset"."""
        places, times = list(dict.fromkeys(self.places)), list(dict.fromkeys(self.times))
        told = ", ".join(places)
        for time, joint in times:
            told = f"{told}{joint}{time}" if told else time
        return told or None


def is_short_for(head: str, name: str) -> bool:
    """Whether a noun is the last part of a name written as one word: "the tub" of a bathtub."""
    return len(head) > 2 and len(name) > len(head) + 2 and name.endswith(head) and " " not in name


def _color(phrase: NounPhrase) -> str | None:
    """What is of several colours has none that is its own."""
    return phrase.colors[0] if len(set(phrase.colors)) == 1 else None


def _attributes(phrase: NounPhrase) -> list[str]:
    """What is said of a thing; several colours are told together."""
    several = [" and ".join(dict.fromkeys(phrase.colors))] if len(set(phrase.colors)) > 1 else []
    return [*phrase.attributes, *several]


def as_colors(lexicon: Mapping[str, str]) -> dict[str, str]:
    """English words for colours → their keys."""
    known = {**{each: key for each, key in lexicon.items() if each.isascii() and " " not in each}, **grammar.COLORS}
    return known | {f"{each}-{ending}": key for each, key in known.items() for ending in ("coloured", "colored")}
