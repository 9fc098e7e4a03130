"""Words into pictures: the plainest of the tasks. The work itself is in :mod:`danqing.tasks.drawing`."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.families.family import Family
from danqing.tasks.drawing import Drawing, OnStep, Progress, resolve
from danqing.tasks.hires import draw_enlarged


def generate(
    family: Family,
    request: Request,
    *,
    model: Mapping[str, Any],
    indices: Sequence[int] | None = None,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """Draw the pictures of a request, each as soon as it is asked for.

    Args and errors: as of :func:`danqing.tasks.hires.draw_enlarged`; besides, before anything is drawn, those of
    :func:`danqing.tasks.drawing.resolve`.
    """
    drawing = Drawing(request=request, settings=resolve(family, request, enlarges=True))
    return draw_enlarged(family, drawing, model=model, indices=indices, on_step=on_step, should_stop=should_stop)


def generate_in_turn(
    family: Family,
    requests: Sequence[Request],
    *,
    model: Mapping[str, Any],
    indices: Sequence[int] | None = None,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """Draw several requests one after the other, such as those that the choices in a prompt's braces make.

    Args:
        requests: at least one; all are checked before anything is drawn.
        indices: which pictures, counted through all requests.
        model, on_step, should_stop: as of :func:`generate`; ``on_step`` counts through all requests too.

    Raises:
        As :func:`generate`.
    """
    if len(requests) == 1:
        return generate(family, requests[0], model=model, indices=indices, on_step=on_step, should_stop=should_stop)
    places = [(number, index) for number, request in enumerate(requests) for index in range(request.count)]
    chosen = list(range(len(places))) if indices is None else list(indices)
    if any(not 0 <= place < len(places) for place in chosen):
        raise RequestError(f"The requests have pictures 0 to {len(places) - 1}; {chosen} asks for others.")

    def told(done: int, place: int) -> OnStep | None:
        def tell(at: Progress) -> None:
            assert on_step is not None
            step, total = done * at.picture_steps + at.picture_step, len(chosen) * at.picture_steps
            on_step(dataclasses.replace(at, step=step, total=total, picture=place))

        return None if on_step is None else tell

    drawings = [Drawing(request=request, settings=resolve(family, request, enlarges=True)) for request in requests]
    streams = [
        draw_enlarged(
            family,
            drawings[places[place][0]],
            model=model,
            indices=[places[place][1]],
            on_step=told(done, place),
            should_stop=should_stop,
        )
        for done, place in enumerate(chosen)
    ]
    return (picture for stream in streams for picture in stream)
