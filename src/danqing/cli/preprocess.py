"""``danqing preprocess``: what a ControlNet sees of a picture."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Annotated

import typer

from danqing.cli.drawing import ForceOption, ImageArgument, OutputOption
from danqing.cli.output import JsonOption, Output, QuietOption

EXAMPLES = """\b
Examples:
  danqing preprocess photo.jpg --kind edge
  danqing preprocess sketch.png --kind scribble --size 128x128 -o lines.png
"""


def preprocess(
    image: ImageArgument,
    kind: Annotated[
        str, typer.Option("--kind", metavar="KIND", help="scribble, edge, hed, colour, segments or ready.")
    ] = "scribble",
    size: Annotated[
        str | None,
        typer.Option("--size", metavar="WxH", help="Scale and crop to this size, as drawing does. Default: its own."),
    ] = None,
    output: OutputOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what a ControlNet sees of IMAGE: lines, soft edges, blocks of colour or segments."""
    from danqing.cli.drawing import named_output
    from danqing.cli.names import free_name
    from danqing.core.shapes import parse_size
    from danqing.provenance.files import check_output, format_for
    from danqing.provenance.intake import read_picture
    from danqing.storage.files import write_bytes
    from danqing.tasks.preprocess import preprocess as make

    out = Output(as_json=as_json, quiet=quiet)
    given, pixels = named_output(output), None if size is None else parse_size(size)
    stem = f"{Path(image).stem[:100]}-{kind}"
    path = free_name(stem) if given is None else given / f"{stem}.png" if given.is_dir() else given
    source = read_picture(image)
    check_output(path, force=force)
    made = make(source.image, kind, pixels)
    stream = io.BytesIO()
    made.save(stream, format_for(path))
    write_bytes(path, stream.getvalue(), force=force)
    facts = {"path": str(path), "kind": kind, "width": made.width, "height": made.height}
    out.result(facts, str(path))
