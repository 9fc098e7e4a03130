"""Noun phrases of Chinese instructions: how many, which of several, and the bare noun.

A phrase such as 左边那只会飞的猫 is which (左边的, 会飞) and a noun (猫); either may be missing: 白的那只 has no
noun, its noun is what the talk or the picture tells. What only says whose or where a thing is (妈妈的围裙,
墙角那架梯子) is left out of its name, because a picture shows the apron, whosever it is.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_names import NUMBERS
from danqing.director.edit_words import PRONOUNS, Vocabulary

NUMERAL = r"[一两二三四五六七八九十几俩仨\d]"
MEASURE = (
    "个只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆群片些丛幅位种排副盘碗瓶壶颗枝支株堆双对套间栋幢台部尾扎撮缕抹轮弯面本"
    "封盒粒枚碟团堵滴圈层篮筐袋包罐桶扇口门尊册节段缸名帮队列行份笼摊款锅样"
)
_M = rf"(?:[{MEASURE}](?:儿(?!童))?)"
_COLORS = "|".join(sorted((re.escape(each) for each in COLOR_WORDS if not each.isascii()), key=len, reverse=True))
_SIDES = (
    r"(?:最)?(?:左手|右手|左|右)(?:边|侧|面|方)?|(?:最|正)?中间|当中|最(?:前|后|上|下)面|(?:前|后|上|下)面|远处|近处"
)
_WHICH = re.compile(
    f"(?:{_SIDES}|第{NUMERAL}+{_M}?|最后(?:一)?{_M}?|(?:最|更|比较|较|偏)?[大小高矮胖瘦长短粗细老新旧]"
    f"|[浅深淡亮暗鲜纯大嫩正]?(?:{_COLORS})色?"
    r"|多余|另外?)"
)
_AT = "上面|下面|里面|前面|后面|旁边|左边|右边|边上|上|下|里|中|前|后|边|旁|角|口|头"
_OTHER = re.compile(rf"(?:另外|另|剩下|其余|余下|其他)(?:的)?(?:那|这)?{NUMERAL}?{_M}?(?:的)?(?P<noun>.*)")
_POINTS = re.compile(
    f"^(?:[那这](?:[俩仨几](?!{_M})|{NUMERAL}*{_M}|些|里的?|边的?|儿的?)?|{NUMERAL}+{_M}|每{_M}|所有的?|全部的?|全体"
    f"|整{_M})(?=.)"
)
_LAST = re.compile(
    rf"(?P<how>.*?)(?:(?P<that>[那这])(?P<number>{NUMERAL}*)(?:{_M}|些)|(?P<count>{NUMERAL}+){_M})(?P<noun>[^的]*)"
)
_MOVES = "飞站坐流跑走转关开飘漂躺趴游挂蹲跳升落摆放倒"
_ANYBODY = ("人", "那个人", "家伙")  # who is told apart only by what is said of them
_OUT_OF = re.compile(  # 三只羊里最左边那只
    rf"(?:[这那]?{NUMERAL}+{_M})?(?P<noun>[^的]{{1,6}}?)(?:里头|里面|当中|之中|里|中)的?"
    rf"(?P<how>{_SIDES}|第{NUMERAL}+|最[大小高矮胖瘦长短粗细])的?(?:[那这]?一?{_M})"
)
_VAGUE = re.compile(r"(?:小|大)?(?:家伙|东西|玩意儿?|宝贝|可爱|人|主角|主体|货)们?")
_PLURAL = re.compile(
    "(?:它|他|她)们?[俩仨](?:个)?|(?:它|他|她)们(?:[两三四几]个|全部|全体|都)?|这些|那些|[那这]?(?:[俩仨]"
    "|[两三四五六七八九几](?:个|只|条|位|者))"
    rf"|每(?:一)?(?:{_M}|人)|[俩仨](?:人|个)?|都|全部|全|大家|所有|两[^的]|三[^的]|[那这][两三四几].|统统"
)


@dataclass(frozen=True, kw_only=True)
class Noun:
    """A noun phrase.

    Args:
        noun: the bare noun; empty where the phrase has none.
        how: what says which one is meant, such as "左边" or "白"; empty if nothing does.
        clause: what else is said of it before 的, such as "戴眼镜"; kept to find it in what the picture shows.
        other: "the other one".
        many: a pronoun of several, or a number above one.
    """

    noun: str = ""
    how: str = ""
    clause: str = ""
    other: bool = False
    many: bool = False

    def name(self) -> str:
        """How a picture is asked for it: the noun, after what tells it from others of its kind."""
        if self.clause and self.noun in _ANYBODY:
            return f"{self.clause}的{self.noun}"
        of = "" if self.how.startswith("第") else "的"
        return f"{self.how}{of}{self.noun}" if self.how and self.noun else self.noun


def without_ends(words: str) -> str:
    """A phrase without the particles around it."""
    plain = re.sub("^(?:我|你|咱|我们|咱们|你们)(?:的|家的?)(?=.)", "", words.strip())
    plain = re.sub(
        "^(?:是(?=.)|只有|单单|光是|就是|就|把|将|让|使|给|对|叫|帮|请|那么|还有|至于|其实|可能|好像|所以"
        "|因为|如果|觉得|感觉)(?=.)",
        "",
        plain,
    )
    plain = (
        re.sub(
            "(?:也|都|全都|全|就|再|还|又|通通|统统|直接|全部|一起|一块儿|一律|各|各自|呢|嘛|啊|呀|哦|吧|么|的话|倒是|倒"
            "|稍微)+$",
            "",
            plain,
        )
        or plain
    )
    plain = re.sub(r"(?<=.)(?:的)?(?:颜色|毛色|尺寸|本身|自己|整体|那块儿?|位置|地方|那里|那儿|亮度|色调)$", "", plain)
    plain = re.sub(r"(?<=..)(?:好|太|真|很|有点儿?|有些|实在|特别|也太|这么|那么)$", "", plain)
    return re.sub(r"(?<=.{2})们$", "", plain)


def noun_phrase(words: str, vocabulary: Vocabulary) -> Noun:
    """What a phrase says."""
    phrase = without_ends(words)
    if phrase in PRONOUNS:
        return Noun(many=bool(_PLURAL.fullmatch(phrase)))
    if found := re.fullmatch(rf"(?:另外?|其他|其余)(?:那|这)?一?{_M}的(?P<noun>.+)", phrase):
        return Noun(noun=_head(found["noun"], vocabulary))
    if found := _OTHER.fullmatch(phrase):
        rest = noun_phrase(found["noun"], vocabulary) if found["noun"] else Noun()
        return Noun(noun=rest.noun, how=rest.how, clause=rest.clause, other=True)
    if _PLURAL.fullmatch(phrase):
        return Noun(many=True)
    if (found := _OUT_OF.fullmatch(phrase)) and vocabulary.is_thing(found["noun"]):  # 三只羊里最左边那只
        return Noun(noun=found["noun"], how=found["how"])
    if "的" in phrase and (found := re.fullmatch(r"(?P<how>.+?)的(?P<noun>[^的]*)", phrase)):
        after = _POINTS.sub("", found["noun"])
        bare = bool(re.fullmatch(rf"(?:[那这]?{NUMERAL}*{_M}|[那这])?", after))
        other = bool(re.match(r"另", after))
        if other:
            after, bare = re.sub(rf"^另外?{NUMERAL}?{_M}?", "", after), not re.sub(rf"^另外?{NUMERAL}?{_M}?", "", after)
        how, clause = _how(found["how"])
        return Noun(
            noun="" if bare else _head(after, vocabulary), how=how, clause=clause, other=other and not how + clause
        )
    if re.fullmatch(rf"第{NUMERAL}+{_M}?(?P<noun>.*)", phrase):
        found = re.fullmatch(rf"(?P<how>第{NUMERAL}+){_M}?(?P<noun>.*)", phrase)
        assert found is not None
        return Noun(noun=found["noun"], how=phrase.removesuffix(found["noun"]))
    if phrase not in vocabulary.chinese and (found := _LAST.fullmatch(phrase)):
        how, clause = _how(found["how"])
        many = bool(re.search("[两二三四五六七八九十几]", (found["number"] or "") + (found["count"] or "")))
        if found["noun"] in ("子", "儿", "头"):
            return Noun(noun=phrase[1:])
        return Noun(noun=_head(found["noun"], vocabulary), how=how, clause=clause, many=many)
    return Noun(noun=_head(phrase, vocabulary), how=_side(phrase, vocabulary))


def _how(words: str) -> tuple[str, str]:
    """What is said before 的: as what tells one of several, else as a clause."""
    plain = _POINTS.sub("", words.removesuffix("的"))
    plain = re.sub(r"^(?:那|这)", "", plain)
    if not plain or plain in PRONOUNS:
        return "", ""
    return (plain, "") if _WHICH.fullmatch(plain) else ("", plain)


def _side(phrase: str, vocabulary: Vocabulary) -> str:
    found = re.match(r"(左边|右边|左侧|右侧|中间)(?=.)", phrase)
    return found[1] if found and phrase not in vocabulary.chinese else ""


def _head(noun: str, vocabulary: Vocabulary) -> str:
    """A noun without where it is or whose it is, as far as the words are known."""
    plain = re.sub(r"^(?:左上|右上|左下|右下)(?:角|方)?(?=.{2})", "", _POINTS.sub("", noun))
    if plain in vocabulary.chinese:
        return plain
    found = re.fullmatch(rf"(?:.{{0,4}}?(?:{_AT}|两边|背后|身后))(?P<noun>.{{2,}})", plain)
    if found and found["noun"] in vocabulary.chinese and vocabulary.kind(found["noun"]) not in ("verb", "measure"):
        return found["noun"]
    if not any(vocabulary.is_thing(plain[-size:]) for size in (4, 3, 2)):  # 桃花开少, 岩浆流
        for size in (1, 2, 3):
            rest, tail = plain[:-size], plain[-size:]
            doing = vocabulary.kind(tail) == "verb" or all(
                each in _MOVES or vocabulary.kind(each) == "verb" for each in tail
            )
            if doing and (vocabulary.is_thing(rest) or (vocabulary.is_thing(rest[-2:]) and tail in _MOVES)):
                return rest
    for size in (3, 2):  # 小丑鼻子
        owner, part = plain[:-size], plain[-size:]
        if owner and vocabulary.kind(part) in ("body", "clothing") and vocabulary.kind(owner) in ("person", "animal"):
            return part
    return plain


def owner_in(phrase: str, vocabulary: Vocabulary) -> str | None:
    """Whose part a phrase names: 狮子的鬃毛, 兔子耳朵."""
    owner, of, _ = phrase.partition("的")
    sizes = [len(owner)] if of else range(1, min(len(phrase), 4))
    owners = (size for size in sizes if vocabulary.kind(phrase[:size]) in ("person", "animal"))
    return next(
        (phrase[:size] for size in owners if of or vocabulary.kind(phrase[size:]) in ("body", "clothing")), None
    )


def is_vague(noun: str) -> bool:
    """Whether a noun stands for whatever is meant (小家伙)."""
    return bool(_VAGUE.fullmatch(noun))


def number_of(words: str) -> int | None:
    """The number that a numeral says; None for none, 几 is 3."""
    if not words:
        return None
    if words.isdigit():
        return int(words)
    if words in ("几", "好几"):
        return 3
    if len(words) > 1 and set(words) <= set("两二三四五六七八九"):  # 两三只
        return NUMBERS[words[0]]
    return NUMBERS.get(words, {"一": 1, "仨": 3, "十": 10}.get(words))
