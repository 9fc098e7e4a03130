"""What a Chinese or mixed wish does not want to be seen, taken out of its text before its scene is read."""

from __future__ import annotations

import re

from danqing.director import wish_words_refused as words
from danqing.director.chinese_nouns import STYLES

_REFUSING = re.compile(
    r"^(?:里面?|上面?|旁边|周围|四周|把|要|[画做弄变写]?成(?=[^语熟])|有|画|出现|的|任何|什么|所有|[摆搁](?=.)|一[个只点张棵]|给[它他她]"
    r"|给[^，的]{1,4}?(?=[戴穿])|(?:[戴穿拿带盖插贴见喷]|背(?!景))(?=.)|写(?![实意真])(?=.)|[她他它]|我整|给我|整)+"
)
_ALL = re.compile(
    r"(?:请|就|先|都|也|还是|统统|一律|一概|全部|全都|全|通通|[一半][个只点条艘辆匹棵朵张片根座位头间句丝本束株盏把件])+$"
)


def without_refused(text: str) -> tuple[str, list[str]]:
    """The text without refusals, and what shall not be seen; what else is refused ("不要太花哨") is just taken out."""
    avoid: list[str] = []
    for pattern, left in words.BY_ANOTHER:
        avoid += [match.group("refused") for match in pattern.finditer(text)]
        text = pattern.sub(left, text)
    text = words.LESS.sub("，", text)
    text = words.BESIDES.sub(r"\2\1和", text)
    text = words.NO_COLOR.sub("", text)
    text = words.NOTHING_BUT.sub(r"\1，", text)
    text, too_much = taken(text, words.TOO)
    avoid += [each for each in too_much if each in STYLES]
    for pattern in (words.DISLIKED, words.TAKEN_OUT):
        text, found = taken(text, pattern)
        avoid += found
    if words.NOBODY.search(text):
        avoid.append("人")
        text = words.NOBODY.sub("", text)
    text = words.NEITHER.sub(r"没有\1、\2的", text)
    avoid += [
        each for match in words.AVOID_INSIDE.finditer(text) for each in words.BETWEEN_AVOIDED.split(match.group(1))
    ]
    text = words.AVOID_INSIDE.sub("", text)
    text, found = taken(text, words.ASKED_AND_REFUSED)
    avoid += found
    for pattern in (*words.AVOID_AFTER, *words.AVOID):
        text, found = taken(text, pattern)
        avoid += [
            each.strip()
            for phrase in found
            if not words.NOT_AVOIDED.match(phrase)
            for each in words.BETWEEN_AVOIDED.split(phrase)
        ]
    return text, [each for each in map(_bare, avoid) if each]


def taken(text: str, pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """A text without what a pattern finds in it, and the phrases that it found."""
    found = [match.group(match.lastindex or 0).strip() for match in pattern.finditer(text)]
    return pattern.sub("，", text) if found else text, [each for each in found if each]


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
        r"(?:出现|在里面|在上面|入镜|了|的|风格|元素|进去|上去|入画|出镜|露出来|进画面|抢镜|这种|这些|那些|一类|等等|等|什么的?|之类的?|那种|影儿?)+$",
        "",
        avoided,
    )
