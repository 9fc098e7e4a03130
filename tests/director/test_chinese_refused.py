"""What Chinese wishes refuse, in all the ways in which people say that."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        ("一座庭院，水池就不必添了", ("水池",)),
        ("教室里上课的孩子，家长不许入镜", ("家长",)),
        ("河上一条船，帆先收起来", ("帆",)),
        ("把行人全都P掉，只留一座钟楼", ("行人",)),
        ("一碗粥，咸菜用不着，油条省去", ("咸菜", "油条")),
        ("蝴蝶停在花上，蜜蜂就别飞来了", ("蜜蜂",)),
        ("画面里没有桥也没有船的湖", ("桥", "船")),
        ("不画尾巴的兔子", ("尾巴",)),
        ("与其画汽车不如画马车", ("汽车",)),
        ("书桌上台灯换成蜡烛", ()),
        ("台灯换成蜡烛，放在书桌上", ("台灯",)),
        ("用南瓜代替灯笼", ("灯笼",)),
        ("机器人？不，画个木偶", ("机器人",)),
        ("鼻子不是萝卜，是煤球，一个雪人", ("萝卜",)),
        ("别太写实，画一只狐狸", ("写实",)),
        ("别太花哨，画一只狐狸", ()),
        ("不下雪，也不刮风，一棵老树", ("雪", "风")),
        ("主人不在家，狗睡在沙发上", ("主人",)),
        ("除了蛇，山里的动物都行，就画松鼠吧", ("蛇",)),
        ("别画背景，只要一只鹤", ("背景",)),
        ("庙门口没和尚，只有一口钟", ("和尚",)),
    ],
)
def test_what_is_refused_is_not_seen(wish: str, refused: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert set(refused) <= set(plan.avoid)
    assert not {each.name for each in plan.subjects} & set(refused)


@pytest.mark.parametrize("wish", ["一架无人机飞在山上", "灯笼换成红色的", "云别太多", "左上角空着，把云画进去"])
def test_these_refuse_nothing(wish: str) -> None:
    assert plan_wish(wish).avoid == ()


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        ("去掉胡子的老神仙坐在石头上", ("胡子",)),
        ("不是梨也不是桃，是个柿子", ("梨", "桃")),
        ("拉面一碗，香菜蒜苗都不要", ("香菜", "蒜苗")),
        ("屏风前一位美人，别戴耳环别戴项链", ("耳环", "项链")),
        ("没有乌云遮挡的月亮", ("乌云",)),
        ("院墙上青苔不必画，只画一扇门", ("青苔",)),
        ("水墨兰花，印章不盖，题款不题", ("印章", "题款")),
        ("长椅上别坐人，放一把伞", ("人",)),
        ("风铃，铃铛撤了", ("铃铛",)),
        ("空空的站台，人却不在", ("人",)),
        ("一辆马车，车夫倒不必画", ("车夫",)),
        ("一块 cake，candles 就不插了", ("candles",)),
        ("一座 lighthouse，boats 免了", ("boats",)),
        ("千万别把路人拍进去，一座桥", ("路人",)),
        ("一只 fox，别把 skyline 画进来", ("skyline",)),
        ("一只 owl，avoid 月亮", ("月亮",)),
    ],
)
def test_refusals_name_things_alone(wish: str, refused: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert set(refused) <= set(plan.avoid)
    assert not {each.name for each in plan.subjects} & set(refused)


@pytest.mark.parametrize(
    ("wish", "refused"),
    [
        ("一座戏台，演员还没上场", ("演员",)),
        ("古镇石桥，游人散尽，一只猫蹲在桥头", ("游人",)),
        ("葡萄园，别让乌鸦飞进来", ("乌鸦",)),
        ("天使不长翅膀，戴着草帽", ("翅膀",)),
        ("不打灯笼不戴帽子的更夫", ("灯笼", "帽子")),
        ("画窗花，剪刀、浆糊这些工具就别入画了", ("剪刀", "浆糊")),
        ("老树，树叶一片不剩", ("树叶",)),
    ],
)
def test_what_is_gone_or_not_yet_there_is_refused(wish: str, refused: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert set(refused) <= set(plan.avoid)
    assert not {each.name for each in plan.subjects} & set(refused)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("无人机", ["无人机"]),
        ("无人机在稻田上空", ["无人机"]),
        ("别墅前的喷泉", ["喷泉", "别墅"]),
        ("别针", ["别针"]),
        ("没精打采的小猫", ["小猫"]),
        ("莫奈风格的荷花", ["荷花"]),
    ],
)
def test_words_that_begin_like_a_refusal_refuse_nothing(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.avoid) == (names, ())


@pytest.mark.parametrize(
    ("wish", "refused", "told"),
    [
        ("不下雨的山谷", ("雨",), "山谷"),
        ("不刮风的湖面", ("风",), "湖面"),
        ("不打伞的男孩", ("伞",), "男孩"),
        ("不长叶子的松树", ("叶子",), "松树"),
    ],
)
def test_what_is_refused_before_a_thing_leaves_the_thing(wish: str, refused: tuple[str, ...], told: str) -> None:
    plan = plan_wish(wish)
    assert plan.avoid == refused
    assert told in (plan.background, *(each.name for each in plan.subjects))
