"""Beyond the edges of a picture, and variations of it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import RequestError, UnknownNameError
from danqing.core.shapes import parse_box
from danqing.tasks.outpaint import extended, laid_out, panned, pixels, squared, zoomed_out
from danqing.tasks.studio import Studio


def photo(width: int, height: int) -> Image.Image:
    values = np.random.default_rng(0).integers(0, 256, (height, width, 3), dtype=np.uint8)
    return Image.fromarray(values)


@pytest.mark.filterwarnings("ignore::danqing.tasks.framing.PictureWarning")
@pytest.mark.parametrize("shape", ["sd1", "sd3"])
def test_sides_are_added_and_the_picture_stays_bit_for_bit(studios: dict[str, Studio], shape: str) -> None:
    given = photo(20, 16)
    (picture,) = studios[shape].outpaint(given, "a cat", sides={"left": 6, "bottom": "50%"}, seed=1, steps=2)
    assert picture.image.size == (26, 24)
    assert picture.image.crop((6, 0, 26, 16)).tobytes() == given.tobytes()
    assert np.asarray(picture.image)[:, :6].std() > 1
    assert picture.manifest["task"]["sides"] == {"left": 6, "bottom": "50%"}


def test_zooming_out_keeps_the_size_and_puts_the_smaller_picture_in_the_middle(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    (picture,) = studios["sd1"].outpaint(given, "a cat", zoom_out=2, seed=1, steps=2)
    assert picture.image.size == (32, 32)
    middle = picture.image.crop((8, 8, 24, 24))
    assert middle.tobytes() == given.resize((16, 16), Image.Resampling.LANCZOS).tobytes()


def test_panning_moves_the_view(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    left = studios["sd1"].outpaint(given, "a cat", pan="left", seed=1, steps=2)[0].image
    assert left.crop((16, 0, 32, 32)).tobytes() == given.crop((0, 0, 16, 32)).tobytes()
    up = studios["sd1"].outpaint(given, "a cat", pan="up", pan_by="25%", seed=1, steps=2)[0].image
    assert up.crop((0, 8, 32, 32)).tobytes() == given.crop((0, 0, 32, 24)).tobytes()
    down = studios["sd1"].outpaint(given, "a cat", pan="down", pan_by=10, seed=1, steps=2)[0].image
    assert down.crop((0, 0, 32, 22)).tobytes() == given.crop((0, 10, 32, 32)).tobytes()


def test_squares(studios: dict[str, Studio]) -> None:
    given = photo(32, 20)
    (picture,) = studios["sd1"].outpaint(given, "a cat", square=True, seed=1, steps=2)
    assert picture.image.size == (32, 32)
    assert picture.image.crop((0, 6, 32, 26)).tobytes() == given.tobytes()


def test_what_is_not_drawn_yet_is_the_reflection() -> None:
    given = photo(6, 4)
    canvas, mask = laid_out(given, extended((6, 4), {"left": 9}))
    assert canvas.size == mask.size == (15, 4)
    values, old = np.asarray(canvas), np.asarray(given)
    assert np.array_equal(values[:, 8], old[:, 1])
    assert np.asarray(mask)[0].tolist() == [255] * 9 + [0] * 6
    one, _ = laid_out(photo(1, 1), extended((1, 1), {"top": 3}))
    assert one.size == (1, 4)


def test_layouts() -> None:
    assert extended((100, 50), {"right": 0.25, "top": 10}).canvas == (125, 60)
    assert zoomed_out((100, 50), 1.5).size == (67, 33)
    assert panned((100, 50), "right", 30).at == (-30, 0)
    assert squared((100, 50)).at == (0, 25)
    assert [pixels(each, 200) for each in (64, "64", "64px", "25%", "25％", 0.25, 1.5)] == [64, 64, 64, 50, 50, 50, 300]


@pytest.mark.parametrize(
    ("how", "words"),
    [
        ({}, "one way"),
        ({"zoom_out": 2, "square": True}, "one way"),
        ({"zoom_out": 1}, "above 1"),
        ({"zoom_out": 9}, "at most 4"),
        ({"zoom_out": "2"}, "such as 1.5"),
        ({"zoom_out": 1.001}, "changes no pixel"),
        ({"pan": "north"}, "choose one of: left"),
        ({"pan": "left", "pan_by": "100%"}, "less than the whole"),
        ({"sides": {"left": 0}}, "Nothing is added"),
        ({"sides": {"up": 3}}, "choose one of: left"),
        ({"sides": {"left": "wide"}}, "pixels or percent"),
        ({"sides": {"left": -3}}, "pixels or percent"),
        ({"sides": {"left": 9000}}, "8,192 px"),
        ({"square": True}, "square already"),
    ],
)
def test_what_makes_no_sense_is_refused(studios: dict[str, Studio], how: dict[str, Any], words: str) -> None:
    with pytest.raises((RequestError, UnknownNameError), match=words) as caught:
        studios["sd1"].outpaint(photo(32, 32), "a cat", **how)
    assert "\n" not in str(caught.value)


def test_boxes_as_people_write_them() -> None:
    assert parse_box("1, 2,3，4") == (1, 2, 3, 4)
    for wrong in ("1,2,3", "1,2,3,x", "", "1,2,3,-4"):
        with pytest.raises(RequestError, match="X,Y,W,H"):
            parse_box(wrong)


def test_variations_take_the_picture_s_own_words_and_go_as_far_as_they_say(
    studios: dict[str, Studio], tmp_path: Path
) -> None:
    studio = studios["sd1"]
    path = studio.generate("a red cat", negative="dog", seed=5, steps=6)[0].save(tmp_path / "cat.png")
    options: dict[str, Any] = {"seed": 9, "steps": 6}
    subtle, strong = (studio.vary(path, kind=kind, **options)[0] for kind in ("subtle", "strong"))
    request = subtle.manifest["request"]
    assert (request["prompt"], request["negative"], request["seed"]) == ("a red cat", "dog", 9)
    assert subtle.manifest["task"] == {"name": "vary", "strength": 0.35}
    anew = np.asarray(studio.generate("a red cat", negative="dog", **options)[0].image, dtype=int)
    far = [np.abs(np.asarray(each.image) - anew).mean() for each in (subtle, strong)]
    assert far[0] > far[1] > 0
    assert len({each.image.tobytes() for each in studio.vary(path, "a cat", count=2, steps=3)}) == 2


def test_a_region_varies_alone(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    (picture,) = studios["sd1"].vary(given, "a cat", boxes=[(0, 0, 16, 32)], seed=1, steps=5)
    assert picture.image.crop((16, 0, 32, 32)).tobytes() == given.crop((16, 0, 32, 32)).tobytes()
    assert picture.image.tobytes() != given.tobytes()
    assert picture.manifest["task"]["kind"] == "region"


def test_variations_of_a_picture_without_words_need_some(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="Say in a few words what the picture given shows"):
        studios["sd1"].vary(photo(32, 32))
    with pytest.raises(UnknownNameError, match="subtle, strong"):
        studios["sd1"].vary(photo(32, 32), "a cat", kind="wild")
