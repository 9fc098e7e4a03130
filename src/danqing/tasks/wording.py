"""The words of each picture of a request, at each of its steps.

Wildcards make the words differ between pictures, ``[from:to:when]`` and ``[a|b]`` between steps. How they steer the
denoiser is in :mod:`danqing.tasks.steering`.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from danqing.director.moments import filled, text_at
from danqing.director.prompt_grammar import parse_parts, parse_pieces, render_parts, render_pieces
from danqing.director.prompt_types import Part
from danqing.director.wildcards import chooser
from danqing.tasks.wildcards import wildcard_lines


@dataclass(frozen=True)
class Wording:
    """What one picture's words are, wildcards chosen; texts as of :func:`danqing.director.prompt_grammar.parse_parts`.

    Args:
        prompt, negative: as written.
        steps: for each step the texts with their weights, in the notation of weights, and the negative text.
    """

    prompt: str
    negative: str
    steps: tuple[tuple[tuple[tuple[str, float], ...], str], ...]


def wording_of(
    prompt: str,
    negative: str,
    *,
    seed: int,
    index: int,
    steps: int,
    english: Callable[[str], str] | None = None,
) -> Wording:
    """Choose the wildcards of a picture and say what holds at each step.

    Args:
        prompt, negative: without parameters.
        seed, index: of the picture.
        steps: of the whole run.
        english: puts the lines of wildcards into English, for a model that reads nothing else; None leaves them.

    Raises:
        RequestError, UnknownNameError: a wildcard cannot be filled.
    """
    drawn = chooser(wildcard_lines, seed=seed, index=index)

    def choose(name: str) -> str:
        return drawn(name) if english is None else english(drawn(name))

    written, joiner, _ = parse_parts(prompt)
    parts = [Part(filled(part.pieces, choose), part.weight) for part in written]
    away = filled(parse_pieces(negative), choose)
    total = sum(part.weight for part in parts) if joiner == "::" else 1.0  # Midjourney's weights are relative
    moments = tuple(
        (
            tuple((text_at(part.pieces, step, steps), part.weight / total) for part in parts),
            text_at(away, step, steps),
        )
        for step in range(steps)
    )
    return Wording(render_parts(parts, joiner), render_pieces(away), moments)
