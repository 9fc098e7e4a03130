"""ControlNets: danqing-mini's, which turns sketches into pictures."""

from __future__ import annotations

from danqing.models.small_control import SmallControlShape
from danqing.training.config import LoopConfig
from danqing.training.control import ControlConfig
from danqing.training.control_run import ControlRecipe


def mini_control() -> ControlRecipe:
    """Edges and scribbles for danqing-mini: a million weights, on the scenes that danqing-mini has learned from."""
    return ControlRecipe(
        name="mini-control",
        description="a small ControlNet for danqing-mini, edges and scribbles, under half an hour on two cores",
        training=ControlConfig(
            shape=SmallControlShape(),
            loop=LoopConfig(
                num_images=240_000, batch_size=64, learning_rate=2e-3, warmup_images=6_400, ema_images=6_000,
                weight_decay=0.01, validate_images=32_000, log_images=3_200, compile=True,
            ),
        ),
    )  # fmt: skip


def smoke_control() -> ControlRecipe:
    """A few steps, to see that everything runs."""
    return ControlRecipe(
        name="smoke-control",
        description="a few steps on the scenes of the recipe smoke, to see that everything runs",
        data="smoke",
        training=ControlConfig(
            shape=SmallControlShape(block_out_channels=(32, 64), picture_channels=(16, 32), time_channels=64),
            loop=LoopConfig(
                num_images=512, batch_size=16, learning_rate=2e-3, warmup_images=64, ema_images=128,
                validate_images=256, log_images=128, num_checkpoints=1,
            ),
        ),
    )  # fmt: skip
