"""How a thing shall be, or what shall be written on it, is no other thing for its place."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_types import Flip, Operation, Recolor, Replace
from danqing.tasks.lexicon import read_instruction


@pytest.mark.parametrize(
    "instruction",
    [
        "the basket should be full",
        "make the basket be empty",
        "I want the bottle to be full",
        "the goat should be asleep",
        "the goat must be old",
        "the puppy should be sleeping",
        "the lantern should be lit",
        "change the gate to open",
        "the plate should be round",
        "make the plate round",
        "make the shop sign say SALE",
        "change the shop sign to say SALE",
        "the poster should read Welcome",
        "turn the banner to read Welcome",
        "把盘子变圆",
        "把篮子变空",
        "山羊变老",
        "让小狗变开心",
        "让海报写着欢迎",
    ],
)
def test_how_a_thing_shall_be_replaces_nothing(instruction: str) -> None:
    words = "is not understood; say for example" if instruction.isascii() else "看不懂"
    with pytest.raises(RequestError, match=words):
        read_instruction(instruction)


@pytest.mark.parametrize(
    ("instruction", "made"),
    [
        ("the goat should be a sheep", Replace(what="goat", by="a sheep")),
        ("change the goat to a sheep", Replace(what="goat", by="a sheep")),
        ("the goat should be black", Recolor(what="goat", color="black")),
        ("change the poster to a full moon", Replace(what="poster", by="a full moon")),
        ("turn the goat round", Flip(what="goat")),
        ("把山羊变成绵羊", Replace(what="山羊", by="绵羊")),
        ("山羊变绵羊", Replace(what="山羊", by="绵羊")),
        ("月亮变成满月", Replace(what="月亮", by="满月")),
    ],
)
def test_what_a_thing_shall_be_is_in_its_place(instruction: str, made: Operation) -> None:
    assert read_instruction(instruction).operations == (made,)
