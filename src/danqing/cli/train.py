"""``danqing train``: run a training recipe from open pictures to a checkpoint."""

from __future__ import annotations

import dataclasses
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table
from danqing.cli.progress import Progress, duration

if TYPE_CHECKING:
    from danqing.training.recipe import Recipe


def train(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The recipe; see --list.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the run goes. Default: runs/NAME at home.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from where the run stopped.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
    show_list: Annotated[bool, typer.Option("--list", help="List the recipes.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Train a model by a recipe; Ctrl-C saves, --resume goes on."""
    from danqing.core.errors import RequestError
    from danqing.recipes import DESCRIPTIONS, recipe_named

    out = Output(as_json=as_json, quiet=quiet)
    if show_list:
        out.result({"recipes": DESCRIPTIONS}, table(("NAME", "WHAT"), list(DESCRIPTIONS.items())))
        return
    if name is None:
        raise RequestError("Name a recipe to train by; danqing train --list shows them.")
    recipe = recipe_named(name)
    if folder is None:
        from danqing.storage.home import runs_folder

        folder = runs_folder() / name
    if dry_run:
        out.result(_plan(recipe, folder), _plan_text(recipe, folder))
        return
    began = time.monotonic()
    checkpoint = _run(recipe, folder, resume, out)
    seconds = time.monotonic() - began
    out.result(
        {"checkpoint": str(checkpoint), "recipe": name, "seconds": round(seconds, 3)},
        f"{checkpoint} is ready after {duration(seconds)}; draw with: danqing generate PROMPT --model {checkpoint}",
    )


def _run(recipe: Recipe, folder: Path, resume: bool, out: Output) -> Path:
    from danqing.training.pipeline import StageProgress, run_recipe
    from danqing.training.recipe import STAGES

    stage = ""

    def show(at: StageProgress) -> None:
        nonlocal stage
        if at.stage != stage:
            stage = at.stage
            out.note(f"Stage {STAGES.index(stage) + 1} of {len(STAGES)}: {stage}")
            progress.begin(stage.capitalize(), unit="images" if at.loop else "shards")
        extra = f"loss {at.loop.loss:.4g}, {at.loop.images_per_second:,.0f} images/s" if at.loop else ""
        progress.update(at.done, at.total, extra=extra)

    with Progress(f"Preparing {recipe.name}", quiet=out.quiet) as progress:
        return run_recipe(recipe, folder, resume=resume, num_processes=os.cpu_count() or 1, on_progress=show)


def _plan(recipe: Recipe, folder: Path) -> dict[str, Any]:
    return {"recipe": _plain(dataclasses.asdict(recipe)), "folder": str(folder)}


def _plan_text(recipe: Recipe, folder: Path) -> str:
    loops = {
        "text encoder": recipe.text.loop,
        "autoencoder": recipe.autoencoder.loop,
        "diffusion": recipe.diffusion.loop,
    }
    rows = [
        ("recipe", f"{recipe.name}: {recipe.description}"),
        ("data", f"{recipe.num_scenes:,} scenes of {recipe.size} px from the pack {recipe.pack}"),
        *(
            (stage, f"{loop.num_images:,} images in batches of {loop.batch_size * loop.accumulate}, {loop.precision}")
            for stage, loop in loops.items()
        ),
        ("network", str(recipe.diffusion.shape)),
        ("folder", f"{folder} ({'exists: add --resume to go on' if folder.exists() else 'new'})"),
    ]
    return table(None, rows)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value
