"""Change a picture by instruction: each typed operation is carried out by what does it best.

=============  =======================================================================================================
recolor        phrase mask, another colour in OKLab: light and shade stay, no model draws
adjust, flip   arithmetic on the picture, or on the phrase's mask
remove         phrase mask, filled from its surroundings, then drawn over lightly with the words that remain
replace        the same, then the new thing is drawn in its place; where the model drew the picture itself and the new
               thing is not laid in, by attention as well
add            a box from the words of place, then the thing is drawn in it
background     everything but the things is drawn anew, by the words of the ground alone; a picture that the model drew
               itself is drawn again under the new words, with the attention of the old ones
move, resize   the thing is cut out, its place filled, and the cut-out laid where it shall be
style          :meth:`danqing.Studio.restyle`
=============  =======================================================================================================

A small model cannot draw a clear thing of 30 px. There, what is new is laid in from the open pictures that come with
the package, and stays as crisp as it is there; the manifest lists them. Pixels that no operation reaches keep every
bit.

References: arXiv 2210.11427 (DiffEdit: masks from words), arXiv 2306.00950 (differential diffusion).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageChops, ImageFilter, ImageOps

from danqing.core.errors import RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import derive_seed
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import BACKGROUND_WORDS, PRONOUNS
from danqing.families.family import Family
from danqing.tasks.draft import cut_out
from danqing.tasks.edit_places import box_for, in_a_row, moved_beside, moved_to, scaled_about
from danqing.tasks.edit_wording import Wording
from danqing.tasks.filling import filled_in
from danqing.tasks.inpaint import inpaint
from danqing.tasks.instances import one_of
from danqing.tasks.lexicon import tone_of
from danqing.tasks.matting import cut_along, edge_width
from danqing.tasks.own_pictures import Own, under_other_words
from danqing.tasks.phrase_masks import grown, phrase_mask
from danqing.tasks.sky import WORDS as SKY_WORDS
from danqing.tasks.sky import sky_of
from danqing.tasks.tones import adjusted, recolored

Mask = NDArray[np.bool_]
SMALL_MODEL_SIDE = 256  # a model whose own pictures are no larger draws no clear small things
FILLED = 0.25  # how much of what was filled in may change
GROUND_SAMPLER = "ddim"  # unless another is asked for: fresh noise puts things where only ground shall be
DRAWN = 1.0  # the same where the model draws the thing itself
_WAYS = {"left-right": Image.Transpose.FLIP_LEFT_RIGHT, "up-down": Image.Transpose.FLIP_TOP_BOTTOM}


class Restyler(Protocol):
    """How a picture is given a style."""

    def __call__(self, image: Image.Image, style: str, prompt: str, index: int) -> Picture: ...


@dataclass(frozen=True, kw_only=True)
class Tools:
    """What operations are carried out with.

    Args:
        family: the loaded model.
        request: seed, steps, guidance and the like; its prompt is not read.
        model: facts of the model for the manifest.
        restyle: gives a style.
        from_open: lay new things in from open pictures; None does so for small models.
        mask: where the thing is, if the user showed it; else it is looked for.
        own: the run that the picture was drawn by, if the loaded model drew it from words.
        run: ``on_step`` and ``should_stop``, see :func:`danqing.tasks.drawing.draw`.
    """

    family: Family
    request: Request
    model: Mapping[str, Any]
    restyle: Restyler
    from_open: bool | None = None
    mask: Mask | None = None
    own: Own | None = None
    run: Mapping[str, Any] = field(default_factory=dict)

    @property
    def lays_in(self) -> bool:
        """Whether new things are laid in from open pictures."""
        defaults = self.family.defaults
        return max(defaults.width, defaults.height) <= SMALL_MODEL_SIDE if self.from_open is None else self.from_open


@dataclass
class Scene:
    """The picture under way, and what it shows.

    Args:
        image: mode RGB.
        wording: what it shows, in words.
        index: which picture of the request.
        sources: open pictures that were laid in, as manifests name them.
        ways: how each operation so far was carried out, ``"attention"`` or ``"local"``.
        added: boxes of what was added so far, which the next thing stands beside.
    """

    image: Image.Image
    wording: Wording
    index: int
    sources: list[dict[str, Any]] = field(default_factory=list)
    ways: list[str] = field(default_factory=list)
    added: list[tuple[int, int, int, int]] = field(default_factory=list)


def carry_out(operations: Sequence[Operation], scene: Scene, tools: Tools) -> Scene:
    """Do all operations in turn.

    Raises:
        RequestError: a phrase is not found in the picture, or a value does not suit.
        As :func:`danqing.tasks.drawing.draw` besides.
    """
    for operation in operations:
        if _by_attention(operation, scene, tools):
            scene.ways.append("attention")
        else:
            _DOERS[type(operation)](operation, scene, tools)
            scene.ways.append("local")
    return scene


def drawn_steps(operations: Sequence[Operation], steps: int) -> int:
    """About how many network steps they take, for progress; at least 1."""
    drawing = sum(
        isinstance(each, Replace | Remove | Add | Background | Restyle | Move | Resize) for each in operations
    )
    return max(1, drawing * steps)


def _by_attention(operation: Operation, scene: Scene, tools: Tools) -> bool:
    """Draw the picture again under the changed words, where that is better than a mask; whether it was done.

    That is so for a new ground, and for another thing that is not laid in, if the model drew the picture itself and
    nothing was changed before. Only the first picture of a request is made so, since others would be the same.
    """
    if tools.own is None or tools.mask is not None or scene.ways or scene.index:
        return False
    if isinstance(operation, Background) and _keeps_all(operation, scene.wording):
        wording = scene.wording.on_ground(operation.to)
    elif isinstance(operation, Replace) and not tools.lays_in:
        wording = scene.wording.replaced(operation.what, operation.by)
    else:
        return False
    scene.image = under_other_words(tools.family, tools.own, wording.prompt, tools.model, **tools.run)
    scene.wording = wording
    return True


def _keeps_all(operation: Background, wording: Wording) -> bool:
    """Whether everything that the words name stays, as it does under other words."""
    if operation.keep is None or operation.keep.lower() in PRONOUNS:
        return bool(wording.things)
    return wording.things == (wording.own_words(operation.keep),)


# One function for each kind


def _recolor(operation: Recolor, scene: Scene, tools: Tools) -> None:
    where = _as_mask(find(operation.what, scene, tools))
    scene.image = recolored(scene.image, where, tone_of(operation.color))
    scene.wording = scene.wording.recolored(operation.what, operation.color)


def _adjust(operation: Adjust, scene: Scene, tools: Tools) -> None:
    if operation.what is None:
        where = None if tools.mask is None else _as_mask(tools.mask)
    elif operation.what.lower() in BACKGROUND_WORDS:
        where = ImageOps.invert(_as_mask(_subjects(None, scene, tools)))
    else:
        where = _as_mask(find(operation.what, scene, tools))
    scene.image = adjusted(scene.image, operation.change, operation.amount, where)


def flipped(image: Image.Image, operations: Sequence[Operation]) -> Image.Image:
    """A picture's transparency after the operations that flip the whole picture."""
    for each in operations:
        if isinstance(each, Flip) and each.what is None:
            image = image.transpose(_WAYS[each.axis])
    return image


