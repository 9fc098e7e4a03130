"""Boxes with words of their own: they hold where they are, and nowhere else."""

from __future__ import annotations

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.regions import Region
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.attention import Attention
from danqing.tasks.framing import View
from danqing.tasks.regions import FIRST_PART, bounded, placed
from danqing.tasks.studio import Studio

LEFT, RIGHT = (0, 0, 0.5, 1), (0.5, 0, 0.5, 1)


def asked(*regions: Region, prompt: str = "the grass", **fields: object) -> Request:
    values = {"prompt": prompt, "seed": 1, "steps": 3, "guidance": 5.0, "regions": regions, **fields}
    return Request(**values)  # type: ignore[arg-type]


def pixels(studio: Studio, request: Request) -> np.ndarray:
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
    studio = studios["mini"]
    view = View((96, 64), 0, 0, 96, 64)
    control, seen = bounded(placed([Region(box=LEFT, prompt="x"), Region(box=RIGHT, prompt="y")], view)), []

    def look(attention: Attention) -> None:
        changed = control(attention)
        if changed is not None:
            seen.append((attention, changed.probabilities()))

    with studio.family.attending(look):
        pixels(studio, asked(Region(box=LEFT, prompt="a red cat"), Region(box=RIGHT, prompt="the dog"), steps=1))
    assert {attention.is_cross for attention, _ in seen} == {True, False}
    for attention, shares in seen:
        rows, (height, width) = attention.rows_of_prompt, attention.size
        assert [attention.rows[number].part for number in rows] == [FIRST_PART, FIRST_PART + 1]
        looks = shares[rows].unflatten(2, (height, width))  # (rows, heads, height, width, keys)
        torch.testing.assert_close(looks.sum(-1), torch.ones(looks.shape[:-1]))
        left, right = looks[:, :, :, : width // 2], looks[:, :, :, -(width // 2) :]
        if attention.is_cross:  # the prompt's own words, those of the right box, which lies in front, of the left
            _, dog, cat = (looks.unflatten(-1, (3, -1))[..., block, :] for block in range(3))
            assert float(cat[:, :, :, -(width // 2) :].max()) == 0 < float(cat[:, :, :, : width // 2].min())
            assert float(dog[:, :, :, : width // 2].max()) == 0 < float(dog[:, :, :, -(width // 2) :].min())
        else:
            across = left.unflatten(-1, (height, width))[..., -(width // 2) :]
            back = right.unflatten(-1, (height, width))[..., : width // 2]
            if width % 2 == 0:
                assert float(across.max()) == 0 == float(back.max())
        away = [number for number in range(len(attention.rows)) if number not in rows]
        torch.testing.assert_close(
            shares[away][..., : attention.key.shape[2]], attention.probabilities()[away], atol=1e-6, rtol=0
        )


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
    run = {"seed": 1, "steps": 2, "strength": 1.0}
    in_right = {"boxes": [(150, 60, 40, 40)], **run}
    plain = studio.inpaint(photo, "the dog", **in_right)[0].image
    boxed = studio.inpaint(photo, "the dog", regions=left, **in_right)[0].image
    assert boxed.tobytes() == plain.tobytes(), "what is drawn lies outside the box"
    boxed = studio.img2img(photo, "the dog", regions=left, **run)[0].image
    assert boxed.tobytes() != studio.img2img(photo, "the dog", **run)[0].image.tobytes()


def test_a_region_outside_the_picture_is_refused_before_anything_is_drawn(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match="reaches outside the picture, which is 32x32 px"):
        studios["sd1"].stream(asked(Region(box=(8, 8, 32, 8), prompt="a cat")))
