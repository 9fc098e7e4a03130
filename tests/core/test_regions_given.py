"""Regions as people write them: boxes in pixels, parts or percent, layouts, and what is refused."""

from __future__ import annotations

import json
from typing import Any

import pytest

from danqing.core.errors import RequestError
from danqing.core.regions import MAX_DEPTH, Region, as_regions, parse_region, read_layout
from danqing.core.request import Request

CAT = {"box": [0, 0, 0.5, 1], "prompt": "a red cat"}


def test_regions_survive_json_in_a_request() -> None:
    regions = (Region(box=(0, 8, 64, 32), prompt="一只红猫", depth=3, strength=0.5, feather=0.25), Region(**CAT))  # type: ignore[arg-type]
    request = Request(prompt="grass", regions=regions, align_style=0.5, style_reference="a/look.png")  # type: ignore[arg-type]
    assert Request.from_json(request.to_json()) == request
    assert request.style_reference is not None
    assert request.style_reference.file == "a/look.png"


@pytest.mark.parametrize(
    ("text", "box", "prompt"),
    [
        ("0,0,64,128: a red cat", (0, 0, 64, 128), "a red cat"),
        ("0, 0, 50%, 100% : a red cat", (0, 0, 0.5, 1), "a red cat"),
        ("25％，0，50％，100％：一只猫：红色", (0.25, 0, 0.5, 1), "一只猫：红色"),
        ("0,0,.5,1:x", None, None),
        ("0.25,0,0.5,1:x", (0.25, 0, 0.5, 1), "x"),
        ("0,0,64: a cat", None, None),
        ("0,0,50%,64: a cat", None, None),
        ("a cat", None, None),
        ("-1,0,64,64: a cat", None, None),
        ("0,0,64,64:", None, None),
    ],
)
def test_a_region_in_one_line(text: str, box: tuple[float, ...] | None, prompt: str | None) -> None:
    if box is None:
        with pytest.raises(RequestError):
            parse_region(text)
        return
    read = parse_region(text)
    assert (read.box, read.prompt) == (box, prompt)


def test_a_layout_puts_its_background_behind_everything() -> None:
    ground, cat = read_layout(json.dumps({"background": "grass", "regions": [CAT]}))
    assert (ground.box, ground.prompt, ground.depth) == ((0, 0, 1, 1), "grass", MAX_DEPTH)
    assert (cat.prompt, cat.depth) == ("a red cat", 0)
    assert read_layout(json.dumps([CAT])) == (cat,)


@pytest.mark.parametrize(
    "values",
    [
        {"box": [0, 0, 0, 1]},
        {"box": [0, 0, 0.5, -1]},
        {"box": [0.6, 0, 0.5, 1]},
        {"box": [-1, 0, 64, 64]},
        {"box": [0, 0, 64]},
        {"box": [0, 0, 64, True]},
        {"box": [0, 0, 64, float("nan")]},
        {"box": "0,0,64,64"},
        {"box": None},
        {"prompt": " "},
        {"prompt": 3},
        {"prompt": "x" * 1001},
        {"depth": -1},
        {"depth": 1.5},
        {"depth": 101},
        {"strength": 0},
        {"strength": 1.1},
        {"strength": "1"},
        {"feather": -0.1},
        {"feather": 2},
        {"colour": "red"},
    ],
)
def test_a_bad_region_is_one_sentence(values: dict[str, Any]) -> None:
    with pytest.raises(RequestError) as caught:
        as_regions([{**CAT, **values}])
    assert str(caught.value).endswith(".")
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize(
    "text", ["", "{", "3", "{}", "[]", '{"regions": 3}', '{"boxes": []}', "[3]", '{"background": 3}']
)
def test_what_is_no_layout_is_refused(text: str) -> None:
    with pytest.raises(RequestError):
        read_layout(text)


def test_too_many_and_outside() -> None:
    with pytest.raises(RequestError, match="at most 16 regions, not 17"):
        as_regions([CAT] * 17)
    region = Region(box=(100, 0, 28, 128), prompt="a cat")
    assert region.parts_of(128, 128) == (100 / 128, 0, 1, 1)
    with pytest.raises(RequestError, match="which is 120x128 px"):
        region.parts_of(120, 128)
