"""Danqing (丹青): words into pictures and pictures into other pictures."""

from danqing._version import __version__

__all__ = ["__version__"]
