"""``danqing blend``: one picture of several."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.drawing import (
    OnPicture,
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
    from danqing.tasks.drawing import OnStep
    from danqing.tasks.options import DrawOptions

EXAMPLES = """\b
Examples:
  danqing blend cat.png castle.png
  danqing blend cat.png castle.png snow.png --weights 2,1,1 -n 4
  danqing blend photo.jpg painting.jpg --how layout --prompt "a house by the sea"
"""


@drawing_command
def blend(
    images: Annotated[list[str], typer.Argument(metavar="IMAGES", help="2 to 5 pictures.")],
    prompt: Annotated[
        str | None,
        typer.Option(
            "--prompt", metavar="TEXT", help="What to draw; - reads it from standard input. Default: what they show."
        ),
    ] = None,
    weights: Annotated[
        str | None,
        typer.Option("--weights", metavar="A,B", help="How much each picture counts, such as 2,1. Default: all alike."),
    ] = None,
    how: Annotated[
        str,
        typer.Option("--how", metavar="WAY", help="mix, or layout: the heaviest picture in the colours of the others."),
    ] = "mix",
    strength: Annotated[
        float | None,
        typer.Option("--strength", metavar="S", help="Above 0 to 1: how much may change. Default: what suits the way."),
    ] = None,
    size: Annotated[
        str | None, typer.Option("--size", metavar="WxH", help="Scale and crop all pictures to this size first.")
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Draw pictures between IMAGES: something of each, as much as it weighs."""
    from danqing.cli.names import plan_files
    from danqing.core.shapes import parse_size
    from danqing.provenance.intake import read_picture

    options, out, output = shared.draw_options(), shared.out, named_output(shared.output)
    pixels, shares = None if size is None else parse_size(size), read_weights(weights)
    sources = [read_picture(image) for image in images]  # refuses what is no picture before the model is loaded
    plan = plan_files(
        output, prompt=f"{Path(images[0]).stem} blend", seed=options["seed"] or 0, count=options["count"] or 1
    )
    check_outputs(plan, force=shared.force)
    words = read_stdin() if prompt == "-" else prompt
    began = time.monotonic()
    studio = load_studio(shared.model, quiet=out.quiet)

    def draw(on_step: OnStep, on_picture: OnPicture) -> list[Picture]:
        more: DrawOptions = {**options, "on_step": on_step, "on_picture": on_picture}
        return studio.blend(sources, words, weights=shares, how=how, strength=strength, size=pixels, **more)

    pictures = draw_and_save(draw, plan, force=shared.force, quiet=out.quiet)
    tell(out, pictures, plan, time.monotonic() - began)


def read_weights(text: str | None) -> list[float] | None:
    """Numbers with commas between them.

    Raises:
        RequestError: they are none.
    """
    from danqing.core.errors import RequestError

    if text is None:
        return None
    try:
        return [float(each) for each in text.replace("，", ",").split(",")]
    except ValueError:
        raise RequestError(f"Give the weights as numbers with commas, such as 2,1, not {text!r}.") from None
