"""Which things Chinese measure words count: 那辆 is a vehicle, 这位 a person."""

from __future__ import annotations

from danqing.director.edit_words import Vocabulary

_COUNTED = {  # measure words → kinds of things, and ends of names, that are counted with them
    "位名": (("person",), "人员手师生客兵"), "顶": ((), "帽笠轿篷伞冠"), "朵": (("plant",), "花云菇"),
    "件": (("clothing",), "衣衫袍"), "辆": (("vehicle",), "车"), "匹": ((), "马狼布"),
    "只": (("animal",), "鞋碗箱船"), "棵": (("plant",), "树菜"), "本": ((), "书册本"), "盏": ((), "灯"),
    "艘": ((), "船艇舰"), "座": (("building",), "山塔桥楼房岛"), "头": ((), "牛猪羊象狮驴"),
    "把": ((), "椅伞刀剑扇壶梳"),
    "张": ((), "桌纸画床毯脸"), "颗": ((), "星球珠糖牙果"), "扇": ((), "门窗"), "栋": ((), "楼房屋"),
}  # fmt: skip


def counted_with(phrase: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether a phrase such as 那辆 ends in a measure word that is one of a thing's own."""
    found = _things_of(phrase[-1:]) if len(phrase) > 1 else None
    return found is not None and _are_those(name, found, vocabulary)


def may_be_counted_with(phrase: str, name: str, vocabulary: Vocabulary) -> bool:
    """Whether the measure word of a phrase, with 的 or without, may be one of a thing's; those unknown count all."""
    found = _things_of(phrase.removesuffix("的")[-1:])
    return found is None or _are_those(name, found, vocabulary)


def _things_of(measure: str) -> tuple[tuple[str, ...], str] | None:
    """The kinds of things, and the ends of names, that a measure word counts; None for words that count all."""
    return next((things for measures, things in _COUNTED.items() if measure and measure in measures), None)


def _are_those(name: str, things: tuple[tuple[str, ...], str], vocabulary: Vocabulary) -> bool:
    kinds, ends = things
    return vocabulary.kind(name) in kinds or name.endswith(tuple(ends))
