"""``danqing layout``: boxes with words of their own, for all drawing commands; and a picture of what was asked."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.core.regions import Region

MAX_LAYOUT_BYTES = 1_000_000

app = typer.Typer(help="Show the boxes of a layout.", rich_markup_mode=None)


@app.callback()
def _group() -> None:
    """A command of its own, though there is but one."""


@app.command("show")
def show(
    file: Annotated[str, typer.Argument(metavar="FILE", help="The layout, as JSON.")],
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="Draw the boxes into this file (.png, .jpg, .webp)."),
    ] = None,
    size: Annotated[
        str, typer.Option("--size", metavar="WxH", help="Size of the picture that the boxes are meant for.")
    ] = "128x128",
    force: Annotated[bool, typer.Option("--force", help="Overwrite the file if it exists.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what boxes a layout has, and draw them with their prompts."""
    import dataclasses

    from danqing.core.shapes import parse_size
    from danqing.provenance.files import check_output

    out = Output(as_json=as_json, quiet=quiet)
    width, height = parse_size(size)
    regions = given_regions(file, None) or ()
    for each in regions:
        each.parts_of(width, height)
    path = None if output is None else Path(output)
    if path is not None:
        check_output(path, force=force)
        _draw(regions, (width, height), path, force)
    rows = [
        (str(number), each.said, each.prompt, str(each.depth), f"{each.strength:g}", f"{each.feather:g}")
        for number, each in enumerate(regions, 1)
    ]
    facts = {"regions": [dataclasses.asdict(each) for each in regions], "path": None if path is None else str(path)}
    out.result(facts, table(("", "BOX", "PROMPT", "DEPTH", "STRENGTH", "FEATHER"), rows))


def given_regions(layout: str | None, regions: Sequence[str] | None) -> tuple[Region, ...] | None:
    """The regions of a layout's file and of options, or None where there are none.

    Raises:
        RequestError: the file cannot be read, or a region is not sound.
    """
    if layout is None and not regions:
        return None
    from danqing.core.errors import RequestError
    from danqing.core.regions import as_regions, parse_region, read_layout

    found: tuple[Region, ...] = ()
    if layout is not None:
        try:
            with Path(layout).open("rb") as stream:
                content = stream.read(MAX_LAYOUT_BYTES + 1)
            if len(content) > MAX_LAYOUT_BYTES:
                raise RequestError(f"{layout} is too large for a layout; it may have {MAX_LAYOUT_BYTES:,} bytes.")
            found = read_layout(content.decode("utf-8-sig"))
        except OSError as error:
            raise RequestError(f"The layout {layout} cannot be read ({error.strerror}); give another file.") from None
        except UnicodeDecodeError:
            raise RequestError(f"The layout {layout} is not UTF-8 text; save it as UTF-8.") from None
        except ValueError as error:
            if isinstance(error, RequestError):
                raise
            raise RequestError(f"The layout cannot be read, for {layout!r} is no file name.") from None
    return as_regions([*found, *(parse_region(each) for each in regions or ())])


def _draw(regions: Sequence[Region], size: tuple[int, int], path: Path, force: bool) -> None:
    import io

    from danqing.provenance.files import format_for
    from danqing.storage.files import write_bytes
    from danqing.tasks.captions import layout_picture

    stream = io.BytesIO()
    layout_picture(regions, size).save(stream, format_for(path))
    write_bytes(path, stream.getvalue(), force=force)
