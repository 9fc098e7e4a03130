"""A language model on this machine: a GGUF file run by llama.cpp (package xllamacpp), held to the schema as it writes.

llama.cpp runs as a server inside the process and listens on 127.0.0.1 as well; a key that nobody is told keeps other
programs out.
"""

from __future__ import annotations

import secrets
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from danqing.core.errors import (
    CheckpointError,
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderSlowError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.core.numbers import is_number
from danqing.director.deadline import Say, within
from danqing.director.provider import DEADLINE_S, Answer, Message, Usage, read_answer
from danqing.storage import home

# As json.dumps writes: no blanks that say nothing, which would cost a third of the tokens.
_SPACING = {"whitespace_flexible": False, "item_separator": ", ", "key_separator": ": "}


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


class LocalProvider:
    """A GGUF model in this process. It is loaded at the first call, which takes a second for each 100 MB or so.

    One call runs at a time; others wait, and their waiting counts against their deadline. A call that was given up
    ends at its next token.

    Args:
        model: the GGUF file; None for :func:`danqing.storage.home.local_model_path`.
        adapters: LoRA adapters for it.
        context: tokens of question and answer together.
        max_tokens: of an answer.
        threads: for the computation.
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
        threads: int = 2,
        seed: int = 0,
        temperature: float = 0.0,
    ) -> None:
        if min(context, max_tokens, threads) < 1 or temperature < 0:
            raise RequestError("Context, tokens and threads are numbers from 1, the temperature one from 0.")
        if model is None and not home.local_model_path().is_file():
            raise CheckpointError("The language model for this machine is not here yet; fetch it first.")
        self._model = Path(model or home.local_model_path())
        self._adapters = tuple(adapters)
        for path in (self._model, *(each.path for each in self._adapters)):
            _check_gguf(path)
        self._context, self._max_tokens, self._threads = context, max_tokens, threads
        self._seed, self._temperature = seed, temperature
        self._lock = threading.Lock()
        self._server: Any = None

    @property
    def name(self) -> str:
        """The model's file, and those of its adapters, without their endings."""
        return " with ".join(path.stem for path in (self._model, *(each.path for each in self._adapters)))

    def __repr__(self) -> str:
        return f"LocalProvider({self.name!r})"

    def complete(
        self, messages: Sequence[Message], schema: Mapping[str, Any], *, deadline_s: float = DEADLINE_S
    ) -> object:
        """See :class:`danqing.director.provider.Provider`."""
        return self.answer(messages, schema, deadline_s=deadline_s).value

    def answer(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        *,
        deadline_s: float = DEADLINE_S,
        on_text: Callable[[str], None] | None = None,
    ) -> Answer:
        """The answer with what it took.

        Args:
            messages, schema, deadline_s: see :class:`danqing.director.provider.Provider`.
            on_text: called with each piece of the answer's text as it comes.

        Raises:
            ProviderError: too slow, too long for the model, rubbish, or xllamacpp is not installed.
            CheckpointError: the file cannot be loaded.
        """

        def work(say: Say, end: float) -> tuple[str, Usage | None]:
            return self._ask(messages, schema, say, end)

        try:
            text, usage = within(deadline_s, work, on_text)
        except TimeoutError:
            raise ProviderSlowError(f"{self.name} gave no whole answer within {deadline_s:g} s.") from None
        return Answer(value=read_answer(text, schema, self.name), usage=usage)

    def load(self) -> None:
        """Load the model now instead of at the first call.

        Raises:
            ProviderUnreachableError: xllamacpp is not installed.
            CheckpointError: the file cannot be loaded.
        """
        with self._lock:
            self._load()

    def close(self) -> None:
        """Give the memory back; the next call loads the model again."""
        with self._lock:
            self._server = None

    def _load(self) -> Any:
        if self._server is None:
            library = _library()
            try:
                self._server = library.Server(self._parameters(library))
            except (RuntimeError, ValueError):
                adapters = " or an adapter of it" if self._adapters else ""
                raise CheckpointError(
                    f"{self._model}{adapters} cannot be loaded; it is damaged or of a kind that xllamacpp lacks."
                ) from None
        return self._server

    def _parameters(self, library: Any) -> Any:
        asked = library.CommonParams()
        asked.model.path = str(self._model)
        asked.lora_adapters = [library.CommonAdapterLoraInfo(str(each.path), each.scale) for each in self._adapters]
        asked.n_ctx, asked.n_parallel = self._context, 1
        asked.cpuparams.n_threads = asked.cpuparams_batch.n_threads = self._threads
        asked.verbosity = 0  # else it writes hundreds of lines to stderr
        asked.warmup = False
        asked.fit_params = False  # take the context that was asked for, whatever the free memory
        asked.cache_ram_mib = 0  # else it keeps up to 8 GB of old questions
        asked.force_pure_content_parser = True  # else it looks for tool calls in the answer and trips over them
        asked.api_keys = [secrets.token_urlsafe(32)]
        asked.ui = asked.endpoint_slots = False
        return asked

    def _ask(
        self, messages: Sequence[Message], schema: Mapping[str, Any], say: Say, end: float
    ) -> tuple[str, Usage | None]:
        if not self._lock.acquire(timeout=max(end - time.monotonic(), 0)):
            raise TimeoutError
        try:
            server = self._load()
            if time.monotonic() >= end:
                raise TimeoutError
            return self._generate(server, self._body(messages, schema), say, end)
        finally:
            self._lock.release()

    def _body(self, messages: Sequence[Message], schema: Mapping[str, Any]) -> dict[str, Any]:
        # As a grammar: under response_format the chat's own grammar can take the place of the schema's.
        grammar = _library().json_schema_to_grammar({**schema, "x-guidance": _SPACING})
        return {
            "messages": [each.to_data() for each in messages],
            "grammar": grammar,
            "temperature": self._temperature,
            "seed": self._seed,
            "max_tokens": self._max_tokens,
            "stream": True,
            "stream_options": {"include_usage": True},
        }

    def _generate(self, server: Any, body: dict[str, Any], say: Say, end: float) -> tuple[str, Usage | None]:
        said: list[str] = []
        seen: dict[str, Any] = {}

        def take(event: dict[str, Any]) -> bool:
            """One event of the stream; True ends it."""
            seen.update({name: event[name] for name in ("error", "usage") if event.get(name)})
            for choice in event.get("choices") or []:
                seen["reason"] = choice.get("finish_reason") or seen.get("reason")
                piece = choice.get("delta", {}).get("content")
                if piece:
                    said.append(piece)
                    seen["over"] = not say(piece) or time.monotonic() >= end
            return bool(seen.get("over"))

        server.handle_chat_completions(body, take)
        if seen.get("over"):
            raise TimeoutError
        if "error" in seen:
            raise self._refusal(seen["error"])
        text = "".join(said)
        if seen.get("reason") != "stop":
            raise ProviderRubbishError(f"{self.name} was cut off before its answer was whole.", text)
        usage = seen.get("usage", {})
        return text, Usage.of(usage.get("prompt_tokens", 0), usage.get("completion_tokens", 0), None)

    def _refusal(self, error: Mapping[str, Any]) -> ProviderRefusedError:
        if error.get("type") == "exceed_context_size_error":
            return ProviderRefusedError(
                f"The question has {error.get('n_prompt_tokens')} tokens, and {self.name} reads at most "
                f"{self._context}; use fewer words."
            )
        return ProviderRefusedError(f"{self.name} refuses the request: {' '.join(str(error.get('message')).split())}.")


def _check_gguf(path: Path) -> None:
    try:
        with path.open("rb") as stream:
            begin = stream.read(4)
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read ({error.strerror}); name a GGUF file.") from None
    if begin != b"GGUF":
        raise CheckpointError(f"{path} is no GGUF file.")


def _library() -> Any:
    try:
        import xllamacpp
    except ImportError:
        raise ProviderUnreachableError(
            "Language models run on this machine with xllamacpp, which is not installed; "
            "run: pip install 'danqing[director]'"
        ) from None
    return xllamacpp
