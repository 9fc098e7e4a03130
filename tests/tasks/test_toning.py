"""A shift of tone that is known around a part is undone inside it; texture and things are left alone."""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image

from danqing.tasks.toning import spread, tone_matched


def scene(height: int = 48, width: int = 64) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    y, x = np.mgrid[0:height, 0:width]
    return np.stack([60 + x, 80 + y, 120 + 0 * x], -1).astype(float)


def test_a_smooth_shift_is_undone_inside_the_mask() -> None:
    true = scene()
    y, x = np.mgrid[0:48, 0:64] / 64
    shifted = true + np.stack([10 + 8 * x, -6 * y, 5 + 0 * x], -1)
    mask = Image.new("L", (64, 48))
    mask.paste(255, (20, 12, 44, 36))
    drawn, onto = (Image.fromarray(each.round().astype(np.uint8)) for each in (shifted, true))
    matched = np.asarray(tone_matched(drawn, onto, mask, 8), dtype=float)
    assert np.abs(matched - true).max() <= 3
    assert np.abs(shifted - true).max() > 15


def test_nothing_known_nothing_changed() -> None:
    drawn = Image.fromarray(scene().astype(np.uint8))
    same = tone_matched(drawn, Image.new("RGB", (64, 48)), Image.new("L", (64, 48), 255), 8)
    assert same.tobytes() == drawn.tobytes()


def test_a_thing_that_differs_is_no_shift_of_tone() -> None:
    drawn, onto = Image.new("RGB", (64, 48), "black"), Image.new("RGB", (64, 48), "white")
    mask = Image.new("L", (64, 48))
    mask.paste(255, (20, 12, 44, 36))
    assert np.asarray(tone_matched(drawn, onto, mask, 8)).max() <= 32


def test_what_is_known_stays_and_the_rest_lies_between() -> None:
    known = torch.zeros(1, 1, 5, 9)
    known[..., 0] = known[..., -1] = 1
    values = torch.zeros(1, 1, 5, 9)
    values[..., -1] = 8
    filled = spread(values, known)
    assert torch.equal(filled[..., [0, -1]], values[..., [0, -1]])
    assert float(filled.min()) >= 0
    assert float(filled.max()) <= 8
    assert float(filled[0, 0, 2, 2]) < float(filled[0, 0, 2, 6])
