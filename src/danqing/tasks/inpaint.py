"""Draw a part of a picture anew; outside its mask no bit changes.

A picture up to the model's own size is drawn whole. Of a larger one, the part around the mask is cut out, drawn at a
size that suits the model, and laid back, so that a model of 128 px mends a photograph of 1024 px.

Reference: arXiv 2306.00950 (differential diffusion), with a map of which most is 0 or 1.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any, Unpack

import numpy as np
import torch
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.diffusion.keeping import change_map
from danqing.families.family import Family
from danqing.provenance.intake import Source
from danqing.tasks.drawing import Drawing, Start, draw, resolve
from danqing.tasks.framing import Frame, frame_around, warn_if_scaled
from danqing.tasks.img2img import check_strength, encoded
from danqing.tasks.masks import paste, paste_weights
from danqing.tasks.options import RunOptions
from danqing.tasks.toning import tone_matched

MAX_FEATHER_PX = 256


def inpaint(
    family: Family,
    request: Request,
    canvas: Image.Image,
    mask: Image.Image,
    *,
    strength: float,
    task: Mapping[str, Any],
    parents: Sequence[Source | tuple[Source, str]],
    model: Mapping[str, Any],
    feather_px: int | None = None,
    fade: float = 0.25,
    **run: Unpack[RunOptions],
) -> Iterator[Picture]:
    """Draw pictures of a prompt into the masked part of a picture.

    Args:
        family: the loaded model.
        request: what to draw there.
        canvas: mode RGB, or RGBA, whose transparency stays outside the mask.
        mask: mode L, as large, from :mod:`danqing.tasks.masks`.
        strength: 1 draws the part anew, less keeps that much of it.
        task: for the manifest: ``name`` and parameters; strength and the drawn part are added.
        parents: the pictures that this one is made from, and what they are for unless that is plain.
        model: facts of the model for the manifest.
        feather_px: over how many pixels the drawing fades in at the inner edge of the mask; None takes ``fade``.
        fade: the same in latent positions, each as large as it is in the picture.
        run: see :func:`danqing.tasks.drawing.draw`.

    Returns:
        Pictures of the canvas's size, the same as it bit for bit where the mask is black.
    """
    check_strength(strength)
    check_plain(request)
    box = mask.getbbox()
    assert box is not None, "make_mask refuses masks that are black everywhere"
    frame = frame_around(family, canvas.size, box)
    warn_if_scaled(frame, "The part around the mask")
    settings = resolve(family, request.replace(width=frame.padded[0], height=frame.padded[1]))
    feather = _feather(family, frame, fade) if feather_px is None else _checked(feather_px)
    onto, seen, hidden = canvas.crop(frame.box), frame.take(flat(canvas)), frame.take(mask)
    weights = paste_weights(mask.crop(frame.box), feather)

    def finish(drawn: Image.Image) -> Image.Image:
        result = canvas.copy()
        matched = tone_matched(drawn, seen, hidden, family.size_multiple)
        result.paste(paste(frame.give_back(matched), onto, weights), frame.box)
        return result

    drawing = Drawing(
        request=request,
        settings=settings,
        task={**task, "strength": strength, "drawn": list(frame.box), "feather_px": feather},
        parents=[each.facts() if isinstance(each, Source) else each[0].facts(each[1]) for each in parents],
        start=Start(
            latents=encoded(family, seen),
            strength=changes(family, hidden, strength),
        ),
        finish=finish,
        view=frame.view(canvas.size),
    )
    return draw(family, drawing, model=model, **run)


def changes(family: Family, mask: Image.Image, strength: float) -> torch.Tensor:
    """The change map (1, 1, h, w) of a mask of the drawn size; some position has the full strength of its grey."""
    values = torch.from_numpy(np.asarray(mask, dtype=np.float32) / 255)[None, None]
    factor = mask.width // family.latent_shape(mask.width, mask.height)[2]
    map_11HW = change_map(values, factor)
    highest = float(map_11HW.max())
    if highest == 0:  # so small a mask that scaling down left nothing of it
        raise RequestError("So little is white in the mask that the model cannot see it; make that part larger.")
    return map_11HW * (strength * float(values.max()) / highest)


def flat(image: Image.Image) -> Image.Image:
    """Mode RGB, transparency laid on white."""
    if image.mode == "RGB":
        return image
    return Image.alpha_composite(Image.new("RGBA", image.size, "white"), image).convert("RGB")


def check_plain(request: Request) -> None:
    """Raise :class:`RequestError` if the request asks for a size, which the picture has already."""
    if request.width or request.height:
        raise RequestError("The result has the size of the picture, so leave the width and height out.")


def _feather(family: Family, frame: Frame, fade: float) -> int:
    scale = (frame.box[2] - frame.box[0]) / frame.size[0]
    return min(MAX_FEATHER_PX, round(family.size_multiple * fade * scale))


def _checked(feather_px: object) -> int:
    if isinstance(feather_px, bool) or not isinstance(feather_px, int) or not 0 <= feather_px <= MAX_FEATHER_PX:
        raise RequestError(f"The feather must be a whole number from 0 to {MAX_FEATHER_PX} px, not {feather_px!r}.")
    return feather_px
