"""Decoding and coding in tiles come close to the whole, because norms know the whole picture."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from torch import Tensor
from torch.nn import functional as F

from danqing.backends.registry import make_backend
from danqing.families.checkpoint import open_checkpoint
from danqing.families.components import Autoencoder
from danqing.families.tiles import Tiles


@pytest.fixture(scope="module")
def autoencoder(tiny_folders: dict[str, Path]) -> Autoencoder:
    """In tiles of 16 latent positions."""
    made = Autoencoder(open_checkpoint(tiny_folders["sd1"]), make_backend("torch", device="cpu", precision="float32"))
    made._tiles.side = 16
    return made


def uneven(channels: int, height: int, width: int) -> Tensor:
    """Smooth on the left, rough on the right, so that parts have other statistics than the whole."""
    noise = torch.randn(1, channels, height, width, generator=torch.Generator().manual_seed(0))
    return noise * torch.linspace(0.2, 2.0, width) + torch.linspace(-1, 1, height)[:, None]


def relative(first: Tensor, second: Tensor) -> float:
    return float((first - second).square().mean().sqrt() / second.std())


def test_tiles_come_close_to_the_whole(autoencoder: Autoencoder) -> None:
    latents = uneven(4, 24, 48)
    whole = autoencoder(latents)
    with autoencoder.acting(tiled=True):
        tiled = autoencoder(latents)
    assert tiled.shape == whole.shape
    assert torch.equal(autoencoder(latents), whole), "nothing stays behind"
    assert relative(tiled, whole) < 0.3


def test_what_one_tile_covers_is_decoded_whole(autoencoder: Autoencoder) -> None:
    latents = uneven(4, 16, 12)
    whole = autoencoder(latents)
    with autoencoder.acting(tiled=True):
        assert torch.equal(autoencoder(latents), whole)


def test_pictures_are_coded_in_tiles(autoencoder: Autoencoder) -> None:
    pixels = F.interpolate(uneven(3, 24, 48), scale_factor=2, mode="bilinear").clamp(-1, 1)
    whole = autoencoder.encode(pixels)
    with autoencoder.acting(tiled=True):
        tiled = autoencoder.encode(pixels)
    assert tiled.shape == whole.shape
    assert relative(tiled, whole) < 0.4


def test_tiles_of_a_ring_meet(autoencoder: Autoencoder) -> None:
    latents = uneven(4, 16, 48)
    latents = torch.cat([latents, latents.flip(-1)], -1)  # its ends are alike
    with autoencoder.acting(tiled=True, wrap="x"):
        ring = autoencoder(latents)
    with autoencoder.acting(tiled=True):
        line = autoencoder(latents)

    def seam(pixels: Tensor) -> float:
        return float((pixels[..., 0] - pixels[..., -1]).abs().mean() / pixels.diff(dim=-1).abs().mean())

    assert seam(ring) < seam(line)


def test_the_size_of_tiles_depends_on_the_network_alone() -> None:
    network = torch.nn.Sequential()
    assert Tiles(network, 8, 5120).side == 49  # Stable Diffusion's: 392 pixels
    assert Tiles(network, 8, 10**9).side == 16
