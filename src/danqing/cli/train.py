"""``danqing train``: run a training recipe."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from danqing.cli.output import JsonOption, QuietOption


def train(
    name: Annotated[str | None, typer.Argument(metavar="NAME", help="The recipe; see --list.")] = None,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the run goes. Default: runs/NAME at home.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from the run's newest checkpoint.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Show what would be done, and do nothing.")] = False,
    show_list: Annotated[bool, typer.Option("--list", help="List the recipes.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Train a model by a recipe; Ctrl-C saves, --resume goes on."""
