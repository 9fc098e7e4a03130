"""Between latents: the ends are the latents themselves, and the way between keeps their length."""

from __future__ import annotations

import math

import pytest
import torch

from danqing.diffusion.mixing import slerp, spherical_mean


def noise(seed: int) -> torch.Tensor:
    return torch.randn(1, 4, 8, 8, generator=torch.Generator().manual_seed(seed))


def test_the_ends_are_exact_and_the_way_keeps_its_length() -> None:
    first, second = noise(0), 2 * noise(1)
    assert torch.equal(slerp(first, second, 0.0), first)
    assert torch.equal(slerp(first, second, 1.0), second)
    for share in (0.1, 0.5, 0.8):
        wanted = (1 - share) * float(first.norm()) + share * float(second.norm())
        assert float(slerp(first, second, share).norm()) == pytest.approx(wanted, rel=1e-5)
    assert float(torch.lerp(first, second, 0.5).norm()) < 0.85 * float(slerp(first, second, 0.5).norm())


def test_a_right_angle_is_halved() -> None:
    middle = slerp(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0]), 0.5)
    assert torch.allclose(middle, torch.full((2,), math.sqrt(0.5)))
    third = slerp(torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0]), 1 / 3)
    assert torch.allclose(third, torch.tensor([math.cos(math.pi / 6), math.sin(math.pi / 6)]))


def test_where_there_is_no_arc_it_goes_straight() -> None:
    first = noise(0)
    assert torch.allclose(slerp(first, first, 0.3), first)
    assert torch.allclose(slerp(first, -first, 0.25), 0.5 * first)
    assert torch.equal(slerp(torch.zeros(3), torch.ones(3), 0.5), torch.full((3,), 0.5))


def test_the_mean_of_several_by_weight() -> None:
    tensors = [noise(seed) for seed in range(3)]
    assert torch.equal(spherical_mean(tensors, [0, 5, 0]), tensors[1])
    assert torch.equal(spherical_mean(tensors, [2, 0, 0]), tensors[0])
    mean = spherical_mean(tensors, [1, 1, 1])
    cosines = [float(torch.cosine_similarity(mean.flatten(), each.flatten(), dim=0)) for each in tensors]
    assert max(cosines) - min(cosines) < 0.1
    heavy = spherical_mean(tensors, [8, 1, 1])
    near = [float((heavy - each).norm()) for each in tensors]
    assert near[0] < 0.5 * min(near[1:])


@pytest.mark.parametrize("weights", [[0, 0], [1, -1], [1]])
def test_weights_that_make_no_sense(weights: list[float]) -> None:
    with pytest.raises(ValueError, match="weight"):
        spherical_mean([noise(0), noise(1)], weights)
    with pytest.raises(ValueError, match="one shape"):
        slerp(torch.zeros(2), torch.zeros(3), 0.5)
