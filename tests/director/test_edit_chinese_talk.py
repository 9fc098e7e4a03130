"""Chinese instructions as people talk: one of several, whoever wears a thing, what is judged, and what is one word."""

from __future__ import annotations

import pytest

from danqing.director.edit_types import Add, Adjust, Background, Flip, Move, Operation, Recolor, Remove, Replace, Resize
from danqing.director.plan import Plan, Subject
from danqing.tasks.lexicon import read_instruction


@pytest.mark.parametrize(
    ("said", "operations"),
    [
        ("骆驼画得不像，换成马", [Replace(what="骆驼", by="马")]),
        ("这座塔画得真好，刷成红色", [Recolor(what="塔", color="red")]),
        ("把信递给邮差", [Add(what="信", beside="next to", anchor="邮差")]),
        ("给每个学生发一本书", [Add(what="书", beside="next to", anchor="学生")]),
        ("别打领带", [Remove(what="领带")]),
        ("窗外下雪", [Background(to="下雪")]),
        ("整张图上下翻转", [Flip(axis="up-down")]),
        ("画面整体偏红，调冷", [Adjust(change="cooler")]),
        ("那把伞颜色太扎眼，换成灰的", [Recolor(what="伞", color="grey")]),
        ("把四匹马里最右边那匹染成白的", [Recolor(what="最右边的马", color="white")]),
        ("第三只鸡变成黑的", [Recolor(what="第三只鸡", color="black")]),
        ("河上头画一架飞机", [Add(what="飞机", beside="above", anchor="河")]),
        ("桌上放一架飞机", [Add(what="飞机", beside="on", anchor="桌")]),
        ("前面坐个老人，就在井旁边", [Add(what="老人", beside="next to", anchor="井")]),
        ("把那个打着伞的人去掉", [Remove(what="打着伞的人")]),
        ("草地换成雪地", [Replace(what="草地", by="雪地")]),
        ("沙漠换成草原", [Background(to="草原")]),
        ("杯子里的茶换成牛奶", [Replace(what="茶", by="牛奶")]),
        ("放大鸽子，缩小盘子", [Resize(what="鸽子", factor=1.5), Resize(what="盘子", factor=0.67)]),
        ("我妈不喜欢吊兰，要文竹", [Replace(what="吊兰", by="文竹")]),
        ("桌布换成条纹的", [Replace(what="桌布", by="条纹的桌布")]),
        ("把雨停了", [Remove(what="雨")]),
        ("把第二个人换成老师", [Replace(what="第二个人", by="老师")]),
        ("想要一只趴在沙发上的猫", [Add(what="猫", beside="on", anchor="沙发")]),
        (
            "兔子耳朵太短，拉长，再给它穿个马甲",
            [Resize(what="耳朵", factor=1.5), Add(what="马甲", beside="worn by", anchor="兔子")],
        ),
        ("把咖啡换成抹茶拿铁", [Replace(what="咖啡", by="抹茶拿铁")]),
        ("把第二个灯笼调亮", [Adjust(change="brighter", what="第二个灯笼")]),
        ("墙上挂幅画", [Add(what="画", beside="on", anchor="墙")]),
        ("鸡冠要再红", [Recolor(what="鸡冠", color="red")]),
        ("这两个人太近了，男的往左，女的往右", [Move(what="男人", to="left"), Move(what="女人", to="right")]),
        ("香水瓶旁边打个倒影", [Add(what="倒影", beside="next to", anchor="香水瓶")]),
        ("爷爷上面打把伞", [Add(what="伞", beside="above", anchor="爷爷")]),
        ("洞口插俩火把", [Add(what="火把", count=2, beside="on", anchor="洞口")]),
        ("桌上摆张麻将桌", [Add(what="麻将桌", beside="on", anchor="桌")]),
        ("石头上坐个和尚", [Add(what="和尚", beside="on", anchor="石头")]),
        (
            "杯子左边要一颗糖，右边要一颗糖，一边一颗",
            [Add(what="糖", beside="left of", anchor="杯子"), Add(what="糖", beside="right of", anchor="杯子")],
        ),
        ("伞变绿，船变红，对调", [Recolor(what="伞", color="green"), Recolor(what="船", color="red")]),
        ("坐骑不要驴，要麒麟", [Replace(what="驴", by="麒麟")]),
        ("把游客留下，雨林换戈壁", [Background(to="戈壁", keep="游客")]),
        ("把店员换成我们老板，开玩笑的，换成机器人吧", [Replace(what="店员", by="机器人")]),
        ("明暗对比再强点", [Adjust(change="more contrast", amount=0.8)]),
        ("调清晰，调通透提亮", [Adjust(change="sharper"), Adjust(change="brighter"), Adjust(change="brighter")]),
        ("给他们每人一把伞", [Add(what="伞", beside="next to", anchor="他们")]),
        ("看半天觉得塔还是换成风车好", [Replace(what="塔", by="风车")]),
    ],
)
def test_what_is_said(said: str, operations: list[Operation]) -> None:
    assert list(read_instruction(said).operations) == operations


