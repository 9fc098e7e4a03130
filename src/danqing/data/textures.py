"""Textures drawn on the spot in many manners, so that what learns styles meets more of them than any package holds.

Each manner is a function of a generator and a size that fills a square; its colours come from a palette that is drawn,
too. A texture depends only on (seed, number).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFilter

from danqing.core.seeds import derive_seed
from danqing.data.types import ImageArray

Field = NDArray[np.float64]  # (size, size), 0 … 1
Palette = NDArray[np.float64]  # (n, 3), 0 … 255, dark to light
Random = np.random.Generator


def texture(number: int, size: int, seed: int = 0) -> ImageArray:
    """Texture ``number``, (size, size, 3); the manners follow one another."""
    draw = np.random.default_rng(derive_seed(seed, "texture", number))
    names = list(MANNERS)
    return MANNERS[names[number % len(names)]](draw, size)


def strokes(draw: Random, size: int) -> ImageArray:
    """Brush strokes along a flow, coloured by broad masses: oil paint."""
    return _strokes(draw, size, long=float(draw.uniform(0.06, 0.2)), thick=float(draw.uniform(0.01, 0.035)))


def dabs(draw: Random, size: int) -> ImageArray:
    """Short dabs and points side by side."""
    return _strokes(draw, size, long=0.012, thick=float(draw.uniform(0.012, 0.03)))


def crayon(draw: Random, size: int) -> ImageArray:
    """Parallel coloured strokes that let grainy paper through."""
    made = _strokes(draw, size, long=0.25, thick=0.012, turn=0.1).astype(np.float64)
    grain = _blurred(draw.random((size, size)), 0.7)[..., None] < draw.uniform(0.48, 0.62)
    return _bytes(np.where(grain, made, draw.uniform(225, 252)))


def hatching(draw: Random, size: int) -> ImageArray:
    """Thin lines, crossed where it is dark: pencil and pen."""
    shade = _clouds(draw, size, 2)
    paper, ink = _bright(draw), _dark(draw)
    y, x = np.mgrid[:size, :size]
    made = np.ones((size, size))
    for level, angle in enumerate(draw.uniform(0, np.pi) + np.array([0.0, 0.9, 1.7])):
        across = x * np.cos(angle) + y * np.sin(angle) + 2.5 * _clouds(draw, size, 3)
        period = draw.uniform(4, 9)
        line = np.abs((across / period) % 1 - 0.5) < draw.uniform(0.1, 0.22)
        made = np.where(line & (shade < 0.75 - 0.25 * level), draw.uniform(0, 0.35), made)
    return _mix(ink, paper, made * (0.92 + 0.08 * draw.random((size, size))))


def halftone(draw: Random, size: int) -> ImageArray:
    """Printed dots that grow with darkness: comics and newspapers."""
    shade, angle, period = _clouds(draw, size, 2), draw.uniform(0, np.pi), draw.uniform(4, 12)
    y, x = np.mgrid[:size, :size]
    u, v = x * np.cos(angle) + y * np.sin(angle), y * np.cos(angle) - x * np.sin(angle)
    distance = np.hypot((u / period) % 1 - 0.5, (v / period) % 1 - 0.5)
    palette = _palette(draw, 4)
    ground = palette[_steps(_clouds(draw, size, 2), 3) + 1]
    return _bytes(np.where((distance < 0.65 * (1 - shade))[..., None], palette[0], ground))


def paper_cut(draw: Random, size: int) -> ImageArray:
    """Layers of coloured paper with soft shadows at their edges."""
    palette = _palette(draw, int(draw.integers(2, 6)))
    made = np.broadcast_to(palette[0], (size, size, 3)).copy()
    for level, color in enumerate(palette[1:], 1):
        shape = _clouds(draw, size, int(draw.integers(1, 4))) > 0.4 + 0.25 * level / len(palette)
        shadow = np.roll(_blurred(shape.astype(np.float64), size / 60), size // 60 + 1, (0, 1))
        made = np.where(shape[..., None], color, made * (1 - 0.4 * shadow[..., None]))
    return _bytes(made)


def ink_wash(draw: Random, size: int) -> ImageArray:
    """Grey washes that fade into the paper, with darker rims and a few dry strokes."""
    wash = np.clip(1.6 * _clouds(draw, size, 2) * _clouds(draw, size, 4) - 0.15, 0, 1)
    rim = np.clip(1 - 14 * np.abs(_clouds(draw, size, 3) - 0.5), 0, 1) * draw.uniform(0.1, 0.5)
    dry = (_clouds(draw, size, 3) > 0.68) & (draw.random((size, size)) < 0.6)
    dark = np.clip(wash + rim * wash + 0.5 * dry, 0, 1)
    paper = np.array([draw.uniform(225, 250), draw.uniform(220, 245), draw.uniform(195, 240)])
    return _mix(np.array([25.0, 25, 30]) + draw.uniform(0, 25), paper, 1 - dark)


def watercolor(draw: Random, size: int) -> ImageArray:
    """Thin pools of colour, darker at their rims, on grainy paper."""
    palette = 110 + 0.55 * _palette(draw, 6)
    field = _clouds(draw, size, 3)
    made = palette[_steps(field, 6)]
    rims = _blurred(np.abs(np.gradient(_steps(field, 6).astype(np.float64))).sum(0), 1.0)
    made = made * (1 - 0.35 * np.clip(rims, 0, 1)[..., None]) * (0.85 + 0.3 * _clouds(draw, size, 5))[..., None]
    return _bytes(made + 8 * draw.standard_normal((size, size, 1)))


def mosaic(draw: Random, size: int) -> ImageArray:
    """Tiles with joints between them."""
    return _cells(
        draw, size, count=int(draw.integers(120, 500)), joint=draw.uniform(0.8, 1.6), dark=draw.random() < 0.5
    )


def stained_glass(draw: Random, size: int) -> ImageArray:
    """Large glowing panes in black leads."""
    return _cells(draw, size, count=int(draw.integers(20, 70)), joint=draw.uniform(1.5, 3), dark=True, glow=True)


def facets(draw: Random, size: int) -> ImageArray:
    """Flat facets of neighbouring colours: low polygons and cubism."""
    return _cells(draw, size, count=int(draw.integers(60, 300)), joint=0, dark=False, glow=draw.random() < 0.5)


def flat_waves(draw: Random, size: int) -> ImageArray:
    """Flat bands of colour between even dark lines: woodblock prints."""
    field, palette = _clouds(draw, size, 2) * draw.uniform(4, 9), _palette(draw, 5)
    flat = palette[1 + np.floor(field).astype(int) % 4]
    line = np.abs(field % 1 - 0.5) > 0.5 - draw.uniform(0.03, 0.1)
    grain = 1 + 0.06 * (_stretched(draw, size) - 0.5)
    return _bytes(np.where(line[..., None], palette[0], flat) * grain[..., None])


def gradients(draw: Random, size: int) -> ImageArray:
    """Smooth colours that run into each other."""
    palette, field = _palette(draw, 5), _clouds(draw, size, 1) * 3.99
    low = np.floor(field).astype(int)
    return _bytes(palette[low] + (field % 1)[..., None] * (palette[low + 1] - palette[low]))


def pixels(draw: Random, size: int) -> ImageArray:
    """Square pixels of few colours."""
    side = int(draw.integers(4, 13))
    few = _palette(draw, int(draw.integers(4, 9)))
    field = _clouds(draw, -(-size // side), 3) + 0.1 * draw.standard_normal((-(-size // side),) * 2)
    return np.asarray(_bytes(few[_steps(field, len(few))]).repeat(side, 0).repeat(side, 1)[:size, :size])


def blueprint(draw: Random, size: int) -> ImageArray:
    """Light lines and a grid on one deep colour, or the other way round."""
    ground, ink = _dark(draw), _bright(draw)
    if draw.random() < 0.4:
        ground, ink = ink, ground
    field = _clouds(draw, size, 3) * draw.uniform(3, 8)
    lines = np.clip(1 - np.abs(field % 1 - 0.5) / np.hypot(*np.gradient(field)).clip(1e-3) / 1.2, 0, 1)
    step = int(draw.integers(12, 30))
    y, x = np.mgrid[:size, :size]
    return _mix(ground, ink, np.maximum(lines, 0.25 * ((x % step == 0) | (y % step == 0))))


def stitches(draw: Random, size: int) -> ImageArray:
    """Short parallel threads, turned from patch to patch: embroidery and fur."""
    palette, parts = _palette(draw, 6), _steps(_clouds(draw, size, 2), 6)
    y, x = np.mgrid[:size, :size]
    angles = draw.uniform(0, np.pi, 6)[parts]
    across, along = x * np.cos(angles) + y * np.sin(angles), y * np.cos(angles) - x * np.sin(angles)
    period = draw.uniform(2.5, 5)
    light = 0.75 + 0.3 * np.abs(np.sin(np.pi * across / period))
    ends = ((along + 5 * np.floor(across / period)) % draw.uniform(9, 18)) < 1.5
    return _bytes(palette[parts] * (light - 0.25 * ends)[..., None])


def marble(draw: Random, size: int) -> ImageArray:
    """Veins and folds: stone, smoke, swirls."""
    y, x = np.mgrid[:size, :size] / size
    bent = _clouds(draw, size, 2)
    wave = 0.5 + 0.5 * np.sin(draw.uniform(10, 40) * (x * draw.uniform(-1, 1) + y + draw.uniform(0.3, 1) * bent))
    dark, light = _palette(draw, 4)[[0, 3]]
    return _mix(dark, light, np.clip(wave ** draw.uniform(0.3, 2) + 0.1 * (_clouds(draw, size, 5) - 0.5), 0, 1))


def swirls(draw: Random, size: int) -> ImageArray:
    """Strokes around a few centres, light on dark: night skies."""
    return _strokes(draw, size, long=0.1, thick=float(draw.uniform(0.008, 0.02)), centres=int(draw.integers(1, 4)))


MANNERS: dict[str, Callable[[Random, int], ImageArray]] = {
    each.__name__: each
    for each in (
        strokes, hatching, paper_cut, ink_wash, mosaic, watercolor, dabs, halftone, stained_glass, flat_waves,
        gradients, crayon, facets, pixels, blueprint, stitches, marble, swirls,
    )
}  # fmt: skip


def _strokes(draw: Random, size: int, *, long: float, thick: float, turn: float = 1.0, centres: int = 0) -> ImageArray:
    field, palette = _clouds(draw, size, 3), _palette(draw, 7)
    angle = draw.uniform(0, 2 * np.pi) + turn * np.pi * _clouds(draw, size, 2)
    if centres:
        y, x = np.mgrid[:size, :size]
        at = draw.uniform(0, size, (centres, 2))
        distances = np.hypot(x[..., None] - at[:, 0], y[..., None] - at[:, 1])
        near = distances.argmin(-1)
        angle = np.arctan2(y - at[near, 1], x - at[near, 0]) + np.pi / 2 + 0.3 * angle
    page = Image.new("RGB", (size, size), tuple(int(each) for each in palette[2]))
    brush = ImageDraw.Draw(page)
    half, width = long * size / 2, max(1, round(thick * size))
    count = int(min(2500, 2.5 / (max(long, thick) * thick)))
    places = draw.integers(0, size, (count, 2))
    jitter = draw.normal(0, 0.06, count)
    shift = draw.normal(0, 12, (count, 3))
    for (x, y), off, change in zip(places, jitter, shift, strict=True):
        color = palette[int(np.clip(field[y, x] + off, 0, 0.999) * len(palette))] + change
        points = []
        for side in (-half, 0.0, half):
            bend = angle[y, x] + 0.004 * side * turn
            points.append((x + side * np.cos(bend), y + side * np.sin(bend)))
        brush.line(points, tuple(int(each) for each in np.clip(color, 0, 255)), width, joint="curve")
    made = np.asarray(page.filter(ImageFilter.GaussianBlur(0.5)), np.float64)
    return _bytes(made + draw.uniform(0, 10) * (_stretched(draw, size)[..., None] - 0.5))


def _cells(draw: Random, size: int, *, count: int, joint: float, dark: bool, glow: bool = False) -> ImageArray:
    """Cells around points; ``joint`` is the width between them in pixels."""
    points = draw.uniform(0, size, (count, 2))
    owner = np.zeros((size, size), np.intp)
    nearest, second = np.full((size, size), np.inf), np.full((size, size), np.inf)
    y, x = np.mgrid[:size, :size]
    for index, (left, top) in enumerate(points):
        distance = np.hypot(x - left, y - top)
        closer = distance < nearest
        second = np.where(closer, nearest, np.minimum(second, distance))
        owner, nearest = np.where(closer, index, owner), np.where(closer, distance, nearest)
    field, palette = _clouds(draw, size, 2), _palette(draw, 7)
    rows, columns = points.astype(int).clip(0, size - 1).T[::-1]
    shades = np.clip(field[rows, columns] + draw.normal(0, 0.08, count), 0, 0.999)
    made = palette[(shades * len(palette)).astype(int)][owner] + draw.normal(0, 8, (count, 1))[owner]
    if glow:
        made = made * (1.15 - 0.5 * nearest / nearest.max())[..., None]
    line = np.clip(joint + 0.5 - (second - nearest), 0, 1)[..., None] if joint else 0.0
    return _bytes(made * (1 - line) + line * (20.0 if dark else 225.0))


def _palette(draw: Random, count: int) -> Palette:
    """Colours of one or two hues with some spread, dark to light."""
    hues = (draw.random() + draw.normal(0, 0.08, count) + 0.5 * (draw.random(count) < draw.uniform(0, 0.6))) % 1
    values = np.sort(np.clip(np.linspace(draw.uniform(0.05, 0.5), draw.uniform(0.7, 1), count), 0, 1))
    saturation = np.clip(draw.uniform(0.1, 0.95) + draw.normal(0, 0.15, count), 0, 1)
    sector = (hues[:, None] * 6 + np.array([5.0, 3.0, 1.0])) % 6
    away = np.clip(np.minimum(sector, 4 - sector), 0, 1)
    return np.asarray(255 * values[:, None] * (1 - saturation[:, None] * away), np.float64)


def _clouds(draw: Random, size: int, octave: int) -> Field:
    """Smooth noise that fills 0 … 1, with features of ``size / 2 ** octave``."""
    total = np.zeros((size, size))
    for level in range(3):
        cells = min(size, 2 ** (octave + level) + 1)
        grid = Image.fromarray(draw.random((cells, cells), np.float32), "F")
        total += np.asarray(grid.resize((size, size), Image.Resampling.BICUBIC), np.float64) / 2.2**level
    return np.asarray((total - total.min()) / max(float(np.ptp(total)), 1e-9))


def _stretched(draw: Random, size: int) -> Field:
    """Fine noise drawn out in one direction: wood, canvas, bristles."""
    grid = Image.fromarray(draw.random((size, max(2, size // 12)), np.float32), "F")
    return np.asarray(grid.resize((size, size), Image.Resampling.BICUBIC), np.float64)


def _blurred(field: Field, radius: float) -> Field:
    image = Image.fromarray((255 * field.clip(0, 1)).astype(np.uint8)).filter(ImageFilter.GaussianBlur(radius))
    return np.asarray(image, np.float64) / 255


def _steps(field: Field, count: int) -> NDArray[np.intp]:
    return np.asarray((field.clip(0, 0.9999) * count).astype(np.intp))


def _dark(draw: Random) -> Palette:
    return np.asarray(_palette(draw, 5)[0] * draw.uniform(0.2, 0.9), np.float64)


def _bright(draw: Random) -> Palette:
    return np.asarray(255 - (255 - _palette(draw, 5)[4]) * draw.uniform(0.1, 0.5))


def _mix(dark: Palette, light: Palette, share: Field) -> ImageArray:
    return _bytes(dark + share[..., None] * (light - dark))


def _bytes(made: NDArray[np.float64]) -> ImageArray:
    return made.clip(0, 255).round().astype(np.uint8)
