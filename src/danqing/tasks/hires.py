"""Draw at the model's size, enlarge, and draw over that: detail at sizes at which the model alone would lose the plan.

The second pass is :mod:`danqing.tasks.img2img` on the enlarged picture, with the same words, seed and sampler, bit for
bit. One manifest tells of both.
"""

from __future__ import annotations

import dataclasses
import math
import time
import warnings
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any

from PIL import Image

from danqing.core.errors import CancelledError, RequestError
from danqing.core.hires import Hires
from danqing.core.picture import Picture
from danqing.core.request import MAX_SIDE_PX
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.keeping import release_levels, sigmas_below
from danqing.families.family import Family
from danqing.models.upscaler import Upscaler
from danqing.tasks.drawing import Drawing, OnStep, Progress, Settings, Start, draw, resolve
from danqing.tasks.framing import View
from danqing.tasks.img2img import encoded
from danqing.tasks.style_library import StyleNotTaughtWarning
from danqing.tasks.upscale import enlarged, upscaler_named


def draw_enlarged(
    family: Family,
    drawing: Drawing,
    *,
    model: Mapping[str, Any],
    indices: Sequence[int] | None = None,
    on_step: OnStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Iterator[Picture]:
    """As :func:`danqing.tasks.drawing.draw`, with the second pass that the drawing's settings may ask for.

    Args:
        drawing: without ``finish`` if there is a second pass.
        family, model, indices, on_step, should_stop: as of :func:`danqing.tasks.drawing.draw`; steps of both passes
            are counted.

    Raises:
        RequestError: before anything is drawn: the larger size does not suit the model or the memory, or the strength
            leaves nothing to do.
        UnknownNameError, DataError: before anything is drawn: there is no such method, or its network is missing.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    hires, request = drawing.settings.hires, drawing.request
    if hires is None:
        return draw(family, drawing, model=model, indices=indices, on_step=on_step, should_stop=should_stop)
    chosen = list(range(request.count)) if indices is None else list(indices)
    if any(not 0 <= index < request.count for index in chosen):
        raise RequestError(f"The request has pictures 0 to {request.count - 1}; {chosen} asks for others.")
    large = larger(family, drawing, hires)
    walk = family.walk(large.sampler, large.steps, large.width, large.height)
    more = len(sigmas_below(walk.sigmas, release_levels(walk.sigmas, hires.strength))) - 1
    upscaler = upscaler_named(hires.method, max(2, math.ceil(hires.factor)), device=str(family.backend.device))
    return _in_two_passes(family, drawing, large, upscaler, more, model, chosen, on_step, should_stop)


def larger(family: Family, drawing: Drawing, hires: Hires) -> Settings:
    """The settings of the second pass: those of the first at the larger size, which is checked.

    Raises:
        RequestError: it does not suit the model or the memory.
    """
    settings, multiple = drawing.settings, family.size_multiple
    width, height = (
        max(side, round(side * hires.factor / multiple) * multiple) for side in (settings.width, settings.height)
    )
    if max(width, height) > MAX_SIDE_PX:
        raise RequestError(
            f"The hires pass would draw {width}x{height} px; sides of at most {MAX_SIDE_PX:,} are drawn."
        )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", SettingIgnoredWarning)  # the first pass has said it
        warnings.simplefilter("ignore", StyleNotTaughtWarning)
        return resolve(
            family,
            drawing.request.replace(width=width, height=height, steps=hires.steps or settings.steps),
            enlarges=True,
        )


def _in_two_passes(
    family: Family,
    drawing: Drawing,
    large: Settings,
    upscaler: Upscaler,
    more: int,
    model: Mapping[str, Any],
    chosen: Sequence[int],
    on_step: OnStep | None,
    should_stop: Callable[[], bool] | None,
) -> Iterator[Picture]:
    settings, hires = drawing.settings, drawing.settings.hires
    assert hires is not None
    size = (large.width, large.height)
    own = View((settings.width, settings.height), 0, 0, settings.width, settings.height)

    for done, index in enumerate(chosen):
        began = time.monotonic()
        counted = _counted(on_step, done, len(chosen), more)
        try:
            (first,) = draw(
                family, drawing, model=model, indices=[index], on_step=counted(False), should_stop=should_stop
            )
            image = enlarged(first.image, upscaler)
            image = image if image.size == size else image.resize(size, Image.Resampling.LANCZOS)
            second = dataclasses.replace(
                drawing,
                settings=large,
                start=Start(latents=encoded(family, image), strength=hires.strength),
                noise=None,
                view=drawing.view or own,
            )
            (picture,) = draw(
                family, second, model=model, indices=[index], on_step=counted(True), should_stop=should_stop
            )
        except CancelledError:
            raise CancelledError(f"Stopped after {done} of {len(chosen)} pictures.") from None
        told = {
            "factor": hires.factor,
            "strength": hires.strength,
            "steps": large.steps,
            "method": upscaler.name,
            "width": large.width,
            "height": large.height,
        }
        manifest = {
            **first.manifest,
            "settings": {**first.manifest["settings"], "hires": told},
            "duration_s": round(time.monotonic() - began, 3),
        }
        yield dataclasses.replace(picture, manifest=manifest)


def _counted(on_step: OnStep | None, done: int, pictures: int, more: int) -> Callable[[bool], OnStep | None]:
    """What to tell of each step, counted over both passes of all pictures; ``more`` steps are those of the second."""
    base = [0]

    def told(second: bool) -> OnStep | None:
        def tell(at: Progress) -> None:
            assert on_step is not None
            if not second:
                base[0] = at.picture_steps
            each = base[0] + more
            step = at.picture_step + (base[0] if second else 0)
            on_step(
                dataclasses.replace(
                    at, step=done * each + step, total=pictures * each, picture_step=step, picture_steps=each
                )
            )

        return None if on_step is None else tell

    return told
