"""The network that restyles in one pass, and a smaller relative to see that everything runs."""

from __future__ import annotations

from danqing.models.adain import StyleShape
from danqing.training.config import LoopConfig
from danqing.training.style_network import StyleConfig
from danqing.training.style_run import StyleRecipe


def mini_style() -> StyleRecipe:
    """0.7 million weights on crops of 128 px: what ships for ``restyle --fast``."""
    return StyleRecipe(
        name="mini-style",
        description="restyles any picture like any other in one pass; 50 minutes on one core",
        training=StyleConfig(
            same_share=0.17,
            loop=LoopConfig(
                num_images=36_000, batch_size=6, learning_rate=1.5e-3, warmup_images=600, ema_images=400,
                weight_decay=1e-4, validate_images=1_800, log_images=120, checkpoint_seconds=120,
            ),
        ),
    )  # fmt: skip


def smoke_style() -> StyleRecipe:
    """A few steps on drawn figures and textures; nothing is learned."""
    return StyleRecipe(
        name="smoke-style",
        description="a few steps, to see that everything runs",
        pack="shapes",
        artworks=False,
        num_contents=16,
        num_styles=18,
        num_held_out=4,
        training=StyleConfig(
            shape=StyleShape(widths=(8, 8, 12, 16), style_width=8, quarter_blocks=1),
            crop_px=32,
            loop=LoopConfig(
                num_images=32, batch_size=8, warmup_images=8, ema_images=8, validate_images=16, log_images=8
            ),
        ),
    )
