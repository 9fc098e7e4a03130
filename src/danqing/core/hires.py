"""The second, larger pass that a request may ask for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from danqing.core.errors import RequestError

MAX_FACTOR = 4.0
MAX_STEPS = 1000  # as of a request


@dataclass(frozen=True, kw_only=True)
class Hires:
    """Draw at the usual size, enlarge, and draw over that at the larger size.

    Args:
        factor: how many times wider and higher, above 1 to 4.
        strength: how much of the enlarged picture may change, above 0 to 1.
        steps: of a whole second run, of which the strength's part is done; None takes those of the first.
        method: what enlarges: ``"lanczos"``, or ``"esrgan"``, which is fetched once. It is named, not chosen by what is
            there, so that the same request gives the same picture everywhere.
    """

    factor: float = 2.0
    strength: float = 0.3
    steps: int | None = None
    method: str = "lanczos"

    def __post_init__(self) -> None:
        for name, value, high in (("factor", self.factor, MAX_FACTOR), ("strength", self.strength, 1.0)):
            low = 1.0 if name == "factor" else 0.0
            sound = isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)
            if not sound or not low < value <= high:
                raise RequestError(
                    f"The {name} of the hires pass must be a number above {low:g} and at most {high:g}, not {value!r}."
                )
        steps = self.steps
        if steps is not None and (isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MAX_STEPS):
            raise RequestError(
                f"The steps of the hires pass must be a whole number from 1 to {MAX_STEPS:,}, not {steps!r}."
            )
        if not isinstance(self.method, str):
            raise RequestError(f"The method of the hires pass must be given by its name, not {self.method!r}.")


def as_hires(given: object) -> Hires | None:
    """A second pass from itself, its factor, JSON's object, or None.

    Raises:
        RequestError: it is none of these, or not sound.
    """
    if given is None or isinstance(given, Hires):
        return given
    if isinstance(given, dict):
        if unknown := sorted(set(given) - set(Hires.__dataclass_fields__)):
            raise RequestError(f"A hires pass has no {', '.join(map(str, unknown))}.")
        return Hires(**given)
    if isinstance(given, int | float) and not isinstance(given, bool):
        return Hires(factor=given)
    raise RequestError(f"A hires pass is given by its factor, such as 2, not {given!r}.")
