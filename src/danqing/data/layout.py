"""Where the things of a scene go: plain geometry on fractions of the picture's side.

A spot says where the foot of a thing stands and how large the square is that it must fit.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np

from danqing.data.scenery import Stage

Random = np.random.Generator

GRIDS = {2: [[2]], 3: [[3], [1, 2], [2, 1]], 4: [[2, 2], [4]], 5: [[2, 3], [3, 2]], 6: [[3, 3], [2, 2, 2]]}
EXTENTS = {"small": (0.22, 0.28), "normal": (0.36, 0.45), "big": (0.46, 0.52)}  # of two things side by side


@dataclass(frozen=True)
class Spot:
    """A place for one thing.

    Args:
        x: its middle.
        foot: its lowest edge.
        extent: the longer of its sides.
        shadow: whether it stands on ground that it darkens.
    """

    x: float
    foot: float
    extent: float
    shadow: bool = False

    def lowered(self, drop: float) -> Spot:
        """The same, further down, on ground."""
        return replace(self, foot=self.foot + drop, shadow=True)


def on_floor(rng: Random, stage: Stage, x: float, extent: float) -> Spot:
    """Standing on the floor of a ground, low enough to fit."""
    foot = rng.uniform(stage.floor[0], max(stage.floor))
    return Spot(x, max(foot, min(0.95, extent + 0.08)), extent, shadow=True)


def in_air(rng: Random, stage: Stage, x: float, extent: float) -> Spot:
    """Hanging in the air, or swimming in the water, of a ground."""
    middle = max(rng.uniform(*stage.air), extent / 2 + 0.03)
    return Spot(x, min(0.97, middle + extent / 2), extent)


def grid(
    rng: Random, number: int, *, top: float, bottom: float, margin: float = 0.05, shadow: bool = False
) -> list[Spot]:
    """Two to six spots in rows between ``top`` and ``bottom``, none over another."""
    options = [rows for rows in GRIDS[number] if bottom - top > 0.55 or len(rows) < 3]
    rows = options[int(rng.integers(len(options)))]
    height, width = (bottom - top) / len(rows), (1 - 2 * margin) / max(rows)
    extent = min(height, width) * 0.92
    step = min(width, extent * 1.25)
    wobble = min(0.012, (width - extent) / 3)
    return [
        Spot(
            0.5 + (column - (columns - 1) / 2) * step + rng.uniform(-wobble, wobble),
            top + height * (row + 0.5) + extent / 2 + rng.uniform(-wobble, wobble),
            extent,
            shadow,
        )
        for row, columns in enumerate(rows)
        for column in range(columns)
    ]


def row(x: float, foot: float, extent: float, number: int) -> list[Spot]:
    """``number`` spots side by side around ``x``."""
    return [Spot(x + (place - (number - 1) / 2) * extent * 1.06, foot, extent) for place in range(number)]


def beside(rng: Random, *, left_first: bool, sizes: tuple[str, str], level: bool) -> tuple[Spot, Spot]:
    """Two spots side by side; ``level`` sets their feet on one line, else their middles."""
    one, other = rng.uniform(*EXTENTS[sizes[0]]), rng.uniform(*EXTENTS[sizes[1]])
    side = 1.0 if left_first else -1.0
    gap = 0.02 if sizes[0] != sizes[1] else max(0.02, (0.93 - one - other) / 3)
    meet = 0.5 + side * (one - other) / 2
    foot = 0.5 + max(one, other) / 2 + rng.uniform(-0.06, 0.06)
    feet = (foot, foot) if level else tuple(foot - (max(one, other) - extent) / 2 for extent in (one, other))
    return (
        Spot(meet - side * (one / 2 + gap / 2), feet[0], one),
        Spot(meet + side * (other / 2 + gap / 2), feet[1], other),
    )


def stacked(rng: Random, *, first_above: bool) -> tuple[Spot, Spot]:
    """Two spots one above the other."""
    x = 0.5 + rng.uniform(-0.1, 0.1)
    feet = (0.5 - rng.uniform(0.02, 0.05), 0.95)
    one, other = rng.uniform(0.34, 0.44, 2)
    return (
        Spot(x, feet[0] if first_above else feet[1], one),
        Spot(x + rng.uniform(-0.06, 0.06), feet[1] if first_above else feet[0], other),
    )


def atop(rng: Random, ratio: float) -> tuple[Spot, Spot]:
    """A thing on another whose height is ``ratio`` of its extent."""
    under = rng.uniform(0.46, 0.54)
    return Spot(0.5, 0.96 - under * ratio, rng.uniform(0.3, 0.4)), Spot(0.5, 0.93, under)


def beneath(rng: Random, ratio: float) -> tuple[Spot, Spot]:
    """A small thing at the foot of a large one that spreads over it."""
    over, side = rng.uniform(0.74, 0.84), float(rng.choice([-1.0, 1.0]))
    foot = min(0.95, 0.14 + over * ratio)
    return Spot(0.5 + 0.1 * side, foot, rng.uniform(0.32, 0.4)), Spot(0.5, foot, over)


def before(rng: Random, ratio: float) -> tuple[Spot, Spot]:
    """A small thing in front of a large one."""
    back, side = rng.uniform(0.74, 0.84), float(rng.choice([-1.0, 1.0]))
    foot = min(0.95, 0.52 + back * ratio / 2)
    return Spot(0.5 + side * rng.uniform(0.02, 0.2), foot + 0.03, rng.uniform(0.32, 0.4)), Spot(0.5, foot, back)


def hat_on(rng: Random, wearer: Spot, ratio: float, head: float) -> Spot:
    """A hat for a figure whose height is ``ratio`` of its extent and whose head lies ``head`` right of its middle."""
    top = wearer.foot - wearer.extent * ratio
    return Spot(wearer.x + head * wearer.extent, top + 0.16 * wearer.extent, wearer.extent * rng.uniform(0.44, 0.54))
