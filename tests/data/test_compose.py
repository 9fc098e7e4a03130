"""The composer on a tiny pack of drawn shapes: deterministic, truthful, split by concept and by template."""

from __future__ import annotations

import dataclasses
from collections import Counter

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.core.errors import RequestError
from danqing.data.compose import Composer, Mixture
from danqing.data.everyday import everyday_table
from danqing.data.grounds import GROUNDS
from danqing.data.habitats import HABITATS
from danqing.data.types import Entry, ImageArray, Scene
from danqing.data.verify import verify_truth

# concept, Chinese, category, colour, shape
THINGS = [
    ("cat", "猫", "animal", (240, 150, 40), "round"),
    ("dog", "狗", "animal", (150, 90, 50), "round"),
    ("fish", "鱼", "animal", (60, 120, 230), "flat"),
    ("bird", "鸟", "animal", (50, 110, 220), "flat"),
    ("apple", "苹果", "food", (220, 40, 40), "round"),
    ("car", "汽车", "vehicle", (200, 30, 30), "flat"),
    ("house", "房子", "building", (230, 190, 60), "square"),
    ("tree", "树", "plant", (60, 160, 60), "tall"),
    ("ball", "球", "sport", (120, 60, 190), "round"),
    ("sun", "太阳", "weather", (250, 200, 40), "round"),
    ("star", "星星", "weather", (250, 200, 40), "round"),
    ("penguin", "企鹅", "animal", (40, 40, 46), "tall"),
    ("hat", "帽子", "clothing", (40, 40, 46), "flat"),
    ("chair", "椅子", "furniture", (150, 90, 50), "square"),
    ("gizmo", "", "other", (120, 120, 124), "square"),
    ("umbrella", "雨伞", "object", (220, 40, 120), "round"),
    ("rocket", "火箭", "vehicle", (230, 230, 232), "tall"),
]
HELD_OUT = {"umbrella", "rocket"}
BOXES = {
    "round": (40, 40, 216, 216),
    "flat": (24, 80, 232, 176),
    "square": (48, 48, 208, 208),
    "tall": (88, 16, 168, 240),
}


