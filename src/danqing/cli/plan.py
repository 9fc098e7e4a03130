"""``danqing plan``: what the director understands of a wish, without drawing it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, table

if TYPE_CHECKING:
    from danqing.director.plan import Plan, Subject

EXAMPLES = """\b
Examples:
  danqing plan "two orange cats on an old sofa, watercolour, no people"
  danqing plan "a black cat to the left of a white dog" --layout boxes.json
  danqing plan "竖版海报：一只白兔在月亮下面，不要有人" --json
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
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    as_json: JsonOption = False,
) -> None:
    """Show what PROMPT asks to be seen: things, counts, colours, places, style, and what to leave out."""
    from danqing.cli.drawing import read_stdin
    from danqing.core.errors import RequestError
    from danqing.director.layout import lay_out, layout_of
    from danqing.director.plan_text import prompt_of
    from danqing.storage.files import check_writable
    from danqing.tasks.lexicon import plan_wish

    for path in (output, layout):
        if path is not None:
            check_writable(path, force=force)
    if output is not None and layout is not None and output.resolve() == layout.resolve():
        raise RequestError("The plan and its layout need files of their own.")
    read = lay_out(plan_wish(read_stdin() if wish == "-" else wish))
    facts: dict[str, Any] = {"plan": read.to_data(), "prompt": prompt_of(read), "provider": "rules"}
    if output is not None:
        _write(output, facts["plan"])
        facts["file"] = str(output)
    if layout is not None:
        if not read.subjects:
            raise RequestError("The wish names nothing that could be laid out.")
        _write(layout, layout_of(read))
        facts["layout"] = str(layout)
    Output(as_json=as_json).result(facts, _text(read, facts["prompt"]))


def _write(path: Path, data: dict[str, Any]) -> None:
    import json

    from danqing.storage.files import write_text

    write_text(path, json.dumps(data, ensure_ascii=False, indent=1) + "\n")


def _text(read: Plan, prompt: str) -> str:
    """The plan for people."""
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
    rows += [("told as", prompt or "(nothing that can be seen)")]
    return table(None, rows)


def _said(subject: Subject) -> str:
    count = "some" if subject.count is None else str(subject.count)
    words = [*subject.attributes, *([subject.color] if subject.color else [])]
    return f"{count} × {subject.name}" + (f" ({', '.join(words)})" if words else "")
