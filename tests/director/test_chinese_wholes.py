"""Chinese wishes: wholes and their parts, lists at a place, times and short places around, and how many there are."""

from __future__ import annotations

import time

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "relation"),
    [
        ("爷爷窝在沙发里看报", ("爷爷", "on", "沙发")),
        ("渔船上堆着网，船尾坐着一个老人", ("老人", "on", "渔船")),
        ("渡船船头站着一个女孩", ("女孩", "on", "渡船")),
        ("一辆三轮车，后斗里装满白菜", ("白菜", "in", "三轮车")),
        ("桌上一个梨，桃子两个", ("桃子", "on", "桌")),
        ("小刚有四颗弹珠，装在一个布袋里", ("弹珠", "in", "布袋")),
        ("杂技演员踩着高跷", ("杂技演员", "on", "高跷")),
    ],
)
def test_where_things_are_in_wholes_and_lists(wish: str, relation: tuple[str, str, str]) -> None:
    plan = plan_wish(wish)
    told = {(plan.subjects[each.first].name, each.kind, plan.subjects[each.second].name) for each in plan.relations}
    assert relation in told


def test_what_is_at_a_place_is_not_on_what_was_named_before() -> None:
    plan = plan_wish("一座山，湖边停着两艘船")
    assert plan.relations == ()
    assert plan.background == "湖边"


@pytest.mark.parametrize(
    ("wish", "background"),
    [
        ("半夜的台灯，一只猫趴在桌上", "半夜"),
        ("清晨的公园，一条长椅", "清晨的公园"),
        ("街上一辆马车", "街上"),
        ("狗跑在油菜地里", "油菜地"),
    ],
)
def test_times_and_short_places_around_a_scene(wish: str, background: str) -> None:
    assert plan_wish(wish).background == background


@pytest.mark.parametrize(
    ("wish", "name", "count"),
    [
        ("一屋子学生在听课", "学生", None),
        ("二十来个苹果", "苹果", 20),
        ("一大群鸽子落在广场上", "鸽子", None),
        ("一对儿石鼓", "石鼓", 2),
        ("马车载满南瓜", "南瓜", None),
        ("半打鸡蛋", "鸡蛋", 6),
        ("筐里塞满晒干的菊花", "菊花", None),
        ("画两只鸽子吧，不对，三只", "鸽子", 3),
        ("空椅子，仨", "椅子", 3),
        ("毛竹两竿", "毛竹", 2),
        ("两只 cat 坐着看 fireworks", "fireworks", None),
        ("一排排书架", "书架", None),
        ("一桌子点心", "点心", None),
        ("满墙的照片", "照片", None),
        ("墙上密密麻麻贴着车票", "车票", None),
        ("鱼塘里全是鸭子", "鸭子", None),
        ("左右各一棵松树", "松树", 2),
    ],
)
def test_how_many_there_are(wish: str, name: str, count: int | None) -> None:
    assert [each.count for each in plan_wish(wish).subjects if each.name == name] == [count]


@pytest.mark.parametrize("wish", ["红" * 4000, "戴帽子的" * 1000, "猫" * 4000, "一只猫和" * 1000])
def test_repeated_words_are_read_at_once(wish: str) -> None:
    started = time.process_time()
    plan_wish(wish)
    assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("wish", "name"), [("铁匠打铁，铁屑四溅", "铁屑"), ("剧场里椅子全空着", "椅子"), ("路上行人纷纷撑伞", "行人")]
)
def test_words_behind_a_thing_tell_that_there_are_many(wish: str, name: str) -> None:
    assert [each.count for each in plan_wish(wish).subjects if each.name == name] == [None]


@pytest.mark.parametrize(
    ("wish", "relation"),
    [
        ("老鹰飞着，爪子底下是一只兔子", ("兔子", "under", "老鹰")),
        ("将军披着战袍，胯下一匹白马", ("将军", "on", "马")),
        ("长桌两侧坐满了人", ("人", "next_to", "长桌")),
        ("船夫用竹竿撑船", ("船夫", "holding", "竹竿")),
        ("新娘蒙着盖头坐在花轿里", ("新娘", "wearing", "盖头")),
    ],
)
def test_what_is_on_or_under_a_body_and_what_is_used(wish: str, relation: tuple[str, str, str]) -> None:
    plan = plan_wish(wish)
    assert relation in {
        (plan.subjects[each.first].name, each.kind, plan.subjects[each.second].name) for each in plan.relations
    }


@pytest.mark.parametrize(
    ("wish", "seen"),
    [("一条猎狗蹿在前头", ["猎狗"]), ("厨子掂着一口锅", ["厨子", "锅"]), ("油菜地里站着小明", ["小明"])],
)
def test_verbs_that_no_dictionary_knows_are_no_part_of_names(wish: str, seen: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == seen
