"""Nouns for made-up wishes, from our dictionaries, with the role that each can play in a scene."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from danqing.data.chinese_lexicon import ChineseWord, chinese_lexicon
from danqing.data.english import english_words
from danqing.data.everyday import everyday_table
from danqing.data.lexicon import subject_names

_OF_KIND = {"animal": "animal", "person": "person", "plant": "plant", "food": "food", "clothing": "garment",
    "vehicle": "vehicle",
            "building": "building", "thing": "thing"}  # fmt: skip
_OF_CLASS = {"C": "garment", "K": "container", "U": "furniture", "R": "building", "a": "animal", "p": "person",
    "f": "food",
             "l": "plant", "o": "thing"}  # fmt: skip
_MEASURES = {"garment": "件", "container": "个", "furniture": "张", "vehicle": "辆", "building": "座",
    "animal": "只", "person": "个",
             "food": "个", "plant": "棵", "thing": "个", "instrument": "把", "flower": "朵", "bird": "只",
                 "toy": "个", "tool": "把"}  # fmt: skip
# English words that say more of a role than a dictionary's class, by the last word of a name.
_BY_WORD = {
    "container": (
        "box bag basket bowl cup mug jar bottle vase bucket pot pan barrel crate chest suitcase backpack "
        "glass can tin pouch sack drawer cage tank kettle teapot plate dish tray tub bin case pocket nest "
        "cart"
    ),
    "furniture": (
        "table desk chair sofa couch bed stool bench shelf cabinet wardrobe cupboard throne armchair "
        "bookshelf cradle windowsill counter cushion pillow rug carpet mat blanket"
    ),
    "instrument": (
        "guitar piano violin drum flute trumpet harp cello accordion saxophone ukulele banjo harmonica clarinet tuba"
    ),
    "flower": (
        "flower rose tulip daisy lily sunflower orchid peony lotus poppy daffodil chrysanthemum carnation iris lavender"
    ),
    "bird": (
        "bird duck goose hen rooster owl eagle parrot pigeon sparrow crow swan penguin peacock flamingo hawk "
        "seagull crane"
    ),
    "toy": ("ball doll kite balloon puzzle teddy puppet robot blocks yoyo top marble"),
    "tool": (
        "hammer saw knife fork spoon pen pencil brush umbrella lamp lantern candle torch sword shovel rake "
        "broom key camera phone telescope fan clock watch rope ladder net rod bow shield flag sign map book "
        "newspaper letter"
    ),
    "vehicle": (
        "car bus truck train bicycle bike motorcycle boat ship plane airplane helicopter rocket tractor "
        "scooter van taxi tram sledge sleigh skateboard canoe kayak submarine balloon wagon"
    ),
    "garment": (
        "hat cap scarf coat jacket shirt dress skirt shoes boots gloves glasses sunglasses crown helmet tie "
        "necklace mask cape apron sweater jumper uniform raincoat socks headphones ribbon bow belt kimono"
    ),
}
_ROLES = {word: role for role, words in _BY_WORD.items() for word in words.split()}
_JOINED = re.compile(r" (?:and|with|in) ")  # names of pictures that show more than one thing
_MOST_RARE = 66  # of Chinese words, in tenths of powers of ten


@dataclass(frozen=True)
class Noun:
    """What something is called in one language.

    Args:
        word: its name.
        role: what part it can play, such as "animal" or "container".
        measure: the Chinese measure word.
    """

    word: str
    role: str
    measure: str


@cache
def dictionary_nouns(language: str) -> tuple[Noun, ...]:
    """All nouns of what can be drawn, in a stable order; ``language`` is "en" or "zh"."""
    return _english() if language == "en" else _chinese()


@cache
def everyday_nouns(language: str) -> tuple[Noun, ...]:
    """The names of what our pictures show."""
    roles = {each.word: each.role for each in dictionary_nouns(language)}
    english = {each.word: each.role for each in dictionary_nouns("en")}
    measures = {name: each.measure for each in everyday_table().values() for name in each.names_zh}
    found = {}
    for name, first in subject_names().items():
        is_one = name[0] != "一" and not _JOINED.search(name)
        if is_one and name.isascii() == (language == "en") and len(name) > (2 if language == "en" else 0):
            role = roles.get(name) or english.get(first) or _ROLES.get(first.split()[-1], "thing")
            found[name] = Noun(name, role, measures.get(name, _MEASURES[role]))
    plurals = {name for name in found if language == "en" and name.endswith("s") and name.removesuffix("s") in found}
    return tuple(each for name, each in found.items() if name not in plurals)


def _english() -> tuple[Noun, ...]:
    found = []
    for word, code in sorted(english_words().items()):
        parts, _, classes = code.partition(":")
        usual = _OF_CLASS.get(classes[:1])
        role = _ROLES.get(word.split()[-1]) or next((_OF_CLASS[key] for key in classes if key in "CKUR"), usual)
        if parts.startswith("n") and role and len(word) > 2:
            found.append(Noun(word, role, _MEASURES[role]))
    return tuple(found)


def _chinese() -> tuple[Noun, ...]:
    found = []
    for each in chinese_lexicon().values():
        if each.kind in _OF_KIND and each.rarity <= _MOST_RARE:
            role = _role(each)
            found.append(Noun(each.word, role, each.measures[0] if each.measures else _MEASURES[role]))
    return tuple(found)


def _role(word: ChineseWord) -> str:
    heads = [each.split()[-1] for each in word.english if each]
    return next((_ROLES[each] for each in heads if each in _ROLES), _OF_KIND[word.kind])
