"""Pictures between pictures, on tiny real models."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.core.errors import PictureError, RequestError, UnknownNameError
from danqing.core.request import Request
from danqing.tasks.blend import blended_prompt, coloured_by, shares_of, strength_between
from danqing.tasks.framing import PictureWarning
from danqing.tasks.studio import Studio


def photo(width: int = 32, height: int = 32, turn: int = 0) -> Image.Image:
    y, x = np.mgrid[0:height, 0:width] / max(width, height)
    values = np.stack([x, y, (x + y > 0.8)], -1) * 255
    return Image.fromarray(np.roll(values, turn, axis=-1).astype(np.uint8))


def difference(first: Image.Image, second: Image.Image) -> float:
    return float(np.abs(np.asarray(first, dtype=float) - np.asarray(second, dtype=float)).mean())


@pytest.mark.parametrize("shape", ["sd1", "sd3"])
@pytest.mark.parametrize("how", ["mix", "layout"])
def test_all_weight_on_one_gives_what_the_faintest_change_of_it_gives(
    studios: dict[str, Studio], shape: str, how: str
) -> None:
    studio = studios[shape]
    one, other = photo(*studio.default_size), photo(*studio.default_size, turn=1)
    (alone,) = studio.blend([one, other], "a cat", weights=[3, 0], how=how, seed=1, steps=5, guidance=1)
    (faint,) = studio.img2img(one, "a cat", strength=0.2, seed=1, steps=5, guidance=1)
    assert alone.image.tobytes() == faint.image.tobytes()
    (between,) = studio.blend([one, other], "a cat", how=how, seed=1, steps=5, guidance=1)
    assert between.image.tobytes() != alone.image.tobytes()


def test_the_heavier_the_nearer(studios: dict[str, Studio]) -> None:
    one, other = Image.new("RGB", (32, 32), (230, 30, 30)), Image.new("RGB", (32, 32), (20, 60, 220))
    studio = studios["sd1"]
    ends = [studio.blend([one, other], "a", weights=w, seed=1, steps=5, guidance=1)[0].image for w in ([1, 0], [0, 1])]
    for weights in ([9, 1], [1, 9]):
        (drawn,) = studio.blend([one, other], "a", weights=weights, seed=1, steps=5, strength=0.2, guidance=1)
        far = [difference(drawn.image, end) for end in ends]
        assert (far[0] < far[1]) == (weights[0] > weights[1])


def test_the_manifest_names_all_parents_with_weights_and_the_words_of_all(
    studios: dict[str, Studio], tmp_path: Path
) -> None:
    studio = studios["sd1"]
    for name, prompt in (("cat", "a red cat"), ("dog", "a dog AND (grass:1.2) :0.5")):
        studio.generate(prompt, seed=1, steps=1)[0].save(tmp_path / f"{name}.png")
    (drawn,) = studio.blend([tmp_path / "cat.png", tmp_path / "dog.png"], weights=[3, 1], seed=2, steps=3)
    manifest = drawn.manifest
    assert [(each["file"], each["weight"]) for each in manifest["parents"]] == [("cat.png", 0.75), ("dog.png", 0.25)]
    assert all(len(each["sha256"]) == 64 for each in manifest["parents"])
    assert manifest["task"]["name"] == "blend"
    assert manifest["request"]["prompt"] == "a red cat :0.75 AND a dog :0.167 AND (grass:1.2) :0.083"
    again = Request(**manifest["request"])
    (same,) = studio.blend([tmp_path / "cat.png", tmp_path / "dog.png"], again, weights=[3, 1])
    assert same.image.tobytes() == drawn.image.tobytes()


def test_pictures_of_other_sizes_are_fitted_to_the_heaviest(studios: dict[str, Studio]) -> None:
    studio = studios["mini"]  # draws 96 x 64 in multiples of 16
    pictures = [photo(90, 50), photo(400, 300, 1), photo(20, 64, 2)]
    assert studio.blend(pictures, "a cat", weights=[2, 1, 1], seed=0, steps=2)[0].image.size == (90, 50)
    with pytest.warns(PictureWarning, match="The heaviest picture of 400x300 px"):
        assert studio.blend(pictures, "a cat", weights=[1, 2, 1], seed=0, steps=2)[0].image.size == (91, 68)
    assert studio.blend(pictures, "a cat", size="64x64", seed=0, steps=2)[0].image.size == (64, 64)


def test_the_seed_contract_holds(studios: dict[str, Studio]) -> None:
    request = Request(prompt="a cat", seed=3, steps=3, count=3)
    pictures = [photo(), photo(turn=1)]
    batch = studios["sd1"].blend(pictures, request)
    (alone,) = studios["sd1"].blend(pictures, request, indices=[2])
    assert alone.image.tobytes() == batch[2].image.tobytes()


def test_bad_input_gets_one_sentence(studios: dict[str, Studio], tmp_path: Path) -> None:
    studio, two = studios["sd1"], [photo(), photo(turn=1)]
    for pictures in ([photo()], [photo()] * 6, []):
        with pytest.raises(RequestError, match=f"2 to 5 pictures to blend, not {len(pictures)}"):
            studio.blend(pictures, "a cat")
    with pytest.raises(RequestError, match="All weights are 0"):
        studio.blend(two, "a cat", weights=[0, 0])
    with pytest.raises(RequestError, match="one weight for each of the 2"):
        studio.blend(two, "a cat", weights=[1])
    for weight in (-1, float("nan"), float("inf"), True, "1"):
        with pytest.raises(RequestError, match="number of at least 0"):
            studio.blend(two, "a cat", weights=[1, weight])  # type: ignore[list-item]
    with pytest.raises(UnknownNameError, match="mix, layout"):
        studio.blend(two, "a cat", how="stir")
    with pytest.raises(RequestError, match="above 0"):
        studio.blend(two, "a cat", strength=0)
    with pytest.raises(RequestError, match="as a list"):
        studio.blend("cat.png", "a cat")
    (tmp_path / "broken.png").write_bytes(b"\x89PNG\r\n\x1a\nnothing")
    with pytest.raises(PictureError):
        studio.blend([photo(), tmp_path / "broken.png"], "a cat")


def test_weights_are_shares_and_even_ones_change_most() -> None:
    assert shares_of([2, 1, 1], 3) == [0.5, 0.25, 0.25]
    assert strength_between([1 / 3] * 3, 0.6, 20) == pytest.approx(0.6)
    assert strength_between([1.0, 0.0], 0.6, 20) == 0.05
    amounts = [strength_between([share, 1 - share], 0.6, 20) for share in (0.5, 0.7, 0.9, 0.99)]
    assert amounts == sorted(amounts, reverse=True)


def test_words_are_composed_by_weight_and_those_that_hardly_count_are_left_out() -> None:
    assert blended_prompt(["a cat", "a dog"], [0.5, 0.5]) == "a cat :0.5 AND a dog :0.5"
    assert blended_prompt(["a cat", "a cat"], [0.7, 0.3]) == "a cat"
    assert blended_prompt(["a cat", "a dog"], [0.99, 0.01]) == "a cat"
    assert blended_prompt(["a cat:: a hat::3 --ar 1:1", "a dog"], [0.5, 0.5]) == (
        "a cat :0.125 AND a hat :0.375 AND a dog :0.5"
    )


def test_colours_of_the_others_move_in_and_the_layout_stays() -> None:
    own, red = photo(), Image.new("RGB", (32, 32), (200, 20, 20))
    moved = coloured_by([own, red], [0.6, 0.4], 0)
    mean = np.asarray(moved, dtype=float).mean((0, 1))
    assert np.abs(mean - (200, 20, 20)).max() < np.abs(np.asarray(own, dtype=float).mean((0, 1)) - (200, 20, 20)).max()
    light = [np.asarray(each.convert("L"), dtype=float).ravel() for each in (own, moved)]
    assert np.corrcoef(light)[0, 1] > 0.7
    assert coloured_by([own, red], [1.0, 0.0], 0).tobytes() == own.tobytes()
