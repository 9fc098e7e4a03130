"""How many there shall be, and several things that are added in one clause."""

from __future__ import annotations

import pytest

from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import Add, Move, Operation, Remove, Resize
from danqing.tasks.lexicon import plan_wish, read_instruction


@pytest.mark.parametrize(
    ("shown", "said", "made"),
    [
        ("一只猫和一只狗在草地上", "猫变成三只", Add(what="猫", count=2)),
        ("一只猫和一只狗在草地上", "把狗变成两只狗", Add(what="狗")),
        ("三只猫在草地上", "猫改成两只", Remove(what="其中一只猫")),
        ("two cats and a ball", "make it five cats", Add(what="cats", count=3)),
        ("two cats and an apple", "turn the apple into two apples", Add(what="an apple")),
        ("two cats and a ball", "make the cats one cat", Remove(what="one cat")),
        ("two cats and a ball", "猫变成四只", Add(what="猫", count=2)),
        ("三只狗和一个球", "make it two dogs", Remove(what="one dog")),
    ],
)
def test_as_many_more_or_one_less(shown: str, said: str, made: Operation) -> None:
    assert read_instruction(said, plan_wish(shown)).operations == (made,)


@pytest.mark.parametrize(
    ("shown", "said", "told"),
    [
        ("two cats and a ball", "make it two cats", "has 2 of “cat” already"),
        ("四只猫在草地上", "猫变成两只", "一次只能去掉一只猫"),
    ],
)
def test_else_it_is_said_what_can_be_done(shown: str, said: str, told: str) -> None:
    with pytest.raises(ChangeRefusedError, match=told):
        read_instruction(said, plan_wish(shown))


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("加两只鸟和一棵树", (Add(what="鸟", count=2), Add(what="树"))),
        ("右边加一朵花和三只蝴蝶", (Add(what="花", at="right"), Add(what="蝴蝶", at="right", count=3))),
        ("再画一只鸟、两朵云和一座房子", (Add(what="鸟"), Add(what="云", count=2), Add(what="房子"))),
        ("把狗缩小一点，放到猫的左边", (Resize(what="狗", factor=0.8), Move(what="狗", beside="left of", anchor="猫"))),
    ],
)
def test_several_things_in_a_sentence(said: str, made: tuple[Operation, ...]) -> None:
    assert read_instruction(said, plan_wish("一只猫和一只狗在草地上")).operations == made


def test_what_is_not_in_the_picture_is_new() -> None:
    known = plan_wish("一辆车在路上")
    assert read_instruction("把苹果放到车上面", known).operations == (Add(what="苹果", beside="on", anchor="车"),)
