"""The rules for instructions in Chinese: one clause into operations.

A clause is freed of its polite words and of how far it goes (一点); what is left is tried against the frames, in order.
Most are a thing with what shall become of it (把车变成红色, 车红一点), or a verb with its thing (去掉车).
"""

from __future__ import annotations

from danqing.director.edit_chinese_frames import FRAMES
from danqing.director.edit_chinese_said import (
    is_plausible,
    tidy,
)
from danqing.director.edit_types import (
    Operation,
)
from danqing.director.edit_words import (
    Read,
    Vocabulary,
)


def chinese_clause(piece: str, vocabulary: Vocabulary) -> Read | None:
    """What one clause asks, or None if no rule reads it."""
    said = tidy(piece, vocabulary)
    for pattern, build in FRAMES:
        match = pattern.fullmatch(said.text)
        if match is None or (made := build(match, said)) is None:
            continue
        if isinstance(made, Read):
            return made
        operations = made if isinstance(made, tuple) else (made,)
        if not all(is_plausible(each) for each in operations):
            continue
        return Read(operations, match.groupdict().get("verb") or "", _topic(operations))
    return None


def _topic(operations: tuple[Operation, ...]) -> str | None:
    last = operations[-1]
    return getattr(last, "by", None) or getattr(last, "what", None)
