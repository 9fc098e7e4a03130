"""Moves away from something: no place is named by them, so that they only tell more of a move that names one.

"To the left, away from the cat" is a move to the left; "away from the cat" alone is nothing that can be done, and is
above all no removal. How far a thing moves ("3 cm left of the cat") is no part of its name.
"""

from __future__ import annotations

import re

from danqing.director.edit_types import Language

_PICTURE = r"(?:the |this |my )?(?:whole )?(?:picture|image|photo|frame|scene|shot|canvas|screen|view|sight)\b"
_MOVES = (
    r"(?:mov|shift|push|slid|drag|scoot|nudg|shov|pull|relocat|transfer|bring|bump|swing|lift|carry|roll)(?:e|g?ing)?"
)
_FAR = r"(?:(?:far|further|farther|well|right|a (?:bit|little)|slightly|somewhat|more) )*"
_GOES_ON = (
    r"(?:(?:over|down|up|further|and) )*(?:to|towards?|onto|into|next to|beside|near|behind|under|below|above|in front"
    r" of|on|in) .+|(?:and )?(?:left|right|up|down|upwards?|downwards?)"
)
_SOURCE = rf"(?!{_PICTURE})(?P<source>.+?)(?: (?P<goal>{_GOES_ON}))?"
_AWAY = re.compile(
    rf"(?P<before>.*?) ?\b{_FAR}(?:away|further|farther)(?: away)? (?:from|of) {_SOURCE}"
    rf"|(?P<before2>.*\b{_MOVES} .+?) {_FAR}(?:off(?: of)?) (?!to\b|left\b|right\b|in\b|by\b)"
    + _SOURCE.replace("source", "source2").replace("goal", "goal2")
    + rf"|(?P<before3>.*\b{_MOVES} .+?) {_FAR}(?:away|out of the way)"
    r"(?: (?:please|pls|now|then|too|also|again|thanks|thank you|a bit|a little|slightly|for me))*",
    re.I,
)
_OTHERWISE = re.compile(
    r"\b(?:tak\w+|clear\w*|throw\w*|cut|wip\w+|remove|delete|erase|add|insert|draw|paint|replace)\b", re.I
)
_SO_THAT = re.compile(r"(?P<asked>.*\b(?:flip|mirror)\w* .+?) so (?:that )?.*", re.I)
_MAX_CLAUSE = 200  # characters
_SIDE = r"left|right|top|bottom|middle|cent(?:er|re)"
_SIDE_ALONE = (
    rf"(?:(?:to|towards?) (?:the )?(?:far )?(?:{_SIDE})(?:[- ]hand)?(?: side| corner)?"
    r"|(?<!the )(?:left|right|up|down|upwards?|downwards?))"
)
_TO_SIDE = re.compile(rf"(?:.* )?{_SIDE_ALONE}", re.I)
_THEN_SIDE = re.compile(_SIDE_ALONE, re.I)
_ASKS = "make|move|shift|add|put|remove|delete|turn|change|paint|give|flip|replace|swap|push|slide|drag|brighten|darken"
_BREAK = re.compile(rf"([.;!?\n]+|,(?: (?:and|then|but))*| (?:and )?then(?= )| (?:and|but)(?= (?:{_ASKS})\b))", re.I)
_THING = re.compile(
    r"(?P<thing>\b(?:the|my|his|her|our|their) (?:[\w’'-]+ ){0,3}?[\w’'-]+)"
    r"(?= (?:should|must|further|farther|far|away|off|out|a bit|a little|slightly|more|right|well|somewhat)\b)",
    re.I,
)
_THING_ZH = re.compile("[把将让](?P<thing>[^从它他她往向朝移挪推拖搬拉]{1,8})")
_BREAK_ZH = re.compile("([，,。；;！!？?\n]+)")
_AWAY_ZH = re.compile(
    "(?P<before>.*?)(?:从(?P<source>[^从到]{1,10}?))?(?P<way>(?:往|向|朝)[左右上下](?:边|侧|面|方)?)?[移挪推拖搬拉](?:动)?开"
    "(?:一?[点些下]儿?)?(?:吧|呢|吗|好吗|好不好|可以吗|行吗|谢谢)*"
)
_APART_ZH = re.compile("(?:让它?)?(?:离|远离)[^左右上下]{1,8}?(?:再|更)?(?:远(?:一?[点些]儿?)?)?(?:吧)?")
_TO_SIDE_ZH = re.compile(".*[左右上下](?:边|侧|面|方)?(?:[移挪推拖搬拉靠]动?)?(?:一?[点些]|过去|去)?")
_TAKEN_ZH = re.compile(
    "([把将][^，,。；;从]{1,10})从[^，,。；;从到左右上下]{1,8}?(?:旁边?|身边|边上|附近)(?=[拿移挪搬去删]?[走掉除])"
)

