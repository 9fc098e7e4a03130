"""What all drawing commands share: their options, the model, saving each picture as it comes, and telling of them."""

from __future__ import annotations

import dataclasses
import inspect
import sys
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, TypedDict, cast, get_type_hints

import typer

from danqing.cli.controls import (
    ControlKindOption,
    ControlNetOption,
    ControlOption,
    ControlRangeOption,
    ControlWeightOption,
    given_controls,
)
from danqing.cli.output import JsonOption, Output, QuietOption

if TYPE_CHECKING:
    from danqing.cli.names import Plan
    from danqing.core.adapters import AdapterUse
    from danqing.core.controls import Control
    from danqing.core.picture import Picture
    from danqing.core.references import StyleReference
    from danqing.core.regions import Region
    from danqing.tasks.drawing import OnStep
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.studio import Studio

MAX_STDIN_BYTES = 4_000_000  # far above any prompt, so that of one that is too long the characters can be told
ROOM_PER_PICTURE_BYTES = 65_536  # metadata, and a small picture whose size is not known yet

ImageArgument = Annotated[str, typer.Argument(metavar="IMAGE", help="The picture to start from.")]
OutputOption = Annotated[
    str | None,
    typer.Option(
        "--output",
        "-o",
        metavar="PATH",
        help="File (.png, .jpg, .webp) or folder to write. Default: a name made from the seed and the picture's.",
    ),
]
CountOption = Annotated[
    int | None,
    typer.Option("--count", "-n", metavar="N", help="How many pictures; more than one also gives a grid. Default: 1."),
]
SeedOption = Annotated[
    int | None,
    typer.Option("--seed", metavar="S", help="0 to 4294967295; the same seed gives the same picture. Default: random."),
]
StepsOption = Annotated[
    int | None, typer.Option("--steps", metavar="N", help="Sampling steps, 1 to 1000; more are slower and finer.")
]
GuidanceOption = Annotated[
    float | None,
    typer.Option("--guidance", metavar="G", help="How closely to follow the prompt, 0 to 50; 1 is off."),
]
SamplerOption = Annotated[
    str | None, typer.Option("--sampler", metavar="NAME", help="ddim, euler, euler_ancestral, heun, dpmpp_2m, …")
]
NegativeOption = Annotated[
    str | None, typer.Option("--negative", metavar="TEXT", help="What to keep out of the picture.")
]
StyleOption = Annotated[
    str | None, typer.Option("--style", metavar="NAME", help="A look in either language; see: danqing styles list.")
]
RegionOption = Annotated[
    list[str] | None,
    typer.Option(
        "--region",
        metavar="BOX: WORDS",
        help="Words for a part of the picture, such as '0,0,50%,100%: a red cat'; may be given several times.",
    ),
]
LayoutOption = Annotated[
    str | None, typer.Option("--layout", metavar="FILE", help="Regions from a JSON file; see: danqing layout show.")
]
AlignStyleOption = Annotated[
    bool, typer.Option("--align-style", help="Give all pictures the look of the first; needs --count.")
]
StyleReferenceOption = Annotated[
    str | None, typer.Option("--sref", metavar="PICTURE", help="Give the pictures the look of this one.")
]
StyleWeightOption = Annotated[
    int | None,
    typer.Option("--sw", metavar="W", help="How strongly --sref or --align-style acts, 0 to 1000. Default: 100."),
]
LoraOption = Annotated[
    list[str] | None,
    typer.Option(
        "--lora",
        metavar="NAME[:WEIGHT]",
        help="A LoRA or embedding, by name or file; may be given several times. See: danqing adapters list.",
    ),
]
ModelOption = Annotated[
    str, typer.Option("--model", metavar="NAME|PATH", help="Model to draw with; see: danqing models list.")
]
ForceOption = Annotated[bool, typer.Option("--force", help="Overwrite files that exist.")]

OnPicture = Callable[["Picture"], object]


class Influences(TypedDict, total=False):
    """What acts on pictures besides their words, as fields of :class:`danqing.core.request.Request`."""

    regions: tuple[Region, ...]
    align_style: float
    style_reference: StyleReference
    adapters: tuple[AdapterUse, ...]
    controls: tuple[Control, ...]


