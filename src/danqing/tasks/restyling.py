"""The method of a studio that gives a picture another style."""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any, Unpack, cast

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import random_seed
from danqing.families.family import styles_of
from danqing.provenance.intake import Given, read_picture
from danqing.tasks.fast_restyle import STRENGTH as FAST_STRENGTH
from danqing.tasks.fast_restyle import restyle_fast
from danqing.tasks.img2img import img2img
from danqing.tasks.options import DrawOptions, RestyleOptions
from danqing.tasks.restyle import STRENGTH, restyle_by_reference
from danqing.tasks.studio_base import StudioBase, run_options, told
from danqing.tasks.style_library import Style, StyleNotTaughtWarning, look_of

ALIGNED_STRENGTH = 0.6
UNKNOWN = "a picture"  # words are needed, and of the picture nothing is known
_READ_BY_REFERENCE = {"seed", "on_step", "should_stop", "on_picture"}


class Restyling(StudioBase):
    """The same picture in another style."""

    def restyle(
        self,
        image: Given,
        *,
        style: str | None = None,
        reference: Given | None = None,
        prompt: str | Request | None = None,
        strength: float | None = None,
        preserve_color: bool = False,
        side: int | None = None,
        fast: bool = False,
        aligned: bool = False,
        **options: Unpack[RestyleOptions],
    ) -> list[Picture]:
        """Give a picture the style of another, or one of the library's.

        By reference (also by a name that comes with a reference picture) textures are transferred and no model draws,
        see :mod:`danqing.tasks.restyle`. Any other style is drawn over the picture by the model.

        Args:
            image: a file, its bytes, a PIL image or a :class:`danqing.Picture`.
            style: a name in either language; exactly one of this and ``reference``.
            reference: a picture whose style is taken.
            prompt: what the picture shows, for a style that is drawn; None takes what its manifest says, else nothing.
            strength: above 0 to 1; None takes what suits the style.
            preserve_color: keep the picture's colours; by reference only.
            side: longest side in pixels; by reference only.
            fast: by reference in one pass, more roughly (:mod:`danqing.tasks.fast_restyle`); no seed is needed.
            aligned: let the model draw the picture with the look of the reference, which must be a file, by shared
                attention (:mod:`danqing.tasks.aligning`).
            options: see :class:`RestyleOptions`; by reference ``seed``, ``on_step``,
                ``should_stop`` and ``on_picture`` only.

        Raises:
            RequestError, UnknownNameError: a value is out of range, contradictory or unknown; nothing is drawn.
            PictureError: a picture cannot be read.
            DataError: the network that sees style was not fetched yet.
            CancelledError, FailureError: as :meth:`danqing.Studio.stream`.
        """
        if (style is None) == (reference is None):
            raise RequestError("Give either a style or a reference picture.")
        if aligned:
            if not isinstance(reference, str | Path) or preserve_color or side is not None or fast:
                raise RequestError(
                    "Aligned restyling takes a reference file; it keeps no colours, takes no side, and is never fast."
                )
            return self._aligned(image, reference, prompt, strength, options)
        known = None if style is None else self._known_style(style)
        if reference is None and known is not None and known.reference is not None:
            reference = known.reference
        if reference is not None:
            given = {"prompt": prompt, **options}
            unread = [name for name, value in given.items() if value is not None and name not in _READ_BY_REFERENCE]
            if unread:
                raise RequestError(f"By reference no model draws, so leave out: {', '.join(unread)}.")
            run: dict[str, Any] = {name: options.get(name) for name in ("on_step", "should_stop")}
            run |= {"preserve_color": preserve_color, "side": side, "device": str(self.family.backend.device)}
            run["style"] = None if known is None else known.key
            seed = options.get("seed")
            pair = self._read(image), read_picture(reference, what="reference")
            if fast:
                if seed is not None:
                    raise RequestError("Fast restyling leaves nothing to chance, so leave the seed out.")
                picture = restyle_fast(*pair, strength=FAST_STRENGTH if strength is None else strength, **run)
            else:
                picture = restyle_by_reference(
                    *pair,
                    strength=STRENGTH if strength is None else strength,
                    seed=random_seed() if seed is None else seed,
                    **run,
                )
            if (tell := options.get("on_picture")) is not None:
                tell(picture)
            return [picture]
        if preserve_color or side is not None or fast:
            raise RequestError("Keeping colours, naming a side and fast restyling work with a reference picture only.")
        assert style is not None
        source = self._read(image)
        drawing = cast(DrawOptions, {**options, "style": style})
        if prompt is None and source.manifest is None:
            prompt = style  # words are needed, and of the picture nothing is known
        request = self._asked(prompt, drawing, source=source)
        usual = 0.6 if known is None else known.strength
        drawn = img2img(
            self.family,
            request,
            source,
            strength=usual if strength is None else strength,
            model=self._model_facts(),
            task="restyle",
            **run_options(drawing),
        )
        return told(drawn, drawing)

    def _aligned(
        self,
        image: Given,
        reference: str | Path,
        prompt: str | Request | None,
        strength: float | None,
        options: RestyleOptions,
    ) -> list[Picture]:
        """The picture drawn over with the look of the reference."""
        source = self._read(image)
        drawing = cast(DrawOptions, {**options, "style_reference": str(reference)})
        if prompt is None and source.manifest is None:
            prompt = UNKNOWN
        drawn = img2img(
            self.family,
            self._asked(prompt, drawing, source=source),
            source,
            strength=ALIGNED_STRENGTH if strength is None else strength,
            model=self._model_facts(),
            task="restyle",
            **run_options(drawing),
        )
        return told(drawn, drawing)

    def _known_style(self, name: str) -> Style | None:
        """The library's style of that name, or None for one that only the model knows."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", StyleNotTaughtWarning)  # drawing will say it
            return look_of(name, styles_of(self.family.checkpoint)).style
