"""Colour names as people use them: naming the colour of pixels, and giving a cut-out another one.

Eleven names are used in captions. A pixel between two names (turquoise, beige) has none, so that a caption never states
a colour that a viewer would dispute. All maths is on sRGB values in 0–1 and hue in degrees.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, lru_cache

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from danqing.data.types import ImageArray

Floats = NDArray[np.float64]

_LUT_SIDE = 17  # nodes a side of a recolouring cube
_HUE_STEP = 15  # degrees between two recolouring cubes
_LIGHT_STEP = 0.15  # luminance between two recolouring cubes


@dataclass(frozen=True, kw_only=True)
class ColorName:
    """How a colour is said, and the tone that a recoloured cut-out gets.

    Args:
        en: English adjectives, the usual one first.
        zh: Chinese adjectives that take 的, the usual one first.
        short: the single character that may stand right before a noun ("红苹果").
        tone: sRGB in 0–1 of the middle of the recoloured area.
    """

    en: tuple[str, ...]
    zh: tuple[str, ...]
    short: str
    tone: tuple[float, float, float]


COLORS: dict[str, ColorName] = {
    "red": ColorName(en=("red",), zh=("红色的",), short="红", tone=(0.87, 0.14, 0.14)),
    "orange": ColorName(en=("orange",), zh=("橙色的", "橘色的", "橘黄色的"), short="橙", tone=(0.96, 0.52, 0.10)),
    "yellow": ColorName(en=("yellow",), zh=("黄色的",), short="黄", tone=(0.98, 0.83, 0.15)),
    "green": ColorName(en=("green",), zh=("绿色的",), short="绿", tone=(0.22, 0.67, 0.25)),
    "blue": ColorName(en=("blue",), zh=("蓝色的",), short="蓝", tone=(0.15, 0.42, 0.90)),
    "purple": ColorName(en=("purple", "violet"), zh=("紫色的",), short="紫", tone=(0.50, 0.22, 0.78)),
    "pink": ColorName(en=("pink",), zh=("粉色的", "粉红色的"), short="粉", tone=(0.97, 0.47, 0.68)),
    "brown": ColorName(en=("brown",), zh=("棕色的", "褐色的"), short="棕", tone=(0.48, 0.29, 0.15)),
    "black": ColorName(en=("black",), zh=("黑色的",), short="黑", tone=(0.13, 0.13, 0.14)),
    "white": ColorName(en=("white",), zh=("白色的",), short="白", tone=(0.95, 0.95, 0.95)),
    "grey": ColorName(en=("grey", "gray"), zh=("灰色的",), short="灰", tone=(0.55, 0.56, 0.58)),
}
NAMES: tuple[str, ...] = tuple(COLORS)


def hue_saturation_value(rgb: Floats) -> tuple[Floats, Floats, Floats]:
    """Convert sRGB in 0–1, shaped (..., 3), to hue in degrees 0–360, saturation and value in 0–1."""
    red, green, blue = rgb[..., 0], rgb[..., 1], rgb[..., 2]
    value = np.maximum(np.maximum(red, green), blue)
    chroma = value - np.minimum(np.minimum(red, green), blue)
    safe = np.where(chroma > 0, chroma, 1.0)
    hue = np.where(
        value == red,
        ((green - blue) / safe) % 6.0,
        np.where(value == green, (blue - red) / safe + 2.0, (red - green) / safe + 4.0),
    )
    return np.where(chroma > 0, hue * 60.0, 0.0), chroma / np.where(value > 0, value, 1.0), value


def name_indices(rgb: Floats) -> NDArray[np.uint8]:
    """Name each colour: an index into :data:`NAMES` plus one, or 0 where people would not agree.

    Args:
        rgb: sRGB in 0–1, shaped (..., 3).
    """
    hue, saturation, value = hue_saturation_value(rgb)
    chroma = saturation * value
    named = np.zeros(hue.shape, dtype=np.uint8)

    def put(name: str, where: NDArray[np.bool_]) -> None:
        named[where & (named == 0)] = NAMES.index(name) + 1

    dull = (saturation < 0.13) | (chroma < 0.07)
    put("black", (value < 0.17) | ((value < 0.30) & (chroma < 0.10)))
    put("white", dull & (value > 0.85))
    put("grey", dull & (value > 0.33) & (value < 0.80))
    colourful = ~dull & (value >= 0.17)
    warm_red = (hue < 14) | (hue >= 346)
    put("pink", colourful & ((hue >= 300) & (hue < 346)) & (value > 0.55) & (saturation > 0.2))
    put("pink", colourful & warm_red & (value > 0.8) & (saturation > 0.2) & (saturation < 0.55))
    put("red", colourful & warm_red & (saturation >= 0.6) & (value > 0.42))
    put("brown", colourful & ((hue < 46) | (hue >= 346)) & (value <= 0.62) & (saturation > 0.3))
    put("orange", colourful & (hue >= 14) & (hue < 42) & (saturation > 0.52) & (value > 0.78))
    put("yellow", colourful & (hue >= 42) & (hue < 66) & (saturation > 0.35) & (value > 0.68))
    put("green", colourful & (hue >= 78) & (hue < 165) & (saturation > 0.25))
    put("green", colourful & (hue >= 66) & (hue < 78) & (saturation > 0.25) & (value < 0.8))
    put("blue", colourful & (hue >= 192) & (hue < 248) & (saturation > 0.27))
    put("purple", colourful & (hue >= 256) & (hue < 300) & (saturation > 0.25))
    return named


@cache
def _name_cube() -> NDArray[np.uint8]:
    """The name index of each colour at five bits a channel, shaped (32, 32, 32)."""
    levels = (np.arange(32) * 8 + 4) / 255.0
    return name_indices(np.stack(np.meshgrid(levels, levels, levels, indexing="ij"), axis=-1))


def name_shares(pixels: NDArray[np.uint8]) -> dict[str, float]:
    """The share of each colour name among ``pixels`` (number, 3) uint8; the nameless rest is left out."""
    if len(pixels) == 0:
        return {}
    cut = pixels >> 3
    counts = np.bincount(_name_cube()[cut[:, 0], cut[:, 1], cut[:, 2]], minlength=len(NAMES) + 1)
    return {name: float(counts[index + 1]) / len(pixels) for index, name in enumerate(NAMES) if counts[index + 1]}


def dominant_color(rgba: ImageArray, *, share: float = 0.5, lead: float = 2.0) -> str | None:
    """The colour a viewer would call the cut-out, or None if there is no clear one.

    Args:
        rgba: (height, width, 4), straight alpha.
        share: the least part of the opaque pixels that must carry the name.
        lead: how many times the runner-up it must cover.
    """
    shares = name_shares(rgba[rgba[..., 3] > 127][:, :3])
    ranked = sorted(shares.items(), key=lambda each: -each[1])
    if not ranked or ranked[0][1] < share:
        return None
    if len(ranked) > 1 and ranked[0][1] < lead * ranked[1][1]:
        return None
    return ranked[0][0]


@dataclass(frozen=True, kw_only=True)
class Body:
    """The area of a cut-out that carries its colour.

    Args:
        hue: degrees, a multiple of 15, or None for a white, grey or black body.
        light: median luminance of the area, 0–1, a multiple of 0.15.
        share: part of the opaque pixels that belong to it.
    """

    hue: int | None
    light: float
    share: float


def find_body(rgba: ImageArray) -> Body | None:
    """Find the largest area of one hue (or of none); None if no area covers 45% of the cut-out."""
    pixels = rgba[rgba[..., 3] > 127][:, :3].astype(np.float64) / 255.0
    if len(pixels) < 30:
        return None
    hue, saturation, value = hue_saturation_value(pixels)
    colourful = (saturation > 0.22) & (value > 0.15)
    if colourful.mean() > 0.4:
        histogram = np.bincount((hue[colourful] // 15).astype(int), minlength=24)[:24].astype(float)
        smooth = histogram + 0.8 * (np.roll(histogram, 1) + np.roll(histogram, -1))
        peak = int(smooth.argmax()) * _HUE_STEP + _HUE_STEP // 2
        inside = _hue_weight(hue, saturation, value, peak) > 0.5
        dominant: int | None = peak
    else:
        inside = _dull_weight(saturation, value) > 0.5
        dominant = None
    part = float(inside.mean())
    if part < 0.45:
        return None
    light = float(np.median(_luminance(pixels[inside])))
    return Body(hue=dominant, light=round(max(1, round(light / _LIGHT_STEP)) * _LIGHT_STEP, 2), share=part)


def recolor(image: Image.Image, body: Body, color: str) -> Image.Image:
    """Give the body of a cut-out (mode RGBA) another colour; shading and details such as eyes stay."""
    return image.filter(_cube(body.hue, body.light, color))


@lru_cache(maxsize=1200)
def _cube(hue: int | None, light: float, color: str) -> ImageFilter.Color3DLUT:
    levels = np.linspace(0.0, 1.0, _LUT_SIDE)
    blue, green, red = np.meshgrid(levels, levels, levels, indexing="ij")  # red runs fastest, as Pillow wants
    rgb = np.stack([red, green, blue], axis=-1).reshape(-1, 3)
    pixel_hue, saturation, value = hue_saturation_value(rgb)
    weight = _dull_weight(saturation, value) if hue is None else _hue_weight(pixel_hue, saturation, value, hue)
    relative = _luminance(rgb) / light
    tone = np.array(COLORS[color].tone)
    if color == "white":
        target = tone * np.clip(0.72 + 0.28 * relative, 0, 1.05)[:, None]
    elif color == "black":
        target = tone + 0.16 * np.clip(relative - 0.9, -0.4, 1.5)[:, None]
    else:
        shade = np.minimum(relative, 1.0) ** 0.7
        glow = np.clip(relative - 1.0, 0.0, 1.0) * 0.45
        target = tone * shade[:, None] * (1 - glow[:, None]) + glow[:, None]
    table = np.clip(weight[:, None] * target + (1 - weight[:, None]) * rgb, 0.0, 1.0)
    return ImageFilter.Color3DLUT(_LUT_SIDE, table.astype(np.float32).ravel())


def _luminance(rgb: Floats) -> Floats:
    luminance: Floats = rgb @ np.array([0.299, 0.587, 0.114])
    return luminance


def _ramp(values: Floats, low: float, high: float) -> Floats:
    ramp: Floats = np.clip((values - low) / (high - low), 0.0, 1.0)
    return ramp


def _hue_weight(hue: Floats, saturation: Floats, value: Floats, center: float) -> Floats:
    distance = np.abs((hue - center + 180.0) % 360.0 - 180.0)
    return _ramp(-distance, -55.0, -38.0) * _ramp(saturation, 0.10, 0.22) * _ramp(value, 0.10, 0.2)


def _dull_weight(saturation: Floats, value: Floats) -> Floats:
    return _ramp(-saturation, -0.35, -0.22) * _ramp(value, 0.28, 0.42)
