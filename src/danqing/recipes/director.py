"""The adapter that teaches a small language model to be the director, and a smaller relative to see that all runs."""

from __future__ import annotations

from danqing.training.config import LoopConfig
from danqing.training.language import LanguageConfig
from danqing.training.language_run import LanguageRecipe


def director() -> LanguageRecipe:
    """What ships: rank 16 on queries, values and the inner layers of SmolLM2-135M-Instruct; 3.0 million weights."""
    return LanguageRecipe(
        name="director",
        description="reads wishes and instructions into plans and operations; two hours on two cores",
        training=LanguageConfig(
            rank=16,
            alpha=32.0,
            projections=("q_proj", "v_proj", "up_proj", "down_proj"),
            longest=352,
            num_held_out=128,
            loop=LoopConfig(
                num_images=24_000, batch_size=4, accumulate=2, learning_rate=8e-4, warmup_images=400, ema_images=500,
                weight_decay=0.0, precision="no", validate_images=6_000, log_images=320, checkpoint_seconds=180,
                compile=True,
            ),
        ),
    )  # fmt: skip


def smoke_director() -> LanguageRecipe:
    """A few steps; nothing is learned."""
    return LanguageRecipe(
        name="smoke-director",
        description="a few steps, to see that everything runs",
        training=LanguageConfig(
            rank=2,
            projections=("v_proj",),
            num_held_out=2,
            loop=LoopConfig(
                num_images=8,
                batch_size=2,
                warmup_images=2,
                ema_images=4,
                precision="no",
                validate_images=0,
                log_images=4,
            ),
        ),
    )
