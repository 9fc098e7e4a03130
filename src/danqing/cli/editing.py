"""``danqing img2img``, ``inpaint``, ``outpaint`` and ``vary``: pictures from pictures."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.drawing import (
    ImageArgument,
    Shared,
    check_outputs,
    draw_and_save,
    drawing_command,
    load_studio,
    named_output,
    read_stdin,
    tell,
)

if TYPE_CHECKING:
    from danqing.core.picture import Picture
    from danqing.provenance.intake import Source
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.studio import Studio

IMG2IMG_EXAMPLES = """\b
Examples:
  danqing img2img sketch.png "a red apple" --strength 0.7
  danqing img2img cat.png "一只橘猫" --strength 0.5 -n 4
"""
INPAINT_EXAMPLES = """\b
Examples:
  danqing inpaint photo.jpg "a hat" --box 32,8,48,32
  danqing inpaint photo.png "草地" --mask mask.png
  danqing inpaint cat.png "一顶皇冠" --mask-text "帽子"
"""
OUTPAINT_EXAMPLES = """\b
Examples:
  danqing outpaint cat.png --left 64 --right 25%
  danqing outpaint photo.jpg "a house by a lake" --zoom-out 2
  danqing outpaint cat.png --pan left
"""
VARY_EXAMPLES = """\b
Examples:
  danqing vary cat.png -n 4
  danqing vary photo.jpg "a cat on the grass" --kind strong
  danqing vary cat.png --box 0,0,64,64
"""

PromptArgument = Annotated[
    str, typer.Argument(metavar="PROMPT", help="What to draw, in quotes; - reads it from standard input.")
]
OwnPromptArgument = Annotated[
    str | None,
    typer.Argument(
        metavar="PROMPT", help="What the picture shows, in quotes. Default: the prompt that Danqing wrote into it."
    ),
]
MaskOption = Annotated[
    str | None,
    typer.Option("--mask", metavar="PICTURE", help="White or transparent where to draw; of the picture's size."),
]
MaskTextOption = Annotated[
    str | None,
    typer.Option("--mask-text", metavar="PHRASE", help='Draw where the thing is that PHRASE names, such as "帽子".'),
]
BoxOption = Annotated[
    list[str] | None,
    typer.Option("--box", metavar="X,Y,W,H", help="A box to draw in, in pixels; may be given several times."),
]
FeatherOption = Annotated[
    int | None,
    typer.Option("--feather", metavar="PX", help="Over how many pixels the drawing fades in. Default: what suits."),
]


@drawing_command
def img2img(
    image: ImageArgument,
    prompt: PromptArgument,
    strength: Annotated[
        float, typer.Option("--strength", metavar="S", help="Above 0, nearly the same, to 1, nothing of it.")
    ] = 0.6,
    size: Annotated[
        str | None, typer.Option("--size", metavar="WxH", help="Scale and crop the picture to this size first.")
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Draw pictures of PROMPT over IMAGE."""
    from danqing.core.shapes import parse_size

    words = _words(prompt)
    pixels = None if size is None else parse_size(size)
    carry_out_on(
        "img2img",
        image,
        lambda studio, source, _, options: studio.img2img(
            source, words or "", strength=strength, size=pixels, **options
        ),
        shared=shared,
    )


@drawing_command
def inpaint(
    image: ImageArgument,
    prompt: PromptArgument,
    mask: MaskOption = None,
    mask_text: MaskTextOption = None,
    boxes: BoxOption = None,
    invert: Annotated[bool, typer.Option("--invert", help="Draw where the mask says to stay.")] = False,
    strength: Annotated[
        float, typer.Option("--strength", metavar="S", help="1 draws the part anew, less keeps that much of it.")
    ] = 1.0,
    feather: FeatherOption = None,
    *,
    shared: Shared,
) -> None:
    """Draw PROMPT into a part of IMAGE; outside the mask no bit changes."""
    from danqing.core.shapes import parse_box

    words, where = _words(prompt), [parse_box(each) for each in boxes or []]
    carry_out_on(
        "inpaint",
        image,
        lambda studio, source, painted, options: studio.inpaint(
            source,
            words or "",
            mask=painted,
            mask_text=mask_text,
            boxes=where,
            invert=invert,
            strength=strength,
            feather=feather,
            **options,
        ),
        shared=shared,
        mask=mask,
    )


