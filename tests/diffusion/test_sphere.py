"""Rows of a spherical picture hold no more than their circle can show."""

from __future__ import annotations

import torch

from danqing.diffusion.sphere import smooth_poles


def noise(height: int = 32) -> torch.Tensor:
    return torch.randn(1, 3, height, 2 * height, generator=torch.Generator().manual_seed(0))


def test_poles_have_one_colour_and_the_equator_stays() -> None:
    x = noise()
    smooth = smooth_poles(x)
    spread = smooth.std(-1).mean((0, 1)) / x.std(-1).mean((0, 1))
    assert spread[0] < 0.15
    assert spread[-1] < 0.15
    assert spread[15:17].min() > 0.99
    assert (spread[:16].diff() > -0.05).all(), "less and less towards the pole"


def test_means_of_rows_are_kept_and_plain_rows_do_not_change() -> None:
    x = noise()
    torch.testing.assert_close(smooth_poles(x).mean(-1), x.mean(-1), rtol=1e-4, atol=1e-5)
    plain = x[..., :1].expand_as(x)
    torch.testing.assert_close(smooth_poles(plain), plain, rtol=1e-5, atol=1e-5)
    torch.testing.assert_close(smooth_poles(x, 0.0), x, rtol=1e-5, atol=1e-5)


def test_a_sphere_that_is_turned_stays_the_same_sphere() -> None:
    x = noise(8)
    torch.testing.assert_close(smooth_poles(x.roll(3, -1)), smooth_poles(x).roll(3, -1), rtol=1e-5, atol=1e-5)
