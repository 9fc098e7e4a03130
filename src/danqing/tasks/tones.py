"""Light and colour of a picture or of a part of it, changed by arithmetic: no model draws, so nothing else changes."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageFilter

from danqing.director.edit_types import Change
from danqing.tasks.perceptual import Floats, from_oklab, oklab_of, to_oklab

SHADING = 0.85  # how much of a thing's own light and shade is kept in another colour
PLAIN = 0.035  # less colour than this counts as grey


def recolored(image: Image.Image, mask: Image.Image, tone: tuple[float, float, float]) -> Image.Image:
    """A thing in another colour, with its light and shade, its outlines and its small parts of other colours.

    Of the masked part, what has the part's main colour is given the new one; light and dark stay as they are to each
    other. Eyes, wheels and windows, whose colours are others, keep them.

    Args:
        image: mode RGB.
        mask: mode L, as large; grey counts in part.
        tone: the new colour, sRGB in 0 … 1.

    Returns:
        Mode RGB; no bit changes where the mask is black.
    """
    lab, share = to_oklab(image), np.asarray(mask, dtype=np.float32) / 255
    inside = share > 0.5
    if not inside.any():
        return image
    target = oklab_of(np.array(tone, dtype=np.float32))
    main = _main_color(lab[inside])
    belongs = _belongs(lab, main) * share
    depth = (lab[..., 0] - main[0]) * SHADING
    room = np.where(depth > 0, 1 - target[0], target[0]) / np.maximum(np.where(depth > 0, 1 - main[0], main[0]), 0.05)
    light = target[0] + depth * np.minimum(1.0, room)
    strength = 1 - 0.6 * np.abs(light - target[0])  # highlights and shadows have less colour
    painted = np.stack([light, target[1] * strength, target[2] * strength], -1).astype(np.float32)
    return blended(image, from_oklab(lab + belongs[..., None] * (painted - lab)), mask)


def adjusted(image: Image.Image, change: Change, amount: float, mask: Image.Image | None = None) -> Image.Image:
    """A picture, or the masked part of it, brighter, warmer, greyer and so on.

    Args:
        image: mode RGB.
        change: which way.
        amount: 1 is what is clearly seen.
        mask: mode L; None is everywhere.
    """
    made = _adjusted(image, change, amount)
    return made if mask is None else blended(image, made, mask)


def blended(image: Image.Image, over: Image.Image, mask: Image.Image) -> Image.Image:
    """``over`` where the mask is white, ``image`` bit for bit where it is black."""
    share = np.asarray(mask, dtype=np.float32)[..., None] / 255
    old, new = np.asarray(image, dtype=np.float32), np.asarray(over, dtype=np.float32)
    mixed = np.where(share > 0, np.floor(old + share * (new - old) + 0.5), old)
    return Image.fromarray(mixed.astype(np.uint8))


def _adjusted(image: Image.Image, change: Change, amount: float) -> Image.Image:
    if change in ("sharper", "softer"):
        radius = max(image.size) / 128
        if change == "softer":
            return image.filter(ImageFilter.GaussianBlur(radius * 1.5 * amount))
        return image.filter(ImageFilter.UnsharpMask(radius=radius, percent=round(120 * amount), threshold=2))
    lab = to_oklab(image)
    light = lab[..., 0]
    match change:
        case "brighter":
            lab[..., 0] = light ** (1 / (1 + 0.6 * amount))
        case "darker":
            lab[..., 0] = light ** (1 + 0.6 * amount)
        case "warmer" | "cooler":
            way = amount if change == "warmer" else -amount
            lab[..., 1] += 0.012 * way
            lab[..., 2] += 0.035 * way
        case "more contrast" | "less contrast":
            middle = float(light.mean())
            lab[..., 0] = middle + (light - middle) * (
                1 + 0.35 * amount if change[0] == "m" else 1 / (1 + 0.5 * amount)
            )
        case "more color":
            lab[..., 1:] *= 1 + 0.4 * amount
        case "less color":
            lab[..., 1:] *= max(0.0, 1 - 0.45 * amount)
        case "grey":
            lab[..., 1:] = 0
    lab[..., 0] = lab[..., 0].clip(0, 1)
    return from_oklab(lab)


def _main_color(lab: Floats) -> Floats:
    """The colour that most of the pixels (number, 3) have: the fullest cell of a coarse grid and what is near it."""
    cells = np.round(lab / np.array([0.16, 0.06, 0.06], dtype=np.float32)).astype(np.int64)
    colourful = np.hypot(lab[:, 1], lab[:, 2]) > PLAIN
    counted = cells[colourful] if colourful.mean() > 0.35 else cells
    kinds, counts = np.unique(counted, axis=0, return_counts=True)
    fullest = kinds[int(counts.argmax())]
    near = (np.abs(cells - fullest) <= 1).all(-1)
    main: Floats = np.median(lab[near], axis=0).astype(np.float32)
    return main


def _belongs(lab: Floats, main: Floats) -> Floats:
    """How far each pixel has the main colour, in light or in shade, 0 … 1."""
    chroma = np.hypot(lab[..., 1], lab[..., 2])
    if np.hypot(main[1], main[2]) > PLAIN:  # one hue, from its shadows to its highlights
        hue = np.arctan2(lab[..., 2], lab[..., 1]) - np.arctan2(main[2], main[1])
        apart = np.abs((hue + np.pi) % (2 * np.pi) - np.pi)
        coloured = _ramp(chroma, 0.3 * PLAIN, PLAIN)
        return coloured * _ramp(-apart, -1.0, -0.6)
    return _ramp(-chroma, -2 * PLAIN, -PLAIN) * _ramp(-np.abs(lab[..., 0] - main[0]), -0.45, -0.3)


def _ramp(values: Floats, low: float, high: float) -> Floats:
    ramp: Floats = ((values - low) / (high - low)).clip(0, 1)
    return ramp
