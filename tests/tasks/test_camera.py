"""A camera that moves over pictures."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from danqing.tasks.camera import Place, between, ken_burns


def picture(side: int = 64) -> Image.Image:
    y, x = np.mgrid[0:side, 0:side]
    return Image.fromarray(np.stack([x * 190 / side, y * 190 / side, 100 + 50 * np.sin(x / 6)], -1).astype(np.uint8))


def far(one: Image.Image, other: Image.Image, edge: int = 0) -> float:
    pair = [np.asarray(each, dtype=float)[edge : each.height - edge, edge : each.width - edge] for each in (one, other)]
    return float(np.abs(pair[0] - pair[1]).mean())


def test_both_ends_are_exact() -> None:
    one, other = picture(), picture().rotate(90)
    place = Place(8, 8, 48, 48)
    assert between(one, other, place, 0) is one
    assert between(one, other, place, 1) is other


@pytest.mark.parametrize("place", [Place(16, 0, 64, 64), Place(0, -20, 64, 64)])
def test_a_pan_over_one_scene_shows_that_scene(place: Place) -> None:
    scene = picture(128)
    one = scene.crop((32, 32, 96, 96))
    left, top = 32 - round(place.left), 32 - round(place.top)
    other = scene.crop((left, top, left + 64, top + 64))
    for share in (0.25, 0.5, 0.75):
        right, down = 32 - share * place.left, 32 - share * place.top
        wanted = scene.transform((64, 64), Image.Transform.AFFINE, (1, 0, right, 0, 1, down), Image.Resampling.BICUBIC)
        assert far(between(one, other, place, share), wanted) < 1.0


@pytest.mark.parametrize("closer", [True, False])
def test_a_zoom_over_one_scene_shows_that_scene(closer: bool) -> None:
    scene = picture(128)
    near = scene.crop((48, 48, 80, 80)).resize((64, 64), Image.Resampling.BICUBIC)
    wide = scene.crop((32, 32, 96, 96))
    one, other = (wide, near) if closer else (near, wide)
    place = Place(-32, -32, 128, 128) if closer else Place(16, 16, 32, 32)
    half = 64 / 2**0.5  # of the scene, what is seen half of the way
    box = (64 - half / 2, 64 - half / 2, 64 + half / 2, 64 + half / 2)
    wanted = scene.resize((64, 64), Image.Resampling.BICUBIC, box=box)
    assert far(between(one, other, place, 0.5), wanted, edge=2) < 1.5


def test_ken_burns_starts_with_the_picture_and_comes_near() -> None:
    image = picture()
    assert ken_burns(image, 0, 1.5) is image
    alike = ken_burns(image, 1, 2, parallax=0)
    wanted = image.resize((64, 64), Image.Resampling.BICUBIC, box=(16, 16, 48, 48))
    assert far(alike, wanted, edge=2) < 1.5
    deep = np.asarray(ken_burns(image, 1, 2, parallax=0.6), dtype=float)
    assert np.all(np.diff(deep[32, :, 0]) >= -1), "nothing is folded over"
    assert deep[32, 0, 0] < np.asarray(alike)[32, 0, 0], "at the edge more of the picture is seen"
    assert far(ken_burns(image, 0.01, 2), image) < far(ken_burns(image, 0.1, 2), image) / 5, "it starts gently"
