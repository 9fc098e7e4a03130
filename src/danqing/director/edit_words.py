"""The words of grammar in both languages by which an instruction to change a picture is read."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Literal

from danqing.director.edit_types import Beside, Change, Corner, Operation

Manner = Literal[
    "asked",
    "complaint",
    "comment",
    "same",
    "not",
    "wanted",
    "is",
    "keep",
    "there",
    "empty",
    "place",
    "placed",
    "ones",
    "only",
    "moving",
    "swap",
    "cancel",
    "of",
]
_DRAWN = frozenset(("animal", "person", "plant", "food", "body", "clothing", "vehicle", "building", "place", "thing"))


@dataclass(frozen=True, kw_only=True)
class Vocabulary:
    """What the rules must know beside grammar; words in lower case.

    Args:
        colors: words for colours → one of :data:`danqing.director.edit_types.COLORS`.
        styles: names of styles in both languages.
        grounds: nouns of grounds ("beach", "雪地").
        measures: Chinese measure words.
        wearables: nouns of what is worn ("hat").
        english: English words → their parts of speech and kinds, see :mod:`danqing.data.english`; may be empty.
        chinese: Chinese words → their kind and rarity, see :mod:`danqing.data.chinese_lexicon`; may be empty.
        names: names of things in both languages → what the thing is called in English; may be empty.
    """

    colors: Mapping[str, str]
    styles: Collection[str]
    grounds: Collection[str]
    measures: Collection[str]
    wearables: Collection[str] = ()
    english: Mapping[str, str] = field(default_factory=dict)
    chinese: Mapping[str, tuple[str, int]] = field(default_factory=dict)
    names: Mapping[str, Collection[str]] = field(default_factory=dict)

    def kind(self, word: str) -> str:
        """What a Chinese word is; empty for one that is not known."""
        return self.chinese[word][0] if word in self.chinese else ""

    def is_thing(self, word: str) -> bool:
        """Whether a Chinese word is the name of something that can be drawn."""
        return self.kind(word) in _DRAWN


def word_set(text: str) -> frozenset[str]:
    """The words of a text."""
    return frozenset(text.split())


def any_of(words: Iterable[str], *, english: bool) -> str:
    """A pattern for one of the words that are of one language, the longest that fits."""
    own = (each for each in words if each.isascii() == english)
    return "|".join(re.escape(each) for each in sorted(own, key=len, reverse=True))


@dataclass(frozen=True, kw_only=True)
class Said:
    """A clause freed of its polite words and of how far it goes.

    Args:
        text: what is left.
        amount: how far, 1 unless it was said.
        vocabulary: the words that are known.
    """

    text: str
    amount: float
    vocabulary: Vocabulary


@dataclass(frozen=True)
class Read:
    """One piece that was understood.

    Args:
        operations: what it asks; those of a complaint ("too dark") are what would mend it.
        verb: the words before its first thing, for parts that lack them ("make the car red and the house blue").
        topic: the thing that it speaks of, for pieces that name none.
        manner: ``same`` asks what was asked before of :attr:`topic`; ``not`` names what shall not be there, before what
            shall; ``there`` puts something in the topic's place; ``of`` names late what was asked of "it"; a
            ``comment`` asks nothing.
    """

    operations: tuple[Operation, ...]
    verb: str = ""
    topic: str | None = None
    manner: Manner = "asked"


TOPIC = "it"  # stands for the thing spoken of last, where a piece names none
NO_GROUND = "white background"  # is asked for where the background shall only go

# How far: what is said → how much; 1 is what is clearly seen.
AMOUNTS: dict[str, float] = {
    **dict.fromkeys(("a little bit", "a little", "a bit", "slightly", "somewhat", "subtly", "a touch", "a tad"), 0.5),
    **dict.fromkeys(("a smidge", "a hair", "a fraction", "a shade", "gently", "mildly", "just a little"), 0.5),
    **dict.fromkeys(("much", "a lot", "lots", "far", "way", "very", "a great deal", "strongly", "a ton"), 1.6),
    **dict.fromkeys(("a good deal", "significantly", "considerably", "dramatically", "massively", "really"), 1.6),
    **dict.fromkeys(("稍微", "稍稍", "略微", "微微", "一点点", "有点", "稍", "略", "轻微"), 0.5),
    **dict.fromkeys(("一点儿", "一点", "一些", "点儿", "点", "些", "一丢丢", "几分"), 0.8),
    **dict.fromkeys(("很多", "许多", "得多", "大幅", "非常", "特别", "大大", "大量", "狠狠", "明显"), 1.6),
}
CHANGES: dict[str, Change] = {
    **dict.fromkeys(("brighter", "lighter", "more bright", "less dark", "brighten", "lighten", "sunnier"), "brighter"),
    **dict.fromkeys(("less gloomy", "better lit", "more luminous", "illuminate", "light up", "lit up"), "brighter"),
    **dict.fromkeys(("darker", "dimmer", "less bright", "more dark", "darken", "dim", "gloomier", "moodier"), "darker"),
    **dict.fromkeys(("warmer", "more warm", "less cold", "warm", "cozier", "cosier", "less blue"), "warmer"),
    **dict.fromkeys(("cooler", "colder", "more cool", "more cold", "less warm", "cool", "bluer", "chillier"), "cooler"),
    **dict.fromkeys(("more contrast", "contrastier", "more contrasty", "punchier", "bolder"), "more contrast"),
    **dict.fromkeys(("less contrast", "flatter", "less contrasty", "less harsh"), "less contrast"),
    **dict.fromkeys(("more colorful", "more colourful", "more saturated", "more vivid", "more vibrant"), "more color"),
    **dict.fromkeys(("saturate", "vivid", "vibrant", "richer", "livelier", "less dull", "less grey"), "more color"),
    **dict.fromkeys(("less colorful", "less colourful", "less saturated"), "less color"),
    **dict.fromkeys(("paler", "desaturate", "muted"), "less color"),
    **dict.fromkeys(("more muted", "duller", "less vivid", "less vibrant", "more subdued", "more faded"), "less color"),
    **dict.fromkeys(("sharper", "less blurry", "sharpen", "more detailed", "clearer", "crisper", "crisp"), "sharper"),
    **dict.fromkeys(("less fuzzy", "less soft", "more focused", "in focus", "more defined", "sharp"), "sharper"),
    **dict.fromkeys(("softer", "blurrier", "more blurry", "blurry", "blurred", "blur", "soften", "hazier"), "softer"),
    **dict.fromkeys(("out of focus", "fuzzier", "dreamier", "less sharp", "smoother"), "softer"),
    **dict.fromkeys(("black and white", "black-and-white", "grayscale", "greyscale", "monochrome", "b&w"), "grey"),
    **dict.fromkeys(("亮", "明亮", "提亮", "亮堂", "明快", "透亮", "光亮", "敞亮", "天亮", "通透"), "brighter"),
    **dict.fromkeys(("暗", "昏暗", "压暗", "黑暗", "暗沉", "暗淡", "天黑", "天暗"), "darker"),
    **dict.fromkeys(("暖", "温暖", "暖和", "暖色", "暖色调", "温馨", "暖调"), "warmer"),
    **dict.fromkeys(("冷", "清冷", "凉", "冷色", "冷色调", "冷调", "冷峻", "清凉"), "cooler"),
    **dict.fromkeys(("鲜艳", "艳丽", "鲜明", "艳", "浓郁", "浓", "饱满", "鲜亮", "饱和"), "more color"),
    **dict.fromkeys(("浓烈", "鲜", "亮丽", "鲜活"), "more color"),
    **dict.fromkeys(("素", "淡", "素雅", "淡雅", "素净", "寡淡", "灰", "收敛", "低调"), "less color"),
    **dict.fromkeys(("清晰", "锐利", "清楚", "锐", "锐化", "清楚明白", "实"), "sharper"),
    **dict.fromkeys(("模糊", "柔和", "虚化", "虚", "柔", "朦胧", "柔化", "软", "梦幻", "柔软"), "softer"),
    **dict.fromkeys(("黑白", "灰度", "去色", "单色", "黑白照", "黑白片", "黑白照片"), "grey"),
}  # fmt: skip
COMPLAINTS: dict[str, Change] = {  # what a picture is too much → what mends it
    **dict.fromkeys(("dark", "gloomy", "dim", "murky", "underexposed", "black", "shadowy", "dingy"), "brighter"),
    **dict.fromkeys(("bright", "overexposed", "light", "blinding", "glaring", "blown out"), "darker"),
    **dict.fromkeys(("cold", "cool", "blue", "bluish", "chilly", "icy"), "warmer"),
    **dict.fromkeys(("warm", "yellow", "yellowish", "orange", "reddish", "hot"), "cooler"),
    **dict.fromkeys(("flat", "washed out", "hazy", "foggy"), "more contrast"),
    **dict.fromkeys(("contrasty", "harsh", "hard"), "less contrast"),
    **dict.fromkeys(("dull", "drab", "colourless", "colorless", "faded", "bland", "muted", "lifeless"), "more color"),
    **dict.fromkeys(("saturated", "garish", "colourful", "colorful", "loud", "vivid", "gaudy"), "less color"),
    **dict.fromkeys(("blurry", "blurred", "mushy", "fuzzy", "soft", "smudgy", "out of focus", "unsharp"), "sharper"),
    **dict.fromkeys(("sharp", "crisp", "edgy"), "softer"),
    **dict.fromkeys(("暗", "黑", "昏暗", "黑乎乎", "发黑", "发暗", "暗沉", "阴沉", "阴暗", "欠曝"), "brighter"),
    **dict.fromkeys(("闷", "阴森", "阴森森"), "brighter"),
    **dict.fromkeys(("亮", "刺眼", "过曝", "曝", "晃眼", "白", "发白"), "darker"),
    **dict.fromkeys(("冷", "蓝", "冷清", "冰冷"), "warmer"),
    **dict.fromkeys(("暖", "黄", "红", "热", "发黄", "发红"), "cooler"),
    **dict.fromkeys(("平", "灰", "灰蒙蒙", "发灰", "雾蒙蒙"), "more contrast"),
    **dict.fromkeys(("硬", "强烈", "生硬"), "less contrast"),
    **dict.fromkeys(("淡", "寡淡", "素", "单调", "没精神", "平淡", "暗淡"), "more color"),
    **dict.fromkeys(("艳", "鲜艳", "花", "浓", "艳俗", "花哨", "饱和", "跳", "荧光", "扎眼", "刺目"), "less color"),
    **dict.fromkeys(("糊", "模糊", "糊糊", "虚", "不清楚", "不清晰", "看不清"), "sharper"),
    **dict.fromkeys(("锐", "锐利", "尖锐"), "softer"),
}  # fmt: skip
QUANTITIES: dict[str, tuple[Change, Change]] = {  # what is raised, what is lowered
    **dict.fromkeys(("contrast", "punch", "drama", "对比度", "对比", "反差", "明暗对比"),
                    ("more contrast", "less contrast")),
    **dict.fromkeys(("brightness", "light", "lighting", "lights", "exposure", "亮度", "曝光", "光线", "光", "曝光度"),
                    ("brighter", "darker")),
    **dict.fromkeys(("saturation", "color", "colour", "colors", "colours", "vibrance", "vividness",
                     "饱和度", "饱和", "颜色", "色彩", "鲜艳度", "彩度", "色"), ("more color", "less color")),
    **dict.fromkeys(("warmth", "color temperature", "colour temperature", "temperature", "色温", "暖意"),
                    ("warmer", "cooler")),
    **dict.fromkeys(("sharpness", "detail", "details", "clarity", "crispness", "focus", "清晰度", "锐度", "细节"),
                    ("sharper", "softer")),
    **dict.fromkeys(("blur", "softness", "haze", "模糊度", "柔和度"), ("softer", "sharper")),
    **dict.fromkeys(("darkness", "shadow", "shadows", "阴影"), ("darker", "brighter")),
}  # fmt: skip
PLACES: dict[str, Corner] = {
    **dict.fromkeys(("left", "左", "左边", "左侧", "左面", "左方", "左手边", "最左边", "左半边", "靠左"), "left"),
    **dict.fromkeys(("right", "右", "右边", "右侧", "右面", "右方", "右手边", "最右边", "右半边", "靠右"), "right"),
    **dict.fromkeys(("top", "up", "upwards", "upper", "sky", "上", "上面", "上边", "上方", "顶部", "顶上"), "top"),
    **dict.fromkeys(("天上", "天空", "天空中", "空中", "天空上", "天空里", "高处", "最上面", "半空中"), "top"),
    **dict.fromkeys(("bottom", "down", "downwards", "lower", "ground", "floor", "下", "下面", "下边"), "bottom"),
    **dict.fromkeys(("下方", "底部", "底下", "地上", "地面", "地面上", "地板上", "最下面", "低处"), "bottom"),
    **dict.fromkeys(
        ("middle", "center", "centre", "中间", "中央", "正中", "中心", "正中间", "正中央", "当中"), "middle"
    ),
    **dict.fromkeys(("最左", "最左侧", "左端", "左半部分", "左边缘"), "left"),
    **dict.fromkeys(("最右", "最右侧", "右端", "右半部分", "右边缘"), "right"),
    **dict.fromkeys(("顶端", "上端", "最上方", "上半部分", "正上方", "最顶上", "上空", "上部", "最上边"), "top"),
    **dict.fromkeys(("底端", "下端", "最下方", "下半部分", "正下方", "最底下", "下部", "最下边", "底下边"), "bottom"),
    **dict.fromkeys(("正当中", "中部", "中心位置", "最中间", "最中央", "C位"), "middle"),
    **dict.fromkeys(("top left", "upper left", "top-left", "左上", "左上角", "左上方"), "top left"),
    **dict.fromkeys(("top right", "upper right", "top-right", "右上", "右上角", "右上方"), "top right"),
    **dict.fromkeys(("bottom left", "lower left", "bottom-left", "左下", "左下角", "左下方"), "bottom left"),
    **dict.fromkeys(("bottom right", "lower right", "bottom-right", "右下", "右下角", "右下方"), "bottom right"),
}
BESIDES_EN: dict[str, Beside] = {
    **dict.fromkeys(("to the left of", "on the left of", "left of", "on the left side of"), "left of"),
    **dict.fromkeys(("to the right of", "on the right of", "right of", "on the right side of"), "right of"),
    **dict.fromkeys(("next to", "beside", "near", "close to", "by", "alongside", "besides", "around"), "next to"),
    **dict.fromkeys(("above", "over"), "above"),
    **dict.fromkeys(("below", "under", "underneath", "beneath"), "below"),
    **dict.fromkeys(("in front of", "before"), "in front of"),
    **dict.fromkeys(("behind", "in back of"), "behind"),
    **dict.fromkeys(("on top of", "on", "onto", "to", "in", "into", "inside", "atop", "upon"), "on"),
}  # fmt: skip
PICTURE_WORDS = frozenset(
    [
        *("picture", "image", "photo", "photograph", "drawing", "painting", "scene", "whole picture", "whole image"),
        *("whole thing", "everything", "all", "overall", "colors", "colours", "颜色", "色彩", "shot", "pic", "artwork"),
        *(
            "things",
            "stuff",
            "whole photo",
            "whole scene",
            "entire image",
            "entire picture",
            "entire scene",
            "lot",
            "whole lot",
            "frame",
        ),
        *("picture overall", "image overall", "overall image", "overall picture", "tones", "tone", "light", "lighting"),
        *("图", "图片", "画", "画面", "照片", "图像", "整张图", "整幅画", "整个画面", "全图", "整体", "整张", "这张图"),
        *(
            "这幅画",
            "这张图片",
            "这张照片",
            "全部",
            "整个",
            "整张图片",
            "整张照片",
            "整幅",
            "画面整体",
            "整体画面",
            "色调",
        ),
        *(
            "整个图",
            "全局",
            "光线",
            "整体色调",
            "这图",
            "这画",
            "这幅",
            "这张",
            "全画面",
            "气氛",
            "整体感觉",
            "画风",
            "风格",
            "整体风格",
            "整体气氛",
            "氛围",
            "色",
            "光",
            "整体光线",
            "画面颜色",
        ),
    ]
)
PRONOUNS = frozenset(
    [
        *("it", "this", "that", "them", "him", "her", "these", "those", "he", "she", "they", "its", "all of them"),
        *(
            "both",
            "both of them",
            "this one",
            "that one",
            "它",
            "他",
            "她",
            "它们",
            "这个",
            "那个",
            "其",
            "他们",
            "她们",
        ),
        *("它们都", "这", "那", "它俩", "他俩", "俩", "两个", "都"),
    ]
)
BACKGROUND_WORDS = frozenset(
    ("background", "backdrop", "背景", "底色", "背景色", "setting", "surroundings", "scenery", "后面", "背后", "场景")
)

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
