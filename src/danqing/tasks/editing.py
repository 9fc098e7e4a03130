"""The methods of a studio that make pictures from pictures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Unpack

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.provenance.intake import Given, Source
from danqing.tasks.framing import Box
from danqing.tasks.img2img import img2img
from danqing.tasks.inpaint import inpaint
from danqing.tasks.masks import make_mask
from danqing.tasks.options import DrawOptions
from danqing.tasks.outpaint import PAN, Amount, Direction, Side, extended, laid_out, panned, squared, zoomed_out
from danqing.tasks.phrase_masks import grown, phrase_mask
from danqing.tasks.studio_base import StudioBase, run_options, told
from danqing.tasks.vary import REGION_STRENGTH, strength_named


class Editing(StudioBase):
    """Pictures from pictures: over one, inside one, beyond one, like one."""

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
            As :meth:`danqing.Studio.stream` besides.
        """
        request = self._asked(prompt, options, size=size)
        drawn = img2img(
            self.family,
            request,
            self._read(image),
            strength=strength,
            model=self._model_facts(),
            **run_options(options),
        )
        return told(drawn, options)

    def inpaint(
        self,
        image: Given,
        prompt: str | Request,
        *,
        mask: Given | None = None,
        mask_text: str | None = None,
        boxes: Sequence[Box] = (),
        invert: bool = False,
        strength: float = 1.0,
        feather: int | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw a part of a picture anew, see :mod:`danqing.tasks.inpaint`; outside the mask no bit changes.

        Args:
            image: the picture; its transparent parts are the mask if nothing else is given.
            prompt: what to draw there, or a whole request.
            mask: a picture of the same size or shape, white or transparent where to draw; grey changes less.
            mask_text: a phrase for the thing to draw over, such as "帽子", see :mod:`danqing.tasks.phrase_masks`.
            boxes: (left, top, width, height) in pixels, in addition.
            invert: draw where the mask says to stay.
            strength: 1 draws the part anew, less keeps that much of it.
            feather: over how many pixels the drawing fades in, inside the mask; None chooses.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the picture or the mask cannot be read.
            RequestError: the mask has another shape, is black everywhere, or a box reaches outside.
            As :meth:`danqing.Studio.stream` besides.
        """
        source = self._read(image)
        task = {"name": "inpaint", "boxes": list(boxes), "invert": invert, **_said(mask_text)}
        return self._redrawn(
            source, self._asked(prompt, options), mask, mask_text, boxes, invert, strength, feather, task, options
        )

    def outpaint(
        self,
        image: Given,
        prompt: str | Request | None = None,
        *,
        sides: Mapping[Side, Amount] | None = None,
        zoom_out: float | None = None,
        pan: Direction | None = None,
        pan_by: Amount = PAN,
        square: bool = False,
        feather: int | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw what lies beyond the edges of a picture, see :mod:`danqing.tasks.outpaint`.

        Args:
            image: the picture; transparency counts as white.
            prompt: what the whole shows, or a whole request; None takes the prompt that the picture carries.
            sides: how much to add to ``"left"``, ``"right"``, ``"top"``, ``"bottom"``: pixels, ``"25%"`` or 0.25.
            zoom_out: 1.5, 2 or another factor up to 4: the picture becomes smaller, the result stays as large.
            pan: ``"left"``, ``"right"``, ``"up"`` or ``"down"``: the view moves, the result stays as large.
            pan_by: how far.
            square: add to the shorter sides until it is square.
            feather: over how many pixels the drawing fades in; None chooses.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: the picture cannot be read.
            RequestError: not exactly one of the four ways is given, or it makes no sense.
            As :meth:`danqing.Studio.stream` besides.
        """
        if sum((bool(sides), zoom_out is not None, pan is not None, square)) != 1:
            raise RequestError("Say one way to go beyond the edges: sides with amounts, zoom out, pan, or square.")
        source = self._read(image)
        how: dict[str, Any]
        if sides:
            layout, how = extended(source.size, sides), {"sides": dict(sides)}
        elif zoom_out is not None:
            layout, how = zoomed_out(source.size, zoom_out), {"zoom_out": zoom_out}
        elif pan is not None:
            layout, how = panned(source.size, pan, pan_by), {"pan": pan, "pan_by": pan_by}
        else:
            layout, how = squared(source.size), {"square": True}
        canvas, mask = laid_out(source.image, layout)
        drawn = inpaint(
            self.family,
            self._asked(prompt, options, source=source),
            canvas,
            mask,
            strength=1.0,
            task={"name": "outpaint", **how},
            parents=[source],
            model=self._model_facts(),
            feather_px=feather,
            fade=0.5,  # into the reflection, which goes on smoothly
            **run_options(options),
        )
        return told(drawn, options)

    def vary(
        self,
        image: Given,
        prompt: str | Request | None = None,
        *,
        kind: str = "subtle",
        strength: float | None = None,
        mask: Given | None = None,
        mask_text: str | None = None,
        boxes: Sequence[Box] = (),
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw variations of a picture, or of a region of it, see :mod:`danqing.tasks.vary`.

        Args:
            image: the picture.
            prompt: what it shows, or a whole request; None takes the prompt that the picture carries.
            kind: ``"subtle"`` or ``"strong"``; does not count where there is a strength or a region.
            strength: above 0 to 1, instead of a kind.
            mask, mask_text, boxes: vary this region only, as :meth:`inpaint` takes them.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            As :meth:`inpaint`.
        """
        source = self._read(image)
        request = self._asked(prompt, options, source=source)
        named = strength_named(kind)
        if mask is not None or mask_text is not None or boxes:
            amount = REGION_STRENGTH if strength is None else strength
            task = {"name": "vary", "kind": "region", "boxes": list(boxes), **_said(mask_text)}
            return self._redrawn(source, request, mask, mask_text, boxes, False, amount, None, task, options)
        amount = named if strength is None else strength
        drawn = img2img(
            self.family,
            request,
            source,
            strength=amount,
            model=self._model_facts(),
            task="vary",
            **run_options(options),
        )
        return told(drawn, options)

    def _redrawn(
        self,
        source: Source,
        request: Request,
        mask: Given | None,
        mask_text: str | None,
        boxes: Sequence[Box],
        invert: bool,
        strength: float,
        feather: int | None,
        task: Mapping[str, Any],
        options: DrawOptions,
    ) -> list[Picture]:
        """Draw the masked part of a picture anew."""
        painted = None if mask is None else self._read(mask, "mask")
        found = []
        if mask_text is not None:
            shown = (source.manifest or {}).get("request", {}).get("prompt")
            found = [grown(phrase_mask(self.family, source.image, mask_text, prompt=shown))]
        where = make_mask(source, mask=painted, boxes=boxes, found=found, invert=invert)
        own = painted is None and not boxes and not found  # its transparency says where, and will be filled
        drawn = inpaint(
            self.family,
            request,
            source.image if own else source.pixels,
            where,
            strength=strength,
            task=task,
            parents=[source, *([] if painted is None else [(painted, "mask")])],
            model=self._model_facts(),
            feather_px=feather,
            **run_options(options),
        )
        return told(drawn, options)


def _said(mask_text: str | None) -> dict[str, str]:
    """For the manifest: the phrase of a mask, where there is one."""
    return {} if mask_text is None else {"mask_text": mask_text}
