"""A finished animation: its frames, how they are played, its manifest, and how to write it down."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image

PLAYS = ("loop", "bounce", "once")


@dataclass(frozen=True, kw_only=True)
class Animation:
    """Pictures in time.

    Args:
        frames: PIL images of one size, mode RGB.
        fps: frames a second.
        plays: ``"loop"`` again and again, ``"bounce"`` forth and back, ``"once"``.
        manifest: JSON-ready facts, as of a picture.
        writer: how :meth:`save` writes a file, as of a picture.
    """

    frames: tuple[Image.Image, ...] = field(repr=False)
    fps: float
    plays: str
    manifest: Mapping[str, Any] = field(repr=False)
    writer: Callable[[Animation, Path, bool], Path] = field(repr=False, compare=False)

    @property
    def shown(self) -> tuple[Image.Image, ...]:
        """The frames of one round, in order: those that bounce come back without their ends."""
        return self.frames + (self.frames[-2:0:-1] if self.plays == "bounce" else ())

    @property
    def seconds(self) -> float:
        """How long one round takes."""
        return len(self.shown) / self.fps

    def save(self, path: str | Path, *, force: bool = False) -> Path:
        """Write the animation with its manifest; the suffix (.gif, .webp, .mp4) chooses the format.

        Raises:
            OutputError: the suffix is unknown, a package for the format is missing, the folder is missing or not
                writable, or the file exists and ``force`` is not set.
            FailureError: the disk is full or writing failed; nothing half-written stays behind.
        """
        return self.writer(self, Path(path), force)
