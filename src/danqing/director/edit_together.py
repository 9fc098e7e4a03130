"""Instructions about several things of a picture at once: all but one shall go, or two shall change places or colours.

They are read as wholes before the grammars, because what they ask depends on what the picture shows beside.
"""

from __future__ import annotations

import re

from danqing.core.errors import RequestError
from danqing.director.edit_called import is_called, number_called
from danqing.director.edit_chinese_adding import placed
from danqing.director.edit_chinese_known import Talk as ChineseTalk
from danqing.director.edit_chinese_moved import all_of, moved_beside
from danqing.director.edit_chinese_nouns import without_ends
from danqing.director.edit_chinese_said import is_plausible
from danqing.director.edit_english_known import label
from danqing.director.edit_types import MAX_OPERATIONS, Background, Corner, Move, Operation, Recolor, Remove
from danqing.director.edit_words import PICTURE_WORDS, PRONOUNS, Vocabulary
from danqing.director.plan import Plan


class ChangeRefusedError(RequestError):
    """What is asked is understood and cannot be done so; the text says what can."""


_GO = "remove|delete|erase|get rid of|take away|take out|clear(?: away| out)?|cut(?: out)?|wipe(?: out)?|drop"
_ALL = "(?:everything|anything|all(?: the)?(?: other)?(?: things| objects)?|the rest)(?: else)?"
_BUT = "but|except(?:ing)?(?: for)?|apart from|aside from|other than|besides|save(?: for)?"
_AWAY = "去掉|删掉|删除|移除|去除|拿掉|拿走|清除|清掉|清空|擦掉|擦除|抹掉|抹去|消除|不要|弄走|移走|删|去|擦"
_REST = "(?:其他|其它|其余|别的|剩下|另外)的?(?:东西|物体|物品|内容|元素|部分|[^，,。都全统通给]{1,4})?"
_ONLY = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:{_GO}) {_ALL}(?: in (?:the|this) (?:picture|image|photo))? (?:{_BUT}) (?P<kept>[^,.;]+)",
        "(?:just |only )?(?:keep|leave|show) (?:only|just|nothing but) (?P<kept>[^,.;]+)",
        "(?:only|just) (?:keep|leave) (?P<kept>[^,.;]+)",
        rf"keep (?:only |just )?(?P<kept>[^,.;]+?)(?:,| and)* (?:{_GO}) {_ALL}",
        rf"(?:{_GO}) {_ALL}(?:,| and)* keep (?:only |just )?(?P<kept>[^,.;]+)",
        f"(?:把)?除了?(?P<kept>[^，,。；]+?)(?:以外|之外|外)?[，,]?(?:的)?(?:{_REST})?(?:所有|全部)?(?:的)?"
        f"(?:都|全都|全部|全|统统|通通|一律)*(?:给我|可以)?(?:{_AWAY})(?:掉|了|吧)*",
        f"(?:把)?(?P<kept>[^，,。；]+?)(?:以外|之外)的?(?:{_REST}|东西|物体|部分)?(?:都|全都|全部|全|统统|通通)*(?:给我)?"
        f"(?:{_AWAY})(?:掉|了|吧)*",
        "(?:画面|图|图片)?(?:里|中|上)?(?:只|就|仅)(?:保留|留下?|剩下?|要)(?:着)?(?P<kept>[^，,。；]+?)"
        "(?:就(?:行|好|可以)?了?)?(?:吧)?",
        f"(?:只|就)?(?:保留|留下|留着?)(?P<kept>[^，,。；]+?)[，,]?(?:把)?{_REST}(?:都|全都|全部|全|统统|通通)*(?:给我)?"
        f"(?:{_AWAY})(?:掉|了|吧)*",
    )
]
_PLACES = "places?|positions?|locations?|spots?"
_SWAP = "swap|switch|exchange|trade|interchange"
_SWAPPED_ZH = "互换|对调|交换|调换|换过来"
_ONE, _OTHER = r"(?P<one>[^,;:.!?，。；：！？]+?)", r"(?P<other>[^,;:.!?，。；：！？]+?)"
_BOTH = "(?P<both>the two(?: of them)?|both(?: of them)?|them|these two|those two)"
_BOTH_ZH = "(?P<both>它们|他们|她们|它俩|他俩|她俩|[这那]?(?:两[个只条头匹位]|俩)|两者)"
_SWAPPED = [
    re.compile(pattern, re.I)
    for pattern in (
        rf"(?:{_SWAP}) (?:the )?(?P<of>{_PLACES}|colou?rs) (?:of|between) (?:{_BOTH}|{_ONE} (?:and|with) {_OTHER})",
        rf"(?:{_SWAP}) {_ONE} and {_OTHER}(?:'s?)?(?: around| over|'?s? (?P<of>{_PLACES}|colou?rs))?",
        rf"(?:make|let|have) (?:{_BOTH}|{_ONE} and {_OTHER}) (?:{_SWAP}|change) (?P<of>{_PLACES}|colou?rs)",
        rf"{_ONE} and {_OTHER} (?:should |must )?(?:{_SWAP}|change) (?P<of>{_PLACES}|colou?rs)",
        rf"(?:{_SWAP}) (?P<both>their|both|the two|them)(?: round| around| over)?(?: (?P<of>{_PLACES}|colou?rs))?"
        "(?: round| around| over)?",
        rf"(?:把|将|让|给)?{_BOTH_ZH}的?(?P<of>位置|颜色)?(?:{_SWAPPED_ZH}|换)(?:一?[个下])?(?P<of2>位置|位子|地方|颜色)?(?:吧)?",
        rf"(?:把|将|让)?{_ONE}[和跟与同]{_OTHER}的?(?P<of>位置|颜色)?(?:{_SWAPPED_ZH}|换)(?:一?[个下])?"
        "(?P<of2>位置|位子|地方|颜色)?(?:吧)?",
        rf"(?:{_SWAPPED_ZH})(?:一?下)?(?:{_BOTH_ZH}|{_ONE}[和跟与同]{_OTHER})(?:的?(?P<of>位置|颜色))?(?:吧)?",
    )
]
_LAID = re.compile(
    "(?:把|将|让)?(?P<one>.+?)(?:都)?(?:移动|[移挪搬放摆拿拖戴坐站躺趴飞跳爬踢扔插塞装挂贴])(?:到|在|去|进)(?P<where>.+?)(?:去)?"
)
_OPPOSITE: dict[str, tuple[Corner, Corner]] = {
    "left_of": ("right", "left"), "right_of": ("left", "right"), "above": ("bottom", "top"), "below": ("top", "bottom"),
}  # fmt: skip
_POLITE = re.compile(r"^(?:please |can you |could you |now |请|帮我|麻烦|给我|现在)+|[\s.!?。！？]+$|,? please$", re.I)
_ARTICLE = re.compile(r"^(?:the|my|this|that|an?|both) ", re.I)
_AND = re.compile(r"\s+and\s+|\s*,\s*(?:and\s+)?|[和跟与、]", re.I)


