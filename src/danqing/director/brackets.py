"""The inside of a prompt: ``[from:to:when]``, ``[a|b]``, ``__wildcards__`` and ``<lora:name:0.8>`` among plain text.

One pass with a stack of open brackets. A bracket that makes none of these, is never closed or crosses another stays in
the text as written, where :mod:`danqing.director.weights` reads it. Round and square brackets, colons and bars may be
the full-width ones of a Chinese keyboard; round full-width brackets weigh words only where they name a weight, since
they are ordinary punctuation otherwise.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

from danqing.core.errors import RequestError
from danqing.director.prompt_types import Adapter, Alternation, Piece, Pieces, Schedule, When, Wildcard

MAX_DEPTH = 16
MAX_ADAPTER_WEIGHT = 10.0
OPEN_ROUND, CLOSE_ROUND = "(（", ")）"
OPEN_SQUARE, CLOSE_SQUARE = "[［【", "]］】"
COLONS, BARS = ":：", "|｜"

_WORD = r"(?![A-Za-z0-9_])"
_TOKEN = re.compile(
    rf"""(?P<escape>\\(?:(?:AND|BREAK){_WORD}|.))
    | (?P<wildcard>__(?P<name>[^\W_](?:[\w/-]*?[^\W_])?)__)
    | (?P<adapter><lora:(?P<inside>[^<>]*)>)
    | (?P<and>(?<![A-Za-z0-9_])AND{_WORD})
    | (?P<sign>[()（）\[\]［］【】:：|｜])
    | (?P<text>[^\\()（）\[\]［］【】:：|｜<_A]+|.)""",
    re.VERBOSE | re.DOTALL,
)
_WHEN = re.compile(r"\s*(\d{1,6}(?:\.\d{0,6})?%?|\.\d{1,6}%?)\s*", re.ASCII)
_NUMBER = re.compile(r"\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*", re.ASCII)


@dataclass(frozen=True)
class Mark:
    """A character or word that may separate pieces: a colon, a bar or AND."""

    text: str


Item = Piece | Mark


class _Frame:
    """An open bracket and what has followed it."""

    def __init__(self, bracket: str) -> None:
        self.bracket, self.items = bracket, list[Item]()

    def add(self, *items: Item) -> None:
        """Append, text to text."""
        for item in items:
            if isinstance(item, str) and self.items and isinstance(self.items[-1], str):
                self.items[-1] += item
            elif item != "":
                self.items.append(item)


def read_items(text: str) -> tuple[list[Item], tuple[Adapter, ...]]:
    """Read a prompt's body.

    Returns:
        Its pieces, with the marks that stand outside all brackets, and the adapters found anywhere in it.

    Raises:
        RequestError: an adapter without name or with a bad weight, or brackets nested too deep.
    """
    stack = [_Frame("")]
    adapters: list[Adapter] = []
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match["wildcard"]:
            stack[-1].add(Wildcard(match["name"]))
        elif match["adapter"]:
            adapters.append(_adapter(match["inside"]))
            stack[-1].add(" ")
        elif match["sign"] is None and match["and"] is None:
            stack[-1].add(r"\\" if token == "\\" else token)  # a backslash at the very end is a plain one
        elif token in OPEN_ROUND or token in OPEN_SQUARE:
            stack.append(_Frame(token))
        elif token in CLOSE_ROUND:
            _close_round(stack, token)
        elif token in CLOSE_SQUARE:
            _close_square(stack, token)
        else:
            stack[-1].add(Mark(token))
    while len(stack) > 1:
        frame = stack.pop()
        stack[-1].add(frame.bracket, *frame.items)
    return stack[0].items, tuple(adapters)


def pieces_of(items: list[Item]) -> Pieces:
    """Items with their marks as plain text again."""
    frame = _Frame("")
    frame.add(*(item.text if isinstance(item, Mark) else item for item in items))
    return tuple(item for item in frame.items if not isinstance(item, Mark))


def split_items(items: list[Item], is_separator: Callable[[Mark], bool]) -> list[list[Item]]:
    """Cut a list of items at some of its marks."""
    parts: list[list[Item]] = [[]]
    for item in items:
        if isinstance(item, Mark) and is_separator(item):
            parts.append([])
        else:
            parts[-1].append(item)
    return parts


def number_in(text: str) -> float | None:
    """The number that a text consists of, full-width digits too, or None."""
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text))
    return None if match is None else float(match[1])


def _close_round(stack: list[_Frame], token: str) -> None:
    frame = stack[-1]
    if not frame.bracket or frame.bracket not in OPEN_ROUND:
        frame.add(token)
        return
    stack.pop()
    items, bracket = frame.items, frame.bracket
    match items[-2:]:
        case [Mark(colon), str(number)] if colon in COLONS and number_in(number) is not None:
            if not (bracket + colon + token).isascii() or not number.isascii():
                number = unicodedata.normalize("NFKC", number)
                items, bracket, token = [*items[:-2], ":", number], "(", ")"
    stack[-1].add(bracket, *pieces_of(items), token)


def _close_square(stack: list[_Frame], token: str) -> None:
    if not any(frame.bracket and frame.bracket in OPEN_SQUARE for frame in stack):
        stack[-1].add(token)
        return
    while stack[-1].bracket not in OPEN_SQUARE:  # a round bracket that crosses this one opens nothing
        crossing = stack.pop()
        stack[-1].add(crossing.bracket, *pieces_of(crossing.items))
    frame = stack.pop()
    made = _alternation(frame.items) or _schedule(frame.items)
    if made is None:
        stack[-1].add(frame.bracket, *pieces_of(frame.items), token)
        return
    if _depth((made,)) > MAX_DEPTH:
        raise RequestError(f"Square brackets that switch words are nested more than {MAX_DEPTH} deep; nest them less.")
    stack[-1].add(made)


def _alternation(items: list[Item]) -> Alternation | None:
    options = [pieces_of(part) for part in split_items(items, lambda mark: mark.text in BARS)]
    return Alternation(tuple(options)) if len(options) > 1 and any(options) else None


def _schedule(items: list[Item]) -> Schedule | None:
    fields = [pieces_of(part) for part in split_items(items, lambda mark: mark.text in COLONS)]
    if len(fields) not in (2, 3) or not any(fields[:-1]) or len(fields[-1]) != 1 or not isinstance(fields[-1][0], str):
        return None
    when = _WHEN.fullmatch(unicodedata.normalize("NFKC", fields[-1][0]))
    if when is None:
        return None
    before, after = ((), fields[0]) if len(fields) == 2 else (fields[0], fields[1])
    return Schedule(before, after, When(when[1]))


def _depth(pieces: Pieces) -> int:
    deepest = 0
    for piece in pieces:
        if isinstance(piece, Schedule):
            deepest = max(deepest, 1 + _depth(piece.before), 1 + _depth(piece.after))
        elif isinstance(piece, Alternation):
            deepest = max(deepest, *(1 + _depth(option) for option in piece.options))
    return deepest


def _adapter(inside: str) -> Adapter:
    name, _, said = inside.partition(":")
    weight = number_in(said) if said else 1.0
    if not name.strip() or weight is None or abs(weight) > MAX_ADAPTER_WEIGHT:
        raise RequestError(
            f"Write an adapter as <lora:name:0.8>, with a weight within ±{MAX_ADAPTER_WEIGHT:g}, not <lora:{inside}>; "
            f"\\< is a plain bracket."
        )
    return Adapter(name.strip(), weight)
