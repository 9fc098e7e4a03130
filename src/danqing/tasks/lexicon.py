"""The data's words for tasks: what prompts name, and the colours, grounds and styles by which instructions are read.

Nothing here loads torch, so that an instruction is refused before a model is.
"""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache

from danqing.director.edit_grammar import read_edit
from danqing.director.edit_types import EditPlan
from danqing.director.edit_words import Vocabulary
from danqing.director.gloss import GlossWord
from danqing.director.plan import Plan
from danqing.director.rules import plan_by_rules
from danqing.director.scene_plan import ScenePlan
from danqing.director.scene_reader import SceneReader
from danqing.director.scene_words import Lexicon
from danqing.tasks.style_library import style_library

_AND = re.compile(r"\s+and\s+(?:the\s+)?|\s*[和与跟、]\s*")
_GRAMMAR = re.compile(r":\s*\d*\.?\d+|[()\[\]{}]")  # of prompts: "(cat:1.2)"


def read_instruction(instruction: str, known: Plan | None = None) -> EditPlan:
    """The operations that an instruction asks for.

    Args:
        instruction: what to change.
        known: what the picture shows, by which "it", "the other one" and the like are understood; None if unknown.

    Raises:
        RequestError: it is not understood.
    """
    return read_edit(instruction, edit_vocabulary(), known)


@cache
def _lexicon() -> Lexicon:
    from danqing.data import lexicon

    return Lexicon(
        subjects=lexicon.subject_names(),
        colors=lexicon.color_words(),
        backdrops=lexicon.backdrop_words(),
        grounds=lexicon.ground_phrases(),
        ground_nouns=lexicon.ground_nouns(),
        scenic=lexicon.scenic_things(),
        styles=lexicon.style_words(),
        measures=lexicon.measure_words(),
        roles=lexicon.roles(),
    )


@cache
def scene_reader() -> SceneReader:
    """What reads prompts in the data's words."""
    return SceneReader(_lexicon())


@cache
def wish_reader() -> SceneReader:
    """What reads wishes: it also knows the names of the style library."""
    from danqing.data.chinese_lexicon import word_kinds
    from danqing.data.english import english_words

    library = {name.lower(): key for key, style in style_library().items() for name in style.names}
    known = replace(
        _lexicon(),
        styles={**library, **_lexicon().styles},
        english=english_words(),
        chinese=word_kinds(),
    )
    return SceneReader(known, exact=True)


def plan_wish(wish: str) -> Plan:
    """What a wish asks to be seen, by rules.

    Raises:
        RequestError: it has more than 4,000 characters, no words, or asks for more than a plan holds.
    """
    return plan_by_rules(wish, wish_reader())


def habitat_of(name: str) -> str | None:
    """Where a thing belongs that everybody knows ("cats" → "pet"), a key of the data's habitats; None for others."""
    from danqing.data.everyday import everyday_table

    thing = everyday_table().get(_lexicon().subjects.get(name.lower(), ""))
    return None if thing is None else thing.habitat


def without_marks(prompt: str) -> str:
    """A prompt's words without its weights and brackets."""
    return _GRAMMAR.sub("", prompt)


def read_scene(prompt: str) -> ScenePlan:
    """What a prompt says is seen, weights and brackets left aside."""
    return scene_reader().read(without_marks(prompt))


@cache
def edit_vocabulary() -> Vocabulary:
    """The words of colours, grounds and styles by which instructions are read."""
    from danqing.data.chinese_lexicon import DRAWN, chinese_lexicon, word_kinds
    from danqing.data.english import english_words

    known = _lexicon()
    names: dict[str, set[str]] = {name: {english} for name, english in known.subjects.items()}
    for each in chinese_lexicon().values():
        if each.kind in DRAWN:
            names.setdefault(each.word, set()).update(each.english)
    styles = {name.lower() for style in style_library().values() for name in style.names}
    return Vocabulary(
        colors=known.colors,
        styles=styles | {name.lower() for name in known.styles},
        grounds={*known.ground_nouns, *known.grounds},
        measures=known.measures,
        english=english_words(),
        chinese=word_kinds(),
        names=names,
    )


def named_things(prompt: str) -> tuple[str, ...]:
    """The things that a prompt names, as it calls them."""
    plan = read_scene(prompt)
    return tuple(dict.fromkeys(each.said for each in plan.subjects if each.said.lower() in prompt.lower()))


def each_named(phrase: str) -> list[str]:
    """The things of a phrase that joins several: "the cat and the dog"; a word that holds a joint stays whole: 和尚."""
    parts, begin = [], 0
    for joint in _AND.finditer(phrase):
        if not _is_in_word(phrase[begin:], joint.start() - begin):
            parts.append(phrase[begin : joint.start()])
            begin = joint.end()
    return [each for each in (*parts, phrase[begin:]) if each] or [phrase]


def _is_in_word(phrase: str, at: int) -> bool:
    """Whether a place is inside a known Chinese word, of a thing or of three characters, and no longer one follows."""
    known, last = edit_vocabulary(), len(phrase)
    places = [(start, end) for start in range(max(0, at - 2), at + 1) for end in range(at + 1, min(at + 3, last) + 1)]
    words = [(phrase[start:end], end) for start, end in places if end - start > 1]
    end = max(
        (end for word, end in words if known.is_thing(word) or (len(word) > 2 and word in known.chinese)), default=0
    )
    behind = (phrase[at + 1 : longer] for longer in range(end + 1, min(end + 3, last) + 1))
    return end > 0 and not any(known.is_thing(each) for each in behind)


def same_thing(one: str, other: str) -> bool:
    """Whether two phrases name the same thing, in whatever language."""
    first, second = (scene_reader().read(each).subjects for each in (one, other))
    return bool(first) and bool(second) and first[0].known and first[0].name == second[0].name


def ground_in_english(ground: str) -> str:
    """What a ground is called in English; itself where the data does not know it."""
    found = read_scene(ground).ground
    return ground if found is None else found


def color_word(color: str, *, chinese: bool) -> str:
    """What a colour is called before a noun."""
    from danqing.data.colors import COLORS

    return COLORS[color].short if chinese else COLORS[color].en[0]


def tone_of(color: str) -> tuple[float, float, float]:
    """The tone of a colour, sRGB in 0 … 1."""
    from danqing.data.colors import COLORS

    return COLORS[color].tone


@cache
def gloss_words() -> dict[str, GlossWord]:
    """The words of Chinese by which the director's language model is asked."""
    from danqing.data.chinese_lexicon import DRAWN, chinese_lexicon

    telling = {*DRAWN, "verb", "adjective", "idea", "act", "time"}
    found = {}
    for each in chinese_lexicon().values():
        english = each.english[0] if each.kind in telling and each.english else ""
        found[each.word] = GlossWord(each.rarity, english if len(english.split()) <= 2 else "")
    return found
