"""A collage shows what its plan asks: counts, colours and places, measured on pixels and boxes."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from importlib import resources

import numpy as np
import pytest

from danqing.core.errors import DataError
from danqing.data.collage import Collage, compose, faults
from danqing.data.draft_pack import DraftPack, shipped_pack
from danqing.data.retrieve import find
from danqing.director.scene_plan import PlanRelation, PlanSubject, ScenePlan, SceneRelation

SIZE = (128, 128)


def subject(name: str, count: int = 1, color: str | None = None) -> PlanSubject:
    return PlanSubject(name=name, said=name, count=count, color=color)


def scene(*subjects: PlanSubject, relation: SceneRelation | None = None, ground: str | None = None) -> ScenePlan:
    relations = (PlanRelation(kind=relation, first=0, second=1),) if relation else ()
    return ScenePlan(subjects=subjects, relations=relations, ground=ground)


PLANS = {
    "one on grass": scene(subject("cat", color="orange"), ground="grass"),
    "three colours": scene(subject("apple", color="red"), subject("car", color="blue"), subject("cup of tea")),
    "left": scene(subject("dog"), subject("football"), relation="left_of"),
    "right, several": scene(subject("dog", 2, "red"), subject("cat"), relation="right_of", ground="beach"),
    "above": scene(subject("star", 2), subject("moon"), relation="above"),
    "below": scene(subject("rabbit", color="white"), subject("balloon", color="red"), relation="below"),
    "on": scene(subject("bird", color="blue"), subject("house"), relation="on"),
    "under": scene(subject("rabbit", color="white"), subject("tree"), relation="under", ground="grass"),
    "before": scene(subject("car", color="green"), subject("castle"), relation="in_front_of", ground="road"),
    "sky": scene(subject("football"), subject("sun"), relation="in_sky", ground="grass"),
    "hat": scene(subject("penguin"), subject("hat", color="red"), relation="wearing", ground="snow"),
    "seven": scene(subject("chick", 7)),
    "five fish": scene(subject("fish", 5, "red"), ground="underwater"),
    "a dozen": scene(subject("apple", 12, "green"), ground="table"),
}


@pytest.mark.parametrize("plan", PLANS.values(), ids=PLANS)
@pytest.mark.parametrize("seed", [0, 1])
def test_a_collage_keeps_its_plan(plan: ScenePlan, seed: int) -> None:
    collage = compose(plan, shipped_pack(), size=SIZE, seed=seed)
    assert faults(plan, collage) == []
    assert collage.notes == ()
    assert [len(boxes) for boxes in collage.boxes] == [each.count for each in plan.subjects]


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5, 6, 8])
def test_as_many_are_seen_as_were_asked(number: int) -> None:
    from scipy import ndimage

    plan = replace(scene(subject("apple", number, "red")), backdrop="white")
    collage = compose(plan, shipped_pack(), size=(256, 256), seed=3)
    pixels = np.asarray(collage.image).astype(int)
    red = (pixels[..., 0] > 150) & (pixels[..., 1] < 110) & (pixels[..., 2] < 110)
    _, blobs = ndimage.label(ndimage.binary_opening(red, iterations=2))
    assert blobs == number


def test_what_is_false_is_found_out() -> None:
    plan = PLANS["left"]
    collage = compose(plan, shipped_pack(), size=SIZE, seed=0)
    turned = replace(collage, boxes=collage.boxes[::-1])
    assert any("left_of" in each for each in faults(plan, turned))
    assert any("there are 0" in each or "not 1" in each for each in faults(plan, _doubled(collage)))


def _doubled(collage: Collage) -> Collage:
    return replace(collage, boxes=(collage.boxes[0] * 2, collage.boxes[1]))


@pytest.mark.parametrize("size", [(256, 128), (96, 160), (512, 512)])
def test_any_size_and_shape_is_filled(size: tuple[int, int]) -> None:
    plan = PLANS["right, several"]
    collage = compose(plan, shipped_pack(), size=size, seed=2)
    assert collage.image.size == size
    assert collage.subjects.shape == size[::-1]
    assert faults(plan, collage) == []
    assert 0.03 < collage.subjects.mean() < 0.7


def test_the_same_seed_gives_the_same_collage() -> None:
    plan = PLANS["sky"]
    first, again, other = (compose(plan, shipped_pack(), size=SIZE, seed=seed).image for seed in (4, 4, 5))
    assert first.tobytes() == again.tobytes()
    assert first.tobytes() != other.tobytes()


def test_what_no_picture_shows_is_told_and_left_out() -> None:
    plan = scene(subject("cat"), subject("democracy"))
    collage = compose(plan, shipped_pack(), size=SIZE, seed=0)
    assert [len(boxes) for boxes in collage.boxes] == [1, 0]
    assert collage.notes == ("No open picture shows 'democracy'; it is left to the model.",)


@pytest.mark.parametrize(("said", "shown"), [("terrier", "dog"), ("petrol car", "car"), ("银鸥", "鸟"), ("马驹", "马")])
def test_what_no_picture_is_called_is_shown_by_the_nearest_thing_and_told(said: str, shown: str) -> None:
    collage = compose(scene(subject(said, 2)), shipped_pack(), size=SIZE, seed=0)
    assert len(collage.boxes[0]) == 2
    assert collage.notes == (f"No open picture is called {said!r}; the draft shows {shown!r}.",)


def test_names_are_found_in_both_languages() -> None:
    for names in (["cat", "猫"], ["apple", "苹果"], ["fire engine", "消防车"]):
        english, chinese = find(shipped_pack(), names)
        assert english
        assert set(english) & set(chinese)


def test_each_picture_of_the_small_pack_is_open_and_told_of() -> None:
    for entry in shipped_pack().entries:
        assert (entry.licence, entry.package != "", entry.attribution != "") == ("MIT", True, True), entry.key


def test_a_damaged_pack_is_refused_in_a_sentence() -> None:
    with pytest.raises(DataError, match="install danqing again"):
        DraftPack(b"no zip file")


def test_the_licence_text_of_the_small_pack_names_its_holder() -> None:
    content = resources.files("danqing.data").joinpath("draft-pack.zip").read_bytes()
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        assert "Copyright (c) Microsoft Corporation" in file.read("LICENSES/MIT.txt").decode("utf-8")
