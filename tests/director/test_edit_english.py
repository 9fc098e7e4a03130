"""English instructions in the ways people say them, one table for each construction."""

from __future__ import annotations

import pytest

from danqing.core.errors import RequestError
from danqing.director.edit_english_chunks import chunks_of
from danqing.director.edit_english_known import meant
from danqing.director.edit_english_tokens import letter_of
from danqing.director.edit_types import Recolor, to_data
from danqing.director.plan import Plan, Subject
from danqing.tasks.lexicon import edit_vocabulary, plan_wish, read_instruction

CATS = Plan(language="en", subjects=(Subject(name="cat", color="black"), Subject(name="cat", color="white")))
HOUSES = Plan(
    language="en", subjects=(Subject(name="house", attributes=("big",)), Subject(name="house", attributes=("small",)))
)
COUPLE = Plan(language="en", subjects=(Subject(name="boy"), Subject(name="girl")))
CANDLES = Plan(language="en", subjects=(Subject(name="candle", count=3),))
ROBOT = Plan(language="en", subjects=(Subject(name="robot"),))


def said(instruction: str, known: Plan | None = None) -> list[str]:
    """The operations in words, without how far they go."""
    operations = to_data(read_instruction(instruction, known).operations)
    return [" ".join(str(v) for k, v in each.items() if k not in ("amount", "factor")) for each in operations]


