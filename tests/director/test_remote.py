"""An endpoint that is scripted answer by answer, on 127.0.0.1: what is asked of it, and what is made of its answers."""

from __future__ import annotations

import json
import logging
import threading
from collections.abc import Callable, Iterator
from http.server import BaseHTTPRequestHandler
from typing import Any

import pytest

from danqing.core.errors import (
    CancelledError,
    ProviderError,
    ProviderRefusedError,
    ProviderRubbishError,
    ProviderSlowError,
    ProviderUnreachableError,
    RequestError,
)
from danqing.director.provider import Message, Price, wish_message
from danqing.director.remote import MAX_ANSWER_BYTES, MAX_ATTEMPTS, RemoteProvider
from scripted_endpoint import KEY, Endpoint, Script, completion, events, failure, hang, reply, told_error, trickle

MESSAGES = [Message("system", "Plan it."), wish_message("a cat")]
SCHEMA: dict[str, Any] = {
    "type": "object",
    "properties": {"name": {"type": "string"}, "color": {"enum": ["red"]}},
    "required": ["name"],
    "additionalProperties": False,
}


@pytest.fixture
def endpoint() -> Iterator[Endpoint]:
    made = Endpoint()
    yield made
    made.close()


GOOD = completion('{"name": "cat"}')


def test_a_good_answer_with_what_it_took(endpoint: Endpoint) -> None:
    endpoint.scripts = [GOOD]
    provider = endpoint.provider(price=Price(input_per_million=2.0, output_per_million=8.0, currency="EUR"))
    answer = provider.answer(MESSAGES, SCHEMA)
    assert answer.value == {"name": "cat"}
    assert answer.usage is not None
    assert (answer.usage.input_tokens, answer.usage.output_tokens, answer.usage.currency) == (1000, 500, "EUR")
    assert answer.usage.cost == pytest.approx(0.006)
    assert provider.complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert provider.spent.cost == pytest.approx(0.012)
    unpriced = endpoint.provider().answer(MESSAGES, SCHEMA).usage
    assert unpriced is not None
    assert unpriced.cost is None
    asked = endpoint.asked[0]
    assert asked["response_format"]["json_schema"]["schema"] == SCHEMA
    assert (asked["model"], asked["temperature"], asked["seed"]) == ("painter", 0, 0)
    assert asked["messages"] == [each.to_data() for each in MESSAGES]
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"
    assert endpoint.paths[0] == "/v1/chat/completions"


def test_answers_of_no_use_cost_as_well(endpoint: Endpoint) -> None:
    endpoint.scripts = [completion("no JSON"), completion('{"name', finish="length"), events('{"name', end="length")]
    provider = endpoint.provider(price=Price(input_per_million=2.0, output_per_million=8.0))
    for hear in (None, None, lambda text: None):
        with pytest.raises(ProviderRubbishError):
            provider.answer(MESSAGES, SCHEMA, on_text=hear)
    assert provider.spent.input_tokens == 3000
    assert provider.spent.cost == pytest.approx(0.018)


def test_an_endpoint_without_a_key_gets_none(endpoint: Endpoint) -> None:
    endpoint.scripts = [GOOD]
    endpoint.provider(key=None).complete(MESSAGES, SCHEMA)
    assert "Authorization" not in endpoint.headers[0]


def test_what_an_endpoint_refuses_it_is_asked_without_from_then_on(endpoint: Endpoint) -> None:
    endpoint.scripts = [
        failure(400, "Unsupported parameter: 'max_tokens'."),
        failure(400, "response_format json_schema is not supported"),
        completion('```json\n{"name": "cat"}\n```'),
    ]
    provider = endpoint.provider()
    assert provider.complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert [each.get("response_format", {}).get("type") for each in endpoint.asked] == [
        "json_schema",
        "json_schema",
        "json_object",
    ]
    assert ["max_tokens" in each for each in endpoint.asked] == [True, False, False]
    assert json.dumps(SCHEMA) in endpoint.asked[2]["messages"][0]["content"]
    provider.complete(MESSAGES, SCHEMA)
    assert len(endpoint.asked) == 4
    assert endpoint.asked[3] == endpoint.asked[2]


