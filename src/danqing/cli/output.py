"""What commands print: results on standard output, everything else on standard error."""

from __future__ import annotations

import errno
import json
import os
import sys
import traceback
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Annotated, Any

import typer
from typer import TyperException

from danqing.core.errors import DanqingError

JsonOption = Annotated[bool, typer.Option("--json", help="Print one JSON object instead of text.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="Print no progress and no notes.")]

_LEFT_OVER = "Got unexpected extra argument(s)"
_PLAINER = {
    "Input should be a valid integer, unable to parse string as an integer": "it must be a whole number",
    "Input should be a valid number, unable to parse string as a number": "it must be a number",
    _LEFT_OVER: "Put the prompt (or name) in quotes; these words are left over:",
    "Did you mean": "did you mean",
    "Value error, ": "",
}


@dataclass(frozen=True, kw_only=True)
class Output:
    """Where a command's words go, as its ``--json`` and ``--quiet`` ask."""

    as_json: bool = False
    quiet: bool = False

    def note(self, text: str) -> None:
        """Say something in passing."""
        if not self.quiet:
            print(text, file=sys.stderr, flush=True)

    def result(self, facts: Mapping[str, Any], text: str) -> None:
        """Give the result once: ``facts`` as a JSON object, or ``text`` for people."""
        if self.as_json:
            print_line(_dump(facts))
        elif text:
            print_line(text)


def print_line(text: str) -> None:
    """Write to standard output, if there is one; what its encoding lacks becomes an escape instead of an error."""
    if sys.stdout is None:  # closed by whoever started us
        return
    encoding = getattr(sys.stdout, "encoding", None) or "utf-8"
    try:
        sys.stdout.write(text.encode(encoding, "backslashreplace").decode(encoding) + "\n")
    except OSError:
        abandon()
        raise


def finish() -> None:
    """Flush standard output, so that what goes wrong there is told like any other error.

    Raises:
        BrokenPipeError: the reader left.
        OSError: the disk that it leads to is full.
    """
    try:
        if sys.stdout is not None:
            sys.stdout.flush()
    except OSError:
        abandon()
        raise


def abandon() -> None:
    """Let the rest of standard output go nowhere, so that Python does not complain about it on leaving."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)


def table(headings: Sequence[str] | None, rows: Sequence[Sequence[str]]) -> str:
    """Lay out rows in columns, under headings if given; wide (Chinese) characters count twice."""
    from rich.cells import cell_len

    lines = [*([headings] if headings else []), *rows]
    widths = [max(cell_len(line[column]) for line in lines) for column in range(len(lines[0]))]
    return "\n".join(
        "  ".join(cell + " " * (width - cell_len(cell)) for cell, width in zip(line, widths, strict=True)).rstrip()
        for line in lines
    )


def size_text(size_bytes: float) -> str:
    """A number of bytes as people say it: ``512 bytes``, ``48 MiB``, ``3.2 GiB``."""
    size = float(size_bytes)
    for unit in ("bytes", "KiB", "MiB"):
        if size < 1024:
            return f"{size:.0f} {unit}"
        size /= 1024
    return f"{size:.1f} GiB"


def report_error(error: BaseException, *, as_json: bool) -> int:
    """Print one sentence about ``error`` (as JSON on standard output if asked and possible) and give the exit code."""
    if is_debugging():
        traceback.print_exception(error)
    kind, sentence, code = _explain(error)
    if as_json:
        try:
            print_line(_dump({"error": {"type": kind, "message": sentence}}))
            finish()
            return code
        except OSError:  # standard output is full or closed, so the sentence goes the other way
            pass
    print(f"Error: {sentence}" if code != 130 else sentence, file=sys.stderr)
    return code


def is_debugging() -> bool:
    """Whether ``DANQING_DEBUG`` asks for tracebacks and library warnings."""
    return os.environ.get("DANQING_DEBUG", "") not in ("", "0")


def _explain(error: BaseException) -> tuple[str, str, int]:
    kind = type(error).__name__
    match error:
        case DanqingError():
            return kind, str(error).replace("(force=True)", "(--force)"), error.exit_code
        case KeyboardInterrupt():
            return "CancelledError", "Stopped.", 130
        case TyperException():
            return "UsageError", _usage(error), 2
        case ModuleNotFoundError() if error.name and not error.name.startswith("danqing"):
            return (
                "MissingPackageError",
                f"This needs the package {error.name!r}, which is not installed; run: pip install 'danqing[train]'",
                1,
            )
        case _ if isinstance(error, MemoryError) or kind == "OutOfMemoryError" or "can't allocate memory" in str(error):
            return "OutOfMemoryError", "There is not enough memory; make fewer or smaller pictures at a time.", 1
        case OSError() if error.errno == errno.ENOSPC:
            return "FailureError", "The disk is full; free some space and try again.", 1
        case OSError() if error.strerror:
            where = f" ({error.filename})" if error.filename else ""
            return "FailureError", f"The system refused: {error.strerror}{where}.", 1
    about = " ".join(str(error).split())[:200]
    return (
        kind,
        f"Something went wrong inside Danqing ({kind}: {about}); run it again with DANQING_DEBUG=1 to see where.",
        1,
    )


def _usage(error: TyperException) -> str:
    message = " ".join(error.format_message().split()).rstrip(".?")
    context = getattr(error, "ctx", None)
    if context and not any(each.param_type_name == "argument" for each in context.command.params):
        message = message.replace(_LEFT_OVER, "This command takes options alone; these words are left over:")
    for said, meant in _PLAINER.items():
        message = message.replace(said, meant)
    return f"{message}; see: {context.command_path if context else 'danqing'} --help"


def _dump(facts: Mapping[str, Any]) -> str:
    text = json.dumps(facts, ensure_ascii=False, indent=2)
    try:
        text.encode(getattr(sys.stdout, "encoding", None) or "utf-8")
    except UnicodeEncodeError:
        text = json.dumps(facts, indent=2)
    return text
