"""``danqing edit``, with a tiny real model."""

from __future__ import annotations

import json
import struct
import zlib
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
    assert manifest["request"]["prompt"] == "一辆蓝车"
    assert edit(*asked, "-o", "one.png", "-q") == 0
    with Image.open("one.png") as after:
        blue = np.asarray(after).astype(int)[10:18, 10:18].mean((0, 1))
    assert blue[2] > blue[0]


def test_several_are_numbered(edit: Edit, capsys: Capture) -> None:
    asked = ("photo.png", "add a cat", "--box", "4,4,16,16", "-n", "2", "--drawn", "-o", "cat.png", "-q")
    assert edit(*asked) == 0
    assert capsys.readouterr().out == "cat-1.png\ncat-2.png\ncat-grid.png\n"


def png_claiming(width: int, height: int) -> bytes:
    """A PNG of the size that it claims and hardly any pixels."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(b"\0" * 10)), (b"IEND", b""))
    chunks = (
        struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body)) for kind, body in parts
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


def test_odd_pictures_are_edited_upright_in_rgb(edit: Edit) -> None:
    """16 bits, ink colours, several frames, and turned by the camera: each gets the change, in 8-bit RGB."""
    turned = Image.Exif()
    turned[0x0112] = 6
    Image.new("RGB", (48, 32), (200, 60, 50)).save("turned.jpg", exif=turned)
    Image.fromarray(np.full((32, 32), 40_000, dtype=np.uint16)).save("deep.png")
    Image.new("CMYK", (32, 32), (0, 200, 200, 20)).save("ink.tiff")
    frames = [Image.new("RGB", (32, 32), (grey, 60, 50)) for grey in (200, 90)]
    frames[0].save("moving.gif", save_all=True, append_images=frames[1:])
    for name, size in (
        ("turned.jpg", (32, 48)),
        ("deep.png", (32, 32)),
        ("ink.tiff", (32, 32)),
        ("moving.gif", (32, 32)),
    ):
        assert edit(name, "make it darker", "-o", f"{name}.png", "-q") == 0
        with Image.open(f"{name}.png") as after:
            assert (after.mode, after.size, getattr(after, "n_frames", 1)) == ("RGB", size, 1)


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["photo.png", "sing a song"], "is not understood; say for example: replace the cat with a dog"),
        (["photo.png", "唱首歌"], "看不懂“唱首歌”；可以这样说：把猫变成狗"),
        (["photo.png", ""], "instruction is empty"),
        (["none.png", "add a hat"], "There is no picture file none.png"),
        (["photo.png", "add a hat", "--box", "1,2,300,4"], "reaches outside"),
        (["photo.png", "add a hat", "--mask", "black.png"], "black everywhere"),
        (["photo.png", "add a hat", "--mask", "wide.png"], "the picture's size, or at least of its shape"),
        (["cut.png", "add a hat"], "cut short"),
        (["long.png", "add a hat"], "30,000"),
        (["bomb.png", "add a hat"], "million pixels"),
        (["photo.png", "换成雪地背景"], "Say what is to stay"),
        (["photo.png", "in the style of nobody style"], "no style named"),
    ],
)
def test_bad_input_gets_one_sentence(edit: Edit, capsys: Capture, arguments: list[str], words: str) -> None:
    Image.new("L", (32, 32)).save("black.png")
    Image.new("L", (64, 20), 255).save("wide.png")
    Path("cut.png").write_bytes(Path("photo.png").read_bytes()[:-30])
    Path("long.png").write_bytes(png_claiming(30_001, 4))
    Path("bomb.png").write_bytes(png_claiming(29_000, 29_000))
    assert edit(*arguments, "-q") == 2
    captured = capsys.readouterr()
    assert captured.out == ""
    assert words in captured.err
    assert captured.err.startswith("Error: ")
    assert captured.err.count("\n") == 1
