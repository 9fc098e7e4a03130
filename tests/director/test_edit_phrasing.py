"""Instructions as people say them: colloquial, with remarks, references to the picture, and long ones."""

from __future__ import annotations

import json
import time
from pathlib import Path
from typing import Any

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_instances import Which, instance_of
from danqing.director.edit_types import to_data
from danqing.director.plan import Plan, Subject
from danqing.tasks.lexicon import read_instruction

LINES = [json.loads(line) for line in Path(__file__).with_name("phrasings.jsonl").read_text("utf-8").splitlines()]
CATS = Plan(language="en", subjects=(Subject(name="cat", color="black"), Subject(name="cat", color="white")))
DOG = Plan(language="en", subjects=(Subject(name="dog"), Subject(name="ball", color="red")))
猫 = Plan(language="zh", subjects=(Subject(name="猫", color="black"), Subject(name="猫", color="white")))
狗 = Plan(language="zh", subjects=(Subject(name="狗"), Subject(name="球", color="red")))


def said(instruction: str, known: Plan | None = None) -> list[str]:
    """The operations in words, without how far they go."""
    operations = to_data(read_instruction(instruction, known).operations)
    return [" ".join(str(v) for k, v in each.items() if k not in ("amount", "factor")) for each in operations]


@pytest.mark.parametrize("line", LINES, ids=lambda line: line["text"])
def test_phrasings(line: dict[str, Any]) -> None:
    plan = read_instruction(line["text"])
    assert to_data(plan.operations) == line["operations"]
    assert plan.unread == ()


@pytest.mark.parametrize(
    ("instruction", "known", "operations"),
    [
        ("make it bigger", DOG, ["resize dog"]),
        ("the other one should be red", CATS, ["recolor white cat red"]),
        ("remove the white one", CATS, ["remove white cat"]),
        ("the one on the left can go", CATS, ["remove cat on the left"]),
        ("turn it into a cat and paint it green", DOG, ["replace dog a cat", "recolor cat green"]),
        ("another one please", DOG, ["add dog"]),
        ("add two more", DOG, ["add dog 2"]),
        ("no ball, but a bone instead", DOG, ["replace ball a bone"]),
        ("让它更小", 狗, ["resize 狗"]),
        ("另一只也变成黑色", 猫, ["recolor 白色的猫 black"]),
        ("两只都变成橙色", 猫, ["recolor 黑色的猫 orange", "recolor 白色的猫 orange"]),
        ("左边那只不要了", 猫, ["remove 左边的猫"]),
        ("再加两只", 狗, ["add 狗 2"]),
        ("狗变成棕色，球也是", 狗, ["recolor 狗 brown", "recolor 球 brown"]),
        ("把它变成猫，涂成绿色", 狗, ["replace 狗 猫", "recolor 猫 green"]),
    ],
)
def test_references(instruction: str, known: Plan, operations: list[str]) -> None:
    assert said(instruction, known) == operations


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("it's too dark, brighten it up", ["adjust brighter"]),
        ("the crown is too small, make it twice as big", ["resize crown"]),
        ("lovely! just lose the hat", ["remove hat"]),
        ("the sofa is ugly. swap it for a bench, if you can", ["replace sofa a bench"]),
        ("太暗了，提亮一点", ["adjust brighter"]),
        ("沙发太丑，换成长椅", ["replace 沙发 长椅"]),
        ("衣服太素了，换成红的", ["recolor 衣服 red"]),
        ("别动猫，背景改成星空", ["background 星空 猫"]),
    ],
)
def test_remarks_and_complaints(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations


def test_what_is_not_understood_beside_other_things_is_told() -> None:
    plan = read_instruction("把猫变成狗，唱首歌")
    assert [each.do for each in plan.operations] == ["replace"]
    assert plan.unread == ("唱首歌",)


@pytest.mark.parametrize("words", ["don't make it red", "never remove the cat", "不要把猫变成狗吧唱歌跳舞"])
def test_a_negation_is_not_dropped(words: str) -> None:
    try:
        read = said(words)
    except RequestError:
        return
    assert not {"recolor it red", "remove cat", "replace 猫 狗"} & set(read)


@pytest.mark.parametrize(
    "words", ["a and " * 600, "再" * 4000, "the " * 900, "把猫变成狗" * 700, "x, " * 1300, "make it " * 15, "和" * 100]
)
def test_nothing_takes_long(words: str) -> None:
    began = time.perf_counter()
    with pytest.raises(RequestError):
        read_instruction(words)
    assert time.perf_counter() - began < 8  # a tenth of that on a machine that does nothing else


@pytest.mark.parametrize(
    ("phrase", "noun", "which"),
    [
        ("left cat", "cat", Which("across", 0)), ("cat on the right", "cat", Which("across", -1)),
        ("second apple", "apple", Which("across", 1)), ("small ball", "ball", Which("size", -1)),
        ("cat", "cat", None), ("左边那只猫", "猫", Which("across", 0)), ("第二个苹果", "苹果", Which("across", 1)),
        ("左边的树", "树", Which("across", 0)), ("小猫", "小猫", None),
    ],
)  # fmt: skip
def test_one_of_several(phrase: str, noun: str, which: Which | None) -> None:
    assert instance_of(phrase) == (noun, which)
