"""How clean a cut-out is: how much of the ground is left in the colours of its soft edge."""

from __future__ import annotations

import numpy as np
from PIL import Image


def fringe(image: Image.Image, ground: tuple[float, float, float]) -> float:
    """The mean share of the ground's colour in the soft edge of a cut-out, by how opaque each pixel is.

    A soft pixel's colour should be that of the subject beside it. How far it lies from there towards the ground's
    colour is what a viewer sees as a fringe once the cut-out lies on another colour: 0 is clean, 1 is all ground.

    Args:
        image: mode RGBA.
        ground: the colour that was taken away, red, green and blue in [0, 1].

    Returns:
        0 … 1; 0 where there is no soft edge.
    """
    values = np.asarray(image, dtype=np.float64) / 255
    colours, alpha = values[..., :3], values[..., 3]
    total = left = 0.0
    for row, column in np.argwhere((alpha > 0) & (alpha < 1)):
        window = (slice(max(0, row - 3), row + 4), slice(max(0, column - 3), column + 4))
        opaque = alpha[window] == 1
        if not opaque.any():
            continue
        inside = np.median(colours[window][opaque], axis=0)
        towards = np.asarray(ground) - inside
        length = float(towards @ towards)
        if length < 0.01:  # the subject has the ground's colour there
            continue
        share = float((colours[row, column] - inside) @ towards) / length
        total += alpha[row, column]
        left += alpha[row, column] * min(max(share, 0.0), 1.0)
    return left / total if total else 0.0
