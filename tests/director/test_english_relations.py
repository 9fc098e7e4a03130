"""How things stand to each other in English wishes: inverted order, pronouns, what goes on in its own place."""

from __future__ import annotations

import pytest

from danqing.tasks.lexicon import plan_wish
from wish_relations import Relations, relations_of


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
        ("a hut with mountains behind it", {("mountains", "behind", "hut")}),
        ("a village under a volcano", {("village", "under", "volcano")}),
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
        ("a sloth dangling upside down from a pole", {("sloth", "on", "pole")}),
        ("a lantern dangling from a bough", {("lantern", "under", "bough")}),
        ("a granny feeding ducks from a bench", {("granny", "on", "bench")}),
        ("a lemur and a gibbon wear bonnets", {("gibbon", "wearing", "bonnets")}),
    ],
)
def test_prepositions_in_the_sense_that_fits(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize("name", ["donkey", "raccoon", "octopus", "sloth", "seal", "pharaoh", "zookeeper"])
def test_who_lives_holds_what_it_is_with(name: str) -> None:
    assert relations_of(f"a {name} with an umbrella") == {(name, "holding", "umbrella")}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a monk with a bell in one hand and a candle in the other",
         {("monk", "holding", "bell"), ("monk", "holding", "candle")}),
        ("a cook with a ladle in her right hand, an egg in her left",
         {("cook", "holding", "ladle"), ("cook", "holding", "egg")}),
        ("a yeti with its arms around a goat", {("yeti", "holding", "goat")}),
        ("a gecko with its tail round a pipe", {("gecko", "on", "pipe")}),
        ("a heron standing on one leg on a buoy", {("heron", "on", "buoy")}),
        ("a toucan whose beak holds a plum", {("toucan", "holding", "plum")}),
        ("a bear carrying a cub on its back", {("cub", "on", "bear")}),
        ("a boy reading over a wizard's shoulder", {("boy", "behind", "wizard")}),
        ("a baker with nails between his lips", {("baker", "holding", "nails")}),
        ("a garden maze, in its middle a statue", {("statue", "in", "garden maze")}),
        ("a pram with daisies in its basket", {("daisies", "in", "basket")}),
        ("a lute-playing hen", {("hen", "holding", "lute")}),
        ("two bonnet-wearing geese", {("geese", "wearing", "bonnet")}),
    ],
)  # fmt: skip
def test_parts_of_bodies_and_things(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("To the left of the inn stands an elm, to the right a well",
         {("elm", "left_of", "inn"), ("well", "right_of", "inn")}),
        ("a jug left of a lamp and a clock right of it", {("jug", "left_of", "lamp"), ("clock", "right_of", "lamp")}),
        ("a harp with a stool to its left and a drum to the right",
         {("stool", "left_of", "harp"), ("drum", "right_of", "harp")}),
        ("a forge, an anvil on the right", {("anvil", "right_of", "forge")}),
        ("lamp left, clock right, mug in between", {("lamp", "left_of", "mug"), ("mug", "left_of", "clock")}),
    ],
)  # fmt: skip
def test_sides(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a vase that someone left on a crate", {("vase", "on", "crate")}),
        ("a cactus that somebody has dressed in a jumper", {("cactus", "wearing", "jumper")}),
        ("a queen who is handing him a rose", {("queen", "holding", "rose")}),
        ("a hare putting on a bonnet", {("hare", "wearing", "bonnet")}),
        ("a table holding a vase", {("vase", "on", "table")}),
        ("a crate holding a ham", {("ham", "in", "crate")}),
        ("a soldier standing guard by a gate", {("soldier", "next_to", "gate")}),
        ("a jar in which a moth hums, held by a monk", {("monk", "holding", "jar")}),
        ("from the beam hang two hams", {("hams", "under", "beam")}),
        ("a spy with a spyglass bending over a map", {("spy", "above", "map")}),
        ("a girl next to a man in a suit", {("man", "wearing", "suit")}),
    ],
)
def test_who_does_it_to_what(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


def test_all_but_one() -> None:
    found = [(each.count, each.color) for each in plan_wish("six jars, all white except one, which is red").subjects]
    assert found == [(5, "white"), (1, "red")]


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("The nun is holding a fan, the monk a candle.", {("nun", "holding", "fan"), ("monk", "holding", "candle")}),
        ("the duke wears a red cape and the duchess a blue one",
         {("duke", "wearing", "cape"), ("duchess", "wearing", "cape")}),
        ("A cart and a barrow. The cart has a hen on it, the barrow a duck.",
         {("hen", "on", "cart"), ("duck", "on", "barrow")}),
        ("a giant, on his left shoulder a crow, on his right a rook",
         {("crow", "on", "giant"), ("rook", "on", "giant")}),
    ],
)  # fmt: skip
def test_what_is_left_out_is_that_of_the_clause_before(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a hare, a mole, and a crow sitting on the mole", {("crow", "on", "mole")}),
        ("a duke on a throne with his hat on the rug", {("hat", "on", "rug")}),
        ("mum is on a swing, dad next to her, a toddler between them",
         {("mum", "on", "swing"), ("toddler", "next_to", "mum"), ("toddler", "next_to", "dad")}),
        ("the moon above a mill, a stork sits on top of it", {("stork", "on", "mill")}),
        ("a jug that has a spoon in it", {("spoon", "in", "jug")}),
        ("a baby holding a rattle", {("baby", "holding", "rattle")}),
        ("three moles, the middle one wearing a bonnet", {("moles", "wearing", "bonnet")}),
        ("on the crate theres a hen", {("hen", "on", "crate")}),
    ],
)  # fmt: skip
def test_who_is_meant_in_longer_wishes(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("There is a mill. In front of it stands a cart.", {("cart", "in_front_of", "mill")}),
        ("A couch. Under it hides a hen. Next to it stands a harp.",
         {("hen", "under", "couch"), ("harp", "next_to", "couch")}),
        ("A well. A bucket and a mug are on it.", {("bucket", "on", "well"), ("mug", "on", "well")}),
        ("A chimney. An eel is coiled around it.", {("eel", "on", "chimney")}),
        ("A net was thrown over the canoe.", {("net", "on", "canoe")}),
        ("a scarf that a yak is wearing", {("yak", "wearing", "scarf")}),
        ("the flag the sailor clutches", {("sailor", "holding", "flag")}),
        ("a jug on a tray carried by a monk", {("jug", "on", "tray"), ("monk", "holding", "tray")}),
        ("The tray on which the jug stands is held by a monk.", {("monk", "holding", "tray")}),
        ("a hen behind a hare behind a mole", {("hen", "behind", "hare"), ("hare", "behind", "mole")}),
        ("a hen standing on a pig standing on a mule", {("pig", "on", "mule")}),
        ("a well in the middle with a cart on its left and a mule on its right",
         {("cart", "left_of", "well"), ("mule", "right_of", "well")}),
        ("a monk with a goat on one side and a pig on the other",
         {("monk", "next_to", "goat"), ("pig", "next_to", "monk")}),
        ("a tray holding a jug and a mug", {("jug", "on", "tray"), ("mug", "on", "tray")}),
        ("a duchess on a throne with a cat on her lap", {("cat", "on", "duchess")}),
        ("a wizard pulling a goose out of a hat", {("wizard", "holding", "goose"), ("goose", "in", "hat")}),
        ("a cowboy on a mule waving his hat", {("cowboy", "holding", "hat")}),
        ("a lemur wrapped in a blanket", {("lemur", "wearing", "blanket")}),
        ("a chimp swinging from a rope", {("chimp", "on", "rope")}),
    ],
)  # fmt: skip
def test_second_sentences_and_inner_clauses(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two geese sharing a scarf", {("geese", "wearing", "scarf")}),
        ("a nun and a monk share an umbrella", {("nun", "under", "umbrella"), ("monk", "under", "umbrella")}),
        ("a mule, hat on head, rug on back", {("mule", "wearing", "hat"), ("rug", "on", "mule")}),
        ("a mule with a hat on its head and with a rug on its back", {("rug", "on", "mule")}),
        ("Behind a cart full of turnips stands a duchess", {("duchess", "behind", "cart")}),
        ("A fish pond; on the pond two swans", {("swans", "on", "fish pond")}),
        ("a yak under an arch, swallows above it", {("yak", "under", "arch")}),
        ("a jug at the bottom, a plate in the middle, a clock at the top",
         {("clock", "above", "plate"), ("plate", "above", "jug")}),
    ],
)  # fmt: skip
def test_shared_and_heaped_things(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a piper beside a well, his hat in front of him", {("hat", "in_front_of", "piper")}),
        ("a jug in the centre, a cup to its right, a plum to its left",
         {("cup", "right_of", "jug"), ("plum", "left_of", "jug")}),
        ("a giraffe with a monkey hanging off its neck", {("monkey", "on", "giraffe")}),
        ("a mug on the tray the butler is carrying", {("butler", "holding", "tray")}),
        ("a witch with both hands on a globe", {("witch", "holding", "globe")}),
        ("a duke on a mule followed by a page on a pony", {("page", "behind", "duke"), ("page", "on", "pony")}),
        ("a barn with a pear tree to its left and a well to its right",
         {("pear tree", "left_of", "barn"), ("well", "right_of", "barn")}),
        ("a moth circling a lamp", {("moth", "next_to", "lamp")}),
        ("a nun pointing at a globe on her desk", {("globe", "on", "desk")}),
        ("the fern is right of the jug", {("fern", "right_of", "jug")}),
        ("a baker taking a pie out of an oven", {("pie", "in", "oven")}),
    ],
)  # fmt: skip
def test_places_of_what_is_owned_held_and_looked_at(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two stools and a hen on each stool", {("hen", "on", "stools")}),
        ("a bard with a lute in his lap", {("bard", "holding", "lute")}),
        ("a nurse with a fan and a boy with a drum, she's on the left", {("nurse", "left_of", "boy")}),
        ("a mole, one paw on a spade", {("mole", "holding", "spade")}),
        ("a monk: bag over his shoulder, letters in hand, standing outside a hut", {("monk", "in_front_of", "hut")}),
        ("a mill with a fox tiptoeing past in front", {("fox", "in_front_of", "mill")}),
        ("a sofa; on top a hen", {("hen", "on", "sofa")}),
    ],
)
def test_each_and_limbs_and_bare_adverbs(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("two squires: the taller holds a lance, the shorter one a mace",
         {("squire", "holding", "lance"), ("squire", "holding", "mace")}),
        ("one nun holds a fan, another a candle", {("nun", "holding", "fan"), ("nun", "holding", "candle")}),
        ("one hen wearing a hat and another wearing a shawl", {("hen", "wearing", "hat"), ("hen", "wearing", "shawl")}),
        ("a tall jar and a short jar, a spoon in the tall one", {("spoon", "in", "jar")}),
        ("a plate with a red plum and a green one", {("plum", "on", "plate")}),
        ("a pole between two posts with shirts on it", {("shirts", "on", "pole")}),
    ],
)  # fmt: skip
def test_another_and_those_told_apart(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)
