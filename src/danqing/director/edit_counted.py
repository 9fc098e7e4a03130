"""Instructions that say how many there shall be of what a picture shows: "make it three cats", 猫变成三只."""

from __future__ import annotations

import re

from danqing.director.edit_called import is_called, same_name
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, number_of
from danqing.director.edit_names import NUMBERS
from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import MAX_COUNT, Add, Operation, Remove
from danqing.director.edit_words import Vocabulary
from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan

_NUMBER = "|".join(["one", *(each for each in NUMBERS if each.isascii()), "[1-9]"])
_BECOME = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:please )?(?:make|turn) (?:it|that|the (?P<one>[a-z ]+?)) (?:into )?"
        rf"(?P<number>{_NUMBER}) (?P<noun>[a-z]+)[.!]*",
        rf"there (?:should|must) be (?P<number>{_NUMBER}) (?P<noun>[a-z]+)"
        r"(?: instead(?: of [a-z]+)?|,? not (?:just )?[a-z]+)?[.!]*",
        rf"(?:请|把|将|让)*(?P<one>[^，,。]+?)(?:都)?(?:变成|变为|改成|改为|换成|画成|弄成|增加到|加到|要有|要)(?P<number>{NUMERAL}+)"
        rf"(?P<measure>[{MEASURE}])(?P<noun>[^，,。吧]*)(?:吧)?[。！!]*",
    )
]


def read_counted(text: str, vocabulary: Vocabulary, known: Plan | None) -> tuple[Operation, ...]:
    """What an instruction asks that says how many there shall be; nothing where it is none.

    Args:
        text: the whole instruction.
        vocabulary: the words that are known.
        known: what the picture shows; where that is not known, there is one of what the instruction names.

    Raises:
        ChangeRefusedError: there are as many, or more than one too many.
    """
    found = None if len(text) > 60 else next((hit for each in _BECOME if (hit := each.fullmatch(text.strip()))), None)
    if found is None:
        return ()
    groups = found.groupdict()
    is_chinese, said = "measure" in groups and groups["measure"] is not None, groups["number"].lower()
    one = (groups.get("one") or groups["noun"] or "").strip()
    noun = groups["noun"] or one
    number = number_of(said) if is_chinese else 1 if said == "one" else NUMBERS.get(said) or int(said)
    if not one or not number or number > MAX_COUNT or not same_name(one, noun, vocabulary):
        return ()
    there = _count_there(noun, vocabulary, known)
    if there is None:
        return ()
    bare = noun if is_chinese else _singular(noun)
    if number > there:
        more = number - there
        named = bare if is_chinese else f"{'an' if bare[0] in 'aeiou' else 'a'} {bare}" if more == 1 else noun
        return (Add(what=named, count=more),)
    if number == there - 1:
        return (Remove(what=f"其中一{groups['measure']}{bare}" if is_chinese else f"one {bare}"),)
    raise ChangeRefusedError(
        _sentence(bare, there, number, is_chinese=is_chinese, measure=groups.get("measure") or "个")
    )


def _sentence(bare: str, there: int, number: int, *, is_chinese: bool, measure: str) -> str:
    if number == there:
        return (
            f"图中已经有{number}{measure}{bare}了；请说要改什么。"
            if is_chinese
            else (f"The picture has {number} of “{bare}” already; say what to change.")
        )
    if is_chinese:
        return f"一次只能去掉一{measure}{bare}；请先说：去掉其中一{measure}{bare}。"
    return f"Of “{bare}” only one can go at a time; say first: remove one {bare}."


def _count_there(noun: str, vocabulary: Vocabulary, known: Plan | None) -> int | None:
    """How many the picture shows; None where it shows none, or nobody knows how many."""
    if known is None:
        return 1
    counts = [each.count for each in known.subjects if is_called(noun, each, vocabulary)]
    return None if not counts or None in counts else sum(each or 0 for each in counts)


def _singular(noun: str) -> str:
    return noun_of_plural(noun.split()[-1].lower()) if noun.isascii() and noun.split() else noun
