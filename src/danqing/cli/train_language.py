"""``danqing train director``: the adapter of the director's language model."""

from __future__ import annotations

import time
from pathlib import Path

from danqing.cli.output import Output, table
from danqing.cli.progress import Progress, duration, of_training


def train_language(
    name: str, folder: Path | None, time_limit: float | None, *, resume: bool, dry_run: bool, out: Output
) -> None:
    """Train an adapter by a recipe; arguments as of :func:`danqing.cli.train.train`."""
    from danqing.recipes import language_recipe_named
    from danqing.storage.home import runs_folder

    recipe = language_recipe_named(name)
    folder = folder or runs_folder() / name
    loop = recipe.training.loop
    if dry_run:
        facts = {"recipe": name, "folder": str(folder), "pairs": loop.num_images, "rank": recipe.training.rank}
        out.result(facts, table(None, [(key, str(value)) for key, value in facts.items()]))
        return
    from danqing.data.language_models import fetch_local_model
    from danqing.tasks.lexicon import gloss_words, plan_wish, read_instruction
    from danqing.training.language_run import Reading, run_language

    model = fetch_local_model(progress=out.note)
    began = time.monotonic()
    with Progress(f"Preparing {name}", quiet=out.quiet) as progress:
        made = run_language(
            recipe,
            model,
            Reading(gloss_words(), plan_wish, lambda said, known: read_instruction(said, known).operations),
            folder,
            resume=resume,
            time_limit_s=None if time_limit is None else 60 * time_limit,
            on_progress=of_training(progress, "pairs"),
        )
    seconds = time.monotonic() - began
    out.result(
        {"adapter": str(made), "recipe": name, "seconds": round(seconds, 3)},
        f"{made} is ready after {duration(seconds)}.",
    )
