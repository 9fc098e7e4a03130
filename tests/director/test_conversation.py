"""What a turn of a conversation asks for, and the conversation as JSON."""

from __future__ import annotations

import dataclasses
import json
from typing import Any

import pytest

from danqing.core.errors import RequestError
from danqing.director.conversation import (
    MAX_PICTURES,
    Conversation,
    Drawn,
    Step,
    Turn,
    conversation_from_data,
    next_step,
)
from danqing.director.edit_types import Adjust
from danqing.tasks.lexicon import plan_wish, read_instruction


def picture(number: int, turn: int, prompt: str) -> Drawn:
    return Drawn(file=f"{number:03}.png", turn=turn, prompt=prompt, seed=number)


def talk() -> Conversation:
    """A cat, made brighter, then two houses; the cat that was made brighter is the current picture again."""
    made = Conversation().begun(Turn(said="an orange cat on the grass", kind="wish"))
    made = made.drawn(picture(1, 1, "an orange cat on the grass"))
    brighter = Turn(said="brighter", kind="edit", of=1, operations=(Adjust(change="brighter"),))
    made = made.begun(brighter).drawn(picture(2, 2, "an orange cat on the grass"))
    made = made.begun(Turn(said="a red house", kind="wish"))
    made = made.drawn(picture(3, 3, "a red house")).drawn(picture(4, 3, "a red house"))
    return made.begun(Turn(said="back to 2", kind="back", of=2))


def step(said: str, conversation: Conversation | None = None) -> Step:
    return next_step(said, talk() if conversation is None else conversation, read_instruction, plan_wish)


def kinds(asked: Step) -> list[str]:
    return [] if asked.edit is None else [each.do for each in asked.edit.operations]


@pytest.mark.parametrize(
    ("said", "kind", "of", "count"),
    [
        ("undo", "back", 1, 1),
        ("go back", "back", 1, 1),
        ("the previous one", "back", 1, 1),
        ("回到上一张", "back", 1, 1),
        ("撤销", "back", 1, 1),
        ("back to the first one", "back", 1, 1),
        ("picture 3", "back", 3, 1),
        ("第三张", "back", 3, 1),
        ("还是用第一张吧", "back", 1, 1),
        ("the last one", "back", 4, 1),
        ("最后一张", "back", 4, 1),
        ("原图", "back", 1, 1),
        ("the next one", "back", 3, 1),
        ("重新来一张", "again", 2, 1),
        ("再来三张", "again", 2, 3),
        ("换一张", "again", 2, 1),
        ("try again", "again", 2, 1),
        ("three more", "again", 2, 3),
        ("another one", "again", 2, 1),
        ("variations", "vary", 2, 1),
        ("four variations", "vary", 2, 4),
        ("more like this", "vary", 2, 1),
        ("类似的再来两张", "vary", 2, 2),
        ("像第三张那样再来两张", "vary", 3, 2),
    ],
)
def test_going_back_and_more_of_the_same(said: str, kind: str, of: int, count: int) -> None:
    asked = step(said)
    assert (asked.kind, asked.of, asked.count, asked.edit) == (kind, of, count, None)


@pytest.mark.parametrize(
    ("said", "of", "operations"),
    [
        ("再亮一点", 2, ["adjust"]),
        ("make it a bit warmer", 2, ["adjust"]),
        ("add a hat", 2, ["add"]),
        ("像第三张那样但是晚上", 3, ["background"]),
        ("like the third one but at night", 3, ["background"]),
        ("the first one again, with a hat", 1, ["add"]),
        ("回到第一张，再亮一点", 1, ["adjust"]),
        ("undo and make it darker", 1, ["adjust"]),
        ("在第一张上加一顶帽子", 1, ["add"]),
        ("第三张的房子变成蓝色", 3, ["recolor"]),
        ("in the third picture, make the house blue", 3, ["recolor"]),
        ("the cat should be black", 2, ["recolor"]),
        ("把猫变成狗，再加两只鸟", 2, ["replace", "add"]),
        ("换成雪地背景", 2, ["background"]),
        ("a ball beside the cat", 2, ["add"]),
    ],
)
def test_changes_of_the_current_picture_and_of_earlier_ones(said: str, of: int, operations: list[str]) -> None:
    asked = step(said)
    assert (asked.kind, asked.of, kinds(asked)) == ("edit", of, operations)


