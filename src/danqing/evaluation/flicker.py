"""How restless a sequence of pictures is, apart from what steadily moves or changes in it.

Two figures. ``difference`` is the mean absolute difference of neighbouring frames, which VBench calls temporal
flickering (arXiv 2311.17982, section 4.1) and measures on scenes that stand still. In an animation things are meant
to change, so ``flicker`` leaves out what steady motion and steady change explain: of each frame, every block of 8 x 8
pixels is compared with the mean of the frame before, shifted one way, and the frame after, shifted the other way,
under the best shift of a few pixels (bidirectional block matching, as frame-rate conversion does it). What is then
left is what cannot be foreseen from both neighbours. ``relative`` divides it by the largest difference of any two
frames, so that a film that changes more may also flicker more.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray
from PIL import Image

BLOCK_PX = 8
REACH_PX = 3  # the largest shift to each side
SIDE_PX = 128  # longer pictures are brought to this

Frames = NDArray[np.float32]


@dataclass(frozen=True, kw_only=True)
class Flicker:
    """All in 0 … 1 of the full range of brightness but ``relative``.

    Args:
        difference: the mean absolute difference of neighbouring frames.
        flicker: what of it neither steady motion nor steady change explains.
        change: the largest mean absolute difference of any two frames.
        relative: ``flicker / change``; 0 where nothing changes at all.
    """

    difference: float
    flicker: float
    change: float
    relative: float


def measure_flicker(images: Sequence[Image.Image], *, closed: bool = False) -> Flicker:
    """The restlessness of a sequence.

    Args:
        images: at least two, of one size.
        closed: the last is followed by the first.

    Raises:
        ValueError: there are fewer than two, or their sizes differ.
    """
    if len(images) < 2 or len({image.size for image in images}) > 1:
        raise ValueError("Flicker is measured on at least two pictures of one size.")
    frames = [_prepared(image) for image in images]
    pairs = list(pairwise(frames)) + ([(frames[-1], frames[0])] if closed else [])
    difference = float(np.mean([np.abs(one - other).mean() for one, other in pairs]))
    inner = range(len(frames)) if closed and len(frames) > 2 else range(1, len(frames) - 1)
    rest = [_unforeseen(frames[at - 1], frames[at], frames[(at + 1) % len(frames)]) for at in inner]
    flicker = float(np.mean(rest)) if rest else 0.0
    change = _change(frames)
    return Flicker(difference=difference, flicker=flicker, change=change, relative=flicker / change if change else 0.0)


def _prepared(image: Image.Image) -> Frames:
    scale = min(1.0, SIDE_PX / max(image.size))
    size = (max(1, round(image.width * scale)), max(1, round(image.height * scale)))
    small = image.convert("RGB").resize(size, Image.Resampling.BOX) if scale < 1 else image.convert("RGB")
    values: Frames = np.asarray(small, dtype=np.float32) / np.float32(255)
    return values


def _unforeseen(before: Frames, frame: Frames, after: Frames) -> float:
    """What is left of a frame when both neighbours foresee it as well as they can."""
    reach = [(-REACH_PX, REACH_PX + 1)] * 2
    height, width = frame.shape[:2]
    wide = ((REACH_PX, REACH_PX), (REACH_PX, REACH_PX), (0, 0))
    first, second = np.pad(before, wide, mode="edge"), np.pad(after, wide, mode="edge")
    best: NDArray[np.float32] | None = None
    for down in range(*reach[0]):
        for right in range(*reach[1]):
            one = first[REACH_PX - down : REACH_PX - down + height, REACH_PX - right : REACH_PX - right + width]
            two = second[REACH_PX + down : REACH_PX + down + height, REACH_PX + right : REACH_PX + right + width]
            left = _by_blocks(np.abs(frame - (one + two) / 2).mean(-1))
            best = left if best is None else np.minimum(best, left)
    assert best is not None
    sizes = _by_blocks(np.ones((height, width), np.float32), total=True)
    return float((best * sizes).sum() / sizes.sum())


def _by_blocks(values: NDArray[np.float32], *, total: bool = False) -> NDArray[np.float32]:
    """Means (or sums) over blocks; those at the right and lower edge may be smaller."""
    rows, columns = (np.arange(0, side, BLOCK_PX) for side in values.shape)
    sums: NDArray[np.float32] = np.add.reduceat(np.add.reduceat(values, rows, 0), columns, 1)
    if total:
        return sums
    counts = np.outer(np.diff([*rows, values.shape[0]]), np.diff([*columns, values.shape[1]])).astype(np.float32)
    return sums / counts


def _change(frames: Sequence[Frames]) -> float:
    """The largest difference of two frames; of long films every few are looked at."""
    some = frames[:: -(-len(frames) // 24)]
    found = [np.abs(one - other).mean() for at, one in enumerate(some) for other in some[at + 1 :]]
    ends = np.abs(frames[0] - frames[-1]).mean()
    return float(max([ends, *found]))
