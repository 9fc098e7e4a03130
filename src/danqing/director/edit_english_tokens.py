"""The words of an English instruction, and what they are read into: chunks and things."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from danqing.director.english_forms import noun_of_plural

_LETTERS = {"def": "N", "poss": "N", "indef": "i", "another": "i", "bare": "o", "no": "o", "pron": "q", "picture": "c",
            "person": "e"}  # fmt: skip
_WORD = re.compile(
    r"\d+(?:\.\d+)?\s?(?:%|x\b|times\b|percent\b|per cent\b)|[^\W_][\w'’-]*|[.,;:!?()\n…—–/+&=\"“”]|-(?=\s)"
)
_ENDS = ("n't", "'s", "'re", "'ve", "'ll", "'d", "'m", "s'")


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A thing as it is named.

    Args:
        name: its words without article and number, with the adjectives that tell which one.
        det: ``def``, ``indef``, ``bare``, ``no``, ``poss``, ``another``, ``picture``, or ``pron`` for "it".
        article: "a" or "an", if it is said.
        count: how many; 1 where it is not said.
        owner: whose it is ("the dog's nose").
        whose: the pronoun of "his nose": "him".
        color: the first adjective, if that is a colour.
        scale: of "a bigger bow", by how much.
        change: of "a warmer sunset", which.
        is_one: whether one of several is meant: "one cat", "one of the cats".
    """

    name: str
    det: str = "bare"
    article: str = ""
    count: int = 1
    owner: str | None = None
    whose: str | None = None
    color: str | None = None
    scale: float | None = None
    change: str | None = None
    alone: bool = False
    is_one: bool = False

    @property
    def head(self) -> str:
        return self.name.split()[-1].lower() if self.name else ""


@dataclass(frozen=True)
class Chunk:
    kind: str
    words: str
    start: int
    end: int
    value: object = None
    noun: Noun | None = None


def letter_of(chunk: Chunk) -> str:
    """The letter by which rules know a chunk: things by how they are named, all else by its kind."""
    return chunk.kind if chunk.noun is None else _LETTERS[chunk.noun.det]


def words_of(vocabulary: Mapping[str, str], word: str) -> str:
    """The code of a noun, also in the plural; empty where it is not known."""
    low = word.lower()
    return vocabulary.get(low) or vocabulary.get(noun_of_plural(low)) or ""


@dataclass
class Tokens:
    words: list[str]
    low: list[str]
    spans: list[tuple[int, int]]
    text: str = ""
    lower: str = ""


def tokens_of(text: str) -> Tokens:
    tokens = Tokens([], [], [], text, text.lower())
    for match in _WORD.finditer(text):
        for start, end in _split(match[0], match.start()):
            tokens.words.append(text[start:end])
            tokens.low.append(text[start:end].lower().replace("’", "'"))
            tokens.spans.append((start, end))
    return tokens


def _split(word: str, start: int) -> list[tuple[int, int]]:
    """The spans of a word and of what is shortened at its end."""
    low = word.lower().replace("’", "'").rstrip("'-")
    end = start + len(low)
    if low in (
        "let's",
        "lets",
        "i'd",
        "we'd",
        "i'll",
        "i'm",
        "we'll",
        "what's",
        "why's",
        "don't",
        "can't",
        "there's",
        "o'clock",
    ):
        return [(start, end)]
    for ending in _ENDS[:-1]:
        if low.endswith(ending) and len(low) > len(ending):
            return [(start, end - len(ending)), (end - len(ending), end)]
    if word.endswith(("s'", "s’")):
        return [(start, end), (end, start + len(word))]
    return [(start, end)]
