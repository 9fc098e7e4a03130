"""What a Chinese clause asks, joined with what was asked right before: "把狗去掉，换上猫" is one change, not two."""

from __future__ import annotations

import re
from dataclasses import replace

from danqing.director.edit_chinese_adding import HERE, SAME
from danqing.director.edit_types import Add, Background, Beside, Move, Operation, Recolor, Remove, Replace, Resize
from danqing.director.edit_words import PRONOUNS

_SIDE_OF: dict[str, Beside] = {"left": "left of", "right": "right of", "top": "above", "bottom": "below"}
_INSTEAD = re.compile("换上|换成|原地|要|想要|来")
_TIMES = re.compile("倍|半|成|%|分之")
_ON_TOP = re.compile("上面|上头|上边")


def joined(last: Operation | None, operation: Operation, piece: str, *, taken_back: bool) -> Operation | None:
    """The one operation in place of the last two; None where they stay two.

    Args:
        last, operation: what was asked before, and what is asked now.
        piece: the clause that asks it.
        taken_back: whether a clause between took back what was asked before ("不对").
    """
    here = getattr(operation, "what", None) == HERE
    match last, operation:
        case Remove(), Replace() if operation.what in PRONOUNS | {HERE}:
            return replace(operation, what=last.what)
        case Remove(), Add() if _INSTEAD.match(piece):
            return Replace(what=last.what, by=operation.what)
        case Remove(), Move() if here:  # 挪走，挪到右边
            return replace(operation, what=last.what)
        case Resize(), Resize() if here and _TIMES.search(piece):
            return replace(last, factor=operation.factor)
        case Background(), Recolor() if here:
            return replace(last, to=piece)
    if taken_back and here and last is not None and type(last) in (type(operation), Replace):
        return replace(operation, what=getattr(last, "what", None))  # type: ignore[call-arg]  # it has a what
    return None


def instead(old: str, operation: Operation) -> Operation:
    """An operation with what it leaves out: the thing that shall not be there ("不是柠檬，换成青柠")."""
    if isinstance(operation, Add):
        return Replace(what=old, by=operation.what)
    if isinstance(operation, Recolor | Replace) and operation.what == HERE:
        return replace(operation, what=old)
    return operation


def beside_last(last: Add, operation: Add, piece: str) -> Add:
    """An addition at a side, by the thing beside which something was put before: "猫旁边加个球，左边加个碗"."""
    if last.anchor is None or last.beside == "worn by":
        return operation
    beside = "on" if _ON_TOP.match(piece) else _SIDE_OF.get(operation.at or "")
    return operation if beside is None else replace(operation, at=None, beside=beside, anchor=SAME)
