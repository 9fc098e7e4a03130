"""What an English clause asks, joined with what was asked right before: what is said in two steps is asked once."""

from __future__ import annotations

import re
from dataclasses import replace

from danqing.director.edit_types import Add, Background, Move, Operation, Recolor, Remove, Replace, Resize
from danqing.director.edit_words import PRONOUNS

_ONLY_NUMBER = re.compile(r"(?:by |to )?[\d.]+\s?(?:x|times|percent|%)", re.I)
_IN_COMES = re.compile("in with|in comes|let's have|lets have", re.I)


def added_in_two(last: Operation | None, operation: Operation, *, last_mends: bool) -> Add | None:
    """The addition that two clauses tell of; None where they do not.

    Args:
        last, operation: what was asked before, and what is asked now.
        last_mends: whether the first only mends a complaint.
    """
    if not isinstance(last, Add):
        return None
    if isinstance(operation, Add) and operation.what == "one" and last_mends:  # "he has no hat, put one on him"
        return replace(
            last,
            count=operation.count,
            at=operation.at,
            beside=last.beside if operation.beside in (None, "on") and operation.at is None else operation.beside,
            anchor=operation.anchor or (last.anchor if operation.at is None else None),
        )
    if isinstance(operation, Move) and operation.what.lower() in PRONOUNS and not (last.at or last.beside):
        return replace(last, at=operation.to, beside=operation.beside, anchor=operation.anchor)
    return None


def joined(last: Operation | None, operation: Operation, piece: str) -> Operation | None:
    """The one change in place of the last two; None where they stay two.

    Args:
        last, operation: what was asked before, and what is asked now.
        piece: the clause that asks it.
    """
    match last, operation:
        case Remove(), Replace() if operation.what.lower() in PRONOUNS:
            return replace(operation, what=last.what)
        case Remove(), Add() if _IN_COMES.match(piece):
            return Replace(what=last.what, by=operation.what)
        case Resize(), Resize() if _ONLY_NUMBER.fullmatch(piece):
            return replace(last, factor=operation.factor)
        case Background(), Recolor() if operation.what.lower() in PRONOUNS:
            return replace(last, to=piece)
    return None
