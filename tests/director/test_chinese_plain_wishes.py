"""Plain Chinese wishes: comparisons, halves, names of tales, what is built, the sky, and who is told apart."""

from __future__ import annotations

import pytest

from danqing.director.plan import Plan
from danqing.tasks.lexicon import plan_wish


def _things(plan: Plan) -> list[tuple[str, int | None, tuple[str, ...]]]:
    return [(each.name, each.count, each.attributes) for each in plan.subjects]


def _relations(plan: Plan) -> set[tuple[str, str, str]]:
    return {(plan.subjects[each.first].name, each.kind, plan.subjects[each.second].name) for each in plan.relations}


@pytest.mark.parametrize(
    ("wish", "things"),
    [
        ("一头大象比一座房子高", [("大象", 1, ("高",)), ("房子", 1, ())]),
        ("一个比脸盆还大的包子", [("脸盆", 1, ()), ("包子", 1, ("大",))]),
        ("一只老鼠没有一头牛重", [("老鼠", 1, ()), ("牛", 1, ("重",))]),
        ("一棵树和一只羊", [("树", 1, ()), ("羊", 1, ())]),
        ("一张床和一盏台灯", [("床", 1, ()), ("台灯", 1, ())]),
        ("两棵树长在山坡上", [("树", 2, ())]),
        ("半个苹果", [("苹果", 1, ("半个",))]),
        ("盘子里有半块披萨", [("盘子", 1, ()), ("披萨", 1, ("半块",))]),
        ("半篮樱桃", [("樱桃", None, ("半篮",))]),
        ("小红帽提着篮子", [("小红帽", 1, ()), ("篮子", 1, ())]),
        ("灰姑娘和王子", [("灰姑娘", 1, ()), ("王子", 1, ())]),
        ("鹬蚌", [("鹬", 1, ()), ("蚌", 1, ())]),
        ("虎狼赛跑", [("虎", 1, ("赛跑",)), ("狼", 1, ("赛跑",))]),
        ("一只狼狗", [("狼狗", 1, ())]),
        ("一个比心的歌手", [("歌手", 1, ("比心",))]),
        ("宣传画：爱护树木", [("树木", 1, ())]),
    ],
)
def test_who_and_what_is_seen(wish: str, things: list[tuple[str, int | None, tuple[str, ...]]]) -> None:
    assert _things(plan_wish(wish)) == things


@pytest.mark.parametrize(
    ("wish", "relations"),
    [
        ("一个男孩在堆沙堡", {("男孩", "next_to", "沙堡")}),
        ("两只河狸盖木屋", {("河狸", "next_to", "木屋")}),
        ("外婆盖着毯子", {("外婆", "under", "毯子")}),
        ("左边一头牛，右边一只羊，上面有彩虹", {
            ("牛", "left_of", "羊"), ("彩虹", "above", "牛"), ("彩虹", "above", "羊"),
        }),
        ("一张桌子，上面有花瓶", {("花瓶", "on", "桌子")}),
        ("一只鹦鹉站在窗边的柜子上", {("鹦鹉", "on", "柜子"), ("柜子", "next_to", "窗")}),
        ("一高一矮两个女孩，矮的拿着伞", {("女孩", "holding", "伞")}),
        ("一只大象和一只小象，小的戴着帽子", {("小象", "wearing", "帽子")}),
    ],
)  # fmt: skip
def test_how_they_stand_to_each_other(wish: str, relations: set[tuple[str, str, str]]) -> None:
    assert _relations(plan_wish(wish)) == relations


def test_those_told_apart_do_what_is_said_of_them_alone() -> None:
    plan = plan_wish("一高一矮两个女孩，矮的拿着伞")
    assert _things(plan) == [("女孩", 1, ("高",)), ("女孩", 1, ("矮",)), ("伞", 1, ())]
    assert [(each.kind, each.first, each.second) for each in plan.relations] == [("holding", 1, 2)]


@pytest.mark.parametrize(
    ("wish", "things", "background"),
    [
        ("桌上放着一个花瓶，窗外下着雪", ["桌", "花瓶"], "窗外的雪"),
        ("一只猫，窗外是夜色", ["猫"], "窗外的夜色"),
        ("一张书桌，窗外有一棵树", ["书桌", "窗", "树"], None),
    ],
)
def test_weather_and_places_behind_a_window_are_the_background(
    wish: str, things: list[str], background: str | None
) -> None:
    plan = plan_wish(wish)
    assert [each.name for each in plan.subjects] == things
    assert all(not each.attributes for each in plan.subjects)
    assert plan.background == background


@pytest.mark.parametrize(
    ("wish", "counts"),
    [("桃子x3", [("桃子", 3)]), ("红苹果×2，梨X4", [("苹果", 2), ("梨", 4)]), ("三个桃子", [("桃子", 3)])],
)
def test_how_many_is_told_behind_a_thing_too(wish: str, counts: list[tuple[str, int]]) -> None:
    assert [(each.name, each.count) for each in plan_wish(wish).subjects] == counts


@pytest.mark.parametrize(
    ("wish", "names", "style"),
    [
        ("小男孩用粉笔画房子", ["小男孩", "房子"], "粉笔"),
        ("用蜡笔画一个太阳", ["太阳"], "蜡笔"),
        ("用油画画一只狐狸", ["狐狸"], "油画"),
    ],
)
def test_what_a_thing_is_drawn_with(wish: str, names: list[str], style: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (names, style)
