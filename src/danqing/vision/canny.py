"""Canny's edges, pixel for pixel those of OpenCV's ``Canny``.

Written out in numpy, so that a sketch can be made of a picture without a further package, and for a batch at once,
which training wants. Reference: J. Canny, A Computational Approach to Edge Detection, IEEE PAMI 8 (1986).
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from danqing.vision.strokes import Mask, keep_parts

Grey = npt.NDArray[np.uint8]
_TANGENT_BITS = 15
_TANGENT_22 = round(np.tan(np.pi / 8) * (1 << _TANGENT_BITS))  # of 22.5 degrees, in fixed point as OpenCV has it


def canny(grey: Grey, low: float, high: float) -> Mask:
    """Edges one pixel wide.

    Args:
        grey: (…, H, W), 0 … 255.
        low, high: an edge is where the gradient's size (sum of both Sobel derivatives, 0 … 2040) exceeds ``low``,
            is the largest across the edge, and is connected to a place where it exceeds ``high``.

    Returns:
        True on edges, (…, H, W).
    """
    low, high = np.floor(min(low, high)), np.floor(max(low, high))
    right, down = _sobel(grey)
    size = np.pad(np.abs(right) + np.abs(down), [(0, 0)] * (grey.ndim - 2) + [(1, 1), (1, 1)]).reshape(-1)
    # Only where the gradient is large enough is looked further: a tenth of a picture or less.
    places = np.nonzero((np.abs(right) + np.abs(down)) > low)
    across, along = right[places].astype(np.int64), down[places].astype(np.int64)
    falling = (across ^ along) < 0
    across, along = np.abs(across), np.abs(along) << _TANGENT_BITS
    flat = across * _TANGENT_22
    row = grey.shape[-1] + 2
    padded = (*grey.shape[:-2], grey.shape[-2] + 2, row)
    here = np.ravel_multi_index((*places[:-2], places[-2] + 1, places[-1] + 1), padded)
    step = np.where(along < flat, 1, np.where(along > flat + (across << (_TANGENT_BITS + 1)), row, row + 1))
    step = np.where((step == row + 1) & falling, row - 1, step)  # across the edge, in one of four directions
    straight = (step == 1) | (step == row)
    found, after = size[here], size[here + step]
    peak = (found > size[here - step]) & ((found > after) | (straight & (found == after)))
    weak = np.zeros(grey.shape, dtype=bool)
    weak[tuple(each[peak] for each in places)] = True
    strong = np.zeros(grey.shape, dtype=bool)
    strong[tuple(each[peak & (found > high)] for each in places)] = True
    return keep_parts(weak, lambda where, numbers: np.bincount(numbers, strong.reshape(-1)[where]) > 0)


def blurred(grey: Grey, sigma: float) -> Grey:
    """A Gaussian blur of ``sigma`` pixels; 0 leaves the picture as it is."""
    if sigma <= 0:
        return grey
    reach = max(1, int(np.ceil(3 * sigma)))
    kernel = np.exp(-0.5 * (np.arange(-reach, reach + 1) / sigma) ** 2)
    kernel /= kernel.sum()
    soft = grey.astype(np.float32)
    for axis in (-1, -2):
        rim = [(0, 0)] * soft.ndim
        rim[axis] = (reach, reach)
        wide, length = np.pad(soft, rim, mode="edge"), soft.shape[axis]
        soft = np.zeros_like(soft)
        for at, weight in enumerate(kernel):
            part = wide[..., at : at + length] if axis == -1 else wide[..., at : at + length, :]
            soft += np.float32(weight) * part
    return np.asarray(np.clip(np.rint(soft), 0, 255), dtype=np.uint8)


def _sobel(grey: Grey) -> tuple[npt.NDArray[np.int16], npt.NDArray[np.int16]]:
    """Both 3x3 Sobel derivatives, the rim repeated."""
    wide = np.pad(grey.astype(np.int16), [(0, 0)] * (grey.ndim - 2) + [(1, 1), (1, 1)], mode="edge")
    rows = wide[..., :-2, :] + 2 * wide[..., 1:-1, :] + wide[..., 2:, :]
    columns = wide[..., :-2] + 2 * wide[..., 1:-1] + wide[..., 2:]
    return rows[..., 2:] - rows[..., :-2], columns[..., 2:, :] - columns[..., :-2, :]
