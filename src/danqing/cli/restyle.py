"""``danqing restyle``: a picture in another style."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.drawing import ForceOption, StyleOption, tell
from danqing.cli.output import JsonOption, Output, QuietOption

if TYPE_CHECKING:
    from danqing.core.picture import Picture
    from danqing.provenance.intake import Source
    from danqing.tasks.style_library import Style

EXAMPLES = """\b
Examples:
  danqing restyle photo.jpg --style 梵高
  danqing restyle photo.jpg --reference painting.jpg --preserve-color -o new.png
  danqing restyle photo.jpg --style 梵高 --fast
  danqing restyle cat.png --style flat --prompt "a cat" --strength 0.5
"""


def restyle(
    image: Annotated[str, typer.Argument(metavar="IMAGE", help="The picture to restyle.")],
    style: StyleOption = None,
    reference: Annotated[
        str | None, typer.Option("--reference", metavar="PICTURE", help="A picture whose style is taken.")
    ] = None,
    strength: Annotated[
        float | None,
        typer.Option("--strength", metavar="S", help="Above 0, hardly touched, to 1. Default: what suits the style."),
    ] = None,
    preserve_color: Annotated[
        bool, typer.Option("--preserve-color", help="Keep the picture's colours; by reference only.")
    ] = False,
    side: Annotated[
        int | None,
        typer.Option("--side", metavar="PX", help="Longest side, 64 to 1024; by reference only. Default: up to 512."),
    ] = None,
    fast: Annotated[
        bool,
        typer.Option("--fast", help="By reference in a second, more roughly, by a small network; --side to 2048."),
    ] = False,
    aligned: Annotated[
        bool,
        typer.Option("--aligned", help="Let the model draw it with the reference's look, by shared attention."),
    ] = False,
    prompt: Annotated[
        str | None, typer.Option("--prompt", metavar="TEXT", help="What the picture shows, for a style that is drawn.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option("--output", "-o", metavar="PATH", help="File or folder to write. Default: IMAGE-restyled.png."),
    ] = None,
    seed: Annotated[int | None, typer.Option("--seed", metavar="S", help="0 to 4294967295. Default: random.")] = None,
    model: Annotated[
        str, typer.Option("--model", metavar="NAME|PATH", help="Model to draw with, for a style that is drawn.")
    ] = "danqing-mini",
    force: ForceOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Give IMAGE another style: that of a second picture, or one of the library's."""
    from danqing.cli.names import Plan
    from danqing.core.errors import RequestError
    from danqing.core.seeds import random_seed
    from danqing.provenance.files import check_output
    from danqing.provenance.intake import read_picture

    out = Output(as_json=as_json, quiet=quiet)
    if (style is None) == (reference is None):
        raise RequestError("Give either --style or --reference.")
    path = _path(output, Path(image))
    source = read_picture(image)  # refuses what is no picture before anything is loaded
    check_output(path, force=force)
    if fast and seed is not None:
        raise RequestError("--fast leaves nothing to chance, so leave --seed out.")
    seed = random_seed() if seed is None else seed
    began = time.monotonic()
    found = None if style is None else _library_style(style)
    if reference is None and found is not None and found.reference is not None:
        reference = str(found.reference)
    if aligned:
        if reference is None or preserve_color or side is not None or fast:
            raise RequestError("--aligned takes a --reference, and neither --preserve-color nor --side nor --fast.")
        read_picture(reference, what="style reference")
        picture = _drawn(source, None, prompt, strength, seed, model, quiet, reference=reference)
    elif reference is not None:
        if prompt is not None:
            raise RequestError("By reference no model draws, so leave --prompt out.")
        if fast:
            known = None if found is None else found.key
            picture = _fast(source, reference, known, strength, preserve_color, side, out)
        else:
            options = {"strength": strength, "preserve_color": preserve_color, "side": side, "seed": seed}
            picture = _by_reference(source, reference, None if found is None else found.key, options, out)
    else:
        if preserve_color or side is not None:
            raise RequestError("--preserve-color and --side work by reference only.")
        if fast:
            raise RequestError(f"--fast takes a --reference, or a style that comes with one; {style} has none.")
        picture = _drawn(source, str(style), prompt, strength, seed, model, quiet)
    picture.save(path, force=force)
    told = [{"parents": picture.manifest["parents"]}]
    tell(out, [picture], Plan(pictures=(path,), grid=None), time.monotonic() - began, more=told)


def _path(output: str | None, image: Path) -> Path:
    from danqing.cli.names import free_name
    from danqing.core.errors import RequestError

    if output is None:
        return free_name(f"{image.stem[:100]}-restyled")
    if not output.strip():
        raise RequestError("The output name is empty; give a file name such as new.png, or leave --output out.")
    path = Path(output)
    return path / f"{image.stem[:100]}-restyled.png" if path.is_dir() else path


def _library_style(name: str) -> Style | None:
    """The style of the library, or None where the model may know it."""
    from danqing.core.errors import UnknownNameError
    from danqing.tasks.style_library import find_style

    try:
        return find_style(name)
    except UnknownNameError:
        return None


def _by_reference(content: Source, reference: str, style: str | None, options: dict[str, Any], out: Output) -> Picture:
    from danqing.backends.threads import let_waiting_threads_sleep
    from danqing.cli.progress import Progress
    from danqing.cli.styles import fetch_network
    from danqing.provenance.intake import read_picture

    example = read_picture(reference, what="reference")
    let_waiting_threads_sleep()
    from danqing.tasks.restyle import STRENGTH, check_options, restyle_by_reference

    options["strength"] = STRENGTH if options["strength"] is None else options["strength"]
    check_options(options["strength"], options["side"])
    for note in (*content.notes, *example.notes):
        out.note(f"Note: {note}")
    fetch_network(out)
    with Progress("Restyling", quiet=out.quiet) as progress:
        return restyle_by_reference(
            content, example, style=style, on_step=lambda at: progress.update(at.step, at.total), **options
        )


def _fast(
    content: Source,
    reference: str,
    style: str | None,
    strength: float | None,
    preserve_color: bool,
    side: int | None,
    out: Output,
) -> Picture:
    from danqing.backends.threads import let_waiting_threads_sleep
    from danqing.provenance.intake import read_picture

    example = read_picture(reference, what="reference")
    let_waiting_threads_sleep()
    from danqing.tasks.fast_restyle import STRENGTH, restyle_fast

    for note in (*content.notes, *example.notes):
        out.note(f"Note: {note}")
    return restyle_fast(
        content,
        example,
        strength=STRENGTH if strength is None else strength,
        preserve_color=preserve_color,
        side=side,
        style=style,
    )


def _drawn(
    source: Source,
    style: str | None,
    prompt: str | None,
    strength: float | None,
    seed: int,
    model: str,
    quiet: bool,
    *,
    reference: str | None = None,
) -> Picture:
    from danqing.cli.progress import Progress

    with Progress(f"Opening {model}", quiet=quiet) as progress:
        from danqing import load

        studio = load(model)
        progress.begin("Drawing")
        return studio.restyle(
            source,
            style=style,
            reference=reference,
            aligned=reference is not None,
            prompt=prompt,
            strength=strength,
            seed=seed,
            on_step=lambda at: progress.update(at.step, at.total),
        )[0]