def read_together(text: str, vocabulary: Vocabulary, known: Plan | None) -> tuple[Operation, ...]:
    """What an instruction about several things at once asks; nothing where it is none.

    Args:
        text: the whole instruction.
        vocabulary: the words that are known.
        known: what the picture shows; None if that is not known.

    Raises:
        ChangeRefusedError: two things shall change what is not known of them.
    """
    if len(text) > 120:
        return ()
    plain = _POLITE.sub("", _POLITE.sub("", text.strip()))
    for pattern in _ONLY:
        if found := pattern.fullmatch(plain):
            return _only(found["kept"].strip(), vocabulary, known)
    for pattern in _SWAPPED:
        if found := pattern.fullmatch(plain):
            return _swapped(found, plain, vocabulary, known)
    return _laid(plain, vocabulary, known)


def _only(kept: str, vocabulary: Vocabulary, known: Plan | None) -> tuple[Operation, ...]:
    """The other things of the picture removed; where they are not known, another ground behind what stays."""
    phrases = [_ARTICLE.sub("", each.strip()) for each in _AND.split(kept)]
    if any(not each or each.lower() in PICTURE_WORDS | PRONOUNS or each.lower() in vocabulary.colors
           for each in phrases):  # fmt: skip
        return ()
    subjects = () if known is None else known.subjects
    stay = [
        number for number, each in enumerate(subjects) if any(is_called(phrase, each, vocabulary) for phrase in phrases)
    ]
    if known is not None and not stay:
        return ()
    if known is None:
        is_chinese = not kept.isascii()
        joint = "和" if is_chinese else " and "
        return (Background(to="白色背景" if is_chinese else "white background", keep=joint.join(phrases)),)
    gone = [number for number in range(len(subjects)) if number not in stay]
    names = dict.fromkeys(_name_of(number, vocabulary, known) for number in gone)
    return tuple(Remove(what=name) for name in names)[:MAX_OPERATIONS]