@pytest.mark.parametrize(
    ("shown", "said", "operations"),
    [
        ([("狗", None, 2)], "给其中一只戴上帽子", [Add(what="帽子", beside="worn by", anchor="其中一只狗")]),
        ([("猫", "black", 1), ("猫", "white", 1)], "给一只猫戴上眼镜",
         [Add(what="眼镜", beside="worn by", anchor="其中一只猫")]),
        ([("猫", None, 1)], "给一只猫戴上眼镜", [Add(what="眼镜", beside="worn by", anchor="猫")]),
        ([("熊", None, 1)], "它旁边再来一只一模一样的", [Add(what="熊", beside="next to", anchor="熊")]),
        ([("熊", None, 1)], "它头上戴个草帽，身上改成蓝的",
         [Add(what="草帽", beside="worn by", anchor="熊"), Recolor(what="熊", color="blue")]),
        ([("狮子", None, 1)], "狮子的鬃毛染成棕色，再给戴个王冠",
         [Recolor(what="鬃毛", color="brown"), Add(what="王冠", beside="worn by", anchor="狮子")]),
        ([("山羊", "black", 1), ("山羊", "white", 1)], "白的那只戴上草帽，黑的那只别戴",
         [Add(what="草帽", beside="worn by", anchor="白色的山羊")]),
        ([("牛", "black", 1), ("牛", "white", 1)], "白的那头戴个铃铛，另一头也戴",
         [Add(what="铃铛", beside="worn by", anchor="白色的牛"),
          Add(what="铃铛", beside="worn by", anchor="黑色的牛")]),
        ([("车", "black", 1), ("车", "white", 1)], "这辆红的，那辆蓝的",
         [Recolor(what="黑色的车", color="red"), Recolor(what="白色的车", color="blue")]),
        ([("大象", None, 1)], "脚下铺点草，再缩小一些",
         [Add(what="草", beside="below", anchor="大象"), Resize(what="大象", factor=0.8)]),
        ([("企鹅", None, 1)], "他看着好冷，给他围条围巾", [Add(what="围巾", beside="worn by", anchor="企鹅")]),
        ([("摄影师", None, 1), ("三脚架", None, 1)], "别留那个了，碍事", [Remove(what="三脚架")]),
        ([("学生", None, 5)], "胸前给他们都别上红领巾", [Add(what="红领巾", beside="worn by", anchor="学生")]),
        ([("面汤", None, 1)], "面汤看着没食欲，暖和些", [Adjust(change="warmer", amount=0.8, what="面汤")]),
        ([("椅子", None, 4)], "随便去掉一把", [Remove(what="其中一把椅子")]),
        ([("鹅", "white", 1), ("鹅", "grey", 3)], "除了那只白鹅，别的鹅都去掉", [Remove(what="灰色的鹅")]),
        ([("羊", None, 1)], "刚才那只羊，毛色改白", [Recolor(what="羊", color="white")]),
    ],
)  # fmt: skip
def test_what_is_meant_of_a_picture(
    shown: list[tuple[str, str | None, int]], said: str, operations: list[Operation]
) -> None:
    subjects = tuple(Subject(name=name, color=color, count=count) for name, color, count in shown)
    assert list(read_instruction(said, Plan(language="zh", subjects=subjects)).operations) == operations
