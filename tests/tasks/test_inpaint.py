"""A part of a picture drawn anew: outside the mask no bit changes, inside something does."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from danqing.core.errors import PictureError, RequestError
from danqing.core.request import Request
from danqing.tasks.framing import PictureWarning
from danqing.tasks.studio import Studio


def photo(width: int, height: int, mode: str = "RGB") -> Image.Image:
    values = np.random.default_rng(0).integers(0, 256, (height, width, len(mode)), dtype=np.uint8)
    return Image.fromarray(values)


def disc(width: int, height: int, grey: int = 255) -> Image.Image:
    mask = Image.new("L", (width, height))
    ImageDraw.Draw(mask).ellipse((width // 4, height // 4, width // 2, height // 2), fill=grey)
    return mask


def changed(before: Image.Image, after: Image.Image) -> NDArray[np.bool_]:
    assert (before.size, before.mode) == (after.size, after.mode)
    differs: NDArray[np.bool_] = np.any(np.asarray(before) != np.asarray(after), axis=-1)
    return differs


@pytest.mark.filterwarnings("ignore::danqing.tasks.framing.PictureWarning")
@pytest.mark.parametrize("size", [None, (33, 27), (200, 120)])
@pytest.mark.parametrize("shape", ["sd1", "mini", "sd3"])
def test_outside_the_mask_no_bit_changes(studios: dict[str, Studio], shape: str, size: tuple[int, int] | None) -> None:
    studio = studios[shape]
    width, height = size or studio.default_size
    given, mask = photo(width, height), disc(width, height)
    (picture,) = studio.inpaint(given, "a cat", mask=mask, seed=1, steps=2, feather=0)
    where = changed(given, picture.image)
    inside = np.asarray(mask) > 0
    assert not where[~inside].any()
    assert where[inside].mean() > 0.9


def test_boxes_add_up_and_the_drawing_fades_in_inside_them(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    (picture,) = studios["sd1"].inpaint(
        given, "a cat", boxes=[(2, 2, 9, 9), (20, 20, 12, 12)], seed=1, steps=2, feather=3
    )
    where = changed(given, picture.image)
    inside = np.zeros((32, 32), dtype=bool)
    inside[2:11, 2:11] = inside[20:, 20:] = True
    assert not where[~inside].any()
    hard = (
        studios["sd1"]
        .inpaint(given, "a cat", boxes=[(2, 2, 9, 9), (20, 20, 12, 12)], seed=1, steps=2, feather=0)[0]
        .image
    )
    soft, sharp, old = (np.asarray(each, dtype=int) for each in (picture.image, hard, given))
    assert np.array_equal(soft[6, 6], sharp[6, 6]), "in the middle the drawing is seen as it is"
    assert np.abs(soft - old)[2, 2:11].mean() < np.abs(sharp - old)[2, 2:11].mean(), "less so at the edge"
    assert np.array_equal(soft[31, 31], sharp[31, 31]), "the edge of the picture is no edge of the mask"
    assert picture.manifest["task"]["boxes"] == [[2, 2, 9, 9], [20, 20, 12, 12]]
    assert picture.manifest["task"]["name"] == "inpaint"


def test_transparent_parts_are_their_own_mask(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    given.putalpha(Image.eval(disc(32, 32), lambda value: 255 - value))
    (picture,) = studios["sd1"].inpaint(given, "a cat", seed=1, steps=2, feather=0)
    assert picture.image.mode == "RGB"
    where = changed(given.convert("RGB"), picture.image)
    assert not where[np.asarray(disc(32, 32)) == 0].any()


def test_a_mask_may_be_transparent_where_to_draw_and_be_inverted(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    grey, clear = disc(32, 32), photo(32, 32)
    clear.putalpha(Image.eval(grey, lambda value: 255 - value))
    options = {"seed": 1, "steps": 2}
    by_grey = studios["sd1"].inpaint(given, "a cat", mask=grey, **options)[0].image  # type: ignore[arg-type]
    by_alpha = studios["sd1"].inpaint(given, "a cat", mask=clear, **options)[0].image  # type: ignore[arg-type]
    assert by_grey.tobytes() == by_alpha.tobytes()
    negative = Image.eval(grey, lambda value: 255 - value)
    inverted = studios["sd1"].inpaint(given, "a cat", mask=negative, invert=True, **options)[0].image  # type: ignore[arg-type]
    assert inverted.tobytes() == by_grey.tobytes()


def test_transparency_outside_the_mask_stays(studios: dict[str, Studio]) -> None:
    given = photo(32, 32, "RGBA")
    (picture,) = studios["sd1"].inpaint(given, "a cat", mask=disc(32, 32), seed=1, steps=2, feather=0)
    where, inside = changed(given, picture.image), np.asarray(disc(32, 32)) > 0
    assert not where[~inside].any()
    assert np.asarray(picture.image)[inside][:, 3].min() == 255


def test_grey_changes_less(studios: dict[str, Studio]) -> None:
    """With the coded picture as the yardstick, because coding itself changes a random picture."""
    given = photo(32, 32)
    full, half = (
        studios["sd1"].inpaint(given, "a cat", mask=disc(32, 32, grey), seed=1, steps=10, guidance=1)[0].image
        for grey in (255, 128)
    )
    coded = studios["sd1"].inpaint(given, "a cat", mask=disc(32, 32, 128), seed=1, steps=10, guidance=1, strength=0.2)
    far = [np.abs(np.asarray(each, dtype=int) - np.asarray(coded[0].image)).mean() for each in (half, full)]
    assert 0 < far[0] < far[1]


def test_a_mask_of_the_same_shape_is_scaled_and_of_another_refused(studios: dict[str, Studio]) -> None:
    given = photo(32, 32)
    with pytest.warns(PictureWarning, match="64x64 px is scaled to the picture's 32x32"):
        picture = studios["sd1"].inpaint(given, "a cat", mask=disc(64, 64), seed=1, steps=2)[0]
    assert not changed(given, picture.image)[-8:].any()
    with pytest.raises(RequestError, match="64x32 px but the picture 32x32 px"):
        studios["sd1"].inpaint(given, "a cat", mask=disc(64, 32))


def test_masks_that_say_nothing_or_too_much(studios: dict[str, Studio], tmp_path: Path) -> None:
    given, studio = photo(32, 32), studios["sd1"]
    nearly = Image.new("L", (32, 32), 5)  # what JPEG makes of black
    for mask in (Image.new("L", (32, 32)), nearly):
        with pytest.raises(RequestError, match="black everywhere"):
            studio.inpaint(given, "a cat", mask=mask)
    with pytest.raises(RequestError, match="Say what to change"):
        studio.inpaint(given, "a cat")
    with pytest.raises(PictureError, match="There is no mask file"):
        studio.inpaint(given, "a cat", mask=tmp_path / "none.png")
    with pytest.raises(RequestError, match="leave the width and height out"):
        studio.inpaint(given, Request(prompt="a cat", width=64), mask=disc(32, 32))


@pytest.mark.parametrize(
    ("box", "words"),
    [
        ((20, 20, 13, 4), "20,20,13,4 reaches outside the picture, which is 32x32 px"),
        ((-1, 0, 4, 4), "reaches outside"),
        ((40, 40, 4, 4), "reaches outside"),
        ((1, 1, 0, 4), "is empty"),
        ((1, 1, 4), "four whole numbers"),
        ((1, 1, 4, 2.5), "four whole numbers"),
    ],
)
def test_boxes_outside_or_odd_are_refused(studios: dict[str, Studio], box: tuple[int, ...], words: str) -> None:
    with pytest.raises(RequestError, match=words):
        studios["sd1"].inpaint(photo(32, 32), "a cat", boxes=[box])  # type: ignore[list-item]


def test_all_white_at_full_strength_is_drawing_anew(studios: dict[str, Studio]) -> None:
    everything = Image.new("L", (32, 32), 255)
    redrawn = studios["sd1"].inpaint(photo(32, 32), "a cat", mask=everything, seed=4, steps=3)[0].image
    assert redrawn.tobytes() == studios["sd1"].generate("a cat", seed=4, steps=3)[0].image.tobytes()


def test_a_large_photograph_is_mended_around_the_mask(studios: dict[str, Studio]) -> None:
    studio, given = studios["mini"], photo(1024, 700)
    (picture,) = studio.inpaint(given, "a cat", boxes=[(600, 300, 40, 40)], seed=1, steps=2)
    left, top, right, bottom = picture.manifest["task"]["drawn"]
    assert (right - left, bottom - top) == (96, 80), "the model's own width, and all of the box with its surroundings"
    assert left <= 600 - 20
    assert top <= 300 - 20
    with pytest.warns(PictureWarning, match="is drawn at"):
        wide = studio.inpaint(given, "a cat", boxes=[(0, 0, 500, 400)], seed=1, steps=2)[0]
    where = changed(given, wide.image)
    assert where[20:380, 20:480].mean() > 0.9
    assert not where[400:].any()
    assert not where[:, 500:].any()


def test_a_manifest_names_picture_and_mask(studios: dict[str, Studio], tmp_path: Path) -> None:
    photo(32, 32).save(tmp_path / "photo.png")
    disc(32, 32).save(tmp_path / "mask.png")
    (picture,) = studios["sd1"].inpaint(tmp_path / "photo.png", "a cat", mask=tmp_path / "mask.png", seed=1, steps=2)
    assert [(each["role"], each["file"]) for each in picture.manifest["parents"]] == [
        ("picture", "photo.png"),
        ("mask", "mask.png"),
    ]
    manifest = picture.manifest
    (again,) = studios["sd1"].inpaint(
        tmp_path / "photo.png",
        Request(**manifest["request"]),
        mask=tmp_path / "mask.png",
        strength=manifest["task"]["strength"],
        feather=manifest["task"]["feather_px"],
        invert=manifest["task"]["invert"],
    )
    assert again.image.tobytes() == picture.image.tobytes()
