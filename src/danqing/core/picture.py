"""A finished picture: the image, its manifest, and how to write it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image


@dataclass(frozen=True, kw_only=True)
class Picture:
    """One result.

    Args:
        image: PIL image, mode RGB (or RGBA for cut-outs).
        manifest: JSON-ready facts: the full request, seed, index, model, software, time, duration.
        writer: how :meth:`save` writes a file; the task that made the picture supplies it, so that core does no I/O.
        parents: pictures or file names that this one was made from.
    """

    image: Image.Image
    manifest: Mapping[str, Any]
    writer: Callable[[Picture, Path, bool], Path] = field(repr=False, compare=False)
    parents: tuple[str, ...] = ()

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the picture with its manifest; the suffix (.png, .jpg, .jpeg, .webp) chooses the format.

        Raises:
            OutputError: the suffix is unknown, the folder is missing or not writable, or the file exists and ``force``
                is not set.
            FailureError: the disk is full or writing failed; nothing half-written stays behind.
        """
        return self.writer(self, Path(path), force)