def _flip(operation: Flip, scene: Scene, tools: Tools) -> None:
    way = _WAYS[operation.axis]
    if operation.what is None:
        scene.image = scene.image.transpose(way)
        return
    where = find(operation.what, scene, tools)
    box = _box_of(where)
    cut = _cut(scene.image, where).transpose(way)
    _lay(scene, tools, where, cut, box, scene.wording)


def _remove(operation: Remove, scene: Scene, tools: Tools) -> None:
    where = grown(find(operation.what, scene, tools), _wide(scene.image))
    scene.wording = scene.wording.without(operation.what)
    scene.image = filled_in(scene.image, where)
    _draw_over(scene, tools, where, scene.wording.ground, FILLED, away=operation.what)


def _replace(operation: Replace, scene: Scene, tools: Tools) -> None:
    found = find(operation.what, scene, tools)
    wording = scene.wording.replaced(operation.what, operation.by)
    box = _box_of(found)
    if not _lay_open(operation.by, scene, tools, box, wording, gone=found):
        place = ImageChops.lighter(grown(found), _box_mask(box, scene.image.size))
        _draw_over(scene, tools, place, wording.prompt, DRAWN, away=operation.what)
    scene.wording = wording


def _add(operation: Add, scene: Scene, tools: Tools) -> None:
    anchor = None if operation.anchor is None else find(operation.anchor, scene, tools)
    if tools.mask is not None:
        box = _box_of(tools.mask)
    else:
        box = box_for(operation, scene.image, anchor, _occupied(scene, tools) if anchor is None else None)
    wording = scene.wording.added(operation)
    for each in in_a_row(box, operation.count, scene.image.size):
        if not _lay_open(operation.what, scene, tools, each, wording):
            _draw_over(scene, tools, _box_mask(each, scene.image.size), wording.prompt, DRAWN)
        scene.added.append(each)
    scene.wording = wording


