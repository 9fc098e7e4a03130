"""Danqing (丹青): words into pictures and pictures into other pictures."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from danqing._version import __version__

if TYPE_CHECKING:
    from danqing.core.picture import Picture
    from danqing.core.request import Request
    from danqing.tasks.studio import Studio, load

__all__ = ["Picture", "Request", "Studio", "__version__", "load"]

_HOMES = {
    "Picture": "danqing.core.picture",
    "Request": "danqing.core.request",
    "Studio": "danqing.tasks.studio",
    "load": "danqing.tasks.studio",
}


def __getattr__(name: str) -> object:
    if name in _HOMES:
        return getattr(import_module(_HOMES[name]), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
