"""A picture and words into a picture: as much of the first is kept as the strength leaves.

Reference: arXiv 2108.01073 (SDEdit).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Unpack

import torch
from PIL import Image, ImageOps

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.units import to_tensor
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, Start, draw, resolve
from danqing.tasks.framing import frame_whole, warn_if_scaled
from danqing.tasks.options import RunOptions


def img2img(
    family: Family,
    request: Request,
    source: Source,
    *,
    strength: float,
    model: Mapping[str, Any],
    task: str = "img2img",
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    """Draw pictures of a prompt over a picture.

    The picture is drawn at its own size where that suits the model, else scaled to the model's area with a
    :class:`danqing.tasks.framing.PictureWarning`; where the request names a size, it is scaled and cropped to fill it.

    Args:
        family: the loaded model.
        request: what to draw.
        source: the picture to start from; transparency counts as white.
        strength: above 0, nearly the same picture, to 1, nothing of it.
        model: facts of the model for the manifest.
        task: what the manifest calls it.
        run: see :func:`danqing.tasks.drawing.draw`.

    Raises:
        RequestError: the strength, size or shape does not suit; nothing is drawn.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    check_strength(strength)
    if request.width or request.height:
        settings = resolve(family, request)
        given = ImageOps.fit(source.image, (settings.width, settings.height), Image.Resampling.LANCZOS)
        size, view = given.size, None
    else:
        frame = frame_whole(family, source.size)
        warn_if_scaled(frame, "The picture")
        settings = resolve(family, request.replace(width=frame.padded[0], height=frame.padded[1]))
        given, size, view = frame.take(source.image), frame.size, frame.view(source.size)
    drawing = Drawing(
        request=request,
        settings=settings,
        task={"name": task, "strength": strength},
        parents=[source.facts()],
        start=Start(latents=encoded(family, given), strength=strength),
        finish=lambda image: image.crop((0, 0, *size)),
        view=view,
    )
    return draw(family, drawing, model=model, **run)


@torch.inference_mode()
def encoded(family: Family, image: Image.Image) -> torch.Tensor:
    """The latents of an RGB picture whose sides suit the model."""
    return family.encode_image(to_tensor(image))


def check_strength(strength: object) -> None:
    """Raise :class:`RequestError` unless it is a number above 0 and at most 1."""
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise RequestError(f"The strength must be a number above 0 and at most 1, not {strength!r}.")