def test_the_plainest_request_holds_nothing_but_words(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(422, "no"), failure(422, "no"), completion('Here it is: {"name": "cat"} Enjoy!')]
    assert endpoint.provider().complete([MESSAGES[1]], SCHEMA) == {"name": "cat"}
    assert set(endpoint.asked[2]) == {"model", "messages"}
    assert [each["role"] for each in endpoint.asked[2]["messages"]] == ["system", "user"]
    endpoint.scripts = [failure(400, "this model is asleep")]
    with pytest.raises(ProviderRefusedError, match=r"refuses the request \(400: this model is asleep\)"):
        endpoint.provider().complete(MESSAGES, SCHEMA)


def test_what_an_endpoint_refuses_may_be_told_as_fastapi_tells_it(endpoint: Endpoint) -> None:
    extra = {"type": "extra_forbidden", "loc": ["body", "seed"], "msg": "Extra inputs are not permitted", "input": 0}
    endpoint.scripts = [
        told_error({"detail": [extra]}, 422),
        told_error({"detail": "Unexpected fields in the request: {'temperature'}"}, 422),
        GOOD,
    ]
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert ["seed" in each for each in endpoint.asked] == [True, False, False]
    assert ["temperature" in each for each in endpoint.asked] == [True, True, False]
    assert {each["response_format"]["type"] for each in endpoint.asked} == {"json_schema"}


@pytest.mark.parametrize("broken", [completion('{"cat": 1}'), completion("A cat it", finish="length")])
def test_an_endpoint_that_does_not_keep_to_the_schema_is_told_it_in_words(endpoint: Endpoint, broken: Script) -> None:
    endpoint.scripts = [broken, GOOD]
    provider = endpoint.provider()
    with pytest.raises(ProviderRubbishError):
        provider.complete(MESSAGES, SCHEMA)
    assert provider.complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert [json.dumps(SCHEMA) in each["messages"][0]["content"] for each in endpoint.asked] == [False, True]
    assert {each["response_format"]["type"] for each in endpoint.asked} == {"json_schema"}  # it may matter all the same


@pytest.mark.parametrize("status", [408, 429, 500, 503, 529])
def test_failures_that_pass_are_waited_for(endpoint: Endpoint, status: int) -> None:
    endpoint.scripts = [failure(status, "not now"), failure(status, "not now"), GOOD]
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}
    assert len(endpoint.asked) == 3


def test_failures_that_stay_are_told_after_some_tries(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(500, "the model fell over")]
    with pytest.raises(ProviderUnreachableError, match=r"painter at 127.* fails at present \(500: the model fell over"):
        endpoint.provider().complete(MESSAGES, SCHEMA)
    assert len(endpoint.asked) == MAX_ATTEMPTS
    endpoint.scripts = [failure(429, "You exceeded your quota.")]
    with pytest.raises(ProviderRefusedError, match=r"takes no more requests at present \(429: You exceeded your quota"):
        endpoint.provider().complete(MESSAGES, SCHEMA)


def test_nobody_waits_beyond_the_deadline_because_the_endpoint_asks_to(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(429, "later", Retry_After="3600")]
    with pytest.raises(ProviderRefusedError, match=r"takes no more requests .* asks to wait 3600 s"):  # and no wait
        endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=60)
    assert len(endpoint.asked) == 1
    endpoint.scripts = [failure(503, "soon", Retry_After="0.05"), failure(503, "soon", Retry_After="tomorrow"), GOOD]
    endpoint.asked.clear()
    assert endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=60)


@pytest.mark.parametrize("slow", [hang, trickle])
def test_a_slow_endpoint_is_left_at_the_deadline(endpoint: Endpoint, slow: Callable[[Endpoint], Script]) -> None:
    endpoint.scripts = [slow(endpoint)]
    with pytest.raises(ProviderSlowError, match=r"gave no whole answer within 0\.3 s"):
        endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=0.3)


def test_what_trickles_on_is_listened_to_no_longer(endpoint: Endpoint) -> None:
    endpoint.scripts = [trickle(endpoint)]
    before = set(threading.enumerate())
    with pytest.raises(ProviderSlowError):
        endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=0.2)
    for each in set(threading.enumerate()) - before:
        if each.name == "danqing-provider":
            each.join(5)
            assert not each.is_alive()


def test_a_deadline_is_a_time(endpoint: Endpoint) -> None:
    for bad in (0, -1, float("inf"), None):
        with pytest.raises(RequestError, match="deadline"):
            endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=bad)  # type: ignore[arg-type]
    assert endpoint.asked == []


def half(handler: BaseHTTPRequestHandler) -> None:
    handler.send_response(200)
    handler.send_header("Content-Type", "application/json")
    handler.send_header("Content-Length", "1000")
    handler.end_headers()
    handler.wfile.write(b'{"choices": [')
    handler.close_connection = True


