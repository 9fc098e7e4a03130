"""What endpoints write, read: server-sent events, the text of an answer, and what an error tells."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

_TOLD_BY = ("error", "message", "msg", "detail")  # OpenAI, others, and FastAPI's two
_MAX_TOLD = 160


def events(pieces: Iterable[bytes]) -> Iterator[dict[str, object]]:
    """The objects of a stream of server-sent events, up to its end.

    Raises:
        ValueError: one is no JSON object.
    """
    for line in _lines(pieces):
        if not line.startswith(b"data:"):
            continue
        content = line[5:].strip()
        if content == b"[DONE]":
            return
        try:
            event = json.loads(content)
        except RecursionError:
            event = None
        if not isinstance(event, dict):
            raise ValueError("not an object")
        yield event


def _lines(pieces: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for piece in pieces:
        *lines, rest = (rest + piece).split(b"\n")
        yield from lines
    yield rest


def text_of(content: object) -> str:
    """The text of a message, which is one or a list of parts: thoughts and the like are no text."""
    if isinstance(content, list):
        parts = (each for each in content if isinstance(each, dict) and each.get("type") == "text")
        return "".join(text_of(each.get("text")) for each in parts)
    return content if isinstance(content, str) else ""


def is_failure(data: Mapping[str, object]) -> bool:
    """Whether it is an error that came with the status of an answer."""
    return bool(data.get("error")) or data.get("object") == "error"


def told(content: object, secret: str | None) -> str:
    """What an error tells, in one short line.

    Args:
        content: as bytes, or as values of JSON.
        secret: not to be shown.
    """
    try:
        said = _message(_data(content) if isinstance(content, bytes) else content)
    except RecursionError:
        return ""
    line = "".join(each for each in " ".join(said.split()) if each.isprintable()).rstrip(".")
    if secret is not None:
        line = line.replace(secret, "…")
    return line if len(line) <= _MAX_TOLD else line[: _MAX_TOLD - 1] + "…"


def _data(content: bytes) -> object:
    try:
        return json.loads(content)
    except ValueError:
        text = content.decode("utf-8", "replace").strip()
        return "" if text.startswith("<") else text  # a page of HTML tells nothing in a line


def _message(data: object) -> str:
    if isinstance(data, list):
        return "; ".join(filter(None, map(_message, data)))
    if not isinstance(data, dict):
        return data if isinstance(data, str) else ""
    said = next(filter(None, (_message(data.get(name)) for name in _TOLD_BY)), "")
    where = data.get("loc")  # the field that FastAPI means
    return f"{where[-1]}: {said}" if said and isinstance(where, list) and where else said
