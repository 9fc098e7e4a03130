"""What stands around the scene in a Chinese clause: its style and its background, taken out before it is read."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from danqing.director import chinese_nouns as nouns
from danqing.director.chinese_kinds import Word

Found = list[Word]
_NAMES = frozenset({"noun", "style", "adj", "color", "time"})  # what a style or a background is named with
_LOOSE = frozenset({"味道", "味儿", "味", "效果", "艺术", "式", "版", "手法", "调调", "感", "感觉", "样式"})
_LONGEST = 80  # words of a clause; walking one takes the square of its words, and nobody tells so much in one breath
_DRAWN_SO = frozenset({"像素", "手绘", "漫画", "pixel", "cartoon"})
_PHOTOS = frozenset({"照片", "老照片", "摄影", "剪影", "漫画"})
_IN_SCENE = frozenset({"verb", "loc", "aspect", "have", "at", "coverb"})
_NAMED_NEXT = frozenset({"noun", "number", "color", "adj"})
_THAT = frozenset({"那种", "这种", "那样", "的", "那", "这"})


def split_clauses(found: Sequence[Word]) -> list[Found]:
    """The words between commas."""
    clauses: list[Found] = [[]]
    for at, word in enumerate(found):
        if word.kind == "comma":
            clauses.append([])
        else:
            clauses[-1].append(word)
            if len(clauses[-1]) == _LONGEST or _ends_telling(found, at):
                clauses.append([])
    return [each for each in clauses if each]


def _ends_telling(found: Sequence[Word], at: int) -> bool:
    """Whether a colour ends what is told of one thing before the next is told of: "猫是灰的|狗是棕的"."""
    color = at - 1 if found[at].kind == "de" else at
    if color < 1 or found[color].kind != "color":
        return False
    quiet = ("skip", "is", "de")
    if found[at].kind == "color" and at + 1 < len(found) and found[at + 1].kind == "de":
        return False
    before = next((each for each in reversed(found[max(color - 4, 0) : color]) if each.kind not in quiet), None)
    after = [each for each in found[at + 1 : at + 6] if each.kind not in quiet]
    told = len(after) > 1 and after[0].kind == "noun" and after[1].kind == "color"
    ends = len(after) == 2 or (len(after) > 2 and after[2].kind not in ("noun", "color", "measure", "number"))
    return before is not None and before.kind == "noun" and told and ends


def take_style(clause: Found) -> tuple[str | None, Found]:
    """The style that a clause names, and the clause without it."""
    for at, word in enumerate(clause):
        if word.kind == "mark":
            begin, end = _named_before(clause, at)
            if begin < end and _marks_style(clause, begin, end, at):
                marked = at + 1 if len(clause[begin].text) == 1 and end == begin + 1 == at else end  # Q版
                return _text(clause[begin:marked]), _without(clause, begin, at + 1)
            if _only(clause[:at]) and at + 1 < len(clause) and clause[at + 1].kind in ("is", "style"):
                rest = [each for each in clause[at + 1 :] if each.kind in _NAMES]
                if rest:
                    return _text(rest), []
    for at, word in enumerate(clause):
        if word.kind == "style" and _is_style(clause, at):
            end = at + 1
            while end < len(clause) and _goes_on(clause, end):
                end += 1
            begin = at
            if at and clause[at - 1].kind in ("measure", "number"):
                begin = next((n for n in range(at - 1, -1, -1) if clause[n].kind not in ("measure", "number")), -1) + 1
            if _draws_with(clause, at, end):
                drawn = [*clause[: at - 1], Word("画", "skip"), *clause[end:]]
                return word.text.removesuffix("画"), drawn
            return _text(clause[at:end]), _without(clause, begin, end)
    return None, clause


def _draws_with(clause: Found, at: int, end: int) -> bool:
    """Whether a style tells what something is drawn with before it is named: "用(粉笔画)房子"."""
    with_it = at > 0 and clause[at - 1].text in ("用", "拿") and end == at + 1 and len(clause[at].text) > 2
    return with_it and clause[at].text.endswith("画") and end < len(clause) and clause[end].kind in _NAMED_NEXT


def _goes_on(clause: Found, end: int) -> bool:
    """Whether a style's name goes on: "水彩 插画", but not "用油画画一只猫"."""
    if clause[end].text == "画":
        return not clause[end - 1].text.endswith("画") and (end + 1 == len(clause) or clause[end + 1].kind != "number")
    return clause[end].kind == "style" or clause[end].text in nouns.STYLE_ENDS


def _named_before(clause: Found, at: int) -> tuple[int, int]:
    """The names right before a place of the clause, over "那种" and the like."""
    end = at
    while end and (clause[end - 1].text in _THAT):
        end -= 1
    begin = end
    while begin and clause[begin - 1].kind in _NAMES:
        begin -= 1
    return begin, end


def _marks_style(clause: Found, begin: int, end: int, at: int) -> bool:
    named = clause[begin:end]
    if clause[at].text in _LOOSE:
        return any(each.kind == "style" or each.value in ("unknown", "english", "idea") for each in named)
    if clause[at].text == "风":
        return at + 1 == len(clause) or clause[at + 1].kind == "de" or named[-1].kind == "style"
    return True


