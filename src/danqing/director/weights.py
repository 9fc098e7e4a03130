"""Read the weights people write into prompts: ``(word)``, ``(word:1.3)``, ``[word]``, ``\\(`` for a plain bracket.

``(word)`` multiplies the weight of ``word`` by 1.1 and ``[word]`` divides by 1.1; both nest. ``(word:1.3)`` multiplies
by 1.3. Inside and outside brackets ``\\(``, ``\\)``, ``\\[``, ``\\]``, ``\\:`` and ``\\\\`` are plain characters. What
does not follow the grammar is not an error: a bracket left open reaches to the end, a closing one without partner is
plain text, and ``(word:big)`` keeps its colon.
"""

from __future__ import annotations

import re
import warnings
from dataclasses import dataclass

from danqing.core.warnings import PromptWarning

ROUND_FACTOR = 1.1
SQUARE_FACTOR = 1 / 1.1
MAX_WEIGHT = 10.0
BREAK = "\x1e"  # no prompt holds it, since a request refuses control characters

_TOKEN = re.compile(r"\\[()\[\]\\:]|[(\[\]]|:\s*([+-]?(?:\d+\.?\d*|\.\d+))\s*\)|\)|[^\\()\[\]:]+|[\\:]")


@dataclass(frozen=True)
class Span:
    """A piece of text and its weight; 1.0 is neutral."""

    text: str
    weight: float


@dataclass(frozen=True)
class WeightedText:
    """A prompt without its brackets.

    Args:
        spans: consecutive pieces, neighbours differ in weight.
    """

    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The plain text that a tokenizer reads."""
        return "".join(span.text for span in self.spans)

    @property
    def is_neutral(self) -> bool:
        """True if every weight is exactly 1."""
        return all(span.weight == 1.0 for span in self.spans)

    def windows(self) -> tuple[WeightedText, ...]:
        """The texts between its breaks, each of which begins an encoder's window of its own."""
        parts: list[list[Span]] = [[]]
        for span in self.spans:
            first, *rest = span.text.split(BREAK)
            parts[-1] += [Span(first, span.weight)] if first else []
            parts += [[Span(text, span.weight)] if text else [] for text in rest]
        return tuple(WeightedText(tuple(part)) for part in parts)

    def unbroken(self) -> WeightedText:
        """The same with a space in place of each break, for an encoder with one window."""
        return WeightedText(tuple(Span(span.text.replace(BREAK, " "), span.weight) for span in self.spans))

    def weight_at(self, start: int, end: int) -> float:
        """The weight of the first character in ``text[start:end]`` that is not a space."""
        text = self.text
        while start < end - 1 and text[start].isspace():
            start += 1
        position = 0
        for span in self.spans:
            position += len(span.text)
            if start < position:
                return span.weight
        return 1.0


def parse_weights(prompt: str) -> WeightedText:
    """Turn a prompt into weighted spans.

    A weight outside ±10 is clamped with a :class:`PromptWarning`, since no encoder means anything by it.
    """
    texts: list[str] = []
    weights: list[float] = []
    open_round: list[int] = []
    open_square: list[int] = []

    def multiply(since: int, factor: float) -> None:
        for index in range(since, len(weights)):
            weights[index] *= factor

    for match in _TOKEN.finditer(prompt):
        token = match[0]
        if token == "(":
            open_round.append(len(texts))
        elif token == "[":
            open_square.append(len(texts))
        elif match[1] is not None and open_round:
            multiply(open_round.pop(), float(match[1]))
        elif token == ")" and open_round:
            multiply(open_round.pop(), ROUND_FACTOR)
        elif token == "]" and open_square:
            multiply(open_square.pop(), SQUARE_FACTOR)
        else:
            texts.append(token[1:] if len(token) == 2 and token[0] == "\\" else token)
            weights.append(1.0)
    for since in open_round:
        multiply(since, ROUND_FACTOR)
    for since in open_square:
        multiply(since, SQUARE_FACTOR)
    return WeightedText(_merged([_clamped(Span(text, weight)) for text, weight in zip(texts, weights, strict=True)]))


def _clamped(piece: Span) -> Span:
    if abs(piece.weight) <= MAX_WEIGHT:
        return piece
    warnings.warn(
        f"The weight {piece.weight:.3g} of {piece.text.strip()[:40]!r} is outside ±{MAX_WEIGHT:g} and was limited.",
        PromptWarning,
        stacklevel=4,
    )
    return Span(piece.text, MAX_WEIGHT if piece.weight > 0 else -MAX_WEIGHT)


def _merged(pieces: list[Span]) -> tuple[Span, ...]:
    merged: list[Span] = []
    for piece in pieces:
        weight = 1.0 if abs(piece.weight - 1.0) < 1e-9 else piece.weight  # ([word]) is neutral again
        if merged and merged[-1].weight == weight:
            merged[-1] = Span(merged[-1].text + piece.text, weight)
        elif piece.text:
            merged.append(Span(piece.text, weight))
    return tuple(merged)