def _swapped(found: re.Match[str], text: str, vocabulary: Vocabulary, known: Plan | None) -> tuple[Operation, ...]:
    """Two things in each other's place or colour, as far as the picture's words tell where they are."""
    groups = found.groupdict()
    of = groups.get("of") or groups.get("of2") or ""
    is_chinese, of_colors = not text.isascii(), of.lower().startswith("colo") or of == "颜色"
    if groups.get("both") is not None:
        if known is None or len(known.subjects) != 2:
            return ()
        one, other = (_name_of(number, vocabulary, known) for number in (0, 1))
        numbers: tuple[int | None, int | None] = (0, 1)
    else:
        one, other = (_ARTICLE.sub("", groups[name].strip()) for name in ("one", "other"))
        numbers = number_called(one, known, vocabulary), number_called(other, known, vocabulary)
        if re.search(r"\b(?:for|with|by|to)\b", f"{one} {other}"):
            return ()  # "swap the hat and the scarf for a crown"
    if is_chinese and not of and not re.search(_SWAPPED_ZH, text):
        return ()
    if of_colors:
        return _colors_swapped(one, other, numbers, vocabulary, known, is_chinese=is_chinese)
    first, second = numbers
    if known is not None and first is not None and second is not None:
        for each in known.relations:
            if {each.first, each.second} == {first, second} and each.kind in _OPPOSITE:
                to = dict(zip((each.first, each.second), _OPPOSITE[each.kind], strict=True))
                return tuple(Move(what=_name_of(n, vocabulary, known), to=to[n]) for n in (first, second))
    raise ChangeRefusedError(
        f"不能直接让“{one}”和“{other}”互换位置；请分别说要移到哪里，例如：把{one}移到右边，把{other}移到左边。"
        if is_chinese
        else f"“{one}” and “{other}” cannot change places in one go; say where each shall be, such as: move the {one} "
        f"to the right, move the {other} to the left."
    )


def read_laid(text: str, vocabulary: Vocabulary) -> tuple[Operation, ...]:
    """A thing laid onto another one in Chinese words that no frame reads, 把帽子放到车上面, as new there."""
    plain = _POLITE.sub("", text.strip())
    found = _LAID.fullmatch(plain) if len(plain) <= 60 else None
    made = None if found is None else placed(found["one"], found["where"], vocabulary)
    return () if made is None or not is_plausible(made, vocabulary) else (made,)


def _laid(text: str, vocabulary: Vocabulary, known: Plan | None) -> tuple[Operation, ...]:
    """A thing that the picture shows laid onto another one that it shows: 把帽子放到车上面."""
    found = None if known is None else _LAID.fullmatch(text)
    if found is None:
        return ()
    one = all_of(found["one"], text)
    moved = moved_beside(one, found["where"], without_ends(one), vocabulary)
    if moved is None or any(
        number_called(each or "", known, vocabulary) is None for each in (moved.what, moved.anchor)
    ):
        return ()
    return (moved,)


def _colors_swapped(
    one: str,
    other: str,
    numbers: tuple[int | None, int | None],
    vocabulary: Vocabulary,
    known: Plan | None,
    *,
    is_chinese: bool,
) -> tuple[Operation, ...]:
    """Two things, each in the colour of the other."""
    first, second = numbers
    if known is not None and (first is None or second is None):
        return ()
    if known is None and (one.endswith("的") or other.endswith("的")):  # 红的和白的: the words tell the colours
        return ()
    if known is not None and first is not None and second is not None:
        colors = known.subjects[first].color, known.subjects[second].color
        if colors[0] and colors[1]:
            names = [_name_of(number, vocabulary, known) for number in (first, second)]
            return Recolor(what=names[0], color=colors[1]), Recolor(what=names[1], color=colors[0])
    raise ChangeRefusedError(
        f"不知道“{one}”和“{other}”是什么颜色；请分别说要什么颜色，例如：把{one}变成红色，把{other}变成绿色。"
        if is_chinese
        else f"It is not known what colour “{one}” and “{other}” have; say what each shall have, such as: make the "
        f"{one} red, make the {other} green."
    )


def _name_of(number: int, vocabulary: Vocabulary, known: Plan) -> str:
    subject = known.subjects[number]
    if subject.name.isascii():
        return label(subject, known)
    return ChineseTalk.about(known, vocabulary).name_of(number)
