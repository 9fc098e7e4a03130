"""Coarse kinds of things, from emoji groups, icon categories or words."""

from __future__ import annotations

CATEGORIES: tuple[str, ...] = (
    "animal",
    "food",
    "plant",
    "vehicle",
    "building",
    "nature",
    "weather",
    "person",
    "face",
    "body",
    "clothing",
    "music",
    "sport",
    "activity",
    "furniture",
    "tool",
    "device",
    "object",
    "shape",
    "symbol",
    "other",
)

_BY_SUBGROUP_PREFIX: tuple[tuple[str, str], ...] = (
    ("face-costume", "object"),
    ("face-", "face"),
    ("cat-face", "animal"),
    ("monkey-face", "animal"),
    ("heart", "shape"),
    ("emotion", "symbol"),
    ("hand", "body"),
    ("body-parts", "body"),
    ("person", "person"),
    ("family", "person"),
    ("animal", "animal"),
    ("plant", "plant"),
    ("food", "food"),
    ("drink", "food"),
    ("dishware", "object"),
    ("place-map", "object"),
    ("place-geographic", "nature"),
    ("place-building", "building"),
    ("place-religious", "building"),
    ("place-other", "other"),
    ("transport", "vehicle"),
    ("hotel", "object"),
    ("time", "object"),
    ("sky-weather", "weather"),
    ("event", "activity"),
    ("award-medal", "object"),
    ("sport", "sport"),
    ("game", "activity"),
    ("arts-crafts", "activity"),
    ("clothing", "clothing"),
    ("sound", "object"),
    ("music", "music"),
    ("phone", "device"),
    ("computer", "device"),
    ("light-video", "device"),
    ("tool", "tool"),
    ("science", "object"),
    ("medical", "object"),
    ("geometric", "shape"),
)


def category_of_subgroup(subgroup: str) -> str:
    """The kind of an emoji subgroup such as ``"animal-bird"``; what is not listed is an object."""
    return next((kind for prefix, kind in _BY_SUBGROUP_PREFIX if subgroup.startswith(prefix)), "object")


_BY_GROUP = {
    "Animals": "animal",
    "Baby": "object",
    "Build": "building",
    "Clothes": "clothing",
    "Foods": "food",
    "Game": "activity",
    "Hardware": "device",
    "Health": "object",
    "Industry": "tool",
    "Life": "furniture",
    "Makeups": "object",
    "Measurement": "tool",
    "Sports": "sport",
    "Weather": "weather",
}


def category_of_group(group: str | None) -> str:
    """The kind of a group of IconPark, or "other"."""
    return _BY_GROUP.get(group or "", "other")


_WORDS: dict[str, str] = {
    word: kind
    for kind, words in {
        "animal": "animal bird dog cat horse fish bear elephant lion tiger monkey rabbit mouse cow pig sheep goat duck "
        "chicken hen rooster owl eagle penguin parrot snake lizard frog turtle crocodile dinosaur dragon shark whale "
        "kitten puppy dolphin octopus crab lobster snail butterfly bee ant spider bug beetle "
        "insect fox wolf deer giraffe zebra "
        "camel kangaroo koala panda squirrel bat rat hamster seal swan goose dove pigeon",
        "food": "food fruit apple pear orange banana grape lemon cherry strawberry cake bread pizza burger sandwich "
        "egg cheese meat sausage ham soup salad rice noodle sushi candy chocolate cookie pie ice-cream coffee tea milk "
        "juice wine beer drink cocktail vegetable carrot tomato potato onion corn pepper mushroom pumpkin",
        "plant": "plant flower tree leaf leaves rose tulip sunflower cactus grass palm fern bamboo",
        "vehicle": "car truck bus train tram bicycle bike motorcycle ship boat yacht airplane aeroplane plane "
        "helicopter rocket vehicle taxi ambulance tractor scooter submarine van lorry locomotive spaceship",
        "building": "house building castle church tower temple hospital school hotel factory bridge barn hut palace "
        "skyscraper lighthouse windmill museum shop store",
        "nature": "mountain volcano river lake sea ocean island beach desert forest landscape earth planet globe",
        "weather": "weather sun moon cloud rain snow snowflake storm lightning rainbow star tornado wind",
        "person": "man woman boy girl person people baby child king queen princess knight wizard soldier doctor nurse "
        "teacher farmer chef clown pirate santa angel worker",
        "face": "face smiley emoticon",
        "body": "hand foot leg arm ear nose eye mouth tooth brain skull skeleton bone heart-organ",
        "clothing": "hat cap shirt t-shirt dress shoe boot coat jacket trousers jeans skirt sock glove scarf tie crown "
        "glasses clothes clothing",
        "music": "music guitar piano violin drum trumpet saxophone flute harp",
        "sport": "sport ball football soccer basketball tennis golf baseball volleyball skate ski",
        "furniture": "chair table sofa couch desk bed lamp wardrobe bookshelf armchair furniture",
        "tool": "tool hammer saw axe screwdriver wrench pliers drill shovel knife sword scissors",
        "device": "computer laptop phone telephone camera television tv radio printer keyboard monitor robot",
        "shape": "heart circle square triangle diamond shape",
        "symbol": "sign logo button arrow",
    }.items()
    for word in words.split()
}


def category_of_words(text: str) -> str:
    """The kind that a known word names, looking at the head (the last word) of the name first."""
    words = text.lower().split()
    forms = (form for word in reversed(words) for form in (word, word.removesuffix("s"), word.removesuffix("es")))
    return next((_WORDS[form] for form in forms if form in _WORDS), "other")
