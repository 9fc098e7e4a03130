"""Plain English wishes as a new user types them: none, halves, traits, names; and how their plans are told."""

from __future__ import annotations

import pytest

from danqing.director.plan_text import prompt_of
from danqing.director.retold import prompt_to_draw
from danqing.tasks.lexicon import plan_wish


@pytest.mark.parametrize(
    ("wish", "names", "avoided"),
    [
        ("0 cats", [], ["cats"]),
        ("zero dogs and a cat", ["cat"], ["dogs"]),
        ("a meadow with zero red tractors and two mules", ["mules"], ["red tractors"]),
        ("no buses, three trams", ["trams"], ["buses"]),
        ("a zero gravity pen", ["gravity pen"], []),
    ],
)
def test_none_of_a_thing_is_left_out(wish: str, names: list[str], avoided: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], list(plan.avoid)) == (names, avoided)


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("half an orange", "half an orange"),
        ("half a melon on a board", "half a melon on a board"),
        ("half a dozen plums", "six plums"),
        ("black and white cow", "a black and white cow"),
        ("a red and green kite", "a red and green kite"),
        ("a seal wearing sunglasses", "a seal wearing sunglasses"),
        ("scissors", "scissors"),
        ("steam above a kettle", "steam above a kettle"),
        ("some smoke above a hut", "smoke above a hut"),
        ("tea on a crate", "tea on a crate"),
        ("a cup of tea", "a cup of tea"),
        ("a duke in disguise", "a duke in disguise"),
    ],
)
def test_plans_are_told_in_good_english(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("an old man with a white beard", "an old man with a white beard"),
        ("a nun with long grey hair and green eyes", "a nun with long grey hair and green eyes"),
        ("two boys with curly hair under an oak", "two boys with curly hair under an oak"),
        ("a wizard with a scar on his cheek and a staff", "a wizard with a scar on his cheek holding a staff"),
        ("a dragon with its wings spread", "a dragon with its wings spread"),
        ("a heron with a red beak holding a worm", "a heron with a red beak holding a worm"),
        ("a mule with a bell on its neck", "a mule wearing a bell"),
        ("an old nun who has green eyes and a red hat", "an old nun with green eyes wearing a red hat"),
        ("a bald man with glasses and a big nose", "a bald man with a big nose wearing glasses"),
        ("a pirate, long beard, wooden leg", "a pirate with long beard and wooden leg"),
        ("a table with three legs", "a table with three legs"),
        ("a turtle with a green shell", "a turtle with a green shell"),
        ("a hat with a feather", "a feather on a hat"),
    ],
)
def test_traits_describe_whoever_has_them(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("our family: granny, uncle, two babies", "a granny and an uncle and two babies"),
        ("the band: a drummer and two singers", "a drummer and two singers"),
        ("a family in a van", "a family in a van"),
        ("a sofa under a lamp, heavy rain outside", "a sofa under a lamp, heavy rain outside in the background"),
        ("a judge behind a bench with three clerks", "a judge behind a bench, the judge next to three clerks"),
        ("an inn behind a lake with two swans", "an inn behind a lake, two swans on the lake"),
    ],
)
def test_groups_weather_and_company(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told


@pytest.mark.parametrize(
    ("wish", "kinds"),
    [
        ("a yak to the left of a hut and the hut to the left of the yak", ["left_of", "left_of"]),
        ("a kite above a hut, the kite below the hut", ["above", "above"]),
        ("a yak left of a hut and the hut right of the yak", ["left_of"]),
    ],
)
def test_both_halves_of_a_contradiction_are_told(wish: str, kinds: list[str]) -> None:
    assert [each.kind for each in plan_wish(wish).relations] == kinds


@pytest.mark.parametrize(
    ("wish", "told"),
    [
        ("Eiffel Tower", "the Eiffel Tower"),
        ("Eiffel Tower at night with a red kite", "the Eiffel Tower and a red kite, night in the background"),
        ("two yaks on the Great Wall of China", "two yaks on the Great Wall of China"),
        ("a dog and Big Ben", "a dog and Big Ben"),
        ("Big Ben and a tram", "Big Ben and a tram"),
        ("a mule next to Big Ben and a hen on the mule", "a mule next to Big Ben, a hen on the mule"),
        ("a raft under the Golden Gate Bridge", "a raft under the Golden Gate Bridge"),
        ("Mount Fuji behind three monks", "Mount Fuji behind three monks"),
        ("A picnic near Neuschwanstein Castle", "a picnic next to Neuschwanstein Castle"),
        ("a gull above the Statue of Liberty", "a gull above the Statue of Liberty"),
        ("Green Frog On A Log", "a green frog on a log"),
        ("a white house above a lake", "a white house above a lake"),
    ],
)
def test_capitals_that_stand_together_are_one_name(wish: str, told: str) -> None:
    assert prompt_of(plan_wish(wish)) == told


def test_a_plan_without_a_thing_is_drawn_from() -> None:
    wish = "zero dogs and a cat"
    assert prompt_to_draw(wish, plan_wish(wish), "a cat") == ("a cat", ())


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("seven pencils, a stapler", ["pencils", "stapler"]),
        ("a tin box with nine crayons", ["tin box", "crayons"]),
        ("two sketches, a candle", ["sketches", "candle"]),
    ],
)
def test_so_many_pencils_are_no_style(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert ([each.name for each in plan.subjects], plan.style) == (names, None)


@pytest.mark.parametrize(
    ("wish", "things", "avoided"),
    [
        ("puppies x3", [("puppies", 3)], ()),
        ("red plums x2, figs x 4", [("red plums", 2), ("figs", 4)], ()),
        ("three puppies, none of them white", [("puppies", 3)], ("white",)),
        ("an old couple kissing", [("couple", 1)], ()),
        ("a couple of foals playing", [("foals", 2)], ()),
    ],
)
def test_how_many_and_which(wish: str, things: list[tuple[str, int]], avoided: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    told = [(f"{each.color} {each.name}" if each.color else each.name, each.count) for each in plan.subjects]
    assert (told, plan.avoid) == (things, avoided)
