"""Masks: which pixels may change. Mode L, of the picture's size, 255 where the model may draw.

White is drawn anew, black stays, grey changes less. Of a mask with transparency, and of a picture that is its own mask,
the transparent parts are drawn anew. What is nearly black counts as black and nearly white as white, because JPEG does
not keep either.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter

from danqing.core.errors import RequestError
from danqing.provenance.intake import Source
from danqing.tasks.framing import Box, PictureWarning, Size

NEARLY = 8  # of 255
MAX_BOXES = 64


def make_mask(
    picture: Source,
    *,
    mask: Source | None = None,
    boxes: Sequence[Box] = (),
    found: Sequence[Image.Image] = (),
    invert: bool = False,
) -> Image.Image:
    """The mask that a user means.

    Args:
        picture: what is to be changed; its own transparency is the mask if nothing else is given.
        mask: a mask picture of the same size, or of the same shape and scaled to it with a warning.
        boxes: (left, top, width, height) in pixels, added to it.
        found: masks that were found by themselves, mode L and of the picture's size, added too.
        invert: change what would stay and keep what would change.

    Raises:
        RequestError: there is no mask, it has another shape, is black everywhere, or a box reaches outside.
    """
    parts = [*found] if mask is None else [_fitted(mask, picture.size), *found]
    if boxes:
        parts.append(mask_of_boxes(boxes, picture.size))
    if not parts and picture.alpha is not None:
        parts.append(ImageChops.invert(picture.alpha))
    if not parts:
        raise RequestError("Say what to change: give a mask, a box, or a picture of which parts are transparent.")
    joined = parts[0]
    for each in parts[1:]:
        joined = ImageChops.lighter(joined, each)
    joined = _clean(ImageChops.invert(joined) if invert else joined)
    if joined.getbbox() is None:
        raise RequestError(
            "The mask is black everywhere, so nothing would change; make white what shall be drawn anew, or invert it."
        )
    return joined


def mask_of_boxes(boxes: Sequence[Box], size: Size) -> Image.Image:
    """White boxes (left, top, width, height) on black.

    Raises:
        RequestError: a box is empty, reaches outside the picture, or there are more than 64.
    """
    if len(boxes) > MAX_BOXES:
        raise RequestError(f"At most {MAX_BOXES} boxes are taken, not {len(boxes)}; give a mask picture instead.")
    mask = Image.new("L", size, 0)
    for box in boxes:
        if len(box) != 4 or any(isinstance(each, bool) or not isinstance(each, int) for each in box):
            raise RequestError(f"A box is four whole numbers, left, top, width and height, not {box!r}.")
        left, top, width, height = box
        if width < 1 or height < 1:
            raise RequestError(f"The box {_said(box)} is empty; its width and height must be at least 1.")
        if left < 0 or top < 0 or left + width > size[0] or top + height > size[1]:
            raise RequestError(
                f"The box {_said(box)} reaches outside the picture, which is {size[0]}x{size[1]} px; boxes are "
                f"LEFT,TOP,WIDTH,HEIGHT in pixels."
            )
        mask.paste(255, (left, top, left + width, top + height))
    return mask


def paste_weights(mask: Image.Image, feather_px: int) -> NDArray[np.float32]:
    """How much of the drawn picture is seen at each pixel: 0 outside the mask, 1 inside, rising over its inner edge.

    The edges of the picture are no edges of the mask. Thin parts keep at least half of what is drawn.

    Args:
        mask: mode L.
        feather_px: over how many pixels it rises; 0 has hard edges.

    Returns:
        (height, width) in [0, 1].
    """
    inside = mask.point(lambda value: 255 if value else 0)
    eroded = [inside]
    while len(eroded) <= feather_px:
        smaller = eroded[-1].filter(ImageFilter.MinFilter(3))
        if smaller.getbbox() is None:
            eroded = eroded[: max(1, len(eroded) // 2)]
            break
        eroded.append(smaller)
    ramp = np.mean([np.asarray(each, dtype=np.float32) for each in eroded], axis=0) / 255
    opacity = np.minimum(1, np.asarray(mask, dtype=np.float32) * (2 / 255))  # grey from a half up is fully seen
    weights: NDArray[np.float32] = (ramp * opacity).astype(np.float32)
    return weights


def paste(drawn: Image.Image, onto: Image.Image, weights: NDArray[np.float32]) -> Image.Image:
    """Lay ``drawn`` (RGB) over ``onto`` (RGB or RGBA, same size); where the weight is 0 no bit changes."""
    old = np.asarray(onto)
    new, share = np.asarray(drawn, dtype=np.float32), weights[..., None]
    colours = old[..., :3].astype(np.float32)
    mixed = np.where(share > 0, np.floor(colours + share * (new - colours) + 0.5), colours).astype(np.uint8)
    if old.shape[-1] == 4:
        opaque = np.maximum(old[..., 3:], np.floor(share * 255 + 0.5).astype(np.uint8))
        mixed = np.concatenate([mixed, opaque], -1)
    return Image.fromarray(mixed)


def _fitted(mask: Source, size: Size) -> Image.Image:
    grey = mask.pixels.convert("L") if mask.alpha is None else ImageChops.invert(mask.alpha)
    if mask.size == size:
        return grey
    scale = size[0] / mask.size[0], size[1] / mask.size[1]
    if abs(scale[0] * mask.size[1] - size[1]) > max(1.0, 0.01 * size[1]):
        raise RequestError(
            f"The mask is {mask.size[0]}x{mask.size[1]} px but the picture {size[0]}x{size[1]} px; give a mask of the "
            f"picture's size, or at least of its shape."
        )
    warnings.warn(
        f"The mask of {mask.size[0]}x{mask.size[1]} px is scaled to the picture's {size[0]}x{size[1]} px.",
        PictureWarning,
        stacklevel=4,
    )
    return grey.resize(size, Image.Resampling.BILINEAR)


def _clean(mask: Image.Image) -> Image.Image:
    return mask.point(lambda value: 0 if value < NEARLY else 255 if value > 255 - NEARLY else value)


def _said(box: Sequence[int]) -> str:
    return ",".join(str(each) for each in box)
