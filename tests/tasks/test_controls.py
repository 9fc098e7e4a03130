"""Controls in requests: every drawing task honours them, manifests hold them, bad ones are refused before drawing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.core.controls import Control, as_controls
from danqing.core.errors import CheckpointError, DataError, PictureError, RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.tasks.preprocess import preprocess
from danqing.tasks.studio import Studio
from tiny_controls import build_small_control


@pytest.fixture(scope="session")
def net(tmp_path_factory: pytest.TempPathFactory, tiny_models: dict[str, Path]) -> Path:
    return build_small_control(tmp_path_factory.mktemp("nets") / "lines", tiny_models["sd1"])


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    a_sketch().save(tmp_path / "sketch.png")
    return tmp_path / "sketch.png"


def a_sketch(width: int = 64, height: int = 64) -> Image.Image:
    image = Image.new("RGB", (width, height), "white")
    ImageDraw.Draw(image).ellipse((width // 4, height // 4, width * 3 // 4, height * 3 // 4), outline="black", width=3)
    return image


def same(first: Image.Image, second: Image.Image) -> bool:
    return first.size == second.size and first.tobytes() == second.tobytes()


def test_a_sketch_is_followed_and_drawn_again_from_the_manifest(
    studios: dict[str, Studio], net: Path, sketch: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    studio = studios["sd1"]
    control = Control(file=str(sketch), net=str(net), weight=0.8, end=0.7)
    (plain,) = studio.generate("a cat", seed=1, steps=3)
    (drawn,) = studio.generate("a cat", seed=1, steps=3, controls=[control])
    assert not same(drawn.image, plain.image)
    (said,) = drawn.manifest["request"]["controls"]
    assert (said["file"], said["net"], said["weight"], said["end"]) == ("sketch.png", "lines", 0.8, 0.7)
    assert len(said["sha256"]) == len(said["net_sha256"]) == 64
    assert [each["role"] for each in drawn.manifest["parents"]] == ["control"]
    monkeypatch.chdir(sketch.parent)
    asked = Request(**drawn.manifest["request"])
    asked = asked.replace(controls=[asked.controls[0].replace(net=str(net))])
    (again,) = studio.generate(asked)
    assert same(again.image, drawn.image)
    assert Request.from_json(asked.to_json()) == asked


def test_weight_0_and_an_empty_range_change_no_bit(studios: dict[str, Studio], net: Path, sketch: Path) -> None:
    studio = studios["sd1"]
    (plain,) = studio.generate("a cat", seed=1, steps=3)
    control = Control(file=str(sketch), net=str(net))
    for each in (control.replace(weight=0), control.replace(start=0.5, end=0.5)):
        (drawn,) = studio.generate("a cat", seed=1, steps=3, controls=[each])
        assert same(drawn.image, plain.image)


def test_every_drawing_task_follows(studios: dict[str, Studio], net: Path, sketch: Path) -> None:
    studio, photo = studios["sd1"], Image.linear_gradient("L").resize((32, 32)).convert("RGB")
    control = Control(file=str(sketch), net=str(net), weight=2)

    def tasks(controls: list[Control] | None) -> list[Picture]:
        return [
            *studio.img2img(photo, "a cat", seed=1, steps=3, controls=controls),
            *studio.inpaint(photo, "a cat", boxes=[(0, 0, 16, 32)], seed=1, steps=3, controls=controls),
            *studio.vary(photo, "a cat", kind="strong", seed=1, steps=3, controls=controls),
        ]

    for without, followed in zip(tasks(None), tasks([control]), strict=True):
        assert not same(without.image, followed.image)
        assert "control" in [each["role"] for each in followed.manifest["parents"]]


def test_the_net_that_comes_with_a_model_is_used_where_none_is_named(
    studios: dict[str, Studio], tiny_models: dict[str, Path], sketch: Path
) -> None:
    studio = studios["mini"]
    with pytest.raises(CheckpointError, match="brings no ControlNet"):
        studio.generate("a cat", steps=2, controls=[str(sketch)])
    build_small_control(tiny_models["mini"] / "controlnet", tiny_models["mini"])
    (drawn,) = studio.generate("a cat", steps=2, seed=1, controls=[str(sketch)])
    (plain,) = studio.generate("a cat", steps=2, seed=1)
    assert not same(drawn.image, plain.image)


def test_pictures_of_other_sizes_are_fitted(studios: dict[str, Studio], net: Path, tmp_path: Path) -> None:
    for size in ((50, 31), (200, 400), (16, 16)):
        a_sketch(*size).save(tmp_path / "other.png")
        (drawn,) = studios["sd1"].generate(
            "a cat", steps=2, size=(32, 48), controls=[Control(file=str(tmp_path / "other.png"), net=str(net))]
        )
        assert drawn.image.size == (32, 48)


def test_what_cannot_be_followed_is_refused_before_anything_is_drawn(
    studios: dict[str, Studio], net: Path, sketch: Path, tmp_path: Path
) -> None:
    studio = studios["sd1"]
    steps: list[object] = []
    good = Control(file=str(sketch), net=str(net))
    (tmp_path / "cut.png").write_bytes(sketch.read_bytes()[:60])
    for bad, error in (
        (good.replace(file=str(tmp_path / "none.png")), PictureError),
        (good.replace(file=str(tmp_path / "cut.png")), PictureError),
        (good.replace(sha256="0" * 64), PictureError),
        (good.replace(net=str(tmp_path / "none")), CheckpointError),
        (good.replace(net_sha256="0" * 64), CheckpointError),
    ):
        with pytest.raises(error):
            studio.generate("a cat", steps=2, controls=[bad], on_step=steps.append)
    with pytest.raises(RequestError, match="not supported"):
        studios["sd3"].generate("a cat", steps=2, controls=[good], on_step=steps.append)
    assert not steps


@pytest.mark.parametrize(
    "values",
    [
        {"file": ""},
        {"file": "a.png", "kind": "lines"},
        {"file": "a.png", "weight": -1},
        {"file": "a.png", "weight": float("nan")},
        {"file": "a.png", "weight": True},
        {"file": "a.png", "start": 0.6, "end": 0.5},
        {"file": "a.png", "end": 1.5},
        {"file": "a.png", "net": 5},
        {"file": "a.png", "strength": 1},
        {"kind": "edge"},
        5,
    ],
)
def test_controls_that_make_no_sense_are_refused(values: object) -> None:
    with pytest.raises(RequestError):
        Request(prompt="a cat", controls=(values,))  # type: ignore[arg-type]
    with pytest.raises(RequestError):
        as_controls("a.png")


@pytest.mark.parametrize("kind", ["scribble", "edge", "colour", "segments", "ready"])
def test_every_kind_is_a_picture_of_the_size_asked_for(kind: str) -> None:
    photo = Image.linear_gradient("L").convert("RGB").resize((90, 60))
    photo.paste((200, 30, 30), (20, 20, 50, 50))
    assert preprocess(photo, kind).size == (90, 60)
    made = preprocess(photo, kind, (32, 48))
    assert (made.mode, made.size) == ("RGB", (32, 48))
    if kind in ("scribble", "edge"):
        values = np.unique(np.asarray(made))
        assert values.tolist() == [0, 255], "white lines on black"


def test_a_sketch_keeps_its_lines_whatever_its_size() -> None:
    small, large = (preprocess(a_sketch(size, size), "scribble", (64, 64)) for size in (64, 640))
    for made in (small, large):
        lines = np.asarray(made)[..., 0] > 0
        assert lines[16:20, 30:34].any()
        assert not lines[30:34, 30:34].any()
        assert 0.02 < lines.mean() < 0.2


def test_unknown_kinds_and_missing_networks_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    with pytest.raises(UnknownNameError, match="scribble"):
        preprocess(a_sketch(), "lines")
    with pytest.raises(DataError, match="styles fetch"):
        preprocess(a_sketch(), "hed")
