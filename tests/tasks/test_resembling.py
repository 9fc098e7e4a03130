"""A subject that a picture shows, in pictures of other scenes."""

from __future__ import annotations

from pathlib import Path

import pytest
import torch
from PIL import Image, ImageDraw

from danqing.core.errors import PictureError, RequestError
from danqing.core.references import SubjectReference
from danqing.core.request import Request
from danqing.core.warnings import SettingIgnoredWarning
from danqing.families.attention import Attention, Row
from danqing.provenance.intake import read_picture
from danqing.tasks.resembling import PULL, Resembling, subject_of
from danqing.tasks.studio import Studio

PLAIN = Request(prompt="a red cat", seed=2, steps=3, guidance=4.0, sampler="euler_ancestral")


def subject(path: Path, ground: str | None = "white") -> str:
    picture = Image.new("RGBA", (64, 64), ground or (0, 0, 0, 0))
    ImageDraw.Draw(picture).ellipse((8, 24, 24, 40), fill="red")
    (picture if ground is None else picture.convert("RGB")).save(path)
    return str(path)


def attention(places: int, seed: int) -> Attention:
    query, key, value = torch.randn(3, 1, 2, places, 4, generator=torch.Generator().manual_seed(seed))
    return Attention(
        layer="x",
        is_cross=False,
        query=query,
        key=key,
        value=value,
        bias=None,
        size=(2, places // 2),
        sigma=0.5,
        rows=(Row(1, 0),),
    )


def test_a_subject_is_shown_and_named_and_drawn_again(studios: dict[str, Studio], tmp_path: Path) -> None:
    studio, file = studios["mini"], subject(tmp_path / "cat.png")
    plain = studio.generate(PLAIN)[0].image.tobytes()
    (picture,) = studio.generate(PLAIN.replace(prompt=f"a red cat --oref {file}"))
    assert picture.image.tobytes() != plain
    (parent,) = picture.manifest["parents"]
    assert (parent["role"], parent["file"]) == ("subject reference", "cat.png")
    recorded = picture.manifest["request"]["subject_reference"]
    assert recorded == {"file": "cat.png", "weight": 1.0, "sha256": parent["sha256"]}
    again = Request(**{**picture.manifest["request"], "subject_reference": {**recorded, "file": file}})
    assert studio.generate(again)[0].image.tobytes() == picture.image.tobytes()
    for written in (f"a red cat --cref {file} --cw 100", f"a red cat --oref {file} --ow 100"):
        assert studio.generate(PLAIN.replace(prompt=written))[0].image.tobytes() == picture.image.tobytes()
    assert studio.generate(PLAIN.replace(prompt=f"a red cat --cref {file} --cw 0"))[0].image.tobytes() == plain
    Image.new("RGB", (70, 50)).save(file)
    with pytest.raises(PictureError, match="is not the subject reference that was recorded"):
        studio.stream(again)


@pytest.mark.parametrize("ground", ["white", None])
def test_only_the_subject_is_looked_at(studios: dict[str, Studio], tmp_path: Path, ground: str | None) -> None:
    seen = subject_of(studios["mini"].family, read_picture(subject(tmp_path / "a.png", ground)))
    assert seen.shape[:2] == (1, 1)
    height, width = seen.shape[-2:]
    assert float(seen[0, 0, height // 2, width // 4]) == 1
    assert float(seen[0, 0, 2, width - 3]) == 0
    assert 0.01 < float(seen.mean()) < 0.2


def test_a_picture_without_plain_ground_is_all_subject(studios: dict[str, Studio], tmp_path: Path) -> None:
    Image.effect_mandelbrot((64, 64), (-2, -1.5, 1, 1.5), 60).convert("RGB").save(tmp_path / "a.png")
    Image.effect_noise((64, 64), 120).convert("RGB").save(tmp_path / "b.png")
    with pytest.warns(UserWarning, match="plain"):
        assert float(subject_of(studios["mini"].family, read_picture(tmp_path / "b.png")).min()) == 1


def test_hidden_places_have_no_share_and_the_others_the_asked_one() -> None:
    where = torch.zeros(1, 1, 2, 3)
    where[..., 0] = 1
    control = Resembling(0.5, subject=where)
    own, reference = attention(6, 1), attention(6, 2)
    with control.mode("keep"):
        assert control(reference) is None
    with control.mode("share"):
        joined = control(own)
    assert isinstance(joined, Attention)
    assert joined.bias is not None
    expected = [1.0] * 6 + [PULL * 0.5, 0, 0] * 2
    torch.testing.assert_close(joined.bias.exp()[0, 0, 0], torch.tensor(expected))
    torch.testing.assert_close(joined.query, own.query)
    torch.testing.assert_close(joined.key[:, :, 6:], reference.key)


def test_what_cannot_be_is_said_in_a_sentence(studios: dict[str, Studio], tmp_path: Path) -> None:
    file = subject(tmp_path / "a.png")
    with pytest.raises(RequestError, match="--oref and --cref both"):
        studios["sd1"].stream(PLAIN.replace(prompt=f"a cat --oref {file} --cref {file}"))
    with pytest.raises(RequestError, match="look and its subject cannot both"):
        studios["sd1"].stream(PLAIN.replace(prompt=f"a cat --oref {file} --sref {file}"))
    with pytest.raises(RequestError, match="look and its subject cannot both"):
        studios["sd1"].stream(PLAIN.replace(count=2, align_style=1.0, subject_reference=file))
    with pytest.raises(PictureError, match="There is no subject reference file"):
        studios["sd1"].stream(PLAIN.replace(prompt="a cat --cref nothing.png"))
    with pytest.raises(RequestError, match="not supported for stable-diffusion-3 yet"):
        studios["sd3"].stream(PLAIN.replace(subject_reference=file))
    with pytest.warns(SettingIgnoredWarning, match="Nothing reads --ow, --cw"):
        studios["sd1"].stream(PLAIN.replace(prompt="a cat --ow 30 --cw 10"))
    with pytest.raises(RequestError, match="subject reference is an object with file"):
        PLAIN.replace(subject_reference={"weight": 1})
    assert PLAIN.replace(subject_reference=tmp_path / "a.png").subject_reference == SubjectReference(file=file)
