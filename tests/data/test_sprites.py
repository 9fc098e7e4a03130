"""Cut-outs: chosen by weight, paired within a source, measured for colour, never recoloured against their name."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.data.everyday import everyday
from danqing.data.sprites import Sprites
from danqing.data.types import Entry, ImageArray

RED, BLUE, INK = (220, 40, 40), (40, 90, 230), (30, 30, 32)


def entry(key: str, concept: str, category: str, *, style: str = "flat", chinese: str = "物") -> Entry:
    return Entry(
        key=key,
        source=key.split("/")[0],
        style=style,
        concept=concept,
        names_en=(concept,),
        names_zh=(chinese,),
        words_from={},
        category=category,
        package="p",
        version="1",
        licence="MIT",
        attribution="",
        split="train",
    )


class Pack:
    """Discs of one colour; the second half of each picture's height is empty."""

    def __init__(self) -> None:
        self.entries = [
            entry("one/car", "car", "vehicle", chinese="汽车"),
            entry("one/gizmo", "gizmo", "object"),
            entry("one/red heart", "crimson red thing", "object", chinese="红色的东西"),
            entry("one/orange", "orange", "food", chinese="橙子"),
            entry("two/car", "car", "vehicle", style="mono", chinese="汽车"),
            entry("two/house", "house", "building", style="mono", chinese="房子"),
        ]
        self.colors = [RED, BLUE, RED, (245, 150, 40), INK, INK]

    def array(self, size: int) -> ImageArray:
        pictures = []
        for color in self.colors:
            image = Image.new("RGBA", (size, size))
            ImageDraw.Draw(image).rectangle((size // 8, 0, size - size // 8 - 1, size // 2 - 1), fill=(*color, 255))
            pictures.append(np.asarray(image))
        return np.stack(pictures)


@pytest.fixture(scope="module")
def sprites() -> Sprites:
    return Sprites(Pack(), size=64, split="train")


def test_pictures_are_cropped_and_scaled(sprites: Sprites) -> None:
    picture = sprites.picture(0, 48, None)
    assert picture.size == (48, 32)
    assert np.asarray(picture)[..., 3].min() == 255
    assert sprites.height_ratio(0) == pytest.approx(2 / 3)


def test_everyday_things_come_more_often(sprites: Sprites) -> None:
    rng = np.random.default_rng(0)
    drawn = Counter(sprites.choose(rng) for _ in range(5000))
    assert drawn[0] > 10 * drawn[1] > 0


def test_a_partner_is_another_thing_of_the_same_source(sprites: Sprites) -> None:
    rng = np.random.default_rng(0)
    assert {sprites.partner(rng, 4) for _ in range(20)} == {5}
    assert {sprites.partner(rng, 0, "back") for _ in range(20)} == {None}
    assert sprites.partner(rng, 0, "hat") is None


def test_colours_are_stated_and_changed_only_where_true(sprites: Sprites) -> None:
    assert sprites.true_color(0) == "red"
    assert sprites.can_be(0, "blue")
    assert [sprites.true_color(index) for index in (2, 3, 4)] == [None] * 3  # in the name; of its essence; line art
    assert not any(sprites.can_be(index, "green") for index in (2, 3, 4))
    blue = np.asarray(sprites.picture(0, 48, "blue"))[5, 5]
    assert blue[2] > 1.5 * blue[0]


def test_silhouettes_close_over_holes() -> None:
    class Ring(Pack):
        def array(self, size: int) -> ImageArray:
            image = Image.new("RGBA", (size, size))
            ImageDraw.Draw(image).ellipse((8, 8, size - 9, size - 9), outline=(*INK, 255), width=6)
            return np.stack([np.asarray(image)] * len(self.entries))

    mask = np.asarray(Sprites(Ring(), size=64, split="train").silhouette(4, (64, 64), mirror=False))
    assert mask[32, 32] == 255
    assert mask[1, 1] == 0


@pytest.mark.parametrize(
    ("chinese", "category", "measure"),
    [
        ("红绿灯", "vehicle", "个"),
        ("空轨列车", "vehicle", "列"),
        ("拖车", "vehicle", "辆"),
        ("潜水艇", "vehicle", "艘"),
        ("短裙", "clothing", "条"),
        ("购物袋", "clothing", "个"),
        ("芭蕾舞鞋", "clothing", "双"),
        ("爪印", "animal", "个"),
        ("小龙虾", "animal", "只"),
        ("蜘蛛网", "animal", "张"),
        ("炸弹", "tool", "个"),
        ("螺丝刀", "tool", "把"),
        ("落叶", "plant", "片"),
        ("博物馆", "building", "座"),
        ("打篮球的人", "person", "个"),
        ("生气的脸", "face", "张"),
    ],
)
def test_unlisted_things_are_counted_by_what_their_name_ends_in(chinese: str, category: str, measure: str) -> None:
    assert everyday(entry("a/b", "some unlisted thing", category, chinese=chinese)).measure == measure


@pytest.mark.parametrize(
    ("concept", "chinese", "category", "said"),
    [
        ("lying face", "说谎", "face", "说谎的表情"),
        ("grumpy face", "生气的脸", "face", "生气的脸"),
        ("person biking", "骑自行车", "person", "骑自行车的人"),
        ("runner", "跑步者", "person", "跑步者"),
    ],
)
def test_doings_become_things(concept: str, chinese: str, category: str, said: str) -> None:
    assert everyday(entry("a/b", concept, category, chinese=chinese)).names_zh == (said,)
