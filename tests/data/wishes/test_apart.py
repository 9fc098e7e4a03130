"""What is learned from and what is measured on stay apart."""

from __future__ import annotations

import json
from pathlib import Path

from danqing.data.wishes.handwritten import written_lines

SETS = Path(__file__).parents[2] / "director" / "evaluation"


def plain(text: str) -> str:
    """A line without its case, marks and spaces."""
    return "".join(letter for letter in text.casefold() if letter.isalnum())


def test_no_line_that_is_learned_is_measured() -> None:
    learned = {plain(each.text) for part in (False, True) for each in written_lines(held_out=part)}
    measured = {
        plain(json.loads(line)["text"])
        for file in SETS.rglob("*.jsonl")
        for line in file.read_text("utf-8").splitlines()
    }
    assert len(learned) > 5000
    assert len(measured) > 900
    assert not learned & measured
