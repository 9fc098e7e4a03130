"""``danqing sheet``: one subject in several pictures, cut out and laid out, with an atlas for game engines."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.drawing import (
    Shared,
    check_outputs,
    draw_and_save,
    drawing_command_without,
    load_studio,
    named_output,
    read_stdin,
    tell,
)

if TYPE_CHECKING:
    from danqing.cli.drawing import OnPicture
    from danqing.tasks.drawing import OnStep
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.sheet import Sheet

EXAMPLES = """\b
Examples:
  danqing sheet "an orange cat"
  danqing sheet "一个小机器人" --poses poses --captions -o robot.png
  danqing sheet "a red apple" --poses "whole, cut in half, with a leaf" --columns 3
"""


@drawing_command_without("count", "region", "layout")
def sheet(
    prompt: Annotated[
        str, typer.Argument(metavar="PROMPT", help="The subject, in quotes; - reads it from standard input.")
    ],
    poses: Annotated[
        str | None,
        typer.Option(
            "--poses",
            metavar="WORDS",
            help="What differs, with commas between; or views, poses or expressions. Default: views.",
        ),
    ] = None,
    columns: Annotated[
        int | None, typer.Option("--columns", metavar="N", help="How many lie side by side. Default: nearly a square.")
    ] = None,
    captions: Annotated[bool, typer.Option("--captions", help="Write the words of each picture below it.")] = False,
    opaque: Annotated[bool, typer.Option("--opaque", help="Leave the ground in; cut nothing out.")] = False,
    variety: Annotated[
        float, typer.Option("--variety", metavar="V", help="How much of each picture's noise is its own, 0 to 1.")
    ] = 0.5,
    size: Annotated[
        str | None, typer.Option("--size", metavar="WxH", help="Size of one picture in pixels, such as 128x128.")
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Draw a sheet of PROMPT: several pictures of one subject, each as a file too, and an atlas as JSON."""
    from danqing.cli.names import Plan, plan_files
    from danqing.core.errors import OutputError
    from danqing.core.shapes import parse_size
    from danqing.storage.files import check_writable
    from danqing.tasks.prompting import body_of, request_for
    from danqing.tasks.sheet import cells_for, check_columns

    words = read_stdin() if prompt == "-" else prompt
    path, options, force, out = named_output(shared.output), shared.draw_options(), shared.force, shared.out
    options["count"] = None
    pixels = None if size is None else parse_size(size)
    if columns is not None:
        check_columns(columns)
    cells = cells_for(words, poses, transparent=not opaque, variety=variety)
    subject = body_of(request_for(words, seed=0))
    whole = plan_files(path, prompt=f"{subject} sheet", seed=options["seed"] or 0, count=1).pictures[0]
    if not opaque and whole.suffix.lower() in (".jpg", ".jpeg"):
        raise OutputError("JPEG holds no transparency; name the sheet .png or .webp, or add --opaque.")
    names = [whole.with_stem(f"{whole.stem}-{number}") for number in range(1, len(cells.poses) + 1)]
    plan, atlas = Plan(tuple(names), None), whole.with_suffix(".json")
    check_outputs(Plan(tuple(names), whole), force=force)
    check_writable(atlas, force=force)
    began = time.monotonic()
    studio = load_studio(shared.model, quiet=out.quiet)
    made: list[Sheet] = []

    def draw(on_step: OnStep, on_picture: OnPicture) -> None:
        run: DrawOptions = {**options, "on_step": on_step, "on_picture": on_picture}
        made.append(
            studio.sheet(
                words,
                poses=cells.poses,
                columns=columns,
                captions=captions,
                transparent=not opaque,
                variety=variety,
                size=pixels,
                **run,
            )
        )

    pictures = draw_and_save(draw, plan, force=force, quiet=out.quiet)
    made[0].picture.save(whole, force=force)
    made[0].save_atlas(whole, force=force)
    tell(out, pictures, Plan(tuple(names), whole), time.monotonic() - began)
    out.note(f"Atlas: {atlas}")
