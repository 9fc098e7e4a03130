"""``danqing prompt``: what a prompt is read as, without drawing it."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, table

if TYPE_CHECKING:
    from danqing.core.request import Request
    from danqing.tasks.wording import Wording

EXAMPLES = """\b
Examples:
  danqing prompt "a {red, blue} [cat:dog:0.5] --ar 3:2"
  danqing prompt "一只（猫:1.3），——ar 3:2" --json
"""

STEPS = 30  # as danqing-mini takes


def prompt(
    text: Annotated[
        str, typer.Argument(metavar="PROMPT", help="The prompt, in quotes; - reads it from standard input.")
    ],
    negative: Annotated[str, typer.Option("--negative", metavar="TEXT", help="What to keep out of the picture.")] = "",
    seed: Annotated[
        int | None,
        typer.Option("--seed", metavar="S", help="Chooses from wildcards as it would in drawing. Default: 0."),
    ] = None,
    steps: Annotated[
        int | None, typer.Option("--steps", metavar="N", help="Sampling steps to count schedules on. Default: 30.")
    ] = None,
    as_json: JsonOption = False,
) -> None:
    """Show what PROMPT is read as, without drawing it: its choices, words, weights, steps and parameters."""
    from danqing.cli.drawing import read_stdin
    from danqing.tasks.prompting import requests_for

    requests = requests_for(read_stdin() if text == "-" else text, seed=seed, negative=negative, steps=steps)
    read = [_read(each, seeded=seed is not None) for each in requests]
    Output(as_json=as_json).result({"prompts": read}, "\n\n".join(map(_text, read)))


def _read(request: Request, *, seeded: bool) -> dict[str, Any]:
    """The facts of one prompt, JSON-ready; ``seeded`` says that its seed was given."""
    from danqing.tasks.prompting import read_request, unread_marks
    from danqing.tasks.wording import wording_of

    asked = read_request(request)
    body, away = asked.words(lambda text, negative: (text, negative))
    steps = asked.steps(STEPS)
    seed = request.seed if seeded or "seed" in asked.prompt.parameters else 0
    wording = wording_of(body, away, seed=seed, index=0, steps=steps)
    return {
        "written": request.prompt,
        "read": wording.prompt,
        "negative": wording.negative,
        "seed": seed,
        "steps": steps,
        "moments": _moments(wording),
        "parameters": dict(asked.prompt.parameters),
        "adapters": [{"name": each.name, "weight": each.weight} for each in asked.prompt.adapters],
        "pictures": list(asked.prompt.images),
        "no_effect": list(unread_marks(asked.prompt)),
    }


def _moments(wording: Wording) -> list[dict[str, Any]]:
    """The words of each run of equal steps; steps are counted from 1."""
    moments = []
    for (parts, away), run in groupby(enumerate(wording.steps, 1), lambda step: step[1]):
        numbers = [number for number, _ in run]
        said = [{"weight": round(weight, 6), "words": _words(text)} for text, weight in parts]
        moments.append({"first": numbers[0], "last": numbers[-1], "parts": said, "negative": _words(away)})
    return moments


def _words(text: str) -> list[dict[str, Any]]:
    from danqing.director.moments import words_of

    windows = words_of(text).windows()
    return [
        {"text": span.text, "weight": round(span.weight, 6), "window": number}
        for number, window in enumerate(windows, 1)
        for span in window.spans
    ]


def _text(facts: dict[str, Any]) -> str:
    """One prompt for people."""
    rows = []
    several = len(facts["moments"]) > 1
    for moment in facts["moments"]:
        first, last = moment["first"], moment["last"]
        when = "draws" if not several else f"step {first}" if first == last else f"steps {first}-{last}"
        for part in moment["parts"]:
            share = "" if len(moment["parts"]) == 1 else f"{part['weight']:g} × "
            rows.append((when, share + _marked(part["words"])))
            when = ""
    away = facts["moments"][0]["negative"]
    rows += [("keeps out", _marked(away) if not several else facts["negative"])] if away else []
    rows += [(f"--{name}", "yes" if value is True else str(value)) for name, value in facts["parameters"].items()]
    rows += [("adapter", f"{each['name']} at {each['weight']:g}") for each in facts["adapters"]]
    rows += [("no effect", mark) for mark in facts["no_effect"]]
    return f"{facts['written']}\n{table(None, [(f'  {name}', said) for name, said in rows])}"


def _marked(words: list[dict[str, Any]]) -> str:
    """Words with what weighs differently in brackets, and a bar where an encoder's window is broken."""
    marked, window = "", 1
    for each in words:
        marked += " ‖ " if each["window"] != window else ""
        window = each["window"]
        marked += each["text"] if each["weight"] == 1 else f"({each['text']}:{each['weight']:g})"
    return " ".join(marked.split()) or "(nothing)"
