"""``danqing tile`` and ``danqing panorama``: textures that repeat, wide pictures, and all that is around."""

from __future__ import annotations

import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.drawing import (
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
    from danqing.cli.names import Plan
    from danqing.core.picture import Picture
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.studio import Studio

TILE_EXAMPLES = """\b
Examples:
  danqing tile "small flowers on a green ground"
  danqing tile "云朵花纹" --axes x --size 256x128
"""
PANORAMA_EXAMPLES = """\b
Examples:
  danqing panorama "a village by a river" --size 512x128
  danqing panorama "snowy mountains | a green forest | the sea"
  danqing panorama "海边的沙滩" --360 --viewer
"""

PromptArgument = Annotated[
    str, typer.Argument(metavar="PROMPT", help="What to draw, in quotes; - reads it from standard input.")
]
PlacesArgument = Annotated[
    str,
    typer.Argument(
        metavar="PROMPT",
        help="What to draw, in quotes; several with | between them lie from left to right. - reads standard input.",
    ),
]


@drawing_command
def tile(
    prompt: PromptArgument,
    axes: Annotated[
        str, typer.Option("--axes", metavar="AXES", help="x repeats from left to right, y downwards, xy both ways.")
    ] = "xy",
    size: Annotated[str | None, typer.Option("--size", metavar="WxH", help="Size in pixels, such as 128x128.")] = None,
    *,
    shared: Shared,
) -> None:
    """Draw textures that can be laid side by side without a seam."""
    from danqing.core.request import Request
    from danqing.core.shapes import parse_size

    words, pixels = _words(prompt), None if size is None else parse_size(size)
    Request(prompt="a picture", tile=axes)  # refuses unknown axes before the model is loaded

    def seams(picture: Picture, path: Path) -> Mapping[str, Any]:
        from danqing.evaluation.seams import seam_errors

        return {"seam": seam_errors(picture.image, axes)}

    _carry_out(
        lambda studio, options: studio.tile(words, axes=axes, size=pixels, **options), words, shared=shared, more=seams
    )


@drawing_command
def panorama(
    prompt: PlacesArgument,
    size: Annotated[
        str | None,
        typer.Option(
            "--size", metavar="WxH", help="Size in pixels. Default: four times as wide as high, twice for 360."
        ),
    ] = None,
    sphere: Annotated[
        bool, typer.Option("--360", help="Draw all that is around (equirectangular); left and right edges meet.")
    ] = False,
    viewer: Annotated[
        bool, typer.Option("--viewer", help="Write a page beside the picture that shows it in a browser.")
    ] = False,
    *,
    shared: Shared,
) -> None:
    """Draw wide pictures of PROMPT, or all that is around."""
    from danqing.core.shapes import parse_size

    words, pixels = _words(prompt), None if size is None else parse_size(size)

    def page(picture: Picture, path: Path) -> Mapping[str, Any]:
        from danqing.provenance.viewer import viewer_page
        from danqing.storage.files import write_text

        write_text(_page_of(path), viewer_page(picture), force=True)  # checked before the work
        return {"viewer": str(_page_of(path))}

    _carry_out(
        lambda studio, options: studio.panorama(words, sphere=sphere, size=pixels, **options),
        words,
        shared=shared,
        more=page if viewer else None,
        beside=_page_of if viewer else None,
    )


def _words(prompt: str) -> str:
    return read_stdin() if prompt == "-" else prompt


def _page_of(path: Path) -> Path:
    return path.with_suffix(".html")


def _carry_out(
    call: Callable[[Studio, DrawOptions], list[Picture]],
    words: str,
    *,
    shared: Shared,
    more: Callable[[Picture, Path], Mapping[str, Any]] | None = None,
    beside: Callable[[Path], Path] | None = None,
) -> None:
    """Check what was given, open the model, draw, save, tell.

    Args:
        more: what is told of each saved picture besides; may write files.
        beside: the file that it writes next to a picture, which must not exist without ``--force``.
    """
    from danqing.cli.names import plan_files
    from danqing.storage.files import check_writable
    from danqing.tasks.prompting import body_of, request_for

    path, options, force, out = named_output(shared.output), shared.draw_options(), shared.force, shared.out
    request = request_for(words, seed=shared.seed, count=shared.count)
    plan: Plan = plan_files(path, prompt=body_of(request), seed=request.seed, count=request.count)
    check_outputs(plan, force=force)
    for each in () if beside is None else map(beside, plan.pictures):
        check_writable(each, force=force)
    began = time.monotonic()
    studio = load_studio(shared.model, quiet=out.quiet)
    options = {**options, "seed": request.seed, "count": request.count}
    pictures = draw_and_save(
        lambda on_step, on_picture: call(studio, {**options, "on_step": on_step, "on_picture": on_picture}),
        plan,
        force=force,
        quiet=out.quiet,
    )
    facts = [more(picture, file) for picture, file in zip(pictures, plan.pictures, strict=True)] if more else []
    tell(out, pictures, plan, time.monotonic() - began, more=facts)
