"""How things stand to each other in English wishes: inverted order, pronouns, what goes on in its own place."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish

Relations = set[tuple[str, str, str]]


def relations_of(wish: str) -> Relations:
    """(first, kind, second) by name."""
    plan = plan_wish(wish)
    names = [each.name for each in plan.subjects]
    return {(names[each.first], each.kind, names[each.second]) for each in plan.relations}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("beneath a cot snores a puppy", {("puppy", "under", "cot")}),
        ("a stove and, above it, a clock", {("clock", "above", "stove")}),
        ("a pear and, on its left, a plum", {("plum", "left_of", "pear")}),
        ("Under the ferry lurks a school of minnows", {("minnows", "under", "ferry")}),
        ("Above the anvil nothing but bats", {("bats", "above", "anvil")}),
    ],
)
def test_inverted_order(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("A duke and a duchess. She is holding a fan.", {("duchess", "holding", "fan")}),
        ("a nun with a crow on her arm, and it wears a ruff", {("crow", "wearing", "ruff")}),
        ("a tent, a goat. It's wearing a bonnet.", {("goat", "wearing", "bonnet")}),
        ("Two hens. They sit under a fern.", {("hens", "under", "fern")}),
        ("a yak left of a camel, both on a raft", {("yak", "on", "raft"), ("camel", "on", "raft")}),
        ("a stool. On it a jug, beside that a sponge", {("jug", "on", "stool"), ("sponge", "next_to", "jug")}),
        ("a flute in an open drawer with two moths in it", {("moths", "in", "drawer")}),
        ("a mule in a straw hat with two mice on it", {("mice", "on", "mule")}),
        ("the queen's parrot sits on a throne while the queen herself stands behind it",
         {("queen", "behind", "throne")}),
        ("ants on the buns, a wasp on one of them", {("wasp", "on", "buns")}),
    ],
)  # fmt: skip
def test_pronouns(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a sofa with a lynx asleep under it", {("lynx", "under", "sofa")}),
        ("a mill below a cliff with an eagle circling above the mill", {("eagle", "above", "mill")}),
        ("a monk with a lamp standing behind the well", {("monk", "behind", "well")}),
        ("a soup bowl with steam rising off it", {("steam", "above", "soup bowl")}),
        ("a ship with a comet overhead", {("comet", "above", "ship")}),
        ("a hut with a yeti outside", {("yeti", "in_front_of", "hut")}),
        ("a canoe, two otters aboard", {("otters", "on", "canoe")}),
    ],
)
def test_what_is_with_a_thing_has_its_own_place(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a drone over a bridge", {("drone", "above", "bridge")}),
        ("a tractor driving over a bridge", {("tractor", "on", "bridge")}),
        ("a pig jumping over the moon", {("pig", "above", "moon")}),
        ("a beetle crawling along a twig", {("beetle", "on", "twig")}),
        ("a chandelier hanging from the ceiling over a bath", {("chandelier", "above", "bath")}),
        ("a newt in a sombrero and a poncho", {("newt", "wearing", "sombrero"), ("newt", "wearing", "poncho")}),
        ("a plum on the left-hand side of a jug", {("plum", "left_of", "jug")}),
        ("a nun accompanied by a goose", {("goose", "next_to", "nun")}),
        ("a sloth dangling upside down from a pole", {("sloth", "under", "pole")}),
        ("a granny feeding ducks from a bench", {("granny", "on", "bench")}),
        ("a lemur and a gibbon wear bonnets", {("gibbon", "wearing", "bonnets")}),
    ],
)
def test_prepositions_in_the_sense_that_fits(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize("name", ["donkey", "raccoon", "octopus", "sloth", "seal", "pharaoh", "zookeeper"])
def test_who_lives_holds_what_it_is_with(name: str) -> None:
    assert relations_of(f"a {name} with an umbrella") == {(name, "holding", "umbrella")}
