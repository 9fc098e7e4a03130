"""The ``danqing`` command: its subcommands, and the one place where errors become sentences and exit codes.

Exit codes: 0 done, 1 failed although the request was sound, 2 bad input, 130 stopped with Ctrl-C. Command bodies import
what they need when they run, so that ``danqing --help`` answers at once.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
import warnings
from collections.abc import Sequence
from types import FrameType
from typing import Annotated, TextIO

import typer
from typer.main import get_command

from danqing.cli import (
    adapters,
    animate,
    blend,
    chat,
    data,
    describe,
    director,
    edit,
    editing,
    generate,
    ideas,
    layout,
    models,
    output,
    panorama,
    plan,
    preprocess,
    prompt,
    restyle,
    sheet,
    styles,
    train,
    train_adapter,
    upscale,
)

QUIET_LIBRARIES = {
    "TRANSFORMERS_VERBOSITY": "error",
    "DIFFUSERS_VERBOSITY": "error",
    "HF_HUB_DISABLE_PROGRESS_BARS": "1",
    "TOKENIZERS_PARALLELISM": "false",
}

app = typer.Typer(
    name="danqing",
    help="Danqing (丹青) turns words into pictures, in Chinese and English alike.",
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
)
app.command("generate", epilog=generate.EXAMPLES)(generate.generate)
app.command("prompt", epilog=prompt.EXAMPLES)(prompt.prompt)
app.command("plan", epilog=plan.EXAMPLES)(plan.plan)
app.command("ideas", epilog=ideas.EXAMPLES)(ideas.ideas)
app.command("img2img", epilog=editing.IMG2IMG_EXAMPLES)(editing.img2img)
app.command("inpaint", epilog=editing.INPAINT_EXAMPLES)(editing.inpaint)
app.command("edit", epilog=edit.EXAMPLES)(edit.edit)
app.command("chat", epilog=chat.EXAMPLES)(chat.chat)
app.command("outpaint", epilog=editing.OUTPAINT_EXAMPLES)(editing.outpaint)
app.command("vary", epilog=editing.VARY_EXAMPLES)(editing.vary)
app.command("blend", epilog=blend.EXAMPLES)(blend.blend)
app.command("describe", epilog=describe.EXAMPLES)(describe.describe)
app.command("tile", epilog=panorama.TILE_EXAMPLES)(panorama.tile)
app.command("panorama", epilog=panorama.PANORAMA_EXAMPLES)(panorama.panorama)
app.command("preprocess", epilog=preprocess.EXAMPLES)(preprocess.preprocess)
app.command("restyle", epilog=restyle.EXAMPLES)(restyle.restyle)
app.command("upscale", epilog=upscale.EXAMPLES)(upscale.upscale)
app.command("sheet", epilog=sheet.EXAMPLES)(sheet.sheet)
app.add_typer(layout.app, name="layout")
app.command("animate", epilog=animate.EXAMPLES)(animate.animate)
app.add_typer(models.app, name="models")
app.add_typer(adapters.app, name="adapters")
app.add_typer(styles.app, name="styles")
app.add_typer(data.app, name="data")
app.add_typer(director.app, name="director")
app.command("train")(train.train)
app.command("train-adapter", epilog=train_adapter.EXAMPLES)(train_adapter.train_adapter)


def _print_version(wanted: bool) -> None:
    if wanted:
        from danqing._version import __version__

        output.print_line(f"danqing {__version__}")
        raise typer.Exit


@app.callback(invoke_without_command=True)
def _root(
    context: typer.Context,
    version: Annotated[
        bool, typer.Option("--version", help="Show the version and exit.", callback=_print_version, is_eager=True)
    ] = False,
) -> None:
    if context.invoked_subcommand is None:
        output.print_line(context.get_help())


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command line and return its exit code; every error becomes one sentence, never a traceback."""
    if not output.is_debugging():
        for name, value in QUIET_LIBRARIES.items():
            os.environ.setdefault(name, value)
    arguments = list(sys.argv[1:] if arguments is None else arguments)
    in_main_thread = threading.current_thread() is threading.main_thread()
    before = signal.getsignal(signal.SIGTERM)
    try:
        if in_main_thread:
            signal.signal(signal.SIGTERM, _stop)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            if output.is_debugging() or not {"--quiet", "-q"} & set(arguments):
                _hear_our_warnings()
            code = get_command(app).main(args=arguments, prog_name="danqing", standalone_mode=False)
            output.finish()
        if code == 130:
            raise KeyboardInterrupt
        return code if isinstance(code, int) else 0
    except BrokenPipeError:
        output.abandon()
        return 1
    except SystemExit as leaving:
        return leaving.code if isinstance(leaving.code, int) else 1
    except BaseException as error:
        return output.report_error(error, as_json="--json" in arguments)
    finally:
        if in_main_thread:
            signal.signal(signal.SIGTERM, before)


def _stop(number: int, frame: FrameType | None) -> None:
    """Leave on SIGTERM by the same road as on any error, so that temporary files are removed."""
    raise SystemExit(128 + number)


def _hear_our_warnings() -> None:
    """Print the warnings that Danqing means for the user as notes; libraries' own stay silent unless debugging."""
    from danqing.core.warnings import DanqingWarning

    warnings.simplefilter("always", DanqingWarning)
    if output.is_debugging():
        warnings.simplefilter("default")

    told: set[str] = set()

    def show(
        message: Warning | str,
        category: type[Warning],
        filename: str,
        lineno: int,
        file: TextIO | None = None,
        line: str | None = None,
    ) -> None:
        if str(message) not in told:  # one that many pictures share is said once
            print(f"Note: {message}", file=sys.stderr)
        told.add(str(message))

    warnings.showwarning = show
