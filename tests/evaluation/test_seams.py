"""The seam metric is 1 for what goes on at its edges and large for what does not."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from danqing.evaluation.seams import SEAMLESS, seam_error, seam_errors


def picture(values: np.ndarray) -> Image.Image:
    return Image.fromarray(np.repeat(values[..., None], 3, -1).round().astype(np.uint8))


def test_waves_that_fit_have_no_seam_and_others_do() -> None:
    x = np.arange(64)[None].repeat(48, 0)
    fits, cut = (
        [seam_error(picture(127 + 100 * np.sin(2 * np.pi * (x + shift) / length)), "x") for shift in range(length)]
        for length in (16, 24)
    )
    ramp = picture(4.0 * x)
    assert np.mean(fits) < SEAMLESS, "wherever the wave is cut, on average the step is one of its own"
    assert np.mean(cut) > 2
    assert seam_error(ramp, "x") > 40
    assert seam_errors(ramp, "xy")["y"] == 1, "rows are alike"
    assert seam_errors(ramp.rotate(90, expand=True), "y")["y"] > 40


def test_noise_is_about_one_and_plain_pictures_are_one() -> None:
    rng = np.random.default_rng(0)
    noise = picture(rng.uniform(0, 255, (256, 256)))
    assert seam_error(noise, "x") == pytest.approx(1, abs=0.1)
    assert seam_error(Image.new("RGB", (16, 16), "red"), "y") == 1
    assert seam_errors(noise, "y").keys() == {"y"}
    with pytest.raises(ValueError, match="at least 3 pixels"):
        seam_error(Image.new("RGB", (2, 16)), "x")
