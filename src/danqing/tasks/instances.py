"""One of several like things in a picture, by where it stands or how large it is."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from danqing.director.edit_instances import Which
from danqing.tasks.mask_refine import components

A_THING = 0.15  # of the largest part: what is smaller is a splinter of a thing beside it
WAIST = 0.6  # of the lower of two things that touch: they are at most as high where they do


def one_of(mask: NDArray[np.bool_], which: Which, count: int = 1) -> NDArray[np.bool_]:
    """The part of a mask that is meant; the whole mask where its parts are fewer than that needs.

    Args:
        mask: (height, width): all such things.
        which: the one that is meant.
        count: how many there are, as far as that is known; where they touch, they are parted where they are thin.
    """
    labels, parts = components(mask)
    sizes = np.bincount(labels.ravel(), minlength=parts + 1)[1:]
    things = [number for number in range(1, parts + 1) if sizes[number - 1] >= A_THING * sizes.max()]
    if len(things) == 1 < count and (parted := _parted(mask, count, which.order)) is not None:
        labels, things = parted, list(range(1, count + 1))
        sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    if len(things) < 2:
        return mask
    places = {number: np.argwhere(labels == number).mean(0) for number in things}  # (down, across)
    match which.order:
        case "across":
            things.sort(key=lambda number: places[number][1])
        case "down":
            things.sort(key=lambda number: places[number][0])
        case "size":
            things.sort(key=lambda number: -sizes[number - 1])
    number = (len(things) - 1) // 2 if which.number is None else which.number
    if not -len(things) <= number < len(things):
        return mask
    meant: NDArray[np.bool_] = labels == things[number]
    return meant


def _parted(mask: NDArray[np.bool_], count: int, order: str) -> NDArray[np.int32] | None:
    """A mask cut into so many parts of about one size where it is thin: their labels; None where it is thin nowhere."""
    profile = mask.sum(1 if order == "down" else 0)
    places = np.nonzero(profile)[0]
    reach = max(1, (places[-1] - places[0] + 1) // (4 * count))
    shares = np.cumsum(profile) / profile.sum()
    cuts = [int(places[0]) - 1]
    for part in range(1, count):
        middle = int(np.searchsorted(shares, part / count))
        first = max(cuts[-1] + 1, middle - reach)
        cuts.append(first + int(np.argmin(profile[first : middle + reach + 1])))
    ends = [*cuts, int(places[-1]) + 1]
    heights = [int(profile[first + 1 : last].max(initial=0)) for first, last in pairwise(ends)]
    if any(profile[cut] > WAIST * min(sides) for cut, sides in zip(cuts[1:], pairwise(heights), strict=True)):
        return None
    side = np.searchsorted(cuts[1:], np.arange(len(profile)), side="left") + 1
    labels: NDArray[np.int32] = np.where(mask, side[:, None] if order == "down" else side[None, :], 0).astype(np.int32)
    return labels