@dataclass(frozen=True, kw_only=True)
class Shared:
    """The options that all drawing commands share, declared once; :func:`drawing_command` adds them to a command."""

    output: OutputOption = None
    count: CountOption = None
    seed: SeedOption = None
    steps: StepsOption = None
    guidance: GuidanceOption = None
    sampler: SamplerOption = None
    negative: NegativeOption = None
    style: StyleOption = None
    region: RegionOption = None
    layout: LayoutOption = None
    align_style: AlignStyleOption = False
    sref: StyleReferenceOption = None
    sw: StyleWeightOption = None
    control: ControlOption = None
    control_kind: ControlKindOption = None
    control_weight: ControlWeightOption = None
    control_range: ControlRangeOption = None
    control_net: ControlNetOption = None
    lora: LoraOption = None
    model: ModelOption = "danqing-mini"
    force: ForceOption = False
    as_json: JsonOption = False
    quiet: QuietOption = False

    @property
    def out(self) -> Output:
        return Output(as_json=self.as_json, quiet=self.quiet)

    def draw_options(self) -> DrawOptions:
        """What the studio's methods take of these, with a seed, checked as far as they can be without a model."""
        from danqing.core.request import Request
        from danqing.core.seeds import random_seed

        count, seed = 1 if self.count is None else self.count, random_seed() if self.seed is None else self.seed
        Request(
            prompt="a picture",
            seed=seed,
            count=count,
            steps=self.steps,
            guidance=self.guidance,
            negative=self.negative or "",
        )
        influences = self.influences()
        options = {
            "negative": self.negative,
            "seed": seed,
            "count": count,
            "steps": self.steps,
            "sampler": self.sampler,
            "guidance": self.guidance,
            "style": self.style,
            **influences,
        }
        return cast("DrawOptions", options)

    def influences(self) -> Influences:
        """What acts on the pictures besides their words, as fields of a request; only what was given."""
        from danqing.cli.layout import given_regions
        from danqing.core.adapters import as_adapters, parse_adapter
        from danqing.core.errors import RequestError
        from danqing.core.references import StyleReference

        found: Influences = {}
        if (regions := given_regions(self.layout, self.region)) is not None:
            found["regions"] = regions
        if self.sw is not None and not 0 <= self.sw <= 1000:
            raise RequestError(f"--sw must be a whole number from 0 to 1000, not {self.sw}.")
        if self.sw is not None and self.sref is None and not self.align_style:
            raise RequestError("--sw says how strongly a look is shared; give --sref or --align-style too.")
        weight = 1.0 if self.sw is None else self.sw / 100
        if self.align_style:
            found["align_style"] = weight
        if self.sref is not None:
            found["style_reference"] = StyleReference(file=self.sref, weight=weight)
        controls = given_controls(
            self.control, self.control_kind, self.control_weight, self.control_range, self.control_net
        )
        if controls:
            found["controls"] = controls
        if self.lora:
            found["adapters"] = as_adapters([parse_adapter(each) for each in self.lora])
        return found


def drawing_command(command: Callable[..., None]) -> Callable[..., None]:
    """A command with the options of :class:`Shared` after its own; it takes them as its last argument, ``shared``.

    Args:
        command: a function whose arguments are annotated as typer wants them, and ``shared: Shared``.
    """
    return drawing_command_without()(command)


