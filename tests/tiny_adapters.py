"""Tiny LoRA and embedding files with random weights, in the spellings that people share."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from safetensors.torch import save_file
from torch import Tensor

ATTENTION = ("to_q", "to_k", "to_v", "to_out.0")
TEXT = ("q_proj", "k_proj", "v_proj", "out_proj")


def random_changes(folder: Path, *, rank: int = 3, seed: int = 0, convolutions: bool = True) -> dict[str, Any]:
    """Random (down, up) pairs for layers of a tiny Stable Diffusion folder, by ``unet.…`` and ``text_encoder.…``."""
    from diffusers import UNet2DConditionModel
    from transformers import CLIPTextModel

    draw = torch.Generator().manual_seed(seed)
    unet = UNet2DConditionModel.from_pretrained(folder / "unet")
    text = CLIPTextModel.from_pretrained(folder / "text_encoder")
    found: dict[str, tuple[Tensor, Tensor]] = {}
    for network, root, ends in (
        ("unet", unet, (*ATTENTION, *(("conv1", "proj_in") if convolutions else ()))),
        ("text_encoder", text, TEXT),
    ):
        for name, module in root.named_modules():
            if name.endswith(ends):
                weight = module.weight
                down = torch.randn(rank, *weight.shape[1:], generator=draw) / weight[0].numel() ** 0.5
                up = torch.randn(len(weight), rank, *(1,) * (weight.ndim - 2), generator=draw)
                found[f"{network}.{name}"] = (down, up)
    return found


def write_peft(path: Path, changes: dict[str, Any], *, metadata: dict[str, str] | None = None) -> Path:
    """As Diffusers' ``save_lora_weights`` spells it."""
    tensors = {}
    for name, (down, up) in changes.items():
        tensors[f"{name}.lora_A.weight"], tensors[f"{name}.lora_B.weight"] = down, up
    save_file(tensors, path, metadata=metadata)
    return path


def write_kohya(path: Path, changes: dict[str, Any], *, alpha: float = 2.0) -> Path:
    """As kohya's scripts spell it, with ``.alpha``."""
    tensors = {}
    for name, (down, up) in changes.items():
        network, _, layer = name.partition(".")
        layer = layer if network == "unet" or layer.startswith("text_model.") else f"text_model.{layer}"
        flat = f"{'lora_unet' if network == 'unet' else 'lora_te'}_{layer.replace('.', '_')}"
        tensors[f"{flat}.lora_down.weight"], tensors[f"{flat}.lora_up.weight"] = down, up
        tensors[f"{flat}.alpha"] = torch.tensor(alpha)
    save_file(tensors, path)
    return path


def write_embedding(
    path: Path, *, key: str = "<toy>", vectors: int = 1, width: int = 32, seed: int = 0, flat: bool = False
) -> Path:
    """An embedding; ``flat`` writes one vector as one dimension, as Diffusers does."""
    draw = torch.randn(vectors, width, generator=torch.Generator().manual_seed(seed))
    save_file({key: draw[0].clone() if flat else draw}, path)
    return path
