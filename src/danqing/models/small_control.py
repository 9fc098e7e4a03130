"""A small ControlNet: a picture of lines in, what to add inside a U-Net out, through widths narrower than the U-Net's.

A ControlNet (arXiv 2302.05543) is a trained copy of half a U-Net, so for danqing-mini it would weigh half as much as
the model. ControlNet-XS (arXiv 2312.06573) shows that a few percent of the weights suffice. This network follows both:
it reads the noised latents, their noise level and the picture, has as many levels as the U-Net, and leads to the
U-Net's widths through 1x1 convolutions that begin at zero, so that an untrained one changes nothing. The words it
leaves to the U-Net. What it gives is what diffusers' ``ControlNetModel`` gives, so that stock pipelines can use it too.
"""

from __future__ import annotations

import itertools
from dataclasses import dataclass
from typing import Any

import torch
import torch.nn.functional as F
from diffusers.configuration_utils import ConfigMixin, register_to_config
from diffusers.models.embeddings import TimestepEmbedding, Timesteps
from diffusers.models.modeling_utils import ModelMixin
from torch import Tensor, nn

PATCH_PX = 4  # the picture is cut into patches of so many pixels a side first, which loses no thin line
GROUP_CHANNELS = 16


@dataclass(frozen=True, kw_only=True)
class SmallControlShape:
    """Sizes of a small ControlNet, where the U-Net does not decide.

    Args:
        block_out_channels: its own widths, one for each of the U-Net's levels.
        picture_channels: of the layers that look at the picture; the last of them is repeated where more are needed.
        time_channels: width of the embedding of the noise level.
        head_channels: of one attention head.
    """

    block_out_channels: tuple[int, ...] = (96, 128)
    picture_channels: tuple[int, ...] = (40, 72)
    time_channels: int = 192
    head_channels: int = 32


class SmallControlNet(ModelMixin, ConfigMixin):  # type: ignore[misc]  # diffusers has no types
    """See the module. Its folder is a Diffusers folder whose ``_class_name`` is ``SmallControlNet``.

    Args:
        in_channels: of the latents.
        conditioning_channels: of the picture.
        factor: pixels per latent position along a side, a power of two.
        unet_channels: the U-Net's ``block_out_channels``.
        unet_layers: the U-Net's ``layers_per_block``, for each level.
        block_out_channels, picture_channels, time_channels, head_channels: see :class:`SmallControlShape`.

    Raises:
        ValueError: the sizes do not fit together.
    """

    config_name = "config.json"

    @register_to_config  # type: ignore[untyped-decorator]
    def __init__(
        self,
        in_channels: int = 16,
        conditioning_channels: int = 3,
        factor: int = 16,
        unet_channels: tuple[int, ...] = (160, 192),
        unet_layers: tuple[int, ...] = (1, 1),
        block_out_channels: tuple[int, ...] = (96, 128),
        picture_channels: tuple[int, ...] = (40, 72),
        time_channels: int = 192,
        head_channels: int = 32,
    ) -> None:
        super().__init__()
        levels = len(block_out_channels)
        if len(unet_channels) != levels or len(unet_layers) != levels:
            raise ValueError(f"{levels} levels cannot serve a U-Net of {len(unet_channels)}")
        if factor < 1 or factor & (factor - 1):
            raise ValueError(f"the factor must be a power of two, not {factor}")
        self.layers = tuple(unet_layers)
        self.look = _Look(conditioning_channels, picture_channels, block_out_channels[0], factor)
        self.conv_in = nn.Conv2d(in_channels, block_out_channels[0], 3, padding=1)
        self.time_proj = Timesteps(block_out_channels[0], flip_sin_to_cos=True, downscale_freq_shift=0)
        self.time_embedding = TimestepEmbedding(block_out_channels[0], time_channels)
        self.blocks = nn.ModuleList()
        self.shrinks = nn.ModuleList()
        self.leads = nn.ModuleList(
            [_lead(block_out_channels[0], unet_channels[0])]
        )  # in the order of the U-Net's skips
        width = block_out_channels[0]
        for level, own in enumerate(block_out_channels):
            self.blocks.append(_Block(width, own, time_channels, head_channels))
            self.leads.extend(_lead(own, unet_channels[level]) for _ in range(unet_layers[level]))
            if level < levels - 1:
                self.shrinks.append(nn.Conv2d(own, own, 3, stride=2, padding=1))
                self.leads.append(_lead(own, unet_channels[level]))
            width = own
        self.lead_middle = _lead(width, unet_channels[-1])

    def forward(
        self,
        sample: Tensor,
        timestep: Tensor,
        encoder_hidden_states: Tensor | None = None,
        controlnet_cond: Tensor | None = None,
        conditioning_scale: float = 1.0,
        return_dict: bool = False,
        **_: Any,
    ) -> tuple[list[Tensor], Tensor]:
        """What to add to each of the U-Net's skips and to its middle.

        Args:
            sample: noised latents, (B, C, h, w).
            timestep: (B,) or one for all.
            encoder_hidden_states: not looked at; stock ControlNets read the words here.
            controlnet_cond: the picture, (B, 3, h * factor, w * factor) in [0, 1].
            conditioning_scale: what all results are multiplied by.
            return_dict: not looked at.
        """
        assert controlnet_cond is not None
        times = self.time_proj(torch.as_tensor(timestep, device=sample.device).expand(sample.shape[0]))
        embedding = self.time_embedding(times.to(sample.dtype))
        hidden = self.conv_in(sample) + self.look(controlnet_cond)
        skips = [hidden]
        for level, block in enumerate(self.blocks):
            hidden = block(hidden, embedding)
            skips += [hidden] * self.layers[level]
            if level < len(self.shrinks):
                hidden = self.shrinks[level](hidden)
                skips.append(hidden)
        down = [lead(skip) * conditioning_scale for lead, skip in zip(self.leads, skips, strict=True)]
        return down, self.lead_middle(hidden) * conditioning_scale


