"""Lines written by hand, told of other things: another noun of the same role, another number, another colour.

A word is exchanged only where the text has it as a word of its own, and then everywhere in the text and the answer, so
that they go on saying the same.
"""

from __future__ import annotations

import json
import random
import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache
from typing import Any

from danqing.data.colors import COLORS
from danqing.data.phrases import plural
from danqing.data.wishes.handwritten import Written
from danqing.data.wishes.nouns import Noun, dictionary_nouns, everyday_nouns
from danqing.data.wishes.scenes import Nouns

_NAMES = ("name", "what", "by", "anchor", "keep")
_CLOSED = ("do", "kind", "color", "at", "beside", "change", "shape", "axis")  # fields that hold no words of the line
_HOW_OFTEN = 0.45  # each word that can be exchanged is
_NUMBERS = {
    "en": {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9},
    "zh": {"两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9},
}
_MEASURED = r"(?=[只个条朵张把辆座棵匹头件位名颗盏本艘架块双串杯碗盆枝株片])"


def varied(line: Written, chance: random.Random) -> Written:
    """The line with some of its words exchanged."""
    language = "zh" if line.is_chinese else "en"
    for exchange in (_noun, _noun, _color, _number):
        if chance.random() < _HOW_OFTEN:
            line = exchange(line, language, chance) or line
    return line


@cache
def roles(language: str) -> Mapping[str, Noun]:
    """All nouns of a language by name."""
    return {each.word: each for each in (*dictionary_nouns(language), *everyday_nouns(language))}


def _noun(line: Written, language: str, chance: random.Random) -> Written | None:
    known = roles(language)
    names = [name for name in sorted(_values(line, _NAMES)) if name in known and len(name) > (language == "zh")]
    if not names:
        return None
    name = chance.choice(names)
    drawn = Nouns(language, chance).one((known[name].role,))
    other = drawn.word
    if other in line.text or any(color in other.split() for color in COLORS):
        return None
    if language == "zh" and (drawn.measure != known[name].measure or line.text.count(name) != 1):
        return None
    if any(name != each and name in each for each in names) or _in_lettering(line, name):
        return None
    if language == "zh":
        return _exchanged(line, lambda text: text.replace(name, other)) if name in line.text else None
    pattern = re.compile(rf"\b(?:(an?) )?({re.escape(plural(name))}|{re.escape(name)})\b", re.I)
    if not pattern.search(line.text):
        return None

    def told(found: re.Match[str]) -> str:
        word = other if found[2].lower() == name.lower() else plural(other)
        article = f"{'an' if word[0] in 'aeiou' else 'a'} " if found[1] else ""
        return article + word

    return _exchanged(line, lambda text: pattern.sub(told, text))


def _color(line: Written, language: str, chance: random.Random) -> Written | None:
    keys = sorted(key for key in _values(line, ("color",)) if key in COLORS)
    if not keys:
        return None
    key, other = chance.choice(keys), chance.choice([each for each in COLORS if each not in keys])
    word = f"{COLORS[key].short}色" if language == "zh" else key
    said = f"{COLORS[other].short}色" if language == "zh" else other
    if _times(line.text, word, language) != 1 or said in line.text or _in_lettering(line, word):
        return None
    data = [line.answer, line.known]
    if sum(_count(each, "color", key) for each in data) != 1:
        return None
    text = line.text.replace(word, said)
    if language == "en":
        text = re.sub(rf"\ban? {said}\b", f"{'an' if said[0] in 'aeiou' else 'a'} {said}", text)
    answer, known = (_with(each, "color", key, other) for each in data)
    named = _mapped(answer, lambda field, each: each.replace(word, said) if field in _NAMES else each)
    return Written(text, named, known, line.is_edit)


def _number(line: Written, language: str, chance: random.Random) -> Written | None:
    words = _NUMBERS[language]
    found = [word for word in words if _times(line.text, word, language, _MEASURED) == 1]
    found = [word for word in found if _count(line.answer, "count", words[word]) == 1 and not _in_lettering(line, word)]
    if not found or line.known:
        return None
    word = chance.choice(found)
    other = chance.choice([each for each in words if each != word])
    after = _MEASURED if language == "zh" else r"\b"
    before = "" if language == "zh" else r"\b"
    text = re.sub(before + word + after, other, line.text)
    return Written(text, _with(line.answer, "count", words[word], words[other]), line.known, line.is_edit)


# Answers


def _exchanged(line: Written, change: Callable[[str], str]) -> Written:
    """The line with every text of it changed."""

    def exchange(name: str, value: Any) -> Any:
        return change(value) if isinstance(value, str) and name not in _CLOSED else value

    return Written(change(line.text), _mapped(line.answer, exchange), _mapped(line.known, exchange), line.is_edit)


def _with(value: Any, name: str, old: object, new: object) -> Any:
    """An answer in which every field of that name and value has another."""
    return _mapped(
        value, lambda field, each: new if field == name and each == old and type(each) is type(old) else each
    )


def _count(value: Any, name: str, wanted: object) -> int:
    """How many fields of that name have the value."""
    return sum(field == name and each == wanted for field, each in _fields(value))


def _values(line: Written, names: tuple[str, ...]) -> set[str]:
    """All values of fields of those names."""
    fields = (*_fields(line.answer), *_fields(line.known))
    return {each for field, each in fields if field in names and isinstance(each, str)}


def _fields(value: Any, name: str = "") -> Iterator[tuple[str, Any]]:
    """The fields of JSON's types with their names, those of lists one by one."""
    if isinstance(value, dict):
        for key, each in value.items():
            yield from _fields(each, key)
    elif isinstance(value, list):
        for each in value:
            yield from _fields(each, name)
    else:
        yield name, value


def _mapped(value: Any, change: Callable[[str, Any], Any], name: str = "") -> Any:
    """The same with each field changed by its name and value."""
    if isinstance(value, dict):
        return {key: _mapped(each, change, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_mapped(each, change, name) for each in value]
    return change(name, value)


def _in_lettering(line: Written, word: str) -> bool:
    return word in json.dumps(line.answer.get("lettering", []), ensure_ascii=False)


def _times(text: str, word: str, language: str, after: str = "") -> int:
    pattern = re.escape(word) + after if language == "zh" else rf"\b{re.escape(word)}\b"
    return len(re.findall(pattern, text))
