"""A fair look at the seams of pictures from small decoders, whose pixels are more alike inside a latent place."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from PIL import Image, ImageChops

from danqing.evaluation.seams import Axis, seam_error


def seam_beside_lines(images: Sequence[Image.Image], axis: Axis, factor: int) -> float:
    """The step across the seam ÷ those across the lines between latent places inside.

    Args:
        images: of one size.
        axis: across which the seam is.
        factor: pixels per latent place along a side.
    """
    side = images[0].width if axis == "x" else images[0].height
    shifts = [(each, 0) if axis == "x" else (0, each) for each in range(factor, side, factor)]
    lines = [seam_error(ImageChops.offset(image, *shift), axis) for image in images for shift in shifts]
    return float(np.mean([seam_error(image, axis) for image in images]) / np.mean(lines))
