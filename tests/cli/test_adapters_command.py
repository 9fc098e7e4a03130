"""``danqing adapters`` and ``--lora``: add, list, show, draw with and remove an adapter."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from danqing.cli.main import main
from tiny_adapters import random_changes, write_embedding, write_peft

Capture = pytest.CaptureFixture[str]


def told(capsys: Capture, *arguments: str) -> Any:
    assert main([*arguments, "--json"]) == 0
    return json.loads(capsys.readouterr().out)


def test_an_adapter_lives_from_add_to_remove(
    tiny_model: Path, draw: Callable[..., int], tmp_path: Path, capsys: Capture
) -> None:
    source = write_peft(
        tmp_path / "drawings.safetensors",
        random_changes(tiny_model),
        metadata={"danqing.base_model": "tiny", "danqing.words": '["ink"]'},
    )
    added = told(capsys, "adapters", "add", str(source), "--name", "ink")["adapter"]
    assert (added["name"], added["kind"], added["size"], added["base"]) == ("ink", "lora", 3, "tiny")
    assert told(capsys, "adapters", "list")["adapters"] == [added]
    shown = told(capsys, "adapters", "show", "ink")["adapter"]
    assert shown["words"] == ["ink"]
    assert main(["adapters", "show", "ink"]) == 0
    assert "made for" in capsys.readouterr().out
    assert draw("a cat", "--lora", "ink:0.5", "--seed", "1", "-o", "a.png", "--quiet") == 0
    capsys.readouterr()
    assert draw("a cat", "--lora", "pen", "--quiet") == 2
    assert "no adapter named 'pen'; choose one of: ink" in capsys.readouterr().err
    assert main(["adapters", "remove", "ink"]) == 2
    assert "add --yes" in capsys.readouterr().err
    assert told(capsys, "adapters", "remove", "ink", "--yes")["removed"] == "ink"
    assert not Path(added["path"]).exists()


def test_people_read_a_table(tmp_path: Path, capsys: Capture) -> None:
    assert main(["adapters", "list"]) == 0
    assert capsys.readouterr().out.startswith("No adapters yet")
    assert main(["adapters", "add", str(write_embedding(tmp_path / "toy.safetensors"))]) == 0
    assert capsys.readouterr().out.startswith("Added toy (embedding, ")
    assert main(["adapters", "list"]) == 0
    heading, row = capsys.readouterr().out.splitlines()
    assert heading.split()[:3] == ["NAME", "KIND", "RANK"]
    assert row.split()[:3] == ["toy", "embedding", "1"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["nowhere", "--name", "a"], "no folder at nowhere"),
        (["nowhere", "--name", "a/b"], "cannot name an adapter"),
        (["nowhere", "--name", "a", "--kind", "lokr"], "one of lora, embedding"),
        (["nowhere", "--name", "a", "--time-limit", "0"], "time limit"),
        (["nowhere", "--name", "a", "--base", "none"], "no model named 'none'"),
        (["nowhere", "--name", "a", "--steps", "0"], "1 to 100,000 steps"),
    ],
)
def test_bad_trainings_are_one_sentence(tiny_model: Path, capsys: Capture, arguments: list[str], words: str) -> None:
    base = [] if "--base" in arguments else ["--base", str(tiny_model)]
    assert main(["train-adapter", *arguments, *base, "--quiet"]) == 2
    said = capsys.readouterr().err
    assert words in said
    assert said.count("\n") == 1
