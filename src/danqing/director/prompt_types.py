"""What a prompt is read as: the typed result of :mod:`danqing.director.prompt_grammar`.

Text pieces are kept as written, in the notation of weights and with their escapes; what an encoder reads is made of
them by :mod:`danqing.director.moments`.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from decimal import Decimal

Value = bool | int | float | str


@dataclass(frozen=True)
class Wildcard:
    """``__name__``: a line from the list of that name."""

    name: str


@dataclass(frozen=True)
class When:
    """The moment at which a schedule changes, as written: ``0.5``, ``50%`` or a number of steps."""

    text: str

    def steps_before(self, total: int) -> int:
        """How many of ``total`` steps come before it, 0 … total."""
        if self.text.endswith("%"):
            share = float(self.text[:-1]) / 100
        elif "." in self.text:
            share = float(self.text)
        else:
            return min(int(self.text), total)
        return min(math.floor(share * total + 1e-9), total)


@dataclass(frozen=True)
class Schedule:
    """``[before:after:when]``; either may be empty."""

    before: Pieces
    after: Pieces
    when: When


@dataclass(frozen=True)
class Alternation:
    """``[a|b]``: another option at each step, in turn."""

    options: tuple[Pieces, ...]


Piece = str | Wildcard | Schedule | Alternation
Pieces = tuple[Piece, ...]


@dataclass(frozen=True)
class Part:
    """One of the prompts that ``AND`` or ``::`` compose, and its weight as written."""

    pieces: Pieces
    weight: float = 1.0


@dataclass(frozen=True)
class Adapter:
    """``<lora:name:0.8>``: weights to add to the network's, and how much of them."""

    name: str
    weight: float = 1.0


@dataclass(frozen=True, kw_only=True)
class Prompt:
    """A prompt that has been read.

    Args:
        parts: what is drawn, at least one.
        joiner: what joins several parts: ``"AND"`` or ``"::"``; empty for one.
        images: addresses and paths of pictures that lead the prompt.
        adapters: in the order of writing.
        parameters: what follows the prompt, by full name, such as ``{"ar": "3:2", "tile": True}``.
    """

    parts: tuple[Part, ...]
    joiner: str = ""
    images: tuple[str, ...] = ()
    adapters: tuple[Adapter, ...] = ()
    parameters: Mapping[str, Value] = field(default_factory=dict)

    @property
    def is_plain(self) -> bool:
        """True if it is one text, the same at every step and for every picture."""
        return len(self.parts) == 1 and all(isinstance(piece, str) for piece in self.parts[0].pieces)


def number_text(value: float) -> str:
    """A number without an exponent, such that ``float`` of it gives the number back."""
    text = format(Decimal(repr(float(value))), "f")
    return text.removesuffix(".0")
