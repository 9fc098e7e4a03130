"""Checkpoints of a training run: safetensors only, written whole or not at all, rotated.

A checkpoint is a folder named by the images seen, with ``weights.safetensors``, ``average.safetensors``,
``optimizer-NAME.safetensors``, ``buffers.safetensors`` where networks have such, and ``state.json``. Randomness needs
no state: each step seeds itself from its number.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import torch
from safetensors import SafetensorError
from safetensors.torch import load_file, save
from torch import Tensor, nn

from danqing.core.errors import CheckpointError, FailureError
from danqing.storage.files import write_folder, write_text
from danqing.training.ema import WeightAverage, trainable

if TYPE_CHECKING:
    from diffusers.models.modeling_utils import ModelMixin

N = TypeVar("N", bound="ModelMixin")
STATE_VERSION = 1
_STATE = ("images_seen", "validated_images", "best_loss")


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
        for leftover in folder.glob(".*.part"):
            shutil.rmtree(leftover, ignore_errors=True)
        temporary.mkdir(parents=True)
        _save_tensors(trainable(network), temporary / "weights.safetensors")
        if buffers := persistent_buffers(network):
            _save_tensors(buffers, temporary / "buffers.safetensors")
        if average is not None:
            _save_tensors(average.weights, temporary / "average.safetensors")
        for name, optimizer in optimizers.items():
            _save_tensors(_flatten_optimizer(optimizer), temporary / f"optimizer-{name}.safetensors")
        (temporary / "state.json").write_text(_state_text(state), encoding="utf-8")
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


def update_state(folder: Path, state: dict[str, Any]) -> None:
    """Replace the state beside weights that are saved already."""
    write_text(folder / f"{state['images_seen']:012d}" / "state.json", _state_text(state))


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
    if average is not None and not (path / "average.safetensors").exists() and (path / "weights.safetensors").exists():
        raise CheckpointError(
            f"The training checkpoint {path} holds no averaged weights; set ema_images to 0 as before, or start anew."
        )
    try:
        state: dict[str, Any] = json.loads((path / "state.json").read_text(encoding="utf-8"))
        if state["version"] != STATE_VERSION or any(name not in state for name in _STATE):
            raise KeyError("state.json has another format")
        _copy_into(trainable(network), load_file(path / "weights.safetensors"), path)
        if (path / "buffers.safetensors").exists():
            _copy_into(persistent_buffers(network), load_file(path / "buffers.safetensors"), path)
        if average is not None:
            _copy_into(average.weights, load_file(path / "average.safetensors"), path)
        for name, optimizer in optimizers.items():
            _unflatten_optimizer(optimizer, load_file(path / f"optimizer-{name}.safetensors"))
    except CheckpointError:
        raise
    except (OSError, SafetensorError, ValueError, KeyError, TypeError, IndexError) as error:
        raise CheckpointError(
            f"The training checkpoint {path} is damaged ({error}); delete it to resume from the one before."
        ) from error
    return state


def list_checkpoints(folder: Path) -> list[Path]:
    """Complete checkpoints below ``folder``, oldest first."""
    if not folder.is_dir():
        return []
    return sorted(each for each in folder.iterdir() if each.name.isdigit() and (each / "state.json").is_file())


def write_networks(folder: Path, export: Callable[[Path], object]) -> Path:
    """Let ``export`` write networks into a new ``folder``, which takes the place of the old one once it is complete.

    Raises:
        FailureError: the disk is full.
    """
    try:
        return write_folder(folder, export)
    except SafetensorError as error:  # how safetensors tells of a full disk
        raise FailureError(f"{folder} could not be written ({error}); free some space and try again.") from error


def load_weights(network: N, folder: Path) -> N:
    """Copy the weights of a network folder of a Diffusers checkpoint into ``network``, whatever size it was made for.

    Returns:
        the network that was read, with its own settings.

    Raises:
        CheckpointError: there is no such folder, it holds no safetensors, or its network has another shape.
    """
    try:
        found: N = type(network).from_pretrained(folder, use_safetensors=True, local_files_only=True)
        network.load_state_dict(found.state_dict())
        return found
    except (OSError, SafetensorError, ValueError) as error:
        raise CheckpointError(f"{folder} holds no {type(network).__name__} in safetensors to start from.") from error
    except RuntimeError as error:
        raise CheckpointError(f"The network in {folder} has another shape than the recipe's.") from error


def persistent_buffers(network: nn.Module) -> dict[str, Tensor]:
    """What a network remembers beside its weights (the directions of spectral norms, for one), by name."""
    kept = set(network.state_dict())
    return {name: buffer for name, buffer in network.named_buffers() if name in kept}


def _state_text(state: dict[str, Any]) -> str:
    return json.dumps({"version": STATE_VERSION, **state}, indent=1) + "\n"


def _save_tensors(tensors: dict[str, Any], path: Path) -> None:
    # Through bytes, so that a full disk is the OSError that it is everywhere else.
    path.write_bytes(save({name: tensor.detach().cpu().contiguous() for name, tensor in tensors.items()}))


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
    weights = [weight for group in optimizer.param_groups for weight in group["params"]]
    state: dict[int, dict[str, Tensor]] = {}
    for name, tensor in tensors.items():
        number, key = name.split(".", 1)
        weight = weights[int(number)]
        # Moments lie in memory as their weights do (channels-last): the same sums in the same order, and as fast.
        placed = torch.empty_like(weight, dtype=tensor.dtype).copy_(tensor) if tensor.ndim else tensor
        state.setdefault(int(number), {})[key] = placed.detach()
    optimizer.load_state_dict({"state": state, "param_groups": whole["param_groups"]})