def nothing(handler: BaseHTTPRequestHandler) -> None:
    handler.close_connection = True


@pytest.mark.parametrize("broken", [half, nothing])
def test_a_connection_that_breaks_off_is_tried_again(endpoint: Endpoint, broken: Script) -> None:
    endpoint.scripts = [broken, GOOD]
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}
    endpoint.scripts = [broken]
    with pytest.raises(ProviderUnreachableError, match="broke the connection off"):
        endpoint.provider().complete(MESSAGES, SCHEMA)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (reply(b"<html>Welcome!</html>", kind="text/html"), "no chat completion"),
        (reply(b"[" * 100_000), "no chat completion"),
        (reply(b'{"choices": []}'), "no chat completion"),
        (reply(b'{"choices": ["cat"]}'), "no chat completion"),
        (reply(b'{"choices": [{"message": {"content": "x"}}], "usage"'), "no chat completion"),
        (reply(b'"cat"'), "no chat completion"),
        (reply(b"\x1f\x8bbroken", Content_Encoding="gzip"), "cannot be unpacked"),
        (completion("I would rather not use JSON."), "no JSON: 'I would rather"),
        (completion('{"name": "cat"'), "no JSON"),
        (completion('{"name": NaN}'), "no JSON"),
        (completion('{"name": "\\ud83d"}'), "no JSON"),
        (completion('{"name": 5}'), "breaks the form: the answer.name is not of the type string"),
        (completion('{"color": "red"}'), "lacks 'name'"),
        (completion('{"name": "cat", "color": "mauve"}'), "is not one of red"),
        (completion('{"name": "cat", "run": "rm -r"}'), "has no field 'run'"),
        (completion('{"name": "c'), "no JSON"),
        (completion('{"name": "c', finish="length"), "cut off"),
        (completion(""), "empty answer"),
        (completion(None), "empty answer"),
        (completion(["cat"]), "empty answer"),
        (completion("", finish="length"), "cut off"),  # a model that thinks may not come to its answer
        (completion('<think>Perhaps {"name": "dog"}?'), "no JSON"),
        (completion("oh \ud83d"), "broken characters"),
    ],
)
def test_rubbish_is_called_so(endpoint: Endpoint, script: Script, said: str) -> None:
    endpoint.scripts = [script]
    with pytest.raises(ProviderRubbishError) as caught:
        endpoint.provider().complete(MESSAGES, SCHEMA)
    assert said in str(caught.value)
    assert len(endpoint.asked) == 1


