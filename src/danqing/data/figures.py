"""Plain figures drawn on the spot: a pack without packages, for smoke training, tests and a first look."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, field

import numpy as np
from PIL import Image, ImageDraw

from danqing.data.types import Entry, ImageArray

Points = list[tuple[float, float]]
_SIDE_PX = 256
_COLORS = {
    "red": (220, 50, 47), "orange": (240, 140, 30), "yellow": (245, 205, 50), "green": (70, 160, 70),
    "blue": (50, 110, 210), "purple": (130, 80, 180),
}  # fmt: skip


def _ring(corners: int, inner: float = 1.0, turn: float = 0.0) -> Points:
    """Corners of a regular polygon or, with ``inner`` below 1, a star, in fractions of the picture."""
    count = corners if inner == 1.0 else 2 * corners
    angles = [(turn + each / count) * 2 * math.pi - math.pi / 2 for each in range(count)]
    radii = [0.44 * (1.0 if each % 2 == 0 else inner) for each in range(count)]
    return [
        (0.5 + radius * math.cos(angle), 0.5 + radius * math.sin(angle))
        for radius, angle in zip(radii, angles, strict=True)
    ]


_FIGURES: dict[str, tuple[str, Callable[[], Points]]] = {
    "circle": ("圆", lambda: _ring(64)),
    "triangle": ("三角形", lambda: _ring(3)),
    "square": ("正方形", lambda: _ring(4, turn=0.125)),
    "diamond": ("菱形", lambda: _ring(4)),
    "pentagon": ("五边形", lambda: _ring(5)),
    "hexagon": ("六边形", lambda: _ring(6)),
    "star": ("星星", lambda: _ring(5, 0.45)),
    "cross": ("十字", lambda: _ring(4, 0.35)),
}
_HELD_OUT = ("hexagon",)


@dataclass(frozen=True)
class FigurePack:
    """Every figure in every colour, with the same interface as a pack on disk as far as the composer needs it."""

    entries: list[Entry] = field(
        default_factory=lambda: [_entry(name, color) for name in _FIGURES for color in _COLORS]
    )

    def array(self, size: int) -> ImageArray:
        """All pictures, uint8 (num_pictures, size, size, 4), straight alpha."""
        return np.stack([_draw(name, color, size) for name in _FIGURES for color in _COLORS])


def _entry(name: str, color: str) -> Entry:
    return Entry(
        key=f"figures/{color}-{name}",
        source="figures",
        style="flat",
        concept=name,
        names_en=(name,),
        names_zh=(_FIGURES[name][0],),
        words_from={"en": "figures", "zh": "figures"},
        category="shape",
        package="danqing",
        version="1",
        licence="Apache-2.0",
        attribution="The Danqing authors",
        split="val" if name in _HELD_OUT else "train",
    )


def _draw(name: str, color: str, size: int) -> ImageArray:
    image = Image.new("RGBA", (_SIDE_PX, _SIDE_PX), (*_COLORS[color], 0))
    points = [(x * _SIDE_PX, y * _SIDE_PX) for x, y in _FIGURES[name][1]()]
    ImageDraw.Draw(image).polygon(points, fill=(*_COLORS[color], 255))
    return np.array(image.resize((size, size), Image.Resampling.LANCZOS))