@pytest.mark.parametrize(
    ("said", "wish"),
    [
        ("a castle on a hill", "a castle on a hill"),
        ("一条红色的鱼", "一条红色的鱼"),
        ("new: a boat", "a boat"),
        ("draw a dog on the beach", "a dog on the beach"),
        ("画一只狗", "一只狗"),
        ("新的：一座城堡", "一座城堡"),
    ],
)
def test_new_wishes(said: str, wish: str) -> None:
    assert step(said) == Step(kind="wish", wish=wish)


def test_it_is_what_the_picture_shows() -> None:
    asked = step("make it blue")
    assert asked.edit is not None
    assert getattr(asked.edit.operations[0], "what", None) == "cat"


def test_the_first_turn_is_a_wish() -> None:
    assert step("make it brighter", Conversation()).kind == "wish"
    with pytest.raises(RequestError, match="Nothing has been drawn yet"):
        step("undo", Conversation())
    with pytest.raises(RequestError, match="还没有画任何图"):
        step("再来三张", Conversation())


@pytest.mark.parametrize(
    ("said", "told"),
    [
        ("picture 9", "There is no picture 9; there are 4"),
        ("第九张", "没有第9张，一共只有4张"),
        ("picture 0", "first picture"),
    ],
)
def test_pictures_that_are_not_there(said: str, told: str) -> None:
    with pytest.raises(RequestError, match=told):
        step(said)


def test_nothing_is_before_the_first() -> None:
    first = dataclasses.replace(talk(), current=1)
    with pytest.raises(RequestError, match="前面没有别的图"):
        step("上一张", first)


def test_what_is_neither_a_wish_nor_a_change_is_refused() -> None:
    with pytest.raises(RequestError, match="is not understood"):
        step("the third one but hmm so so", talk())


def test_it_comes_back_from_json() -> None:
    assert conversation_from_data(json.loads(json.dumps(talk().to_data()))) == talk()
    assert conversation_from_data(Conversation().to_data()) == Conversation()


@pytest.mark.parametrize(
    "change",
    [
        {"version": 2},
        {"turns": None},
        {"pictures": {}},
        {"current": 9},
        {"current": None},
        {"current": True},
        {"turns": [{"said": "x", "kind": "dance"}]},
        {"turns": [{"said": "", "kind": "wish"}]},
        {"turns": ["x"]},
        {"pictures": [{"file": "../x.png", "turn": 1, "prompt": "x", "seed": 1}]},
        {"pictures": [{"file": "x.png", "turn": 99, "prompt": "x", "seed": 1}]},
        {"pictures": [{"file": "x.png", "turn": 1, "prompt": "x", "seed": "1"}]},
    ],
)
def test_what_is_no_conversation_is_refused(change: dict[str, Any]) -> None:
    with pytest.raises(RequestError):
        conversation_from_data({**talk().to_data(), **change})


def test_it_is_bounded() -> None:
    many = tuple(picture(number, 1, "x") for number in range(1, MAX_PICTURES + 2))
    with pytest.raises(RequestError, match="at most 999"):
        Conversation(turns=(Turn(said="x", kind="wish"),), pictures=many, current=1)


@pytest.mark.parametrize(
    ("said", "reply"),
    [
        ("好的谢谢", "不客气！"),
        ("谢谢", "不客气！"),
        ("太好了，真漂亮！", "好的。"),
        ("嗯嗯，很好看", "好的。"),
        ("早上好", "你好！"),
        ("thanks, looks great", "You're welcome!"),
        ("Thank you so much!!", "You're welcome!"),
        ("wow, it's perfect, I love it", "Good."),
        ("hello there", "Hello!"),
    ],
)
def test_courtesy_is_answered_and_nothing_drawn(said: str, reply: str) -> None:
    for conversation in (talk(), Conversation()):
        asked = step(said, conversation)
        assert asked.kind == "talk"
        assert asked.reply.startswith(reply)


@pytest.mark.parametrize("said", ["谢谢，再亮一点", "a good cat on a chair", "好一点的猫", "great, now make it darker"])
def test_courtesy_before_a_request_is_none(said: str) -> None:
    assert step(said).kind != "talk"


@pytest.mark.parametrize("said", ["start over", "Start again from scratch", "重新来", "从头开始吧", "撤销所有修改"])
def test_back_to_the_start(said: str) -> None:
    asked = step(said)
    assert (asked.kind, asked.of) == ("back", 1)
    with pytest.raises(RequestError, match=r"Nothing has been drawn yet|还没有画"):
        step(said, Conversation())


def test_a_change_that_is_refused_is_no_wish() -> None:
    with pytest.raises(RequestError, match="cannot change places in one go"):
        step("swap the cat and the dog")
