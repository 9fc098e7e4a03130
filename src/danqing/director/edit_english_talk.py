"""What an English instruction speaks of so far: what "it", "him", "one" and "the other" are in the next clause."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danqing.director.edit_english_known import meant
from danqing.director.edit_english_nature import is_living
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_references import main_thing, with_noun
from danqing.director.edit_words import PRONOUNS, TOPIC, Vocabulary
from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan

_ARTICLE = re.compile("^(?:an?|the|one) ")


@dataclass
class Talk:
    """What was spoken of so far.

    Args:
        vocabulary: English words with their classes.
        known: what the picture shows; None if unknown.
        topic: the thing spoken of last.
        person: the person or animal spoken of last.
        pointed: of several things of one name, the one spoken of last.
        remarked: whether a remark spoke of the topic, and nothing was asked since.
    """

    vocabulary: Vocabulary
    known: Plan | None
    topic: str | None = None
    person: str | None = None
    pointed: str | None = None
    remarked: bool = False

    def meet(self, things: tuple[Noun, ...], *, new: bool) -> None:
        """Remember who is spoken of: those that are there, or those that are new."""
        for each in things:
            if (each.det in ("indef", "another")) is not new:
                continue
            noun = Noun(name=each.owner) if each.owner else each
            if noun.det != "pron" and noun.head and is_living(noun, self.vocabulary):
                self.person = noun.name

    def hear_of(self, things: tuple[Noun, ...]) -> None:
        """Speak of what a remark names first."""
        if things and things[0].det == "pron":
            things = things[1:] if self.topic is None else ()
        if not things:
            return
        named = (each for each in things if each.det in ("def", "poss") and each.whose != "me")
        subject = next(named, None) if things[0].det in ("def", "poss") else None
        if subject is None and self.topic is None:
            subject = next((each for each in reversed(things) if each.det == "bare"), None)
        if subject is not None:
            self.turn_to(subject.name)

    def turn_to(self, phrase: str) -> None:
        """Speak of a thing from here on; of what a known picture shows, or its background."""
        named = self.meant(phrase)[0]
        subjects = () if self.known is None else self.known.subjects
        is_seen = self.known is None or any(same_head(named, each.name) for each in subjects)
        if is_seen or phrase == "background":
            self.speak_of(named)
            self.remarked = True

    def speak_of(self, name: str) -> None:
        """A thing is spoken of, by the name that it has."""
        self.topic = bare(name)
        if self.known is not None and " " in self.topic:
            self.pointed = self.topic

    def meant(self, phrase: str) -> tuple[str, ...]:
        """The names of the things that a phrase means."""
        low = phrase.lower()
        if self.known is not None and self.known.subjects:
            return meant(phrase, self.topic, self.pointed, self.known)
        if low in ("he", "him", "she", "her"):
            return (self.person or TOPIC,)
        if low in PRONOUNS:
            return (self.topic or phrase,)
        return (with_noun(phrase, self.topic),)

    def another(self, anchor: str | None) -> str | None:
        """What "one more" is one of, beside a thing or nothing; None if nothing was spoken of."""
        noun = self.topic if self.topic != anchor else None
        if noun is None and self.known is not None and self.known.subjects:
            noun = main_thing(self.known)
        return noun_of_plural(noun) if noun else self.topic


def bare(name: str) -> str:
    """A name without its article."""
    return _ARTICLE.sub("", name)


def same_head(one: str, other: str) -> bool:
    """Whether two phrases end in the same noun."""
    return noun_of_plural(one.split()[-1].lower()) == noun_of_plural(other.split()[-1].lower())
