"""Parameters behind a wish that is planned: ``--ar`` is the plan's shape, ``--no`` what it avoids, all else waits."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Callable, Mapping

from danqing.director.parameters import split_parameters
from danqing.director.plan import MAX_PHRASES, MAX_WORDS, Plan, Shape
from danqing.director.prompt_types import Value
from danqing.director.understanding import Understanding

_UPRIGHT: dict[Shape, Shape] = {"landscape": "portrait", "wide": "tall"}
SQUARE, WIDE, WIDEST = 1.1, 1.7, 3.2  # width by height: below it is square; from it on it is wide; above it fits none
_BETWEEN = re.compile(r"\s*[,，、;；]\s*")
_WILDCARD = re.compile(r"__[^\W_][\w/-]*?__")


def planned_with_parameters(understand: Callable[[str], Understanding], wish: str) -> Understanding:
    """What a wish asks for that may end in parameters, as prompts do.

    Args:
        understand: what a wish without parameters asks for.
        wish: as typed.

    Raises:
        RequestError: a parameter is wrong, or :func:`understand` raises it.
    """
    body, said = split_parameters(wish)
    made = understand(body)
    notes = list(made.notes)
    shape = shape_of(said)
    left = [f"--{name}" for name in said if name != "no" and not (name in ("ar", "size") and shape)]
    if left:
        notes.append(f"A plan has no place for {', '.join(left)}; give that to danqing generate.")
    if _WILDCARD.search(body):
        notes.append("A plan takes the name of a wildcard as a word; danqing generate chooses what stands for it.")
    return dataclasses.replace(made, plan=_completed(made.plan, said, shape), notes=tuple(notes))


def shape_of(said: Mapping[str, Value]) -> Shape | None:
    """The shape that fits a ratio or size best; None where none is said, or none fits."""
    ratio = re.match(r"(\d+)[:x](\d+)$", str(said.get("ar") or said.get("size") or ""))
    if ratio is None:
        return None
    width, height = int(ratio[1]), int(ratio[2])
    longer = max(width, height) / min(width, height)
    if longer > WIDEST:
        return None
    shape: Shape = "square" if longer < SQUARE else "landscape" if longer < WIDE else "wide"
    return _UPRIGHT.get(shape, shape) if height > width else shape


def _completed(plan: Plan, said: Mapping[str, Value], shape: Shape | None) -> Plan:
    unwanted = [each[:MAX_WORDS] for each in _BETWEEN.split(str(said.get("no", ""))) if each]
    avoid = tuple(dict.fromkeys((*plan.avoid, *unwanted)))[:MAX_PHRASES]
    return dataclasses.replace(plan, shape=shape or plan.shape, avoid=avoid)
