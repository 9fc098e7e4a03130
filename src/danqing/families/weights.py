"""Put safetensors weights into a network, after checking every name and shape against it.

The network is built without drawing its initial random weights, which for a large model takes longer than reading the
real ones, and each tensor is converted to the wanted type as it is read, so that memory peaks at one copy.
"""

from __future__ import annotations

import re
import struct
import warnings
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import Any, TypeVar

import torch
from safetensors import SafetensorError, safe_open
from torch import nn
from torch.overrides import TorchFunctionMode

from danqing.core.errors import CheckpointError
from danqing.families.checkpoint import Component
from danqing.families.warnings import CheckpointWarning

Network = TypeVar("Network", bound=nn.Module)

# What older files call things, and what the installed libraries call them now.
_RENAMES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(r"\.query\.(weight|bias)$"), r".to_q.\1"),
    (re.compile(r"\.key\.(weight|bias)$"), r".to_k.\1"),
    (re.compile(r"\.value\.(weight|bias)$"), r".to_v.\1"),
    (re.compile(r"\.proj_attn\.(weight|bias)$"), r".to_out.0.\1"),
    (re.compile(r"^text_model\."), ""),
)
_IGNORED = re.compile(r"(^|\.)(position_ids|logit_scale)$")  # buffers that older libraries saved


def load_network(component: Component, build: Callable[[], Network], dtype: torch.dtype = torch.float32) -> Network:
    """Build a network and fill it from its component's safetensors files.

    Args:
        component: where the weights are.
        build: makes the network; called with random initialisation switched off.
        dtype: what floating-point weights and buffers are converted to.

    Raises:
        CheckpointError: the configuration does not describe a network, a file is truncated or not safetensors, or a
            weight is missing, of another shape or of a type that holds no numbers.
    """
    try:
        with _NoInitialValues():
            network = build().eval().requires_grad_(False)
    except CheckpointError:
        raise
    except Exception as error:  # the libraries raise anything from TypeError to AssertionError here
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise CheckpointError(
            f"{component.folder / 'config.json'} does not describe a {component.class_name} ({reason}); fetch or save "
            f"the checkpoint again."
        ) from error
    wanted = network.state_dict()
    where = locate_weights(component.weight_files, wanted, component.folder)
    loaded: dict[str, torch.Tensor] = {}
    for path in component.weight_files:
        with _opened(path) as stream:
            for name, (file, key) in where.items():
                if file == path:
                    tensor = stream.get_tensor(key)
                    loaded[name] = tensor.to(dtype) if tensor.is_floating_point() else tensor
    for name, tensor in wanted.items():
        if name not in loaded:  # tied to one that is: the same storage under two names
            loaded[name] = next(loaded[other] for other in where if _same(wanted[other], tensor))
    network.load_state_dict(loaded, assign=True)
    for module in network.modules():
        for key, buffer in module._buffers.items():
            if buffer is not None and buffer.is_floating_point():
                module._buffers[key] = buffer.to(dtype)
    return network.requires_grad_(False)


def locate_weights(
    files: Iterable[Path], wanted: Mapping[str, torch.Tensor], folder: Path
) -> dict[str, tuple[Path, str]]:
    """Find each wanted weight's file and key, reading headers only.

    Raises:
        CheckpointError: as for :func:`load_network`.
    """
    found: dict[str, tuple[Path, str]] = {}
    unused: list[str] = []
    for path in files:
        with _opened(path) as stream:
            for key in list(stream.keys()):
                name = _name_in(wanted, key)
                if name is None:
                    unused.append(key)
                    continue
                shape = tuple(stream.get_slice(key).get_shape())
                if shape != tuple(wanted[name].shape):
                    raise CheckpointError(
                        f"The weight {key} in {path} is shaped {shape}, but config.json beside it asks for "
                        f"{tuple(wanted[name].shape)}; fetch or save the checkpoint again."
                    )
                if wanted[name].is_floating_point() and not stream.get_slice(key).get_dtype().startswith(("F", "BF")):
                    raise CheckpointError(
                        f"The weight {key} in {path} is stored as {stream.get_slice(key).get_dtype()}, which needs a "
                        f"quantiser to read; use a version of the checkpoint in float16, bfloat16 or float32."
                    )
                found[name] = (path, key)
    missing = [n for n in wanted if n not in found and not any(_same(wanted[n], wanted[m]) for m in found)]
    if missing:
        raise CheckpointError(
            f"{folder} lacks {len(missing)} of {len(wanted)} weights, such as {missing[0]}; fetch or save the "
            f"checkpoint again."
        )
    unused = [key for key in unused if not _IGNORED.search(key)]
    if unused:
        warnings.warn(
            f"{folder} holds {len(unused)} weights that its network has no place for, such as {unused[0]}; they "
            f"are not used.",
            CheckpointWarning,
            stacklevel=2,
        )
    return found


def check_header(path: Path) -> None:
    """Raise :class:`CheckpointError` unless the file is safetensors and as long as its header says."""
    with _opened(path):
        pass


def _name_in(wanted: Mapping[str, torch.Tensor], key: str) -> str | None:
    if key in wanted:
        return key
    for pattern, replacement in _RENAMES:
        name = pattern.sub(replacement, key)
        if name in wanted:
            return name
    return f"text_model.{key}" if f"text_model.{key}" in wanted else None


def _same(one: torch.Tensor, other: torch.Tensor) -> bool:
    return one.data_ptr() == other.data_ptr() and one.shape == other.shape and one.numel() > 0


def _opened(path: Path) -> Any:
    """Open a safetensors file; the library checks the header against the file's size."""
    try:
        return safe_open(path, framework="pt")
    except FileNotFoundError:
        raise CheckpointError(f"The weights {path} are missing; fetch or save the checkpoint again.") from None
    except (SafetensorError, OSError, ValueError, struct.error) as error:
        raise CheckpointError(
            f"{path} is truncated or not a safetensors file ({' '.join(str(error).split())[:120]}); fetch or save the "
            f"checkpoint again."
        ) from None


class _NoInitialValues(TorchFunctionMode):
    """Skip the random draws of a network's constructor; its weights are replaced straight afterwards."""

    _SKIPPED = frozenset(
        {
            torch.Tensor.normal_,
            torch.Tensor.uniform_,
            torch.nn.init.trunc_normal_,
            torch.nn.init.kaiming_uniform_,
            torch.nn.init.kaiming_normal_,
            torch.nn.init.xavier_uniform_,
            torch.nn.init.xavier_normal_,
            torch.nn.init.normal_,
            torch.nn.init.uniform_,
        }
    )

    def __torch_function__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: Mapping[str, Any] | None = None
    ) -> Any:
        if func in self._SKIPPED:
            return args[0] if args else (kwargs or {})["tensor"]
        return func(*args, **(kwargs or {}))
