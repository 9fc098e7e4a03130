"""A Chinese or mixed wish as a plan: its asides by patterns, its scene by :mod:`~danqing.director.chinese_reader`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danqing.director import wish_words_chinese as words
from danqing.director.chinese_lettering import take_lettering
from danqing.director.chinese_reader import ChineseReader
from danqing.director.chinese_refused import taken, without_refused
from danqing.director.plan import MAX_PHRASES, MAX_WORDS, Plan
from danqing.director.wish_words_lettering import QUOTED

_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass
class _Asides:
    """What was taken out of a wish, and the text that is left."""

    text: str
    lettering: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    shape: str | None = None
    composition: str | None = None
    mood: str | None = None


def is_chinese(wish: str) -> bool:
    """Whether a wish is told in Chinese, at least in part; what it quotes does not count."""
    return bool(_CHINESE.search(QUOTED.sub(" ", wish)))


def plan_in_chinese(wish: str, language: str, reader: ChineseReader) -> Plan:
    """What a Chinese or mixed wish asks to be seen.

    Args:
        wish: cleaned, without the marks of prompts.
        language: of the plan.
        reader: knows the words.

    Raises:
        RequestError: it asks for more than a plan holds.
    """
    asides = _asides(wish, reader)
    scene = reader.read(asides.text, asides.avoid)
    return Plan(
        language=language,
        subjects=scene.subjects,
        relations=scene.relations,
        background=_cut(scene.background),
        style=_cut(scene.style),
        mood=_cut(asides.mood),
        composition=_cut(asides.composition),
        lettering=tuple(each[:MAX_WORDS] for each in asides.lettering[:MAX_PHRASES]),
        avoid=tuple(each[:MAX_WORDS] for each in dict.fromkeys([*asides.avoid, *scene.avoid]))[:MAX_PHRASES],
        shape=asides.shape,
    )


def _cut(text: str | None) -> str | None:
    return text[:MAX_WORDS].strip() or None if text else None


def _asides(wish: str, reader: ChineseReader) -> _Asides:
    lettering, text = take_lettering(wish, reader.words)
    found = _Asides(words.TIMES.sub(r"\2个\1", text), lettering)
    found.text, found.avoid = without_refused(found.text, reader.words)
    for pattern, shape in words.SHAPED_MEDIA:
        found.shape = found.shape or (shape if pattern.search(found.text) else None)
    for pattern, shape in words.SHAPES:
        if _taken(found, pattern):
            found.shape = found.shape or shape
    found.shape = found.shape or ("square" if words.AVATAR.search(found.text) else None)
    for phrase in _taken(found, words.COMPOSITION):
        found.composition = found.composition or phrase
    for pattern in words.MOOD:
        for phrase in _taken(found, pattern):
            found.mood = found.mood or phrase
    text = words.IN_A_ROW.sub("", words.FOR_WHOM.sub("", found.text.strip()))
    text = words.LEADS.sub("", words.ASKED.sub("", text))
    found.text = re.sub(r"^(?:[个张幅]|一[个张幅])(?=[，,的]|$)", "", text)
    return found


def _taken(asides: _Asides, pattern: re.Pattern[str]) -> list[str]:
    """The phrases that a pattern finds in the text, which loses them."""
    asides.text, found = taken(asides.text, pattern)
    return found
