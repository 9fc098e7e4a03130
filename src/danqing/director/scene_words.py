"""The words of grammar in both languages by which a prompt's scene is read; what things are called is handed in."""

from __future__ import annotations

from collections.abc import Mapping, Set
from dataclasses import dataclass, field


@dataclass(frozen=True, kw_only=True)
class Lexicon:
    """What things, colours, grounds and styles are called, in lower case, English without articles → their keys.

    Args:
        subjects: names of things, plurals among them.
        colors, backdrops: colours of things, and of plain grounds.
        grounds: phrases of place ("on grass", "草地上").
        ground_nouns: what a ground is called where it is "in the background".
        scenic: subjects that are rather a ground where another thing is before or under them → the ground.
        styles: phrases for styles.
        measures: Chinese measure words.
        roles: ``carrier``, ``roof``, ``wearable``, ``aloft`` (sun, moon, star, cloud), ``flying``: keys of subjects.
        english: English words → parts of speech and classes, for wishes (:func:`danqing.data.english.english_words`).
        chinese: Chinese words → kind and rarity, for wishes (:func:`danqing.data.chinese_lexicon.chinese_lexicon`).
    """

    subjects: Mapping[str, str]
    colors: Mapping[str, str]
    backdrops: Mapping[str, str]
    grounds: Mapping[str, str]
    ground_nouns: Mapping[str, str]
    scenic: Mapping[str, str]
    styles: Mapping[str, str]
    measures: Set[str]
    roles: Mapping[str, Set[str]]
    english: Mapping[str, str] = field(default_factory=dict)
    chinese: Mapping[str, tuple[str, int]] = field(default_factory=dict)


def table_of(text: str) -> dict[str, str]:
    """``key: phrase | phrase`` lines as phrase → key."""
    found: dict[str, str] = {}
    for line in text.strip().splitlines():
        key, phrases = line.strip().split(":")
        for phrase in phrases.split("|"):
            found[phrase.strip()] = key.strip()
    return found


def _set(text: str) -> frozenset[str]:
    return frozenset(text.split())


