"""Build the library components that several families share: text encoders, tokenizers, autoencoders.

Only the modules that are needed are imported, and late: the whole of ``diffusers`` and ``transformers`` would cost
seconds at every start.
"""

from __future__ import annotations

import math
import reprlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn

from danqing.backends.base import Backend
from danqing.core.errors import CheckpointError
from danqing.core.shapes import check_shape
from danqing.families.checkpoint import Checkpoint, Component
from danqing.families.memory import (
    PICTURE_BYTES_PER_PIXEL,
    Parts,
    available_bytes,
    check_memory,
    decoding_bytes_per_pixel,
)
from danqing.families.tiles import TILE_BYTES, Tiles
from danqing.families.weights import load_network
from danqing.families.wrapping import Wrapping

TOKENIZERS = (
    "CLIPTokenizer",
    "CLIPTokenizerFast",
    "T5Tokenizer",
    "T5TokenizerFast",
    "PreTrainedTokenizerFast",
    "TokenizersBackend",  # what PreTrainedTokenizerFast calls itself in the transformers library 5
)
_LABELS = ("num_labels", "id2label", "label2id")


def load_tokenizer(checkpoint: Checkpoint, name: str) -> Any:
    """A fast tokenizer from files only.

    Raises:
        CheckpointError: its files are missing or broken.
    """
    component = checkpoint.component(name, TOKENIZERS)
    try:
        return _tokenizer_class(component.class_name).from_pretrained(component.folder, local_files_only=True)
    except Exception as error:  # the library raises whatever its parsers raise
        reason = " ".join(str(error).split())[:160] or type(error).__name__
        raise CheckpointError(
            f"The tokenizer in {component.folder} cannot be read ({reason}); fetch or save the checkpoint again."
        ) from error


def load_clip_text(component: Component, backend: Backend) -> nn.Module:
    """A ``CLIPTextModel`` or ``CLIPTextModelWithProjection``."""
    from transformers.models.clip.configuration_clip import CLIPTextConfig
    from transformers.models.clip.modeling_clip import CLIPTextModel, CLIPTextModelWithProjection

    kind = CLIPTextModel if component.class_name == "CLIPTextModel" else CLIPTextModelWithProjection

    def build() -> nn.Module:
        network: nn.Module = kind(CLIPTextConfig.from_dict(_without_labels(component)))
        return network

    return load_network(component, build, backend.weight_dtype("text"))


def load_t5_text(component: Component, backend: Backend) -> nn.Module:
    """A ``T5EncoderModel``."""
    from transformers.models.t5.configuration_t5 import T5Config
    from transformers.models.t5.modeling_t5 import T5EncoderModel

    def build() -> nn.Module:
        network: nn.Module = T5EncoderModel(T5Config.from_dict(_without_labels(component)))
        return network

    return load_network(component, build, backend.weight_dtype("denoiser"))  # it is as large as a denoiser


