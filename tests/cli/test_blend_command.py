"""``danqing blend`` and ``danqing describe``."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.families.models import find_model
from danqing.families.picture_words import SETTINGS_FILE
from danqing.provenance.metadata import read_manifest
from tiny_clip import build_picture_tower

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def blend(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """``danqing blend`` with the tiny model and two steps, in a folder with ``a.png`` and ``b.png``."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    for seed, name in enumerate("ab"):
        values = np.random.default_rng(seed).integers(0, 256, (32, 32, 3), dtype=np.uint8)
        Image.fromarray(values).save(f"{name}.png")
    Path("words.png").write_text("just words", encoding="utf-8")

    def run(*arguments: str) -> int:
        return main(["blend", *arguments, "--model", str(tiny_model), "--steps", "2"])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"


def test_pictures_are_blended(blend: Callable[..., int], capsys: Capture) -> None:
    assert blend("a.png", "b.png", "--weights", "3,1", "--prompt", "a cat", "--seed", "7", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert [each["path"] for each in facts["pictures"]] == ["danqing-7-a-blend.png"]
    assert facts["task"]["how"] == "mix"
    parents = read_manifest("danqing-7-a-blend.png")["parents"]
    assert [(each["file"], each["weight"]) for each in parents] == [("a.png", 0.75), ("b.png", 0.25)]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["a.png", "--prompt", "a cat"], "2 to 5 pictures"),
        (["a.png", "b.png", "a.png", "b.png", "a.png", "b.png", "--prompt", "a cat"], "2 to 5 pictures"),
        (["a.png", "b.png", "--prompt", "a cat", "--weights", "0,0"], "All weights are 0"),
        (["a.png", "b.png", "--prompt", "a cat", "--weights", "1"], "one weight for each"),
        (["a.png", "b.png", "--prompt", "a cat", "--weights", "much,little"], "numbers with commas"),
        (["a.png", "b.png", "--prompt", "a cat", "--how", "stir"], "mix, layout"),
        (["a.png", "words.png", "--prompt", "a cat"], "not a picture"),
        (["a.png", "none.png", "--prompt", "a cat"], "no picture file"),
        (["a.png", "b.png", "--prompt", "a cat", "-o", "a.png"], "exists already"),
        (["a.png", "b.png", "--prompt", ""], "prompt is empty"),
    ],
)
def test_bad_input_gets_one_sentence(
    blend: Callable[..., int], capsys: Capture, arguments: list[str], words: str
) -> None:
    before = sorted(path.name for path in Path().iterdir())
    assert blend(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == before


def test_a_picture_is_described_as_text_and_json(tmp_path: Path, capsys: Capture) -> None:
    tower = build_picture_tower(find_model("danqing-mini"), tmp_path / "clip")
    Image.new("RGB", (48, 48), (222, 40, 36)).save(tmp_path / "red.png")
    assert main(["describe", str(tmp_path / "red.png"), "--clip", str(tower), "-n", "3", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    caption, *guesses = facts["captions"]  # an untrained tower is sure of no name
    assert len(guesses) == 2
    assert set(caption) == {"en", "zh", "score", "subject"}
    assert caption["subject"] == ""
    assert {"name", "ground", "style", "count"} <= set(facts["facts"])
    assert facts["prompt"] is None


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["none.png"], "no picture file none.png"),
        (["words.png"], "not a picture"),
        (["a.png", "--clip", "nowhere"], "holds no picture tower"),
    ],
)
def test_what_cannot_be_described_gets_one_sentence(
    blend: Callable[..., int], capsys: Capture, arguments: list[str], words: str
) -> None:
    assert main(["describe", *arguments, "-q"]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1


def test_without_a_picture_tower_the_command_says_so(
    blend: Callable[..., int], capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("danqing.families.picture_words.shipped_folder", lambda: tmp_path / "nothing")
    assert not (tmp_path / "nothing" / SETTINGS_FILE).exists()
    assert main(["describe", "a.png", "-q"]) == 2
    assert "No picture tower is installed" in capsys.readouterr().err
    assert blend("a.png", "b.png", "-q") == 2
    assert capsys.readouterr().err == (
        "Error: Say what to draw (--prompt): a.png does not carry its own prompt, and no picture tower is installed "
        "that could describe it.\n"
    )
