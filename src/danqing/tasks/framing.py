"""How a picture of any size meets a model that draws one size well, and how the result finds its way back.

Sides that are no multiples of what the model needs are padded by reflection and cropped off again. Pictures up to one
and a half times the model's own area are drawn as they are; larger ones are scaled down to it, very small ones up.
"""

from __future__ import annotations

import math
import warnings
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.warnings import DanqingWarning
from danqing.families.family import Family

Size = tuple[int, int]  # width, height
Box = tuple[int, int, int, int]  # left, top, right, bottom

SMALLEST_SHARE, LARGEST_SHARE = 0.25, 1.5  # of the model's own area, between which nothing is scaled
MAX_RATIO = 8  # as of --ar
CONTEXT = 0.5  # of the changed part's longer side, seen on each side of it


class PictureWarning(DanqingWarning):
    """A picture was changed on the way to the model, or its result has another size."""


class View(NamedTuple):
    """What a drawing shows of a picture: the picture's (width, height) and the part, both in the picture's pixels."""

    picture: Size
    left: float
    top: float
    width: float
    height: float


@dataclass(frozen=True)
class Frame:
    """The part of a picture that is drawn, and how large.

    Args:
        box: the part, in pixels of the picture.
        size: what it is scaled to.
        padded: the size that is drawn: ``size`` filled up to multiples.
    """

    box: Box
    size: Size
    padded: Size

    @property
    def scaled(self) -> bool:
        """Whether the part is drawn at another size than its own."""
        return self.size != (self.box[2] - self.box[0], self.box[3] - self.box[1])

    def view(self, picture: Size) -> View:
        """What is drawn, with the padding, of a picture of that size."""
        left, top, right, bottom = self.box
        across, down = (right - left) / self.size[0], (bottom - top) / self.size[1]
        return View(picture, left, top, self.padded[0] * across, self.padded[1] * down)

    def take(self, image: Image.Image) -> Image.Image:
        """The part of ``image``, ready to be drawn upon; masks are taken in the same way."""
        part = image.crop(self.box)
        if part.size != self.size:
            part = part.resize(self.size, Image.Resampling.LANCZOS if image.mode != "L" else Image.Resampling.BOX)
        return padded(part, self.padded)

    def give_back(self, drawn: Image.Image) -> Image.Image:
        """What was drawn, without padding and at the part's own size."""
        part = drawn.crop((0, 0, *self.size))
        own = (self.box[2] - self.box[0], self.box[3] - self.box[1])
        return part if part.size == own else part.resize(own, Image.Resampling.LANCZOS)


def frame_whole(family: Family, size: Size) -> Frame:
    """The whole picture at the size that suits the model.

    Raises:
        RequestError: it is more than eight times as long as wide.
    """
    _check_ratio(size)
    return _framed(family, (0, 0, *size), _suited(family, size))


def frame_around(family: Family, size: Size, box: Box) -> Frame:
    """The part of a picture around ``box`` that a model can draw well.

    A picture that is not larger than what the model draws is taken whole. Of a larger one, as much around the box is
    taken as is needed to see its surroundings, at least as much as the model draws at once, no more than twice as long
    as wide.
    """
    if size[0] * size[1] <= LARGEST_SHARE * _own_area(family) and max(size) <= MAX_RATIO * min(size):
        return frame_whole(family, size)
    around = CONTEXT * max(box[2] - box[0], box[3] - box[1])
    defaults = (family.defaults.width, family.defaults.height)
    wanted = [max(box[2 + axis] - box[axis] + 2 * around, defaults[axis]) for axis in (0, 1)]
    wanted = [max(wanted[axis], wanted[1 - axis] / 2) for axis in (0, 1)]
    sides = [min(round(wanted[axis]), size[axis]) for axis in (0, 1)]
    starts = [
        min(max(0, round((box[axis] + box[2 + axis] - sides[axis]) / 2)), size[axis] - sides[axis]) for axis in (0, 1)
    ]
    part = (starts[0], starts[1], starts[0] + sides[0], starts[1] + sides[1])
    return _framed(family, part, _suited(family, (sides[0], sides[1])))


def padded(image: Image.Image, size: Size) -> Image.Image:
    """Fill ``image`` up to ``size`` on the right and below by reflection."""
    more = [size[axis] - image.size[axis] for axis in (0, 1)]
    if more == [0, 0]:
        return image
    values = np.asarray(image)
    return Image.fromarray(np.pad(values, ((0, more[1]), (0, more[0]), *[(0, 0)] * (values.ndim - 2)), mode="reflect"))


def warn_if_scaled(frame: Frame, what: str) -> None:
    """Say it where detail is lost or gained on the way."""
    if frame.scaled:
        width, height = frame.box[2] - frame.box[0], frame.box[3] - frame.box[1]
        warnings.warn(
            f"{what} of {width}x{height} px is drawn at {frame.size[0]}x{frame.size[1]} px, which suits the model.",
            PictureWarning,
            stacklevel=4,
        )


def _own_area(family: Family) -> int:
    return family.defaults.width * family.defaults.height


def _suited(family: Family, size: Size) -> Size:
    share = size[0] * size[1] / _own_area(family)
    if SMALLEST_SHARE <= share <= LARGEST_SHARE:
        return size
    scale = math.sqrt(1 / share)
    return max(1, round(size[0] * scale)), max(1, round(size[1] * scale))


def _framed(family: Family, box: Box, size: Size) -> Frame:
    multiple = family.size_multiple
    return Frame(box, size, (-(-size[0] // multiple) * multiple, -(-size[1] // multiple) * multiple))


def _check_ratio(size: Size) -> None:
    if max(size) > MAX_RATIO * min(size):
        raise RequestError(
            f"The picture is {size[0]}x{size[1]} px, longer than {MAX_RATIO}:1, which no model draws well; crop it "
            f"first."
        )
