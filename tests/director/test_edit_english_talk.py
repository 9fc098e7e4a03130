"""English instructions as people talk: asides, reasons, corrections, and what one clause takes from another."""

from __future__ import annotations

import pytest

from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.plan import Plan, Subject
from danqing.tasks.lexicon import read_instruction

MAN = Plan(language="en", subjects=(Subject(name="man"),))


@pytest.mark.parametrize(
    ("said", "operations"),
    [
        ("ditch the background, I want a stripy one, goose stays", [Background(to="stripy", keep="goose")]),
        ("put the jug bottom left, mug top right",
         [Move(what="jug", to="bottom left"), Move(what="mug", to="top right")]),
        ("put a cape on the frog, and a mask", [Add(what="a cape", beside="worn by", anchor="frog"),
                                                Add(what="a mask", beside="worn by", anchor="frog")]),
        ("put a cape on the frog. Also a mask", [Add(what="a cape", beside="worn by", anchor="frog"),
                                                 Add(what="a mask", beside="worn by", anchor="frog")]),
        ("give the girl a kite and a scarf", [Add(what="a kite", beside="next to", anchor="girl"),
                                              Add(what="a scarf", beside="worn by", anchor="girl")]),
        ("too many pots, remove the one on the left", [Remove(what="left pot")]),
        ("delete the jug on the right", [Remove(what="right jug")]),
        ("green it is, for the tractor", [Recolor(what="tractor", color="green")]),
        ("his tie is wrong, should be purple", [Recolor(what="tie", color="purple")]),
        ("the bread looks grey and sad, warmer tones on it", [Adjust(change="warmer", what="bread")]),
        ("make the bag pink and do the same with the shoes",
         [Recolor(what="bag", color="pink"), Recolor(what="shoes", color="pink")]),
        ("a goat peeking, put it behind the shed", [Add(what="a goat", beside="behind", anchor="shed")]),
        ("swap the bike for a scooter. oh wait, forget that, make the sky pink", [Recolor(what="sky", color="pink")]),
    ],
)  # fmt: skip
def test_one_clause_takes_from_another(said: str, operations: list[Operation]) -> None:
    assert list(read_instruction(said).operations) == operations


@pytest.mark.parametrize(
    ("said", "operations"),
    [
        ("the pond is replaced by a garden", [Replace(what="pond", by="a garden")]),
        ("his coat should be changed to green", [Recolor(what="coat", color="green")]),
        ("the lamp must be moved to the right", [Move(what="lamp", to="right")]),
        ("if the nurse had a watch, people would get it", [Add(what="a watch", beside="worn by", anchor="nurse")]),
        ("I'd rather the gate were green", [Recolor(what="gate", color="green")]),
        ("down with the contrast of the wall", [Adjust(change="less contrast", what="wall")]),
        ("everything round the bench becomes a meadow with poppies", [Background(to="a meadow with poppies")]),
        ("set it during a thunderstorm", [Background(to="during a thunderstorm")]),
        ("it would work better as a woodcut", [Restyle(style="woodcut")]),
        ("turn it into a black and white photo", [Adjust(change="grey")]),
        ("I'm making a museum leaflet. lose the crane", [Remove(what="crane")]),
        ("pls fix: 1) the knight is too small 2) horse should be black",
         [Resize(what="knight", factor=1.4), Recolor(what="horse", color="black")]),
        ("shrink the spider to half of what it is now", [Resize(what="spider", factor=0.5)]),
        ("make the robot one and a half times as big", [Resize(what="robot", factor=1.5)]),
        ("add a boy flying a kite to the right of the tree",
         [Add(what="a boy flying a kite", beside="right of", anchor="tree")]),
        ("put a lantern in the hand of the old woman", [Add(what="a lantern", beside="next to", anchor="old woman")]),
        ("two more geese behind the first one", [Add(what="geese", count=2, beside="behind", anchor="first goose")]),
    ],
)  # fmt: skip
def test_what_is_said_another_way(said: str, operations: list[Operation]) -> None:
    assert list(read_instruction(said).operations) == operations


