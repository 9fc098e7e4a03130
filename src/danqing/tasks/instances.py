"""One of several like things in a picture, by where it stands or how large it is."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from danqing.director.edit_instances import Which
from danqing.tasks.mask_refine import components

A_THING = 0.15  # of the largest part: what is smaller is a splinter of a thing beside it


def one_of(mask: NDArray[np.bool_], which: Which) -> NDArray[np.bool_]:
    """The part of a mask that is meant; the whole mask where its parts are fewer than that needs.

    Args:
        mask: (height, width): all such things.
        which: the one that is meant.
    """
    labels, count = components(mask)
    sizes = np.bincount(labels.ravel(), minlength=count + 1)[1:]
    things = [number for number in range(1, count + 1) if sizes[number - 1] >= A_THING * sizes.max()]
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
