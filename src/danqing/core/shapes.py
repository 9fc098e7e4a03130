"""Shape checks at the entry of public functions, and picture sizes as people write them."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from danqing.core.errors import RequestError

if TYPE_CHECKING:
    import torch

_SIZE = re.compile(r"^\s*(\d{1,6})\s*[xX×*]\s*(\d{1,6})\s*$")
_BOX = re.compile(r"^\s*(\d{1,6})\s*[,，]\s*(\d{1,6})\s*[,，]\s*(\d{1,6})\s*[,，]\s*(\d{1,6})\s*$")
_RATIO = re.compile(r"^\s*(\d{1,4})\s*[:：]\s*(\d{1,4})\s*$")


def check_shape(tensor: torch.Tensor, pattern: str, name: str = "tensor") -> dict[str, int]:
    """Check a tensor against a pattern such as ``"B 3 H W"`` and return the named sizes.

    Numbers must match exactly, letters bind (the same letter twice must bind to the same size).

    Raises:
        ValueError: the rank or a size differs.
    """
    parts = pattern.split()
    found = tuple(tensor.shape)
    sizes: dict[str, int] = {}
    ok = len(parts) == len(found)
    for part, size in zip(parts, found, strict=False):
        ok = ok and (int(part) == size if part.isdigit() else sizes.setdefault(part, size) == size)
    if not ok:
        raise ValueError(f"{name} must be shaped ({', '.join(parts)}), not {found}.")
    return sizes


def parse_size(text: str) -> tuple[int, int]:
    """Read ``"640x480"`` as (width, height) in pixels."""
    match = _SIZE.match(text)
    if not match:
        raise RequestError(f"Write the size as WIDTHxHEIGHT, for example 128x128, not {text!r}.")
    return int(match[1]), int(match[2])


def parse_box(text: str) -> tuple[int, int, int, int]:
    """Read ``"X,Y,W,H"``: left, top, width and height in pixels."""
    match = _BOX.match(text)
    if not match:
        raise RequestError(f"Write a box as X,Y,W,H in pixels, for example 32,32,64,48, not {text!r}.")
    left, top, width, height = (int(each) for each in match.groups())
    return left, top, width, height


def size_for_ratio(text: str, area: int, multiple: int) -> tuple[int, int]:
    """Read ``"16:9"`` and return the (width, height) of about ``area`` pixels, both multiples of ``multiple``."""
    match = _RATIO.match(text)
    if not match or int(match[1]) == 0 or int(match[2]) == 0:
        raise RequestError(f"Write the aspect ratio as W:H, for example 16:9, not {text!r}.")
    ratio = int(match[1]) / int(match[2])
    if not 1 / 8 <= ratio <= 8:
        raise RequestError(f"The aspect ratio must lie between 1:8 and 8:1, not {text!r}.")
    height = (area / ratio) ** 0.5
    return (
        max(multiple, round(height * ratio / multiple) * multiple),
        max(multiple, round(height / multiple) * multiple),
    )
