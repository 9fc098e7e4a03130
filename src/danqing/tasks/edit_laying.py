"""What is laid into a picture that is changed by instruction, and the places that are emptied and drawn over."""

from __future__ import annotations

import numpy as np
from PIL import Image, ImageChops

from danqing.core.seeds import derive_seed
from danqing.tasks.draft import cut_out
from danqing.tasks.edit_places import Box, box_of
from danqing.tasks.edit_scene import Mask, Scene, Tools, things_of
from danqing.tasks.filling import filled_in
from danqing.tasks.inpaint import inpaint
from danqing.tasks.phrase_masks import grown

FILLED = 0.25  # how much of what was filled in may change


def lay_open(said: str, scene: Scene, tools: Tools, box: Box, *, gone: tuple[str, Mask] | None = None) -> bool:
    """Lay an open picture of a thing into a box; False where none is to be had, or the model shall draw.

    Args:
        said: the new thing.
        scene, tools: see :mod:`danqing.tasks.edit_scene`.
        box: where it goes.
        gone: the old thing and where it was, or None.
    """
    if not tools.lays_in:
        return False
    seed = derive_seed(tools.request.seed, "edit", scene.index)
    found = cut_out(said, (box[2] - box[0], box[3] - box[1]), seed)
    if found is None:
        return False
    cut, source = found
    scene.sources.append(source)
    if gone is not None:
        empty(*gone, scene, tools)
    left = (box[0] + box[2] - cut.width) // 2
    lay(scene, cut, (left, box[3] - cut.height, left + cut.width, box[3]))
    return True


def empty(what: str, gone: Mask, scene: Scene, tools: Tools) -> None:
    """Fill the place where a thing was from the ground around it, and draw it over lightly with the ground's words."""
    place, left = grown(gone, _wide(scene.image)), scene.wording.without(what)
    others = things_of(left, scene, tools)
    scene.image = filled_in(scene.image, place, others)
    if scene.alpha is not None:
        scene.alpha = filled_in(scene.alpha.convert("RGB"), place, others).getchannel("R")
    draw_over(scene, tools, place, left.ground, FILLED, away=what)


def draw_over(
    scene: Scene,
    tools: Tools,
    mask: Image.Image,
    prompt: str,
    strength: float,
    *,
    away: str = "",
    feather: int | None = None,
    sampler: str | None = None,
) -> None:
    """Draw words into the masked part; outside it no bit changes. Does nothing where no step would remain."""
    steps = tools.request.steps or tools.family.defaults.steps
    if mask.getbbox() is None or steps * strength < 1:  # so few steps that none of them is this light
        return
    negative = ", ".join(each for each in (tools.request.negative, away) if each)
    if tools.request.sampler is not None or sampler not in tools.family.samplers:
        sampler = tools.request.sampler
    request = tools.request.replace(prompt=prompt, negative=negative, sampler=sampler)
    (drawn,) = inpaint(
        tools.family,
        request,
        scene.image,
        mask,
        strength=strength,
        task={"name": "edit"},
        parents=[],
        model=tools.model,
        feather_px=feather,
        indices=[scene.index],
        **tools.run,
    )
    scene.image = drawn.image.convert("RGB")


def lay(scene: Scene, cut: Image.Image, box: Box) -> None:
    """Lay a cut-out into a box of the picture, scaled to fit."""
    size = (box[2] - box[0], box[3] - box[1])
    fitted = cut if cut.size == size else cut.resize(size, Image.Resampling.LANCZOS)
    whole = Image.new("RGBA", scene.image.size)
    whole.paste(fitted, box[:2])
    scene.image = laid_over(scene.image, whole)
    show(scene, whole.getchannel("A"))


def show(scene: Scene, where: Image.Image) -> None:
    """Let a part of the picture be seen, whatever its transparency was.

    Args:
        where: mode L, white where it shall be seen.
    """
    if scene.alpha is not None:
        scene.alpha = ImageChops.lighter(scene.alpha, where)


def laid_over(image: Image.Image, cut: Image.Image) -> Image.Image:
    """A picture with a cut-out as large as it laid on; opaque pixels are the cut-out's, bit for bit."""
    laid = image.copy()
    laid.paste(cut.convert("RGB"), (0, 0), cut.getchannel("A"))
    return laid


def _wide(image: Image.Image) -> int:
    """How far beyond a thing's outline its place is filled, so that no shadow and no leaf of it is left."""
    return max(1, round(max(image.size) / 20))


def as_mask(where: Mask) -> Image.Image:
    return Image.fromarray(where.astype(np.uint8) * 255)


def box_mask(box: Box, size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    mask.paste(255, box)
    return mask


def lifted(scene: Scene, where: Mask) -> tuple[Image.Image, Box]:
    """The thing alone, mode RGBA, and the box that it fills."""
    box, seen = box_of(where), as_mask(where)
    whole = scene.image.convert("RGBA")
    whole.putalpha(seen if scene.alpha is None else ImageChops.darker(seen, scene.alpha))
    return whole.crop(box), box
