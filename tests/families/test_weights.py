"""Weights are read whole and one copy of them is kept, however a file is read."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from safetensors.torch import load_file

from danqing.families import weights
from danqing.families.checkpoint import open_checkpoint
from danqing.families.weights import load_network

UNET = "unet/diffusion_pytorch_model.safetensors"
MAPS = Path("/proc/self/maps")


@pytest.mark.parametrize("most", [0, 2**30])
@pytest.mark.parametrize("dtype", [torch.float32, torch.bfloat16])
def test_a_file_read_in_pieces_gives_the_same(
    tiny_folders: dict[str, Path], monkeypatch: pytest.MonkeyPatch, most: int, dtype: torch.dtype
) -> None:
    monkeypatch.setattr(weights, "MOST_MAPPED_BYTES", most)
    folder = tiny_folders["sd1"]
    component = open_checkpoint(folder).component("unet")
    network = load_network(component, lambda: UNet2DConditionModel.from_config(dict(component.config)), dtype)
    stored = load_file(folder / UNET)
    loaded = network.state_dict()
    assert loaded.keys() == stored.keys()
    assert all(torch.equal(loaded[name], stored[name].to(dtype)) for name in stored)


@pytest.mark.skipif(not MAPS.exists(), reason="tells of memory on Linux only")
def test_no_weight_lies_in_the_file(tiny_folders: dict[str, Path]) -> None:
    component = open_checkpoint(tiny_folders["sd1"]).component("unet")
    network = load_network(component, lambda: UNet2DConditionModel.from_config(dict(component.config)))
    assert UNET not in MAPS.read_text(), "the file is mapped no longer"
    assert len(network.state_dict()) > 0
