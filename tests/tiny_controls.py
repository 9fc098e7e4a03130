"""Tiny real ControlNets for the tiny checkpoints, with random weights where training would begin at zero."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from torch import nn

from danqing.models.small_control import SmallControlShape, make_small_control

_SHARED = (
    "in_channels",
    "down_block_types",
    "block_out_channels",
    "layers_per_block",
    "norm_num_groups",
    "cross_attention_dim",
    "attention_head_dim",
    "use_linear_projection",
    "resnet_time_scale_shift",
    "addition_embed_type",
    "addition_embed_type_num_heads",
)


def build_stock_control(folder: Path, base: Path, *, seed: int = 11) -> Path:
    """Write a stock ``ControlNetModel`` folder for the checkpoint ``base``."""
    from diffusers import ControlNetModel

    torch.manual_seed(seed)
    unet = json.loads((base / "unet" / "config.json").read_text())
    vae = json.loads((base / "vae" / "config.json").read_text())
    steps = len(vae["block_out_channels"])
    net = ControlNetModel(**{name: unet[name] for name in _SHARED}, conditioning_embedding_out_channels=(8,) * steps)
    _stir(net)
    net.save_pretrained(folder)
    return folder


def build_small_control(folder: Path, base: Path, *, seed: int = 12) -> Path:
    """Write a folder of our small kind for the checkpoint ``base``."""
    torch.manual_seed(seed)
    unet = json.loads((base / "unet" / "config.json").read_text())
    vae = json.loads((base / "vae" / "config.json").read_text())
    shape = SmallControlShape(block_out_channels=(16, 32), picture_channels=(8,), time_channels=24, head_channels=16)
    net = make_small_control(unet, 2 ** (len(vae["block_out_channels"]) - 1), shape)
    _stir(net)
    net.save_pretrained(folder)
    return folder


@torch.no_grad()
def _stir(net: nn.Module) -> None:
    for weight in net.parameters():
        if not weight.any():
            weight.normal_(std=0.03)
