"""What Chinese frames make of a match: operations, what is said beside them, or None to let another frame try."""

from __future__ import annotations

import re

from danqing.director.edit_chinese_adding import ALL, HERE, SAME, where_of
from danqing.director.edit_chinese_made import TOO, Made, any_chinese, made_bare_change, made_plain, made_what, unsaid
from danqing.director.edit_chinese_moved import moved_beside
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, noun_phrase, without_ends
from danqing.director.edit_chinese_said import (
    color_of,
    factor_of,
    ground,
    is_background,
    of_picture,
    style_of,
)
from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_types import (
    Adjust,
    Background,
    Flip,
    Move,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import (
    PICTURE_WORDS,
    PLACES,
    PRONOUNS,
    QUANTITIES,
    Read,
    Said,
)

_ALL_OF_IT = ("身上", "全身", "浑身")
_LOOKS_OF_IT = ("全部", "全都", "通体", "整个", "毛色", "外观")


def made_flip(match: re.Match[str], said: Said) -> Made:
    down = re.search("上下|垂直|颠倒|倒过来|倒置|头朝下|倒立|倒挂", match[0]) and "左右" not in match[0]
    what = match.groupdict().get("what")
    if what and len(what) > 1 and "朝" in match[0]:
        what = re.sub(r"(?:的)?(?:脸|头|身子|面)$", "", what)
    named = of_picture(what)
    if named is None and unsaid(match) == ALL:
        named = ALL
    return Flip(axis="up-down" if down else "left-right", what=named)


def made_backwards(match: re.Match[str], said: Said) -> Made:
    """ "左右反了": the wrong way round, to be turned unless that is asked for."""
    down = re.search("上下|倒", match[0])
    named = of_picture(match["what"])
    turned = Flip(axis="up-down" if down else "left-right", what=named)
    return Read((turned,), topic=named, manner="complaint")


def made_recolor(match: re.Match[str], said: Said) -> Made:
    color = color_of(match["color"], said.vocabulary)
    if color is None:
        return None
    what = (match.groupdict().get("what") or "").removesuffix("的颜色").removesuffix("颜色")
    what = what if what in _ALL_OF_IT else what.removesuffix("身上")
    if is_background(what):
        return Background(to=f"{ground(match['color'])}背景")
    if re.search(r"背景$", what):
        return None
    what = re.sub(rf"(?<=..)(?:{any_chinese(COLOR_WORDS)})色?的$", "", what)  # 围巾红的变绿的
    named = unsaid(match) if not what or what in _LOOKS_OF_IT else without_ends(what)
    if what in _ALL_OF_IT:
        named = SAME  # 身上, of whoever wears what was put on
    return None if named in PICTURE_WORDS - PRONOUNS else Recolor(what=named, color=color)


def made_resize(match: re.Match[str], said: Said) -> Made:
    if re.search("[到为至]$|[^一二三四五六七八九十两几]成$", match[0]):
        return None
    if (match["what"] or "").endswith(TOO):
        return None
    way = match[0][: match.start("what")] + match[0][match.end("what") :]
    small = re.search("小|缩|矮|短|瘦|细|窄|减|降|裁|收|低", way)
    what = made_what(match, said)
    if what in PICTURE_WORDS - PRONOUNS:
        return None
    if not match["what"] and match.start("size") == 0:
        return Resize(what=what, factor=factor_of("到" + match[0], grown=True, amount=said.amount))
    return Resize(what=what, factor=factor_of(match[0], grown=not small, amount=said.amount))


def made_move(match: re.Match[str], said: Said) -> Made:
    what = match.groupdict().get("what") or ""
    if (
        re.match(rf"(?:再|多)?(?:{NUMERAL})[{MEASURE}][^都也全]", what)
        and re.search("[放摆画来]", match[0][match.end("what") :])
    ) or re.search(f"^.?[加添画]|[^另那这每哪第]{NUMERAL}[{MEASURE}]$", what):
        return None
    return Move(what=made_what(match, said), to="middle" if "居中" in match[0] else PLACES[match["place"]])


def made_remove(match: re.Match[str], said: Said) -> Made:
    if is_background(match["what"]):
        return Background(to="白色背景")
    if re.fullmatch(r"(?:所有|全部)?的?(?:颜色|色彩)", match["what"]):
        return Adjust(change="grey")
    words = re.sub(r"^(?:有|再有|出现|那么多|什么|任何)(?=.)", "", match["what"])
    bare = noun_phrase(words, said.vocabulary)
    if "worn" in match.re.groupindex and (not bare.noun or said.vocabulary.kind(bare.noun) in ("person", "animal")):
        return Read((), topic=words, manner="comment")  # 黑的那只别戴: of who, not of what
    if words in QUANTITIES or re.match(r"(?:太|那么|这么|再|更|改|动|变)", words):
        return None
    words = re.sub(r"(?:出现|存在)$", "", words)
    return Remove(what=without_ends(words))


def made_replace(match: re.Match[str], said: Said) -> Made:
    what, by = match["what"] or "", re.sub(r"^(?:了|成|为|上)", "", match["by"].strip())
    if made_bare_change(by) or not by:
        return None
    if re.search("是[^是]*$", match[0][: match.start("by")]) and by.endswith("的"):
        return Read((), topic=what, manner="comment")
    if is_background(what):
        return Background(to=ground(by))
    if of_picture(what) is None and (style := style_of(by, said.vocabulary)):
        return Restyle(style=style)
    if by.endswith("背景"):
        return Background(to=ground(by), keep=of_picture(what))
    named = without_ends(what) if what else unsaid(match)
    new = made_plain(by, said.vocabulary)
    return None if named in PICTURE_WORDS - PRONOUNS or not new else Replace(what=named, by=new)


def made_wished(match: re.Match[str], said: Said) -> Made:
    """ "这哪是鹦鹉": what was wanted, before what is seen instead."""
    return Read((), topic=made_plain(match["what"], said.vocabulary), manner="wanted")


def made_seen(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=made_plain(match["what"], said.vocabulary), manner="is")


def made_swap(match: re.Match[str], said: Said) -> Made:
    """ "红的和白的换个颜色": each gets the colour of the other."""
    one, other = (noun_phrase(match[name], said.vocabulary) for name in ("what", "other"))
    colors = [color_of(each.how or each.clause, said.vocabulary) for each in (one, other)]
    if colors[0] is None or colors[1] is None:
        return None
    return Recolor(what=match["what"], color=colors[1]), Recolor(what=match["other"], color=colors[0])


def made_each(match: re.Match[str], said: Said) -> Made:
    """ "一个变蓝一个变绿": which of them, a later clause says."""
    return Read((), manner="comment")


def made_wanted(match: re.Match[str], said: Said) -> Made:
    """ "应该是狗": in place of what was spoken of."""
    by = made_plain(match["what"], said.vocabulary)
    color = color_of(by, said.vocabulary)
    if not by:
        return None
    if re.search("那[张版种样]$", by):
        return Read((), manner="comment")
    return Replace(what=HERE, by=by) if color is None else Recolor(what=HERE, color=color)


def made_not_but(match: re.Match[str], said: Said) -> Made:
    by = made_plain(match["by"], said.vocabulary)
    return Replace(what=without_ends(match["what"]), by=by) if by else None


def made_all_gone(match: re.Match[str], said: Said) -> Made:
    return Remove(what=HERE)


def made_one_gone(match: re.Match[str], said: Said) -> Made:
    """ "去掉一把": one of what is there."""
    return Remove(what=f"其中{match['one']}")


def made_move_beside(match: re.Match[str], said: Said) -> Made:
    """ "移到房子右边"; where no other thing is named, a later clause says where."""
    if re.search("(?:别|不要|不)$", match["what"]):
        return None
    what = made_what(match, said)
    if (moved := moved_beside(match["what"], match["where"], what, said.vocabulary)) is not None:
        return moved
    if side := re.fullmatch(".*([左右])(?:边|侧|面)?", match["where"]):
        return Move(what=what, to="left" if side[1] == "左" else "right")
    return Read((), topic=what, manner="moving") if where_of(match["where"], said.vocabulary) else None


def made_moving(match: re.Match[str], said: Said) -> Made:
    """ "挪个地方": where to, a later clause says."""
    return Read((), topic=made_what(match, said), manner="moving")


def made_swapped(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=without_ends(match["what"]), manner="swap")


def made_move_way(match: re.Match[str], said: Said) -> Made:
    return Move(what=made_what(match, said), to="top" if re.search("[上高起顶]", match["way"]) else "bottom")


def made_same(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=without_ends(match["what"]), manner="same")


def made_not(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=without_ends(match["what"]), manner="not")


def made_keep(match: re.Match[str], said: Said) -> Made:
    kept = of_picture(match["what"])
    rest = kept is None or re.match("其他|其余|别的|剩下|其它|风景|我们?$|自己$|咱们?$", kept)
    return Read((), topic=None if rest else kept, manner="keep")


def made_comment(match: re.Match[str], said: Said) -> Made:
    return Read((), topic=of_picture(match.groupdict().get("what")), manner="comment")


def made_bare_color(match: re.Match[str], said: Said) -> Made:
    """A colour right behind a thing, where it cannot be a part of the thing's name."""
    what, whole = match["what"], match[0]
    if re.search("[左右].*[左右]", what):
        return None
    ends = re.search("[色的]", match["color"] + whole[-1]) or what[-1:] in ("的", "色")
    also = re.search("(?:也|都|全|要|就|该)[再更]?$", whole[: match.start("color")])
    plain = whole not in said.vocabulary.chinese and (said.vocabulary.is_thing(what) or where_of(what, said.vocabulary))
    return made_recolor(match, said) if ends or also or plain or match["verb"] or said.amount != 1 else None


def made_in_the_way(match: re.Match[str], said: Said) -> Made:
    """What hides something is to go, unless something else is asked for it."""
    what = without_ends(match["what"])
    return Read((Remove(what=what),), topic=what, manner="complaint")
