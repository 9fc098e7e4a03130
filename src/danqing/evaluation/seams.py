"""Whether a picture can be laid beside itself without a seam."""

from __future__ import annotations

from typing import Literal

import numpy as np
from PIL import Image

Axis = Literal["x", "y"]
UNSEEN = 0.5  # grey levels of 255 that nobody sees; keeps plain pictures from dividing nothing by nothing
SEAMLESS = 1.1  # at most this is called seamless


def seam_error(image: Image.Image, axis: Axis) -> float:
    """The step across the seam ÷ the mean step between neighbours inside: 1 is as inside, more can be seen.

    Across the seam of ``"x"`` the last column lies beside the first, across that of ``"y"`` the last row.

    Args:
        image: any mode; compared in RGB. At least 3 pixels along the axis.
    """
    values = np.asarray(image.convert("RGB"), dtype=np.float64)
    along = values if axis == "y" else values.swapaxes(0, 1)
    if len(along) < 3:
        raise ValueError(f"A seam needs at least 3 pixels along {axis} to compare with, not {len(along)}.")
    inside = np.abs(np.diff(along, axis=0)).mean()
    across = np.abs(along[-1] - along[0]).mean()
    return float((across + UNSEEN) / (inside + UNSEEN))


def seam_errors(image: Image.Image, axes: str) -> dict[str, float]:
    """:func:`seam_error` for each axis in ``"x"``, ``"y"`` or ``"xy"``, rounded to thousandths."""
    named: tuple[Axis, ...] = ("x", "y")
    return {axis: round(seam_error(image, axis), 3) for axis in named if axis in axes}
