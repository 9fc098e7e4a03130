"""Large pictures in parts, and pictures without seams: what a request's ``tiled`` and ``tile`` do, for every task.

Whether a picture is decoded in tiles or drawn in windows as well is a part of its settings, so that it can be drawn
again. Nobody has to ask: where the whole would not fit the memory, parts are taken, and a warning says so.
"""

from __future__ import annotations

import warnings
from collections.abc import Callable
from contextlib import AbstractContextManager

import numpy as np
from PIL import Image
from torch import Tensor

from danqing.core.errors import TooLargeError
from danqing.core.warnings import DanqingWarning
from danqing.diffusion.guidance import ConditionalDenoiser
from danqing.diffusion.windows import Window, covering, windows
from danqing.families.family import Conditioning, Family
from danqing.families.memory import Parts
from danqing.families.noise import Walk

OVERLAP = 0.25  # of a window's side; a quarter hides the seams, more costs time
SMALL = 12  # latent positions: networks made for so few a side see edges everywhere, and draw hardly a thing without
BEGINNING = 0.7  # of the steps, in which such a network draws a texture in windows; chosen by looking
_SAID = {
    "decoding": "the finished latents are decoded in tiles",
    "all": "it is drawn in overlapping windows of the model's own size and decoded in tiles",
}


class PartsWarning(DanqingWarning):
    """A picture is drawn in parts because the whole would not fit the memory."""


def parts_for(family: Family, width: int, height: int, tiled: bool | None) -> Parts:
    """Into which parts a picture is divided, checked against the model and the memory.

    Args:
        width, height: in pixels.
        tiled: True divides all that is larger than what the model draws, False nothing, None what would not fit.

    Raises:
        RequestError: the size does not suit, or does not even fit in parts.
    """
    if tiled is not None:
        parts: Parts = "all" if tiled else ""
        family.check_size(width, height, parts=parts)
        return parts
    refused: TooLargeError | None = None
    choices: tuple[Parts, ...] = ("", "decoding", "all")
    for parts in choices:
        try:
            family.check_size(width, height, parts=parts)
        except TooLargeError as error:
            refused = refused or error
            continue
        if parts:
            warnings.warn(
                f"{width}x{height} px would not fit the memory in one piece, so {_SAID[parts]}.",
                PartsWarning,
                stacklevel=4,
            )
        return parts
    assert refused is not None
    raise refused


def begins_in_windows(family: Family, parts: Parts, tile: str) -> bool:
    """Whether a texture is drawn in windows at first, since the network draws too little where it sees no edge."""
    _, *sides = family.latent_shape(family.defaults.width, family.defaults.height)
    return bool(tile) and parts != "all" and min(sides) <= SMALL


def acting(
    family: Family, parts: Parts, tile: str, *, by_windows: bool
) -> list[Callable[[int], AbstractContextManager[object]]]:
    """What acts on the model so that parts are taken and no seam is drawn: ``within`` of a drawing.

    Args:
        parts: of :func:`parts_for`.
        tile: the axes across which the picture has no seam: ``""``, ``"x"``, ``"y"`` or ``"xy"``.
        by_windows: whether the denoiser is :func:`windowed_first`, which sees to itself.
    """
    found: list[Callable[[int], AbstractContextManager[object]]] = []
    if tile:
        around = parts != "all" and not by_windows  # windows wrap by themselves
        found.append(lambda _: family.wrapping(tile, denoiser=around))
    if parts:
        found.append(lambda _: family.tiled())
    return found


def cut_calmly(image: Image.Image, tile: str) -> Image.Image:
    """A texture shifted around so that its edges lie where it is calmest: any cut through it is as seamless.

    Args:
        image: RGB, without a seam across the axes of ``tile``.
        tile: ``"x"``, ``"y"`` or ``"xy"``.
    """
    values = np.asarray(image)
    for name, axis in (("x", 1), ("y", 0)):
        if name in tile:
            steps = np.abs(np.diff(values.astype(np.int16), axis=axis, append=values.take([0], axis=axis)))
            cut = int(np.argmin(steps.sum(axis=(1 - axis, 2))))  # the smallest step lies behind this row or column
            values = np.roll(values, -(cut + 1), axis=axis)
    return Image.fromarray(values)


def in_parts(family: Family, width: int, height: int, parts: Parts, tile: str) -> ConditionalDenoiser[Conditioning]:
    """The family's denoiser, through windows where the picture is divided so."""
    if parts != "all":
        return family.denoise
    size = family.latent_shape(width, height)[1:]
    places = places_over(family, size, tile=tile, overlap=OVERLAP)
    return windows(lambda place: family.denoise, places, size)


def windowed_first(family: Family, width: int, height: int, tile: str, walk: Walk) -> ConditionalDenoiser[Conditioning]:
    """The family's denoiser for a texture: through windows that reach around at first, then with convolutions that do.

    What a network sees in a window has edges as its training pictures had, so it draws things; convolutions that wrap
    then draw them clearly and without a trace of the windows.

    Args:
        walk: the noise levels of the whole run.
    """
    size = family.latent_shape(width, height)[1:]
    joined = windows(lambda place: family.denoise, places_over(family, size, tile=tile, overlap=0.5), size)
    until = float(walk.sigmas[round(BEGINNING * (len(walk.sigmas) - 1))])

    def denoise(x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        if float(sigma.max()) > until:
            return joined(x, sigma, conditioning)
        with family.wrapping(tile):
            return family.denoise(x, sigma, conditioning)

    return denoise


def places_over(
    family: Family, size: tuple[int, int], *, tile: str, overlap: float, tall: float = 1.0
) -> tuple[Window, ...]:
    """Windows of the model's own size over a picture.

    Args:
        size: (height, width) of the picture in latent positions.
        tile: the axes that wrap.
        overlap: of neighbours, as a part of the window's side.
        tall: windows are as high as the picture, where it is at most so many times as high as the model's own.
    """
    _, rows, columns = family.latent_shape(family.defaults.width, family.defaults.height)
    rows = size[0] if size[0] <= tall * rows else rows
    return covering(size, (rows, columns), (round(overlap * rows), round(overlap * columns)), wrap=tile)
