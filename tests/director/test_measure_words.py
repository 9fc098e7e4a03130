"""Chinese measure words."""

from __future__ import annotations

import pytest

from danqing.director.measure_words import measure_of
from danqing.director.plan import Plan, Subject
from danqing.director.plan_text import prompt_of


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("猫", "只"), ("大花猫", "只"), ("金鱼", "条"), ("鲸鱼", "头"), ("马", "匹"), ("河马", "头"),
        ("红玫瑰", "朵"), ("松树", "棵"), ("樱花树", "棵"), ("樱花", "朵"),
        ("书", "本"), ("油纸伞", "把"), ("面", "碗"), ("苹果", "个"), ("船", "条"), ("帆船", "艘"),
        ("qr码", "个"), ("", "个"),
    ],
)  # fmt: skip
def test_the_longest_known_end_of_a_name_decides(name: str, measure: str) -> None:
    assert measure_of(name) == measure


def test_a_plan_is_told_with_them() -> None:
    subjects = (Subject(name="猫", count=2, color="orange"), Subject(name="伞"), Subject(name="气球", count=None))
    assert prompt_of(Plan(language="zh", subjects=subjects)) == "两只橙色的猫和一把伞和一些气球"


def test_what_is_not_counted_has_no_number() -> None:
    assert measure_of("水") == ""
    told = prompt_of(Plan(language="zh", subjects=(Subject(name="河水", color="blue"), Subject(name="香水"))))
    assert told == "蓝色的河水和一瓶香水"
    assert prompt_of(Plan(language="zh", subjects=(Subject(name="雪", color="white"),))) == "白色的雪"


def test_english_things_in_a_chinese_plan_are_counted_too() -> None:
    assert prompt_of(Plan(language="zh", subjects=(Subject(name="robot", count=3),))) == "三个robot"
