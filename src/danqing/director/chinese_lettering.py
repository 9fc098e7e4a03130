"""What a Chinese or mixed wish asks to write in the picture, taken out of its text: quoted, or told without quotes.

Without quotes a text is what follows a verb of writing ("写上生日快乐"), a name for what is written ("店名叫小满"), or
stands before how many characters it has ("端午安康四个字"). Who writes something in the scene is no such wish:
"写作业的男孩", "老人写春联".
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from danqing.director import wish_words_chinese as asides
from danqing.director import wish_words_lettering as words
from danqing.director.chinese_kinds import Word

Cut = Callable[[str], list[Word]]

_MAX_CLAUSE = 120  # characters: longer ones hold no text to write
_MAX_TEXT = 24
_MAX_VERBS = 4  # of one clause that are tried
_COMMA = re.compile("[，,。；;]")
_BETWEEN = re.compile(r"(?<=[\u3400-\u9fff])(?<![名字题])\s+(?=[\u3400-\u9fff])")
_CLAUSE = re.compile(r"[^，,。；;！!？?\n]+")
_ALIVE = frozenset({"animal", "person"})
_DRAWN = frozenset({"animal", "person", "plant", "food", "clothing", "vehicle", "building", "body", "thing", "unknown"})
_PICTURED = frozenset({"adj", "color", "number", "measure", "de", "picture", "style", "and", "comma", "mark"})

_BEFORE_TOLD = frozenset({"number", "measure", "verb", "aspect", "have", "skip", "color", "is", "at"})


def take_lettering(text: str, cut: Cut) -> tuple[list[str], str]:
    """The texts that shall be written, and the wish without them.

    Args:
        text: of the wish.
        cut: tells the words of a text.
    """
    found: list[str] = []
    if not words.MADE.search(text):
        text = words.HOUSE_IS_CALLED.sub(lambda match: _house(match, found), text)
        text = words.QUOTED_NAME.sub(lambda match: _without_called(match, cut), text)
    text = words.HOUSE_CALLED.sub(lambda match: _house(match, found), text)
    if words.TITLED.search(text):
        text = words.TITLE.sub(lambda match: _titled(match, found), text)
    for pattern in words.IN_QUOTES:
        found += [match.group(1).strip() for match in pattern.finditer(text)]
        text = pattern.sub("，", text)
    if not _COMMA.search(text):  # "封面 名字 远山": spaces are commas
        text = _BETWEEN.sub("，", text)
    text = words.CHARACTER.sub(lambda match: _character(match, found), text)
    found += [match.group(1) for match in words.NUMBERED.finditer(text)]
    text = words.NUMBERED.sub("", text)
    branded = bool(words.BRANDED.search(text))
    clauses = len(_CLAUSE.findall(text)) > 1
    text = _CLAUSE.sub(lambda match: _without_text(match.group(), cut, found, branded=branded, breaks=clauses), text)
    return [each for each in found if each], text


def _house(match: re.Match[str], found: list[str]) -> str:
    """A house without the name that its sign bears."""
    found.append(match["said"])
    return match.groupdict().get("many", "") + match["house"]


def _without_called(match: re.Match[str], cut: Cut) -> str:
    """What stands there without how somebody is called, whose name is not seen; the house's name stays."""
    after = match["after"]
    before = re.split("[，,。；;]", match.string[: match.start()])[-1][-8:]
    told = [each for each in cut(after or before) if each.kind == "noun"] if (after or before) else []
    named = (told[0] if after else told[-1]) if told else None
    if named is None or not (named.value in _ALIVE or named.text in words.UNSIGNED):
        return match.group()
    return after or ""


def _character(match: re.Match[str], found: list[str]) -> str:
    if match.group(1) in words.NO_CHARACTER:
        return match.group()
    found.append(match.group(1))
    return ""


def _titled(match: re.Match[str], found: list[str]) -> str:
    """A title on a cover or a poster is written there: "小说封面《铁笼》", but not "读《红楼梦》的女孩"."""
    before = re.split(r"[，,。；;！!？?]", match.string[: match.start()])[-1]
    after = re.split(r"[，,。；;！!？?]", match.string[match.end() :])[0]
    own = not (before + after).strip() or words.TITLED.search(before + after)
    if not own or words.NOT_TITLE.search(before) or words.OF_WORK.search(after):
        return match.group()
    found.append(match.group(1))
    return ""


