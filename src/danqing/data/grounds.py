"""Drawn grounds: what stands behind and under the subjects of a scene, and how people say it.

A ground is drawn at twice the size and reduced, so that edges are smooth. Three looks keep it in keeping with its
subjects: ``flat`` (even fills), ``soft`` (gradients) and ``line`` (grey outlines on paper, for one-colour line art).
All positions are fractions of the picture's side.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
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
            bottom = _mix(top, bottom, 0.35)
        self.image.paste(_gradient(top, bottom, self.side))

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
            band.paste(_gradient(color, lower, height, self.side), (0, start))
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
        top, bottom = _pick(
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


@dataclass(frozen=True, kw_only=True)
class Stage:
    """Where things may stand on a drawn ground.

    Args:
        floor: the highest and lowest place for feet.
        air: the highest and lowest middle for what flies, floats or swims.
    """

    floor: tuple[float, float]
    air: tuple[float, float] = (0.2, 0.4)


def _grass(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.5, 0.68)
    green = c.jitter(_pick(c.rng, [(120, 196, 84), (96, 180, 88), (150, 206, 90), (104, 170, 70)]), 8)
    if c.rng.random() < 0.5:
        c.hills(base - 0.06, 0.05, _mix(green, (210, 235, 225), 0.35))
    c.hills(base, 0.025, green, _mix(green, (40, 110, 50), 0.4), bumps=1.0)
    for _ in range(int(c.rng.integers(0, 9))):
        x, y = c.rng.uniform(0.03, 0.97), c.rng.uniform(base + 0.08, 0.97)
        if c.rng.random() < 0.35:
            c.ellipse(x, y, 0.028, 0.028, _pick(c.rng, [(255, 255, 255), (255, 226, 110), (250, 160, 180)]))
        else:
            dark = _mix(green, (30, 100, 50), 0.45)
            c.polygon([(x - 0.02, y), (x - 0.012, y - 0.04), (x, y), (x + 0.014, y - 0.045), (x + 0.02, y)], dark)
    return Stage(floor=(base + 0.12, 0.93))


def _flowers(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.5, 0.62)
    green = c.jitter((112, 184, 84), 8)
    c.hills(base, 0.02, green, _mix(green, (40, 110, 50), 0.35), bumps=1.0)
    petals = _pick(c.rng, [(250, 120, 150), (255, 214, 80), (235, 80, 80), (180, 130, 220), (255, 255, 255)])
    for y in np.sort(c.rng.uniform(base + 0.05, 0.98, 26)):
        x, size = c.rng.uniform(0.02, 0.98), 0.022 + 0.05 * (y - base)
        for dx, dy in ((-1, 0), (1, 0), (0, -1), (0, 1)):
            c.ellipse(x + dx * size * 0.45, y + dy * size * 0.45, size * 0.8, size * 0.8, c.jitter(petals, 10))
        c.ellipse(x, y, size * 0.6, size * 0.6, (255, 236, 150))
    return Stage(floor=(base + 0.14, 0.93))


def _beach(c: Canvas) -> Stage:
    c.sky()
    line = c.rng.uniform(0.36, 0.46)
    shore = line + c.rng.uniform(0.1, 0.18)
    sea = c.jitter((64, 168, 214))
    c.polygon([(-0.02, line), (1.02, line), (1.02, 1.02), (-0.02, 1.02)], sea, _mix(sea, (140, 220, 230), 0.6))
    c.hills(shore - 0.015, 0.018, (245, 252, 252), bumps=1.2)
    sand = c.jitter((243, 218, 160))
    c.hills(shore + 0.01, 0.018, sand, _mix(sand, (222, 184, 120), 0.6), bumps=1.2)
    for _ in range(int(c.rng.integers(0, 7))):
        c.ellipse(
            c.rng.uniform(0.03, 0.97), c.rng.uniform(shore + 0.12, 0.98), 0.02, 0.012, _mix(sand, (160, 120, 80), 0.4)
        )
    return Stage(floor=(shore + 0.16, 0.93))


def _snow(c: Canvas) -> Stage:
    c.fill(*_pick(c.rng, [((150, 196, 230), (226, 240, 250)), ((176, 190, 214), (228, 234, 244))]))
    base = c.rng.uniform(0.52, 0.66)
    if c.rng.random() < 0.6:
        for _ in range(int(c.rng.integers(1, 4))):
            c.tree(
                c.rng.uniform(0.04, 0.96),
                base + 0.03,
                c.rng.uniform(0.22, 0.34),
                fir=True,
                leaf=c.jitter((90, 140, 120)),
            )
    c.hills(base - 0.03, 0.03, (228, 238, 247), bumps=1.0)
    c.hills(base + 0.03, 0.02, (250, 252, 254), (222, 234, 246), bumps=0.8)
    if c.rng.random() < 0.6 and c.look != "line":
        for _ in range(24):
            size = c.rng.uniform(0.01, 0.024)
            c.ellipse(c.rng.uniform(0, 1), c.rng.uniform(0, 1), size, size, (255, 255, 255))
    return Stage(floor=(base + 0.13, 0.92))


def _night(c: Canvas) -> Stage:
    c.fill(*_pick(c.rng, [((14, 22, 58), (44, 62, 118)), ((24, 18, 60), (72, 56, 124)), ((10, 28, 52), (30, 74, 110))]))
    c.stars(int(c.rng.integers(20, 45)), 0.7)
    if c.rng.random() < 0.5 and not c.clear_sky:
        x, y, size = c.rng.uniform(0.12, 0.88), c.rng.uniform(0.1, 0.18), c.rng.uniform(0.1, 0.16)
        c.ellipse(x, y, size, size, (252, 240, 196))
    base = c.rng.uniform(0.68, 0.78)
    hill = c.jitter(_pick(c.rng, [(30, 52, 66), (34, 40, 78), (40, 66, 60)]))
    c.hills(base, 0.03, hill, _mix(hill, (10, 16, 34), 0.5), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93), air=(0.3, 0.5))


def _sky(c: Canvas) -> Stage:
    c.fill(
        *_pick(
            c.rng,
            [((74, 160, 236), (190, 228, 252)), ((120, 196, 246), (226, 244, 254)), ((96, 178, 230), (160, 214, 246))],
        )
    )
    c.clouds(int(c.rng.integers(2, 5)), 0.15, 0.4)
    c.clouds(int(c.rng.integers(1, 4)), 0.7, 1.0)
    return Stage(floor=(0.8, 0.9), air=(0.42, 0.58))


def _sea(c: Canvas) -> Stage:
    c.sky()
    line = c.rng.uniform(0.48, 0.6)
    sea = c.jitter(_pick(c.rng, [(52, 140, 204), (44, 160, 196), (70, 150, 220)]))
    c.polygon([(-0.02, line), (1.02, line), (1.02, 1.02), (-0.02, 1.02)], sea, _mix(sea, (16, 70, 140), 0.6))
    for _ in range(int(c.rng.integers(5, 12))):
        x, y, width = c.rng.uniform(0, 1), c.rng.uniform(line + 0.04, 0.98), c.rng.uniform(0.06, 0.16)
        c.ellipse(x, y, width, 0.014, _mix(sea, (235, 248, 255), 0.5))
    return Stage(floor=(line + 0.1, 0.86), air=(0.18, 0.3))


def _underwater(c: Canvas) -> Stage:
    c.fill(
        *_pick(
            c.rng, [((90, 200, 226), (18, 92, 160)), ((70, 176, 222), (20, 70, 140)), ((110, 214, 214), (20, 110, 150))]
        )
    )
    if c.rng.random() < 0.7:
        sand = c.jitter((212, 190, 140))
        c.hills(c.rng.uniform(0.86, 0.92), 0.02, sand, _mix(sand, (120, 120, 110), 0.4))
        for _ in range(int(c.rng.integers(1, 5))):
            x, height = c.rng.uniform(0.03, 0.97), c.rng.uniform(0.12, 0.26)
            weed = c.jitter((48, 140, 92), 12)
            c.polygon(
                [
                    (x - 0.016, 0.96),
                    (x - 0.03, 0.96 - height * 0.5),
                    (x, 0.96 - height),
                    (x + 0.012, 0.96 - height * 0.45),
                    (x + 0.016, 0.96),
                ],
                weed,
            )
    for _ in range(int(c.rng.integers(4, 14))):
        x, y, size = c.rng.uniform(0, 1), c.rng.uniform(0.05, 0.85), c.rng.uniform(0.012, 0.035)
        c.ellipse(x, y, size, size, (196, 236, 248))
    return Stage(floor=(0.86, 0.94), air=(0.4, 0.6))


def _city(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.66, 0.74)
    tone = _pick(c.rng, [(150, 170, 196), (178, 164, 190), (196, 176, 160), (140, 178, 190)])
    x = -0.03
    while x < 1.0:
        width, top = c.rng.uniform(0.11, 0.2), base - c.rng.uniform(0.2, 0.46)
        wall = c.jitter(tone, 12)
        c.rectangle(x, top, x + width, base + 0.02, wall)
        pane = _mix(wall, (255, 250, 214), 0.65)
        for column in range(2):
            for y in np.arange(top + 0.04, base - 0.05, 0.075):
                left = x + width * (0.2 + 0.36 * column)
                c.rectangle(left, float(y), left + width * 0.22, float(y) + 0.035, pane)
        x += width + c.rng.uniform(0.0, 0.02)
    street = c.jitter((128, 132, 140))
    c.rectangle(-0.02, base, 1.02, 1.02, street)
    c.rectangle(-0.02, base, 1.02, base + 0.04, _mix(street, (230, 230, 230), 0.6))
    return Stage(floor=(base + 0.1, 0.93))


def _road(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.52, 0.6)
    green = c.jitter((126, 188, 96), 10)
    c.hills(base, 0.02, green, _mix(green, (60, 120, 60), 0.3), bumps=1.0)
    if c.rng.random() < 0.6:
        for _ in range(int(c.rng.integers(1, 4))):
            c.tree(c.rng.uniform(0, 1), base + 0.04, c.rng.uniform(0.16, 0.26), fir=False, leaf=c.jitter((70, 150, 80)))
    top, bottom = base + 0.14, 0.97
    grey = c.jitter((112, 116, 124))
    c.rectangle(-0.02, top, 1.02, bottom, grey)
    middle, shift = (top + bottom) / 2, c.rng.uniform(0, 0.2)
    for index in range(-1, 6):
        left = index * 0.22 + shift
        c.rectangle(left, middle - 0.012, left + 0.12, middle + 0.012, (240, 236, 220))
    return Stage(floor=(top + 0.1, bottom - 0.06))


def _table(c: Canvas) -> Stage:
    wall = c.jitter(_pick(c.rng, [(242, 230, 208), (222, 234, 236), (238, 222, 222), (214, 226, 208), (232, 228, 240)]))
    c.fill(wall, _mix(wall, (255, 255, 255), 0.3))
    base = c.rng.uniform(0.6, 0.7)
    wood = c.jitter(_pick(c.rng, [(190, 134, 84), (164, 108, 66), (214, 166, 112)]))
    c.polygon([(-0.02, base), (1.02, base), (1.02, 1.02), (-0.02, 1.02)], _mix(wood, (255, 236, 200), 0.15), wood)
    c.rectangle(-0.02, 0.95, 1.02, 1.02, _mix(wood, (80, 50, 30), 0.35))
    for y in (base + 0.09, base + 0.19):
        c.rectangle(-0.02, y, 1.02, y + 0.008, _mix(wood, (110, 70, 40), 0.25))
    return Stage(floor=(base + 0.08, 0.88))


def _room(c: Canvas) -> Stage:
    wall = c.jitter(_pick(c.rng, [(236, 214, 190), (196, 220, 224), (232, 200, 196), (204, 218, 190), (216, 206, 230)]))
    c.fill(wall, _mix(wall, (255, 255, 255), 0.15))
    base = c.rng.uniform(0.62, 0.7)
    if c.rng.random() < 0.75:
        x, y, width = c.rng.uniform(0.08, 0.62), 0.1, c.rng.uniform(0.24, 0.32)
        c.rectangle(x, y, x + width, y + 0.3, (250, 250, 246))
        pane = c.jitter((160, 212, 240))
        half = width / 2
        for left in (x + 0.02, x + half + 0.008):
            c.rectangle(left, y + 0.02, left + half - 0.028, y + 0.28, pane)
    floor = c.jitter(_pick(c.rng, [(196, 150, 104), (172, 126, 88), (206, 178, 150)]))
    c.polygon([(-0.02, base), (1.02, base), (1.02, 1.02), (-0.02, 1.02)], floor, _mix(floor, (110, 76, 50), 0.3))
    c.rectangle(-0.02, base - 0.03, 1.02, base, (246, 244, 240))
    if c.rng.random() < 0.5:
        c.ellipse(0.5, 0.88, 0.8, 0.16, c.jitter(_pick(c.rng, [(206, 110, 100), (110, 150, 190), (220, 190, 120)])))
    return Stage(floor=(base + 0.1, 0.92))


def _peaks(c: Canvas, base: float, color: Color, *, snow: bool) -> None:
    shade = _mix(color, (60, 70, 90), 0.25)
    for x in np.linspace(-0.05, 1.0, int(c.rng.integers(3, 5))):
        x = float(x) + c.rng.uniform(-0.08, 0.12)
        top, half = base - c.rng.uniform(0.26, 0.46), c.rng.uniform(0.26, 0.38)
        c.polygon([(x, top), (x + half, base + 0.02), (x - half, base + 0.02)], color, shade)
        if snow:
            cut = 0.36
            drop = (base - top) * cut
            left, right = x - half * cut, x + half * cut
            c.polygon(
                [
                    (x, top),
                    (right, top + drop),
                    (x + half * 0.12, top + drop * 0.8),
                    (x, top + drop * 1.15),
                    (x - half * 0.14, top + drop * 0.8),
                    (left, top + drop),
                ],
                (252, 253, 255),
            )


def _mountains(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.6, 0.68)
    _peaks(c, base, c.jitter(_pick(c.rng, [(128, 150, 120), (150, 140, 130), (110, 140, 150)]), 8), snow=False)
    green = c.jitter((132, 190, 96), 8)
    c.hills(base, 0.02, green, _mix(green, (60, 120, 60), 0.35), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def _snow_mountains(c: Canvas) -> Stage:
    c.sky()
    base = c.rng.uniform(0.6, 0.68)
    _peaks(c, base, c.jitter(_pick(c.rng, [(112, 136, 168), (130, 140, 160), (100, 128, 150)]), 8), snow=True)
    low = c.jitter(_pick(c.rng, [(240, 246, 250), (140, 190, 110), (226, 236, 244)]), 4)
    c.hills(base, 0.02, low, _mix(low, (120, 150, 160), 0.25), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def _forest(c: Canvas) -> Stage:
    c.fill((190, 226, 196), (226, 240, 214))
    base = c.rng.uniform(0.64, 0.72)
    fir = bool(c.rng.random() < 0.5)
    far = c.jitter((128, 182, 132))
    for x in np.linspace(0.0, 1.0, 7):
        c.tree(float(x) + c.rng.uniform(-0.05, 0.05), base, c.rng.uniform(0.4, 0.5), fir=fir, leaf=far)
    green = c.jitter((110, 168, 88))
    c.hills(base, 0.02, green, _mix(green, (50, 100, 56), 0.4), bumps=1.0)
    for x in (c.rng.uniform(-0.02, 0.14), c.rng.uniform(0.86, 1.02), c.rng.uniform(0.2, 0.8)):
        c.tree(x, base + 0.06, c.rng.uniform(0.56, 0.7), fir=fir, leaf=c.jitter((62, 132, 78), 10))
    return Stage(floor=(base + 0.1, 0.93))


def _desert(c: Canvas) -> Stage:
    c.fill(*_pick(c.rng, [((140, 206, 240), (250, 240, 214)), ((250, 200, 140), (254, 232, 190))]))
    base = c.rng.uniform(0.54, 0.64)
    sand = c.jitter((232, 186, 112))
    c.hills(base - 0.04, 0.05, _mix(sand, (255, 236, 190), 0.4), bumps=0.8)
    c.hills(base + 0.02, 0.04, sand, _mix(sand, (190, 130, 70), 0.4), bumps=0.6)
    if c.rng.random() < 0.5:
        x, y = c.rng.choice([0.1, 0.9]), base + 0.1
        green = c.jitter((84, 150, 84))
        c.rectangle(x - 0.02, y - 0.2, x + 0.02, y, green)
        c.rectangle(x - 0.07, y - 0.15, x - 0.045, y - 0.08, green)
        c.rectangle(x - 0.07, y - 0.1, x, y - 0.075, green)
        c.rectangle(x + 0.045, y - 0.17, x + 0.07, y - 0.1, green)
        c.rectangle(x, y - 0.12, x + 0.07, y - 0.095, green)
    return Stage(floor=(base + 0.14, 0.93))


def _sunset(c: Canvas) -> Stage:
    c.fill(
        *_pick(
            c.rng,
            [((250, 140, 90), (255, 214, 140)), ((226, 110, 120), (255, 200, 130)), ((150, 90, 150), (255, 170, 110))],
        )
    )
    base = c.rng.uniform(0.64, 0.72)
    c.ellipse(c.rng.uniform(0.25, 0.75), base - 0.06, 0.26, 0.26, (255, 240, 180))
    hill = c.jitter((110, 66, 84))
    c.hills(base, 0.025, hill, _mix(hill, (50, 30, 50), 0.5), bumps=1.0)
    return Stage(floor=(base + 0.1, 0.93))


def _rainbow(c: Canvas) -> Stage:
    c.fill((150, 208, 246), (224, 242, 252))
    x, y, width = c.rng.uniform(0.42, 0.58), c.rng.uniform(0.66, 0.72), c.rng.uniform(0.98, 1.1)
    for index, band in enumerate(
        [(232, 74, 72), (246, 150, 58), (252, 218, 80), (104, 190, 96), (76, 150, 226), (140, 96, 200)]
    ):
        size = width - index * 0.085
        c.ellipse(x, y, size, size * 1.12, band)
    size = width - 6 * 0.085
    c.ellipse(x, y, size, size * 1.12, _mix((150, 208, 246), (224, 242, 252), 0.5))
    green = c.jitter((124, 192, 92), 8)
    c.hills(0.7, 0.015, green, _mix(green, (50, 120, 56), 0.35), bumps=1.0)
    return Stage(floor=(0.8, 0.93), air=(0.5, 0.56))


def _space(c: Canvas) -> Stage:
    c.fill(*_pick(c.rng, [((16, 12, 40), (40, 24, 80)), ((8, 12, 32), (22, 34, 74)), ((28, 10, 48), (70, 30, 90))]))
    c.stars(int(c.rng.integers(30, 60)), 1.0)
    if c.rng.random() < 0.5:
        x, y, size = c.rng.choice([0.1, 0.9]), c.rng.uniform(0.1, 0.9), c.rng.uniform(0.14, 0.24)
        planet = c.jitter(_pick(c.rng, [(230, 150, 100), (120, 170, 220), (200, 130, 190)]), 12)
        c.ellipse(x, y, size, size, planet)
        c.ellipse(x - size * 0.12, y - size * 0.12, size * 0.5, size * 0.5, _mix(planet, (255, 255, 255), 0.25))
    return Stage(floor=(0.8, 0.9), air=(0.42, 0.58))


@dataclass(frozen=True, kw_only=True)
class Ground:
    """A kind of ground: how to draw it and how to say where something is on it.

    Args:
        draw: draws on a canvas and returns where things may stand.
        on: phrases for what stands on or in it, by language; Chinese ones fit both ``在…`` and ``…的``.
        air: phrases for what flies or swims in it; empty if nothing does.
        noun: the ground itself ("a beach"), for "with … in the background".
        open_sky: whether something may hang in the sky above the subject.
    """

    draw: Callable[[Canvas], Stage]
    on: dict[str, tuple[str, ...]]
    air: dict[str, tuple[str, ...]]
    noun: dict[str, tuple[str, ...]]
    open_sky: bool = True


_AIR = {"en": ("in the sky", "up in the air"), "zh": ("天上", "天空中", "空中")}
_NONE: dict[str, tuple[str, ...]] = {"en": (), "zh": ()}


def _ground(
    draw: Callable[[Canvas], Stage],
    en: str,
    zh: str,
    noun_en: str,
    noun_zh: str,
    *,
    open_sky: bool = True,
    air: dict[str, tuple[str, ...]] | None = None,
) -> Ground:
    def split(text: str) -> tuple[str, ...]:
        return tuple(part.strip() for part in text.split("|") if part.strip())

    return Ground(
        draw=draw,
        on={"en": split(en), "zh": split(zh)},
        air=air if air is not None else _AIR if open_sky else _NONE,
        noun={"en": split(noun_en), "zh": split(noun_zh)},
        open_sky=open_sky,
    )


GROUNDS: dict[str, Ground] = {
    "grass": _ground(
        _grass,
        "on the grass|on green grass|in a meadow|on the lawn|in the grass|on a grassy field",
        "草地上|草坪上|绿草地上|青草地上|草原上",
        "grass|a meadow|a green field",
        "草地|草坪|绿色的草地",
    ),
    "flowers": _ground(
        _flowers,
        "in a field of flowers|among the flowers|in a flower field|in a flower garden",
        "花丛中|花田里|花园里|花海中",
        "flowers|a field of flowers",
        "花丛|花田",
    ),
    "beach": _ground(
        _beach,
        "on the beach|on a sandy beach|on the sand by the sea|at the beach|at the seaside",
        "海滩上|沙滩上|海边|海边的沙滩上",
        "a beach|the beach and the sea",
        "海滩|沙滩和大海",
    ),
    "snow": _ground(
        _snow,
        "in the snow|on the snow|in a snowy field|on snowy ground",
        "雪地里|雪地上|雪中|雪原上",
        "snow|a snowy landscape",
        "雪地|雪景",
    ),
    "night": _ground(
        _night,
        "under the night sky|at night|under the stars|under a starry sky",
        "夜空下|星空下|夜晚的星空下|夜色中",
        "the night sky|a starry night",
        "夜空|星空",
        air={"en": ("in the night sky", "in the starry sky"), "zh": ("夜空中", "夜空里", "星空中")},
    ),
    "sky": _ground(
        _sky,
        "in the sky|among the clouds|in the blue sky",
        "天空中|云朵间|蓝天里",
        "a blue sky|the sky and clouds",
        "蓝天|蓝天白云",
        air={
            "en": ("in the sky", "in the blue sky", "among the clouds", "high in the sky"),
            "zh": ("天空中", "蓝天上", "天上", "云朵间", "蓝天白云间"),
        },
    ),
    "sea": _ground(
        _sea,
        "on the sea|on the water|on the ocean|at sea",
        "海面上|海上|水面上|大海上",
        "the sea|the ocean",
        "大海|海面",
    ),
    "underwater": _ground(
        _underwater,
        "under the sea|on the sea floor|underwater|at the bottom of the sea",
        "海底|水底|水下",
        "the sea|deep water",
        "海水|海底世界",
        open_sky=False,
        air={
            "en": ("in the water", "under the sea", "underwater", "in the sea", "under water"),
            "zh": ("水里", "水中", "海里", "水下", "海水中"),
        },
    ),
    "city": _ground(
        _city,
        "in the city|on a city street|in front of tall buildings|in front of city buildings|in town",
        "城市里|城市的街道上|高楼前|大楼前|城市街头",
        "a city|city buildings",
        "城市|高楼大厦",
    ),
    "road": _ground(
        _road,
        "on the road|on a road|on a country road|in the street",
        "路上|公路上|马路上|乡间公路上",
        "a road|a country road",
        "公路|马路",
    ),
    "table": _ground(
        _table,
        "on the table|on a table|on a wooden table|on top of a table",
        "桌子上|桌上|木桌上|桌面上",
        "a table|a wooden table",
        "桌子|木桌",
        open_sky=False,
    ),
    "room": _ground(
        _room,
        "in a room|in the room|on the floor|indoors|inside the house",
        "房间里|室内|屋子里|地板上|家里",
        "a room|the inside of a room",
        "房间|室内",
        open_sky=False,
    ),
    "mountains": _ground(
        _mountains,
        "in front of mountains|in front of the mountains|in the mountains|at the foot of a mountain",
        "山前|群山前|大山前|山脚下",
        "mountains|green mountains",
        "群山|大山",
    ),
    "snow_mountains": _ground(
        _snow_mountains,
        "in front of snowy mountains|in front of a snowy mountain|in front of snow-capped mountains|below snowy peaks",
        "雪山前|雪山前面|雪山下|雪山脚下",
        "snowy mountains|snow-capped mountains",
        "雪山|白雪皑皑的山",
    ),
    "forest": _ground(
        _forest,
        "in the forest|in a forest|in the woods|among the trees",
        "森林里|树林里|林中|树林中|森林中",
        "a forest|trees",
        "森林|树林",
        open_sky=False,
    ),
    "desert": _ground(
        _desert,
        "in the desert|in a sandy desert|among the dunes",
        "沙漠里|沙漠中|沙丘上|荒漠里",
        "a desert|sand dunes",
        "沙漠|沙丘",
    ),
    "sunset": _ground(
        _sunset,
        "at sunset|in front of the sunset|in the evening glow|in front of a setting sun",
        "夕阳下|日落时分|晚霞中|落日前",
        "a sunset|the setting sun",
        "夕阳|落日",
    ),
    "rainbow": _ground(
        _rainbow,
        "under a rainbow|under the rainbow|below a rainbow|beneath a rainbow",
        "彩虹下|彩虹下面|彩虹的下方",
        "a rainbow",
        "彩虹",
        air={"en": ("under a rainbow", "below a rainbow"), "zh": ("彩虹下", "彩虹下方")},
    ),
    "space": _ground(
        _space,
        "in space|in outer space|among the stars",
        "太空中|宇宙中|太空里|星空里",
        "outer space|a starry space",
        "太空|宇宙",
        open_sky=False,
        air={"en": ("in space", "in outer space", "among the stars"), "zh": ("太空中", "宇宙中", "太空里")},
    ),
}


@dataclass(frozen=True, kw_only=True)
class Backdrop:
    """A plain ground of one colour: how it is said, and its colour."""

    en: tuple[str, ...]
    zh: tuple[str, ...]
    rgb: Color


BACKDROPS: dict[str, Backdrop] = {
    "white": Backdrop(en=("white",), zh=("白色",), rgb=(255, 255, 255)),
    "light blue": Backdrop(en=("light blue", "pale blue"), zh=("浅蓝色", "淡蓝色"), rgb=(200, 228, 248)),
    "light green": Backdrop(en=("light green", "pale green"), zh=("浅绿色", "淡绿色"), rgb=(208, 238, 206)),
    "light pink": Backdrop(en=("light pink", "pale pink"), zh=("浅粉色", "淡粉色"), rgb=(252, 218, 226)),
    "light yellow": Backdrop(en=("light yellow", "pale yellow"), zh=("浅黄色", "淡黄色"), rgb=(254, 242, 200)),
    "light purple": Backdrop(en=("light purple", "lavender"), zh=("浅紫色", "淡紫色"), rgb=(228, 216, 246)),
    "light grey": Backdrop(en=("light grey", "light gray"), zh=("浅灰色",), rgb=(226, 228, 232)),
    "beige": Backdrop(en=("beige", "cream"), zh=("米色", "米黄色"), rgb=(246, 234, 214)),
    "blue": Backdrop(en=("blue",), zh=("蓝色",), rgb=(70, 140, 226)),
    "green": Backdrop(en=("green",), zh=("绿色",), rgb=(90, 184, 100)),
    "yellow": Backdrop(en=("yellow",), zh=("黄色",), rgb=(252, 212, 70)),
    "orange": Backdrop(en=("orange",), zh=("橙色",), rgb=(248, 160, 70)),
    "pink": Backdrop(en=("pink",), zh=("粉色",), rgb=(248, 150, 184)),
    "red": Backdrop(en=("red",), zh=("红色",), rgb=(222, 70, 66)),
    "purple": Backdrop(en=("purple",), zh=("紫色",), rgb=(140, 96, 200)),
    "grey": Backdrop(en=("grey", "gray"), zh=("灰色",), rgb=(150, 154, 160)),
    "black": Backdrop(en=("black",), zh=("黑色",), rgb=(26, 26, 30)),
    "dark blue": Backdrop(en=("dark blue", "navy"), zh=("深蓝色",), rgb=(30, 48, 96)),
}


def draw_ground(key: str, size: int, look: Look, rng: Random, *, clear_sky: bool = False) -> tuple[Image.Image, Stage]:
    """Draw a scenic ground.

    Args:
        key: a key of :data:`GROUNDS`.
        size: pixels a side.
        look: how shapes are filled.
        rng: where the variety comes from.
        clear_sky: draw no clouds and no moon, because a subject will hang there.

    Returns:
        The picture, mode RGB, and where things may stand.
    """
    canvas = Canvas(size, look, rng, clear_sky=clear_sky)
    stage = GROUNDS[key].draw(canvas)
    return canvas.finish(), stage


def draw_backdrop(key: str, size: int, rng: Random, *, gradient: bool) -> Image.Image:
    """Draw a plain ground; with ``gradient`` it runs from a lighter to a slightly darker tone."""
    color = BACKDROPS[key].rgb
    if not gradient:
        jittered = color if key in ("white", "black") else _jitter(color, rng)
        return Image.new("RGB", (size, size), jittered)
    base = _jitter(color, rng)
    darker = _mix(base, (40, 40, 70), 0.12)
    if rng.random() < 0.5:
        return _gradient(_mix(base, (255, 255, 255), 0.35), darker, size)
    ys, xs = np.mgrid[0:size, 0:size] / (size - 1.0) - 0.5
    near = np.clip(1.0 - np.hypot(xs, ys) * 1.5, 0.0, 1.0)[..., None]
    edge, middle = np.array(darker), np.array(_mix(base, (255, 255, 255), 0.5))
    return Image.fromarray((edge * (1 - near) + middle * near).astype(np.uint8))


def _jitter(color: Color, rng: Random) -> Color:
    red, green, blue = np.clip(np.asarray(color) + rng.normal(0.0, 5.0, 3), 0, 255).astype(int).tolist()
    return red, green, blue


def _mix(a: Color, b: Color, part: float) -> Color:
    red, green, blue = (round(x + (y - x) * part) for x, y in zip(a, b, strict=True))
    return red, green, blue


def _gradient(top: Color, bottom: Color, height: int, width: int | None = None) -> Image.Image:
    steps = np.linspace(0.0, 1.0, height)[:, None]
    column = (np.asarray(top) * (1 - steps) + np.asarray(bottom) * steps).astype(np.uint8)
    return Image.fromarray(np.ascontiguousarray(np.broadcast_to(column[:, None], (height, width or height, 3))))


def _pick(rng: Random, options: list[Item], weights: list[float] | None = None) -> Item:
    return options[int(rng.choice(len(options), p=weights))]
