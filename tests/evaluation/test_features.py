"""Picture features from a package's archive, with random weights of the real shape."""

from __future__ import annotations

import pytest
import torch

from danqing.evaluation.features import SIZE_PX, PictureFeatures
from tiny_vgg import write_wheel


@pytest.fixture(scope="module")
def features(tmp_path_factory: pytest.TempPathFactory) -> PictureFeatures:
    return PictureFeatures.from_wheel(write_wheel(tmp_path_factory.mktemp("wheel") / "vgg.whl"))


def square(left: int, top: int, color: tuple[float, float, float], size: int = SIZE_PX) -> torch.Tensor:
    picture = torch.ones(3, size, size)
    picture[:, top : top + size // 4, left : left + size // 4] = torch.tensor(color)[:, None, None]
    return picture


def test_each_picture_has_its_own_features_of_mean_square_below_one(features: PictureFeatures) -> None:
    pictures = torch.rand(18, 3, SIZE_PX, SIZE_PX, generator=torch.Generator().manual_seed(0)) * 2 - 1
    found = features(pictures)
    assert found.shape == (18, features.width) == (18, 128 + 256 + 512)
    assert torch.allclose(found[17:], features(pictures[17:]), atol=1e-5)
    assert torch.isfinite(found).all()
    assert 0.3 < float(found.square().mean()) <= 1


def test_says_what_is_there_rather_than_where(features: PictureFeatures) -> None:
    red, moved, blue = features(
        torch.stack([square(16, 16, (1, -1, -1)), square(80, 64, (1, -1, -1)), square(16, 16, (-1, -1, 1))])
    )
    assert (red - moved).norm() < 0.6 * (red - blue).norm()


def test_pictures_of_another_size_are_brought_to_the_right_one(features: PictureFeatures) -> None:
    small, large, other = (
        features(square(32, 32, (1, -1, -1))[None]),
        *(features(square(2 * 32, 2 * 32, color, 2 * SIZE_PX)[None]) for color in ((1, -1, -1), (-1, 1, -1))),
    )
    assert (small - large).norm() < 0.3 * (small - other).norm()
    with pytest.raises(ValueError, match=r"pictures must be shaped \(B, 3, H, W\)"):
        features(torch.zeros(3, 8, 8))
