"""Golds: what a good reader makes of a line of an evaluation set, with accepted alternatives parted by "|"."""

from __future__ import annotations

from typing import Any


def first_accepted(gold: Any) -> Any:
    """A gold with the first, plainest of its alternatives alone: "cat|kitty" is "cat".

    Args:
        gold: of JSON's types; alternatives may stand in any text within.
    """
    if isinstance(gold, str):
        return gold.split("|")[0]
    if isinstance(gold, dict):
        return {name: first_accepted(each) for name, each in gold.items()}
    return [first_accepted(each) for each in gold] if isinstance(gold, list) else gold
