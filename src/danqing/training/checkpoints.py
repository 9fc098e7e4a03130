"""Checkpoints of a training run: safetensors only, written whole or not at all, rotated.

A checkpoint is a folder named by the images seen, with ``weights.safetensors``, ``average.safetensors``,
``optimizer.safetensors`` and ``state.json``. Randomness needs no state: each step seeds itself from its number.
"""

from __future__ import annotations

import json
import os
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save_file
from torch import Tensor, nn

from danqing.core.errors import CheckpointError, FailureError
from danqing.training.ema import WeightAverage, trainable

STATE_VERSION = 1


def save_checkpoint(
    folder: Path,
    *,
    network: nn.Module,
    average: WeightAverage | None,
    optimizers: dict[str, torch.optim.Optimizer],
    state: dict[str, Any],
    keep: int,
) -> Path:
    """Write a checkpoint below ``folder`` and delete all but the newest ``keep``.

    Raises:
        FailureError: the disk is full or not writable; older checkpoints stay as they were.
    """
    final = folder / f"{state['images_seen']:012d}"
    temporary = folder / f".{final.name}.part"
    try:
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        _save_tensors(trainable(network), temporary / "weights.safetensors")
        if average is not None:
            _save_tensors(average.weights, temporary / "average.safetensors")
        for name, optimizer in optimizers.items():
            _save_tensors(_flatten_optimizer(optimizer), temporary / f"optimizer-{name}.safetensors")
        (temporary / "state.json").write_text(
            json.dumps({"version": STATE_VERSION, **state}, indent=1), encoding="utf-8"
        )
        for each in temporary.iterdir():
            with each.open("rb+") as stream:
                os.fsync(stream.fileno())
        shutil.rmtree(final, ignore_errors=True)
        temporary.rename(final)
    except OSError as error:
        shutil.rmtree(temporary, ignore_errors=True)
        raise FailureError(
            f"The checkpoint {final} could not be written ({error.strerror}); older ones are kept."
        ) from error
    for old in list_checkpoints(folder)[:-keep]:
        shutil.rmtree(old, ignore_errors=True)
    return final


def load_checkpoint(
    path: Path,
    *,
    network: nn.Module,
    average: WeightAverage | None,
    optimizers: dict[str, torch.optim.Optimizer],
) -> dict[str, Any]:
    """Put a checkpoint's tensors into place and return its state.

    Raises:
        CheckpointError: a file is missing or damaged, or the network has other weights than the checkpoint.
    """
    try:
        state: dict[str, Any] = json.loads((path / "state.json").read_text(encoding="utf-8"))
        _copy_into(trainable(network), load_file(path / "weights.safetensors"), path)
        if average is not None:
            _copy_into(average.weights, load_file(path / "average.safetensors"), path)
        for name, optimizer in optimizers.items():
            _unflatten_optimizer(optimizer, load_file(path / f"optimizer-{name}.safetensors"))
    except (OSError, SafetensorError, json.JSONDecodeError, KeyError) as error:
        raise CheckpointError(
            f"The training checkpoint {path} is damaged ({error}); delete it to resume from the one before."
        ) from error
    return state


def list_checkpoints(folder: Path) -> list[Path]:
    """Complete checkpoints below ``folder``, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.name.isdigit() and (each / "state.json").is_file())


def _save_tensors(tensors: dict[str, Any], path: Path) -> None:
    save_file({name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}, path)


@torch.no_grad()
def _copy_into(targets: dict[str, Any], sources: dict[str, Tensor], path: Path) -> None:
    if set(targets) != set(sources) or any(targets[name].shape != sources[name].shape for name in targets):
        raise CheckpointError(
            f"The training checkpoint {path} belongs to another network; train under another name or start anew."
        )
    for name, target in targets.items():
        target.copy_(sources[name])


def _flatten_optimizer(optimizer: torch.optim.Optimizer) -> dict[str, Tensor]:
    state = optimizer.state_dict()["state"]
    return {
        f"{index}.{key}": torch.as_tensor(value) for index, values in state.items() for key, value in values.items()
    }


def _unflatten_optimizer(optimizer: torch.optim.Optimizer, tensors: dict[str, Tensor]) -> None:
    whole = optimizer.state_dict()
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        index, key = name.split(".", 1)
        state.setdefault(int(index), {})[key] = tensor
    optimizer.load_state_dict({"state": state, "param_groups": whole["param_groups"]})
