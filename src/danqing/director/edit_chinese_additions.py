"""What Chinese frames make of additions: 树上站只鸟, 给猫戴帽子, 海鸥添六只."""

from __future__ import annotations

import re

from danqing.director.edit_chinese_adding import HERE, SAME, given, new_thing, placed, where_of
from danqing.director.edit_chinese_made import Made
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, number_of, without_ends
from danqing.director.edit_chinese_said import (
    color_of,
    ground,
    is_plausible,
    of_picture,
)
from danqing.director.edit_types import (
    MAX_COUNT,
    Add,
    Background,
    Recolor,
)
from danqing.director.edit_words import (
    COMPLAINTS,
    PICTURE_WORDS,
    PRONOUNS,
    Read,
    Said,
)

_NUMBERED = re.compile(
    f"(?<!第)(?<!第{NUMERAL})(?:{NUMERAL}+(?:来|多)?[{MEASURE}]儿?|[俩仨]|(?<![上下前后里外左右那这])[{MEASURE}]儿?)(?!子|儿|头(?!发|像|盔|饰|巾"
    "|纱|绳)|的)"
)


_NO_VERB_OF_PLACE = re.compile("[换变改成移挪删去不别是染涂缩的把将没往向朝刷转翻调太很更挡那这另拿撤扔用跟和]")


_BEFORE_VERB = re.compile(
    r"(?:再|也|都|还|就|又|要|该|应该|得|可以|能|多|给我|给|我要|我想|想|是不是|最好|各|全|会|好像|一共|先)*$"
)


_STANDING = re.compile(
    rf"(?P<number>{NUMERAL}+[{MEASURE}])?(?:站|坐|趴|躺|停|挂|飘|蹲|靠|骑|漂|游)在(?P<where>[^的]+?)的(?P<what>[^的]+)"
)


def _cuts_word(match: re.Match[str], said: Said) -> bool:
    """Whether what looks like a verb and a thing is one word: 整体, 扎眼."""
    word = (match.groupdict().get("verb") or "")[-1:] + match["what"][:1]
    if len(word) < 2:
        return False
    return word in COMPLAINTS or word in PICTURE_WORDS or said.vocabulary.kind(word) in ("adjective", "idea", "adverb")


def made_add(match: re.Match[str], said: Said) -> Made:
    if _cuts_word(match, said):
        return None
    if found := _STANDING.fullmatch(match["what"]):  # 一个站在月亮上的宇航员
        return placed(f"{found['number'] or ''}{found['what']}", found["where"], said.vocabulary)
    thing = new_thing(match["what"], said.vocabulary)
    return None if thing is None else Add(what=thing[0], count=thing[1])


def made_added_to(match: re.Match[str], said: Said) -> Made:
    if re.match(r"[的了着]", match["what"]) or _cuts_word(match, said):
        return None
    where, verb = match["where"], match.groupdict().get("verb") or ""
    if verb and verb[0] in "头面边方上侧里口角间部处" and where_of(where + verb[0], said.vocabulary) is not None:
        where, verb = where + verb[0], verb[1:]
    return placed(match["what"], where, said.vocabulary, verb)


def made_standing(match: re.Match[str], said: Said) -> Made:
    """ "树后面躲个小孩": something new stands, hangs or sits at a place, whatever the verb."""
    text = match["all"]
    for number in _NUMBERED.finditer(text):
        counted = text[number.start()] in "一两二三四五六七八九十几俩仨" or text[number.start()].isdigit()
        for size in range(0 if counted else 1, 4):
            before = text[: number.start()]
            verb = before[len(before) - size :]
            where = _BEFORE_VERB.sub("", before[: len(before) - size])
            if not counted and any(
                text[at : at + 2] in said.vocabulary.chinese for at in (number.start() - 1, number.start())
            ):
                break
            if not where or _NO_VERB_OF_PLACE.search(verb):
                break
            if (made := placed(text[number.start() :], where, said.vocabulary, verb)) is not None and (
                is_plausible(made, said.vocabulary)
            ):
                return made
    return None


def made_more_of(match: re.Match[str], said: Said) -> Made:
    """ "海鸥添六只": the number stands behind the thing."""
    number = re.match(rf"{NUMERAL}+", match["number"])
    assert number is not None
    where = where_of(match["where"], said.vocabulary) if match["where"] else None
    verb = re.search(r"[添加来补多要有点画放摆插种挂]$", match[0][: match.start("number")])
    if (match["where"] and where is None) or not (verb or where):
        return None
    made = Add(what=without_ends(match["what"]), count=min(number_of(number[0]) or 1, MAX_COUNT))
    return (
        made
        if where is None
        else Add(what=made.what, count=made.count, at=where.at, beside=where.beside, anchor=where.anchor)
    )


def made_give(match: re.Match[str], said: Said) -> Made:
    what, anchor = match["what"].strip(), without_ends(match["anchor"])
    if re.match("[成为]", what) or _cuts_word(match, said):
        return None
    if color := re.fullmatch(r"(?:个|一个|成)?(.+?)(?:的)?颜色", what):
        key = color_of(color[1], said.vocabulary)
        return None if key is None else Recolor(what=anchor, color=key)
    if (color_key := color_of(what, said.vocabulary)) is not None:
        return Recolor(what=anchor, color=color_key)
    if what.endswith("背景"):
        return Background(to=ground(what), keep=of_picture(anchor))
    if anchor in PICTURE_WORDS - PRONOUNS:
        return made_add(match, said)
    return given(what, anchor or HERE, said.vocabulary, match["verb"] or "发")


def made_give_part(match: re.Match[str], said: Said) -> Made:
    """ "胸前给他们别上红花": the part of the body stands first."""
    place = where_of(match["part"], said.vocabulary)
    if place is None or not place.body or place.anchor != SAME:
        return None
    return placed(match["what"], match["anchor"] + match["part"], said.vocabulary, match["verb"])


def made_empty(match: re.Match[str], said: Said) -> Made:
    """ "左边空荡荡的": the place for what is added next."""
    place = where_of(match["what"], said.vocabulary)
    return None if place is None else Read((), topic=match["what"], manner="empty")
