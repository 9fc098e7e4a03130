"""An English wish read into a :class:`~danqing.director.plan.Plan`: its asides by patterns, its scene by grammar."""

from __future__ import annotations

import itertools
import re
import unicodedata
from dataclasses import dataclass, field
from typing import get_args

from danqing.director import wish_words_english as patterns
from danqing.director.edit_types import COLORS
from danqing.director.english_reader import read_english
from danqing.director.english_scene import Scene, as_colors
from danqing.director.english_styles import STYLE_BEFORE, style_patterns
from danqing.director.english_tags import QUOTE
from danqing.director.plan import MAX_COUNT, MAX_PHRASES, MAX_SUBJECTS, MAX_WORDS, Plan, PlanRelation, Relation, Subject
from danqing.director.scene_words import Lexicon

_WEIGHT = re.compile(r"[(\[]([^()\[\]:]{0,200}):\s*\d{0,4}\.?\d{1,4}\s*[)\]]")  # of prompts: "(cat:1.2)"
_REPEATED = re.compile(r"(?:\s*[,;]\s*){2,}")
_STAMMERED = re.compile(r"\b(\w{1,30})(?:\s+\1\b){3,}", re.I)
_DASHES = re.compile(r"\s-{1,3}\s")
_MARKS = re.compile(r"[\[\]{}<>|]+")


@dataclass
class _Asides:
    """What was taken out of a wish, and the text that is left."""

    text: str
    lettering: list[str] = field(default_factory=list)
    shape: str | None = None
    composition: str | None = None
    mood: str | None = None
    style: str | None = None


def plan_english(wish: str, lexicon: Lexicon) -> Plan:
    """What an English wish asks to be seen.

    Args:
        wish: cleaned, at most 4,000 characters; the marks of prompts are left aside.
        lexicon: the data's words, English ones with their codes among them.
    """
    asides = _asides(wish, lexicon)
    free_of = _taken(asides, patterns.FREE_OF)
    scene = read_english(asides.text, lexicon.english, as_colors(lexicon.colors))
    subjects = scene.things[:MAX_SUBJECTS]
    return Plan(
        language="en",
        subjects=tuple(
            Subject(
                name=each.name[:MAX_WORDS],
                count=each.count if each.count is not None and 1 <= each.count <= MAX_COUNT else None,
                color=each.color if each.color in COLORS else None,
                attributes=tuple(dict.fromkeys(word[:MAX_WORDS] for word in each.attributes))[:MAX_PHRASES],
            )
            for each in subjects
        ),
        relations=_relations(scene, len(subjects)),
        background=_short(scene.background()),
        style=_short(asides.style),
        mood=_short(asides.mood),
        composition=_short(asides.composition),
        lettering=tuple(each[:MAX_WORDS] for each in asides.lettering[:MAX_PHRASES]),
        avoid=tuple(dict.fromkeys(each[:MAX_WORDS] for each in (*free_of, *scene.avoid) if each.strip()))[:MAX_PHRASES],
        shape=asides.shape,
    )


def _relations(scene: Scene, num_subjects: int) -> tuple[PlanRelation, ...]:
    """Of the scene; how things stand that are only said to be "at" one another is left to the eye: beside."""
    return tuple(
        PlanRelation(kind=kind if kind in get_args(Relation) else "next_to", first=first, second=second)
        for (first, second), kind in scene.relations.items()
        if max(first, second) < num_subjects
    )


def _short(phrase: str | None) -> str | None:
    return phrase[:MAX_WORDS].strip() or None if phrase else None


def _asides(wish: str, lexicon: Lexicon) -> _Asides:
    """The asides of a wish, each taken out of its text."""
    text = _DASHES.sub(" — ", wish)
    text = _MARKS.sub(" ", _WEIGHT.sub(r"\1", unicodedata.normalize("NFC", text).replace(QUOTE, " ")))
    found = _Asides(_REPEATED.sub(", ", _STAMMERED.sub(r"\1 \1", text)))
    _take_lettering(found)
    for pattern, shape in patterns.SHAPES:
        if _taken(found, pattern):
            found.shape = found.shape or shape
    found.composition = next(iter(_taken(found, patterns.COMPOSITION)), None)
    names = tuple(sorted(each for each in lexicon.styles if each.isascii()))
    for pattern in style_patterns(names):
        for phrase in _taken(found, pattern):
            found.style = found.style or phrase.lower()
    for phrase in _taken(found, STYLE_BEFORE, keep_lead=True):
        found.style = found.style or phrase.lower()
    for pattern in patterns.MOOD:
        for phrase in _taken(found, pattern):
            found.mood = found.mood or phrase.lower()
    return found


def _taken(asides: _Asides, pattern: re.Pattern[str], *, keep_lead: bool = False) -> list[str]:
    """The phrases that a pattern finds in the text, which loses them; ``keep_lead`` keeps what stands before them."""
    said: list[str] = []

    def gap(match: re.Match[str]) -> str:
        said.append(next((each for each in match.groups() if each), match.group()).strip())
        if keep_lead:
            return match.string[match.start() : match.start(1)]
        return ", " if match.group()[:1] in ",;." or match.start() == 0 or match.group()[-1:] in ",;." else " "

    asides.text = pattern.sub(gap, asides.text)
    return [each for each in said if each]


def _take_lettering(asides: _Asides) -> None:
    """Texts in quotes, or in capitals after "says"; a mark stands where each was."""
    text, at, parts = asides.text, 0, []
    for match in itertools.islice(patterns.QUOTED.finditer(text), MAX_PHRASES):
        said = next(each for each in match.groups() if each).strip()
        if not said:
            continue
        before = text[at : match.start()]
        lead = patterns.LETTERING_LEAD.search(before[-160:])
        if lead is None and match.group()[0] in "'‘" and not _is_text(said, before):
            parts.append(before + said)
        else:
            asides.lettering.append(said.strip())
            parts.append((before[: len(before) - len(lead.group())] if lead else before) + f" {QUOTE} ")
        at = match.end()
    rest = text[at:]
    asides.text = "".join([*parts, rest])
    if not asides.lettering:
        capitals = patterns.CAPITALS.search(asides.text) or patterns.SHOUTED.search(asides.text)
        if capitals is not None and capitals.group(1).strip():
            asides.lettering.append(capitals.group(1).strip())
            asides.text = asides.text[: capitals.start()] + f" {QUOTE} " + asides.text[capitals.end() :]
    asides.text = re.sub(rf"{QUOTE}{patterns.AFTER_QUOTE.pattern.lstrip('^')}", QUOTE, asides.text)


def _is_text(said: str, before: str) -> bool:
    """Whether single quotes without "says" before them hold a text to be written: a short one, that is."""
    return len(said.split()) <= 6 and not before.rstrip().endswith(":")
