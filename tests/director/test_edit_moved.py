"""Things of a picture that are put beside others in it."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_prompts import edit_faults
from danqing.director.edit_types import (
    Add,
    Background,
    Beside,
    EditPlan,
    Move,
    Operation,
    Recolor,
    Remove,
    Resize,
    to_data,
)
from danqing.director.short_form import edit_from_short
from danqing.tasks.lexicon import plan_wish, read_instruction


def read(said: str, shown: str | None = None) -> tuple[Operation, ...]:
    return read_instruction(said, None if shown is None else plan_wish(shown)).operations


def move(what: str, beside: Beside, anchor: str) -> Move:
    return Move(what=what, beside=beside, anchor=anchor)


@pytest.mark.parametrize(
    ("said", "made"),
    [
        ("move the kettle to the left of the toaster", move("kettle", "left of", "toaster")),
        ("slide the mug over to the right side of the jug", move("mug", "right of", "jug")),
        ("bring the goat closer to the barn", move("goat", "next to", "barn")),
        ("drag the moon above the lighthouse", move("moon", "above", "lighthouse")),
        ("the lamp should be to the left of the piano", move("lamp", "left of", "piano")),
        ("move the pony between the barn and the fence", move("pony", "next to", "barn and fence")),
        ("把水壶移到烤箱的左边", move("水壶", "left of", "烤箱")),
        ("把自行车放到路灯旁边", move("自行车", "next to", "路灯")),
        ("让小船靠近灯塔一点", move("小船", "next to", "灯塔")),
        ("梯子挪到衣柜后面去", move("梯子", "behind", "衣柜")),
        ("把书放回桌上", move("书", "on", "桌")),
    ],
)
def test_what_moves_is_put_beside_another_thing(said: str, made: Move) -> None:
    assert read(said) == (made,)


@pytest.mark.parametrize(
    ("said", "shown", "made"),
    [
        ("put the crown on the frog", "a frog and a crown", move("crown", "worn by", "frog")),
        ("put the vase on the piano", "a piano and a vase", move("vase", "on", "piano")),
        ("I want the owl above the barn", "an owl and a barn", move("owl", "above", "barn")),
        ("the pony should stand behind the fence", "a pony and a fence", move("pony", "behind", "fence")),
        ("put it next to the barn", "a pony and a barn", move("pony", "next to", "barn")),
        ("茶杯放到茶壶右边", "一个茶杯和一把茶壶", move("茶杯", "right of", "茶壶")),
        ("把它移到树的左边", "一只猫和一棵树", move("猫", "left of", "树")),
        ("把草帽戴到小熊头上", "一只小熊和一顶草帽", move("草帽", "worn by", "小熊")),
        ("把花瓶放到钢琴上面", "一架钢琴和一个花瓶", move("花瓶", "on", "钢琴")),
        ("把两只小羊移到草垛上", "两只小羊和一个草垛", move("小羊", "on", "草垛")),
        ("让小猫坐到沙发上", "一只小猫和一张沙发", move("小猫", "on", "沙发")),
        ("把玫瑰插到花瓶里", "一朵玫瑰和一个花瓶", move("玫瑰", "on", "花瓶")),
        ("把杯子往盘子那边挪", "一个杯子和一个盘子", move("杯子", "next to", "盘子")),
        ("小狗到房子旁边去", "一只小狗和一座房子", move("小狗", "next to", "房子")),
        ("乌龟离灯塔太远了", "一只乌龟和一座灯塔", move("乌龟", "next to", "灯塔")),
        ("move the moon behind the clouds", "a moon and clouds", move("moon", "behind", "clouds")),
        ("把球放到猫和狗中间", "一个球、一只猫和一只狗", move("球", "next to", "猫和狗")),
    ],
)
def test_what_the_picture_shows_is_moved(said: str, shown: str, made: Move) -> None:
    assert read(said, shown) == (made,)


@pytest.mark.parametrize(
    ("said", "shown", "made"),
    [
        ("put the crown on the frog", "a frog on a stone", Add(what="the crown", beside="worn by", anchor="frog")),
        ("put a crown on the frog", "a frog and a crown", Add(what="a crown", beside="worn by", anchor="frog")),
        ("在茶壶右边放一个茶杯", "一个茶杯和一把茶壶", Add(what="茶杯", beside="right of", anchor="茶壶")),
        ("给小熊戴上帽子", "一只小熊和一顶帽子", Add(what="帽子", beside="worn by", anchor="小熊")),
        ("把苹果放到车上面", "路上的一辆车", Add(what="苹果", beside="on", anchor="车")),
        ("put the pony on a beach", "a pony and a fence", Background(to="on a beach", keep="pony")),
        ("put the cat and the dog on a beach", "a cat, a dog and a house",
         Background(to="on a beach", keep="cat and dog")),
        ("把它们放到沙滩上", "一只猫和一只狗", Background(to="沙滩上")),
        ("把猫和狗放到沙滩上", "一只猫、一只狗和一座房子", Background(to="沙滩上", keep="猫和狗")),
    ],
)  # fmt: skip
def test_what_is_new_or_a_ground_is_no_move(said: str, shown: str, made: Operation) -> None:
    assert read(said, shown) == (made,)


@pytest.mark.parametrize(
    ("said", "shown", "made"),
    [
        ("the cat behind the sofa should be black", "a cat and a sofa", Recolor(what="cat", color="black")),
        ("the goat is behind the barn, make the goat white", "a goat and a barn", Recolor(what="goat", color="white")),
        ("remove the ball next to the cat", "a ball and a cat", Remove(what="ball")),
        ("把桌子上的杯子变成红色", "一张桌子和一个杯子", Recolor(what="杯子", color="red")),
        ("把猫旁边的球去掉", "一只猫和一个球", Remove(what="球")),
    ],
)
def test_where_a_thing_is_said_to_be_moves_nothing(said: str, shown: str, made: Operation) -> None:
    assert read(said, shown) == (made,)


def test_a_move_beside_a_thing_goes_on_from_the_clause_before() -> None:
    beside = move("ball", "left of", "dog")
    smaller = read("make the ball smaller and put it on the left of the dog", "a ball and a dog")
    assert (type(smaller[0]), smaller[1:]) == (Resize, (beside,))
    assert read("paint the ball red, to the left of the dog", "a ball and a dog")[1:] == (beside,)
    assert read("把球变成红色，放到狗的左边", "一个球和一只狗") == (
        Recolor(what="球", color="red"), move("球", "left of", "狗"),
    )  # fmt: skip
    added = Add(what="a ball", beside="left of", anchor="dog")
    assert read("add a ball and put it to the left of the dog", "a dog") == (added,)


def test_a_models_move_is_read_and_checked() -> None:
    made = edit_from_short(
        {"edits": [{"do": "move", "what": "hat", "beside": "on", "anchor": "box"}]}, "hat on the box"
    )
    assert made.operations == (move("hat", "on", "box"),)
    assert to_data(made.operations) == [{"do": "move", "what": "hat", "beside": "on", "anchor": "box"}]
    assert not edit_faults("hat on the box", made)
    assert edit_faults("hat on the box", EditPlan(operations=(move("hat", "on", "piano"),)))
    old = edit_from_short({"edits": [{"do": "move", "what": "hat", "to": "left"}]}, "hat to the left")
    assert old.operations == (Move(what="hat", to="left"),)
    for wrong in ({"what": "hat"}, {"what": "hat", "to": "left", "beside": "on", "anchor": "box"}):
        with pytest.raises(RequestError, match="either 'to', or 'beside' with 'anchor'"):
            Move(**wrong)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("said", "shown", "made"),
    [
        ("move the kettle to the floor", None, Move(what="kettle", to="bottom")),
        ("shift the vase onto the ground", "a vase on a piano", Move(what="vase", to="bottom")),
        ("move it to the floor", "a kettle", Move(what="kettle", to="bottom")),
        ("slide the vase off the piano onto the kitchen floor", None, Move(what="vase", to="bottom")),
        ("move the kettle to the floor", "a kettle and a floor", move("kettle", "on", "floor")),
        ("move the vase to the table", None, move("vase", "on", "table")),
        ("把水壶移到地板上", None, Move(what="水壶", to="bottom")),
        ("把水壶移到地板", None, Move(what="水壶", to="bottom")),
        ("move the goat to the beach", None, Background(to="the beach", keep="goat")),
        ("put the goat on a wooden floor", None, Background(to="on a wooden floor", keep="goat")),
    ],
)
def test_a_thing_moved_to_the_floor_keeps_the_ground_behind_it(said: str, shown: str | None, made: Operation) -> None:
    assert read(said, shown) == (made,)
