"""What English words that stand for a noun mean, where nothing is known of the picture: "the red one", "the other".

What else was said of the thing stays: after the cat was spoken of, "the other one" is the "other cat".
"""

from __future__ import annotations

import re
from collections import Counter

from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan

_ONE = re.compile(r"^(?P<how>.*?)\b(?:ones?|guys?)$", re.I)
_ONE_AT = re.compile(r"^(?P<how>.*?)\bone (?P<where>(?:on|in|at|to|near|by|with|that|behind|under) .+)$", re.I)
_ALONE = re.compile(
    r"(?:the )?(?P<how>other|others|first|second|third|last|left|right|middle|left-hand|right-hand|left-most|rightmost"
    r"|bigger|smaller|larger|big|small|little|taller|shorter|latter|former|another)",
    re.I,
)
_SAME = {"others": "other", "latter": "second", "former": "first"}


def with_noun(phrase: str, noun: str | None) -> str:
    """A phrase with the noun that it stands for.

    Args:
        phrase: as said.
        noun: the thing that was spoken of last; None if there is none, and then the phrase stays.
    """
    if noun is None:
        return phrase
    if found := _ONE.fullmatch(phrase):
        how = re.sub(r"^(?:an?|the) ", "", found["how"].strip(), flags=re.I)
        return f"{how} {noun if phrase.endswith('s') else _singular(noun)}".strip()
    if found := _ONE_AT.fullmatch(phrase):
        return f"{found['how']}{_singular(noun)} {found['where']}"
    if found := _ALONE.fullmatch(phrase):
        return f"{_SAME.get(found['how'].lower(), found['how'])} {noun}"
    return phrase


def _singular(noun: str) -> str:
    """A name, the last word of it in the singular."""
    before, _, last = noun.rpartition(" ")
    return f"{before} {noun_of_plural(last)}".strip()


def main_thing(known: Plan | None) -> str | None:
    """What "it" is in a picture: what it shows several of, else what was named first."""
    if known is None or not known.subjects:
        return None
    names = Counter(each.name for each in known.subjects)
    several = next((each.name for each in known.subjects if names[each.name] > 1), None)
    return several or known.subjects[0].name
