"""Networks that wrap follow a picture that is shifted round; others do not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import torch
from torch import Tensor

from danqing.backends.registry import make_backend
from danqing.core.errors import RequestError
from danqing.families.family import Family
from danqing.families.registry import load_family


@pytest.fixture(scope="module")
def families(tiny_folders: dict[str, Path]) -> dict[str, Family]:
    backend = make_backend("torch", device="cpu", precision="float32")
    return {name: load_family(tiny_folders[name], backend) for name in ("sd1", "mini", "sd3")}


def latents(family: Family, height: int, width: int) -> Tensor:
    channels = family.latent_shape(family.defaults.width, family.defaults.height)[0]
    return torch.randn(1, channels, height, width, generator=torch.Generator().manual_seed(0))


def shift_error(run: Callable[[Tensor], Tensor], x: Tensor, shift: tuple[int, int], factor: int = 1) -> float:
    """How far ``run`` is from following a shift, relative to the spread of its result."""
    result = run(x)
    moved = run(x.roll(shift, (-2, -1)))
    expected = result.roll((factor * shift[0], factor * shift[1]), (-2, -1))
    return float((moved - expected).abs().max() / result.std())


@pytest.mark.parametrize("name", ["sd1", "mini"])
def test_a_u_net_that_wraps_follows_shifts(families: dict[str, Family], name: str) -> None:
    family = families[name]
    (words,) = family.encode("a cat")
    sigma = torch.tensor([0.7], dtype=torch.float64)
    x = latents(family, 8, 12)

    def run(x: Tensor) -> Tensor:
        return family.denoise(x, sigma, words)

    plain = run(x)
    with family.wrapping("xy"):
        assert shift_error(run, x, (2, 4)) < 1e-3
        assert not torch.equal(run(x), plain)
    with family.wrapping("x"):
        assert shift_error(run, x, (0, 4)) < 1e-3
        assert shift_error(run, x, (2, 0)) > 1e-3
    assert shift_error(run, x, (0, 4)) > 1e-3
    with family.wrapping("xy", denoiser=False):
        assert torch.equal(run(x), plain)
    assert torch.equal(run(x), plain), "nothing stays behind"


@pytest.mark.parametrize("name", ["sd1", "mini", "sd3"])
def test_a_decoder_that_wraps_follows_shifts(families: dict[str, Family], name: str) -> None:
    family = families[name]
    x = latents(family, 6, 8)
    pixels = family.decode(x).shape[-1] // 8
    with family.wrapping("xy", denoiser=False):
        assert shift_error(family.decode, x, (1, 3), pixels) < 1e-3
    assert shift_error(family.decode, x, (1, 3), pixels) > 1e-2


def test_a_transformer_sees_windows_half_way_round(families: dict[str, Family]) -> None:
    family = families["sd3"]
    (words,) = family.encode("a cat")
    sigma = torch.tensor([0.7], dtype=torch.float64)
    x = latents(family, 8, 8)

    def run(x: Tensor) -> Tensor:
        return family.denoise(x, sigma, words)

    plain = run(x)
    with family.wrapping("x"):
        assert shift_error(run, x, (0, 4)) < 1e-3
    assert shift_error(run, x, (0, 4)) > 1e-2
    assert torch.equal(run(x), plain)


def test_a_u_net_needs_sizes_that_it_can_halve(families: dict[str, Family]) -> None:
    family = families["mini"]
    (words,) = family.encode("a cat")
    sigma = torch.tensor([0.7], dtype=torch.float64)
    x = latents(family, 4, 5)
    family.denoise(x, sigma, words)
    with family.wrapping("y"):
        family.denoise(x, sigma, words)
    with family.wrapping("x"), pytest.raises(RequestError, match="a multiple of 32 pixels wide, not 80"):
        family.denoise(x, sigma, words)
