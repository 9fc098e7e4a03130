"""``danqing describe``: what a picture shows, in both languages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.tasks.describe import Description

EXAMPLES = """\b
Examples:
  danqing describe photo.jpg
  danqing describe cat.png -n 10 --json
"""


def describe(
    image: Annotated[str, typer.Argument(metavar="IMAGE", help="The picture to describe.")],
    count: Annotated[
        int,
        typer.Option(
            "--count", "-n", metavar="N", help="How many captions at most, 1 to 50; each names another subject."
        ),
    ] = 5,
    clip: Annotated[
        str | None,
        typer.Option("--clip", metavar="FOLDER", help="A picture tower to see with. Default: that of danqing-mini."),
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Say what IMAGE shows, in Chinese and English, likeliest first."""
    from danqing.backends.threads import let_waiting_threads_sleep
    from danqing.cli.progress import Progress
    from danqing.provenance.intake import read_picture

    out = Output(as_json=as_json, quiet=quiet)
    source = read_picture(image)
    for note in source.notes:
        out.note(f"Note: {note}")
    let_waiting_threads_sleep()
    with Progress("Looking", quiet=quiet):
        from danqing.backends.registry import make_backend
        from danqing.tasks.describing import open_describer

        description = open_describer(make_backend("torch", precision="float32"), clip).describe(source, count)
    out.result({"picture": image, **description.to_dict()}, _text(description))


def _text(description: Description) -> str:
    rows: list[tuple[Any, ...]] = [(f"{each.score:.2f}", each.zh, each.en) for each in description.captions]
    said = table(("SCORE", "中文", "ENGLISH"), rows)
    if description.prompt is None:
        return said
    return f"{said}\n\nDanqing drew it from: {description.prompt}"
