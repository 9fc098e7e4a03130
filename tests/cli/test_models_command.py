"""``danqing models``: add, list, show, draw with and remove a model."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import pytest

from danqing.cli.main import main

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_a_model_lives_from_add_to_remove(
    tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)
    assert "mine" not in [each["name"] for each in told(capsys, "models", "list")["models"]]
    added = told(capsys, "models", "add", str(tiny_model), "--name", "mine")["model"]
    assert (added["name"], added["family"], added["origin"]) == ("mine", "stable-diffusion", "added")
    assert added in told(capsys, "models", "list")["models"]
    shown = told(capsys, "models", "show", "mine")["model"]
    assert shown["components"]["unet"]["class"] == "UNet2DConditionModel"
    assert len(shown["sha256"]) == 64
    assert shown["source"]["source"] == str(tiny_model)
    drawn = told(capsys, "generate", "cat", "--model", "mine", "--steps", "2", "--seed", "1", "-o", "a.png")
    assert drawn["model"] == "mine"
    assert told(capsys, "models", "remove", "mine", "--yes")["removed"] == "mine"
    assert not Path(added["folder"]).exists()
    assert main(["generate", "cat", "--model", "mine"]) == 2
    assert "no model named 'mine'" in capsys.readouterr().err


def test_people_read_a_table(tiny_model: Path, capsys: Capture) -> None:
    assert main(["models", "add", str(tiny_model), "--quiet"]) == 0
    assert capsys.readouterr().out.startswith("Added tiny (stable-diffusion, ")
    assert main(["models", "list"]) == 0
    heading, *rows = capsys.readouterr().out.splitlines()
    assert heading.split() == ["NAME", "FAMILY", "SIZE", "FROM"]
    assert any(row.split()[:2] == ["tiny", "stable-diffusion"] for row in rows)
    assert main(["models", "show", "tiny"]) == 0
    lines = [line.split(maxsplit=1) for line in capsys.readouterr().out.splitlines()]
    assert ["family", "stable-diffusion (StableDiffusionPipeline)"] in lines
    assert ["tokenizer", "CLIPTokenizer"] in lines


def test_removing_asks_first(tiny_model: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    folder = Path(told(capsys, "models", "add", str(tiny_model))["model"]["folder"])
    monkeypatch.setattr(sys, "stdin", io.StringIO("y\n"))
    assert main(["models", "remove", "tiny"]) == 2
    assert "add --yes" in capsys.readouterr().err
    for answer, code in (("\n", 130), ("no\n", 130), ("y\n", 0)):
        assert folder.is_dir()
        terminal = io.StringIO(answer)
        monkeypatch.setattr(terminal, "isatty", lambda: True)
        monkeypatch.setattr(sys, "stdin", terminal)
        monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
        assert main(["models", "remove", "tiny"]) == code
        assert "Delete the files of tiny? [y/N]" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["add", "nowhere/at/all"], "at nowhere/at/all"),
        (["add", "{tiny}", "--name", "../evil"], "cannot name a model"),
        (["show", "nothing"], "no model named 'nothing'"),
        (["remove", "nothing"], "no added model named 'nothing'"),
        (["remove", "../tiny"], "no added model named"),
    ],
)
def test_mistakes_are_one_sentence(tiny_model: Path, capsys: Capture, arguments: list[str], words: str) -> None:
    assert main(["models", *(part.format(tiny=tiny_model) for part in arguments), "--json"]) == 2
    assert words in json.loads(capsys.readouterr().out)["error"]["message"]


def test_a_name_is_given_once(tiny_model: Path, capsys: Capture) -> None:
    assert main(["models", "add", str(tiny_model)]) == 0
    assert main(["models", "add", str(tiny_model)]) == 2
    assert "--name" in capsys.readouterr().err
