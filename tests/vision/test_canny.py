"""Canny's edges: where they must lie, and that they are OpenCV's."""

from __future__ import annotations

import numpy as np
import pytest

from danqing.vision.canny import blurred, canny


def a_picture(seed: int, height: int = 57, width: int = 83) -> np.ndarray:
    """Soft blobs and hard rectangles."""
    draw = np.random.default_rng(seed)
    picture = blurred(draw.integers(0, 256, (height, width), dtype=np.uint8), 2.0)
    for _ in range(6):
        top, left = draw.integers(height - 8), draw.integers(width - 8)
        picture[top : top + draw.integers(4, 20), left : left + draw.integers(4, 30)] = draw.integers(256)
    return picture


@pytest.mark.parametrize("seed", range(4))
@pytest.mark.parametrize("thresholds", [(100, 200), (30, 30), (200, 900), (0, 1)])
def test_edges_are_those_of_opencv(seed: int, thresholds: tuple[int, int]) -> None:
    cv2 = pytest.importorskip("cv2")
    picture = a_picture(seed)
    assert np.array_equal(canny(picture, *thresholds), cv2.Canny(picture, *thresholds) > 0)


def test_a_step_has_one_line_and_a_plain_picture_none() -> None:
    step = np.zeros((20, 30), np.uint8)
    step[:, 15:] = 255
    edges = canny(step, 100, 200)
    assert edges.sum(axis=1).tolist() == [1] * 20
    assert np.flatnonzero(edges[0]).tolist() in ([14], [15])
    assert not canny(np.full((20, 30), 200, np.uint8), 100, 200).any()


def test_weak_edges_count_only_where_they_touch_strong_ones() -> None:
    picture = np.zeros((40, 40), np.uint8)
    picture[:, 20:] = np.linspace(60, 10, 40)[:, None].astype(np.uint8)  # a step that becomes weaker downwards
    alone = np.zeros((40, 40), np.uint8)
    alone[30:, 20:] = picture[30:, 20:]
    assert canny(picture, 50, 200)[35].any()
    assert not canny(alone, 50, 200)[35].any()


def test_a_batch_is_its_pictures_one_by_one() -> None:
    pictures = np.stack([a_picture(seed) for seed in range(3)])
    together = canny(pictures, 60, 120)
    assert all(
        np.array_equal(edges, canny(picture, 60, 120)) for edges, picture in zip(together, pictures, strict=True)
    )


def test_a_blur_keeps_the_mean_and_takes_the_edges() -> None:
    picture = a_picture(0)
    soft = blurred(picture, 3.0)
    assert abs(float(soft.mean()) - float(picture.mean())) < 3
    assert canny(soft, 100, 200).sum() < canny(picture, 100, 200).sum() / 2
    assert np.array_equal(blurred(picture, 0), picture)
