"""``danqing generate``: words into picture files."""

from __future__ import annotations

import dataclasses
import math
import sys
import time
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.output import JsonOption, Output, QuietOption

if TYPE_CHECKING:
    from danqing.cli.names import Plan
    from danqing.core.picture import Picture
    from danqing.core.request import Request
    from danqing.tasks.studio import Studio

EXAMPLES = """\b
Examples:
  danqing generate "一只坐在草地上的橘猫"
  danqing generate "a red apple" -n 4 --seed 7 -o apple.png
  echo "夜空下的雪人" | danqing generate - --ar 16:9 --style flat
"""

ROOM_PER_PICTURE_BYTES = 65_536  # metadata, and a small picture whose size is not known yet


def generate(
    prompt: Annotated[
        str,
        typer.Argument(
            metavar="PROMPT",
            help='What to draw, in quotes, such as "一只坐在草地上的橘猫"; - reads it from standard input.',
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="File (.png, .jpg, .webp) or folder to write. Default: a name made from the seed and the prompt.",
        ),
    ] = None,
    count: Annotated[
        int, typer.Option("--count", "-n", metavar="N", help="How many pictures; more than one also gives a grid.")
    ] = 1,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", metavar="S", help="0 to 4294967295; the same seed gives the same picture. Default: random."
        ),
    ] = None,
    size: Annotated[str | None, typer.Option("--size", metavar="WxH", help="Size in pixels, such as 128x128.")] = None,
    ratio: Annotated[
        str | None, typer.Option("--ar", metavar="W:H", help="Aspect ratio at the model's own area, such as 16:9.")
    ] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", metavar="N", help="Sampling steps, 1 to 1000; more are slower and finer.")
    ] = None,
    guidance: Annotated[
        float | None,
        typer.Option("--guidance", metavar="G", help="How closely to follow the prompt, 0 to 50; 1 is off."),
    ] = None,
    sampler: Annotated[
        str | None, typer.Option("--sampler", metavar="NAME", help="ddim, euler, euler_ancestral, heun, dpmpp_2m, …")
    ] = None,
    negative: Annotated[str, typer.Option("--negative", metavar="TEXT", help="What to keep out of the picture.")] = "",
    style: Annotated[
        str | None, typer.Option("--style", metavar="NAME", help="A look in either language; see: danqing styles list.")
    ] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="NAME|PATH", help="Model to draw with; see: danqing models list.")
    ] = "danqing-mini",
    force: Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Draw pictures of PROMPT and save them with the request inside."""
    from danqing.cli.names import plan_files
    from danqing.core.errors import RequestError
    from danqing.core.request import Request
    from danqing.core.seeds import random_seed
    from danqing.core.shapes import parse_size, size_for_ratio

    out = Output(as_json=as_json, quiet=quiet)
    if size is not None and ratio is not None:
        raise RequestError("Give either --size or --ar, not both.")
    if output is not None and not output.strip():
        raise RequestError("The output name is empty; give a file name such as cat.png, or leave --output out.")
    width, height = parse_size(size) if size is not None else (None, None)
    request = Request(
        prompt=_read_stdin() if prompt == "-" else prompt,
        negative=negative,
        width=width,
        height=height,
        count=count,
        seed=random_seed() if seed is None else seed,
        steps=steps,
        sampler=sampler,
        guidance=guidance,
        style=style,
        model=model,
    )
    if ratio is not None:
        size_for_ratio(ratio, area=512 * 512, multiple=8)  # refuses a malformed one before the model is loaded
    plan = plan_files(
        None if output is None else Path(output), prompt=request.prompt, seed=request.seed, count=request.count
    )
    _check_outputs(plan, request, force=force)
    began = time.monotonic()
    studio = _load(request.model, quiet=quiet)
    if ratio is not None:
        width, height = size_for_ratio(ratio, area=math.prod(studio.default_size), multiple=studio.size_multiple)
        request = request.replace(width=width, height=height)
    pictures = _draw(studio, request, plan, force=force, quiet=quiet)
    if plan.grid:
        _grid_of(pictures).save(plan.grid, force=force)
    _tell(out, pictures, plan, time.monotonic() - began)


def _read_stdin() -> str:
    from danqing.core.errors import RequestError
    from danqing.core.request import MAX_PROMPT_CHARACTERS

    if sys.stdin is None:  # closed by whoever started us
        raise RequestError("There is no standard input to read the prompt from; give the prompt itself instead of -.")
    content = sys.stdin.buffer.read(4 * MAX_PROMPT_CHARACTERS + 4096)  # UTF-8 has at most 4 bytes a character
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError("The prompt on standard input is not UTF-8 text, or is far too long.") from None


def _check_outputs(plan: Plan, request: Request, *, force: bool) -> None:
    from danqing.provenance.files import check_output

    pixels = (request.width or 0) * (request.height or 0)
    need_bytes = len(plan.paths) * ROOM_PER_PICTURE_BYTES + 3 * pixels * request.count * (2 if plan.grid else 1)
    for path in plan.paths:
        check_output(path, force=force, need_bytes=need_bytes)


def _load(model: str, *, quiet: bool) -> Studio:
    from danqing.cli.progress import Progress

    with Progress(f"Opening {model}", quiet=quiet):
        from danqing import load

        return load(model)


def _draw(studio: Studio, request: Request, plan: Plan, *, force: bool, quiet: bool) -> list[Picture]:
    """Draw the pictures and save each as soon as it is finished, so that stopping loses only the one under way."""
    from danqing.cli.progress import Progress
    from danqing.core.errors import CancelledError

    pictures: list[Picture] = []
    try:
        with Progress("Drawing", quiet=quiet) as progress:
            stream = studio.stream(request, on_step=lambda at: progress.update(at.step, at.total))
            for picture, path in zip(stream, plan.pictures, strict=True):
                picture.save(path, force=force)
                pictures.append(picture)
    except KeyboardInterrupt:
        if pictures:
            raise CancelledError(f"Stopped; {len(pictures)} of {request.count} pictures are saved.") from None
        raise
    return pictures


def _grid_of(pictures: Sequence[Picture]) -> Picture:
    """All pictures on one sheet, with the manifest that they share."""
    from danqing.cli.grid import make_grid

    first = pictures[0]
    shared = {name: value for name, value in first.manifest.items() if name not in ("index", "duration_s")}
    manifest = {**shared, "kind": "grid", "pictures": len(pictures)}
    return dataclasses.replace(first, image=make_grid([each.image for each in pictures]), manifest=manifest)


def _tell(out: Output, pictures: Sequence[Picture], plan: Plan, seconds: float) -> None:
    from danqing.cli.progress import duration

    manifest = pictures[0].manifest
    seed, model, settings = manifest["request"]["seed"], manifest["model"]["name"], manifest["settings"]
    facts = {
        "pictures": [
            {"path": str(path), "index": index, "width": picture.image.width, "height": picture.image.height}
            for index, (picture, path) in enumerate(zip(pictures, plan.pictures, strict=True))
        ],
        "grid": str(plan.grid) if plan.grid else None,
        "seed": seed,
        "model": model,
        "settings": settings,
        "seconds": round(seconds, 3),
    }
    out.result(facts, "\n".join(str(path) for path in plan.paths))
    if not out.as_json:
        out.note(f"{settings['width']} × {settings['height']} px, seed {seed}, {model}, {duration(seconds)}")
