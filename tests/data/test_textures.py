"""Textures: each manner fills its square, differs from the others, and depends on its number alone."""

from __future__ import annotations

import numpy as np
import pytest

from danqing.data.textures import MANNERS, texture


@pytest.mark.parametrize("number", range(len(MANNERS)))
def test_a_texture_depends_on_seed_and_number_alone(number: int) -> None:
    made = texture(number, 48)
    assert made.shape == (48, 48, 3)
    assert made.dtype == np.uint8
    assert np.array_equal(made, texture(number, 48))
    assert not np.array_equal(made, texture(number, 48, seed=1))
    assert not np.array_equal(made, texture(number + len(MANNERS), 48))
    assert made.std() > 4  # something is drawn
