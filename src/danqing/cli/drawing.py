"""What all drawing commands share: their options, the model, saving each picture as it comes, and telling of them."""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.output import Output

if TYPE_CHECKING:
    from danqing.cli.names import Plan
    from danqing.core.picture import Picture
    from danqing.tasks.drawing import OnStep
    from danqing.tasks.studio import Studio

ROOM_PER_PICTURE_BYTES = 65_536  # metadata, and a small picture whose size is not known yet

ImageArgument = Annotated[str, typer.Argument(metavar="IMAGE", help="The picture to start from.")]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="File (.png, .jpg, .webp) or folder to write. Default: a name made from the seed and the picture's.",
    ),
]
CountOption = Annotated[
    int, typer.Option("--count", "-n", metavar="N", help="How many pictures; more than one also gives a grid.")
]
SeedOption = Annotated[
    int | None,
    typer.Option("--seed", metavar="S", help="0 to 4294967295; the same seed gives the same picture. Default: random."),
]
StepsOption = Annotated[
    int | None, typer.Option("--steps", metavar="N", help="Sampling steps, 1 to 1000; more are slower and finer.")
]
GuidanceOption = Annotated[
    float | None,
    typer.Option("--guidance", metavar="G", help="How closely to follow the prompt, 0 to 50; 1 is off."),
]
SamplerOption = Annotated[
    str | None, typer.Option("--sampler", metavar="NAME", help="ddim, euler, euler_ancestral, heun, dpmpp_2m, …")
]
NegativeOption = Annotated[
    str | None, typer.Option("--negative", metavar="TEXT", help="What to keep out of the picture.")
]
StyleOption = Annotated[
    str | None, typer.Option("--style", metavar="NAME", help="A look in either language; see: danqing styles list.")
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME|PATH", help="Model to draw with; see: danqing models list.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]

OnPicture = Callable[["Picture"], object]


def read_stdin() -> str:
    """The prompt from standard input."""
    from danqing.core.errors import RequestError
    from danqing.core.request import MAX_PROMPT_CHARACTERS

    if sys.stdin is None:  # closed by whoever started us
        raise RequestError("There is no standard input to read the prompt from; give the prompt itself instead of -.")
    content = sys.stdin.buffer.read(4 * MAX_PROMPT_CHARACTERS + 4096)  # UTF-8 has at most 4 bytes a character
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError("The prompt on standard input is not UTF-8 text, or is far too long.") from None


def named_output(output: str | None) -> Path | None:
    """What ``--output`` names; refuses an empty name."""
    from danqing.core.errors import RequestError

    if output is not None and not output.strip():
        raise RequestError("The output name is empty; give a file name such as cat.png, or leave --output out.")
    return None if output is None else Path(output)


def check_outputs(plan: Plan, *, force: bool, pixels: int = 0) -> None:
    """Refuse before the work what could not be written after it; ``pixels`` of one picture, if they are known."""
    from danqing.provenance.files import check_output

    pictures = len(plan.pictures)
    need_bytes = len(plan.paths) * ROOM_PER_PICTURE_BYTES + 3 * pixels * pictures * (2 if plan.grid else 1)
    for path in plan.paths:
        check_output(path, force=force, need_bytes=need_bytes)


def load_studio(model: str, *, quiet: bool) -> Studio:
    """Open a model and say so."""
    from danqing.cli.progress import Progress

    with Progress(f"Opening {model}", quiet=quiet):
        from danqing import load

        return load(model)


def draw_and_save(
    draw: Callable[[OnStep, OnPicture], object], plan: Plan, *, force: bool, quiet: bool
) -> list[Picture]:
    """Draw pictures and save each as soon as it is finished, so that stopping loses only the one under way.

    Args:
        draw: is given what to tell of each step and of each picture.
        plan: where they go; a grid of them is written too, if it says so.
        force: whether existing files may be replaced.
        quiet: show no progress.
    """
    from danqing.cli.progress import Progress
    from danqing.core.errors import CancelledError

    pictures: list[Picture] = []

    def keep(picture: Picture) -> None:
        picture.save(plan.pictures[len(pictures)], force=force)
        pictures.append(picture)

    try:
        with Progress("Drawing", quiet=quiet) as progress:
            draw(lambda at: progress.update(at.step, at.total), keep)
    except KeyboardInterrupt:
        if pictures:
            raise CancelledError(f"Stopped; {len(pictures)} of {len(plan.pictures)} pictures are saved.") from None
        raise
    if plan.grid:
        grid_of(pictures).save(plan.grid, force=force)
    return pictures


def grid_of(pictures: Sequence[Picture]) -> Picture:
    """All pictures on one sheet, with the manifest that they share."""
    from danqing.cli.grid import make_grid

    first = pictures[0]
    shared = {name: value for name, value in first.manifest.items() if name not in ("index", "duration_s")}
    manifest = {**shared, "kind": "grid", "pictures": len(pictures)}
    prompts = list(dict.fromkeys(each.manifest["request"]["prompt"] for each in pictures))
    if len(prompts) > 1:
        manifest["prompts"] = prompts
    return dataclasses.replace(first, image=make_grid([each.image for each in pictures]), manifest=manifest)


def tell(out: Output, pictures: Sequence[Picture], plan: Plan, seconds: float) -> None:
    """Give the result: files, seed and settings."""
    from danqing.cli.progress import duration

    manifest = pictures[0].manifest
    seed, model, settings = manifest["request"]["seed"], manifest["model"]["name"], manifest["settings"]
    requests = [picture.manifest["request"] for picture in pictures]
    one_prompt = len({request["prompt"] for request in requests}) == 1
    facts = {
        "pictures": [
            {
                "path": str(path),
                "index": index,
                "width": picture.image.width,
                "height": picture.image.height,
                **({} if one_prompt else {"prompt": request["prompt"], "seed": request["seed"]}),
            }
            for index, (picture, path, request) in enumerate(zip(pictures, plan.pictures, requests, strict=True))
        ],
        "grid": str(plan.grid) if plan.grid else None,
        "seed": seed,
        "model": model,
        "settings": settings,
        **({"task": manifest["task"]} if "task" in manifest else {}),
        "seconds": round(seconds, 3),
    }
    out.result(facts, "\n".join(str(path) for path in plan.paths))
    if not out.as_json:
        width, height = pictures[0].image.size
        out.note(f"{width} × {height} px, seed {seed}, {model}, {duration(seconds)}")
