"""The words of grammar in both languages by which an instruction to change a picture is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from danqing.director.edit_types import Beside, Change, Corner, Operation


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What the rules must know beside grammar; words in lower case.

    Args:
        colors: words for colours → one of :data:`danqing.director.edit_types.COLORS`.
        styles: names of styles in both languages.
        grounds: nouns of grounds ("beach", "雪地").
        measures: Chinese measure words.
    """

    colors: Mapping[str, str]
    styles: Collection[str]
    grounds: Collection[str]
    measures: Collection[str]


def any_of(words: Iterable[str], *, english: bool) -> str:
    """A pattern for one of the words that are of one language, the longest that fits."""
    own = (each for each in words if each.isascii() == english)
    return "|".join(re.escape(each) for each in sorted(own, key=len, reverse=True))


@dataclass(frozen=True)
class Read:
    """One piece that was understood: what it asks, and the words before its first thing, for parts that lack them."""

    operations: tuple[Operation, ...]
    verb: str


# How far: what is said → how much; 1 is what is clearly seen.
AMOUNTS: dict[str, float] = {
    **dict.fromkeys(("a little bit", "a little", "a bit", "slightly", "somewhat", "subtly"), 0.5),
    **dict.fromkeys(("much", "a lot", "lots", "far", "way", "very", "a great deal", "strongly"), 1.6),
    **dict.fromkeys(("稍微", "稍稍", "略微", "微微", "一点点", "有点", "稍"), 0.5),
    **dict.fromkeys(("一点儿", "一点", "一些", "点儿", "点", "些"), 0.8),
    **dict.fromkeys(("很多", "许多", "得多", "大幅", "非常", "特别", "大大", "大量"), 1.6),
}
CHANGES: dict[str, Change] = {
    **dict.fromkeys(("brighter", "lighter", "more bright", "less dark", "brighten", "lighten"), "brighter"),
    **dict.fromkeys(("darker", "dimmer", "less bright", "more dark", "darken", "dim"), "darker"),
    **dict.fromkeys(("warmer", "more warm", "less cold", "warm"), "warmer"),
    **dict.fromkeys(("cooler", "colder", "more cool", "more cold", "less warm", "cool"), "cooler"),
    **dict.fromkeys(("more contrast", "contrastier", "more contrasty", "crisper", "punchier"), "more contrast"),
    **dict.fromkeys(("less contrast", "flatter", "less contrasty"), "less contrast"),
    **dict.fromkeys(
        ("more colorful", "more colourful", "more saturated", "more vivid", "more vibrant", "saturate", "vivid"),
        "more color",
    ),
    **dict.fromkeys(
        ("less colorful", "less colourful", "less saturated", "paler", "desaturate", "muted"), "less color"
    ),
    **dict.fromkeys(("sharper", "less blurry", "sharpen", "more detailed", "clearer"), "sharper"),
    **dict.fromkeys(("softer", "blurrier", "more blurry", "blurry", "blurred", "blur", "soften"), "softer"),
    **dict.fromkeys(("black and white", "black-and-white", "grayscale", "greyscale", "monochrome"), "grey"),
    **dict.fromkeys(("亮", "明亮", "提亮", "浅"), "brighter"),
    **dict.fromkeys(("暗", "昏暗", "压暗", "黑暗", "深"), "darker"),
    **dict.fromkeys(("暖", "温暖", "暖和"), "warmer"),
    **dict.fromkeys(("冷", "清冷", "凉"), "cooler"),
    **dict.fromkeys(("鲜艳", "艳丽", "鲜明", "艳"), "more color"),
    **dict.fromkeys(("素", "淡", "素雅", "暗淡"), "less color"),
    **dict.fromkeys(("清晰", "锐利", "清楚", "锐"), "sharper"),
    **dict.fromkeys(("模糊", "柔和", "虚化", "虚"), "softer"),
    **dict.fromkeys(("黑白", "灰度"), "grey"),
}  # fmt: skip
QUANTITIES: dict[str, tuple[Change, Change]] = {  # what is raised, what is lowered
    **dict.fromkeys(("contrast", "对比度", "对比"), ("more contrast", "less contrast")),
    **dict.fromkeys(("brightness", "light", "exposure", "亮度", "曝光"), ("brighter", "darker")),
    **dict.fromkeys(("saturation", "color", "colour", "colors", "colours", "饱和度", "颜色", "色彩"),
                    ("more color", "less color")),
    **dict.fromkeys(("warmth", "color temperature", "色温"), ("warmer", "cooler")),
    **dict.fromkeys(("sharpness", "detail", "清晰度", "锐度"), ("sharper", "softer")),
}  # fmt: skip
PLACES: dict[str, Corner] = {
    **dict.fromkeys(("left", "左", "左边", "左侧", "左面", "左方"), "left"),
    **dict.fromkeys(("right", "右", "右边", "右侧", "右面", "右方"), "right"),
    **dict.fromkeys(("top", "up", "upwards", "upper", "sky", "上", "上面", "上边", "上方", "顶部", "顶上"), "top"),
    **dict.fromkeys(("天上", "天空", "天空中", "空中", "天空上", "天空里"), "top"),
    **dict.fromkeys(("bottom", "down", "downwards", "lower", "ground", "floor", "下", "下面", "下边"), "bottom"),
    **dict.fromkeys(("下方", "底部", "底下", "地上", "地面", "地面上"), "bottom"),
    **dict.fromkeys(("middle", "center", "centre", "中间", "中央", "正中", "中心"), "middle"),
    **dict.fromkeys(("top left", "upper left", "左上", "左上角", "左上方"), "top left"),
    **dict.fromkeys(("top right", "upper right", "右上", "右上角", "右上方"), "top right"),
    **dict.fromkeys(("bottom left", "lower left", "左下", "左下角", "左下方"), "bottom left"),
    **dict.fromkeys(("bottom right", "lower right", "右下", "右下角", "右下方"), "bottom right"),
}
BESIDES_EN: dict[str, Beside] = {
    **dict.fromkeys(("to the left of", "on the left of", "left of"), "left of"),
    **dict.fromkeys(("to the right of", "on the right of", "right of"), "right of"),
    **dict.fromkeys(("next to", "beside", "near", "close to", "by"), "next to"),
    **dict.fromkeys(("above", "over"), "above"),
    **dict.fromkeys(("below", "under", "underneath", "beneath"), "below"),
    "in front of": "in front of",
    "behind": "behind",
    **dict.fromkeys(("on top of", "on", "onto", "to"), "on"),
}  # fmt: skip
BESIDES_ZH: dict[str, Beside] = {
    **dict.fromkeys(("左边", "左侧", "左面", "左方"), "left of"),
    **dict.fromkeys(("右边", "右侧", "右面", "右方"), "right of"),
    **dict.fromkeys(("旁边", "旁", "身边", "边上", "附近", "身旁"), "next to"),
    **dict.fromkeys(("上方", "上空"), "above"),
    **dict.fromkeys(("下面", "下边", "下方", "底下", "脚下", "下"), "below"),
    **dict.fromkeys(("前面", "前方", "面前", "前"), "in front of"),
    **dict.fromkeys(("后面", "后方", "背后", "身后", "后"), "behind"),
    **dict.fromkeys(("头上", "头顶"), "worn by"),
    **dict.fromkeys(("上面", "身上", "上边", "上"), "on"),
}  # fmt: skip
PICTURE_WORDS = frozenset(
    [
        *("picture", "image", "photo", "photograph", "drawing", "painting", "scene", "whole picture", "whole image"),
        *("whole thing", "everything", "all", "overall", "colors", "colours", "颜色", "色彩"),
        *("图", "图片", "画", "画面", "照片", "图像", "整张图", "整幅画", "整个画面", "全图", "整体", "整张", "这张图"),
        *("这幅画", "这张图片", "这张照片"),
    ]
)
PRONOUNS = frozenset(("it", "this", "that", "them", "him", "her", "它", "他", "她", "它们", "这个", "那个", "其"))
BACKGROUND_WORDS = frozenset(("background", "backdrop", "背景", "底色", "背景色"))

EXAMPLES = {
    "en": (
        "replace the cat with a dog", "make the car red", "remove the ball", "add a hat",
        "change the background to snow", "in watercolor style", "make it brighter", "make the cat bigger",
        "move the ball to the left", "flip it",
    ),
    "zh": (
        "把猫变成狗", "把车变成红色", "去掉球", "加一顶帽子", "换成雪地背景", "变成水彩风格", "调亮一点", "把猫放大",
        "把球移到左边", "左右翻转",
    ),
}  # fmt: skip
