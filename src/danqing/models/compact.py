"""Small networks in small files: safetensors with eight bits a weight and one scale for each row.

A row is what makes one output (a channel of a convolution, a unit of a matrix), so that rows of very different size
lose alike: at most a 254th of their largest weight. Vectors (biases, gains) stay float16.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors import SafetensorError, safe_open
from safetensors.torch import save
from torch import Tensor, nn

from danqing.core.errors import CheckpointError
from danqing.storage.files import write_bytes

FORMAT = "danqing-compact-1"
SCALE = ".scale"  # behind a weight's name: float32 (rows,)
LARGEST = 127


def compact(weights: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """Weights of two or more dimensions as int8 with their scales, all others as float16."""
    small: dict[str, Tensor] = {}
    for name, weight in weights.items():
        if weight.ndim < 2:
            small[name] = weight.detach().to("cpu", torch.float16).contiguous()
            continue
        rows = weight.detach().float().cpu().flatten(1)
        scale = rows.abs().amax(1).clamp(min=1e-12) / LARGEST
        small[name] = (rows / scale[:, None]).round().to(torch.int8).reshape(weight.shape).contiguous()
        small[name + SCALE] = scale
    return small


def expand(small: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """What :func:`compact` was given, in float32 and up to its rounding."""
    weights = {}
    for name, tensor in small.items():
        if name.endswith(SCALE):
            continue
        weight = tensor.float()
        if name + SCALE in small:
            weight = weight * small[name + SCALE].view(-1, *[1] * (weight.ndim - 1))
        weights[name] = weight
    return weights


def write_compact(path: Path, network: nn.Module, facts: Mapping[str, str]) -> Path:
    """Write a network's weights with a few words about it.

    Raises:
        FailureError: the disk is full or not writable.
    """
    return write_bytes(path, save(compact(network.state_dict()), {"format": FORMAT, **facts}))


def compact_facts(path: Path) -> dict[str, str]:
    """What :func:`write_compact` was told about the network.

    Raises:
        CheckpointError: there is no such file, or it is of another kind.
    """
    try:
        with safe_open(path, "pt") as file:
            facts: dict[str, str] = dict(file.metadata() or {})
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{path} holds no network that can be read ({error}).") from None
    if facts.pop("format", None) != FORMAT:
        raise CheckpointError(f"{path} holds no compact network; it is of another kind or of a newer version.")
    return facts


def read_compact(path: Path, network: nn.Module) -> None:
    """Put the weights of a file into a network of the same shape.

    Raises:
        CheckpointError: there is no such file, it is damaged, or the network has another shape.
    """
    compact_facts(path)
    try:
        with safe_open(path, "pt") as file:
            weights = expand({name: file.get_tensor(name) for name in file.keys()})  # noqa: SIM118 - it is no mapping
    except (OSError, SafetensorError) as error:
        raise CheckpointError(f"{path} is damaged ({error}).") from None
    wanted = {name: tuple(weight.shape) for name, weight in network.state_dict().items()}
    if wanted != {name: tuple(weight.shape) for name, weight in weights.items()}:
        raise CheckpointError(f"{path} holds a network of another shape.")
    if not all(bool(weight.isfinite().all()) for weight in weights.values()):
        raise CheckpointError(f"{path} is damaged: some weights are no numbers.")
    network.load_state_dict(weights)
