"""Adapters that a request names: small files that teach a model a style, a thing or a word."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from os import PathLike, fspath
from typing import Any

from danqing.core.errors import RequestError

MAX_ADAPTERS = 16
MAX_ADAPTER_WEIGHT = 10.0  # as in prompts


@dataclass(frozen=True, kw_only=True)
class AdapterUse:
    """One adapter and how much of it.

    Args:
        name: of an added one, or a path; manifests name it without folders.
        weight: 1 is usual, 0 switches it off, -10 … 10; less than 0 leads away from what it was taught.
        sha256: of its file; where it is known, another adapter of that name is refused.
    """

    name: str
    weight: float = 1.0
    sha256: str | None = None

    def __post_init__(self) -> None:
        if not isinstance(self.name, str) or not self.name.strip() or "\0" in self.name:
            raise RequestError(f"An adapter is given by its name or file, not {self.name!r}.")
        sound = isinstance(self.weight, int | float) and not isinstance(self.weight, bool)
        if not sound or not math.isfinite(self.weight) or abs(self.weight) > MAX_ADAPTER_WEIGHT:
            raise RequestError(
                f"The weight of the adapter {self.name} must be a number within ±{MAX_ADAPTER_WEIGHT:g}, not "
                f"{self.weight!r}."
            )
        object.__setattr__(self, "weight", float(self.weight))
        if not isinstance(self.sha256, str | None):
            raise RequestError(f"The hash of an adapter is text, not {self.sha256!r}.")


def as_adapters(given: Any) -> tuple[AdapterUse, ...]:
    """Adapters from themselves, names, paths, (name, weight) pairs or JSON's objects, in their order.

    Raises:
        RequestError: one is none of these, one is named twice, or there are too many.
    """
    if given is None:
        return ()
    if isinstance(given, str | PathLike | AdapterUse | dict) or not isinstance(given, Sequence):
        raise RequestError('Adapters are given as a list, such as [("my-style", 0.8)].')
    made = tuple(map(_as_adapter, given))
    if len(made) > MAX_ADAPTERS:
        raise RequestError(f"At most {MAX_ADAPTERS} adapters act at once, not {len(made)}.")
    names = [each.name for each in made]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise RequestError(f"The adapter {twice} is named twice; name it once, with one weight.")
    return made


def parse_adapter(text: str) -> AdapterUse:
    """An adapter from ``NAME`` or ``NAME:WEIGHT``, as on the command line; a name may hold colons.

    Raises:
        RequestError: it is empty, or the weight is out of range.
    """
    name, colon, said = text.rpartition(":")
    try:
        return AdapterUse(name=name, weight=float(said)) if colon and name else AdapterUse(name=text)
    except RequestError:
        raise
    except ValueError:  # what follows the colon is no number, so it belongs to the name
        return AdapterUse(name=text)


def _as_adapter(given: Any) -> AdapterUse:
    if isinstance(given, AdapterUse):
        return given
    if isinstance(given, str | PathLike):
        return AdapterUse(name=_text(given))
    if isinstance(given, dict):
        if set(given) - {"name", "weight", "sha256"} or "name" not in given:
            raise RequestError("An adapter is an object with name and perhaps weight and sha256.")
        return AdapterUse(**given)
    if isinstance(given, Sequence) and len(given) == 2:
        return AdapterUse(name=_text(given[0]), weight=given[1])
    raise RequestError(f'An adapter is given by its name, or as ("name", weight), not {given!r}.')


def _text(name: Any) -> Any:
    return str(fspath(name)) if isinstance(name, PathLike) else name
