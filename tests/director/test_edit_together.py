"""Instructions about several things of a picture at once."""

from __future__ import annotations

import pytest

from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import Background, Move, Operation, Recolor, Remove, to_data
from danqing.tasks.lexicon import plan_wish, read_instruction


@pytest.mark.parametrize(
    ("shown", "said", "gone"),
    [
        ("two cats and a red ball on the grass", "remove everything except the ball", ["cats"]),
        ("two cats and a red ball on the grass", "please keep only the cats", ["ball"]),
        ("two cats and a red ball on the grass", "keep the ball and delete everything else", ["cats"]),
        ("a car, a tree and a boat", "get rid of all but the boat and the tree", ["car"]),
        ("一只猫和一只狗在草地上", "除了猫都去掉", ["狗"]),
        ("一只猫和一只狗在草地上", "除了那只狗以外，其他的全部删掉", ["猫"]),
        ("一只猫、一棵树和一条船", "只留下船和树", ["猫"]),
        ("一只猫和一只狗在草地上", "保留猫，其余的都去掉", ["狗"]),
    ],
)
def test_all_others_go(shown: str, said: str, gone: list[str]) -> None:
    assert read_instruction(said, plan_wish(shown)).operations == tuple(Remove(what=each) for each in gone)


@pytest.mark.parametrize(
    ("said", "ground", "keep"),
    [("remove everything but the boat", "white background", "boat"), ("除了船都不要", "白色背景", "船")],
)
def test_of_a_picture_that_is_not_known_what_stays_stands_before_white(said: str, ground: str, keep: str) -> None:
    assert read_instruction(said).operations == (Background(to=ground, keep=keep),)


@pytest.mark.parametrize(
    ("shown", "said"),
    [
        ("a cup to the left of a lamp", "swap the cup and the lamp"),
        ("a cup to the left of a lamp", "make the cup and the lamp switch places"),
    ],
)
def test_places_are_changed_where_the_words_tell_them(shown: str, said: str) -> None:
    assert read_instruction(said, plan_wish(shown)).operations == (
        Move(what="cup", to="right"),
        Move(what="lamp", to="left"),
    )


def test_colours_are_changed_where_the_words_tell_them() -> None:
    known = plan_wish("a red car and a green apple")
    assert read_instruction("swap the colors of car and apple", known).operations == (
        Recolor(what="car", color="green"),
        Recolor(what="apple", color="red"),
    )


@pytest.mark.parametrize(
    ("shown", "said", "told"),
    [
        ("two cats and a ball", "swap the ball and the cat", "move the ball to the right, move the cat to the left"),
        ("一只猫和一只狗", "把猫和狗换个位置", "把猫移到右边，把狗移到左边"),
        ("a cat and a ball", "swap the colours of the cat and the ball", "make the cat red, make the ball green"),
        ("一只猫和一只狗", "交换猫和狗的颜色", "把猫变成红色，把狗变成绿色"),
    ],
)
def test_else_it_is_said_what_can_be_done(shown: str, said: str, told: str) -> None:
    with pytest.raises(ChangeRefusedError, match=told):
        read_instruction(said, plan_wish(shown))


@pytest.mark.parametrize(
    ("shown", "said", "operations"),
    [
        ("a cat and a dog", "只留下狗", (Remove(what="cat"),)),
        ("a cup and a plate", "除了杯子都去掉", (Remove(what="plate"),)),
        ("a black cat and a white cat", "只留那只黑猫", (Remove(what="white cat"),)),
        ("一只猫和一条船", "keep only the boat", (Remove(what="猫"),)),
        ("a cup to the left of a lamp", "杯子和灯互换位置",
         (Move(what="cup", to="right"), Move(what="lamp", to="left"))),
        ("a red car and a green apple", "苹果和汽车互换颜色",
         (Recolor(what="apple", color="red"), Recolor(what="car", color="green"))),
    ],
)  # fmt: skip
def test_a_picture_may_be_told_in_the_other_language(shown: str, said: str, operations: tuple[Operation, ...]) -> None:
    assert read_instruction(said, plan_wish(shown)).operations == operations


@pytest.mark.parametrize("said", ["swap them round", "make both of them trade places", "它俩换个位置", "两个对调一下"])
def test_both_are_the_two_that_the_picture_shows(said: str) -> None:
    known = plan_wish("a cup to the left of a lamp")
    assert read_instruction(said, known).operations == (Move(what="cup", to="right"), Move(what="lamp", to="left"))


@pytest.mark.parametrize(
    ("said", "operations"),
    [
        ("swap their colours, black horse brown and brown horse black",
         (Recolor(what="black horse", color="brown"), Recolor(what="brown horse", color="black"))),
        ("trade places: the kite goes right and the moon goes left",
         (Move(what="kite", to="right"), Move(what="moon", to="left"))),
    ],
)  # fmt: skip
def test_what_each_shall_be_may_follow(said: str, operations: tuple[Operation, ...]) -> None:
    assert read_instruction(said).operations == operations


@pytest.mark.parametrize("said", ["swap the cat for a dog", "swap the cat with a dog", "把猫换成一只狗"])
def test_another_thing_in_its_place_is_no_exchange(said: str) -> None:
    (made,) = to_data(read_instruction(said).operations)
    assert made["do"] == "replace"
