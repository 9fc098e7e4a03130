"""``danqing generate``: words into picture files."""

from __future__ import annotations

import math
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.drawing import (
    Shared,
    check_outputs,
    draw_and_save,
    drawing_command,
    load_studio,
    named_output,
    read_stdin,
    tell,
)

if TYPE_CHECKING:
    from danqing.cli.drawing import OnPicture
    from danqing.cli.output import Output
    from danqing.core.hires import Hires
    from danqing.tasks.drawing import OnStep

EXAMPLES = """\b
Examples:
  danqing generate "一只坐在草地上的橘猫"
  danqing generate "a red apple" -n 4 --seed 7 -o apple.png
  echo "夜空下的雪人" | danqing generate - --ar 16:9 --style flat
  danqing generate "左边是一只猫，右边是一只红色的狗" --draft compose
  danqing generate "a {red, blue} [cat|dog] --ar 3:2 --no hats"
  danqing generate "竖版海报：一只白兔在月亮下面，不要有人" --director rules
  danqing generate "green grass" --region "0,0,50%,100%: a red cat" --region "50%,0,50%,100%: a blue dog"
"""


@drawing_command
def generate(
    prompt: Annotated[
        str | None,
        typer.Argument(
            metavar="PROMPT",
            help='What to draw, in quotes, such as "一只坐在草地上的橘猫"; - reads it from standard input.',
        ),
    ] = None,
    size: Annotated[str | None, typer.Option("--size", metavar="WxH", help="Size in pixels, such as 128x128.")] = None,
    ratio: Annotated[
        str | None, typer.Option("--ar", metavar="W:H", help="Aspect ratio at the model's own area, such as 16:9.")
    ] = None,
    tiled: Annotated[
        bool,
        typer.Option(
            "--tiled",
            help="Draw a large picture in windows and decode it in tiles. Default: only where memory asks for it.",
        ),
    ] = False,
    draft: Annotated[
        str | None,
        typer.Option(
            "--draft",
            metavar="compose|FILE",
            help="Start from a collage: compose makes one of open pictures, a file is your own. Default: none.",
        ),
    ] = None,
    draft_strength: Annotated[
        float | None,
        typer.Option("--draft-strength", metavar="S", help="How much of the draft may change, above 0 to 1."),
    ] = None,
    hires: Annotated[
        float | None,
        typer.Option("--hires", metavar="F", help="Draw, enlarge F times (above 1 to 4), and draw over that."),
    ] = None,
    hires_strength: Annotated[
        float | None,
        typer.Option("--hires-strength", metavar="S", help="How much the second pass may change. Default: 0.3."),
    ] = None,
    hires_steps: Annotated[
        int | None,
        typer.Option("--hires-steps", metavar="N", help="Steps of a whole second run. Default: as the first."),
    ] = None,
    hires_method: Annotated[
        str | None,
        typer.Option("--hires-method", metavar="NAME", help="What enlarges: lanczos or esrgan. Default: lanczos."),
    ] = None,
    plan: Annotated[
        str | None,
        typer.Option("--plan", metavar="FILE", help="Draw this plan instead of a PROMPT; danqing plan -o writes one."),
    ] = None,
    prompts: Annotated[
        Path | None,
        typer.Option(
            "--prompts", metavar="FILE", help="Draw each line of FILE instead of a PROMPT; danqing ideas -o writes one."
        ),
    ] = None,
    director: Annotated[
        str | None,
        typer.Option(
            "--director",
            metavar="NAME",
            help="Read PROMPT as a wish first: rules, local, remote or auto; off does not even translate it.",
        ),
    ] = None,
    expand: Annotated[
        str, typer.Option("--expand", metavar="LEVEL", help="Let the director make it richer: off, light or rich.")
    ] = "off",
    *,
    shared: Shared,
) -> None:
    """Draw pictures of PROMPT and save them with the request inside; danqing prompt shows what PROMPT is read as."""
    from danqing.cli.directing import directed_requests, drawn_plan, translated_requests
    from danqing.cli.names import plan_files
    from danqing.core.errors import RequestError
    from danqing.core.shapes import parse_size, size_for_ratio
    from danqing.tasks.planning import shaped
    from danqing.tasks.prompting import body_of, requests_for_each
    from danqing.tasks.wildcards import prompt_lines

    out, force, quiet = shared.out, shared.force, shared.quiet
    if size is not None and ratio is not None:
        raise RequestError("Give either --size or --ar, not both.")
    if draft_strength is not None and draft is None:
        raise RequestError("--draft-strength says how much of a draft may change; give --draft compose or a file too.")
    second = _second_pass(hires, hires_strength, hires_steps, hires_method, out)
    path = named_output(shared.output)
    width, height = parse_size(size) if size is not None else (None, None)
    given = sum(each is not None for each in (prompt, plan, prompts))
    if given > 1:
        raise RequestError("Give a prompt, --plan FILE or --prompts FILE, only one of them.")
    if not given:
        raise RequestError(
            "Say what to draw: a prompt in quotes, --plan FILE or --prompts FILE; see: danqing generate --help"
        )
    requests = requests_for_each(
        ("a plan",)
        if plan
        else prompt_lines(prompts)
        if prompts
        else (read_stdin() if prompt == "-" else prompt or "",),
        negative=shared.negative or "",
        width=width,
        height=height,
        count=shared.count,
        seed=shared.seed,
        steps=shared.steps,
        sampler=shared.sampler,
        guidance=shared.guidance,
        style=shared.style,
        hires=second,
        tiled=True if tiled else None,
        model=shared.model,
        translate=director != "off",
        **shared.influences(),
    )
    if plan is not None:
        requests = (drawn_plan(plan, requests[0], director=director, expand=expand),)
    else:
        requests = directed_requests(requests, director, expand=expand, out=out)
    if ratio is not None:
        size_for_ratio(ratio, area=512 * 512, multiple=8)  # refuses a malformed one before the model is loaded
    files = plan_files(
        path,
        prompt=body_of(requests[0]),
        seed=requests[0].seed,
        count=sum(request.count for request in requests),
    )
    check_outputs(files, force=force, pixels=round((width or 0) * (height or 0) * (hires or 1) ** 2))
    began = time.monotonic()
    studio = load_studio(shared.model, quiet=quiet)
    if ratio is not None:
        width, height = size_for_ratio(ratio, area=math.prod(studio.default_size), multiple=studio.size_multiple)
        requests = tuple(request.replace(width=width, height=height) for request in requests)
    if director not in (None, "off", "rules") and not studio.family.reads_chinese:
        requests = translated_requests(requests, director, out=out)
    requests = tuple(shaped(each, studio.default_size, studio.size_multiple) for each in requests)

    def drawn(on_step: OnStep, on_picture: OnPicture) -> None:
        if draft is None:
            for picture in studio.stream(requests, on_step=on_step):
                on_picture(picture)
            return
        image = None if draft == "compose" else draft
        for request in requests:
            studio.draft(request, image, strength=draft_strength, on_step=on_step, on_picture=on_picture)

    pictures = draw_and_save(
        drawn,
        files,
        force=force,
        quiet=quiet,
    )
    tell(out, pictures, files, time.monotonic() - began)


def _second_pass(
    factor: float | None, strength: float | None, steps: int | None, method: str | None, out: Output
) -> Hires | None:
    """The hires pass that the options ask for; the network that enlarges for it is fetched the first time."""
    from danqing.core.errors import RequestError
    from danqing.core.hires import Hires

    more = {"strength": strength, "steps": steps, "method": method}
    given: dict[str, Any] = {name: value for name, value in more.items() if value is not None}
    if factor is None and given:
        raise RequestError(f"--hires-{next(iter(given))} is for the hires pass; give --hires 2 or another factor too.")
    if method == "esrgan":
        from danqing.cli.upscale import fetch_upscaler

        fetch_upscaler(out)
    return None if factor is None else Hires(factor=factor, **given)
