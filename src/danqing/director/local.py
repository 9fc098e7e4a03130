"""A language model on this machine: a GGUF file run by llama.cpp (xllamacpp), held to the schema as it writes."""

from __future__ import annotations

import contextlib
import importlib.util
import json
import os
import subprocess
import sys
import threading
import time
import weakref
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danqing.core.errors import (
    CheckpointError,
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.core.numbers import is_number
from danqing.director.deadline import Say
from danqing.director.provider import DEADLINE_S, Answer, Answering, Message, Usage, read_answer
from danqing.storage import home

_MOST_THREADS = 4
_WORKER = Path(__file__).with_name("local_worker.py")


@dataclass(frozen=True, kw_only=True)
class LoraFile:
    """A GGUF LoRA adapter.

    Args:
        path: of the file.
        scale: how much of it is added; 0 is none.
    """

    path: Path
    scale: float = 1.0

    def __post_init__(self) -> None:
        if not is_number(self.scale):
            raise RequestError(f"The scale of a LoRA adapter is a number, not {self.scale!r}.")


class LocalProvider(Answering):
    """A GGUF model in a process of its own (:mod:`danqing.director.local_worker`).

    It is loaded at the first call or by :meth:`load`, which takes a second or less. One call runs at a time; others
    wait, and their waiting counts against their deadline. A call that is given up ends the process, and the next call
    loads the model again.

    Args:
        model: the GGUF file; None for :func:`danqing.storage.home.local_model_path`.
        adapters: LoRA adapters for it.
        context: tokens of question and answer together.
        max_tokens: of an answer.
        threads: for the computation; None takes one for each core, up to four, as more help a small model little.
        seed: only counts with a ``temperature``.
        temperature: 0 always takes the likeliest token.

    Raises:
        CheckpointError: a file is missing or no GGUF.
        RequestError: a number is out of its range.
    """

    def __init__(
        self,
        model: Path | None = None,
        *,
        adapters: Sequence[LoraFile] = (),
        context: int = 2048,
        max_tokens: int = 800,
        threads: int | None = None,
        seed: int = 0,
        temperature: float = 0.0,
    ) -> None:
        threads = min(os.cpu_count() or 1, _MOST_THREADS) if threads is None else threads
        if min(context, max_tokens, threads) < 1 or temperature < 0:
            raise RequestError("Context, tokens and threads are numbers from 1, the temperature one from 0.")
        if model is None and not home.local_model_path().is_file():
            raise CheckpointError("The language model for this machine is not here yet; run: danqing director fetch")
        self._model = Path(model or home.local_model_path()).resolve()
        self._adapters = tuple(adapters)
        for path in (self._model, *(each.path for each in self._adapters)):
            _check_gguf(path)
        self._settings = {"model": str(self._model), "context": context, "threads": threads}
        self._options = {"max_tokens": max_tokens, "seed": seed, "temperature": temperature}
        self._turn, self._state = threading.Lock(), threading.Lock()
        self._working_for: threading.Event | None = None
        self._process: subprocess.Popen[str] | None = None
        self._loaded = False
        self._spent = Usage.of(0, 0, None)
        self._end_process: Callable[[], object] = lambda: None

    @property
    def name(self) -> str:
        """The model's file, and those of its adapters, without their endings."""
        return " with ".join(path.stem for path in (self._model, *(each.path for each in self._adapters)))

    @property
    def spent(self) -> Usage:
        """See :class:`danqing.director.provider.Answering`."""
        return self._spent

    def answer(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        deadline_s: float = DEADLINE_S,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """See :class:`danqing.director.provider.Answering`.

        Raises:
            ProviderError: too slow, too long for the model, rubbish, or xllamacpp is not installed or stopped.
            CheckpointError: the file cannot be loaded.
        """
        asked = {"messages": [each.to_data() for each in messages], "schema": dict(schema), **self._options}
        given_up = threading.Event()

        def work(say: Say, end: float) -> tuple[str, Usage]:
            if not self._turn.acquire(timeout=max(end - time.monotonic(), 0)):
                raise TimeoutError
            try:
                with self._state:
                    self._working_for = given_up
                return self._ask(self._running(given_up), asked, say)
            finally:
                with self._state:
                    self._working_for = None
                self._turn.release()

        try:
            text, usage = self._in_time(deadline_s, work, on_text)
        finally:
            self._give_up(given_up)
        return Answer(value=read_answer(text, schema, self.name), usage=usage)

    def load(self) -> None:
        """Begin to load the model and return at once; a call waits for what is left of it.

        Raises:
            ProviderUnreachableError: xllamacpp is not installed.
        """
        with self._state:
            self._start()

    def close(self) -> None:
        """Give the memory back; the next call loads the model again."""
        with self._turn:
            self._end_process()

    def _give_up(self, call: threading.Event) -> None:
        """End the process if it still works for that call; a call whose turn comes later finds that out."""
        with self._state:
            call.set()
            if self._working_for is call and self._process is not None:
                self._process.kill()
                self._process.wait()

    def _start(self) -> subprocess.Popen[str]:
        """The process, which loads the model if it is new."""
        if self._process is None or self._process.poll() is not None:
            self._end_process()
            self._process, self._loaded = _started(), False
            self._end_process = weakref.finalize(self, _end, self._process)
            adapters = [(str(each.path.resolve()), each.scale) for each in self._adapters]
            _write(self._process, {**self._settings, "adapters": adapters})
        return self._process

    def _running(self, given_up: threading.Event) -> subprocess.Popen[str]:
        """The process with the model loaded."""
        with self._state:
            if given_up.is_set():
                raise TimeoutError
            process = self._start()
        if not self._loaded:
            if not self._line(process).get("ready"):
                self._end_process()
                one = " or an adapter of it" if self._adapters else ""
                raise CheckpointError(
                    f"{self._model}{one} cannot be loaded; it is damaged or of a kind that xllamacpp lacks"
                    f"{_cure(self._model)}."
                )
            self._loaded = True
        return process

    def _ask(self, process: subprocess.Popen[str], asked: Mapping[str, Any], say: Say) -> tuple[str, Usage]:
        _write(process, asked)
        said: list[str] = []
        while "text" in (line := self._line(process)):
            said.append(line["text"])
            say(line["text"])
        if "error" in line:
            raise self._refusal(line["error"])
        text = "".join(said)
        if line["end"] != "stop":
            raise ProviderRubbishError(f"{self.name} was cut off before its answer was whole.", text)
        usage = line.get("usage", {})
        used = Usage.of(usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0), None)
        read, written = self._spent.input_tokens, self._spent.output_tokens  # one call runs at a time
        self._spent = Usage.of(read + used.input_tokens, written + used.output_tokens, None)
        return text, used

    def _line(self, process: subprocess.Popen[str]) -> dict[str, Any]:
        assert process.stdout is not None
        line = process.stdout.readline()
        if not line.endswith("\n"):
            raise ProviderUnreachableError(
                f"What runs {self.name} stopped; the memory was short, or xllamacpp cannot run this model."
            )
        found: dict[str, Any] = json.loads(line)
        return found

    def _refusal(self, error: Mapping[str, Any]) -> ProviderRefusedError:
        if error.get("type") == "exceed_context_size_error":
            return ProviderRefusedError(
                f"The question has {error.get('n_prompt_tokens')} tokens, and {self.name} reads at most "
                f"{self._settings['context']}; use fewer words."
            )
        return ProviderRefusedError(f"{self.name} refuses the request: {' '.join(str(error.get('message')).split())}.")


def _check_gguf(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            begin = stream.read(4)
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read ({error.strerror}); name a GGUF file.") from None
    if begin != b"GGUF":
        raise CheckpointError(f"{path} is no GGUF file{_cure(path)}.")


def _cure(model: Path) -> str:
    """What to do about a damaged file, where it is one that ``danqing director fetch`` makes."""
    made = model.resolve() in [each.resolve() for each in (home.local_model_path(), *home.tuned_models())]
    return "; to make it anew, run: danqing director fetch" if made else ""


def _started() -> subprocess.Popen[str]:
    if importlib.util.find_spec("xllamacpp") is None:
        raise ProviderUnreachableError(
            "Language models run on this machine with xllamacpp, which is not installed; "
            "run: pip install 'danqing[director]'"
        )
    return subprocess.Popen(
        [sys.executable, "-P", str(_WORKER)],
        # Threads wait for one another after each step. By default they spin meanwhile, and one that other work keeps
        # from its core slows all: beside one busy core, two wrote 7 tokens a second spinning, and 43 sleeping.
        env={**os.environ, "OMP_WAIT_POLICY": "passive"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,  # llama.cpp's log
        text=True,
        encoding="utf-8",
        start_new_session=True,  # Ctrl-C is this process's own to answer
    )


def _write(process: subprocess.Popen[str], line: Mapping[str, Any]) -> None:
    assert process.stdin is not None
    with contextlib.suppress(OSError, ValueError):  # it has stopped: reading from it says so
        process.stdin.write(json.dumps(line) + "\n")
        process.stdin.flush()


def _end(process: subprocess.Popen[str]) -> None:
    """End the process at once and close what led to it."""
    process.kill()
    process.wait()
    for stream in (process.stdin, process.stdout):
        if stream is not None:
            with contextlib.suppress(OSError):  # what was not written yet has nobody to read it
                stream.close()
