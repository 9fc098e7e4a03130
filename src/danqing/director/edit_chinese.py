"""Instructions in Chinese: cut into clauses, each read by a frame, with what the talk and the picture tell beside."""

from __future__ import annotations

from danqing.director.edit_chinese_beyond import asks_state, is_beyond, verdict_on
from danqing.director.edit_chinese_clauses import ClauseReader, chinese_pieces
from danqing.director.edit_chinese_heard import Heard
from danqing.director.edit_chinese_known import Talk
from danqing.director.edit_types import (
    Operation,
)
from danqing.director.edit_words import Vocabulary
from danqing.director.plan import Plan

MAX_PIECES = 40  # of an instruction that are read


def chinese_operations(
    text: str, vocabulary: Vocabulary, known: Plan | None
) -> tuple[tuple[Operation, ...], tuple[str, ...]]:
    """What an instruction asks, and the parts of it that no rule reads."""
    reader = ClauseReader(vocabulary)
    heard = Heard(talk=Talk.about(known, vocabulary))
    unread: list[str] = []
    pieces = chinese_pieces(text)
    unread += pieces[MAX_PIECES:]
    for piece in pieces[:MAX_PIECES]:
        if heard.takes_place(piece):
            continue
        if (judged := verdict_on(piece)) is not None:
            heard.speak_of(judged)
            continue
        if is_beyond(piece):
            unread.append(piece)
            continue
        read = reader.read(piece)
        if read is None:
            if not heard.stresses(piece) and not heard.told(piece):
                unread.append(piece)
            continue
        if any(asks_state(each, vocabulary) for each in read.operations):
            unread.append(piece)
            continue
        heard.add(read, piece)
    return heard.operations(), tuple(unread)
