"""Strokes: connected lines in a black-and-white picture, found, counted, dropped, thickened.

Masks are boolean arrays (…, H, W); what comes before the last two dimensions is a batch, and nothing crosses it.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import numpy.typing as npt

Mask = npt.NDArray[np.bool_]
Places = npt.NDArray[np.int64]
_STEPS = ((0, 1), (1, -1), (1, 0), (1, 1))  # half of the eight neighbours; the others follow by symmetry


def parts(mask: Mask) -> tuple[Places, Places]:
    """The 8-connected parts of a mask: positions in the flattened mask, and the number of each one's part from 0.

    Numbers count through the whole batch. Neighbours take the smaller number of the two and numbers are looked up
    through numbers, so that a line of any length is done after few rounds (FastSV, arXiv 1910.05971).
    """
    where = np.flatnonzero(mask)
    flat = np.full(mask.size, -1, dtype=np.int32)
    flat[where] = np.arange(len(where), dtype=np.int32)
    index = flat.reshape(mask.shape)
    pairs = []
    for down, right in _STEPS:
        here, there = index[..., _overlap(-down), _overlap(-right)], index[..., _overlap(down), _overlap(right)]
        both = np.flatnonzero(mask[..., _overlap(-down), _overlap(-right)] & (there >= 0))
        pairs.append(np.stack([here.reshape(-1)[both], there.reshape(-1)[both]]))
    first, second = np.concatenate(pairs, axis=1)
    parent = np.arange(len(where))
    while True:
        before, grand = parent.copy(), parent[parent]
        for one, other in ((first, second), (second, first)):
            np.minimum.at(parent, before[one], grand[other])
            np.minimum.at(parent, one, grand[other])
        parent = np.minimum(parent, parent[parent])
        if np.array_equal(parent, before):
            break
    return where, np.unique(parent, return_inverse=True)[1]


def keep_parts(mask: Mask, wanted: Callable[[Places, Places], npt.NDArray[np.bool_]]) -> Mask:
    """Those parts of a mask that ``wanted`` says yes to, given positions and part numbers as :func:`parts` has them."""
    where, numbers = parts(mask)
    kept = np.zeros(mask.shape, dtype=bool)
    if len(where):
        kept.reshape(-1)[where] = wanted(where, numbers)[numbers]
    return kept


def drop_small(mask: Mask, least: int) -> Mask:
    """The mask without parts of fewer than ``least`` pixels."""
    return keep_parts(mask, lambda _, numbers: np.bincount(numbers) >= least)


def thicken(mask: Mask, width: int) -> Mask:
    """Lines of one pixel become about ``width`` pixels wide, with round ends; 1 leaves them as they are."""
    radius = (width - 1) / 2
    reach = int(np.ceil(radius))
    thick = mask.copy()
    for down in range(-reach, reach + 1):
        for right in range(-reach, reach + 1):
            # an even width has no middle, so it reaches half a pixel further right and down
            if 0 < np.hypot(down - (radius % 1), right - (radius % 1)) <= radius + 0.3:
                target, source = _overlap(down), _overlap(-down)
                across, along = _overlap(right), _overlap(-right)
                thick[..., target, across] |= mask[..., source, along]
    return thick


def _overlap(step: int) -> slice:
    """Where a picture moved by ``step`` lies on itself."""
    return slice(step, None) if step >= 0 else slice(None, step)
