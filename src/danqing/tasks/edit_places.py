"""Where a new thing goes: a box from the words of place and from what stands there already."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

from danqing.director.edit_types import Add, Beside, Corner

Box = tuple[int, int, int, int]  # left, top, right, bottom
Size = tuple[int, int]
USUAL = 0.36  # of the shorter side: how large a new thing is
WORN = 0.7  # how high a new thing is that is worn, of its width
FLOOR = 0.92  # of the height: where things stand that are put nowhere else


def box_for(
    operation: Add, image: Image.Image, anchor: NDArray[np.bool_] | None, occupied: NDArray[np.bool_] | None
) -> Box:
    """The box that an added thing is drawn in, inside the picture.

    Args:
        operation: says where.
        image: the picture.
        anchor: the thing that it stands to, if one is named.
        occupied: where things are already, if that is known.
    """
    size = image.size
    side = round(USUAL * min(size))
    if anchor is not None and operation.beside is not None:
        left, top, right, bottom = _box_of(anchor)
        side = max(8, min(side, round(0.9 * max(right - left, bottom - top))))
        return _beside(
            operation.beside, anchor, size, (side, round(WORN * side) if operation.beside == "worn by" else side)
        )
    if operation.at is not None:
        return _inside(_at(operation.at, size, side), size)
    return _free(size, side, occupied)


def in_a_row(box: Box, count: int, size: Size) -> list[Box]:
    """So many boxes side by side about the middle of one, on its foot, each smaller the more there are."""
    if count == 1:
        return [box]
    side = min(round((box[2] - box[0]) / count**0.4), size[0] // count)
    height = round((box[3] - box[1]) * side / (box[2] - box[0]))
    left = min(max(0, (box[0] + box[2] - count * side) // 2), size[0] - count * side)
    return [(left + n * side, box[3] - height, left + (n + 1) * side, box[3]) for n in range(count)]


def moved_to(box: Box, to: Corner, size: Size) -> Box:
    """A box moved to a part of the picture; a side moves it towards that side only."""
    width, height = box[2] - box[0], box[3] - box[1]
    goal = _at(to, size, max(width, height))
    left = box[0] if to in ("top", "bottom") else (goal[0] + goal[2] - width) // 2
    top = box[1] if to in ("left", "right") else (goal[1] + goal[3] - height) // 2
    return _inside((left, top, left + width, top + height), size)


def moved_beside(box: Box, beside: Beside, anchor: NDArray[np.bool_], size: Size) -> Box:
    """A box moved to another thing: on its floor, but at its own height if it hangs above that thing's middle.

    Args:
        box: where the thing is now.
        beside: how it shall stand.
        anchor: the other thing.
        size: of the picture.
    """
    width, height = box[2] - box[0], box[3] - box[1]
    if beside == "next to":  # on the side where it is, if it fits there
        left, _, right, _ = _box_of(anchor)
        room = {"left of": left, "right of": size[0] - right}
        here: Beside = "left of" if box[0] + box[2] < left + right else "right of"
        beside = here if room[here] >= width else "left of" if room["left of"] > room["right of"] else "right of"
    elif beside in ("left of", "right of"):
        _, top, _, bottom = _box_of(anchor)
        if 2 * box[3] < top + bottom:
            goal = _beside(beside, anchor, size, (width, height))
            return _inside((goal[0], box[1], goal[2], box[3]), size)
    return _beside(beside, anchor, size, (width, height))


def scaled_about(box: Box, factor: float, size: Size) -> Box:
    """A box larger or smaller about the middle of its lower edge, at most as large as the picture."""
    factor = min(factor, size[0] / (box[2] - box[0]), size[1] / (box[3] - box[1]))
    width, height = (max(2, round((box[axis + 2] - box[axis]) * factor)) for axis in (0, 1))
    left = (box[0] + box[2] - width) // 2
    return _inside((left, box[3] - height, left + width, box[3]), size)


def _at(place: Corner, size: Size, side: int) -> Box:
    margin = round(0.05 * min(size))
    words = place.split()
    x = margin if "left" in words else size[0] - margin - side if "right" in words else (size[0] - side) // 2
    if "top" in words:
        y = margin
    elif "bottom" in words:
        y = round(FLOOR * size[1]) - side
    else:
        y = (size[1] - side) // 2 if place == "middle" else round(0.85 * size[1]) - side
    return x, y, x + side, y + side


def _beside(how: Beside, anchor: NDArray[np.bool_], size: Size, thing: Size) -> Box:
    """A box for a thing so large beside another one, inside the picture; what is worn is made as wide as the head."""
    left, top, right, bottom = _box_of(anchor)
    wide, high = thing
    height, middle = bottom - top, (left + right) // 2
    start = middle - wide // 2
    foot = bottom
    match how:
        case "worn by":  # as wide as the head is, and a little over its top
            head = np.nonzero(anchor[top : top + max(1, height // 4)].any(0))[0]
            fit = max(8, min(round(1.15 * (head.max() - head.min() + 1)), round(0.8 * max(right - left, height))))
            start = int((head.min() + head.max()) // 2) - fit // 2
            wide, high = fit, max(2, round(high * fit / wide))
            foot = top + round(0.12 * height)
        case "left of":
            start = left - wide
        case "right of":
            start = right
        case "next to":
            start = right if size[0] - right >= left else left - wide
        case "above":
            foot = top
        case "on":
            foot = top + round(0.15 * height)
        case "below":
            foot = bottom + high
        case "in front of":
            foot = bottom + round(0.1 * height)
        case "behind":  # higher up
            foot = top + round(0.45 * height)
    return _inside((start, foot - high, start + wide, foot), size)


def _free(size: Size, side: int, occupied: NDArray[np.bool_] | None) -> Box:
    """On the floor where least stands."""
    foot = round(FLOOR * size[1])
    lefts = np.linspace(0.04 * size[0], 0.96 * size[0] - side, 9).round().astype(int)
    if occupied is None:
        return _inside((int(lefts[-1]), foot - side, int(lefts[-1]) + side, foot), size)
    crowded = [float(occupied[foot - side : foot, left : left + side].mean()) for left in lefts]
    left = int(lefts[int(np.argmin(crowded))])
    return _inside((left, foot - side, left + side, foot), size)


def _box_of(mask: NDArray[np.bool_]) -> Box:
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


def _inside(box: Box, size: Size) -> Box:
    """The box moved, and if it must be cut, so that it lies inside the picture."""
    width, height = min(box[2] - box[0], size[0]), min(box[3] - box[1], size[1])
    left = min(max(0, box[0]), size[0] - width)
    top = min(max(0, box[1]), size[1] - height)
    return left, top, left + width, top + height
