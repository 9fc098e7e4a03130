"""A drawing surface for grounds: shapes by fractions of the side, jittered colours, three looks.

Drawn at twice the size and reduced, so that edges are smooth. ``flat`` fills evenly, ``soft`` with gradients, ``line``
draws grey outlines on paper, for one-colour line art.
"""

from __future__ import annotations

from typing import Literal, TypeVar

import numpy as np
from PIL import Image, ImageDraw

Look = Literal["flat", "soft", "line"]
Color = tuple[int, int, int]
Random = np.random.Generator
Item = TypeVar("Item")

INK: Color = (120, 120, 124)
PAPER: Color = (252, 252, 250)


class Canvas:
    """A square drawing surface with fractions as coordinates and jittered colours."""

    def __init__(self, size: int, look: Look, rng: Random, *, clear_sky: bool = False) -> None:
        self.side = size * 2
        self.look: Look = look
        self.rng = rng
        self.clear_sky = clear_sky
        self.image = Image.new("RGB", (self.side, self.side), PAPER)
        self.draw = ImageDraw.Draw(self.image)
        self.tint = rng.normal(0.0, 7.0, 3)

    def finish(self) -> Image.Image:
        """The drawing at its final size, mode RGB."""
        return self.image.reduce(2)

    def jitter(self, color: Color, amount: float = 6.0) -> Color:
        """The colour, moved a little: the whole drawing's tint plus this shape's own."""
        moved = np.asarray(color) + self.tint + self.rng.normal(0.0, amount, 3)
        red, green, blue = np.clip(moved, 0, 255).astype(int).tolist()
        return red, green, blue

    def fill(self, top: Color, bottom: Color) -> None:
        """Cover everything with a vertical gradient (an even colour in the flat look, paper in the line look)."""
        if self.look == "line":
            return
        top, bottom = self.jitter(top), self.jitter(bottom)
        if self.look == "flat":
            bottom = mix(top, bottom, 0.35)
        self.image.paste(gradient_image(top, bottom, self.side))

    def polygon(self, points: list[tuple[float, float]], color: Color, lower: Color | None = None) -> None:
        """A filled polygon; ``lower`` is the colour it runs to at the bottom in the soft look."""
        scaled = [(x * self.side, y * self.side) for x, y in points]
        if self.look == "line":
            self.draw.polygon(scaled, fill=PAPER)
            self.draw.line([*scaled, scaled[0]], fill=INK, width=max(2, self.side // 100), joint="curve")
        elif self.look == "flat" or lower is None:
            self.draw.polygon(scaled, fill=color)
        else:
            mask = Image.new("1", self.image.size)
            ImageDraw.Draw(mask).polygon(scaled, fill=1)
            high, low = min(y for _, y in points), max(y for _, y in points)
            start, height = int(max(high, 0) * self.side), max(2, int((min(low, 1) - max(high, 0)) * self.side))
            band = Image.new("RGB", self.image.size, lower)
            band.paste(gradient_image(color, lower, height, self.side), (0, start))
            self.image.paste(band, mask=mask)

    def ellipse(self, x: float, y: float, width: float, height: float, color: Color) -> None:
        """A filled ellipse around (x, y)."""
        box = (
            (x - width / 2) * self.side,
            (y - height / 2) * self.side,
            (x + width / 2) * self.side,
            (y + height / 2) * self.side,
        )
        if self.look == "line":
            self.draw.ellipse(box, fill=PAPER, outline=INK, width=max(2, self.side // 110))
        else:
            self.draw.ellipse(box, fill=color)

    def rectangle(self, left: float, top: float, right: float, bottom: float, color: Color) -> None:
        """A filled rectangle."""
        self.polygon([(left, top), (right, top), (right, bottom), (left, bottom)], color)

    def hills(
        self, base: float, height: float, color: Color, lower: Color | None = None, *, bumps: float = 1.5
    ) -> None:
        """Everything below a wavy line around ``base``."""
        xs = np.linspace(0.0, 1.0, 25)
        phase, second = self.rng.uniform(0, 2 * np.pi, 2)
        ys = base - height * (
            0.6 * np.sin(bumps * 2 * np.pi * xs + phase) + 0.4 * np.sin(bumps * 3.7 * np.pi * xs + second)
        )
        points = [(float(x), float(y)) for x, y in zip(xs, ys, strict=True)]
        self.polygon([(-0.02, points[0][1]), *points, (1.02, points[-1][1]), (1.02, 1.02), (-0.02, 1.02)], color, lower)

    def cloud(self, x: float, y: float, width: float, color: Color = (255, 255, 255)) -> None:
        """A round cloud about ``width`` wide, its flat foot at ``y``."""
        height = width * 0.4
        if self.look == "line":
            self.ellipse(x, y - height / 2, width, height, color)
            return
        self.ellipse(x - width * 0.28, y - height * 0.35, width * 0.44, height * 0.7, color)
        self.ellipse(x + width * 0.26, y - height * 0.38, width * 0.48, height * 0.76, color)
        self.ellipse(x, y - height * 0.62, width * 0.5, height * 1.0, color)

    def clouds(self, count: int, low: float, high: float, color: Color = (255, 255, 255)) -> None:
        """``count`` clouds with their feet between ``low`` and ``high``, spread over the width."""
        for index in range(count):
            x = (index + self.rng.uniform(0.1, 0.9)) / count
            self.cloud(x, self.rng.uniform(low, high), self.rng.uniform(0.2, 0.36), color)

    def stars(self, count: int, bottom: float) -> None:
        """Small dots between the top and ``bottom``."""
        for x, y, size in zip(
            self.rng.uniform(0, 1, count),
            self.rng.uniform(0, bottom, count),
            self.rng.choice([0.008, 0.012, 0.018], count, p=[0.5, 0.35, 0.15]),
            strict=True,
        ):
            self.ellipse(x, y, size, size, (255, 250, 220))

    def tree(self, x: float, foot: float, height: float, *, fir: bool, leaf: Color) -> None:
        """A simple tree standing at (x, foot)."""
        trunk = self.jitter((118, 84, 56))
        self.rectangle(x - height * 0.05, foot - height * 0.4, x + height * 0.05, foot, trunk)
        if fir:
            for step in range(3):
                top = foot - height + step * height * 0.22
                half = height * (0.17 + 0.06 * step)
                self.polygon([(x, top), (x + half, top + height * 0.38), (x - half, top + height * 0.38)], leaf)
        else:
            self.ellipse(x, foot - height * 0.66, height * 0.56, height * 0.64, leaf)

    def sky(self) -> None:
        """A day sky, sometimes with a few clouds near the top."""
        top, bottom = pick(
            self.rng,
            [
                ((128, 200, 245), (214, 240, 253)),
                ((96, 180, 240), (190, 228, 252)),
                ((160, 215, 248), (235, 247, 254)),
                ((255, 214, 170), (255, 240, 214)),
                ((190, 226, 240), (240, 248, 250)),
            ],
            [0.3, 0.25, 0.25, 0.06, 0.14],
        )
        self.fill(top, bottom)
        if self.rng.random() < 0.5 and not self.clear_sky:
            self.clouds(int(self.rng.integers(1, 4)), 0.12, 0.3)


def jitter(color: Color, rng: Random) -> Color:
    """The colour, moved a little."""
    red, green, blue = np.clip(np.asarray(color) + rng.normal(0.0, 5.0, 3), 0, 255).astype(int).tolist()
    return red, green, blue


def mix(a: Color, b: Color, part: float) -> Color:
    """``a`` with ``part`` (0–1) of ``b`` in it."""
    red, green, blue = (round(x + (y - x) * part) for x, y in zip(a, b, strict=True))
    return red, green, blue


def gradient_image(top: Color, bottom: Color, height: int, width: int | None = None) -> Image.Image:
    """A vertical gradient, mode RGB; square unless ``width`` is given."""
    steps = np.linspace(0.0, 1.0, height)[:, None]
    column = (np.asarray(top) * (1 - steps) + np.asarray(bottom) * steps).astype(np.uint8)
    return Image.fromarray(column[:, None]).resize((width or height, height), Image.Resampling.NEAREST)


def pick(rng: Random, options: list[Item], weights: list[float] | None = None) -> Item:
    """One of the options; ``weights`` sum to 1."""
    return options[int(rng.choice(len(options), p=weights))]
