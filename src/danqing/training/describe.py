"""What a recipe will do, counted without doing it: for ``--dry-run``."""

from __future__ import annotations

from dataclasses import dataclass, replace

import torch
from torch import nn
from transformers import CLIPTextConfig, CLIPTextModel

from danqing.data.scenes import SHARD_SCENES
from danqing.training.autoencoder import PatchDiscriminator, make_autoencoder
from danqing.training.config import LoopConfig
from danqing.training.diffusion import make_network
from danqing.training.recipe import CLIP, Recipe
from danqing.training.vision_tower import make_picture_tower

TEXT_BYTES_PER_SCENE = 2_500  # captions in two languages and the ground truth, as JSON
BYTES_PER_WEIGHT = 16  # of a checkpoint: the weight, its average, and two moments in float32


@dataclass(frozen=True, kw_only=True)
class StageDescription:
    """One stage of a recipe.

    Args:
        images: scenes written, or training images seen.
        steps: optimiser steps on one device; 0 where nothing is trained.
        batch_size: images of one step; 0 where nothing is trained.
        num_weights: trained weights; 0 where nothing is trained.
        disk_bytes: what the stage leaves on disk, about.
    """

    name: str
    images: int
    steps: int = 0
    batch_size: int = 0
    num_weights: int = 0
    disk_bytes: int


def describe_recipe(recipe: Recipe) -> tuple[StageDescription, ...]:
    """The stages of a recipe in order, with sizes, steps, weights and disk use; no weight is made."""
    text, autoencoder, network, tower = (_count(part) for part in _networks(recipe))
    scenes = _whole_shards(recipe.num_scenes) + _whole_shards(recipe.num_held_out)
    crops = _whole_shards(recipe.num_scenes) * len(recipe.crops)  # at most: some scenes have no room for a crop
    channels, factor = recipe.autoencoder.latent_channels, recipe.autoencoder.factor
    latent_bytes = 2 * channels * (recipe.size // factor) ** 2
    stages = (
        StageDescription(name="scenes", images=scenes, disk_bytes=scenes * (3 * recipe.size**2 + TEXT_BYTES_PER_SCENE)),
        _training("text", recipe.text.loop, text),
        _training("autoencoder", recipe.autoencoder.loop, autoencoder),
        StageDescription(
            name="latents",
            images=scenes + crops,
            disk_bytes=(scenes + crops) * (latent_bytes + TEXT_BYTES_PER_SCENE // 2),
        ),
        _training("diffusion", recipe.diffusion.loop, network),
        StageDescription(name="assemble", images=0, disk_bytes=2 * (text + autoencoder + network)),
        *([_training(CLIP, recipe.clip.loop, tower)] if recipe.clip is not None else []),
    )
    return tuple(stage for stage in stages if stage.name in recipe.stages)


def _training(name: str, loop: LoopConfig, num_weights: int) -> StageDescription:
    per_step = loop.images_per_step()
    return StageDescription(
        name=name,
        images=loop.num_images,
        steps=-(-loop.num_images // per_step),
        batch_size=per_step,
        num_weights=num_weights,
        disk_bytes=num_weights * (BYTES_PER_WEIGHT * loop.num_checkpoints + 4),
    )


def _networks(recipe: Recipe) -> tuple[list[nn.Module], list[nn.Module], list[nn.Module], list[nn.Module]]:
    """The networks of the trainers, as shapes without memory; the last list is empty without a picture tower."""
    tower = recipe.text.text
    fresh = (
        replace(recipe.autoencoder, start_from=None, frozen_encoder=False),
        replace(recipe.diffusion, start_from=None),
    )
    with torch.device("meta"):
        text = CLIPTextModel(
            CLIPTextConfig(
                vocab_size=recipe.vocabulary,
                hidden_size=tower.width,
                intermediate_size=tower.inner_width,
                num_hidden_layers=tower.layers,
                num_attention_heads=tower.heads,
                max_position_embeddings=tower.max_tokens,
                bos_token_id=None,
                eos_token_id=None,
            )
        )
        autoencoder: list[nn.Module] = [make_autoencoder(fresh[0], size=recipe.size)]
        if recipe.autoencoder.adversarial_weight:
            autoencoder.append(PatchDiscriminator())
        network = make_network(fresh[1], recipe.size // recipe.autoencoder.factor)
        picture: list[nn.Module] = []
        if recipe.clip is not None:
            picture.append(make_picture_tower(recipe.clip.vision, recipe.clip.width))
            picture.append(nn.Linear(tower.width, recipe.clip.width, bias=False))
    return [text], autoencoder, [network], picture


def _count(networks: list[nn.Module]) -> int:
    return sum(weight.numel() for network in networks for weight in network.parameters())


def _whole_shards(count: int) -> int:
    shard = min(count, SHARD_SCENES)
    return -(-count // shard) * shard
