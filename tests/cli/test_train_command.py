"""``danqing train``: list, plan, and run a recipe."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.recipes import RECIPES

Capture = pytest.CaptureFixture[str]


def test_recipes_are_listed(capsys: Capture) -> None:
    assert main(["train", "--list"]) == 0
    listed = [line.split()[0] for line in capsys.readouterr().out.splitlines()[1:]]
    assert listed == list(RECIPES)
    assert main(["train", "--list", "--json"]) == 0
    assert list(json.loads(capsys.readouterr().out)["recipes"]) == listed


@pytest.mark.parametrize("name", list(RECIPES))
def test_a_dry_run_tells_the_whole_plan_and_does_nothing(name: str, tmp_path: Path, capsys: Capture) -> None:
    folder = tmp_path / "run"
    assert main(["train", name, "--dry-run", "--out", str(folder), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["recipe"]["name"] == name
    assert told["recipe"]["diffusion"]["loop"]["num_images"] > 0
    assert told["folder"] == str(folder)
    assert main(["train", name, "--dry-run", "--out", str(folder)]) == 0
    assert capsys.readouterr().out.startswith("recipe ")
    assert not folder.exists()


@pytest.mark.parametrize(
    ("arguments", "words"), [([], "Name a recipe"), (["grand"], "no recipe named 'grand'; choose one of: smoke")]
)
def test_mistakes_are_one_sentence(arguments: list[str], words: str, capsys: Capture) -> None:
    assert main(["train", *arguments]) == 2
    captured = capsys.readouterr()
    assert words in captured.err
    assert captured.err.count("\n") == 1
