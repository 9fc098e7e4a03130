"""``danqing plan``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.core.regions import read_layout
from danqing.director.plan import plan_from_data
from doc_blocks import ROOT, Block, blocks

Capture = pytest.CaptureFixture[str]
SHOWN = [block for language in ("en", "zh") for block in blocks(ROOT / "docs" / language / "plan.md", "console")]


@pytest.mark.parametrize("block", SHOWN, ids=lambda block: f"{block.page.parent.name}:{block.line}")
def test_the_page_shows_what_the_command_prints(block: Block, capsys: Capture) -> None:
    first, _, expected = block.text.partition("\n")
    assert main(shlex.split(first.removeprefix("$ danqing "))) == 0
    assert capsys.readouterr().out == expected


def test_the_plan_for_people(capsys: Capture) -> None:
    assert main(["plan", "two orange cats on an old sofa, watercolour, no people"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "1           2 × cats (orange)",
        "2           1 × sofa (old)",
        "relation    cats on sofa",
        "style       watercolour",
        "leaves out  people",
        "told as     two orange cats on an old sofa, watercolour style",
    ]


def test_the_plan_as_json_and_as_a_file(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "plan.json"
    assert main(["plan", "竖版海报：一只白兔在月亮下面", "--json", "-o", str(file)]) == 0
    facts = json.loads(capsys.readouterr().out)
    assert facts["plan"]["shape"] == "portrait"
    assert facts["provider"] == "rules"
    assert plan_from_data(json.loads(file.read_text("utf-8"))).to_data() == facts["plan"]
    assert main(["plan", "a cat", "-o", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert json.loads(file.read_text("utf-8")) == facts["plan"]


def test_a_seed_that_is_none_is_refused(capsys: Capture) -> None:
    assert main(["plan", "a cat", "--seed", "-1"]) == 2
    assert "The seed must be a whole number from 0" in capsys.readouterr().err


def test_plans_by_rules_need_no_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture) -> None:
    (tmp_path / "home").write_text("a file where the folder should be")
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    assert main(["plan", "a cat"]) == 0
    assert "1 × cat" in capsys.readouterr().out
    assert main(["ideas", "autumn", "-n", "1"]) == 0
    assert main(["director", "set", "--deadline", "5"]) == 1
    assert "home" in capsys.readouterr().err


def test_a_layout_for_generate(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "boxes.json"
    wish = "a black cat to the left of a white dog on the beach, watercolour"
    assert main(["plan", wish, "--layout", str(file)]) == 0
    everywhere, cat, dog = read_layout(file.read_text("utf-8"))
    assert "beach" in everywhere.prompt
    assert (cat.prompt, dog.prompt) == ("a black cat, watercolour style", "a white dog, watercolour style")
    assert cat.box[0] + cat.box[2] <= dog.box[0]
    assert cat.depth == dog.depth < everywhere.depth


def test_what_cannot_be_laid_out(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "boxes.json"
    assert main(["plan", "!!!", "--layout", str(file)]) == 2
    assert main(["plan", "a cat", "--layout", str(file), "-o", str(file)]) == 2
    assert not file.exists()


def test_an_empty_wish_is_refused(capsys: Capture) -> None:
    assert main(["plan", "  "]) == 2
    assert capsys.readouterr().err.startswith("Error: ")
