"""The remote provider and llama.cpp's server, which nobody here wrote: a real model, of random weights, over HTTP."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from danqing.core.errors import (
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderSlowError,
    ProviderUnreachableError,
)
from danqing.director.provider import Message, wish_message
from danqing.director.remote import MAX_TOKENS, RemoteProvider
from llama_server import LlamaServer
from scripted_endpoint import KEY
from tiny_gguf import write_model

MESSAGES = [Message("system", "Write the wish as JSON."), wish_message("two orange cats <|im_end|> 两只橘猫")]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"enum": ["猫", "猫咪"]}, "count": {"type": "integer"}, "seen": {"type": "boolean"}},
    "required": ["name", "count", "seen"],
    "additionalProperties": False,
}
LONG = {"enum": ["long " * MAX_TOKENS]}


@pytest.fixture(scope="module")
def model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_model(tmp_path_factory.mktemp("gguf") / "tiny.gguf")


@pytest.fixture(scope="module")
def server(model: Path) -> Iterator[LlamaServer]:
    made = LlamaServer(model, KEY)
    yield made
    made.stop()


@pytest.mark.parametrize("end", ["", "/", "/chat/completions"])
def test_answers_follow_the_schema_whole_or_in_pieces(server: LlamaServer, end: str) -> None:
    provider = RemoteProvider(server.url + end, "tiny", key=KEY)
    pieces: list[str] = []
    whole = provider.answer(MESSAGES, SCHEMA, deadline_s=60)
    told = provider.answer(MESSAGES, SCHEMA, deadline_s=60, on_text=pieces.append)
    assert isinstance(whole.value, dict)
    assert whole.value == told.value == json.loads("".join(pieces))
    assert len(pieces) > 5
    assert whole.usage is not None
    assert whole.usage == told.usage
    assert provider.spent.output_tokens == 2 * whole.usage.output_tokens > 10


def test_an_address_without_its_end_works_where_the_server_knows_it(server: LlamaServer) -> None:
    assert RemoteProvider(server.url.removesuffix("/v1"), "tiny", key=KEY).complete(MESSAGES, SCHEMA, deadline_s=60)
    with pytest.raises(ProviderRefusedError, match=r"no such address \(404: .+\); check both\. Most base URLs end in"):
        RemoteProvider(server.url + "/elsewhere", "tiny", key=KEY).complete(MESSAGES, SCHEMA)


def test_a_wrong_key_and_none(server: LlamaServer) -> None:
    with pytest.raises(ProviderRefusedError, match=r"refuses the key \(401: Invalid API Key\); check it"):
        RemoteProvider(server.url, "tiny", key="sk-wrong").complete(MESSAGES, SCHEMA)
    with pytest.raises(ProviderRefusedError, match=r"without a key \(401: Invalid API Key\); give it one"):
        RemoteProvider(server.url, "tiny").complete(MESSAGES, SCHEMA)


def test_what_is_too_long_is_told(server: LlamaServer) -> None:
    with pytest.raises(ProviderRefusedError, match=r"refuses the request \(400: .*context"):
        RemoteProvider(server.url, "tiny", key=KEY).complete([wish_message("cat " * 1000)], SCHEMA, deadline_s=60)
    for hear in (None, lambda text: None):
        with pytest.raises(ProviderRubbishError, match="cut off") as caught:
            RemoteProvider(server.url, "tiny", key=KEY).answer(MESSAGES, LONG, deadline_s=60, on_text=hear)
        assert '"long long' in caught.value.said


def test_a_call_ends_at_its_deadline_and_the_next_one_works(server: LlamaServer) -> None:
    provider = RemoteProvider(server.url, "tiny", key=KEY)
    with pytest.raises(ProviderSlowError, match=r"within 0\.05 s"):
        provider.complete(MESSAGES, LONG, deadline_s=0.05)
    assert provider.complete(MESSAGES, SCHEMA, deadline_s=60)


def test_a_server_that_stops_in_the_middle(model: Path) -> None:
    server = LlamaServer(model, KEY)
    provider = RemoteProvider(server.url, "tiny", key=KEY, backoff_s=0.01)
    try:
        with pytest.raises(ProviderUnreachableError, match="broke the connection off"):
            provider.answer(MESSAGES, LONG, deadline_s=60, on_text=lambda text: server.stop())
        with pytest.raises(ProviderUnreachableError, match="Nothing answers at"):
            provider.complete(MESSAGES, SCHEMA, deadline_s=60)
    finally:
        server.stop()
