"""Requests: what they refuse, and that they come back from JSON as they went."""

from __future__ import annotations

import json

import pytest

from danqing.core.errors import RequestError
from danqing.core.request import Request


def test_a_request_survives_json() -> None:
    request = Request(
        prompt=" 一只橘猫\n(red:1.3) ",
        negative="blurry",
        width=64,
        height=32,
        count=3,
        seed=2**32 - 1,
        steps=7,
        sampler="euler",
        guidance=3.5,
        guidance_rescale=0.7,
        guidance_interval=(0.25, 0.75),
        style="flat",
        model="danqing-mini",
        extra={"regions": [{"box": [0, 1, 2.5, None], "words": "草地"}]},
    )
    assert request.prompt == "一只橘猫\n(red:1.3)"
    assert Request.from_json(request.to_json()) == request
    assert Request.from_json('{"prompt": "a cat"}') == Request(prompt="a cat")


@pytest.mark.parametrize(
    "values",
    [
        {"prompt": 3},
        {"prompt": "a\u009bb"},
        {"prompt": "\ud800"},
        {"width": 64.0},
        {"height": True},
        {"count": "2"},
        {"count": 65},
        {"seed": True},
        {"seed": 2**32},
        {"seed": None},
        {"steps": 1001},
        {"guidance": "7"},
        {"guidance": float("nan")},
        {"guidance_rescale": 1.01},
        {"guidance_interval": [0.5]},
        {"guidance_interval": "01"},
        {"guidance_interval": None},
        {"guidance_interval": [0.6, 0.5]},
        {"guidance_interval": [0, "1"]},
        {"sampler": 3},
        {"sampler": ["euler"]},
        {"sampler": []},
        {"style": {"flat": 1}},
        {"model": None},
        {"extra": None},
        {"extra": ["regions"]},
        {"extra": {"scale": float("inf")}},
        {"colour": "red"},
    ],
)
def test_a_bad_value_is_one_sentence_wherever_it_comes_from(values: dict[str, object]) -> None:
    with pytest.raises(RequestError) as caught:
        Request.from_json(json.dumps({"prompt": "a cat", **values}))
    assert "\n" not in str(caught.value)
    assert str(caught.value).endswith(".")


@pytest.mark.parametrize("text", ["", "{", "[]", "3", "{}", "[" * 100_000, '{"prompt": ' + "1" * 5000 + "}"])
def test_what_is_no_request_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        Request.from_json(text)


def test_what_cannot_be_stored_with_the_picture_is_refused_before_it_is_drawn() -> None:
    with pytest.raises(RequestError, match="extra"):
        Request(prompt="a cat", extra={"mask": object()})
