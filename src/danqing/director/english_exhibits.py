"""Words for media that stand as things in an English wish: what hangs in a room, what somebody holds, who draws.

"A poster, a lamp and a rug" is a room's, "a boy with a sketch of a dragon" holds it, and "children drawing" draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from danqing.director import english_kinds as kinds
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_words import words_of

_MEDIA = words_of("""
    poster painting sketch drawing photo photograph print mural mosaic tapestry engraving woodcut linocut etching comic
    map chart postcard sculpture collage portrait banner menu illustration watercolour watercolor
""")
_HELD = re.compile(
    r"\b(?P<who>[a-z]+)\s+with\s+(?:an?|his|her|their|two|three|some)\s+(?P<thing>(?:[a-z-]+\s+)?(?:sketch(?:es)?|drawings?"
    r"|paintings?|photos?|photographs?|prints?|posters?|comics?|doodles?|engravings?|illustrations?|tattoos?"
    r"|stickers?|sculptures?))\b(?!\s+(?:styles?|looks?|effects?|textures?|feel|art|book|strip|background)\b)",
    re.I,
)
_DRAWING = re.compile(
    r"^\s*(?P<article>an?\s+|the\s+|my\s+|our\s+|(?:two|three|four|some|several)\s+)?(?:[a-z-]+\s+)?(?P<who>[a-z]+)\s+"
    r"(?P<thing>drawing|painting|sketching|doodling)\s*[.!]?\s*$",
    re.I,
)
_SEGMENT = re.compile(r"[^.;:!?()—–\n]+")
_ITEM = re.compile(
    r"\s*(?:and\s+)?(?P<article>an?|the|some|two|three)\s+(?P<thing>(?:[\w'’-]+\s+){0,3}?[\w'’-]+)\s*", re.I
)
_MAX_JOINTS = 12  # of a list
_BETWEEN = re.compile(r",\s*(?:and\b)?|\band\b")


def exhibits(text: str, lexicon: Mapping[str, str]) -> list[tuple[int, int]]:
    """Where words for media stand in a wish that are things of the scene.

    Args:
        text: the wish.
        lexicon: English words → codes, as :func:`danqing.data.english.english_words` has them.
    """
    found = [match.span("thing") for match in _HELD.finditer(text) if _is_noun(match.group("who").lower(), lexicon)]
    drawing = _DRAWING.match(text)
    if drawing is not None and _draws(drawing, lexicon):
        found.append(drawing.span("thing"))
    for segment in _SEGMENT.finditer(text):
        found += _in_list(segment, lexicon)
    return found


def is_exhibit(text: str, end: int, lexicon: Mapping[str, str]) -> bool:
    """Whether the word that ends at a place of a wish names a medium that is a thing of the scene."""
    return any(begin < end <= stop for begin, stop in exhibits(text, lexicon))


def _draws(match: re.Match[str], lexicon: Mapping[str, str]) -> bool:
    """Whether people are told of who draw: "children drawing", "a girl painting", but not "a kids drawing"."""
    who = match.group("who").lower()
    one = noun_of_plural(who)
    is_person = {who, one} & (kinds.MEN | kinds.WOMEN) or _classes(one, lexicon)[:1] in ("p", "g")
    article = (match.group("article") or "").strip().lower()
    return bool(is_person) and ((article in ("a", "an")) == (one == who))


def _in_list(segment: re.Match[str], lexicon: Mapping[str, str]) -> Iterator[tuple[int, int]]:
    """The media in a list of things that are not alive: "a poster, a lamp and a rug"."""
    text = segment.group()
    joints = list(_BETWEEN.finditer(text))
    if not 1 < len(joints) <= _MAX_JOINTS or "and" not in joints[-1].group():
        return
    spans = zip([0, *(each.end() for each in joints)], [*(each.start() for each in joints), len(text)], strict=True)
    items = [_ITEM.fullmatch(text, begin, stop) for begin, stop in spans]
    told = [each for each in items if each is not None]
    heads = [each.group("thing").split()[-1].lower() for each in told]
    media = [head in _MEDIA for head in heads]
    if len(told) < len(items) or not any(media) or all(media):
        return
    if not all(is_medium or _is_dead(head, lexicon) for head, is_medium in zip(heads, media, strict=True)):
        return
    for each, is_medium in zip(told, media, strict=True):
        if is_medium:
            yield segment.start() + each.start("thing"), segment.start() + each.end("thing")


def _is_dead(word: str, lexicon: Mapping[str, str]) -> bool:
    """Whether a word names a thing that stands in a room, no living being, place or weather."""
    noun = noun_of_plural(word)
    is_alive = {word, noun} & (kinds.ALIVE | kinds.FAMILY | kinds.MEN | kinds.WOMEN)
    return not is_alive and _classes(noun, lexicon)[:1] in ("o", "f")


def _classes(word: str, lexicon: Mapping[str, str]) -> str:
    return lexicon.get(word, "").partition(":")[2]


def _is_noun(word: str, lexicon: Mapping[str, str]) -> bool:
    return "n" in (lexicon.get(word) or lexicon.get(noun_of_plural(word), "")).partition(":")[0]
