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
BETWEEN = 0.2  # how wide a gap must be, of the thing that goes between
NARROW = 0.6  # how small a new thing is made to go between, of its usual size
PART = 0.2  # of a mask: what is less is no thing of two
FLOOR = 0.92  # of the height: where things stand that are put nowhere else


def box_of(mask: NDArray[np.bool_]) -> Box:
    """The smallest box around what a mask covers."""
    rows, columns = np.nonzero(mask.any(1))[0], np.nonzero(mask.any(0))[0]
    assert len(rows), "masks are refused when they are empty"
    return int(columns[0]), int(rows[0]), int(columns[-1]) + 1, int(rows[-1]) + 1


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
        left, top, right, bottom = box_of(anchor)
        side = max(8, min(side, round(0.9 * max(right - left, bottom - top))))
        if operation.beside == "next to" and (gap := _gap(anchor)) is not None:
            fit = min(side, max(gap[1] - gap[0], round(NARROW * side)))
            if (between := _between(anchor, (fit, fit), size)) is not None:
                return between
        high = round(WORN * side) if operation.beside == "worn by" else side
        return _beside(operation.beside, anchor, size, (side, high))
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


def moved_beside(box: Box, beside: Beside, anchor: NDArray[np.bool_], size: Size) -> tuple[Box, Box]:
    """A box moved to another thing, which makes room where the picture ends too near.

    A thing stands on the other's floor; one that hangs above the other's middle stays at its height. Between two
    things, that is in the widest gap of the other's mask, it goes where it is to be next to them.

    Args:
        box: where the thing is now.
        beside: how it shall stand.
        anchor: the other thing.
        size: of the picture.

    Returns:
        Where the thing goes, and where the other one is then.
    """
    there = left, top, right, bottom = box_of(anchor)
    width, height = box[2] - box[0], box[3] - box[1]
    if beside == "next to":
        if (between := _between(anchor, (width, height), size)) is not None:
            return between, there
        room = {"left of": left, "right of": size[0] - right}
        here: Beside = "left of" if box[0] + box[2] < left + right else "right of"  # on the side where it is
        beside = here if room[here] >= width else "left of" if room["left of"] > room["right of"] else "right of"
    if beside not in ("left of", "right of"):
        return _beside(beside, anchor, size, (width, height)), there
    missing = max(0, width - (left if beside == "left of" else size[0] - right))
    shift = min(missing, size[0] - right) if beside == "left of" else -min(missing, left)
    there = (left + shift, top, right + shift, bottom)
    start = there[0] - width if beside == "left of" else there[2]
    foot = box[3] if 2 * box[3] < top + bottom else bottom
    return _inside((start, foot - height, start + width, foot), size), there


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
    left, top, right, bottom = box_of(anchor)
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
        case "behind":  # a little farther back, and so that it is seen above the other
            foot = min(bottom - round(0.1 * height), top + round(0.6 * high))
    return _inside((start, foot - high, start + wide, foot), size)


def _between(anchor: NDArray[np.bool_], thing: Size, size: Size) -> Box | None:
    """A box for a thing so large in the gap between two others of one mask, on their floor; None without one."""
    gap, (wide, high), bottom = _gap(anchor), thing, box_of(anchor)[3]
    if gap is None or gap[1] - gap[0] < BETWEEN * wide:
        return None
    start = (gap[0] + gap[1] - wide) // 2
    return _inside((start, bottom - high, start + wide, bottom), size)


def _gap(mask: NDArray[np.bool_]) -> tuple[int, int] | None:
    """The widest run of columns without a mask, between two parts of it that both count; None without one."""
    columns = np.nonzero(mask.any(0))[0]
    steps = np.diff(columns)
    if not len(steps) or steps.max() < 2:
        return None
    last = int(columns[int(np.argmax(steps))])
    share = float(mask[:, : last + 1].sum() / mask.sum())
    return (last + 1, last + int(steps.max())) if PART <= share <= 1 - PART else None


def _free(size: Size, side: int, occupied: NDArray[np.bool_] | None) -> Box:
    """On the floor where least stands."""
    foot = round(FLOOR * size[1])
    lefts = np.linspace(0.04 * size[0], 0.96 * size[0] - side, 9).round().astype(int)
    if occupied is None:
        return _inside((int(lefts[-1]), foot - side, int(lefts[-1]) + side, foot), size)
    crowded = [float(occupied[foot - side : foot, left : left + side].mean()) for left in lefts]
    left = int(lefts[int(np.argmin(crowded))])
    return _inside((left, foot - side, left + side, foot), size)


def _inside(box: Box, size: Size) -> Box:
    """The box moved, and if it must be cut, so that it lies inside the picture."""
    width, height = min(box[2] - box[0], size[0]), min(box[3] - box[1], size[1])
    left = min(max(0, box[0]), size[0] - width)
    top = min(max(0, box[1]), size[1] - height)
    return left, top, left + width, top + height
