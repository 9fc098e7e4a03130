"""How the command line speaks when something is wrong: one sentence, the right exit code, never a traceback."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from danqing.cli import output
from danqing.cli.main import main
from danqing.cli.progress import Progress, duration
from danqing.core.errors import CancelledError, FailureError, RequestError

Capture = pytest.CaptureFixture[str]


def run(*arguments: str | bytes, **options: object) -> subprocess.CompletedProcess[str]:
    """A real process, as a user would start it."""
    command = [sys.executable, "-m", "danqing", *arguments]
    return subprocess.run(command, capture_output=True, text=True, errors="replace", timeout=120, **options)  # type: ignore[call-overload,no-any-return]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["genrate"], "No such command 'genrate'"),
        (["generate"], "Say what to draw: a prompt in quotes, --plan FILE or --prompts FILE"),
        (["generate", "a", "red", "cat"], "Put the prompt (or name) in quotes"),
        (["director", "forget", "--model", "foo"], "takes options alone; these words are left over: (foo)"),
        (["generate", "cat", "--steps", "many"], "'--steps': it must be a whole number"),
        (["generate", "cat", "--steps", "2.5"], "'--steps'"),
        (["generate", "cat", "--guidance", "much"], "'--guidance': it must be a number"),
        (["generate", "cat", "--sed", "3"], "No such option: --sed"),
        (["generate", "cat", "--steps"], "'--steps' requires an argument"),
        (["models"], "Missing command"),
    ],
)
def test_usage_errors_are_one_sentence(capsys: Capture, arguments: list[str], words: str) -> None:
    assert main(arguments) == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert "--help" in captured.err
    assert captured.err.count("\n") == 1


def test_errors_are_objects_with_json(capsys: Capture) -> None:
    assert main(["generate", "cat", "--steps", "many", "--json"]) == 2
    captured = capsys.readouterr()
    assert captured.err == ""
    error = json.loads(captured.out)["error"]
    assert error["type"] == "UsageError"
    assert "whole number" in error["message"]


@pytest.mark.parametrize(
    ("error", "code", "kind", "words"),
    [
        (RequestError("Ask for less."), 2, "RequestError", "Ask for less."),
        (FailureError("The disk is full."), 1, "FailureError", "The disk is full."),
        (CancelledError("Stopped after 5 images."), 130, "CancelledError", "Stopped after 5 images."),
        (KeyboardInterrupt(), 130, "CancelledError", "Stopped."),
        (MemoryError(), 1, "OutOfMemoryError", "not enough memory"),
        (
            RuntimeError("DefaultCPUAllocator: can't allocate memory: 5 bytes"),
            1,
            "OutOfMemoryError",
            "not enough memory",
        ),
        (ModuleNotFoundError("No module", name="pyarrow"), 1, "MissingPackageError", "pip install 'danqing[train]'"),
        (
            OSError(5, "Input/output error", "a.png"),
            1,
            "FailureError",
            "The system refused: Input/output error (a.png).",
        ),
        (TypeError("bad\nthing"), 1, "TypeError", "(TypeError: bad thing); run it again with DANQING_DEBUG=1"),
    ],
)
def test_every_kind_of_error_has_its_code(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch, error: BaseException, code: int, kind: str, words: str
) -> None:
    monkeypatch.delenv("DANQING_DEBUG", raising=False)
    assert output.report_error(error, as_json=False) == code
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert captured.out == ""
    assert output.report_error(error, as_json=True) == code
    captured = capsys.readouterr()
    assert json.loads(captured.out)["error"]["type"] == kind
    assert captured.err == ""


def test_debugging_shows_where(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_DEBUG", "1")
    assert main(["generate", "cat", "--steps", "0"]) == 2
    captured = capsys.readouterr()
    assert "Traceback" in captured.err
    assert "Error: The number of steps" in captured.err


def test_ctrl_c_while_modules_are_imported_is_one_word() -> None:
    code = (
        "import sys\n"
        "class Pressed:\n"
        "    def find_spec(self, name, *rest):\n"
        "        if name == 'danqing.cli.main':\n"
        "            raise KeyboardInterrupt\n"
        "sys.meta_path.insert(0, Pressed())\n"
        "from danqing.__main__ import main\n"
        "sys.exit(main())\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "Stopped.\n")
    told = tomllib.loads((Path(__file__).parents[2] / "pyproject.toml").read_text("utf-8"))
    assert told["project"]["scripts"]["danqing"] == "danqing.__main__:main"


def test_help_and_version_answer(capsys: Capture) -> None:
    assert main([]) == 0
    bare = capsys.readouterr().out
    assert main(["--help"]) == 0
    assert capsys.readouterr().out == bare
    for command in ("generate", "models", "data", "train"):
        assert command in bare
    assert main(["--version"]) == 0
    assert capsys.readouterr().out.startswith("danqing ")


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys; from danqing.cli.main import main; main(['--help']); main(['generate', '--help']);"
        "heavy = {'torch', 'numpy', 'PIL', 'diffusers', 'transformers', 'tokenizers', 'pyarrow', 'rich'};"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.skipif(os.name == "nt", reason="command lines are bytes on POSIX only")
def test_bytes_that_are_not_text_are_refused(tmp_path: Path) -> None:
    done = run("generate", b"cat \xff\xfe", cwd=tmp_path)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: ")
    assert done.stderr.count("\n") == 1
    done = run("generate", b"cat \xff\xfe", "--json", cwd=tmp_path)
    assert done.returncode == 2
    assert json.loads(done.stdout)["error"]["type"] == "RequestError"
    assert list(tmp_path.iterdir()) == []


def test_a_reader_that_leaves_is_no_error() -> None:
    with subprocess.Popen(
        [sys.executable, "-m", "danqing", "data", "list"], stdout=-1, stderr=-1, text=True
    ) as process:
        assert process.stdout is not None
        process.stdout.close()
        _, errors = process.communicate(timeout=60)
    assert errors == ""
    assert process.returncode == 1


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs a device that is always full")
def test_a_full_or_closed_output_is_no_accident() -> None:
    command = [sys.executable, "-m", "danqing", "--version"]
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=60)
    assert done.returncode == 1
    assert done.stderr == "Error: The disk is full; free some space and try again.\n"
    for unbuffered in ("", "1"):
        with Path("/dev/full").open("w") as full:
            done = subprocess.run(
                [sys.executable, "-m", "danqing", "generate", "", "--json"],
                stdout=full,
                stderr=subprocess.PIPE,
                text=True,
                timeout=60,
                env={**os.environ, "PYTHONUNBUFFERED": unbuffered},
            )
        assert done.returncode == 2
        assert done.stderr == "Error: The prompt is empty; say in a few words what to draw.\n"
    shell = ["sh", "-c", '"$@" >&-', "sh", *command]
    done = subprocess.run(shell, stderr=subprocess.PIPE, text=True, timeout=60)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.skipif(os.name == "nt", reason="closes a descriptor as POSIX shells do")
def test_a_closed_input_is_named(tmp_path: Path) -> None:
    shell = ["sh", "-c", '"$@" <&-', "sh", sys.executable, "-m", "danqing", "generate", "-"]
    done = subprocess.run(shell, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert done.stderr.startswith("Error: There is no standard input")
    assert done.stderr.count("\n") == 1


def test_output_survives_a_terminal_without_chinese(tmp_path: Path) -> None:
    done = run("generate", "猫", "--model", "不存在", cwd=tmp_path, env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 2
    assert done.stderr.startswith("Error: There is no model named '\\u4e0d\\u5b58\\u5728'")
    done = run(env={**os.environ, "PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    assert "\\u4e39\\u9752" in done.stdout


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0.84, "0.8 s"), (42.4, "42 s"), (200, "3 min 20 s"), (120, "2 min"), (7500, "2 h 5 min"), (7200, "2 h")],
)
def test_durations_are_said_as_people_do(seconds: float, said: str) -> None:
    assert duration(seconds) == said


def test_plain_progress_is_sparse_and_says_what_is_left(capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
    now = 0.0
    monkeypatch.setattr("danqing.cli.progress.time.monotonic", lambda: now)
    with Progress("Drawing") as progress:
        for now, step in ((5.0, 1), (20.0, 5), (21.0, 6), (31.0, 8), (45.0, 10)):  # noqa: B007
            progress.update(step, 10)
    assert capsys.readouterr().err.splitlines() == [
        "Drawing: 5 of 10 steps, about 19 s left",
        "Drawing: 8 of 10 steps, about 7.4 s left",
    ]


@pytest.mark.parametrize("make", [lambda: Progress("Drawing", quiet=True)])
def test_quiet_progress_says_nothing(capsys: Capture, make: Callable[[], Progress]) -> None:
    with make() as progress:
        progress.update(1, 2)
    captured = capsys.readouterr()
    assert captured.out == captured.err == ""
