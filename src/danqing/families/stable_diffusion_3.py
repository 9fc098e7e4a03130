"""Stable Diffusion 3 and 3.5: two CLIP text encoders and an optional T5, a transformer (MMDiT), straight flow.

Reference: arXiv 2403.03206.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional as F

from danqing.backends.base import Backend
from danqing.core.errors import CheckpointError, RequestError
from danqing.diffusion.prediction import PREDICTIONS
from danqing.diffusion.samplers import SAMPLERS
from danqing.diffusion.windows import covering, windows
from danqing.director.weights import WeightedText
from danqing.families.checkpoint import Checkpoint
from danqing.families.components import (
    Autoencoder,
    as_batch,
    check_channels,
    check_width,
    check_words,
    load_clip_text,
    load_t5_text,
    load_tokenizer,
)
from danqing.families.family import (
    Conditioning,
    Defaults,
    check_multiple,
    default_side,
    defaults_for,
)
from danqing.families.languages import reads_chinese
from danqing.families.memory import Parts
from danqing.families.noise import FlowNoise, Walk
from danqing.families.text import Chunk, Windows, same_length, weigh, weighted, window_of
from danqing.families.unsteered import Unsteered
from danqing.families.weights import load_network

T5_WINDOW = 256  # what the stock pipeline gives T5, or zeros in its place


class StableDiffusion3(Unsteered):
    """A ``StableDiffusion3Pipeline`` folder. See :class:`danqing.families.family.Family` for the methods."""

    name = "stable-diffusion-3"

    def __init__(self, checkpoint: Checkpoint, backend: Backend) -> None:
        self.checkpoint, self.backend = checkpoint, backend
        scheduler = checkpoint.component("scheduler", ("FlowMatchEulerDiscreteScheduler",))
        self._noise = FlowNoise(scheduler.config)
        self._clips = [_Clip(checkpoint, backend, suffix) for suffix in ("", "_2")]
        self._t5 = _T5(checkpoint, backend) if "text_encoder_3" in checkpoint.components else None
        self._autoencoder = Autoencoder(checkpoint, backend)
        transformer: Any = _load_transformer(checkpoint, backend)
        config = transformer.config
        check_channels("transformer", int(config.in_channels), self._autoencoder.channels)
        check_width("transformer", int(config.pooled_projection_dim), sum(clip.width for clip in self._clips))
        if self._t5 is not None:
            check_width("transformer", int(config.joint_attention_dim), self._t5.width)
        self._channels, self._context_width = int(config.in_channels), int(config.joint_attention_dim)
        self._patch, self._wrap = int(config.patch_size), ""
        self.size_multiple = self._autoencoder.factor * self._patch
        self.samplers = tuple(SAMPLERS)
        windows_of_all = [each.windows for each in self._clips] + ([] if self._t5 is None else [self._t5.windows])
        self.reads_chinese = reads_chinese(checkpoint, *(each.tokenizer for each in windows_of_all))
        self._largest_side = int(config.pos_embed_max_size or 1_000_000) * self.size_multiple
        self._transformer = backend.prepare(
            transformer,
            "denoiser",
            lambda x, t, context, pooled: transformer(
                hidden_states=x, timestep=t, encoder_hidden_states=context, pooled_projections=pooled, return_dict=False
            ),
        )
        self.defaults = defaults_for(
            checkpoint,
            Defaults(
                sampler="euler",
                steps=28,
                guidance=7.0,
                width=default_side(config.sample_size, 1, self._autoencoder.factor, 1024),
                height=default_side(config.sample_size, 0, self._autoencoder.factor, 1024),
            ),
        )

    def check_size(self, width: int, height: int, *, parts: Parts = "") -> None:
        check_multiple(width, height, self.size_multiple)
        if max(width, height) > self._largest_side and parts != "all":
            raise RequestError(
                f"This model draws sides of at most {self._largest_side} pixels, not {width}x{height}; choose a "
                f"smaller size."
            )
        self._autoencoder.check_memory(width, height, multiple=self.size_multiple, parts=parts)

    def encode(self, *texts: str | WeightedText) -> tuple[Conditioning, ...]:
        read = [weighted(text) for text in texts]
        contexts: list[list[Tensor]] = [[] for _ in read]
        pooled: list[list[Tensor]] = [[] for _ in read]
        for clip in self._clips:
            for which, chunks in enumerate(same_length(clip.windows, [clip.windows.cut(text) for text in read])):
                context, summary = clip(chunks)
                contexts[which].append(context)
                pooled[which].append(summary)
        return tuple(self._joined(*each) for each in zip(contexts, pooled, read, strict=True))

    def latent_shape(self, width: int, height: int) -> tuple[int, int, int]:
        return self._channels, height // self._autoencoder.factor, width // self._autoencoder.factor

    def walk(self, sampler: str, steps: int, width: int, height: int) -> Walk:
        _, rows, columns = self.latent_shape(width, height)
        return self._noise.walk(sampler, steps, positions=(rows // self._patch) * (columns // self._patch))

    def denoise(self, x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        if not self._wrap:
            return self._denoised(x, sigma, conditioning)
        size = (x.shape[-2], x.shape[-1])  # its places are numbered, so only windows half way round hide the seam
        places = covering(size, size, (size[0] // 2, size[1] // 2), wrap=self._wrap)
        return windows(lambda _: self._denoised, places, size)(x, sigma, conditioning)

    def _denoised(self, x: Tensor, sigma: Tensor, conditioning: Conditioning) -> Tensor:
        schedule = self._noise.schedule
        timestep = schedule.timestep_for(sigma).float()
        (predicted,) = self._transformer(x, timestep, conditioning["context"], conditioning["pooled"])
        return PREDICTIONS["flow"].to_x0(predicted, x, schedule.path.alpha(sigma), sigma)

    def decode(self, latents: Tensor) -> Tensor:
        return self._autoencoder(latents, shift=self._autoencoder.shift_factor)

    def encode_image(self, pixels: Tensor) -> Tensor:
        return self._autoencoder.encode(pixels, shift=self._autoencoder.shift_factor)

    @contextmanager
    def wrapping(self, axes: str, *, denoiser: bool = True) -> Iterator[None]:
        before, self._wrap = self._wrap, axes if denoiser else ""
        try:
            with self._autoencoder.acting(wrap=axes):
                yield
        finally:
            self._wrap = before

    def tiled(self) -> AbstractContextManager[None]:
        return self._autoencoder.acting(tiled=True)

    def _joined(self, contexts: list[Tensor], pooled: list[Tensor], text: WeightedText) -> Conditioning:
        longest = max(context.shape[1] for context in contexts)
        level = [F.pad(context, (0, 0, 0, longest - context.shape[1])) for context in contexts]
        clip_BTD = torch.cat(level, -1)
        no_t5 = clip_BTD.new_zeros(1, T5_WINDOW, self._context_width)  # zeros in its place, as in the stock pipeline
        t5_BTD = no_t5 if self._t5 is None else self._t5(text)
        if clip_BTD.shape[-1] > t5_BTD.shape[-1]:
            raise CheckpointError(
                f"The text encoders of {self.checkpoint.folder} are wider together ({clip_BTD.shape[-1]}) than the "
                f"transformer's context ({t5_BTD.shape[-1]}), so they do not belong together."
            )
        clip_BTD = F.pad(clip_BTD, (0, t5_BTD.shape[-1] - clip_BTD.shape[-1]))
        return {"context": torch.cat([clip_BTD, t5_BTD], 1), "pooled": torch.cat(pooled, -1)}


class _Clip:
    """One CLIP text encoder with its tokenizer: chunks to (context (1, N·W, D), pooled (1, P))."""

    def __init__(self, checkpoint: Checkpoint, backend: Backend, suffix: str) -> None:
        component = checkpoint.component(f"text_encoder{suffix}", ("CLIPTextModelWithProjection",))
        encoder: Any = load_clip_text(component, backend)
        tokenizer = load_tokenizer(checkpoint, f"tokenizer{suffix}")
        check_words(component, tokenizer, int(encoder.config.vocab_size))
        if int(encoder.config.num_hidden_layers) < 1:  # the stock pipeline reads the last but one state
            raise CheckpointError(f"{component.folder} has no layers; fetch or save the checkpoint again.")
        self.width = int(encoder.config.projection_dim)
        self.windows = Windows(tokenizer, window_of(tokenizer, encoder.config.max_position_embeddings))

        def call(ids: Tensor) -> tuple[Tensor, Tensor]:
            output = encoder(ids, output_hidden_states=True)
            return output.hidden_states[-2], output[0]

        self._encode = backend.prepare(encoder, "text", call)

    def __call__(self, chunks: list[Chunk]) -> tuple[Tensor, Tensor]:
        hidden_NWD, pooled_NP = self._encode(as_batch([chunk.ids for chunk in chunks]))
        return weigh(hidden_NWD, chunks).flatten(0, 1)[None], pooled_NP[:1]


class _T5:
    """The T5 encoder with its tokenizer: one window of text to (1, 256, D)."""

    def __init__(self, checkpoint: Checkpoint, backend: Backend) -> None:
        component = checkpoint.component("text_encoder_3", ("T5EncoderModel",))
        encoder: Any = load_t5_text(component, backend)
        tokenizer = load_tokenizer(checkpoint, "tokenizer_3")
        check_words(component, tokenizer, int(encoder.config.vocab_size))
        self.width = int(encoder.config.d_model)
        self.windows = Windows(tokenizer, T5_WINDOW, max_chunks=1)
        self._encode = backend.prepare(encoder, "denoiser", lambda ids: encoder(ids)[0])

    def __call__(self, text: WeightedText) -> Tensor:
        chunks = self.windows.cut(text)
        (hidden_NWD,) = self._encode(as_batch([chunk.ids for chunk in chunks]))
        return weigh(hidden_NWD, chunks)


def _load_transformer(checkpoint: Checkpoint, backend: Backend) -> nn.Module:
    from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel

    component = checkpoint.component("transformer", ("SD3Transformer2DModel",))

    def build() -> nn.Module:
        network: nn.Module = SD3Transformer2DModel.from_config(dict(component.config))
        return network

    return load_network(component, build, backend.weight_dtype("denoiser"))
