"""Regions, layouts, shared looks and sheets from the command line."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Draw = Callable[..., int]
Capture = pytest.CaptureFixture[str]
LAYOUT = {"background": "grass", "regions": [{"box": [0, 0, 0.5, 1], "prompt": "a red cat", "depth": 2}]}


def test_regions_and_layouts_are_drawn_and_recorded(draw: Draw, capsys: Capture) -> None:
    Path("layout.json").write_text(json.dumps(LAYOUT), encoding="utf-8")
    region = "50%，0，50%，100%：the dog"
    arguments = ("--layout", "layout.json", "--region", region, "--seed", "1", "-q")
    assert draw("a cat", *arguments, "-o", "two.png") == 0
    recorded = read_manifest("two.png")["request"]["regions"]
    assert [each["prompt"] for each in recorded] == ["grass", "a red cat", "the dog"]
    assert draw("a cat", "--seed", "1", "-o", "plain.png", "-q") == 0
    with Image.open("two.png") as two, Image.open("plain.png") as plain:
        assert two.tobytes() != plain.tobytes()
    model = read_manifest("two.png")["model"]["name"]
    assert model
    capsys.readouterr()


def test_looks_are_shared(draw: Draw) -> None:
    assert draw("a cat", "--seed", "1", "-n", "2", "--align-style", "--sw", "50", "-o", "a.png", "-q") == 0
    assert read_manifest("a-2.png")["request"]["align_style"] == 0.5
    assert draw("a cat", "--seed", "1", "--sref", "a-1.png", "-o", "b.png", "-q") == 0
    manifest = read_manifest("b.png")
    assert manifest["request"]["style_reference"]["file"] == "a-1.png"
    assert manifest["parents"][0]["role"] == "style reference"


def test_a_layout_is_shown(draw: Draw, capsys: Capture) -> None:
    Path("layout.json").write_text(json.dumps(LAYOUT), encoding="utf-8")
    assert main(["layout", "show", "layout.json", "-o", "boxes.png", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert [each["depth"] for each in facts["regions"]] == [100, 2]
    with Image.open("boxes.png") as boxes:
        assert boxes.size == (512, 512)
        assert boxes.getpixel((500, 300)) != boxes.getpixel((100, 300))
    assert main(["layout", "show", "layout.json"]) == 0
    assert "0,0,0.5,1  a red cat" in capsys.readouterr().out
    assert main(["layout", "show", "layout.json", "-o", "boxes.png"]) == 2


def test_a_sheet_writes_itself_its_cells_and_an_atlas(draw: Draw, tiny_model: Path, capsys: Capture) -> None:
    run = ["--model", str(tiny_model), "--steps", "1", "--seed", "1", "-q"]
    assert main(["sheet", "a cat", "--poses", "front, back", "-o", "cat.png", "--json", *run]) == 0
    told = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in told["pictures"]] == ["cat-1.png", "cat-2.png"]
    assert told["task"]["cells"] == ["front", "back"]
    files = sorted(path.name for path in Path().iterdir())
    assert files == ["cat-1.png", "cat-2.png", "cat.json", "cat.png"]
    atlas = json.loads(Path("cat.json").read_text(encoding="utf-8"))
    assert set(atlas["frames"]) == {"front", "back"}
    assert main(["sheet", "a cat", "--poses", "front, back", "-o", "cat.png", *run]) == 2
    assert "exists" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--region", "a red cat"], "LEFT,TOP,WIDTH,HEIGHT: WORDS"),
        (["--region", "0,0,64,64: a cat"], "reaches outside the picture, which is 32x32 px"),
        (["--region", "0,0,0,1: a cat"], "is empty"),
        (["--layout", "none.json"], "cannot be read"),
        (["--layout", "."], "cannot be read"),
        (["--layout", "broken.json"], "not valid JSON"),
        (["--layout", "bytes.json"], "not UTF-8"),
        (["--sw", "100"], "give --sref or --align-style too"),
        (["--sref", "a.png", "--sw", "1001"], "0 to 1000"),
        (["--sref", "none.png"], "no style reference file none.png"),
    ],
)
def test_bad_input_gets_one_sentence(draw: Draw, capsys: Capture, arguments: list[str], words: str) -> None:
    Path("broken.json").write_text("{", encoding="utf-8")
    Path("bytes.json").write_bytes(b"\xff\xfe{")
    before = sorted(path.name for path in Path().iterdir())
    assert draw("a cat", *arguments, "-q") == 2
    error = capsys.readouterr().err
    assert error.startswith("Error: ")
    assert words in error
    assert error.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == before


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-n", "3"], "No such option"),
        (["-o", "cat.jpg"], "JPEG holds no transparency"),
        (["--poses", "front, front"], "same words"),
        (["--columns", "0"], "number of columns"),
        (["--variety", "3"], "variety"),
    ],
)
def test_what_makes_no_sheet_is_refused_before_the_model_is_loaded(
    draw: Draw, capsys: Capture, arguments: list[str], words: str
) -> None:
    assert main(["sheet", "a cat", "--model", "none", *arguments]) == 2
    assert words in capsys.readouterr().err
