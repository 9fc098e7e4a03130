"""Paintings and photographs out of packages, from archives made up here."""

from __future__ import annotations

import io
import struct
import tarfile
import zipfile
import zlib
from pathlib import Path

import pytest
from PIL import Image

from danqing.core.errors import DataError
from danqing.data import artworks as module
from danqing.data.artworks import MEASURED, PAINTINGS, PHOTOGRAPH_NAMES, PHOTOGRAPHS, paintings, photographs
from danqing.storage import home


def picture(color: str) -> bytes:
    stream = io.BytesIO()
    Image.new("RGB", (6, 4), color).save(stream, "PNG")
    return stream.getvalue()


def collection(files: dict[str, bytes]) -> bytes:
    """A Qt resource collection with one folder; every second file is compressed."""
    names = data = b""
    nodes = [struct.pack(">IHIIQ", 0, 2, 1, 1, 0), struct.pack(">IHIIQ", 0, 2, len(files), 2, 0)]

    def named(name: str) -> bytes:
        return struct.pack(">HI", len(name), 0) + name.encode("utf-16-be")

    names += named("image")
    for number, (name, content) in enumerate(files.items()):
        body = struct.pack(">I", len(content)) + zlib.compress(content) if number % 2 else content
        nodes.append(struct.pack(">IHHHIQ", len(names), number % 2, 0, 0, len(data), 0))
        names += named(name)
        data += struct.pack(">I", len(body)) + body
    tree = b"".join(nodes)
    return b"qres" + struct.pack(">4I", 3, 20, 20 + len(tree), 20 + len(tree) + len(data)) + tree + data + names


@pytest.fixture
def archives(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Packages with pictures of one colour each, taken for the recorded ones."""
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    home.packages_folder().mkdir()
    monkeypatch.setattr("danqing.data.fetch.check_hash", lambda path, package: None)
    colors = ("red", "green", "blue", "yellow", "white", "black", "orange", "purple")
    files = {f"{name}_background.png": picture(color) for name, color in zip(module._WHOLE, colors, strict=True)}
    files["Louvre_background.png"] = picture("grey")
    with tarfile.open(home.packages_folder() / PAINTINGS.file_name, "w:gz") as tar:
        content = collection(files)
        member = tarfile.TarInfo("./" + module._DETAILS)
        member.size = len(content)
        tar.addfile(member, io.BytesIO(content))
    first, second = (home.packages_folder() / each.file_name for each in PHOTOGRAPHS)
    with zipfile.ZipFile(first, "w") as wheel:
        for name in PHOTOGRAPH_NAMES:
            if name not in ("china", "flower"):
                wheel.writestr(f"skimage/data/{name}.png", picture("grey"))
    with zipfile.ZipFile(second, "w") as wheel:
        for name in ("china", "flower"):
            wheel.writestr(f"sklearn/datasets/images/{name}.jpg", picture("pink"))
            wheel.writestr(f"sklearn/tests/{name}.jpg", b"another")


def test_whole_paintings_are_found_under_our_names(archives: None) -> None:
    found = paintings()
    assert list(found) == list(module._WHOLE.values())
    assert found["church-at-auvers"].getpixel((0, 0)) == (255, 0, 0)
    assert found["bridge"].getpixel((5, 3)) == (128, 0, 128)  # from a compressed file


def test_photographs_are_found_by_name(archives: None) -> None:
    found = photographs()
    assert list(found) == sorted(PHOTOGRAPH_NAMES)
    assert set(MEASURED) < set(found)
    assert found["china"].getpixel((0, 0)) == (255, 192, 203)


def test_what_is_missing_is_said(archives: None) -> None:
    with zipfile.ZipFile(home.packages_folder() / PHOTOGRAPHS[0].file_name, "w"):
        pass
    with pytest.raises(DataError, match="no photographs named astronaut"):
        photographs()
    (home.packages_folder() / PAINTINGS.file_name).unlink()
    with pytest.raises(DataError, match="is not here yet"):
        paintings()
