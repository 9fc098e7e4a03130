"""The picture tower: a small ``CLIPVisionModel``, alone or saved with the text tower as one stock ``CLIPModel``."""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from pathlib import Path

import torch
from safetensors.torch import load_file, save_file
from torch import Tensor, nn
from transformers import (
    CLIPConfig,
    CLIPModel,
    CLIPTextModel,
    CLIPVisionConfig,
    CLIPVisionModel,
    CLIPVisionModelWithProjection,
)

from danqing.clip.contrastive import clamp_scale
from danqing.families.picture_words import PROJECTION_FILE, PROJECTION_KEY, SETTINGS_FILE, hash_of_tower
from danqing.training.checkpoints import write_networks
from danqing.training.text_tower import declare_float32


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
    return CLIPVisionModel(_stock_config(config))


def make_picture_tower(config: VisionTowerConfig, space_width: int) -> CLIPVisionModelWithProjection:
    """A fresh picture tower with its map into a space of ``space_width``."""
    return CLIPVisionModelWithProjection(_stock_config(config, projection_dim=space_width))


def _stock_config(config: VisionTowerConfig, **more: int) -> CLIPVisionConfig:
    return CLIPVisionConfig(
        image_size=config.image_px,
        patch_size=config.patch_px,
        hidden_size=config.width,
        intermediate_size=config.inner_width,
        num_hidden_layers=config.layers,
        num_attention_heads=config.heads,
        hidden_act="gelu",
        **more,
    )


def small(weight: Tensor) -> Tensor:
    """A weight as it is stored: matrices and kernels in one byte a number (E4M3), the few others in float16.

    Stock transformers widens them again on reading. Random weights of a small tower give pictures the same place to a
    cosine of 0.999. Reference: arXiv 2209.05433.
    """
    return weight.detach().to(torch.float8_e4m3fn if weight.ndim > 1 else torch.float16).contiguous()


def save_picture_tower(
    vision: CLIPVisionModelWithProjection,
    text_projection: nn.Linear,
    scales: dict[str, float],
    text_folder: Path,
    folder: Path,
    *,
    card: str = "",
) -> Path:
    """Write the picture side of a CLIP whose text tower is that of a model; see :mod:`danqing.families.picture_words`.

    Args:
        vision: with its map into the joint space; stock transformers opens the folder as this class.
        text_projection: of the text tower's pooled state into the same space.
        scales: inverse temperatures by what is asked.
        text_folder: the text tower that it was trained against.
        folder: made whole or not at all.
        card: what its README.md says, if anything.
    """
    settings = {"text_encoder": hash_of_tower(text_folder), "scales": {k: round(v, 4) for k, v in scales.items()}}

    def write(part: Path) -> None:
        vision.save_pretrained(part, state_dict={name: small(weight) for name, weight in vision.state_dict().items()})
        declare_float32(part)
        save_file({PROJECTION_KEY: small(text_projection.weight)}, part / PROJECTION_FILE)
        (part / SETTINGS_FILE).write_text(json.dumps(settings, indent=1) + "\n", encoding="utf-8")
        if card:
            (part / "README.md").write_text(card, encoding="utf-8")

    write_networks(folder, write)
    return folder


@torch.no_grad()
def load_picture_tower(vision: CLIPVisionModelWithProjection, text_projection: nn.Linear, folder: Path) -> None:
    """Put the weights of a folder that :func:`save_picture_tower` wrote into networks of its shape."""
    found = load_file(folder / "model.safetensors")
    vision.load_state_dict({name: weight.float() for name, weight in found.items()})
    text_projection.weight.copy_(load_file(folder / PROJECTION_FILE)[PROJECTION_KEY].float())


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
