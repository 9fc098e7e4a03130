"""``danqing adapters``: LoRA and embeddings kept under names."""

from __future__ import annotations

from dataclasses import asdict
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, size_text, table

if TYPE_CHECKING:
    from danqing.families.adapter_library import AdapterInfo

app = typer.Typer(help="List, add, show and remove LoRA and embeddings.", rich_markup_mode=None)

NameArgument = Annotated[str, typer.Argument(metavar="NAME", help="An adapter's name; see: danqing adapters list.")]


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the adapters at hand."""
    from danqing.families.adapter_library import list_adapters

    found = list_adapters()
    rows = [
        (
            each.name,
            each.kind or "cannot be used",
            str(each.size or ""),
            size_text(each.size_bytes),
            each.base,
            ", ".join(each.words[:3]),
            each.problem or "",
        )
        for each in found
    ]
    headings = ("NAME", "KIND", "RANK", "FILE", "MADE FOR", "WORDS", "")
    text = table(headings, rows) if rows else "No adapters yet; see: danqing adapters add, danqing train-adapter"
    Output(as_json=as_json).result({"adapters": [_facts(each) for each in found]}, text)


@app.command("add")
def add_command(
    source: Annotated[str, typer.Argument(metavar="FILE", help="A .safetensors file, or a folder with one.")],
    name: Annotated[
        str | None, typer.Option("--name", metavar="NAME", help="What to call it. Default: as the file is called.")
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Replace one of that name.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Check a LoRA or an embedding and keep a copy of it under a name."""
    from danqing.families.adapter_library import add_adapter

    info = add_adapter(source, name, force=force)
    said = f"Added {info.name} ({info.kind}, {size_text(info.size_bytes)}); draw with: --lora {info.name}"
    Output(as_json=as_json).result({"adapter": _facts(info)}, said)


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="An adapter, by name or file.")],
    as_json: JsonOption = False,
) -> None:
    """Show what an adapter is, what it was made for and which words call it up."""
    from danqing.families.adapter_files import open_adapter
    from danqing.families.adapter_library import adapter_info, find_adapter

    path = find_adapter(name)
    file, info = open_adapter(path), adapter_info(path)
    metadata = {key: text for key, text in sorted(file.metadata.items()) if len(text) <= 200}
    rows = [
        ("name", info.name),
        ("kind", str(info.kind)),
        ("rank" if info.kind == "lora" else "vectors", str(info.size)),
        ("file", f"{info.path} ({size_text(info.size_bytes)})"),
        ("made for", info.base),
        ("words", ", ".join(info.words)),
        *((f"says {key}", " ".join(text.split())) for key, text in metadata.items() if key != "format"),
        ("sha256", file.sha256()),
    ]
    facts = {"adapter": {**_facts(info), "metadata": metadata, "sha256": file.sha256()}}
    Output(as_json=as_json).result(facts, table(None, [row for row in rows if row[1]]))


@app.command("remove")
def remove_command(
    name: NameArgument,
    sure: Annotated[bool, typer.Option("--yes", "-y", help="Do not ask.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Delete an adapter that was added."""
    from danqing.cli.models import confirm_removal
    from danqing.families.adapter_library import list_adapters, remove_adapter

    if not sure and any(each.name == name for each in list_adapters()):
        confirm_removal(name)
    path = remove_adapter(name)
    Output(as_json=as_json).result({"removed": name, "path": str(path)}, f"Removed {name}.")


def _facts(info: AdapterInfo) -> dict[str, Any]:
    return {**asdict(info), "path": str(info.path)}
