"""``danqing train mini-style``: the network that restyles in one pass."""

from __future__ import annotations

import time
from pathlib import Path

from danqing.cli.output import Output, table
from danqing.cli.progress import Progress, duration, of_training


def train_style(
    name: str, folder: Path | None, time_limit: float | None, *, resume: bool, dry_run: bool, out: Output
) -> None:
    """Train a style network by a recipe; arguments as of :func:`danqing.cli.train.train`."""
    from danqing.recipes import style_recipe_named
    from danqing.storage.home import runs_folder

    recipe = style_recipe_named(name)
    folder = folder or runs_folder() / name
    loop = recipe.training.loop
    if dry_run:
        facts = {
            "recipe": name,
            "folder": str(folder),
            "contents": recipe.num_contents,
            "styles": recipe.num_styles,
            "images": loop.num_images,
            "batch_size": loop.batch_size,
        }
        out.result(facts, table(None, [(key, str(value)) for key, value in facts.items()]))
        return
    from danqing.cli.styles import fetch_network
    from danqing.data.artworks import fetch_artworks
    from danqing.training.style_run import run_style

    fetch_network(out)
    if recipe.artworks:
        fetch_artworks(out.note)
    began = time.monotonic()
    with Progress(f"Preparing {name}", quiet=out.quiet) as progress:
        made = run_style(
            recipe,
            folder,
            resume=resume,
            time_limit_s=None if time_limit is None else 60 * time_limit,
            say=progress.begin,
            on_progress=of_training(progress, "images"),
        )
    seconds = time.monotonic() - began
    out.result(
        {"network": str(made), "recipe": name, "seconds": round(seconds, 3)},
        f"{made} is ready after {duration(seconds)}; use it with: danqing restyle IMAGE --reference PICTURE --fast",
    )
