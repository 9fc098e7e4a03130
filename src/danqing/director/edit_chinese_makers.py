"""What Chinese frames make of a match: operations, what is said beside them, or None to let another frame try."""

from __future__ import annotations

import re
from functools import partial

from danqing.director.edit_chinese_said import (
    GONE,
    NUMERAL,
    TOPIC_ZH,
    WORN,
    color_of,
    counted,
    factor_of,
    ground,
    is_background,
    measures,
    of_picture,
    placed,
    style_of,
    thing,
)
from danqing.director.edit_types import (
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
    BESIDES_ZH,
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

_ALL_OF_IT = ("身上", "全身", "全部", "全都")
Made = Operation | tuple[Operation, ...] | Read | None
_any = partial(any_of, english=False)


def made_what(match: re.Match[str], said: Said) -> str:
    named = (match.groupdict().get("what") or "").strip()
    named = re.sub(r"(?:也|都|全|再|就|还)+$", "", named)
    return TOPIC_ZH if not named or named in PRONOUNS else thing(named, said.vocabulary)


def made_flip(match: re.Match[str], said: Said) -> Made:
    down = re.search("上下|垂直|颠倒|倒过来|倒置|头朝下|倒立", match[0])
    what = match.groupdict().get("what")
    if what and len(what) > 1 and "朝" in match[0]:
        what = re.sub(r"(?:的)?(?:脸|头|身子|面)$", "", what)
    named = of_picture(what, said.vocabulary)
    if named is None and what in PRONOUNS - {"这个", "那个"} and "朝" in match[0]:
        named = TOPIC_ZH
    return Flip(axis="up-down" if down else "left-right", what=named)


def made_background(match: re.Match[str], said: Said) -> Made:
    to = ground(match["to"])
    if not to or made_bare_change(to) or re.fullmatch(rf"(?:{GONE}|也|都|别|不)+.{{0,2}}", to) or to in ("的", "背景"):
        return None
    if re.match(r"(?:再|更|太|有点|调|别|不要|亮|暗|去|删|移|留|保)", to) and to not in said.vocabulary.grounds:
        return None
    color = color_of(to, said.vocabulary)
    keep = of_picture(match.groupdict().get("keep"), said.vocabulary)
    return Background(to=f"{to}背景" if color is not None else to, keep=keep)


def made_somewhere(match: re.Match[str], said: Said) -> Made:
    where = re.sub(r"(?:去|来)$", "", match["where"].strip())
    bare = re.sub(r"(?:上面|里面|上|里|中|边)$", "", where)
    whole = match["keep"].strip() in PRONOUNS and bare != where
    if where in PLACES or not (whole or {where, bare, bare + "边"} & set(said.vocabulary.grounds)):
        return None
    return Background(to=where, keep=of_picture(match["keep"], said.vocabulary))


def made_restyle(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what")
    if what and of_picture(what, said.vocabulary) is not None and what.strip() not in ("背景里",):
        return None
    style = style_of(match["style"], said.vocabulary)
    return None if style is None else Restyle(style=style)


def made_bare_change(words: str) -> bool:
    plain = re.sub(rf"^(?:更|再|变|调|{_any(AMOUNTS)})+|(?:{_any(AMOUNTS)})+$", "", words)
    return plain in CHANGES


def made_adjust(match: re.Match[str], said: Said) -> Made:
    if (match.groupdict().get("what") or "").endswith(("月", "漂")):  # 月亮, 漂亮
        return None
    what = (match.groupdict().get("what") or "").strip()
    if match["change"] == "灰" and what and what not in PICTURE_WORDS:
        return None
    what = re.sub(r"(?:的)?(?:颜色|光线|色调|亮度|灯光)$", "", what) or ("" if what in PICTURE_WORDS else what)
    return Adjust(change=CHANGES[match["change"]], amount=said.amount, what=of_picture(what, said.vocabulary))


def made_quantity(match: re.Match[str], said: Said) -> Made:
    lower = re.search("降|减|低|弱|小|少|压|轻|收|去|柔", match["way"])
    change = QUANTITIES[match["quantity"]][1 if lower else 0]
    amount = 2.0 if re.search("满|最|极|爆", match["way"]) else said.amount
    return Adjust(change=change, amount=amount, what=of_picture(match.groupdict().get("what"), said.vocabulary))


def made_complaint(match: re.Match[str], said: Said) -> Made:
    named = of_picture(match.groupdict().get("what"), said.vocabulary)
    much = match["much"].removesuffix("的")
    lacks = match.groupdict().get("lacks")
    if re.fullmatch(r"[大小高矮胖瘦粗细]|巨大|渺小", much) and (much in "大小" or named is not None):
        grown = (much in ("小", "矮", "瘦", "细", "渺小")) is (lacks is None)
        size = Resize(what=named or TOPIC_ZH, factor=factor_of("", grown=grown, amount=said.amount))
        return Read((size,), topic=named, manner="complaint")
    change = CHANGES.get(much) if lacks else COMPLAINTS.get(much)
    if change is None:
        return Read((), topic=named, manner="comment")
    named = None if named and re.fullmatch(r".*(?:颜色|光线|色彩|对比|反差|整体|画面)", named) else named
    return Read((Adjust(change=change, amount=said.amount, what=named),), topic=named, manner="complaint")


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
    what = what.removesuffix("的")
    named = TOPIC_ZH if not what or what in PRONOUNS or what in _ALL_OF_IT else thing(what, said.vocabulary)
    return None if named in PICTURE_WORDS - PRONOUNS else Recolor(what=named, color=color)


def made_resize(match: re.Match[str], said: Said) -> Made:
    if match[0].endswith(("到", "成", "为", "至")):
        return None
    small = re.search("小|缩|矮|短|瘦|细|窄", match["size"])
    what = made_what(match, said)
    if what in PICTURE_WORDS - PRONOUNS:
        return None
    return Resize(what=what, factor=factor_of(match[0], grown=not small, amount=said.amount))


def made_number(match: re.Match[str], said: Said) -> Made:
    return Resize(what=TOPIC_ZH, factor=factor_of(match[0], grown=True, amount=said.amount))


def made_move(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what") or ""
    if re.match(rf"(?:再|多)?(?:{NUMERAL})[{measures(said.vocabulary)}]", what) or re.search("加|添|画", what[:2]):
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
    return Remove(what=TOPIC_ZH if words in PRONOUNS else thing(words, said.vocabulary))


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
    named = TOPIC_ZH if not what or what in PRONOUNS else thing(what, said.vocabulary, whose=True)
    return None if named in PICTURE_WORDS - PRONOUNS else Replace(what=named, by=made_plain(by, said))


def made_plain(words: str, said: Said) -> str:
    """A new thing without "一只"; other numbers stay."""
    return (
        re.sub(rf"^一?[{measures(said.vocabulary)}](?=.)", "", words)
        if re.match(r"一|[个只张把辆条顶件棵朵座根]", words)
        else words
    )


def made_add(match: re.Match[str], said: Said) -> Made:
    what = match["what"].strip().removeprefix("上")
    if not what or what in QUANTITIES or what in AMOUNTS or made_bare_change(what) or what in PICTURE_WORDS:
        return None
    if match.groupdict().get("where"):
        return placed(what, match["where"], said.vocabulary)
    if (found := re.fullmatch(r"(?P<what>.+?)(?:放|摆|站|坐)?(?:在|到)(?P<where>.+)", what)) and "的" not in found[
        "what"
    ]:
        return placed(found["what"], found["where"], said.vocabulary)
    return counted(what, said.vocabulary)


def made_give(match: re.Match[str], said: Said) -> Made:
    what, anchor = match["what"].strip(), of_picture(match["anchor"].removesuffix("的"), said.vocabulary)
    if match["anchor"].removesuffix("的") in PRONOUNS:
        anchor = TOPIC_ZH
    if color := re.fullmatch(r"(?:个|一个|成)?(.+?)(?:的)?颜色", what):
        key = color_of(color[1], said.vocabulary)
        return None if key is None or anchor is None else Recolor(what=anchor, color=key)
    if what.endswith("背景"):
        return Background(to=ground(what), keep=None if anchor == TOPIC_ZH else anchor)
    if anchor is None:
        return counted(what, said.vocabulary)
    for end in sorted(BESIDES_ZH, key=len, reverse=True):  # 给猫旁边加一只狗
        if len(end) > 1 and anchor.endswith(end) and len(anchor) > len(end):
            return placed(what, anchor, said.vocabulary)
    anchor = re.sub(r"(?<=.)(?:的)?(?:头上|头顶|脖子|头|脸上|身上|脚上|脚)$", "", anchor)
    worn = WORN.fullmatch(what) or re.search("[戴穿系围披套背]", match[0])
    return counted(what, said.vocabulary, beside="worn by" if worn else "on", anchor=anchor)


def made_same(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=thing(match["what"], said.vocabulary), manner="same")


def made_not(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=thing(match["what"], said.vocabulary), manner="not")


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
    ends = re.search("[色的]", match["color"] + match[0][-1]) or match["what"][-1:] in ("的", "色")
    return made_recolor(match, said) if ends or match["verb"] or said.amount != 1 else None


def made_in_the_way(match: re.Match[str], said: Said) -> Made:
    """What hides something is to go, unless something else is asked for it."""
    what = thing(match["what"], said.vocabulary)
    return Read((Remove(what=what),), topic=what, manner="complaint")
