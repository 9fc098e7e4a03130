"""What "it", "the other one" and "另一只" are: things that were named before, or that the picture shows.

A word that stands for a noun is replaced by that noun, and what else was said of it stays: of two cats, "the other one"
is the "other cat" and "左边那只" the "左边那只猫". The nouns come from the plan of the picture, if it is known.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import replace
from typing import Any

from danqing.director.edit_types import Operation
from danqing.director.edit_words import PRONOUNS
from danqing.director.plan import Plan

_FIELDS = ("what", "anchor", "keep")
_ONE = re.compile(r"^(?P<how>.*?)\b(?:ones?|guys?)$", re.I)
_ONE_AT = re.compile(r"^(?P<how>.*?)\bone (?P<where>(?:on|in|at|to|near|by|with|that|behind|under) .+)$", re.I)
_ALONE = re.compile(
    r"(?:the )?(?P<how>other|others|first|second|third|last|left|right|middle|left-hand|right-hand|left-most|rightmost"
    r"|bigger"
    r"|smaller|larger|big|small|little|taller|shorter|latter|former|another)",
    re.I,
)
_OF_SEVERAL = re.compile(r"first|second|third|last|other|middle|left|right|[第另左右]|中间|最后", re.I)
_NOTHING = re.compile(r"(?:an? |some |the )?(?:one|ones|more|others?|another)", re.I)
_PERSON = frozenset(("he", "she", "him", "her", "they", "them", "他", "她", "他们", "她们"))


def referred(operation: Operation, topic: str | None, known: Plan | None, measures: str) -> Operation:
    """An operation whose phrases name what they stand for, as far as that is known.

    Args:
        operation: as it was read.
        topic: the thing that was spoken of last.
        known: what the picture shows.
        measures: Chinese measure words, one character each.
    """
    changes: dict[str, Any] = {}
    for name in _FIELDS:
        phrase = getattr(operation, name, None)
        if isinstance(phrase, str):
            found = _named(phrase, topic, known, measures, new=operation.do == "add" and name == "what")
            if found != phrase:
                changes[name] = found
    return replace(operation, **changes) if changes else operation


def main_thing(known: Plan | None) -> str | None:
    """What "it" is in a picture: what it shows several of, else what was named first."""
    if known is None or not known.subjects:
        return None
    names = Counter(each.name for each in known.subjects)
    several = next((each.name for each in known.subjects if names[each.name] > 1), None)
    return several or known.subjects[0].name


def _several(known: Plan | None) -> str | None:
    """What "one" is in a picture: what it shows several of, also by number, else its main thing."""
    counted = [] if known is None else [each.name for each in known.subjects if each.count != 1]
    main = main_thing(known)
    names = Counter(each.name for each in known.subjects) if known is not None else Counter()
    return main if main is None or names[main] > 1 or not counted else counted[0]


def _named(phrase: str, topic: str | None, known: Plan | None, measures: str, *, new: bool) -> str:
    main = main_thing(known)
    low = phrase.lower().strip()
    if low in PRONOUNS:
        if low in _PERSON and main is not None:
            return main
        return topic or main or phrase
    names = {each.name.lower() for each in known.subjects} if known is not None else set()
    noun = (topic or main) if main is None or new or (topic or "").lower() in names else main
    if _OF_SEVERAL.search(phrase) and noun == main:
        noun = _several(known) or noun
    if noun is None:
        return phrase
    if new and _NOTHING.fullmatch(low):
        return noun
    if found := _ONE.fullmatch(phrase):
        how = re.sub(r"^(?:an?|the) ", "", found["how"].strip(), flags=re.I)
        return f"{how} {noun}".strip()
    if found := _ONE_AT.fullmatch(phrase):
        return f"{found['how']}{noun} {found['where']}"
    if found := _ALONE.fullmatch(phrase):
        how = {"others": "other", "latter": "second", "former": "first"}.get(found["how"].lower(), found["how"])
        return f"{how} {noun}"
    if re.search("[\u3400-\u9fff]", phrase):
        return _chinese(phrase, noun, known, measures, new=new)
    return phrase


def _chinese(phrase: str, noun: str, known: Plan | None, measures: str, *, new: bool) -> str:
    """A phrase that ends in a measure word, or in 的, with its noun: "另一只" → "另一只猫"."""
    names = {each.name for each in known.subjects} if known is not None else set()
    if phrase in names:
        return phrase
    numeral = "一两二三四五六七八九十几俩\\d"
    if new and re.fullmatch(rf"(?:再|另外?)?[{numeral}]*(?:[{measures}个]|一模一样的|一样的|同样的)*", phrase):
        return noun
    if new:
        return phrase
    if re.fullmatch(rf"[{numeral}]+[{measures}个]", phrase):
        return noun
    if re.fullmatch(rf".*(?:[那这另外第其他左右中间边的大小前后{numeral}])[{measures}个]", phrase) or re.fullmatch(
        r"(?:另外的|其他的|其余的|剩下的|.+的)", phrase
    ):
        return phrase.removesuffix("的") + ("的" if phrase.endswith("的") else "") + noun
    if phrase in ("另一", "另外", "其他", "其余"):
        return phrase + noun
    return phrase
