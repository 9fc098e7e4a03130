"""Which thing of a picture a phrase names, whether the picture is told in the phrase's language or in the other."""

from __future__ import annotations

import re

from danqing.director.edit_chinese_nouns import noun_phrase
from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_words import Vocabulary
from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan, Subject

_ARTICLE = re.compile("^(?:the|my|this|that|these|those|an?|both) ", re.I)


def is_called(phrase: str, subject: Subject, vocabulary: Vocabulary) -> bool:
    """Whether a phrase names a thing of the picture, and no other colour than it has."""
    color, noun = _parts(phrase, vocabulary)
    return (color is None or color == subject.color) and same_name(noun, subject.name, vocabulary)


def number_called(phrase: str, known: Plan | None, vocabulary: Vocabulary) -> int | None:
    """Which subject of the picture a phrase names; None for none."""
    subjects = () if known is None else known.subjects
    return next((number for number, each in enumerate(subjects) if is_called(phrase, each, vocabulary)), None)


def same_name(one: str, other: str, vocabulary: Vocabulary) -> bool:
    """Whether two names are those of one thing, in whatever language."""
    if one.isascii() and other.isascii():
        return _singular(one) == _singular(other)
    if one.isascii() == other.isascii():
        return one == other
    return bool(_english(one, vocabulary) & _english(other, vocabulary))


def _english(name: str, vocabulary: Vocabulary) -> set[str]:
    """What a thing is called in English, as far as that is known."""
    own = {name.lower(), _singular(name)} if name.isascii() else set[str]()
    return own.union(*(vocabulary.names.get(each, ()) for each in own or {name}))


def _parts(phrase: str, vocabulary: Vocabulary) -> tuple[str | None, str]:
    """The colour that a phrase says, None where it says none, and its noun."""
    if phrase.isascii():
        words = _ARTICLE.sub("", phrase.strip()).lower().split() or [""]
        return next((COLOR_WORDS[each] for each in words[:-1] if each in COLOR_WORDS), None), words[-1]
    said = noun_phrase(phrase, vocabulary)
    color = COLOR_WORDS.get(said.how) or COLOR_WORDS.get(said.how.removesuffix("色"))
    noun = said.noun or phrase
    if color is None and not vocabulary.is_thing(noun):  # 黑猫
        first = next((word for word in (noun[:2], noun[:1]) if word in COLOR_WORDS and len(noun) > len(word)), None)
        if first is not None:
            return COLOR_WORDS[first], noun.removeprefix(first)
    return color, noun


def _singular(noun: str) -> str:
    """The last word of an English name, in the singular; a Chinese name is itself."""
    return noun_of_plural(noun.split()[-1].lower()) if noun.isascii() and noun.split() else noun