def test_an_answer_without_an_end_is_left(endpoint: Endpoint) -> None:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.end_headers()
        try:
            for _ in range(4 * MAX_ANSWER_BYTES // 65536):
                handler.wfile.write(b" " * 65536)
        except OSError:
            pass

    endpoint.scripts = [play]
    with pytest.raises(ProviderRubbishError, match="more than 1,000 kB"):
        endpoint.provider().complete(MESSAGES, SCHEMA, deadline_s=60)


@pytest.mark.parametrize(
    ("script", "said"),
    [
        (failure(401, "bad key"), "refuses the key (401: bad key); check it"),
        (failure(403, "not you"), "refuses the key (403"),
        (failure(404, "no such model"), "has no model 'painter' or no such address (404: no such model)"),
        (reply(b"not found", 404, "text/plain"), "Most base URLs end in /v1"),
        (failure(413, "too long"), "refuses the request (413: too long)"),
        (failure(405, "Method Not Allowed"), "Most base URLs end in /v1"),
        (reply(b"no credit left", 402, "text/plain"), "refuses the request (402: no credit left)"),
        (reply(b"<html>Forbidden", 403, "text/html"), "refuses the key (403); check it"),
        (
            reply(b"", 307, Location="https://x.example/v1/chat/completions"),
            "sends to another address (307: https://x.example/v1); give the one that answers",
        ),
        (completion("", finish="content_filter"), "will not answer this wish"),
        (completion(None, refusal="I cannot help with that."), "will not answer this wish"),
    ],
)
def test_refusals_are_told_and_not_asked_again(endpoint: Endpoint, script: Script, said: str) -> None:
    endpoint.scripts = [script]
    with pytest.raises(ProviderRefusedError) as caught:
        endpoint.provider().complete(MESSAGES, SCHEMA)
    assert said in str(caught.value)
    assert len(endpoint.asked) == 1


def test_who_gave_no_key_is_not_told_that_it_is_wrong(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(401, "no key")]
    with pytest.raises(ProviderRefusedError, match=r"lets nobody in without a key \(401: no key\); give it one"):
        endpoint.provider(key=None).complete(MESSAGES, SCHEMA)


@pytest.mark.parametrize(
    "data",
    [
        {"error": {"message": "no credit left"}},
        {"error": "no credit left"},
        {"object": "error", "message": "no credit left"},
    ],
)
def test_an_error_may_come_with_the_status_of_an_answer(endpoint: Endpoint, data: dict[str, object]) -> None:
    endpoint.scripts = [told_error(data), reply(f"data: {json.dumps(data)}\n\n".encode(), kind="text/event-stream")]
    for hear in (None, print):
        with pytest.raises(ProviderUnreachableError, match=r"painter at 127.* broke off: no credit left"):
            endpoint.provider().answer(MESSAGES, SCHEMA, on_text=hear)


def test_where_nothing_listens_it_is_told(endpoint: Endpoint) -> None:
    endpoint.server.server_close()
    with pytest.raises(ProviderUnreachableError, match="Nothing answers at 127"):
        endpoint.provider().complete(MESSAGES, SCHEMA)


def test_a_stream_comes_piece_by_piece(endpoint: Endpoint) -> None:
    endpoint.scripts = [events('{"na', 'me": "', '猫"}')]
    pieces: list[str] = []
    answer = endpoint.provider().answer(MESSAGES, SCHEMA, on_text=pieces.append)
    assert answer.value == {"name": "猫"}
    assert pieces == ['{"na', 'me": "', '猫"}']
    assert answer.usage is not None
    assert answer.usage.output_tokens == 500
    assert endpoint.asked[0]["stream"] is True
    assert endpoint.asked[0]["stream_options"] == {"include_usage": True}


def test_a_stream_may_be_cut_anywhere(endpoint: Endpoint) -> None:
    lines = [{"choices": [{"delta": {"content": piece}}]} for piece in ('{"name": "猫', "\ud83d", '\ude00"}')]
    content = "\r\n\r\n".join(f"data: {json.dumps(each)}" for each in lines).encode("utf-8")
    content = content.replace(json.dumps("猫")[1:-1].encode(), "猫".encode())

    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n")
        for number in range(len(content)):
            handler.wfile.write(b"1\r\n%c\r\n" % content[number])
            handler.wfile.flush()
        handler.wfile.write(b"0\r\n\r\n")

    endpoint.scripts = [play]
    assert endpoint.provider().answer(MESSAGES, SCHEMA, on_text=lambda text: None).value == {"name": "猫😀"}


def test_a_stream_can_refuse(endpoint: Endpoint) -> None:
    lines = [{"choices": [{"delta": {"refusal": "I cannot"}}]}, {"choices": [{"delta": {}, "finish_reason": "stop"}]}]
    content = "".join(f"data: {json.dumps(each)}\n\n" for each in lines).encode()
    endpoint.scripts = [reply(content, kind="text/event-stream")]
    with pytest.raises(ProviderRefusedError, match="will not answer this wish"):
        endpoint.provider().answer(MESSAGES, SCHEMA, on_text=print)


def test_an_endpoint_may_not_know_streams(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(400, "unknown field stream_options"), GOOD]
    assert endpoint.provider().answer(MESSAGES, SCHEMA, on_text=print).value == {"name": "cat"}
    assert "stream_options" not in endpoint.asked[1]
    assert endpoint.asked[1]["response_format"]["type"] == "json_schema"


def test_a_stream_that_breaks_is_no_answer(endpoint: Endpoint) -> None:
    for script, kind, said in (
        (events('{"name": "c', end=None, done=False), ProviderRubbishError, "no JSON"),
        (events('{"name": "c', end="length"), ProviderRubbishError, "cut off"),
        (events(), ProviderRubbishError, "empty answer"),
        (reply(b"data: {oh\n\n", kind="text/event-stream"), ProviderRubbishError, "stream that cannot be read"),
        (
            reply(b'data: {"error": {"message": "overloaded"}}\n\n', kind="text/event-stream"),
            ProviderUnreachableError,
            "broke off: overloaded",
        ),
    ):
        endpoint.scripts = [script]
        with pytest.raises(kind, match=said):
            endpoint.provider().answer(MESSAGES, SCHEMA, on_text=lambda text: None)


def test_what_was_heard_is_not_said_twice(endpoint: Endpoint) -> None:
    def play(handler: BaseHTTPRequestHandler) -> None:
        handler.send_response(200)
        handler.send_header("Content-Type", "text/event-stream")
        handler.send_header("Content-Length", "1000")
        handler.end_headers()
        handler.wfile.write(b'data: {"choices": [{"delta": {"content": "{"}}]}\n\n')
        handler.close_connection = True

    endpoint.scripts = [play, GOOD]
    pieces: list[str] = []
    with pytest.raises(ProviderUnreachableError, match="broke the connection off"):
        endpoint.provider().answer(MESSAGES, SCHEMA, on_text=pieces.append)
    assert (pieces, len(endpoint.asked)) == (["{"], 1)


def test_who_hears_the_stream_can_stop_it(endpoint: Endpoint) -> None:
    def stop(text: str) -> None:
        raise CancelledError("enough")

    endpoint.scripts = [events('{"name": ', '"cat"}')]
    with pytest.raises(CancelledError, match="enough"):
        endpoint.provider().answer(MESSAGES, SCHEMA, on_text=stop)


def test_a_null_says_that_nothing_was_said(endpoint: Endpoint) -> None:
    endpoint.scripts = [completion('{"name": "cat", "color": null}')]
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}


