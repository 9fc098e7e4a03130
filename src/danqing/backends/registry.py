"""Backends by name. A new one is one file and one line here."""

from __future__ import annotations

from danqing.backends.base import PRECISIONS, Backend, Precision
from danqing.backends.torch import TorchBackend
from danqing.core.errors import RequestError, UnknownNameError

BACKENDS: dict[str, type[TorchBackend]] = {"torch": TorchBackend}


def make_backend(name: str = "torch", *, device: str | None = None, precision: Precision = "auto") -> Backend:
    """Make a backend.

    Args:
        name: one of :data:`BACKENDS`.
        device: ``"cpu"``, ``"cuda"``, ``"cuda:1"``, ``"mps"`` …; None takes a GPU if there is one, else the CPU.
        precision: ``"auto"`` chooses by device, see :mod:`danqing.backends.torch`; or ``"float32"``, ``"bfloat16"``,
            ``"float16"``.

    Raises:
        UnknownNameError: there is no such backend or precision.
        RequestError: the device does not exist here.
    """
    if name not in BACKENDS:
        raise UnknownNameError("backend", name, list(BACKENDS))
    if precision not in PRECISIONS:
        raise UnknownNameError("precision", str(precision), list(PRECISIONS))
    if device is not None and not isinstance(device, str):
        raise RequestError(f"Name the device as text, such as 'cpu' or 'cuda', not {device!r}.")
    return BACKENDS[name](device=device, precision=precision)
