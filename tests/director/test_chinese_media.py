"""What kind of picture Chinese and mixed wishes commission, and what that leaves of the scene."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "style", "things"),
    [
        ("给茶馆设计logo，一片茶叶", "logo", ["茶叶"]),
        ("海洋保护公益广告，一只海豚跃出水面", "海洋保护公益广告", ["海豚"]),
        ("水獭表情包，戴草帽", "表情包", ["水獭", "草帽"]),
        ("音箱主图，白底", "主图", ["音箱"]),
        ("奶油面霜的广告图，玻璃瓶立在石头上", "奶油面霜的广告图", ["玻璃瓶", "石头"]),
        ("宠物医院招牌，一只柴犬", "宠物医院招牌", ["柴犬"]),
        ("能不能给我的书店做个图标？就一盏台灯", "图标", ["台灯"]),
        ("一辆红色卡车，童书封面", "童书封面", ["卡车"]),
        ("故事书第5页，公主骑着独角兽", "故事书第5页", ["公主", "独角兽"]),
        ("竖版海报，一把雨伞", "海报", ["雨伞"]),
        ("画一张节约用水海报，一个水龙头", "节约用水海报", ["水龙头"]),
        ("急救包扎步骤图，一只手臂", "急救包扎步骤图", ["手臂"]),
        ("设计一款咖啡包装，一只鹿，复古风", "咖啡包装，复古风", ["鹿"]),
        ("做一张失物招领启事，一把雨伞", "失物招领启事", ["雨伞"]),
        ("请柬封面，两只白鹤", "请柬封面", ["鹤"]),
        ("鳄鱼刷牙的贴纸", "贴纸", ["鳄鱼"]),
        ("一张三只小猪的贺卡", "贺卡", ["小猪"]),
        ("蓝色小鸟 logo", "logo", ["小鸟"]),
        ("贴纸，一颗土豆，橙蓝撞色", "贴纸，橙蓝撞色", ["土豆"]),
        ("app icon，一片羽毛，flat design", "app icon, flat design", ["羽毛"]),
        ("纸盒里六个蛋挞，俯视，暖光", "暖光", ["蛋挞", "纸盒"]),
    ],
)
def test_a_medium_is_the_style(wish: str, style: str, things: list[str]) -> None:
    plan = plan_wish(wish)
    assert plan.style == style
    assert sorted(each.name for each in plan.subjects) == sorted(things)


@pytest.mark.parametrize(
    ("wish", "thing"),
    [
        ("街上有一块招牌，招牌下站着一个人", "招牌"),
        ("一张旧地图，一支羽毛笔，一盏油灯", "地图"),
        ("广告牌下面站着一个男孩", "广告牌"),
        ("生日蛋糕图标", "生日蛋糕"),
        ("橱窗里立着一个假人", "橱窗"),
        ("老奶奶看报纸", "报纸"),
    ],
)
def test_what_may_be_a_medium_is_a_thing_in_the_scene(wish: str, thing: str) -> None:
    assert thing in [each.name for each in plan_wish(wish).subjects]


@pytest.mark.parametrize(
    ("wish", "style", "shape"),
    [
        ("情侣头像，两只企鹅", "情侣头像", "square"),
        ("端午横幅，一条龙舟", "端午横幅", "wide"),
        ("竖版头像，一只猫", "头像", "portrait"),
        ("宠物店开业海报，一只狗", "宠物店开业海报", None),
        ("像素小猫弹琴", "像素", None),
    ],
)
def test_media_with_a_format_are_the_style_too(wish: str, style: str, shape: str | None) -> None:
    plan = plan_wish(wish)
    assert (plan.style, plan.shape) == (style, shape)


def test_places_before_pictures_of_places_are_seen() -> None:
    plan = plan_wish("雪夜插画，一座小屋")
    assert (plan.background, plan.style) == ("雪夜", "插画")


def test_many_media_are_read_at_once() -> None:
    assert plan_wish("海报贴纸招牌" * 600).language == "zh"


@pytest.mark.parametrize(
    ("wish", "things"),
    [
        ("走廊墙上挂着一张海报", ["走廊墙", "海报"]),
        ("小男孩捧着一张生日贺卡", ["小男孩", "生日贺卡"]),
        ("书桌上放着一张贺卡和一支笔", ["书桌", "贺卡", "笔"]),
        ("妹妹拿着一张外婆的照片", ["妹妹", "照片", "外婆"]),
        ("三幅油画挂在砖墙上", ["油画", "砖墙"]),
    ],
)
def test_a_picture_that_hangs_or_is_held_is_a_thing_and_no_style(wish: str, things: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (things, None)


@pytest.mark.parametrize("wish", ["我想要一张灯塔的图", "来一张灯塔的图片"])
def test_a_picture_of_a_thing_is_no_style(wish: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (["灯塔"], None)


@pytest.mark.parametrize("wish", ["生成一张灯塔的照片", "灯塔的照片"])
def test_what_a_photo_shows_is_the_thing(wish: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (["灯塔"], "照片")


def test_an_occasion_of_a_card_is_no_ground() -> None:
    plan = plan_wish("生日贺卡，上面写着生日快乐")
    assert (plan.background, plan.style, plan.lettering) == (None, "生日贺卡", ("生日快乐",))


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("摄影作品挂在走廊里", ["摄影作品"]),
        ("国画挂在门上", ["国画", "门"]),
        ("油画棒摆在画架上", ["油画棒", "画架"]),
        ("贴纸贴在冰箱上", ["贴纸", "冰箱"]),
        ("海报、花瓶和沙发", ["海报", "花瓶", "沙发"]),
        ("一张地图和一把椅子", ["地图", "椅子"]),
        ("巷口的招牌", ["招牌"]),
        ("墙上的照片", ["照片", "墙"]),
    ],
)
def test_media_that_hang_lie_or_are_listed_are_things(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (names, None)


@pytest.mark.parametrize(
    ("wish", "style"),
    [
        ("湖边的油画", "油画"),
        ("水彩画，狐狸和兔子", "水彩画"),
        ("餐厅的菜单", "餐厅的菜单"),
        ("海报和传单", "海报和传单"),
    ],
)
def test_media_stay_styles(wish: str, style: str) -> None:
    assert plan_wish(wish).style == style
