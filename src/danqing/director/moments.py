"""What a prompt says at each step, and the words that an encoder reads for it."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from danqing.core.errors import RequestError
from danqing.director.prompt_grammar import SPECIAL, parse_pieces, render_pieces
from danqing.director.prompt_types import Alternation, Piece, Pieces, Schedule, Wildcard
from danqing.director.weights import BREAK, WeightedText, parse_weights

MAX_FILLING = 64
_WORD = r"(?![A-Za-z0-9_])"
_ESCAPE_OR_BREAK = re.compile(rf"\\((?:AND|BREAK){_WORD}|.)|\s*(?<![A-Za-z0-9_])BREAK{_WORD}\s*", re.DOTALL)
_LEFT_TO_WEIGHTS = "()[]:\\"  # which know these escapes themselves


def filled(pieces: Pieces, choose: Callable[[str], str]) -> Pieces:
    """Put a chosen line in place of each wildcard, and of those in the line, in the order of reading.

    Raises:
        RequestError: the lines name each other without end.
    """
    left = [MAX_FILLING]

    def fill(pieces: Pieces) -> Pieces:
        done: list[Piece] = []
        for piece in pieces:
            match piece:
                case Wildcard(name):
                    left[0] -= 1
                    if left[0] < 0:
                        raise RequestError(
                            f"More than {MAX_FILLING} wildcards are to be filled; do they name each other?"
                        )
                    done += fill(parse_pieces(choose(name)))
                case Schedule(before, after, when):
                    done.append(Schedule(fill(before), fill(after), when))
                case Alternation(options):
                    done.append(Alternation(tuple(fill(option) for option in options)))
                case str():
                    done.append(piece)
        return tuple(done)

    return fill(pieces)


def text_at(pieces: Pieces, step: int, total: int) -> str:
    """The text, in the notation of weights, that stands at a step.

    Args:
        pieces: without wildcards.
        step: 0 … total - 1.
        total: the steps of the run.
    """
    written = []
    for piece in pieces:
        match piece:
            case Schedule(before, after, when):
                written.append(text_at(before if step < when.steps_before(total) else after, step, total))
            case Alternation(options):
                written.append(text_at(options[step % len(options)], step, total))
            case Wildcard():
                raise AssertionError("wildcards are filled before")
            case str():
                written.append(piece)
    return "".join(written)


def words_of(text: str) -> WeightedText:
    """What an encoder reads for a text: without escapes and brackets, with its breaks."""
    return parse_weights(_ESCAPE_OR_BREAK.sub(_resolve, text))


def never_seen(pieces: Pieces, total: int) -> Iterator[str]:
    """The schedules, as written, of which one side is never reached within ``total`` steps."""
    for piece in pieces:
        if isinstance(piece, Schedule):
            first = piece.when.steps_before(total)
            if (first == 0 and piece.before) or (first == total and piece.after):
                yield render_pieces((piece,))
            yield from never_seen((*piece.before, *piece.after), total)
        elif isinstance(piece, Alternation):
            for option in piece.options:
                yield from never_seen(option, total)


def _resolve(match: re.Match[str]) -> str:
    escaped = match[1]
    if escaped is None:
        return BREAK
    is_plain = len(escaped) > 1 or (escaped in SPECIAL and escaped not in _LEFT_TO_WEIGHTS)
    return escaped if is_plain else match[0]
