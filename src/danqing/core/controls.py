"""Controls: pictures of lines or shapes that a request wants followed, by ControlNets."""

from __future__ import annotations

import dataclasses
from dataclasses import dataclass
from os import PathLike
from typing import Any

from danqing.core.errors import RequestError
from danqing.core.numbers import is_number

CONTROL_KINDS = ("scribble", "edge", "hed", "colour", "segments", "ready")
MAX_CONTROLS = 8
MAX_WEIGHT = 10.0


@dataclass(frozen=True, kw_only=True)
class Control:
    """A picture to follow, and how.

    Args:
        file: where the picture is; manifests name it without folders.
        kind: what is made of it before a net sees it: ``"scribble"`` (thick lines of a drawing or a picture),
            ``"edge"`` (Canny's), ``"hed"`` (soft edges), ``"colour"`` (blocks of it), ``"segments"``, or ``"ready"``
            where the picture is already what the net wants.
        net: the ControlNet's folder, or None for the one that comes with the model.
        weight: 1 is usual, 0 switches it off, up to 10.
        start, end: in which part of the run it acts, as fractions of its steps.
        sha256: of the picture's pixels as :mod:`danqing.provenance.intake` reads them; where it is known, another
            picture of that name is refused.
        net_sha256: of the net's configuration and weights; where it is known, another net is refused.
    """

    file: str
    kind: str = "scribble"
    net: str | None = None
    weight: float = 1.0
    start: float = 0.0
    end: float = 1.0
    sha256: str | None = None
    net_sha256: str | None = None

    def __post_init__(self) -> None:
        for name in ("file", "net"):
            value: Any = getattr(self, name)
            if isinstance(value, PathLike):
                object.__setattr__(self, name, str(value))
            elif not (isinstance(value, str) and value.strip()) and not (name == "net" and value is None):
                what = "picture of a control" if name == "file" else "ControlNet"
                raise RequestError(f"The {what} must be named by its path, not {value!r}.")
        if self.kind not in CONTROL_KINDS:
            raise RequestError(f"The kind of a control is one of {', '.join(CONTROL_KINDS)}, not {self.kind!r}.")
        if not is_number(self.weight) or not 0 <= self.weight <= MAX_WEIGHT:
            raise RequestError(f"The weight of a control must be from 0 to {MAX_WEIGHT:g}, not {self.weight!r}.")
        sound = is_number(self.start) and is_number(self.end)
        if not sound or not 0 <= self.start <= self.end <= 1:
            raise RequestError(
                f"A control acts in a part of the run, upwards within 0 … 1, not from {self.start!r} to {self.end!r}."
            )
        for name in ("sha256", "net_sha256"):
            if not isinstance(getattr(self, name), str | None):
                raise RequestError(f"The {name} of a control is text, not {getattr(self, name)!r}.")

    def replace(self, **changes: Any) -> Control:
        """A copy with some fields changed, validated again."""
        return dataclasses.replace(self, **changes)


def as_controls(given: object) -> tuple[Control, ...]:
    """Controls from themselves, from JSON's objects, or from files.

    Raises:
        RequestError: one is none of these, or not sound, or they are too many.
    """
    if not isinstance(given, tuple | list):
        raise RequestError(f"Controls are given as a list, not as {type(given).__name__}.")
    if len(given) > MAX_CONTROLS:
        raise RequestError(f"A request has at most {MAX_CONTROLS} controls, not {len(given)}.")
    return tuple(map(_control, given))


def _control(given: Any) -> Control:
    if isinstance(given, Control):
        return given
    if isinstance(given, str | PathLike):
        return Control(file=str(given))
    known = {field.name for field in dataclasses.fields(Control)}
    if not isinstance(given, dict) or set(given) - known or "file" not in given:
        raise RequestError(f"A control is an object with file and perhaps {', '.join(sorted(known - {'file'}))}.")
    return Control(**given)
