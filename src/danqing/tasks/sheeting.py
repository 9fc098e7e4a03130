"""The method of a studio that draws sheets."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from danqing.core.errors import RequestError
from danqing.core.request import Request
from danqing.tasks.options import DrawOptions
from danqing.tasks.sheet import VARIETY, Sheet, cells_for, check_columns, joined, sheet
from danqing.tasks.studio_base import StudioBase, run_options, told


class Sheeting(StudioBase):
    """One subject in several pictures."""

    def sheet(
        self,
        prompt: str | Request,
        *,
        poses: str | Sequence[str] | None = None,
        columns: int | None = None,
        captions: bool = False,
        transparent: bool = True,
        variety: float = VARIETY,
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> Sheet:
        """Draw a sheet of one subject, see :mod:`danqing.tasks.sheet`.

        Args:
            prompt: the subject, or a whole request.
            poses: the words of each cell, as a list or with commas between, or ``"views"``, ``"poses"`` or
                ``"expressions"`` for sets in the prompt's language; None takes the views.
            columns: how many cells lie side by side; None chooses.
            captions: write each cell's words below it.
            transparent: draw on a plain ground and cut it away.
            variety: how much of each cell's noise is its own, 0 to 1.
            size: of one cell, (width, height) or ``"WxH"``; None takes the model's own.
            options: see :class:`danqing.tasks.options.DrawOptions`, without ``count`` and ``indices``.

        Raises:
            RequestError: the cells make no sense.
            As :meth:`danqing.Studio.stream` besides.
        """
        if columns is not None:
            check_columns(columns)
        for name in ("count", "indices"):
            if options.get(name) is not None:
                raise RequestError(f"A sheet has one picture for each of its poses, so leave {name} out.")
        request = self._asked(prompt, options, size=size)
        cells = cells_for(request.prompt, poses, transparent=transparent, variety=variety)
        drawn = sheet(self.family, request, cells, model=self._model_facts(), **run_options(options))
        return joined(told(drawn, options), cells.poses, columns=columns, captions=captions)
