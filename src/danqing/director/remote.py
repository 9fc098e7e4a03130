"""A language model behind any endpoint that speaks OpenAI's chat completions: hosted ones and servers of one's own.

The first try asks for JSON by the schema. An endpoint that refuses a field is asked without it, one that knows no
schemas is told the schema in words; what it took is remembered for the next call. Some take a schema and do not keep to
it: once an answer breaks it, they are told it in words too. Whatever happens, a call ends at its deadline.
"""

from __future__ import annotations

import json
import math
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from danqing.core.errors import (
    ProviderError,
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.director.deadline import Say
from danqing.director.provider import DEADLINE_S, Answer, Answering, Message, Price, Usage, read_answer
from danqing.director.remote_connection import LIKE, address, client_library, no_connection, opened
from danqing.director.remote_reading import events, is_failure, text_of, told

if TYPE_CHECKING:
    import httpx2

FORMS = ("json_schema", "json_object", "text")  # from the strictest to what every endpoint knows
MAX_ATTEMPTS = 4
MAX_ANSWER_BYTES = 1_000_000
MAX_TOKENS = 1500
_OPTIONAL = ("max_tokens", "seed", "stream_options", "temperature")
_REFUSED_FORM = (400, 415, 422, 501)
_BUSY = (408, 425, 429)


class _AgainError(Exception):
    """A failure that may pass: what to raise in the end, and how long the endpoint asks to wait."""

    def __init__(self, error: Exception, after_s: float = 0.0) -> None:
        self.error, self.after_s = error, after_s
        super().__init__()


class _FormError(Exception):
    """The endpoint refuses the request as it is written; ``error`` is raised if there is no plainer way."""

    def __init__(self, error: Exception, told: str) -> None:
        self.error, self.told = error, told
        super().__init__()


class RemoteProvider(Answering):
    """A model at an OpenAI-compatible endpoint.

    Args:
        base_url: up to and without ``/chat/completions``: ``https://api.example.com/v1``.
        model: as the endpoint calls it.
        key: sent as a bearer token to that endpoint and never shown; None if it needs none.
        price: for the cost of answers.
        seed: sent along; endpoints that know it answer the same again.
        backoff_s: the first wait before a failed request is sent again; it doubles each time.

    Raises:
        RequestError: the URL, model or key cannot be used.
    """

    def __init__(
        self,
        base_url: str,
        model: str,
        *,
        key: str | None = None,
        price: Price | None = None,
        seed: int = 0,
        backoff_s: float = 0.5,
    ) -> None:
        self._url, self._host = address(base_url)
        if not model.strip() or not model.isprintable():
            raise RequestError("Name the model that the endpoint shall use.")
        self.model = model.strip()
        self._key = _checked_key(key)
        self._price, self._seed, self._backoff_s = price, seed, backoff_s
        self._lock = threading.Lock()
        self._form, self._in_words = 0, False
        self._without: frozenset[str] = frozenset()
        self._spent = Usage.of(0, 0, price)

    @property
    def name(self) -> str:
        """Model and host."""
        return f"{self.model} at {self._host}"

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
        """See :class:`danqing.director.provider.Answering`."""

        def work(say: Say, end: float) -> tuple[str, Usage | None]:
            return self._ask(messages, schema, end, say if on_text else None)

        try:
            text, usage = self._in_time(deadline_s, work, on_text)
            return Answer(value=read_answer(text, schema, self.name), usage=usage)
        except ProviderRubbishError:
            self._in_words = True
            raise

    def _ask(
        self, messages: Sequence[Message], schema: Mapping[str, Any], end: float, say: Say | None
    ) -> tuple[str, Usage | None]:
        """Ask until there is an answer, a failure that stays, or no time; forms from what last worked downwards."""
        form, without, wait, attempts = self._form, self._without, self._backoff_s, 1
        with opened(self._url) as client:
            while True:
                body = self._body(messages, schema, FORMS[form], without, stream=say is not None)
                try:
                    found = self._post(client, body, end, say)
                except _FormError as refused:
                    if named := {each for each in _OPTIONAL if each in body and each in refused.told}:
                        without |= named
                    elif form + 1 < len(FORMS):
                        form += 1
                    else:
                        raise refused.error from None
                except _AgainError as again:
                    pause = max(wait, again.after_s)
                    if attempts == MAX_ATTEMPTS or time.monotonic() + pause >= end:
                        raise again.error from None
                    time.sleep(pause)
                    attempts, wait = attempts + 1, wait * 2
                else:
                    self._form, self._without = form, without
                    return found

    def _body(
        self,
        messages: Sequence[Message],
        schema: Mapping[str, Any],
        form: str,
        without: frozenset[str],
        *,
        stream: bool,
    ) -> dict[str, Any]:
        asked = messages if form == "json_schema" and not self._in_words else _with_schema(messages, schema)
        body: dict[str, Any] = {"model": self.model, "messages": [each.to_data() for each in asked]}
        if form == "json_schema":
            body["response_format"] = {
                "type": "json_schema",
                "json_schema": {"name": "answer", "schema": dict(schema)},
            }
        elif form == "json_object":
            body["response_format"] = {"type": "json_object"}
        if form != "text":  # the plainest form leaves all to the endpoint
            body |= {"temperature": 0, "seed": self._seed, "max_tokens": MAX_TOKENS}
        if stream:
            body |= {"stream": True, "stream_options": {"include_usage": True}}
        return {name: value for name, value in body.items() if name not in without}

    def _post(
        self, client: httpx2.Client, body: dict[str, Any], end: float, say: Say | None
    ) -> tuple[str, Usage | None]:
        httpx = client_library()
        headers = {"Accept": "application/json, text/event-stream"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"
        left = max(end - time.monotonic(), 0.001)
        times = httpx.Timeout(left, connect=left / 2)  # so that there is time to tell that nothing answers
        said: list[str] = []
        try:
            with client.stream("POST", self._url, json=body, headers=headers, timeout=times) as response:
                pieces = self._pieces(response, end)
                if response.status_code != 200:
                    raise self._failure(response.status_code, b"".join(pieces), response.headers)
                if response.headers.get("content-type", "").startswith("text/event-stream"):
                    return self._streamed(pieces, say, said)
                return self._read(b"".join(pieces))
        except (httpx.ConnectError, httpx.ConnectTimeout) as error:
            raise no_connection(error, self._url, self._host) from None
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.ProxyError as error:
            raise ProviderUnreachableError(
                f"The proxy that the environment names lets nothing through to {self._host} "
                f"({told(str(error), self._key)})."
            ) from None
        except httpx.DecodingError:
            raise ProviderRubbishError(f"{self.name} gave an answer that cannot be unpacked.") from None
        except (httpx.InvalidURL, UnicodeError):
            raise ProviderUnreachableError(f"{self._host} is no address; {LIKE}") from None
        except httpx.HTTPError:
            broken = ProviderUnreachableError(f"{self._host} broke the connection off.")
            raise broken if said else _AgainError(broken) from None

    def _pieces(self, response: httpx2.Response, end: float) -> Iterator[bytes]:
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > MAX_ANSWER_BYTES:
                raise ProviderRubbishError(f"{self.name} gave an answer of more than {MAX_ANSWER_BYTES // 1000:,} kB.")
            if time.monotonic() > end:  # each piece came in time, the whole does not
                raise TimeoutError
            yield piece

    def _read(self, content: bytes) -> tuple[str, Usage | None]:
        """Text and usage of an answer that came in one piece."""
        try:
            data = json.loads(content)
            if isinstance(data, dict) and is_failure(data):
                raise self._broken_off(data)
            choice = data["choices"][0]
            message = choice["message"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise ProviderRubbishError(
                f"{self.name} gave what is no chat completion; check the base URL.", content.decode("utf-8", "replace")
            ) from None
        usage = self._spend(self._usage(data))
        refused = isinstance(message, dict) and bool(message.get("refusal"))
        text = text_of(message.get("content")) if isinstance(message, dict) else ""
        return self._ended(text, choice.get("finish_reason"), refused=refused), usage

    def _streamed(self, pieces: Iterator[bytes], say: Say | None, said: list[str]) -> tuple[str, Usage | None]:
        """Text and usage of an answer that comes as server-sent events; ``said`` is filled as it comes."""
        usage, ended, refused = None, None, False
        try:
            for event in events(pieces):
                if is_failure(event):
                    raise self._broken_off(event)
                usage = self._usage(event) or usage
                choices = event.get("choices")
                choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
                ended = choice.get("finish_reason") or ended
                delta = choice.get("delta")
                if not isinstance(delta, dict):
                    continue
                refused = refused or bool(delta.get("refusal"))
                if piece := text_of(delta.get("content")):
                    said.append(piece)
                    if say is not None and not say(piece):
                        break
        except ValueError:
            raise ProviderRubbishError(f"{self.name} gave a stream that cannot be read.") from None
        self._spend(usage)
        return self._ended("".join(said), ended, refused=refused), usage

    def _broken_off(self, data: Mapping[str, object]) -> ProviderError:
        says = told(data, self._key)
        return ProviderUnreachableError(f"{self.name} broke off{': ' if says else ''}{says}.")

    def _ended(self, text: str, reason: object, *, refused: bool = False) -> str:
        """The text of an answer that ended well."""
        if reason == "content_filter" or (refused and not text):
            raise ProviderRefusedError(f"{self.name} will not answer this wish.")
        if reason == "length":
            raise ProviderRubbishError(f"{self.name} was cut off before its answer was whole.", text)
        if not text.strip():
            raise ProviderRubbishError(f"{self.name} gave an empty answer.")
        try:
            return text.encode("utf-16", "surrogatepass").decode("utf-16")  # a pair may have come in two pieces
        except UnicodeError:
            raise ProviderRubbishError(f"{self.name} gave broken characters.") from None

    def _failure(self, status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
        """What to raise for a status that is not 200."""
        message = told(content, self._key)
        says = f"{status}: {message}" if message else str(status)
        refused = ProviderRefusedError(f"{self.name} refuses the request ({says}).")
        if status in _REFUSED_FORM:
            return _FormError(refused, message)
        if status in _BUSY or status >= 500:
            wait = _seconds(headers.get("retry-after"))
            if status >= 500:
                return _AgainError(ProviderUnreachableError(f"{self.name} fails at present ({says})."), wait)
            until = f"; it asks to wait {wait:.0f} s" if wait >= 1 else ""
            return _AgainError(
                ProviderRefusedError(f"{self.name} takes no more requests at present ({says}){until}."), wait
            )
        if status in (401, 403):
            if self._key is None:
                return ProviderRefusedError(f"{self._host} lets nobody in without a key ({says}); give it one.")
            return ProviderRefusedError(f"{self._host} refuses the key ({says}); check it.")
        if status in (404, 405):
            return ProviderRefusedError(
                f"{self._host} has no model {self.model!r} or no such address ({says}); check both. "
                f"Most base URLs end in /v1."
            )
        if 300 <= status < 400:
            place = told(headers.get("location", "").removesuffix("/chat/completions"), self._key)
            return ProviderRefusedError(
                f"{self._host} sends to another address ({status}: {place}); give the one that answers."
            )
        return refused

    def _usage(self, data: Mapping[str, object]) -> Usage | None:
        said = data.get("usage")
        if not isinstance(said, dict):
            return None
        read, written = said.get("prompt_tokens"), said.get("completion_tokens")
        if not isinstance(read, int) or not isinstance(written, int) or min(read, written) < 0:
            return None
        return Usage.of(read, written, self._price)

    def _spend(self, usage: Usage | None) -> Usage | None:
        """Count what an answer took, of whatever use it is."""
        if usage is not None:
            with self._lock:
                read = self._spent.input_tokens + usage.input_tokens
                written = self._spent.output_tokens + usage.output_tokens
                self._spent = Usage.of(read, written, self._price)
        return usage


def _checked_key(key: str | None) -> str | None:
    key = (key or "").strip()
    if not all("!" <= character <= "~" for character in key):
        raise RequestError("The key holds characters that no key has; copy it again.")
    return key or None


def _with_schema(messages: Sequence[Message], schema: Mapping[str, Any]) -> list[Message]:
    """The messages with the schema told in words in the first system message."""
    told = (
        "Answer with one JSON object and nothing else. It follows this JSON schema: "
        f"{json.dumps(schema, ensure_ascii=False)}"
    )
    if messages and messages[0].role == "system":
        return [Message("system", f"{messages[0].content}\n\n{told}"), *messages[1:]]
    return [Message("system", told), *messages]


def _seconds(value: str | None) -> float:
    """Retry-After in seconds; as a date it is left aside."""
    try:
        seconds = float(value or 0)
    except ValueError:
        return 0.0
    return max(seconds, 0.0) if math.isfinite(seconds) else 0.0
