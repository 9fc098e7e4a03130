"""Names that a dictionary cuts apart, and sheets of colour, in Chinese wishes."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("一张矮凳，凳上一只猫", ["矮凳", "猫"]),
        ("江上一叶孤舟", ["孤舟"]),
        ("一盘糖醋鲤鱼", ["糖醋鲤鱼"]),
        ("检票员站在门口", ["检票员"]),
        ("吉他手坐在台阶上", ["吉他手", "台阶"]),
        ("杜甫骑着一头驴", ["杜甫", "驴"]),
        ("一个男孩，圆领毛衣", ["男孩", "圆领毛衣"]),
    ],
)
def test_names_of_several_words(wish: str, names: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == names


@pytest.mark.parametrize(
    ("wish", "name", "attribute"),
    [
        ("一条碎花裙子", "裙子", "碎花"),
        ("一把条纹阳伞", "阳伞", "条纹"),
        ("一根香蕉弯成月牙", "香蕉", "弯成月牙"),
    ],
)
def test_patterns_and_shapes_are_attributes(wish: str, name: str, attribute: str) -> None:
    plan = plan_wish(wish)
    assert [(each.name, attribute in each.attributes) for each in plan.subjects] == [(name, True)]


@pytest.mark.parametrize(
    ("wish", "background"),
    [
        ("大红底的贺卡，一只兔子", "大红底"),
        ("图标，绿底上一片叶子", "绿底"),
        ("一个老人，雨夜车站", "雨夜车站"),
        ("月球温室，一个宇航员", "月球温室"),
        ("老北京胡同，一辆三轮车", "老北京胡同"),
        ("沙漠里的公路，一辆卡车", "沙漠里的公路"),
        ("一头牛站在草地上，山村的清晨", "草地，山村的清晨"),
        ("渔港清晨，一条船", "渔港清晨"),
    ],
)
def test_sheets_and_timed_places_are_the_background(wish: str, background: str) -> None:
    assert plan_wish(wish).background == background


@pytest.mark.parametrize("wish", ["一个女孩，masterpiece，best quality，8k", "数学课用，一个女孩"])
def test_praise_and_purposes_are_nothing_to_be_seen(wish: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style, plan.background) == (["女孩"], None, None)


@pytest.mark.parametrize(
    ("wish", "held"),
    [
        ("剑客立绘，黑刀", ["刀"]),
        ("女巫，尖帽，法杖", ["法杖"]),
        ("一个男孩，一把剑", []),
        ("墙上挂着弓，一个猎人", []),
    ],
)
def test_arms_named_after_somebody_are_held(wish: str, held: list[str]) -> None:
    plan = plan_wish(wish)
    assert [plan.subjects[each.second].name for each in plan.relations if each.kind == "holding"] == held


def test_clothes_are_named_without_their_colour() -> None:
    assert [(each.name, each.color) for each in plan_wish("一件紫袍").subjects] == [("袍", "purple")]
