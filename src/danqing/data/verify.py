"""Does a scene keep its word? Checks of a composed picture against its ground truth, by measuring pixels and boxes."""

from __future__ import annotations

import numpy as np

from danqing.data.colors import name_shares
from danqing.data.types import Scene, Subject

Box = tuple[float, float, float, float]

_CLOSE = {"orange": ("orange", "brown", "yellow"), "brown": ("brown", "orange", "red"), "purple": ("purple", "blue")}
_MIN_SHARE = 0.2  # of the middle of the box; the rest may be details or ground


def verify_truth(scene: Scene) -> list[str]:
    """What is false about a scene, one sentence each; empty if all holds.

    Boxes must lie in the picture, copies of one thing must hardly overlap, relations must hold between the boxes, and a
    stated colour must be seen in the middle of its box.
    """
    truth = scene.truth
    faults = [f"the box of {each.name_en} leaves the picture" for each in truth.subjects if not _inside(each.box)]
    copies, others = truth.subjects[: truth.count], truth.subjects[truth.count :]
    for number, one in enumerate(copies):
        for other in copies[number + 1 :]:
            if _overlap(one.box, other.box) > 0.1:
                faults.append(f"two copies of {one.name_en} overlap")
    if truth.relation and others:
        faults += [
            f"{one.name_en} is not {truth.relation} {other.name_en}"
            for one in copies
            for other in others
            if not _holds(truth.relation, one.box, other.box)
        ]
    hidden = truth.relation in ("in_front_of", "on", "under", "wearing")
    seen = copies if hidden and truth.relation != "wearing" else others if hidden else truth.subjects
    return faults + [f"{each.name_en} is not {each.color}" for each in seen if not _shows_color(scene, each)]


def _inside(box: Box) -> bool:
    left, top, right, bottom = box
    return 0 <= left < right <= 1 and 0 <= top < bottom <= 1


def _overlap(one: Box, other: Box) -> float:
    """The common area as a part of the smaller box."""
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (one, other)]
    return max(0.0, width) * max(0.0, height) / min(areas)


def _holds(relation: str, one: Box, other: Box) -> bool:
    x, y = ((box[0] + box[2]) / 2 for box in (one, other)), ((box[1] + box[3]) / 2 for box in (one, other))
    (x_one, x_other), (y_one, y_other) = tuple(x), tuple(y)
    apart = _overlap(one, other) < 0.15
    match relation:
        case "left_of":
            return apart and x_one < x_other
        case "right_of":
            return apart and x_one > x_other
        case "above":
            return apart and y_one < y_other
        case "below":
            return apart and y_one > y_other
        case "next_to":
            return apart
        case "in_sky":
            return y_other < y_one
        case "in_front_of" | "under":
            return _overlap(one, other) > 0.3 and one[3] >= other[3] - 0.08
        case "on":
            return y_one < y_other and abs(one[3] - other[1]) < 0.12
        case "wearing":
            return y_other < y_one and _overlap(one, other) > 0.05
    return False


def _shows_color(scene: Scene, subject: Subject) -> bool:
    if subject.color is None:
        return True
    size = scene.image.shape[0]
    left, top, right, bottom = (round(edge * size) for edge in subject.box)
    patch = scene.image[top:bottom, left:right]
    ys, xs = np.mgrid[0 : patch.shape[0], 0 : patch.shape[1]]
    radius_y, radius_x = max(1.0, patch.shape[0] / 2), max(1.0, patch.shape[1] / 2)
    middle = ((ys + 0.5) / radius_y - 1) ** 2 + ((xs + 0.5) / radius_x - 1) ** 2 < 0.9
    shares = name_shares(patch[middle])
    return sum(shares.get(name, 0.0) for name in _CLOSE.get(subject.color, (subject.color,))) >= _MIN_SHARE
