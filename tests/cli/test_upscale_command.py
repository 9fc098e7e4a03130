"""``danqing upscale``: files into larger files."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.models import esrgan
from danqing.provenance.metadata import read_manifest
from tiny_esrgan import write_package

Capture = pytest.CaptureFixture[str]


@pytest.fixture(autouse=True)
def _work(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    Image.new("RGB", (8, 6), "red").save("cat.png")


def test_a_larger_picture(capsys: Capture) -> None:
    assert main(["upscale", "cat.png"]) == 0
    captured = capsys.readouterr()
    assert captured.out == "cat-2x.png\n"
    assert "danqing upscale --fetch" in captured.err
    assert "16 × 12 px, lanczos" in captured.err
    with Image.open("cat-2x.png") as large:
        assert large.getcolors() == [(16 * 12, (255, 0, 0))]
    assert main(["upscale", "cat.png", "-q"]) == 0
    assert capsys.readouterr().out == "cat-2x_2.png\n"
    Path("out").mkdir()
    assert main(["upscale", "cat.png", "--factor", "4", "--method", "lanczos", "-o", "out", "--json"]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert (facts["path"], facts["width"], facts["height"]) == (str(Path("out/cat-4x.png")), 32, 24)
    assert read_manifest("out/cat-4x.png")["task"] == {"name": "upscale", "factor": 4, "method": "lanczos"}


def test_the_network_once_it_is_here(capsys: Capture) -> None:
    esrgan.install(write_package(Path("package.tgz")))
    assert main(["upscale", "--fetch"]) == 0
    captured = capsys.readouterr()
    assert captured.out == f"{esrgan.weights_folder()}\n"
    assert captured.err == ""
    assert main(["upscale", "cat.png", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["method"] == "esrgan"


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        ([], "Name a picture"),
        (["none.png"], "no picture file"),
        (["cat.png", "--factor", "8"], "2, 3 or 4"),
        (["cat.png", "--method", "magic"], "esrgan, lanczos"),
        (["cat.png", "-o", "cat.png"], "exists already"),
        (["cat.png", "-o", "cat.bmp"], "suffix"),
        (["wide.png", "--factor", "4"], "choose a smaller factor"),
    ],
)
def test_bad_input_gets_one_sentence(capsys: Capture, arguments: list[str], words: str) -> None:
    Image.new("L", (9000, 1)).save("wide.png")
    before = sorted(path.name for path in Path().iterdir())
    assert main(["upscale", *arguments, "-q"]) == 2
    captured = capsys.readouterr()
    assert captured.err.startswith("Error: ")
    assert words in captured.err
    assert captured.err.count("\n") == 1
    assert sorted(path.name for path in Path().iterdir()) == before
