"""One loop for every network that Danqing trains.

A trainer is a module whose ``forward(batch)`` returns a loss and figures to log; it owns the networks it trains. The
loop owns everything else: devices and precision, accumulation, learning rate, weight average, checkpoints, log, plots,
progress and stopping. A step depends only on its number: it draws its batch by number and seeds all randomness from
it, so a resumed run equals an uninterrupted one.
"""

from __future__ import annotations

import contextlib
import json
import math
import os
import shutil
import time
import warnings
from collections.abc import Callable
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any, Protocol

import torch
from accelerate import Accelerator
from accelerate.utils import DistributedDataParallelKwargs
from torch import Tensor, nn

from danqing.core.errors import CancelledError, RequestError, TrainingDivergedError
from danqing.core.seeds import derive_seed
from danqing.storage.files import recover_folder, write_text
from danqing.training.batches import Batch, Batches
from danqing.training.checkpoints import (
    list_checkpoints,
    load_checkpoint,
    save_checkpoint,
    update_state,
    write_networks,
)
from danqing.training.config import LoopConfig, learning_rate_at
from danqing.training.ema import WeightAverage, ema_decay, trainable
from danqing.training.journal import Journal
from danqing.training.stopping import stop_requests

AGREE_EVERY = 16  # steps between the agreements of several processes on stopping and saving


class Trainer(Protocol):
    """What the loop needs of a trainer, which is also an ``nn.Module``.

    It may also have ``optimizer_groups`` (modules by name, one optimiser each), ``rate_factors`` (by the same names),
    ``keep_on_cpu`` (names of batch tensors that stay on the CPU), ``compiled_parts()`` (networks to compile),
    ``shapes_vary = True`` (if its batches come in many shapes, which one compiled network then serves) and
    ``uses_all_weights = False`` (if some batches leave weights without a gradient).
    """

    def batch(self, index: int, size: int) -> Batch:
        """Batch number ``index`` of ``size`` items on the CPU; the same number gives the same batch.

        It may be called from another thread, so it draws from its own generators, not from PyTorch's global one.
        """

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


OnProgress = Callable[[Progress], None]


def train(
    trainer: nn.Module,
    config: LoopConfig,
    folder: Path,
    *,
    resume: bool = False,
    time_limit_s: float | None = None,
    on_progress: OnProgress | None = None,
    accelerator: Accelerator | None = None,
) -> dict[str, float]:
    """Train until ``config.num_images`` are seen and return the last validation figures.

    Args:
        trainer: a module that follows :class:`Trainer`.
        folder: the run's folder; ``checkpoints/``, ``samples/``, ``best/``, ``log.jsonl`` and ``curves.png`` go there.
        resume: go on from the newest checkpoint in ``folder`` if there is one.
        time_limit_s: stop early, cleanly, after so many seconds of this call.
        on_progress: told at each line of the log, and at once when a run goes on.
        accelerator: by default one for the devices that this process was launched for.

    Raises:
        RequestError: ``folder`` holds a run already and ``resume`` is not set.
        CheckpointError: the checkpoint to resume from is damaged or belongs to another network.
        TrainingDivergedError: the loss became NaN or infinite; the text names the last good checkpoint.
        CancelledError: Ctrl-C or a termination signal; a checkpoint was written first.
        FailureError: the disk is full.
    """
    if accelerator is None:
        unused = not getattr(
            trainer, "uses_all_weights", True
        )  # data parallelism must be told, and then looks for them
        parallel = DistributedDataParallelKwargs(
            find_unused_parameters=unused, gradient_as_bucket_view=True, broadcast_buffers=False
        )
        accelerator = Accelerator(kwargs_handlers=[parallel])
    run = _Run(trainer, config, folder, accelerator)
    deadline = math.inf if time_limit_s is None else time.monotonic() + time_limit_s
    try:
        with stop_requests() as stop:
            run.begin(resume, on_progress)
            while run.images_seen < config.num_images:
                run.step()
                run.log(on_progress)
                stopped, timed_out, save_due = run.agree(stop.is_set(), time.monotonic() > deadline, run.save_is_due())
                if stopped or timed_out or save_due:
                    run.save()
                if stopped:
                    raise CancelledError(f"Stopped after {run.images_seen:,} images; resume to go on from there.")
                if timed_out:
                    break
                run.validate_if_due()
            return run.finish()
    finally:
        run.batches.close()