_UNIT = r"(?:(?:centi|milli)?met(?:er|re)s?|[cm]?m|inch(?:es)?|px|pixels?|feet|ft|yards?|steps?|paces?)"
_NUMBER = (
    r"(?:\d+(?:[.,]\d+)?|one|two|three|four|five|six|seven|eight|nine|ten|twenty|fifty|a hundred|a couple of|a few"
    r"|some)"
)
_MEASURE = re.compile(
    rf" (?:by )?(?:about |around |roughly |another |exactly )*(?:{_NUMBER}|an?|half an?)[ -]?{_UNIT}"
    r"(?=(?: more| further)? (?:(?:over |up |down |further |away )*(?:to|towards?|left|right|above|below|under|beneath"
    r"|behind|in front|from|next to|up|down|off|away|higher|lower|over)\b))",
    re.I,
)
_MEASURE_AFTER = re.compile(
    rf"(?:(?<=\bleft)|(?<=\bright)|(?<=\bup)|(?<=\bdown)) (?:by )?(?:about )?{_NUMBER}[ -]?{_UNIT}\b"
    r"(?! (?:tall|high|wide|long))",
    re.I,
)
_MEASURE_ZH = re.compile(
    r"(?<=[移挪动推拖搬左右上下边侧方面])(?:大约|大概|约|差不多)?(?:\d+(?:\.\d+)?|[一二两三四五六七八九十百半几]+)个?"
    "(?:厘米|公分|毫米|像素|英寸|寸|米|cm|mm|px)(?![高长宽深大厚])(?:左右|多)?(?:的(?:地方|位置)|处|远)?",
    re.I,
)


def without_measures(text: str) -> str:
    """An instruction without how far its things move: "move the ball 3 cm to the left"."""
    return _MEASURE_ZH.sub("", _MEASURE_AFTER.sub("", _MEASURE.sub("", text)))


def without_away(text: str, language: Language) -> tuple[str, tuple[str, ...]]:
    """An instruction without what things move away from, and its clauses that say nothing else.

    Args:
        text: the instruction.
        language: of it.
    """
    if language == "zh":
        text = _TAKEN_ZH.sub(r"\1", text)
    parts = (_BREAK_ZH if language == "zh" else _BREAK).split(text)
    kept, undone = list[str](), list[str]()
    for at in range(0, len(parts), 2):
        clause = parts[at].strip()
        before, after = "".join(kept).rstrip(" ,，"), "".join(parts[at + 2 : at + 3]).strip()
        if len(clause) > _MAX_CLAUSE:
            said: str | None = clause
        else:
            said = _chinese(clause, before) if language == "zh" else _english(clause, before, after)
        if said is None:
            undone.append(clause)
            kept.append(_moved_thing(clause) if after else "")  # which "it" is, in what follows
        elif said != clause and not said:
            del kept[-1:]
        else:
            kept.append(parts[at] if said == clause else parts[at].replace(clause, said))
        kept += [" "] if said and said != clause and _THEN_SIDE.fullmatch(after) else parts[at + 1 : at + 2]
    return ("".join(kept) if undone or "".join(kept).strip() else text), tuple(undone)


def _moved_thing(clause: str) -> str:
    """What a clause moves, by its name alone; nothing where it says a pronoun."""
    found = _THING_ZH.match(clause) or _THING.search(clause)
    return "" if found is None else found["thing"]


def _english(clause: str, before: str, after: str) -> str | None:
    """A clause as it is without what it moves away from; None where nothing is left to be done."""
    found = _AWAY.fullmatch(clause)
    if found is None or (found["before"] is not None and _OTHERWISE.search(found["before"])):
        return clause
    rest = next(each for each in (found["before"], found["before2"], found["before3"]) if each is not None)
    if so := _SO_THAT.fullmatch(rest):
        return so["asked"]
    goal = found["goal"] or found["goal2"]
    if goal is not None and rest:
        return f"{rest} {goal.removeprefix('and ')}"
    if not rest:
        return "" if _TO_SIDE.fullmatch(before.splitlines()[-1] if before else "") else None
    return rest if _TO_SIDE.fullmatch(rest) or _THEN_SIDE.fullmatch(after) else None


def _chinese(clause: str, before: str) -> str | None:
    if _APART_ZH.fullmatch(clause) and _TO_SIDE_ZH.fullmatch(before):
        return ""
    found = _AWAY_ZH.fullmatch(clause)
    if found is None:
        return clause
    return f"{found['before']}{found['way']}移" if found["way"] else None
