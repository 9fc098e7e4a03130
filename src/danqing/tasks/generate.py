"""Words into pictures: the plainest of the tasks. The work itself is in :mod:`danqing.tasks.drawing`."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.families.family import Family
from danqing.tasks.drawing import Drawing, OnStep, draw, resolve


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

    Args and errors: as of :func:`danqing.tasks.drawing.draw`; besides, before anything is drawn, those of
    :func:`danqing.tasks.drawing.resolve`.
    """
    drawing = Drawing(request=request, settings=resolve(family, request))
    return draw(family, drawing, model=model, indices=indices, on_step=on_step, should_stop=should_stop)
