"""``danqing generate --draft`` from words and collages to files, with a tiny real model."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from danqing.provenance.metadata import read_manifest

Capture = pytest.CaptureFixture[str]
Draw = Callable[..., int]


def files() -> list[str]:
    return sorted(path.name for path in Path().iterdir())


def test_a_draft_is_composed_or_given(draw: Draw, capsys: Capture) -> None:
    assert draw("five red apples on the table", "--draft", "compose", "--steps", "6", "-o", "a.png") == 0
    manifest = read_manifest("a.png")
    assert manifest["task"]["draft"] == "compose"
    assert manifest["parents"][0]["licence"] == "MIT"
    assert draw("a red apple", "--draft", "a.png", "--draft-strength", "0.5", "-o", "b.png") == 0
    assert read_manifest("b.png")["task"] == {"name": "draft", "draft": "file", "strength": 0.5}
    capsys.readouterr()
    assert draw("a red apple", "--draft-strength", "0.5", "-o", "c.png") == 2
    assert "--draft compose" in capsys.readouterr().err
    assert files() == ["a.png", "b.png"]
