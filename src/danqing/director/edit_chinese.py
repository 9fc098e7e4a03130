"""The rules for instructions in Chinese."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from danqing.director.edit_types import (
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
    BACKGROUND_WORDS,
    BESIDES_ZH,
    CHANGES,
    PICTURE_WORDS,
    PLACES,
    PRONOUNS,
    QUANTITIES,
    Read,
    Vocabulary,
    any_of,
)

_POLITE = re.compile(
    r"^(?:请|麻烦|帮我|帮忙|给我|你|能不能|可以|可不可以|我想要?|我要|希望|现在|先|就|再|也|接着|最后|然后|并)+(?=.)"
)
_TAIL = re.compile(r"(?:吧|吗|呢|啊|呀|哦|好吗|可以吗|谢谢|好了|一下)+$")
_OF_PICTURE = re.compile(r"^(?:这张|这幅|整张|整幅)?(?:图片|画面|照片|图像|图|画)(?:里面|里边|里|中|上面|上)(?:的)?")
_NUMBER = r"(?:[一两二三四五六七八九十几\d]+|那|这|那个|这个|一些|所有|全部|每)"

_any = partial(any_of, english=False)
_AMOUNT = rf"(?P<amount>{_any(AMOUNTS)})"
_AFTER = rf"(?P<amount_after>{_any(AMOUNTS)})"
_CHANGE = rf"(?P<change>{_any(CHANGES)})"
_INTO = "变成了?|变为|换成|换为|改成|改为|替换成|替换为|转成|转为|转换成|转换为|画成|做成|当成|变"
_TAKE = "把|将|让|使"


def chinese_clause(piece: str, vocabulary: Vocabulary) -> Read | None:
    """What one clause asks, or None if no rule reads it."""
    text = piece.strip().strip("\"'“”‘’「」").replace(" ", "" if not re.search(r"[A-Za-z]", piece) else " ")
    text = _TAIL.sub("", _OF_PICTURE.sub("", _POLITE.sub("", text))).strip()
    for pattern, build in _RULES:
        match = pattern.fullmatch(text)
        if match is not None and (made := build(match, vocabulary)) is not None:
            operations = made if isinstance(made, tuple) else (made,)
            return Read(operations, match.groupdict().get("verb") or "")
    return None


def thing(words: str, vocabulary: Vocabulary) -> str:
    """A thing in the picture, without its number, its measure word and "那" and the like."""
    plain = _OF_PICTURE.sub("", words.strip())
    measures = "".join(sorted({each for each in vocabulary.measures if len(each) == 1} | {"个", "些", "顶"}))
    shorter = re.sub(rf"^{_NUMBER}[{re.escape(measures)}]?(?=.)", "", plain)
    shorter = shorter.removesuffix("的") or plain
    return shorter or plain


def _of_picture(words: str | None, vocabulary: Vocabulary) -> str | None:
    """The thing that is named; None for the picture as a whole."""
    if not words:
        return None
    plain = words.strip().removesuffix("的")
    if plain in PICTURE_WORDS or plain in ("它", "这个"):
        return None
    return thing(plain, vocabulary)


def _is_background(words: str | None) -> bool:
    return bool(words) and (words or "").strip().removesuffix("的") in BACKGROUND_WORDS


def _color(words: str, vocabulary: Vocabulary) -> str | None:
    plain = re.sub(r"^(?:一?[种个片]|成|为)+", "", words.strip()).removesuffix("的").removesuffix("颜色")
    bare = plain.lstrip("浅深淡亮暗鲜")
    names = (plain, plain.removesuffix("色"), bare, bare.removesuffix("色"))
    return next((vocabulary.colors[each] for each in names if each in vocabulary.colors), None)


def _style(words: str, vocabulary: Vocabulary) -> str | None:
    plain = re.sub(r"^(?:一[幅张种]|像|成|为)", "", words.strip()).removesuffix("的")
    named = re.sub(r"(?:的)?(?:风格|画风|样式|风|效果|样子)$", "", plain)
    for each in (plain, named, named + "风格", named.removesuffix("画"), named + "画", plain.removesuffix("化")):
        if each and each.lower() in vocabulary.styles:
            return each
    return named if named and plain != named and plain.endswith(("风格", "画风", "样式")) else None


def _amount(match: re.Match[str]) -> float:
    said = [text for name, text in match.groupdict().items() if name.startswith("amount") and text]
    return AMOUNTS[said[0]] if said else 1.0


def _ground(words: str) -> str:
    return (
        re.sub(r"^(?:一[个片张]|成|为)", "", words.strip())
        .removesuffix("的背景")
        .removesuffix("背景")
        .removesuffix("的")
    )


# Builders: a match into operations, or None to let another rule try


def _flip(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    axis = "up-down" if re.search("上下|垂直|颠倒|倒过来", match[0]) else "left-right"
    return Flip(axis="up-down" if axis == "up-down" else "left-right", what=_of_picture(match["what"], vocabulary))


def _background(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    to = _ground(match["to"])
    if not to or _bare_change(to) or re.fullmatch(_GONE, to):
        return None
    color = _color(to, vocabulary)
    keep = _of_picture(match.groupdict().get("keep"), vocabulary)
    return Background(to=f"{to}背景" if color is not None else to, keep=keep)


def _somewhere(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    where = match["where"].strip()
    bare = re.sub(r"(?:上面|里面|上|里|中|边)$", "", where)
    if not {where, bare, bare + "边"} & set(vocabulary.grounds):
        return None
    return Background(to=where, keep=_of_picture(match["keep"], vocabulary))


def _restyle(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    if match.groupdict().get("what") and _of_picture(match["what"], vocabulary) is not None:
        return None
    style = _style(match["style"], vocabulary)
    return None if style is None else Restyle(style=style)


def _bare_change(words: str) -> bool:
    plain = re.sub(rf"^(?:更|再|变|调|{_any(AMOUNTS)})+|(?:{_any(AMOUNTS)})+$", "", words)
    return plain in CHANGES


def _adjust(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    what = match.groupdict().get("what")
    return Adjust(change=CHANGES[match["change"]], amount=_amount(match), what=_of_picture(what, vocabulary))


def _quantity(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    lower = re.match("降低|减少|减弱|减小|调低|压低|降|减", match["way"])
    change = QUANTITIES[match["quantity"]][1 if lower else 0]
    return Adjust(change=change, amount=_amount(match), what=_of_picture(match["what"], vocabulary))


def _recolor(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    color = _color(match["color"], vocabulary)
    if color is None or not match["what"]:
        return None
    what = match["what"].removesuffix("的颜色").removesuffix("颜色")
    if _is_background(what):
        return Background(to=f"{match['color'].strip().removesuffix('的')}背景")
    named = thing(what, vocabulary)
    return None if named in PICTURE_WORDS - PRONOUNS else Recolor(what=named, color=color)


def _resize(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    said = match["size"]
    step = 1 + 0.4 * _amount(match)
    if times := re.search(r"([两二三四2-4])倍|(一)倍", match[0]):
        step = float({"两": 2, "二": 2, "三": 3, "四": 4, "一": 2}.get(times[1] or times[2], 0) or times[1])
    if "半" in match[0]:
        step = 2.0
    return Resize(
        what=thing(match["what"], vocabulary), factor=round(1 / step if re.search("小|缩", said) else step, 3)
    )


def _move(match: re.Match[str], vocabulary: Vocabulary) -> Operation:
    return Move(what=thing(match["what"], vocabulary), to=PLACES[match["place"]])


def _remove(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    if _is_background(match["what"]):
        return Background(to="白色背景")
    return Remove(what=thing(re.sub(r"^.{1,6}(?:头上|身上|上|旁边|手里)的(?=.)", "", match["what"]), vocabulary))


def _replace(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what, by = match["what"], re.sub(r"^(?:了|成|为)", "", match["by"].strip())
    if _bare_change(by):
        return None
    if _is_background(what):
        return Background(to=_ground(by))
    if _of_picture(what, vocabulary) is None and (style := _style(by, vocabulary)):
        return Restyle(style=style)
    if by.endswith("背景"):
        return Background(to=_ground(by), keep=_of_picture(what, vocabulary))
    return Replace(what=thing(what, vocabulary), by=by)


def _add(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what = match["what"].strip().removeprefix("上")
    if not what or what in QUANTITIES or what in AMOUNTS or _bare_change(what):
        return None
    if found := re.fullmatch(r"(?P<what>.+?)(?:在|到)(?P<where>.+)", what):
        return _placed(found["what"], found["where"], vocabulary)
    where = match.groupdict().get("where")
    return Add(what=what) if not where else _placed(what, where, vocabulary)


def _placed(what: str, where: str, vocabulary: Vocabulary) -> Operation:
    plain = _OF_PICTURE.sub("", re.sub(r"^(?:在|到|往|给)", "", where.strip()))
    plain = re.sub(r"^(?:画面|图片|图|照片)的?(?=.)", "", plain)
    if plain in PLACES:
        return Add(what=what, at=PLACES[plain])
    if plain in PICTURE_WORDS or not plain:
        return Add(what=what)
    for end, beside in sorted(BESIDES_ZH.items(), key=lambda each: -len(each[0])):
        if plain.endswith(end) and len(plain) > len(end):
            anchor = thing(plain.removesuffix(end).removesuffix("的"), vocabulary)
            if anchor in vocabulary.grounds or plain in vocabulary.grounds:
                return Add(what=what, at="bottom")
            return Add(what=what, beside=beside, anchor=anchor)
    if plain in vocabulary.grounds:
        return Add(what=what, at="bottom")
    return Add(what=what, beside="on", anchor=thing(plain, vocabulary))


def _give(match: re.Match[str], vocabulary: Vocabulary) -> Operation | None:
    what, anchor = match["what"].strip(), _of_picture(match["anchor"].removesuffix("的"), vocabulary)
    if color := re.fullmatch(r"(?:个|一个|成)?(.+?)(?:的)?颜色", what):
        key = _color(color[1], vocabulary)
        return None if key is None or anchor is None else Recolor(what=anchor, color=key)
    if what.endswith("背景"):
        return Background(to=_ground(what), keep=anchor)
    if anchor is None:
        return Add(what=what)
    if found := re.fullmatch(r"(.+?)(?:的)?(?:头上|头顶|头)", anchor):
        anchor = found[1]
    return Add(what=what, beside="worn by", anchor=anchor)


Builder = Callable[[re.Match[str], Vocabulary], Operation | tuple[Operation, ...] | None]


def _rule(pattern: str, build: Builder) -> tuple[re.Pattern[str], Builder]:
    return re.compile(pattern), build


_UP = "提高|增加|增强|加强|加大|提升|调高|增|升高|加"
_DOWN = "降低|减少|减弱|减小|调低|压低|降|减"
_PLACE = rf"(?P<place>{_any(PLACES)})"
_MAKE = "变得|变|调得|调|弄得|弄|改得|改|搞得|搞|画得|画|做得|显得|看起来"
_GONE = (
    "去掉|去除|删除|删掉|删去|移除|移走|移掉|拿掉|拿走|抹掉|抹去|擦掉|擦除|消除|除去|除掉|清除|清掉"
    "|不要有|不要|别要|取下|摘掉|摘下|隐藏"
)
_DYE = "染成|涂成|刷成|上成|调成|弄成|漆成|涂上|染上|上|涂|染|漆|换个|换"
_TURNED = "翻转|镜像翻转|镜像|对调|颠倒|倒过来|反转|翻过来"
_PUT = "加上|加入|加个|加|添加|添上|添|增加|新增|画上|画个|画|放上|放|摆上|摆|放置|插入|来|补上|种上|种|挂上|挂"
_WEAR = "戴上|戴|穿上|穿|系上|系|加上|加|添上|添|画上|画|配上|配|换上|换"
_RULES: list[tuple[re.Pattern[str], Builder]] = [
    _rule(rf"(?:{_TAKE})?(?P<what>.*?)(?:左右|水平|镜像|上下|垂直)?(?:地|做|进行|来个)?(?:{_TURNED})", _flip),
    _rule(
        rf"(?:{_TAKE})?(?:它的|图片的|画面的)?背景(?:的颜色|颜色)?(?:{_INTO}|是|为|用|设为|设成|涂成|要)(?P<to>.+)",
        _background,
    ),
    _rule(rf"(?:{_INTO}|换|改|用|要|换个|换上|换到|给它)(?:一?[个张片])?(?P<to>.+?)(?:的)?背景", _background),
    _rule(r"给(?P<keep>.+?)(?:换|换成|换上|加|配)(?:一?[个张片])?(?P<to>.+?)(?:的)?背景", _background),
    _rule(r"(?P<to>.+?)(?:的)?背景", _background),
    _rule(rf"(?:{_TAKE})(?P<keep>.+?)(?:放|移|搬|带|送|置|摆|画|换)?(?:到|在|去|于)(?P<where>.+)", _somewhere),
    _rule(r"(?:换|放|移|搬|去)?(?:到|在)(?P<where>.+)(?P<keep>)", _somewhere),
    _rule(
        rf"(?P<way>{_UP}|{_DOWN})(?:{_AMOUNT})?(?P<what>.*?)(?:的)?(?P<quantity>{_any(QUANTITIES)})(?:{_AFTER})?",
        _quantity,
    ),
    _rule(
        rf"(?:{_TAKE})?(?P<what>.*?)(?:的)?(?P<quantity>{_any(QUANTITIES)})(?P<way>{_UP}|{_DOWN}|高|更高|低)"
        rf"(?:{_AFTER})?",
        _quantity,
    ),
    _rule(
        rf"(?P<verb>{_TAKE})?(?P<what>.*?)(?:再|更加|更|{_MAKE}|{_AMOUNT}|要|成|为)+{_CHANGE}(?:{_AFTER})?(?:的)?",
        _adjust,
    ),
    _rule(rf"(?:提|加|调|变|更|再|弄)?{_CHANGE}(?:化)?(?:{_AMOUNT})?(?P<what>)", _adjust),
    _rule(rf"(?:{_TAKE})?(?P<what>.+?){_CHANGE}(?:化|处理)?(?:{_AMOUNT})", _adjust),
    _rule(rf"(?:{_CHANGE})(?:化|处理)(?P<what>.+)", _adjust),
    _rule(rf"(?P<what>.+?)(?:{_CHANGE})(?:化|处理)", _adjust),
    _rule(rf"(?:{_TAKE})?(?P<what>.*?)(?:{_INTO}|用|以|像|转|按)(?P<style>.+?)(?:来画|画|绘制|重画|表现)?", _restyle),
    _rule(r"(?P<style>.+(?:风格|画风))", _restyle),
    _rule(r"(?P<style>.+化)", _restyle),
    _rule(
        rf"(?P<verb>{_TAKE}|给)?(?P<what>.+?)(?:{_INTO}|{_DYE})(?P<color>.+?)(?:一点|一些)?",
        _recolor,
    ),
    _rule(
        rf"(?P<verb>{_TAKE})?(?P<what>.+?)(?:再|更|{_MAKE}|放|缩|{_AMOUNT})*(?P<size>放大|缩小|大|小|巨大|变大|变小)"
        rf"(?:成|到|为)?(?:原来的)?(?:[两二三四2-4]倍|一倍|一半|{_AFTER})?",
        _resize,
    ),
    _rule(rf"(?P<size>放大|缩小)(?:{_AMOUNT})?(?P<what>.+?)(?:{_AFTER})?", _resize),
    _rule(
        rf"(?P<verb>{_TAKE})(?P<what>.+?)(?:移动|移|挪|放|搬|推|拖|摆|往|向|朝)+(?:到|去|至|往|向|在)?"
        rf"(?:画面|图片|图)?(?:的)?{_PLACE}(?:移动|移|挪|推|拖|一点|一些|去)*",
        _move,
    ),
    _rule(rf"(?:移动|移|挪)(?P<what>.+?)(?:到|去|至|往|向)(?:画面|图片|图)?(?:的)?{_PLACE}", _move),
    _rule(rf"(?P<verb>{_GONE})(?P<what>.+)", _remove),
    _rule(rf"(?P<verb>{_TAKE})(?P<what>.+?)(?:给)?(?:{_GONE}|删|去了|弄走|移开|消失)(?:了)?", _remove),
    _rule(rf"(?P<verb>{_TAKE})?(?P<what>.+?)(?:{_INTO}|换|替换)(?P<by>.+)", _replace),
    _rule(r"(?:用|拿)(?P<by>.+?)(?:来)?(?:代替|替换掉|替换|取代|换掉|替代|换)(?P<what>.+)", _replace),
    _rule(rf"给(?P<anchor>.+?)(?:{_WEAR})(?P<what>.+)", _give),
    _rule(rf"(?:{_TAKE})?(?P<where>在.+?|.+?(?:上|里|边|旁|角|方|面|中))(?:再)?(?P<verb>{_PUT})(?P<what>.+)", _add),
    _rule(rf"(?:再)?(?P<verb>{_PUT})(?P<what>.+)", _add),
    _rule(rf"(?:{_TAKE})(?P<anchor>.+?)(?:{_WEAR})(?P<what>.+)", _give),
]  # fmt: skip
