"""Endless pairs for the director's language model: a wish or an instruction, and the answer it shall give.

Some are lines that were written by hand, told of other things, the rest is made up by grammar. Pair *n* of a seed
depends on nothing but the words, the lines, the seed and *n*.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from danqing.data.wishes import chinese, chinese_words, english, english_words
from danqing.data.wishes.edits import make_instruction
from danqing.data.wishes.handwritten import written_lines
from danqing.data.wishes.scenes import Nouns, make_scene
from danqing.data.wishes.varied import varied

HELD_OUT = 1_000_000_000  # pairs from this number on are never learned from
_WRITTEN = 0.6  # the part of pairs that were written by hand
_EDITS = 0.3  # the part of made-up pairs that are instructions


@dataclass(frozen=True)
class Pair:
    """What is said, and the answer.

    Args:
        text: the wish or the instruction.
        answer: as JSON's types: a plan without its language, or ``{"edits": [...]}``.
        known: the subjects of the picture that an instruction is about; None for wishes and where none are known.
        is_edit: whether it is an instruction.
    """

    text: str
    answer: dict[str, object]
    known: list[dict[str, object]] | None
    is_edit: bool


class Pairs:
    """Pairs by number; from :data:`HELD_OUT` on, the lines written by hand are others, and told as they were written.

    Args:
        seed: of the whole sequence.
    """

    def __init__(self, seed: int) -> None:
        self._seed = seed

    def __getitem__(self, number: int) -> Pair:
        chance = random.Random(f"{self._seed}/{number}")
        if chance.random() < _WRITTEN:
            line = chance.choice(written_lines(held_out=number >= HELD_OUT))
            told = line if number >= HELD_OUT else varied(line, chance)
            return Pair(told.text, told.answer, told.known, told.is_edit)
        return made_up(chance)


def made_up(chance: random.Random) -> Pair:
    """A pair made up by grammar."""
    said = chance.choices(("en", "zh", "mixed"), (45, 45, 10))[0]
    sentence = chance.choice(("en", "zh", "zh")) if said == "mixed" else said
    things = {"en": "zh", "zh": "en"}[sentence] if said == "mixed" else said
    names = Nouns(things, chance)
    is_chinese = sentence == "zh"
    if chance.random() < _EDITS:
        made = make_instruction(names, chance, chinese=is_chinese)
        return Pair(made.text, {"edits": made.operations}, made.known, is_edit=True)
    adjectives = chinese_words.ADJECTIVES if is_chinese else english_words.ADJECTIVES
    scene = make_scene(names, chance, adjectives)
    told = (chinese if is_chinese else english).tell(scene, names, chance)
    return Pair(told.text, told.plan, None, is_edit=False)
