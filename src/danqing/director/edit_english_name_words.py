"""The words of a thing's name in an English instruction: adjectives and nouns, and what is said with them."""

from __future__ import annotations

from dataclasses import dataclass, field

from danqing.director.edit_english_counts import JUDGED, ORDINALS, PEOPLE, POSTURES, REPORTS
from danqing.director.edit_english_lexicon import POLITE_WORDS
from danqing.director.edit_english_tagging import DETERMINERS, FRUITS, NEVER, Words
from danqing.director.edit_words import word_set
from danqing.director.english_forms import noun_of_plural

_TELLING = word_set(  # adjectives of size, light and colour that tell which thing is meant
    """
    tiny huge big small little large giant massive enormous gigantic warm cool vivid vibrant crisp blurry blurred sharp
    miniature teeny minuscule light
    """
)
_SIDES = word_set("left right middle upper lower bottom top")


@dataclass
class Name:
    """A name while it is read.

    Args:
        place: of the next word.
        det: what stands before the name, as of :class:`~danqing.director.edit_english_tokens.Noun`.
        words: of the name; the last is "one" where the noun is left out.
        color, scale, change: as of :class:`~danqing.director.edit_english_tokens.Noun`.
        has_noun: whether one of the words is a noun, or stands for one.
    """

    place: int
    det: str
    words: list[str] = field(default_factory=list)
    color: str | None = None
    scale: float | None = None
    change: str | None = None
    has_noun: bool = False


