"""Moves away from something, which name no place, and how far a thing moves."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_types import Add, Flip, Move, Operation, Recolor, Remove
from danqing.tasks.lexicon import plan_wish, read_instruction


@pytest.mark.parametrize(
    "instruction",
    [
        "move the kettle away from the toaster",
        "shift the vase off the piano",
        "push the stool further from the bar",
        "drag the bench away",
        "could you move the bench away a bit please?",
        "nudge the mug out of the way",
        "the goat should be away from the barn",
        "I want the pony farther away from the fence",
        "put the candle away from the curtain",
        "make the owl look away from the barn",
        "把水壶从烤箱旁边移开",
        "把花瓶从钢琴上挪开",
        "将凳子从吧台边上推开一点",
        "把自行车移开",
        "帮我把自行车移开好吗",
    ],
)
def test_a_move_away_names_no_place_and_removes_nothing(instruction: str) -> None:
    words = "is not understood; say for example" if instruction.isascii() else "看不懂"
    with pytest.raises(RequestError, match=words):
        read_instruction(instruction)


@pytest.mark.parametrize(
    ("instruction", "made"),
    [
        ("move the kettle to the left, away from the toaster", Move(what="kettle", to="left")),
        ("move the kettle away from the toaster to the right", Move(what="kettle", to="right")),
        ("move the kettle away from the toaster, to the right", Move(what="kettle", to="right")),
        ("shift the vase up, away from the shelf", Move(what="vase", to="top")),
        ("move the goat away from the barn and next to the bench", Move(what="goat", beside="next to", anchor="bench")),
        ("push the stool off to the left", Move(what="stool", to="left")),
        ("flip the owl so that it looks away from the barn", Flip(what="owl")),
        ("把水壶从烤箱旁边往右移开", Move(what="水壶", to="right")),
        ("把水壶往左移，离烤箱远一点", Move(what="水壶", to="left")),
    ],
)
def test_what_a_thing_moves_away_from_is_left_out_where_a_place_is_named(instruction: str, made: Operation) -> None:
    plan = read_instruction(instruction)
    assert plan.operations == (made,)
    assert not plan.unread


@pytest.mark.parametrize(
    ("instruction", "what"),
    [
        ("take the kettle away", "kettle"),
        ("move the kettle out of the picture", "kettle"),
        ("pull the hat off", "hat"),
        ("remove the stool away from the bar", "stool"),
        ("把水壶移走", "水壶"),
        ("把水壶从烤箱旁边拿走", "水壶"),
    ],
)
def test_what_is_taken_away_is_removed(instruction: str, what: str) -> None:
    assert read_instruction(instruction).operations == (Remove(what=what),)


@pytest.mark.parametrize(
    ("instruction", "made", "undone"),
    [
        (
            "move the kettle away from the toaster and make the toaster red",
            Recolor(what="toaster", color="red"),
            "move the kettle away from the toaster",
        ),
        (
            "move the old kettle away from the toaster, then make it red",
            Recolor(what="old kettle", color="red"),
            "move the old kettle away from the toaster",
        ),
        ("把水壶从烤箱旁边移开，再把它变成红色", Recolor(what="水壶", color="red"), "把水壶从烤箱旁边移开"),
        ("把水壶从烤箱旁边移开，把烤箱变成红色", Recolor(what="烤箱", color="red"), "把水壶从烤箱旁边移开"),
    ],
)
def test_a_move_away_beside_other_changes_is_told(instruction: str, made: Operation, undone: str) -> None:
    plan = read_instruction(instruction)
    assert (plan.operations, plan.unread) == ((made,), (undone,))


@pytest.mark.parametrize(
    ("instruction", "shown", "made"),
    [
        (
            "move the kettle 4 cm left of the toaster",
            "a kettle and a toaster",
            Move(what="kettle", beside="left of", anchor="toaster"),
        ),
        ("slide the vase two inches to the right", None, Move(what="vase", to="right")),
        ("slide the vase left 2 m", None, Move(what="vase", to="left")),
        ("nudge the boat 30 pixels up", None, Move(what="boat", to="top")),
        ("move the lamp a few centimetres to the left", None, Move(what="lamp", to="left")),
        ("add a mug 5cm right of the kettle", "a kettle", Add(what="a mug", beside="right of", anchor="kettle")),
        ("put the foot left", "a foot", Move(what="foot", to="left")),
        ("把水壶往左移四厘米", None, Move(what="水壶", to="left")),
        ("把水壶向右移动30像素", None, Move(what="水壶", to="right")),
        ("把水壶移到烤箱左边五厘米处", "一个水壶和一个烤箱", Move(what="水壶", beside="left of", anchor="烤箱")),
    ],
)
def test_how_far_a_thing_moves_is_no_part_of_its_name(instruction: str, shown: str | None, made: Operation) -> None:
    known = None if shown is None else plan_wish(shown)
    assert read_instruction(instruction, known).operations == (made,)
