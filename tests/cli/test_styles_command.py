"""``danqing styles``: what is there, by any of its names."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.evaluation.features import PACKAGE
from danqing.storage import home

Capture = pytest.CaptureFixture[str]


def test_list_shows_every_style_in_both_languages(capsys: Capture) -> None:
    assert main(["styles", "list"]) == 0
    text = capsys.readouterr().out
    assert "van-gogh" in text
    assert "水墨" in text
    assert main(["styles", "list", "--json"]) == 0
    styles = {each["name"]: each for each in json.loads(capsys.readouterr().out)["styles"]}
    assert styles["ink-wash"]["zh"]["words"].startswith("水墨画")
    assert styles["van-gogh"]["reference"].endswith(".webp")
    assert all(Path(style["preview"]).is_file() for style in styles.values())
    folder = Path(styles["van-gogh"]["preview"]).parent
    assert f"Previews: {folder}" in text


def test_show_finds_a_style_by_either_name(capsys: Capture) -> None:
    assert main(["styles", "show", "梵高"]) == 0
    chinese = capsys.readouterr().out
    assert main(["styles", "show", "Van Gogh"]) == 0
    assert capsys.readouterr().out == chinese
    assert "Vincent van Gogh (1853–1890)" in chinese
    assert str(Path("previews") / "van-gogh.webp") in chinese


def test_show_answers_an_unknown_style_in_one_sentence(capsys: Capture) -> None:
    assert main(["styles", "show", "watercolr"]) == 2
    said = capsys.readouterr().err
    assert "There is no style named 'watercolr'; choose one of: watercolor" in said
    assert said.count("\n") == 1


def test_sheet_shows_every_preview_and_replaces_nothing_unasked(
    capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert main(["styles", "sheet", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["path"] == "danqing-styles.png"
    with Image.open(said["path"]) as sheet:
        width, height = sheet.size
    assert width * height > len(said["styles"]) * 128 * 128
    assert main(["styles", "sheet", "-o", "danqing-styles.png"]) == 2
    assert "danqing-styles.png" in capsys.readouterr().err
    assert main(["styles", "sheet", "-o", "danqing-styles.png", "--force"]) == 0
    assert main(["styles", "sheet", "-o", "styles.gif"]) == 2
    assert "end its name in .png or .jpg, not .gif" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["danqing-styles.png"]


def test_fetch_does_nothing_twice(capsys: Capture) -> None:
    home.packages_folder().mkdir(parents=True)
    path = home.packages_folder() / PACKAGE.file_name
    path.write_bytes(b"here already")
    assert main(["styles", "fetch", "--json"]) == 0
    captured = capsys.readouterr()
    assert json.loads(captured.out) == {"path": str(path)}
    assert captured.err == ""
