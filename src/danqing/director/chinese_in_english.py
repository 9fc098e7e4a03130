"""A wish told in English with Chinese names in it: "a 红灯笼 hanging on the fence".

English grammar joins the things of such a wish, so the English reader reads it. Each Chinese name is told to it as an
English word of the same kind that the wish does not use, and in the plan the names stand as the wish has them.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_segments import Segmenter
from danqing.director.chinese_things import Item, Quantity, Thing
from danqing.director.plan import MAX_PHRASES, MAX_WORDS, Plan, Subject

_RUN = re.compile(r"[\u3400-\u9fff]+")
_GRAMMAR = re.compile(
    r"\b(?:an?|the|on|in|with|of|under|behind|beside|near|next|to|at|is|are|by|for|wearing|holding|riding|over|and|no)\b",
    re.I,
)
# English words of each kind of thing; they are common nouns of one word, seldom seen in wishes.
_SEVERAL = re.compile(r"(?:\b(?:two|three|four|five|six|seven|eight|nine|ten|some|many|several|few|of|\d+)\s*)$", re.I)
_STAND_INS = {
    "animal": ("wombat", "ocelot", "tapir", "stoat", "civet", "jackal"),
    "person": ("plumber", "cellist", "locksmith", "cobbler", "usher", "janitor"),
    "clothing": ("poncho", "bonnet", "tunic", "sash", "shawl", "kilt"),
    "food": ("truffle", "scone", "meringue", "fritter", "crouton", "bagel"),
    "plant": ("thistle", "sorrel", "yarrow", "hemlock", "bracken", "clover"),
    "vehicle": ("rickshaw", "barge", "tricycle", "gondola", "wagon", "dinghy"),
    "building": ("windmill", "kiosk", "silo", "gazebo", "bunker", "pavilion"),
    "place": ("quarry", "lagoon", "canyon", "ravine", "orchard", "courtyard"),
}
_THINGS = ("anvil", "bobbin", "thimble", "sextant", "metronome", "abacus", "spindle", "bellows")


@dataclass
class _Told:
    """An English text, and what its stand-ins are."""

    text: str
    things: dict[str, Thing] = field(default_factory=dict)
    styles: list[str] = field(default_factory=list)


def plan_in_english_frame(wish: str, segmenter: Segmenter, items: _Items, read: Callable[[str], Plan]) -> Plan | None:
    """The plan of a wish whose grammar is English; None if Chinese words join its things.

    Args:
        wish: cleaned, in both languages.
        segmenter: cuts Chinese words.
        items: gathers words into things.
        read: the English reader.

    Raises:
        RequestError: it asks for more than a plan holds.
    """
    told = _told(wish, segmenter, items)
    return None if told is None else _restored(read(told.text), told)


_Items = Callable[[list[Word], int], list[Item]]


def _told(wish: str, segmenter: Segmenter, items: _Items) -> _Told | None:
    """The wish in English words alone, if each run of Chinese is a name, a colour or a style."""
    if not _GRAMMAR.search(wish):
        return None
    found, end = _Told(""), 0
    for match in _RUN.finditer(wish):
        before, after = wish[end : match.start()], wish[match.end() :]
        said = _phrase(items(segmenter.words(match.group()), 0), found, wish.lower(), bool(_SEVERAL.search(before)))
        if said is None:
            return None
        found.text += before + (" " if before[-1:].isalnum() else "") + said + (" " if after[:1].isalnum() else "")
        end = match.end()
    found.text += wish[end:]
    return found


def _phrase(said: list[Item], found: _Told, wish: str, several: bool) -> str | None:
    """One run of Chinese in English words; a style is told in none."""
    said = [each for each in said if not (isinstance(each, Word) and each.kind in ("skip", "de"))]
    number = said.pop(0) if len(said) == 2 and isinstance(said[0], Quantity) else None
    if len(said) != 1 or number is not None:
        return None
    one = said[0]
    if isinstance(one, Thing):
        word = _free(_STAND_INS.get(one.kind, _THINGS), found, wish)
        if word is None:
            return None
        found.things[word] = one
        count = f"{one.count} " if one.counted and one.count is not None and one.count > 1 else ""
        plural = "s" if several or count else ""
        return f"{count}{one.color} {word}{plural}" if one.color else f"{count}{word}{plural}"
    if isinstance(one, Word) and one.kind == "color":
        return one.value
    if isinstance(one, Word) and one.kind == "style":
        found.styles.append(one.text)
        return ""
    return None


def _free(stand_ins: tuple[str, ...], found: _Told, wish: str) -> str | None:
    """A stand-in that nobody uses yet."""
    return next((each for each in stand_ins if each not in found.things and each not in wish), None)


def _restored(plan: Plan, told: _Told) -> Plan:
    """The plan with the names of the wish."""
    names = {word: each.name for word, each in told.things.items()}
    pattern = re.compile(rf"\b({'|'.join(names)})(?:s|es)?\b", re.I) if names else None

    def original(text: str | None) -> str | None:
        return text and (pattern.sub(lambda match: names[match.group(1).lower()], text) if pattern else text)

    def subject(each: Subject) -> Subject:
        thing = told.things.get(each.name.lower()) or told.things.get(each.name.lower().removesuffix("s"))
        attributes = [*(thing.attributes if thing else ()), *(original(said) or said for said in each.attributes)]
        return replace(
            each,
            name=(original(each.name) or each.name)[:MAX_WORDS],
            attributes=tuple(dict.fromkeys(said[:MAX_WORDS] for said in attributes))[:MAX_PHRASES],
        )

    return replace(
        plan,
        language="mixed",
        subjects=tuple(map(subject, plan.subjects)),
        background=original(plan.background),
        style=", ".join([*told.styles, *([original(plan.style) or ""] if plan.style else [])])[:MAX_WORDS] or None,
        mood=original(plan.mood),
        composition=original(plan.composition),
        lettering=tuple(original(each) or each for each in plan.lettering),
        avoid=tuple(original(each) or each for each in plan.avoid),
    )
