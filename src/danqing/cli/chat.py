"""``danqing chat``: pictures drawn and changed turn by turn."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from danqing.cli.drawing import (
    GuidanceOption,
    ModelOption,
    SamplerOption,
    SeedOption,
    StepsOption,
    StyleOption,
    load_studio,
)
from danqing.cli.output import JsonOption, Output, QuietOption

if TYPE_CHECKING:
    from danqing.tasks.conversation import Chat, Said
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.studio import Studio

EXAMPLES = """\b
Examples:
  danqing chat cats
  danqing chat cats --script turns.txt --seed 7
  printf '一只橘猫在草地上\\n再亮一点\\n' | danqing chat cats --script -
"""
LEAVING = frozenset(("quit", "exit", "bye", "退出", "再见", "结束"))
MAX_SCRIPT_BYTES = 2**20


def chat(
    folder: Annotated[
        Path,
        typer.Argument(
            metavar="FOLDER", help="Where pictures and the conversation go; it is gone on with if it holds one."
        ),
    ],
    script: Annotated[
        str | None,
        typer.Option("--script", metavar="FILE", help="Turns from a file, one a line; - reads standard input."),
    ] = None,
    seed: SeedOption = None,
    steps: StepsOption = None,
    guidance: GuidanceOption = None,
    sampler: SamplerOption = None,
    style: StyleOption = None,
    model: ModelOption = "danqing-mini",
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """Talk about pictures: wish for one, change it, go back, ask for more; numbered files go to FOLDER."""
    from danqing.core.errors import FailureError
    from danqing.tasks.conversation import Chat

    options: DrawOptions = {"steps": steps, "guidance": guidance, "sampler": sampler, "style": style}
    _check(seed, steps, guidance)
    turns = None if script is None else _script(script)
    out = Output(as_json=as_json, quiet=quiet)
    opened = Chat(folder, _once(model, quiet=quiet), seed=seed, options=options)
    lines = _typed(opened, out) if turns is None else iter(turns)
    try:
        failed = _talk(opened, lines, out, typed=turns is None)
    finally:
        opened.close()
    out.result({"folder": str(folder), **opened.conversation.to_data()}, "")
    if failed and turns is not None:
        raise FailureError(f"{failed} of {len(turns)} turns could not be done; the others are in {folder}.")


def _talk(chat: Chat, lines: Iterator[str], out: Output, *, typed: bool) -> int:
    """All turns, one after another; one that cannot be done is told and left. Gives how many were."""
    from danqing.cli.output import print_line, report_error
    from danqing.core.errors import DanqingError

    failed = 0
    for line in lines:
        try:
            said = _turn(chat, line, out)
        except KeyboardInterrupt:
            if not typed:
                raise
            print("Stopped; what was finished is kept.", file=sys.stderr)
        except DanqingError as error:
            failed += 1
            report_error(error, as_json=False)
        else:
            if not out.as_json:
                print_line(_text(chat, said))
    return failed


def _turn(chat: Chat, line: str, out: Output) -> Said:
    from danqing.cli.progress import Progress

    with Progress("Drawing", quiet=out.quiet) as progress:
        return chat.say(line, on_step=lambda at: progress.update(at.step, at.total))


def _text(chat: Chat, said: Said) -> str:
    """What a turn gave: how it was understood, and the files."""
    from danqing.tasks.conversation import sentence_of

    if said.step.kind == "talk":
        return sentence_of(said)
    numbers = said.pictures or (said.number,)
    files = (f"{number}  {chat.path(number)}" for number in numbers if number is not None)
    return "\n".join([f"({sentence_of(said)})", *files])


def _typed(chat: Chat, out: Output) -> Iterator[str]:
    """Lines from the terminal, or from whatever standard input is, until it ends or the user leaves."""
    asks = sys.stdin is not None and sys.stdin.isatty()
    if asks:
        so_far = len(chat.conversation.pictures)
        out.note(f"{so_far} pictures so far. " if so_far else "Say what you wish to see. ")
        out.note("Then change it, go back, ask for more; an empty line or quit ends.")
    while True:
        try:
            line = input("> " if asks else "")
        except (EOFError, RuntimeError):  # the end, or no standard input at all
            return
        if not line.strip() or line.strip().lower() in LEAVING:
            return
        yield line


def _script(name: str) -> list[str]:
    """The turns of a file: its lines that are not empty and do not begin with #."""
    from danqing.core.errors import RequestError

    try:
        if name == "-":
            content = sys.stdin.buffer.read(MAX_SCRIPT_BYTES + 1) if sys.stdin is not None else b""
        else:
            with Path(name).open("rb") as stream:
                content = stream.read(MAX_SCRIPT_BYTES + 1)
        if len(content) > MAX_SCRIPT_BYTES:
            raise RequestError(f"The script {name} is larger than 1 MiB.")
        text = content.decode("utf-8-sig")
    except OSError as error:
        raise RequestError(f"The script {name} cannot be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise RequestError(f"The script {name} is not UTF-8 text.") from None
    turns = [line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#")]
    if not turns:
        raise RequestError(f"The script {name} has no turns.")
    return turns


def _check(seed: int | None, steps: int | None, guidance: float | None) -> None:
    """Refuse what no request takes before a model is opened."""
    from danqing.core.request import Request

    Request(prompt="a picture", seed=0 if seed is None else seed, steps=steps, guidance=guidance)


def _once(model: str, *, quiet: bool) -> Callable[[], Studio]:
    """Opens the model when it is first asked for."""
    return cache(lambda: load_studio(model, quiet=quiet))
