"""Tiny real checkpoints of further shapes, beside ``tiny.py``, and the stock pipeline's picture to compare with."""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from danqing.models.presets import UNetShape, make_unet
from danqing.training.tokenizer import train_tokenizer
from tiny import build_clip_tokenizer

MINI_CHANNELS = UNetShape().latent_channels


def build_mini(folder: Path, *, seed: int = 1, **scheduler_changes: Any) -> Path:
    """A Stable Diffusion folder of danqing-mini's shape: 40 tokens, masked padding, factor 16, 32 channels, v.

    Its U-Net is danqing-mini's own in small, which also pools the caption and adds it to the noise level's embedding.
    """
    from diffusers import AutoencoderKL, DDIMScheduler, StableDiffusionPipeline
    from transformers import CLIPTextModel

    torch.manual_seed(seed)
    tokenizer = train_tokenizer(["a cat", "the dog", "red", "橘猫", "草地"], vocabulary=300, max_tokens=40)
    shape = UNetShape(
        block_out_channels=(32, 64),
        head_channels=16,
        text_channels=32,
        latent_channels=MINI_CHANNELS,
        time_channels=48,
        pooling_heads=4,
    )
    unet = make_unet(shape, sample_size=4)
    unet.register_to_config(sample_size=(4, 6))
    unet.conv_out.reset_parameters()  # training begins with zeros there, which would hide the rest of the network
    scheduler: dict[str, Any] = {
        "beta_start": 0.00085,
        "beta_end": 0.012,
        "beta_schedule": "scaled_linear",
        "clip_sample": False,
        "steps_offset": 1,
        "prediction_type": "v_prediction",
        "rescale_betas_zero_snr": True,
        "timestep_spacing": "trailing",
    }
    pipeline = StableDiffusionPipeline(
        vae=_autoencoder(AutoencoderKL, channels=MINI_CHANNELS, levels=5),
        text_encoder=CLIPTextModel(_clip_config(tokenizer, positions=40, use_attention_mask=True)),
        tokenizer=tokenizer,
        unet=unet,
        scheduler=DDIMScheduler(**{**scheduler, **scheduler_changes}),
        safety_checker=None,
        feature_extractor=None,
        requires_safety_checker=False,
    )
    pipeline.save_pretrained(folder)
    return folder


def build_stable_diffusion_3(folder: Path, *, t5: bool, seed: int = 2, **scheduler_changes: Any) -> Path:
    """A tiny ``StableDiffusion3Pipeline`` folder, with or without its third text encoder."""
    from diffusers import (
        AutoencoderKL,
        FlowMatchEulerDiscreteScheduler,
        SD3Transformer2DModel,
        StableDiffusion3Pipeline,
    )
    from transformers import CLIPTextModelWithProjection, T5Config, T5EncoderModel, T5Tokenizer

    torch.manual_seed(seed)
    clips = [build_clip_tokenizer(), build_clip_tokenizer()]
    encoders = [
        CLIPTextModelWithProjection(_clip_config(tokenizer, positions=77, projection_dim=width))
        for tokenizer, width in zip(clips, (32, 16), strict=True)
    ]
    marks = [("<pad>", 0.0), ("</s>", 0.0), ("<unk>", 0.0), ("▁", -2.0)]
    words = [(f"▁{word}", -3.0) for word in ("a", "red", "cat", "dog")] + [(letter, -5.0) for letter in "abcdegorst"]
    tokenizer_3 = T5Tokenizer(vocab=marks + words, extra_ids=0, model_max_length=512) if t5 else None
    config_3 = T5Config(vocab_size=64, d_model=64, d_kv=8, d_ff=37, num_layers=2, num_heads=4)
    transformer = SD3Transformer2DModel(
        sample_size=8,
        patch_size=2,
        in_channels=4,
        out_channels=4,
        num_layers=2,
        attention_head_dim=8,
        num_attention_heads=4,
        joint_attention_dim=64,
        caption_projection_dim=32,
        pooled_projection_dim=48,
        pos_embed_max_size=12,
    )
    pipeline = StableDiffusion3Pipeline(
        transformer=transformer,
        scheduler=FlowMatchEulerDiscreteScheduler(**{"shift": 3.0, **scheduler_changes}),
        vae=_autoencoder(AutoencoderKL, channels=4, levels=2, shift_factor=0.0609, scaling_factor=1.5305),
        text_encoder=encoders[0],
        tokenizer=clips[0],
        text_encoder_2=encoders[1],
        tokenizer_2=clips[1],
        text_encoder_3=T5EncoderModel(config_3) if t5 else None,
        tokenizer_3=tokenizer_3,
    )
    pipeline.save_pretrained(folder)
    return folder


def edit_json(path: Path, **changes: Any) -> None:
    """Change or (with None) delete keys of a JSON file."""
    values = {**json.loads(path.read_text()), **changes}
    path.write_text(json.dumps({key: value for key, value in values.items() if value is not None}))


def stock_picture(pipeline: Any, prompt: str, *, noise: Tensor, **options: Any) -> Tensor:
    """The stock pipeline's picture (1, 3, H, W) in [0, 1] from the given noise."""
    pipeline.set_progress_bar_config(disable=True)
    result = pipeline(prompt, latents=noise, output_type="pt", **options)
    images: Tensor = result.images
    return images


def _clip_config(tokenizer: Any, *, positions: int, **changes: Any) -> Any:
    from transformers import CLIPTextConfig

    return CLIPTextConfig(
        vocab_size=len(tokenizer),
        hidden_size=32,
        intermediate_size=37,
        num_hidden_layers=3,
        num_attention_heads=4,
        max_position_embeddings=positions,
        bos_token_id=tokenizer.bos_token_id,
        eos_token_id=tokenizer.eos_token_id,
        pad_token_id=tokenizer.pad_token_id,
        **changes,
    )


def _autoencoder(kind: Any, *, channels: int, levels: int, **changes: Any) -> Any:
    return kind(
        in_channels=3,
        out_channels=3,
        latent_channels=channels,
        block_out_channels=(8,) * levels,
        norm_num_groups=4,
        down_block_types=("DownEncoderBlock2D",) * levels,
        up_block_types=("UpDecoderBlock2D",) * levels,
        sample_size=8 * math.prod((2,) * (levels - 1)),
        **changes,
    )
