"""Things of one kind told apart in English wishes: by owner, number, colour or exception, and who is in a group."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish

Told = tuple[str, int | None, str | None]


def told(wish: str) -> list[Told]:
    """Name, count and colour of each thing."""
    return [(each.name, each.count, each.color) for each in plan_wish(wish).subjects]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two canoes on a lake, mine's red, hers is blue", [("canoe", 1, "red"), ("canoe", 1, "blue")]),
        ("Two tents. Ours, green. Theirs, grey.", [("tent", 1, "green"), ("tent", 1, "grey")]),
        ("two sledges, Olga's is pink, Ben's is brown", [("sledge", 1, "pink"), ("sledge", 1, "brown")]),
        ("van one is white, van two black", [("van", 1, "white"), ("van", 1, "black")]),
        ("two ponies, one pony white, the other brown", [("pony", 1, "white"), ("pony", 1, "brown")]),
        ("tins - two greens, one orange and a blue", [("tins", 2, "green"), ("tin", 1, "orange"), ("tin", 1, "blue")]),
        ("sledges in this order: white, pink, black", [("sledge", 1, each) for each in ("white", "pink", "black")]),
        ("cat one ginger, cat two black", [("cat", 1, "orange"), ("cat", 1, "black")]),
        ("my car's the grey one, next to a red one", [("car", 1, "grey"), ("car", 1, "red")]),
        ("a yellow tent among lots of black ones", [("tent", 1, "yellow"), ("tent", None, "black")]),
        ("a pair of slippers, left pink, right blue", [("slipper", 1, "pink"), ("slipper", 1, "blue")]),
        ("two frogs, the bigger one brown, the littler green", [("frog", 1, "brown"), ("frog", 1, "green")]),
        ("a set of six eggs, half brown half white", [("eggs", 3, "brown"), ("eggs", 3, "white")]),
        ("kites: Anna's green, Tom's orange", [("kite", 1, "green"), ("kite", 1, "orange")]),
        ("Anna's kite is green and Tom's is orange", [("kite", 1, "green"), ("kite", 1, "orange")]),
        ("one of the swans should be black, the others white", [("swans", None, "white"), ("swan", 1, "black")]),
        ("the front car red, the back car black", [("car", 1, "red"), ("car", 1, "black")]),
        ("two tubs. Red. Blue.", [("tub", 1, "red"), ("tub", 1, "blue")]),
        ("the boots are red and so is the hat", [("boots", None, "red"), ("hat", 1, "red")]),
        ("two balls tied to a bin, one red one blue", [("bin", 1, None), ("ball", 1, "red"), ("ball", 1, "blue")]),
        (
            "two arms, the left glove red, the right one blue",
            [("arms", 2, None), ("glove", 1, "red"), ("glove", 1, "blue")],
        ),
        ("two kites: mine's the red one, yours is blue", [("kite", 1, "red"), ("kite", 1, "blue")]),
    ],
)
def test_parts_of_a_group(wish: str, expected: list[Told]) -> None:
    assert told(wish) == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("ducks, all yellow bar the last, which is black", [("ducks", None, "yellow"), ("duck", 1, "black")]),
        ("six pigs, every one pink apart from the tallest, which is tan", [("pigs", 5, "pink"), ("pig", 1, "brown")]),
        ("a lot of tents, all red except one which is blue", [("tents", None, "red"), ("tent", 1, "blue")]),
        ("hens, mostly brown but a couple of them white", [("hens", None, "brown"), ("hens", 2, "white")]),
        ("a dozen roses, half of them yellow, the other half pink", [("roses", 6, "yellow"), ("roses", 6, "pink")]),
        ("newts, three orange ones, and a fourth that's black", [("newts", 3, "orange"), ("newt", 1, "black")]),
        ("tulips, six yellow ones, in a jug", [("tulips", 6, "yellow"), ("jug", 1, None)]),
        ("lots of moths, only one of them red, rest black", [("moths", None, "black"), ("moth", 1, "red")]),
        ("rugs - 2 x yellow, 1 x grey", [("rugs", 2, "yellow"), ("rug", 1, "grey")]),
        ("seven beads, two of them gold, the rest silver", [("beads", 5, "grey"), ("beads", 2, "yellow")]),
    ],
)
def test_exceptions_and_the_rest(wish: str, expected: list[Told]) -> None:
    assert told(wish) == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two dogs: a poodle and a pug", ["poodle", "pug"]),
        ("one guest: a crab in a raincoat", ["crab", "raincoat"]),
        ("toys on a bench: a drum and a yo-yo", ["bench", "drum", "yo-yo"]),
        ("three cats: a brown, a tabby and a white one", ["cat", "cat", "cat"]),
        ("three kings: a drum", ["kings", "drum"]),
        ("two monks: a drum and a bell", ["monks", "drum", "bell"]),
    ],
)
def test_who_is_in_a_group(wish: str, expected: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("his cat, a grey one, and a hen", [("cat", 1, "grey"), ("hen", 1, None)]),
        ("my dog, the brown one, under a bush", [("dog", 1, "brown"), ("bush", 1, None)]),
        ("a red car, a blue one", [("car", 1, "red"), ("car", 1, "blue")]),
        ("muffins on a tray, six of them", [("muffins", 6, None), ("tray", 1, None)]),
        ("the sky can be pink over a hut", [("sky", 1, "pink"), ("hut", 1, None)]),
    ],
)
def test_what_is_said_behind_a_comma(wish: str, expected: list[Told]) -> None:
    assert told(wish) == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two yaks, each with a hat, and a crab", [("yaks", 2, None), ("hat", 2, None), ("crab", 1, None)]),
        ("owls on a beam, each owl wearing a hat", [("owls", None, None), ("beam", 1, None), ("hat", None, None)]),
        ("two chairs, a cat on each", [("chairs", 2, None), ("cat", 1, None)]),
    ],
)
def test_what_each_has_is_as_many(wish: str, expected: list[Told]) -> None:
    assert told(wish) == expected
