"""Words that a dictionary cuts apart and that name one thing together, and those that tell how a thing is patterned.

"矮|桌" and "孤|舟", "清|蒸|鲈鱼", "收银|员", "萨克斯|手", "李|白", "高|领|毛衣" are one name each; "条纹" before "衬衫"
is how it looks.
"""

from __future__ import annotations

from collections.abc import Sequence

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_nouns import WORN_ENDINGS
from danqing.director.chinese_words import set_of

_MANNERS = frozenset("矮孤恶怪圆方弯长短凶")  # with a noun of one character they are its name
_PATTERNS = set_of("条纹 格子 格纹 碎花 波点 圆点 豹纹 虎纹 斑马纹 迷彩 印花 千鸟格 苏格兰格 扎染 蜡染 拼布 提花 菱格")
_COOKED = set_of("""
    清蒸 红烧 糖醋 麻辣 油焖 水煮 白灼 干煸 凉拌 宫保 爆炒 葱油 椒盐 香煎 炭烤 蜜汁 酱爆 干锅 蒜蓉 剁椒 酸菜
    黄焖 盐焗 卤水 油炸 铁板 小炒 香辣
""")
_CUTS = set_of("""
    高领 低领 圆领 立领 翻领 长袖 短袖 无袖 连帽 露肩 齐胸 百褶 喇叭 阔腿 牛仔 针织 羊毛 羊绒 呢子 毛呢 蕾丝
    双排扣 收腰 宽檐 渔夫 过膝 破洞 束脚 对襟 交领 马面 齐腰 灯笼
""")
_PEOPLE = set_of("""
    李白 杜甫 白居易 苏轼 苏东坡 屈原 孔子 老子 庄子 王羲之 陶渊明 李清照 王维 孟浩然 辛弃疾 陆游 曹操 项羽
    秦始皇 武则天 郑和 玄奘 岳飞 杨贵妃 西施 王昭君 貂蝉 后羿 女娲 盘古 夸父 精卫 愚公 白娘子 许仙 法海 白雪公主
    灰姑娘 小红帽 匹诺曹 爱丽丝 牛顿 爱因斯坦 达芬奇 梵高 莫扎特 贝多芬 居里夫人 财神 门神 灶神 月老 土地公 观音
    弥勒佛 钟馗 圣诞老人
""")
_APPS = set_of("小红书 朋友圈 公众号 抖音 快手 淘宝 微信 微博 拼多多 知乎 哔哩哔哩 视频号")
_PLAYED = set_of("萨克斯 吉他 贝斯 小提琴 大提琴 键盘 琵琶 二胡 小号 长号 架子鼓 鼓 笛子 唢呐 手风琴 口琴 钢琴")
_BENT = set_of("弯 卷 蜷 缩 折 叠 拧 团")
_ALONE = frozenset({"comma", "de", "at", "aspect", "have", "and", "not", "ba", "bei", "picture"})
_LONGEST = 4  # words of a name that is cut apart


def with_compounds(found: Sequence[Word]) -> list[Word]:
    """A wish with names of several words as one word each."""
    kept: list[Word] = []
    at = 0
    while at < len(found):
        word, end = _compound(found, at)
        kept.append(word)
        at = end
    return kept


def _compound(found: Sequence[Word], at: int) -> tuple[Word, int]:
    """The word that begins at a place, and where it ends."""
    word = found[at]
    if word.kind in _ALONE:
        return word, at + 1
    for end in range(min(at + _LONGEST, len(found)), at, -1):
        named = _named(found, at, end)
        if named is not None:
            return named, end
    after = found[at + 1] if at + 1 < len(found) else None
    if word.text == "指" and after is not None and after.text == "着":
        return Word(word.text, "verb", "verb", word.spaced), at + 1
    return word, at + 1


def _named(found: Sequence[Word], at: int, end: int) -> Word | None:
    """The words between two places as one, if they name something together."""
    words = found[at:end]
    if len(words) > 1 and not words[-1].chinese:
        return None
    if any(each.kind == "comma" or each.spaced for each in words[1:]):
        return None
    text, last = "".join(each.text for each in words), words[-1]
    before = "".join(each.text for each in words[:-1])
    if text in _PEOPLE:
        return Word(text, "noun", "person", words[0].spaced)
    if text in _PATTERNS and end < len(found) and found[end].kind == "noun":
        return Word(text, "adj", "", words[0].spaced)
    if text in _APPS:
        return Word(text, "noun", "idea", words[0].spaced)
    if len(words) < 2:
        return None
    if before in _COOKED and last.kind == "noun":
        return Word(text, "noun", "food", words[0].spaced)
    if before in _CUTS and last.kind == "noun" and (last.value == "clothing" or last.text.endswith(WORN_ENDINGS)):
        return Word(text, "noun", "clothing", words[0].spaced)
    if len(words) == 2:
        return _of_two(words[0], last, found[end] if end < len(found) else None)
    if words[0].text in _BENT and words[1].text == "成" and last.kind == "noun" and at and found[at - 1].kind == "noun":
        return Word(text, "adj", "", words[0].spaced)  # 三文鱼|弯成月牙
    return None


def _of_two(first: Word, last: Word, after: Word | None) -> Word | None:
    """A name of two words: "矮桌", "收银员", "萨克斯手"."""
    text = first.text + last.text
    goes_on = after is not None and after.kind == "noun" and not after.spaced
    short = len(first.text) == len(last.text) == 1
    if first.kind == "adj" and first.text in _MANNERS and last.kind == "noun" and short and not goes_on:
        return Word(text, "noun", last.value, first.spaced)
    if last.text == "员" and first.kind in ("verb", "noun") and len(first.text) > 1 and first.chinese:
        return Word(text, "noun", "person", first.spaced)
    if last.text == "手" and first.text in _PLAYED and (after is None or after.kind not in ("loc", "aspect")):
        return Word(text, "noun", "person", first.spaced)
    return None
