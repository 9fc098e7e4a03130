"""``danqing train-adapter``: a LoRA or an embedding from a handful of pictures."""

from __future__ import annotations

import math
import shutil
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.output import JsonOption, Output, QuietOption
from danqing.cli.progress import Progress, duration

if TYPE_CHECKING:
    from PIL import Image

    from danqing.training.loop import Progress as LoopProgress

EXAMPLES = """
Examples:
  danqing train-adapter my-drawings --name crayon --word crayon
  danqing train-adapter my-cat --kind embedding --name mimi --word "<mimi>" --begin-with cat
  danqing generate "a house, crayon" --lora crayon:0.8
"""


def train_adapter(
    pictures: Annotated[Path, typer.Argument(metavar="FOLDER", help="5 to 20 pictures; captions in .txt beside.")],
    name: Annotated[str, typer.Option("--name", metavar="NAME", help="What to call the adapter.")],
    kind: Annotated[
        str, typer.Option("--kind", metavar="lora|embedding", help="Matrices for the network, or a new word.")
    ] = "lora",
    word: Annotated[
        str | None,
        typer.Option("--word", metavar="WORD", help="What calls it up. Default: an embedding's is <NAME>."),
    ] = None,
    base: Annotated[
        str, typer.Option("--base", metavar="NAME|PATH", help="The model that it is for; see: danqing models list.")
    ] = "danqing-mini",
    steps: Annotated[int | None, typer.Option("--steps", metavar="N", help="Training steps of 8 pictures.")] = None,
    rank: Annotated[int, typer.Option("--rank", metavar="R", help="How much a LoRA can hold, 1 to 256.")] = 8,
    vectors: Annotated[int, typer.Option("--vectors", metavar="N", help="How many an embedding has, 1 to 16.")] = 4,
    begin_with: Annotated[
        str, typer.Option("--begin-with", metavar="WORDS", help="What an embedding begins as, such as cat.")
    ] = "picture",
    preserve: Annotated[
        float,
        typer.Option("--preserve", metavar="W", help="Hold a LoRA to the model where its word is missing; 1 is usual."),
    ] = 0.0,
    mirror: Annotated[bool, typer.Option("--mirror/--no-mirror", help="Learn from mirrored pictures, too.")] = True,
    sample: Annotated[
        list[str] | None,
        typer.Option("--sample", metavar="PROMPT", help="Draw this before and after; may be given several times."),
    ] = None,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="0 to 4294967295.")] = 0,
    time_limit: Annotated[
        float | None, typer.Option("--time-limit", metavar="MINUTES", help="Stop early with what was learned by then.")
    ] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on from where the run stopped.")] = False,
    force: Annotated[bool, typer.Option("--force", help="Replace an adapter of that name.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Learn a style, a thing or a word from pictures; Ctrl-C saves, --resume goes on."""
    from danqing.core.errors import OutputError, RequestError
    from danqing.core.seeds import check_seed
    from danqing.families.adapter_library import add_adapter, list_adapters
    from danqing.families.models import find_model
    from danqing.storage.home import runs_folder

    out = Output(as_json=as_json, quiet=quiet)
    if time_limit is not None and not 0 < time_limit < math.inf:
        raise RequestError(f"The time limit must be a number of minutes above 0, not {time_limit:g}.")
    check_seed(seed)
    folder = runs_folder() / f"adapter-{name}"
    if not (force or resume) and any(each.name == name for each in list_adapters()):
        raise OutputError(f"There is an adapter named {name} already; choose another name, or add --force.")
    model = find_model(base)
    from danqing.training.adapter_run import run_adapter
    from danqing.training.adapters import AdapterConfig, loop_for

    word = f"<{name}>" if kind == "embedding" and word is None else word
    config = AdapterConfig(
        kind=kind,  # type: ignore[arg-type]  # refused there if it is neither
        name=name,
        word=word,
        rank=rank,
        vectors=vectors,
        begin_with=begin_with,
        mirror=mirror,
        preserve=preserve,
        sample_prompts=tuple(sample or ()),
        loop=loop_for(kind, steps=steps, seed=seed),  # type: ignore[arg-type]
    )
    if force and not resume:
        shutil.rmtree(folder, ignore_errors=True)  # of an earlier run under this name
    began = time.monotonic()
    with Progress(f"Preparing {name}", quiet=quiet) as progress:
        begun = False

        def show(at: LoopProgress) -> None:
            nonlocal begun
            if not begun:
                progress.begin("Learning", unit="images")
                begun = True
            progress.update(at.images_seen, at.num_images, extra=f"loss {at.loss:.4g}")

        made = run_adapter(
            config,
            pictures,
            folder,
            base=model,
            read=_read,
            resume=resume,
            time_limit_s=None if time_limit is None else 60 * time_limit,
            on_progress=show,
        )
    info = add_adapter(made, name, force=force or resume)
    seconds = time.monotonic() - began
    facts = {"adapter": name, "kind": info.kind, "path": str(info.path), "word": word, "run": str(folder)}
    out.result(
        {**facts, "seconds": round(seconds, 3)},
        f"{name} is ready after {duration(seconds)}; draw with: danqing generate "
        f'"{f"a cat, {word}" if word else "PROMPT"}" --lora {name}',
    )


def _read(path: Path) -> Image.Image:
    from danqing.provenance.intake import read_picture

    return read_picture(path, what="picture").image
