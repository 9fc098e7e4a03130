"""``danqing img2img``, ``inpaint``, ``outpaint`` and ``vary``, with a tiny real model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Edit = Callable[..., int]


@pytest.fixture
def edit(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Edit]:
    """A command with the tiny model and two steps, in a folder with ``photo.png`` of 32 x 32 px."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    values = np.random.default_rng(0).integers(0, 256, (32, 32, 3), dtype=np.uint8)
    Image.fromarray(values).save("photo.png")

    def run(*arguments: str) -> int:
        return main([*arguments, "--model", str(tiny_model), "--steps", "2"])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"


def test_a_picture_is_drawn_over(edit: Edit, capsys: Capture) -> None:
    assert edit("img2img", "photo.png", "a cat", "--strength", "0.5", "--seed", "7") == 0
    captured = capsys.readouterr()
    assert captured.out == "danqing-7-photo-img2img.png\n"
    assert captured.err.startswith("32 × 32 px, seed 7, tiny, ")
    manifest = read_manifest("danqing-7-photo-img2img.png")
    assert manifest["task"] == {"name": "img2img", "strength": 0.5}
    assert manifest["parents"][0]["file"] == "photo.png"


def test_boxes_and_masks(edit: Edit, capsys: Capture) -> None:
    assert edit("inpaint", "photo.png", "a cat", "--box", "0,0,8,8", "--box", "20,20,4,4", "-o", "a.png", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["task"]["boxes"] == [[0, 0, 8, 8], [20, 20, 4, 4]]
    with Image.open("photo.png") as before, Image.open("a.png") as after:
        same = np.all(np.asarray(before) == np.asarray(after), axis=-1)
    assert not same[:8, :8].all()
    same[:8, :8] = same[20:24, 20:24] = True
    assert same.all()
    Image.new("L", (32, 32), 255).save("mask.png")
    assert edit("inpaint", "photo.png", "a cat", "--mask", "mask.png", "-n", "2", "-o", "b.png", "-q") == 0
    assert capsys.readouterr().out == "b-1.png\nb-2.png\nb-grid.png\n"


def test_beyond_the_edges(edit: Edit, capsys: Capture) -> None:
    assert edit("outpaint", "photo.png", "a cat", "--left", "4", "--bottom", "25%", "-o", "a.png", "-q") == 0
    with Image.open("a.png") as drawn:
        assert drawn.size == (36, 40)
    assert edit("outpaint", "photo.png", "a cat", "--zoom-out", "1.5", "-o", "b.png", "-q") == 0
    assert edit("outpaint", "photo.png", "a cat", "--pan", "left", "--pan-by", "8", "-o", "c.png", "-q") == 0
    with Image.open("c.png") as panned, Image.open("photo.png") as before:
        assert panned.crop((8, 0, 32, 32)).tobytes() == before.crop((0, 0, 24, 32)).tobytes()


def test_variations_know_their_words(edit: Edit, capsys: Capture) -> None:
    assert edit("img2img", "photo.png", "a red cat", "-o", "cat.png", "-q") == 0
    assert edit("vary", "cat.png", "--kind", "strong", "-o", "like.png", "-q") == 0
    assert read_manifest("like.png")["request"]["prompt"] == "a red cat"
    capsys.readouterr()
    assert edit("vary", "photo.png") == 2
    assert capsys.readouterr().err.endswith(
        "Error: Say in a few words what photo.png shows; it does not carry its own prompt.\n"
    )


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["img2img", "none.png", "a cat"], "There is no picture file none.png"),
        (["img2img", "words.png", "a cat"], "not a picture"),
        (["img2img", "photo.png", "a cat", "--strength", "2"], "at most 1"),
        (["img2img", "photo.png", ""], "prompt is empty"),
        (["img2img", "photo.png", "a cat", "-o", "photo.png"], "exists already"),
        (["img2img", "photo.png", "a cat", "-n", "0"], "number of pictures"),
        (["inpaint", "photo.png", "a cat"], "Say what to change"),
        (["inpaint", "photo.png", "a cat", "--box", "1,2,3"], "X,Y,W,H"),
        (["inpaint", "photo.png", "a cat", "--box", "1,2,300,4"], "reaches outside"),
        (["inpaint", "photo.png", "a cat", "--mask", "black.png"], "black everywhere"),
        (["inpaint", "photo.png", "a cat", "--mask", "none.png"], "no mask file"),
        (["outpaint", "photo.png", "a cat"], "one way"),
        (["outpaint", "photo.png", "a cat", "--pan", "north"], "choose one of: left"),
        (["vary", "photo.png", "a cat", "--kind", "wild"], "subtle, strong"),
    ],
)
def test_bad_input_gets_one_sentence(edit: Edit, capsys: Capture, arguments: list[str], words: str) -> None:
    Path("words.png").write_text("just words", encoding="utf-8")
    Image.new("L", (32, 32)).save("black.png")
    before = sorted(path.name for path in Path().iterdir())
    assert edit(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == before
