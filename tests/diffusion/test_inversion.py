"""A picture beside its edit: under the same words it comes back exactly, whatever the sampler."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from danqing.diffusion.inversion import side_by_side
from danqing.diffusion.keeping import noised
from danqing.diffusion.samplers import SAMPLERS, Denoiser, StepInfo
from danqing.diffusion.schedules import NoisePath

SIGMAS = {
    NoisePath.VP: torch.tensor([1.0, 0.95, 0.8, 0.6, 0.3, 0.0], dtype=torch.float64),
    NoisePath.FLOW: torch.linspace(1, 0, 6, dtype=torch.float64),
}
LEAVES_NOISE = torch.tensor([0.95, 0.8, 0.6, 0.3, 0.05], dtype=torch.float64)


def drawn(seed: int) -> Tensor:
    return torch.randn(1, 2, 4, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def two_opinions(shift: float) -> Denoiser:
    """A denoiser that is always wrong, and sees ``shift`` more under the second words."""

    def denoise(x: Tensor, sigma: Tensor) -> Tensor:
        assert len(x) == 2
        return 0.3 * x.tanh() - 1 + torch.tensor([0.0, shift]).view(2, 1, 1, 1)

    return denoise


@pytest.mark.parametrize("path", SIGMAS)
@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("first", [0, 2])
def test_the_same_words_give_the_picture_back(sampler: str, path: NoisePath, first: int) -> None:
    sigmas, original = SIGMAS[path][first:], drawn(0)
    result = side_by_side(SAMPLERS[sampler], original=original)(
        two_opinions(0.0),
        noised(original, drawn(1), float(sigmas[0]), path=path),
        sigmas,
        path=path,
        generators=[torch.Generator().manual_seed(2)],
    )
    torch.testing.assert_close(result, original, atol=1e-9, rtol=0)


def test_a_walk_that_ends_above_zero_leaves_no_noise_in_a_given_picture() -> None:
    original = drawn(0)
    x = noised(original, drawn(1), 0.95, path=NoisePath.VP)
    run = side_by_side(SAMPLERS["ddim"], original=original)
    torch.testing.assert_close(run(two_opinions(0.0), x, LEAVES_NOISE, path=NoisePath.VP), original, atol=1e-9, rtol=0)


def test_other_words_change_it_by_what_they_say() -> None:
    sigmas, original = SIGMAS[NoisePath.VP][1:], drawn(0)
    x, told = noised(original, drawn(1), 0.95, path=NoisePath.VP), list[StepInfo]()
    run = side_by_side(SAMPLERS["ddim"], original=original)
    result = run(two_opinions(0.5), x, sigmas, path=NoisePath.VP, on_step=told.append)
    assert float((result - original).mean()) > 0.3
    assert [info.x0.shape for info in told] == [original.shape] * 4
    half = side_by_side(SAMPLERS["ddim"], original=original, amount=0.0)
    plain = half(two_opinions(0.5), x, sigmas, path=NoisePath.VP)
    assert float((plain - original).abs().mean()) > float((result - original).abs().mean())


@pytest.mark.parametrize("sampler", SAMPLERS)
def test_a_picture_that_does_not_exist_yet_is_drawn_beside(sampler: str) -> None:
    """Without an original and with equal words both are the ordinary picture; blending may keep part of the first."""
    sigmas, x = SIGMAS[NoisePath.VP], drawn(3)

    def alone(x: Tensor, sigma: Tensor) -> Tensor:
        return 0.3 * x.tanh() - 1

    plain = SAMPLERS[sampler](alone, x, sigmas, generators=[torch.Generator().manual_seed(2)], path=NoisePath.VP)
    both = side_by_side(SAMPLERS[sampler])(
        two_opinions(0.0),
        x,
        sigmas,
        generators=[torch.Generator().manual_seed(2)],
        path=NoisePath.VP,
    )
    torch.testing.assert_close(both, plain, atol=1e-9, rtol=0)
    mask = torch.zeros(1, 1, 4, 4)
    mask[..., 2:] = 1
    run = side_by_side(SAMPLERS[sampler], blend=lambda first, second, sigma: first + mask * (second - first))
    part = run(two_opinions(0.5), x, sigmas, generators=[torch.Generator().manual_seed(2)], path=NoisePath.VP)
    torch.testing.assert_close(part[..., :2], plain[..., :2], atol=1e-9, rtol=0)
    assert float((part - plain)[..., 2:].abs().min()) > 0.05
