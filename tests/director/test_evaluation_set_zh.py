"""The Chinese half of the director's evaluation set is well formed: its golds are plans and operations."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from danqing.director.edit_types import EditPlan, from_data
from danqing.director.plan import plan_from_data

FOLDER = Path(__file__).with_name("evaluation")


def test_wishes_are_unique_and_their_golds_are_plans() -> None:
    wishes = _lines("wishes-zh.jsonl")
    for number, wish in enumerate(wishes, start=1):
        assert wish.keys() == {"id", "language", "tier", "text", "gold"}
        assert wish["id"] == f"zh{number:03}"
        plan = plan_from_data(_first(wish["gold"]))
        assert plan.language == wish["language"]
        for lettering in plan.lettering:
            assert lettering in wish["text"], wish["id"]
    assert len({wish["text"] for wish in wishes}) == len(wishes)


def test_counts_of_wishes() -> None:
    wishes = _lines("wishes-zh.jsonl")
    languages = Counter(wish["language"] for wish in wishes)
    assert languages["zh"] >= 110
    assert languages["mixed"] >= 50
    tiers = Counter(wish["tier"] for wish in wishes)
    assert tiers.keys() == {"simple", "hard"}
    assert min(tiers.values()) >= 0.4 * len(wishes)


def test_instructions_are_unique_and_their_golds_are_operations() -> None:
    instructions = _lines("instructions-zh.jsonl")
    for number, each in enumerate(instructions, start=1):
        assert each.keys() - {"known"} == {"id", "language", "text", "gold"}
        assert each["id"] == f"ze{number:03}"
        assert each["language"] == "zh"
        EditPlan(operations=from_data(_first(each["gold"])), language="zh")
        if "known" in each:
            assert plan_from_data(_first(each["known"])).subjects
    assert len({each["text"] for each in instructions}) == len(instructions)


def test_counts_of_instructions() -> None:
    instructions = _lines("instructions-zh.jsonl")
    assert len(instructions) >= 105
    assert sum("known" in each or len(each["gold"]) > 1 for each in instructions) >= len(instructions) / 3


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def _first(value: Any) -> Any:
    """The value with the first of the alternatives that "|" parts."""
    if isinstance(value, str):
        return value.split("|")[0]
    if isinstance(value, dict):
        return {name: _first(each) for name, each in value.items()}
    return [_first(each) for each in value] if isinstance(value, list) else value
