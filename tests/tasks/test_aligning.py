"""One look for several pictures: shared with the first of them or with a picture that is given."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image

from danqing.core.errors import PictureError, RequestError
from danqing.core.references import StyleReference
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.attention import Attention, Row
from danqing.tasks.aligning import adain, shared
from danqing.tasks.studio import Studio

PLAIN = Request(prompt="a red cat", seed=2, steps=3, count=3, guidance=4.0, sampler="euler_ancestral")


def images(studio: Studio, request: Request, **options: Any) -> list[bytes]:
    return [each.image.tobytes() for each in studio.stream(request, **options)]


def attention(rows: tuple[Row, ...], places: int, seed: int) -> Attention:
    source = torch.Generator().manual_seed(seed)
    query, key, value = torch.randn(3, len(rows), 2, places, 4, generator=source)
    return Attention(
        layer="x",
        is_cross=False,
        query=query,
        key=key * 3,
        value=value,
        bias=None,
        size=(1, places),
        sigma=0.5,
        rows=rows,
    )


@pytest.mark.parametrize("shape", ["sd1", "mini"])
def test_the_first_is_as_always_and_the_others_follow_it(studios: dict[str, Studio], shape: str) -> None:
    plain, aligned = images(studios[shape], PLAIN), images(studios[shape], PLAIN.replace(align_style=1.0))
    assert aligned[0] == plain[0]
    assert aligned[1] != plain[1]
    assert aligned[2] != plain[2]
    assert images(studios[shape], PLAIN.replace(align_style=1.0), indices=[2]) == aligned[2:]
    assert images(studios[shape], PLAIN.replace(align_style=0.5), indices=[2]) != aligned[2:]


def test_a_weight_of_nothing_changes_no_bit(studios: dict[str, Studio], tmp_path: Path) -> None:
    Image.new("RGB", (32, 32), "red").save(tmp_path / "red.png")
    plain = images(studios["sd1"], PLAIN)
    assert images(studios["sd1"], PLAIN.replace(align_style=0.0)) == plain
    none = StyleReference(file=str(tmp_path / "red.png"), weight=0.0)
    assert images(studios["sd1"], PLAIN.replace(style_reference=none)) == plain


def test_little_weight_changes_little(studios: dict[str, Studio]) -> None:
    def far(weight: float) -> float:
        (picture,) = studios["mini"].stream(PLAIN.replace(align_style=weight), indices=[1])
        return float(np.abs(np.asarray(picture.image).astype(int) - plain).mean())

    (picture,) = studios["mini"].stream(PLAIN, indices=[1])
    plain = np.asarray(picture.image).astype(int)
    assert far(1e-4) < far(0.3) < far(1.0)


def test_a_given_picture_lends_its_look_and_is_named(studios: dict[str, Studio], tmp_path: Path) -> None:
    studio, path = studios["mini"], tmp_path / "look.png"
    Image.effect_mandelbrot((70, 50), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(path)
    request = PLAIN.replace(count=1)
    (picture,) = studio.generate(request.replace(style_reference=str(path)))
    assert picture.image.tobytes() != studio.generate(request)[0].image.tobytes()
    (parent,) = picture.manifest["parents"]
    assert (parent["role"], parent["file"]) == ("style reference", "look.png")
    recorded = picture.manifest["request"]["style_reference"]
    assert recorded == {"file": "look.png", "weight": 1.0, "sha256": parent["sha256"]}
    again = Request(**{**picture.manifest["request"], "style_reference": {**recorded, "file": str(path)}})
    assert images(studio, again) == [picture.image.tobytes()]
    written = request.replace(prompt=f"{request.prompt} --sref {path} --sw 100")
    assert images(studio, written) == [picture.image.tobytes()]
    assert images(studio, request.replace(prompt=f"{request.prompt} --sref {path} --sw 30")) != images(studio, written)
    Image.new("RGB", (70, 50)).save(path)
    with pytest.raises(PictureError, match="is not the style reference that was recorded"):
        studio.stream(again)


def test_looks_are_shared_in_every_drawing_task(studios: dict[str, Studio], tmp_path: Path) -> None:
    Image.effect_mandelbrot((32, 32), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(tmp_path / "look.png")
    photo = Image.new("RGB", (32, 32), "green")
    options: dict[str, Any] = {"seed": 1, "steps": 3, "strength": 0.7}
    plain = studios["sd1"].img2img(photo, "a cat", **options)[0]
    aligned = studios["sd1"].img2img(photo, "a cat", style_reference=tmp_path / "look.png", **options)[0]
    assert aligned.image.tobytes() != plain.image.tobytes()
    assert [each["role"] for each in aligned.manifest["parents"]] == ["picture", "style reference"]


def test_statistics_are_taken_over() -> None:
    source = torch.Generator().manual_seed(0)
    features, like = torch.randn(2, 3, 9, 5, generator=source), 4 * torch.randn(2, 3, 7, 5, generator=source) + 2
    taken = adain(features, like)
    torch.testing.assert_close(taken.mean(2), like.mean(2))
    torch.testing.assert_close(taken.std(2, correction=0), like.std(2, correction=0))
    torch.testing.assert_close(adain(features, features), features)


def test_each_row_looks_at_the_reference_row_of_the_same_words() -> None:
    own = attention((Row(0, 0), Row(1, 0), Row(2, 0)), 6, 1)
    reference = attention((Row(0, 0), Row(1, 0)), 4, 2)
    joined = shared(own, reference, 1.0)
    assert joined.key.shape == (3, 2, 10, 4)
    for number, like in enumerate((0, 1, 1)):
        torch.testing.assert_close(joined.value[number, :, 6:], reference.value[like])
        torch.testing.assert_close(joined.key[number, :, 6:], reference.key[like])
    less = shared(own, reference, 0.25)
    ratio = less.biased(torch.zeros(1)).bias
    assert ratio is not None
    torch.testing.assert_close(ratio.exp()[0, 0, 0], torch.tensor([1.0] * 6 + [0.25] * 4))
    torch.testing.assert_close(shared(own, reference, 1e-6).output(), own.output(), atol=1e-4, rtol=0)


def test_what_has_no_effect_is_said_and_what_cannot_be_is_refused(studios: dict[str, Studio], tmp_path: Path) -> None:
    with pytest.warns(SettingIgnoredWarning, match="no others to be aligned to"):
        studios["sd1"].stream(PLAIN.replace(count=1, align_style=1.0))
    with pytest.warns(SettingIgnoredWarning, match="Nothing reads --sw"):
        studios["sd1"].stream(PLAIN.replace(prompt="a cat --sw 30"))
    with pytest.raises(PictureError, match="There is no style reference file"):
        studios["sd1"].stream(PLAIN.replace(style_reference=str(tmp_path / "none.png")))
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3 yet"):
        studios["sd3"].stream(PLAIN.replace(align_style=1.0))
    for bad in (11, -1, float("nan"), True, "1"):
        with pytest.raises(RequestError, match="from 0 to 10"):
            PLAIN.replace(align_style=bad)
    for odd in (3, {"weight": 1}, Image.new("RGB", (8, 8)), {"file": " "}):
        with pytest.raises(RequestError, match=r"[Ss]tyle reference"):
            PLAIN.replace(style_reference=odd)
