"""How things stand to each other in Chinese wishes told over several clauses, and names that end where they should."""

from __future__ import annotations

import pytest

from danqing.director.plan import Plan
from danqing.tasks.lexicon import plan_wish


def _relations(plan: Plan) -> set[tuple[str, str, str]]:
    return {(plan.subjects[each.first].name, each.kind, plan.subjects[each.second].name) for each in plan.relations}


@pytest.mark.parametrize(
    ("wish", "relations"),
    [
        # a word of place alone is said of what the clauses before told the places of
        ("收银台上一排糖罐，后面站着店员", {("糖罐", "on", "收银台"), ("店员", "behind", "收银台")}),
        (
            "一个大花盆，旁边放着水壶，后面蹲着一只猫",
            {("水壶", "next_to", "花盆"), ("猫", "behind", "花盆")},
        ),
        ("墙上挂着一顶草帽，下面放着一把椅子", {("草帽", "on", "墙"), ("椅子", "under", "草帽")}),
        # between two
        (
            "左边站着国王，右边站着王后，中间站着小丑",
            {("国王", "left_of", "王后"), ("国王", "left_of", "小丑"), ("小丑", "left_of", "王后")},
        ),
        # on a side of a seat
        (
            "沙发左边坐着外公，右边坐着外婆",
            {("外公", "on", "沙发"), ("外婆", "on", "沙发"), ("外公", "left_of", "外婆")},
        ),
        # what is held or worn before the verb
        ("一口大锅，两个厨师抬着", {("厨师", "holding", "大锅")}),
        ("一个渔夫，鱼竿扛在肩上", {("渔夫", "holding", "鱼竿")}),
        ("一个猎人，弓背在身后", {("猎人", "wearing", "弓")}),
        ("农夫在锄地，草帽搁旁边", {("草帽", "next_to", "农夫")}),
        ("公主蹲着，骑士给她撑着伞", {("骑士", "holding", "伞")}),
        ("小猴一边骑独轮车，一边抛橘子", {("小猴", "on", "独轮车"), ("小猴", "holding", "橘子")}),
        # doors, walls, ways
        ("一家花店，门口停着一辆三轮车", {("三轮车", "in_front_of", "花店")}),
        ("靠墙摆着一架钢琴", {("钢琴", "next_to", "墙")}),
        ("一个挑夫走过独木桥", {("挑夫", "on", "独木桥")}),
        ("老鹰飞过一座城堡", {("老鹰", "above", "城堡")}),
        ("猴子照镜子", {("猴子", "in_front_of", "镜子")}),
        ("一条蛇缠住了大树", {("蛇", "on", "大树")}),
        # hands, bodies and what flies
        ("画个猎户，他左手提着兔子，右手握着弓", {("猎户", "holding", "兔子"), ("猎户", "holding", "弓")}),
        ("一个海盗，肩上站着鹦鹉，脚边放着宝箱", {("鹦鹉", "on", "海盗"), ("宝箱", "next_to", "海盗")}),
        ("天上飘着一只气球，地上坐着一个小孩", {("气球", "above", "小孩")}),
        ("一座塔和一棵树，鸽子在它们上面飞", {("鸽子", "above", "塔"), ("鸽子", "above", "树")}),
        ("一只木桶，外面缠着麻绳", {("麻绳", "on", "木桶")}),
        ("柜子下层放着皮鞋", {("皮鞋", "on", "柜子")}),
        ("一只鸡一只鸭，背靠背站着", {("鸡", "next_to", "鸭")}),
        ("书架上除了一排书，还放着闹钟", {("书", "on", "书架"), ("闹钟", "on", "书架")}),
        ("姐姐把妹妹抱在怀里", {("姐姐", "holding", "妹妹")}),
        ("新郎牵着新娘，新娘手里的气球飘起来", {("新郎", "holding", "新娘"), ("新娘", "holding", "气球")}),
        ("一尊铜像，底下垫着红布", {("铜像", "on", "布")}),
        (
            "左边一座塔，右边一座塔，两座塔之间拉着彩灯",
            {("塔", "left_of", "塔"), ("塔", "left_of", "彩灯"), ("彩灯", "left_of", "塔")},
        ),
        ("庙前有一棵银杏，树下坐着和尚", {("银杏", "in_front_of", "庙"), ("和尚", "under", "银杏")}),
        ("海盗左肩站着猴子，右肩站着鹦鹉", {("猴子", "on", "海盗"), ("鹦鹉", "on", "海盗")}),
        ("奶奶抱着戴铃铛的猫", {("奶奶", "holding", "猫"), ("猫", "wearing", "铃铛")}),
        ("沙发上坐着一位爷爷和他的狗", {("爷爷", "on", "沙发"), ("狗", "on", "沙发")}),
        (
            "书桌上，左边是地球仪，右边是台灯",
            {("地球仪", "on", "书桌"), ("台灯", "on", "书桌"), ("地球仪", "left_of", "台灯")},
        ),
        ("一只乌鸦站在稻草人头上，另一只站在稻草人手上", {("乌鸦", "on", "稻草人")}),
        ("她站在桥上，他站在桥下", {("她", "on", "桥"), ("他", "under", "桥")}),
        ("衣柜靠窗，椅背搭着围裙", {("衣柜", "on", "窗"), ("围裙", "on", "椅背")}),
        ("女巫，肩头乌鸦，手里蜡烛", {("乌鸦", "on", "女巫"), ("女巫", "holding", "蜡烛")}),
        ("鸭妈妈给小鸡系围裙", {("小鸡", "wearing", "围裙")}),
        ("毡房前生着炉子，炉子上架着铁壶", {("炉子", "in_front_of", "毡房"), ("铁壶", "on", "炉子")}),
        ("猫从墙头跳下来，墙头放着花盆", {("猫", "on", "墙头"), ("花盆", "on", "墙头")}),
        ("给小驴画个花环戴在头上", {("小驴", "wearing", "花环")}),
        ("两只羊在坡上，左边的羊戴着铃铛", {("羊", "wearing", "铃铛")}),
        ("砚台左边放毛笔右边放镇纸", {("毛笔", "left_of", "砚台"), ("镇纸", "right_of", "砚台")}),
        ("一个女孩抱着篮球，另一个女孩骑着木马", {("女孩", "holding", "篮球"), ("女孩", "on", "木马")}),
        ("飞船停在发射架旁边", {("飞船", "next_to", "发射架")}),
        ("猴子站在戴草帽的农夫肩上", {("农夫", "wearing", "草帽"), ("猴子", "on", "农夫")}),
        ("两个孩子在放风筝", {("孩子", "holding", "风筝")}),
        ("护士坐在床边，床上躺着老人", {("护士", "next_to", "床"), ("老人", "on", "床")}),
        # mixed
        ("girl with green hat 站在 phone booth 旁边", {("girl", "wearing", "hat"), ("girl", "next_to", "phone booth")}),
        (
            "horse 在左，cow 在右，都戴 scarf",
            {("horse", "wearing", "scarf"), ("cow", "wearing", "scarf"), ("horse", "left_of", "cow")},
        ),
        ("一条 dragon 守着宝箱，主角是 knight，骑着 horse", {("dragon", "next_to", "宝箱"), ("knight", "on", "horse")}),
        # two people
        ("一男一女坐在石凳上", {("男的", "on", "石凳"), ("女的", "on", "石凳")}),
        ("爷爷奶奶坐在门槛上", {("爷爷", "on", "门槛"), ("奶奶", "on", "门槛")}),
    ],
)
def test_how_things_stand_over_clauses(wish: str, relations: set[tuple[str, str, str]]) -> None:
    assert _relations(plan_wish(wish)) == relations


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("提着竹篮的采菱女", ["采菱女", "竹篮"]),
        ("背着画板的流浪画家", ["流浪画家", "画板"]),
        ("一个穿皮衣的司机", ["司机", "皮衣"]),
        ("一只小猪气势汹汹地举着叉子", ["小猪", "叉子"]),
        ("秋千是麻绳编的，挂在树上", ["秋千", "树"]),
        ("戴虎头帽的娃娃", ["娃娃", "虎头帽"]),
        ("披着狼皮的狐狸", ["狐狸", "狼皮"]),
        ("盘子里放着鱼干", ["盘子", "鱼干"]),
        ("架子上一层放碗", ["架子", "碗"]),
    ],
)
def test_names_end_where_they_should(wish: str, names: list[str]) -> None:
    assert sorted(each.name for each in plan_wish(wish).subjects) == sorted(names)


