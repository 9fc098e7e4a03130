"""What is known while an English wish is read word by word: the topic, who acts, what was named last, who "it" is."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_naming import Naming
from danqing.director.english_senses import is_worn

_LOOKING = frozenset({"look", "point", "stare", "gaze", "peer", "glance", "aim", "wave", "bark", "laugh"})
_TAKING = frozenset({"take", "pull", "draw", "lift", "get", "fish", "steal", "scoop", "haul"})  # from somewhere
_APART = frozenset({"in_front_of", "behind", "next_to", "left_of", "right_of", "under", "below"})
_STOP_SKIPPING = frozenset({",", ".", ";", "!", "?", "\n", ":"})


@dataclass
class Walk(Naming):
    """One walk over the words, with what lies before it and behind it."""

    def skip_clause(self, at: int) -> int:
        end = at + 1
        while end < len(self.words) and self.words[end].text not in _STOP_SKIPPING and self.words[end].breaks != 2:
            if self.text(end) == "there" and self.text(end + 1) in grammar.BE:
                break
            end += 1
        return end - at

    def stands_at(self, at: int, phrase: str) -> bool:
        """Whether some words stand at a place."""
        return phrase.split() == [each.text for each in self.words[at : at + phrase.count(" ") + 1]]

    def said_at(self, at: int, phrases: Mapping[str, tuple[str, ...]]) -> str:
        """The longest of some phrases, which are kept by their first words, that stands at a place; "" for none."""
        known = phrases.get(self.text(at), ())
        return max((each for each in known if self.stands_at(at, each)), key=len, default="")

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

    def has_own_place(self, at: int, *, by_name: bool = False) -> bool:
        """Whether "with a whale" goes on with "behind it", "asleep on it", "in its mouth" or "above the boat"."""
        for _ in range(5):
            if self.ends(at):
                return False
            if self.is_alone(at):
                return True
            if self.text(at) in ("past", "by") and self.is_alone(at + 1):
                return True
            if length := self.longest(grammar.PREPOSITIONS, at)[1]:
                return self.comes_back(at + length, by_name=by_name)
            word = self.words[at]
            is_quality = word.is_adjective() and not self.phrases.takes_object(at + 1)
            if word.form not in ("ing", "ed") and not is_quality and self.text(at) not in grammar.ADVERBS:
                return False
            at += 1
        return False

    def comes_back(self, at: int, *, by_name: bool) -> bool:
        """Whether what stands at a place comes back to something: "it", "its roof", "the boat", "one of them"."""
        if self.text(at) in ("it", "them", "him", "her", "its", "their", "his", "top", "each"):
            return True
        if any(self.text(at + each) == "of" and self.text(at + each + 1) in ("it", "them") for each in (1, 2)):
            return True
        phrase = self.phrases.at(at)
        return by_name and phrase is not None and phrase.article == "the" and self.again(phrase) is not None

    def is_alone(self, at: int) -> bool:
        length = self.longest(grammar.ALONE, at)[1]
        return bool(length) and self.ends(at + length)

    def sources(self, referred: list[int], kind: str = "", phrase: NounPhrase | None = None) -> list[int]:
        """The things that a preposition relates to what follows it."""
        actors = self.actors or self.topics
        if self.antecedent and self.verb in grammar.TRANSFERRING and self.latest == self.actors:
            return self.antecedent  # "the hat that the boy left on a bench"
        if referred:
            if self.is_and_list and self.verb and len(self.topics) > 1 and not set(self.topics) & set(referred):
                return self.topics  # "a cup and a spoon are on it"
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
        if kind == "with" and self.joined and self.topics:
            return list(self.topics)  # "with a hat on its head and with a rug on its back"
        if kind == "with" and self.latest:
            alive = [each for each in self.latest if self.scene.things[each].is_alive()]
            is_object = bool(self.verb) and self.latest != actors and not self.latest_by
            is_tool = is_object and phrase is not None and phrase.has("o") and not self.has_own_place(phrase.end)
            fits = phrase is not None and (is_tool or is_worn(phrase) or phrase.lemma in kinds.HELD)
            is_company = (
                phrase is not None
                and phrase.is_alive()
                and (bool(self.verb) or self.latest_by in _APART)
                and not self.has_own_place(phrase.end)
            )
            if (fits or is_company) and not alive and self.living(actors):
                return actors
            return self.latest
        over_held = self.verb in ("hold", "carry", "lift", "raise") and kind in ("above", "to")
        is_placed = self.verb in grammar.PLACING and not self.latest_by
        if (is_placed or over_held) and self.latest and self.latest != self.topics:
            return self.latest
        is_held = phrase is not None and ((phrase.has("K") and self.verb) or (is_worn(phrase) and self.latest_by))
        is_object = self.verb in _TAKING and self.latest != actors and not self.latest_by
        is_looked_at = kind in ("on", "in") and self.latest_by == "at" and self.verb in _LOOKING
        if (kind == "from" and is_object) or is_looked_at:
            return self.latest  # "taking bread out of an oven", "pointing at a globe on her desk"
        if kind == "in" and is_held and self.living(self.latest):
            return self.latest  # "a girl next to a man in a suit"
        holder = self.scene.things[self.latest[0]].phrase if self.latest else None
        is_inside = self.latest_by == "in" and holder is not None and holder.has("K") and not is_worn(holder)
        is_chain = kind == self.latest_by and kind in ("behind", "in_front_of", "next_to")
        if (kind == "on" and (self.latest_by == "on" or is_inside)) or (is_chain and not self.fresh):
            return self.latest  # "a monkey on an elephant on a ball"
        if self.is_with_open and self.with_of and self.latest:
            return self.latest
        return actors or self.latest

    def is_body(self) -> bool:
        """Whether what was named last is a part of a body."""
        named = {self.scene.things[each].phrase.lemma for each in self.latest}
        return bool(named) and named <= kinds.BODY_PARTS | {"stripe", "spot", "mane", "feather", "scale"}

    def forget(self) -> None:
        self.each_of = None
        left = len(self.scene.things)
        self.topics = [each for each in self.topics if each < left]
        self.actors = [each for each in self.actors if each < left]
        self.latest = list(self.topics)
        self.with_of = []

    def inverts(self, at: int) -> bool:
        """Whether a verb may stand before whom it is said of: "under a bed sleeps a dog"."""
        word = self.words[at]
        if word.verb in grammar.SETTING:
            return True
        is_plain = bool(word.verb) and word.form in ("s", "") and word.verb not in grammar.VERBS
        return is_plain and (self.text(at + 1) in grammar.INDEFINITE or self.phrases.is_number(at + 1))

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
            elif had_comma and self.is_apart(at):
                at += 1  # "under the log, shy, a newt"
            elif (text, self.text(at + 1)) == ("nothing", "but"):
                at += 1
            elif text in grammar.FILLED and self.text(at + 1) in ("of", "with"):
                content = self.phrases.at(at + 2)  # "behind a stall full of pumpkins stands a witch"
                at = content.end - 1 if content is not None else at + 1
            elif (phrase := self.phrases.at(at)) is not None and not (
                word.verb in grammar.SETTING and not phrase.article
            ):  # fmt: skip
                return bool(phrase.name or phrase.article == "a") and phrase.article != "no"
            elif not self.inverts(at) and text not in ("i", "you", "we", "want", "need", *grammar.MODALS):
                return False
            at += 1
        return False

    def is_apart(self, at: int) -> bool:
        """Whether a quality stands alone between commas: "under the log, shy, a newt"."""
        word = self.words[at]
        is_quality = word.is_adjective() or word.form == "ing"
        return is_quality and self.text(at + 1) == "," and self.phrases.at(at) is None
