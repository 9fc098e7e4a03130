"""A Chinese text cut into words, with a word of English beside each that means something: "两|只|橘猫=orange cat".

A small language model that read little Chinese finds by it where words begin and what they mean. The words are those of
the lexicon alone, since the model learnt them so; :mod:`danqing.director.chinese_segments`, by which the rules read,
knows names and grammar beside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import NamedTuple

from danqing.director.cheapest_cut import cheapest_cut

_CHINESE = re.compile(r"[\u3400-\u9fff]+")
_LONGEST = 5
_UNKNOWN = 75.0  # rarity of a character that no word has
BETWEEN, MEANS = "|", "="


class GlossWord(NamedTuple):
    """What is known of a Chinese word.

    Args:
        rarity: tenths of powers of ten by which it is rarer than all words together.
        english: one or two English words, or "" where they would say nothing.
    """

    rarity: int
    english: str


def cut(text: str, words: Mapping[str, GlossWord]) -> list[str]:
    """A run of Chinese characters → its words, by the smallest sum of rarities."""

    def rarity(word: str) -> int | None:
        return words[word].rarity if word in words else None

    return cheapest_cut(text, rarity, longest=_LONGEST, unknown=_UNKNOWN)


def glossed(text: str, words: Mapping[str, GlossWord]) -> str:
    """The text with its Chinese cut and explained; all else stays as it is."""

    def explain(run: re.Match[str]) -> str:
        return BETWEEN.join(
            f"{word}{MEANS}{words[word].english}" if word in words and words[word].english else word
            for word in cut(run.group(), words)
        )

    return _CHINESE.sub(explain, text)
