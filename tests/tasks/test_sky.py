"""The sky is the plain area along the upper edge."""

from __future__ import annotations

import numpy as np
from PIL import Image

from danqing.tasks.sky import sky_of


def _scene(size: int) -> tuple[Image.Image, int]:
    """A sky that becomes lighter downwards over grass, with a red block that stands in both."""
    picture = np.zeros((size, size, 3), dtype=np.uint8)
    horizon = size // 2
    picture[:horizon] = np.linspace((90, 170, 250), (190, 220, 250), horizon)[:, None]
    picture[horizon:] = (80, 160, 60)
    picture[horizon * 3 // 4 : horizon * 3 // 2, size // 4 : size // 2] = (220, 30, 20)
    return Image.fromarray(picture), horizon


def test_the_sky_ends_at_the_ground_and_at_things() -> None:
    for size in (64, 128, 512):
        image, horizon = _scene(size)
        sky = sky_of(image)
        assert sky is not None
        assert sky[: horizon // 2].all()
        assert sky[: horizon - size // 16, -size // 4 :].all()
        assert not sky[horizon + 2 :].any()
        assert not sky[horizon * 3 // 4 + size // 16 : horizon, size * 5 // 16 : size * 7 // 16].any()


def test_no_sky() -> None:
    noise = np.random.default_rng(0).integers(0, 255, (64, 64, 3), dtype=np.uint8)
    assert sky_of(Image.fromarray(noise)) is None
    assert sky_of(Image.new("RGB", (64, 64), "white")) is None
