"""Read a prompt, and write it down again: the one parser of what people know from other tools.

What is known: ``(word:1.3)`` and its like (:mod:`danqing.director.weights`), ``[from:to:when]``, ``[a|b]``,
``__wildcard__`` and ``<lora:name:0.8>`` (:mod:`danqing.director.brackets`), ``a AND b :0.5``, ``a:: b::2``, ``BREAK``,
pictures that lead the prompt, parameters that follow it (:mod:`danqing.director.parameters`), and ``{a, b}``, which
makes several prompts before they are read (:mod:`danqing.director.permutations`). A backslash makes any mark plain.

What follows no rule is plain text. What follows one but makes no sense is refused in one sentence. docs/en/prompts.md
is the page for users.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import groupby

from danqing.core.errors import RequestError
from danqing.director.brackets import COLONS, Item, Mark, number_in, pieces_of, read_items, split_items
from danqing.director.parameters import render_parameters, split_parameters
from danqing.director.prompt_types import (
    Adapter,
    Alternation,
    Part,
    Pieces,
    Prompt,
    Schedule,
    Wildcard,
    number_text,
)

MAX_PARTS = 16
MAX_PART_WEIGHT = 100.0
SPECIAL = "()[]{}<>|:,_-.\\（）［］【】｛｝｜：，、—–－−"  # what a backslash makes plain, beside AND and BREAK

_IMAGE = re.compile(r"(?:https?://\S+|(?!\S*\\\.)\S+\.(?:png|jpe?g|webp|gif))(?=\s|$)", re.IGNORECASE)
_LEADING_NUMBER = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)", re.ASCII)


def parse(text: str) -> Prompt:
    """Read one prompt; choices in braces are made before, by :func:`danqing.director.permutations.expand`.

    Raises:
        RequestError: the prompt has no words, or something in it makes no sense.
    """
    body, parameters = split_parameters(text.strip())
    images: list[str] = []
    while match := _IMAGE.match(body):
        images.append(match[0])
        body = body[match.end() :].lstrip()
    parts, joiner, adapters = parse_parts(body)
    if not any(part.pieces for part in parts):
        raise RequestError("The prompt has no words of what to draw beside its parameters; add some.")
    return Prompt(parts=parts, joiner=joiner, images=tuple(images), adapters=adapters, parameters=parameters)


def parse_parts(text: str) -> tuple[tuple[Part, ...], str, tuple[Adapter, ...]]:
    """Read a prompt that no pictures lead and no parameters follow: its parts, what joins them, its adapters.

    Raises:
        RequestError: something in it makes no sense.
    """
    items, adapters = read_items(text)
    return *_parts(items), adapters


def parse_pieces(text: str) -> Pieces:
    """Read a text in which nothing is composed and nothing follows: a negative prompt, or a line for a wildcard.

    Raises:
        RequestError: something in it makes no sense.
    """
    items, _ = read_items(text)
    return pieces_of(items)


def render(prompt: Prompt) -> str:
    """Write a prompt such that :func:`parse` reads it as the same again."""
    adapters = [f"<lora:{each.name}:{number_text(each.weight)}>" for each in prompt.adapters]
    written = [
        *prompt.images,
        *adapters,
        render_parts(prompt.parts, prompt.joiner),
        render_parameters(prompt.parameters),
    ]
    return " ".join(part for part in written if part)


def render_parts(parts: Sequence[Part], joiner: str) -> str:
    """What a prompt draws, without pictures, adapters and parameters; :func:`parse_parts` reads it."""
    if joiner == "AND":
        return " AND ".join(f"{render_pieces(part.pieces)} :{number_text(part.weight)}" for part in parts)
    if joiner:
        return " ".join(f"{_apart(render_pieces(part.pieces))}::{number_text(part.weight)}" for part in parts)
    return render_pieces(parts[0].pieces)


def render_pieces(pieces: Pieces) -> str:
    """Pieces as they are written."""
    written = []
    for piece in pieces:
        match piece:
            case str():
                written.append(piece)
            case Wildcard(name):
                written.append(f"__{name}__")
            case Schedule(before, after, when):
                written.append(f"[{render_pieces(before)}:{render_pieces(after)}:{when.text}]")
            case Alternation(options):
                written.append(f"[{'|'.join(map(render_pieces, options))}]")
    return "".join(written)


def escape(text: str) -> str:
    """A text in which every mark is made plain, so that it is drawn as it stands."""
    marked = "".join(f"\\{character}" if character in SPECIAL else character for character in text)
    return re.sub(r"(?<![A-Za-z0-9_])(AND|BREAK)(?![A-Za-z0-9_])", r"\\\1", marked)


def _parts(items: list[Item]) -> tuple[tuple[Part, ...], str]:
    items = _with_double_colons(items)
    signs = {item.text for item in items if isinstance(item, Mark)}
    if "AND" not in signs:
        return _weighed(items) if "::" in signs else ((Part(_stripped(items)),), "")
    if "::" in signs:
        raise RequestError("Use either AND or :: to compose prompts, not both.")
    parts = [_with_weight(part) for part in split_items(items, lambda mark: mark.text == "AND")]
    _check(parts, "AND")
    if max(part.weight for part in parts) <= 0:
        raise RequestError("Of the prompts that AND joins at least one must have a weight above 0.")
    return tuple(parts), "AND"


def _with_double_colons(items: list[Item]) -> list[Item]:
    """Two colons side by side become one mark; three or more are plain text."""
    made: list[Item] = []
    for is_run, run in groupby(items, _is_colon):
        colons = list(run)
        if not is_run or len(colons) == 1:
            made += colons
        else:
            made.append(
                Mark("::") if len(colons) == 2 else "".join(item.text for item in colons if isinstance(item, Mark))
            )
    return made


def _with_weight(items: list[Item]) -> Part:
    match items[-2:]:
        case [Mark(colon), str(said)] if colon in COLONS and (weight := number_in(said)) is not None:
            return Part(_stripped(items[:-2]), weight)
    return Part(_stripped(items))


def _weighed(items: list[Item]) -> tuple[tuple[Part, ...], str]:
    texts = split_items(items, lambda mark: mark.text == "::")
    weights: list[float] = []
    for following in texts[1:]:
        first = following[0] if following else ""
        number = _LEADING_NUMBER.match(first) if isinstance(first, str) else None
        weights.append(float(number[0]) if number else 1.0)
        if number and isinstance(first, str):
            following[0] = first[number.end() :]
    parts = [Part(_stripped(text), weight) for text, weight in zip(texts, [*weights, 1.0], strict=True)]
    parts = parts if parts[-1].pieces else parts[:-1]
    _check(parts, "::")
    if sum(part.weight for part in parts) <= 0:
        raise RequestError("The weights after :: must add up to more than 0.")
    return (tuple(parts), "::") if len(parts) > 1 else ((Part(parts[0].pieces),), "")


def _check(parts: Sequence[Part], joiner: str) -> None:
    if not all(part.pieces for part in parts):
        raise RequestError(f"There must be words on both sides of {joiner}; \\{joiner} is plain text.")
    if len(parts) > MAX_PARTS:
        raise RequestError(f"{joiner} composes at most {MAX_PARTS} prompts, not {len(parts)}.")
    if max(abs(part.weight) for part in parts) > MAX_PART_WEIGHT:
        raise RequestError(f"The weight of a prompt must lie within ±{MAX_PART_WEIGHT:g}.")


def _apart(text: str) -> str:
    return f"{text} " if text.endswith(tuple(COLONS)) else text


def _is_colon(item: Item) -> bool:
    return isinstance(item, Mark) and item.text in COLONS


def _stripped(items: list[Item]) -> Pieces:
    """The pieces of a prompt without spaces at its ends, unless a backslash holds them."""
    pieces = list(pieces_of(items))
    if pieces and isinstance(pieces[0], str):
        pieces[0] = pieces[0].lstrip()
    if pieces and isinstance(pieces[-1], str):
        text, kept = pieces[-1], pieces[-1].rstrip()
        escaped = (len(kept) - len(kept.rstrip("\\"))) % 2 == 1
        pieces[-1] = text[: len(kept) + 1] if escaped else kept
    return tuple(piece for piece in pieces if piece != "")
