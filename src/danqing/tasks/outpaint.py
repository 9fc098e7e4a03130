"""Draw what lies beyond the edges of a picture: by sides, zoomed out, panned, or made square.

All of them lay the picture on a canvas, fill the rest with its reflection, and draw that part anew as
:mod:`danqing.tasks.inpaint` does.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from PIL import Image

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.request import MAX_SIDE_PX
from danqing.tasks.framing import Size

Side = Literal["left", "right", "top", "bottom"]
Direction = Literal["left", "right", "up", "down"]
Amount = int | float | str  # pixels, a fraction of the side, or "25%"

SIDES: tuple[Side, ...] = get_args(Side)
DIRECTIONS: tuple[Direction, ...] = get_args(Direction)
MAX_ZOOM = 4.0
PAN = 0.5
_AMOUNT = re.compile(r"^\s*(\d{1,6}(?:\.\d+)?)\s*(%|％|px)?\s*$")


@dataclass(frozen=True)
class Layout:
    """Where the picture lies on the canvas; what lies outside is cut off.

    Args:
        canvas: its size.
        size: what the picture is scaled to.
        at: where its left upper corner lies.
    """

    canvas: Size
    size: Size
    at: tuple[int, int]


def extended(size: Size, sides: Mapping[Side, Amount]) -> Layout:
    """The picture with so much more on each side named.

    Args:
        size: of the picture.
        sides: pixels (whole numbers), fractions of the picture's side (0.25) or ``"64"``, ``"64px"``, ``"25%"``.
    """
    more = dict.fromkeys(SIDES, 0)
    for side, amount in sides.items():
        if side not in SIDES:
            raise UnknownNameError("side", str(side), SIDES)
        more[side] = pixels(amount, size[0] if side in ("left", "right") else size[1])
    if not any(more.values()):
        raise RequestError("Nothing is added to any side; name at least one side and how much.")
    canvas = (size[0] + more["left"] + more["right"], size[1] + more["top"] + more["bottom"])
    return _checked(Layout(canvas, size, (more["left"], more["top"])))


def zoomed_out(size: Size, factor: float) -> Layout:
    """The picture smaller by ``factor`` in the middle of a canvas of its size."""
    if isinstance(factor, bool) or not isinstance(factor, int | float) or not 1 < factor <= MAX_ZOOM:
        raise RequestError(f"Zoom out by a number above 1 and at most {MAX_ZOOM:g}, such as 1.5 or 2, not {factor!r}.")
    small = max(1, round(size[0] / factor)), max(1, round(size[1] / factor))
    if small == size:
        raise RequestError("So small a zoom changes no pixel of this picture; use a larger factor.")
    return Layout(size, small, ((size[0] - small[0]) // 2, (size[1] - small[1]) // 2))


def panned(size: Size, direction: Direction, amount: Amount = PAN) -> Layout:
    """A canvas of the same size that has moved over the picture, by half of it if nothing else is said."""
    if direction not in DIRECTIONS:
        raise UnknownNameError("direction", str(direction), DIRECTIONS)
    across = direction in ("left", "right")
    moved = pixels(amount, size[0] if across else size[1])
    if not 0 < moved < (size[0] if across else size[1]):
        raise RequestError("Pan by more than nothing and less than the whole picture, so that a part of it stays.")
    moved = moved if direction in ("left", "up") else -moved
    return Layout(size, size, (moved, 0) if across else (0, moved))


def squared(size: Size) -> Layout:
    """A square canvas with the picture in the middle."""
    side = max(size)
    if size[0] == size[1]:
        raise RequestError(f"The picture is square already ({side}x{side} px).")
    return _checked(Layout((side, side), size, ((side - size[0]) // 2, (side - size[1]) // 2)))


def laid_out(image: Image.Image, layout: Layout) -> tuple[Image.Image, Image.Image]:
    """The canvas, filled by reflection where the picture does not reach, and the mask of what to draw.

    Args:
        image: mode RGB.

    Returns:
        Mode RGB and mode L, both of the canvas's size.
    """
    image = image if image.size == layout.size else image.resize(layout.size, Image.Resampling.LANCZOS)
    (left, top), (width, height) = layout.at, layout.canvas
    image = image.crop((max(0, -left), max(0, -top), min(image.width, width - left), min(image.height, height - top)))
    left, top = max(0, left), max(0, top)
    right, bottom = width - left - image.width, height - top - image.height
    canvas = np.pad(np.asarray(image), ((top, bottom), (left, right), (0, 0)), mode="reflect")
    mask = Image.new("L", layout.canvas, 255)
    mask.paste(0, (left, top, left + image.width, top + image.height))
    return Image.fromarray(canvas), mask


def pixels(amount: Amount, side: int) -> int:
    """An amount in pixels: whole numbers are pixels already, fractions and percents are parts of ``side``."""
    value = amount
    if isinstance(value, str):
        match = _AMOUNT.match(value)
        if not match:
            raise RequestError(f"Write an amount in pixels or percent, such as 64 or 25%, not {amount!r}.")
        value = float(match[1]) / 100 if match[2] in ("%", "％") else float(match[1])
        if match[2] not in ("%", "％"):
            value = round(value)
    if isinstance(value, bool) or not isinstance(value, int | float) or not math.isfinite(value) or value < 0:
        raise RequestError(f"Write an amount in pixels or percent, such as 64 or 25%, not {amount!r}.")
    return value if isinstance(value, int) else round(value * side)


def _checked(layout: Layout) -> Layout:
    if max(layout.canvas) > MAX_SIDE_PX:
        raise RequestError(
            f"The result would be {layout.canvas[0]}x{layout.canvas[1]} px; sides of at most {MAX_SIDE_PX:,} px are "
            f"drawn, so add less."
        )
    return layout
