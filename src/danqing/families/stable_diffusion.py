"""Stable Diffusion 1.x and 2.x: a CLIP text encoder, a U-Net on autoencoder latents, betas by timestep.

Epsilon, v and sample predictions, any size of each part: danqing-mini has this shape too, with a U-Net that also pools
the text into its embedding of the noise level (``addition_embed_type: "text"``). References: arXiv 2112.10752 (latent
diffusion); arXiv 2202.00512 (v).
"""

from __future__ import annotations

import reprlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Any

from torch import Tensor, nn

from danqing.backends.base import Backend
from danqing.core.errors import CheckpointError
from danqing.diffusion.prediction import PREDICTIONS
from danqing.diffusion.samplers import SAMPLERS
from danqing.director.weights import WeightedText
from danqing.families.adapters import Adapter, Adapters
from danqing.families.attention import PART, AttentionControl, Controller
from danqing.families.checkpoint import Checkpoint, Component
from danqing.families.components import (
    Autoencoder,
    as_batch,
    check_channels,
    check_pooling,
    check_width,
    check_words,
    load_clip_text,
    load_tokenizer,
)
from danqing.families.control import Controlled, ControlNet, Controls
from danqing.families.family import Conditioning, Defaults, check_multiple, default_side, defaults_for
from danqing.families.languages import reads_chinese
from danqing.families.memory import Parts, denoising_bytes_per_pixel
from danqing.families.noise import DiscreteNoise, Walk, sampler_named_by
from danqing.families.text import Chunk, Windows, same_length, weigh, weighted, window_of
from danqing.families.weights import load_network
from danqing.families.wrapping import Wrapping, check_levels


