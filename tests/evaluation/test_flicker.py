"""Flicker: none where nothing moves, or moves steadily; much where each frame is another picture."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from danqing.evaluation.flicker import measure_flicker


def image(values: np.ndarray) -> Image.Image:
    return Image.fromarray(values.clip(0, 255).astype(np.uint8))


def texture(seed: int = 0, side: int = 48) -> np.ndarray:
    coarse = np.random.default_rng(seed).integers(0, 256, (side // 4, side // 4, 3), dtype=np.uint8)
    return np.asarray(Image.fromarray(coarse).resize((side, side), Image.Resampling.BICUBIC), dtype=float)


def test_a_constant_sequence_has_none() -> None:
    found = measure_flicker([image(texture())] * 5)
    assert (found.difference, found.flicker, found.change, found.relative) == (0, 0, 0, 0)


def test_a_steady_fade_and_a_steady_motion_are_no_flicker() -> None:
    first, second = texture(0), texture(1)
    fade = measure_flicker([image(first + (second - first) * share) for share in np.linspace(0, 1, 9)])
    assert fade.difference > 0.02
    assert fade.relative < 0.02
    wide = texture(2, 64)
    pan = measure_flicker([image(wide[8:56, 2 * step : 2 * step + 40]) for step in range(6)])
    assert pan.difference > 0.02
    assert pan.flicker < 0.2 * pan.difference, "only what comes in at the edge cannot be foreseen"


def test_frames_that_have_nothing_in_common_flicker_most() -> None:
    frames = [image(texture(seed)) for seed in range(6)]
    wild = measure_flicker(frames)
    assert wild.relative > 0.3
    still = texture(0)
    dots = [image(still + np.random.default_rng(seed).normal(0, 8, still.shape)) for seed in range(6)]
    little = measure_flicker(dots)
    assert 0 < little.flicker < wild.flicker / 3


def test_a_closed_sequence_counts_its_seam() -> None:
    frames = [image(texture() * share) for share in (0.5, 0.6, 0.7, 0.8)]
    assert measure_flicker(frames, closed=True).flicker > measure_flicker(frames).flicker


def test_what_cannot_be_measured() -> None:
    one = image(texture())
    with pytest.raises(ValueError, match="at least two"):
        measure_flicker([one])
    with pytest.raises(ValueError, match="one size"):
        measure_flicker([one, one.crop((0, 0, 8, 8))])
    assert measure_flicker([one, one]).flicker == 0
