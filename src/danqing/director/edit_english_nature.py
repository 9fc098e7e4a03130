"""What things are, as far as it says where they go: what is worn, who lives, what a picture is set in."""

from __future__ import annotations

import re
from dataclasses import replace

from danqing.director.edit_english_clause import Clause, added, name_of, new_name
from danqing.director.edit_english_tokens import Noun, words_of
from danqing.director.edit_names import TIMES, WEARABLES
from danqing.director.edit_types import Add, Background
from danqing.director.edit_words import TOPIC, Vocabulary, word_set
from danqing.director.english_forms import noun_of_plural, verbs_of

_BODY = word_set(
    """
    head neck face eyes eye nose ear ears feet foot paw paws body wrist hair lap back shoulder shoulders hand
    hands arm chest beak tail mouth
    """
)


_HANDS = word_set("hand hands mouth paw paws beak lap arm arms")
_PART_OF = re.compile(rf"(?P<part>{'|'.join(sorted(_BODY))}) of (?:the |my |his |her |its |their )?(?P<owner>.+)", re.I)
_WEATHER = word_set("fog rain snow storm thunderstorm blizzard")


_WORN = frozenset(each.removesuffix("s") for each in WEARABLES if each.isascii()) | word_set(
    """
    eyepatch monocle goggle earring necklace collar cape apron beret mask helmet backpack satchel handbag
    stethoscope headphone wig beard moustache mustache sash ribbon glove mitten boot shoe skate sock medal
    badge crown tiara veil cloak waistcoat vest bonnet nightcap lei headband headdress turban fez pendant
    bracelet ring brooch pin saddle flipper snorkel armband bandage bandana armour armor nightgown pyjama
    wellie welly wellington slipper sandal wing watch bowtie tutu flip-flop sunhat earmuff hairband halo
    antler wreath garland lipstick tattoo jetpack spectacle bib kilt sporran belt brace poncho shawl dungaree
    overall onesie hoodie jumper cardigan sweater coat raincoat jacket blazer uniform costume toga kimono robe
    gown headlamp pigtail braid specs shade trouser pant jeans skirt life-jacket lifejacket vest scarf bow hat
    cap tie blindfold ear-ring harness cowbell bell rucksack hairpin headscarf visor kippah sombrero fedora
    beanie hood muzzle
    """
)


