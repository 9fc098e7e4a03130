"""A language model behind any endpoint that speaks OpenAI's chat completions: hosted ones and servers of one's own.

The first try asks for JSON by the schema. An endpoint that refuses a field is asked without it, one that knows no
schemas is told the schema in words; what it took is remembered for the next call. Whatever happens, a call ends at its
deadline.
"""

from __future__ import annotations

import json
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from danqing.core.errors import (
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.director.deadline import Say
from danqing.director.provider import DEADLINE_S, Answer, Answering, Message, Price, Usage, read_answer

if TYPE_CHECKING:
    import httpx2

FORMS = ("json_schema", "json_object", "text")  # from the strictest to what every endpoint knows
MAX_ATTEMPTS = 4
MAX_ANSWER_BYTES = 1_000_000
MAX_TOKENS = 1500
_OPTIONAL = ("max_tokens", "seed", "stream_options", "temperature")
_REFUSED_FORM = (400, 415, 422)
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
        self._url, self._host = _address(base_url)
        if not model.strip():
            raise RequestError("Name the model that the endpoint shall use.")
        self.model = model.strip()
        self._key = _checked_key(key)
        self._price, self._seed, self._backoff_s = price, seed, backoff_s
        self._lock = threading.Lock()
        self._form = 0
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

        text, usage = self._in_time(deadline_s, work, on_text)
        return Answer(value=read_answer(text, schema, self.name), usage=usage)

    def _ask(
        self, messages: Sequence[Message], schema: Mapping[str, Any], end: float, say: Say | None
    ) -> tuple[str, Usage | None]:
        """Ask until there is an answer, a failure that stays, or no time; forms from what last worked downwards."""
        httpx = _client_library()
        form, without, wait, attempts = self._form, self._without, self._backoff_s, 1
        with httpx.Client() as client:
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
        told = messages if form == "json_schema" else _with_schema(messages, schema)
        body: dict[str, Any] = {"model": self.model, "messages": [each.to_data() for each in told]}
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
        httpx = _client_library()
        headers = {"Accept": "application/json, text/event-stream"}
        if self._key is not None:
            headers["Authorization"] = f"Bearer {self._key}"
        left = max(end - time.monotonic(), 0.001)
        said: list[str] = []
        try:
            with client.stream("POST", self._url, json=body, headers=headers, timeout=left) as response:
                if response.status_code != 200:
                    raise self._failure(response.status_code, self._whole(response), response.headers)
                if response.headers.get("content-type", "").startswith("text/event-stream"):
                    return self._streamed(response, say, said)
                return self._read(self._whole(response))
        except httpx.TimeoutException:
            raise TimeoutError from None
        except httpx.ConnectError:
            raise ProviderUnreachableError(f"Nothing answers at {self._host}; check the address.") from None
        except httpx.DecodingError:
            raise ProviderRubbishError(f"{self.name} gave an answer that cannot be unpacked.") from None
        except (httpx.InvalidURL, UnicodeError):
            raise RequestError(
                f"{self._host} is no address; the base URL is like https://api.example.com/v1."
            ) from None
        except httpx.HTTPError:
            broken = ProviderUnreachableError(f"{self._host} broke the connection off.")
            raise broken if said else _AgainError(broken) from None

    def _pieces(self, response: httpx2.Response) -> Iterator[bytes]:
        size = 0
        for piece in response.iter_bytes():
            size += len(piece)
            if size > MAX_ANSWER_BYTES:
                raise ProviderRubbishError(f"{self.name} gave an answer of more than {MAX_ANSWER_BYTES // 1000:,} kB.")
            yield piece

    def _whole(self, response: httpx2.Response) -> bytes:
        return b"".join(self._pieces(response))

    def _read(self, content: bytes) -> tuple[str, Usage | None]:
        """Text and usage of an answer that came in one piece."""
        try:
            data = json.loads(content)
            choice = data["choices"][0]
            message = choice["message"]
        except (ValueError, RecursionError, LookupError, TypeError):
            raise ProviderRubbishError(
                f"{self.name} gave what is no chat completion; check the base URL.", content.decode("utf-8", "replace")
            ) from None
        text = message.get("content") if isinstance(message, dict) else None
        usage = self._spend(self._usage(data))
        self._check_end(choice.get("finish_reason"), text, message)
        return str(text), usage

    def _streamed(self, response: httpx2.Response, say: Say | None, said: list[str]) -> tuple[str, Usage | None]:
        """Text and usage of an answer that comes as server-sent events; ``said`` is filled as it comes."""
        usage, ended = None, None
        for event in self._events(response):
            if isinstance(event.get("error"), dict):
                raise ProviderUnreachableError(f"{self.name} broke off: {self._told(event)}.")
            usage = self._usage(event) or usage
            choices = event.get("choices")
            choice = choices[0] if isinstance(choices, list) and choices and isinstance(choices[0], dict) else {}
            ended = choice.get("finish_reason") or ended
            delta = choice.get("delta")
            piece = delta.get("content") if isinstance(delta, dict) else None
            if isinstance(piece, str) and piece:
                said.append(piece)
                if say is not None and not say(piece):
                    break
        text = "".join(said)
        self._spend(usage)
        self._check_end(ended, text or None, {})
        return text, usage

    def _events(self, response: httpx2.Response) -> Iterator[dict[str, Any]]:
        rest = b""
        for piece in self._pieces(response):
            *lines, rest = (rest + piece).split(b"\n")
            for line in lines:
                if not line.startswith(b"data:"):
                    continue
                content = line[5:].strip()
                if content == b"[DONE]":
                    return
                try:
                    event = json.loads(content)
                except (ValueError, RecursionError):
                    event = None
                if not isinstance(event, dict):
                    raise ProviderRubbishError(f"{self.name} gave a stream that cannot be read.")
                yield event

    def _check_end(self, reason: object, text: object, message: object) -> None:
        refusal = message.get("refusal") if isinstance(message, dict) else None
        if reason == "content_filter" or (refusal and not text):
            raise ProviderRefusedError(f"{self.name} will not answer this wish.")
        if not isinstance(text, str) or not text.strip():
            raise ProviderRubbishError(f"{self.name} gave an empty answer.")
        if reason == "length":
            raise ProviderRubbishError(f"{self.name} was cut off before its answer was whole.", text)

    def _failure(self, status: int, content: bytes, headers: Mapping[str, str]) -> Exception:
        """What to raise for a status that is not 200."""
        try:
            told = self._told(json.loads(content))
        except (ValueError, RecursionError):
            told = ""
        says = f"{status}: {told}" if told else str(status)
        if status in _BUSY or status >= 500:
            wait = _seconds(headers.get("retry-after"))
            if status >= 500:
                return _AgainError(ProviderUnreachableError(f"{self.name} fails at present ({says})."), wait)
            return _AgainError(ProviderRefusedError(f"{self.name} takes no more requests at present ({says})."), wait)
        if status in (401, 403):
            return ProviderRefusedError(f"{self._host} refuses the key ({says}); check it.")
        if status == 404:
            return ProviderRefusedError(
                f"{self._host} has no model {self.model!r} or no such address ({says}); check both. "
                f"Most base URLs end in /v1."
            )
        refused = ProviderRefusedError(f"{self.name} refuses the request ({says}).")
        return _FormError(refused, told) if status in _REFUSED_FORM else refused

    def _told(self, data: object) -> str:
        """The message of an error, short, and without the key should it hold it."""
        error = data.get("error", data) if isinstance(data, dict) else data
        message = error.get("message") if isinstance(error, dict) else error
        told = " ".join(str(message or "").split()).rstrip(".")
        if self._key is not None:
            told = told.replace(self._key, "…")
        return told if len(told) <= 160 else told[:159] + "…"

    def _usage(self, data: Mapping[str, Any]) -> Usage | None:
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


def _client_library() -> Any:
    try:
        import httpx2
    except ImportError:
        raise ProviderUnreachableError(
            "Endpoints are reached with httpx2, which is not installed; run: pip install 'danqing[director]'"
        ) from None
    return httpx2


def _address(base_url: str) -> tuple[str, str]:
    """The address to post to, and the host as it is shown."""
    try:
        parts = urlsplit(base_url.strip())
        host, port = parts.hostname, parts.port
    except ValueError:
        parts, host, port = urlsplit(""), None, None
    if parts.scheme not in ("http", "https") or not host:
        raise RequestError("The base URL of an endpoint is like https://api.example.com/v1.")
    if parts.username is not None or parts.query or parts.fragment:
        raise RequestError("The base URL of an endpoint holds no name, password or query; give the key by itself.")
    path = parts.path.rstrip("/").removesuffix("/chat/completions")
    return f"{parts.scheme}://{parts.netloc}{path}/chat/completions", f"{host}:{port}" if port else host


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
        return max(float(value or 0), 0.0)
    except ValueError:
        return 0.0
