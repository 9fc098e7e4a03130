"""Wide pictures and spheres, on tiny real models."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import RequestError
from danqing.core.request import Request
from danqing.evaluation.seams import SEAMLESS
from danqing.tasks.panorama import panel_requests
from danqing.tasks.studio import Studio
from seam_lines import seam_beside_lines


def values(image: Image.Image) -> np.ndarray:
    return np.asarray(image).astype(float)


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_wide_pictures_are_drawn_window_by_window(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    height = studio.default_size[1]
    (picture,) = studio.panorama("a red cat", seed=1, steps=2)
    assert picture.image.size == (4 * height, height)
    assert picture.manifest["task"] == {"name": "panorama", "projection": "flat"}
    assert values(picture.image).std() > 1


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_one_window_is_the_picture_that_generate_draws(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    request = Request(prompt="a red [cat:dog:0.5]", seed=2, steps=2).replace(
        width=studio.default_size[0], height=studio.default_size[1]
    )
    assert studio.panorama(request)[0].image.tobytes() == studio.generate(request)[0].image.tobytes()


def test_prompts_lie_side_by_side(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    options: dict[str, Any] = {"seed": 1, "steps": 2, "size": "256x32", "guidance": 5}
    (first,) = studio.panorama(["a red cat", "the grass"], **options)
    (other,) = studio.panorama("a red cat | dog", **options)
    far = np.abs(values(first.image) - values(other.image)).mean((0, 2))
    assert far[-64:].mean() > 5 * far[:64].mean(), "only the right half was asked to change"
    assert far[-64:].mean() > 0.1
    assert first.manifest["task"]["prompts"] == ["a red cat", "the grass"]
    assert first.manifest["request"]["prompt"] == "a red cat | the grass"
    (again,) = studio.panorama(Request(**first.manifest["request"]))
    assert again.image.tobytes() == first.image.tobytes()


def test_where_a_prompt_is_divided() -> None:
    def divided(prompt: str) -> list[str]:
        return [each.prompt for each in panel_requests(Request(prompt=prompt))]

    assert divided("a | b｜c --steps 5") == ["a --steps 5", "b --steps 5", "c --steps 5"]
    assert divided("a [cat|dog] on grass") == ["a [cat|dog] on grass"]
    assert divided(r"a \| b | c") == [r"a \| b", "c"]
    assert divided("a cat |") == ["a cat |"]


def test_a_sphere_closes(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a red cat", seed=1, steps=2, count=4, width=96, height=48)
    spheres = [each.image for each in studios["sd1"].panorama(request, sphere=True)]
    assert seam_beside_lines(spheres, "x", 2) <= SEAMLESS


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_poles_are_points(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    height = studio.default_size[1]
    request = Request(prompt="a red cat", seed=1, steps=2, width=2 * height, height=height)
    (sphere,), (strip,) = studio.panorama(request, sphere=True), studio.panorama(request)
    for row in (0, -1):
        assert values(sphere.image)[row].std(0).max() < 0.35 * values(strip.image)[row].std(0).max() + 1


def test_a_sphere_is_twice_as_wide_as_high_and_says_what_it_is(studios: dict[str, Studio]) -> None:
    studio = studios["sd1"]
    (picture,) = studio.panorama("a cat", sphere=True, seed=1, steps=2)
    assert picture.image.size == (64, 32)
    assert picture.manifest["task"] == {"name": "panorama", "projection": "equirectangular"}
    with pytest.raises(RequestError, match="ask for 64x32"):
        studio.panorama("a cat", sphere=True, size="96x32")


def test_pictures_keep_the_seed_contract(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat | a dog", seed=3, steps=2, count=3, sampler="euler_ancestral")
    batch = studios["mini"].panorama(request)
    (alone,) = studios["mini"].panorama(request, indices=[1])
    assert alone.image.tobytes() == batch[1].image.tobytes()


@pytest.mark.parametrize(
    ("prompt", "words"),
    [
        ([], "Give one prompt"),
        (["a", " "], "Give one prompt"),
        ("a | b | c | d | e | f | g | h | i | j | k", "room for 7 prompts"),
        ("a [cat:dog:0.5] | b", "must be plain"),
        ("a AND b | c", "must be plain"),
    ],
)
def test_prompts_that_cannot_lie_side_by_side(studios: dict[str, Studio], prompt: Any, words: str) -> None:
    with pytest.raises(RequestError, match=words):
        studios["sd1"].panorama(prompt, seed=1, steps=2)
