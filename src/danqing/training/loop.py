"""One loop for every network that Danqing trains.

A trainer is a module whose ``forward(batch)`` returns a loss and figures to log; it owns the networks it trains. The
loop owns everything else: devices and precision (accelerate), accumulation, learning rate, weight average,
checkpoints, log, plots, progress and stopping. A step depends only on its number: it draws its batch by number and
seeds all randomness from it, so a resumed run equals an uninterrupted one.
"""

from __future__ import annotations

import contextlib
import json
import math
import signal
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from accelerate import Accelerator
from torch import Tensor, nn

from danqing.core.errors import CancelledError, RequestError, TrainingDivergedError
from danqing.core.seeds import derive_seed
from danqing.storage.files import write_text
from danqing.training.checkpoints import list_checkpoints, load_checkpoint, save_checkpoint
from danqing.training.config import LoopConfig, learning_rate_at
from danqing.training.ema import WeightAverage, ema_decay, trainable
from danqing.training.journal import Journal

Batch = dict[str, Tensor]


class Trainer(Protocol):
    """What the loop needs of a trainer, which is also an ``nn.Module``."""

    def batch(self, index: int, size: int) -> Batch:
        """Batch number ``index`` of ``size`` items on the CPU; the same number gives the same batch."""

    def forward(self, batch: Batch) -> tuple[Tensor, dict[str, Tensor]]:
        """The loss to minimise and figures to log."""

    def validate(self) -> dict[str, float]:
        """Figures on held-out data, called with averaged weights and fixed randomness; ``"loss"`` picks the best."""

    def draw_samples(self, folder: Path, images_seen: int) -> None:
        """Write sample sheets into ``folder``."""

    def export(self, folder: Path) -> None:
        """Write the networks, as they are now, in their Diffusers layout."""


@dataclass(frozen=True)
class Progress:
    """Where a run stands; ``seconds_left`` is None until it can be told."""

    images_seen: int
    num_images: int
    loss: float
    images_per_second: float
    seconds_left: float | None


def train(
    trainer: nn.Module,
    config: LoopConfig,
    folder: Path,
    *,
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: Callable[[Progress], None] | None = None,
    accelerator: Accelerator | None = None,
) -> dict[str, float]:
    """Train until ``config.num_images`` are seen and return the last validation figures.

    Args:
        trainer: a module that follows :class:`Trainer`.
        folder: the run's folder; ``checkpoints/``, ``samples/``, ``best/``, ``log.jsonl`` and ``curves.png`` go there.
        resume: go on from the newest checkpoint in ``folder`` if there is one.
        time_limit_s: stop early, cleanly, after so many seconds of this call.

    Raises:
        RequestError: ``folder`` holds a run already and ``resume`` is not set.
        TrainingDivergedError: the loss became NaN or infinite; the text names the last good checkpoint.
        CancelledError: Ctrl-C or a termination signal; a checkpoint was written first.
    """
    accelerator = accelerator or Accelerator(mixed_precision=config.precision)
    run = _Run(trainer, config, folder, accelerator)
    run.begin(resume)
    deadline = None if time_limit_s is None else time.monotonic() + time_limit_s
    with _stop_requests() as stop:
        while run.images_seen < config.num_images:
            run.step()
            run.log(on_progress)
            if stop.is_set() or (deadline is not None and time.monotonic() > deadline):
                run.save()
                if stop.is_set():
                    raise CancelledError(f"Stopped after {run.images_seen:,} images; resume to go on from there.")
                break
            run.save_if_due()
            run.validate_if_due()
    return run.finish()


