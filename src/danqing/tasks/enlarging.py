"""The method of a studio that enlarges pictures."""

from __future__ import annotations

from collections.abc import Callable

from danqing.core.picture import Picture
from danqing.provenance.intake import Given
from danqing.tasks.studio_base import StudioBase
from danqing.tasks.upscale import OnTile, upscale


class Enlarging(StudioBase):
    """Pictures as they are, only larger."""

    def upscale(
        self,
        image: Given,
        *,
        factor: int = 2,
        method: str | None = None,
        on_step: OnTile | None = None,
        should_stop: Callable[[], bool] | None = None,
    ) -> Picture:
        """Enlarge a picture, see :mod:`danqing.tasks.upscale`; the loaded model has no part in it.

        Args:
            image: a file, its bytes, a PIL image or a :class:`danqing.Picture`; transparency is kept.
            factor: 2, 3 or 4.
            method: ``"esrgan"``, a small network, or ``"lanczos"``; None takes the network where it was fetched.
            on_step: told after each tile; may raise to end the work.
            should_stop: asked after each tile; True ends the work.

        Raises:
            PictureError: the picture cannot be read.
            RequestError, UnknownNameError: a value makes no sense, or the result would be too large.
            DataError: the network was not fetched yet.
            CancelledError, FailureError: as :meth:`danqing.Studio.stream`.
        """
        return upscale(
            self._read(image),
            factor=factor,
            method=method,
            device=str(self.family.backend.device),
            on_step=on_step,
            should_stop=should_stop,
        )
