"""English instructions as chunks: things with what is said of them, and the words between, each of one kind.

The kinds are those of :mod:`danqing.director.edit_english_lexicon`, and ``N`` for a thing, ``C`` for a colour, ``S``
for a size, ``A`` for a change of light or colour, ``J`` for what a picture may be too much, ``Q`` for what can be
raised or lowered, ``K`` for the background, ``U`` for a verb that asks nothing, and marks: ``.`` ``,`` ``:`` ``&``.
"""

from __future__ import annotations

import re

from danqing.director.edit_english_counts import PARTS, POSTURES, REPORTS
from danqing.director.edit_english_lexicon import POLITE_WORDS
from danqing.director.edit_english_naming import Names
from danqing.director.edit_english_tagging import DETERMINERS
from danqing.director.edit_english_tokens import Chunk, Noun
from danqing.director.edit_types import COLORS
from danqing.director.edit_words import PRONOUNS, QUANTITIES, Vocabulary, word_set

_STRONG = frozenset(".;!?\n…—–=-/")
_ALL_BUT = re.compile(
    r"(?:everything|all)(?: else)? (?:but|except(?: for)?|apart from|other than|around|round|behind|besides) "
)
_ITS_SIDE = re.compile(
    r"(?:to|on|at|by) (?P<whose>his|her|its|their) (?P<side>left|right|side)(?: (?:side|hand side))?\b"
)
_PRONOUN = re.compile(
    r"(?:all|both|each|every one) of (?:them|it|these|those)\b|(?:the )?(?:two|pair|three|lot) of them\b"
    r"|(?:them|they) (?:all|both)\b|all (?:three|four|five|six)\b"
    r"(?= (?:with|for|by|to|should|can|are|go|in|on|at|into|and)\b|[^ \w]|$)"
    r"|everyone|everybody|(?:it|them|em|him|her|he|she|they|me|us|mine|hers)\b"
    r"|(?:this|that|these|those|both)\b(?! one)"
)
_MODALS = word_set("should could would can might must shall is are")
_SUPPOSED = word_set("had wore was were held got could carried")
_OBJECTS = word_set("it them him her he she they everything")
_MAX_QUOTED = 40  # words
_COOLED = word_set("things stuff it the this that my her his everything up down them")


