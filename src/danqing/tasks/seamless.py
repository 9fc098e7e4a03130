"""The methods of a studio that draw beyond one picture's edges: textures that repeat, and panoramas."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.tasks.drawing import Drawing, draw, resolve
from danqing.tasks.options import DrawOptions
from danqing.tasks.panorama import panorama
from danqing.tasks.studio_base import StudioBase, run_options, told


class Seamless(StudioBase):
    """Pictures that go on at their edges."""

    def tile(
        self,
        prompt: str | Request,
        *,
        axes: str = "xy",
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw textures that can be laid side by side without a seam.

        How well is measured by :func:`danqing.evaluation.seams.seam_errors`. ``--tile`` in a prompt does the same in
        every task that draws.

        Args:
            prompt: what to draw, or a whole request.
            axes: ``"x"`` repeats from left to right, ``"y"`` from top to bottom, ``"xy"`` both ways.
            size: (width, height) or ``"WxH"``; None takes the model's own.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            As :meth:`danqing.Studio.stream`.
        """
        request = self._asked(prompt, options, size=size).replace(tile=axes)
        drawing = Drawing(request=request, settings=resolve(self.family, request), task={"name": "tile", "axes": axes})
        return told(draw(self.family, drawing, model=self._model_facts(), **run_options(options)), options)

    def panorama(
        self,
        prompt: str | Sequence[str] | Request,
        *,
        sphere: bool = False,
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw wide pictures by joint denoising of overlapping windows, see :mod:`danqing.tasks.panorama`.

        Args:
            prompt: what to draw; several, as a list or with ``|`` between them, lie side by side from left to right.
                Or a whole request.
            sphere: draw all that is around, equirectangular: twice as wide as high, left and right edges meet.
            size: (width, height) or ``"WxH"``; None is four times as wide as the model is high, twice for a sphere.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            As :meth:`danqing.Studio.stream`.
        """
        if not isinstance(prompt, str | Request):
            if not prompt or not all(isinstance(each, str) and each.strip() for each in prompt):
                raise RequestError("Give one prompt, or a list of prompts from left to right.")
            prompt = " | ".join(prompt)
        request = self._asked(prompt, options, size=size)
        drawn = panorama(self.family, request, sphere=sphere, model=self._model_facts(), **run_options(options))
        return told(drawn, options)