def _is_style(clause: Found, at: int) -> bool:
    """Whether a name of a style is one here, and not a picture that hangs on a wall."""
    before = clause[at - 1] if at else None
    after = clause[at + 1] if at + 1 < len(clause) else None
    earlier = [each for each in clause[:at] if each.kind in ("noun", "verb", "loc", "aspect", "have")]
    if before and before.kind in ("measure", "number", "aspect") and earlier:
        return False
    if after is not None and after.kind == "loc":  # 极光底下
        return False
    if before and before.kind == "measure" and after is not None and after.value == "posture":  # 两幅油画挂在…
        return False
    if at == 0 and clause[at].text in _DRAWN_SO and after is not None and after.kind == "noun":  # 像素|骑士
        return True
    if clause[at].text in _PHOTOS and after is None and _is_shown_in(clause[:at]):
        return True
    if clause[at].text.lower() not in nouns.STYLE_THINGS:
        return not (before and before.kind in ("verb", "aspect") and before.text not in ("成", "画"))
    if (before and before.kind in ("coverb",)) or (before and before.text.endswith("成")):
        return True
    if after is not None and after.text in nouns.STYLE_ENDS:
        return True
    return _only(clause[:at]) and _only(clause[at + 1 :]) and not (before and before.kind in ("measure", "number"))


def _is_shown_in(before: Found) -> bool:
    """Whether what stands before a kind of picture is what it shows: "一张灯塔的(照片)"."""
    joined = next((at for at, each in enumerate(before) if each.kind == "and"), len(before))
    apart = any(each.kind == "measure" for each in before[joined:])  # 男孩和一张妈妈的照片
    if len(before) < 2 or before[-1].kind != "de" or apart:
        return False
    asked = [each for each in before if each.kind not in ("skip", "number")]
    return asked[0].text in ("张", "幅") or not any(each.kind in _IN_SCENE for each in before)


def _only(rest: Sequence[Word]) -> bool:
    """Whether nothing of weight is said."""
    return all(each.kind in ("skip", "de", "is", "picture", "mark", "measure", "number", "coverb") for each in rest)


def _without(clause: Found, begin: int, end: int) -> Found:
    """A clause without some words, and without what joined them."""
    before, after = clause[:begin], clause[end:]
    if after and after[0].kind == "de":
        after = after[1:]
    while before and (before[-1].kind == "coverb" or before[-1].text in ("成", "用", "以", "做", "in")):
        before = before[:-1]
    return before + after


def take_background(clause: Found) -> tuple[str | None, Found, bool]:
    """The background that a clause names, the clause without it, and whether the next clause names it."""
    place = next((at for at, word in enumerate(clause) if word.kind == "background"), None)
    if place is None:
        return None, clause, False
    after = place + 1
    while after < len(clause) and (
        clause[after].kind in ("loc", "is", "skip", "coverb", "at") or clause[after].text in _MADE
    ):
        after += 1
    begin = place
    while begin and (clause[begin - 1].kind in _NAMES or (clause[begin - 1].kind == "de" and begin > 1)):
        begin -= 1
    made = begin == place and place > 1 and clause[place - 1].kind in ("is", "skip")
    if made:  # "以雪山为背景"
        start = next((n for n in range(place - 1, -1, -1) if clause[n].text in ("以", "用", "把", "拿")), None)
        if start is not None:
            return _text(clause[start + 1 : place - 1]), clause[:start] + clause[place + 1 :], False
    quiet = begin == place and place > 0 and clause[place - 1].text in ("当", "做", "作", "为", "作为", "当作")
    if quiet and place > 1:  # 雪山当背景
        named = [each for each in clause[: place - 1] if each.kind not in ("coverb", "ba", "skip")]
        return _text(named), clause[place + 1 :], False
    if begin < place:
        end = place + 1
        while end < len(clause) and clause[end].kind in ("loc", "de"):
            end += 1
        head = [
            each
            for each in clause[:begin]
            if each.kind not in ("at", "coverb", "prep") or each is not clause[begin - 1]
        ]
        named = [each for each in clause[begin:place] if each.kind != "de" or each is not clause[place - 1]]
        named += [clause[place]] if clause[place].value else []  # 白底
        return _text(named), head + clause[end:], False
    rest = clause[after:]
    if rest and rest[0].kind in ("have", "number", "measure") and any(each.kind == "number" for each in rest[:2]):
        return None, clause[:place] + rest, False
    if rest and rest[0].kind == "have":
        rest = rest[1:]
    if not rest:
        return None, clause[:place], True
    return _text([each for each in rest if each.kind != "aspect"]), clause[:place], False


_MADE = frozenset({"用", "换成", "设为", "成", "要", "选", "采用"})


def _text(found: Sequence[Word]) -> str | None:
    """The words as written, without what says nothing at either end."""
    quiet: Callable[[Word], bool] = lambda each: each.kind in ("skip", "de", "aspect", "is")  # noqa: E731
    kept = list(found)
    while kept and quiet(kept[0]):
        kept = kept[1:]
    while kept and quiet(kept[-1]):
        kept = kept[:-1]
    text = ""
    for word in kept:
        gap = text and (word.spaced or (text[-1].isascii() and word.text[0].isascii()))
        text += f" {word.text}" if gap else word.text
    return text or None
