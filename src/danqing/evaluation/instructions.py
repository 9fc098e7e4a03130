"""How well edit plans tell what instructions ask for: operations that were read against gold operations.

A gold operation may list accepted phrases with ``|``. Things are compared as in :mod:`danqing.evaluation.plans`; for
grounds and styles it is enough that one phrase holds the other. How far a change goes ("a little brighter", 1.4 or 1.5
times as large) stands for its direction alone, unless the instruction says a number. A move beside a thing counts as
one to that side where the gold names no thing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from danqing.evaluation.plans import holds_words, same_words

_NAMES = frozenset({"what", "by", "anchor", "keep"})  # phrases that name a thing
_LOOSE = frozenset({("background", "to"), ("style", "style")})  # phrases of which one may hold the other
_NUMBER = re.compile(
    r"\d\s*(?:x\b|times|per\s?cent|%|％|倍)|[两二三四五一半]倍|一半|百分之|[一二三四五六七八九]成"
    r"|\b(?:twice|double|triple|half|halve|third|quarter|(?:two|three|four) times)\b",
    re.I,
)  # a size that is said as a number
_SIDES = {"left of": "left", "right of": "right", "above": "top", "on": "top", "below": "bottom"}  # as golds tell them
_NEAR = 0.05  # how far a factor may be from the number that was said, in parts of it


@dataclass
class EditScores:
    """Counts over instructions.

    Args:
        instructions, exact: how many there were, and of how many all operations were right, in order, and none more.
        asked, right: operations, each for itself, by kind.
        extra: operations that were read and not asked for.
        wrong: (instruction, gold operations, operations read) of those that are not exact.
    """

    instructions: int = 0
    exact: int = 0
    asked: dict[str, int] = field(default_factory=dict)
    right: dict[str, int] = field(default_factory=dict)
    extra: int = 0
    wrong: list[tuple[str, object, object]] = field(default_factory=list)

    def exactness(self) -> float:
        """The part of the instructions that are exact, 0 to 1."""
        return self.exact / max(self.instructions, 1)

    def accuracy(self, kind: str | None = None) -> float | None:
        """The part of the asked operations that are right, of a kind or of all; None where none was asked."""
        asked = sum(self.asked.values()) if kind is None else self.asked.get(kind, 0)
        right = sum(self.right.values()) if kind is None else self.right.get(kind, 0)
        return right / asked if asked else None


def score_edit(
    instruction: str, gold: Sequence[Mapping[str, Any]], read: Sequence[Mapping[str, Any]], scores: EditScores
) -> None:
    """Compare the operations of one instruction, as JSON's objects, with its gold; ``read`` is empty if refused."""
    numbered = _NUMBER.search(instruction) is not None
    exact = len(gold) == len(read) and all(
        same_operation(asked, got, numbered=numbered) for asked, got in zip(gold, read, strict=True)
    )
    scores.instructions += 1
    scores.exact += exact
    left = list(read)
    for asked in gold:
        found = next((each for each in left if same_operation(asked, each, numbered=numbered)), None)
        scores.asked[asked["do"]] = scores.asked.get(asked["do"], 0) + 1
        scores.right[asked["do"]] = scores.right.get(asked["do"], 0) + (found is not None)
        if found is not None:
            left.remove(found)
    scores.extra += max(0, len(read) - len(gold))
    if not exact:
        scores.wrong.append((instruction, list(gold), list(read)))


def same_operation(gold: Mapping[str, Any], read: Mapping[str, Any], *, numbered: bool = False) -> bool:
    """Whether an operation does what the gold one does.

    Args:
        gold, read: objects of JSON, see :func:`danqing.director.edit_types.to_data`.
        numbered: the instruction says a number for a size, so that the factor must be near it.
    """
    if gold["do"] != read["do"]:
        return False
    if gold["do"] == "flip":
        gold, read = ({"axis": "left-right", **each} for each in (gold, read))
    if gold["do"] == "move" and "to" in gold and "anchor" in read:  # the gold tells of no anchor
        read = {"do": "move", "what": read["what"], "to": _SIDES.get(read["beside"])}
    names = (gold.keys() | read.keys()) - {"do", "amount", "count"}
    if gold["do"] == "add":
        return _same_added(gold, read) and all(
            _same_value("add", name, gold.get(name), read.get(name), numbered) for name in names - {"what"}
        )
    return all(_same_value(gold["do"], name, gold.get(name), read.get(name), numbered) for name in names)


def _same_added(gold: Mapping[str, Any], read: Mapping[str, Any]) -> bool:
    """Whether the same thing is added as often: "two birds" are two of "bird"; an accepted phrase may leave it open."""
    number, name = _counted(read["what"])
    number = read.get("count", number or 1)
    for phrase in gold["what"].split("|"):
        if same_words(phrase, read["what"]):
            return True
        asked, bare = _counted(phrase)
        if same_words(bare, name) and asked in (None, number):
            return True
    return False


_DIGITS = {
    **dict(zip(("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"), range(1, 10), strict=True)),
    **{name: number for number, name in enumerate("一二三四五六七八九", start=1)},
    "another": 1, "两": 2,
}  # fmt: skip
_MEASURED = re.compile(
    r"(?P<number>[一两二三四五六七八九])[个只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆群片些丛盘枝支颗株幅扇]"
)


def _counted(phrase: str) -> tuple[int | None, str]:
    """The number before a thing, None where none is said, and the thing alone."""
    first, _, rest = phrase.strip().partition(" ")
    if rest and (first.lower() in _DIGITS or first.isdigit()):
        rest = re.sub(r"^more ", "", rest)
        return (_DIGITS[first.lower()] if first.lower() in _DIGITS else int(first)), rest
    if found := _MEASURED.match(phrase):
        return _DIGITS[found["number"]], phrase[found.end() :]
    return None, phrase


def _same_value(kind: str, name: str, gold: Any, read: Any, numbered: bool) -> bool:
    if gold is None or read is None:
        return gold is read
    if name == "factor":
        near = abs(read / gold - 1) <= _NEAR
        return bool(near if numbered else near or (read > 1) == (gold > 1))
    if (kind, name) in _LOOSE:
        return holds_words(gold, read)
    return same_words(gold, read) if name in _NAMES else bool(gold == read)
