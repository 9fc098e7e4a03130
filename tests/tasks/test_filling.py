"""Holes are filled from the ground around them, with its texture, and never from other things."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from danqing.tasks.completing import completed
from danqing.tasks.filling import filled_in


def stripes(side: int, period: int) -> np.ndarray:
    """A ground of upright stripes under a plain sky."""
    picture = np.full((side, side, 3), (150, 200, 240), dtype=np.uint8)
    dark = np.arange(side) // (period // 2) % 2 == 0
    picture[side // 2 :] = np.where(dark[None, :, None], (60, 120, 50), (100, 180, 90))
    return picture


def hole_in(side: int) -> np.ndarray:
    hole = np.zeros((side, side), dtype=bool)
    hole[side // 3 : 3 * side // 4, side // 3 : 2 * side // 3] = True
    return hole


def as_image(mask: np.ndarray) -> Image.Image:
    return Image.fromarray(mask.astype(np.uint8) * 255)


@pytest.mark.parametrize(("side", "period"), [(64, 8), (192, 24)])
def test_a_texture_goes_on_through_a_hole(side: int, period: int) -> None:
    whole, hole = stripes(side, period), hole_in(side)
    marked = np.where(hole[..., None], (220, 40, 40), whole).astype(np.uint8)
    made = np.asarray(filled_in(Image.fromarray(marked), as_image(hole))).astype(int)
    assert (made[~hole] == whole[~hole]).all()
    assert np.abs(made - whole)[hole].mean() < 12


def test_nothing_is_taken_of_other_things() -> None:
    picture = np.full((64, 64, 3), (90, 170, 80), dtype=np.uint8)
    picture[30:50, 44:58] = (220, 40, 40)
    hole, thing = np.zeros((64, 64), dtype=bool), np.zeros((64, 64), dtype=bool)
    hole[28:52, 16:44] = True
    thing[30:50, 44:58] = True
    made = np.asarray(filled_in(Image.fromarray(picture), as_image(hole), thing)).astype(int)
    assert np.abs(made[hole] - (90, 170, 80)).max() < 8
    assert (made[thing] == (220, 40, 40)).all()


def test_other_things_are_looked_at_where_there_is_nothing_else() -> None:
    picture = np.full((64, 64, 3), (90, 170, 80), dtype=np.uint8)
    hole = np.zeros((64, 64), dtype=bool)
    hole[20:40, 20:40] = True
    made = np.asarray(filled_in(Image.fromarray(picture), as_image(hole), ~hole)).astype(int)
    assert np.abs(made - (90, 170, 80)).max() < 4


def test_where_no_patch_is_to_be_had_the_first_guess_stays() -> None:
    start = np.random.default_rng(0).random((32, 32, 3)).astype(np.float32)
    hole = np.zeros((32, 32), dtype=bool)
    hole[:, 2:30] = True
    assert completed(start, hole, ~hole) is start


def test_a_large_picture_keeps_its_texture_up_to_the_edge() -> None:
    picture = np.random.default_rng(0).integers(0, 255, (512, 512, 3)).astype(np.uint8)
    hole = np.zeros((512, 512), dtype=bool)
    hole[300:, 200:300] = True
    made = np.asarray(filled_in(Image.fromarray(picture), as_image(hole))).astype(float)
    assert made[-8:, 210:290].std() > 0.8 * made[-20:-10, 210:290].std()


def test_beside_a_thin_piece_of_ground_no_other_thing_is_taken() -> None:
    picture = np.full((64, 64, 3), (90, 170, 80), dtype=np.uint8)
    hole, thing = np.zeros((64, 64), dtype=bool), np.zeros((64, 64), dtype=bool)
    hole[20:30, 20:40] = True
    thing[20:30, 2:19] = thing[20:30, 41:62] = True  # one column away on each side
    picture[thing] = (220, 40, 40)
    made = np.asarray(filled_in(Image.fromarray(picture), as_image(hole), thing)).astype(int)
    assert np.abs(made[hole] - (90, 170, 80)).max() < 8


@pytest.mark.parametrize("size", [(1, 1), (1, 2), (2, 2), (1, 40), (40, 1), (6, 7), (3, 300), (300, 3)])
def test_the_smallest_pictures_are_filled_too(size: tuple[int, int]) -> None:
    picture = np.full((*size, 3), (90, 170, 80), dtype=np.uint8)
    hole, thing = np.zeros(size, dtype=bool), np.zeros(size, dtype=bool)
    hole[: max(1, size[0] // 2), : max(1, size[1] // 2)] = True
    thing[:, size[1] // 2 :] = True
    for others in (None, thing):
        made = np.asarray(filled_in(Image.fromarray(picture), as_image(hole), others))
        assert made.shape == picture.shape
        assert np.abs(made.astype(int) - (90, 170, 80)).max() <= 1
