"""``danqing data``: sources listed, and clear words while nothing is fetched."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.data.build import make_pack
from danqing.data.sources import SOURCES
from danqing.storage.home import packs_folder
from tiny_packages import BLUE_SQUARE, RED_BALL, iconify_archive, tiny_source, tiny_vocabulary

Capture = pytest.CaptureFixture[str]


def test_sources_are_listed_with_licence_and_state(capsys: Capture) -> None:
    assert main(["data", "list", "--json"]) == 0
    sources = {each["name"]: each for each in json.loads(capsys.readouterr().out)["sources"]}
    assert set(sources) == set(SOURCES)
    assert not any(each["fetched"] for each in sources.values())
    assert main(["data", "list"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["NAME", "STYLE", "LICENCE", "STATE", "WHAT"]
    for row in rows:
        name, style, licence, state = row.split()[:4]
        facts = sources[name]
        assert (style, licence, state) == (facts["style"], facts["licence"], "opt-in" if facts["opt_in"] else "-")


def test_a_contact_sheet_is_drawn_and_nothing_overwritten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    archive = iconify_archive(tmp_path / "first.tgz", {"cat-face": RED_BALL, "soccer-ball": BLUE_SQUARE})
    source = (tiny_source(archive, "first"), {"@iconify-json/tiny": archive})
    make_pack([source], tiny_vocabulary(tmp_path), packs_folder() / "open")
    assert main(["data", "show", "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["path"], told["pictures"], told["matching"]) == ("danqing-data.png", 2, 2)
    assert main(["data", "show", "足球"]) == 0
    assert capsys.readouterr().out.startswith("danqing-data_2.png: 1 of 1 pictures")
    with Image.open("danqing-data.png") as both, Image.open("danqing-data_2.png") as one:
        assert both.width > one.width
    assert main(["data", "show", "-o", "danqing-data.png"]) == 2
    assert "exists already" in capsys.readouterr().err
    assert main(["data", "show", "-o", "danqing-data.png", "--force"]) == 0
    assert main(["data", "show", "dragon"]) == 2


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["fetch", "nothing"], 2, "no data source named 'nothing'; choose one of: "),
        (["fetch", "openmoji"], 2, "accept it with --accept CC-BY-SA-4.0"),
        (["build"], 2, "danqing data fetch"),
        (["build", "nothing"], 2, "no data source named 'nothing'"),
        (["show", "-o", "a.png"], 2, "danqing data build"),
        (["show", "-o", "a.jpg"], 2, "end its name in .png"),
        (["show", "-o", "missing/a.png"], 2, "does not exist"),
        (["show", "--split", "test"], 2, "'test' is not one of 'train', 'val'"),
        (["fetch", "noto"], 1, "not installed"),
    ],
)
def test_mistakes_are_one_sentence(
    arguments: list[str],
    code: int,
    words: str,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: Capture,
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", str(tmp_path))  # no package client, so nothing is fetched
    assert main(["data", *arguments, "--json"]) == code
    captured = capsys.readouterr()
    assert words in json.loads(captured.out)["error"]["message"]
    assert list(tmp_path.iterdir()) == []
