"""The rules for instructions in English: one clause into operations.

A clause is freed of its polite words and of how far it goes ("a little"); what is left is tried against the frames, in
order. Most say something of a thing ("the sofa should be …") or ask for it ("make the sofa …").
"""

from __future__ import annotations

import re

from danqing.director.edit_english_frames import FRAMES
from danqing.director.edit_english_said import is_plausible, thing, tidy
from danqing.director.edit_types import (
    Add,
    Adjust,
    Operation,
    Replace,
)
from danqing.director.edit_words import (
    Read,
    Vocabulary,
)


def english_clause(piece: str, vocabulary: Vocabulary) -> Read | None:
    """What one clause asks, or None if no rule reads it."""
    if found := re.fullmatch(
        r"(?P<by>(?!not\b).+?),? (?:and )?not (?P<what>(?!too|so|much|enough|very|that|quite)[^,]+)",
        piece.strip(),
        re.I,
    ):
        return _instead(found["by"], found["what"], vocabulary)
    said = tidy(piece, vocabulary)
    for pattern, build in FRAMES:
        match = pattern.fullmatch(said.text)
        if match is None or (made := build(match, said)) is None:
            continue
        if isinstance(made, Read) and made.manner == "same" and ": " in (made.topic or ""):
            return english_clause(made.topic or "", vocabulary)  # "the same for the bike: orange"
        if isinstance(made, Read):
            if not all(is_plausible(each) for each in made.operations):
                continue
            return made
        operations = made if isinstance(made, tuple) else (made,)
        if not all(is_plausible(each) for each in operations):
            continue
        verb = match.groupdict().get("verb")
        return Read(operations, f"{verb} " if verb else "", _topic(operations))
    return None


def _instead(by: str, what: str, vocabulary: Vocabulary) -> Read | None:
    """ "A rose, not a tulip" is in the tulip's place; "make it blue, not green" is as without the rest."""
    read = english_clause(by, vocabulary)
    if read is not None and read.operations and not isinstance(read.operations[-1], Add):
        return read
    if read is not None and read.manner == "wanted":
        by = read.topic or by
    elif read is not None and read.operations:
        by = getattr(read.operations[-1], "what", by)
    operation = Replace(what=thing(re.sub(r"^an? ", "", what.strip(), flags=re.I)), by=by.strip())
    return Read((operation,), topic=operation.by) if is_plausible(operation) else read


def _topic(operations: tuple[Operation, ...]) -> str | None:
    last = operations[-1]
    if isinstance(last, Add | Adjust):
        return last.what
    return getattr(last, "by", None) or getattr(last, "what", None)
