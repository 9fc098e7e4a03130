"""What was seen, said in both languages, and colours measured in pictures that are known."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.data.everyday import Everyday
from danqing.data.fact_phrases import fact_phrases, fact_phrases_keys
from danqing.data.grounds import BACKDROPS
from danqing.data.telling import Seen, backdrop_color, stands_out, subject_color, tell, tellable_things
from danqing.data.types import ImageArray


def thing(name: str) -> Everyday:
    return next(each for each in tellable_things() if each.names_en[0] == name)


def scene(ground: tuple[int, int, int], subject: tuple[int, int, int], horizon: tuple[int, int, int]) -> ImageArray:
    """A disc before two bands."""
    image = Image.new("RGB", (96, 96), ground)
    draw = ImageDraw.Draw(image)
    draw.rectangle((0, 60, 96, 96), fill=horizon)
    draw.ellipse((28, 28, 76, 80), fill=subject)
    return np.asarray(image)


@pytest.mark.parametrize(
    ("seen", "en", "zh"),
    [
        (Seen(thing=thing("cat"), color="orange", ground="grass"),
         "an orange cat on the grass", "草地上的一只橙色的猫"),
        (Seen(thing=thing("apple"), count=3, color="red", ground="table"),
         "three red apples on the table", "桌子上的三个红色的苹果"),
        (Seen(thing=thing("sun"), ground="plain"), "the sun", None),
        (Seen(thing=thing("umbrella"), ground="plain", backdrop="light blue", style="flat"),
         "an umbrella on a light blue background, flat style", "一把雨伞，浅蓝色背景，扁平风格"),
        (Seen(thing=thing("butterfly"), ground="sky"), "a butterfly in the sky", "天空中的一只蝴蝶"),
    ],
)  # fmt: skip
def test_captions_are_what_people_say(seen: Seen, en: str, zh: str | None) -> None:
    assert tell(seen, "en") == en
    if zh is not None:
        assert tell(seen, "zh") == zh


def test_every_thing_can_be_told_with_everything() -> None:
    things = tellable_things()
    assert len(things) > 300
    assert len({each.names_en[0] for each in things}) == len(things)
    for each in things:
        seen = Seen(thing=each, count=2, color="red", ground="grass", style="3d")
        assert each.names_zh[0] in tell(seen, "zh")
        assert tell(seen, "en").endswith("3D render style")


def test_the_subject_stands_out_from_two_bands_and_its_colour_is_told() -> None:
    pixels = scene((190, 225, 250), (222, 40, 36), (80, 170, 70))
    found = stands_out(pixels)
    assert found[54, 52]
    assert not found[10, 50]
    assert not found[90, 10]
    told = subject_color(pixels, thing("apple"))
    assert told is not None
    assert told[0] == "red"
    assert told[1] > 0.85


def test_colours_that_are_not_clear_or_go_without_saying_are_not_told() -> None:
    pixels = scene((255, 255, 255), (222, 40, 36), (255, 255, 255))
    fixed = next(each for each in tellable_things() if each.fixed_color)
    assert subject_color(pixels, fixed) is None
    assert subject_color(np.full((96, 96, 3), 200, np.uint8), thing("apple")) is None
    half = pixels.copy()
    half[28:80, 52:76] = np.where(stands_out(pixels)[28:80, 52:76, None], (40, 90, 220), half[28:80, 52:76])
    assert subject_color(half, thing("apple")) is None


@pytest.mark.parametrize("name", ["white", "light blue", "dark blue", "green"])
def test_a_plain_ground_is_called_by_its_name(name: str) -> None:
    shade = BACKDROPS[name].rgb
    told = backdrop_color(scene(shade, (120, 60, 20), shade))
    assert told is not None
    assert told[0] == name
    assert told[1] > 0.9
    assert backdrop_color(np.full((32, 32, 3), (90, 60, 30), np.uint8)) is None


def test_facts_have_words_for_every_answer() -> None:
    phrases = fact_phrases()
    assert {question: tuple(each) for question, each in phrases.items()} == fact_phrases_keys()
    for each in phrases.values():
        assert all(said[language] for said in each.values() for language in ("en", "zh"))
