"""Strokes are found, counted, dropped and thickened; a batch never mixes."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import ndimage

from danqing.vision.strokes import drop_small, keep_parts, parts, thicken


@pytest.mark.parametrize("density", [0.05, 0.3, 0.5, 0.9])
def test_parts_are_those_of_scipy(density: float) -> None:
    mask = np.random.default_rng(1).random((40, 60)) < density
    where, numbers = parts(mask)
    ours = np.zeros(mask.shape, int)
    ours.reshape(-1)[where] = numbers + 1
    theirs, count = ndimage.label(mask, structure=np.ones((3, 3)))
    assert ours.max() == count
    assert len({*zip(ours[mask].tolist(), theirs[mask].tolist(), strict=True)}) == count, "the same up to numbering"


def test_a_long_spiral_is_one_part() -> None:
    mask = np.zeros((61, 61), bool)
    row = column = 30
    for length, (down, right) in zip(range(1, 58), [(0, 1), (1, 0), (0, -1), (-1, 0)] * 15, strict=False):
        for _ in range(length // 2 * 2):
            row, column = row + down, column + right
            if 0 <= row < 61 and 0 <= column < 61:
                mask[row, column] = True
    assert ndimage.label(mask, structure=np.ones((3, 3)))[1] == parts(mask)[1].max() + 1


def test_nothing_is_nothing_and_pictures_of_a_batch_do_not_touch() -> None:
    assert len(parts(np.zeros((3, 4, 5), bool))[0]) == 0
    stack = np.zeros((2, 4, 4), bool)
    stack[0, 3, 3] = stack[1, 0, 0] = stack[1, 3, 0] = True
    assert parts(stack)[1].max() + 1 == 3
    assert keep_parts(stack, lambda where, numbers: np.bincount(numbers) > 1).sum() == 0


def test_small_parts_are_dropped() -> None:
    mask = np.zeros((20, 20), bool)
    mask[2, 2:12] = True
    mask[10, 3:6] = True
    assert np.array_equal(np.argwhere(drop_small(mask, 5))[:, 0], np.full(10, 2))


@pytest.mark.parametrize("width", [1, 2, 3, 4, 7])
def test_a_line_becomes_as_thick_as_asked(width: int) -> None:
    mask = np.zeros((30, 30), bool)
    mask[:, 15] = True
    assert thicken(mask, width)[15].sum() == width
