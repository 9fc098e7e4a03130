"""Settings of the one training loop. Progress is counted in images: batch size and number of devices may change."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Literal

from danqing.core.errors import RequestError


@dataclass(frozen=True, kw_only=True)
class LoopConfig:
    """How a network is trained, whatever it is.

    Args:
        num_images: training pictures (or texts) to see in all.
        batch_size: per device and forward pass.
        accumulate: forward passes per optimiser step.
        learning_rate: peak rate of AdamW.
        warmup_images: linear rise to the peak.
        decay: after warm-up, ``"constant"``, ``"cosine"`` to zero, or ``"inverse_sqrt"`` with ``decay_images``.
        decay_images: where the inverse-square-root decay begins (arXiv 2312.02696, section 2).
        betas, weight_decay, clip_norm: AdamW and gradient clipping; ``clip_norm`` 0 switches clipping off.
        ema_images: half-life of the weight average in images; 0 keeps no average.
        precision: ``"bf16"`` autocast, or ``"no"`` for float32.
        compile: compile the networks, which takes a minute or two at the start; a CPU needs a C++ compiler for it.
        prefetch: batches that a thread makes ahead; worth it where the device, not the CPU, does the work.
        seed: of initial weights, order, noise and dropout.
        checkpoint_seconds: time between checkpoints; ``num_checkpoints`` of them are kept.
        validate_images: between validations (0: only at the end); each also draws a sample sheet and the plots.
        log_images: between lines of the log.
    """

    num_images: int
    batch_size: int
    accumulate: int = 1
    learning_rate: float = 3e-4
    warmup_images: int = 5_000
    decay: Literal["constant", "cosine", "inverse_sqrt"] = "cosine"
    decay_images: int = 0
    betas: tuple[float, float] = (0.9, 0.99)
    weight_decay: float = 0.01
    clip_norm: float = 1.0
    ema_images: int = 20_000
    precision: Literal["bf16", "no"] = "bf16"
    compile: bool = False
    prefetch: int = 0
    seed: int = 0
    checkpoint_seconds: float = 300.0
    num_checkpoints: int = 2
    validate_images: int = 50_000
    log_images: int = 1_000

    def __post_init__(self) -> None:
        for name in ("num_images", "batch_size", "accumulate", "num_checkpoints", "log_images"):
            if getattr(self, name) < 1:
                raise RequestError(f"{name} must be at least 1, not {getattr(self, name)}.")
        for name in ("warmup_images", "ema_images", "validate_images", "prefetch", "weight_decay", "clip_norm"):
            if not getattr(self, name) >= 0:
                raise RequestError(f"{name} must be 0 or more, not {getattr(self, name)}.")
        if not self.learning_rate > 0 or not math.isfinite(self.learning_rate):
            raise RequestError(f"learning_rate must be above 0, not {self.learning_rate}.")
        if self.decay not in ("constant", "cosine", "inverse_sqrt"):
            raise RequestError(f"decay must be constant, cosine or inverse_sqrt, not {self.decay!r}.")
        if self.precision not in ("bf16", "no"):
            raise RequestError(f"precision must be bf16 or no, not {self.precision!r}.")
        if self.decay == "inverse_sqrt" and self.decay_images < 1:
            raise RequestError("decay_images must be set for the inverse-square-root decay.")

    def images_per_step(self, num_processes: int = 1) -> int:
        """Images that one optimiser step sees over all devices."""
        return self.batch_size * self.accumulate * num_processes


def learning_rate_at(config: LoopConfig, images_seen: int, images_per_step: int | None = None) -> float:
    """The rate for the step that begins after ``images_seen`` images: a pure function, so resuming needs no state.

    Args:
        images_per_step: over all devices; by default that of one device.
    """
    per_step = config.images_per_step() if images_per_step is None else images_per_step
    warmup = min(1.0, (images_seen + per_step) / max(1, config.warmup_images))
    match config.decay:
        case "constant":
            factor = 1.0
        case "cosine":
            factor = 0.5 * (1 + math.cos(math.pi * min(1.0, images_seen / config.num_images)))
        case "inverse_sqrt":
            factor = 1 / math.sqrt(max(1.0, images_seen / config.decay_images))
    return config.learning_rate * warmup * factor
