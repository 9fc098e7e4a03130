"""Words for media in English wishes that stand as things of the scene, and names of houses that bear a sign."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("a poster, a mirror and a stool", ["poster", "mirror", "stool"]),
        ("a painting, a small vase, and a sofa", ["painting", "vase", "sofa"]),
        ("a bed, a map and a clock", ["bed", "map", "clock"]),
    ],
)
def test_pictures_in_a_list_of_a_room_are_things(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (names, None)


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("a girl with a drawing of a ship", "drawing"),
        ("an old man with a photo", "photo"),
        ("a sailor with a tattoo", "tattoo"),
    ],
)
def test_pictures_that_somebody_has_are_things(wish: str, name: str) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects][1:], plan.style) == ([name], None)
    assert [each.kind for each in plan.relations] == ["holding"]


@pytest.mark.parametrize(("wish", "count"), [("kids painting", None), ("a woman drawing", 1), ("two boys drawing", 2)])
def test_who_draws_is_seen(wish: str, count: int | None) -> None:
    plan = plan_wish(wish)
    assert ([each.count for each in plan.subjects], plan.style) == ([count], None)


@pytest.mark.parametrize(
    ("wish", "style"),
    [
        ("a kids drawing", "kids drawing"),
        ("a child drawing of a barn", "child drawing"),
        ("a watercolour, a fox and a hare", "watercolour"),
        ("a fox, drawn as a sketch", "sketch"),
    ],
)
def test_media_stay_styles(wish: str, style: str) -> None:
    assert plan_wish(wish).style == style


@pytest.mark.parametrize(
    ("wish", "lettering"),
    [
        ("a bakery called Crumbs", ["Crumbs"]),
        ("two men outside an inn named The Old Anchor at dusk", ["The Old Anchor"]),
        ('a bookshop called "Paper Boats"', ["Paper Boats"]),
        ("a girl called Mia in a café named Dawn", ["Dawn"]),
        ('a book cover for a novel called "Tides"', ["Tides"]),
    ],
)
def test_houses_bear_their_names(wish: str, lettering: list[str]) -> None:
    assert list(plan_wish(wish).lettering) == lettering


@pytest.mark.parametrize(
    "wish",
    [
        'a cat called "Plum" on a wall',
        'a boy named "Tom" with a kite',
        'a girl reading a novel called "Tides"',
        'a village named "Brook"',
        "a whale named Bella",
    ],
)
def test_names_of_the_living_of_books_and_of_places_are_not_written(wish: str) -> None:
    assert plan_wish(wish).lettering == ()
