"""What a clause of an English instruction consists of, and how its things are called."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from danqing.director.edit_english_tokens import Chunk, Noun
from danqing.director.edit_types import COLORS, MAX_COUNT, Add, Operation
from danqing.director.edit_words import TOPIC, Read, Vocabulary, word_set
from danqing.director.english_forms import noun_of_plural


@dataclass(frozen=True)
class Clause:
    """The chunks that a rule matched.

    Args:
        chunks: of the whole text.
        match: of the letters.
        amount: how far it goes.
        vocabulary: the words that are known.
        shown: nouns that the picture is known to show, in lower case.
    """

    chunks: list[Chunk]
    match: re.Match[str]
    amount: float
    vocabulary: Vocabulary
    shown: frozenset[str]

    def all(self, name: str) -> list[Chunk]:
        """The chunks of a group."""
        if self.match.groupdict().get(name) is None:
            return []
        first, last = self.match.span(name)
        return self.chunks[first:last]

    def one(self, name: str) -> Chunk | None:
        return next(iter(self.all(name)), None)

    def chunk(self, name: str) -> Chunk:
        """The first chunk of a group that every match has."""
        return self.all(name)[0]

    def nouns(self, name: str) -> list[Noun]:
        found: list[Noun] = []
        for each in self.all(name):
            if each.noun is None:
                continue
            if found and each.noun.head == "one" and each.noun.det in ("indef", "bare") and " " in each.noun.name:
                how = each.noun.name.rpartition(" ")[0]  # "a balloon, a red one"
                found[-1] = replace(found[-1], name=f"{how} {found[-1].name}")
            else:
                found.append(each.noun)
        return found

    def noun(self, name: str) -> Noun:
        return self.nouns(name)[0]

    def value(self, name: str) -> object:
        chunk = self.one(name)
        return None if chunk is None else chunk.value


Made = Read | tuple[Operation, ...] | Operation | None


Builder = Callable[[Clause], Made]


def name_of(noun: Noun) -> str:
    """What a thing in the picture is called, for an operation."""
    if noun.is_one and noun.head not in ("", "one"):
        return f"one {noun.name.removesuffix(noun.head)}{noun_of_plural(noun.head)}"
    return f"{noun.owner}'s {noun.name}" if noun.owner and not noun.owner.startswith("'") else noun.name


def new_name(noun: Noun) -> str:
    """What a new thing is called, with its article."""
    return f"{noun.article} {noun.name}" if noun.article and noun.name != "one" else noun.name


def added(noun: Noun, *, at: object = None, beside: str | None = None, anchor: str | None = None) -> Add:
    count = min(max(noun.count, 1), MAX_COUNT)
    return Add(what=new_name(noun), count=count, at=at, beside=beside if anchor else None, anchor=anchor)  # type: ignore[arg-type]


def words_said(clause: Clause, group: str) -> str:
    return " ".join("and" if each.kind == "&" else each.words for each in clause.all(group))


def where_said(clause: Clause, how: str, ground: str) -> str:
    """ "On a beach", as it is said."""
    first, last = clause.chunk(how), clause.chunk(ground)
    return last.words if first.kind == "T" else f"{first.words} {last.words}"


def ground_words(clause: Clause, group: str) -> str:
    """What a background shall be, in the words of the instruction."""
    chunk, ground = clause.chunk(group), clause.one("ground")
    if ground is not None:
        colored = chunk.noun is not None and chunk.noun.color is not None
        return (
            f"{chunk.words} {ground.words}"
            if colored or (chunk.noun is not None and chunk.noun.head in COLORS)
            else chunk.words
        )
    return chunk.words if chunk.noun is not None else f"{chunk.words.lower()} background"


def color_name(value: object) -> str | None:
    return value if isinstance(value, str) and value in COLORS else None


LOOKS = word_set(
    """
    look feel mood light lighting tone tones colour colours color colors atmosphere vibe feeling shade shades
    hue hues palette picture image edges glow touch overall
    """
)


_HUES = frozenset(f"{each}s" for each in COLORS)


def name_or_none(noun: Noun) -> str | None:
    """The name of a thing; None for the picture, which "it" and "the reds" may be too."""
    if noun.det == "picture" or (noun.head in LOOKS and not noun.owner) or noun.name.lower() in _HUES:
        return None
    return TOPIC if noun.det == "pron" and noun.name in ("it", "this", "that", "mine") else name_of(noun)


def changed_name(noun: Noun) -> str | None:
    return None if noun.det == "picture" or noun.head in LOOKS else noun.name


def stepped(factor: float, amount: float) -> float:
    """A size of one step, by how far it goes."""
    if factor == 1.4:
        factor = 1 + 0.4 * amount
    elif abs(factor - 1 / 1.4) < 1e-6:
        factor = 1 / (1 + 0.4 * amount)
    return round(min(max(factor, 0.05), 4.0), 3)


ABSOLUTE = word_set("big large small little tiny huge gigantic enormous massive teeny minuscule miniature giant")


_IS = word_set("is are 's 're was were looks look feels feel seems seem isn't aren't")


_SEEMS = word_set("looks look feels feel seems seem")


def is_seen_so(clause: Clause) -> bool:
    """Whether a clause only says how something looks."""
    said = clause.chunks[clause.match.start() : clause.match.end()]
    return any(each.kind == "b" and each.words.lower() in _SEEMS for each in said) and not any(
        each.kind in "MtDpyn" for each in said
    )


def is_asserted(clause: Clause) -> bool:
    """Whether a clause says how something is, not how it shall be."""
    said = clause.chunks[clause.match.start() : clause.match.end()]
    return any(each.kind == "b" and each.words.lower() in _IS for each in said) and not any(
        each.kind in "MtDpy" for each in said
    )
