"""Chinese and mixed wishes as plans: numbers, colours, places and who has what, in many phrasings."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.director.chinese_segments import count_of
from danqing.director.plan import Plan, plan_from_data
from danqing.tasks.lexicon import plan_wish


def _things(plan: Plan) -> list[tuple[str, int | None, str | None]]:
    return [(each.name, each.count, each.color) for each in plan.subjects]


def _relations(plan: Plan) -> set[tuple[str, str, str]]:
    return {(plan.subjects[each.first].name, each.kind, plan.subjects[each.second].name) for each in plan.relations}


@pytest.mark.parametrize(
    ("number", "count"),
    [
        ("三", 3), ("两", 2), ("俩", 2), ("十", 10), ("十二", 12), ("二十", 20), ("二十四", 24), ("一百零八", 108),
        ("12", 12), ("dozen", 12), ("three", 3), ("几", None), ("十几", None), ("两三", None), ("许多", None),
    ],
)  # fmt: skip
def test_numbers(number: str, count: int | None) -> None:
    assert count_of(number) == count


@pytest.mark.parametrize(
    ("wish", "things"),
    [
        ("苹果三个，香蕉两根", [("苹果", 3, None), ("香蕉", 2, None)]),
        ("一红一蓝两辆车", [("车", 1, "red"), ("车", 1, "blue")]),
        ("一盘饺子，十二个", [("饺子", 12, None)]),
        ("五只羊，四只白的，一只黑的", [("羊", 4, "white"), ("羊", 1, "black")]),
        ("一篮子草莓", [("草莓", 1, None)]),
        ("二十四个灯笼挂在屋檐下", [("灯笼", 24, None), ("屋檐", 1, None)]),
        ("几只小鸟停在电线上", [("小鸟", None, None), ("电线", 1, None)]),
        ("一群羊在草原上吃草", [("羊", None, None), ("草", 1, None)]),
        ("一对老夫妻", [("老夫妻", 2, None)]),
        ("画个雪人", [("雪人", 1, None)]),
        ("一只小白兔和两只灰色的松鼠", [("小兔", 1, "white"), ("松鼠", 2, "grey")]),
        ("四只 yellow ducks", [("ducks", 4, "yellow")]),
        ("三个气球，都是红的", [("气球", 3, "red")]),
        ("煎锅旁边搁把叉子", [("煎锅", 1, None), ("叉子", 1, None)]),
        ("晾衣架上挂着袜子", [("晾衣架", 1, None), ("袜子", 1, None)]),
        ("杂货铺老板抱着一只小羊", [("杂货铺老板", 1, None), ("小羊", 1, None)]),
        ("三只小象和一艘小船", [("小象", 3, None), ("船", 1, None)]),
        ("五个风车，三红两蓝", [("风车", 3, "red"), ("风车", 2, "blue")]),
        ("三把伞，红的、黄的、蓝的各一把", [("伞", 1, "red"), ("伞", 1, "yellow"), ("伞", 1, "blue")]),
        ("两个碗，一个白一个粉", [("碗", 1, "white"), ("碗", 1, "pink")]),
        ("石阶上蹲着青蛙三只", [("石阶", 1, None), ("青蛙", 3, None)]),
        ("包子两个豆浆一杯", [("包子", 2, None), ("豆浆", 1, None)]),
        ("篮子里全是柠檬", [("篮子", 1, None), ("柠檬", None, None)]),
        ("门口两边各摆一盆兰花", [("兰花", 2, None)]),
        ("招财猫坐在柜台上", [("招财猫", 1, None), ("柜台", 1, None)]),
        ("小男孩戴着潜水镜", [("小男孩", 1, None), ("潜水镜", 1, None)]),
        ("薄荷绿的沙发", [("沙发", 1, "green")]),
        ("衣架上只挂着一件大衣", [("衣架", 1, None), ("大衣", 1, None)]),
    ],
)
def test_how_many_of_what_in_which_colour(wish: str, things: list[tuple[str, int | None, str | None]]) -> None:
    assert _things(plan_wish(wish)) == things


@pytest.mark.parametrize(
    ("wish", "relations"),
    [
        ("桌上放着三个苹果", {("苹果", "on", "桌")}),
        ("三个苹果在桌子上", {("苹果", "on", "桌子")}),
        ("桌子上的三个苹果", {("苹果", "on", "桌子")}),
        ("树下有三只松鼠在吃坚果", {("松鼠", "under", "树"), ("松鼠", "holding", "坚果")}),
        ("兔子在乌龟后面跑", {("兔子", "behind", "乌龟")}),
        ("粉色的房子前面种着两棵松树", {("松树", "in_front_of", "房子")}),
        ("左边是一棵樱花树，右边是一座小桥", {("樱花树", "left_of", "桥")}),
        ("男孩在女孩左边", {("男孩", "left_of", "女孩")}),
        ("女孩的右边是一只狗", {("狗", "right_of", "女孩")}),
        ("小女孩被一只大熊抱在怀里", {("熊", "holding", "小女孩")}),
        ("把一顶皇冠戴在狮子头上", {("狮子", "wearing", "皇冠")}),
        ("把蛋糕放在盘子里，旁边点三根蜡烛", {("蛋糕", "in", "盘子"), ("蜡烛", "next_to", "蛋糕")}),
        ("大象的背上坐着一个小男孩", {("小男孩", "on", "大象")}),
        ("一只戴着草帽的柴犬", {("柴犬", "wearing", "草帽")}),
        ("穿红裙的女孩撑着一把伞", {("女孩", "wearing", "裙"), ("女孩", "holding", "伞")}),
        ("宇航员手里拿着旗子", {("宇航员", "holding", "旗子")}),
        ("一只猫骑着扫帚", {("猫", "on", "扫帚")}),
        ("苹果三个，香蕉两根，放在竹篮里", {("苹果", "in", "竹篮"), ("香蕉", "in", "竹篮")}),
        ("雪地里站着一只北极熊，它旁边有只小企鹅", {("小企鹅", "next_to", "北极熊")}),
        ("桌上摆着一个插满向日葵的花瓶", {("花瓶", "on", "桌"), ("向日葵", "in", "花瓶")}),
        ("一只橘色的猫和一只灰色的狗并排坐着", {("猫", "next_to", "狗")}),
        ("一只cute的柴犬 wearing 墨镜", {("柴犬", "wearing", "墨镜")}),
        ("three 红苹果 on a 白盘子", {("苹果", "on", "盘子")}),
        ("旗袍女士撑着伞", {("女士", "wearing", "旗袍"), ("女士", "holding", "伞")}),
        ("从左到右是狗、猫、兔子", {("狗", "left_of", "猫"), ("猫", "left_of", "兔子")}),
        ("水杯搁窗台", {("水杯", "on", "窗台")}),
        ("牵牛花爬满栅栏", {("牵牛花", "on", "栅栏")}),
        ("滑翔机从灯塔上头飞过", {("滑翔机", "above", "灯塔")}),
        ("车筐两颗白菜", {("白菜", "on", "车筐")}),
        ("孙悟空骑着狮子", {("孙悟空", "on", "狮子")}),
        ("小男孩的帽子是红的", {("小男孩", "wearing", "帽子")}),
        ("一张沙发，猫趴在它右边", {("猫", "right_of", "沙发")}),
        ("老渔夫划着一条小船", {("老渔夫", "on", "船")}),
        ("一位厨师，草帽盖在脸上", {("厨师", "wearing", "草帽")}),
        ("风筝被树枝挂住了", {("风筝", "on", "树枝")}),
        ("快递员，蓝马甲，黄头盔", {("快递员", "wearing", "马甲"), ("快递员", "wearing", "头盔")}),
        ("一个渔夫，蓑衣也是旧的", {("渔夫", "wearing", "蓑衣")}),
        ("老奶奶看报纸，猫啃鱼", {("老奶奶", "holding", "报纸"), ("猫", "holding", "鱼")}),
        ("画个拉小提琴的姑娘", {("姑娘", "holding", "小提琴")}),
        ("一座小岛，岛上有棵椰子树", {("椰子树", "on", "小岛")}),
        ("一个青花瓷瓶，瓶口插着梅花", {("梅花", "on", "青花瓷瓶")}),
    ],
)
def test_how_things_stand_to_each_other(wish: str, relations: set[tuple[str, str, str]]) -> None:
    assert _relations(plan_wish(wish)) == relations


@pytest.mark.parametrize(
    ("wish", "background"),
    [
        ("湖边停着两艘木船", "湖边"),
        ("一群孩子在公园里放风筝", "公园"),
        ("一辆车停在超市门口", "超市门口"),
        ("宇航员骑着白马，背景是月球", "月球"),
        ("白色背景上的一颗草莓", "白色"),
        ("以雪山为背景，一只羊", "雪山"),
        ("一个机器人坐在长椅上", None),
        ("雨后的老巷子", "雨后的老巷子"),
        ("天刚亮，一个渔夫收网", "天刚亮"),
        ("菜市场大爷拎着鱼", "菜市场"),
        ("一只蜗牛，白底", "白底"),
        ("一匹骏马，沙漠当背景", "沙漠"),
    ],
)
def test_where_it_all_is(wish: str, background: str | None) -> None:
    assert plan_wish(wish).background == background


@pytest.mark.parametrize(
    ("wish", "style"),
    [
        ("水墨风格的山水", "水墨"),
        ("用油画画一只猫", "油画"),
        ("吉卜力味道的乡下车站", "吉卜力"),
        ("一只狐狸，赛博朋克风", "赛博朋克"),
        ("一只猫，watercolor 风格", "watercolor"),
        ("墙上挂着一幅油画", None),
        ("桌上有一支铅笔", None),
        ("两只玉兔，国画风", "国画风"),
        ("一个机器人，赛博朋克画风", "赛博朋克"),
        ("小说封面：一座孤岛", "小说封面"),
        ("一只狐狸，泼墨", "泼墨"),
        ("极光底下一顶帐篷", None),
        ("招生海报，一个书包", "招生海报"),
        ("一枚贝壳，冷色调", "冷色调"),
        ("Q版武士", "Q版"),
        ("竖版海报：一只企鹅", "海报"),
    ],
)
def test_the_style(wish: str, style: str | None) -> None:
    assert plan_wish(wish).style == style


@pytest.mark.parametrize(
    ("wish", "things", "relations"),
    [
        ("a 红灯笼 hanging on a fence", [("灯笼", 1, "red"), ("fence", 1, None)], {("灯笼", "on", "fence")}),
        ("two 熊猫 beside a blue 帐篷", [("熊猫", 2, None), ("帐篷", 1, "blue")], {("熊猫", "next_to", "帐篷")}),
        ("the 老奶奶 is holding a 灯笼", [("老奶奶", 1, None), ("灯笼", 1, None)], {("老奶奶", "holding", "灯笼")}),
        ("一只 penguin 站在 iceberg 上", [("penguin", 1, None), ("iceberg", 1, None)], {("penguin", "on", "iceberg")}),
        ("一栋 glass 房子，旁边有棵树", [("房子", 1, None), ("树", 1, None)], {("树", "next_to", "房子")}),
        ("dog 是黑的 cat 是白的", [("dog", 1, "black"), ("cat", 1, "white")], set()),
    ],
)
def test_wishes_in_both_languages(
    wish: str, things: list[tuple[str, int | None, str | None]], relations: set[tuple[str, str, str]]
) -> None:
    plan = plan_wish(wish)
    assert plan.language == "mixed"
    assert _things(plan) == things
    assert _relations(plan) == relations


def test_a_chinese_style_in_an_english_wish() -> None:
    assert plan_wish("a 水墨 crane by the lake").style == "水墨"
    assert plan_wish("一张海报，下面写 HELLO").lettering == ("HELLO",)


def test_those_told_apart_share_what_is_said_of_all() -> None:
    plan = plan_wish("两只猫，一只黑的一只白的，坐在窗台上")
    assert sorted(each.color or "" for each in plan.subjects if each.name == "猫") == ["black", "white"]
    assert _relations(plan) == {("猫", "on", "窗台")}
    assert len(plan.relations) == 2


def test_what_is_said_of_a_body_is_no_thing_of_its_own() -> None:
    (cat,) = plan_wish("一只猫，耳朵耷拉着，毛是白的").subjects
    assert cat.color == "white"
    assert "耳朵耷拉" in cat.attributes


@pytest.mark.parametrize(
    ("wish", "attribute"),
    [
        ("湖面上漂着一只纸船", "漂着"),
        ("麻雀在电线上，缩成一团", "缩成一团"),
        ("一座火山，正往外喷岩浆", "喷岩浆"),
    ],
)
def test_what_somebody_does_stands_in_the_words_of_the_wish(wish: str, attribute: str) -> None:
    assert any(attribute in said for each in plan_wish(wish).subjects for said in each.attributes)


@pytest.mark.parametrize(
    ("wish", "avoid"),
    [
        ("画一只熊，但别穿衣服", ("衣服",)),
        ("城市夜景，不要车也不要人", ("车", "人")),
        ("我想要一座没有窗户的城堡", ("窗户",)),
        ("一条空无一人的街道", ("人",)),
        ("街道上没有一个人", ("人",)),
        ("不是狼，是哈士奇", ("狼",)),
        ("人就别画了，一条小路", ("人",)),
        ("除了玫瑰什么花都行", ("玫瑰",)),
        ("雪山，别有缆车什么的", ("缆车",)),
        ("一只猫，no collar", ("collar",)),
        ("一个小丑，别血腥", ("血腥",)),
        ("风景照，人物一个都不要", ("人物",)),
        ("一间教室，黑板上别写字", ("字",)),
        ("海边，既没有船也没有人", ("船", "人")),
        ("一张海报，不要太花哨", ()),
        ("沙发上的不是猫，是一只狐狸", ("猫",)),
        ("森林小屋，猎枪一律不要", ("猎枪",)),
        ("星空，月亮就先别画了", ("月亮",)),
        ("城堡，无旗帜无士兵", ("旗帜", "士兵")),
        ("本来想画老虎，算了画狮子", ("老虎",)),
        ("一个泳池，主人不在", ("主人",)),
        ("一幅海报，字嘛，不要", ("字",)),
        ("一片湖，旁边的游船一律不要", ("游船",)),
        ("一间书房，谢绝奇怪的雕像", ("雕像",)),
    ],
)
def test_what_shall_not_be_seen(wish: str, avoid: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert plan.avoid == avoid
    assert not {each.name for each in plan.subjects} & set(avoid)


@pytest.mark.parametrize(
    ("wish", "lettering"),
    [
        ("咖啡店的招牌，写上“半日闲”三个字", ("半日闲",)),
        ("红色横幅上写着欢迎回家", ("欢迎回家",)),
        ("T恤图案：一只霸王龙，下面一行字“Rawr”", ("Rawr",)),
        ("书名叫《猫城记》的封面", ("猫城记",)),
        ("桌上的书和笔", ()),
    ],
)
def test_what_shall_be_written(wish: str, lettering: tuple[str, ...]) -> None:
    assert plan_wish(wish).lettering == lettering


def test_what_comes_next_to_a_thing_said_before_is_next_to_it() -> None:
    assert _relations(plan_wish("猫的左边是狗，右边是兔子")) == {("狗", "left_of", "猫"), ("兔子", "right_of", "猫")}
    assert _relations(plan_wish("桌上有一个花瓶，里面插着玫瑰")) == {("花瓶", "on", "桌"), ("玫瑰", "in", "花瓶")}
    assert _relations(plan_wish("一张圆桌，四把椅子围着它")) == {("椅子", "next_to", "圆桌")}
    assert _relations(plan_wish("猴子骑着单车，头上顶着一个西瓜")) == {("猴子", "on", "单车"), ("西瓜", "on", "猴子")}


@pytest.mark.parametrize(
    "wish",
    [
        "一只两条腿的三只猫",
        "😀🎉",
        "猫が座っている",
        "的的的的",
        "在上面的在下面",
        "左边是左边",
        "一",
        "、、、",
        "把被把被",
        "和和和",
    ],
)
def test_odd_wishes_give_a_plan_all_the_same(wish: str) -> None:
    plan = plan_wish(wish)
    assert plan_from_data(plan.to_data()) == plan


_PIECES = """
    一只 两个 三 红 白色 的 猫 桌子 海边 上 里 旁边 左边 在 有 是 坐 戴 放 着 把 被 和 、 ， 它 另一只 其中 都 全是
    背景 水彩 风格 不要 没有 写着 “好” cat red on 头 手里 插满 从 一红一蓝 最 图片 照片
"""


@settings(max_examples=80, deadline=None)
@given(
    st.lists(
        st.sampled_from(_PIECES.split()),
        max_size=30,
    ).map("".join)
)
def test_any_mixture_of_words_gives_a_plan(wish: str) -> None:
    if wish.strip():
        plan = plan_wish(wish)
        assert plan_from_data(plan.to_data()) == plan
