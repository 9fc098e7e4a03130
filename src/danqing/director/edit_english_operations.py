"""An English instruction into operations: its clauses, and what is no clause by frames."""

from __future__ import annotations

from dataclasses import replace

from danqing.director.edit_english_chunks import chunks_of
from danqing.director.edit_english_heard import Heard
from danqing.director.edit_english_reading import Piece, english_pieces
from danqing.director.edit_english_talk import Talk
from danqing.director.edit_english_tokens import letter_of
from danqing.director.edit_pieces import ENGLISH, MAX_PIECES, PieceReader, pieces
from danqing.director.edit_types import Adjust, Operation, Recolor, Resize
from danqing.director.edit_words import Read, Vocabulary
from danqing.director.plan import Plan


def english_operations(
    text: str, vocabulary: Vocabulary, known: Plan | None
) -> tuple[tuple[Operation, ...], tuple[str, ...]]:
    """What an English instruction asks, and the parts of it that are not understood."""
    reader = PieceReader(ENGLISH, vocabulary)
    talk = Talk(vocabulary, known)
    heard = Heard(talk)
    unread = list[str]()
    for piece in english_pieces(text, vocabulary, known):
        talk.meet(piece.things, new=False)
        if piece.read is not None:
            if not heard.takes_size(piece):
                heard.add(_carried(piece, heard), piece.words)
            talk.meet(piece.things, new=True)
            continue
        if piece.letters[0] in "Nioqc?" or "n" in piece.letters or not set(piece.letters) & _ASKING:
            unread += [piece.words.strip()] if set(piece.letters) & set("Nio") else []
        else:
            unread += _by_frames(piece.words, reader, heard)
        talk.hear_of(piece.things)
    letters = set(map(letter_of, chunks_of(text, vocabulary)))
    if heard.asked.last is None and ("H" not in letters or letters & _ASKING):
        unread = _by_frames(text, reader, heard, loosely=True)
    return heard.operations(), tuple(unread)


_ASKING = frozenset("aprmtyxgfkzjudDCASQJLOVGYKI!")  # kinds of which a clause that asks has one


def _carried(piece: Piece, heard: Heard) -> Read:
    """What a piece asks; "and sharper" is said of the thing before."""
    assert piece.read is not None, "it was read"
    last = heard.asked.last
    if (
        piece.letters != "A"
        or piece.after != "&"
        or not isinstance(last, Resize | Recolor | Adjust)
        or last.what is None
    ):
        return piece.read
    return replace(piece.read, operations=tuple(replace(each, what=last.what) for each in piece.read.operations))  # type: ignore[call-arg]


def _by_frames(text: str, reader: PieceReader, heard: Heard, *, loosely: bool = False) -> list[str]:
    """Hear what frames read of a text; returns the rest."""
    verb, unread = "", list[str]()
    for number, piece in enumerate(pieces(text, ENGLISH)):
        read = reader.read(piece, verb) if number < MAX_PIECES else None
        if read is None and heard.takes_place(piece, ENGLISH.near):
            continue
        read = read or (reader.loosely(piece) if loosely and number < MAX_PIECES else None)
        if read is None:
            unread.append(piece)
            continue
        heard.add(read, piece)
        verb = read.verb or (verb if read.manner in ("comment", "keep", "complaint") else "")
    return unread
