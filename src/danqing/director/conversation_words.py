"""The words by which a conversation points to its pictures: "the second one", 上一张, "undo", 再来三张."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Where = int | Literal["previous", "next", "last"] | None


@dataclass(frozen=True, kw_only=True)
class Pointed:
    """Which picture words point to, and what they say besides.

    Args:
        where: number of a picture, or how it stands to the current one; None for the current one.
        points: whether a picture was pointed to.
        like: what is wanted is only like it.
        kind: "wish" for an explicit new picture, "again" for the same once more, "vary" for similar ones, else None.
        count: how many pictures.
        rest: the words besides.
        chinese: whether it was said in Chinese.
    """

    where: Where = None
    points: bool = False
    like: bool = False
    kind: Literal["wish", "again", "vary"] | None = None
    count: int = 1
    rest: str = ""
    chinese: bool = False


_ORDINALS = {
    each: number
    for number, names in enumerate(
        (
            ("first", "1st", "original", "very first"), ("second", "2nd"), ("third", "3rd"), ("fourth", "4th"),
            ("fifth", "5th"), ("sixth", "6th"), ("seventh", "7th"), ("eighth", "8th"), ("ninth", "9th"),
            ("tenth", "10th"),
        ),
        start=1,
    )
    for each in names
}  # fmt: skip
_CARDINALS = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5,
    "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10, "a": 1,
    "another": 1, "a couple": 2, "a few": 3,
}  # fmt: skip
_CHINESE = {"一": 1, "两": 2, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10, "几": 3}
_PICTURE = r"(?:one|picture|image|photo|version|result|drawing|try|attempt|pic)"
_NUMBER = "|".join(sorted(_CARDINALS, key=len, reverse=True))
_WHICH_EN = (
    rf"(?:(?:the )?(?P<ordinal>{'|'.join(sorted(_ORDINALS, key=len, reverse=True))})(?: {_PICTURE})?"
    rf"|(?:the )?{_PICTURE} (?:number |no\.? ?|#)?(?P<digits>\d{{1,3}}|{_NUMBER})|(?:number |no\.? ?"
    rf"|#)(?P<digits2>\d{{1,3}}|{_NUMBER})"
    rf"|(?:the )?(?P<previous>previous|last but one|earlier|one before|prior)(?: {_PICTURE})?|(?P<before>the (?:one"
    rf"|picture) before(?: (?:that|this))?)"
    rf"|(?:the )?(?P<next>next)(?: {_PICTURE})?|(?:the )?(?P<last>last|latest|newest|most recent)(?: {_PICTURE})?)"
)
_BUT_EN = r"(?:,? ?(?:but|only|just|though|except|and|then)\b,? ?|[,:;]\s*|\s+(?=with|in|at|on|without|as)\b)"
_BACK_EN = re.compile(
    rf"(?:please )?(?:(?:go|take me|switch|return|revert|jump|let's go|bring)(?: it)? ?(?:back)?(?: to)?|back to|use"
    rf"|take|show(?: me)?|keep|i (?:prefer|like|want)"
    rf"|with|from) {_WHICH_EN}(?: again| better| back)?(?:{_BUT_EN}(?P<rest>.+))?[.!]?",
    re.I,
)
_UNDO_EN = re.compile(
    r"(?:please )?(?:undo(?: (?:that|this|it|the last (?:change|step|one)))?|go back(?: one(?: step)?)?|back|step back"
    r"|revert(?: that| it)?|take that back"
    rf"|go one back|never ?mind that)(?:{_BUT_EN}(?P<rest>.+))?[.!]?",
    re.I,
)
_LIKE_EN = re.compile(
    rf"(?:(?:something |one |make (?:it|one) |do (?:it|one) |another )?(?P<like>like|similar to|same as"
    rf"|as in) {_WHICH_EN}|{_WHICH_EN.replace('(?P<', '(?P<b_')} again)"
    rf"{_BUT_EN}(?P<rest>.+?)[.!]?",
    re.I,
)
_OF_EN = re.compile(
    rf"(?:in|on|for|to) {_WHICH_EN},? (?P<rest>.+)|{_WHICH_EN.replace('(?P<', '(?P<b_')}{_BUT_EN}(?P<b_rest>.+)", re.I
)
_ALONE_EN = re.compile(rf"{_WHICH_EN}(?: again)?(?:,? please)?[.!]?", re.I)
_MORE_EN = re.compile(
    rf"(?:please )?(?:(?:give me |make |draw |show me |i want |let's have |do )?(?P<count>{_NUMBER}|\d)?(?: more"
    rf"| other| others)?(?: {_PICTURE}s?)? ?"
    rf"(?P<vary>variations?|variants?|more like (?:this|it|that)|like (?:this|it|that)|similar(?: ones?)?)(?: of (?:it"
    rf"|this|that|{_WHICH_EN}))?"
    rf"|(?:give me |make |draw |show me |do )?(?P<count2>{_NUMBER}|\d) (?:more|others?)(?: {_PICTURE}s?)?|more"
    rf"|another {_PICTURE}|another"
    r"|(?:try|do it|do that|make it|draw it|once|one more time|redo|regenerate|reroll|again)(?: it| that)?(?: again"
    r"| once more| more)?|redraw(?: it)?)(?: please)?[.!]?",
    re.I,
)
_NEW_EN = re.compile(
    r"(?:now |please |next,? )*(?:(?:a )?new (?:picture|one|image|wish|drawing)(?: of)?\s*:?|new\s*:|something (?:new"
    r"|else|different)\s*:|start (?:over|again|anew)(?: with)?\s*:?"
    r"|forget (?:that|it|all that|this)[,.:;]?(?: (?:and )?(?:draw|make|paint)(?: me)?)?|(?:draw|generate|create"
    r"|paint)(?: me)? (?=(?:an? |some |two |three |the )?\w+ ?.*\b(?:on|in|at|under|with|and|by|beside|near)\b)"
    r"|(?:draw|generate|create)(?: me)? )(?P<rest>.+)",
    re.I,
)

_N = "[一两二三四五六七八九十几]|\\d{1,3}"
_UNIT = "[张幅个]"
_WHICH_ZH = (
    rf"(?:第(?P<ordinal>{_N}){_UNIT}(?:图|画|图片)?|(?P<previous>上一?{_UNIT}|前一?{_UNIT}|之前那?{_UNIT}|上一步"
    rf"|刚才那?{_UNIT}|原来那?{_UNIT})(?:图|画)?"
    rf"|(?P<first>最初那?{_UNIT}?|最开始那?{_UNIT}?|一开始那?{_UNIT}?|原图)|(?P<next>下一{_UNIT})(?:图|画)?"
    rf"|(?P<last>最后一?{_UNIT}|最新那?{_UNIT})(?:图|画)?)"
)
_BUT_ZH = r"(?:[，,：:；;\s]*(?:但是|但|不过|只是|只不过|然后|再把|并且|就是|可是)?[，,\s]*)"
_BACK_ZH = re.compile(
    rf"(?:请|帮我|还是|就)*(?:回到|退回到?|返回到?|回|用|要|换回|切换到|恢复到?|看|还是|选|就|显示|保留"
    rf"|在)?(?:到)?{_WHICH_ZH}(?:吧|好了|更好|好看|的基础上|上)?(?:{_BUT_ZH}(?P<rest>.+?))?[。！!]?"
)
_UNDO_ZH = re.compile(
    rf"(?:请|帮我)*(?:撤销|撤回|取消(?:刚才的(?:修改|改动)?)?|退回去?|返回|回退|回去|后退|退一步|还原)(?:上一步|一步"
    rf"|刚才的?(?:修改|改动)?|这一步)?(?:吧|了)?(?:{_BUT_ZH}(?P<rest>.+?))?[。！!]?"
)
_LIKE_ZH = re.compile(
    rf"(?:再?来?一?{_UNIT}?)?(?:像|跟|和|照着|按照?|类似)(?:着)?{_WHICH_ZH}(?:那样|一样|似的|那种|差不多"
    rf"|的样子)?(?:的)?{_BUT_ZH}(?P<rest>.+?)[。！!]?"
)
_MORE_ZH = re.compile(
    rf"(?:请|帮我|给我|麻烦)*(?:(?:再|重新|另外|多|重)(?:来|画|生成|出|做|给我|给)(?:一遍|一次|一下"
    rf"|(?P<count>{_N}){_UNIT}|些|{_UNIT})?|换一?{_UNIT}|重来|重画|再试(?:一次|试)?|重新生成|不满意|再来)"
    rf"(?P<vary>类似的?|差不多的?|一样的|变体|变化|相似的?|这样的)?(?:看看|吧|试试)?[。！!]?"
)
_VARY_ZH = re.compile(
    rf"(?:请|帮我|给我|再)*(?:来|画|出|做|给)?(?:(?P<count>{_N}){_UNIT})?(?P<vary>类似的?|差不多的?|变体|相似的?"
    rf"|像这样的|像{_WHICH_ZH}(?:那样|一样)的?)(?:图|画|图片)?(?:再?(?:来|画|出)(?P<count2>{_N}){_UNIT})?(?:看看"
    rf"|吧)?[。！!]?"
)
_NEW_ZH = re.compile(
    rf"(?:现在|那就|接下来|请|帮我|给我|麻烦)*(?:(?:新的?(?:图|画|一张)?|换个(?:主题|题材|话题)|重新开始|从头来"
    rf"|另画一张|画点别的)[：:，,]?(?:画)?|(?:画|生成"
    rf"|创作)(?:出)?(?={_N}?[只个张条匹朵棵座辆位群幅些片头]))(?P<rest>.+)"
)
ADDING = re.compile(
    r"(?:please |can you |could you |also |now |then |and )*(?:add|put|place|insert|give|with|another|one more"
    r"|a second|include|throw in|stick)\b"
    r"|(?:请|再|也|还|帮我|给我|把|在.{1,12})*(?:加|添|放|给|戴|穿|插|补|多)|.{1,8}(?:上|里|边|旁|前|后|下)(?:再"
    r"|也)?(?:加|添|放|画|来)|再",
    re.I,
)  # what says that something is put into a picture


_START = re.compile(
    r"(?:please |let's |ok(?:ay)?,? )*(?:start (?:all )?over|start (?:again|anew|afresh)(?: from (?:the )?"
    r"(?:start|beginning|scratch))?|(?:go )?(?:back )?(?:to|from) the (?:very )?(?:start|beginning)|start from scratch"
    r"|reset(?: it| everything)?|undo (?:all|everything))(?:,? please)?[.!]?"
    r"|(?:请|我们|咱们|帮我|那就|还是)*(?:重新来过?|重新开始|(?:再)?从头(?:再|重新)?(?:来过?|开始)|推倒重来"
    r"|回到(?:开头|起点|最初|最开始|一开始)|全部撤销|撤销(?:全部|所有)(?:的?(?:修改|改动))?)(?:吧|一遍|一次)?[。！!]?",
    re.I,
)  # back to where all began


def pointed(text: str) -> Pointed:
    """Which picture words point to, and what else they say."""
    plain = text.strip().strip("\"“”'").strip()
    if _START.fullmatch(plain):
        return Pointed(where=1, points=True)
    if any("\u3400" <= each <= "\u9fff" for each in plain):
        return _in_chinese(plain)
    return _in_english(plain)


def _in_english(text: str) -> Pointed:
    if found := _UNDO_EN.fullmatch(text):
        return Pointed(where="previous", points=True, rest=_rest(found))
    if found := _LIKE_EN.fullmatch(text):
        return Pointed(where=_where(found), points=True, like=True, rest=_rest(found))
    if found := _BACK_EN.fullmatch(text) or _ALONE_EN.fullmatch(text) or _OF_EN.fullmatch(text):
        return Pointed(where=_where(found), points=True, rest=_rest(found))
    if found := _MORE_EN.fullmatch(text):
        said = found["count"] or found["count2"]
        count = 1 if not said else int(said) if said.isdigit() else _CARDINALS[said.lower()]
        return Pointed(kind="vary" if found["vary"] else "again", where=_where(found), count=max(1, min(count, 9)))
    if found := _NEW_EN.fullmatch(text):
        return Pointed(kind="wish", rest=found["rest"].strip())
    return Pointed()


def _in_chinese(text: str) -> Pointed:
    if found := _VARY_ZH.fullmatch(text):
        count = found["count"] or found["count2"]
        return Pointed(kind="vary", where=_where(found), count=_counted(count), chinese=True)
    if found := _LIKE_ZH.fullmatch(text):
        if more := _MORE_ZH.fullmatch(found["rest"]):
            return Pointed(kind="vary", where=_where(found), count=_counted(more["count"]), chinese=True)
        return Pointed(where=_where(found), points=True, like=True, rest=found["rest"], chinese=True)
    if found := _UNDO_ZH.fullmatch(text):
        return Pointed(where="previous", points=True, rest=_rest(found), chinese=True)
    if found := _BACK_ZH.fullmatch(text):
        return Pointed(where=_where(found), points=True, rest=_rest(found), chinese=True)
    if found := _MORE_ZH.fullmatch(text):
        return Pointed(kind="vary" if found["vary"] else "again", count=_counted(found["count"]), chinese=True)
    if found := _NEW_ZH.fullmatch(text):
        return Pointed(kind="wish", rest=found["rest"].strip(), chinese=True)
    return Pointed(chinese=True)


def _rest(found: re.Match[str]) -> str:
    groups = found.groupdict()
    rest = (groups.get("rest") or groups.get("b_rest") or "").strip(" ,，。.!！")
    return re.sub("^[的上里中](?=.)", "", rest)


def _counted(said: str | None) -> int:
    number = 1 if not said else int(said) if said.isdigit() else _CHINESE.get(said, 1)
    return max(1, min(number, 9))


def _where(found: re.Match[str]) -> Where:
    """The picture of a match, whichever of its groups names it."""
    groups = {name.removeprefix("b_"): text for name, text in found.groupdict().items() if text}
    if ordinal := groups.get("ordinal"):
        if ordinal.isdigit():
            return int(ordinal)
        return _ORDINALS.get(ordinal.lower()) or _CHINESE.get(ordinal, 1)
    if digits := groups.get("digits") or groups.get("digits2"):
        return int(digits) if digits.isdigit() else _CARDINALS[digits.lower()]
    if "first" in groups:
        return 1
    for name, where in (("previous", "previous"), ("before", "previous"), ("next", "next"), ("last", "last")):
        if name in groups:
            return where  # type: ignore[return-value]  # one of the words of Where
    return None
