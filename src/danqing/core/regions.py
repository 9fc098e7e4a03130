"""Regions: boxes of a picture with words of their own, and layouts that list them.

A layout is JSON::

    {"background": "green grass", "regions": [
        {"box": [0, 0, 0.5, 1], "prompt": "a red cat"},
        {"box": [64, 0, 64, 128], "prompt": "a blue dog", "depth": 1, "strength": 0.9, "feather": 0.2}]}
"""

from __future__ import annotations

import dataclasses
import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from danqing.core.errors import RequestError
from danqing.core.numbers import is_number

MAX_REGIONS = 16
MAX_DEPTH = 100
MAX_PROMPT_CHARACTERS = 1000
EVERYWHERE = (0.0, 0.0, 1.0, 1.0)

_NUMBER = r"\s*(\d{1,6}(?:\.\d{0,6})?\s*[%％]?)\s*"
_WRITTEN = re.compile(rf"^{_NUMBER}[,，]{_NUMBER}[,，]{_NUMBER}[,，]{_NUMBER}[:：](.*)$", re.DOTALL)


@dataclass(frozen=True, kw_only=True)
class Region:
    """A box and what is drawn in it.

    Args:
        box: left, top, width and height: in pixels, or, where none is above 1, in parts of the picture.
        prompt: what to draw there, with weights as in any prompt.
        depth: 0 lies in front, 100 at the back; of equal depth, what is named later lies in front.
        strength: how much of what lies behind it is replaced by it, above 0 and at most 1.
        feather: 0 has hard edges, 1 fades in from the edges of the box to its middle.
    """

    box: tuple[float, float, float, float]
    prompt: str
    depth: int = 0
    strength: float = 1.0
    feather: float = 0.0

    def __post_init__(self) -> None:
        object.__setattr__(self, "prompt", _words(self.prompt))
        box: Any = self.box
        if not isinstance(box, tuple | list) or len(box) != 4 or not all(is_number(each) for each in box):
            raise RequestError(f"The box of a region is four numbers, left, top, width and height, not {_cut(box)}.")
        object.__setattr__(self, "box", tuple(box))
        left, top, width, height = box
        if width <= 0 or height <= 0:
            raise RequestError(f"The region {self.said} is empty; its width and height must be above 0.")
        if min(left, top) < 0 or (self.in_parts and max(left + width, top + height) > 1 + 1e-6):
            raise RequestError(f"The region {self.said} reaches outside the picture; make it smaller or move it.")
        if isinstance(self.depth, bool) or not isinstance(self.depth, int) or not 0 <= self.depth <= MAX_DEPTH:
            raise RequestError(
                f"The depth of a region must be a whole number from 0 to {MAX_DEPTH}, not {self.depth!r}."
            )
        if not is_number(self.strength) or not 0 < self.strength <= 1:
            raise RequestError(f"The strength of a region must be above 0 and at most 1, not {self.strength!r}.")
        if not is_number(self.feather) or not 0 <= self.feather <= 1:
            raise RequestError(f"The feather of a region must be a number from 0 to 1, not {self.feather!r}.")

    @property
    def in_parts(self) -> bool:
        """Whether the box is in parts of the picture and not in pixels."""
        return max(self.box) <= 1

    @property
    def said(self) -> str:
        """The box as people write it."""
        return ",".join(f"{each:g}" for each in self.box)

    def replace(self, **changes: Any) -> Region:
        """A copy with some fields changed, validated again."""
        return dataclasses.replace(self, **changes)

    def parts_of(self, width: int, height: int) -> tuple[float, float, float, float]:
        """The left, top, right and bottom in parts of a picture of that size in pixels.

        Raises:
            RequestError: it reaches outside.
        """
        left, top, wide, high = self.box
        if not self.in_parts:
            if left + wide > width or top + high > height:
                raise RequestError(
                    f"The region {self.said} reaches outside the picture, which is {width}x{height} px; boxes are "
                    f"LEFT,TOP,WIDTH,HEIGHT."
                )
            left, top, wide, high = left / width, top / height, wide / width, high / height
        return left, top, min(left + wide, 1.0), min(top + high, 1.0)


def as_regions(given: object) -> tuple[Region, ...]:
    """Regions from regions or from JSON's objects.

    Raises:
        RequestError: there are too many, or one is not sound.
    """
    if not isinstance(given, Sequence) or isinstance(given, str):
        raise RequestError(f"Regions are given as a list, not {_cut(given)}.")
    if len(given) > MAX_REGIONS:
        raise RequestError(f"A picture has at most {MAX_REGIONS} regions, not {len(given)}; join some of them.")
    return tuple(each if isinstance(each, Region) else _region(each) for each in given)


def read_layout(text: str) -> tuple[Region, ...]:
    """The regions of a layout; its background is a region over everything, behind all others.

    Raises:
        RequestError: it is not JSON, has unknown fields, or a region is not sound.
    """
    try:
        values = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise RequestError(f"The layout is not valid JSON: {error}.") from None
    if isinstance(values, list):
        values = {"regions": values}
    if not isinstance(values, dict) or set(values) - {"background", "regions"}:
        raise RequestError('A layout is a JSON object with "regions" and perhaps "background".')
    regions = as_regions(values.get("regions", []))
    if values.get("background") is not None:
        regions = (background(values["background"]), *regions)
    if not regions:
        raise RequestError('The layout has no regions; list them as {"box": [left, top, width, height], "prompt": …}.')
    return as_regions(regions)


def background(prompt: str) -> Region:
    """A region over everything, behind all others."""
    return Region(box=EVERYWHERE, prompt=prompt, depth=MAX_DEPTH)


def parse_region(text: str) -> Region:
    """Read ``"0,0,64,128: a red cat"`` or ``"0,0,50%,100%: 一只红色的猫"``.

    Raises:
        RequestError: it is written otherwise, or not sound.
    """
    match = _WRITTEN.match(text)
    if not match:
        raise RequestError(
            f"Write a region as LEFT,TOP,WIDTH,HEIGHT: WORDS, for example 0,0,50%,100%: a red cat, not {text[:60]!r}."
        )
    said = [each.replace("％", "%").replace(" ", "") for each in match.groups()[:4]]
    shares = [each.endswith("%") for each in said]
    numbers = [float(each.rstrip("%")) for each in said]
    if any(shares):
        if not all(share or number == 0 for share, number in zip(shares, numbers, strict=True)):
            raise RequestError(f"Give a region in pixels or in percent, not in both: {text[:60]!r}.")
        numbers = [number / 100 for number in numbers]
    box = [int(number) if number.is_integer() else number for number in numbers]
    return Region(box=(box[0], box[1], box[2], box[3]), prompt=match[5])


def _region(values: object) -> Region:
    names = {each.name for each in dataclasses.fields(Region)}
    if not isinstance(values, dict) or set(values) - names or not {"box", "prompt"} <= set(values):
        raise RequestError(
            f"A region is an object with box, prompt and perhaps depth, strength, feather, not {_cut(values)}."
        )
    return Region(**values)


def _words(text: object) -> str:
    from danqing.core.request import clean_prompt

    said = clean_prompt(text, name="prompt of a region")  # type: ignore[arg-type]  # which it checks
    if len(said) > MAX_PROMPT_CHARACTERS:
        raise RequestError(
            f"The prompt of a region has {len(said):,} characters; at most {MAX_PROMPT_CHARACTERS:,} are read."
        )
    return said


def _cut(value: object) -> str:
    return repr(value)[:80]
