"""A picture and words into a picture, on tiny real models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import PictureError, RequestError
from danqing.core.request import Request
from danqing.tasks.framing import PictureWarning
from danqing.tasks.studio import Studio


def photo(width: int = 32, height: int = 32) -> Image.Image:
    """Smooth colours with an edge, other in each place."""
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    values = np.stack([x, y, (x + y > 0.8)], -1) * 255
    return Image.fromarray(values.astype(np.uint8))


def difference(first: Image.Image, second: Image.Image) -> float:
    return float(np.abs(np.asarray(first, dtype=float) - np.asarray(second, dtype=float)).mean())


@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_the_strength_says_how_much_changes(studios: dict[str, Studio], shape: str) -> None:
    studio = studios[shape]
    given = photo(*studio.default_size)
    drawn = [
        studio.img2img(given, "a cat", seed=1, steps=5, guidance=1, strength=strength)[0].image
        for strength in (0.2, 0.6, 1.0)
    ]
    assert {each.size for each in drawn} == {given.size}
    anew = studio.generate("a cat", seed=1, steps=5, guidance=1)[0].image
    far = [difference(each, anew) for each in drawn]
    assert far[0] > far[1] > far[2] == 0, "at strength 1 the picture is the one that the words alone give"


def test_pictures_keep_the_seed_contract(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=3, steps=3, count=3, sampler="euler_ancestral")
    batch = studios["sd1"].img2img(photo(), request, strength=0.7)
    (alone,) = studios["sd1"].img2img(photo(), request, strength=0.7, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()
    assert len({each.image.tobytes() for each in batch}) == 3


def test_the_manifest_tells_enough_to_draw_it_again(studios: dict[str, Studio], tmp_path: Path) -> None:
    photo().save(tmp_path / "photo.png")
    (picture,) = studios["sd1"].img2img(tmp_path / "photo.png", "a cat", steps=3, strength=0.7)
    manifest = picture.manifest
    assert manifest["task"] == {"name": "img2img", "strength": 0.7}
    (parent,) = manifest["parents"]
    assert (parent["file"], parent["width"], parent["height"]) == ("photo.png", 32, 32)
    assert len(parent["sha256"]) == 64
    again = Request(**manifest["request"])
    (same,) = studios["sd1"].img2img(photo(), again, strength=manifest["task"]["strength"])
    assert same.image.tobytes() == picture.image.tobytes()


def test_sides_that_are_no_multiples_and_sizes_that_do_not_suit(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]  # draws 96 x 64 in multiples of 16
    assert studio.img2img(photo(90, 50), "a cat", seed=0, steps=2)[0].image.size == (90, 50)
    with pytest.warns(PictureWarning, match="300x200 px is drawn at 96x64 px"):
        assert studio.img2img(photo(300, 200), "a cat", seed=0, steps=2)[0].image.size == (96, 64)
    with pytest.warns(PictureWarning, match="12x8 px is drawn at 96x64"):
        studio.img2img(photo(12, 8), "a cat", seed=0, steps=2)
    assert studio.img2img(photo(300, 200), "a cat", seed=0, steps=2, size="64x64")[0].image.size == (64, 64)
    with pytest.raises(RequestError, match="multiples of 16"):
        studio.img2img(photo(), "a cat", size=(50, 50))
    with pytest.raises(RequestError, match="crop it"):
        studio.img2img(photo(900, 20), "a cat")


@pytest.mark.parametrize("strength", [0, -1, 1.5, "much", True, float("nan")])
def test_strengths_that_make_no_sense(studios: dict[str, Studio], strength: float) -> None:
    with pytest.raises(RequestError, match="above 0 and at most 1"):
        studios["sd1"].img2img(photo(), "a cat", strength=strength)


def test_a_strength_that_leaves_nothing_to_do(studios: dict[str, Studio]) -> None:
    with pytest.raises(RequestError, match=r"use at least 0\.33"):
        studios["sd1"].img2img(photo(), "a cat", strength=0.1, steps=3)


def test_odd_options_and_pictures(studios: dict[str, Studio], tmp_path: Path) -> None:
    with pytest.raises(TypeError, match="no option 'sead'"):
        studios["sd1"].img2img(photo(), "a cat", sead=3)  # type: ignore[call-arg]
    with pytest.raises(RequestError, match="put seed into it"):
        studios["sd1"].img2img(photo(), Request(prompt="a cat"), seed=1)
    with pytest.raises(PictureError, match="There is no picture file"):
        studios["sd1"].img2img(tmp_path / "none.png", "a cat")
    frames = [photo(), photo().rotate(90)]
    frames[0].save(tmp_path / "film.gif", save_all=True, append_images=frames[1:])
    seen: list[Image.Image] = []
    with pytest.warns(PictureWarning, match="the first is used"):
        studios["sd1"].img2img(
            tmp_path / "film.gif", "a cat", seed=1, steps=2, on_picture=lambda picture: seen.append(picture.image)
        )
    assert len(seen) == 1
