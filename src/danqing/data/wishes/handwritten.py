"""Wishes and instructions that were written by hand, each with its answer (``written/README.md``)."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any

_EVERY = 25  # one line in so many is held out
_CHINESE = ("\u3400", "\u9fff")


@dataclass(frozen=True)
class Written:
    """One line.

    Args:
        text: the wish or the instruction.
        answer: as JSON's types: a plan without its language, or ``{"edits": [...]}``.
        known: the subjects of the picture that an instruction refers to.
        is_edit: whether it is an instruction.
    """

    text: str
    answer: dict[str, Any]
    known: list[dict[str, Any]] | None
    is_edit: bool

    @property
    def is_chinese(self) -> bool:
        """Whether it has Chinese characters."""
        return any(_CHINESE[0] <= letter <= _CHINESE[1] for letter in self.text)


@cache
def written_lines(*, held_out: bool = False) -> tuple[Written, ...]:
    """All lines to learn from, or the one in 25 that is only measured on."""
    folder = resources.files("danqing.data.wishes") / "written"
    found = []
    for file in sorted(each.name for each in folder.iterdir() if each.name.endswith(".jsonl")):
        lines = (folder / file).read_text("utf-8").splitlines()
        found += [
            _line(line)
            for number, line in enumerate(lines)
            if line.strip() and (number % _EVERY == _EVERY - 1) == held_out
        ]
    return tuple(found)


def _line(line: str) -> Written:
    data = json.loads(line)
    is_edit = "edits" in data
    answer = {"edits": data["edits"]} if is_edit else data["plan"]
    return Written(data["text"], answer, data.get("known"), is_edit)
