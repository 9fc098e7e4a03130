"""``danqing train mini-control``: a ControlNet for a model, on the scenes of a run."""

from __future__ import annotations

import math
import time
from pathlib import Path

from danqing.cli.output import Output, table
from danqing.cli.progress import Progress, duration, of_training


def train_control(
    name: str,
    folder: Path | None,
    base: str | None,
    data: str | None,
    time_limit: float | None,
    *,
    resume: bool,
    dry_run: bool,
    out: Output,
) -> None:
    """Train a ControlNet by a recipe; arguments as of :func:`danqing.cli.train.train`."""
    from danqing.families.models import find_model
    from danqing.recipes import control_recipe_named
    from danqing.storage.home import runs_folder

    check_time_limit(time_limit)
    recipe = control_recipe_named(name)
    folder = folder or runs_folder() / name
    model = find_model(base or recipe.base)
    scenes = _data_folder(data or recipe.data)
    if dry_run:
        loop = recipe.training.loop
        facts = {
            "recipe": name,
            "base": str(model),
            "data": str(scenes),
            "folder": str(folder),
            "images": loop.num_images,
            "batch_size": loop.batch_size,
        }
        out.result(facts, table(None, [(key, str(value)) for key, value in facts.items()]))
        return
    from danqing.training.control_run import run_control

    began = time.monotonic()
    with Progress(f"Preparing {name}", quiet=out.quiet) as progress:
        net = run_control(
            recipe,
            folder,
            base=model,
            data=scenes,
            resume=resume,
            time_limit_s=None if time_limit is None else 60 * time_limit,
            on_progress=of_training(progress, "images", digits=0),
        )
    seconds = time.monotonic() - began
    out.result(
        {"controlnet": str(net), "recipe": name, "seconds": round(seconds, 3)},
        f"{net} is ready after {duration(seconds)}; draw with: danqing generate PROMPT --control SKETCH "
        f"--control-net {net}",
    )


def check_time_limit(minutes: float | None) -> None:
    """Refuse a limit that is no number of minutes above 0."""
    from danqing.core.errors import RequestError

    if minutes is not None and not 0 < minutes < math.inf:
        raise RequestError(f"The time limit must be a number of minutes above 0, not {minutes:g}.")


def _data_folder(named: str) -> Path:
    from danqing.storage.home import runs_folder

    return Path(named) if "/" in named or Path(named).is_dir() else runs_folder() / named
