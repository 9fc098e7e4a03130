"""Chinese measure words."""

from __future__ import annotations

import pytest

from danqing.director.measure_words import counted_as, measure_of, wearing_verb
from danqing.director.plan import Plan, PlanRelation, Subject
from danqing.director.plan_text import prompt_of


@pytest.mark.parametrize(
    ("name", "measure"),
    [
        ("猫", "只"), ("大花猫", "只"), ("金鱼", "条"), ("鲸鱼", "头"), ("马", "匹"), ("河马", "头"),
        ("红玫瑰", "朵"), ("松树", "棵"), ("樱花树", "棵"), ("樱花", "朵"), ("彩色橡皮", "块"),
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


@pytest.mark.parametrize(
    ("name", "count", "said"),
    [
        ("布鞋", 2, (1, "双")), ("皮靴", 6, (3, "双")), ("棉手套", 3, (3, "只")), ("竹筷子", 5, (5, "根")),
        ("袜子", 1, (1, "只")), ("孔雀", 2, (2, "只")),
    ],
)  # fmt: skip
def test_what_comes_in_pairs_is_counted_by_pairs(name: str, count: int, said: tuple[int, str]) -> None:
    assert counted_as(name, count) == said


@pytest.mark.parametrize(
    ("name", "verb"),
    [
        ("百褶裙", "穿着"), ("羊毛大衣", "穿着"), ("小白鞋", "穿着"), ("牛仔裤", "穿着"), ("宇航服", "穿着"),
        ("太阳镜", "戴着"), ("贝雷帽", "戴着"), ("珍珠项链", "戴着"), ("花环", "戴着"), ("格子围巾", "围着"),
        ("条纹领带", "系着"), ("红斗篷", "披着"), ("书包", "背着"), ("头巾", "戴着"),
    ],
)  # fmt: skip
def test_each_thing_is_worn_with_its_own_verb(name: str, verb: str) -> None:
    assert wearing_verb(name) == verb
    worn = Plan(
        language="zh",
        subjects=(Subject(name="姐姐"), Subject(name=name)),
        relations=(PlanRelation(kind="wearing", first=0, second=1),),
    )
    assert f"姐姐{verb}一" in prompt_of(worn)


def test_a_half_stands_for_the_number() -> None:
    half = Subject(name="柚子", color="yellow", attributes=("半个", "新鲜"))
    assert prompt_of(Plan(language="zh", subjects=(half,))) == "半个新鲜的黄色的柚子"


def test_mixed_plans_are_told_in_the_language_of_their_names() -> None:
    assert prompt_of(Plan(language="mixed", subjects=(Subject(name="面包店"),), style="logo")) == "一家面包店，logo风格"
    robots = Plan(language="mixed", subjects=(Subject(name="robot"), Subject(name="茶壶")))
    assert prompt_of(robots) == "a robot and a 茶壶"
