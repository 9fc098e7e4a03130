"""``danqing ideas``."""

from __future__ import annotations

import json
import shlex
from pathlib import Path

import pytest

from danqing.cli.main import main
from danqing.tasks.wildcards import wildcard_lines
from doc_blocks import ROOT, Block, blocks

Capture = pytest.CaptureFixture[str]
SHOWN = [
    block
    for language in ("en", "zh")
    for block in blocks(ROOT / "docs" / language / "ideas.md", "console")
    if block.text.startswith("$ danqing ideas")
]


@pytest.mark.parametrize("block", SHOWN, ids=lambda block: f"{block.page.parent.name}:{block.line}")
def test_the_page_shows_what_the_command_prints(block: Block, capsys: Capture) -> None:
    first, _, expected = block.text.partition("\n")
    assert main(shlex.split(first.removeprefix("$ danqing "))) == 0
    assert capsys.readouterr().out == expected


def test_the_ideas_for_people(capsys: Capture) -> None:
    assert main(["ideas", "中秋节海报", "-n", "3"]) == 0
    printed = capsys.readouterr()
    lines = printed.out.splitlines()
    assert [line.split()[0] for line in lines] == ["1", "2", "3", "shape", "diversity"]
    assert lines[3] == "shape      portrait: draw with --ar 3:4"
    assert "mean distance 0." in lines[4]
    assert printed.err == ""


def test_an_unknown_theme_is_told_beside_the_ideas(capsys: Capture) -> None:
    assert main(["ideas", "time management", "-n", "1"]) == 0
    printed = capsys.readouterr()
    assert printed.err == (
        "Note: No table knows the theme “time management”, so its own words are kept in every idea.\n"
    )
    assert len(printed.out.splitlines()) == 1
    assert main(["ideas", "time management", "-n", "1", "--quiet"]) == 0
    assert capsys.readouterr().err == ""


def test_the_ideas_as_json_and_as_a_list_that_generate_reads(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path))
    (tmp_path / "wildcards").mkdir()
    file = tmp_path / "wildcards" / "moon.txt"
    assert main(["ideas", "中秋节海报", "-n", "4", "--seed", "2", "--json", "-o", str(file)]) == 0
    facts = json.loads(capsys.readouterr().out)
    prompts = [each["prompt"] for each in facts["ideas"]]
    assert (facts["seed"], facts["language"], facts["shape"], facts["file"]) == (2, "zh", "portrait", str(file))
    assert facts["diversity"].keys() == {"mean_distance", "least_distance", "distinct_2"}
    assert facts["ideas"][0]["facets"]["subject"] in prompts[0]
    assert list(wildcard_lines("moon")) == prompts
    assert main(["prompt", "__moon__", "--seed", "1", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["prompts"][0]["read"] in prompts


def test_a_file_is_not_written_over(tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "ideas.txt"
    file.write_text("mine\n", "utf-8")
    assert main(["ideas", "春节", "-o", str(file)]) == 2
    assert "--force" in capsys.readouterr().err
    assert file.read_text("utf-8") == "mine\n"
    assert main(["ideas", "春节", "-n", "2", "-o", str(file), "--force"]) == 0
    assert len(file.read_text("utf-8").splitlines()) == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["  "], "The theme is empty"),
        (["🎃"], "The theme has no words"),
        (["月" * 20_000], "at most 500"),
        (["春节", "-n", "0"], "from 1 to 50, not 0"),
        (["春节", "-n", "51"], "from 1 to 50, not 51"),
        (["春节", "--seed", "-1"], "The seed"),
        (["春节", "--language", "fr"], "zh or en, not 'fr'"),
        (["Новый год"], "in Chinese and English only"),
    ],
)
def test_bad_input_is_refused_in_a_sentence(arguments: list[str], said: str, tmp_path: Path, capsys: Capture) -> None:
    file = tmp_path / "ideas.txt"
    assert main(["ideas", *arguments, "-o", str(file)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("Error: ")
    assert said in error
    assert error.count("\n") == 1
    assert not file.exists()
