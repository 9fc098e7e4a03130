"""What an English clause asks, joined with what was asked right before: what is said in two steps is asked once."""

from __future__ import annotations

import re
from dataclasses import replace

from danqing.director.edit_english_nature import is_living, is_worn
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_types import (
    Add,
    Background,
    Beside,
    Corner,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
)
from danqing.director.edit_words import PRONOUNS, Vocabulary

_ONLY_NUMBER = re.compile(r"(?:by |to )?[\d.]+\s?(?:x|times|percent|%)", re.I)
_ARTICLE = re.compile("(?:an?|the|some|another|one) ", re.I)
_SIDES: dict[Beside | None, Corner] = {"left of": "left", "right of": "right", "above": "top", "below": "bottom"}
_SUCH_ONE = re.compile("an? (?P<how>.+) one", re.I)
_WANTS = re.compile(r"\b(?:want|wants|would like|'d like|prefer|prefers|would rather|'d rather|asked for)\b", re.I)
_IN_COMES = re.compile("in with|in comes|let's have|lets have|pick up|grab", re.I)


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


def completed(last: Operation | None, operation: Operation, vocabulary: Vocabulary) -> Operation | None:
    """An operation with what it takes from the one before; None where it stays as it is.

    Args:
        last, operation: what was asked before, and what is asked now.
        vocabulary: the words that are known.
    """
    match last, operation:
        case Move(to=str()), Add(at=str(), count=1) if not _ARTICLE.match(operation.what):  # "kettle left, cup right"
            return Move(what=operation.what, to=operation.at)
        case Add(beside="worn by"), Add(at=None, beside=None) if is_worn(_noun(operation.what), vocabulary):
            return replace(operation, beside="worn by", anchor=last.anchor)  # "a cape on him, and a mask"
        case Add(beside="next to"), Add(at=None, beside=None) if _wears(operation, last.anchor, vocabulary):
            return replace(operation, beside="worn by", anchor=last.anchor)
        case Add(), Add(beside=None) if last.beside in _SIDES and operation.at in _SIDES.values() and last.anchor:
            beside = next(side for side, at in _SIDES.items() if at == operation.at)  # "… left of it, … to the right"
            return replace(operation, at=None, beside=beside, anchor=last.anchor)
        case Background(), Add(at=None, beside=None) if found := _SUCH_ONE.fullmatch(operation.what):
            return Background(to=found["how"], keep=last.keep)  # "ditch the background, I want a plain one"
    return None


def _noun(name: str) -> Noun:
    return Noun(name=_ARTICLE.sub("", name))


def _wears(operation: Add, anchor: str | None, vocabulary: Vocabulary) -> bool:
    """Whether somebody may wear what is added."""
    return anchor is not None and is_worn(_noun(operation.what), vocabulary) and is_living(_noun(anchor), vocabulary)


def joined(last: Operation | None, operation: Operation, piece: str, *, last_mends: bool) -> Operation | None:
    """The one change in place of the last two; None where they stay two.

    Args:
        last, operation: what was asked before, and what is asked now.
        piece: the clause that asks it.
        last_mends: whether the first only mends a complaint.
    """
    match last, operation:
        case Remove(), Add() if last_mends and _WANTS.search(piece):  # "she hates the cactus, she wants a fern"
            return Replace(what=last.what, by=operation.what)
        case Remove(), Replace() if operation.what.lower() in PRONOUNS:
            return replace(operation, what=last.what)
        case Remove(), Add() if _IN_COMES.match(piece):
            return Replace(what=last.what, by=operation.what)
        case Resize(), Resize() if _ONLY_NUMBER.fullmatch(piece):
            return replace(last, factor=operation.factor)
        case Flip(), Flip() if operation.what is None and last.what is not None:  # "round, i mean upside down"
            return replace(last, axis=operation.axis)
        case Background(), Recolor() if operation.what.lower() in PRONOUNS:
            return replace(last, to=piece)
    return None
