"""Drawn grounds: each in each look, with room for a subject and words in both languages."""

from __future__ import annotations

from typing import get_args

import numpy as np
import pytest

from danqing.data.canvas import Look
from danqing.data.draft import phrases_without_color
from danqing.data.everyday import everyday_table
from danqing.data.grounds import BACKDROPS, GROUNDS, draw_backdrop, draw_ground
from danqing.data.habitats import HABITATS


@pytest.mark.parametrize("look", get_args(Look))
@pytest.mark.parametrize("key", GROUNDS)
def test_grounds_draw(key: str, look: Look) -> None:
    image, stage = draw_ground(key, 64, look, np.random.default_rng(1))
    again, _ = draw_ground(key, 64, look, np.random.default_rng(1))
    other, _ = draw_ground(key, 64, look, np.random.default_rng(2))
    assert image.size == (64, 64)
    assert image.tobytes() == again.tobytes()
    assert image.tobytes() != other.tobytes()
    assert 0 < stage.floor[0] <= stage.floor[1] + 0.1 <= 1.05
    assert np.asarray(image).std() > 3


def test_grounds_look_different() -> None:
    means = [
        np.asarray(draw_ground(key, 64, "flat", np.random.default_rng(0))[0]).mean(axis=1).ravel() for key in GROUNDS
    ]
    for number, one in enumerate(means):
        assert all(np.abs(one - other).mean() > 4 for other in means[:number])


@pytest.mark.parametrize("key", GROUNDS)
def test_grounds_have_words(key: str) -> None:
    ground = GROUNDS[key]
    for language in ("en", "zh"):
        assert len(ground.on[language]) >= 3
        assert ground.noun[language]
    assert bool(ground.air["en"]) == bool(ground.air["zh"])
    for phrases in (ground.on, ground.noun, *([ground.air] if ground.air["en"] else [])):
        assert all(phrases_without_color(phrases).values())


@pytest.mark.parametrize("gradient", [False, True])
@pytest.mark.parametrize("key", BACKDROPS)
def test_backdrops_keep_their_colour(key: str, gradient: bool) -> None:
    image = draw_backdrop(key, 32, np.random.default_rng(0), gradient=gradient)
    assert image.size == (32, 32)
    if not gradient:
        np.testing.assert_allclose(np.asarray(image)[5, 5], BACKDROPS[key].rgb, atol=20)


def test_tables_fit_together() -> None:
    assert {ground for habitat in HABITATS.values() for ground in habitat.grounds} <= set(GROUNDS)
    assert {thing.habitat for thing in everyday_table().values()} <= set(HABITATS)
