"""A tiny but real picture tower with random weights, for the text tower of a tiny model."""

from __future__ import annotations

from pathlib import Path


def build_picture_tower(model: Path, folder: Path, *, image_px: int = 16, seed: int = 0) -> Path:
    """Write a picture tower that belongs to the text tower of ``model`` and return its folder."""
    import json

    import torch
    from torch import nn

    from danqing.training.vision_tower import VisionTowerConfig, make_picture_tower, save_picture_tower

    torch.manual_seed(seed)
    config = VisionTowerConfig(image_px=image_px, patch_px=8, width=32, layers=1, heads=2, inner_width=64)
    width = json.loads((model / "text_encoder" / "config.json").read_text("utf-8"))["hidden_size"]
    return save_picture_tower(
        make_picture_tower(config, 16),
        nn.Linear(width, 16, bias=False),
        {"caption": 20.0, "name": 30.0, "fact": 10.0},
        model / "text_encoder",
        folder,
    )
