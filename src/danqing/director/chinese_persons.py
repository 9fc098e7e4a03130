"""Persons named by 小 and a character, as one word each where they are cut apart: "小明和(小|红)在放风筝".

Such a name is one only in a list of persons or before what somebody does, since the character may be a colour or a
plant: "小红花", "小碗和小勺放在桌上".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_words import set_of

# Characters of given names and family names; "小花" and "小草" are rather plants.
_NAMES = frozenset(
    "红兰蓝黑白绿紫青明刚丽强芳军华杰梅美雨雪云霞燕玲敏静娟伟亮涛宇浩勇斌辉鹏磊波宁平英莉玉慧洁琳琪婷悦欣怡雅佳文武丹"
    "阳晨晴乐安琴萍珍秀李王张刘陈赵"
)
_TOGETHER = set_of("在 正在 正 一起 一块 一块儿 一同 都 手拉手 手牵手 并肩")
_RESTING = frozenset("坐站躺蹲跪趴走跑跳游爬睡")  # verbs of posture that persons rather have than things
_MAX_PERSONS = 12  # of a list
_NAMED_NEXT = frozenset({"noun", "de", "color", "measure", "adj"})


@dataclass(frozen=True)
class _Member:
    """One of a list: who it is, where its words end, and whether it is surely a person, or a colour else."""

    word: Word
    end: int
    is_known: bool = False
    is_colored: bool = False


def with_persons(found: Sequence[Word]) -> list[Word]:
    """A wish with the names of persons as one word each."""
    kept: list[Word] = []
    at = 0
    while at < len(found):
        members = _members(found, at)
        if members and _are_persons(found, members, opens=not kept or kept[-1].kind == "comma"):
            for each in members:
                kept.append(each.word)
                kept += found[each.end : each.end + 1] if each is not members[-1] else []
            at = members[-1].end
        else:
            kept.append(found[at])
            at += 1
    return kept


def _members(found: Sequence[Word], at: int) -> list[_Member]:
    """Those of a list that begins at a place; none if anything else is named in it."""
    members: list[_Member] = []
    while len(members) < _MAX_PERSONS and (member := _member(found, at)) is not None:
        members.append(member)
        if member.end >= len(found) or found[member.end].kind != "and":
            return members
        at = member.end + 1
    return []


def _member(found: Sequence[Word], at: int) -> _Member | None:
    if at >= len(found):
        return None
    word = found[at]
    if word.kind == "noun" and word.value == "person":
        return _Member(word, at + 1, is_known=True)
    if len(word.text) == 2 and word.text[0] == "小" and word.text[1] in _NAMES and word.value not in ("animal", "food"):
        return _Member(Word(word.text, "noun", "person", word.spaced), at + 1)
    after = found[at + 1] if at + 1 < len(found) else None
    if word.text != "小" or after is None or after.spaced or after.text not in _NAMES:
        return None
    if at + 2 < len(found) and found[at + 2].kind in _NAMED_NEXT and after.kind == "color":  # 小红花
        return None
    named = Word(f"小{after.text}", "noun", "person", word.spaced)
    return _Member(named, at + 2, is_colored=after.kind == "color")


def _are_persons(found: Sequence[Word], members: Sequence[_Member], *, opens: bool) -> bool:
    unsure = [each for each in members if not each.is_known]
    if not unsure:
        return False
    colored = all(each.is_colored for each in unsure)
    if len(members) == 1:
        return opens and colored and _does(found, members[0].end)
    return _does(found, members[-1].end) or (colored and len(unsure) < len(members))


def _does(found: Sequence[Word], at: int) -> bool:
    """Whether somebody does something from a place on."""
    while at < len(found) and (found[at].text in _TOGETHER or found[at].kind == "at"):
        if found[at].kind == "at" and not (at + 1 < len(found) and found[at + 1].kind in ("verb", "skip")):
            return False
        if found[at].kind == "at":
            return True
        at += 1
    if at >= len(found) or found[at].kind != "verb":
        return False
    return found[at].value != "posture" or found[at].text[0] in _RESTING
