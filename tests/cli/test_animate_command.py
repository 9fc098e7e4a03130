"""``danqing animate``: files that move, and what is said of them."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PIL import Image, ImageSequence

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Animate = Callable[..., int]


@pytest.fixture
def animate(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Animate]:
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)
    Image.linear_gradient("L").resize((32, 32)).convert("RGB").save("photo.png")

    def run(*arguments: str) -> int:
        return main(["animate", *arguments, "--fps", "10", "--model", str(tiny_model), "--steps", "1"])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"


def test_a_loop_and_its_frames(animate: Animate, capsys: Capture) -> None:
    assert animate("a cat", "--seed", "7", "--seconds", "0.4", "--frames", "parts") == 0
    captured = capsys.readouterr()
    assert captured.out == "danqing-7-a-cat.webp\n"
    assert "32 × 32 px, 4 frames, 0.4 s, seed 7" in captured.err
    with Image.open("danqing-7-a-cat.webp") as film:
        assert len(list(ImageSequence.Iterator(film))) == 4
    assert sorted(path.name for path in Path("parts").iterdir()) == [f"frame-000{number}.png" for number in range(1, 5)]
    assert read_manifest("parts/frame-0003.png")["task"]["frame"] == 2
    assert read_manifest("danqing-7-a-cat.webp")["task"]["frames"] == 4
    assert animate("a cat", "--seed", "7", "--seconds", "0.4", "-q") == 0
    assert capsys.readouterr().out == "danqing-7-a-cat_2.webp\n"


def test_what_programs_are_told(animate: Animate, capsys: Capture) -> None:
    assert animate("a cat", "a dog", "--seed", "1", "--seconds", "0.4", "-o", "film.gif", "--json") == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["path"], facts["frames"], facts["plays"], facts["seed"]) == ("film.gif", 4, "loop", 1)
    assert facts["task"]["prompts"] == ["a cat", "a dog"]
    assert set(facts["flicker"]) == {"difference", "flicker", "change", "relative"}
    assert 0 < facts["flicker"]["difference"] < 1


def test_a_picture_is_brought_to_motion(animate: Animate, capsys: Capture) -> None:
    assert animate("--image", "photo.png", "--motion", "ken-burns", "--seconds", "0.3", "-o", "film.mp4", "-q") == 0
    assert read_manifest("film.mp4")["task"]["motion"] == "ken-burns"
    assert animate("a cat", "--image", "photo.png", "--seconds", "0.2", "--strength", "1", "-o", "b.webp", "-q") == 0
    assert read_manifest("b.webp")["parents"][0]["file"] == "photo.png"


def test_what_is_there_is_kept_when_it_is_stopped(
    animate: Animate, capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    from danqing.tasks.drawing import draw

    drawn: list[object] = []

    def stopped(*arguments: object, **options: object) -> object:
        drawn.append(arguments)
        if len(drawn) == 4:
            raise KeyboardInterrupt
        return draw(*arguments, **options)  # type: ignore[arg-type]

    monkeypatch.setattr("danqing.tasks.animate.draw", stopped)
    assert animate("a cat", "--seconds", "1", "-o", "film.webp", "-q") == 130
    assert "the first 3 of 10 frames are saved in film.webp" in capsys.readouterr().err
    with Image.open("film.webp") as film:
        assert len(list(ImageSequence.Iterator(film))) == 3


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Say what to draw"),
        (["a cat", "-o", "film.avi"], ".gif, .webp, .mp4"),
        (["a cat", "-o", "none/film.webp"], "does not exist"),
        (["a cat", "-o", "film.webp", "--seconds", "0"], "length in seconds"),
        (["a cat", "--motion", "spin"], "choose one of: noise"),
        (["a cat", "--seeds", "1;2"], "with commas"),
        (["a cat", "--frames", "full"], "not empty"),
        (["--image", "none.png"], "no picture file"),
        (["--image", "photo.png", "--size", "32x32"], "leave --size out"),
        (["a cat", "--size", "33x33"], "multiples"),
        (["--image", "photo.png"], "does not carry its own prompt"),
    ],
)
def test_bad_input_gets_one_sentence(animate: Animate, capsys: Capture, arguments: list[str], words: str) -> None:
    Path("full").mkdir()
    Path("full/file").touch()
    before = sorted(path.name for path in Path().iterdir())
    assert animate(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == before
