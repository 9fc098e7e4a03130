"""Order and parts in English wishes: who is first in a queue, what "it" goes on to mean, what is at either end."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish
from wish_relations import Relations, relations_of


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a parade: a band at the front, then a camel", {("band", "in_front_of", "camel")}),
        ("a queue at a bakery: first a nun, then a goblin, last a cow",
         {("nun", "in_front_of", "goblin"), ("goblin", "in_front_of", "cow")}),
        ("At the head of the procession a bishop, then a dog", {("bishop", "in_front_of", "dog")}),
        ("First comes a drummer, after him a piper", {("piper", "behind", "drummer")}),
        ("a hen first, then a duck", set()),
    ],
)  # fmt: skip
def test_who_is_first_in_a_file(wish: str, expected: Relations) -> None:
    found = relations_of(wish)
    assert expected <= found
    assert bool(expected) == bool(found)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a grey wolf on a ridge, the moon above it", {("moon", "above", "wolf")}),
        ("a tent. a fire near it. a dog inside it.", {("fire", "next_to", "tent"), ("dog", "in", "tent")}),
        ("the pram is in front of Mum, the twins are in it", {("twins", "in", "pram")}),
        ("a ladder against a tree, a cat at the top of it", {("cat", "on", "ladder")}),
        ("a snail on a mushroom, rain falling on both", {("rain", "on", "snail"), ("rain", "on", "mushroom")}),
    ],
)
def test_what_it_means(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a seesaw, a pig at one end and a hen at the other", {("pig", "on", "seesaw"), ("hen", "on", "seesaw")}),
        ("a cake, icing on one half and nuts on the other", {("icing", "on", "cake"), ("nuts", "on", "cake")}),
        ("a bear and a fox sharing an umbrella, the fox holds it", {("fox", "holding", "umbrella")}),
        ("a fox in a bath, a duck in there with it", {("duck", "in", "bath")}),
        ("a saint, a dove above his head", {("dove", "above", "saint")}),
        ("a log; under the log, shy, a newt", {("newt", "under", "log")}),
        ("a bear picking up a log", {("bear", "holding", "log")}),
        ("a well, ivy all round it", {("ivy", "next_to", "well")}),
        ("a nun, a terrier in her rucksack", {("terrier", "in", "rucksack")}),
        ("me on a scooter, my wife behind me", {("me", "on", "scooter"), ("wife", "behind", "me")}),
        ("a desk: a book and a skull", {("book", "on", "desk"), ("skull", "on", "desk")}),
        ("sitting at a piano: a hedgehog", {("hedgehog", "next_to", "piano")}),
        ("a dog that's chasing a cat wears a cone", {("dog", "wearing", "cone")}),
        ("the tall candle is behind the short one", {("candle", "behind", "candle")}),
        ("a chair by a window with a coat over the back of it", {("coat", "on", "chair")}),
        ("a mill. Halfway up it a goat, and at its foot a hen", {("goat", "on", "mill"), ("hen", "next_to", "mill")}),
        ("a horse pulled along by a boy", {("boy", "in_front_of", "horse")}),
        ("a stool. underneath: a dog. on top: a jug.", {("dog", "below", "stool"), ("jug", "on", "stool")}),
        ("between a lion and a lamb, a baby", {("baby", "next_to", "lion"), ("baby", "next_to", "lamb")}),
        ("a girl on a swing. behind her, pushing, a nun", {("nun", "behind", "girl")}),
        ("an imp driving a cart past a cat asleep on a mat", {("cat", "on", "mat")}),
        ("leaning on the gate a farmer", {("farmer", "on", "gate")}),
        ("a mouse asleep in a slipper", {("mouse", "in", "slipper")}),
        ("two mugs, in each of them a straw", {("straw", "in", "mugs")}),
        ("two mugs, in each a straw", {("straw", "in", "mugs")}),
        ("two bowls, a spoon in one, a fly in the other", {("spoon", "in", "bowls"), ("fly", "in", "bowls")}),
        ("a cup, a jug and, between the two, a fig", {("fig", "next_to", "cup"), ("fig", "next_to", "jug")}),
        ("two cats fighting over a fish", {("cats", "next_to", "fish")}),
        ("a cake has slid off a plate", {("cake", "on", "plate")}),
        ("nine imps crammed into a Beetle", {("imps", "in", "beetle")}),
        ("a moth in a trenchcoat", {("moth", "wearing", "trenchcoat")}),
        ("a waterfall at the top, a tiny monk at the bottom", {("waterfall", "above", "monk")}),
    ],
)
def test_where_and_how(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


def test_what_is_had_has_the_colour_behind_a_comma() -> None:
    plan = plan_wish("a lady has a brolly, yellow, and a dog")
    assert [each.color for each in plan.subjects] == [None, "yellow", None]


@pytest.mark.parametrize(
    ("wish", "background", "subject"),
    [
        ("a dolphin leaping out of the sea", "sea", "dolphin"),
        ("a kiln behind a field of poppies", None, "kiln"),
        ("a goose in a field of poppies", "field of poppies", "goose"),
    ],
)
def test_places_of_many_things(wish: str, background: str | None, subject: str) -> None:
    plan = plan_wish(wish)
    assert (plan.background, plan.subjects[0].name) == (background, subject)