class NameWords(Words):
    """Reads the words of names."""

    def _named(self, place: int, det: str) -> Name:
        """The name from here on; its words are none where there is none."""
        name = Name(place, det)
        self._in_noun, self._det = True, det
        try:
            goes_on = True
            while goes_on and name.place < len(self._t.low):
                goes_on = self._takes(name)
        finally:
            self._in_noun = False
        if len(name.words) == 1 and not name.has_noun and name.words[0].lower() in NEVER:
            name.words = []
        return name

    def _takes(self, name: Name) -> bool:
        """Take the next word or words; whether the name may go on after them."""
        place, low = name.place, self._t.low[name.place]
        size, kind, value = self._phrase(place)
        if kind == "S" and size > 2:
            return False  # "one and a half times"
        if low in ("one", "ones") and (name.words or name.det != "bare"):
            name.place += 1
            return self._ends_in_one(name)
        if not name.has_noun and kind in ("S", "A") and size < 3 and self._before_noun(place + size - 1):
            self._qualify(name, kind, value)
            name.place += size
            return True
        if not name.has_noun and kind == "%" and self._phrase(place + size)[1] in ("S", "A"):
            name.place = self._put("%", place, place + size, value)
            return True
        if (colored := self._color(place))[0]:
            return self._takes_color(name, *colored)
        if low in ORDINALS and not name.has_noun and name.det != "bare":
            is_before = self._before_noun(place)
            if is_before or name.det in ("def", "poss"):
                self._take(name)
                return is_before or self._ends_in_one(name)
        if low in _SIDES and not name.has_noun and self._before_noun(place):
            return self._take(name)
        if self._noun_words(place) > 1:
            name.has_noun = True
            return self._take(name, 2)
        return self._takes_word(name, kind)

    def _take(self, name: Name, size: int = 1) -> bool:
        name.words += self._t.words[name.place : name.place + size]
        name.place += size
        return True

    def _ends_in_one(self, name: Name) -> bool:
        """The noun is left out, and nothing follows."""
        name.words.append("one")
        name.has_noun = True
        return False

    def _qualify(self, name: Name, kind: str, value: object) -> None:
        """A size or a change: a word of the name where it tells which thing is meant, else what the thing becomes."""
        low = self._t.low[name.place]
        before = self._t.low[name.place - 1] if name.place else ""
        if low in _TELLING or before in ("the", "that", "this"):
            name.words.append(low)
        elif kind == "S" and isinstance(value, float):
            name.scale = value
        else:
            name.change = str(value)

    def _takes_color(self, name: Name, size: int, color: str | None) -> bool:
        """A colour before the noun is one of its words; alone it may be a fruit ("an orange"), or "the red one"."""
        if name.has_noun:
            return False
        if self._before_noun(name.place + size - 1):
            if not name.words:
                name.color = color
            return self._take(name, size)
        low = self._t.low[name.place]
        if name.words or name.det == "bare":
            return False
        if (low in FRUITS and name.det in ("indef", "another")) or self._plant(low):
            self._take(name)
            name.has_noun = True
        elif name.det in ("def", "another"):
            name.words, name.color = [self._t.words[name.place]], color
            name.place += size
            self._ends_in_one(name)
        return False

    def _takes_word(self, name: Name, kind: str) -> bool:
        """An adjective or a noun; one that only judges ("that ugly lamp") is left out."""
        place, low = name.place, self._t.low[name.place]
        if not self._could_be_noun(place) or (name.has_noun and not self._continues(place)):
            return False
        is_before = self._before_noun(place)
        if low in POLITE_WORDS:
            is_first = not name.words and name.det == "bare"
            if is_first or name.has_noun or not is_before:
                return False
        if low in JUDGED and is_before:
            name.place += 1
            return True
        if kind == "J" and not is_before and not (name.has_noun and low == "light"):
            return False
        kinds = self._kinds(low)
        if kinds == "a" and not is_before:
            if not name.has_noun and name.det == "def" and not self._could_be_noun(place + 1):
                self._take(name)
                self._ends_in_one(name)
            return False
        name.has_noun = name.has_noun or "n" in kinds
        return self._take(name)

    def _is_adjective(self, comparative: str) -> bool:
        """Whether a word in -er is that of an adjective that is known."""
        stems = (comparative[:-2], comparative[:-1], comparative[:-3], f"{comparative[:-3]}y")
        return any((self.vocabulary.english.get(each) or "").startswith("a") for each in stems)

    def _kinds(self, low: str) -> str:
        """The parts of speech of a word; of one that nobody knows, a noun."""
        code = self.vocabulary.english.get(low) or self.vocabulary.english.get(noun_of_plural(low)) or "n"
        return code.partition(":")[0]

    def _continues(self, place: int) -> bool:
        """Whether a word after a noun is one more of its name, not a verb or an adjective said of it."""
        low = self._t.low[place]
        if low in ("light", "lights") and not any(each.kind in "tyDMj" for each in self.chunks[-3:]):
            return True  # "the traffic light"
        kind = self._phrase(place)[1]
        if kind and kind != "Q" and not (kind in "ptaymf" and self._ends_name(place)):
            return False
        placed = self._placed(place)
        if placed is not None and not self._before_noun(place + placed[0] - 1):
            return False
        if low in POSTURES or low in PEOPLE or low in REPORTS:
            return False
        if low.endswith(("ing", "ed")) and not self._before_noun(place) and self._is_participle(low):
            return False
        if low.endswith("er") and low not in self.vocabulary.english and self._is_adjective(low):
            return False  # "make the bear fiercer"
        if low.endswith("ing") and low not in self.vocabulary.english and len(low) > 5:
            return False  # "a goat dozing"
        kinds = self._kinds(low)
        is_verb = low.endswith("s") and low not in self.vocabulary.english and kinds.startswith("v")
        if is_verb and self._det not in ("bare", "indef"):
            return False
        return "n" in kinds or (self._before_noun(place) and kinds.startswith("a"))

    def _ends_name(self, place: int) -> bool:
        """Whether a word that may be a verb is the last of a name: "a low poly render"."""
        code = self.vocabulary.english.get(self._t.low[place]) or ""
        after = self._t.low[place + 1] if place + 1 < len(self._t.low) else "."
        return "n" in code.partition(":")[0] and (after in ".,;:!?" or after in ("and", "with", "instead"))

    def _of(self, place: int, words: list[str]) -> tuple[int, list[str]]:
        """ "A plate of scones": what a thing is full of belongs to its name."""
        t = self._t
        last = place + 1
        if last < len(t.low) and t.low[last] in DETERMINERS:
            last += 1
            if not self._could_be_noun(last):
                return place, words
            inner = self._named(last, "def")
            return (inner.place, [*words, *t.words[place:last], *inner.words]) if inner.words else (place, words)
        inner = self._named(last, "bare")
        return (inner.place, [*words, "of", *inner.words]) if inner.words else (place, words)

    def _owned(self, place: int) -> bool:
        """Whether 's is of an owner: what follows is a thing, not what is said of one."""
        follows = place + 1
        if not self._could_be_noun(follows):
            size, kind, _ = self._phrase(follows)
            return kind == "S" and self._could_be_noun(follows + size)
        low = self._t.low[follows]
        if self.vocabulary.english.get(low, "").startswith("a") or low.endswith(("ing", "ed")):
            return self._could_be_noun(follows + 1)
        return True
