"""What a Chinese or mixed wish does not want to be seen, taken out of its text before its scene is read."""

from __future__ import annotations

import re
from collections.abc import Callable

from danqing.director import wish_words_refused as words
from danqing.director.chinese_dictionary import is_han
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_nouns import STYLES

_OF_A_KIND = frozenset({"food", "plant", "animal", "clothing", "person"})
_REFUSING = re.compile(
    r"^(?:里面?|上面?|旁边|周围|四周|把|要|[画做弄变写]?成(?=[^语熟])|有|画|出现|的|任何|什么|所有|[摆搁](?=.)|一[个只点张棵]|给[它他她]"
    r"|给[^，的]{1,4}?(?=[戴穿])|(?:[戴穿拿带盖插贴见喷]|背(?!景))(?=.)|写(?![实意真])(?=.)|[她他它]|我整|给我|整)+"
)
_ALL = re.compile(
    r"(?:请|就|先|都|也|还是|统统|一律|一概|全部|全都|全|通通|[一半][个只点条艘辆匹棵朵张片根座位头间句丝本束株盏把件])+$"
)


Cut = Callable[[str], list[Word]]


def without_refused(text: str, cut: Cut) -> tuple[str, list[str]]:
    """The text without refusals, and what shall not be seen; what else is refused ("不要太花哨") is just taken out.

    Args:
        text: of the wish, without what shall be written.
        cut: cuts a phrase into words.
    """
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
    for pattern in (words.DISLIKED, words.KEPT_OUT, words.TAKEN_OUT):
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
    return text, [each for phrase in avoid for each in _things(_bare(phrase), cut)]


def taken(text: str, pattern: re.Pattern[str]) -> tuple[str, list[str]]:
    """A text without what a pattern finds in it, and the phrases that it found."""
    found = [match.group(match.lastindex or 0).strip() for match in pattern.finditer(text)]
    return pattern.sub("，", text) if found else text, [each for each in found if each]


def _things(refused: str, cut: Cut) -> list[str]:
    """The things that a refused phrase names: those on a place ("棋盘上棋子"), and two side by side ("香菜葱花")."""
    if not refused or not is_han(refused[0]):
        return [refused] if refused else []
    found = cut(refused)
    places = [at for at, each in enumerate(found) if each.kind == "loc" and 0 < at < len(found) - 1]
    found = found[places[-1] + 1 :] if places else found
    comes = len(found) > 2 and found[-1].kind == "skip" and found[-2].kind == "verb"
    found = found[:-2] if comes else found  # 乌鸦|飞|进来
    while len(found) > 1 and found[-1].kind == "verb" and len(found[-1].text) > 1 and found[0].kind == "noun":
        found = found[:-1]  # 乌云|遮挡
    apart = len(found) == 2 and found[0].value == found[1].value and found[0].value in _OF_A_KIND
    if apart and all(len(each.text) > 1 and each.kind == "noun" for each in found):
        return [each.text for each in found]
    return ["".join(each.text for each in found)] if places or len(found) < len(cut(refused)) else [refused]


def _bare(avoided: str) -> str:
    """What is refused without the words of refusing: "画成卡通的" → "卡通"."""
    avoided = re.sub(
        r"^(?:在|让|把)?(?:(?:画面|图片|图|面|背景)(?:里面?|中|上)|(?<=在)(?:周围|旁边|四周))(?:再)?(?:有|出现|加上?|放|画|添)?",
        "",
        avoided,
    )
    avoided = re.sub(r"(?:这些|这类|之类的?|等等?)(?:东西|工具|杂物|物件|玩意儿?)?$", "", avoided)
    avoided = re.sub(r"^把(.+?)(?:[画做弄变涂]成)(.+)$", r"\2\1", avoided)
    avoided = _REFUSING.sub("", avoided)
    avoided = re.sub(r"^.{1,8}的(?=.{1,4}$)(?!东西|元素|感觉|样子|那)", "", avoided)
    avoided = re.sub(r"(?:出现|留|画|摆|放)?在.{1,4}(?:里|上|中|旁边|里面|上面)$", "", avoided) or avoided
    avoided = _ALL.sub("", avoided)
    return re.sub(
        r"(?:出现|在里面|在上面|入镜|了|的|风格|元素|进去|上去|入画|出镜|[呀啦啊哦呢噢喔]|露出来|进画面|抢镜|这种|这些|那些|一类|等等|等|什么的?|之类的?|那种|影儿?)+$",
        "",
        avoided,
    )
