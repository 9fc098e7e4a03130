"""Put safetensors weights into a network, after checking every name and shape against it.

The network is built without memory and without drawing its initial random weights, which for a large model takes
longer than reading the real ones, so a configuration that asks for an absurd network is refused before anything is
allocated. Each tensor is converted to the wanted type as it is read, so that memory peaks at one copy.
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

from danqing.core.errors import CheckpointError, DanqingError, FailureError
from danqing.core.warnings import CheckpointWarning
from danqing.families.checkpoint import Component
from danqing.families.memory import available_bytes

Network = TypeVar("Network", bound=nn.Module)
MOST_MAPPED_BYTES = 128 * 2**20  # of a file, before it is closed and opened again

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
        CheckpointError: the configuration does not describe a network, or a far larger one than the weights; a file
            is truncated or not safetensors; a weight is missing, of another shape, of a type that holds no numbers, or
            not finite.
        FailureError: there is not enough memory for it.
    """
    files = component.weight_files
    network = _built(component, build, torch.device("meta"), most_calls=_calls_for(files))  # shapes only, no memory
    wanted = network.state_dict(keep_vars=True)
    where = locate_weights(files, wanted, component.folder)
    needed = sum(t.numel() * (dtype if t.is_floating_point() else t.dtype).itemsize for t in wanted.values())
    available = available_bytes()
    if available is not None and needed > available:
        raise _too_large(component, needed, available)
    try:
        if dict(network.named_buffers()).keys() - wanted.keys():  # some are computed, not stored
            network = _built(component, build, torch.device("cpu"))
        network.load_state_dict(_read(where, wanted, dtype), assign=True)
    except (MemoryError, RuntimeError) as error:
        if not _is_out_of_memory(error):
            raise
        raise _too_large(component, needed, available) from error
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
    missing = [n for n in wanted if n not in found and not any(wanted[n] is wanted[m] for m in found)]
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


def read_header(path: Path) -> tuple[dict[str, tuple[int, ...]], dict[str, str]]:
    """The shapes of a file's tensors by key, and the notes in its header.

    Raises:
        CheckpointError: it is missing, truncated or not safetensors.
    """
    with _opened(path) as stream:
        shapes = {key: tuple(stream.get_slice(key).get_shape()) for key in list(stream.keys())}
        return shapes, dict(stream.metadata() or {})


def read_tensors(path: Path) -> dict[str, torch.Tensor]:
    """All tensors of a small file that is no network, as float32.

    Raises:
        CheckpointError: it is missing, truncated, not safetensors, or holds what is no finite number.
    """
    with _opened(path) as stream:
        tensors = {key: stream.get_tensor(key).to(torch.float32) for key in list(stream.keys())}
    for key, tensor in tensors.items():
        _check_finite(tensor, key, path)
    return tensors


def _name_in(wanted: Mapping[str, torch.Tensor], key: str) -> str | None:
    if key in wanted:
        return key
    for pattern, replacement in _RENAMES:
        name = pattern.sub(replacement, key)
        if name in wanted:
            return name
    return f"text_model.{key}" if f"text_model.{key}" in wanted else None


def _built(
    component: Component, build: Callable[[], Network], device: torch.device, most_calls: int | None = None
) -> Network:
    """The network with no values in its weights yet."""
    try:
        with device, _NoInitialValues(most_calls):
            return build().eval().requires_grad_(False)
    except DanqingError:
        raise
    except _TooManyCallsError:
        reason = "it asks for far more layers than there are weights"
    except Exception as error:  # the libraries raise anything from TypeError to AssertionError here
        if _is_out_of_memory(error):
            raise
        reason = " ".join(str(error).split())[:200] or type(error).__name__
    raise CheckpointError(
        f"{component.folder / 'config.json'} does not describe a {component.class_name} ({reason}); fetch or save "
        f"the checkpoint again."
    )


def _read(
    where: Mapping[str, tuple[Path, str]], wanted: Mapping[str, torch.Tensor], dtype: torch.dtype
) -> dict[str, torch.Tensor]:
    loaded: dict[str, torch.Tensor] = {}
    for path in sorted({path for path, _ in where.values()}):
        names = [name for name, (file, _) in where.items() if file == path]
        while names:
            names = _read_some(path, names, where, dtype, loaded)
    for name, tensor in wanted.items():
        if name not in loaded:  # tied to one that is: the same weight under two names
            loaded[name] = next(loaded[other] for other in where if wanted[other] is tensor)
    return loaded


def _read_some(
    path: Path,
    names: list[str],
    where: Mapping[str, tuple[Path, str]],
    dtype: torch.dtype,
    into: dict[str, torch.Tensor],
) -> list[str]:
    """Copy some tensors of a file and give the names that are left.

    The file is mapped into memory, and what was touched of it stays there as long as it is open or a tensor lies in it.
    """
    size_bytes = 0
    with _opened(path) as stream:
        for number, name in enumerate(names):
            if size_bytes > MOST_MAPPED_BYTES:
                return names[number:]
            tensor = stream.get_tensor(where[name][1])
            size_bytes += tensor.nbytes
            into[name] = tensor.to(dtype if tensor.is_floating_point() else tensor.dtype, copy=True)
            _check_finite(into[name], where[name][1], path)
    return []


def _check_finite(tensor: torch.Tensor, key: str, path: Path) -> None:
    if not tensor.is_floating_point() or tensor.sum(dtype=torch.float32).isfinite():
        return  # a sum keeps what is not finite, and costs a tenth of asking each number
    if not tensor.isfinite().all():
        raise CheckpointError(
            f"The weight {key} in {path} holds numbers that are infinite or undefined as "
            f"{str(tensor.dtype).removeprefix('torch.')}; fetch or save the checkpoint again."
        )


def _calls_for(files: Iterable[Path]) -> int:
    """A number of tensor operations that building a network of these weights never needs."""
    stored = 0
    for path in files:
        with _opened(path) as stream:
            stored += len(list(stream.keys()))
    return 10_000 + 100 * stored


def _is_out_of_memory(error: Exception) -> bool:
    return isinstance(error, MemoryError | torch.OutOfMemoryError) or "can't allocate memory" in str(error)


def _too_large(component: Component, needed: int, available: int | None) -> FailureError:
    free = "" if available is None else f", but {available / 2**30:.1f} GiB is free"
    return FailureError(
        f"The {component.class_name} in {component.folder} needs {needed / 2**30:.1f} GiB of memory{free}; close other "
        f"programs, or choose a smaller model."
    )


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


class _TooManyCallsError(Exception):
    pass


class _NoInitialValues(TorchFunctionMode):
    """Skip the random draws of a network's constructor; its weights are replaced straight afterwards.

    Args:
        most_calls: raise :class:`_TooManyCallsError` after so many tensor operations, for a configuration may ask for
            a thousand million layers.
    """

    def __init__(self, most_calls: int | None = None) -> None:
        super().__init__()
        self._left = most_calls

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
        if self._left is not None:
            self._left -= 1
            if self._left < 0:
                raise _TooManyCallsError
        if func in self._SKIPPED:
            return args[0] if args else (kwargs or {})["tensor"]
        return func(*args, **(kwargs or {}))
