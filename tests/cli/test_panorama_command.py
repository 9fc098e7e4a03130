"""``danqing tile`` and ``danqing panorama``, with a tiny real model."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Draw = Callable[..., int]


@pytest.fixture
def wide(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Draw]:
    """A command with the tiny model and two steps, in an empty folder."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> int:
        return main([*arguments, "--model", str(tiny_model), "--steps", "2"])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"


def test_a_texture_and_its_seam(wide: Draw, capsys: Capture) -> None:
    assert wide("tile", "a red cat", "--axes", "x", "--seed", "7", "-n", "2", "--json", "-q") == 0
    facts = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in facts["pictures"]] == ["danqing-7-a-red-cat-1.png", "danqing-7-a-red-cat-2.png"]
    assert all(each["seam"].keys() == {"x"} and 0 < each["seam"]["x"] < 3 for each in facts["pictures"])
    assert facts["task"] == {"name": "tile", "axes": "x"}
    assert read_manifest("danqing-7-a-red-cat-1.png")["request"]["tile"] == "x"


def test_a_wide_picture(wide: Draw, capsys: Capture) -> None:
    assert wide("panorama", "a red cat | the grass --seed 3", "--size", "96x32", "-q") == 0
    (line,) = capsys.readouterr().out.splitlines()
    with Image.open(line) as image:
        assert image.size == (96, 32)
    assert read_manifest(line)["task"]["prompts"] == ["a red cat", "the grass"]
    assert read_manifest(line)["request"]["seed"] == 3


def test_all_around_with_a_page(wide: Draw, capsys: Capture) -> None:
    assert wide("panorama", "a cat", "--360", "--viewer", "-o", "round.png", "--json", "-q") == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["pictures"][0]["viewer"] == "round.html"
    assert (facts["pictures"][0]["width"], facts["pictures"][0]["height"]) == (64, 32)
    assert "pannellum" in Path("round.html").read_text(encoding="utf-8")
    Path("round.png").unlink()
    assert wide("panorama", "a cat", "--360", "--viewer", "-o", "round.png", "-q") == 2
    assert "round.html exists already" in capsys.readouterr().err
    assert wide("panorama", "a cat", "--360", "--viewer", "-o", "round.png", "-q", "--force") == 0


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["tile", "a cat", "--axes", "diagonal"], "x, y or xy"),
        (["tile", ""], "prompt is empty"),
        (["tile", "a cat", "--size", "31x32"], "multiples of 2"),
        (["panorama", "a cat", "--360", "--size", "90x30"], "ask for 60x30"),
        (["panorama", "a cat", "--size", "wide"], "WIDTHxHEIGHT"),
        (["panorama", "a [cat:dog:1] | b"], "must be plain"),
    ],
)
def test_bad_input_gets_one_sentence(wide: Draw, capsys: Capture, arguments: list[str], words: str) -> None:
    assert wide(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert not list(Path().iterdir())