def _without_text(clause: str, cut: Cut, found: list[str], *, branded: bool, breaks: bool) -> str:
    """A clause without the text that it asks to write, which is added to those found."""
    if len(clause) > _MAX_CLAUSE:
        return clause
    read = _counted(clause, cut) or _named(clause, cut, branded=branded, breaks=breaks)
    for match in [] if read else list(words.WRITE.finditer(clause))[:_MAX_VERBS]:
        read = _written(clause, match, cut, breaks=breaks)
        if read:
            break
    if not read:
        return clause
    texts, rest = read
    found += texts
    return rest


def _counted(clause: str, cut: Cut) -> tuple[list[str], str] | None:
    """A text before how many characters it has: "写(端午安康)四个字"."""
    match = words.COUNTED.search(clause)
    if match is None:
        return None
    number, before = words.NUMBERS[match["number"]], match["before"]
    text = before[-number:]
    rest = clause[: match.start()] + before[:-number]
    if len(before) < number or words.BEGUN.search(text) or words.REFUSED.search(words.BEGUN.sub("", rest)):
        return None
    if cut(text)[-1].kind in ("loc", "verb") and number < 4:
        return None
    return [text], f"{_scene_of(words.BEGUN.sub('', rest))}，{clause[match.end() :]}"


def _named(clause: str, cut: Cut, *, branded: bool, breaks: bool) -> tuple[list[str], str] | None:
    """A text behind the name of what is written: "店名叫小满", "标题：春天来了", "队名 涅槃"."""
    owned = words.OWNED.match(clause) if branded else None
    match = owned or words.NAMED.match(clause)
    if match is None:
        return None
    name = "" if owned else match["name"]
    if name in ("名字", "名称", "人名", "name", "日期", "时间", "电话", "售价", "价格", "编号") and not branded:
        return ([], "，") if match["is"] == "叫" else None  # how somebody is called is not seen
    text, rest = _up_to_scene(words.LEADING.sub("", match["text"], count=1), cut, breaks=breaks)
    told = cut(text)
    told_by = "叫" if owned else (match["is"] or "").strip()
    named = owned is not None or name.endswith("名")
    called = named and not text.startswith("的") and told_by in words.CALLED
    if not told or words.NOT_WRITTEN.match(text) or (_is_said_of_it(told) and not called):
        return None
    said = words.SAID_OF_IT - {"color", "loc", "have"} if named else words.SAID_OF_IT
    tells = told[0].kind in said or told[0].text in words.HOW_SET or words.LEFT_OUT.search(text)
    if not told_by and tells:
        return None
    head, tail = _before_what_has_it(text, cut)
    if not words.BRANDED.search(tail):  # 店名猫的天空
        head, tail = text, ""
    return _texts(head), f"，{tail}，{rest}"


def _is_said_of_it(told: Sequence[Word]) -> bool:
    """Whether a word tells how something is written rather than what: "(标题)是红色的", "(文字)少一点"."""
    return told[0].kind in ("at", "not", "ba") or all(
        each.kind in ("color", "adj", "de", "skip", "loc", "at", "picture", "mark") for each in told
    )


def _written(clause: str, match: re.Match[str], cut: Cut, *, breaks: bool) -> tuple[list[str], str] | None:
    """A text behind a verb of writing."""
    before, after = clause[: match.start()], clause[match.end() :]
    leading = words.LEADING.match(after)
    after = after[leading.end() :] if leading else after
    if words.REFUSED.search(before) or not after or words.NOT_WRITTEN.match(after):
        return None
    text, rest = _up_to_scene(after, cut, breaks=breaks)
    wholly = bool(leading and leading.group().strip())  # 写四个字：…
    who = cut(before.rsplit("：", 1)[-1])
    tail = ""
    if match.group()[-1] in "着有了写" and _is_relative(who):
        head, tail = _before_what_has_it(text, cut)
        if tail and (cut(tail)[-1].value in _ALIVE or {cut(tail)[-1].text, cut(head)[-1].text} & words.WRITTEN):
            return None  # 写着作业的男孩
        text, tail = (head, tail) if match.group()[-1] != "写" or who else (text, "")
    text = words.ENDING.sub("", text).strip(" ：:")
    told = cut(text)
    if not told or len(text) > _MAX_TEXT:
        return None
    if text in words.GENERIC or (told[-1].text in words.GENERIC and len(told) > 1 and told[-2].kind == "de"):
        return ([], f"{_scene_of(before)}，{rest}") if not _writes(who) else None
    if match["label"]:
        return (_texts(text, labels=True), f"{_scene_of(before)}，{rest}") if not _writes(who) else None
    if match["show"] and not _is_latin(text):
        return None
    if not wholly and not _is_wording(text, told, printed=bool(match["mark"]), by=_writes(who)):
        return None
    scene = f"{before}写字" if _writes(who) else _scene_of(before)
    return _texts(text), f"{scene}{tail}，{rest}"


