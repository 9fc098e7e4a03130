"""A wish read into a :class:`~danqing.director.plan.Plan` by plain rules: no model, always there, always the same.

First the asides are taken out of the text, each by its pattern (what to write, what to leave out, the format, the way
it is seen, the mood). Then :class:`~danqing.director.scene_reader.SceneReader` reads what is left, and its scene is
told in the words of the wish.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from typing import TYPE_CHECKING

from danqing.core.request import clean_prompt
from danqing.director import wish_words as words
from danqing.director.edit_types import COLORS
from danqing.director.plan import MAX_COUNT, MAX_PHRASES, MAX_SUBJECTS, MAX_WORDS, Plan, PlanRelation, Subject
from danqing.director.scene_plan import ScenePlan
from danqing.director.scene_reader import SceneReader
from danqing.director.scene_tokens import Token

if TYPE_CHECKING:
    from danqing.director.chinese_reader import ChineseReader

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_ENGLISH = re.compile(r"[A-Za-z]{2,}")
_GRAMMAR = re.compile(r":\s*\d*\.?\d+(?=\s*[)）\]])|[()（）\[\]{}]")  # of prompts: "(cat:1.2)"


@dataclass
class _Asides:
    """What was taken out of a wish, and the text that is left."""

    text: str
    lettering: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    shape: str | None = None
    composition: str | None = None
    mood: str | None = None


def language_of(wish: str) -> str:
    """ "zh", "en", or "mixed" where Chinese and words of Latin letters stand together."""
    chinese, english = _CHINESE.search(wish), _ENGLISH.search(wish)
    return "mixed" if chinese and english else "zh" if chinese else "en"


def plan_by_rules(wish: str, reader: SceneReader) -> Plan:
    """What a wish asks to be seen, as far as rules can tell.

    Args:
        wish: at most 4,000 characters, in Chinese, English or both; the marks of prompts are left aside.
        reader: knows what things are called.

    Raises:
        RequestError: the wish is too long or asks for more than a plan holds.
    """
    clean = clean_prompt(wish, name="wish")
    language = language_of(clean)
    # Each language's patterns take some tenths of a second to compile, so only those of the wish's own are.
    if language == "en" and reader.lexicon.english:
        from danqing.director.english_plan import plan_english

        return plan_english(clean, reader.lexicon)

    from danqing.director.chinese_plan import is_chinese, plan_in_chinese

    text = _GRAMMAR.sub(" ", unicodedata.normalize("NFC", clean))
    if is_chinese(clean) and reader.lexicon.chinese:
        chinese = _chinese_reader(reader)
        if language == "mixed" and reader.lexicon.english:
            from danqing.director.english_plan import plan_english

            plan = chinese.read_in_english(clean, lambda told: plan_english(told, reader.lexicon))
            if plan is not None:
                return plan
        return plan_in_chinese(text, language, chinese)
    asides = _asides(text)
    asides.text = _spelt_out(asides.text, reader)
    scene, tokens = reader.read(asides.text), reader.tokens(asides.text)
    subjects = scene.subjects[:MAX_SUBJECTS]
    return Plan(
        language=language,
        subjects=tuple(
            Subject(
                name=each.said[:MAX_WORDS],
                count=None if each.vague or each.count > MAX_COUNT else each.count,
                color=each.color if each.color in COLORS else None,
                attributes=_attributes(each.size, each.described, chinese=bool(_CHINESE.search(each.said))),
            )
            for each in subjects
        ),
        relations=_relations(scene, len(subjects)),
        background=_background(asides.text, tokens, scene, reader),
        style=_style(tokens, scene),
        mood=asides.mood,
        composition=asides.composition,
        lettering=tuple(asides.lettering[:MAX_PHRASES]),
        avoid=tuple(dict.fromkeys(asides.avoid))[:MAX_PHRASES],
        shape=asides.shape,
    )


@lru_cache(maxsize=4)
def _chinese_reader(reader: SceneReader) -> ChineseReader:
    """The reader of Chinese with the same words."""
    from danqing.director.chinese_reader import ChineseReader

    return ChineseReader(reader.lexicon)


def _spelt_out(text: str, reader: SceneReader) -> str:
    """ "a red and a blue car" as "a red car and a blue car", "一红一蓝两辆车" as "一辆红车和一辆蓝车"."""
    english = "|".join(sorted((each for each in reader.lexicon.colors if each.isascii()), key=len, reverse=True))
    text = re.sub(
        rf"\b(\w+)\s+({english})\s+(?:one\s+)?and\s+(\w+)\s+({english})\s+(?!and\b|one\b)([a-z]+)",
        r"\1 \2 \5 and \3 \4 \5",
        text,
        flags=re.I,
    )
    return re.sub(
        r"一([\u3400-\u9fff])一([\u3400-\u9fff])(?:的)?两([\u3400-\u9fff])(?=([\u3400-\u9fff]))",
        lambda match: _both_chinese(match, reader),
        text,
    )


def _both_chinese(match: re.Match[str], reader: SceneReader) -> str:
    """One thing in two colours, if both words are colours; the noun that follows stays where it is."""
    one, other, measure, _ = match.groups()
    if one not in reader.lexicon.colors or other not in reader.lexicon.colors:
        return match.group()
    rest = match.string[match.end() :]
    noun = next((rest[:end] for end in range(min(4, len(rest)), 0, -1) if rest[:end] in reader.lexicon.subjects), "")
    return f"一{measure}{one}色的{noun}和一{measure}{other}色的" if noun else match.group()


# What stands beside the scene


def _asides(text: str) -> _Asides:
    found = _Asides(text)
    for pattern in words.LETTERING:
        found.lettering += _taken(found, pattern)
    for pattern in (words.AVOID_EN, words.AVOID_ZH):
        for phrase in _taken(found, pattern):
            bare = re.sub(r"\s*[了哈啊吧呀哦呢]+$", "", phrase)
            found.avoid += [each.strip() for each in words.BETWEEN_AVOIDED.split(bare) if each.strip()]
    for pattern, shape in words.SHAPES:
        if _taken(found, pattern):
            found.shape = found.shape or shape
    for pattern in words.COMPOSITION:
        for phrase in _taken(found, pattern):
            found.composition = found.composition or phrase
    for pattern in words.MOOD:
        for phrase in _taken(found, pattern):
            found.mood = found.mood or phrase
    found.text = words.CALLED_ZH.sub("", words.CALLED.sub("", _tidy(found.text)))
    return found


def _taken(asides: _Asides, pattern: re.Pattern[str]) -> list[str]:
    """The phrases that a pattern finds in the text, which loses them."""
    found = [match.group(match.lastindex or 0).strip() for match in pattern.finditer(asides.text)]
    asides.text = pattern.sub(_gap, asides.text)
    return [each for each in found if each]


def _gap(match: re.Match[str]) -> str:
    """What is left where an aside stood: a break if one belonged to it."""
    return (
        "，"
        if _CHINESE.search(match.group()) and match.group()[0] in "，,。；;"
        else " , "
        if match.group()[0] in ",;."
        else " "
    )


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"(?:\s*[,，;；]\s*)+(?=[.。!！]|$)", "", text)
    text = re.sub(r"^(?:\s*(?:[,，.。;；:：!！]|\b(?:of|with|and|showing)\b))+\s*", "", text, flags=re.I)
    return re.sub(r"\s*\b(?:with|and|but)\s*$", "", text).strip()


# The scene in the words of the wish


def _attributes(size: str, described: tuple[str, ...], *, chinese: bool) -> tuple[str, ...]:
    sizes = {"small": "小" if chinese else "small", "big": "大" if chinese else "big"}
    said = [sizes[size]] if size in sizes else []
    return tuple([*said, *(each[:MAX_WORDS] for each in described)][:MAX_PHRASES])


def _relations(scene: ScenePlan, num_subjects: int) -> tuple[PlanRelation, ...]:
    found = []
    for each in scene.relations:
        kind, first, second = each.kind, each.first, each.second
        if kind == "in_sky":  # the second is in the sky above the first
            kind, first, second = "above", second, first
        if max(first, second) < num_subjects:
            found.append(PlanRelation(kind=kind, first=first, second=second))
    return tuple(found)


def _background(text: str, tokens: Sequence[Token], scene: ScenePlan, reader: SceneReader) -> str | None:
    """The ground's own words, or a plain ground's colour."""
    if scene.ground is not None:
        kinds = {"ground", "ground_noun", "sky"}
        for token in tokens:
            scenic = token.kind == "subject" and reader.lexicon.scenic.get(token.value) == scene.ground
            if scenic or (token.kind in kinds and token.value == scene.ground):
                return _place(token.text)
        return scene.ground
    if scene.backdrop is not None:
        return f"{scene.backdrop} background" if language_of(text) == "en" else _chinese_backdrop(text, scene, reader)
    return None


def _place(phrase: str) -> str:
    """A phrase of place without its preposition: "on grass", "草地上"."""
    bare = re.sub(
        r"^(?:on|in|at|by|near|under|under a|across|against|before|in front of|down|up in)\s+", "", phrase, flags=re.I
    )
    return re.sub(r"(?<=[\u3400-\u9fff]{2})(?:上|里|中|下|前)$", "", bare)


def _chinese_backdrop(text: str, scene: ScenePlan, reader: SceneReader) -> str:
    said = next(
        (phrase for phrase, key in reader.lexicon.backdrops.items() if key == scene.backdrop and phrase in text), None
    )
    return f"{said}背景" if said and "背景" not in said else said or f"{scene.backdrop} background"


def _style(tokens: Sequence[Token], scene: ScenePlan) -> str | None:
    if scene.style is None:
        return None
    for token in tokens:
        if token.kind == "style" and token.value == scene.style:
            return token.text
    return scene.style