class _Run:
    """The state of one call of :func:`train`."""

    def __init__(self, trainer: nn.Module, config: LoopConfig, folder: Path, accelerator: Accelerator) -> None:
        self.trainer: Any = trainer  # an nn.Module that follows Trainer; typing cannot intersect the two
        self.config, self.folder, self.accelerator = config, folder, accelerator
        self.lead = accelerator.is_main_process
        self.processes = accelerator.num_processes
        self.per_step = config.images_per_step(self.processes)
        trainer.to(accelerator.device).train()
        if accelerator.device.type == "cuda":
            torch.set_float32_matmul_precision("high")
        if config.compile:
            _compile(trainer, accelerator.device)
        self.groups: dict[str, nn.Module] = getattr(trainer, "optimizer_groups", {"main": trainer})
        self.optimizers: dict[str, torch.optim.Optimizer] = {
            name: make_optimizer(module, config) for name, module in self.groups.items()
        }
        self.wrapped = accelerator.prepare_model(trainer) if self.processes > 1 else trainer
        self.average = WeightAverage(trainer) if config.ema_images else None
        self.batches = Batches(
            lambda index: self.trainer.batch(index, config.batch_size),
            ahead=config.prefetch,
            stride=self.processes,
            device=accelerator.device,
            keep_on_cpu=getattr(trainer, "keep_on_cpu", frozenset()),
        )
        self.journal = Journal(folder)
        self.images_seen = self.logged_images = self.validated_images = 0
        self.saved_images: int | None = None
        self.best_loss = math.inf
        self.figures: dict[str, float] = {}
        self.window: list[Tensor] = []
        self.logged: dict[str, Tensor] = {}
        self.logged_at = self.saved_at = time.monotonic()

    def begin(self, resume: bool, on_progress: OnProgress | None) -> None:
        """Load the newest checkpoint, if there is one, and take the log back to it."""
        found = list_checkpoints(self.folder / "checkpoints")
        if found and not resume:
            raise RequestError(f"{self.folder} holds a training run already; resume it or choose another folder.")
        self.folder.mkdir(parents=True, exist_ok=True)
        if found:
            state = load_checkpoint(found[-1], network=self.trainer, average=self.average, optimizers=self.optimizers)
            self.images_seen = self.logged_images = self.saved_images = state["images_seen"]
            self.validated_images = state["validated_images"]
            self.best_loss = math.inf if state["best_loss"] is None else state["best_loss"]
            self.figures = state.get("figures", {})
        if self.lead:
            recover_folder(self.folder / "best")
            self.journal.rewind(self.images_seen)
            write_text(self.folder / "loop.json", json.dumps(asdict(self.config), indent=1) + "\n")
            last = self.journal.last("train")
            if last is not None and on_progress is not None and self.images_seen < self.config.num_images:
                on_progress(self._progress(last["loss"], last["images_per_second"]))
        self.accelerator.wait_for_everyone()
        self.logged_at = self.saved_at = time.monotonic()

    def step(self) -> None:
        """One optimiser step."""
        config, accelerator = self.config, self.accelerator
        rate = learning_rate_at(config, self.images_seen, self.per_step)
        for micro in range(config.accumulate):
            # Batch numbers count over all devices and passes, so that each image of the stream is used once.
            index = (self.images_seen // self.per_step * config.accumulate + micro) * self.processes
            index += accelerator.process_index
            torch.manual_seed(derive_seed(config.seed, "step", index))
            batch = self.batches.take(index)
            last = micro == config.accumulate - 1
            with contextlib.nullcontext() if last else accelerator.no_sync(self.wrapped):
                with self._autocast():
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
        self.images_seen += self.per_step
        if self.average is not None:
            self.average.update(self.trainer, ema_decay(self.images_seen, self.per_step, config.ema_images))

    def log(self, on_progress: OnProgress | None) -> None:
        """Write a line each time another ``log_images`` are full, and at the end; look for NaN."""
        every = self.config.log_images
        if self.images_seen // every == self.logged_images // every and self.images_seen < self.config.num_images:
            return
        loss = self._mean_over_processes(torch.stack(self.window).mean())
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
            on_progress(self._progress(loss, speed))

    def agree(self, *wishes: bool) -> tuple[bool, ...]:
        """What any process wishes, the same in all of them, so that none waits for another in vain."""
        if self.processes == 1:
            return wishes
        if self.images_seen // self.per_step % AGREE_EVERY and self.images_seen < self.config.num_images:
            return (False,) * len(wishes)
        votes = torch.tensor(wishes, dtype=torch.float32, device=self.accelerator.device)
        return tuple(vote > 0 for vote in self.accelerator.reduce(votes, "sum").tolist())

    def save_is_due(self) -> bool:
        return time.monotonic() - self.saved_at >= self.config.checkpoint_seconds

    def save(self) -> None:
        """Write a checkpoint, unless the weights are broken or it is there already."""
        self._check_weights()
        if self.lead:
            checkpoints = self.folder / "checkpoints"
            state = {
                "images_seen": self.images_seen,
                "validated_images": self.validated_images,
                "best_loss": self.best_loss if math.isfinite(self.best_loss) else None,
                "figures": self.figures,
            }
            if self.saved_images == self.images_seen:
                update_state(checkpoints, state)
            else:
                save_checkpoint(
                    checkpoints,
                    network=self.trainer,
                    average=self.average,
                    optimizers=self.optimizers,
                    state=state,
                    keep=self.config.num_checkpoints,
                )
        self.accelerator.wait_for_everyone()
        self.saved_images, self.saved_at = self.images_seen, time.monotonic()

    def validate_if_due(self) -> None:
        """Validate each time another ``validate_images`` are full, wherever the run was stopped meanwhile."""
        every = self.config.validate_images
        if every and self.images_seen // every > self.validated_images // every:
            self.validate()

    def validate(self) -> None:
        """Measure with averaged weights, keep the best export, draw samples and curves."""
        self._check_weights()
        self.validated_images = self.images_seen
        if self.lead:
            context = self.average.applied(self.trainer) if self.average is not None else contextlib.nullcontext()
            self.trainer.eval()
            eager = torch.compiler.set_stance("force_eager")  # other shapes are met here than in training
            with self.batches.paused(), context, torch.no_grad(), self._autocast(), eager:
                torch.manual_seed(derive_seed(self.config.seed, "validate"))
                self.figures = self.trainer.validate()
                self.journal.write("validate", self.images_seen, **{k: round(v, 6) for k, v in self.figures.items()})
                if self.figures["loss"] < self.best_loss:
                    self.best_loss = self.figures["loss"]
                    write_networks(self.folder / "best", self.trainer.export)
                self.trainer.draw_samples(self.folder / "samples", self.images_seen)
            self.trainer.train()
            self.journal.plot()
        self.accelerator.wait_for_everyone()

    def finish(self) -> dict[str, float]:
        """Validate if the last step was not, save, and return the figures."""
        if self.validated_images != self.images_seen:
            self.validate()
        self.save()
        return self.figures

    def _autocast(self) -> torch.autocast:
        return torch.autocast(self.accelerator.device.type, torch.bfloat16, enabled=self.config.precision == "bf16")

    def _mean_over_processes(self, value: Tensor) -> float:
        return float(self.accelerator.reduce(value, "mean") if self.processes > 1 else value)

    def _progress(self, loss: float, speed: float) -> Progress:
        left = (self.config.num_images - self.images_seen) / speed if speed > 0 else None
        return Progress(self.images_seen, self.config.num_images, loss, speed, left)

    def _check_weights(self) -> None:
        if any(not bool(torch.isfinite(weight).all()) for weight in trainable(self.trainer).values()):
            self._diverged()

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
        [each for each in groups if each["params"]],
        lr=config.learning_rate,
        betas=config.betas,
        fused=True,
    )


def _compile(trainer: nn.Module, device: torch.device) -> None:
    """Compile the trainer's networks in place; their weights keep their names."""
    if device.type == "cpu" and not any(map(shutil.which, (os.environ.get("CXX", "c++"), "g++", "clang++", "cl"))):
        warnings.warn("Networks are compiled for a CPU by a C++ compiler; none was found, so training goes on without.")
        return
    for part in getattr(trainer, "compiled_parts", tuple)():
        part.compile(dynamic=getattr(trainer, "shapes_vary", False))
