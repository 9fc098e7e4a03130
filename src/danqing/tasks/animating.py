"""The method of a studio that makes animations."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Unpack

from danqing.core.animation import Animation
from danqing.core.errors import RequestError
from danqing.core.request import Request
from danqing.provenance.intake import Given
from danqing.tasks.animate import animate, approached, assembled
from danqing.tasks.film import plan_film
from danqing.tasks.options import DrawOptions
from danqing.tasks.studio_base import StudioBase, told


class Animating(StudioBase):
    """Pictures in time."""

    def animate(
        self,
        prompt: str | Sequence[str] | Request | None = None,
        *,
        image: Given | None = None,
        motion: str | None = None,
        seconds: float = 3.0,
        fps: float = 12.0,
        plays: str | None = None,
        amount: float | None = None,
        strength: float | None = None,
        seeds: Sequence[int] = (),
        size: tuple[int, int] | str | None = None,
        **options: Unpack[DrawOptions],
    ) -> Animation:
        """Draw an animation, see :mod:`danqing.tasks.animate`.

        Args:
            prompt: what to draw, several prompts to change between, or a whole request; None takes the prompt that the
                picture carries.
            image: a picture to begin from.
            motion: one of :data:`danqing.tasks.film.MOTIONS`; None takes ``"prompts"`` for several, else ``"noise"``.
            seconds, fps: length and frames a second.
            plays: ``"loop"``, ``"bounce"`` or ``"once"``; None takes what suits the motion.
            amount, strength, seeds: of :class:`danqing.tasks.film.Film`; None takes what suits the motion.
            size: (width, height) or ``"WxH"``; None takes the model's own, or what suits the picture.
            options: see :class:`danqing.tasks.options.DrawOptions`; ``on_picture`` is given each frame.

        Raises:
            PictureError: the picture cannot be read.
            RequestError, UnknownNameError: a value makes no sense or does not suit the model; nothing is drawn.
            As :meth:`danqing.Studio.stream` besides.
        """
        if options.get("indices") is not None or options.get("count") not in (None, 1):
            raise RequestError("One animation is drawn at a time; leave the number of pictures out.")
        if size is not None and image is not None:
            raise RequestError("An animation of a picture has its shape, so leave the size out.")
        asked: list[str | Request]
        if prompt is None:
            asked = []
        elif isinstance(prompt, str | Request):
            asked = [prompt]
        else:
            asked = list(prompt)
            if not asked:
                raise RequestError("Give at least one prompt.")
        first = asked[0] if asked else None
        source = None if image is None else self._read(image)
        film = plan_film(
            [each.prompt if isinstance(each, Request) else each for each in asked],
            motion=motion,
            with_image=source is not None,
            seconds=seconds,
            fps=fps,
            plays=plays,
            amount=amount,
            strength=strength,
            seeds=seeds,
        )
        if film.seeds and options.get("seed") is None and not isinstance(first, Request):
            options["seed"] = film.seeds[0]
        if film.motion == "ken-burns":
            assert source is not None, "plan_film refuses it"
            frames = approached(source, film, should_stop=options.get("should_stop"))
        else:
            if first is None and source is None:
                raise RequestError("Say what to draw, or give a picture to begin from.")
            frames = animate(
                self.family,
                self._asked(first, options, size=size, source=source),
                film,
                source=source,
                model=self._model_facts(),
                on_step=options.get("on_step"),
                should_stop=options.get("should_stop"),
            )
        return assembled(told(frames, options), film)
