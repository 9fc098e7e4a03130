"""Boxes with words of their own: they hold where they are, and nowhere else."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.attention import Attention, Row
from danqing.tasks.framing import View
from danqing.tasks.regions import FIRST_PART, bounded, placed
from danqing.tasks.studio import Studio

LEFT, RIGHT = (0, 0, 0.5, 1), (0.5, 0, 0.5, 1)


def asked(*regions: Region, prompt: str = "the grass", **fields: Any) -> Request:
    values: dict[str, Any] = {"prompt": prompt, "seed": 1, "steps": 3, "guidance": 5.0, "regions": regions, **fields}
    return Request(**values)


def pixels(studio: Studio, request: Request) -> NDArray[np.int64]:
    return np.asarray(next(iter(studio.stream(request))).image).astype(int)


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_one_region_over_everything_is_the_plain_picture_of_its_words(studios: dict[str, Studio], shape: str) -> None:
    whole = asked(Region(box=(0, 0, 1, 1), prompt="a red cat"))
    plain = asked(prompt="a red cat")
    assert (pixels(studios[shape], whole) == pixels(studios[shape], plain)).all()


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_regions_are_drawn_and_keep_the_seed_contract(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    width, height = studio.default_size
    regions = (Region(box=LEFT, prompt="a red cat"), Region(box=(width // 2, 0, width // 2, height), prompt="the dog"))
    request = asked(*regions, count=2, sampler="euler_ancestral")
    both = list(studio.stream(request))
    (alone,) = studio.stream(request, indices=[1])
    assert alone.image.tobytes() == both[1].image.tobytes()
    again = Request(**both[0].manifest["request"])
    assert again.regions == regions
    assert next(iter(studio.stream(again))).image.tobytes() == both[0].image.tobytes()
    plain = np.asarray(next(iter(studio.stream(request.replace(regions=())))).image)
    assert (np.asarray(both[0].image) != plain).mean() > 0.5


def test_a_word_is_not_seen_outside_its_box(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]  # 96 x 64 px are 6 x 4 places and, a level deeper, 3 x 2
    cat, dog = Region(box=(0, 0, 1 / 3, 1), prompt="a red cat"), Region(box=(2 / 3, 0, 1 / 3, 1), prompt="the dog")
    control, seen = bounded(placed([cat, dog], View((96, 64), 0, 0, 96, 64))), list[tuple[Attention, Tensor]]()

    def look(attention: Attention) -> None:
        changed = control(attention)
        if isinstance(changed, Attention):
            seen.append((attention, changed.probabilities()))

    with studio.family.attending(look):
        pixels(studio, asked(cat, dog, steps=1))
    assert {attention.is_cross for attention, _ in seen} == {True, False}
    assert {attention.size for attention, _ in seen} == {(4, 6), (2, 3)}
    for attention, shares in seen:
        rows, (height, width) = attention.rows_of_prompt, attention.size
        assert [attention.rows[number].part for number in rows] == [1, FIRST_PART, FIRST_PART + 1]
        looks = shares[rows].reshape(len(rows), -1, height, width, shares.shape[-1])  # which keys each place looks at
        torch.testing.assert_close(looks.sum(-1), torch.ones(looks.shape[:-1]))
        left, middle, right = looks.chunk(3, 3)
        if attention.is_cross:
            for third, own in ((left, 2), (middle, 0), (right, 1)):  # the prompt's words, then those in front first
                for block, words in enumerate(third.chunk(3, -1)):
                    assert (float(words.min()) > 0) if block == own else (float(words.max()) == 0)
        else:
            places = [third.reshape(*third.shape[:-1], height, width).chunk(3, -1) for third in (left, middle, right)]
            for start, end in ((0, 2), (2, 0)):
                assert float(places[start][end].max()) == 0
            for start, end in ((0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1), (2, 2)):
                assert float(places[start][end].min()) > 0
        away = [number for number in range(len(attention.rows)) if number not in rows]
        torch.testing.assert_close(
            shares[away][..., : attention.key.shape[2]], attention.probabilities()[away], atol=1e-6, rtol=0
        )


def test_subjects_that_fill_the_picture_see_each_other() -> None:
    """Else they would see nothing but themselves, and fill their boxes."""
    rows = (Row(0, 0), Row(FIRST_PART, 0), Row(FIRST_PART + 1, 0))
    halves = placed([Region(box=LEFT, prompt="x"), Region(box=RIGHT, prompt="y")], View((64, 64), 0, 0, 64, 64))
    layer = Attention(
        layer="x",
        is_cross=False,
        query=torch.randn(3, 1, 16, 4),
        key=torch.randn(3, 1, 16, 4),
        value=torch.randn(3, 1, 16, 4),
        bias=None,
        size=(4, 4),
        sigma=0.5,
        rows=rows,
    )
    assert bounded(halves)(layer) is None


def test_subjects_take_shape_alone_except_over_another(studios: dict[str, Studio]) -> None:
    """What lies over another would find no place: around it, it is shown what is there."""
    family = studios["mini"].family
    width, height = studios["mini"].default_size
    walk = family.walk("ddim", 10, width, height)
    view = View((width, height), 0, 0, width, height)
    for right, wholly in ((RIGHT, False), ((0.2, 0.2, 0.8, 0.8), True)):
        two = placed([Region(box=LEFT, prompt="x"), Region(box=right, prompt="y")], view)
        boxes = two.places(family, width, height, walk).boxes
        assert [bool(box.all()) for box in boxes] == [wholly, wholly]


def test_what_lies_in_front_hides_what_lies_behind(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    cat, dog = Region(box=(0, 0, 1, 1), prompt="a cat", depth=1), Region(box=(0, 0, 1, 1), prompt="the dog")
    with pytest.warns(SettingIgnoredWarning, match=r"0,0,1,1 \(a cat\) is hidden by others"):
        both = pixels(studio, asked(cat, dog))
    assert (both == pixels(studio, asked(dog))).all()
    with pytest.warns(SettingIgnoredWarning, match="the dog"):  # of equal depth, the later one is in front
        assert (pixels(studio, asked(dog, cat.replace(depth=0))) == pixels(studio, asked(cat))).all()


def test_a_weak_region_lets_the_prompt_through(studios: dict[str, Studio]) -> None:
    drawn = [
        pixels(studios["mini"], asked(Region(box=(0, 0, 1, 1), prompt="a red cat", strength=strength)))
        for strength in (0.001, 0.5, 1.0)
    ]
    far = [np.abs(each - pixels(studios["mini"], asked())).mean() for each in drawn]
    assert far[0] < far[1] < far[2]


@pytest.mark.parametrize("text", ["a cat AND the dog:0.5", "[a cat:the dog:1] on grass", "[cat|dog]"])
def test_regions_go_with_the_grammar(studios: dict[str, Studio], text: str) -> None:
    request = asked(Region(box=LEFT, prompt="(red:1.3) cat"), prompt=text, style=None)
    assert pixels(studios["sd1"], request).shape == (32, 32, 3)
    assert (pixels(studios["sd1"], request) != pixels(studios["sd1"], request.replace(regions=()))).any()


@pytest.mark.filterwarnings("ignore::danqing.tasks.framing.PictureWarning")  # of pictures that are scaled
def test_boxes_are_of_the_whole_picture_in_every_task(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    photo = Image.effect_mandelbrot((200, 160), (-2, -1.5, 1, 1.5), 60).convert("RGB")
    left = [Region(box=(0, 0, 100, 160), prompt="a red cat")]
    run: dict[str, Any] = {"seed": 1, "steps": 2, "strength": 1.0}
    in_right: dict[str, Any] = {"boxes": [(150, 60, 40, 40)], **run}
    plain = studio.inpaint(photo, "the dog", **in_right)[0].image
    boxed = studio.inpaint(photo, "the dog", regions=left, **in_right)[0].image
    assert boxed.tobytes() == plain.tobytes(), "what is drawn lies outside the box"
    boxed = studio.img2img(photo, "the dog", regions=left, **run)[0].image
    assert boxed.tobytes() != studio.img2img(photo, "the dog", **run)[0].image.tobytes()


def test_a_region_outside_the_picture_is_refused_before_anything_is_drawn(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="reaches outside the picture, which is 32x32 px"):
        studios["sd1"].stream(asked(Region(box=(8, 8, 32, 8), prompt="a cat")))
