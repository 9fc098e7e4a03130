"""English wishes read by grammar: things, numbers, colours, relations, places, and what is unwanted."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.director.english_words import words_of
from danqing.director.plan import plan_from_data
from danqing.tasks.lexicon import plan_wish
from wish_relations import Relations, relations_of


@pytest.mark.parametrize(
    ("wish", "counts"),
    [
        ("a dozen white roses in a vase", {"roses": 12}), ("half a dozen muffins", {"muffins": 6}),
        ("a dozen and a half oysters", {"oysters": 18}), ("two dozen paper boats", {"paper boats": 24}),
        ("twenty-one candles", {"candles": 21}), ("a couple of old suitcases", {"suitcases": 2}),
        ("a pair of mittens on a line", {"mittens": 2}), ("a pair of sunglasses on a towel", {"sunglasses": 1}),
        ("a flock of geese", {"geese": None}), ("two rows of tulips", {"tulips": None}),
        ("a herd of seven bison", {"bison": 7}), ("several moths around a lamp", {"moths": None}),
        ("sheep on a hill", {"sheep": None}), ("a lone wolf", {"wolf": 1}), ("3 dice", {"dice": 3}),
        ("twin sisters", {"sisters": 2}),
        ("both kittens in one shoe", {"kittens": 2}), ("lots of beetles", {"beetles": None}),
        ("the second of three doors is open", {"doors": 3}), ("a stack of plates", {"stack of plates": 1}),
    ],
)  # fmt: skip
def test_numbers(wish: str, counts: dict[str, int | None]) -> None:
    found = {each.name: each.count for each in plan_wish(wish).subjects}
    assert counts.items() <= found.items()


@pytest.mark.parametrize(
    ("wish", "colors"),
    [
        ("a red and a blue kayak", ["red", "blue"]), ("a green mug and a yellow one", ["green", "yellow"]),
        ("one red, one green and one blue marble", ["red", "green", "blue"]),
        ("Two rabbits, one black and one white, under a bush", ["black", "white", None]),
        ("three kites: red, yellow, blue", ["red", "yellow", "blue"]),
        ("the cup should be black and the saucer white", ["black", "white"]),
        ("a lorry, bright orange, outside a pub", ["orange", None]), ("a lorry (blue!) on a bridge", ["blue", None]),
        ("a tree whose leaves are golden", [None, "yellow"]), ("a blood red and a navy blue scarf", ["red", "blue"]),
        ("an orange on an orange plate", [None, "orange"]), ("an orange", [None]), ("a dark green frog", ["green"]),
        ("his left sock is green, the right one yellow", ["green", "yellow"]),
        ("a fire engine. It is white.", ["white"]), ("the kettle's red", ["red"]),
    ],
)  # fmt: skip
def test_colours_stay_with_their_things(wish: str, colors: list[str | None]) -> None:
    assert [each.color for each in plan_wish(wish).subjects] == colors


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("a badger reading in a wicker chair", {("badger", "in", "wicker chair")}),
        ("a heron standing on one of the posts", {("heron", "on", "posts")}),
        ("On the shelf there are three jars and a kettle", {("jars", "on", "shelf"), ("kettle", "on", "shelf")}),
        ("in front of the tent sit two hikers", {("hikers", "in_front_of", "tent")}),
        ("a piano with a cat under it", {("cat", "under", "piano")}),
        ("a pelican with a fish in its beak", {("pelican", "holding", "fish")}),
        ("a queen with a crown on her head", {("queen", "wearing", "crown")}),
        ("a parrot on a pirate's shoulder", {("parrot", "on", "pirate")}),
        ("a goose in wellies carrying a handbag", {("goose", "wearing", "wellies"), ("goose", "holding", "handbag")}),
        ("five penguins, each wearing a scarf", {("penguins", "wearing", "scarf")}),
        ("a lantern held by a mouse", {("mouse", "holding", "lantern")}),
        ("a hat worn by a snowman", {("snowman", "wearing", "hat")}),
        ("a mule ridden by a monk", {("monk", "on", "mule")}),
        ("a cake topped with cherries", {("cherries", "on", "cake")}),
        ("a bucket full of crabs", {("crabs", "in", "bucket")}),
        ("a raft surrounded by sharks", {("sharks", "next_to", "raft")}),
        ("a snake coiled around a sword", {("snake", "on", "sword")}),
        ("a bear that is holding a jar of honey", {("bear", "holding", "jar of honey")}),
        ("there's a girl, she's holding a kite, and a dog behind her",
         {("girl", "holding", "kite"), ("dog", "behind", "girl")}),
        ("a stool with a lamp on the left and a globe on the right",
         {("lamp", "left_of", "globe"), ("lamp", "on", "stool")}),
        ("a cat and a dog side by side", {("cat", "next_to", "dog")}),
        ("a kitten and a hen next to each other", {("kitten", "next_to", "hen")}),
        ("a monkey on an elephant on a ball", {("monkey", "on", "elephant"), ("elephant", "on", "ball")}),
        ("a fox to the left of a stump and a hare behind it",
         {("fox", "left_of", "stump"), ("hare", "behind", "stump")}),
        ("a cat wearing a hat on a chair", {("cat", "wearing", "hat"), ("cat", "on", "chair")}),
        ("a man holding an umbrella over a dog", {("man", "holding", "umbrella"), ("umbrella", "above", "dog")}),
        ("a frog, tiny crown, on a log", {("frog", "on", "log"), ("frog", "wearing", "crown")}),
    ],
)  # fmt: skip
def test_relations(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "background"),
    [
        ("a heron in shallow water", "shallow water"), ("two swans on a lake at sunset", "lake at sunset"),
        ("An owl on a gravestone, moonlit cemetery", "moonlit cemetery"),
        ("a bee, plain white background", "plain white background"),
        ("a tram with hills in the background", "hills"), ("a robot on white", "white background"),
        ("a yak at a birthday party", "birthday party"), ("a violinist in Paris", "paris"),
        ("a turtle swimming underwater", "underwater"), ("a beach with two crabs", "beach"),
        ("a cat with the background plain teal", "plain teal background"), ("a cat in a box", None),
        ("a grass snake on a rock", None), ("a boy in a coat", None), ("a hut, snow everywhere", "snow"),
        ("a deer, moonlit", "moonlit"), ("a deer, golden hour", "golden hour"),
        ("a tent, dark woods behind", "dark woods"),
        ("a stork in flight", None), ("Workshop: a saw on a bench", "workshop"),
        ("a hen, waiting room", "waiting room"),
        ("a hen on a stool, old dance hall", "old dance hall"),
    ],
)  # fmt: skip
def test_places_are_the_background(wish: str, background: str | None) -> None:
    assert plan_wish(wish).background == background


def test_a_place_alone_is_what_is_seen() -> None:
    plan = plan_wish("a quiet harbour at dawn")
    assert [each.name for each in plan.subjects] == ["harbour"]
    assert plan.background == "dawn"


@pytest.mark.parametrize(
    ("wish", "avoid"),
    [
        ("a beach, no people, cars or boats", ("people", "cars", "boats")), ("no text no shadow", ("text", "shadow")),
        ("not a wolf, a sheep", ("wolf",)), ("anything but green! a kite", ("green",)),
        ("a snail with a shoe instead of a shell", ("shell",)), ("nobody on the pier", ("people",)),
        ("neither dogs nor cats, only parrots", ("dogs", "cats")), ("leave the moon out of it, just stars", ("moon",)),
        ("there isn't any furniture except a chair", ("furniture",)), ("a crown. It isn't gold.", ("gold",)),
        ("skip the sun, only clouds", ("sun",)), ("a text-free poster of a fox", ("text",)),
        ("a king with no beard and a red cape", ("beard",)), ("a pier. I don't want to see ships.", ("ships",)),
        ("a pier, I can't stand gulls", ("gulls",)), ("a pier. Spare me the tourists.", ("tourists",)),
        ("a pier and ships. Ships are a no.", ("ships",)), ("a pier, not gloomy", ("gloomy",)),
        ("a pier. I hate clouds", ("clouds",)), ("a pier, minus the crowd and the litter", ("crowd", "litter")),
        ("a pier and a ship, it's the ship I don't want", ("ship",)),
    ],
)  # fmt: skip
def test_what_is_unwanted_is_no_thing(wish: str, avoid: tuple[str, ...]) -> None:
    plan = plan_wish(wish)
    assert plan.avoid == avoid
    assert not set(avoid) & {each.name for each in plan.subjects}


@pytest.mark.parametrize(
    ("wish", "name"),
    [
        ("I'd love a picture of a walrus for my shop", "walrus"), ("can you make me a llama", "llama"),
        ("my daughter wants a narwhal", "narwhal"), ("a rocket icon in flat style", "rocket"),
        ("so we need an otter, kids have to find him", "otter"), ("my dog Rex", "dog"),
        ("a mug of cocoa", "mug of cocoa"),
        ("what would it look like if a snail could dance", "snail"), ("a polar bear", "polar bear"),
        ("a grey stone bridge", "stone bridge"),
        ("a coffee cup", "coffee cup"), ("two slices of pizza", "slices of pizza"),
        ("the Eiffel Tower", "Eiffel Tower"), ("a hot air balloon", "hot air balloon"), ("a tiny zorblax", "zorblax"),
    ],
)  # fmt: skip
def test_the_one_thing_of_a_wish(wish: str, name: str) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == [name]


@pytest.mark.parametrize(
    ("wish", "lettering"),
    [
        ("a shop sign saying 'Fresh Bread'", ("Fresh Bread",)), ("a banner that reads “LAUNCH DAY”", ("LAUNCH DAY",)),
        ("a mug, it says Best Dad Ever", ("Best Dad Ever",)), ("the dog's bowl", ()),
        ("a fox, SALE TODAY along the top", ("SALE TODAY",)), ("a flag, the letters UP NORTH on it", ("UP NORTH",)),
        ("a UFO above a farm", ()),
        ("a boy's kite and a girl's hat", ()),
    ],
)  # fmt: skip
def test_lettering(wish: str, lettering: tuple[str, ...]) -> None:
    assert plan_wish(wish).lettering == lettering


@pytest.mark.parametrize(
    ("wish", "style"),
    [
        ("a lynx, pencil sketch", "pencil sketch"), ("a lynx in the style of a 90s cereal box", "90s cereal box"),
        ("low-poly lynx", "low-poly"), ("a lynx, make it look like a lino print", "lino print"),
        ("a retro poster of a lynx", "retro poster"), ("a lynx in watercolour", "watercolour"),
        ("a black and white photo of a lynx", "black and white photo"), ("a lynx, minimalist", "minimalist"),
        ("a lynx holding a pencil", None), ("a painting on a wall", None),
        ("a lynx, drawn by a child", "drawn by a child"), ("a lynx, brush and ink", "brush and ink"),
        ("a lynx, soft colours", "soft colours"), ("Tarot card: a lynx on a throne", "tarot card"),
        ("a lynx. Watercolour would be lovely.", "watercolour"), ("a lynx, like a kid's crayon drawing",
        "kid's crayon drawing"), ("a sign: a lynx", None),
        ("a lynx - lino print", "lino print"), ("a lynx. Make it a vintage poster.", "vintage poster"),
        ("a lynx, it should be a mosaic please", "mosaic"),
    ],
)  # fmt: skip
def test_styles(wish: str, style: str | None) -> None:
    plan = plan_wish(wish)
    assert plan.style == style
    assert plan.subjects


@pytest.mark.parametrize(
    "wish",
    [
        "(" * 4000, "'" * 4000, "a cat " * 660, "and " * 1000, "no " * 1300, ", " * 2000, "one red, " * 440,
        "with " * 800,
        "of " * 1300, "in the style of " * 250, "it's " * 800, "cold, " * 600, "'a b " * 1000, "A Cat " * 660,
        "very " * 800, "a small group of a pair of " * 140, "dark moody " * 360, "x" * 4000, "two of them " * 330,
    ],
)  # fmt: skip
def test_hostile_wishes_are_read_in_time(wish: str) -> None:
    started = time.process_time()
    plan = plan_wish(wish[:4000].strip())
    assert time.process_time() - started < 2
    assert plan_from_data(plan.to_data()) == plan


WORDS = sorted(
    words_of("""
    a the two red no cat dogs on in with of it its one each wearing holding and , . ( ' says not without blue is are
    that who under left side table lake night other them house 's style pair dozen his hat standing asleep from as
    """)
)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.sampled_from(WORDS), min_size=1, max_size=25))
def test_any_words_give_a_plan(words: list[str]) -> None:
    plan = plan_wish("a " + " ".join(words))
    assert plan_from_data(plan.to_data()) == plan
    assert all(each.name.strip() for each in plan.subjects)


def test_what_is_worn_rides_nothing() -> None:
    assert relations_of("a knight in silver armour riding a white horse across a bridge") == {
        ("knight", "wearing", "armour"), ("knight", "on", "horse"), ("knight", "on", "bridge"),
    }  # fmt: skip


def test_of_things_in_a_row_the_living_hold() -> None:
    assert relations_of("a big red balloon, two kids holding ice creams") == {("kids", "holding", "ice creams")}


@pytest.mark.parametrize(
    ("wish", "expected"),
    [
        ("A desk. On it, a globe; above it, a clock; to the right of it, a lamp",
         {("globe", "on", "desk"), ("clock", "above", "desk"), ("lamp", "right_of", "desk")}),
        ("Next to the stove put a basket", {("basket", "next_to", "stove")}),
        ("a pony, to its left a duck", {("duck", "left_of", "pony")}),
        ("a crow left, a magpie right", {("crow", "left_of", "magpie")}),
        ("from left to right: a fork, a spoon, a knife",
         {("fork", "left_of", "spoon"), ("spoon", "left_of", "knife")}),
        ("a tent and a campfire in front", {("campfire", "in_front_of", "tent")}),
        ("a statue, a horse in the foreground", {("horse", "in_front_of", "statue")}),
        ("a bridge, two anglers on it, a barge below it", {("anglers", "on", "bridge"), ("barge", "below", "bridge")}),
        ("a chair and a table, a helmet on the chair", {("helmet", "on", "chair")}),
        ("a lizard with yellow eyes perched on a branch", {("lizard", "on", "branch")}),
        ("a piano with a cat on the lid", {("cat", "on", "piano")}),
        ("a walrus, top hat, monocle, holding a cane",
         {("walrus", "wearing", "top hat"), ("walrus", "wearing", "monocle"), ("walrus", "holding", "cane")}),
        ("a llama, party hat on", {("llama", "wearing", "party hat")}),
        ("a penguin. Her scarf is green.", {("penguin", "wearing", "scarf")}),
        ("a boxer, towel over his shoulder", {("boxer", "holding", "towel")}),
        ("a monk with a lantern in one hand", {("monk", "holding", "lantern")}),
        ("a shepherd with a lamb on his shoulders", {("lamb", "on", "shepherd")}),
        ("a cart pulled by a donkey", {("donkey", "in_front_of", "cart")}),
        ("a kite tied to a gate", {("kite", "on", "gate")}),
        ("a broom leaning against a shed", {("broom", "on", "shed")}),
        ("a sailor hugging an anchor", {("sailor", "holding", "anchor")}),
        ("a lamb being chased by a wolf", {("wolf", "behind", "lamb")}),
        ("a wolf whose hat is a teapot", {("wolf", "wearing", "teapot")}),
        ("a hat on a goat", {("goat", "wearing", "hat")}),
        ("a taxi outside a bakery", {("taxi", "in_front_of", "bakery")}),
        ("an elf and a dwarf, both on a log", {("elf", "on", "log"), ("dwarf", "on", "log")}),
        ("a duke, sword drawn", {("duke", "holding", "sword")}),
        ("a quilt draped over a bench", {("quilt", "on", "bench")}),
        ("a coat hanging off a hook", {("coat", "on", "hook")}),
        ("a chapel overgrown with ivy", {("ivy", "on", "chapel")}),
        ("a nun on her phone", {("nun", "holding", "phone")}),
        ("a cat running after a mouse", {("cat", "behind", "mouse")}),
        ("a moon in sunglasses", {("moon", "wearing", "sunglasses")}),
        ("a pilot adjusting goggles", {("pilot", "wearing", "goggles")}),
        ("a drum with pink sand", {("sand", "on", "drum")}),
        ("a carpet above minarets, a boy on it", {("boy", "on", "carpet")}),
        ("what would a yak look like in a bonnet", {("yak", "wearing", "bonnet")}),
        ("a hare is wearing a cape", {("hare", "wearing", "cape")}),
        ("a hare, drum in hand", {("hare", "holding", "drum")}),
        ("a crate that a hen is sitting on", {("hen", "on", "crate")}),
        ("a crate on which a hen sleeps", {("hen", "on", "crate")}),
        ("a crate with a hen in front", {("hen", "in_front_of", "crate")}),
        ("a crate, and underneath a hen", {("hen", "below", "crate")}),
        ("a hare and in its paws a drum", {("hare", "holding", "drum")}),
        ("a hare with a fish in its mouth", {("hare", "holding", "fish")}),
        ("a hare: long ears, bow tie, next to a drum", {("hare", "wearing", "bow tie"), ("hare", "next_to", "drum")}),
        ("a witch on a broom with a crow behind her", {("crow", "behind", "witch")}),
        ("a boat in a bottle on a shelf", {("bottle", "on", "shelf")}),
        ("A mill. In front of the mill a cart, behind it an oak.", {("oak", "behind", "mill")}),
        ("a bench, and on it, a blue hat", {("hat", "on", "bench")}),
        ("a mule on a mat, a monkey on its back holding a drum",
         {("monkey", "on", "mule"), ("monkey", "holding", "drum")}),
        ("a wolf howling from the top of a boulder", {("wolf", "on", "boulder")}),
        ("a muffin with a party hat", {("muffin", "wearing", "party hat")}),
        ("a monk watering roses with a bucket", {("monk", "holding", "bucket")}),
        ("a yak wearing a bonnet and goggles running along a lane", {("yak", "wearing", "goggles")}),
        ("a hen and a hare, a drum between them", {("drum", "next_to", "hen"), ("drum", "next_to", "hare")}),
        ("a stork with a letter, landing on a roof", {("stork", "on", "roof")}),
        ("a sill where a candle burns", {("candle", "on", "sill")}),
        ("a bowl in the middle of the table", {("bowl", "on", "table")}),
        ("an imp stuck in a chimney", {("imp", "in", "chimney")}),
        ("a cap on a post, post on a raft", {("cap", "on", "post"), ("post", "on", "raft")}),
    ],
)  # fmt: skip
def test_relations_of_looser_speech(wish: str, expected: Relations) -> None:
    assert expected <= relations_of(wish)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("the guard is a bear", ["bear"]), ("could the picture show an otter", ["otter"]),
        ("is there any chance of a yak", ["yak"]), ("I saw a stork on a chimney", ["stork", "chimney"]),
        ("how about a newt?", ["newt"]), ("a bowl of cherries", ["bowl of cherries"]),
        ("a tube of white paint", ["tube of paint"]), ("hmm, a snail", ["snail"]),
        ("left boot brown, right boot black", ["boot", "boot"]), ("a beekeeper's hat", ["beekeeper's hat"]),
        ("paint tulips", ["tulips"]), ("the prettiest pear", ["pear"]), ("a vintage pram", ["pram"]),
        ("a Persian carpet", ["persian carpet"]), ("two firemen", ["fireman"]),
    ],
)  # fmt: skip
def test_names_of_looser_speech(wish: str, names: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == names


def test_how_many_is_told_behind() -> None:
    assert [each.count for each in plan_wish("lemons, seven of them, on a tray").subjects] == [7, 1]


def test_parts_of_a_body_describe() -> None:
    (bard,) = plan_wish("a bard, skin purple, eyes shut").subjects
    assert (bard.color, bard.attributes) == ("purple", ("skin purple", "eyes shut"))


def test_ones_are_those_named_before() -> None:
    assert [each.color for each in plan_wish("a jug of milk, tulips, red ones").subjects] == [None, "red"]


def test_parts_may_be_told_by_qualities() -> None:
    assert [each.attributes for each in plan_wish("two jugs, one full, the other empty").subjects] == [
        ("full",),
        ("empty",),
    ]


@pytest.mark.parametrize(
    ("wish", "shape"),
    [
        ("a crab, portrait", "portrait"), ("a crab. Landscape, please.", "landscape"), ("a crab, wide", "wide"),
        ("a crab (square)", "square"), ("phone wallpaper of a crab", "tall"), ("a crab, 16:9", "wide"),
        ("a crab, 9:16", "tall"), ("a square pic of a crab", "square"), ("a crab beside a letterbox", None),
        ("a landscape with a crab", None), ("a wide crab", None),
    ],
)  # fmt: skip
def test_shapes(wish: str, shape: str | None) -> None:
    assert plan_wish(wish).shape == shape
