"""A trainer small enough to run hundreds of steps in a second, with everything that real ones have.

Its picture number n depends only on n, so that any split of a stream into batches, passes and processes sees the same
pictures. It learns to sharpen them.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor, nn

from danqing.training.config import LoopConfig
from danqing.training.samples import save_grid

HELD_OUT = 1_000_000


class TinyTrainer(nn.Module):
    """Args: noise: use random numbers in each step; judge: a second network with its own optimiser and buffers;
    broken_at: the batch number whose pictures are not numbers; pause_s: how long a batch takes to make.
    """

    def __init__(
        self, *, noise: bool = False, judge: bool = False, broken_at: int | None = None, width: int = 8, seed: int = 0
    ) -> None:
        super().__init__()
        torch.manual_seed(seed)
        first, last = nn.Conv2d(3, width, 3, padding=1), nn.Conv2d(width, 3, 3, padding=1)
        for layer in (first, last):
            layer.weight.data = layer.weight.data.contiguous(memory_format=torch.channels_last)
        self.network = nn.Sequential(first, nn.GroupNorm(2, width), nn.SiLU(), last)
        self.noise, self.broken_at = noise, broken_at
        self.rates: list[float] = []
        self.optimizer_groups: dict[str, nn.Module] = {"main": self.network}
        if judge:
            self.judge = nn.utils.parametrizations.spectral_norm(nn.Conv2d(3, 4, 3))
            self.optimizer_groups["judge"] = self.judge
            self.rate_factors = {"judge": 0.5}

    def batch(self, index: int, size: int) -> dict[str, Tensor]:
        pictures = torch.stack([picture(index * size + each) for each in range(size)])
        return {"pictures": pictures * (float("nan") if index == self.broken_at else 1.0)}

    def forward(self, batch: dict[str, Tensor]) -> tuple[Tensor, dict[str, Tensor]]:
        pictures = batch["pictures"]
        seen = F.avg_pool2d(pictures, 3, 1, 1)
        if self.noise:
            seen = seen + 0.1 * torch.randn_like(seen)
        loss = F.mse_loss(self.network(seen).float(), pictures)
        figures = {"sharpen": loss.detach()}
        if "judge" in self.optimizer_groups:
            loss = loss + (self.judge(pictures).float().mean() - 0.5).square()
        return loss, figures

    def validate(self) -> dict[str, float]:
        pictures = torch.stack([picture(HELD_OUT + each) for each in range(8)])
        return {"loss": float(F.mse_loss(self.network(F.avg_pool2d(pictures, 3, 1, 1)).float(), pictures))}

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        pictures = torch.stack([picture(HELD_OUT + each) for each in range(4)])
        save_grid(self.network(pictures).float().clamp(-1, 1), folder / f"{images_seen:09d}.png", columns=2)

    def export(self, folder: Path) -> None:
        from safetensors.torch import save_file

        save_file(
            {name: each.contiguous() for name, each in self.network.state_dict().items()}, folder / "n.safetensors"
        )


def picture(number: int) -> Tensor:
    """Picture ``number``, (3, 8, 8) in [-1, 1]."""
    return torch.from_numpy(np.random.default_rng(number).uniform(-1, 1, (3, 8, 8)).astype(np.float32))


def settings(**changes: object) -> LoopConfig:
    """A loop of twelve steps of four pictures in float32."""
    values: dict[str, object] = {
        "num_images": 48,
        "batch_size": 4,
        "learning_rate": 1e-2,
        "warmup_images": 16,
        "ema_images": 16,
        "validate_images": 24,
        "log_images": 8,
        "precision": "no",
    }
    return LoopConfig(**{**values, **changes})  # type: ignore[arg-type]


def train_as_process(rank: int, port: int, folder: str) -> None:
    """One of two processes that train together; run in a process of its own."""
    from accelerate import Accelerator

    from danqing.training.loop import train

    os.environ.update(
        RANK=str(rank), LOCAL_RANK=str(rank), WORLD_SIZE="2", MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port),
        ACCELERATE_USE_CPU="true",
    )  # fmt: skip
    torch.set_num_threads(1)
    accelerator = Accelerator(cpu=True)
    assert accelerator.num_processes == 2
    train(TinyTrainer(), settings(batch_size=2), Path(folder), accelerator=accelerator)
    accelerator.wait_for_everyone()
    torch.distributed.destroy_process_group()
    os._exit(0)  # the library's threads now and then abort a process that tears itself down, all work being done


def train_until_stopped(folder: Path) -> None:
    """Train far longer than anyone waits, and tell how it ended."""
    from danqing.core.errors import CancelledError
    from danqing.training.loop import train

    torch.set_num_threads(1)
    try:
        train(
            TinyTrainer(noise=True),
            settings(num_images=4_000_000, validate_images=0),
            folder,
            on_progress=lambda progress: print("step", progress.images_seen, flush=True),
        )
    except CancelledError as error:
        print(json.dumps({"error": str(error), "code": error.exit_code}), flush=True)


if __name__ == "__main__":
    train_until_stopped(Path(sys.argv[1]))
