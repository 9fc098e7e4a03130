"""A Chinese or mixed wish as a plan: its asides by patterns, its scene by :mod:`~danqing.director.chinese_reader`."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from danqing.director import wish_words_chinese as words
from danqing.director.chinese_reader import ChineseReader
from danqing.director.plan import MAX_PHRASES, MAX_WORDS, Plan

_REFUSING = re.compile(
    r"^(?:里面?|上面?|旁边|周围|四周|把|要|[画做弄变写]?成(?=[^语熟])|有|画|出现|的|任何|什么|所有|[摆搁](?=.)|一[个只点张棵]|给[它他她]"
    r"|给[^，的]{1,4}?(?=[戴穿])|[戴穿拿带背盖插贴见喷](?=.)|写(?![实意真])(?=.)|[她他它]|我整|给我|整)+"
)
_ALL = re.compile(
    r"(?:请|就|先|都|也|还是|统统|一律|一概|全部|全都|全|通通|[一半][个只点条艘辆匹棵朵张片根座位头间句丝本束株盏把件])+$"
)
_CHINESE = re.compile(r"[\u3400-\u9fff]")


@dataclass
class _Asides:
    """What was taken out of a wish, and the text that is left."""

    text: str
    lettering: list[str] = field(default_factory=list)
    avoid: list[str] = field(default_factory=list)
    shape: str | None = None
    composition: str | None = None
    mood: str | None = None


def is_chinese(wish: str) -> bool:
    """Whether a wish is told in Chinese, at least in part; what it quotes does not count."""
    return bool(_CHINESE.search(words.QUOTED.sub(" ", wish)))


def plan_in_chinese(wish: str, language: str, reader: ChineseReader) -> Plan:
    """What a Chinese or mixed wish asks to be seen.

    Args:
        wish: cleaned, without the marks of prompts.
        language: of the plan.
        reader: knows the words.

    Raises:
        RequestError: it asks for more than a plan holds.
    """
    asides = _asides(wish)
    scene = reader.read(asides.text, asides.avoid)
    return Plan(
        language=language,
        subjects=scene.subjects,
        relations=scene.relations,
        background=_cut(scene.background),
        style=_cut(scene.style),
        mood=_cut(asides.mood),
        composition=_cut(asides.composition),
        lettering=tuple(each[:MAX_WORDS] for each in asides.lettering[:MAX_PHRASES]),
        avoid=tuple(each[:MAX_WORDS] for each in dict.fromkeys([*asides.avoid, *scene.avoid]))[:MAX_PHRASES],
        shape=asides.shape,
    )


def _cut(text: str | None) -> str | None:
    return text[:MAX_WORDS].strip() or None if text else None


def _asides(wish: str) -> _Asides:
    found = _Asides(wish)
    for pattern in words.LETTERING:
        found.lettering += _taken(found, pattern)
    found.avoid = _avoided(found)
    for pattern, shape in words.SHAPES:
        if _taken(found, pattern):
            found.shape = found.shape or shape
    for phrase in _taken(found, words.COMPOSITION):
        found.composition = found.composition or phrase
    for pattern in words.MOOD:
        for phrase in _taken(found, pattern):
            found.mood = found.mood or phrase
    text = words.IN_A_ROW.sub("", words.FOR_WHOM.sub("", found.text.strip()))
    text = words.LEADS.sub("", words.ASKED.sub("", text))
    found.text = re.sub(r"^(?:[个张幅]|一[个张幅])(?=[，,的]|$)", "", text)
    return found


def _avoided(found: _Asides) -> list[str]:
    """What shall not be seen; what else is refused ("不要太花哨") is just taken out."""
    avoid: list[str] = []
    if match := words.ANY_BUT.search(found.text):
        avoid.append(match.group(1))
        found.text = words.ANY_BUT.sub(r"，\2，", found.text)
    found.text = words.LESS.sub("，", found.text)
    found.text = words.BESIDES.sub(r"\2\1和", found.text)
    found.text = words.NO_COLOR.sub("", found.text)
    found.text = words.NOTHING_BUT.sub(r"\1，", found.text)
    avoid += _taken(found, words.DISLIKED) + _taken(found, words.TAKEN_OUT)
    if words.NOBODY.search(found.text):
        avoid.append("人")
        found.text = words.NOBODY.sub("", found.text)
    avoid += [match.group(1) for match in words.AVOID_INSIDE.finditer(found.text)]
    found.text = words.AVOID_INSIDE.sub("", found.text)
    avoid += _taken(found, words.ASKED_AND_REFUSED)
    for pattern in words.AVOID_AFTER:
        avoid += [
            each
            for phrase in _taken(found, pattern)
            for each in words.BETWEEN_AVOIDED.split(phrase)
            if not words.NOT_AVOIDED.match(each)
        ]
    for pattern in words.AVOID:
        for phrase in _taken(found, pattern):
            if not words.NOT_AVOIDED.match(phrase):
                avoid += [each.strip() for each in words.BETWEEN_AVOIDED.split(phrase) if each.strip()]
    return [each for each in map(_bare, avoid) if each]


def _bare(avoided: str) -> str:
    """What is refused without the words of refusing: "画成卡通的" → "卡通"."""
    avoided = re.sub(
        r"^(?:在|让|把)?(?:(?:画面|图片|图|面|背景)(?:里面?|中|上)|(?<=在)(?:周围|旁边|四周))(?:再)?(?:有|出现|加上?|放|画|添)?",
        "",
        avoided,
    )
    avoided = re.sub(r"^把(.+?)(?:[画做弄变涂]成)(.+)$", r"\2\1", avoided)
    avoided = _REFUSING.sub("", avoided)
    avoided = re.sub(r"^.{1,8}的(?=.{1,4}$)(?!东西|元素|感觉|样子|那)", "", avoided)
    avoided = re.sub(r"(?:出现|留|画|摆|放)?在.{1,4}(?:里|上|中|旁边|里面|上面)$", "", avoided) or avoided
    avoided = _ALL.sub("", avoided)
    return re.sub(
        r"(?:出现|在里面|在上面|入镜|了|的|风格|进去|上去|入画|出镜|露出来|进画面|抢镜|这种|这些|那些|一类|等等|等|什么的?|之类的?|那种|影儿?)+$",
        "",
        avoided,
    )


def _taken(asides: _Asides, pattern: re.Pattern[str]) -> list[str]:
    """The phrases that a pattern finds in the text, which loses them."""
    found = [match.group(match.lastindex or 0).strip() for match in pattern.finditer(asides.text)]
    asides.text = pattern.sub("，", asides.text) if found else asides.text
    return [each for each in found if each]