def _background(operation: Background, scene: Scene, tools: Tools) -> None:
    things = _subjects(operation.keep, scene, tools)
    wording = scene.wording.before(operation.to)
    if things.all():
        raise RequestError("The things fill the whole picture, so there is no background to change.")
    emptied = filled_in(scene.image, grown(things))
    cut = cut_along(scene.image, things, emptied)  # the old ground is taken out of its outline
    around = ImageOps.invert(_as_mask(things)).filter(ImageFilter.MaxFilter(2 * edge_width(scene.image) + 1))
    scene.image = _laid_over(emptied, cut)
    away = ", ".join(scene.wording.things)  # else a second one of each is drawn behind it
    _draw_over(scene, tools, around, operation.to, DRAWN, away=away, feather=0, sampler=GROUND_SAMPLER)
    scene.image = _laid_over(scene.image, cut)
    scene.wording = wording


def _restyle(operation: Restyle, scene: Scene, tools: Tools) -> None:
    made = tools.restyle(scene.image, operation.style, scene.wording.prompt, scene.index).image.convert("RGB")
    scene.image = made if made.size == scene.image.size else made.resize(scene.image.size, Image.Resampling.LANCZOS)


def _resize(operation: Resize, scene: Scene, tools: Tools) -> None:
    where = find(operation.what, scene, tools)
    box = scaled_about(_box_of(where), operation.factor, scene.image.size)
    _lay(scene, tools, where, _cut(scene.image, where), box, scene.wording)


def _move(operation: Move, scene: Scene, tools: Tools) -> None:
    where = find(operation.what, scene, tools)
    cut, wording = _cut(scene.image, where), scene.wording
    if operation.beside is None or operation.anchor is None:
        assert operation.to is not None, "a move says where"
        _lay(scene, tools, where, cut, moved_to(_box_of(where), operation.to, scene.image.size), wording)
        return
    anchor = _apart(looked_for(operation.anchor, scene, tools), where)
    box = moved_beside(_box_of(where), operation.beside, anchor, scene.image.size)
    _empty(scene, tools, where, wording)
    before = scene.image
    scene.image = _laid_at(before, cut, box)
    if operation.beside == "behind":
        scene.image = _laid_over(scene.image, _cut_out(before, anchor))
    scene.wording = wording.moved(operation)


_DOERS: dict[type[Operation], Callable[[Any, Scene, Tools], None]] = {
    Recolor: _recolor, Adjust: _adjust, Flip: _flip, Remove: _remove, Replace: _replace, Add: _add,
    Background: _background, Restyle: _restyle, Resize: _resize, Move: _move,
}  # fmt: skip


# What they share


def find(phrase: str, scene: Scene, tools: Tools) -> Mask:
    """Which pixels the thing covers that a phrase names.

    Raises:
        RequestError: it is not found.
    """
    return looked_for(phrase, scene, tools) if tools.mask is None else tools.mask


def looked_for(phrase: str, scene: Scene, tools: Tools) -> Mask:
    """The same, whatever the user showed.

    Raises:
        RequestError: it is not found.
    """
    named = scene.wording.main if phrase.lower() in PRONOUNS else phrase
    if named is None:
        raise RequestError(f"Say what {phrase!r} is, or show where it is with a mask or a box.")
    if named.lower() in SKY_WORDS and (sky := sky_of(scene.image)) is not None:
        return sky
    own, which = scene.wording.meant(named)
    others = [each for each in scene.wording.things if each not in own and own not in each]
    found = phrase_mask(tools.family, scene.image, own, prompt=scene.wording.known, others=others[:3])
    return found if which is None else one_of(found, which, scene.wording.count_of(named))


def _subjects(keep: str | None, scene: Scene, tools: Tools) -> Mask:
    """Everything in front: the things that are named, or all that the words of the picture name."""
    if tools.mask is not None:
        return tools.mask
    named = [keep] if keep else list(scene.wording.things)
    if not named:
        raise RequestError(
            "Say what is to stay, such as 'put the cat on a beach', or what the picture shows with --prompt."
        )
    found = [find(each, scene, tools) for each in named[:4]]
    union: Mask = np.logical_or.reduce(found)
    return union


