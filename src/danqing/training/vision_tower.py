"""The picture tower: a small ``CLIPVisionModel``, and the two towers saved as one stock ``CLIPModel``."""

from __future__ import annotations

import math
from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn
from transformers import CLIPConfig, CLIPModel, CLIPTextModel, CLIPVisionConfig, CLIPVisionModel

from danqing.clip.contrastive import clamp_scale
from danqing.training.checkpoints import write_networks


@dataclass(frozen=True, kw_only=True)
class VisionTowerConfig:
    """Size of the picture tower; the default has about 3 million weights and reads 64 patches of 8 px."""

    image_px: int = 64
    patch_px: int = 8
    width: int = 192
    layers: int = 6
    heads: int = 3
    inner_width: int = 768


def build_vision_tower(config: VisionTowerConfig) -> CLIPVisionModel:
    """A fresh picture tower for square pictures in [-1, 1]."""
    return CLIPVisionModel(
        CLIPVisionConfig(
            image_size=config.image_px,
            patch_size=config.patch_px,
            hidden_size=config.width,
            intermediate_size=config.inner_width,
            num_hidden_layers=config.layers,
            num_attention_heads=config.heads,
            hidden_act="gelu",
        )
    )


def save_dual_encoder(
    text: CLIPTextModel,
    vision: CLIPVisionModel,
    text_projection: nn.Linear,
    visual_projection: nn.Linear,
    log_scale: Tensor,
    folder: Path,
) -> Path:
    """Write both towers as one ``CLIPModel`` (float16 safetensors) that stock transformers opens."""
    config = CLIPConfig(
        text_config=text.config.to_dict(),
        vision_config=vision.config.to_dict(),
        projection_dim=text_projection.out_features,
    )
    whole = CLIPModel(config)
    with torch.no_grad():
        whole.text_model.load_state_dict(text.state_dict())
        whole.vision_model.load_state_dict(vision.state_dict())
        whole.text_projection.load_state_dict(text_projection.state_dict())
        whole.visual_projection.load_state_dict(visual_projection.state_dict())
        whole.logit_scale.copy_(clamp_scale(log_scale).log())
    write_networks(folder, lambda part: whole.to(torch.float16).save_pretrained(part))
    return folder


def picture_tower_of(model: CLIPModel, images_BCHW: Tensor) -> Tensor:
    """Pictures in [-1, 1] at the model's size to its joint space, (B, D)."""
    places: Tensor = model.visual_projection(model.vision_model(images_BCHW).pooler_output)
    return places


def scale_of(model: CLIPModel) -> float:
    """The inverse temperature that the model was trained to, at most 100."""
    return math.exp(model.logit_scale.item())
