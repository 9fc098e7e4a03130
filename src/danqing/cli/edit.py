"""``danqing edit``: a picture changed by instruction."""

from __future__ import annotations

from typing import Annotated

import typer

from danqing.cli.drawing import ImageArgument, Shared, drawing_command, read_stdin
from danqing.cli.editing import BoxOption, MaskOption, MaskTextOption, carry_out_on

EXAMPLES = """\b
Examples:
  danqing edit cat.png "把猫变成狗"
  danqing edit street.png "make the car red and remove the ball" --prompt "a car and a ball on a road"
  danqing edit cat.png "换成雪地背景，再亮一点" -n 4
"""


@drawing_command
def edit(
    image: ImageArgument,
    instruction: Annotated[
        str,
        typer.Argument(
            metavar="INSTRUCTION",
            help='What to change, in quotes, such as "把猫变成狗"; - reads it from standard input.',
        ),
    ],
    prompt: Annotated[
        str | None,
        typer.Option("--prompt", metavar="TEXT", help="What IMAGE shows. Default: what Danqing wrote into it."),
    ] = None,
    mask: MaskOption = None,
    mask_text: MaskTextOption = None,
    boxes: BoxOption = None,
    from_open: Annotated[
        bool | None,
        typer.Option(
            "--from-open/--drawn",
            help="Lay new things in from the open pictures that come along, or have the model draw them. Default: open "
            "pictures with small models.",
        ),
    ] = None,
    director: Annotated[
        str | None,
        typer.Option(
            "--director",
            metavar="NAME",
            help="Who reads INSTRUCTION: auto, rules, local or remote. Default: what is set.",
        ),
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Change IMAGE by INSTRUCTION, in Chinese or English; several changes may stand in one sentence."""
    from danqing.core.shapes import parse_box
    from danqing.tasks.edit_reading import check_instruction

    words, where = read_stdin() if instruction == "-" else instruction, [parse_box(each) for each in boxes or []]
    check_instruction(words, director)  # before anything heavy is loaded
    carry_out_on(
        "edit",
        image,
        lambda studio, source, painted, options: studio.edit(
            source,
            words,
            prompt=prompt,
            mask=painted,
            mask_text=mask_text,
            boxes=where,
            from_open=from_open,
            director=director,
            **options,
        ),
        shared=shared,
        mask=mask,
    )
