"""What Chinese frames make of backgrounds, styles, light and colour, and of complaints about them."""

from __future__ import annotations

import re

from danqing.director.edit_chinese_adding import ALL, HERE
from danqing.director.edit_chinese_made import TOO, Made, made_bare_change, unsaid
from danqing.director.edit_chinese_said import (
    GONE,
    color_of,
    factor_of,
    ground,
    is_plausible,
    of_picture,
    style_of,
)
from danqing.director.edit_types import (
    Adjust,
    Background,
    Move,
    Remove,
    Resize,
    Restyle,
)
from danqing.director.edit_words import (
    CHANGES,
    COMPLAINTS,
    PICTURE_WORDS,
    PLACES,
    PRONOUNS,
    QUANTITIES,
    Read,
    Said,
)


def made_background(match: re.Match[str], said: Said) -> Made:
    to = ground(match["to"])
    if not to and match.re.groups:
        return Read((), topic="背景", manner="comment")
    if not to or made_bare_change(to) or re.fullmatch(rf"(?:{GONE}|也|都|别|不)+.{{0,2}}", to) or to in ("的", "背景"):
        return None
    if re.match(r"(?:再|更|太|有点|调|别|不要|亮|暗|去|删|移|留|保)", to) and to not in said.vocabulary.grounds:
        return None
    if re.fullmatch("个|一个|换个|换一个|掉|一下", to):
        return Read((), topic="背景", manner="comment")
    to = re.sub("(?<=..)(?:去|来|就行|好了)$", "", to)
    color = color_of(to, said.vocabulary)
    keep = of_picture(match.groupdict().get("keep"))
    return Background(to=f"{to}背景" if color is not None else to, keep=keep)


def made_somewhere(match: re.Match[str], said: Said) -> Made:
    where = re.sub(r"(?:去|来)$", "", match["where"].strip())
    bare = re.sub(r"(?:上面|里面|上|里|中|边)$", "", where)
    whole = match["keep"].strip() in PRONOUNS and bare != where and not re.search("[旁左右前后].?$", where)
    ground = said.vocabulary.kind(re.sub("表面$", "", bare)) in ("place", "building")
    if where in PLACES or not (whole or ground or {where, bare, bare + "边"} & set(said.vocabulary.grounds)):
        return None
    if where == "地板" and (moved := of_picture(match["keep"])) is not None:
        return Move(what=moved, to="bottom")
    if match["keep"] and not is_plausible(Remove(what=match["keep"]), said.vocabulary):
        return None
    return Background(to=where, keep=of_picture(match["keep"]))


def made_time(match: re.Match[str], said: Said) -> Made:
    return Background(to=match["to"])


def made_restyle(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what")
    if what and of_picture(what) is not None and what.strip() not in ("背景里",):
        return None
    style = style_of(match["style"], said.vocabulary)
    return None if style is None else Restyle(style=style)


def made_style_said(match: re.Match[str], said: Said) -> Made:
    """ "儿童绘本那种画法更合适": a style by the word that says so, whatever its name."""
    style = match["style"].removesuffix("的").rsplit("的", 1)[-1]
    known = style_of(style, said.vocabulary)
    if len(style) < 2 and known is None:
        return None
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


def made_like(match: re.Match[str], said: Said) -> Made:
    """ "As Van Gogh would": a style; like other things it is only a remark."""
    style = style_of(match["style"], said.vocabulary)
    return Read((), manner="comment") if style is None else Restyle(style=style)


def made_named_style(match: re.Match[str], said: Said) -> Made:
    style = style_of(match["style"], said.vocabulary)
    return None if style is None or style.endswith("海报") else Restyle(style=style)


def made_adjust(match: re.Match[str], said: Said) -> Made:
    if (match.groupdict().get("what") or "").endswith(("月", "漂", *TOO)):  # 月亮, 漂亮
        return None
    what = (match.groupdict().get("what") or "").strip()
    if match["change"] == "灰" and what and what not in PICTURE_WORDS:
        return None
    if what in CHANGES:  # 调通透提亮
        return tuple(Adjust(change=CHANGES[each], amount=said.amount) for each in (match["change"], what))
    what = re.sub(r"(?:的)?(?:颜色|光线|色调|亮度|灯光|边缘)$", "", what) or ("" if what in PICTURE_WORDS else what)
    what = "" if match["change"].endswith("调") else what
    named = of_picture(what) or (ALL if unsaid(match) == ALL and "都" in match[0] else None)
    return Adjust(change=CHANGES[match["change"]], amount=said.amount, what=named)


def made_quantity(match: re.Match[str], said: Said) -> Made:
    lower = re.search("[降减低弱小少压轻收去柔淡褪－-]", match["way"])
    change = QUANTITIES[match["quantity"]][1 if lower else 0]
    amount = 2.0 if re.search("满|最|极|爆", match["way"]) else said.amount
    what = (match.groupdict().get("what") or "").strip()
    what = "" if what in ("黑白", "明暗", "冷暖", "色彩") else what
    return Adjust(change=change, amount=amount, what=of_picture(what))


def made_quantity_less(match: re.Match[str], said: Said) -> Made:
    """ "饱和度别太高": the other way."""
    change = QUANTITIES[match["quantity"]][0 if match["too"] in "低弱小少" else 1]
    return Adjust(change=change, amount=said.amount, what=of_picture(match["what"]))


def made_complaint(match: re.Match[str], said: Said) -> Made:
    named = of_picture(match.groupdict().get("what"))
    much = match["much"].removesuffix("的")
    lacks = match.groupdict().get("lacks")
    if re.fullmatch(r"[大小高矮胖瘦粗细长短]|巨大|渺小", much) and (much in "大小" or named is not None):
        grown = (much in ("小", "矮", "瘦", "细", "短", "渺小")) is (lacks is None)
        size = Resize(what=named or HERE, factor=factor_of("", grown=grown, amount=said.amount))
        return Read((size,), topic=named, manner="complaint")
    change = CHANGES.get(much) if lacks else COMPLAINTS.get(much)
    is_felt = named is not None and (named in "他她" or said.vocabulary.kind(named) in ("person", "animal"))
    if change is None or (is_felt and much in ("冷", "热", "凉")):
        return Read((), topic=named, manner="comment")
    named = None if named and re.fullmatch(r".*(?:颜色|光线|色彩|对比|反差|整体|画面)", named) else named
    return Read((Adjust(change=change, amount=said.amount, what=named),), topic=named, manner="complaint")


def made_disliked(match: re.Match[str], said: Said) -> Made:
    """ "嫌它小": a complaint about a thing."""
    much, named = match["much"], of_picture(match["what"])
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
