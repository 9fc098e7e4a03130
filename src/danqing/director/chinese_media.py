"""What kind of picture a Chinese clause commissions: "给奶茶店设计logo", "环保公益广告", "柴犬表情包", "圣诞卡封面".

A commission ends with the name of a medium. What stands before it tells of the medium ("招聘海报") or is shown in it
("耳机主图"). Of what may be a thing in the scene as well ("招牌", "地图") only the wish's beginning commissions one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danqing.director import wish_words_media as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_nouns import ANY_PICTURE

Found = list[Word]


@dataclass(frozen=True, kw_only=True)
class Commission:
    """What a clause commissions.

    Args:
        medium: the kind of picture, in the wish's words; None if it tells nothing of how it looks.
        shown: what is seen in it.
        rest: what the clause goes on with.
        named: what may be seen in it if nothing else is named.
    """

    medium: str | None
    shown: Found = field(default_factory=list)
    rest: Found = field(default_factory=list)
    named: Found = field(default_factory=list)


def take_commission(clause: Found, *, first: bool) -> Commission | None:
    """The commission that a clause begins with, or is; None if it is of the scene.

    Args:
        clause: words between commas.
        first: whether nothing was told before.
    """
    text, start, end = "", 0, 0
    head: re.Match[str] | None = None
    ends: list[int] = []
    for at, word in enumerate(clause):
        text += word.text
        ends.append(len(text))
        ending = max(len(text) - words.LONGEST, 0)
        goes_on = head is None or _names(word) or words.HEAD.search(text[ending:] + _written(clause, at + 1))
        if not goes_on:
            break
        found = words.HEAD.search(text, ending) or (words.PAGED.search(text) if _page_end(clause[at + 1 :]) else None)
        if found:
            head, end = found, at + 1
            start = next(number for number, reached in enumerate(ends) if reached > found.start())
    return _commission(clause, head, start, end, first=first) if head is not None else None


def with_hung(clause: Found) -> Found:
    """A clause whose pictures that hang or lie in the scene are things: "墙上挂着一张海报", "拿着一张(生日贺卡)"."""
    kept: Found = []
    for at, word in enumerate(clause):
        if word.kind in ("picture", "style") and _is_exhibit(clause, at):
            name = word.text
            while kept and word.text in ANY_PICTURE and kept[-1].kind in ("noun", "style") and not _is_living(kept[-1]):
                name = kept.pop().text + name  # 书法|作品
            kept.append(Word(name, "noun", "thing", word.spaced))
            continue
        begin = len(kept)
        while begin and kept[begin - 1].value == "time":
            begin -= 1
        shown = len(kept)
        while shown and kept[-1].kind == "de" and kept[shown - 1].kind in ("noun", "de"):
            shown -= 1
        if word.kind == "picture" and (_is_hung(kept[:begin]) or _is_hung(kept[:shown])):
            name = "".join(each.text for each in [*kept[begin:], word])
            kept[begin:] = [Word(name, "noun", "thing", word.spaced)]
        else:
            kept.append(word)
    return kept


def _is_exhibit(clause: Found, at: int) -> bool:
    """Whether a picture is a thing of the scene: it is put somewhere, or in a list of things, or a place has it.

    "书法作品挂在墙上", "海报、台灯和地毯", "店门口的菜单", but not "水彩画、猫和狗", "海边的油画".
    """
    after = clause[at + 1 : at + 4]
    if len(after) == 3 and after[0].text in words.PUT and after[1].kind == "at":
        return after[2].kind in ("noun", "number", "color", "adj") and after[2].text not in words.PAGES
    if at > 1 and clause[at - 1].kind == "de" and at + 1 == len(clause):
        before = "".join(each.text for each in clause[: at - 1])
        return words.is_put_at(clause[at].text, before)
    begin = at
    while begin and clause[begin - 1].kind in ("number", "measure"):
        begin -= 1
    listed = (begin == 0 or clause[begin - 1].kind == "and") and words.is_hung(clause[at].text)
    return listed and len(clause) > 1 and _are_goods([*clause[:begin], *clause[at + 1 :]])


def _are_goods(rest: Found) -> bool:
    """Whether all else in a clause is a list of things that are not alive."""
    if any(each.kind not in ("number", "measure", "and", "noun", "color") for each in rest):
        return False
    goods = [each for each in rest if each.kind == "noun"]
    return bool(goods) and any(each.kind == "and" for each in rest) and all(each.value == "thing" for each in goods)


def _is_hung(before: Found) -> bool:
    """Whether words end with how many of something there are, or somebody holds."""
    place = len(before)
    while place and before[place - 1].kind in ("number", "measure"):
        place -= 1
    there = place and (before[place - 1].kind in ("aspect", "have") or before[place - 1].text.endswith("着"))
    return bool(there) and place < len(before) and any(each.kind == "noun" for each in before[:place])


def is_purpose(clause: Sequence[Word]) -> bool:
    """Whether a clause only tells what the picture is for: "小学科学课用"."""
    told = [each for each in clause if each.kind != "de"]
    if len(told) < 2 or len(told) > 6 or told[-1].text != "用":
        return False
    return all(
        each.kind in ("noun", "verb", "time", "skip", "adj") and each.value not in words.ALIVE for each in told[:-1]
    )


def _written(clause: Sequence[Word], at: int) -> str:
    return clause[at].text if at < len(clause) else ""


def _names(word: Word) -> bool:
    return word.kind in words.NAMING or word.text in words.WITHIN or (word.kind == "and" and word.text != "、")


def medium(clause: Found) -> str | None:
    """What kind of picture a clause asks for, where that tells of its style: "小说封面", "游戏立绘", "博物画"."""
    for at, word in enumerate(clause):
        before = clause[at - 1] if at else None
        shown = before is not None and (
            before.kind in ("aspect", "loc") or (before.kind == "verb" and len(before.text) < 2 and before.text != "拍")
        )
        if word.kind != "picture" or shown:
            continue
        begin, end = at, at + 1
        while begin and clause[begin - 1].kind in ("noun", "style", "picture") and not _is_living(clause[begin - 1]):
            begin -= 1
        if begin and clause[begin - 1].kind == "verb" and len(clause[begin - 1].text) > 1:  # 招聘海报
            begin -= 1
        while end < len(clause) and clause[end].kind == "picture":
            end += 1
        pictures = {each.text for each in clause[at:end]}
        purpose = begin < at and (
            word.text in ("画", "图", "海报") or clause[begin].kind == "verb" or clause[begin].value in ("idea", "act")
        )
        alone = _is_bare(clause[:begin]) and _is_bare(clause[end:])
        painted = purpose and (alone or word.text == "海报")
        if not pictures <= words.PLAIN or painted:
            return _text(clause[begin:end])
    return None


def _is_bare(rest: Sequence[Word]) -> bool:
    """Whether nothing of weight is said."""
    return all(each.kind in words.QUIET | {"mark", "measure", "number"} for each in rest)


def _commission(clause: Found, head: re.Match[str], start: int, end: int, *, first: bool) -> Commission | None:
    begin = start
    given = any(each.text in words.FOR for each in clause[:start])
    while begin and _tells_of(clause, begin - 1) and not (given and clause[begin - 1].text == "设计"):
        begin -= 1
    while begin < start and (
        clause[begin].kind in ("de", "measure", "and") or clause[begin].text in words.MAKING | {"个"}
    ):
        begin += 1
    lead = clause[:begin]
    counted = any(each.kind == "number" for each in lead)
    thing = bool(head.groupdict().get("thing"))
    end += _page_end(clause[end:])
    after = clause[end:]
    if not _is_asked(lead) or any(each.kind == "measure" and each.text not in words.OF_PAPER for each in lead):
        return None
    deed = clause[start - 1] if start > begin else None
    if deed is not None and deed.kind == "verb" and len(deed.text) == 1 and _is_alive(clause[begin:start]):
        return None  # 老奶奶看报纸
    if _is_exhibit(clause, end - 1):
        return None
    if thing and counted and not any(each.text in words.MAKING | words.MADE_BY for each in lead):
        return None
    if (thing and after) or (not first and (counted or thing or _rest(after))):
        return None
    if (
        after
        and after[0].kind in ("loc", "coverb")
        and after[0].value not in words.INSIDE
        and clause[end - 1].kind != "picture"
    ):
        return None  # 广告牌下面站着…
    shape = len(after) if len(after) < 3 and all(each.kind == "adj" for each in after) else 0
    if after and not shape and after[0].kind not in words.GOES_ON and not after[0].spaced:
        return None
    return _told(clause, begin, start, end + shape, thing=thing)


def _told(clause: Found, begin: int, start: int, end: int, *, thing: bool) -> Commission:
    """The commission whose medium, with what tells of it, stands between two places of a clause."""
    before, own = clause[begin:start], clause[start:end]
    medium = "".join(each.text for each in own)
    at = _shown(before, medium)
    shown, before = before[at:], before[:at]
    phrase = _text(own) if shown else _text([*before, *own])
    telling = not shown and any(each.kind in ("noun", "verb", "style", "time", "mark") for each in before)
    if (medium.lower() in words.PLAIN or (medium == "场景" and shown + before == [])) and not telling:
        phrase = None
    seen = [each for each in before if each.text not in words.OCCASIONS]
    return Commission(medium=phrase, shown=shown, rest=_rest(clause[end:]), named=[*seen, *(own if thing else [])])


def _shown(before: Found, medium: str) -> int:
    """Where what is seen in a picture begins, of what stands before its medium; the end if nothing is.

    "柴犬|表情包", "蓝叶子|logo", "鳄鱼刷牙的|图" and "雪夜|插画" show it, "招聘海报" and "妈妈的贺卡" do not.
    """
    told = [at for at, each in enumerate(before) if each.kind not in ("de", "adj")]
    alive = [at for at, each in enumerate(before) if _is_living(each) and not _is_compound(before, at)]
    showing, public = words.SHOWING.search(medium), words.PUBLIC.search(medium)
    if not told:
        return len(before)
    last = before[told[-1]]
    if alive and (not public or len(told) > 1):
        behind = before[alive[-1] + 1 :]
        if any(each.kind == "de" for each in behind) or (not public and any(each.kind == "verb" for each in behind)):
            return 0
    if medium in ANY_PICTURE and before[-1].kind == "de" and last.kind in ("noun", "time"):
        return 0 if last.value not in ("idea", "act") else len(before)  # 雪山的图
    pictured = showing or (words.ART.search(medium) and not last.text.endswith(words.CARRIERS))
    kinds = words.CONCRETE if pictured else {"animal"}
    concrete = last.kind == "noun" and last.text not in words.AUDIENCE and last.value in kinds
    told_so = [each.kind for each in before[: told[-1]]]
    colored = last.kind == "noun" and last.value in words.CONCRETE and told_so[-1:] == ["color"]
    placed = last.value in ("place", "room") and (showing or words.ART.search(medium))
    placed = placed or (last.kind == "time" and words.ART.search(medium))
    if not (concrete or colored or placed):
        return len(before)
    breaks = [at for at in range(told[-1]) if before[at].kind in ("verb", "de") and before[at].value != "verb"]
    return 0 if alive or colored or not breaks else breaks[-1] + 1


def _is_compound(found: Sequence[Word], at: int) -> bool:
    """Whether somebody is named only to tell of a place or an occasion: "宠物店", "教师节"."""
    after = found[at + 1] if at + 1 < len(found) else None
    return after is not None and (after.value in ("building", "place") or after.text.endswith(words.BODIES))


def _rest(after: Found) -> Found:
    """What goes on behind a medium: not "(海报)要用", "(贺卡)上"."""
    quiet = ("skip", "coverb", "de", "is")
    while after and (after[0].kind in quiet or after[0].value in ("on", "in", "corner")):
        after = after[1:]
    return [] if all(each.kind in words.QUIET for each in after) else after


def _is_alive(found: Sequence[Word]) -> bool:
    return any(map(_is_living, found))


def _is_living(word: Word) -> bool:
    return word.kind == "noun" and word.value in words.ALIVE and word.text not in words.AUDIENCE


def _tells_of(clause: Found, at: int) -> bool:
    """Whether a word before a medium tells of it: not "戴(墨镜的柴犬贴纸)", but "节约(用)水海报"."""
    word = clause[at]
    after = clause[at + 1]
    if word.kind == "verb" and (after.kind == "aspect" or (word.value in words.SCENIC and after.kind in words.HAD)):
        return False
    within = word.kind in ("skip", "coverb", "is") and word.text not in (words.MAKING | words.FOR) - {"用"}
    return _names(word) or (within and at > 0 and clause[at - 1].kind in ("noun", "verb", "adj", "time"))


def _is_asked(before: Sequence[Word]) -> bool:
    """Whether what stands before a commission only asks for it: "请给我的面包店做个"."""
    told = list(before)
    while told and (told[-1].kind in ("number", "measure") or told[-1].text == "个"):
        told.pop()
    if told and told[-1].kind == "loc" and told[0].value == "body":  # 手腕上的(纹身)
        return True
    if all(each.kind in words.QUIET or each.text in words.MAKING for each in told):
        return True
    made = told[-1].text in words.MAKING or told[-1].text == "设计"
    named = all(
        each.kind in words.NAMING | {"skip"} and each.value not in words.ALIVE for each in told[:-1]
    )  # 书店做个(图标)
    return made and (named or any(each.text in words.FOR for each in told))


def _page_end(after: Sequence[Word]) -> int:
    """How many words tell the page or the panel of a book: "第3页", "第一格"."""
    text, end = "", 0
    for number, word in enumerate(after[:4], 1):
        text += word.text
        if re.fullmatch(r"第?(?:\d+|[一二三四五六七八九十]+)[页格幕张回章期]|page\d+", text):
            end = number
    return end


def _text(found: Sequence[Word]) -> str | None:
    """The words as written, without 的 at either end."""
    kept = list(found)
    while kept and kept[0].kind == "de":
        kept = kept[1:]
    while kept and kept[-1].kind == "de":
        kept = kept[:-1]
    text = ""
    for word in kept:
        gap = text and (word.spaced or (text[-1].isascii() and word.text[0].isascii()))
        text += f" {word.text}" if gap else word.text
    return text or None
