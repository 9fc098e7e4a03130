"""The frozen Stable Diffusion checkpoint that a ControlNet is trained for."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import torch
from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel
from torch import Tensor, nn

from danqing.backends.torch import TorchBackend
from danqing.core.errors import CheckpointError
from danqing.diffusion.prediction import PREDICTIONS
from danqing.families.checkpoint import open_checkpoint
from danqing.families.components import load_clip_text, load_tokenizer
from danqing.families.noise import DiscreteNoise
from danqing.families.text import window_of
from danqing.families.weights import load_network


class ControlBase:
    """A ``StableDiffusionPipeline`` folder, loaded in float32 for training beside it; nothing of it is changed.

    Attributes:
        folder: where it is.
        unet: its U-Net.
        schedule, prediction: what its timesteps mean and what it predicts.
        factor: pixels per latent position along a side.

    Raises:
        CheckpointError: it is no such checkpoint, or a broken or unsafe one.
    """

    def __init__(self, folder: str | Path) -> None:
        checkpoint = open_checkpoint(folder)
        if checkpoint.class_name != "StableDiffusionPipeline":
            raise CheckpointError(
                f"{folder} is a {checkpoint.class_name}; ControlNets are trained for StableDiffusionPipeline folders."
            )
        backend = TorchBackend(device="cpu", precision="float32")
        self.folder = checkpoint.folder
        noise = DiscreteNoise(checkpoint.component("scheduler").config, steps_offset=1)
        self.schedule, self.prediction = noise.exact, PREDICTIONS[noise.prediction]
        text: Any = load_clip_text(checkpoint.component("text_encoder", ("CLIPTextModel",)), backend)
        self._text = text
        self._tokenizer = load_tokenizer(checkpoint, "tokenizer")
        self._window = window_of(self._tokenizer, text.config.max_position_embeddings)
        self._masked = bool(getattr(text.config, "use_attention_mask", False))
        unet, vae = (
            checkpoint.component("unet", ("UNet2DConditionModel",)),
            checkpoint.component("vae", ("AutoencoderKL",)),
        )
        network: Any = load_network(unet, lambda: _network(UNet2DConditionModel, unet.config))
        autoencoder: Any = load_network(vae, lambda: _network(AutoencoderKL, vae.config))
        self.unet, self._autoencoder = network, autoencoder
        for each in (network, autoencoder):
            nn.Module.to(each, memory_format=torch.channels_last)  # type: ignore[call-overload]
        self.factor = 2 ** (len(autoencoder.config.block_out_channels) - 1)
        self._scale = float(autoencoder.config.scaling_factor)
        self._shift = float(autoencoder.config.shift_factor or 0.0)

    def to(self, device: torch.device) -> ControlBase:
        """Itself, on a device."""
        if next(self.unet.parameters()).device != device:
            for each in (self.unet, self._text, self._autoencoder):
                each.to(device)
        return self

    def tokens(self, texts: list[str]) -> tuple[Tensor, Tensor]:
        """Token ids and which of them are words, (B, window) each."""
        found = self._tokenizer(
            texts, padding="max_length", max_length=self._window, truncation=True, return_tensors="pt"
        )
        return found.input_ids, found.attention_mask

    @torch.no_grad()
    def words(self, tokens: Tensor, mask: Tensor) -> Tensor:
        """What the U-Net reads of token ids, (B, window, D)."""
        states: Tensor = self._text(tokens, attention_mask=mask if self._masked else None)[0]
        return states.float()

    def encode(self, texts: list[str], device: torch.device) -> Tensor:
        """What the U-Net reads of texts."""
        tokens, mask = self.tokens(texts)
        return self.words(tokens.to(device), mask.to(device))

    def scaled(self, latents: Tensor) -> Tensor:
        """Latents as the autoencoder gives them to latents as the U-Net sees them."""
        return (latents - self._shift) * self._scale

    @torch.no_grad()
    def encode_pictures(self, pictures: Tensor) -> Tensor:
        """The unscaled latents of pictures (B, 3, H, W) in [-1, 1], on the CPU."""
        device = next(self._autoencoder.parameters()).device
        made: Tensor = self._autoencoder.encode(pictures.to(device)).latent_dist.mode()
        return made.float().cpu()

    @torch.no_grad()
    def decode(self, latents: Tensor) -> Tensor:
        """Pictures (B, 3, H, W) of scaled latents."""
        unscaled = (latents / self._scale + self._shift).contiguous(memory_format=torch.channels_last)
        pictures: Tensor = self._autoencoder.decode(unscaled).sample
        return pictures.float()

    @property
    def autoencoder(self) -> AutoencoderKL:
        """Its autoencoder, to encode further pictures."""
        return self._autoencoder


def _network(kind: Any, config: Any) -> nn.Module:
    network: nn.Module = kind.from_config(dict(config))
    return network
