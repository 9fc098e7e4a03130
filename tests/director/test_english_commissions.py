"""What people commission in English: the kind of picture, its texts, names and look; words that ask for nothing."""

from __future__ import annotations

import time

import pytest

from danqing.director.english_media import commissions
from danqing.tasks.lexicon import plan_wish, wish_reader


@pytest.mark.parametrize(
    ("wish", "lettering"),
    [
        ("logo for a florist named Petal & Stem, a tulip", ("Petal & Stem",)),
        ("a logo for my coffee cart, The Daily Grind, steaming cup", ("The Daily Grind",)),
        ("our cafe is named The Blue Kettle. logo with a kettle", ("The Blue Kettle",)),
        ("can you make a banner for my dog school Happy Paws, three dogs", ("Happy Paws",)),
        ("menu for Casa Lupo, a wolf with a fork", ("Casa Lupo",)),
        ("podcast logo The Night Shift, moon with headphones", ("The Night Shift",)),
        ("cover for the novel The Glass Orchard by Mei Tan, an apple tree", ("The Glass Orchard", "Mei Tan")),
        ("Book cover. Title at the top: The Salt Road. Author name: I. Marsh. A camel", ("The Salt Road", "I. Marsh")),
        ("gym logo, name Iron Temple, barbell", ("Iron Temple",)),
        ("book cover, title the salt road, author mei tan, a camel", ("the salt road", "mei tan")),
        ("sticker that says be kind with a bee", ("be kind",)),
        ("a wooden sign that says farm eggs on a gate", ("farm eggs",)),
        ("mug design with the words world's okayest dad", ("world's okayest dad",)),
        ("poster. headline: Free Puppies! five puppies in a box", ("Free Puppies!",)),
        ("wine label, text: opens 9.30, a cat", ("opens 9.30",)),
        ("diagram of a flower labelled petal, stem and root", ("petal", "stem", "root")),
        ("Words on the chart: sun, wind, rain. A windmill", ("sun", "wind", "rain")),
        ("festival poster SUMMER SOUNDS, saturday 7pm, a cassette", ("SUMMER SOUNDS", "saturday 7pm")),
        ("poster for THE LOST SOCKS, a drummer", ("THE LOST SOCKS",)),
        ("SPRING FAIR flyer, a lamb", ("SPRING FAIR",)),
        (
            "christmas card, robin on a post box, Merry Christmas from the Wilsons",
            ("Merry Christmas from the Wilsons",),
        ),
        ("get well soon card, bear with a thermometer", ("get well soon",)),
        ("plant shop poster, follow @mossypots, three cacti", ("@mossypots",)),
        ("a label for plum jam, 'Granny Bo'", ("Granny Bo",)),
        ("three doors marked A, B and C", ("A", "B", "C")),
        ("a speech bubble with hello in it next to a frog", ("hello",)),
        ("tote bag design that says you are my sunshine, sunflowers", ("you are my sunshine",)),
        ("poster titled the fox and the crow, a fox under a tree", ("fox and the crow",)),
        ("a novel cover, The Salt Road, by Mei Tan, a camel", ("The Salt Road", "Mei Tan")),
        ("sticker, Stay wild, a fox", ("Stay wild",)),
        ("wedding sign Welcome to the wedding of Ana and Joe, olives", ("Welcome to the wedding of Ana and Joe",)),
        ("event poster, venue: the old barn, date: 5 may, fiddles", ("the old barn", "5 may")),
        ("do not disturb sign, an owl", ("do not disturb",)),
        ("a flag that has freedom written across it", ("freedom",)),
        ("a robot holding a sign, HELP WANTED", ("HELP WANTED",)),
        ("a jersey with 23 on the back", ("23",)),
        ("can it say Happy Easter Gran? a bunny with a basket", ("Happy Easter Gran",)),
        ("a sign that says keep out nailed to a tree", ("keep out",)),
        ("soap label (name: Fern), a leaf", ("Fern",)),
        ("shop sign that says OPEN on one side and CLOSED on the other", ("OPEN", "CLOSED")),
        ("birthday card, text happy bday zoe 🎂, a cat", ("happy bday zoe",)),
        ("flyer, barn dance in big letters, a fiddle", ("barn dance",)),
        ("plant diagram: root, stem and leaf, each part labelled", ("root", "stem", "leaf")),
        ("a diner with a neon sign Open Late", ("Open Late",)),
        ("a fan shouting GOAL at a match", ("GOAL",)),
        ("bake sale poster, grandma's tins, entry £2, 5 may", ("entry £2", "5 may")),
    ],
)
def test_texts_to_be_written(wish: str, lettering: tuple[str, ...]) -> None:
    assert set(plan_wish(wish).lettering) == set(lettering)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("a man who reads Dickens in a chair", ["man", "chair"]),
        ("a girl named Anna with a red kite", ["girl", "kite"]),
        ("a dog called Rex on a sofa", ["dog", "sofa"]),
        ("a teacher saying hello to a parrot", ["teacher", "parrot"]),
        ("birthday card for a boy called Max, a digger", ["digger"]),
        ("poster for Halloween, a pumpkin", ["pumpkin"]),
        ("VR props, a wooden bucket", ["bucket"]),
        ("a VERY big whale", ["whale"]),
        ("a boy learning to write letters", ["boy", "letters"]),
        ("a book with something written on it", ["book"]),
        ("a book, nothing written on it", ["book"]),
    ],
)
def test_scenes_and_people_are_no_texts(wish: str, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert plan.lettering == ()
    assert [each.name for each in plan.subjects] == names


@pytest.mark.parametrize(
    ("wish", "style", "names"),
    [
        ("app icon, a lotus", "app icon", ["lotus"]),
        ("treasure chest sprite, closed", "sprite", ["treasure chest"]),
        ("vector fox logo, orange", "vector logo", ["fox"]),
        ("law school logo, an owl", "law school logo", ["owl"]),
        ("halloween sticker sheet – a bat and a broom", "halloween sticker sheet", ["bat", "broom"]),
        ("treasure map: an island", "treasure map", ["island"]),
        ("I run a small stall and I'd love a logo, just a mouse", "logo", ["mouse"]),
        ("I want the cover of a cookbook with a wooden spoon", "cover of a cookbook", ["wooden spoon"]),
        ("the kids need a flyer: two lamps", "flyer", ["lamps"]),
        ("seal balancing a ball, sticker for my laptop", "sticker", ["seal", "ball"]),
        ("save water poster by a child, a tap", "save water poster by a child", ["tap"]),
        ("my avatar should be a lynx", "avatar", ["lynx"]),
        ("perfume bottle, studio light, luxury ad", "luxury ad, studio light", ["perfume bottle"]),
        ("old man, 85mm, f/1.8", "85mm, f/1.8", ["man"]),
        ("dragon tattoo, dotwork", "tattoo, dotwork", ["dragon"]),
        ("a hut, ghibli vibe", "ghibli", ["hut"]),
        ("sketch me a conductor", "sketch", ["conductor"]),
        ("an old map, a compass and a candle", None, ["map", "compass", "candle"]),
        ("a sign in the forest with an owl on it", None, ["sign", "owl"]),
        ("16 icons", None, ["icons"]),
        ("striped shirt, folded", None, ["shirt"]),
        ("a wide banner of two cats", None, ["cats"]),
        ("blue mage character sheet, a staff", "character sheet", ["mage", "staff"]),
    ],
)
def test_what_the_picture_is_made_as(wish: str, style: str | None, names: list[str]) -> None:
    plan = plan_wish(wish)
    assert (plan.style, [each.name for each in plan.subjects]) == (style, names)


@pytest.mark.parametrize(
    ("wish", "names"),
    [
        ("1girl, silver hair, masterpiece, best quality, 8k", ["girl"]),
        ("(masterpiece:1.2), ultra detailed, 2boys, castle background", ["boys"]),
        ("a lynx, highres, absurdres, trending on artstation --v 6 --s 250", ["lynx"]),
        ("sword icon, 16x16", ["sword"]),
    ],
)
def test_tags_of_quality_ask_for_nothing(wish: str, names: list[str]) -> None:
    assert [each.name for each in plan_wish(wish).subjects] == names


@pytest.mark.parametrize(
    ("wish", "background"),
    [
        ("slime sprite, green, transparent", "transparent background"),
        ("noodle bar interior, six stools", "noodle bar interior"),
        ("A classroom scene for my worksheet: a teacher", "classroom"),
    ],
)
def test_grounds_of_commissions(wish: str, background: str) -> None:
    assert plan_wish(wish).background == background


def test_emblems_show_country_as_things() -> None:
    for wish in ("logo for a bakery called Sunny Crumb, wheat and a sun", "line tattoo: mountain and moon"):
        plan = plan_wish(wish)
        assert (plan.background, len(plan.subjects)) == (None, 2)


def test_silhouettes_are_of_things() -> None:
    subjects = plan_wish("palm silhouettes, a surfer silhouette").subjects
    assert [(each.name, each.attributes) for each in subjects] == [
        ("palms", ("silhouetted",)),
        ("surfer", ("silhouetted",)),
    ]


@pytest.mark.parametrize(
    "wish",
    [
        "logo for a " * 360,
        "title " * 660,
        "name is " * 500,
        "SALE 50% " * 440,
        "poster, " * 490,
        "Ab and " * 560,
        "for my shop Ab " * 260,
        "says x, " * 490,
        "friday 9pm " * 360,
        "happy a day " * 320,
        "A" * 3900,
        "labelled a, b, " * 260,
    ],
)
def test_long_commissions_are_read_in_time(wish: str) -> None:
    start = time.perf_counter()
    plan_wish(wish)
    assert time.perf_counter() - start < 1.5


def test_commissions_tell_where_they_stand() -> None:
    text = "a logo for my bakery, wheat"
    made = commissions(text, wish_reader().lexicon.english)[0]
    assert (made.style, text[made.end :]) == ("logo", ", wheat")


@pytest.mark.parametrize("wish", ["kids drawing on a pavement", "boys painting in a barn"])
def test_people_who_draw_are_no_drawing(wish: str) -> None:
    plan = plan_wish(wish)
    assert ([each.count for each in plan.subjects], plan.style) == ([None], None)
