"""Which of several like things a phrase means: "the left cat", "the tree on the right", 第二个苹果, 左边那只猫."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Order = Literal["across", "down", "size"]


@dataclass(frozen=True)
class Which:
    """One of several like things.

    Args:
        order: how they are put in order: from left to right, from top to bottom, or from large to small.
        number: which of them, from 0; negative ones count from the end; None is the middle one.
    """

    order: Order
    number: int | None


_FIRST = {
    "left": Which("across", 0), "right": Which("across", -1), "middle": Which("across", None),
    "top": Which("down", 0), "bottom": Which("down", -1),
    "first": Which("across", 0), "second": Which("across", 1),
    "third": Which("across", 2), "fourth": Which("across", 3),
    "last": Which("across", -1), "other": Which("across", 1),
    "big": Which("size", 0), "small": Which("size", -1), "one": Which("size", 0),
}  # fmt: skip
_WORDS = {
    "left": "left|left-hand|leftmost|left-most", "right": "right|right-hand|rightmost|right-most",
    "middle": "middle|central|center|centre", "top": "top|upper|topmost", "bottom": "bottom|lower",
    "first": "first|1st", "second": "second|2nd", "third": "third|3rd", "fourth": "fourth|4th", "last": "last",
    "other": "other", "big": "big|bigger|biggest|large|larger|largest|tall|taller|tallest",
    "small": "small|smaller|smallest|little|tiny|short|shorter", "one": "one|one of(?: the)?|either",
}  # fmt: skip
_BEFORE = [(re.compile(rf"(?:the )?(?:{words}) (?P<noun>.+)", re.I), _FIRST[key]) for key, words in _WORDS.items()]
_AFTER = [
    (re.compile(rf"(?P<noun>.+?) (?:on|at|in|to) the (?:far |very )?(?:{words})(?: side| corner)?", re.I), _FIRST[key])
    for key, words in _WORDS.items()
    if key in ("left", "right", "middle", "top", "bottom")
]
_CHINESE = {
    "左边|左侧|左面|最左边|左": "left", "右边|右侧|右面|最右边|右": "right", "中间|当中|正中": "middle",
    "上面|上边|最上面": "top", "下面|下边|最下面": "bottom", "第一": "first", "第二": "second", "第三": "third",
    "第四": "fourth", "最后": "last", "另|另外": "other", "大": "big", "小": "small",
    "其中|其中的|随便": "one",
}  # fmt: skip
_IN_CHINESE = [
    (re.compile(rf"(?:{words})(?:的|那|这)?(?:一)?(?:[个只条头匹朵棵座辆把张件顶位根盏])(?:的)?(?P<noun>.+)"
                rf"|(?:{words})的(?P<noun2>.+)"),
     _FIRST[key])
    for words, key in _CHINESE.items()
]  # fmt: skip


def instance_of(phrase: str) -> tuple[str, Which | None]:
    """The noun of a phrase, and which of such things it means; None where it does not say."""
    for patterns in (_BEFORE, _AFTER, _IN_CHINESE):
        for pattern, which in patterns:
            found = pattern.fullmatch(phrase.strip())
            if found is not None:
                return next(each for each in found.groups() if each), which
    return phrase, None
