"""Starting from a picture: what is kept is kept exactly, whatever the sampler, and strengths mean levels."""

from __future__ import annotations

import pytest
import torch
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.diffusion.keeping import change_map, keeping, noised, release_levels, sigmas_below
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.schedules import NoisePath
from danqing.diffusion.spacings import partial_sigmas

SIGMAS = {
    NoisePath.VP: torch.tensor([1.0, 0.95, 0.8, 0.6, 0.3, 0.0], dtype=torch.float64),
    NoisePath.FLOW: torch.linspace(1, 0, 6, dtype=torch.float64),
    NoisePath.VE: torch.tensor([20.0, 8.0, 3.0, 1.0, 0.2, 0.0], dtype=torch.float64),
}


def drawn(seed: int) -> Tensor:
    return torch.randn(1, 2, 4, 4, generator=torch.Generator().manual_seed(seed), dtype=torch.float64)


def flatten(x: Tensor, sigma: Tensor) -> Tensor:
    """A denoiser with an opinion of its own everywhere."""
    return 0.1 * x.tanh() - 3


@pytest.mark.parametrize("path", NoisePath)
@pytest.mark.parametrize("sampler", SAMPLERS)
def test_what_is_kept_ends_as_it_was_and_stays_on_its_noised_self(sampler: str, path: NoisePath) -> None:
    sigmas, original, noise = SIGMAS[path], drawn(0), drawn(1)
    strength = torch.zeros(1, 1, 4, 4, dtype=torch.float64)
    strength[..., 2:] = 1
    release = release_levels(sigmas, strength)
    seen: list[tuple[float, Tensor]] = []

    def watching(x: Tensor, sigma: Tensor) -> Tensor:
        seen.append((float(sigma[0]), x.clone()))
        return flatten(x, sigma)

    result = SAMPLERS[sampler](
        keeping(watching, original, release),
        noised(original, noise, float(sigmas[0]), path=path),
        sigmas,
        path=path,
        generators=[torch.Generator().manual_seed(2)],
    )
    torch.testing.assert_close(result[..., :2], original[..., :2], atol=1e-9, rtol=0)
    assert (result[..., 2:] - original[..., 2:]).abs().min() > 0.1
    if "sde" not in sampler and "ancestral" not in sampler:  # those draw noise of their own
        for sigma, x in seen:
            on_its_way = noised(original, noise, sigma, path=path)
            torch.testing.assert_close(x[..., :2], on_its_way[..., :2], atol=1e-6, rtol=1e-6)


@pytest.mark.parametrize("strength", [0.2, 0.5, 0.99, 1.0])
def test_a_strength_begins_where_a_shortened_run_does(strength: float) -> None:
    sigmas = SIGMAS[NoisePath.VP]
    release = release_levels(sigmas, strength)
    assert torch.equal(sigmas_below(sigmas, release), partial_sigmas(sigmas, strength))


def test_each_position_is_let_go_at_its_own_level() -> None:
    sigmas, original = SIGMAS[NoisePath.FLOW], drawn(0)
    strength = torch.tensor([0.0, 0.4, 0.79, 1.0], dtype=torch.float64).expand(1, 1, 4, 4)
    release = release_levels(sigmas, strength)
    assert release[0, 0, 0].tolist() == pytest.approx([0, 0.4, 0.6, 1])
    denoise = keeping(lambda x, sigma: torch.full_like(x, 7), original, release)
    for level, free in ((1.0, 1), (0.8, 1), (0.6, 2), (0.4, 3), (0.2, 3)):
        answer = denoise(drawn(1), torch.tensor([level], dtype=torch.float64))
        changed = (answer == 7).all(dim=(0, 1, 2))
        assert changed.tolist() == [False] * (4 - free) + [True] * free


def test_strengths_outside_or_too_small_are_refused() -> None:
    sigmas = SIGMAS[NoisePath.VP]
    for wrong in (-0.1, 1.1, float("nan")):
        with pytest.raises(RequestError, match="between 0"):
            release_levels(sigmas, wrong)
    with pytest.raises(RequestError, match=r"none of the 5 steps to do; use at least 0\.2"):
        sigmas_below(sigmas, release_levels(sigmas, 0.1))


def test_a_mask_in_pixels_becomes_a_map_in_positions() -> None:
    mask = torch.zeros(1, 1, 8, 12)
    mask[..., :4, :4] = 1  # all of the first position
    mask[..., :4, 4:6] = 1  # half of the second
    mask[..., :4, 8:9] = 1  # a quarter of the third
    mask[..., 4:, :4] = 0.5  # grey
    found = change_map(mask, 4, strength=0.8)
    torch.testing.assert_close(found, torch.tensor([[[[0.8, 0.8, 0.4], [0.4, 0.0, 0.0]]]]))
    with pytest.raises(ValueError, match="multiples of 4"):
        change_map(mask[..., :7], 4)
