"""The sky of a picture: the plain area along its upper edge."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageFilter

from danqing.tasks.mask_refine import components, filled

WORDS = frozenset(("sky", "the sky", "skies", "天空", "天", "天上"))
PLAIN = 7  # of 255: by how much pixels of one plain area differ from their neighbours at most
ALONG = 0.5  # of the upper edge, which the area must take
LEAST = 0.1  # of the picture
MOST = 0.95  # of the picture: what is plain everywhere is a backdrop, not a sky


def sky_of(image: Image.Image) -> NDArray[np.bool_] | None:
    """Which pixels are of the sky; None where no plain area lies along the upper edge.

    Args:
        image: mode RGB.
    """
    seen = np.asarray(image.filter(ImageFilter.GaussianBlur(max(image.size) / 256)), dtype=np.float64)
    steps = np.zeros(seen.shape[:2])
    for axis in (0, 1):
        step = np.abs(np.diff(seen, axis=axis)).max(-1)
        before, after = ([(0, 1), (0, 0)], [(1, 0), (0, 0)]) if axis == 0 else ([(0, 0), (0, 1)], [(0, 0), (1, 0)])
        steps = np.maximum(steps, np.maximum(np.pad(step, before), np.pad(step, after)))
    top, bottom = (np.median(rows, axis=(0, 1)) for rows in (seen[:2], seen[-2:]))
    like_top = ((seen - top) ** 2).sum(-1) < ((seen - bottom) ** 2).sum(-1)
    labels, count = components((steps <= PLAIN * 128 / max(128, *image.size)) & like_top)
    along = np.bincount(labels[0], minlength=count + 1)
    along[0] = 0
    if along.max() < ALONG * image.width:
        return None
    sky = filled(labels == int(along.argmax()))
    edge = Image.fromarray(sky.astype(np.uint8) * 255).filter(
        ImageFilter.MaxFilter(3)
    )  # the last row before an outline
    sky = (np.asarray(edge) > 127) & like_top
    return sky if LEAST <= sky.mean() <= MOST else None
