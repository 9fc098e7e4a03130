"""Whom English pronouns mean: what is known while a wish is read word by word, and who "it" or "she" is by that."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_chunks import NounPhrases
from danqing.director.english_roll import Roll
from danqing.director.english_scene import Scene
from danqing.director.english_tags import Word

LONGEST = 5  # words of a preposition


@dataclass
class References:
    """What a walk over the words knows where it stands, and whom a pronoun means there.

    Args:
        topics: what the clause is about.
        actors: whom the last verb belongs to; prepositions relate these.
        latest: the things named last.
        fronted: prepositions whose first thing is still to come.
        fresh: whether a clause begins.
        joined: whether "and" came right before.
        verb: the last verb of the clause.
    """

    words: list[Word]
    phrases: NounPhrases
    colors: Mapping[str, str]
    scene: Scene = field(default_factory=Scene)
    topics: list[int] = field(default_factory=list)
    actors: list[int] = field(default_factory=list)
    latest: list[int] = field(default_factory=list)
    fronted: list[tuple[str, list[int]]] = field(default_factory=list)
    front_side: str = ""
    fresh: bool = True
    joined: bool = False
    listing: bool = False  # whether the topics were named without a break by anything but commas
    verb: str = ""
    is_front_list: bool = False  # whether a place before a colon holds all that is listed after it
    is_with_open: bool = False  # whether where what "with" named is comes after it: "with a whale behind it"
    latest_by: str = ""  # the preposition that named the latest thing, if one did
    is_denied: bool = False  # whether something was just left out, so that "except" brings back
    was_denied: bool = False  # whether that was so in the sentence before
    place_end: int = -1  # where a place of the scene ended
    opens_sentence: bool = True  # whether what is read now opens a sentence
    is_emblem: bool = False  # whether the picture is a logo or the like, in which country is a thing
    couple: list[int] = field(default_factory=list)  # the things that were joined by "and" last
    each_of: int | None = None  # a group of which each has what is named next
    told_of: list[int] = field(default_factory=list)  # whom a clause with "that" or "who" goes on about
    antecedent: list[int] = field(default_factory=list)  # what "that" before a clause of its own means
    anchor: int | None = None  # what "it" meant last in this sentence
    was_it: int | None = None  # what "it" meant last in the sentence before
    main: int | None = None  # what this sentence is about
    row: str = ""  # how each thing of a row stands to the next: "from left to right"
    in_row: list[int] = field(default_factory=list)
    roll: Roll | None = None  # a group whose members are being told
    is_and_list: bool = False  # whether the topics are joined by "and", not by commas alone
    with_of: list[int] = field(default_factory=list)  # what "with" was said of
    heads: list[int] = field(default_factory=list)  # what clauses were about, one after the other
    beside: list[int] = field(default_factory=list)  # what a side was told of last: "left of the inn"
    one_of_two: tuple[str, list[int], str] | None = None  # a part of a body that has its like, and whose it is
    led_by: list[int] = field(default_factory=list)  # whom "it" meant at the head of the sentences before
    deed: tuple[str, int] | None = None  # the last verb that had an object, and the object
    named_end: int = -1  # where the name of what the clause is about ended
    persons: dict[bool, int] = field(default_factory=dict)  # whom "he" (True) and "she" (False) meant

    def enlist(self, number: int) -> None:
        """Take a thing for the next of a row, or of the members of a group, that is being told."""
        self.in_row += [number]
        if self.roll is not None:
            self.roll.members += [number]

    # Words

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def ends(self, at: int) -> bool:
        return at >= len(self.words) or bool(self.words[at].breaks)

    def longest(self, table: Mapping[str, str], at: int) -> tuple[str, int]:
        texts = [each.text for each in self.words[at : at + LONGEST]]
        for length in range(len(texts), 0, -1):
            phrase = " ".join(texts[:length])
            if phrase in table:
                return phrase, length
        return "", 0

    def preposition_at(self, at: int) -> bool:
        return bool(self.longest(grammar.PREPOSITIONS, at)[1])

    # Pronouns

    def living(self, numbers: list[int]) -> bool:
        return bool(numbers) and all(self.scene.things[each].is_alive() for each in numbers)

    def is_comma_list(self) -> bool:
        """Whether what was named last ends a list of commas alone, so that what follows is said of it alone."""
        return len(self.topics) > 1 and not self.is_and_list and self.latest == self.topics[-1:]

    def referred(self, at: int) -> list[int] | None:
        """Whom a pronoun at a place means; None where none stands there or nothing was said yet."""
        text = self.text(at)
        if text in ("me", "myself") and (wisher := self.scene.named("me")) is not None:
            return [wisher]
        if text in ("that", "this", "those", "these") and self.stands_alone(at):
            return self.that()
        if text not in grammar.REFERRING:
            return None
        if text in ("her", "each") and self.phrases.at(at) is not None:
            return None
        if text == "each" and self.text(at + 1) != "other" and self.text(at + 1) not in grammar.INDEFINITE | {"of"}:
            return None
        if text == "both" and not self.ends(at + 1) and not self.preposition_at(at + 1):
            return None
        return self.meant(text)

    def meant(self, text: str) -> list[int] | None:
        """Whom a pronoun means here; None where nothing was said yet."""
        if not self.scene.things:
            return None
        is_person = text in grammar.HIM or text in grammar.HER
        if text == "each":
            several = [n for n, each in enumerate(self.scene.things) if each.count != 1 and n not in self.latest]
            several = several or [each for each in self.latest if self.scene.things[each].count != 1]
            return several[-1:] or self.it()
        is_many = bool(self.with_of) and all(self.scene.things[each].count != 1 for each in self.with_of)
        if text == "it" and is_many:
            return self.it()  # "a rope between two posts with shirts on it"
        are_many = text not in ("them", "they") or any(self.scene.things[each].count != 1 for each in self.with_of)
        are_many = are_many or len(self.with_of) > 1
        if self.with_of and are_many and not self.fresh and (not is_person or self.living(self.with_of)):
            return list(self.with_of)
        if is_person:
            return self.person(text)
        return self.them(text) if text in ("them", "they", "themselves", "both") else self.it()

    def person(self, text: str) -> list[int] | None:
        """Whom "he" or "her" means: the first who may be meant, a person rather than an animal."""
        is_man = text in grammar.HIM
        others = kinds.WOMEN if is_man else kinds.MEN
        taken = self.persons.get(not is_man)
        fitting = [
            number
            for number, each in enumerate(self.scene.things)
            if each.is_alive() and each.phrase.lemma not in others and number != taken
        ]
        known = self.persons.get(is_man)
        if known is None or known not in fitting:
            own = kinds.MEN if is_man else kinds.WOMEN
            sure = [number for number in fitting if self.scene.things[number].phrase.lemma in own]
            known = next(iter(sure or fitting), None)
        if known is None:
            return None
        self.persons[is_man] = known
        return [known]

    def them(self, text: str) -> list[int]:
        """Whom "they" or "both" means."""
        things = self.scene.things
        if self.is_comma_list() and not self.fresh:
            return self.couple[:-1] if self.couple[-1:] == self.latest else self.topics[:-1]
        if len(self.topics) > 1 or any(things[each].count != 1 for each in self.topics):
            return list(self.topics)
        couple = [each for each in self.couple if each < len(things)]
        if len(couple) > 1:
            return couple
        pair, kind = next(reversed(self.scene.relations.items()), ((), ""))
        is_pair = kind in ("left_of", "right_of", "next_to") or not set(pair) & set(self.latest)
        if text == "both" and pair and is_pair:
            return list(pair)
        several = [number for number, each in enumerate(things) if each.count != 1]
        if several and text != "both":
            return several[-1:]
        heads = [each for each in self.heads if each < len(things) and each not in self.latest]
        return heads[-2:] if len(heads) > 1 else several[-1:] or list(range(len(things)))[-2:]

    def stands_alone(self, at: int) -> bool:
        """Whether "that" at a place stands for something said: nothing that it could belong to follows."""
        is_alone = self.ends(at + 1) or self.preposition_at(at + 1) or self.text(at + 1) in grammar.INDEFINITE
        return bool(self.scene.things) and is_alone

    def that(self) -> list[int]:
        """What "that" means: what was named last, or before what it is said of."""
        before = [number for number in range(len(self.scene.things)) if number not in self.latest]
        return list(self.latest) if self.fresh and self.latest else before[-1:] or self.it()

    def it(self) -> list[int]:
        """What "it" means: what the clause is about, or the thing named before the latest."""
        found = self._it()
        if self.anchor is not None and self.anchor < len(self.scene.things) and self.anchor not in self.latest:
            found = [self.anchor]
        elif self.scene.things[found[-1]].phrase.is_person():
            found = self.no_person() or found
        self.anchor = found[-1]
        return found

    def no_person(self) -> list[int]:
        """The thing or animal that was named last, and not only just unless a clause begins."""
        numbered = enumerate(self.scene.things)
        lesser = [number for number, each in numbered if each.count == 1 and not each.phrase.is_person()]
        return [each for each in lesser if self.fresh or each not in self.latest][-1:]

    def _it(self) -> list[int]:
        things = self.scene.things
        if self.fresh and self.topics:
            single = [each for each in self.topics if things[each].count == 1]
            return (single or self.topics)[:1]
        before = [each for each in range(min(self.topics, default=0)) if things[each].count == 1]
        if self.is_and_list and len(self.topics) > 1 and self.verb and before:
            return before[-1:]  # "A tray. A cup and a spoon are on it."
        others = [each for each in self.topics if each not in self.latest and things[each].count == 1]
        if others:
            return others[-1:]
        main = things[self.main] if self.main is not None and self.main < len(things) else None
        is_told = main is not None and (not main.is_alive() or not self.verb)  # "a wolf on a ridge, the moon above it"
        if main is not None and is_told and self.main not in self.latest and main.count == 1:
            return [self.main or 0]
        if self.was_it is not None and self.was_it < len(things) and self.was_it not in self.latest and not self.fresh:
            return [self.was_it]  # "A tent. A fire near it. A dog inside it."
        if self.latest and not self.fresh and len(things) > 1 and self.latest[-1] > 0:
            return [self.latest[0] - 1]
        return (self.topics or self.latest or [len(things) - 1])[-1:]
