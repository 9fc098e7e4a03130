"""What a word of an English instruction may be: a fixed phrase, a place, a colour, part of a name, a verb."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_english_counts import PARTS
from danqing.director.edit_english_lexicon import PLACE, POLITE_WORDS, phrase_kinds, place_of
from danqing.director.edit_english_tokens import Chunk, Noun, tokens_of
from danqing.director.edit_types import COLORS
from danqing.director.edit_words import Vocabulary, word_set
from danqing.director.english_forms import noun_of_plural, verbs_of

_MAX_PHRASE = 7
DETERMINERS: dict[str, str] = {
    **dict.fromkeys(("the", "this", "that", "these", "those", "teh", "da"), "def"),
    **dict.fromkeys(("my", "his", "her", "its", "their", "our", "your"), "poss"),
    **dict.fromkeys(("a", "an", "some", "any", "every", "each", "one"), "indef"),
    **dict.fromkeys(("another",), "another"), **dict.fromkeys(("no",), "no"),
}  # fmt: skip
FRUITS = word_set(
    """
    orange lime lemon plum cherry rose peach salmon olive gold lilac mint amber copper ruby emerald violet
    """
)
NEVER = word_set(
    """
    and or but the a an of to in on at by for with from as is are was be it them him he she they i we you who
    which that like about if than not no so too very only just really then there here please where when what how why
    out off up down over should could would can must may might will has have had do does did lol instead
    everything's whatever per am im whoever someone somebody nobody nothing something anything
    everything's others else each both either neither whether hence rather sure true wrong ready fine good great
    okay able itself himself herself themselves myself yourself ourselves i'm i've i'd we're you're
    """
)
_LOOKING = word_set("to can could will would see notice know look")
SHADES = word_set(
    """
    bright light dark pale deep vivid pure hot soft lovely rich solid plain proper bold pastel neon metallic
    nice all completely shiny matte glossy dusty royal forest a proper very baby sky blood brick wood sea moss leaf
    coffee chocolate wine fire jet snow bottle cobalt racing canary bubblegum
    """
)


@dataclass
class Words:
    """The words of one text, and what they may be.

    Args:
        text: an English instruction.
        vocabulary: colours, and English words with their parts of speech.
    """

    text: str
    vocabulary: Vocabulary
    chunks: list[Chunk] = field(default_factory=list)
    _in_noun = False  # whether a name is being read
    _det = "bare"  # what stands before it

    def __post_init__(self) -> None:
        self._t = tokens_of(self.text)
        self._known = phrase_kinds()

    def _put(self, kind: str, first: int, last: int, value: object = None, noun: Noun | None = None) -> int:
        start, end = self._t.spans[first][0], self._t.spans[last - 1][1]
        if kind != " ":
            self.chunks.append(Chunk(kind, self.text[start:end], start, end, value, noun))
        return last

    def _phrase(self, place: int) -> tuple[int, str, object]:
        low = self._t.low
        if self._noun_words(place) > 1:
            return 0, "", None
        for size in range(min(_MAX_PHRASE, len(low) - place), 0, -1):
            if (found := self._known.get(tuple(low[place : place + size]))) is not None:
                return size, found[0], found[1]
        return 0, "", None

    def _noun_words(self, place: int) -> int:
        """Two where a name of two words begins that the dictionary knows ("top hat")."""
        two = " ".join(self._t.low[place : place + 2])
        code = self.vocabulary.english.get(two, "")
        return (
            2
            if " " in two
            and code.startswith("n:")
            and code[2] in "aoblpf"
            and not two.startswith(("in ", "on ", "at "))
            else 0
        )

    def _placed(self, place: int) -> tuple[int, str] | None:
        start = self._t.spans[place][0]
        found = PLACE.match(self._t.lower, start)
        if found is None or self._noun_words(place) > 1:
            return None
        last = place
        while last < len(self._t.spans) and self._t.spans[last][1] <= found.end():
            last += 1
        if last == place or self._t.low[last : last + 1] in (["of"], ["one"], ["ones"]):
            return None
        if self._t.low[place] == "the" and self._before_noun(last - 1):
            return None
        if last - place > 1 and self._before_noun(last - 1) and self._t.low[place] != "to":
            return None
        return last - place, place_of(found)

    def _color(self, place: int) -> tuple[int, str | None]:
        """How many words from here name a colour, and which."""
        low = self._t.low
        start = place
        while start < len(low) - 1 and start - place < 4 and self._is_shade(start):
            start += 1
        if start > place and low[place] == "a" and low[start] in FRUITS:
            return 0, None
        for size in (2, 1):
            if start + size > len(low):
                continue
            word = " ".join(low[start : start + size])
            color = self.vocabulary.colors.get(word) or COLOR_WORDS.get(word)
            if color is None and size == 1 and word.endswith("ish"):
                color = self.vocabulary.colors.get(word[:-3])
            if color is None and size == 1 and word.endswith("er"):
                color = next(
                    (each for each in (word[:-2], word[:-3], word[:-1]) if each in COLORS and word != "bluer"), None
                )
            if color is None and size == 1 and "-" in word and "-and-" not in word and "-&-" not in word:
                color = self.vocabulary.colors.get(word.rpartition("-")[2])
            if color is not None and word.isascii():
                end = start + size
                if low[end : end + 1] in (["colour"], ["color"], ["coloured"], ["colored"], ["paint"]):
                    end += 1
                return end - place, color
        return 0, None

    def _is_shade(self, place: int) -> bool:
        """Whether a word only says which shade of the colour behind it: "light blue", "mint green"."""
        low = self._t.low
        return low[place] in SHADES or (low[place] in FRUITS and low[place + 1] in COLORS)

    def _is_verb(self, word: str) -> bool:
        code = self.vocabulary.english.get(word)
        if code is None:
            return any(
                (self.vocabulary.english.get(each) or "").partition(":")[0].startswith("v") for each in verbs_of(word)
            )
        return code.partition(":")[0].startswith("v")

    def _could_be_noun(self, place: int) -> bool:
        """Whether a word may be part of a thing's name."""
        if place >= len(self._t.low):
            return False
        low = self._t.low[place]
        if (
            not re.match(r"[^\W\d_]|\d+(?:st|nd|rd|th|s|p)?$", low)
            or low in DETERMINERS
            or low in NEVER
            or low.startswith("'")
            or (low == "people" and self._is_anybody(place))
        ):
            return False
        if re.match(r"\d+(?:\.\d+)?\s?(?:%|x|times|per)", low):
            return False
        if self._noun_words(place) > 1:
            return True
        size, kind, _ = self._phrase(place)
        if kind == "O" and low == "round" and self._before_noun(place):
            return True  # "round glasses"
        if self._in_noun and low in PARTS and place and self._t.low[place - 1] in ("his", "her", "its", "their", "my"):
            return True
        if kind and kind not in "JQ" and not (kind in "pmtxzjudfrghkaGVy" and self._is_noun_here(place, size)):
            return False
        code = self.vocabulary.english.get(low) or self.vocabulary.english.get(noun_of_plural(low))
        if code is None:
            return (not low.endswith("ly") and not self._is_verb(low)) or low.endswith(("ing", "ed"))
        kinds = code.partition(":")[0]
        return "n" in kinds or "a" in kinds

    def _is_anybody(self, place: int) -> bool:
        """Whether "people" are those who look at the picture: "so people can see it"."""
        before, after = self._t.low[max(place - 1, 0) : place], self._t.low[place + 1 : place + 2]
        return not set(before) & set(DETERMINERS) and bool(set(after) & _LOOKING)

    def _is_noun_here(self, place: int, size: int) -> bool:
        """Whether a word that may be a verb is a noun here: after an article, and before what follows a noun."""
        if size != 1:
            return False
        low = self._t.low[place]
        code = self.vocabulary.english.get(low) or self.vocabulary.english.get(noun_of_plural(low)) or ""
        before = self._t.low[place - 1] if place else ""
        after = self._t.low[place + 1] if place + 1 < len(self._t.low) else ""
        return "n" in code.partition(":")[0] and self._in_noun and after not in DETERMINERS and before != "to"

    def _before_noun(self, place: int) -> bool:
        """Whether what follows a word is the rest of a thing's name."""
        follows = place + 1
        if follows >= len(self._t.low):
            return False
        low = self._t.low[follows]
        if low in ("one", "ones", "guy", "guys", "bit"):
            return low != "bit"
        size, kind, _ = self._phrase(follows)
        if kind in ("J", "Q") and not self._could_be_noun(follows + size):
            return kind == "Q" and low in ("light", "shadow", "shadows", "lights")
        if self._color(follows)[0] and not self._before_noun(follows):
            return False
        return low not in NEVER and low not in POLITE_WORDS and self._could_be_noun(follows)

    def _is_participle(self, word: str) -> bool:
        return any(
            (self.vocabulary.english.get(each) or "").partition(":")[0].find("v") >= 0 for each in verbs_of(word)
        ) and (not (self.vocabulary.english.get(word) or "").startswith("n"))

    def _plant(self, word: str) -> bool:
        """Whether the name of a colour is sooner that of a plant or a food."""
        code = self.vocabulary.english.get(word, "")
        return code.startswith("n") and bool(set(code.partition(":")[2]) & set("lf"))
