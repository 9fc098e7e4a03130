"""Size presets for networks that come from libraries, small enough to train on two cores."""

from __future__ import annotations

from dataclasses import dataclass

import torch
from diffusers.models.transformers.transformer_sd3 import SD3Transformer2DModel
from diffusers.models.unets.unet_2d_condition import UNet2DConditionModel


@dataclass(frozen=True, kw_only=True)
class UNetShape:
    """Stable Diffusion's U-Net, with cross-attention at each level.

    Args:
        block_out_channels: one level each; every level but the last halves the side.
        layers_per_block: residual blocks and transformers a level going down; one more going up.
        head_channels: channels of one attention head.
        text_channels: width of the text encoder's states.
        latent_channels: channels of the latent grid.
        time_channels: width of the embedding of noise level and caption that reaches every residual block.
        pooling_heads: heads of the attention that sums the caption up for that embedding.
    """

    block_out_channels: tuple[int, ...] = (160, 192)
    layers_per_block: int = 1
    head_channels: int = 32
    text_channels: int = 256
    latent_channels: int = 16
    time_channels: int = 320
    pooling_heads: int = 8


@dataclass(frozen=True, kw_only=True)
class MMDiTShape:
    """Stable Diffusion 3's transformer, one latent position a token.

    Args:
        num_layers, num_heads, head_channels: depth, and width as their product.
        text_channels: width of the text states that join the attention.
        pooled_channels: width of the pooled text vector.
        latent_channels: channels of the latent grid.
        max_side: largest side of the latent grid.
    """

    num_layers: int = 8
    num_heads: int = 4
    head_channels: int = 64
    text_channels: int = 512
    pooled_channels: int = 512
    latent_channels: int = 16
    max_side: int = 32


def make_unet(shape: UNetShape, *, sample_size: int) -> UNet2DConditionModel:
    """A fresh U-Net for latent grids of about ``sample_size`` a side, channels-last.

    Besides cross-attention, the caption as a whole is pooled and added to the embedding of the noise level, which
    scales and shifts every residual block (arXiv 2105.05233, section 3.1; pooled text as in arXiv 2112.10741): so a
    young network learns what is wanted before its attention finds the words. Stock pipelines know this way.
    """
    levels = len(shape.block_out_channels)
    network = UNet2DConditionModel(
        sample_size=sample_size,
        in_channels=shape.latent_channels,
        out_channels=shape.latent_channels,
        block_out_channels=shape.block_out_channels,
        layers_per_block=shape.layers_per_block,
        down_block_types=("CrossAttnDownBlock2D",) * levels,
        up_block_types=("CrossAttnUpBlock2D",) * levels,
        cross_attention_dim=shape.text_channels,
        # diffusers reads this field as the number of heads of each level
        attention_head_dim=tuple(channels // shape.head_channels for channels in shape.block_out_channels),
        use_linear_projection=True,
        time_embedding_dim=shape.time_channels,
        resnet_time_scale_shift="scale_shift",
        addition_embed_type="text",
        addition_embed_type_num_heads=shape.pooling_heads,
    )
    # A zero last layer makes the first steps predict the mean, which trains faster (arXiv 2105.05233, appendix).
    torch.nn.init.zeros_(network.conv_out.weight)
    torch.nn.init.zeros_(network.conv_out.bias)
    return network.to(memory_format=torch.channels_last)


def make_mmdit(shape: MMDiTShape, *, sample_size: int) -> SD3Transformer2DModel:
    """A fresh MMDiT for latent grids of about ``sample_size`` a side."""
    network = SD3Transformer2DModel(
        sample_size=sample_size,
        patch_size=1,
        in_channels=shape.latent_channels,
        out_channels=shape.latent_channels,
        num_layers=shape.num_layers,
        num_attention_heads=shape.num_heads,
        attention_head_dim=shape.head_channels,
        joint_attention_dim=shape.text_channels,
        caption_projection_dim=shape.num_heads * shape.head_channels,
        pooled_projection_dim=shape.pooled_channels,
        pos_embed_max_size=shape.max_side,
        qk_norm="rms_norm",
    )
    # adaLN-zero: every block starts as the identity (arXiv 2212.09748, section 3.2).
    for block in network.transformer_blocks:
        for norm in (block.norm1, block.norm1_context):
            torch.nn.init.zeros_(norm.linear.weight)
            torch.nn.init.zeros_(norm.linear.bias)
    for layer in (network.norm_out.linear, network.proj_out):
        torch.nn.init.zeros_(layer.weight)
        torch.nn.init.zeros_(layer.bias)
    return network
