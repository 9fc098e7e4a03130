"""What Chinese and mixed wishes ask to write in the picture, told with and without quotes."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "lettering"),
    [
        ("给外公的寿宴贺卡，一对仙鹤，写上福寿双全", ["福寿双全"]),
        ("画一张给同桌的生日贺卡，上面有风筝和纸船，写生日快乐", ["生日快乐"]),
        ("花店开张传单，一束向日葵，写新店开张 全场半价", ["新店开张 全场半价"]),
        ("给茶馆设计logo，店名叫半山听雨，一片茶叶", ["半山听雨"]),
        ("乐队海报，三把吉他，名字野火", ["野火"]),
        ("自行车品牌 logo，一座山，名字 SUMMIT", ["SUMMIT"]),
        ("元宵海报，一盏灯笼，写花好月圆四个字", ["花好月圆"]),
        ("青蛙挂图，标出前肢、后肢", ["前肢", "后肢"]),
        ("摇滚音乐会海报，一把贝斯，写 LOUD NIGHT 和 7.20", ["LOUD NIGHT", "7.20"]),
        ("小说封面《雾港》，一艘旧船", ["雾港"]),
        ("酒馆门口的木牌写着 CLOSED，黄昏", ["CLOSED"]),
        ("一块写着小心台阶的木牌", ["小心台阶"]),
        ("老师在黑板上写开学快乐", ["开学快乐"]),
        ("春联，上联春回大地，下联福满人间，横批万象更新", ["春回大地", "福满人间", "万象更新"]),
        ("鞋店海报，写 SALE 16:9，一双靴子", ["SALE"]),
        ("读书会海报加一句开卷有益", ["开卷有益"]),
        ("门上一个大大的福字", ["福"]),
        ("咖啡馆招牌，我们店叫慢慢来，一只猫", ["慢慢来"]),
        ("奶茶店的招牌，店名叫甜小喵，一只猫", ["甜小喵"]),
        ("植物小报，标根、茎、叶", ["根", "茎", "叶"]),
        ("诗集封面 名字 远山 一只白鹭", ["远山"]),
        ("科幻小说封面，书名白夜，一座塔", ["白夜"]),
    ],
)
def test_texts_without_quotes_are_written(wish: str, lettering: list[str]) -> None:
    assert list(plan_wish(wish).lettering) == lettering


@pytest.mark.parametrize(
    "wish",
    [
        "写字的老人",
        "题字的折扇",
        "写有名字的书包",
        "一个写着作业的男孩",
        "小女孩坐在窗前，写作业",
        "画一个正在写信的姑娘",
        "老人写春联",
        "一只名叫小白的狗",
        "我的猫，名字叫咪咪",
        "读《红楼梦》的女孩",
        "根据《西游记》画一张海报，孙悟空腾云",
        "T恤上印着小熊",
        "一把刻着龙纹的剑",
        "门上贴着奖状",
        "贺卡，标题用红色",
        "一行白鹭飞过稻田",
        "水彩速写，一座桥",
        "海报，主题公园的大门",
        "人体挂图，标注一律不要",
        "山水画，不写题款",
        "一面旗，旗上没字",
        "标枪运动员",
    ],
)
def test_scenes_are_not_written(wish: str) -> None:
    assert plan_wish(wish).lettering == ()


def test_what_is_written_is_no_thing_of_the_scene() -> None:
    plan = plan_wish("画一张给同桌的生日贺卡，上面有风筝和纸船，写生日快乐")
    assert [each.name for each in plan.subjects] == ["风筝", "纸船"]
    assert all(not each.attributes for each in plan.subjects)


def test_what_is_written_on_stays() -> None:
    plan = plan_wish("一块写着小心台阶的木牌")
    assert [each.name for each in plan.subjects] == ["木牌"]


def test_many_words_of_writing_are_read_at_once() -> None:
    assert plan_wish("写着题着标题" * 600).language == "zh"
    assert plan_wish("写一句，标题，店名叫，" * 300).language == "zh"


@pytest.mark.parametrize(
    ("wish", "names", "lettering"),
    [
        ("球衣上印着数字9", ["球衣"], ["9"]),
        ("生日蛋糕上有数字30", ["生日蛋糕"], ["30"]),
        ("一个印着字母B的书包", ["书包"], ["B"]),
        ("红灯笼上写着喜字", ["灯笼"], ["喜"]),
        ("写着福字的灯笼", ["灯笼"], ["福"]),
    ],
)
def test_numbers_letters_and_single_characters_are_written(wish: str, names: list[str], lettering: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], list(plan.lettering)) == (names, lettering)


@pytest.mark.parametrize(
    ("wish", "names", "lettering"),
    [
        ("一家叫半日闲的茶馆", ["茶馆"], ["半日闲"]),
        ("一间名叫“春山”的花店，门口有一只狗", ["花店", "狗"], ["春山"]),
        ("一家茶楼叫老味道", ["茶楼"], ["老味道"]),
        ("一家名为“听雨”的客栈", ["客栈"], ["听雨"]),
    ],
)
def test_houses_bear_their_names(wish: str, names: list[str], lettering: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], list(plan.lettering)) == (names, lettering)


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("一只叫“来福”的黄狗", "狗"),
        ("一个名叫“小月”的男孩", "男孩"),
        ("女孩叫“小月”", "女孩"),
        ("一本叫“山海”的书", "书"),
        ("一个叫小月的书店店员", "书店店员"),
    ],
)
def test_names_of_the_living_and_of_books_are_not_written(wish: str, name: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.lettering) == ([name], ())
