"""``danqing ideas``: distinct wishes for pictures of a theme."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from danqing.cli.output import JsonOption, Output, QuietOption, table

if TYPE_CHECKING:
    from danqing.director.ideas import Ideas

EXAMPLES = """\b
Examples:
  danqing ideas "中秋节海报" -n 6
  danqing ideas "dinosaurs for kids" --seed 3 -o ideas.txt
  danqing ideas "两只白兔的中秋节贺卡，写着“团圆”" --language en --json
"""

RATIOS = {"square": "1:1", "portrait": "3:4", "landscape": "4:3", "wide": "2:1", "tall": "1:2"}


def ideas(
    theme: Annotated[
        str,
        typer.Argument(
            metavar="THEME",
            help='What the pictures shall be about, such as "中秋节海报"; - reads it from standard input.',
        ),
    ],
    count: Annotated[int, typer.Option("--count", "-n", metavar="N", help="How many ideas, 1 to 50. Default: 6.")] = 6,
    seed: Annotated[int, typer.Option("--seed", metavar="S", help="Another seed gives other ideas. Default: 0.")] = 0,
    language: Annotated[
        str | None,
        typer.Option("--language", metavar="zh|en", help="The language of the ideas. Default: that of the theme."),
    ] = None,
    provider: Annotated[
        str | None,
        typer.Option(
            "--provider",
            metavar="NAME",
            help="auto, rules, remote, or local with a model of your own. Default: as danqing director set it.",
        ),
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="Also write the ideas to this file, one a line."),
    ] = None,
    force: Annotated[bool, typer.Option("--force", help="Write over an existing file.")] = False,
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Give N different ideas for pictures of THEME, each a whole prompt for danqing generate, and say how different."""
    from danqing.cli.drawing import read_stdin
    from danqing.storage.files import check_writable, write_text
    from danqing.tasks.ideas import ideas as have_ideas

    if output is not None:
        check_writable(output, force=force)
    out = Output(as_json=as_json, quiet=quiet)
    made = have_ideas(read_stdin() if theme == "-" else theme, count, seed=seed, language=language, provider=provider)
    facts: dict[str, Any] = made.to_data()
    if output is not None:
        write_text(output, "".join(f"{each}\n" for each in made.prompts))
        facts["file"] = str(output)
    out.result(facts, _text(made))
    if not as_json:
        for note in made.notes:
            out.note(f"Note: {note}")
        if made.model is not None and made.usage is not None:
            from danqing.cli.plan import usage_text

            out.note(f"{made.model}, {usage_text(made.usage)}")


def _text(made: Ideas) -> str:
    """The ideas for people."""
    rows = [(str(number), each) for number, each in enumerate(made.prompts, start=1)]
    if made.shape:
        rows.append(("shape", f"{made.shape}: draw with --ar {RATIOS[made.shape]}"))
    if len(made.ideas) > 1:
        figures = made.diversity
        rows.append(("diversity", f"mean distance {figures.mean_distance:.2f}, distinct-2 {figures.distinct_2:.2f}"))
    return table(None, rows)
