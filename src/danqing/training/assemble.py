"""From trained parts to a Diffusers folder that the stock library opens, with its papers."""

from __future__ import annotations

import json
from pathlib import Path

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from diffusers.schedulers.scheduling_ddim import DDIMScheduler
from diffusers.schedulers.scheduling_flow_match_euler_discrete import (
    FlowMatchEulerDiscreteScheduler,
)
from safetensors import safe_open
from safetensors.torch import save_file
from torch import nn
from transformers import (
    CLIPTextModel,
    CLIPTextModelWithProjection,
    PreTrainedTokenizerFast,
)

from danqing.data.styles import STYLES
from danqing.diffusion.losses import OBJECTIVES
from danqing.storage.files import write_atomically
from danqing.training.card import Papers, Part, write_papers
from danqing.training.checkpoints import write_networks
from danqing.training.recipe import Recipe
from danqing.training.text_tower import declare_float32
from danqing.training.vision_tower import small


def assemble_checkpoint(
    folder: Path,
    recipe: Recipe,
    *,
    network: UNet2DConditionModel | SD3Transformer2DModel,
    autoencoder: AutoencoderKL,
    tower: CLIPTextModel,
    tokenizer: PreTrainedTokenizerFast,
    papers: Papers,
) -> Path:
    """Write the whole checkpoint in float16 safetensors, the text tower's matrices in 8 bits.

    What was in ``folder`` is replaced only once it is complete.

    Args:
        papers: what the model card and the attribution beside the networks say.

    Raises:
        FailureError: the disk is full; what was in ``folder`` stays.
    """
    # Only here, because they load half of the library.
    from diffusers.pipelines.stable_diffusion.pipeline_stable_diffusion import StableDiffusionPipeline
    from diffusers.pipelines.stable_diffusion_3.pipeline_stable_diffusion_3 import StableDiffusion3Pipeline

    parts = _parts(recipe, network, autoencoder, tower, tokenizer)
    if isinstance(network, UNet2DConditionModel):
        pipeline = StableDiffusionPipeline(
            vae=autoencoder,
            text_encoder=tower,
            tokenizer=tokenizer,
            unet=network,
            scheduler=DDIMScheduler(
                beta_schedule="squaredcos_cap_v2",
                prediction_type=OBJECTIVES[recipe.diffusion.objective].prediction,
                rescale_betas_zero_snr=True,
                timestep_spacing="trailing",
                clip_sample=False,
                set_alpha_to_one=True,
                steps_offset=1,  # unused by trailing spacing, but the stock pipeline warns of anything else
            ),
            safety_checker=None,
            feature_extractor=None,
            requires_safety_checker=False,
        )
    else:
        projected = _with_projection(tower)
        autoencoder.register_to_config(shift_factor=0.0)  # the stock SD3 pipeline adds it, so None would not do
        pipeline = StableDiffusion3Pipeline(
            vae=autoencoder,
            text_encoder=projected,
            tokenizer=tokenizer,
            text_encoder_2=projected,
            tokenizer_2=tokenizer,
            text_encoder_3=None,
            tokenizer_3=None,
            transformer=network,
            scheduler=FlowMatchEulerDiscreteScheduler(),
        )
    defaults = {
        "sampler": recipe.sampler,
        "steps": recipe.steps,
        "guidance": recipe.guidance,
        "width": recipe.size,
        "height": recipe.size,
        "styles": {style.key: {"en": style.en[0], "zh": style.zh[0]} for style in STYLES.values()},
    }

    for each in pipeline.components.values():
        if isinstance(each, nn.Module):
            nn.Module.to(each, torch.float16)  # diffusers' own .to() speaks of float32 parts that these do not have

    def write(part: Path) -> None:
        pipeline.save_pretrained(part, safe_serialization=True)
        for text_encoder in part.glob("text_encoder*"):
            declare_float32(text_encoder)
            narrow(text_encoder / "model.safetensors")
        _name_tokenizers(part / "model_index.json")
        for path in part.glob("*/*config.json"):
            _forget_places(path)
        (part / "danqing.json").write_text(json.dumps(defaults, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
        write_papers(part, recipe, parts, papers)

    return write_networks(folder, write)


def narrow(path: Path) -> None:
    """Store a text tower's matrices in one byte a number: 3% of noise on each weight, and half of the file.

    The places of words stay as they are; they are small numbers, and few.
    """
    with safe_open(path, framework="pt") as source:
        weights = {name: source.get_tensor(name) for name in source.keys()}  # noqa: SIM118 (it is no mapping)
        about = source.metadata()
    narrowed = {name: each if "position_embedding" in name else small(each) for name, each in weights.items()}
    write_atomically(path, lambda temporary: save_file(narrowed, temporary, metadata=about))


def _parts(
    recipe: Recipe,
    network: UNet2DConditionModel | SD3Transformer2DModel,
    autoencoder: AutoencoderKL,
    tower: CLIPTextModel,
    tokenizer: PreTrainedTokenizerFast,
) -> list[Part]:
    """The rows of the card's table of networks."""
    text, factor = tower.config, recipe.autoencoder.factor
    if isinstance(network, UNet2DConditionModel):
        channels = " and ".join(str(each) for each in network.config.block_out_channels)
        shape = f"U-Net of {channels} channels"
    else:
        width = network.config.num_attention_heads * network.config.attention_head_dim
        shape = f"transformer of {network.config.num_layers} layers of width {width}"
    grid = recipe.size // factor
    named: list[tuple[str, nn.Module]] = [
        (
            f"text tower, {text.num_hidden_layers} layers of width {text.hidden_size}, {len(tokenizer):,} tokens, "
            f"window of {text.max_position_embeddings}",
            tower,
        ),
        (f"denoiser, {shape} over a grid of {grid} × {grid}", network),
        (f"autoencoder, {factor} times smaller a side, {autoencoder.config.latent_channels} channels", autoencoder),
    ]
    return [
        Part(
            name=name,
            class_name=type(module).__name__,
            num_weights=sum(weight.numel() for weight in module.parameters()),
        )
        for name, module in named
    ]


def _name_tokenizers(index: Path) -> None:
    """Name the tokenizer's class as both transformers 4 and 5 know it, not by the name it has given itself in 5."""
    parts = json.loads(index.read_text(encoding="utf-8"))
    for name in ("tokenizer", "tokenizer_2"):
        if name in parts:
            parts[name][1] = "PreTrainedTokenizerFast"
    index.write_text(json.dumps(parts, indent=2) + "\n", encoding="utf-8")


def _forget_places(path: Path) -> None:
    """Drop what a saved config remembers of the machine that it was made on."""
    config = json.loads(path.read_text(encoding="utf-8"))
    for name in ("_name_or_path", "is_local", "local_files_only"):
        config.pop(name, None)
    path.write_text(json.dumps(config, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def _with_projection(tower: CLIPTextModel) -> CLIPTextModelWithProjection:
    """The tower with an identity projection: SD3 asks for pooled text after a projection."""
    config = type(tower.config)(**{**tower.config.to_dict(), "projection_dim": tower.config.hidden_size})
    projected = CLIPTextModelWithProjection(config)
    projected.text_model.load_state_dict(tower.state_dict())
    nn.init.eye_(projected.text_projection.weight)
    return projected
