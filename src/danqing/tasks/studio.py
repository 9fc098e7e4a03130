"""One loaded model and what can be done with it."""

from __future__ import annotations

import warnings
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, Unpack

from danqing.backends.base import Precision
from danqing.backends.registry import make_backend
from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import random_seed
from danqing.core.shapes import parse_size
from danqing.families.family import Family
from danqing.families.identity import content_hash
from danqing.families.models import DEFAULT_MODEL, find_model
from danqing.families.registry import load_family
from danqing.provenance.intake import Given, Source, read_picture
from danqing.tasks.drawing import OnStep
from danqing.tasks.framing import PictureWarning
from danqing.tasks.generate import generate
from danqing.tasks.img2img import img2img
from danqing.tasks.options import RUN_NAMES, DrawOptions, RunOptions


class Studio:
    """A loaded model. Make one with :func:`danqing.load`.

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

    def generate(
        self,
        prompt: str | Request,
        *,
        negative: str | None = None,
        seed: int | None = None,
        count: int | None = None,
        size: tuple[int, int] | str | None = None,
        steps: int | None = None,
        sampler: str | None = None,
        guidance: float | None = None,
        guidance_rescale: float | None = None,
        guidance_interval: tuple[float, float] | None = None,
        style: str | None = None,
        indices: Sequence[int] | None = None,
        on_step: OnStep | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> list[Picture]:
        """Draw pictures of a prompt.

        Args:
            prompt: what to draw, in English, Chinese or both; or a whole request, beside which only ``indices``,
                ``on_step`` and ``should_stop`` may be given.
            negative: what to keep out.
            seed: 0 … 2³²-1; None draws one, which each picture's manifest records.
            count: how many pictures, 1 by default.
            size: (width, height) in pixels, or ``"WxH"``; None takes the model's own size.
            steps, sampler, guidance: None takes the model's own.
            guidance_rescale, guidance_interval, style: see :class:`danqing.core.request.Request`.
            indices, on_step, should_stop: see :meth:`stream`.

        Returns:
            The pictures in order.

        Raises:
            As :meth:`stream`.
        """
        values: dict[str, Any] = {
            "negative": negative,
            "seed": seed,
            "count": count,
            "steps": steps,
            "sampler": sampler,
            "guidance": guidance,
            "guidance_rescale": guidance_rescale,
            "guidance_interval": guidance_interval,
            "style": style,
        }
        given = {name: value for name, value in values.items() if value is not None}
        if size is not None:
            given["width"], given["height"] = _size(size)
        if isinstance(prompt, Request) and given:
            raise RequestError(f"A whole request was given, so put {', '.join(given)} into it.")
        request = prompt if isinstance(prompt, Request) else Request(prompt=prompt, **{"seed": random_seed(), **given})
        return list(self.stream(request, indices=indices, on_step=on_step, should_stop=should_stop))

    def stream(
        self,
        request: Request,
        *,
        indices: Sequence[int] | None = None,
        on_step: OnStep | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Iterator[Picture]:
        """Draw the pictures of a request and give each as soon as it is finished.

        Args:
            request: what to draw.
            indices: which pictures of it, by default all; picture 3 alone equals picture 3 among others.
            on_step: told of each step with a :class:`danqing.tasks.drawing.Progress`; may raise to end the work.
            should_stop: asked at each step; True ends the work.

        Raises:
            RequestError, UnknownNameError: a value does not suit the model; raised at once, before anything is drawn.
            CancelledError: ``should_stop`` said so; pictures already given stay good.
            FailureError: drawing failed.
        """
        return generate(
            self.family,
            request.replace(model=self.name),
            model=self._model_facts(),
            indices=indices,
            on_step=on_step,
            should_stop=should_stop,
        )

    def img2img(
        self,
        image: Given,
        prompt: str | Request,
        *,
        strength: float = 0.6,
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw pictures of a prompt over a picture, see :mod:`danqing.tasks.img2img`.

        Args:
            image: a file, its bytes, a PIL image or a :class:`danqing.Picture`.
            prompt: what to draw, or a whole request.
            strength: above 0, nearly the same picture, to 1, nothing of it.
            size: (width, height) or ``"WxH"`` to scale and crop the picture to; None keeps its shape.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the picture cannot be read.
            As :meth:`stream` besides.
        """
        request = self._asked(prompt, options, size=size)
        drawn = img2img(
            self.family, request, self._read(image), strength=strength, model=self._model_facts(), **_run(options)
        )
        return _told(drawn, options)

    def _asked(
        self, prompt: str | Request, options: DrawOptions, *, size: tuple[int, int] | str | None = None
    ) -> Request:
        """The request that a prompt and options make."""
        known = DrawOptions.__annotations__
        if unknown := [name for name in options if name not in known]:
            raise TypeError(f"There is no option {unknown[0]!r}; there are: {', '.join(known)}.")
        given: dict[str, Any] = {
            name: value
            for name, value in options.items()
            if name not in (*RUN_NAMES, "on_picture") and value is not None
        }
        if size is not None:
            given["width"], given["height"] = _size(size)
        if isinstance(prompt, Request):
            if given:
                raise RequestError(f"A whole request was given, so put {', '.join(given)} into it.")
            return prompt.replace(model=self.name)
        return Request(prompt=prompt, **{"seed": random_seed(), **given, "model": self.name})

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


def open_studio(
    model: str | Path = DEFAULT_MODEL,
    *,
    device: str | None = None,
    precision: Precision = "auto",
    backend: str = "torch",
) -> Studio:
    """What :func:`danqing.load` does, once torch may be loaded."""
    folder = find_model(model)
    family = load_family(folder, make_backend(backend, device=device, precision=precision))
    return Studio(family, folder.name or folder.resolve().name)


def _run(options: DrawOptions) -> RunOptions:
    """Those of the options that say how the work is done."""
    run: RunOptions = {}
    for name in RUN_NAMES:
        if name in options:
            run[name] = options[name]  # type: ignore[literal-required]
    return run


def _told(pictures: Iterator[Picture], options: DrawOptions) -> list[Picture]:
    """All pictures, each shown to ``on_picture`` as soon as it is there."""
    tell = options.get("on_picture")
    drawn = []
    for picture in pictures:
        drawn.append(picture)
        if tell is not None:
            tell(picture)
    return drawn


def _size(size: tuple[int, int] | str) -> tuple[int, int]:
    if isinstance(size, str):
        return parse_size(size)
    if not isinstance(size, tuple | list) or len(size) != 2:
        raise RequestError(f"Give the size as (width, height) or 'WIDTHxHEIGHT', not {size!r}.")
    return size[0], size[1]