class Autoencoder:
    """An ``AutoencoderKL``: latents to pictures by calling it, pictures to latents by :meth:`encode`.

    Attributes:
        factor: pixels per latent position along a side.
        channels: of its latents.
        bytes_per_pixel: of the picture, at the decoder's peak.
    """

    def __init__(self, checkpoint: Checkpoint, backend: Backend) -> None:
        from diffusers.models.autoencoders.autoencoder_kl import AutoencoderKL

        component = checkpoint.component("vae", ("AutoencoderKL",))

        def build() -> nn.Module:
            network: nn.Module = AutoencoderKL.from_config(dict(component.config))
            return network

        network: Any = load_network(component, build, backend.weight_dtype("decoder"))
        self.factor = 2 ** (len(network.config.block_out_channels) - 1)
        self.channels = int(network.config.latent_channels)
        self.bytes_per_pixel = decoding_bytes_per_pixel(tuple(network.config.block_out_channels))
        self._device = backend.device
        scaling, shift = network.config.scaling_factor, network.config.shift_factor or 0.0
        if not all(isinstance(each, int | float) and math.isfinite(each) for each in (scaling, shift)) or scaling <= 0:
            raise CheckpointError(
                f"{component.folder / 'config.json'} must give a scaling_factor above 0 and a shift_factor that is a "
                f"number; fetch or save the checkpoint again."
            )
        self.scaling_factor, self.shift_factor = float(scaling), float(shift)
        decode: Callable[..., Any] = network.decode
        encode: Callable[..., Any] = network.encode
        self._decode = backend.prepare(network, "decoder", lambda latents: decode(latents, return_dict=False))
        self._encode = backend.prepare(network, "encoder", lambda pixels: encode(pixels).latent_dist.mode())
        self._ring, self._tiles = Wrapping(network), Tiles(network, self.factor, self.bytes_per_pixel)
        self._wrap, self._tiled = "", False

    def __call__(self, latents: Tensor, *, shift: float = 0.0) -> Tensor:
        """Pictures (B, 3, H, W) on the CPU; ``shift`` is added to the unscaled latents."""
        latents = latents / self.scaling_factor + shift
        if self._tiled and not self._tiles.fits((latents.shape[-2], latents.shape[-1])):
            return self._tiles.decode(lambda part: self._decode(part)[0], latents, wrap=self._wrap).cpu()
        with self._ring.around(self._wrap):
            (images,) = self._decode(latents)
        return images.cpu()

    @contextmanager
    def acting(self, *, wrap: str | None = None, tiled: bool | None = None) -> Iterator[None]:
        """Decode without a seam across the axes ``wrap``, and run in tiles what one tile does not cover."""
        before = self._wrap, self._tiled
        self._wrap, self._tiled = before[0] if wrap is None else wrap, before[1] if tiled is None else tiled
        try:
            yield
        finally:
            self._wrap, self._tiled = before

    def encode(self, pixels: Tensor, *, shift: float = 0.0) -> Tensor:
        """The posterior's mean, scaled as the denoiser knows latents: the inverse of calling, as far as there is one.

        Args:
            pixels: (B, 3, H, W) in [-1, 1], both sides multiples of ``factor``.
            shift: what calling adds.

        Returns:
            Latents (B, C, H / factor, W / factor), float32 on the backend's device.
        """
        sizes = check_shape(pixels, "B 3 H W", "pixels")
        if sizes["H"] % self.factor or sizes["W"] % self.factor:
            raise ValueError(f"Sides must be multiples of {self.factor}, not {sizes['W']}x{sizes['H']}.")
        size = (sizes["H"] // self.factor, sizes["W"] // self.factor)
        if not self._tiles.fits(size) and (self._tiled or self._is_short_of(sizes["H"] * sizes["W"])):
            mean = self._tiles.encode(lambda part: self._encode(part)[0], pixels.to(self._device))
        else:
            (mean,) = self._encode(pixels)
        return (mean - shift) * self.scaling_factor

    def check_memory(self, width: int, height: int, *, multiple: int, denoising: int = 0, parts: Parts = "") -> None:
        """Raise :class:`TooLargeError` if a picture of this size would not fit the memory that is free now.

        Args:
            denoising: bytes per pixel of the picture that the denoiser holds at its peak.
            parts: what of it is done in parts.
        """
        if self._device.type != "cpu":
            return
        bytes_per_pixel, fixed = max(self.bytes_per_pixel, denoising), 0
        if parts:
            bytes_per_pixel = max(PICTURE_BYTES_PER_PIXEL, denoising if parts == "decoding" else 0)
            fixed = min(TILE_BYTES, width * height * self.bytes_per_pixel)
        check_memory(
            width,
            height,
            bytes_per_pixel=bytes_per_pixel,
            multiple=multiple,
            available=available_bytes(),
            fixed=fixed,
        )

    def _is_short_of(self, pixels: int) -> bool:
        """Whether so many pixels at once would not fit the memory that is free now."""
        available = available_bytes() if self._device.type == "cpu" else None
        return available is not None and pixels * self.bytes_per_pixel > available


def check_channels(what: str, network: int, latents: int) -> None:
    """Raise :class:`CheckpointError` unless the denoiser and the autoencoder have the same latent channels."""
    if network != latents:
        raise CheckpointError(
            f"The {what} reads {network} channels but the autoencoder makes {latents}, so they do not belong together; "
            f"fetch or save the checkpoint again."
        )


def check_words(component: Component, tokenizer: Any, words: int) -> None:
    """Raise :class:`CheckpointError` unless the text encoder knows every token of its tokenizer."""
    if len(tokenizer) > words:
        raise CheckpointError(
            f"The tokenizer beside {component.folder} has {len(tokenizer)} tokens but the text encoder knows {words}, "
            f"so they do not belong together; fetch or save the checkpoint again."
        )


def check_pooling(component: Component) -> None:
    """Refuse a network whose heads cannot share the caption's width; the library would notice only when drawing."""
    config = component.config
    if config.get("addition_embed_type") != "text":
        return
    heads, width = config.get("addition_embed_type_num_heads", 64), config.get("cross_attention_dim", 1280)
    if isinstance(width, int) and (not isinstance(heads, int) or heads < 1 or width % heads):
        raise CheckpointError(
            f"{component.folder / 'config.json'} has the caption pooled by addition_embed_type_num_heads="
            f"{reprlib.repr(heads)} heads, which cannot share its width of {width}; fetch or save the checkpoint again."
        )


def check_width(what: str, network: int, text: int) -> None:
    """Raise :class:`CheckpointError` unless the denoiser reads embeddings as wide as the text encoders make them."""
    if network != text:
        raise CheckpointError(
            f"The {what} reads text {network} numbers wide but the text encoders make {text}, so they do not belong "
            f"together; fetch or save the checkpoint again."
        )


def as_batch(ids: list[tuple[int, ...]]) -> Tensor:
    """Token numbers as (N, window) int64."""
    return torch.tensor(ids, dtype=torch.int64)


def _without_labels(component: Component) -> dict[str, Any]:
    """A text encoder's configuration less a classifier's labels, of which the library would make ``num_labels``."""
    return {name: value for name, value in component.config.items() if name not in _LABELS}


def _tokenizer_class(name: str) -> Any:
    if name.startswith("CLIP"):
        from transformers.models.clip.tokenization_clip import CLIPTokenizer

        return CLIPTokenizer
    if name.startswith("T5"):
        from transformers.models.t5.tokenization_t5 import T5Tokenizer

        return T5Tokenizer
    from transformers.tokenization_utils_tokenizers import PreTrainedTokenizerFast

    return PreTrainedTokenizerFast