def _writes(who: Sequence[Word]) -> bool:
    """Whether what stands before a verb of writing is somebody who writes, not what is written on."""
    alive = [at for at, each in enumerate(who) if each.value in _ALIVE]
    if not alive:
        return False
    held = [each for each in who[alive[-1] + 1 :] if each.kind in ("noun", "loc")]
    at = [each for each in who[alive[-1] + 1 :] if each.kind == "at"]
    return not held or bool(at)  # 小熊举着牌子|写…, but 老师在黑板上|写…


def _is_relative(who: Sequence[Word]) -> bool:
    """Whether a verb of writing tells of what comes after it: "一块(写着…的牌子)"."""
    return not who or who[-1].kind in _BEFORE_TOLD


def _before_what_has_it(text: str, cut: Cut) -> tuple[str, str]:
    """A text before what it is written on, and that thing: "欢迎光临的牌子"."""
    head, _, tail = text.rpartition("的")
    if head and tail and any(each.kind in ("noun", "picture") for each in cut(tail)):
        one = len(head) == 2 and head.endswith("字") and head not in words.GENERIC
        return (head[:-1] if one else head), tail
    return text, ""


def _is_wording(text: str, told: Sequence[Word], *, printed: bool, by: bool) -> bool:
    """Whether words are a text to write, not a thing that somebody writes or that is printed."""
    if not by and re.fullmatch("[\u3400-\u9fff]字", text) and text[0] not in words.NO_CHARACTER:
        return True  # 红灯笼上写着福字
    counted = told[0].kind == "number" and len(told) > 2 and told[1].kind == "measure" and told[-1].kind == "noun"
    if counted or told[-1].text in words.WRITTEN or (len(told) > 1 and told[-2].text + told[-1].text in words.WRITTEN):
        return False
    if _is_latin(text):
        return True
    if printed:
        return "的" not in text and any(
            each.kind in ("verb", "skip", "time") or each.value == "phrase" for each in told
        )
    drawn = all(each.kind in _PICTURED or each.value in _DRAWN for each in told)
    return not by or (len(told) > 1 and not drawn)


def _is_latin(text: str) -> bool:
    return not re.search(r"[\u3400-\u9fff]", text)


def _up_to_scene(text: str, cut: Cut, *, breaks: bool) -> tuple[str, str]:
    """A text up to a space behind which the scene goes on, and what goes on.

    Args:
        breaks: whether the wish has commas, so that a space need not be one.
    """
    for space in re.finditer(r"\s+", text):
        before, after = text[: space.start()], text[space.end() :]
        if before and (_is_aside(after) or not _goes_on(before, after, cut, breaks=breaks)):
            return before, after
    return text, ""


def _is_aside(text: str) -> bool:
    """Whether the format, the view or the style of the picture is told next."""
    piece = text.split()[0] if text.split() else ""
    patterns = [*(shape for shape, _ in asides.SHAPES), asides.COMPOSITION]
    return any(pattern.fullmatch(piece) for pattern in patterns) or bool(
        re.match(r"(?:no|without)\s|不要|别(?![再走怕])", text)
    )


def _goes_on(before: str, after: str, cut: Cut, *, breaks: bool) -> bool:
    """Whether a text goes on behind a space."""
    if re.match(r"[和与&]\s", after) or (_is_latin(before[-1]) and _is_latin(after[:1])):
        return True
    told = cut(after)[:2]
    counted = len(told) > 1 and told[0].kind == "number" and told[1].kind in ("measure", "noun")
    return breaks and not counted and bool(told) and told[0].kind not in ("style", "picture", "background")


def _texts(text: str, *, labels: bool = False) -> list[str]:
    """Texts told one after the other: "JAZZ NIGHT 和 10.18", "春、夏、秋、冬"."""
    text = (words.LABELLED if labels else words.ENDING).sub("", text).strip(" ：:")
    between = r"\s*、\s*|\s+(?:和|与|以及|还有)\s+|(?<=[\w])(?:和|与)(?=[A-Za-z0-9])|(?<=[A-Za-z0-9])(?:和|与)(?=\w)"
    between += "|和|与|以及|还有" if labels else "|(?<=^.)和(?=.$)"
    return [each.strip()[: -1 if re.fullmatch("[\u3400-\u9fff]字", each) else None] for each in re.split(between, text)]


def _scene_of(before: str) -> str:
    """What stands before a verb of writing, if it tells of the scene: not "右下角再用红色的字"."""
    return "" if words.LEAD.fullmatch(before.strip()) else before
