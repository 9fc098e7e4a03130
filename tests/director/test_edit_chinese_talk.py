"""Chinese instructions as people talk: one of several, whoever wears a thing, what is judged, and what is one word."""

from __future__ import annotations

import pytest

from danqing.director.edit_types import Add, Adjust, Background, Flip, Operation, Recolor, Remove, Replace
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
        ([("羊", None, 1)], "刚才那只羊，毛色改白", [Recolor(what="羊", color="white")]),
    ],
)  # fmt: skip
def test_what_is_meant_of_a_picture(
    shown: list[tuple[str, str | None, int]], said: str, operations: list[Operation]
) -> None:
    subjects = tuple(Subject(name=name, color=color, count=count) for name, color, count in shown)
    assert list(read_instruction(said, Plan(language="zh", subjects=subjects)).operations) == operations
