"""What all methods of a studio stand on: the model, the request that arguments make, the pictures that users give."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from typing import Any

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import random_seed
from danqing.core.shapes import parse_size
from danqing.families.family import Family
from danqing.families.identity import content_hash
from danqing.provenance.intake import Given, Source, read_picture
from danqing.tasks.framing import PictureWarning
from danqing.tasks.options import RUN_NAMES, DrawOptions, RunOptions
from danqing.tasks.prompting import request_for
from danqing.tasks.vary import words_of


class StudioBase:
    """A loaded model; :class:`danqing.Studio` adds what can be done with it.

    Args:
        family: the model.
        name: what manifests call it.
    """

    def __init__(self, family: Family, name: str) -> None:
        self.family, self.name = family, name
        self._facts: dict[str, Any] | None = None

    def __repr__(self) -> str:
        backend = self.family.backend
        return f"Studio({self.name!r}, device={str(backend.device)!r}, precision={backend.precision!r})"

    @property
    def default_size(self) -> tuple[int, int]:
        """The (width, height) in pixels that the model draws if a request names none."""
        return self.family.defaults.width, self.family.defaults.height

    @property
    def size_multiple(self) -> int:
        """Widths and heights must be multiples of this many pixels."""
        return self.family.size_multiple

    def _asked(
        self,
        prompt: str | Request | None,
        options: DrawOptions,
        *,
        size: tuple[int, int] | str | None = None,
        source: Source | None = None,
    ) -> Request:
        """The request that a prompt and options make; where there is no prompt, ``source`` may carry one."""
        known = DrawOptions.__annotations__
        if unknown := [name for name in options if name not in known]:
            raise TypeError(f"There is no option {unknown[0]!r}; there are: {', '.join(known)}.")
        given: dict[str, Any] = {
            name: value
            for name, value in options.items()
            if name not in (*RUN_NAMES, "on_picture") and value is not None
        }
        if size is not None:
            given["width"], given["height"] = size_of(size)
        if isinstance(prompt, Request):
            if given:
                raise RequestError(f"A whole request was given, so put {', '.join(given)} into it.")
            return prompt.replace(model=self.name)
        if prompt is not None:
            return request_for(prompt, **given, model=self.name)
        said = {"prompt": ""} if source is None else words_of(source, None, model=self.name)
        return Request(**{"seed": random_seed(), **said, **given, "model": self.name})

    def _read(self, given: Given, what: str = "picture") -> Source:
        """A picture that the user gave; what was changed on reading is said as a warning."""
        source = read_picture(given, what=what)
        for note in source.notes:
            warnings.warn(note, PictureWarning, stacklevel=3)
        return source

    def _model_facts(self) -> dict[str, Any]:
        if self._facts is None:
            self._facts = {
                "name": self.name,
                "family": self.family.name,
                "hash": content_hash(self.family.checkpoint),
            }
        return self._facts


def run_options(options: DrawOptions) -> RunOptions:
    """Those of the options that say how the work is done."""
    run: RunOptions = {}
    for name in RUN_NAMES:
        if name in options:
            run[name] = options[name]  # type: ignore[literal-required]
    return run


def told(pictures: Iterator[Picture], options: DrawOptions) -> list[Picture]:
    """All pictures, each shown to ``on_picture`` as soon as it is there."""
    tell = options.get("on_picture")
    drawn = []
    for picture in pictures:
        drawn.append(picture)
        if tell is not None:
            tell(picture)
    return drawn


def size_of(size: tuple[int, int] | str) -> tuple[int, int]:
    if isinstance(size, str):
        return parse_size(size)
    if not isinstance(size, tuple | list) or len(size) != 2:
        raise RequestError(f"Give the size as (width, height) or 'WIDTHxHEIGHT', not {size!r}.")
    return size[0], size[1]
