"""Chinese wishes that tell apart some of several, by their side, owner, clothes, colour or size."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


def told(wish: str, name: str) -> list[tuple[int | None, str | None]]:
    """Counts and colours of the things of one name."""
    return [(each.count, each.color) for each in plan_wish(wish).subjects if each.name == name]


def related(wish: str) -> set[tuple[str, str, str]]:
    """Relations by names and colours: "黑狗" is the dog that is told to be black."""
    plan = plan_wish(wish)
    return {
        (
            each.kind,
            f"{plan.subjects[each.first].color or ''} {plan.subjects[each.first].name}".strip(),
            f"{plan.subjects[each.second].color or ''} {plan.subjects[each.second].name}".strip(),
        )
        for each in plan.relations
    }


@pytest.mark.parametrize(
    ("wish", "name", "parts"),
    [
        ("架子上放着两个水壶，左边那个蓝，右边那个橙", "水壶", [(1, "blue"), (1, "orange")]),
        ("桌上两个碗，我那个白的，他那个红的", "碗", [(1, "white"), (1, "red")]),
        ("院里种了两棵树，靠里的那棵绿，靠外的那棵黄", "树", [(1, "green"), (1, "yellow")]),
        ("墙边蹲着两只狗，大点的那只黑，小点的白", "狗", [(1, "black"), (1, "white")]),
        ("五扇门，四扇白漆的，最左一扇换成了绿的", "门", [(4, "white"), (1, "green")]),
        ("弟弟的风筝红色，哥哥的蓝色", "风筝", [(1, "red"), (1, "blue")]),
    ],
)
def test_several_are_told_apart_by_what_points_at_them(
    wish: str, name: str, parts: list[tuple[int | None, str | None]]
) -> None:
    assert sorted(told(wish, name), key=str) == sorted(parts, key=str)


def test_sides_of_those_told_apart_are_a_relation() -> None:
    assert ("left_of", "blue 水壶", "orange 水壶") in related("架子上放着两个水壶，左边那个蓝，右边那个橙")


def test_those_who_are_told_apart_by_their_clothes_wear_them() -> None:
    plan = plan_wish("两位师傅下棋，一人白褂一人黑褂")
    assert [each.color for each in plan.subjects if each.name == "褂"] == ["white", "black"]
    assert [each.kind for each in plan.relations].count("wearing") == 2


def test_what_is_at_two_places_is_told_apart() -> None:
    wish = "四只鸭子，船上三只，岸边一只"
    assert sorted(told(wish, "鸭子"), key=str) == [(1, None), (3, None)]


def test_a_number_with_a_noun_of_its_own_tells_nothing_apart() -> None:
    assert told("两只猫，左边一棵树", "猫") == [(2, None)]