def is_worn(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether a thing is one that people and animals wear."""
    head = noun.head.removesuffix("s")
    return (
        head in _WORN
        or noun.head in _WORN
        or "C" in words_of(vocabulary.english, noun.head).partition(":")[2]
        or (noun.head in vocabulary.wearables)
    )


_ANIMALS = word_set(
    """
    seal crane swift kid perch ray skate ram pug boxer dragon unicorn yeti monster ghost alien llama mole
    """
)


_TOYS = word_set("snowman scarecrow robot statue teddy doll bear guy gnome skeleton mannequin dummy gargoyle bust")


def is_alive(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether a thing is a person or an animal, or may be one."""
    code = words_of(vocabulary.english, noun.head).partition(":")[2]
    if noun.det == "pron" or noun.head == "one" or not code or noun.head in _ANIMALS:
        return True
    return bool(set(code) & set("ap")) or noun.name[:1].isupper() or noun.head in _TOYS


def is_living(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether a thing is a person or an animal by its name."""
    code = words_of(vocabulary.english, noun.head).partition(":")[2]
    return (bool(code) and code[0] in "ap") or noun.head in _TOYS


_NO_SETTING = word_set(
    """
    side way hand edge corner middle spot place point room end part area top bottom shop city front back foreground
    distance horizon
    """
)


_SETTINGS = word_set(
    """
    sky space forest studio alley marble velvet steel disco Mars moon galaxy library city skyline interior
    background scene landscape backdrop market sea ocean underwater jungle desert arctic stadium street room
    wall concrete savanna linen gradient sunset silk wood slate
    """
)


def is_ground(noun: Noun, vocabulary: Vocabulary) -> bool:
    """Whether a thing is a place that a picture may be set in, or a time."""
    code = words_of(vocabulary.english, noun.head).partition(":")[2]
    if noun.head in _NO_SETTING - {"city", "shop", "room"} or WRITTEN.match(noun.name):
        return False
    named = {noun.head, noun.name.lower(), noun.name.lower().removesuffix(" time")}
    is_known = any(each in vocabulary.grounds for each in named)
    if noun.det == "bare" and not is_known and is_state(noun.name, vocabulary):
        return False
    return is_known or bool(named & (TIMES | _SETTINGS) or set(code) & set("WRL"))


WRITTEN = re.compile(r"(?:say|read|spell)s?\b", re.I)  # begins what shall be written on a thing
_SHAPES = word_set("square round oval rectangular triangular half-full half-empty")


def is_state(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words without an article say how a thing is, not what: "full", "sleeping"."""
    last = words.lower().split()[-1] if words.split() else ""
    if last in _SHAPES:
        return True
    said = words_of(vocabulary.english, last)
    return said.startswith(("a", "va")) or (
        last == words.lower() and last.endswith("ing") and "v" in verb_code(last, vocabulary)
    )


def verb_code(acting: str, vocabulary: Vocabulary) -> str:
    """The codes of the verbs of which a word is the form in -ing."""
    return "".join(words_of(vocabulary.english, each).partition(":")[0] for each in verbs_of(acting))


def is_around(clause: Clause) -> bool:
    chunk = clause.one("beside")
    return chunk is not None and "round" in chunk.words.lower()


def placed(noun: Noun, how: str, anchor: Noun, clause: Clause) -> Add | Background | None:
    """A new thing that stands to another: worn by the living, on things, and so on."""
    vocabulary = clause.vocabulary
    if anchor.det == "picture":
        return added(noun)
    if part := _PART_OF.fullmatch(anchor.name):  # "the hand of the old man"
        anchor = replace(anchor, name=part["part"], owner=part["owner"])
    name = name_of(anchor)
    if name in ("grass", "ground", "floor") and how == "on":
        return added(noun, at="bottom")
    if anchor.name in ("others", "other one", "other ones", "rest"):
        name = noun.name
    if anchor.head == "one" and anchor.name.split()[0].lower() in (
        "first",
        "second",
        "third",
        "last",
        "other",
        "original",
    ):
        name = anchor.name if noun.name == TOPIC else f"{anchor.name.split()[0]} {noun_of_plural(noun.head)}"
    if anchor.head in _BODY and (anchor.owner or anchor.det in ("poss", "def")):
        how = "next to" if anchor.head in _HANDS and not is_worn(noun, vocabulary) else "worn by"
        if anchor.head in ("back", "shoulder", "shoulders", "lap") and not is_worn(noun, vocabulary):
            how = "on"
        name = anchor.owner or anchor.whose or TOPIC
        if anchor.head in ("feet", "foot") and not is_worn(noun, vocabulary):
            how = "next to"
    elif (
        how in ("on", "next to", "above", "for", "with") and is_worn(noun, vocabulary) and is_alive(anchor, vocabulary)
    ):
        how = how if how == "next to" else "worn by"
    if how in ("for", "with"):
        how = "next to" if is_alive(anchor, vocabulary) else "on"
    if noun.det == "bare" and noun.name == TOPIC:
        return added(noun, beside=how, anchor=name)
    if (
        how in ("behind", "next to")
        and anchor.det == "pron"
        and how == "next to"
        and is_ground(noun, vocabulary)
        and is_around(clause)
    ):
        return Background(to=noun.name)
    if (
        how == "behind"
        and anchor.det in ("pron", "def", "poss")
        and is_ground(noun, vocabulary)
        and noun.count == 1
        and noun.head not in _WEATHER | {"wall", "hedge"}
    ):
        return Background(to=new_name(noun))
    return added(noun, beside=how, anchor=name)