class StableDiffusion:
    """A ``StableDiffusionPipeline`` folder. See :class:`danqing.families.family.Family` for the methods."""

    name = "stable-diffusion"

    def __init__(self, checkpoint: Checkpoint, backend: Backend) -> None:
        self.checkpoint, self.backend = checkpoint, backend
        scheduler = checkpoint.component("scheduler").config
        self._noise = DiscreteNoise(scheduler, steps_offset=1)  # as the stock pipeline sets it on loading
        if self._noise.prediction not in ("epsilon", "v_prediction", "sample"):
            raise CheckpointError(
                f"{checkpoint.folder} predicts {reprlib.repr(self._noise.prediction)}; epsilon, v_prediction and "
                f"sample are known."
            )
        self._to_x0 = PREDICTIONS[self._noise.prediction].to_x0
        tokenizer = load_tokenizer(checkpoint, "tokenizer")
        text = checkpoint.component("text_encoder", ("CLIPTextModel",))
        encoder: Any = load_clip_text(text, backend)
        check_words(text, tokenizer, int(encoder.config.vocab_size))
        self._windows = Windows(tokenizer, window_of(tokenizer, encoder.config.max_position_embeddings))
        self._masked = bool(getattr(encoder.config, "use_attention_mask", False))
        self._encode = backend.prepare(encoder, "text", lambda ids, mask: encoder(ids, attention_mask=mask)[0])
        self._autoencoder = Autoencoder(checkpoint, backend)
        unet: Any = _load_unet(checkpoint, backend)
        check_channels("U-Net", int(unet.config.in_channels), self._autoencoder.channels)
        check_width("U-Net", unet.config.cross_attention_dim, encoder.config.hidden_size)
        self._channels = int(unet.config.in_channels)
        self._attention = AttentionControl(unet)
        self._adapters = Adapters(unet=unet, text_encoder=encoder, windows=self._windows)
        self._unet = backend.prepare(unet, "denoiser", _with_residuals(unet))
        self._ring, self._wrap = Wrapping(unet), ""
        self._levels = len(unet.config.down_block_types)
        self.size_multiple = self._autoencoder.factor
        self._denoising = denoising_bytes_per_pixel(int(unet.config.block_out_channels[0]), self.size_multiple)
        self.controls = Controls(unet.config, backend, self.size_multiple)
        self.samplers = tuple(SAMPLERS)
        self.reads_chinese = reads_chinese(checkpoint, tokenizer)
        self.defaults = defaults_for(
            checkpoint,
            Defaults(
                sampler=sampler_named_by(scheduler, otherwise="dpmpp_2m"),
                steps=25,
                guidance=7.5,
                width=default_side(unet.config.sample_size, 1, self.size_multiple, 512),
                height=default_side(unet.config.sample_size, 0, self.size_multiple, 512),
            ),
        )

    def check_size(self, width: int, height: int, *, parts: Parts = "") -> None:
        check_multiple(width, height, self.size_multiple)
        self._autoencoder.check_memory(
            width, height, multiple=self.size_multiple, denoising=self._denoising, parts=parts
        )

    def encode(self, *texts: str | WeightedText) -> tuple[Conditioning, ...]:
        prompts = same_length(self._windows, [self._windows.cut(weighted(text)) for text in texts])
        return tuple(self._encoded(chunks) for chunks in prompts)

    def latent_shape(self, width: int, height: int) -> tuple[int, int, int]:
        return self._channels, height // self.size_multiple, width // self.size_multiple

    def walk(self, sampler: str, steps: int, width: int, height: int) -> Walk:
        return self._noise.walk(sampler, steps)

    def denoise(self, x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        check_levels((x.shape[-2], x.shape[-1]), self._wrap, self._levels, self.size_multiple)
        self._attention.about(x, sigma, conditioning)
        schedule = self._noise.near
        timestep = schedule.timestep_for(sigma).float()
        words = conditioning["context"]
        added = self.controls.residuals(x, sigma, timestep, words, conditioning.get(PART))
        (predicted,) = self._unet(x, timestep, words, *added)
        return self._to_x0(predicted, x, schedule.path.alpha(sigma), sigma)

    def decode(self, latents: Tensor) -> Tensor:
        return self._autoencoder(latents)

    def encode_image(self, pixels: Tensor) -> Tensor:
        return self._autoencoder.encode(pixels)

    @contextmanager
    def wrapping(self, axes: str, *, denoiser: bool = True) -> Iterator[None]:
        before, self._wrap = self._wrap, axes if denoiser else ""
        try:
            with self._autoencoder.acting(wrap=axes), self._ring.around(self._wrap):
                yield
        finally:
            self._wrap = before

    def tiled(self) -> AbstractContextManager[None]:
        return self._autoencoder.acting(tiled=True)

    def attending(self, controller: Controller) -> AbstractContextManager[None]:
        return self._attention.attending(controller)

    def positions(self, text: str | WeightedText, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        return self._windows.positions(weighted(text), spans)

    def controlled(self, controls: Sequence[Controlled]) -> AbstractContextManager[None]:
        return self.controls.controlled(controls)

    def load_control(self, folder: str | Path) -> ControlNet:
        return self.controls.load(folder)

    def load_adapter(self, path: str | Path) -> Adapter:
        return self._adapters.load(path)

    def adapted(self, adapters: Sequence[tuple[Adapter, float]]) -> AbstractContextManager[None]:
        return self._adapters.adapted(adapters)

    def _encoded(self, chunks: list[Chunk]) -> Conditioning:
        mask = as_batch([chunk.mask for chunk in chunks]) if self._masked else None
        (hidden_NWD,) = self._encode(as_batch([chunk.ids for chunk in chunks]), mask)
        return {"context": weigh(hidden_NWD, chunks).flatten(0, 1)[None]}


def _with_residuals(unet: Any) -> Callable[..., Any]:
    """The U-Net's call, to which what ControlNets add may be given after the words, the middle last."""

    def call(x: Tensor, timestep: Tensor, words: Tensor, *residuals: Tensor) -> Any:
        if not residuals:
            return unet(x, timestep, encoder_hidden_states=words, return_dict=False)
        return unet(
            x,
            timestep,
            encoder_hidden_states=words,
            down_block_additional_residuals=residuals[:-1],
            mid_block_additional_residual=residuals[-1],
            return_dict=False,
        )

    return call


def _check_conditions(component: Component) -> None:
    """Refuse a U-Net that wants more than latents, a timestep and text, before its weights are read."""
    config = component.config
    for setting in (
        "addition_embed_type",
        "class_embed_type",
        "num_class_embeds",
        "time_cond_proj_dim",
        "encoder_hid_dim",
        "encoder_hid_dim_type",
    ):
        wanted = config.get(setting)
        if wanted is None or (setting, wanted) == ("addition_embed_type", "text"):  # pools what it is given anyway
            continue
        raise CheckpointError(
            f"The U-Net of {component.folder.parent} wants {setting}={reprlib.repr(wanted)}, for which Stable "
            f"Diffusion 1 and 2 have no input; this checkpoint belongs to a family that is not supported."
        )


def _load_unet(checkpoint: Checkpoint, backend: Backend) -> nn.Module:
    from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel

    component = checkpoint.component("unet", ("UNet2DConditionModel",))
    _check_conditions(component)
    check_pooling(component)

    def build() -> nn.Module:
        network: nn.Module = UNet2DConditionModel.from_config(dict(component.config))
        return network

    return load_network(component, build, backend.weight_dtype("denoiser"))
