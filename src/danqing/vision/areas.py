"""Areas: a picture as blocks of colour, and as segments that follow its shapes."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from danqing.vision.canny import blurred

Pixels = npt.NDArray[np.uint8]
_ROUNDS = 8
_CALMING_ROUNDS = 3
# Colours that are told apart well, one for each segment in turn (the golden angle around the hue circle).
_GOLDEN = 0.618033988749895


def colour_blocks(pixels: Pixels, across: int = 8) -> Pixels:
    """A picture (H, W, 3) as squares of its mean colours, ``across`` of them along the shorter side."""
    height, width = pixels.shape[:2]
    size = max(1, min(height, width) // across)
    rows, columns = np.arange(height) // size, np.arange(width) // size
    numbers = rows[:, None] * (columns[-1] + 1) + columns
    return mean_colours(pixels, numbers)


def superpixels(pixels: Pixels, count: int = 24, compactness: float = 0.6) -> npt.NDArray[np.int64]:
    """Number the segments of a picture (H, W, 3): pixels near in colour and place. Plain k-means from a grid.

    The picture is blurred first and specks go to what surrounds them, so that hair and leaves do not fall to pieces.

    Args:
        count: about how many segments.
        compactness: how much place counts against colour.

    Reference: arXiv 1612.01601 compares such methods; this is SLIC (IEEE PAMI 34, 2012) without its window.
    """
    height, width = pixels.shape[:2]
    across = max(1, round((count * width / height) ** 0.5))
    down = max(1, round(count / across))
    soft = blurred(np.moveaxis(pixels, 2, 0), min(height, width) / 100)
    colours = (
        np.moveaxis(soft, 0, 2).astype(np.float32) / 64
    )  # a step of a quarter of the scale counts as one grid step
    step = max(height / down, width / across)
    rows, columns = np.mgrid[:height, :width].astype(np.float32) * np.float32(compactness / step)
    points = np.concatenate([colours, rows[..., None], columns[..., None]], axis=2).reshape(-1, 5)
    at = np.ix_(
        ((np.arange(down) + 0.5) * height / down).astype(int), ((np.arange(across) + 0.5) * width / across).astype(int)
    )
    centres = points.reshape(height, width, 5)[at].reshape(-1, 5)
    numbers = np.zeros(len(points), dtype=np.int64)
    for _ in range(_ROUNDS):
        numbers = np.argmin((centres**2).sum(1) - 2 * points @ centres.T, axis=1)
        counts = np.bincount(numbers, minlength=len(centres))
        sums = np.stack([np.bincount(numbers, points[:, each], len(centres)) for each in range(5)], axis=1)
        centres = np.where(counts[:, None] > 0, sums / np.maximum(counts, 1)[:, None], centres).astype(np.float32)
    labels = numbers.reshape(height, width)
    for _ in range(_CALMING_ROUNDS):
        labels = _calmed(labels, max(1, min(height, width) // 64))
    return np.unique(labels, return_inverse=True)[1].reshape(height, width)


def _calmed(labels: npt.NDArray[np.int64], reach: int) -> npt.NDArray[np.int64]:
    """Each place (H, W) with the label that is most frequent up to ``reach`` pixels around it."""
    most = np.zeros(labels.shape, dtype=np.int64)
    best = labels.copy()
    for label in np.unique(labels):
        total = np.pad((labels == label).astype(np.int64), ((reach + 1, reach), (reach + 1, reach))).cumsum(0).cumsum(1)
        side = 2 * reach + 1
        found = total[side:, side:] - total[:-side, side:] - total[side:, :-side] + total[:-side, :-side]
        best, most = np.where(found > most, label, best), np.maximum(found, most)
    return best


def label_map(pixels: Pixels, most: int = 256) -> npt.NDArray[np.int64] | None:
    """The labels (H, W) of a picture that is a label map, each label one plain colour; None if it is a picture.

    Args:
        most: colours; a picture with more is no label map.
    """
    packed = pixels.astype(np.int64) @ np.array([65536, 256, 1])
    colours, numbers = np.unique(packed, return_inverse=True)
    return None if len(colours) > most else numbers.reshape(packed.shape)


def mean_colours(pixels: Pixels, numbers: npt.NDArray[np.int64]) -> Pixels:
    """Each segment (H, W) in the mean colour of its pixels (H, W, 3)."""
    flat, of = pixels.reshape(-1, 3).astype(np.float64), numbers.reshape(-1)
    counts = np.maximum(np.bincount(of), 1)
    means = np.stack([np.bincount(of, flat[:, channel]) / counts for channel in range(3)], axis=1)
    return np.asarray(np.rint(means[of]).reshape(pixels.shape), dtype=np.uint8)


def plain_colours(numbers: npt.NDArray[np.int64]) -> Pixels:
    """Each segment (H, W) in a colour of its own."""
    import colorsys

    palette = [
        colorsys.hsv_to_rgb(each * _GOLDEN % 1, (0.9, 0.55)[each % 2], (1.0, 0.75, 0.5)[each % 3])
        for each in range(int(numbers.max(initial=0)) + 1)
    ]
    return np.asarray(np.rint(np.array(palette)[numbers] * 255), dtype=np.uint8)
