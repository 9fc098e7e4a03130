"""Chinese wishes that tell apart some of several, by their side, owner, clothes, colour or size."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


def told(wish: str, name: str) -> list[tuple[int | None, str | None]]:
    """Counts and colours of the things of one name."""
    return [(each.count, each.color) for each in plan_wish(wish).subjects if each.name == name]


def related(wish: str) -> set[tuple[str, str, str]]:
    """Relations by names and colours: "黑狗" is the dog that is told to be black."""
    plan = plan_wish(wish)
    return {
        (
            each.kind,
            f"{plan.subjects[each.first].color or ''} {plan.subjects[each.first].name}".strip(),
            f"{plan.subjects[each.second].color or ''} {plan.subjects[each.second].name}".strip(),
        )
        for each in plan.relations
    }


@pytest.mark.parametrize(
    ("wish", "name", "parts"),
    [
        ("架子上放着两个水壶，左边那个蓝，右边那个橙", "水壶", [(1, "blue"), (1, "orange")]),
        ("桌上两个碗，我那个白的，他那个红的", "碗", [(1, "white"), (1, "red")]),
        ("院里种了两棵树，靠里的那棵绿，靠外的那棵黄", "树", [(1, "green"), (1, "yellow")]),
        ("墙边蹲着两只狗，大点的那只黑，小点的白", "狗", [(1, "black"), (1, "white")]),
        ("五扇门，四扇白漆的，最左一扇换成了绿的", "门", [(4, "white"), (1, "green")]),
        ("弟弟的风筝红色，哥哥的蓝色", "风筝", [(1, "red"), (1, "blue")]),
    ],
)
def test_several_are_told_apart_by_what_points_at_them(
    wish: str, name: str, parts: list[tuple[int | None, str | None]]
) -> None:
    assert sorted(told(wish, name), key=str) == sorted(parts, key=str)


def test_sides_of_those_told_apart_are_a_relation() -> None:
    assert ("left_of", "blue 水壶", "orange 水壶") in related("架子上放着两个水壶，左边那个蓝，右边那个橙")


def test_those_who_are_told_apart_by_their_clothes_wear_them() -> None:
    plan = plan_wish("两位师傅下棋，一人白褂一人黑褂")
    assert [each.color for each in plan.subjects if each.name == "褂"] == ["white", "black"]
    assert [each.kind for each in plan.relations].count("wearing") == 2


def test_what_is_at_two_places_is_told_apart() -> None:
    wish = "四只鸭子，船上三只，岸边一只"
    assert sorted(told(wish, "鸭子"), key=str) == [(1, None), (3, None)]


def test_a_number_with_a_noun_of_its_own_tells_nothing_apart() -> None:
    assert told("两只猫，左边一棵树", "猫") == [(2, None)]


@pytest.mark.parametrize(
    ("wish", "name", "parts"),
    [
        ("左边的窗是红的，右边的窗是蓝的", "窗", [(1, "red"), (1, "blue")]),
        ("一大一小两只狗，大的黑，小的黄", "狗", [(1, "black"), (1, "yellow")]),
        ("气球一红一绿飘在门两边", "气球", [(1, "red"), (1, "green")]),
        ("俩书包，我的红的，你的蓝的", "书包", [(1, "red"), (1, "blue")]),
        ("男孩戴绿帽子，女孩戴的是红的", "帽子", [(1, "green"), (1, "red")]),
        ("马棚前头那匹马黑，后头那匹白", "马", [(1, "black"), (1, "white")]),
        ("三只碗从左到右是红的、白的、黑的", "碗", [(1, "red"), (1, "white"), (1, "black")]),
        ("五把椅子，除了一把红的全是白的", "椅子", [(1, "red"), (4, "white")]),
        ("姐妹俩打伞，姐姐那把红，妹妹那把黄", "伞", [(1, "red"), (1, "yellow")]),
        ("两条蛇盘在石头上，左边青蛇，右边白蛇", "蛇", [(1, "green"), (1, "white")]),
        ("一窝兔子，六只，一只是黑的，其余白", "兔子", [(1, "black"), (5, "white")]),
    ],
)
def test_things_of_one_kind_keep_their_colours(
    wish: str, name: str, parts: list[tuple[int | None, str | None]]
) -> None:
    assert sorted(told(wish, name), key=str) == sorted(parts, key=str)


def test_a_row_told_by_colours_is_in_order() -> None:
    assert {("left_of", "red 碗", "white 碗"), ("left_of", "white 碗", "black 碗")} <= related(
        "三只碗从左到右是红的、白的、黑的"
    )


@pytest.mark.parametrize(
    ("wish", "relation"),
    [
        ("两个雪人一大一小，大的围巾红，小的围巾蓝", ("wearing", "雪人", "red 围巾")),
        ("桌上的书是红的，椅子上的书是绿的", ("on", "green 书", "椅子")),
        ("四扇门，三扇黑的，最右一扇换成了红的", ("left_of", "black 门", "red 门")),
        ("一头熊坐在树下，蜂蜜罐在它左手边", ("left_of", "蜂蜜罐", "熊")),
        ("樵夫蹲着，头顶是桥", ("above", "桥", "樵夫")),
        ("水母浮着，底下是沉掉的船", ("under", "船", "水母")),
    ],
)
def test_who_has_what_and_where_it_is(wish: str, relation: tuple[str, str, str]) -> None:
    assert relation in related(wish)


@pytest.mark.parametrize(
    ("wish", "name", "parts"),
    [
        ("绳上晾着三条裤子，爸爸那条蓝，妈妈那条粉，我的白", "裤子", [(1, "blue"), (1, "pink"), (1, "white")]),
        ("池里漂着鸭子，白的一对，黑的一只", "鸭子", [(2, "white"), (1, "black")]),
        ("五个灯笼，就中间那个是红的，别的都是黄的", "灯笼", [(1, "red"), (4, "yellow")]),
        ("小屋全白，屋顶是蓝的", "屋顶", [(1, "blue")]),
        ("一片麦田，天是粉的", "天", [(1, "pink")]),
    ],
)
def test_what_has_its_own_colour_is_a_thing(wish: str, name: str, parts: list[tuple[int | None, str | None]]) -> None:
    assert sorted(told(wish, name), key=str) == sorted(parts, key=str)


@pytest.mark.parametrize(
    ("wish", "name", "parts"),
    [
        ("一只红的和一只蓝的气球飘在天上", "气球", [(1, "red"), (1, "blue")]),
        ("a green 和 a yellow 的 kite，绿的飞得高", "kite", [(1, "green"), (1, "yellow")]),
        ("两个绿的和三个红的苹果", "苹果", [(2, "green"), (3, "red")]),
    ],
)
def test_colours_joined_before_one_noun_are_things_of_their_own(
    wish: str, name: str, parts: list[tuple[int | None, str | None]]
) -> None:
    assert sorted(told(wish, name), key=str) == sorted(parts, key=str)


def test_what_one_of_several_does_is_no_name() -> None:
    assert [each.name for each in plan_wish("两个孩子，一个吹泡泡，一个追蝴蝶").subjects] == [
        "孩子",
        "泡泡",
        "孩子",
        "蝴蝶",
    ]


def test_what_a_thing_serves_as_is_not_seen() -> None:
    plan = plan_wish("树桩当桌子，上面摆着两只杯子")
    assert [each.name for each in plan.subjects] == ["树桩", "杯子"]
    assert [(each.kind, each.first, each.second) for each in plan.relations] == [("on", 1, 0)]
