"""``danqing prompt``, and ``danqing generate`` with prompts that stand for several or bring parameters."""

from __future__ import annotations

import json
import shlex
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image

from danqing.cli.main import main
from danqing.provenance.metadata import read_manifest
from doc_blocks import ROOT, Block, blocks

Capture = pytest.CaptureFixture[str]
SHOWN = [block for language in ("en", "zh") for block in blocks(ROOT / "docs" / language / "prompts.md", "console")]


@pytest.mark.parametrize("block", SHOWN, ids=lambda block: f"{block.page.parent.name}:{block.line}")
def test_the_page_shows_what_the_command_prints(block: Block, capsys: Capture) -> None:
    first, _, expected = block.text.partition("\n")
    assert first.startswith("$ danqing prompt ")
    assert main(shlex.split(first.removeprefix("$ danqing "))) == 0
    assert capsys.readouterr().out == expected


def test_the_facts_as_json(capsys: Capture) -> None:
    text = "x.png [cat:dog:0.5] (red:1.5) BREAK hat <lora:ink:0.8> --ar 3:2 --iw 2 --no {fog, rain}"
    assert main(["prompt", text, "--steps", "4", "--seed", "9", "--json"]) == 0
    fog, rain = json.loads(capsys.readouterr().out)["prompts"]
    assert (fog["negative"], rain["negative"]) == ("fog", "rain")
    assert fog["written"] == text.replace("{fog, rain}", "fog")
    assert (fog["seed"], fog["steps"], fog["pictures"]) == (9, 4, ["x.png"])
    assert fog["adapters"] == [{"name": "ink", "weight": 0.8}]
    assert fog["parameters"] == {"ar": "3:2", "no": "fog", "iw": 2}
    assert fog["no_effect"] == ["x.png", "--iw"]
    assert [(each["first"], each["last"]) for each in fog["moments"]] == [(1, 2), (3, 4)]
    assert fog["moments"][0]["parts"][0]["words"] == [
        {"text": "cat ", "weight": 1.0, "window": 1},
        {"text": "red", "weight": 1.5, "window": 1},
        {"text": "hat", "weight": 1.0, "window": 2},
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["{a, b}" * 7], "make 128 prompts; at most 64"),
        (["cat --arr 3:2"], "did you mean --ar?"),
        (["__nothing__"], "no wildcard named 'nothing'; choose one of: animal"),
        (["a AND"], "both sides of AND"),
        (["cat", "--seed", "-1"], "seed must be"),
        ([""], "The prompt is empty"),
    ],
)
def test_bad_prompts_are_one_sentence(capsys: Capture, arguments: list[str], words: str) -> None:
    for command in (["prompt"], ["generate", "--model", "nowhere/at/all"])[: 1 if "__" in arguments[0] else 2]:
        assert main([*command, *arguments]) == 2
        captured = capsys.readouterr()
        assert captured.out == ""
        assert words in captured.err
        assert captured.err.count("\n") == 1


def test_generate_draws_the_choices_into_numbered_files(draw: Callable[..., int], capsys: Capture) -> None:
    assert draw("a {red, blue} cat --ar {2:1, 1:2} --seed 3 --iw 2", "-o", "cat.png", "--json") == 0
    captured = capsys.readouterr()
    assert captured.err.count("Note: Nothing reads --iw") == 1
    facts = json.loads(captured.out)
    assert [each["path"] for each in facts["pictures"]] == [f"cat-{number}.png" for number in (1, 2, 3, 4)]
    assert facts["pictures"][2]["prompt"] == "a blue cat --ar 2:1 --seed 3 --iw 2"
    assert facts["pictures"][2]["seed"] == 3
    with Image.open("cat-3.png") as wide, Image.open("cat-4.png") as tall, Image.open("cat-grid.png") as grid:
        assert (wide.size, tall.size) == ((46, 22), (22, 46))
        assert grid.size == (2 * 50 + 4, 2 * 50 + 4)
    assert read_manifest("cat-3.png")["request"]["prompt"] == "a blue cat --ar 2:1 --seed 3 --iw 2"
    assert len(read_manifest("cat-grid.png")["prompts"]) == 4


def test_options_win_over_the_prompt_and_names_are_made_of_its_words(draw: Callable[..., int], capsys: Capture) -> None:
    assert draw("橘猫——seed 3，——repeat 2，——ar 2：1", "--seed", "0", "-n", "1", "--size", "16x16", "--quiet") == 0
    (path,) = map(Path, capsys.readouterr().out.split())
    assert path.name == "danqing-0-橘猫.png"
    request = read_manifest(path)["request"]
    assert (request["seed"], request["count"], request["prompt"]) == (0, 1, "橘猫——seed 3，——repeat 2，——ar 2：1")
    with Image.open(path) as image:
        assert image.size == (16, 16)
