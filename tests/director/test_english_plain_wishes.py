"""Plain English wishes as a new user types them: none, halves, traits, names; and how their plans are told."""

from __future__ import annotations

import pytest

from danqing.director.plan_text import prompt_of
from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "names", "avoided"),
    [
        ("0 cats", [], ["cats"]),
        ("zero dogs and a cat", ["cat"], ["dogs"]),
        ("a meadow with zero red tractors and two mules", ["mules"], ["red tractors"]),
        ("no buses, three trams", ["trams"], ["buses"]),
        ("a zero gravity pen", ["gravity pen"], []),
    ],
)
def test_none_of_a_thing_is_left_out(wish: str, names: list[str], avoided: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], list(plan.avoid)) == (names, avoided)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("half an orange", "half an orange"),
        ("half a melon on a board", "half a melon on a board"),
        ("half a dozen plums", "six plums"),
        ("black and white cow", "a black and white cow"),
        ("a red and green kite", "a red and green kite"),
        ("a seal wearing sunglasses", "a seal wearing sunglasses"),
        ("scissors", "scissors"),
        ("steam above a kettle", "steam above a kettle"),
        ("tea on a crate", "tea on a crate"),
        ("a cup of tea", "a cup of tea"),
        ("a duke in disguise", "a duke in disguise"),
    ],
)
def test_plans_are_told_in_good_english(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told
