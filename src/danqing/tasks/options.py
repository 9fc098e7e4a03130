"""The options that all drawing tasks share, so that each method of the studio names only its own."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TypedDict

from danqing.core.adapters import AdapterUse
from danqing.core.controls import Control
from danqing.core.hires import Hires
from danqing.core.picture import Picture
from danqing.core.references import StyleReference, SubjectReference
from danqing.core.regions import Region
from danqing.tasks.drawing import OnStep


class RunOptions(TypedDict, total=False):
    """How a request is worked off; see :func:`danqing.tasks.drawing.draw`."""

    indices: Sequence[int] | None
    on_step: OnStep | None
    should_stop: Callable[[], bool] | None


class RestyleOptions(RunOptions, total=False):
    """What may stand beside the arguments of a task's own, where the style is one of those.

    ``negative`` to ``guidance_interval`` are fields of :class:`danqing.core.request.Request`; where one is left out or
    None, the model decides, and a seed is drawn. ``on_picture`` is given each picture as soon as it is finished.
    """

    negative: str | None
    seed: int | None
    count: int | None
    steps: int | None
    sampler: str | None
    guidance: float | None
    guidance_rescale: float | None
    guidance_interval: tuple[float, float] | None
    on_picture: Callable[[Picture], object] | None


class DrawOptions(RestyleOptions, total=False):
    """What may stand beside the arguments of a task's own: as :class:`RestyleOptions`, and more of a request."""

    style: str | None
    hires: Hires | float | None
    tile: str | None
    tiled: bool | None
    regions: Sequence[Region] | None
    align_style: float | None
    style_reference: StyleReference | str | Path | None
    subject_reference: SubjectReference | str | Path | None
    controls: Sequence[Control | str | Path] | None
    adapters: Sequence[AdapterUse | tuple[str | Path, float] | str | Path] | None


RUN_NAMES = tuple(RunOptions.__annotations__)
