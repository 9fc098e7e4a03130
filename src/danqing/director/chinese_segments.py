"""A Chinese or mixed text cut into words, each with its part of speech.

The words of the lexicon, of the data's tables and of grammar are one dictionary; of all ways to cut a text into them
the one with the most usual words is taken (the cheapest path, where a word costs as many tenths of powers of ten as it
is rarer than all words together). Runs of Latin letters are words of their own.
"""

from __future__ import annotations

import re

from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.cheapest_cut import cheapest_cut
from danqing.director.chinese_dictionary import ENGLISH_KINDS, dictionary_of, is_han
from danqing.director.chinese_kinds import Word, measures_apart, resolved
from danqing.director.chinese_verses import verses_apart
from danqing.director.scene_words import Lexicon

MAX_LENGTH = 8  # characters of the longest word that is looked up
_UNKNOWN = 95  # what an unknown character costs
_UNITS = re.compile(r"[A-Za-z]+(?:['’-][A-Za-z]+)*|\d+(?:\.\d+)?|\s+|.", re.DOTALL)
_COMMAS = frozenset("，,。.；;！!？?：:\n|—…~～()（）[]【】{}《》“”\"'‘’·•/\\")
_ROOMS = ("room", "shop", "store", "cafe", "office", "library", "kitchen", "museum", "restaurant", "school", "church")


class Segmenter:
    """Cuts texts with one dictionary.

    Args:
        lexicon: names, colours, styles and Chinese words of the data.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._words = dictionary_of(lexicon, lexicon.chinese)
        self._phrases = {tuple(text.split()) for text in self._words if " " in text}
        self.lexicon = lexicon

    def is_noun(self, text: str) -> bool:
        """Whether a word is known as the name of a thing."""
        return self._words.get(text, ("",))[0] == "noun" or text in nouns.FREE_NOUNS

    def is_plural(self, text: str) -> bool:
        """Whether an English word is the plural of a known one: "stars", but not "scissors"."""
        known, word = self.lexicon.english, text.lower()
        return word not in known and word.endswith("s") and word[:-1] in known

    def words(self, text: str) -> list[Word]:
        """The text as words; spaces between Chinese words are commas."""
        found: list[Word] = []
        units = _UNITS.findall(text)
        at, spaced = 0, False
        while at < len(units):
            unit = units[at]
            if unit.isspace():
                spaced = True
                at += 1
                continue
            if is_han(unit):
                end = at
                while end < len(units) and is_han(units[end]):
                    end += 1
                cut = self._cut("".join(units[at:end]))
                if spaced and cut and found and found[-1].chinese:
                    found.append(Word("，", "comma"))
                cut[0] = Word(cut[0].text, cut[0].kind, cut[0].value, spaced)
                found += cut
            else:
                word, end = self._latin(units, at)
                found.append(Word(word.text, word.kind, word.value, spaced))
            at, spaced = end, False
        return _numbers(resolved(verses_apart(measures_apart(found))))

    def _cut(self, text: str) -> list[Word]:
        """Chinese characters cut along the cheapest path."""

        def cost(word: str) -> int | None:
            entry = self._words.get(word)
            return None if entry is None else entry[2]

        pieces = cheapest_cut(text, cost, longest=MAX_LENGTH, unknown=_UNKNOWN)
        return [Word(each, *self._words.get(each, ("noun", "unknown"))[:2]) for each in pieces]

    def _latin(self, units: list[str], at: int) -> tuple[Word, int]:
        """A number, a mark, or the longest known phrase of Latin words."""
        unit = units[at]
        if unit[0].isdigit():
            return Word(unit, "number", unit), at + 1
        if not unit[0].isalpha() or not unit[0].isascii():  # kana and the like say nothing here
            kind = "and" if unit in words.AND else "comma" if unit in _COMMAS else "skip"
            return Word(unit, kind), at + 1
        phrase: tuple[str, ...] = ()
        end, best = at, (1, unit.lower())
        while end < len(units) and len(phrase) < 5 and (units[end].isspace() or units[end][0].isascii()):
            if not units[end].isspace():
                phrase = (*phrase, units[end].lower())
                if phrase in self._phrases:
                    best = (end + 1 - at, " ".join(phrase))
            end += 1
        length, text = best
        written = "".join(units[at : at + length])
        for form in (text, text.replace("-", " ")):
            if form in self._words:
                kind, value, _ = self._words[form]
                return Word(written, kind, value), at + length
        return self._english(written, text), at + length

    def _english(self, written: str, text: str) -> Word:
        """An English word by what WordNet says of it."""
        known = self.lexicon.english
        code = next(
            (known[form] for form in (text, text.removesuffix("s"), text.removesuffix("es")) if form in known), ""
        )
        tags, _, classes = code.partition(":")
        if text.endswith("ing") and len(text) > 5 and tags != "n":
            return Word(written, "verb", "verb")
        guessed = not tags and re.search(r"(?:ful|ous|ish|y)$", text) and len(text) > 4
        if tags.startswith("a") or guessed or (text.endswith("ed") and len(text) > 4 and tags != "n"):
            return Word(written, "adj", "or noun" if "n" in tags else "english")
        if "R" in classes and text.endswith(_ROOMS):
            return Word(written, "noun", "room")
        kind = next((kind for mark, kind in ENGLISH_KINDS.items() if mark in classes), "english")
        return Word(written, "noun", kind)


def _numbers(found: list[Word]) -> list[Word]:
    """Numerals one after the other as one number: "二十四", "十几", "两三"."""
    merged: list[Word] = []
    for word in found:
        joins = merged and merged[-1].kind == "number" and word.kind == "number" and not word.spaced
        if joins and word.chinese and (merged[-1].chinese or merged[-1].text.isdigit()):
            merged[-1] = Word(merged[-1].text + word.text, "number", "", merged[-1].spaced)
        else:
            merged.append(word)
    return [
        Word(each.text, "skip", "ordinal", each.spaced)
        if each.text.startswith("第") and each.kind == "number" and len(each.text) > 1
        else each
        for each in merged
    ]


def count_of(text: str) -> int | None:
    """A number as people write it; None where it is a guess ("几", "十几", "两三", "many").

    Args:
        text: of words of kind ``number``.
    """
    if text.isdigit():
        return int(text)
    lower = text.lower()
    if lower in words.ENGLISH_NUMBERS:
        return words.ENGLISH_NUMBERS[lower]
    digits = [words.NUMERALS[each] for each in text if each in words.NUMERALS and each not in "十"]
    if lower in words.VAGUE_NUMBERS or any(each not in words.NUMERALS and each != "百" for each in text):
        return None
    if "百" in text:
        return 100 * (digits[0] if text[0] != "百" else 1) + (_tens(text.split("百", 1)[1].lstrip("零")) or 0)
    return _tens(text)


def _tens(text: str) -> int | None:
    if not text:
        return 0
    if "十" in text:
        before, after = text.split("十", 1)
        if len(before) > 1 or len(after) > 1:
            return None
        return 10 * (words.NUMERALS[before] if before else 1) + (words.NUMERALS[after] if after else 0)
    return words.NUMERALS[text] if len(text) == 1 else None  # "两三"
