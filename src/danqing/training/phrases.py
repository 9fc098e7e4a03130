"""What the text tower learns beside captions: names of the training pictures in both languages, and plain words.

A text that names a held-out thing is never learned, in no list, so that held-out names measure what unseen words mean.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from pathlib import Path

from danqing.data.everyday import everyday
from danqing.data.types import Entry
from danqing.data.wordnet import wordnet_words

MAX_NAMES = 4  # of one thing in one language


@dataclass(frozen=True, kw_only=True)
class Phrases:
    """Names and words to learn.

    Args:
        pairs: (Chinese, English) names of one thing.
        words: single phrases in either language, without a translation.
        held_out_pairs: the same as ``pairs`` of things kept for validation.
    """

    pairs: tuple[tuple[str, str], ...]
    words: tuple[str, ...] = ()
    held_out_pairs: tuple[tuple[str, str], ...] = ()


def phrases_of(entries: Sequence[Entry], vocabulary: Sequence[str] = (), wordnet: Path | None = None) -> Phrases:
    """Gather the phrases for a pack's entries.

    Args:
        entries: of the pack, both splits.
        vocabulary: words in both languages, such as ``Teacher.words()``; Latin ones are kept if WordNet knows them.
        wordnet: its archive, or None to do without it and without Latin words.
    """
    train: dict[tuple[str, str], None] = {}
    held_out: dict[tuple[str, str], None] = {}
    words: dict[str, None] = {}
    for entry in entries:
        usual = everyday(entry)
        names_en = tuple(dict.fromkeys((*usual.names_en, *entry.names_en)))[:MAX_NAMES]
        names_zh = tuple(dict.fromkeys((*usual.names_zh, *entry.names_zh)))[:MAX_NAMES]
        pairs = dict.fromkeys(product(names_zh, names_en))
        if entry.split == "val":
            held_out |= pairs
        else:
            train |= pairs
            words |= {} if names_zh else dict.fromkeys(names_en)
    words |= dict.fromkeys(word for word in vocabulary if not word.isascii())
    if wordnet is not None:
        words |= dict.fromkeys(wordnet_words(wordnet, vocabulary))
    kept_back = {text for pair in held_out for text in pair}
    return Phrases(
        pairs=tuple(pair for pair in train if kept_back.isdisjoint(pair)),
        words=tuple(word for word in words if word not in kept_back),
        held_out_pairs=tuple(held_out),
    )
