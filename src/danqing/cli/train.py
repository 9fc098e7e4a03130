"""``danqing train``: run a training recipe from open pictures to a checkpoint."""

from __future__ import annotations

import dataclasses
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, size_text, table
from danqing.cli.progress import Progress, duration
from danqing.cli.train_control import check_time_limit, train_control
from danqing.cli.train_language import train_language
from danqing.cli.train_style import train_style

if TYPE_CHECKING:
    from danqing.training.recipe import Recipe


def train(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The recipe; see --list.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the run goes. Default: runs/NAME at home.")
    ] = None,
    stages: Annotated[
        str | None, typer.Option("--stages", metavar="A,B", help="Only these stages, such as latents,diffusion.")
    ] = None,
    time_limit: Annotated[
        float | None,
        typer.Option("--time-limit", metavar="MINUTES", help="Stop each training after so long and go on without it."),
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from where the run stopped.")] = False,
    base: Annotated[
        str | None, typer.Option("--base", metavar="NAME|PATH", help="For ControlNets: the model that it is for.")
    ] = None,
    data: Annotated[
        str | None, typer.Option("--data", metavar="RUN|PATH", help="For ControlNets: the run with the scenes.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
    show_list: Annotated[bool, typer.Option("--list", help="List the recipes.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Train a model by a recipe; Ctrl-C saves, --resume goes on."""
    from danqing.core.errors import RequestError
    from danqing.recipes import (
        CONTROL_DESCRIPTIONS,
        DESCRIPTIONS,
        LANGUAGE_DESCRIPTIONS,
        STYLE_DESCRIPTIONS,
        recipe_named,
    )

    out = Output(as_json=as_json, quiet=quiet)
    if show_list:
        known = {**DESCRIPTIONS, **CONTROL_DESCRIPTIONS, **STYLE_DESCRIPTIONS, **LANGUAGE_DESCRIPTIONS}
        out.result({"recipes": known}, table(("NAME", "WHAT"), list(known.items())))
        return
    if name is None:
        raise RequestError("Name a recipe to train by; danqing train --list shows them.")
    if name in CONTROL_DESCRIPTIONS:
        if stages is not None:
            raise RequestError(f"{name} has no stages to choose from; leave --stages out.")
        train_control(name, folder, base, data, time_limit, resume=resume, dry_run=dry_run, out=out)
        return
    if base is not None or data is not None:
        raise RequestError(f"--base and --data are for {', '.join(CONTROL_DESCRIPTIONS)}; leave them out for {name}.")
    if name in STYLE_DESCRIPTIONS or name in LANGUAGE_DESCRIPTIONS:
        if stages is not None:
            raise RequestError(f"{name} has no stages to choose from; leave --stages out.")
        check_time_limit(time_limit)
        run = train_style if name in STYLE_DESCRIPTIONS else train_language
        run(name, folder, time_limit, resume=resume, dry_run=dry_run, out=out)
        return
    recipe = recipe_named(name)
    if folder is None:
        from danqing.storage.home import runs_folder

        folder = runs_folder() / name
    chosen = _stages(stages, recipe)
    check_time_limit(time_limit)
    if dry_run:
        _tell_plan(out, recipe, folder, chosen)
        return
    began = time.monotonic()
    checkpoint = _run(recipe, folder, chosen, time_limit, resume, out)
    seconds = time.monotonic() - began
    made = "assemble" in chosen
    out.result(
        {
            "checkpoint": str(checkpoint) if made else None,
            "recipe": name,
            "stages": chosen,
            "seconds": round(seconds, 3),
        },
        f"{checkpoint} is ready after {duration(seconds)}; draw with: danqing generate PROMPT --model {checkpoint}"
        if made
        else f"{', '.join(chosen)} done in {folder} after {duration(seconds)}; go on with --resume.",
    )


def _stages(text: str | None, recipe: Recipe) -> list[str]:
    """The stages named in ``--stages``, in the order in which they run; the recipe's own for None."""
    from danqing.core.errors import UnknownNameError
    from danqing.training.recipe import KNOWN_STAGES

    named = list(recipe.stages) if text is None else [name.strip() for name in text.split(",")]
    for name in named:
        if name not in KNOWN_STAGES:
            raise UnknownNameError("training stage", name, KNOWN_STAGES)
    return [name for name in KNOWN_STAGES if name in named]


def _run(recipe: Recipe, folder: Path, stages: list[str], time_limit: float | None, resume: bool, out: Output) -> Path:
    from danqing.training.pipeline import StageProgress, run_recipe

    stage = ""

    def show(at: StageProgress) -> None:
        nonlocal stage
        if at.stage != stage:
            stage = at.stage
            out.note(f"Stage {stages.index(stage) + 1} of {len(stages)}: {stage}")
            progress.begin(stage.capitalize(), unit="images" if at.loop else "shards")
        extra = f"loss {at.loop.loss:.4g}, {at.loop.images_per_second:,.0f} images/s" if at.loop else ""
        progress.update(at.done, at.total, extra=extra)

    with Progress(f"Preparing {recipe.name}", quiet=out.quiet) as progress:
        return run_recipe(
            recipe,
            folder,
            resume=resume,
            stages=stages,
            time_limit_s=None if time_limit is None else 60 * time_limit,
            num_processes=os.cpu_count() or 1,
            on_progress=show,
        )


def _tell_plan(out: Output, recipe: Recipe, folder: Path, stages: list[str]) -> None:
    from danqing.training.describe import describe_recipe

    described = [stage for stage in describe_recipe(recipe) if stage.name in stages]
    disk_bytes = sum(stage.disk_bytes for stage in described)
    facts = {
        "recipe": _plain(dataclasses.asdict(recipe)),
        "folder": str(folder),
        "stages": [dataclasses.asdict(stage) for stage in described],
        "disk_bytes": disk_bytes,
    }
    about = [
        ("recipe", f"{recipe.name}: {recipe.description}"),
        ("data", f"{recipe.num_scenes:,} scenes of {recipe.size} px from the pack {recipe.pack}"),
        ("network", str(recipe.clip.vision if recipe.clip is not None else recipe.diffusion.shape)),
        ("folder", f"{folder} ({'exists: add --resume to go on' if folder.exists() else 'new'})"),
    ]
    rows = [
        (
            stage.name,
            *(f"{count:,}" if count else "" for count in (stage.images, stage.steps, stage.batch_size)),
            f"{stage.num_weights:,}" if stage.num_weights else "",
            size_text(stage.disk_bytes),
        )
        for stage in described
    ]
    rows.append(("all", "", "", "", "", size_text(disk_bytes)))
    plan = table(("STAGE", "IMAGES", "STEPS", "BATCH", "WEIGHTS", "DISK (ABOUT)"), rows)
    out.result(facts, f"{table(None, about)}\n\n{plan}")


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(each) for key, each in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(each) for each in value]
    return str(value) if isinstance(value, Path) else value
