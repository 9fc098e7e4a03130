"""What says how far a style was taken: closed forms and orders that must hold."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch

from danqing.evaluation.style import edge_similarity, gram, gram_distance, ssim
from danqing.models.vgg import VGG16
from tiny_vgg import write_wheel


def noise(seed: int, size: int = 48) -> torch.Tensor:
    return torch.rand(1, 3, size, size, generator=torch.Generator().manual_seed(seed)) * 2 - 1


def square(left: int, tint: float = 0.0) -> torch.Tensor:
    picture = torch.full((1, 3, 48, 48), 0.8)
    picture[..., 12:36, left : left + 24] = -0.8
    picture[:, 0] += tint
    return picture


def test_gram_is_the_mean_product_of_channels() -> None:
    maps = torch.tensor([[[[1.0, 2.0]], [[3.0, 5.0]]]])
    assert torch.equal(gram(maps), torch.tensor([[2.5, 6.5], [6.5, 17.0]]))


def test_gram_distance_sees_texture_and_not_place(tmp_path: Path) -> None:
    network = VGG16.from_wheel(write_wheel(tmp_path / "vgg.whl"))
    assert gram_distance(network, noise(0), noise(0)) == 0
    assert gram_distance(network, noise(1), noise(0)) < 0.2 < gram_distance(network, square(12), noise(0))
    with pytest.raises(ValueError, match="style must be shaped"):
        gram_distance(network, noise(0), noise(0)[0])


def test_ssim_of_equal_of_shifted_and_of_opposite_pictures() -> None:
    flat = torch.full((1, 1, 16, 16), 0.5)
    assert ssim(flat, flat) == pytest.approx(1)
    small = (0.01 * 2) ** 2
    assert ssim(flat, flat + 0.25) == pytest.approx((2 * 0.5 * 0.75 + small) / (0.25 + 0.5625 + small), abs=1e-4)
    waves = torch.sin(torch.arange(64) * 2.5).expand(1, 1, 64, 64)
    assert ssim(waves, -waves) < -0.5


def test_edges_stay_alike_in_other_colours_and_not_in_other_places() -> None:
    assert edge_similarity(square(12), square(12)) == pytest.approx(1)
    assert edge_similarity(square(12, tint=-0.3), square(12)) > 0.98
    assert edge_similarity(0.3 * square(12), square(12)) > 0.98
    assert edge_similarity(square(18), square(12)) < 0.7
    assert edge_similarity(noise(0), square(12)) < 0.4
    with pytest.raises(ValueError, match="picture must be shaped"):
        edge_similarity(noise(0, 40), square(12))
