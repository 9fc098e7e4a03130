"""An English wish read into a :class:`~danqing.director.plan.Plan`: its asides by patterns, its scene by grammar."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import get_args

from danqing.director import english_looks as looks
from danqing.director import wish_words_english as patterns
from danqing.director.edit_types import COLORS
from danqing.director.english_exhibits import is_exhibit
from danqing.director.english_forms import plural_of
from danqing.director.english_lettering import take_lettering
from danqing.director.english_media import is_emblem, without_commissions
from danqing.director.english_reader import read_english
from danqing.director.english_scene import Scene, as_colors
from danqing.director.english_styles import STYLE_BEFORE, style_patterns
from danqing.director.english_tags import QUOTE
from danqing.director.english_written import ALL_LABELLED
from danqing.director.plan import MAX_COUNT, MAX_PHRASES, MAX_SUBJECTS, MAX_WORDS, Plan, PlanRelation, Relation, Subject
from danqing.director.scene_words import Lexicon

MAX_STYLES = 4  # phrases of one style
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
    place: str | None = None
    free_of: list[str] = field(default_factory=list)


def plan_english(wish: str, lexicon: Lexicon) -> Plan:
    """What an English wish asks to be seen.

    Args:
        wish: cleaned, at most 4,000 characters; the marks of prompts are left aside.
        lexicon: the data's words, English ones with their codes among them.
    """
    asides = _asides(wish, lexicon)
    scene = read_english(
        asides.text, lexicon.english, as_colors(lexicon.colors), is_emblem=is_emblem(asides.style or "")
    )
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
        background=_short(", ".join(each for each in (asides.place, scene.background()) if each)),
        style=_short(asides.style),
        mood=_short(asides.mood),
        composition=_short(asides.composition),
        lettering=tuple(each[:MAX_WORDS] for each in _lettering(asides, scene)[:MAX_PHRASES]),
        avoid=tuple(dict.fromkeys(each[:MAX_WORDS] for each in (*asides.free_of, *scene.avoid) if each.strip()))[
            :MAX_PHRASES
        ],
        shape=asides.shape,
    )


def _lettering(asides: _Asides, scene: Scene) -> list[str]:
    """The texts to be written, with the names of all that is seen where "each part" is labelled."""
    if asides.style and len(scene.things) > 1 and ALL_LABELLED.search(asides.text):
        return [*asides.lettering, *(each.name for each in scene.things)]
    return asides.lettering


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
    text = _REPEATED.sub(", ", _STAMMERED.sub(r"\1 \1", _without_tags(text)))
    whole = _Asides(text)
    free_of = _taken(whole, patterns.FREE_OF)
    text, lettering = take_lettering(whole.text, lexicon.english)
    text, pictures, told = without_commissions(text, lexicon.english)
    text = looks.SILHOUETTE.sub(lambda match: _silhouetted(match, lexicon), text)
    found = _Asides(
        looks.CLEAR.sub(" transparent background", text) if pictures else text, lettering=lettering, free_of=free_of
    )
    for pattern, shape in patterns.SHAPES:
        if _taken(found, pattern):
            found.shape = found.shape or shape
    found.shape = found.shape or next((shape for pattern, shape in patterns.SHAPES if pattern.search(told)), None)
    seen = _taken(found, patterns.COMPOSITION) or _taken(_Asides(told), patterns.COMPOSITION)
    found.composition = next(iter(seen), None)
    found.place = _interior(found, lexicon)
    styles = [*pictures, *_styles(found, lexicon)]
    for pattern in patterns.MOOD:
        for phrase in _taken(found, pattern):
            found.mood = found.mood or phrase.lower()
    found.style = _joined([*styles, *_taken(found, looks.VIBES)], wish)
    return found


def _silhouetted(match: re.Match[str], lexicon: Lexicon) -> str:
    """ "a palm silhouette" is a silhouetted palm; that of a place stays the place."""
    noun, several = match.groups()
    if {"W", "L"} & set(lexicon.english.get(noun.lower(), "").partition(":")[2]):
        return match.group()
    return f"silhouetted {plural_of(noun) if several else noun}"


def _interior(asides: _Asides, lexicon: Lexicon) -> str | None:
    """ "noodle bar interior, …": where all of it is."""
    match = looks.INTERIOR.match(asides.text)
    if match is None:
        return None
    said = match.group(1).strip()
    is_room = {"R", "W", "L"} & set(lexicon.english.get(said.split()[-1].lower(), "").partition(":")[2])
    if not (said.endswith("interior") or is_room):
        return None
    asides.text = asides.text[match.end() :].lstrip(" ,.:;—")
    return said


def _without_tags(text: str) -> str:
    """A prompt in the words of a wish: tags of quality and sizes in pixels ask for nothing that is seen."""
    text = looks.WITHOUT.sub(". no ", looks.RATIO.sub(", ", looks.PARAMETER.sub(" ", text)))
    return looks.QUALITY.sub(" ", looks.PIXELS.sub(" ", looks.TAG_COUNT.sub(r"\1 \2", text)))


def _styles(asides: _Asides, lexicon: Lexicon) -> list[str]:
    """What is said of how the picture is made, beside what it is made as."""
    names = tuple(sorted(each for each in lexicon.styles if each.isascii() and each != "shadow"))
    found = [
        phrase
        for pattern in (looks.SKETCHED, *looks.LOOKS, *style_patterns(names))
        for phrase in _taken(asides, pattern, keep=lambda match: _is_exhibit(match, lexicon))
    ]
    return [*found, *_taken(asides, STYLE_BEFORE, keep_lead=True)]


def _is_exhibit(match: re.Match[str], lexicon: Lexicon) -> bool:
    """Whether a medium that was found is a thing of the scene."""
    end = match.end(1) if match.lastindex else match.end()
    return is_exhibit(match.string, end, lexicon.english)


def _joined(styles: list[str], wish: str) -> str | None:
    """One phrase of several, each once, as the wish has them; how it is lit and shot stands last."""
    found: list[str] = []
    for each in map(str.lower, styles):
        if not any(each in other for other in found):
            found.append(each)
    told = wish.lower()
    found.sort(
        key=lambda each: (bool(looks.LIT.search(each)), told.find(each) if each in told else told.find(each.split()[0]))
    )
    return ", ".join(found[:MAX_STYLES]) or None


def _taken(
    asides: _Asides,
    pattern: re.Pattern[str],
    *,
    keep_lead: bool = False,
    keep: Callable[[re.Match[str]], bool] = lambda match: False,
) -> list[str]:
    """The phrases that a pattern finds in the text, which loses them.

    Args:
        asides: what was taken out so far.
        pattern: its first group that was found, or all of it, is the phrase.
        keep_lead: whether the text keeps what stands before them.
        keep: tells which of those found stay in the text.
    """
    said: list[str] = []

    def gap(match: re.Match[str]) -> str:
        if keep(match):
            return match.group()
        said.append(next((each for each in match.groups() if each), match.group()).strip())
        if keep_lead:
            return match.string[match.start() : match.start(1)]
        return ", " if match.group()[:1] in ",;." or match.start() == 0 or match.group()[-1:] in ",;." else " "

    asides.text = pattern.sub(gap, asides.text)
    return [each for each in said if each]
