"""``danqing animate``: pictures in time, as GIF, WebP, MP4 or a folder of frames."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.drawing import Shared, drawing_command_without, load_studio, named_output, read_stdin

if TYPE_CHECKING:
    from danqing.cli.output import Output
    from danqing.core.animation import Animation
    from danqing.core.picture import Picture
    from danqing.provenance.intake import Source
    from danqing.tasks.film import Film

EXAMPLES = """\b
Examples:
  danqing animate "a red apple on the grass" -o apple.webp
  danqing animate "a cat" "a dog" --seconds 4 -o change.gif
  danqing animate "a house by a lake" --motion zoom-out -o house.mp4
  danqing animate --image photo.jpg --motion ken-burns -o photo.mp4
"""


@drawing_command_without("output", "count")
def animate(
    prompts: Annotated[
        list[str] | None,
        typer.Argument(
            metavar="PROMPT", help="What to draw; several, each in quotes, to change between. - reads standard input."
        ),
    ] = None,
    image: Annotated[
        str | None, typer.Option("--image", metavar="PICTURE", help="A picture to begin from and bring to motion.")
    ] = None,
    motion: Annotated[
        str | None,
        typer.Option(
            "--motion",
            metavar="NAME",
            help="noise, prompts, zoom-in, zoom-out, pan-left, pan-right, pan-up, pan-down or ken-burns. Default: "
            "prompts for several, else noise.",
        ),
    ] = None,
    seconds: Annotated[float, typer.Option("--seconds", metavar="S", help="How long it takes.")] = 3.0,
    fps: Annotated[float, typer.Option("--fps", metavar="N", help="Frames a second, 1 to 60.")] = 12.0,
    plays: Annotated[
        str | None,
        typer.Option("--plays", metavar="HOW", help="loop, bounce (forth and back) or once. Default: what suits."),
    ] = None,
    amount: Annotated[
        float | None,
        typer.Option("--amount", metavar="A", help="How far it goes, such as 2 for a zoom to twice the size."),
    ] = None,
    strength: Annotated[
        float | None,
        typer.Option("--strength", metavar="S", help="How much of a picture each drawing may change, above 0 to 1."),
    ] = None,
    seeds: Annotated[
        str | None, typer.Option("--seeds", metavar="A,B,…", help="Travel between the noises of these seeds.")
    ] = None,
    size: Annotated[str | None, typer.Option("--size", metavar="WxH", help="Size in pixels, such as 128x128.")] = None,
    frames: Annotated[
        str | None, typer.Option("--frames", metavar="FOLDER", help="Also write each frame as PNG into a new folder.")
    ] = None,
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="PATH",
            help="File (.webp, .gif, .mp4) or folder to write. Default: a .webp named by seed and prompt.",
        ),
    ] = None,
    *,
    shared: Shared,
) -> None:
    """Draw an animation of PROMPT, or bring a picture to motion."""
    from danqing.core.errors import RequestError
    from danqing.core.shapes import parse_size
    from danqing.provenance.animations import check_animation
    from danqing.provenance.intake import read_picture
    from danqing.tasks.film import plan_film

    said = [read_stdin() if each == "-" else each for each in prompts or []]
    if not said and image is None:
        raise RequestError("Say what to draw, in quotes, or give a picture with --image.")
    if size is not None and image is not None:
        raise RequestError("An animation of a picture has its shape, so leave --size out.")
    source = None if image is None else read_picture(image)
    how: dict[str, Any] = {
        "motion": motion,
        "seconds": seconds,
        "fps": fps,
        "plays": plays,
        "amount": amount,
        "strength": strength,
        "seeds": _seeds(seeds),
    }
    film = plan_film(said, with_image=source is not None, **how)
    pixels = None if size is None else parse_size(size)
    options, out = shared.draw_options(), shared.out
    options["seed"] = film.seeds[0] if shared.seed is None and film.seeds else options["seed"]
    path = _path(named_output(output), said[0] if said else Path(str(image)).stem, options["seed"] or 0)
    check_animation(path, force=shared.force, fps=fps)
    folder = None if frames is None else _new_folder(Path(frames))
    began = time.monotonic()

    def carry_out(keep: Any, on_step: Any) -> None:
        if film.motion == "ken-burns":
            assert source is not None
            for note in source.notes:
                out.note(f"Note: {note}")
            _approach(source, film, keep)
            return
        studio = load_studio(shared.model, quiet=out.quiet)
        told: dict[str, Any] = {**options, "on_picture": keep, "on_step": on_step}
        studio.animate(said or None, image=source, size=pixels, **how, **told)

    animation = _worked_off(carry_out, film, path, folder, shared)
    animation.save(path, force=shared.force)
    _tell(out, animation, path, folder, time.monotonic() - began)


def _worked_off(carry_out: Any, film: Film, path: Path, folder: Path | None, shared: Shared) -> Animation:
    """The animation of the frames that are drawn; if that is stopped, of those that are there by then."""
    from danqing.cli.progress import Progress
    from danqing.core.errors import CancelledError

    pictures: list[Picture] = []
    with Progress("Drawing", unit="frames", quiet=shared.quiet) as progress:

        def keep(picture: Picture) -> None:
            if folder is not None:
                folder.mkdir(exist_ok=True)
                picture.save(folder / f"frame-{len(pictures) + 1:04d}.png", force=True)
            pictures.append(picture)
            progress.update(len(pictures), film.frames)

        def on_step(at: Any) -> None:
            progress.update(len(pictures) + at.picture_step / (at.picture_steps + 1), film.frames)

        try:
            carry_out(keep, on_step)
        except KeyboardInterrupt:
            if len(pictures) < 2:
                raise
            from danqing.tasks.animate import assembled

            assembled(pictures, film).save(path, force=shared.force)
            raise CancelledError(
                f"Stopped; the first {len(pictures)} of {film.frames} frames are saved in {path}."
            ) from None
    from danqing.tasks.animate import assembled

    return assembled(pictures, film)


def _approach(source: Source, film: Film, keep: Any) -> None:
    from danqing.tasks.animate import approached

    for picture in approached(source, film):
        keep(picture)


def _seeds(text: str | None) -> tuple[int, ...]:
    from danqing.core.errors import RequestError

    if text is None:
        return ()
    try:
        return tuple(int(each) for each in text.replace("，", ",").split(","))
    except ValueError:
        raise RequestError(f"Write seeds as whole numbers with commas, such as 3,7,12, not {text!r}.") from None


def _path(output: Path | None, prompt: str, seed: int) -> Path:
    from danqing.cli.names import plan_files

    if output is not None and not output.is_dir():
        return output
    taken = 0
    while True:  # the same names as pictures get, with another suffix
        (path,) = plan_files(output, prompt=prompt, seed=seed, count=1).pictures
        path = path.with_name(f"{path.stem}{f'_{taken + 1}' if taken else ''}.webp")
        if not path.exists():
            return path
        taken += 1


def _new_folder(folder: Path) -> Path:
    """A folder for frames, which is made with the first of them; refuses one that holds something already."""
    from danqing.core.errors import OutputError
    from danqing.storage.files import check_writable

    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise OutputError(f"{folder} is there already and not empty; name a new folder for the frames.")
    check_writable(folder.parent / f"{folder.name}.png" if not folder.exists() else folder / "frame.png")
    return folder


def _tell(out: Output, animation: Animation, path: Path, folder: Path | None, seconds: float) -> None:
    import dataclasses

    from danqing.cli.progress import duration
    from danqing.evaluation.flicker import measure_flicker

    width, height = animation.frames[0].size
    manifest = animation.manifest
    facts: dict[str, Any] = {
        "path": str(path),
        "frames_folder": None if folder is None else str(folder),
        "width": width,
        "height": height,
        "frames": len(animation.frames),
        "fps": animation.fps,
        "plays": animation.plays,
        "seconds_long": round(animation.seconds, 3),
        "seed": manifest["request"]["seed"],
        "model": manifest["model"]["name"],
        "task": manifest["task"],
        "seconds": round(seconds, 3),
    }
    if out.as_json:  # it takes a moment, and only programs read it
        found = measure_flicker(animation.frames, closed=animation.plays == "loop")
        facts["flicker"] = {name: round(value, 6) for name, value in dataclasses.asdict(found).items()}
    out.result(facts, str(path))
    if not out.as_json:
        out.note(
            f"{width} × {height} px, {len(animation.frames)} frames, {animation.seconds:.1f} s, "
            f"seed {facts['seed']}, {facts['model']}, {duration(seconds)}"
        )
