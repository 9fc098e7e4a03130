"""What is known while an English wish is read word by word: the topic, who acts, what was named last, who "it" is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_chunks import NounPhrases
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_scene import Scene, Thing, held_with, is_worn
from danqing.director.english_tags import Word

LONGEST = 5  # words of a preposition
_STOP_SKIPPING = frozenset({",", ".", ";", "!", "?", "\n", ":"})


@dataclass
class Walk:
    """One walk over the words.

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
    place_end: int = -1  # where a place of the scene ended
    opens_sentence: bool = True  # whether what is read now opens a sentence
    couple: list[int] = field(default_factory=list)  # the things that were joined by "and" last
    antecedent: list[int] = field(default_factory=list)  # what "that" before a clause of its own means
    anchor: int | None = None  # what "it" meant last in this sentence
    main: int | None = None  # what this sentence is about
    row: str = ""  # how each thing of a row stands to the next: "from left to right"
    in_row: list[int] = field(default_factory=list)
    is_and_list: bool = False  # whether the topics are joined by "and", not by commas alone
    with_of: list[int] = field(default_factory=list)  # what "with" was said of

    # Words

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def ends(self, at: int) -> bool:
        return at >= len(self.words) or bool(self.words[at].breaks)

    def skip_clause(self, at: int) -> int:
        end = at + 1
        while end < len(self.words) and self.words[end].text not in _STOP_SKIPPING and self.words[end].breaks != 2:
            end += 1
        return end - at

    def longest(self, table: Mapping[str, str], at: int) -> tuple[str, int]:
        for length in range(min(LONGEST, len(self.words) - at), 0, -1):
            phrase = " ".join(self.text(each) for each in range(at, at + length))
            if phrase in table:
                return phrase, length
        return "", 0

    def stands_at(self, at: int, phrase: str) -> bool:
        """Whether some words stand at a place."""
        return phrase.split() == [each.text for each in self.words[at : at + phrase.count(" ") + 1]]

    def preposition_at(self, at: int) -> bool:
        return bool(self.longest(grammar.PREPOSITIONS, at)[1])

    def list_ends(self, at: int) -> bool:
        """Whether a list with commas comes to an "and" before anything else."""
        for _ in range(8):
            if self.text(at) in ("and", "&", "plus") or (
                self.text(at) == "," and self.text(at + 1) in ("and", "&", "plus")
            ):
                return True
            if self.text(at) != "," or (phrase := self.phrases.at(at + 1)) is None:
                return False
            at = phrase.end
        return False

    def predicate(self, at: int) -> bool:
        """Whether something is said of the phrase that ends at a place."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        if word.breaks:
            return False
        return (
            self.preposition_at(at) or bool(self.longest(grammar.SIDES, at)[1]) or word.text in grammar.BE
            or word.text in grammar.RELATIVES or bool(word.verb and (word.form or "n" not in word.tags))
        )  # fmt: skip

    def has_own_place(self, at: int) -> bool:
        """Whether "with a whale" goes on with "behind it", "swimming behind it" or "in its mouth"."""
        for _ in range(5):
            if self.ends(at):
                return False
            if self.is_alone(at):
                return True
            if self.preposition_at(at):
                length = self.longest(grammar.PREPOSITIONS, at)[1]
                after = self.text(at + length)
                return after in ("it", "them", "him", "her", "its", "their", "his", "top", "each")
            if self.words[at].form not in ("ing", "ed") and self.text(at) not in grammar.ADVERBS:
                return False
            at += 1
        return False

    def is_alone(self, at: int) -> bool:
        length = self.longest(grammar.ALONE, at)[1]
        return bool(length) and self.ends(at + length)

    def sources(self, referred: list[int], kind: str = "", phrase: NounPhrase | None = None) -> list[int]:
        """The things that a preposition relates to what follows it."""
        actors = self.actors or self.topics
        if referred:
            if self.latest and not set(self.latest) & set(referred):
                return self.latest
            return [each for each in actors if each not in referred]
        if self.fresh and not self.joined:
            return actors or self.latest
        if self.is_comma_list() and not self.verb:
            return self.latest
        is_own = self.living(self.latest) or (phrase is not None and phrase.article == "the")
        if self.with_of and self.latest and kind != "with" and is_own and not self.living(self.with_of):
            return self.latest  # "a piano with a cat on the lid"
        if kind == "with" and self.latest:
            alive = [each for each in self.latest if self.scene.things[each].is_alive()]
            is_object = bool(self.verb) and self.latest != actors and not self.latest_by
            is_tool = is_object and phrase is not None and phrase.has("o") and not self.has_own_place(phrase.end)
            fits = phrase is not None and (is_tool or is_worn(phrase) or phrase.lemma in kinds.HELD)
            if fits and not alive and self.living(actors):
                return actors
            return self.latest
        over_held = self.verb in ("hold", "carry", "lift", "raise") and kind in ("above", "to")
        if (self.verb in grammar.PLACING or over_held) and self.latest and self.latest != self.topics:
            return self.latest
        if kind == "in" and phrase is not None and phrase.has("K") and self.verb and self.living(self.latest):
            return self.latest
        holder = self.scene.things[self.latest[0]].phrase if self.latest else None
        is_inside = self.latest_by == "in" and holder is not None and holder.has("K") and not is_worn(holder)
        if kind == "on" and (self.latest_by == "on" or is_inside):
            return self.latest  # "a monkey on an elephant on a ball"
        if self.is_with_open and self.with_of and self.latest:
            return self.latest
        return actors or self.latest

    def is_comma_list(self) -> bool:
        """Whether what was named last ends a list of commas alone, so that what follows is said of it alone."""
        return len(self.topics) > 1 and not self.is_and_list and self.latest == self.topics[-1:]

    def living(self, numbers: list[int]) -> bool:
        return bool(numbers) and all(self.scene.things[each].is_alive() for each in numbers)

    def is_body(self) -> bool:
        """Whether what was named last is a part of a body."""
        named = {self.scene.things[each].phrase.lemma for each in self.latest}
        return bool(named) and named <= kinds.BODY_PARTS | {"stripe", "spot", "mane", "feather", "scale"}

    def forget(self) -> None:
        left = len(self.scene.things)
        self.topics = [each for each in self.topics if each < left]
        self.actors = [each for each in self.actors if each < left]
        self.latest = list(self.topics)
        self.with_of = []

    def leads(self, at: int) -> bool:
        """Whether the thing that a fronted phrase places follows: "on the table a cat", "in it there is …"."""
        had_comma = False
        may_pause = not self.topics or self.opens_sentence or self.joined
        for _ in range(6):
            if at >= len(self.words):
                return False
            text = self.text(at)
            word = self.words[at]
            if text in (",", ":") and not had_comma and may_pause:
                had_comma = True
            elif word.breaks:
                return False
            elif text == "there" or text in grammar.BE or text in grammar.ADVERBS:
                pass
            elif (phrase := self.phrases.at(at)) is not None and not (
                word.verb in grammar.SETTING and not phrase.article
            ):  # fmt: skip
                return bool(phrase.name) and phrase.article != "no"
            elif word.verb not in grammar.SETTING and text not in (
                "i", "you", "we", "want", "need", *grammar.MODALS
            ):  # fmt: skip
                return False
            at += 1
        return False

    def referred(self, at: int) -> list[int] | None:
        """Whom a pronoun at a place means; None where none stands there or nothing was said yet."""
        text = self.text(at)
        if text in ("that", "this", "those", "these") and self.stands_alone(at):
            return self.it()
        if text not in (
            "it",
            "them",
            "they",
            "him",
            "he",
            "she",
            "her",
            "itself",
            "themselves",
            "himself",
            "herself",
            "each",
            "both",
        ):
            return None
        if text in ("her", "each") and self.phrases.at(at) is not None:
            return None
        if text == "each" and self.text(at + 1) != "other":
            return None
        if text == "both" and not self.ends(at + 1) and not self.preposition_at(at + 1):
            return None
        return self.meant(text)

    def meant(self, text: str) -> list[int] | None:
        """Whom a pronoun means here; None where nothing was said yet."""
        things = self.scene.things
        if not things:
            return None
        is_person = text in ("him", "he", "she", "her", "himself", "herself")
        if self.with_of and not self.fresh and (not is_person or self.living(self.with_of)):
            return list(self.with_of)
        if text in ("him", "he", "she", "her", "himself", "herself"):
            living = [number for number, each in enumerate(things) if each.is_alive()]
            return living[:1] or None
        if text in ("them", "they", "themselves", "both"):
            if self.is_comma_list():
                return self.couple[:-1] if self.couple[-1:] == self.latest else self.topics[:-1]
            if len(self.topics) > 1 or any(things[each].count != 1 for each in self.topics):
                return list(self.topics)
            couple = [each for each in self.couple if each < len(things)]
            if len(couple) > 1:
                return couple
            several = [number for number, each in enumerate(things) if each.count != 1]
            return several[-1:] or list(range(len(things)))[-2:]
        return self.it()

    def stands_alone(self, at: int) -> bool:
        """Whether "that" at a place stands for something said: nothing that it could belong to follows."""
        return bool(self.scene.things) and (self.ends(at + 1) or self.preposition_at(at + 1))

    def it(self) -> list[int]:
        """What "it" means: what the clause is about, or the thing named before the latest."""
        found = self._it()
        if self.anchor is not None and self.anchor < len(self.scene.things) and self.anchor not in self.latest:
            found = [self.anchor]
        self.anchor = found[-1]
        return found

    def _it(self) -> list[int]:
        things = self.scene.things
        if self.fresh and self.topics:
            single = [each for each in self.topics if things[each].count == 1]
            return (single or self.topics)[:1]
        others = [each for each in self.topics if each not in self.latest and things[each].count == 1]
        if others:
            return others[-1:]
        main = things[self.main] if self.main is not None and self.main < len(things) else None
        if main is not None and self.main not in self.latest and main.count == 1 and not main.is_alive():
            return [self.main or 0]
        if self.latest and not self.fresh and len(things) > 1 and self.latest[-1] > 0:
            return [self.latest[0] - 1]
        return (self.topics or self.latest or [len(things) - 1])[-1:]

    def again(self, phrase: NounPhrase) -> int | None:
        """The thing that a phrase names once more."""
        if not phrase.name or phrase.article in ("a", "no", "each", "any") or phrase.is_counted:
            return None
        told_twice = phrase.is_plural and not phrase.article and not phrase.colors and not phrase.attributes
        if phrase.article not in ("the", "my") and not told_twice and not self.is_said_again(phrase):
            return None
        if {"left", "right", "other", "next", "second"} & set(phrase.attributes):
            return self.scene.told_apart(phrase.lemma, phrase.attributes)
        number = self.scene.named(phrase.lemma, first_of(phrase.colors))
        if number is None and phrase.lemma in ("animal", "creature"):
            living = [each for each, thing in enumerate(self.scene.things) if thing.is_alive()]
            number = living[-1] if living else None
        return number

    def is_said_again(self, phrase: NounPhrase) -> bool:
        """Whether a bare noun comes back to a thing: "a hat on a crow, crow on a post"."""
        is_bare = not phrase.article and not phrase.is_plural and not phrase.attributes
        if self.text(phrase.start) in grammar.ORDINALS or self.phrases.is_number(phrase.end):
            return False
        return is_bare and (" " not in phrase.name or any(each.name == phrase.name for each in self.scene.things))

    def thing(self, phrase: NounPhrase) -> int:
        """The number of the thing that a phrase names, a new one unless it was named before."""
        again = self.again(phrase)
        if again is not None:
            self.scene.describe([again], phrase.attributes, first_of(phrase.colors))
            return again
        if not phrase.name:
            return self.part(phrase)
        owner = self.owner_of(phrase)
        number = self.scene.add(phrase)
        self.scene.things[number].owner = owner
        self.own(phrase, number)
        return number

    def owner_of(self, phrase: NounPhrase) -> int | None:
        """Whose a thing is by a pronoun before it: "her hat", "whose hat"."""
        text = self.text(phrase.start)
        if text == "whose":
            return self.latest[-1] if self.latest else None
        pronoun = grammar.OWNERS.get(text)
        meant = self.meant(pronoun) if pronoun is not None else None
        return meant[0] if meant and len(meant) == 1 else None

    def own(self, phrase: NounPhrase, number: int) -> None:
        """ "the wizard's hat": the owner, where it is a thing of the scene already, wears or holds it."""
        owner = self.scene.things[number].owner if phrase.owner is None else self.scene.named(phrase.owner.lemma)
        if phrase.owner is None and not is_worn(phrase):
            return
        if owner is not None and (told := held_with(self.scene.things[owner].phrase, phrase)) is not None:
            self.scene.relate(told[0], owner, number)

    def part(self, phrase: NounPhrase) -> int:
        """The thing that "one red" or "the other two" is: a part of the group named last, or one more of a kind."""
        things = self.scene.things
        groups = [number for number, each in enumerate(things) if each.count != 1 and each.of_group is None]
        if phrase.article == "the" and phrase.colors:  # "the red one"
            alike = [number for number, each in enumerate(things) if each.color == phrase.colors[0]]
            if alike:
                return alike[-1]
        last = groups[-1] if groups else len(things) - 1
        count = phrase.count or 1
        name = things[last].phrase.name
        if count == 1 and things[last].phrase.is_plural:
            name = " ".join([*name.split()[:-1], things[last].phrase.lemma])
        said = replace(
            things[last].phrase,
            name=name,
            colors=phrase.colors,
            count=count,
            attributes=phrase.attributes,
            content=None,
        )
        things.append(
            Thing(said, count, first_of(phrase.colors), list(phrase.attributes), of_group=last if groups else None)
        )
        return len(things) - 1


def first_of(colors: list[str]) -> str | None:
    return colors[0] if colors else None
