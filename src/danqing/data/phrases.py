"""Captions in Chinese and English from what is true of a scene.

A caption is made in layers: noun phrases (number, size, colour, name), a core that joins them (a name, a place, a
relation), then wrappers that add the plain background or the style. Each layer has its own families of templates. About
a tenth of each family is held out by hash for validation, so that a model is tried on wordings it never read.
"""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from functools import cache

import numpy as np

from danqing.data.colors import COLORS
from danqing.data.styles import STYLES
from danqing.data.templates import TEMPLATES
from danqing.data.types import Language, Split

Random = np.random.Generator

NUMBERS_EN = ("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
NUMBERS_ZH = ("零", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十")
SIZES_EN = {"small": ("small", "little", "small", "tiny"), "big": ("big", "large", "big", "huge")}
SIZES_ZH = {"small": "小", "big": "大"}

IRREGULAR = {
    "mouse": "mice", "goose": "geese", "sheep": "sheep", "fish": "fish", "goldfish": "goldfish", "deer": "deer",
    "jellyfish": "jellyfish", "blowfish": "blowfish", "pufferfish": "pufferfish", "moose": "moose", "bison": "bison",
    "squid": "squid", "shrimp": "shrimp", "ox": "oxen", "leaf": "leaves", "wolf": "wolves", "knife": "knives",
    "loaf": "loaves", "scarf": "scarves", "child": "children", "man": "men", "woman": "women", "person": "people",
    "firefighter": "firefighters", "fireman": "firemen", "snowman": "snowmen", "foot": "feet", "tooth": "teeth",
    "cactus": "cacti", "octopus": "octopuses", "tomato": "tomatoes", "potato": "potatoes", "mango": "mangoes",
    "volcano": "volcanoes", "aircraft": "aircraft", "calf": "calves", "elf": "elves", "half": "halves",
    "shelf": "shelves", "wife": "wives", "dice": "dice", "die": "dice", "salmon": "salmon",
}  # fmt: skip
PLURAL_NAMES = frozenset({
    "grapes", "cherries", "blueberries", "beans", "peanuts", "pancakes", "fries", "glasses", "sunglasses",
    "scissors", "chopsticks", "jeans", "shorts", "skis", "trousers", "pants", "houses", "fireworks", "sparkles",
    "noodles", "socks", "gloves", "balloons", "binoculars", "stairs", "tools", "headphones", "waves", "eyes",
    "hearts", "clothes", "dolls", "sandals", "bananas",
})  # fmt: skip
UNCOUNTABLE = frozenset({
    "corn", "bread", "cheese", "rice", "chocolate", "garlic", "broccoli", "sushi", "beer", "milk", "tea", "coffee",
    "wine", "coral", "lightning", "fire", "wood", "money", "luggage", "furniture", "water", "honey", "butter",
    "salt", "ice", "fog", "popcorn", "spaghetti", "sake", "food", "meat", "snow", "rain", "weather", "music",
    "hay", "soap", "bacon", "paper", "yarn", "thread", "cloth", "grass", "fruit",
    "badminton", "tennis", "pong",
})  # fmt: skip
UNIQUE = frozenset({"sun", "moon", "full moon", "earth", "milky way"})  # said with "the"
_DOING = re.compile(r"((?:.* )?(?:person|man|woman|boy|girl|child|mother|monkey|cat|dog|face|hand))( \w+ing\b.*)")
_VOWEL_SOUND = ("hour", "honest", "heir", "x-ray", "mri", "sos", "atm")
_CONSONANT_SOUND = ("uni", "use", "usb", "ufo", "euro", "ukulele", "one", "ewe", "utility", "u-")


def article(phrase: str) -> str:
    """``"a"`` or ``"an"`` by the sound that an English phrase begins with."""
    word = phrase.lower()
    if word.startswith(_VOWEL_SOUND):
        return "an"
    if word.startswith(_CONSONANT_SOUND):
        return "a"
    return "an" if word[:1] in ("a", "e", "i", "o", "u", "8") else "a"


def head_and_tail(noun: str) -> tuple[str, str]:
    """Split a name at the words that belong to its head: ``"cup of coffee"`` → (``"cup"``, ``" of coffee"``).

    So does what somebody is doing: ``"person crossing arms"`` → (``"person"``, ``" crossing arms"``).
    """
    if doing := _DOING.fullmatch(noun):
        return doing[1], doing[2]
    for joint in (" of ", " with ", " in ", " on ", " behind ", " without ", " for ", " and "):
        if joint in noun:
            head, tail = noun.split(joint, 1)
            return head, joint + tail
    return noun, ""


def plural(noun: str) -> str:
    """The plural of an English name; its head word changes ("cup of tea" → "cups of tea").

    It tells the captions that models learnt from, and so stays apart from the plurals of ``director/english_forms.py``,
    which undo what the director's readers take for plurals ("flamingoes") and let a plural be.
    """
    head, tail = head_and_tail(noun)
    front, space, last = head.rpartition(" ")
    return front + space + _plural_word(last) + tail


def _plural_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    if is_plural(word):
        return word
    if word.endswith("man") and word not in ("human", "shaman", "german"):
        return word[:-2] + "en"
    if word.endswith("fish"):
        return word
    if word.endswith(("s", "x", "z", "ch", "sh")):
        return word + "es"
    if word.endswith("y") and word[-2:-1] not in ("a", "e", "i", "o", "u"):
        return word[:-1] + "ies"
    return word + "s"


def is_plural(noun: str) -> bool:
    """Whether an English name is a plural already ("grapes", "glasses"), so that it takes "are" and no article."""
    last = head_and_tail(noun)[0].rpartition(" ")[2]
    return last in PLURAL_NAMES or (last.endswith("s") and not last.endswith(("ss", "us", "is", "as", "os", "ns")))


def countable(noun: str) -> bool:
    """Whether "three …" can be said of an English name: neither a mass nor already plural."""
    return head_and_tail(noun)[0].rpartition(" ")[2] not in UNCOUNTABLE and not is_plural(noun)


@dataclass(frozen=True, kw_only=True)
class Thing:
    """What may be said of a subject: names, measure word, number, and a colour and size if true and visible."""

    names_en: tuple[str, ...]
    names_zh: tuple[str, ...]
    measure: str = "个"
    count: int = 1
    color: str | None = None
    size: str = "normal"


@dataclass(frozen=True, kw_only=True)
class Facts:
    """What may be said of a scene.

    Args:
        things: one or two subjects.
        relation: a relation key from the first to the second, such as ``"left_of"``, or None.
        place: phrases for where they are, by language, or None on a plain ground.
        ground: phrases that name the scenic ground, or None.
        backdrop: phrases for the colour of a plain ground, or None.
        style: a key of ``styles.STYLES``.
        motion: what the subject does there: ``"sit"``, ``"fly"``, ``"swim"``, ``"drive"`` or ``""``.
        unusual: whether colour or ground is far from the thing's own, so that captions seldom leave it out.
    """

    things: tuple[Thing, ...]
    relation: str | None = None
    place: dict[str, tuple[str, ...]] | None = None
    ground: dict[str, tuple[str, ...]] | None = None
    backdrop: dict[str, tuple[str, ...]] | None = None
    style: str = "flat"
    motion: str = ""
    unusual: bool = False


@dataclass(frozen=True, kw_only=True)
class Core:
    """A caption in the making: as it stands, without and with its leading article, and the mark of its template."""

    text: str
    bare: str
    full: str
    mark: str = ""


def captions(
    facts: Facts, language: Language, rng: Random, *, split: Split = "train", count: int = 4
) -> tuple[str, ...]:
    """Several different captions, from bare to full; empty where a name in the language is missing."""
    if language == "zh" and not all(thing.names_zh for thing in facts.things):
        return ()
    found: dict[str, None] = {}
    for _ in range(count * 4):
        found[caption(facts, language, rng, split=split)] = None
        if len(found) == count:
            break
    return tuple(found)


def caption(facts: Facts, language: Language, rng: Random, *, split: Split = "train") -> str:
    """One caption that tells some of the facts, and nothing else."""
    core = _core(facts, language, rng, split)
    grounded = bool(facts.backdrop and rng.random() < 0.24)
    if facts.backdrop and grounded:
        core = _wrap(core, "backdrop", language, rng, split, bg=_pick(rng, facts.backdrop[language]))
    style = STYLES[facts.style]
    # One ink is never what somebody means who names no style, so it is always named.
    if style.monochrome or rng.random() < 0.4:
        single = len(facts.things) == 1 and facts.place is None and not core.mark and not grounded
        own = f"style_{facts.style}"
        family = own if (own, language) in _families() and rng.random() < 0.5 else "style"
        if single and facts.things[0].count == 1:
            family = "icon" if rng.random() < (0.12 if style.monochrome else 0.3) else family
        core = _wrap(core, family, language, rng, split, style=_pick(rng, style.en if language == "en" else style.zh))
    return core.text


def noun_phrase(thing: Thing, language: Language, rng: Random, *, color: bool, size: bool) -> tuple[str, str]:
    """A subject with its article or number, and without; both the same where a number cannot be left out."""
    return (_english if language == "en" else _chinese)(thing, rng, color, size)


def _english(thing: Thing, rng: Random, color: bool, size: bool) -> tuple[str, str]:
    name = _name(thing.names_en, rng)
    words = []
    if size and thing.size in SIZES_EN:
        words.append(_pick(rng, SIZES_EN[thing.size]))
    if color and thing.color:
        words.append(_pick(rng, COLORS[thing.color].en))
    if thing.count > 1:
        number = str(thing.count) if rng.random() < 0.1 else NUMBERS_EN[thing.count]
        name = _name(tuple(each for each in thing.names_en if countable(each)) or thing.names_en, rng)
        text = " ".join([number, *words, plural(name)])
        return text, text
    bare = " ".join([*words, name])
    if name in UNIQUE and rng.random() < 0.75:
        return "the " + bare, bare
    return (f"{article(bare)} {bare}" if countable(name) else bare), bare


def _chinese(thing: Thing, rng: Random, color: bool, size: bool) -> tuple[str, str]:
    names = thing.names_zh
    stated = size and thing.size in SIZES_ZH
    if thing.size != "normal":
        names = tuple(name for name in names if name[0] not in "大小") or names
    name = _name(names, rng)
    if stated and name[0] not in "大小老幼":
        name = SIZES_ZH[thing.size] + name
    if color and thing.color:
        tone = COLORS[thing.color]
        draw = rng.random()
        if len(name) <= 2 and draw < 0.3 and thing.color not in ("brown", "grey", "orange") and name[0] not in "大小老":
            name = tone.short + name
        elif thing.color == "orange" and name == "猫" and draw < 0.5:
            name = "橘猫"
        elif draw < 0.42:
            name = _pick(rng, tone.zh).removesuffix("的") + name
        else:
            name = _pick(rng, tone.zh) + name
    number = str(thing.count) if thing.count > 1 and rng.random() < 0.08 else NUMBERS_ZH[thing.count]
    counted = number + thing.measure + name
    return counted, name if thing.count == 1 else counted


def _number_apart(thing: Thing, counted: str) -> tuple[str, str]:
    """Split a Chinese noun phrase after its number and measure word ("3只猫" → "3只", "猫")."""
    match = re.match(rf"(?:\d+|[{''.join(NUMBERS_ZH)}]){thing.measure}", counted)
    end = match.end() if match else 0
    return counted[:end], counted[end:]


def _core(facts: Facts, language: Language, rng: Random, split: Split) -> Core:
    color_odds = 0.9 if facts.unusual or len(facts.things) > 1 else 0.7
    fields: dict[str, str] = {}
    for letter, thing in zip("ab", facts.things, strict=False):
        full, bare = noun_phrase(thing, language, rng, color=rng.random() < color_odds, size=rng.random() < 0.75)
        many = thing.count > 1 or is_plural(bare)
        fields |= {
            letter: full,
            letter + "0": bare,
            "t" + letter: "the " + bare,
            "is_" + letter: "are" if many else "is",
        }
        if letter == "a":
            fields["this_is"] = "these are" if many else "this is"
    fields["n"], fields["x0"] = _number_apart(facts.things[0], fields["a"])
    family = "name"
    if len(facts.things) == 2:
        family = facts.relation if facts.relation and rng.random() < 0.8 else "pair"
    elif facts.place and rng.random() < 0.85:
        family = facts.motion if facts.motion and rng.random() < 0.3 else "place"
    if facts.place and facts.ground:
        fields["place"] = _pick(rng, facts.place[language])
        fields["ground"] = _pick(rng, facts.ground[language])
    color = facts.things[0].color
    if family == "name" and color and rng.random() < 0.1:
        family = "tint"
        tone = COLORS[color]
        fields["color"] = _pick(rng, tone.en if language == "en" else tone.zh).removesuffix("的")
        fields["plain"], fields["plain0"] = noun_phrase(facts.things[0], language, rng, color=False, size=True)
    core = _fill(_choose(family, language, rng, split), fields)
    if len(facts.things) == 2 and facts.place and facts.ground and facts.relation != "in_sky" and rng.random() < 0.7:
        core = _wrap(
            core,
            "place_pair",
            language,
            rng,
            split,
            place=_pick(rng, facts.place[language]),
            ground=_pick(rng, facts.ground[language]),
        )
    return core


def _fill(template: str, fields: dict[str, str]) -> Core:
    mark, pattern = _marked(template)
    text = pattern.format(**fields)
    bare = pattern.format(**fields | {"a": fields["a0"]}) if pattern.startswith("{a}") else text
    full = pattern.format(**fields | {"a0": fields["a"]}) if pattern.startswith("{a0}") else text
    return Core(text=text, bare=bare, full=full, mark=mark)


def _wrap(core: Core, family: str, language: Language, rng: Random, split: Split, **fields: str) -> Core:
    options = tuple(each for each in family_templates(family, language, split) if _takes(each, core.mark))
    if not options:
        return core
    mark, pattern = _marked(_pick(rng, options))
    known = {"x": core.full if "of {x}" in pattern else core.text, "x0": core.bare, **fields}
    if "{an}" in pattern:
        known["an"] = article(pattern.split("{an} ", 1)[1].format(**known))
    text = pattern.format(**known)
    leads = pattern.startswith("{x}")
    bare = pattern.format(**known | {"x": core.bare}) if leads else text
    full = pattern.format(**known | {"x": core.full}) if leads else text
    return Core(text=text, bare=bare, full=full, mark=core.mark or mark)


def _marked(template: str) -> tuple[str, str]:
    """Split a leading mark from a template."""
    return (template[0], template[1:]) if template[0] in "!~" else ("", template)


def _takes(template: str, mark: str) -> bool:
    """Whether a wrapper may hold a caption with this mark: sentences and frames want to come first or after a comma."""
    _, pattern = _marked(template)
    if not mark:
        return True
    if "{x0}" in pattern:
        return False
    if mark == "!":
        return pattern.startswith(("{x},", "{x}，")) or pattern.endswith((", {x}", "，{x}"))
    return pattern.startswith("{x}")


def family_templates(family: str, language: Language, split: Split) -> tuple[str, ...]:
    """The templates of a family that belong to a split."""
    return _families()[family, language][split]


@cache
def _families() -> dict[tuple[str, Language], dict[Split, tuple[str, ...]]]:
    found: dict[tuple[str, Language], dict[Split, tuple[str, ...]]] = {}
    for (family, language), templates in TEMPLATES.items():
        others = set(templates[2:]) - set(templates[:2])
        ordered = sorted(others, key=lambda text: hashlib.sha256(f"template/{text}".encode()).digest())
        held = max(1, round(len(ordered) * 0.12))
        found[family, language] = {
            "val": tuple(ordered[:held]),
            "train": tuple(each for each in templates if each not in ordered[:held]),
        }
    return found


def _choose(family: str, language: Language, rng: Random, split: Split) -> str:
    options = family_templates(family, language, split)
    if family == "name" and split == "train" and rng.random() < 0.6:
        options = tuple(each for each in options if each in ("{a}", "{a0}")) or options
    return _pick(rng, options)


def _name(names: tuple[str, ...], rng: Random) -> str:
    return names[0] if len(names) == 1 or rng.random() < 0.6 else _pick(rng, names)


def _pick(rng: Random, options: tuple[str, ...]) -> str:
    return options[int(rng.integers(len(options)))]
