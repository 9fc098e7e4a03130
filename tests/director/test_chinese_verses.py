"""Chinese wishes of verses and slogans, and of what somebody gives to somebody."""

from __future__ import annotations

import pytest

from danqing.director.plan import Plan, PlanRelation, Subject
from danqing.director.plan_text import prompt_of
from danqing.tasks.lexicon import plan_wish


def names(wish: str) -> list[str]:
    """Of the things in a plan."""
    return [each.name for each in plan_wish(wish).subjects]


@pytest.mark.parametrize(
    ("wish", "seen"),
    [
        ("枯藤老树昏鸦，小桥流水人家，古道西风瘦马", ["枯藤", "树", "鸦", "桥", "流水", "人家", "马"]),
        ("白日依山尽，黄河入海流", ["日", "山"]),
    ],
)
def test_lines_of_verse_name_one_thing_after_the_other(wish: str, seen: list[str]) -> None:
    assert names(wish) == seen


@pytest.mark.parametrize("wish", ["爸爸戴红头盔，孩子戴白头盔", "左边小狗跑，右边小猫睡"])
def test_plain_clauses_as_long_as_each_other_are_no_verse(wish: str) -> None:
    assert len(names(wish)) in (2, 4)


@pytest.mark.parametrize(
    ("wish", "seen"),
    [
        ("节约粮食，一碗米饭", ["米饭"]),
        ("关爱老人，一位老奶奶坐在轮椅上", ["老奶奶", "轮椅"]),
        ("爱护小鸟", ["小鸟"]),
        ("绿色的树", ["树"]),
    ],
)
def test_what_a_slogan_calls_for_is_seen_only_alone(wish: str, seen: list[str]) -> None:
    assert names(wish) == seen


@pytest.mark.parametrize(
    ("wish", "held", "receiver"),
    [
        ("一个男孩把花送给小女孩", "花", "小女孩"),
        ("妈妈递给孩子一个苹果", "苹果", "孩子"),
        ("小女孩给小猫喂鱼", "鱼", "小猫"),
    ],
)
def test_who_gives_holds_the_thing_beside_the_other(wish: str, held: str, receiver: str) -> None:
    plan = plan_wish(wish)
    told = {(each.kind, plan.subjects[each.first].name, plan.subjects[each.second].name) for each in plan.relations}
    giver = plan.subjects[0].name
    assert told == {("holding", giver, held), ("next_to", giver, receiver)}


def test_one_shoe_that_nobody_wears_is_no_pair() -> None:
    shoe = Subject(name="鞋子")
    assert prompt_of(Plan(language="zh", subjects=(shoe,))) == "一只鞋子"
    worn = Plan(
        language="zh",
        subjects=(Subject(name="小孩"), shoe),
        relations=(PlanRelation(kind="wearing", first=0, second=1),),
    )
    assert "一双鞋子" in prompt_of(worn)