class TinyPack:
    """Shapes in two sources, held in memory."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        pictures = []
        for source, style in (("alpha", "flat"), ("beta", "mono")):
            for concept, chinese, category, color, shape in THINGS:
                image = Image.new("RGBA", (256, 256))
                fill = (30, 30, 32) if style == "mono" else color
                draw = ImageDraw.Draw(image)
                (draw.rectangle if shape in ("square", "tall") else draw.ellipse)(BOXES[shape], fill=(*fill, 255))
                pictures.append(image)
                self.entries.append(
                    Entry(
                        key=f"{source}/{concept}",
                        source=source,
                        style=style,
                        concept=concept,
                        names_en=(concept,),
                        names_zh=(chinese,) if chinese else (),
                        words_from={},
                        category=category,
                        package=source,
                        version="1",
                        licence="MIT",
                        attribution="",
                        split="val" if concept in HELD_OUT else "train",
                    )
                )
        self._pictures = pictures

    def array(self, size: int = 128) -> ImageArray:
        return np.stack([np.asarray(image.resize((size, size))) for image in self._pictures])


@pytest.fixture(scope="module")
def pack() -> TinyPack:
    return TinyPack()


@pytest.fixture(scope="module")
def scenes(pack: TinyPack) -> list[Scene]:
    composer = Composer(pack, size=64, seed=3)
    return [composer.scene(index) for index in range(300)]


def test_a_scene_depends_only_on_its_number(pack: TinyPack, scenes: list[Scene]) -> None:
    fresh = Composer(pack, size=64, seed=3)
    for index in (250, 7, 120, 7):  # another order, another composer, cold caches
        again = fresh.scene(index)
        np.testing.assert_array_equal(again.image, scenes[index].image)
        assert again.captions == scenes[index].captions
        assert again.truth == scenes[index].truth


def test_seed_and_number_change_the_scene(pack: TinyPack, scenes: list[Scene]) -> None:
    other = Composer(pack, size=64, seed=4).scene(0)
    assert not np.array_equal(other.image, scenes[0].image)
    assert not np.array_equal(scenes[1].image, scenes[0].image)


@pytest.mark.parametrize("size", [64, 128, 256])
def test_pictures_have_the_size_asked_for(pack: TinyPack, size: int) -> None:
    scene = Composer(pack, size=size).scene(1)
    assert scene.image.shape == (size, size, 3)
    assert scene.image.dtype == np.uint8


def test_scenes_keep_their_word(scenes: list[Scene]) -> None:
    faults = [fault for scene in scenes for fault in verify_truth(scene)[:1]]
    assert len(faults) <= 0.05 * len(scenes), Counter(faults).most_common(5)


def test_verify_notices_lies(scenes: list[Scene]) -> None:
    red = next(s for s in scenes if s.truth.relation is None and s.truth.subjects[0].color == "red")
    lie = dataclasses.replace(red.truth.subjects[0], color="green")
    assert verify_truth(dataclasses.replace(red, truth=dataclasses.replace(red.truth, subjects=(lie,), count=1)))
    left = next(s for s in scenes if s.truth.relation == "left_of")
    assert verify_truth(dataclasses.replace(left, truth=dataclasses.replace(left.truth, relation="right_of")))
    out = dataclasses.replace(red.truth.subjects[0], box=(0.5, 0.2, 1.2, 0.9))
    assert verify_truth(dataclasses.replace(red, truth=dataclasses.replace(red.truth, subjects=(out,), count=1)))


def test_every_kind_of_scene_is_drawn(scenes: list[Scene]) -> None:
    relations = {scene.truth.relation for scene in scenes}
    assert {None, "left_of", "right_of", "above", "below", "next_to", "in_sky", "wearing"} <= relations
    assert {scene.truth.count for scene in scenes} == {1, 2, 3, 4, 5, 6}
    grounds = {scene.truth.ground for scene in scenes}
    assert {"plain", "gradient", "grass", "table", "underwater"} <= grounds <= {"plain", "gradient", *GROUNDS}
    assert {subject.size for scene in scenes for subject in scene.truth.subjects} == {"small", "normal", "big"}


def test_captions_are_several_and_in_both_languages(scenes: list[Scene]) -> None:
    for scene in scenes:
        named = all(subject.name_zh for subject in scene.truth.subjects)
        assert len(scene.captions["en"]) >= 3
        assert (len(scene.captions["zh"]) >= 3) if named else scene.captions["zh"] == ()
        for caption in (*scene.captions["en"], *scene.captions["zh"]):
            assert caption == caption.strip()
            assert not set("{}!~|") & set(caption)
            assert "  " not in caption
            assert "None" not in caption


def test_captions_state_no_false_colour_or_number(scenes: list[Scene]) -> None:
    numbers = {"two": 2, "three": 3, "four": 4, "five": 5, "six": 6}
    colors = {"red", "green", "blue", "yellow", "purple", "brown", "black", "orange", "pink"}
    for scene in scenes:
        subjects = scene.truth.subjects
        true_colors = {subject.color for subject in subjects}
        counts = Counter(subject.concept for subject in subjects)
        for caption in scene.captions["en"]:
            spoken = caption.split(" background")[0] if "background" in caption else caption
            words = spoken.replace(",", "").replace(":", "").replace(";", "").split()
            for word, number in numbers.items():
                assert word not in words or number in counts.values(), caption
            if (
                scene.truth.style == "mono"
                or "background" in caption
                or scene.truth.ground not in ("plain", "gradient")
            ):
                continue
            ground_words = set((scene.truth.ground_color or "").replace("lavender", "purple").split())
            stated = colors & set(words) - ground_words
            assert stated <= {color for color in true_colors if color}, (caption, true_colors)


def test_only_what_moves_is_said_to_fly_or_swim(scenes: list[Scene]) -> None:
    said: Counter[str] = Counter()
    for scene in scenes:
        first = scene.truth.subjects[0].concept
        spoken = " ".join((*scene.captions["en"], *scene.captions["zh"]))
        if "flying" in spoken or "飞" in spoken:
            said[first] += 1
    assert set(said) == {"bird"}
    table = everyday_table()
    for name in ("coral", "sun", "moon", "star", "cloud", "earth", "saturn"):
        habitat = HABITATS[table[name].habitat]
        assert habitat.grounds
        assert not habitat.flies
        assert not habitat.swims


def test_line_art_has_no_colour_and_style_is_consistent(scenes: list[Scene]) -> None:
    for scene in scenes:
        sources = {key.split("/")[0] for key in scene.sources}
        assert len(sources) == 1
        if scene.truth.style == "mono":
            assert {subject.color for subject in scene.truth.subjects} == {None}


def test_splits_share_neither_concepts_nor_templates(pack: TinyPack, scenes: list[Scene]) -> None:
    held = [Composer(pack, size=64, split="val", seed=3).scene(index) for index in range(60)]
    assert {subject.concept for scene in held for subject in scene.truth.subjects} <= HELD_OUT
    assert not HELD_OUT & {subject.concept for scene in scenes for subject in scene.truth.subjects}
    assert {scene.template_split for scene in held} == {"val"}
    assert {scene.template_split for scene in scenes} == {"train"}


def test_a_mixture_of_one_kind_draws_only_that() -> None:
    only = Mixture(icon=0, ground=0, count=1, pair=0, sky=0, wearing=0)
    composer = Composer(TinyPack(), size=64, mixture=only)
    assert all(composer.scene(index).truth.count > 1 for index in range(20))


def test_bad_requests_are_refused_in_a_sentence(pack: TinyPack) -> None:
    with pytest.raises(RequestError, match="64, 128 or 256"):
        Composer(pack, size=100)
    with pytest.raises(RequestError, match="between 0 and 1"):
        Mixture(icon=1.5)
    with pytest.raises(RequestError, match="no kind of scene"):
        Mixture(icon=0, ground=0, count=0, pair=0, sky=0, wearing=0)
    empty = TinyPack()
    empty.entries = [entry for entry in empty.entries if entry.split == "train"]
    with pytest.raises(RequestError, match="no pictures of the split 'val'"):
        Composer(empty, size=64, split="val")
