"""Danqing (丹青): words into pictures and pictures into other pictures."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from danqing._version import __version__

if TYPE_CHECKING:
    from danqing.backends.base import Precision
    from danqing.core.picture import Picture
    from danqing.core.request import Request
    from danqing.tasks.ideas import ideas
    from danqing.tasks.studio import Studio

__all__ = ["Picture", "Request", "Studio", "__version__", "ideas", "load"]

_HOMES = {
    "Picture": "danqing.core.picture",
    "Request": "danqing.core.request",
    "Studio": "danqing.tasks.studio",
    "ideas": "danqing.tasks.ideas",
}


def load(
    model: str | Path = "danqing-mini",
    *,
    device: str | None = None,
    precision: Precision = "auto",
    backend: str = "torch",
) -> Studio:
    """Load a model and return the studio that draws with it. Never uses the network.

    Args:
        model: a name from ``danqing models list``, or a Diffusers folder.
        device: ``"cpu"``, ``"cuda"`` …; None takes a GPU if there is one.
        precision: ``"auto"``, ``"float32"``, ``"bfloat16"`` or ``"float16"``, see :mod:`danqing.backends.torch`.
        backend: how networks run; ``"torch"``.

    Raises:
        UnknownNameError: there is no such model, backend or precision.
        CheckpointError, UnsafeCheckpointError: the checkpoint cannot be used.
        RequestError: the device does not exist.
    """
    from danqing.backends.threads import let_waiting_threads_sleep

    let_waiting_threads_sleep()
    from danqing.tasks.studio import open_studio

    return open_studio(model, device=device, precision=precision, backend=backend)


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