@pytest.mark.parametrize(
    ("wish", "avoid", "names"),
    [
        ("驴子不戴铃铛", ["铃铛"], ["驴子"]),
        ("书桌上没摆笔筒，只有稿纸", ["笔筒"], ["书桌", "稿纸"]),
        ("一座石桥，红灯笼千万别出现", ["红灯笼"], ["石桥"]),
        ("只要一匹马，其他什么都不要", [], ["马"]),
        ("空仓库，除了一把扫帚什么都没有", [], ["扫帚"]),
        ("我不喜欢蜘蛛，别画，就画一张网", ["蜘蛛"], ["网"]),
        ("不要写实的，一只小熊", ["写实"], ["小熊"]),
        ("一座灯塔，不要太阳", ["太阳"], ["灯塔"]),
        ("一匹骆驼，别画其他动物", ["动物"], ["骆驼"]),
        ("一个舞者，观众不许入镜", ["观众"], ["舞者"]),
        ("把路灯去掉，只画长椅", ["路灯"], ["长椅"]),
        ("码头边，帆船一艘都没有，一只水鸟", ["帆船"], ["水鸟"]),
        ("院子里看不到一棵树，只有一口井", ["树"], ["井"]),
        ("不穿鞋的小孩在追一只蝴蝶", ["鞋"], ["小孩", "蝴蝶"]),
        ("要不画一只海豚吧", [], ["海豚"]),
        ("请不要在画面里加任何水印，一只海豚", ["水印"], ["海豚"]),
        ("一个女孩，不扎辫子", ["辫子"], ["女孩"]),
        ("我要的是老虎不是猫", ["猫"], ["老虎"]),
        ("画个潜水员，面罩摘掉", ["面罩"], ["潜水员"]),
        ("村子里的烟囱别冒烟", ["烟"], ["烟囱"]),
        ("你能不能画一只橘色的海豚", [], ["海豚"]),
        ("松鼠不要坐在石头上，坐在树桩上", [], ["松鼠", "树桩"]),
    ],
)
def test_what_shall_not_be_seen(wish: str, avoid: list[str], names: list[str]) -> None:
    plan = plan_wish(wish)
    assert list(plan.avoid) == avoid
    assert [each.name for each in plan.subjects] == names


def test_a_refused_colour_is_not_the_colour() -> None:
    (car,) = plan_wish("轿车不要红色的，蓝色的就行").subjects
    assert car.color == "blue"
