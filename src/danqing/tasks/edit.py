"""Change a picture by instruction: each typed operation is carried out by what does it best.

=============  =======================================================================================================
recolor        phrase mask, another colour in OKLab: light and shade stay, no model draws
adjust, flip   arithmetic on the picture, or on the phrase's mask
remove         phrase mask, filled with ground of the same height, nothing of other things, then drawn over lightly with
               the words that remain
replace        the same, then the new thing is drawn in its place; where the model drew the picture itself and the new
               thing is not laid in, by attention as well
add            a box from the words of place, then the thing is drawn in it
background     everything but the things is drawn anew, by the words of the ground alone; a picture that the model drew
               itself is drawn again under the new words, with the attention of the old ones
move, resize   the thing is cut out, its place filled, and the cut-out laid where it shall be; a thing beside which it
               goes is looked for by its words, and makes room at the edge of the picture
style          :meth:`danqing.Studio.restyle`
=============  =======================================================================================================

A small model cannot draw a clear thing of 30 px. There, what is new is laid in from the open pictures that come with
the package, and stays as crisp as it is there; the manifest lists them. Pixels that no operation reaches keep every
bit.

References: arXiv 2210.11427 (DiffEdit: masks from words), arXiv 2306.00950 (differential diffusion).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from PIL import Image, ImageChops, ImageFilter, ImageOps

from danqing.core.errors import RequestError
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Beside,
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
from danqing.tasks.edit_laying import as_mask, box_mask, draw_over, empty, laid_over, lay, lay_open, lifted, show
from danqing.tasks.edit_places import box_for, box_of, in_a_row, moved_beside, moved_to, scaled_about
from danqing.tasks.edit_scene import Mask, Scene, Tools, all_named, apart, find, occupied, subjects
from danqing.tasks.edit_wording import Wording
from danqing.tasks.filling import filled_in
from danqing.tasks.lexicon import tone_of
from danqing.tasks.matting import cut_along, edge_width
from danqing.tasks.own_pictures import under_other_words
from danqing.tasks.phrase_masks import grown
from danqing.tasks.tones import adjusted, recolored

GROUND_SAMPLER = "ddim"  # unless another is asked for: fresh noise puts things where only ground shall be
DRAWN = 1.0  # how much of a place may change where the model draws what is there
_WAYS = {"left-right": Image.Transpose.FLIP_LEFT_RIGHT, "up-down": Image.Transpose.FLIP_TOP_BOTTOM}


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
    scene.wording, scene.alpha = wording, None
    return True


def _keeps_all(operation: Background, wording: Wording) -> bool:
    """Whether everything that the words name stays, as it does under other words."""
    if operation.keep is None or operation.keep.lower() in PRONOUNS:
        return bool(wording.things)
    return wording.things == (wording.own_words(operation.keep),)


# One function for each kind


def _recolor(operation: Recolor, scene: Scene, tools: Tools) -> None:
    where = as_mask(find(operation.what, scene, tools))
    scene.image = recolored(scene.image, where, tone_of(operation.color))
    scene.wording = scene.wording.recolored(operation.what, operation.color)


def _adjust(operation: Adjust, scene: Scene, tools: Tools) -> None:
    if operation.what is None:
        where = None if tools.mask is None else as_mask(tools.mask)
    elif operation.what.lower() in BACKGROUND_WORDS:
        where = ImageOps.invert(as_mask(subjects(None, scene, tools)))
    else:
        where = as_mask(find(operation.what, scene, tools))
    scene.image = adjusted(scene.image, operation.change, operation.amount, where)


def _flip(operation: Flip, scene: Scene, tools: Tools) -> None:
    way = _WAYS[operation.axis]
    if operation.what is None:
        scene.image = scene.image.transpose(way)
        scene.alpha = None if scene.alpha is None else scene.alpha.transpose(way)
        return
    where = find(operation.what, scene, tools)
    cut, box = lifted(scene, where)
    empty(operation.what, where, scene, tools)
    lay(scene, cut.transpose(way), box)


def _remove(operation: Remove, scene: Scene, tools: Tools) -> None:
    empty(operation.what, find(operation.what, scene, tools), scene, tools)
    scene.wording = scene.wording.without(operation.what)


def _replace(operation: Replace, scene: Scene, tools: Tools) -> None:
    found = find(operation.what, scene, tools)
    wording = scene.wording.replaced(operation.what, operation.by)
    box = box_of(found)
    if not lay_open(operation.by, scene, tools, box, gone=(operation.what, found)):
        place = ImageChops.lighter(grown(found), box_mask(box, scene.image.size))
        draw_over(scene, tools, place, wording.prompt, DRAWN, away=operation.what)
        show(scene, place)
    scene.wording = wording


def _add(operation: Add, scene: Scene, tools: Tools) -> None:
    if tools.mask is not None:
        box = box_of(tools.mask)
    else:
        anchor = None if operation.anchor is None else all_named(operation.anchor, scene, tools)
        box = box_for(operation, scene.image, anchor, occupied(scene, tools) if anchor is None else None)
    wording = scene.wording.added(operation)
    for each in in_a_row(box, operation.count, scene.image.size):
        if not lay_open(operation.what, scene, tools, each):
            place = box_mask(each, scene.image.size)
            draw_over(scene, tools, place, wording.prompt, DRAWN)
            show(scene, place)
        scene.added.append(each)
    scene.wording = wording


def _background(operation: Background, scene: Scene, tools: Tools) -> None:
    things = subjects(operation.keep, scene, tools)
    wording = scene.wording.before(operation.to)
    if things.all():
        raise RequestError("The things fill the whole picture, so there is no background to change.")
    emptied = filled_in(scene.image, grown(things))
    cut = cut_along(scene.image, things, emptied)  # the old ground is taken out of its outline
    around = ImageOps.invert(as_mask(things)).filter(ImageFilter.MaxFilter(2 * edge_width(scene.image) + 1))
    scene.image = laid_over(emptied, cut)
    away = ", ".join(scene.wording.things)  # else a second one of each is drawn behind it
    draw_over(scene, tools, around, operation.to, DRAWN, away=away, feather=0, sampler=GROUND_SAMPLER)
    scene.image, scene.alpha = laid_over(scene.image, cut), None
    scene.wording = wording


def _restyle(operation: Restyle, scene: Scene, tools: Tools) -> None:
    made = tools.restyle(scene.image, operation.style, scene.wording.prompt, scene.index).image.convert("RGB")
    scene.image = made if made.size == scene.image.size else made.resize(scene.image.size, Image.Resampling.LANCZOS)


def _resize(operation: Resize, scene: Scene, tools: Tools) -> None:
    where = find(operation.what, scene, tools)
    cut, box = lifted(scene, where)
    empty(operation.what, where, scene, tools)
    lay(scene, cut, scaled_about(box, operation.factor, scene.image.size))


def _move(operation: Move, scene: Scene, tools: Tools) -> None:
    where = find(operation.what, scene, tools)
    if operation.beside is not None and operation.anchor is not None:
        _move_beside(operation.what, operation.beside, operation.anchor, where, scene, tools)
    else:
        assert operation.to is not None, "a move says where"
        cut, box = lifted(scene, where)
        empty(operation.what, where, scene, tools)
        lay(scene, cut, moved_to(box, operation.to, scene.image.size))
    scene.wording = scene.wording.moved(operation)


def _move_beside(what: str, beside: Beside, phrase: str, where: Mask, scene: Scene, tools: Tools) -> None:
    """Lay a thing beside another one, which is laid elsewhere too if it must make room."""
    anchor = apart(all_named(phrase, scene, tools), where)
    (cut, box), (other, here) = lifted(scene, where), lifted(scene, anchor)
    box, there = moved_beside(box, beside, anchor, scene.image.size)
    empty(what, where if there == here else where | anchor, scene, tools)
    laid = [(other, there), (cut, box)] if beside != "behind" else [(cut, box), (other, there)]
    for each, place in laid:
        lay(scene, each, place)


_DOERS: dict[type[Operation], Callable[[Any, Scene, Tools], None]] = {
    Recolor: _recolor, Adjust: _adjust, Flip: _flip, Remove: _remove, Replace: _replace, Add: _add,
    Background: _background, Restyle: _restyle, Resize: _resize, Move: _move,
}  # fmt: skip