def drawing_command_without(*left_out: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """A command with the shared options less some, which it does without or has of its own."""

    def decorate(command: Callable[..., None]) -> Callable[..., None]:
        options = [each for each in _parameters(Shared) if each.name not in left_out]

        def with_shared(**values: Any) -> None:
            shared = Shared(**{option.name: values.pop(option.name) for option in options})
            command(**values, shared=shared)

        with_shared.__name__, with_shared.__doc__ = command.__name__, command.__doc__
        with_shared.__module__ = command.__module__
        parameters = [*_parameters(command), *options]
        with_shared.__signature__ = inspect.Signature(parameters)  # type: ignore[attr-defined]
        return with_shared

    return decorate


def _parameters(of: Callable[..., object]) -> list[inspect.Parameter]:
    """The parameters of a command or of a dataclass, less ``shared``, by name only and with resolved annotations."""
    hints = get_type_hints(of, include_extras=True)
    return [
        inspect.Parameter(each.name, inspect.Parameter.KEYWORD_ONLY, default=each.default, annotation=hints[each.name])
        for each in inspect.signature(of).parameters.values()
        if each.name != "shared"
    ]


def read_stdin() -> str:
    """The prompt from standard input; one that is too long whole, so that its characters can be told."""
    from danqing.core.errors import RequestError
    from danqing.core.request import MAX_PROMPT_CHARACTERS

    if sys.stdin is None:  # closed by whoever started us
        raise RequestError("There is no standard input to read the prompt from; give the prompt itself instead of -.")
    content = sys.stdin.buffer.read(MAX_STDIN_BYTES + 1)
    if len(content) > MAX_STDIN_BYTES:
        raise RequestError(
            f"Standard input has more than {MAX_STDIN_BYTES:,} bytes; a prompt has at most {MAX_PROMPT_CHARACTERS:,} "
            "characters, so shorten it."
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError("The prompt on standard input is not UTF-8 text.") from None


def named_output(output: str | None) -> Path | None:
    """What ``--output`` names; refuses an empty name."""
    from danqing.core.errors import RequestError

    if output is not None and not output.strip():
        raise RequestError("The output name is empty; give a file name such as cat.png, or leave --output out.")
    return None if output is None else Path(output)


def check_outputs(plan: Plan, *, force: bool, pixels: int = 0) -> None:
    """Refuse before the work what could not be written after it; ``pixels`` of one picture, if they are known."""
    from danqing.provenance.files import check_output

    pictures = len(plan.pictures)
    need_bytes = len(plan.paths) * ROOM_PER_PICTURE_BYTES + 3 * pixels * pictures * (2 if plan.grid else 1)
    for path in plan.paths:
        check_output(path, force=force, need_bytes=need_bytes)


def load_studio(model: str, *, quiet: bool) -> Studio:
    """Open a model and say so."""
    from danqing.cli.progress import Progress

    with Progress(f"Opening {model}", quiet=quiet):
        from danqing import load

        return load(model)


def draw_and_save(
    draw: Callable[[OnStep, OnPicture], object], plan: Plan, *, force: bool, quiet: bool
) -> list[Picture]:
    """Draw pictures and save each as soon as it is finished, so that stopping loses only the one under way.

    Args:
        draw: is given what to tell of each step and of each picture.
        plan: where they go; a grid of them is written too, if it says so.
        force: whether existing files may be replaced.
        quiet: show no progress.
    """
    from danqing.cli.progress import Progress
    from danqing.core.errors import CancelledError

    pictures: list[Picture] = []

    def keep(picture: Picture) -> None:
        picture.save(plan.pictures[len(pictures)], force=force)
        pictures.append(picture)

    try:
        with Progress("Drawing", quiet=quiet) as progress:
            draw(lambda at: progress.update(at.step, at.total), keep)
    except KeyboardInterrupt:
        if pictures:
            raise CancelledError(f"Stopped; {len(pictures)} of {len(plan.pictures)} pictures are saved.") from None
        raise
    if plan.grid:
        grid_of(pictures).save(plan.grid, force=force)
    return pictures


def grid_of(pictures: Sequence[Picture]) -> Picture:
    """All pictures on one sheet, with the manifest that they share."""
    from danqing.cli.grid import make_grid

    first = pictures[0]
    shared = {name: value for name, value in first.manifest.items() if name not in ("index", "duration_s")}
    manifest = {**shared, "kind": "grid", "pictures": len(pictures)}
    prompts = list(dict.fromkeys(each.manifest["request"]["prompt"] for each in pictures))
    if len(prompts) > 1:
        manifest["prompts"] = prompts
    return dataclasses.replace(first, image=make_grid([each.image for each in pictures]), manifest=manifest)


def tell(
    out: Output, pictures: Sequence[Picture], plan: Plan, seconds: float, *, more: Sequence[Mapping[str, Any]] = ()
) -> None:
    """Give the result: files, seed and settings; ``more`` has what else is to be told of each picture."""
    from danqing.cli.progress import duration

    manifest = pictures[0].manifest
    seed, model, settings = manifest["request"]["seed"], manifest["model"]["name"], manifest["settings"]
    requests = [picture.manifest["request"] for picture in pictures]
    one_prompt = len({request["prompt"] for request in requests}) == 1
    facts = {
        "pictures": [
            {
                "path": str(path),
                "index": index,
                "width": picture.image.width,
                "height": picture.image.height,
                **({} if one_prompt else {"prompt": request["prompt"], "seed": request["seed"]}),
                **(more[index] if more else {}),
            }
            for index, (picture, path, request) in enumerate(zip(pictures, plan.pictures, requests, strict=True))
        ],
        "grid": str(plan.grid) if plan.grid else None,
        "seed": seed,
        "model": model,
        "settings": settings,
        **({"task": manifest["task"]} if "task" in manifest else {}),
        **({"director": requests[0]["director"]} if requests[0].get("director") else {}),
        "seconds": round(seconds, 3),
    }
    out.result(facts, "\n".join(str(path) for path in plan.paths))
    if not out.as_json:
        width, height = pictures[0].image.size
        out.note(f"{width} × {height} px, seed {seed}, {model}, {duration(seconds)}")