@drawing_command
def outpaint(
    image: ImageArgument,
    prompt: OwnPromptArgument = None,
    left: Annotated[str | None, typer.Option("--left", metavar="N", help="Add pixels or percent, 64 or 25%.")] = None,
    right: Annotated[str | None, typer.Option("--right", metavar="N", help="The same on the right.")] = None,
    top: Annotated[str | None, typer.Option("--top", metavar="N", help="The same above.")] = None,
    bottom: Annotated[str | None, typer.Option("--bottom", metavar="N", help="The same below.")] = None,
    zoom_out: Annotated[
        float | None, typer.Option("--zoom-out", metavar="F", help="1.5, 2 or another factor up to 4; the size stays.")
    ] = None,
    pan: Annotated[
        str | None, typer.Option("--pan", metavar="WAY", help="left, right, up or down; the size stays.")
    ] = None,
    pan_by: Annotated[str, typer.Option("--pan-by", metavar="N", help="How far, in pixels or percent.")] = "50%",
    square: Annotated[bool, typer.Option("--square", help="Add to the shorter sides until it is square.")] = False,
    feather: FeatherOption = None,
    *,
    shared: Shared,
) -> None:
    """Draw what lies beyond the edges of IMAGE."""
    words = _words(prompt)
    given = {"left": left, "right": right, "top": top, "bottom": bottom}
    sides = {side: amount for side, amount in given.items() if amount is not None}
    carry_out_on(
        "outpaint",
        image,
        lambda studio, source, _, options: studio.outpaint(
            source,
            words,
            sides=sides,  # type: ignore[arg-type]
            zoom_out=zoom_out,
            pan=pan,  # type: ignore[arg-type]
            pan_by=pan_by,
            square=square,
            feather=feather,
            **options,
        ),
        shared=shared,
    )


@drawing_command
def vary(
    image: ImageArgument,
    prompt: OwnPromptArgument = None,
    kind: Annotated[str, typer.Option("--kind", metavar="KIND", help="subtle or strong.")] = "subtle",
    strength: Annotated[
        float | None, typer.Option("--strength", metavar="S", help="Above 0 to 1, instead of a kind.")
    ] = None,
    mask: MaskOption = None,
    mask_text: MaskTextOption = None,
    boxes: BoxOption = None,
    *,
    shared: Shared,
) -> None:
    """Draw variations of IMAGE, or of a region of it."""
    from danqing.core.shapes import parse_box

    words, where = _words(prompt), [parse_box(each) for each in boxes or []]
    carry_out_on(
        "vary",
        image,
        lambda studio, source, painted, options: studio.vary(
            source, words, kind=kind, strength=strength, mask=painted, mask_text=mask_text, boxes=where, **options
        ),
        shared=shared,
        mask=mask,
    )


def _words(prompt: str | None) -> str | None:
    return read_stdin() if prompt == "-" else prompt


def carry_out_on(
    task: str,
    image: str,
    call: Callable[[Studio, Source, Source | None, DrawOptions], list[Picture]],
    *,
    shared: Shared,
    mask: str | None = None,
) -> None:
    """Check what was given, open the model, draw by ``call(studio, picture, mask, options)``, save, tell."""
    from danqing.cli.names import plan_files
    from danqing.provenance.intake import read_picture

    path, options, force, out = named_output(shared.output), shared.draw_options(), shared.force, shared.out
    source = read_picture(image)  # refuses what is no picture before the model is loaded
    painted = None if mask is None else read_picture(mask, what="mask")
    plan = plan_files(
        path,
        prompt=f"{Path(image).stem} {task}",
        seed=options["seed"] or 0,
        count=options["count"] or 1,
    )
    check_outputs(plan, force=force)
    began = time.monotonic()
    studio = load_studio(shared.model, quiet=out.quiet)
    pictures = draw_and_save(
        lambda on_step, on_picture: call(
            studio, source, painted, {**options, "on_step": on_step, "on_picture": on_picture}
        ),
        plan,
        force=force,
        quiet=out.quiet,
    )
    tell(out, pictures, plan, time.monotonic() - began)
