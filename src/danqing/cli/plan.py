"""``danqing plan``: what the director understands of a wish, without drawing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.director.plan import Subject
    from danqing.director.provider import Usage
    from danqing.director.understanding import Understanding

EXAMPLES = """\b
Examples:
  danqing plan "two orange cats on an old sofa, watercolour, no people"
  danqing plan "a black cat to the left of a white dog" --layout boxes.json
  danqing plan "竖版海报：一只白兔在月亮下面，不要有人" --json
  danqing plan "一只猫" --expand rich
  danqing plan "three kites over a lake" --provider remote
"""


def plan(
    wish: Annotated[str, typer.Argument(metavar="PROMPT", help="The wish, in quotes; - reads it from standard input.")],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="FILE", help="Also write the plan as JSON to this file.")
    ] = None,
    layout: Annotated[
        Path | None,
        typer.Option("--layout", metavar="FILE", help="Also write where each thing stands, for generate --layout."),
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option(
            "--provider", metavar="NAME", help="auto, rules, local or remote. Default: as danqing director set it."
        ),
    ] = None,
    expand: Annotated[
        str, typer.Option("--expand", metavar="LEVEL", help="Also make the prompt richer: off, light or rich.")
    ] = "off",
    seed: Annotated[
        int, typer.Option("--seed", metavar="S", help="Chooses among the phrases of --expand. Default: 0.")
    ] = 0,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Show what PROMPT asks to be seen: things, counts, colours, places, style, and what to leave out."""
    from danqing.cli.drawing import read_stdin
    from danqing.core.errors import RequestError
    from danqing.director.layout import lay_out, layout_of
    from danqing.director.wish_parameters import planned_with_parameters
    from danqing.storage.files import check_writable

    for path in (output, layout):
        if path is not None:
            check_writable(path, force=force)
    if output is not None and layout is not None and output.resolve() == layout.resolve():
        raise RequestError("The plan and its layout need files of their own.")
    out = Output(as_json=as_json, quiet=quiet)
    made = planned_with_parameters(
        lambda body: understood(body, provider=provider, expand=expand, seed=seed, quiet=quiet),
        read_stdin() if wish == "-" else wish,
    )
    facts = made.to_data()
    if output is not None:
        _write(output, facts["plan"])
        facts["file"] = str(output)
    if layout is not None:
        if not made.plan.subjects:
            raise RequestError("The wish names nothing that could be laid out.")
        _write(layout, layout_of(lay_out(made.plan)))
        facts["layout"] = str(layout)
    out.result(facts, _text(made))
    if not as_json:
        tell_of(made, out)


def understood(wish: str, *, provider: str | None, expand: str, seed: int, quiet: bool) -> Understanding:
    """What the director makes of a wish; while a model writes, how far it is."""
    import os

    from danqing.cli.progress import Progress
    from danqing.director.settings import read_settings
    from danqing.tasks.directing import begin_loading, director

    settings = read_settings(os.environ)
    choice, made = provider or settings.provider, director(settings)
    asked = made.chosen(choice)
    begin_loading(asked)
    if not asked:
        return made.understand(wish, provider=choice, expand=expand, seed=seed)
    with Progress(f"Asking {asked[0].label or asked[0].kind}", quiet=quiet) as progress:
        written = 0

        def hear(text: str) -> None:
            nonlocal written
            written += len(text)
            progress.say(f"{written} characters")

        return made.understand(wish, provider=choice, expand=expand, seed=seed, on_text=hear)


def tell_of(made: Understanding, out: Output) -> None:
    """The notes, and what a model cost, in passing."""
    for each in made.notes:
        out.note(f"Note: {each}")
    if made.model is not None:
        used = f", {usage_text(made.usage)}" if made.usage is not None else ""
        out.note(f"{made.model}, {made.seconds:.1f} s{used}")
    elif made.usage is not None:
        out.note(f"Answers that were of no use took {usage_text(made.usage)}.")


def usage_text(usage: Usage) -> str:
    """Tokens and cost for people."""
    tokens = f"{usage.input_tokens:,} + {usage.output_tokens:,} tokens"
    return tokens if usage.cost is None else f"{tokens}, {usage.cost:.6f} {usage.currency}"


def _write(path: Path, data: dict[str, Any]) -> None:
    import json

    from danqing.storage.files import write_text

    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _text(made: Understanding) -> str:
    """The plan for people."""
    read = made.plan
    rows = [(str(number), _said(each)) for number, each in enumerate(read.subjects, start=1)]
    rows += [
        (
            "relation",
            f"{read.subjects[each.first].name} {each.kind.replace('_', ' ')} {read.subjects[each.second].name}",
        )
        for each in read.relations
    ]
    for name in ("background", "style", "mood", "composition", "shape"):
        rows += [(name, str(getattr(read, name)))] if getattr(read, name) else []
    rows += [("writes", each) for each in read.lettering]
    rows += [("leaves out", each) for each in read.avoid]
    rows += [("told as", made.prompt)]
    rows += [("richer", made.revised_prompt)] if made.revised_prompt else []
    return table(None, rows)


def _said(subject: Subject) -> str:
    count = "some" if subject.count is None else str(subject.count)
    words = [*subject.attributes, *([subject.color] if subject.color else [])]
    return f"{count} × {subject.name}" + (f" ({', '.join(words)})" if words else "")
