"""From what the director understood to a request: the plan's prompt, what it avoids, its format, where things stand.

What a user gives beside it wins: a size over the plan's format, regions over its boxes.
"""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path
from typing import Any

from danqing.core.errors import RequestError
from danqing.core.regions import Region, read_layout
from danqing.core.request import Request
from danqing.core.shapes import size_for_ratio
from danqing.director.layout import lay_out, layout_of
from danqing.director.moments import words_of
from danqing.director.plan import Plan, plan_from_data
from danqing.director.plan_text import prompt_of
from danqing.director.prompt_grammar import parse, render, render_parts
from danqing.director.prompt_types import Part
from danqing.director.retold import plain_prompt, prompt_to_draw
from danqing.director.settings import read_settings
from danqing.director.understanding import Understanding
from danqing.director.wish_parameters import planned_with_parameters
from danqing.tasks.directing import director

# What `danqing generate` does with wishes unless it is told otherwise. Off: a prompt is drawn as it is written, until
# pictures are shown to get better by reading it first. Prompts in Chinese are translated all the same for models that
# read English only (tasks/translating.py), since those would draw noise.
DEFAULT_DIRECTOR = "off"
RATIOS = {"square": "1:1", "portrait": "3:4", "landscape": "4:3", "wide": "2:1", "tall": "1:2"}
# Words alone do not place things; for all other relations boxes cost shape (looked at with danqing-mini).
PLACED = frozenset({"left_of", "right_of", "above", "below"})
MAX_PLAN_BYTES = 1_000_000


def plan_prompt(wish: str, *, provider: str | None = None, expand: str = "off", seed: int = 0) -> Understanding:
    """What the director makes of a wish, by the user's settings.

    Args:
        wish: in Chinese, English or both; parameters may stand behind it.
        provider: "auto", "rules", "local" or "remote"; None takes the one of the settings.
        expand, seed: see :meth:`danqing.director.director.Director.understand`.

    Raises:
        RequestError: the wish, a choice or the settings cannot be used.
    """
    settings = read_settings(os.environ)
    made, choice = director(settings), provider or settings.provider
    return planned_with_parameters(lambda body: made.understand(body, provider=choice, expand=expand, seed=seed), wish)


def directed(made: Understanding, request: Request) -> tuple[Request, tuple[str, ...]]:
    """A request whose body is a wish, with what was understood of it in its place.

    Args:
        made: of the wish that :func:`wish_in` gave for this request.
        request: its parameters, adapters and pictures stay.

    Returns:
        The request, and notes on what the plan lacks, so that the wish's own words are drawn.
    """
    notes: list[str] = list(made.notes)
    if made.revised_prompt is not None:
        told = made.revised_prompt
    else:
        told, missing = prompt_to_draw(made.wish, made.plan, made.prompt)
        if missing:
            notes.append(f"The plan has no word of {', '.join(missing[:4])}, so the wish's own words are drawn.")
    read = parse(request.prompt)
    drawn = replace(read, parts=(Part((plain_prompt(told),)),), joiner="")
    facts = {name: value for name, value in made.to_data().items() if name not in ("usage", "notes")}
    facts |= {"notes": notes} if notes else {}
    return _filled(request.replace(prompt=render(drawn)), made.plan, facts), tuple(notes)


def request_of(plan: Plan, request: Request, *, prompt: str | None = None) -> Request:
    """A request that draws a plan.

    Args:
        plan: as the director made it, or as it was changed.
        request: with everything else; its own prompt is not looked at.
        prompt: how the plan is told; None tells it.

    Raises:
        RequestError: the plan names nothing that can be seen.
    """
    told = prompt or prompt_of(plan)
    if not told:
        raise RequestError("The plan names nothing that could be drawn; add a subject or a background.")
    facts: dict[str, Any] = {"plan": plan.to_data(), "prompt": told}
    return _filled(request.replace(prompt=plain_prompt(told)), plan, facts)


def planned(plan: Plan | Understanding, request: Request) -> Request:
    """A request that draws a plan, or what was understood of a wish; see :func:`request_of` and :func:`directed`."""
    if isinstance(plan, Plan):
        return request_of(plan, request)
    return directed(plan, request)[0]


def wish_in(request: Request) -> str | None:
    """The wish that a prompt is, without parameters; None if it has weights, schedules, wildcards or parts."""
    read = parse(request.prompt)
    if not read.is_plain:
        return None
    body = render_parts(read.parts, read.joiner)
    words = words_of(body)
    return words.text if words.is_neutral and len(words.windows()) == 1 else None


def read_plan_file(path: str | Path) -> tuple[Plan, str | None]:
    """The plan of a file, as ``danqing plan -o`` or ``--json`` wrote it, and its richer prompt if it still fits.

    Raises:
        RequestError: the file cannot be read or holds no plan.
    """
    try:
        with Path(path).open("rb") as stream:
            content = stream.read(MAX_PLAN_BYTES + 1)
        if len(content) > MAX_PLAN_BYTES:
            raise RequestError(f"{path} is too large for a plan; it may have {MAX_PLAN_BYTES:,} bytes.")
        data = json.loads(content.decode("utf-8-sig"))
    except OSError as error:
        raise RequestError(f"The plan {path} cannot be read ({error.strerror}); give another file.") from None
    except (UnicodeDecodeError, RecursionError):
        raise RequestError(
            f"The plan {path} is not JSON in UTF-8; write it with: danqing plan PROMPT -o FILE"
        ) from None
    except ValueError as error:
        if isinstance(error, RequestError):
            raise
        raise RequestError(f"The plan {path} is not valid JSON; write it with: danqing plan PROMPT -o FILE") from None
    if not isinstance(data, dict) or "plan" not in data:
        return plan_from_data(data), None
    plan = plan_from_data(data["plan"])
    revised = data.get("revised_prompt")
    kept = isinstance(revised, str) and data.get("prompt") == prompt_of(plan)  # else the plan was changed since
    return plan, str(revised) if kept else None


def shaped(request: Request, own: tuple[int, int], multiple: int) -> Request:
    """The request with the size of its plan's format, unless it or its prompt names a size.

    Args:
        request: as :func:`directed` or :func:`request_of` made it.
        own: the (width, height) that the model draws by itself.
        multiple: sides are multiples of it.
    """
    shape = ((request.director or {}).get("plan") or {}).get("shape")
    said = parse(request.prompt).parameters
    if shape is None or request.width or request.height or "ar" in said or "size" in said:
        return request
    width, height = size_for_ratio(RATIOS[shape], area=own[0] * own[1], multiple=multiple)
    return request.replace(width=width, height=height)


def _filled(request: Request, plan: Plan, facts: dict[str, Any]) -> Request:
    """The request with what the plan avoids, with its boxes where words cannot place things, and its facts."""
    away = [each for each in plan.avoid if each.casefold() not in request.negative.casefold()]
    comma = "，" if plan.language == "zh" else ", "
    regions = request.regions or _regions(plan)
    return request.replace(
        negative=comma.join([*([request.negative] if request.negative else []), *map(plain_prompt, away)]),
        regions=regions,
        director=facts,
    )


def _regions(plan: Plan) -> tuple[Region, ...]:
    """The boxes of a plan whose relations words cannot show."""
    if not any(each.kind in PLACED for each in plan.relations):
        return ()
    try:
        boxed = plan if all(each.box for each in plan.subjects) else lay_out(plan)
    except RequestError:  # its relations contradict each other
        return ()
    regions = read_layout(json.dumps(layout_of(boxed)))
    return tuple(each.replace(prompt=plain_prompt(each.prompt)) for each in regions)
