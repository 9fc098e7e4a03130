"""The English half of the director's evaluation set is well formed: its golds are plans and operations."""

import json
from collections import Counter
from pathlib import Path
from typing import Any

from danqing.director.edit_types import EditPlan, from_data
from danqing.director.plan import plan_from_data

FOLDER = Path(__file__).with_name("evaluation")


def test_wishes_are_unique_and_their_golds_are_plans() -> None:
    wishes = _lines("wishes-en.jsonl")
    for number, wish in enumerate(wishes, start=1):
        assert wish.keys() == {"id", "language", "tier", "text", "gold"}
        assert wish["id"] == f"en{number:03}"
        assert wish["language"] == "en"
        plan = plan_from_data(_first(wish["gold"]))
        assert plan.language == "en"
        for lettering in plan.lettering:
            assert lettering in wish["text"], wish["id"]
    assert len({wish["text"].casefold() for wish in wishes}) == len(wishes)


def test_counts_of_wishes() -> None:
    wishes = _lines("wishes-en.jsonl")
    assert len(wishes) >= 155
    tiers = Counter(wish["tier"] for wish in wishes)
    assert tiers.keys() == {"simple", "hard"}
    assert min(tiers.values()) >= 0.45 * len(wishes)


def test_instructions_are_unique_and_their_golds_are_operations() -> None:
    instructions = _lines("instructions-en.jsonl")
    for number, each in enumerate(instructions, start=1):
        assert each.keys() - {"known"} == {"id", "language", "text", "gold"}
        assert each["id"] == f"ee{number:03}"
        assert each["language"] == "en"
        EditPlan(operations=from_data(_first(each["gold"])), language="en")
        if "known" in each:
            assert plan_from_data(each["known"]).subjects
            assert "|" not in json.dumps(each["known"])
    assert len({each["text"].casefold() for each in instructions}) == len(instructions)


def test_counts_of_instructions() -> None:
    instructions = _lines("instructions-en.jsonl")
    assert len(instructions) >= 105
    assert sum("known" in each or len(each["gold"]) > 1 for each in instructions) >= len(instructions) / 3
    assert {each["do"] for line in instructions for each in line["gold"]} == {
        "replace", "recolor", "remove", "add", "background", "style", "adjust", "resize", "move", "flip",
    }  # fmt: skip


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]


def _first(value: Any) -> Any:
    """The value with the first of the alternatives that "|" parts."""
    if isinstance(value, str):
        return value.split("|")[0]
    if isinstance(value, dict):
        return {name: _first(each) for name, each in value.items()}
    return [_first(each) for each in value] if isinstance(value, list) else value
