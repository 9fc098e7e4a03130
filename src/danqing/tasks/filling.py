"""Fill a hole in a picture from its surroundings, so that nothing is left of what was there.

Rows are looked along first, because grounds run sideways and skies change downwards: each pixel of the hole is joined
from the nearest known ones on its left and right, the smooth spread of :mod:`danqing.tasks.toning` where there are
none. From this guess on, patches of the picture complete it (:mod:`danqing.tasks.completing`). What is of other things
is not taken, where there is anything else. Then a model may draw texture over it.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from danqing.tasks.completing import completed
from danqing.tasks.toning import spread

Mask = NDArray[np.bool_]
SCARCE = 0.02  # of the rows about one: where less is left beside other things, they are looked at too
ABOUT = 0.1  # of the height: how far those rows reach up and down


def filled_in(image: Image.Image, mask: Image.Image, others: Mask | None = None) -> Image.Image:
    """The picture with what is under the mask filled from around it.

    Args:
        image: mode RGB.
        mask: mode L, white where the hole is.
        others: (height, width), pixels of other things, of which nothing shall be taken.

    Returns:
        Mode RGB; no bit changes where the mask is black.
    """
    hole = np.asarray(mask) > 0
    if not hole.any() or hole.all():
        return image
    values = np.asarray(image, dtype=np.float32)
    barred = _barred(hole, others)
    known = torch.from_numpy(~barred)[None, None].float()
    smooth = spread(torch.from_numpy(values).permute(2, 0, 1)[None] * known, known)[0].permute(1, 2, 0).numpy()
    along, weight = _along_rows(values, barred)
    made = weight[..., None] * along + (1 - weight[..., None]) * smooth
    start = np.where(hole[..., None], made, values).astype(np.float32)
    whole = completed(start, hole, ~barred).clip(0, 255).round().astype(np.uint8)
    return Image.fromarray(np.where(hole[..., None], whole, np.asarray(image)))


def _barred(hole: Mask, others: Mask | None) -> Mask:
    """Which pixels nothing is taken of: the hole's, and other things' where the rows hold enough beside them."""
    if others is None:
        return hole
    barred: Mask = hole | others
    reach = max(1, round(ABOUT * len(hole)))
    left = np.convolve(np.pad((~barred).mean(1), reach), np.ones(2 * reach + 1) / (2 * reach + 1), "valid")
    barred[left < SCARCE] = hole[left < SCARCE]
    return barred


def _along_rows(values: np.ndarray, hole: Mask) -> tuple[np.ndarray, np.ndarray]:
    """Each row joined across the hole from its two ends, and how far to trust that: 1, or 0 where it has no end."""
    height, width = hole.shape
    columns = np.arange(width)
    left = np.maximum.accumulate(np.where(hole, -1, columns), axis=1)
    right = np.minimum.accumulate(np.where(hole, width, columns)[:, ::-1], axis=1)[:, ::-1]
    rows = np.arange(height)[:, None]
    has_left, has_right = left >= 0, right < width
    # a little outside the hole, where the edge of the thing has no share
    left_end, right_end = np.clip(left - 1, 0, width - 1), np.clip(right + 1, 0, width - 1)
    from_left = values[rows, np.where(hole[rows, left_end], np.maximum(left, 0), left_end)]
    from_right = values[rows, np.where(hole[rows, right_end], np.minimum(right, width - 1), right_end)]
    total = np.maximum(right - left, 1)
    share = np.where(has_left & has_right, (columns - left) / total, np.where(has_left, 0.0, 1.0))
    joined = from_left + share[..., None] * (from_right - from_left)
    return joined.astype(np.float32), (has_left | has_right).astype(np.float32)