@pytest.mark.parametrize(
    "content",
    [
        '<think>Perhaps {"name": "dog"}?</think>\n{"name": "cat"}',
        'Perhaps {"name": "dog"}?\n</think>\n\nHere:\n```json\n{"name": "cat"}\n```',  # the chat itself began them
        [
            {"type": "thinking", "thinking": [{"type": "text", "text": '{"name": "dog"}'}]},
            {"type": "text", "text": '{"name": "cat"}'},
        ],
    ],
)
def test_thoughts_are_left_aside(endpoint: Endpoint, content: object) -> None:
    endpoint.scripts = [completion(content, reasoning_content='{"name": "dog"}')]
    assert endpoint.provider().complete(MESSAGES, SCHEMA) == {"name": "cat"}


def test_the_key_is_shown_nowhere(endpoint: Endpoint, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    told = []
    for script in (
        failure(401, f"Incorrect API key provided: {KEY}."),
        failure(500, f"cannot use {KEY}"),
        reply(json.dumps({"error": f"Bearer {KEY}"}).encode(), 403),
        half,
        GOOD,
    ):
        endpoint.scripts = [script]
        provider = endpoint.provider()
        told += [provider.name, repr(provider)]
        try:
            provider.complete(MESSAGES, SCHEMA)
        except ProviderError as error:
            told += [str(error), repr(error), repr(error.__cause__)]
    assert any(header["Authorization"].endswith(KEY) for header in endpoint.headers)
    assert len(told) == 22
    assert KEY not in "\n".join([*told, caplog.text])


def test_what_an_endpoint_tells_cannot_steer_a_terminal(endpoint: Endpoint) -> None:
    endpoint.scripts = [failure(413, "too\x1b[2J\n\u202elong")]
    with pytest.raises(ProviderRefusedError) as caught:
        endpoint.provider().complete(MESSAGES, SCHEMA)
    assert str(caught.value).isprintable()


def test_secrets_do_not_go_into_the_address() -> None:
    for url in ("https://me:pass@example.com/v1", "https://example.com/v1?key=abc"):
        with pytest.raises(RequestError, match="give the key by itself") as caught:
            RemoteProvider(url, "painter")
        assert "abc" not in str(caught.value)
        assert "pass@" not in str(caught.value)
    with pytest.raises(RequestError, match="copy it again") as caught:
        RemoteProvider("https://example.com/v1", "painter", key="钥匙abc")
    assert "abc" not in str(caught.value)
    for model in (" ", "painter\ud83d"):
        with pytest.raises(RequestError, match="Name the model"):
            RemoteProvider("https://example.com/v1", model)
    with pytest.raises(RequestError, match="price"):
        Price(input_per_million=-1, output_per_million=0)


@pytest.mark.parametrize("end", ["", "/", "/chat/completions"])
def test_the_address_may_be_written_in_several_ways(endpoint: Endpoint, end: str) -> None:
    endpoint.scripts = [GOOD]
    RemoteProvider(f" {endpoint.url}{end}", "painter", key=f"{KEY}\n").complete(MESSAGES, SCHEMA)
    assert endpoint.paths == ["/v1/chat/completions"]
    assert endpoint.headers[0]["Authorization"] == f"Bearer {KEY}"
