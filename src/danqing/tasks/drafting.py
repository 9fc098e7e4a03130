"""The method of a studio that draws from drafts."""

from __future__ import annotations

from typing import Unpack

from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.provenance.intake import Given
from danqing.tasks.draft import draft
from danqing.tasks.options import DrawOptions
from danqing.tasks.studio_base import StudioBase, run_options, told


class Drafting(StudioBase):
    """Pictures from a collage of open pictures, or from one's own."""

    def draft(
        self,
        prompt: str | Request,
        image: Given | None = None,
        *,
        strength: float | None = None,
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw pictures of a prompt from a collage, see :mod:`danqing.tasks.draft`.

        Args:
            prompt: what to draw, or a whole request.
            image: a collage of one's own; None composes one of open pictures, which the manifest lists with licence
                and attribution.
            strength: how much of the subjects, or of the own collage, may change, above 0 and at most 1; None chooses.
            size: (width, height) or ``"WxH"``; None takes the model's own.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the collage cannot be read.
            RequestError: the prompt names nothing that can be composed.
            As :meth:`danqing.Studio.stream` besides.
        """
        drawn = draft(
            self.family,
            self._asked(prompt, options, size=size),
            source=None if image is None else self._read(image, "draft"),
            strength=strength,
            model=self._model_facts(),
            **run_options(options),
        )
        return told(drawn, options)
