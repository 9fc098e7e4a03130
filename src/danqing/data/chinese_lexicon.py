"""Chinese words with their kind, how usual they are, their measure words and what they mean in English.

The table ``chinese_words.tsv.gz`` is made by :mod:`danqing.data.chinese_words` from CC-CEDICT (Copyright 1997, 1998
Paul Andrew Denisowski and its contributors; published by MDBG), the frequencies of wordfreq 3.1.1 (Copyright 2022 Robyn
Speer; its data under CC BY-SA 4.0: SUBTLEX by Marc Brysbaert and others, OpenSubtitles, Wikipedia, the Leeds Internet
Corpus, ParaCrawl, Google Books Ngrams) and the tags of jieba (Copyright 2013 Sun Junyi, MIT). The table stands under
CC BY-SA 4.0 (``licence_texts/CC-BY-SA-4.0.txt``): who changes and passes it on does so under the same licence.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources
from typing import NamedTuple

FILE = "chinese_words.tsv.gz"
KINDS = frozenset(
    {
        "animal", "person", "plant", "food", "body", "clothing", "vehicle", "building", "place", "thing",  # drawn
        "idea", "act", "time", "verb", "adjective", "adverb", "measure", "number", "phrase", "other",
    }
)  # fmt: skip
DRAWN = frozenset({"animal", "person", "plant", "food", "body", "clothing", "vehicle", "building", "place", "thing"})


class ChineseWord(NamedTuple):
    """A word of the lexicon.

    Args:
        word: in simplified characters, 1 to 5.
        kind: one of :data:`KINDS`; nouns of what can be drawn are of one of :data:`DRAWN`.
        rarity: tenths of powers of ten by which the word is rarer than all words together, 10 to 83: 猫 is 42.
        measures: the measure words it is counted with, the usual one first; often none is known.
        english: one or two short meanings in English, verbs without "to".
    """

    word: str
    kind: str
    rarity: int
    measures: tuple[str, ...] = ()
    english: tuple[str, ...] = ()


@cache
def chinese_lexicon() -> dict[str, ChineseWord]:
    """Word → what is known of it."""
    found = {}
    for line in _lines():
        word, kind, rarity, measures, english = line.split("\t")
        found[word] = ChineseWord(word, kind, int(rarity), tuple(measures), tuple(english.split(";")))
    return found


@cache
def word_kinds() -> dict[str, tuple[str, int]]:
    """Word → its kind and rarity alone, for who only cuts texts into words: this takes a third of the time."""
    found = {}
    for line in _lines():
        word, kind, rarity, _ = line.split("\t", 3)
        found[word] = (kind, int(rarity))
    return found


def _lines() -> list[str]:
    content = resources.files("danqing.data").joinpath(FILE).read_bytes()
    return gzip.decompress(content).decode("utf-8").splitlines()
