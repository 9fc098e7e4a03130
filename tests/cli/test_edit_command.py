"""``danqing edit``, with a tiny real model."""

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
    """The command with the tiny model and two steps, in a folder with ``photo.png`` of 32 x 32 px."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Image.new("RGB", (32, 32), (200, 60, 50)).save("photo.png")

    def run(*arguments: str) -> int:
        return main(["edit", *arguments, "--model", str(tiny_model), "--steps", "2"])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"


def test_a_thing_takes_another_colour(edit: Edit, capsys: Capture) -> None:
    asked = ("photo.png", "把车变成蓝色，再亮一点", "--box", "8,8,12,12", "--prompt", "一辆红车")
    assert edit(*asked, "--seed", "7", "-o", "blue.png", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert [each["do"] for each in facts["task"]["operations"]] == ["recolor", "adjust"]
    manifest = read_manifest("blue.png")
    assert manifest["task"]["instruction"] == "把车变成蓝色，再亮一点"
    assert manifest["request"]["prompt"] == "蓝车"
    assert edit(*asked, "-o", "one.png", "-q") == 0
    with Image.open("one.png") as after:
        blue = np.asarray(after).astype(int)[10:18, 10:18].mean((0, 1))
    assert blue[2] > blue[0]


def test_several_are_numbered(edit: Edit, capsys: Capture) -> None:
    asked = ("photo.png", "add a cat", "--box", "4,4,16,16", "-n", "2", "--drawn", "-o", "cat.png", "-q")
    assert edit(*asked) == 0
    assert capsys.readouterr().out == "cat-1.png\ncat-2.png\ncat-grid.png\n"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["photo.png", "sing a song"], "is not understood; say for example: replace the cat with a dog"),
        (["photo.png", "唱首歌"], "看不懂“唱首歌”；可以这样说：把猫变成狗"),
        (["photo.png", ""], "instruction is empty"),
        (["none.png", "add a hat"], "There is no picture file none.png"),
        (["photo.png", "add a hat", "--box", "1,2,300,4"], "reaches outside"),
        (["photo.png", "换成雪地背景"], "Say what is to stay"),
        (["photo.png", "in the style of nobody style"], "no style named"),
    ],
)
def test_bad_input_gets_one_sentence(edit: Edit, capsys: Capture, arguments: list[str], words: str) -> None:
    assert edit(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.startswith("Error: ")
    assert captured.err.count("\n") == 1