@pytest.mark.parametrize(
    ("said", "operations"),
    [
        ("the jug on the shelf, remove it", [Remove(what="jug")]),
        ("paint over that smudge on the wall", [Remove(what="smudge")]),
        ("the ewe looks lonely, give her a lamb", [Add(what="a lamb", beside="next to", anchor="ewe")]),
        ("this needs snow, and the roof white", [Add(what="snow"), Recolor(what="roof", color="white")]),
        ("swap the horse for a donkey and put a cart behind it",
         [Replace(what="horse", by="a donkey"), Add(what="a cart", beside="behind", anchor="donkey")]),
        ("the angler ought to hold a net, not a rod", [Replace(what="rod", by="a net")]),
        ("half the size for the pumpkin, thanks", [Resize(what="pumpkin", factor=0.5)]),
        ("drop the saturation by half", [Adjust(change="less color")]),
        ("trim the hedge to half its height", [Resize(what="hedge", factor=0.5)]),
        ("everything behind the runner should be blurred", [Adjust(change="softer", what="background")]),
        ("just the cactus in its pot on a green background", [Background(to="a green background", keep="cactus")]),
        ("a candle is missing on the left", [Add(what="a candle", at="left")]),
        ("the lid is missing, and it should be brown", [Recolor(what="lid", color="brown")]),
        ("the clock is crooked, just take it down", [Remove(what="clock")]),
        ("the client hates the cactus, they want a fern", [Replace(what="cactus", by="a fern")]),
        ("put some grass under the hen and shrink it",
         [Add(what="grass", beside="below", anchor="hen"), Resize(what="grass", factor=0.714)]),
        ("the nurse looks cold. give her a coat", [Add(what="a coat", beside="worn by", anchor="nurse")]),
        ("add a rug in front of the stove and a cat on it",
         [Add(what="a rug", beside="in front of", anchor="stove"), Add(what="a cat", beside="on", anchor="rug")]),
        ("she'd rather have a trumpet than the violin", [Replace(what="violin", by="a trumpet")]),
        ("he should be riding a horse instead of the bicycle", [Replace(what="bicycle", by="a horse")]),
        ("wouldn't a lighthouse look good on that cliff?", [Add(what="a lighthouse", beside="on", anchor="cliff")]),
        ("my son pointed out that the crab should be red", [Recolor(what="crab", color="red")]),
        ("make the wall mint green", [Recolor(what="wall", color="green")]),
        ("make the bear fiercer, bigger, and black",
         [Resize(what="bear", factor=1.4), Recolor(what="bear", color="black")]),
        ("for the leaflet we'd love the owl to wear a bow", [Add(what="a bow", beside="worn by", anchor="owl")]),
        ("the boy mustn't wear glasses", [Remove(what="glasses")]),
        ("cartoonify it", [Restyle(style="cartoon")]),
        ("what about a second goat, behind the first", [Add(what="a goat", beside="behind", anchor="first goat")]),
        ("let's try night time behind them", [Background(to="night time")]),
        ("give me a version where the pond is replaced by a lawn", [Replace(what="pond", by="a lawn")]),
        ("flip the shoe on the left", [Flip(what="left shoe")]),
        ("turn the kite round, i mean upside down", [Flip(axis="up-down", what="kite")]),
        ("drop the fiddle, pick up a harp", [Replace(what="fiddle", by="a harp")]),
        ("that coat of his is ugly: green please", [Recolor(what="coat", color="green")]),
        ("a bridge below the fort, with the fort itself bigger",
         [Add(what="a bridge", beside="below", anchor="fort"), Resize(what="fort", factor=1.4)]),
        ("a dwarf left of the gate, a troll to the right",
         [Add(what="a dwarf", beside="left of", anchor="gate"), Add(what="a troll", beside="right of", anchor="gate")]),
        ("top left's where the stamp belongs", [Move(what="stamp", to="top left")]),
        ("can't he have a smaller belly", [Resize(what="belly", factor=0.714)]),
        ("it's all one mush. contrast!", [Adjust(change="more contrast")]),
        ("She bakes rolls, so add four on the tray", [Add(what="roll", count=4, beside="on", anchor="tray")]),
        ("what if he held an umbrella", [Add(what="an umbrella", beside="next to", anchor="it")]),
    ],
)  # fmt: skip
def test_what_is_there_and_what_is_missed(said: str, operations: list[Operation]) -> None:
    assert list(read_instruction(said).operations) == operations


def test_so_does_the_other() -> None:
    cats = Plan(language="en", subjects=(Subject(name="cat", color="black"), Subject(name="cat", color="white")))
    assert read_instruction("the black one needs a bow, and so does the other", cats).operations == (
        Add(what="a bow", beside="worn by", anchor="black cat"),
        Add(what="a bow", beside="worn by", anchor="white cat"),
    )


def test_her_hand_is_a_thing() -> None:
    assert read_instruction("give him a beard and round glasses, and put a book in his hand", MAN).operations == (
        Add(what="a beard", beside="worn by", anchor="man"),
        Add(what="round glasses", beside="worn by", anchor="man"),
        Add(what="a book", beside="next to", anchor="man"),
    )
