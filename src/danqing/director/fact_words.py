"""Numbers, word stems and pronouns in both languages, as far as the check of facts needs them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Set
from dataclasses import dataclass
from functools import cache


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_ENGLISH = {
    "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "eleven": 11,
    "twelve": 12, "thirteen": 13, "fourteen": 14, "fifteen": 15, "sixteen": 16, "seventeen": 17, "eighteen": 18,
    "nineteen": 19, "twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "half a dozen": 6, "a dozen": 12,
    "a couple of": 2, "a pair of": 2, "a trio of": 3,
}  # fmt: skip
_DIGITS = {"二": 2, "两": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "一": 1}
_TENS = r"[二两三四五六七八九]?十[一二三四五六七八九]?"
_NO_COUNT = r"(?:o['’]?clock|am|pm|years?|months?|days?|hours?|minutes?|percent|cm|mm|px|k|d|st|nd|rd|th|legged)"
_NO_NOUN = r"(?:a|an|and|at|but|by|er|for|from|halves|half|in|into|is|of|on|only|or|out|so|that|the|then|to|was|with)"
PAIRS = re.compile(r"\b(?:both|twins?|couple|pair|pairs|two)\b|双|对|俩|两|二|一左一右|另一|another|each other", re.I)
INDIRECT = re.compile(
    r"\bdozens?\b|\bhalf\b|\btwice|\btriple|\btrio\b|\bquartet|一打|半打|[一两二三四五六七八九]{2}|其余|其他|\brest\b",
    re.I,
)  # numbers that are to be worked out
SOMEBODY = _set(
    """person people man woman figure someone somebody i me he she him her they we us
    人 人物 人影 我 你 他 她 它 谁"""
)
ANY_COLOR = frozenset({"金", "银", "青"})  # oftener parts of other words than colours
_STOP = _set(
    """a an the of in on at to and or with without for from by is are was were be it its his her their this that these
    those some any no not very style background mood view picture image"""
)


@dataclass(frozen=True)
class Stated:
    """A number that a text states.

    Args:
        value: 2 or more.
        text: the number as written.
        phrase: the number with what it counts, as far as one word goes.
        end: where the number ends in the text.
    """

    value: int
    text: str
    phrase: str
    end: int


def stated_numbers(text: str, measures: Set[str]) -> tuple[Stated, ...]:
    """The numbers from two up that stand before what they count; ratios, times and ordinals are none.

    Args:
        text: in either language.
        measures: Chinese measure words: a Chinese number counts things only before one of them.
    """
    return (*_english(text), *_chinese(text, measures))


def without_quotes(text: str) -> str:
    """The text with blanks where something stands in quotes."""
    return re.sub(r"[“「『«\"][^“”「」『』«»\"]{1,80}[”」』»\"]", " ", text)


def stem(word: str) -> str:
    """A word in small letters, and without the s of the plural in English."""
    low = word.strip().casefold()
    if not low.isascii() or len(low) < 4 or low.endswith(("ss", "us")):
        return low
    if low.endswith("ies"):
        return low[:-3] + "y"
    if low.endswith(("shes", "ches", "xes", "sses", "oes")):
        return low[:-2]
    return {"wolve": "wolf", "leave": "leaf", "knive": "knife"}.get(low.removesuffix("s"), low.removesuffix("s"))


def stems(text: str) -> frozenset[str]:
    """The stems of a text's English words that say something."""
    return frozenset(stem(each) for each in re.findall(r"[a-z0-9]+(?:['’-][a-z]+)*", text.casefold())) - _STOP


def _english(text: str) -> Iterator[Stated]:
    number = "|".join(sorted(_ENGLISH, key=len, reverse=True))
    pattern = (
        rf"(?<![\w:.\-/])(?:({number})|(\d{{1,2}}))(?=\s*([\u3400-\u9fff])|\s+(?!(?:{_NO_COUNT}|{_NO_NOUN})\b)([a-z]+))"
    )
    for match in re.finditer(pattern, text, re.I):
        value = _ENGLISH[match[1].lower()] if match[1] else int(match[2])
        if value > 1 and not (match[2] and match[3]):  # digits before Chinese are read below
            yield Stated(value, match[0], f"{match[0]} {match[3] or match[4]}", match.end())


def _chinese(text: str, measures: Set[str]) -> Iterator[Stated]:
    pattern = _number_before(frozenset(measures))
    for match in pattern.finditer(text):
        value = int(match[1]) if match[1].isdigit() else _value(match[1])
        if value > 1:
            yield Stated(value, match[0], match[0], match.end())


@cache
def _number_before(measures: frozenset[str]) -> re.Pattern[str]:
    units = "|".join(sorted(map(re.escape, measures), key=len, reverse=True))
    return re.compile(
        rf"(?<![第\d.:：一二两三四五六七八九十几数])({_TENS}|[二两三四五六七八九]|\d{{1,2}}|俩|一对|一双)"
        rf"(?:(?<=[俩对双])|(?:{units}))(?!半|大?字)"
    )


def _value(said: str) -> int:
    if said in ("俩", "一对", "一双"):
        return 2
    if "十" not in said:
        return _DIGITS[said]
    tens, _, ones = said.partition("十")
    return 10 * _DIGITS.get(tens, 1) + _DIGITS.get(ones, 0)
