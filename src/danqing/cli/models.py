"""``danqing models``: the models at hand; only ``add`` may use the network, and only for a hub id."""

from __future__ import annotations

import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, size_text, table

if TYPE_CHECKING:
    from danqing.families.models import ModelInfo

app = typer.Typer(help="List, add, show and remove models.", rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="A model's name; see: danqing models list.")]


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the models at hand."""
    from danqing.families.models import list_models

    found = list_models()
    rows = [
        (
            each.name,
            each.family or "cannot be used",
            size_text(each.size_bytes),
            each.origin,
            each.problem or _beside(each),
        )
        for each in found
    ]
    text = table(("NAME", "FAMILY", "SIZE", "FROM", ""), rows) if rows else "No models yet; see: danqing models add"
    Output(as_json=as_json).result({"models": [_facts(each) for each in found]}, text)


def _beside(model: ModelInfo) -> str:
    """What comes with a model."""
    from danqing.tasks.controlling import OWN_NET

    return "with a net for sketches" if (model.folder / OWN_NET).is_dir() else ""


@app.command("add")
def add_command(
    source: Annotated[
        str, typer.Argument(metavar="SOURCE", help="A Diffusers folder, or a hub id such as owner/name.")
    ],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call it. Default: the last part of SOURCE.")
    ] = None,
    revision: Annotated[
        str | None, typer.Option("--revision", metavar="REV", help="Branch, tag or commit of a hub repository.")
    ] = None,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Check a checkpoint and keep a copy of it under a name."""
    from danqing.families.models import add_model

    out = Output(as_json=as_json, quiet=quiet)
    out.note(f"Adding {source} …")
    info = add_model(source, name, revision=revision)
    out.result({"model": _facts(info)}, f"Added {info.name} ({info.family}, {size_text(info.size_bytes)}).")


@app.command("show")
def show_command(name: NameArgument, as_json: JsonOption = False) -> None:
    """Show what a model is made of and where it came from."""
    from danqing.families.models import show_model

    details = show_model(name)
    info = details.info
    rows = [
        ("name", info.name),
        ("family", f"{info.family} ({details.class_name})"),
        ("folder", str(info.folder)),
        (
            "from",
            " ".join(str(part) for part in (details.source.get("source"), details.source.get("revision")) if part),
        ),
        *(
            (part, f"{class_name}, {size_text(size_bytes)}" if size_bytes > 100_000 else class_name)
            for part, (class_name, size_bytes) in details.components.items()
        ),
        *((f"default {key}", str(value)) for key, value in details.defaults.items() if key != "styles"),
        ("styles", ", ".join(sorted(details.defaults.get("styles", {})))),
        ("sha256", details.weights_hash),
    ]
    facts = {
        "model": {
            **_facts(info),
            "class": details.class_name,
            "components": {
                part: {"class": class_name, "size_bytes": size_bytes}
                for part, (class_name, size_bytes) in details.components.items()
            },
            "defaults": dict(details.defaults),
            "source": dict(details.source),
            "sha256": details.weights_hash,
        }
    }
    Output(as_json=as_json).result(facts, table(None, [row for row in rows if row[1]]))


@app.command("remove")
def remove_command(
    name: NameArgument,
    sure: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete a model that was added."""
    from danqing.families.models import list_models, remove_model

    known = any(each.name == name and each.origin == "added" for each in list_models())
    if known and not sure:
        confirm_removal(name)
    folder = remove_model(name)
    Output(as_json=as_json).result({"removed": name, "folder": str(folder)}, f"Removed {name}.")


def confirm_removal(name: str) -> None:
    """Ask at the terminal; where there is none, say what to add."""
    from danqing.core.errors import CancelledError, RequestError

    if sys.stdin is None or not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise RequestError(f"Removing {name} deletes its files; add --yes if that is meant.")
    print(f"Delete the files of {name}? [y/N] ", end="", file=sys.stderr, flush=True)
    if sys.stdin.readline().strip().lower() not in ("y", "yes"):
        raise CancelledError("Nothing was removed.")


def _facts(info: ModelInfo) -> dict[str, Any]:
    return {**asdict(info), "folder": str(info.folder)}
