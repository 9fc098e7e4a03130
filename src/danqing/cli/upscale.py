"""``danqing upscale``: a picture two, three or four times as large."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from danqing.cli.drawing import ForceOption, OutputOption
from danqing.cli.output import JsonOption, Output, QuietOption

EXAMPLES = """\b
Examples:
  danqing upscale cat.png
  danqing upscale photo.jpg --factor 4 -o large.png
  danqing upscale --fetch
"""


def upscale(
    image: Annotated[str | None, typer.Argument(metavar="IMAGE", help="The picture to enlarge.")] = None,
    factor: Annotated[int, typer.Option("--factor", metavar="N", help="2, 3 or 4 times as wide and high.")] = 2,
    method: Annotated[
        str | None,
        typer.Option(
            "--method",
            metavar="NAME",
            help="esrgan, a small network, or lanczos, plain resampling. Default: esrgan where it was fetched.",
        ),
    ] = None,
    fetch: Annotated[bool, typer.Option("--fetch", help="Fetch the network first (4 MB, once).")] = False,
    output: OutputOption = None,
    force: ForceOption = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Enlarge IMAGE; its transparency is kept."""
    from danqing.core.errors import RequestError

    out = Output(as_json=as_json, quiet=quiet)
    if image is None and not fetch:
        raise RequestError("Name a picture to enlarge, or give --fetch to fetch the network that does it best.")
    if image is None:
        folder = fetch_upscaler(out)
        out.result({"path": str(folder)}, str(folder))
        return
    _enlarge(out, image, factor, method, fetch, output, force)


def fetch_upscaler(out: Output) -> Path:
    """The folder of the network that enlarges pictures; the first time it is fetched, which is said."""
    from danqing.data.fetch import fetch_package
    from danqing.data.sources.base import Package
    from danqing.models import esrgan

    if not all(map(esrgan.is_installed, esrgan.FACTORS)):
        package = Package(
            client="npm",
            name=esrgan.PACKAGE_NAME,
            version=esrgan.PACKAGE_VERSION,
            sha256=esrgan.PACKAGE_SHA256,
        )
        out.note(
            f"Fetching {package.name} {package.version} ({esrgan.PACKAGE_SIZE_MB} MB, MIT licence), a network that "
            f"enlarges pictures; this is done once."
        )
        esrgan.install(fetch_package(package))
    return esrgan.weights_folder()


def _enlarge(
    out: Output, image: str, factor: int, method: str | None, fetch: bool, output: str | None, force: bool
) -> None:
    from danqing.cli.drawing import named_output
    from danqing.cli.progress import Progress, duration
    from danqing.core.errors import UnknownNameError
    from danqing.provenance.files import check_output
    from danqing.provenance.intake import read_picture

    path = _path(named_output(output), Path(image), factor)
    source = read_picture(image)
    check_output(path, force=force, need_bytes=4 * factor**2 * source.size[0] * source.size[1])
    for note in source.notes:
        out.note(f"Note: {note}")
    from danqing.backends.threads import let_waiting_threads_sleep

    let_waiting_threads_sleep()
    from danqing.tasks.upscale import METHODS, check_factor, check_large
    from danqing.tasks.upscale import upscale as enlarge

    check_factor(factor)
    check_large(source.size, factor)
    if method is not None and method not in METHODS:
        raise UnknownNameError("method to enlarge by", method, METHODS)
    if fetch or method == "esrgan":
        fetch_upscaler(out)
    began = time.monotonic()
    with Progress("Enlarging", unit="tiles", quiet=out.quiet) as progress:
        picture = enlarge(source, factor=factor, method=method, on_step=lambda at: progress.update(at.step, at.total))
    picture.save(path, force=force)
    seconds, used = time.monotonic() - began, picture.manifest["task"]["method"]
    facts = {
        "path": str(path),
        "width": picture.image.width,
        "height": picture.image.height,
        "factor": factor,
        "method": used,
        "seconds": round(seconds, 3),
    }
    out.result(facts, str(path))
    if method is None and used == "lanczos":
        out.note("Note: Enlarged by plain resampling; a small network draws sharper edges: danqing upscale --fetch")
    if not out.as_json:
        out.note(f"{picture.image.width} × {picture.image.height} px, {used}, {duration(seconds)}")


def _path(output: Path | None, image: Path, factor: int) -> Path:
    from danqing.cli.names import free_name

    stem = f"{image.stem[:100]}-{factor}x"
    if output is None:
        return free_name(stem)
    return output / f"{stem}.png" if output.is_dir() else output
