"""The director's evaluation set is well formed: its golds are plans and operations."""

import json
from collections import Counter
from pathlib import Path
from typing import Any, Literal

import pytest

from danqing.data.wishes.handwritten import written_lines
from danqing.director.edit_types import KINDS, EditPlan, from_data
from danqing.director.plan import plan_from_data
from danqing.evaluation.golds import first_accepted

FOLDER = Path(__file__).with_name("evaluation")
Half = Literal["en", "zh"]
WISHES = {"en": {"en": 155}, "zh": {"zh": 110, "mixed": 50}}  # at least so many of each language
SMALLER_TIER = {"en": 0.45, "zh": 0.4}  # of all wishes

halves = pytest.mark.parametrize("half", ["en", "zh"])


@halves
def test_wishes_are_unique_and_their_golds_are_plans(half: Half) -> None:
    wishes = _lines(f"wishes-{half}.jsonl")
    for number, wish in enumerate(wishes, start=1):
        assert wish.keys() == {"id", "language", "tier", "text", "gold"}
        assert wish["id"] == f"{half}{number:03}"
        assert wish["language"] in WISHES[half]
        plan = plan_from_data(first_accepted(wish["gold"]))
        assert plan.language == wish["language"]
        for lettering in plan.lettering:
            assert lettering in wish["text"], wish["id"]
    assert len({wish["text"].casefold() for wish in wishes}) == len(wishes)


@halves
def test_counts_of_wishes(half: Half) -> None:
    wishes = _lines(f"wishes-{half}.jsonl")
    languages = Counter(wish["language"] for wish in wishes)
    assert all(languages[language] >= least for language, least in WISHES[half].items())
    tiers = Counter(wish["tier"] for wish in wishes)
    assert tiers.keys() == {"simple", "hard"}
    assert min(tiers.values()) >= SMALLER_TIER[half] * len(wishes)


@halves
def test_instructions_are_unique_and_their_golds_are_operations(half: Half) -> None:
    instructions = _lines(f"instructions-{half}.jsonl")
    for number, each in enumerate(instructions, start=1):
        assert each.keys() - {"known"} == {"id", "language", "text", "gold"}
        assert each["id"] == f"{half[0]}e{number:03}"
        assert each["language"] == half
        EditPlan(operations=from_data(first_accepted(each["gold"])), language=half)
        if "known" in each:
            assert plan_from_data(first_accepted(each["known"])).subjects
            assert half == "zh" or "|" not in json.dumps(each["known"])
    assert len({each["text"].casefold() for each in instructions}) == len(instructions)


@halves
def test_counts_of_instructions(half: Half) -> None:
    instructions = _lines(f"instructions-{half}.jsonl")
    assert len(instructions) >= 105
    assert sum("known" in each or len(each["gold"]) > 1 for each in instructions) >= len(instructions) / 3
    assert {each["do"] for line in instructions for each in line["gold"]} == set(KINDS)


@halves
def test_the_second_set_is_well_formed_and_shares_nothing(half: Half) -> None:
    wishes, instructions = _lines(f"second/wishes-{half}.jsonl"), _lines(f"second/instructions-{half}.jsonl")
    for wish in wishes:
        assert wish.keys() == {"id", "language", "tier", "text", "gold"}
        plan_from_data(first_accepted(wish["gold"]))
    for each in instructions:
        EditPlan(operations=from_data(first_accepted(each["gold"])), language=half)
        assert "known" not in each or plan_from_data(first_accepted(each["known"])).subjects
    assert len(wishes) == 70
    assert len(instructions) >= 59
    texts = {line["text"].casefold() for line in (*wishes, *instructions)}
    assert len(texts) == len(wishes) + len(instructions)
    first = {line["text"].casefold() for name in ("wishes", "instructions") for line in _lines(f"{name}-{half}.jsonl")}
    learned = {line.text.casefold() for held_out in (False, True) for line in written_lines(held_out=held_out)}
    assert not texts & (first | learned)
    assert not first & learned


def _lines(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (FOLDER / name).read_text(encoding="utf-8").splitlines()]