class Chunker(Names):
    """Reads one text into chunks."""

    def read(self) -> list[Chunk]:
        """The chunks in order; polite words are left out."""
        place = 0
        while place < len(self._t.low):
            place = self._next(place)
        return self.chunks

    def _next(self, place: int) -> int:
        low = self._t.low[place]
        if low in '"“' and (end := self._quoted(place)):
            said = self.text[self._t.spans[place + 1][0] : self._t.spans[end - 2][1]]
            return self._put("N", place, end, None, Noun(name=said))
        if low in '.,;:!?()\n…—–-/+&="“”':
            return self._mark(low, place)
        if (found := self._pronoun(place)) is not None:
            return found
        if low == "if" and any(each in _SUPPOSED for each in self._t.low[place + 1 : place + 7]):
            return self._put("M", place, place + 1)  # "if he had a hat"
        if low == "say" and self._is_aside(place):
            return place + 1
        if low == "the" and self._t.low[place + 1 : place + 2] == ["same"] and not self._before_noun(place + 1):
            return self._put("N", place, place + 2, None, Noun(name="it", det="pron"))
        size, kind, value = self._phrase(place)
        if kind == "S" and size > 2:
            return self._put(kind, place, place + size, value)  # "one and a half times" is no thing
        if kind == "%" and low == "a" and self._before_noun(place + size - 1) and self._t.low[place + 1] == "little":
            size = 0
        if low in ("everything", "all") and (but := _ALL_BUT.match(self._t.lower, self._t.spans[place][0])):
            return self._all_but(place, but.end())
        if low in REPORTS and self.chunks and self.chunks[-1].kind == "N":
            return self._put(".", place, place + 1)
        if low == "just" and self._names(place + 1) and (not self.chunks or self.chunks[-1].kind in ".,&:"):
            return self._noun(place) or place + 1
        is_asked = kind == "n" and (low in _MODALS or low == "can't") and self._begins()
        if is_asked and (self._names(place + size) or self._object(place + size)):
            return self._put("b" if low in ("is", "are") else "M", place, place + size)  # "isn't the sky dark"
        if self._posed(place):
            return place + 1
        if kind == "%" and self._t.low[place + size : place + size + 1] == ["of"]:
            size, kind = 0, ""
        if low == "of" and self.chunks and self.chunks[-1].kind == "Q":
            return self._put("F", place, place + 1)
        if low == "round" and size == 1 and self._before_noun(place):
            size, kind = 0, ""  # "round glasses"
        if low == "round" and self._t.low[place + 1 : place + 2] and self._t.low[place + 1] in DETERMINERS:
            return self._put("P", place, place + 1, "next to")
        if low == "lower" and self.chunks and self.chunks[-1].kind in "N%":
            return self._put("L", place, place + 1, "bottom")
        if low in ("painting", "drawing", "building") and not self._object(place + 1):
            kind, size = "", 0
        if (
            low in ("warm", "cool", "dim", "flatten")
            and self._t.low[place + 1 : place + 2]
            and self._t.low[place + 1] in _COOLED
        ):
            return self._put(
                "j", place, place + 1, {"warm": "warmer", "cool": "cooler", "dim": "darker"}.get(low, "less contrast")
            )
        if low == "there" and self._in_its_place(place):
            return self._put("I", place, place + 1)
        if low == "so" and kind != "Z" and not self._degree(place + 1):
            return self._put(",", place, place + 1)
        if low in ("up", "down") and self._raised(place + 1):
            return self._put("u" if low == "up" else "d", place, place + 1)
        if kind == "v" and low in ("that", "all") and size == 1 and self._before_noun(place):
            size = 0
        if kind in ("P", "T") and (found := self._its_side(place)):
            return found
        if kind == "P" and low == "in" and size == 1 and self._art(place + 1):
            self._put("Y", place, place + 1)
            return self._put("N", place + 1, place + 2, None, Noun(name=self._t.words[place + 1]))
        if kind == "P" and size == 1 and low == "in" and self._color(place + 1)[0]:
            return place + 1  # "in blue"
        if low == "by" and re.match(r"\d", " ".join(self._t.low[place + 1 : place + 2])):
            return place + 1
        counted = re.fullmatch(r"(\d+(?:\.\d+)?)\s?(%|x|times|percent|per cent)", low)
        if counted:
            return self._number(place, float(counted[1]), counted[2])
        placed = self._placed(place)
        if placed is not None and placed[0] >= size and (placed[0] > 1 or not self._before_noun(place)):
            return self._put("L", place, place + placed[0], placed[1])
        colored, color = self._color(place)
        if colored and not self._before_noun(place + colored - 1) and (size <= colored or kind not in "AP"):
            return self._put("C", place, place + colored, color)
        if (
            size
            and kind not in ("A", "S", "J", "Q", "L")
            and not (kind in "pmtxzjudfrGhwkg" and self._is_noun_here(place, size))
        ):
            return self._put(kind, place, place + size, value)
        if (noun := self._noun(place)) is not None:
            return noun
        if size:
            return self._put(kind, place, place + size, value)
        if low in POLITE_WORDS or low.endswith("ly") or low in ("only", "just", "alone"):
            return place + 1
        return self._put("U" if self._is_verb(low) else "?", place, place + 1)

    def _quoted(self, place: int) -> int:
        """Where a text in quotes ends that something is changed to or replaced with; 0 elsewhere."""
        marks = '"”' if self.chunks and self.chunks[-1].kind in "TW" else ""
        ends = (at for at in range(place + 2, min(place + _MAX_QUOTED, len(self._t.low))) if self._t.low[at] in marks)
        return next(ends, -1) + 1 if marks else 0

    def _is_aside(self, place: int) -> bool:
        """Whether "say" only goes before an example: "somewhere, say bottom right"."""
        is_example = self._color(place + 1)[0] > 0 or self._placed(place + 1) is not None
        return self._begins() and (is_example or self._t.low[place + 1 : place + 2] in (["a"], ["an"]))

    def _art(self, place: int) -> bool:
        """Whether the name of a colour is one of a way to draw: "in charcoal"."""
        low = self._t.low[place : place + 1]
        after = self._t.low[place + 1] if place + 1 < len(self._t.low) else "."
        if not low or low[0] not in self.vocabulary.styles or low[0] in COLORS or self._color(place)[0] != 1:
            return False
        before = (each.noun for each in self.chunks[-2:] if each.noun is not None)
        return after in ".,;!?:" and all(each.det == "picture" for each in before)

    def _in_its_place(self, place: int) -> bool:
        """Whether "there" is where something was: "put a bike there"."""
        ends = place + 1 == len(self._t.low) or self._t.low[place + 1] in ".,;!?"
        return ends and [each.kind for each in self.chunks[-2:]] in (["p", "N"], ["a", "N"], ["t", "N"])

    def _posed(self, place: int) -> bool:
        """Whether a word only says how a thing stands where it is: "perched on the fence"."""
        low = self._t.low[place]
        kinds = [each.kind for each in self.chunks[-2:]]
        if (kinds[-1:] != ["N"] and kinds != ["N", ","]) or place + 1 >= len(self._t.low):
            return False
        after = self._phrase(place + 1)[1]
        if after not in ("P", "L") and self._placed(place + 1) is None:
            return False
        return low in POSTURES or (low.endswith(("ing", "ed")) and self._is_participle(low))

    def _begins(self) -> bool:
        """Whether a clause begins here."""
        return not self.chunks or self.chunks[-1].kind in ".,&:"

    def _object(self, place: int) -> bool:
        """Whether what a verb is done to begins here."""
        after = self._t.low[place : place + 1]
        return bool(after) and (after[0] in DETERMINERS or after[0] in _OBJECTS)

    def _all_but(self, place: int, end: int) -> int:
        """ "Everything but the horse": the background."""
        last = place
        while last < len(self._t.low) and self._t.spans[last][0] < end:
            last += 1
        held = len(self.chunks)
        after = self._pronoun(last) or self._noun(last) if last < len(self._t.low) else None
        del self.chunks[held:]
        return self._put("K", place, after or last)

    def _degree(self, place: int) -> bool:
        """Whether "so" before a word says how much, not what follows from it."""
        return (
            self._phrase(place)[1] in ("J", "S", "A")
            or self._color(place)[0] > 0
            or self._t.low[place : place + 1] == ["much"]
        )

    def _raised(self, place: int) -> bool:
        """Whether "up" before a word raises it: "up the contrast"."""
        after = [each for each in self._t.low[place : place + 2] if each not in DETERMINERS]
        return bool(after) and after[0] in QUANTITIES

    def _its_side(self, place: int) -> int | None:
        """ "On his left": to the left of him."""
        found = _ITS_SIDE.match(self._t.lower, self._t.spans[place][0])
        if found is None or (place + 3 < len(self._t.low) and self._could_be_noun(place + 3)):
            return None
        owner = {"his": "him", "her": "her", "its": "it", "their": "them"}[found["whose"]]
        self._put("P", place, place + 1, f"{found['side']} of" if found["side"] in ("left", "right") else "next to")
        return self._put("N", place + 1, place + 3, None, Noun(name=owner, det="pron"))

    def _mark(self, low: str, place: int) -> int:
        if low in '()"“”':
            low = "," if low in "()" else " "
        kind = "." if low in _STRONG else "&" if low in "+&" else low
        return self._put(kind, place, place + 1)

    def _number(self, place: int, number: float, unit: str) -> int:
        low = self._t.low
        last = place + 1
        factor = number / 100 if unit in ("%", "percent", "per cent") else number
        before = " ".join(low[max(0, place - 2) : place])
        rest = " ".join(low[last : last + 6])
        found = re.match(
            r"(?:as (\w+)(?: as (?:it is|now|before))?|(bigger|larger|taller|wider|longer|up)"
            r"|(smaller|shorter|thinner|tinier|narrower|less|down)"
            r"|(?:of )?(?:its|the|their|his|her)(?: \w+)? size|(?:the|its|their) size)(?: in size)?(?: than now)?",
            rest,
        )
        size = len(found[0].split()) if found else 0
        relative = unit in ("%", "percent", "per cent") and not re.search(r"\bto(?: about)?$", before)
        if found and found[3]:
            factor = 1 - factor if relative else 1 / factor
        elif relative and not (found and not found[2]):
            shrinks = any(
                each.kind == "z" and isinstance(each.value, float) and each.value < 1 for each in self.chunks[-3:]
            )
            factor = 1 - factor if shrinks else 1 + factor
        return self._put("S", place, last + size, min(max(factor, 0.05), 4.0))

    def _pronoun(self, place: int) -> int | None:
        start = self._t.spans[place][0]
        found = _PRONOUN.match(self._t.lower, start)
        if found is None:
            return None
        last = place
        while last < len(self._t.spans) and self._t.spans[last][1] <= found.end():
            last += 1
        if self._t.spans[last - 1][1] != found.end() or last == place:
            return None
        word = found[0]
        if (
            word == "her"
            and self.chunks
            and self.chunks[-1].kind == "g"
            and not set(self._t.low[last : last + 4]) & set(DETERMINERS)
        ):
            return self._put("N", place, last, None, Noun(name="her", det="pron"))
        if (
            word in ("her", "this", "that", "these", "those", "both")
            and last < len(self._t.low)
            and (self._before_noun(last - 1) or (word == "her" and self._t.low[last] in PARTS))
        ):
            return None
        if word == "that" and self.chunks and self.chunks[-1].kind == "N":
            return None
        if word == "both" and self.chunks and self.chunks[-1].kind in "NM":
            return last  # "they should both wear hats"
        if word in ("me", "us"):
            return self._put("N", place, last, None, Noun(name=word, det="person"))
        return self._put("N", place, last, None, Noun(name=_pronoun(word), det="pron"))


def _pronoun(word: str) -> str:
    if word in ("em", "everyone", "everybody"):
        return "them"
    if word in PRONOUNS and "both" not in word:
        return word
    if "both" in word or "two" in word or "pair" in word:
        return "both"
    return "them"


def chunks_of(text: str, vocabulary: Vocabulary) -> list[Chunk]:
    """An English text as chunks."""
    return Chunker(text, vocabulary).read()