@pytest.mark.parametrize(
    ("instruction", "letters"),
    [
        ("make the left lamp green", "tNC"),
        ("the pirate's parrot should be bigger", "NMbS"),
        ("two ducks to the right of it", "iPq"),
        ("put it in the top left corner", "pqL"),
        ("less contrast on her face", "APN"),
        ("the fence has to go", "NG"),
        ("turn the boat the other way round", "tNO"),
        ("a plate of scones instead of the cake", "iXN"),
        ("no clouds", "ro"),
        ("everything behind the car should be forest", "KMbo"),
    ],
)
def test_chunks(instruction: str, letters: str) -> None:
    assert "".join(map(letter_of, chunks_of(instruction, edit_vocabulary()))) == letters


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("beside the bench put a bin", ["add a bin next to bench"]),
        ("in the top left corner, a sun; in the bottom right, a signature",
         ["add a sun top left", "add a signature bottom right"]),
        ("behind the sofa: two lamps", ["add lamps behind sofa 2"]),
        ("wooden stool left of the piano", ["add wooden stool left of piano"]),
        ("a jug next to the bread, a spoon to the left of it",
         ["add a jug next to bread", "add a spoon left of bread"]),
        ("two ravens perched on the fence would be spooky", ["add ravens on fence 2"]),
        ("the chef needs a hat and an apron", ["add a hat worn by chef", "add an apron worn by chef"]),
        ("may the princess have a pony beside her", ["add a pony next to princess"]),
        ("brown boots for the soldier", ["add brown boots worn by soldier"]),
        ("a gold crown on the frog king's head", ["add a gold crown worn by frog king"]),
        ("can the bear wear a scarf? a red one", ["add red scarf worn by bear"]),
        ("the nurse has no mask, put one on her", ["add mask worn by nurse"]),
        ("where's the moon? add it top left", ["add moon top left"]),
        ("what about a tiny mouse? put it behind the clock", ["add a tiny mouse behind clock"]),
        ("fork left and knife right of the plate", ["add fork left of plate", "add knife right of plate"]),
        ("couldn't the dog have a bone?", ["add a bone next to dog"]),
        ("the pig should wear wellies and the goat a bonnet", ["add wellies worn by pig", "add a bonnet worn by goat"]),
        ("there's no moon, please add one at the top", ["add moon top"]),
        ("a ladybird on the leaf, tiny", ["add tiny ladybird on leaf"]),
        ("a goblin with a torch right of the gate", ["add goblin with a torch right of gate"]),
    ],
)  # fmt: skip
def test_what_is_added_and_where(instruction: str, operations: list[str]) -> None:
    read = [each.replace(" None", "") for each in said(instruction)]
    assert [each.replace("add a goblin", "add goblin") for each in read] == operations


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("roses instead of tulips please", ["replace tulips roses"]),
        ("instead of the bus a tram", ["replace bus a tram"]),
        ("I said cat, not dog", ["replace dog cat"]),
        ("could the snowman's nose be a carrot instead of a button", ["replace snowman's nose a carrot"]),
        ("I'd like an otter where the beaver sits", ["replace beaver an otter"]),
        ("where the bench is I want a fountain", ["replace bench a fountain"]),
        ("nah, not a submarine. a hot air balloon", ["replace submarine a hot air balloon"]),
        ("dragon out, unicorn in", ["replace dragon unicorn"]),
        ("lose the lamp post and put a tree where it was", ["replace lamp post a tree"]),
        ("I'd prefer plums to pears", ["replace pears plums"]),
        ("I ordered a pizza and this is a pancake", ["replace pancake a pizza"]),
        ("swap the apple for a pear and the knife for a spoon", ["replace apple a pear", "replace knife a spoon"]),
        ("no tea, coffee", ["replace tea coffee"]),
        ("replace the sky with a stormy one", ["replace sky a stormy sky"]),
        ("the dog becomes a wolf, the cat a lynx", ["replace dog a wolf", "replace cat a lynx"]),
    ],
)
def test_one_thing_for_another(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("I'm not sure about the fountain. Take it away please", ["remove fountain"]),
        ("get that bin out of the shot", ["remove bin"]),
        ("left lamp off the picture, right lamp 30% bigger", ["remove left lamp", "resize right lamp"]),
        ("there's a fly on the soup, zap it", ["remove fly"]),
        ("her smile is lovely but the earrings have to go", ["remove earrings"]),
        ("what's with the traffic light? get rid", ["remove traffic light"]),
        ("no hat. no glasses.", ["remove hat", "remove glasses"]),
        ("turn the boat round", ["flip left-right boat"]),
        ("the horse faces the wrong way", ["flip left-right horse"]),
        ("flip the fish vertically", ["flip up-down fish"]),
        ("Make the knight look to the left", ["flip left-right knight"]),
        ("sails red, hull white, flag gone", ["recolor sails red", "recolor hull white", "remove flag"]),
        ("shouldn't the igloo be white?", ["recolor igloo white"]),
        ("isn't the sky too dark?", ["adjust brighter sky"]),
        ("not so bright", ["adjust darker"]),
        ("the yellow kite: smaller, and left a bit", ["resize yellow kite", "move yellow kite left"]),
        ("Lantern: green. Rope: gone.", ["recolor Lantern green", "remove Rope"]),
        ("the two balloons on the left pink", ["recolor balloons on the left pink"]),
        ("change the colour of the tent to navy", ["recolor tent blue"]),
        ("the grass isn't green enough", ["recolor grass green"]),
        ("bigger eyes, smaller nose", ["resize eyes", "resize nose"]),
        ("the witch moves to the right and the cauldron belongs in the middle",
         ["move witch right", "move cauldron middle"]),
        ("what is the sign doing up there? bottom right, please", ["move sign bottom right"]),
        ("make the teapot red... no wait, paint the teapot blue", ["recolor teapot blue"]),
        ("up the contrast and pump up the colours", ["adjust more contrast", "adjust more color"]),
        ("the visor glares, make it less bright", ["adjust darker visor"]),
        ("Eyes brighter. Only the eyes!", ["adjust brighter Eyes"]),
        ("enlarge the buttons and sharper, too", ["resize buttons", "adjust sharper buttons"]),
    ],
)  # fmt: skip
def test_what_stays_and_what_goes(instruction: str, operations: list[str]) -> None:
    assert said(instruction)[: len(operations)] == operations


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("swap the background for a brick wall", ["background a brick wall"]),
        ("the backdrop is boring, make it a forest", ["background a forest"]),
        ("just the bottle on black marble", ["background black marble bottle"]),
        ("the horse stays, everything round it becomes a beach", ["background a beach horse"]),
        ("only the keeper and a starry sky", ["background starry sky keeper"]),
        ("he belongs in a jungle", ["background in a jungle"]),
        ("plain blue behind her", ["background plain blue background"]),
        ("a lab instead of the kitchen behind the chef", ["background a lab"]),
        ("put the boy in a raincoat", ["add a raincoat worn by boy"]),
        ("could we see it as a comic", ["style comic"]),
        ("more of a charcoal drawing, please", ["style charcoal drawing"]),
        ("make it look like stained glass", ["style stained glass"]),
    ],
)
def test_the_whole_picture(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations


@pytest.mark.parametrize(
    ("instruction", "known", "operations"),
    [
        ("the other one should be grey", CATS, ["recolor white cat grey"]),
        ("give them both hats", CATS, ["add hats worn by black cat", "add hats worn by white cat"]),
        ("make the first one bigger, the second one smaller", CATS, ["resize black cat", "resize white cat"]),
        ("mirror this one, then mirror that one", CATS, ["flip left-right black cat", "flip left-right white cat"]),
        ("the bigger one red, the little one can go", HOUSES, ["recolor big house red", "remove small house"]),
        ("give her a kite and him a ball", COUPLE, ["add a kite next to girl", "add a ball next to boy"]),
        ("both should be larger", COUPLE, ["resize boy", "resize girl"]),
        ("one more of those", CANDLES, ["add candle"]),
        ("the middle one purple, rest as is", CANDLES, ["recolor middle candle purple"]),
        ("smaller please, and to the left", ROBOT, ["resize robot", "move robot left"]),
        ("give it sunglasses and move it to the right", ROBOT, ["add sunglasses worn by robot", "move robot right"]),
    ],
)
def test_things_that_the_picture_shows(instruction: str, known: Plan, operations: list[str]) -> None:
    assert said(instruction, known) == operations


def test_names_are_those_of_the_picture() -> None:
    assert meant("it", None, None, COUPLE) == ("boy",)
    assert meant("she", None, None, COUPLE) == ("girl",)
    assert meant("other one", None, "white cat", CATS) == ("black cat",)
    assert meant("gate", None, None, CATS) == ("gate",)


@pytest.mark.parametrize(
    "remark", ["I love how calm it is", "it's for my mum's birthday", "our scouts have orange tents", "you genius"]
)
def test_remarks_ask_nothing(remark: str) -> None:
    with pytest.raises(RequestError):
        read_instruction(remark)
    assert said(f"{remark}. Make the tent red") == ["recolor tent red"]


@pytest.mark.parametrize(
    ("said", "what"),
    [
        ("make one cat black", "one cat"),
        ("paint one of the cats black", "one cat"),
        ("make one of them black", "one cat"),
        ("make the cats black", "cats"),
        ("make one ball black", "ball"),
    ],
)
def test_one_of_several(said: str, what: str) -> None:
    known = plan_wish("two cats and a red ball on the grass")
    assert read_instruction(said, known).operations == (Recolor(what=what, color="black"),)


@pytest.mark.parametrize(
    ("instruction", "operations"),
    [
        ("take out the people in the background", ["remove people in the background"]),
        ("could you get rid of the people in the background?", ["remove people in the background"]),
        ("the people should be smaller", ["resize people"]),
        ("make it darker so people notice the lantern", ["adjust darker"]),
        ('change the text to "Good Evening"', ["replace text Good Evening"]),
        ("replace the words with “Big Fair”", ["replace words Big Fair"]),
        ('change the banner to say "Fair"', ["replace banner banner that says “Fair”"]),
        ("move the vase from the shelf to the left", ["move vase left"]),
        ("move the vase from the left to the right", ["move left vase right"]),
    ],
)
def test_people_texts_and_where_a_thing_comes_from(instruction: str, operations: list[str]) -> None:
    assert said(instruction) == operations


def test_people_who_look_at_the_picture_are_not_added() -> None:
    with pytest.raises(RequestError):
        read_instruction("I want people to notice the lantern")
