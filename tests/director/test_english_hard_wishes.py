"""Turns of speech in English wishes: abbreviations, sizes, stories, what was done to a thing, who is in the middle."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish
from wish_relations import Relations, relations_of

Told = tuple[str, int | None, str | None]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a T. rex in a bath", [("t rex", 1, None), ("bath", 1, None)]),
        ("same size boxes, two of them: first one red, second one white", [("box", 1, "red"), ("box", 1, "white")]),
        ("Make the grass pink and the cow blue", [("grass", 1, "pink"), ("cow", 1, "blue")]),
        ("a heron, reeds, that's it", [("heron", 1, None), ("reeds", None, None)]),
        ("a boxer in a ring, arena lights", [("boxer", 1, None), ("ring", 1, None), ("arena lights", None, None)]),
        ("I'm writing a story about an otter in a hat", [("otter", 1, None), ("hat", 1, None)]),
        ("Dear artist, a tent please", [("tent", 1, None)]),
        ("To the design team: a mammoth", [("mammoth", 1, None)]),
        ("the colour of the car is red, colour of the boots: brown", [("car", 1, "red"), ("boots", None, "brown")]),
        ("an old bathtub, a mop, the tub is green", [("bathtub", 1, "green"), ("mop", 1, None)]),
        ("a scarecrow with crows on its arms", [("scarecrow", 1, None), ("crows", None, None)]),
        ("the chairs are brown leather", [("chairs", None, "brown")]),
        ("a robot pouring tea for a rabbit", [("robot", 1, None), ("tea", 1, None), ("rabbit", 1, None)]),
        ("Think of an otter. Just an otter.", [("otter", 1, None)]),
        ("a bear, or no, make that two bears, on a log", [("bears", 2, None), ("log", 1, None)]),
        ("a parrot, hmm no, make that a puffin, on a mast", [("puffin", 1, None), ("mast", 1, None)]),
        ("a hen... sorry, a duck in a hat", [("duck", 1, None), ("hat", 1, None)]),
        ("a heron. same one but on a post", [("heron", 1, None), ("post", 1, None)]),
        ("a pig, no collar, a bell on a string", [("pig", 1, None), ("bell", 1, None), ("string", 1, None)]),
        ("I'd say a goat on a wall", [("goat", 1, None), ("wall", 1, None)]),
        ("imagine you're tiny and there's a beetle", [("beetle", 1, None)]),
        ("a lighthouse and, I don't know, a whale", [("lighthouse", 1, None), ("whale", 1, None)]),
        ("we settled on a zebra", [("zebra", 1, None)]),
        ("draw me riding a narwhal", [("me", 1, None), ("narwhal", 1, None)]),
        ("a hen on a stool, candlelit", [("hen", 1, None), ("stool", 1, None)]),
        ("an olive branch on an orange plate", [("olive branch", 1, None), ("plate", 1, "orange")]),
        ("a rose bush, a pink hat", [("rose bush", 1, None), ("hat", 1, "pink")]),
        ("a beet taller than the house", [("beet", 1, None), ("house", 1, None)]),
        ("a crew of five rowing", [("crew", 5, None)]),
        ("wellies by a door, a green pair", [("wellies", 2, "green"), ("door", 1, None)]),
        ("four socks: a red pair and a blue pair", [("socks", 2, "red"), ("socks", 2, "blue")]),
        ("a moth. that's the picture.", [("moth", 1, None)]),
        ("the left jar empty, the right jar full", [("jar", 1, None), ("jar", 1, None)]),
        ("a melon, cut open, on a plate", [("melon", 1, None), ("plate", 1, None)]),
        ("a kitten but not a cute one, sat in a sink", [("kitten", 1, None), ("sink", 1, None)]),
    ],
)
def test_what_is_seen(wish: str, expected: list[Told]) -> None:
    found = [(each.name, each.count, each.color) for each in plan_wish(wish).subjects]
    assert [(name.replace("boxes", "box"), *rest) for name, *rest in found] == expected


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("three hens: a brown one, a grey one and a black one. the black one's in the middle",
         {("hen", "next_to", "hen")}),
        ("a bowl of rice, chopsticks across the top", {("chopsticks", "on", "bowl of rice")}),
    ],
)  # fmt: skip
def test_where_things_are(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)
