"""What a style network learns from: crops of contents, and crops of styles of as many kinds as can be had.

Contents are composed scenes and parts of photographs and paintings. Styles are textures drawn on the spot, parts of
paintings (half of them in other colours, so that strokes are learned apart from colours) and composed scenes. The
photographs and the paintings that restyling is measured on are kept out.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from PIL import Image, ImageOps

from danqing.core.seeds import derive_seed
from danqing.data.textures import texture
from danqing.data.types import ImageArray, Scene

HELD_OUT_PAINTINGS = ("night-cafe", "bridge")
SIDES_PX = (160, 420)  # longer sides to which whole pictures are brought before a part of them is taken
TEXTURE_SHARE, PAINTING_SHARE = 0.5, 0.38  # of styles; the rest are scenes
WHOLE_SHARE = 0.4  # of contents: parts of photographs and paintings

Random = np.random.Generator


class Scenes(Protocol):
    """A ``Composer``, or a test's own."""

    def scene(self, index: int) -> Scene: ...


def content_pictures(count: int, side: int, *, scenes: Scenes, wholes: Sequence[Image.Image], seed: int) -> ImageArray:
    """``count`` contents, (count, side, side, 3); number i depends only on (seed, i)."""
    made = np.empty((count, side, side, 3), np.uint8)
    for index in range(count):
        draw = np.random.default_rng(derive_seed(seed, "content", index))
        if wholes and draw.random() < WHOLE_SHARE:
            made[index] = part(wholes[int(draw.integers(len(wholes)))], side, draw)
        else:
            made[index] = fitted(scenes.scene(index).image, side)
    return made


def style_pictures(count: int, side: int, *, scenes: Scenes, wholes: Sequence[Image.Image], seed: int) -> ImageArray:
    """``count`` styles, (count, side, side, 3); number i depends only on (seed, i)."""
    made = np.empty((count, side, side, 3), np.uint8)
    for index in range(count):
        draw = np.random.default_rng(derive_seed(seed, "style", index))
        kind = draw.random()
        if kind < TEXTURE_SHARE or not wholes:
            made[index] = texture(index, side, seed)
        elif kind < TEXTURE_SHARE + PAINTING_SHARE:
            made[index] = part(wholes[int(draw.integers(len(wholes)))], side, draw)
            if draw.random() < 0.5:
                made[index] = recoloured(made[index], draw)
        else:
            made[index] = fitted(scenes.scene(1_000_000 + index).image, side)
    return made


def part(picture: Image.Image, side: int, draw: Random) -> ImageArray:
    """A square of ``side`` px of the picture at some scale, maybe mirrored."""
    longest = int(draw.integers(max(SIDES_PX[0], side), max(SIDES_PX[1], side + 1)))
    small = ImageOps.contain(picture, (longest, longest), Image.Resampling.LANCZOS)
    if min(small.size) < side:
        small = ImageOps.fit(small, (max(side, small.width), max(side, small.height)), Image.Resampling.LANCZOS)
    left, top = (int(draw.integers(each - side + 1)) for each in small.size)
    square = np.asarray(small.crop((left, top, left + side, top + side)))
    return square[:, :: int(draw.choice((-1, 1)))]


def recoloured(picture: ImageArray, draw: Random) -> ImageArray:
    """The picture with its colours turned about the grey axis and a little brighter or darker."""
    angle = draw.uniform(0, 2 * np.pi)
    cosine, sine = np.cos(angle), np.sin(angle) / np.sqrt(3)
    turn = np.full((3, 3), (1 - cosine) / 3) + cosine * np.eye(3)
    turn += sine * np.array([[0, -1, 1], [1, 0, -1], [-1, 1, 0]])
    values = 127.5 + (picture.astype(np.float64) - 127.5) @ turn.T * draw.uniform(0.8, 1.2) + draw.normal(0, 12)
    return np.asarray(values.clip(0, 255).astype(np.uint8))


def fitted(picture: ImageArray, side: int) -> ImageArray:
    """A square picture at another size."""
    if picture.shape[0] == side:
        return picture
    return np.asarray(Image.fromarray(picture).resize((side, side), Image.Resampling.LANCZOS))
