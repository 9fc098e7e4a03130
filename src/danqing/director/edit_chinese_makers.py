"""What Chinese frames make of a match: operations, what is said beside them, or None to let another frame try."""

from __future__ import annotations

import re
from functools import partial

from danqing.director.edit_chinese_adding import ALL, HERE, SAME, given, new_thing, placed, where_of
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, number_of, without_ends
from danqing.director.edit_chinese_said import (
    GONE,
    color_of,
    factor_of,
    ground,
    is_background,
    is_plausible,
    of_picture,
    style_of,
)
from danqing.director.edit_types import (
    MAX_COUNT,
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import (
    AMOUNTS,
    CHANGES,
    COMPLAINTS,
    PICTURE_WORDS,
    PLACES,
    PRONOUNS,
    QUANTITIES,
    Read,
    Said,
    any_of,
)

_ALL_OF_IT = ("身上", "全身", "全部", "全都", "通体", "浑身", "整个")
_TOO = ("太", "好", "很", "真", "有点", "有些")  # before what is only said of a thing
Made = Operation | tuple[Operation, ...] | Read | None
_any = partial(any_of, english=False)


def made_what(match: re.Match[str], said: Said) -> str:
    named = (match.groupdict().get("what") or "").strip()
    named = re.sub(r"(?:也|都|全|再|就|还)+$", "", named)
    return without_ends(named) if named else unsaid(match)


def unsaid(match: re.Match[str]) -> str:
    """What stands for a thing that a clause leaves out: one, or all of several."""
    return ALL if re.match("(?:都|全|全都|统统|通通|一律)(?!部|身)", match[0]) else HERE


def made_flip(match: re.Match[str], said: Said) -> Made:
    down = re.search("上下|垂直|颠倒|倒过来|倒置|头朝下|倒立|倒挂", match[0]) and "左右" not in match[0]
    what = match.groupdict().get("what")
    if what and len(what) > 1 and "朝" in match[0]:
        what = re.sub(r"(?:的)?(?:脸|头|身子|面)$", "", what)
    named = of_picture(what, said.vocabulary)
    if named is None and unsaid(match) == ALL:
        named = ALL
    return Flip(axis="up-down" if down else "left-right", what=named)


def made_backwards(match: re.Match[str], said: Said) -> Made:
    """ "左右反了": the wrong way round, to be turned unless that is asked for."""
    down = re.search("上下|倒", match[0])
    named = of_picture(match["what"], said.vocabulary)
    turned = Flip(axis="up-down" if down else "left-right", what=named)
    return Read((turned,), topic=named, manner="complaint")


def made_background(match: re.Match[str], said: Said) -> Made:
    to = ground(match["to"])
    if not to or made_bare_change(to) or re.fullmatch(rf"(?:{GONE}|也|都|别|不)+.{{0,2}}", to) or to in ("的", "背景"):
        return None
    if re.match(r"(?:再|更|太|有点|调|别|不要|亮|暗|去|删|移|留|保)", to) and to not in said.vocabulary.grounds:
        return None
    if re.fullmatch("个|一个|换个|换一个|掉|一下", to):
        return Read((), topic="背景", manner="comment")
    to = re.sub("(?<=..)(?:去|来|就行|好了)$", "", to)
    color = color_of(to, said.vocabulary)
    keep = of_picture(match.groupdict().get("keep"), said.vocabulary)
    return Background(to=f"{to}背景" if color is not None else to, keep=keep)


def made_somewhere(match: re.Match[str], said: Said) -> Made:
    where = re.sub(r"(?:去|来)$", "", match["where"].strip())
    bare = re.sub(r"(?:上面|里面|上|里|中|边)$", "", where)
    whole = match["keep"].strip() in PRONOUNS and bare != where
    ground = said.vocabulary.kind(re.sub("表面$", "", bare)) in ("place", "building")
    if where in PLACES or not (whole or ground or {where, bare, bare + "边"} & set(said.vocabulary.grounds)):
        return None
    if match["keep"] and not is_plausible(Remove(what=match["keep"]), said.vocabulary):
        return None
    return Background(to=where, keep=of_picture(match["keep"], said.vocabulary))


def made_time(match: re.Match[str], said: Said) -> Made:
    return Background(to=match["to"])


def made_restyle(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what")
    if what and of_picture(what, said.vocabulary) is not None and what.strip() not in ("背景里",):
        return None
    style = style_of(match["style"], said.vocabulary)
    return None if style is None else Restyle(style=style)


def made_style_said(match: re.Match[str], said: Said) -> Made:
    """ "儿童绘本那种画法更合适": a style by the word that says so, whatever its name."""
    style = match["style"].removesuffix("的").rsplit("的", 1)[-1]
    known = style_of(style, said.vocabulary)
    if (
        known is None
        and match["mark"] in ("感觉", "风", "调调", "质感", "的感觉")
        and (len(style) > 6 or (len(match["mark"]) > 1 and "那种" not in match[0]))
    ):
        return None
    return (
        Restyle(style=known or style)
        if style and style not in PICTURE_WORDS | PRONOUNS and not re.search("[的不太换改]", style)
        else None
    )


def made_bare_change(words: str) -> bool:
    plain = re.sub(rf"^(?:更|再|变|调|{_any(AMOUNTS)})+|(?:{_any(AMOUNTS)})+$", "", words)
    return plain in CHANGES


def made_adjust(match: re.Match[str], said: Said) -> Made:
    if (match.groupdict().get("what") or "").endswith(("月", "漂", *_TOO)):  # 月亮, 漂亮
        return None
    what = (match.groupdict().get("what") or "").strip()
    if match["change"] == "灰" and what and what not in PICTURE_WORDS:
        return None
    what = re.sub(r"(?:的)?(?:颜色|光线|色调|亮度|灯光)$", "", what) or ("" if what in PICTURE_WORDS else what)
    what = "" if match["change"].endswith("调") else what
    named = of_picture(what, said.vocabulary) or (ALL if unsaid(match) == ALL and "都" in match[0] else None)
    return Adjust(change=CHANGES[match["change"]], amount=said.amount, what=named)


def made_quantity(match: re.Match[str], said: Said) -> Made:
    lower = re.search("[降减低弱小少压轻收去柔淡褪－-]", match["way"])
    change = QUANTITIES[match["quantity"]][1 if lower else 0]
    amount = 2.0 if re.search("满|最|极|爆", match["way"]) else said.amount
    return Adjust(change=change, amount=amount, what=of_picture(match.groupdict().get("what"), said.vocabulary))


def made_complaint(match: re.Match[str], said: Said) -> Made:
    named = of_picture(match.groupdict().get("what"), said.vocabulary)
    much = match["much"].removesuffix("的")
    lacks = match.groupdict().get("lacks")
    if re.fullmatch(r"[大小高矮胖瘦粗细]|巨大|渺小", much) and (much in "大小" or named is not None):
        grown = (much in ("小", "矮", "瘦", "细", "渺小")) is (lacks is None)
        size = Resize(what=named or HERE, factor=factor_of("", grown=grown, amount=said.amount))
        return Read((size,), topic=named, manner="complaint")
    change = CHANGES.get(much) if lacks else COMPLAINTS.get(much)
    if change is None:
        return Read((), topic=named, manner="comment")
    named = None if named and re.fullmatch(r".*(?:颜色|光线|色彩|对比|反差|整体|画面)", named) else named
    return Read((Adjust(change=change, amount=said.amount, what=named),), topic=named, manner="complaint")


def made_disliked(match: re.Match[str], said: Said) -> Made:
    """ "嫌它小": a complaint about a thing."""
    much, named = match["much"], of_picture(match["what"], said.vocabulary)
    what = named or match["what"]
    if much in ("大", "小"):
        size = Resize(what=what, factor=factor_of("", grown=much == "小", amount=said.amount))
        return Read((size,), topic=named, manner="complaint")
    change = COMPLAINTS.get(much)
    return None if change is None else Read((Adjust(change=change, what=what),), topic=named, manner="complaint")


def made_less(match: re.Match[str], said: Said) -> Made:
    """ "别那么硬": what mends a complaint, asked for itself."""
    made = made_complaint(match, said)
    return Read(made.operations, topic=made.topic, manner="complaint") if isinstance(made, Read) else made


def made_recolor(match: re.Match[str], said: Said) -> Made:
    color = color_of(match["color"], said.vocabulary)
    if color is None:
        return None
    what = (match.groupdict().get("what") or "").removesuffix("的颜色").removesuffix("颜色").removesuffix("身上")
    if is_background(what):
        return Background(to=f"{ground(match['color'])}背景")
    if re.search(r"背景$", what):
        return None
    named = unsaid(match) if not what or what in _ALL_OF_IT else without_ends(what)
    return None if named in PICTURE_WORDS - PRONOUNS else Recolor(what=named, color=color)


def made_resize(match: re.Match[str], said: Said) -> Made:
    if re.search("[到为至]$|[^一二三四五六七八九十两几]成$", match[0]):
        return None
    if (match["what"] or "").endswith(_TOO):
        return None
    small = re.search("小|缩|矮|短|瘦|细|窄|减|降|裁|收|低", match[0][match.end("what") :])
    what = made_what(match, said)
    if what in PICTURE_WORDS - PRONOUNS:
        return None
    return Resize(what=what, factor=factor_of(match[0], grown=not small, amount=said.amount))


def made_move(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what") or ""
    if re.match(rf"(?:再|多)?(?:{NUMERAL})[{MEASURE}]", what) or re.search("加|添|画", what[:2]):
        return None
    return Move(what=made_what(match, said), to="middle" if "居中" in match[0] else PLACES[match["place"]])


def made_remove(match: re.Match[str], said: Said) -> Made:
    if is_background(match["what"]):
        return Background(to="白色背景")
    if re.fullmatch(r"(?:所有|全部)?的?(?:颜色|色彩)", match["what"]):
        return Adjust(change="grey")
    words = re.sub(r"^(?:有|再有|出现|那么多|什么|任何)(?=.)", "", match["what"])
    if words in QUANTITIES or re.match(r"(?:太|那么|这么|再|更|改|动|变)", words):
        return None
    words = re.sub(r"(?:出现|存在)$", "", words)
    return Remove(what=without_ends(words))


def made_replace(match: re.Match[str], said: Said) -> Made:
    what, by = match["what"] or "", re.sub(r"^(?:了|成|为|上)", "", match["by"].strip())
    if made_bare_change(by) or not by:
        return None
    if is_background(what):
        return Background(to=ground(by))
    if of_picture(what, said.vocabulary) is None and (style := style_of(by, said.vocabulary)):
        return Restyle(style=style)
    if by.endswith("背景"):
        return Background(to=ground(by), keep=of_picture(what, said.vocabulary))
    named = without_ends(what) if what else unsaid(match)
    return None if named in PICTURE_WORDS - PRONOUNS else Replace(what=named, by=made_plain(by))


def made_plain(words: str) -> str:
    """A new thing without "一只"; other numbers stay."""
    words = re.sub(r"(?:来|去)(?:站|坐|放|当|顶|演).*$", "", words)
    return re.sub(rf"^(?:一[{MEASURE}]|[{MEASURE}](?!子|儿|头|[包面花扇袋桶门]))(?=.)", "", words).removesuffix("好")


def made_add(match: re.Match[str], said: Said) -> Made:
    thing = new_thing(match["what"], said.vocabulary)
    return None if thing is None else Add(what=thing[0], count=thing[1])


def made_added_to(match: re.Match[str], said: Said) -> Made:
    if re.match(r"[的了着]", match["what"]):
        return None
    where, verb = match["where"], match.groupdict().get("verb") or ""
    if verb and verb[0] in "头面边方上侧里口角间部处" and where_of(where + verb[0], said.vocabulary) is not None:
        where, verb = where + verb[0], verb[1:]
    return placed(match["what"], where, said.vocabulary, verb)


_NUMBERED = re.compile(
    f"(?:{NUMERAL}+(?:来|多)?[{MEASURE}]儿?|(?<![上下前后里外左右那这])[{MEASURE}]儿?)(?!子|儿|头(?!发|像|盔|饰|巾"
    "|纱|绳)|的)"
)
_NO_VERB_OF_PLACE = re.compile("[换变改成移挪删去不别是染涂缩的把将没往向朝刷转翻调太很更挡那这另拿撤扔用跟和]")
_BEFORE_VERB = re.compile(
    r"(?:再|也|都|还|就|又|要|该|应该|得|可以|能|多|给我|给|我要|我想|想|是不是|最好|各|全|会|好像|一共|先)*$"
)


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
    verb = re.search(r"[添加来补多要有]$", match[0][: match.start("number")])
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
    if re.match("[成为]", what):
        return None
    if color := re.fullmatch(r"(?:个|一个|成)?(.+?)(?:的)?颜色", what):
        key = color_of(color[1], said.vocabulary)
        return None if key is None else Recolor(what=anchor, color=key)
    if (color_key := color_of(what, said.vocabulary)) is not None:
        return Recolor(what=anchor, color=color_key)
    if what.endswith("背景"):
        return Background(to=ground(what), keep=of_picture(anchor, said.vocabulary))
    if anchor in PICTURE_WORDS - PRONOUNS:
        return made_add(match, said)
    return given(what, anchor or HERE, said.vocabulary, match["verb"])


def made_give_part(match: re.Match[str], said: Said) -> Made:
    """ "胸前给他们别上红花": the part of the body stands first."""
    place = where_of(match["part"], said.vocabulary)
    if place is None or not place.body or place.anchor != SAME:
        return None
    return placed(match["what"], match["anchor"] + match["part"], said.vocabulary, match["verb"])


def made_each(match: re.Match[str], said: Said) -> Made:
    """ "一个变蓝一个变绿": which of them, a later clause says."""
    return Read((), manner="comment")


def made_empty(match: re.Match[str], said: Said) -> Made:
    """ "左边空荡荡的": the place for what is added next."""
    place = where_of(match["what"], said.vocabulary)
    return None if place is None else Read((), topic=match["what"], manner="empty")


def made_wanted(match: re.Match[str], said: Said) -> Made:
    """ "应该是狗": in place of what was spoken of."""
    by = made_plain(match["what"])
    color = color_of(by, said.vocabulary)
    return Replace(what=HERE, by=by) if color is None else Recolor(what=HERE, color=color)


def made_not_but(match: re.Match[str], said: Said) -> Made:
    return Replace(what=without_ends(match["what"]), by=made_plain(match["by"]))


def made_all_gone(match: re.Match[str], said: Said) -> Made:
    return Remove(what=HERE)


def made_move_way(match: re.Match[str], said: Said) -> Made:
    return Move(what=made_what(match, said), to="top" if re.search("[上高起]", match["way"]) else "bottom")


def made_same(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=without_ends(match["what"]), manner="same")


def made_not(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=without_ends(match["what"]), manner="not")


def made_keep(match: re.Match[str], said: Said) -> Made:
    kept = of_picture(match["what"], said.vocabulary)
    rest = kept is None or re.match("其他|其余|别的|剩下|其它|风景", kept)
    return Read((), topic=None if rest else kept, manner="keep")


def made_comment(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=of_picture(match.groupdict().get("what"), said.vocabulary), manner="comment")


def made_like(match: re.Match[str], said: Said) -> Made:
    """ "As Van Gogh would": a style; like other things it is only a remark."""
    style = style_of(match["style"], said.vocabulary)
    return Read((), manner="comment") if style is None else Restyle(style=style)


def made_named_style(match: re.Match[str], said: Said) -> Made:
    style = style_of(match["style"], said.vocabulary)
    return None if style is None else Restyle(style=style)


def made_bare_color(match: re.Match[str], said: Said) -> Made:
    """A colour right behind a thing, where it cannot be a part of the thing's name."""
    what, whole = match["what"], match[0]
    ends = re.search("[色的]", match["color"] + whole[-1]) or what[-1:] in ("的", "色")
    also = re.search("(?:也|都|全|要|就|该)$", whole[: match.start("color")])
    plain = whole not in said.vocabulary.chinese and (said.vocabulary.is_thing(what) or where_of(what, said.vocabulary))
    return made_recolor(match, said) if ends or also or plain or match["verb"] or said.amount != 1 else None


def made_in_the_way(match: re.Match[str], said: Said) -> Made:
    """What hides something is to go, unless something else is asked for it."""
    what = without_ends(match["what"])
    return Read((Remove(what=what),), topic=what, manner="complaint")
