"""Chinese wishes: persons named by 小 and a character, and one more of what was named right before."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("小红和小刚在跳绳", ["小红", "小刚"]),
        ("小强、小蓝和小芳在唱歌", ["小强", "小蓝", "小芳"]),
        ("小白在画画", ["小白"]),
        ("小绿和奶奶一起散步", ["小绿", "奶奶"]),
        ("小兰和小杰跑步", ["小兰", "小杰"]),
        ("爸爸带着小华和小红", ["爸爸", "小华", "小红"]),
    ],
)
def test_persons_in_a_list_are_seen_each_and_have_no_colour(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert [(each.name, each.count, each.color) for each in plan.subjects] == [(each, 1, None) for each in names]


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("小红伞和小黄鸭", [("伞", "red"), ("鸭子", "yellow")]),
        ("小盆和小勺放在窗台上", [("盆", None), ("勺", None), ("窗台", None)]),
        ("小花和小草", [("花", None), ("草", None)]),
    ],
)
def test_small_things_are_no_persons(wish: str, told: list[tuple[str, str | None]]) -> None:
    assert [(each.name, each.color) for each in plan_wish(wish).subjects] == told


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("黄雨伞和绿的", [("雨伞", 1, "yellow"), ("雨伞", 1, "green")]),
        ("三个黑碗和一个白的摆在桌上", [("碗", 3, "black"), ("碗", 1, "white"), ("桌", 1, None)]),
        ("一把黄雨伞，一把蓝的", [("雨伞", 1, "yellow"), ("雨伞", 1, "blue")]),
        ("一个黑碗，一个白的，一个绿的", [("碗", 1, "black"), ("碗", 1, "white"), ("碗", 1, "green")]),
        ("一条紫色的围巾和一条灰色的", [("围巾", 1, "purple"), ("围巾", 1, "grey")]),
    ],
)
def test_one_more_in_another_colour(wish: str, told: list[tuple[str, int, str | None]]) -> None:
    assert [(each.name, each.count, each.color) for each in plan_wish(wish).subjects] == told


def test_one_more_in_another_size() -> None:
    plan = plan_wish("一只大熊和一只小的")
    assert [(each.name, each.attributes) for each in plan.subjects] == [("熊", ("大",)), ("熊", ("小",))]
