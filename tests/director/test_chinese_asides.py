"""What Chinese wishes say of whom they are for, of titles, of denied colours and of families."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "things"),
    [
        ("送给外婆的围巾", ["围巾"]),
        ("一幅画给爷爷的山水画", ["山水画"]),
        ("两朵献给护士的百合", ["百合"]),
        ("为妹妹准备的生日蛋糕", ["生日蛋糕"]),
        ("替叔叔画一辆卡车", ["卡车"]),
        ("一个风车，送给孩子", ["风车"]),
        ("写给你的信", ["信"]),
        ("送奶奶的毛衣", ["毛衣"]),
        ("送女儿的爸爸", ["爸爸", "女儿"]),
        ("爷爷给孙子一个风车", ["爷爷", "孙子", "风车"]),
        ("妈妈给女儿梳头", ["妈妈", "女儿"]),
    ],
)
def test_for_whom_a_picture_is_nobody_is_drawn(wish: str, things: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == things


@pytest.mark.parametrize(
    ("wish", "things", "lettering"),
    [
        ("唐诗《江雪》的配图", [], ()),
        ("给小说《平凡的世界》画一张封面", [], ("平凡的世界",)),
        ("寓言《乌鸦喝水》的插图，有一个罐子", ["乌鸦", "水", "罐子"], ()),
        ("爷爷在看《水浒传》", ["爷爷", "书"], ()),
        ("窗台上放着一本《唐诗三百首》", ["窗台", "书"], ()),
        ("一幅水墨画，画着竹子，题字《清风》", ["竹子"], ("清风",)),
        ("写着“早安”的贺卡", [], ("早安",)),
    ],
)
def test_titles_are_written_only_where_that_is_said(wish: str, things: list[str], lettering: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert [each.name for each in plan.subjects] == things
    assert plan.lettering == lettering


@pytest.mark.parametrize(
    ("wish", "color", "attributes", "avoid"),
    [
        ("一把不是蓝色的伞", None, (), ("蓝色",)),
        ("不黄的香蕉", None, (), ("黄色",)),
        ("一只并不是白色的鹅", None, (), ("白色",)),
        ("一个不红也不紫的气球", None, (), ("红色", "紫色")),
        ("不是黄色的鸭子", None, (), ("黄色",)),
        ("一只不会游泳的鸭子", None, ("不会游泳",), ()),
        ("一个不笑的红色木偶", "red", ("不笑",), ()),
        ("一匹从不休息的马", None, ("从不休息",), ()),
        ("一座不太高的白色灯塔", "white", ("不太高",), ()),
        ("一个不大的绿色箱子", "green", ("不大",), ()),
    ],
)
def test_what_a_thing_is_not(wish: str, color: str | None, attributes: tuple[str, ...], avoid: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert [(each.color, each.attributes) for each in plan.subjects] == [(color, attributes)]
    assert plan.avoid == avoid


@pytest.mark.parametrize(
    ("wish", "things"),
    [
        ("一家三口在野餐", [("家人", 3)]),
        ("五口之家坐在沙发上", [("家人", 5), ("沙发", 1)]),
        ("水獭一家四口在河里游泳", [("水獭", 4)]),
        ("一家书店", [("书店", 1)]),
    ],
)
def test_a_family_is_those_in_it(wish: str, things: list[tuple[str, int]]) -> None:
    assert [(each.name, each.count) for each in plan_wish(wish).subjects] == things


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("一个叫小雪的女孩", ("女孩", None, ())),
        ("名叫小白的兔子", ("兔子", None, ())),
        ("一家叫秋风的书店", ("书店", None, ())),
        ("画一个名为安娜的机器人", ("机器人", None, ())),
        ("大叫的公鸡", ("公鸡", None, ("大",))),
    ],
)
def test_names_tell_nothing_of_who_bears_them(wish: str, told: tuple[str, str | None, tuple[str, ...]]) -> None:
    plan = plan_wish(wish)
    assert [(each.name, each.color, each.attributes) for each in plan.subjects] == [told]
    assert (plan.style, plan.background) == (None, None)
