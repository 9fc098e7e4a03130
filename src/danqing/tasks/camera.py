"""A camera that moves over pictures: between two of which one shows a part of the other, and over one alone."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch.nn import functional as F

from danqing.core.units import to_images, to_tensor
from danqing.tasks.framing import Size

FADE = 0.06  # of the shorter side: over how much the edge of a picture fades into the other
PARALLAX = 0.5  # how much less the edges grow than the middle


@dataclass(frozen=True)
class Place:
    """Where a picture lies, in pixels; it may reach beyond what is seen."""

    left: float
    top: float
    width: float
    height: float


def between(before: Image.Image, after: Image.Image, place: Place, share: float) -> Image.Image:
    """What the camera sees on its way from one picture to the next.

    Args:
        before, after: RGB, of one size.
        place: where ``before`` lies in ``after``: smaller than it where the camera draws back, larger where it comes
            near, shifted where it pans.
        share: 0 shows ``before`` and 1 ``after``, bit for bit; between them the camera moves evenly, zooms by equal
            factors, and one picture fades into the other where both have something to show.
    """
    if share in (0, 1):
        return after if share else before
    first = _on_the_way(place, before.size, share)
    scale = (first.width / place.width, first.height / place.height)
    second = Place(
        first.left - place.left * scale[0],
        first.top - place.top * scale[1],
        before.width * scale[0],
        before.height * scale[1],
    )
    seen = [(_laid(image, at), *_weights(at, image.size)) for image, at in ((before, first), (after, second))]
    parts = [(1 - share) * seen[0][1] + 1e-3 * seen[0][2], share * seen[1][1] + 1e-3 * seen[1][2]]
    total = np.maximum(parts[0] + parts[1], 1e-6)
    mixed = sum(values * (part / total)[..., None] for (values, _, _), part in zip(seen, parts, strict=True))
    return Image.fromarray((np.asarray(mixed) + 0.5).clip(0, 255).astype(np.uint8))


def ken_burns(image: Image.Image, share: float, zoom: float, *, parallax: float = PARALLAX) -> Image.Image:
    """A slow approach to the middle of a picture, that seems to have depth although nobody knows its depths.

    The middle, where the subject mostly is, grows by ``zoom``, the edges by less, as what is farther away does.

    Args:
        image: mode RGB.
        share: 0 shows it as it is, bit for bit; 1 is the end of the way. The camera starts and ends gently.
        zoom: how many times larger the middle is at the end, at least 1.
        parallax: 0 … 1: how much less the edges grow; 0 grows all alike.
    """
    if share == 0 or zoom == 1:
        return image
    gentle = share * share * (3 - 2 * share)
    y, x = torch.meshgrid(_across(image.height), _across(image.width), indexing="ij")
    far = ((x**2 + y**2) / 2).sqrt().clamp(0, 1)
    smooth = far * far * (3 - 2 * far)
    grown = torch.exp(gentle * torch.log(1 + (zoom - 1) * (1 - parallax * smooth)))
    grid = torch.stack([x / grown, y / grown], -1)[None]
    moved = F.grid_sample(to_tensor(image), grid, mode="bicubic", padding_mode="border", align_corners=False)
    return to_images(moved)[0]


def _on_the_way(place: Place, size: Size, share: float) -> Place:
    """The place after a part of the way: sizes by equal factors, about the point that stands still."""
    width, left = _along(place.left, place.width, size[0], share)
    height, top = _along(place.top, place.height, size[1], share)
    return Place(left, top, width, height)


def _along(start: float, length: float, side: int, share: float) -> tuple[float, float]:
    now = side * (length / side) ** share
    if math.isclose(length, side):
        return now, share * start
    still = start / (1 - length / side)
    return now, still * (1 - now / side)


def _laid(image: Image.Image, place: Place) -> NDArray[np.float32]:
    """The picture resampled into its place on a canvas of its size; what lies outside it is black."""
    across, down = image.width / place.width, image.height / place.height
    data = (across, 0, -place.left * across, 0, down, -place.top * down)
    laid = image.transform(image.size, Image.Transform.AFFINE, data, Image.Resampling.BICUBIC)
    return np.asarray(laid, dtype=np.float32)


def _weights(place: Place, size: Size) -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """How much a laid picture counts at each pixel, fading at its edges, and where it is at all; (height, width)."""
    fade = max(1.0, FADE * min(size))
    inside = []
    for start, length, side in ((place.top, place.height, size[1]), (place.left, place.width, size[0])):
        centres = np.arange(side, dtype=np.float32) + 0.5
        inside.append(np.minimum(centres - start, start + length - centres))
    depth = np.minimum(inside[0][:, None], inside[1][None, :])
    return np.clip(depth / fade, 0, 1).astype(np.float32), (depth >= 0).astype(np.float32)


def _across(side: int) -> torch.Tensor:
    return (torch.arange(side, dtype=torch.float32) + 0.5) / side * 2 - 1
