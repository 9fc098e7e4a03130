"""From a prompt by way of a collage to a picture, on a tiny real model."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import PictureError, RequestError
from danqing.core.request import Request
from danqing.tasks.draft import STRENGTHS, DraftWarning, Strengths, change_map_of, collage_for, read_plan
from danqing.tasks.studio import Studio


def test_a_picture_from_a_collage_says_so_and_lists_its_sources(studios: dict[str, Studio]) -> None:
    (picture,) = studios["mini"].draft("two red apples on the table", seed=1, steps=5, size=(64, 64))
    task, parents = picture.manifest["task"], picture.manifest["parents"]
    assert (task["name"], task["draft"]) == ("draft", "compose")
    (apples,) = task["plan"]["subjects"]
    assert (apples["name"], apples["count"], apples["color"], apples["known"]) == ("apple", 2, "red", True)
    assert len(task["boxes"][0]) == 2
    (parent,) = parents
    assert parent["picture"].startswith("fluent-emoji-flat/")
    assert parent["licence"] == "MIT"
    assert parent["attribution"]
    assert json.loads(json.dumps(picture.manifest)) == picture.manifest


def test_the_smaller_the_strength_the_nearer_to_the_collage(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]
    kept = [
        np.asarray(studio.draft("a red apple", seed=1, steps=10, guidance=1, strength=each)[0].image, dtype=float)
        for each in (0.1, 0.4, 1.0)
    ]
    first, second = (np.abs(kept[0] - other).mean() for other in kept[1:])
    assert 0 < first < second
    generated = studio.generate("a red apple", seed=1, steps=10, guidance=1)[0].image
    assert np.abs(kept[2] - np.asarray(generated, dtype=float)).mean() == 0, "at strength 1 nothing of it is left"


def test_drafts_keep_the_seed_contract(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat on the grass", seed=3, steps=4, count=3)
    steps: list[tuple[int, int]] = []
    batch = studios["mini"].draft(request, on_step=lambda at: steps.append((at.step, at.total)))
    (alone,) = studios["mini"].draft(request, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()
    assert len({each.image.tobytes() for each in batch}) == 3
    assert [step for step, _ in steps] == list(range(1, steps[-1][1] + 1))
    with pytest.raises(RequestError, match="pictures 0 to 2"):
        studios["mini"].draft(request, indices=[3])


def test_ones_own_collage_is_taken(studios: dict[str, Studio]) -> None:
    own = Image.new("RGB", (50, 40), (200, 30, 30))
    (picture,) = studios["mini"].draft("a red cat", own, seed=1, steps=5, strength=0.3)
    assert picture.image.size == studios["mini"].default_size
    assert picture.manifest["task"] == {"name": "draft", "draft": "file", "strength": 0.3}
    assert picture.manifest["parents"][0]["role"] == "draft"
    with pytest.raises(PictureError):
        studios["mini"].draft("a cat", b"no picture")


def test_the_change_map_has_a_strength_for_each_region() -> None:
    mask = np.zeros((128, 128), np.float32)
    mask[32:96, 32:96] = 1
    strengths = Strengths(subjects=0.2, edges=0.5, ground=0.8)
    found = change_map_of(mask, 16, strengths)[0, 0]
    assert found.shape == (8, 8)
    assert float(found[0, 0]) == pytest.approx(0.8)
    assert float(found[4, 4]) == pytest.approx(0.2)
    assert 0.2 < float(found[2, 2]) < 0.8
    assert torch.allclose(found, found.T)


def test_strengths_scale_together() -> None:
    assert STRENGTHS.scaled(None) == STRENGTHS
    assert STRENGTHS.scaled(1.0) == Strengths(subjects=1.0, edges=1.0, ground=1.0)
    half = STRENGTHS.scaled(STRENGTHS.subjects / 2)
    assert half.ground == pytest.approx(STRENGTHS.ground / 2)


def test_prompt_grammar_does_not_confuse_the_plan() -> None:
    (cat,) = read_plan("a (cat:1.2) on the grass").subjects
    assert (cat.name, cat.count) == ("cat", 1)


def test_what_the_draft_leaves_out_is_told_once() -> None:
    with pytest.warns(DraftWarning, match="high quality"):
        read_plan("a cat, high quality")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        read_plan("一只坐在草地上的橘猫")


@pytest.mark.parametrize("prompt", ["，，", "red", "!!!"])
def test_a_prompt_without_things_is_refused_in_a_sentence(prompt: str) -> None:
    with pytest.raises(RequestError, match="names none"):
        read_plan(prompt)


@pytest.mark.parametrize("strength", [0, -1, 1.5, True, "much"])
def test_a_strength_out_of_range_is_refused(studios: dict[str, Studio], strength: float) -> None:
    with pytest.raises(RequestError, match="strength"):
        studios["mini"].draft("a cat", strength=strength)


def test_collages_are_composed_at_the_size_of_the_drawing() -> None:
    assert collage_for(read_plan("a cat"), (192, 128), 1).image.size == (192, 128)
