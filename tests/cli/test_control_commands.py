"""``danqing preprocess`` and the options for ControlNets."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageDraw

from danqing.cli.controls import given_controls
from danqing.cli.main import main
from danqing.core.errors import RequestError
from danqing.provenance.metadata import read_manifest
from tiny_controls import build_small_control


@pytest.fixture
def sketch(tmp_path: Path) -> Path:
    image = Image.new("RGB", (80, 60), "white")
    ImageDraw.Draw(image).rectangle((20, 15, 60, 45), outline="black", width=2)
    image.save(tmp_path / "sketch.png")
    return tmp_path / "sketch.png"


def test_preprocess_writes_what_a_net_sees(sketch: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "lines.png"
    assert main(["preprocess", str(sketch), "--size", "64x64", "-o", str(out), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["kind"] == "scribble"
    with Image.open(out) as made:
        assert made.size == (64, 64)
        assert np.unique(np.asarray(made)).tolist() == [0, 255]
    assert main(["preprocess", str(sketch), "-o", str(out)]) == 2, "files that exist are kept"
    assert main(["preprocess", str(sketch), "--kind", "lines"]) == 2
    assert main(["preprocess", str(tmp_path / "none.png")]) == 2


def test_generate_follows_a_sketch(draw: Callable[..., int], tiny_model: Path, sketch: Path, tmp_path: Path) -> None:
    net = build_small_control(tmp_path / "net", tiny_model)
    options = ["--seed", "1", "--control", str(sketch), "--control-net", str(net), "--control-range", "0-0.5"]
    assert draw("a cat", *options, "-o", "followed.png") == 0
    (said,) = read_manifest("followed.png")["request"]["controls"]
    assert (said["file"], said["kind"], said["net"], said["end"]) == ("sketch.png", "scribble", "net", 0.5)
    assert draw("a cat", *options[:4], "-o", "none.png") == 2, "this model brings no net along"


def test_options_belong_to_their_pictures() -> None:
    controls = given_controls(["a.png", "b.png"], ["edge", "ready"], [0.5], ["0-0.5", "0.5-1"], None)
    assert [(each.file, each.kind, each.weight, each.start, each.end) for each in controls] == [
        ("a.png", "edge", 0.5, 0.0, 0.5),
        ("b.png", "ready", 0.5, 0.5, 1.0),
    ]
    assert given_controls(None, None, None, None, None) == ()


@pytest.mark.parametrize(
    "given",
    [
        (None, ["edge"], None, None, None),
        (["a.png", "b.png", "c.png"], ["edge", "edge"], None, None, None),
        (["a.png"], None, None, ["0.5"], None),
        (["a.png"], None, None, ["a-b"], None),
        (["a.png"], None, None, ["0.6-0.5"], None),
        (["a.png"], None, [11.0], None, None),
    ],
)
def test_options_that_make_no_sense_are_refused(given: tuple[list[str] | None, ...]) -> None:
    with pytest.raises(RequestError):
        given_controls(*given)  # type: ignore[arg-type]


def test_the_training_of_a_net_can_be_looked_at_first(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["train", "mini-control", "--dry-run", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["batch_size"] == 64
    assert main(["train", "mini-control", "--stages", "text"]) == 2
    assert main(["train", "smoke", "--base", "danqing-mini"]) == 2
