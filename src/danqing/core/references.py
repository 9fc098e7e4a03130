"""Pictures that a request names, other than the one that is changed."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, ClassVar, TypeVar

from danqing.core.errors import RequestError

MAX_WEIGHT = 10.0


@dataclass(frozen=True, kw_only=True)
class PictureReference:
    """A picture that drawn ones take something over from.

    Args:
        file: where it is; manifests name it without folders.
        weight: 1 is usual, 0 switches it off, up to 10.
        sha256: of its pixels as :mod:`danqing.provenance.intake` reads them; where it is known, another picture of that
            name is refused.
    """

    what: ClassVar[str] = "reference"

    file: str
    weight: float = 1.0
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.file, str) or not self.file.strip():
            raise RequestError(f"The {self.what} must be given as a file.")
        check_weight(self.weight, f"weight of the {self.what}")
        if not isinstance(self.sha256, str | None):
            raise RequestError(f"The hash of a {self.what} is text, not {self.sha256!r}.")


class StyleReference(PictureReference):
    """A picture whose look the drawn ones take over."""

    what = "style reference"


class SubjectReference(PictureReference):
    """A picture of somebody or something that the drawn ones show."""

    what = "subject reference"


Kind = TypeVar("Kind", bound=PictureReference)


def as_reference(kind: type[Kind], given: object) -> Kind | None:
    """A reference from itself, a file, JSON's object, or None.

    Raises:
        RequestError: it is none of these, or not sound.
    """
    if given is None or isinstance(given, kind):
        return given
    if isinstance(given, dict):
        if set(given) - {"file", "weight", "sha256"} or "file" not in given:
            raise RequestError(f"A {kind.what} is an object with file and perhaps weight and sha256.")
        return kind(**given)
    return kind(file=given if isinstance(given, str) else _path(given, kind.what))


def check_weight(value: Any, name: str) -> None:
    """Raise :class:`RequestError` unless it is a number from 0 to 10."""
    sound = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
    if not sound or not 0 <= value <= MAX_WEIGHT:
        raise RequestError(f"The {name} must be a number from 0 to {MAX_WEIGHT:g}, not {value!r}.")


def _path(given: object, what: str) -> str:
    from os import PathLike

    if isinstance(given, PathLike):
        return str(given)
    raise RequestError(f"The {what} must be given as a file, not as {type(given).__name__}.")
