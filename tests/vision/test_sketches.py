"""Sketches: lines of drawings are kept, of pictures found, and roughened without losing their place."""

from __future__ import annotations

import numpy as np
import pytest

from danqing.vision.areas import colour_blocks, label_map, mean_colours, plain_colours, superpixels
from danqing.vision.sketches import agreement, drawn_lines, is_line_drawing, outlines, roughened, shrunk


def a_drawing(size: int = 96, *, paper: int = 255, ink: int = 20) -> np.ndarray:
    pixels = np.full((size, size, 3), paper, np.uint8)
    rows, columns = np.mgrid[:size, :size]
    ring = np.abs(np.hypot(rows - size / 2, columns - size / 2) - size / 3) < 1.5
    pixels[ring] = ink
    return pixels


def a_picture(size: int = 96) -> np.ndarray:
    rows, columns = np.mgrid[:size, :size]
    pixels = np.full((size, size, 3), (120, 200, 90), np.uint8)
    pixels[np.hypot(rows - size / 2, columns - size / 2) < size / 3] = (200, 30, 30)
    return pixels


@pytest.mark.parametrize(("paper", "ink"), [(255, 20), (250, 120), (0, 255), (15, 200)])
def test_drawings_are_told_from_pictures_and_their_lines_found(paper: int, ink: int) -> None:
    drawing = a_drawing(paper=paper, ink=ink)
    assert is_line_drawing(drawing)
    assert np.array_equal(drawn_lines(drawing), (drawing != paper).all(axis=2))
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    for picture in (a_picture(), noise, np.full((64, 64, 3), 255, np.uint8)):
        assert not is_line_drawing(picture)


def test_thin_lines_of_a_large_drawing_survive_at_the_size_of_a_small_model() -> None:
    lines = drawn_lines(a_drawing(1024))
    small = shrunk(lines, 64, 64, least_px=2)
    assert agreement(small, drawn_lines(a_drawing(64)), 1) > 0.95
    assert 0.5 < small.sum() / drawn_lines(a_drawing(64)).sum() < 1.2
    assert np.array_equal(shrunk(lines, 1024, 1024, least_px=2), lines)


def test_the_outline_of_a_disc_is_a_ring() -> None:
    found = outlines(a_picture().mean(axis=2).astype(np.uint8), sigma=1.0, least=9)
    assert agreement(found, drawn_lines(a_drawing()), 2) > 0.95


def test_rough_lines_stay_near_and_the_same_seed_is_the_same_hand() -> None:
    lines = np.repeat(drawn_lines(a_drawing())[None], 40, axis=0)
    rough = roughened(lines, np.random.default_rng(3))
    assert np.array_equal(rough, roughened(lines, np.random.default_rng(3)))
    assert not np.array_equal(rough[0], rough[1])
    precision = [(each & (agreement_zone(lines[0]))).sum() / max(1, each.sum()) for each in rough if each.any()]
    assert min(precision) > 0.9, "what is drawn lies along the lines"
    shares = [each.sum() / lines[0].sum() for each in rough]
    assert min(shares) < 0.8, "some strokes are left out"
    assert max(shares) > 1.2, "some are thick"


def agreement_zone(lines: np.ndarray) -> np.ndarray:
    from danqing.vision.strokes import thicken

    return thicken(lines, 13)


def test_agreement_is_1_for_the_same_0_for_others_and_symmetric() -> None:
    ring, nothing = drawn_lines(a_drawing()), np.zeros((96, 96), bool)
    far = np.zeros((96, 96), bool)
    far[2, :] = True
    assert agreement(ring, ring) == 1.0
    assert agreement(nothing, nothing) == 1.0
    assert agreement(ring, far) == agreement(ring, nothing) == 0.0
    half = ring & (np.arange(96) < 48)
    assert agreement(ring, half) == agreement(half, ring)
    assert 0.6 < agreement(ring, half) < 0.75


def test_blocks_and_segments_hold_the_colours_of_the_picture() -> None:
    picture = a_picture()
    blocks = colour_blocks(picture, 8)
    assert len(np.unique(blocks[:12, :12].reshape(-1, 3), axis=0)) == 1
    assert np.abs(blocks.astype(float).mean((0, 1)) - picture.astype(float).mean((0, 1))).max() < 1
    numbers = superpixels(picture)
    assert 4 <= numbers.max() + 1 <= 40
    assert np.abs(mean_colours(picture, numbers).astype(int) - picture).mean() < 6, "segments follow the disc's edge"


def test_a_label_map_is_known_and_each_label_gets_a_colour() -> None:
    labels = label_map(a_picture())
    assert labels is not None
    assert labels.max() == 1
    assert len(np.unique(plain_colours(labels).reshape(-1, 3), axis=0)) == 2
    noise = np.random.default_rng(0).integers(0, 256, (64, 64, 3), dtype=np.uint8)
    assert label_map(noise) is None