def make_small_control(unet_config: dict[str, Any], factor: int, shape: SmallControlShape) -> SmallControlNet:
    """A fresh one for a U-Net of this configuration, whose latents have ``factor`` pixels a position; channels-last."""
    channels = tuple(unet_config["block_out_channels"])
    layers = unet_config["layers_per_block"]
    network: SmallControlNet = SmallControlNet(
        in_channels=unet_config["in_channels"],
        factor=factor,
        unet_channels=channels,
        unet_layers=(layers,) * len(channels) if isinstance(layers, int) else tuple(layers),
        block_out_channels=shape.block_out_channels,
        picture_channels=shape.picture_channels,
        time_channels=shape.time_channels,
        head_channels=shape.head_channels,
    )
    network.to(memory_format=torch.channels_last)
    return network


class _Look(nn.Module):
    """The picture as features on the latent grid."""

    def __init__(self, channels: int, widths: tuple[int, ...], out: int, factor: int) -> None:
        super().__init__()
        self.patch = min(PATCH_PX, factor)
        steps = (factor // self.patch).bit_length() - 1
        sizes = [channels * self.patch**2, *(widths[min(each, len(widths) - 1)] for each in range(steps)), out]
        self.layers = nn.ModuleList(
            nn.Conv2d(before, after, 3, stride=2 if number else 1, padding=1)
            for number, (before, after) in enumerate(itertools.pairwise(sizes))
        )

    def forward(self, picture: Tensor) -> Tensor:
        hidden: Tensor = F.pixel_unshuffle(picture, self.patch)
        for number, layer in enumerate(self.layers):
            hidden = layer(F.silu(hidden) if number else hidden)
        return hidden


class _Block(nn.Module):
    """A residual block that the noise level scales and shifts, and self-attention after it."""

    def __init__(self, before: int, after: int, time_channels: int, head_channels: int) -> None:
        super().__init__()
        self.norm1, self.norm2 = _norm(before), _norm(after)
        self.conv1, self.conv2 = nn.Conv2d(before, after, 3, padding=1), nn.Conv2d(after, after, 3, padding=1)
        self.modulate = nn.Linear(time_channels, 2 * after)
        self.skip = nn.Identity() if before == after else nn.Conv2d(before, after, 1)
        self.attention = _Attention(after, head_channels)

    def forward(self, x: Tensor, embedding: Tensor) -> Tensor:
        scale, shift = self.modulate(F.silu(embedding))[:, :, None, None].chunk(2, dim=1)
        hidden = self.conv1(F.silu(self.norm1(x)))
        hidden = self.conv2(F.silu(self.norm2(hidden) * (1 + scale) + shift))
        attended: Tensor = self.attention(self.skip(x) + hidden)
        return attended


class _Attention(nn.Module):
    """Self-attention over all positions, added to what comes in."""

    def __init__(self, channels: int, head_channels: int) -> None:
        super().__init__()
        if channels % head_channels:
            raise ValueError(f"heads of {head_channels} channels cannot share {channels}")
        self.heads = channels // head_channels
        self.norm = _norm(channels)
        self.to_qkv, self.to_out = nn.Conv2d(channels, 3 * channels, 1), nn.Conv2d(channels, channels, 1)

    def forward(self, x: Tensor) -> Tensor:
        batch, channels, height, width = x.shape
        split = self.to_qkv(self.norm(x)).reshape(batch, 3, self.heads, channels // self.heads, height * width)
        query, key, value = split.transpose(-1, -2).unbind(1)
        mixed = F.scaled_dot_product_attention(query, key, value).transpose(-1, -2)
        out: Tensor = x + self.to_out(mixed.reshape(batch, channels, height, width))
        return out


def _norm(channels: int) -> nn.GroupNorm:
    if channels % GROUP_CHANNELS:
        raise ValueError(f"widths must be multiples of {GROUP_CHANNELS}, not {channels}")
    return nn.GroupNorm(channels // GROUP_CHANNELS, channels)


def _lead(before: int, after: int) -> nn.Conv2d:
    """A 1x1 convolution that begins at zero."""
    layer = nn.Conv2d(before, after, 1)
    nn.init.zeros_(layer.weight)
    assert layer.bias is not None
    nn.init.zeros_(layer.bias)
    return layer
