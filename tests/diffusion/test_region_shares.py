"""How much a box covers, what lies in front, and guidance by place."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from danqing.diffusion.guidance import classifier_free, composed
from danqing.diffusion.regions import Alone, coverage, regional, shares
from danqing.diffusion.schedules import NoisePath

WHOLE = (0.0, 0.0, 1.0, 1.0)


def test_coverage_is_the_share_of_each_cell() -> None:
    covered = coverage((0.25, 0.0, 0.625, 0.5), WHOLE, (4, 4))
    row = [0.0, 1.0, 0.5, 0.0]
    assert covered.tolist() == [row, row, [0.0] * 4, [0.0] * 4]
    assert coverage(WHOLE, WHOLE, (3, 5)).tolist() == [[1.0] * 5] * 3


def test_coarse_grids_are_the_means_of_fine_ones() -> None:
    for feather in (0.0, 0.4, 1.0):
        fine = coverage((0.1, 0.2, 0.77, 0.9), WHOLE, (64, 64), feather)
        coarse = coverage((0.1, 0.2, 0.77, 0.9), WHOLE, (8, 8), feather)
        torch.testing.assert_close(fine.reshape(8, 8, 8, 8).mean((1, 3)), coarse, atol=1e-9, rtol=0)


def test_feathers_rise_inside_the_box_and_not_at_edges_of_the_picture() -> None:
    across = coverage((0.2, 0.0, 0.8, 1.0), WHOLE, (1, 1000), 1.0)[0]
    assert float(across[:200].max()) == 0 == float(across[800:].max())
    assert float(across.max()) == pytest.approx(1, abs=0.01)
    assert bool((across[200:500].diff() > 0).all())
    assert coverage((0.0, 0.0, 0.5, 1.0), WHOLE, (1, 10), 0.5)[0, 0] == 1


def test_a_part_of_the_picture_and_what_is_filled_up_behind_its_edge() -> None:
    assert coverage((0.5, 0.0, 1.0, 1.0), (0.5, 0.0, 1.25, 1.0), (1, 3)).tolist() == [[1.0, 1.0, 1.0]]
    assert not coverage((0.0, 0.0, 0.5, 1.0), (0.5, 0.0, 1.0, 1.0), (2, 2)).any()


def test_shares_sum_to_one_and_the_front_hides() -> None:
    front, back = torch.tensor([1.0, 0.5, 0.0]), torch.tensor([1.0, 0.5, 0.25])
    assert shares([front, back]).tolist() == [[1.0, 0.5, 0.0], [0.0, 0.25, 0.25], [0.0, 0.25, 0.75]]


def _denoise(x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
    return x * words.reshape(-1, 1, 1, 1) + sigma.reshape(-1, 1, 1, 1)


def test_one_part_everywhere_is_plain_guidance_and_weights_compose() -> None:
    x, sigma = torch.randn(1, 2, 3, 3, generator=torch.Generator().manual_seed(1)), torch.tensor([0.7])
    cat, dog, away = (torch.tensor([value]) for value in (0.3, -0.8, 0.1))
    everywhere = torch.ones(3, 3, dtype=torch.float64)
    for scale, rescale in ((4.0, 0.0), (4.0, 0.5), (1.0, 0.0)):
        plain = classifier_free(_denoise, cat, away, scale, rescale=rescale)(x, sigma)
        assert torch.equal(regional(_denoise, [(cat, everywhere)], away, scale, rescale=rescale)(x, sigma), plain)
    both = composed(_denoise, [(cat, 1.0), (dog, -0.5)], away, 4.0)(x, sigma)
    by_place = regional(_denoise, [(cat, everywhere), (dog, -0.5 * everywhere)], away, 4.0)(x, sigma)
    torch.testing.assert_close(by_place, both)


def test_each_place_is_steered_by_its_own_words_and_outside_the_interval_by_no_guidance() -> None:
    x, sigma = torch.ones(1, 1, 1, 2), torch.tensor([0.5])
    cat, dog, away = (torch.tensor([value]) for value in (1.0, 2.0, 0.0))
    left = torch.tensor([[1.0, 0.0]], dtype=torch.float64)
    parts = [(cat, left), (dog, 1 - left)]
    assert regional(_denoise, parts, away, 3.0)(x, sigma).flatten().tolist() == [3.5, 6.5]
    assert regional(_denoise, parts, away, 3.0, interval=(0.6, 1.0))(x, sigma).flatten().tolist() == [1.5, 2.5]


def test_parts_take_shape_as_if_nothing_were_around_them() -> None:
    shown: list[Tensor] = []

    def denoise(x: Tensor, sigma: Tensor, words: Tensor) -> Tensor:
        shown.append(x)
        return words.reshape(-1, 1, 1, 1).expand_as(x).clone()

    left = torch.tensor([[1.0, 0.0, 0.0]], dtype=torch.float64)
    right = torch.tensor([[0.0, 0.0, 1.0]], dtype=torch.float64)
    middle = 1 - left - right
    cat, dog, grass, away = (torch.tensor([value]) for value in (1.0, 2.0, 5.0, 0.0))
    alone = Alone(
        boxes=torch.cat([torch.ones(1, 1, 3), left[None], right[None]]),
        around=torch.full((1, 1, 1, 3), 5.0),
        until=0.5,
        path=NoisePath.VP,
    )
    steered = regional(denoise, [(grass, middle), (cat, left), (dog, right)], away, 1.0, alone=alone)
    x = torch.zeros(1, 1, 1, 3)
    for sigma in (0.9, 0.8, 0.5):
        assert steered(x, torch.tensor([sigma])).flatten().tolist() == [1.0, 5.0, 2.0]
    assert not shown[0].any(), "before anything is known all see the same"
    ground, first, second = shown[1].flatten(1) / 0.6  # alpha at 0.8
    torch.testing.assert_close(ground, torch.zeros(3))
    torch.testing.assert_close(first, torch.tensor([0.0, 0.0, 3.0]))  # 5, the empty picture, in place of 2, the dog
    torch.testing.assert_close(second, torch.tensor([4.0, 0.0, 0.0]))
    assert not shown[2].any(), "from some level on all see the same again"
