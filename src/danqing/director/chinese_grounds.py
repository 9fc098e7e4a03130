"""Words of a Chinese wish that are a background together: "大红底(的贺卡)", "雪夜车站"."""

from __future__ import annotations

from collections.abc import Sequence

from danqing.director.chinese_kinds import Word

_SHEETS = frozenset({"底", "底子", "底面", "底纹"})
_PLACED = frozenset({"place", "room", "building"})
_BEFORE = frozenset({"comma", "at", "picture"})
_AFTER = frozenset({"comma", "loc"})


def with_grounds(found: Sequence[Word]) -> list[Word]:
    """A wish with sheets of a colour, and places told with their time, as backgrounds and places of one word each."""
    kept: list[Word] = []
    at = 0
    while at < len(found):
        word = found[at]
        if _is_sheet(found, at):
            kept.append(Word(word.text, "background", word.text, word.spaced))
        elif _is_sheet_of(found, at):
            kept.append(Word(word.text + found[at + 1].text, "adj", "", word.spaced))
            at += 1
        elif _is_timed_place(found, at):
            kept.append(Word(word.text + found[at + 1].text, "noun", "place", word.spaced))
            at += 1
        else:
            kept.append(word)
        at += 1
    return kept


def as_told(ground: str, text: str) -> str:
    """Places and times in the order of a wish, and as one where nothing stands between them: "乡下的傍晚".

    Args:
        ground: phrases between commas.
        text: of the wish.
    """
    phrases = ground.split("，")
    places = sorted((text.find(each), each) for each in phrases)
    if len(phrases) < 2 or places[0][0] < 0:
        return ground
    told, end = places[0][1], places[0][0] + len(places[0][1])
    for at, phrase in places[1:]:
        between = text[end:at]
        told += (between if between in ("", "的") and at >= end else "，") + phrase
        end = at + len(phrase)
    return told


def _is_sheet(found: Sequence[Word], at: int) -> bool:
    """Whether a colour's ground is what the picture is drawn on: "蓝底上一片羽毛", "白底的海报", not "白底的碗"."""
    if found[at].text not in _SHEETS or found[at].kind != "noun" or not at or found[at - 1].kind != "color":
        return False
    after = _kind(found, at + 1)
    if after == "de":
        return any(_kind(found, n) == "picture" for n in (at + 2, at + 3))
    return after in ("comma", "number", "picture") or (after == "loc" and found[at + 1].value == "on")


def _is_sheet_of(found: Sequence[Word], at: int) -> bool:
    """Whether a colour's ground tells of a thing: "(白底)青花碗", "旗袍，(月白底)绣墨竹"."""
    sheet = at + 1 < len(found) and found[at + 1].text in _SHEETS and found[at + 1].kind == "noun"
    return sheet and found[at].kind == "color" and _kind(found, at + 2) in ("noun", "adj")


def _is_timed_place(found: Sequence[Word], at: int) -> bool:
    """Whether a time is told with its place and nothing between: "雪夜车站"."""
    if found[at].kind != "time" or _kind(found, at + 1) != "noun" or found[at + 1].value not in _PLACED:
        return False
    return (at == 0 or found[at - 1].kind in _BEFORE) and _kind(found, at + 2) in _AFTER and not found[at + 1].spaced


def _kind(found: Sequence[Word], at: int) -> str:
    return found[at].kind if at < len(found) else "comma"
