"""Wishes read by rules: each aside, the scene in the wish's own words, and nothing that was not said."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.core.errors import RequestError
from danqing.director.plan import plan_from_data
from danqing.director.plan_text import prompt_of
from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        (
            "a wide banner of two orange cats sitting on an old sofa, watercolour, cosy mood, no people",
            {
                "language": "en",
                "subjects": [{"name": "cats", "count": 2, "color": "orange"}, {"name": "sofa", "attributes": ["old"]}],
                "relations": [{"kind": "on", "first": 0, "second": 1}],
                "style": "watercolour", "mood": "cosy", "avoid": ["people"], "shape": "wide",
            },
        ),
        (
            "三只戴帽子的企鹅和一只小狗在雪地上，写着“新年快乐”",
            {
                "language": "zh",
                "subjects": [{"name": "企鹅", "count": 3}, {"name": "帽子"}, {"name": "小狗"}],
                "relations": [{"kind": "wearing", "first": 0, "second": 1}],
                "background": "雪地", "lettering": ["新年快乐"],
            },
        ),
        (
            'A poster with the words "Happy Birthday", a big striped cake and five candles',
            {
                "language": "en",
                "subjects": [{"name": "cake", "attributes": ["big", "striped"]}, {"name": "candles", "count": 5}],
                "lettering": ["Happy Birthday"],
            },
        ),
        (
            "many birds over the sea without any boats or people",
            {
                "language": "en", "subjects": [{"name": "birds", "count": None}],
                "background": "sea", "avoid": ["boats", "people"],
            },
        ),
        (
            "close-up of a bee on a yellow flower",
            {
                "language": "en", "subjects": [{"name": "bee"}, {"name": "flower", "color": "yellow"}],
                "relations": [{"kind": "on", "first": 0, "second": 1}], "composition": "close-up",
            },
        ),
        (
            "帮我画一条龙，水墨风格，气势磅礴",
            {"language": "zh", "subjects": [{"name": "龙"}], "style": "水墨", "mood": "气势磅礴"},
        ),
        (
            "a cat, 水彩风格, 背景是海边",
            {"language": "mixed", "subjects": [{"name": "cat"}], "background": "海边", "style": "水彩"},
        ),
    ],
)  # fmt: skip
def test_a_wish_as_a_plan(wish: str, expected: dict[str, Any]) -> None:
    assert plan_wish(wish).to_data() == expected


@pytest.mark.parametrize(
    "wish", ["a red and a blue car", "one red and one blue car", "一红一蓝两辆汽车", "一红一蓝的两辆汽车"]
)
def test_two_colours_of_one_noun_are_two_things(wish: str) -> None:
    subjects = plan_wish(wish).subjects
    assert [(each.color, each.count) for each in subjects] == [("red", 1), ("blue", 1)]
    assert len({each.name for each in subjects}) == 1


@pytest.mark.parametrize(
    ("wish", "shape"),
    [
        ("竖版海报：一只猫", "portrait"), ("手机壁纸，星空", "tall"), ("a cat in portrait format", "portrait"),
        ("a portrait of a king", None), ("横版的一只猫", "landscape"), ("a landscape with a tree", None),
        ("a cat, 16:9", "wide"), ("a square icon of a cat", "square"), ("正方形的图，一只猫", "square"),
        ("超宽横幅，一群鸟", "wide"), ("a tall banner with a giraffe", "tall"), ("a cat", None),
    ],
)  # fmt: skip
def test_the_format_that_is_asked_for(wish: str, shape: str | None) -> None:
    assert plan_wish(wish).shape == shape


@pytest.mark.parametrize(
    ("wish", "avoid"),
    [
        ("海滩，不要有人", ("人",)), ("海滩，不要人和船", ("人", "船")),
        ("a beach. Please don't draw any people", ("people",)),
        ("a street with no cars, no people", ("cars", "people")), ("a cat, no more than that", ()), ("一只猫", ()),
        ("海滩，没有车也没有人", ("车", "人")), ("别放花了，一只猫", ("花",)),
    ],
)  # fmt: skip
def test_what_shall_not_be_seen(wish: str, avoid: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert plan.avoid == avoid
    assert not {each.name for each in plan.subjects} & set(avoid)
    assert not any(each in prompt_of(plan) for each in avoid)


@pytest.mark.parametrize(
    ("wish", "kind", "first", "second"),
    [
        ("a cat in a box", "in", "cat", "box"), ("盒子里有一只猫", "in", "猫", "盒子"),
        ("a robot holding a balloon", "holding", "robot", "balloon"),
        ("一个拿着气球的机器人", "holding", "机器人", "气球"), ("a cat behind a sofa", "behind", "cat", "sofa"),
        ("a robot in a hat", "wearing", "robot", "hat"), ("七只小鸟站在电线上", "on", "小鸟", "电线"),
    ],
)  # fmt: skip
def test_relations_are_told_exactly(wish: str, kind: str, first: str, second: str) -> None:
    plan = plan_wish(wish)
    (relation,) = plan.relations
    names = [each.name for each in plan.subjects]
    assert (relation.kind, names[relation.first], names[relation.second]) == (kind, first, second)


@pytest.mark.parametrize(("wish", "count"), [("16 icons", 16), ("99 balloons", 99), ("500 cranes", None)])
def test_large_numbers_are_kept_or_many(wish: str, count: int | None) -> None:
    assert [each.count for each in plan_wish(wish).subjects] == [count]


def test_a_thing_in_the_sky_is_above_the_others() -> None:
    (relation,) = plan_wish("草地上的足球，天上有太阳").relations
    assert (relation.kind, relation.first, relation.second) == ("above", 1, 0)


def test_a_wish_that_is_too_long_is_refused_in_a_sentence() -> None:
    with pytest.raises(RequestError, match=r"The wish has 20,000 characters; at most 4,000 are read"):
        plan_wish("猫" * 20_000)


@pytest.mark.parametrize(
    "wish", ["😀🎉", "???", "Ein kleiner Hund im Garten", "一只两条腿的三只猫", "1234567", "((((", "不要"]
)
def test_odd_wishes_give_a_plan_all_the_same(wish: str) -> None:
    plan = plan_wish(wish)
    assert plan_from_data(plan.to_data()) == plan


@settings(max_examples=60, deadline=None)
@given(
    st.text(
        alphabet=st.sampled_from(list("一两三红蓝色的猫狗和在上边，。不要“”cat dogredtwo on,.\"'()：:1693 ")),
        min_size=1,
        max_size=60,
    )
)
def test_any_text_is_read_or_refused(wish: str) -> None:
    try:
        plan = plan_wish(wish)
    except RequestError:
        return
    assert plan_from_data(plan.to_data()) == plan


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("two orange cats on an old sofa, watercolour", "two orange cats on an old sofa, watercolour style"),
        ("黑色的猫和白色的狗", "一只黑色的猫和一只白色的狗"),
        ("an apple to the left of a cup and a spoon", "a spoon, an apple to the left of a cup"),
    ],
)
def test_a_plan_told_as_a_prompt(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told


@pytest.mark.parametrize(
    "wish", ["two orange cats on an old sofa", "three red apples next to a green cup", "三只黑色的猫在沙发上"]
)
def test_a_plan_survives_being_told(wish: str) -> None:
    plan = plan_wish(wish)
    again = plan_wish(prompt_of(plan))
    assert [(each.name, each.count, each.color) for each in again.subjects] == [
        (each.name, each.count, each.color) for each in plan.subjects
    ]
    assert again.relations == plan.relations
