"""What the words of English instructions are: verbs by what they ask, and the small words between things.

Each word or fixed phrase has a kind, one letter, by which :mod:`danqing.director.edit_english_rules` reads a clause:

==== =========================================================================
a    puts something new in: add, insert, "there should be"
p    puts something somewhere, new or not: put, set, hang
r    takes something away: remove, "get rid of", without
m    moves: move, shift, nudge
t    makes into something: make, turn, let
y    colours: paint, dye
x    replaces: swap, replace
g    gives
w h  wears; holds
f    flips
k s  keeps; stays
z    makes larger or smaller, its value is which
j    makes lighter, softer …, its value is the change
u d  raises, lowers (a quantity)
b    is, are, looks; ``M`` should, could; ``H`` has; ``D`` wants, needs, "I'd like"; ``B`` becomes; ``E`` goes, belongs
P    stands to another thing: on, behind; its value is how
L    a part of the picture: "top left"; its value is which
G    is to go: gone, out, away
O    the other way round; its value is the axis
I X  instead; "instead of"
W F T @ n with, for, into, where, not
v    too, so, very
Y    like, in the style of
~    because, which, so that: what follows only says why
==== =========================================================================
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar

from danqing.director.edit_english_degrees import (
    AMOUNTS_SAID,
    BESIDES_SAID,
    CHANGERS,
    CHANGES_SAID,
    GOES,
    LOOKS,
    PLACES_SAID,
    SIZES,
    TOO,
    WAYS,
)
from danqing.director.edit_english_polite import POLITE, POLITE_PHRASES
from danqing.director.edit_english_verbs import FORMS, PHRASES, VERBS
from danqing.director.edit_words import AMOUNTS, BESIDES_EN, CHANGES, COMPLAINTS, PLACES, QUANTITIES, word_set

Kind = tuple[str, object]
Value = TypeVar("Value")


def phrase_list(text: str) -> list[str]:
    """The phrases of a text, of one or more words, which strokes part."""
    return [" ".join(each.split()) for each in text.split("|")]


POLITE_WORDS = word_set(POLITE)
_RAISES = "increase raise boost up strengthen crank pump amp enhance heighten intensify bump dial lift push add more"
_LOWERS = "reduce lower decrease less drop cut tame weaken mute kill soften fewer"
_LARGER = "enlarge grow double triple magnify expand supersize upsize inflate stretch embiggen quadruple lengthen widen"
_SMALLER = "shrink halve downsize minimise minimize downscale trim shorten"
_STEPS = {"double": 2.0, "triple": 3.0, "halve": 0.5, "quadruple": 4.0}
_RESIZES: dict[str, float | None] = {
    "scale up": 1.4, "blow up": 1.4, "size up": 1.4, "bump up": 1.4, "blow": 1.4, "scale down": 1 / 1.4,
    "size down": 1 / 1.4, "cut down": 1 / 1.4, "scale": None, "resize": None,
}  # fmt: skip
_ADJECTIVES = ("dim", "light", "warm", "cool")  # which are verbs too
_DOUBLED = word_set("drop swap flip pop zap pin scrap bin dim slap plop cut set sit put get let blur strip trim")
_PLAIN: dict[str, Kind] = {
    "to": ("T", None), "in": ("P", "on"), "over": ("P", "above"), "around": ("P", "next to"), "round": ("O", None),
    "with": ("W", None), "light": ("J", "darker"), "and": ("&", None), "plus": ("&", None), "but": ("&", None),
    "while": ("&", None), "&": ("&", None), "as well as": ("&", None), "+": ("&", None), "or": ("&", None),
    "drop": ("p", "r"), "hide": ("p", "r"), "double": ("z", 2.0), "all": ("v", None), "light up": ("j", "brighter"),
    "take": ("m", "r"),
    "get": ("t", "r"), "clear": ("r", None), "more": ("u", None), "less": ("d", None), "along": ("P", "next to"),
}  # fmt: skip
PLACE = re.compile(
    r"(?:(?:over|up|down|off|out|further|more|all the way|closer|across|along|away|in|back) )*"
    r"(?:(?:to|on|in|at|towards?|into|near|along|onto|by) )?(?:the )?(?:very |far |extreme )?"
    r"(?:(?P<one>top|bottom|upper|lower)[ -](?P<other>left|right)"
    r"|(?P<place>left|right|top|bottom|middle|cent(?:er|re)))(?:[- ]hand)?"
    r"(?: (?:side|corner|edge|half|part|third|end))*(?!['’](?!s\b)|[\w-])"
)  # a part of the picture, with the words that lead to it


def place_of(found: re.Match[str]) -> str:
    """Which part of the picture a match of :data:`PLACE` names."""
    if found["other"]:
        return f"{PLACES[found['one']]} {found['other']}"
    return PLACES[found["place"]]


def _forms(verb: str) -> list[str]:
    """A regular verb with its endings: itself, and in -s, -ing and -ed."""
    root = verb + verb[-1] if verb in _DOUBLED else verb.removesuffix("e")
    third = verb + ("es" if verb.endswith(("s", "x", "ch", "sh", "z")) else "s")
    past = verb + "d" if verb.endswith("e") else (verb[:-1] + "ied" if verb.endswith("ry") else root + "ed")
    return [verb, third, root + "ing", past]


@cache
def phrase_kinds() -> dict[tuple[str, ...], Kind]:
    """Each word or fixed phrase, as a tuple of its words → its kind and its value."""
    known = _verbs()
    changes = {**CHANGES, **_turned(CHANGES_SAID)}
    known |= {
        word: ("A", change) for word, change in changes.items() if word.isascii() and word not in CHANGERS_BY_VERB
    }
    for word, change in COMPLAINTS.items():
        if word.isascii() and (word not in CHANGERS_BY_VERB or word in _ADJECTIVES):
            known[word] = ("J", change)
    known |= {word: ("Q", both) for word, both in QUANTITIES.items() if word.isascii() and word not in known}
    known |= {word: ("S", factor) for word, factor in _turned(SIZES).items()}
    known |= {word: ("P", how) for word, how in {**BESIDES_EN, **_turned(BESIDES_SAID)}.items()}
    known |= {word: ("L", place) for word, place in _turned(PLACES_SAID).items()}
    for kind, phrases in PHRASES.items():
        known |= dict.fromkeys(phrase_list(phrases), (kind, None))
    known |= {word: ("%", amount) for word, amount in AMOUNTS.items() if word.isascii()}
    known |= dict.fromkeys(phrase_list(AMOUNTS_SAID), ("%", 0.5))
    known |= dict.fromkeys((*POLITE.split(), *phrase_list(POLITE_PHRASES)), (" ", None))
    for look in phrase_list(LOOKS):
        for to in ("", " to", " to the", " towards", " the", " in"):
            known |= {f"{look}{to} {way}": ("O", None) for way in phrase_list(WAYS)}
    turning = [way for way in phrase_list(WAYS) if not way.startswith(("left", "right"))]
    known |= {
        f"{go}{to} {way}": ("O", None) for go in phrase_list(GOES) for to in ("", " the", " in") for way in turning
    }
    known |= {phrase: ("v", amount) for phrase, amount in _turned(TOO).items()}
    known |= _PLAIN
    return {tuple(_SHORT.sub(r" \1", phrase).split()): value for phrase, value in known.items()}


def _verbs() -> dict[str, Kind]:
    known: dict[str, Kind] = {}
    for kind, verbs in VERBS.items():
        for verb in verbs.split():
            plain, _, acting, past = _forms(verb)
            for form in (plain, acting, past) if kind == "y" else (plain, acting):
                known.setdefault(form, (kind, None))
    for kind, forms in FORMS.items():
        known |= dict.fromkeys(forms.split(), (kind, None))
    for kind, verbs in (("u", _RAISES), ("d", _LOWERS)):
        for verb in verbs.split():
            known.setdefault(verb, (kind, None))
    for verbs, factor in ((_LARGER, 1.4), (_SMALLER, 1 / 1.4)):
        for verb in verbs.split():
            known |= {form: ("z", _STEPS.get(verb, factor)) for form in _forms(verb)}
    known |= {verb: ("z", size) for verb, size in _RESIZES.items()}
    for verb, change in CHANGERS_BY_VERB.items():
        known |= dict.fromkeys((*_forms(verb)[:3], f"{verb} up", f"{verb} down"), ("j", change))
    return known


def _turned(phrases: Mapping[Value, str]) -> dict[str, Value]:
    """Phrases by value, turned round: each phrase → its value."""
    return {phrase: value for value, said in phrases.items() for phrase in phrase_list(said)}


CHANGERS_BY_VERB = _turned(CHANGERS)
_SHORT = re.compile(
    r"(?<!\bdo)(?<!\bca)(?<!\bi)(?<!\bwe)(?<!\blet)(?<!\bthere)(?<!\bwhat)(?<!\bwhy)(n't|'s|'re|'ve|'ll|'d|'m)\b"
)  # "isn't" is two words, "don't" is one