def _occupied(scene: Scene, tools: Tools) -> Mask | None:
    """Where things stand already, as far as that can be found out."""
    try:
        occupied = _subjects(None, scene, tools)
    except RequestError:
        if not scene.added:
            return None
        occupied = np.zeros((scene.image.height, scene.image.width), dtype=bool)
    occupied = occupied.copy()
    for left, top, right, bottom in scene.added:
        occupied[top:bottom, left:right] = True
    return occupied


def _lay_open(
    said: str, scene: Scene, tools: Tools, box: tuple[int, int, int, int], wording: Wording, *, gone: Mask | None = None
) -> bool:
    """Lay an open picture of a thing into a box; False where none is to be had, or the model shall draw."""
    if not tools.lays_in:
        return False
    seed = derive_seed(tools.request.seed, "edit", scene.index)
    found = cut_out(said, (box[2] - box[0], box[3] - box[1]), seed)
    if found is None:
        return False
    cut, source = found
    scene.sources.append(source)
    left = (box[0] + box[2] - cut.width) // 2
    _lay(scene, tools, gone, cut, (left, box[3] - cut.height, left + cut.width, box[3]), wording)
    return True


def _lay(
    scene: Scene, tools: Tools, gone: Mask | None, cut: Image.Image, box: tuple[int, int, int, int], wording: Wording
) -> None:
    """Fill the place where a thing was, draw that over, and lay a cut-out into a box.

    Args:
        gone: where the old thing was, or None.
        cut: mode RGBA.
        box: where the new one goes; it is scaled to fit.
        wording: what the result shows.
    """
    if gone is not None:
        _empty(scene, tools, gone, wording)
    scene.image = _laid_at(scene.image, cut, box)


def _empty(scene: Scene, tools: Tools, gone: Mask, wording: Wording) -> None:
    """Fill the place where a thing was, and draw it over lightly with the words of the ground."""
    place = grown(gone, _wide(scene.image))
    scene.image = filled_in(scene.image, place)
    _draw_over(scene, tools, place, wording.ground, FILLED)


def _draw_over(
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


def _laid_at(image: Image.Image, cut: Image.Image, box: tuple[int, int, int, int]) -> Image.Image:
    """A picture with a cut-out laid into a box, scaled to fit."""
    size = (box[2] - box[0], box[3] - box[1])
    fitted = cut if cut.size == size else cut.resize(size, Image.Resampling.LANCZOS)
    laid = image.copy()
    laid.paste(fitted.convert("RGB"), box[:2], fitted.getchannel("A"))
    return laid


def _laid_over(image: Image.Image, cut: Image.Image) -> Image.Image:
    """A picture with a cut-out as large as it laid on; opaque pixels are the cut-out's, bit for bit."""
    laid = image.copy()
    laid.paste(cut.convert("RGB"), (0, 0), cut.getchannel("A"))
    return laid


def _apart(where: Mask, other: Mask) -> Mask:
    """A mask without another one's pixels, unless nothing is left then."""
    rest = where & ~other
    return rest if rest.any() else where


def _cut_out(image: Image.Image, where: Mask) -> Image.Image:
    """The thing alone, mode RGBA, as large as the picture, the ground taken out of its outline."""
    return cut_along(image, where, filled_in(image, grown(where)))


def _wide(image: Image.Image) -> int:
    """How far beyond a thing's outline its place is filled, so that no shadow and no leaf of it is left."""
    return max(1, round(max(image.size) / 20))


def _as_mask(where: Mask) -> Image.Image:
    return Image.fromarray(where.astype(np.uint8) * 255)


def _box_of(where: Mask) -> tuple[int, int, int, int]:
    box = _as_mask(where).getbbox()
    assert box is not None, "masks are refused when they are empty"
    return box


def _box_mask(box: tuple[int, int, int, int], size: tuple[int, int]) -> Image.Image:
    mask = Image.new("L", size)
    mask.paste(255, box)
    return mask


def _cut(image: Image.Image, where: Mask) -> Image.Image:
    """The thing alone, mode RGBA, cropped to its box."""
    whole = image.convert("RGBA")
    whole.putalpha(_as_mask(where))
    return whole.crop(_box_of(where))
