"""The method of a studio that makes one picture of several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.provenance.intake import Given, Source
from danqing.tasks.blend import blend, blended_prompt, check_number, shares_of
from danqing.tasks.describing import Describing
from danqing.tasks.options import DrawOptions
from danqing.tasks.studio_base import run_options, told


class Blending(Describing):
    """Pictures between pictures."""

    def blend(
        self,
        images: Sequence[Given],
        prompt: str | Request | None = None,
        *,
        weights: Sequence[float] | None = None,
        how: str = "mix",
        strength: float | None = None,
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> list[Picture]:
        """Draw pictures between 2 to 5 pictures, see :mod:`danqing.tasks.blend`.

        Args:
            images: files, their bytes, PIL images or pictures that Danqing drew.
            prompt: what to draw, or a whole request; None composes the prompts that the pictures carry, and describes
                those that carry none.
            weights: of each picture; what counts is their ratio. None: all alike.
            how: ``"mix"``, the pictures laid into each other, or ``"layout"``, the heaviest with the others' colours.
            strength: how much may change at even weights, above 0 to 1; None takes what suits the way.
            size: (width, height) or ``"WxH"``; None takes that of the heaviest picture.
            options: see :class:`danqing.tasks.options.DrawOptions`.

        Raises:
            PictureError: a picture cannot be read.
            RequestError: too few or too many pictures, weights that make no sense, or a picture of which it is not
                known what it shows.
            As :meth:`danqing.Studio.stream` besides.
        """
        if isinstance(images, str | bytes) or not isinstance(images, Sequence):
            raise RequestError("Give the pictures to blend as a list.")
        check_number(len(images))
        sources = [self._read(image) for image in images]
        shares = shares_of([1.0] * len(sources) if weights is None else list(weights), len(sources))
        words = self._blended(sources, shares) if prompt is None else prompt
        drawn = blend(
            self.family,
            self._asked(words, options, size=size),
            sources,
            weights=shares,
            how=how,
            strength=strength,
            model=self._model_facts(),
            **run_options(options),
        )
        return told(drawn, options)

    def _blended(self, sources: Sequence[Source], shares: Sequence[float]) -> str:
        """One prompt of all that are seen in the result."""
        said = []
        for source, share in zip(sources, shares, strict=True):
            if share > 0:
                try:
                    said.append((self._words_of(source), share))
                except RequestError:
                    raise RequestError(
                        f"Say what to draw (--prompt): {source.name} does not carry its own prompt, and no picture "
                        f"tower is installed that could describe it."
                    ) from None
        return blended_prompt([words for words, _ in said], [share for _, share in said])