class _Run:
    """The state of one call of :func:`train`."""

    def __init__(self, trainer: nn.Module, config: LoopConfig, folder: Path, accelerator: Accelerator) -> None:
        self.trainer: Any = trainer  # an nn.Module that follows Trainer; typing cannot intersect the two
        self.config, self.folder, self.accelerator = config, folder, accelerator
        trainer.to(accelerator.device)
        self.groups: dict[str, nn.Module] = getattr(trainer, "optimizer_groups", {"main": trainer})
        self.optimizers: dict[str, torch.optim.Optimizer] = {
            name: make_optimizer(module, config) for name, module in self.groups.items()
        }
        self.wrapped = accelerator.prepare_model(trainer) if accelerator.num_processes > 1 else trainer
        self.average = WeightAverage(trainer) if config.ema_images else None
        self.journal = Journal(folder)
        self.images_seen = 0
        self.best_loss = math.inf
        self.figures: dict[str, float] = {}
        self.window: list[Tensor] = []
        self.logged: dict[str, Tensor] = {}
        self.logged_at = self.saved_at = time.monotonic()
        self.logged_images = self.validated_images = 0
        self.lead = accelerator.is_main_process

    def begin(self, resume: bool) -> None:
        found = list_checkpoints(self.folder / "checkpoints")
        if found and not resume:
            raise RequestError(f"{self.folder} holds a training run already; resume it or choose another folder.")
        self.folder.mkdir(parents=True, exist_ok=True)
        if found:
            state = load_checkpoint(found[-1], network=self.trainer, average=self.average, optimizers=self.optimizers)
            self.images_seen = self.logged_images = state["images_seen"]
            self.validated_images = state["validated_images"]
            self.best_loss = math.inf if state["best_loss"] is None else state["best_loss"]
        if self.lead:
            self.journal.rewind(self.images_seen)
            write_text(self.folder / "loop.json", json.dumps(asdict(self.config), indent=1) + "\n")

    def step(self) -> None:
        config, accelerator = self.config, self.accelerator
        per_step = config.images_per_step(accelerator.num_processes)
        rate = learning_rate_at(config, self.images_seen)
        for micro in range(config.accumulate):
            # Batch numbers count over all devices and passes, so that each image of the stream is used once.
            index = (self.images_seen // per_step * config.accumulate + micro) * accelerator.num_processes
            index += accelerator.process_index
            torch.manual_seed(derive_seed(config.seed, "step", index))
            batch = {
                name: value.to(accelerator.device)
                for name, value in self.trainer.batch(index, config.batch_size).items()
            }
            last = micro == config.accumulate - 1
            context = contextlib.nullcontext() if last else accelerator.no_sync(self.wrapped)
            with context:
                with accelerator.autocast():
                    loss, self.logged = self.wrapped(batch)
                accelerator.backward(loss / config.accumulate)
            self.window.append(loss.detach())
        for name, optimizer in self.optimizers.items():
            for group in optimizer.param_groups:
                group["lr"] = rate * getattr(self.trainer, "rate_factors", {}).get(name, 1.0)
            if config.clip_norm:
                torch.nn.utils.clip_grad_norm_(self.groups[name].parameters(), config.clip_norm)
            optimizer.step()
            optimizer.zero_grad(set_to_none=True)
        self.images_seen += per_step
        if self.average is not None:
            self.average.update(self.trainer, ema_decay(self.images_seen, per_step, config.ema_images))

    def log(self, on_progress: Callable[[Progress], None] | None) -> None:
        if self.images_seen - self.logged_images < self.config.log_images and self.images_seen < self.config.num_images:
            return
        loss = float(torch.stack(self.window).mean())
        self.window.clear()
        if not math.isfinite(loss):
            self._diverged()
        now = time.monotonic()
        speed = (self.images_seen - self.logged_images) / max(now - self.logged_at, 1e-9)
        self.logged_at, self.logged_images = now, self.images_seen
        if not self.lead:
            return
        figures = {name: round(float(value), 6) for name, value in self.logged.items()}
        self.journal.write("train", self.images_seen, loss=round(loss, 6), images_per_second=round(speed, 2), **figures)
        if on_progress is not None:
            left = (self.config.num_images - self.images_seen) / speed
            on_progress(Progress(self.images_seen, self.config.num_images, loss, speed, left))

    def save_if_due(self) -> None:
        if time.monotonic() - self.saved_at >= self.config.checkpoint_seconds:
            self.save()

    def save(self) -> None:
        """Write a checkpoint, unless the weights are broken."""
        if any(not bool(torch.isfinite(weight).all()) for weight in trainable(self.trainer).values()):
            self._diverged()
        if self.lead:
            save_checkpoint(
                self.folder / "checkpoints",
                network=self.trainer,
                average=self.average,
                optimizers=self.optimizers,
                state={
                    "images_seen": self.images_seen,
                    "validated_images": self.validated_images,
                    "best_loss": self.best_loss if math.isfinite(self.best_loss) else None,
                },
                keep=self.config.num_checkpoints,
            )
        self.accelerator.wait_for_everyone()
        self.saved_at = time.monotonic()

    def validate_if_due(self) -> None:
        every = self.config.validate_images
        if every and self.images_seen - self.validated_images >= every:
            self.validate()

    def validate(self) -> None:
        """Measure with averaged weights, keep the best export, draw samples and curves."""
        self.validated_images = self.images_seen
        if self.lead:
            context = self.average.applied(self.trainer) if self.average is not None else contextlib.nullcontext()
            self.trainer.eval()
            with context, torch.no_grad(), self.accelerator.autocast(), torch.random.fork_rng():
                torch.manual_seed(derive_seed(self.config.seed, "validate"))
                self.figures = self.trainer.validate()
                self.journal.write("validate", self.images_seen, **{k: round(v, 6) for k, v in self.figures.items()})
                if self.figures["loss"] < self.best_loss:
                    self.best_loss = self.figures["loss"]
                    self.trainer.export(self.folder / "best")
                self.trainer.draw_samples(self.folder / "samples", self.images_seen)
            self.trainer.train()
            self.journal.plot()
        self.accelerator.wait_for_everyone()

    def finish(self) -> dict[str, float]:
        if self.validated_images != self.images_seen:
            self.validate()
        self.save()
        return self.figures

    def _diverged(self) -> None:
        found = list_checkpoints(self.folder / "checkpoints")
        where = f"the last good checkpoint is {found[-1]}" if found else "no checkpoint had been written yet"
        raise TrainingDivergedError(
            f"Training broke down (NaN or infinity) after {self.images_seen:,} images; {where}; "
            "lower the learning rate and resume."
        )


def make_optimizer(module: nn.Module, config: LoopConfig) -> torch.optim.AdamW:
    """AdamW with weight decay on matrices and kernels only, not on biases, gains and embeddings of one dimension."""
    weights = list(trainable(module).values())
    decayed = [weight for weight in weights if weight.ndim > 1]
    plain = [weight for weight in weights if weight.ndim <= 1]
    groups = [{"params": decayed, "weight_decay": config.weight_decay}, {"params": plain, "weight_decay": 0.0}]
    return torch.optim.AdamW(
        [each for each in groups if each["params"]], lr=config.learning_rate, betas=config.betas, fused=True
    )


@contextlib.contextmanager
def _stop_requests() -> Iterator[threading.Event]:
    """An event that Ctrl-C or a termination signal sets, so that the loop can finish its step and save."""
    event = threading.Event()
    if threading.current_thread() is not threading.main_thread():
        yield event
        return
    kept = {number: signal.signal(number, lambda *_: event.set()) for number in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield event
    finally:
        for number, handler in kept.items():
            signal.signal(number, handler)
