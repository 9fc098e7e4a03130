"""Windows over a large picture: they cover it, fade into each other, wrap, and one alone changes nothing."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from danqing.diffusion.guidance import classifier_free
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.schedules import NoisePath
from danqing.diffusion.windows import Window, blended, covering, spread, windows


def seen(places: tuple[Window, ...], size: tuple[int, int]) -> Counter[tuple[int, int]]:
    return Counter(
        ((place.top + y) % size[0], (place.left + x) % size[1])
        for place in places
        for y in range(place.height)
        for x in range(place.width)
    )


@pytest.mark.parametrize("wrap", ["", "x", "y", "xy"])
@pytest.mark.parametrize("size", [(8, 8), (8, 32), (9, 23), (31, 5)])
def test_windows_cover_every_place(size: tuple[int, int], wrap: str) -> None:
    places = covering(size, (8, 8), (3, 4), wrap=wrap)
    assert len(seen(places, size)) == size[0] * size[1]
    for place in places:
        assert "y" in wrap or place.top + place.height <= size[0]
        assert "x" in wrap or place.left + place.width <= size[1]


def test_neighbours_overlap_as_asked_and_a_ring_has_no_place_on_every_edge() -> None:
    lefts = [place.left for place in covering((8, 29), (8, 8), (0, 3))]
    assert (lefts[0], lefts[-1]) == (0, 21)
    assert all(8 - (b - a) >= 3 for a, b in pairwise(lefts))
    assert covering((6, 6), (8, 8), (2, 2)) == (Window(0, 0, 6, 6),)
    assert [place.left for place in covering((8, 8), (8, 8), (4, 4), wrap="x")] == [0, 4]
    with pytest.raises(ValueError, match="wrap must be"):
        covering((8, 8), (8, 8), (4, 4), wrap="z")


@pytest.mark.parametrize("wrap", ["", "x", "xy"])
def test_what_works_place_by_place_is_the_same_in_windows(wrap: str) -> None:
    x = torch.randn(2, 3, 10, 26, generator=torch.Generator().manual_seed(0))
    places = covering((10, 26), (8, 8), (2, 4), wrap=wrap)
    doubled = blended(lambda part, _: F.interpolate(part.tanh(), scale_factor=2), x, places, (10, 26), writes=2)
    torch.testing.assert_close(doubled, F.interpolate(x.tanh(), scale_factor=2))
    halves = covering((5, 13), (4, 4), (1, 2), wrap=wrap)
    torch.testing.assert_close(
        blended(lambda part, _: F.avg_pool2d(part, 2), x, halves, (5, 13), reads=2), F.avg_pool2d(x, 2)
    )


def test_one_window_is_the_plain_denoiser_bit_for_bit() -> None:
    x, sigma = torch.randn(2, 4, 8, 8), torch.tensor([0.5, 0.5], dtype=torch.float64)

    def denoise(x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
        return x.cumsum(-1) * words.mean() * sigma[0]

    joined = windows(lambda _: denoise, covering((8, 8), (8, 8), (4, 4)), (8, 8))
    assert torch.equal(joined(x, sigma, torch.ones(2, 3)), denoise(x, sigma, torch.ones(2, 3)))


def test_where_windows_disagree_they_fade_into_each_other() -> None:
    places = covering((4, 12), (4, 8), (4, 4))
    x0 = blended(
        lambda part, place: torch.full_like(part, float(place.left)), torch.zeros(1, 1, 4, 12), places, (4, 12)
    )[0, 0, 0]
    assert (x0[:4] == 0).all()
    assert torch.allclose(x0[8:], torch.tensor(4.0))
    assert (x0[3:9].diff() > 0).all(), "no step, but a slope"


def test_a_picture_shifted_round_by_windows_gives_the_result_shifted() -> None:
    def uneven(part: Tensor, _: Window) -> Tensor:  # knows where in its window a place is
        return part + torch.arange(part.shape[-1])

    x = torch.randn(1, 2, 4, 16, generator=torch.Generator().manual_seed(1))
    places = covering((4, 16), (4, 8), (4, 4), wrap="x")
    for shift in (4, 8, -4):
        shifted = blended(uneven, x.roll(shift, -1), places, (4, 16))
        torch.testing.assert_close(shifted, blended(uneven, x, places, (4, 16)).roll(shift, -1))


@pytest.mark.parametrize("name", list(SAMPLERS))
def test_every_sampler_takes_windows_for_a_denoiser(name: str) -> None:
    def denoise(x: Tensor, sigma: Tensor, mean: Tensor) -> Tensor:  # exact for normal pictures around ``mean``
        level = sigma.reshape(-1, 1, 1, 1).to(x)
        alpha = (1 - level**2).sqrt()
        return mean.reshape(-1, 1, 1, 1) + alpha * (x - alpha * mean.reshape(-1, 1, 1, 1))

    places = covering((6, 14), (6, 6), (3, 3))
    sigmas = torch.tensor([0.99, 0.8, 0.5, 0.2, 0.0], dtype=torch.float64)
    x = torch.randn(1, 2, 6, 14, generator=torch.Generator().manual_seed(2))
    results = [
        SAMPLERS[name](
            classifier_free(each, torch.tensor([0.7]), torch.tensor([-0.2]), 2.0),
            x,
            sigmas,
            path=NoisePath.VP,
            generators=[torch.Generator().manual_seed(3)],
        )
        for each in (denoise, windows(lambda _: denoise, places, (6, 14)))
    ]
    torch.testing.assert_close(*results, rtol=1e-5, atol=1e-5)


def test_a_sample_of_windows_lies_all_over_the_picture() -> None:
    places = spread((40, 90), 16, 8)
    assert 12 <= len(places) <= 20
    assert {place.size for place in places} == {(8, 8)}
    assert (min(place.left for place in places), max(place.left for place in places)) == (0, 82)
    assert (min(place.top for place in places), max(place.top for place in places)) == (0, 32)
    assert spread((4, 4), 16, 8) == (Window(0, 0, 4, 4),)