# Before the second subject; "up" and "down" mean on or above, under or below, as the subjects allow.
PREPOSITIONS = table_of("""
    left_of: to left of | on left of | left of | on left side of | to left side of | at left of
    right_of: to right of | on right of | right of | on right side of | to right side of | at right of
    above: above | over | directly above | high above | right above | hovering over | flying over
    below: below | directly below
    down: under | underneath | beneath
    next_to: next to | beside | close to | near | alongside | by | by side of | 紧挨着 | 挨着 | 紧靠着 | 靠着
    in_front_of: in front of | before
    behind: behind | at back of
    on: on | on top of | atop | upon | riding | rides | riding on | standing on | sitting on | 骑着 | 骑
    in: in | inside | into
    with: with | 带着
    holding: holding | holds | carrying | carries | 拿着 | 抱着 | 举着 | 端着 | 捧着 | 提着 | 握着
    wearing: wearing | wears | dressed in | 戴着 | 戴 | 头戴 | 穿着 | 佩戴 | 佩戴着 | 头戴着
""")
# After the second subject ("球的左边"), or alone ("左边是…").
DIRECTIONS = table_of("""
    left_of: 左边 | 左侧 | 左面 | 左方 | 左手边
    right_of: 右边 | 右侧 | 右面 | 右方 | 右手边
    above: 上方 | 正上方 | 上空
    below: 下方 | 正下方
    up: 上 | 上面 | 上边 | 顶上 | 上头
    down: 下 | 下面 | 下边 | 底下 | 脚下
    next_to: 旁边 | 旁 | 边上 | 身边 | 附近 | 身旁
    in_front_of: 前面 | 前 | 前方 | 面前 | 跟前
    behind: 后面 | 后 | 后方 | 背后 | 身后
    in: 里 | 里面 | 中 | 当中
""")
ENGLISH_SIDES = table_of("""
    left_of: on left | at left | on left side | to left
    right_of: on right | at right | on right side | to right
    above: at top
    below: at bottom
""")
# Said of the subject just named, about the one before it.
BACKWARD = table_of("""
    left_of: on its left | to its left | on their left
    right_of: on its right | to its right | on their right
    above: above it | over it | above them
    below: below it
    down: under it | beneath it
    behind: behind it | behind them
    in_front_of: in front of it | in front of them
    next_to: next to it | beside it
    on: on it | on top | on top of it
    wearing: on its head | on his head | on her head
""")
SIDE_BY_SIDE = table_of("next_to: side by side | 并排 | 肩并肩 | 并肩")
BETWEEN = frozenset({"between", "in between", "之间", "中间"})  # of three things; left to the model
SKY = table_of("""
    sky: in sky | up in sky | in blue sky | in air | 天上 | 天空中 | 天空里 | 空中 | 天空上 | 蓝天上 | 天边 | 天空
    night: in night sky | in starry sky | 夜空中 | 夜空里 | 星空中
""")
AT = _set("""
    在 坐在 站在 躺在 趴在 停在 放在 飞在 游在 位于 蹲在 睡在 挂在 跑在 开在 漂在 飘在 走在 待在 摆在 躲在 立在
""")
HAVE = _set("""
    有 是 放着 挂着 坐着 站着 趴着 停着 飞着 游着 飘着 漂着 躺着 摆着 长着 开着 睡着 蹲着 立着 还有 有着 跑着 升起
    铺着
""")
AND = _set("""
    and & + plus 和 与 跟 以及 及
""")
COMMAS = frozenset(",，。.;；、!！\n:：|")
BACKGROUND = frozenset({"background", "in background", "背景", "为背景", "backdrop"})
SIZES = table_of("""
    small: small | little | tiny | 小 | 小小 | 小小的 | 小型
    big: big | large | huge | giant | 大 | 巨大 | 巨大的 | 大大 | 大大的 | 高大
""")
NUMBERS: dict[str, int] = {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "eleven": 11, "twelve": 12, "dozen": 12, "couple of": 2, "pair of": 2, "few": 3, "several": 3, "some": 3,
    "many": 6, "group of": 4, "lots of": 6, "bunch of": 4,
}  # fmt: skip
CHINESE_NUMBERS: dict[str, int] = {
    "一": 1, "二": 2, "两": 2, "俩": 2, "三": 3, "四": 4, "五": 5, "六": 6, "七": 7, "八": 8, "九": 9, "十": 10,
    "十一": 11, "十二": 12, "几": 3, "好几": 4, "许多": 6, "很多": 6, "一群": 4, "一对": 2, "一双": 2, "一些": 3,
}  # fmt: skip
WHOLE_NUMBERS = frozenset({"许多", "很多", "一群", "一对", "一双", "一些"})  # these need no measure word
VAGUE = frozenset(
    {"few", "several", "some", "many", "group of", "lots of", "bunch of", "几", "好几", "许多", "很多", "一群", "一些"}
)  # of NUMBERS and CHINESE_NUMBERS, these are guesses
# Words that say nothing of the scene.
GLUE = _set("""
    is are was there here this that these those of picture image drawing illustration painting icon photo draw
    please show shows showing me i would like want it its one's who which together very cute simple paint plain
    standing sitting flying swimming resting lying up style create make 请 帮我 给我 画 绘制 生成 幅 图片 图画 插画
    图 照片 图标 图案 风格 着 了 一幅 一张图 我想要 我想要一张 想要 画面 图中 图里 画面上 画面中 这里 这是 里面 头上
    色 飞 游 正 正在 颜色 一起 一幅画 一张图片 的画 站 坐 都 各 中有 in's to
""")
ARTICLES = frozenset({"a", "an", "the"})
PLACE_ADJECTIVES = _set("""
    green blue sandy wooden sunny dark quiet open wide snowy beautiful soft calm deep busy empty big small long
    white yellow clear starry rainy lush tropical
""")
