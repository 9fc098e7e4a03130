"""Where the name of a thing ends in a Chinese clause, and what its first character tells of colour and size."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from danqing.director import chinese_nouns as nouns
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_words import BUILDING, CALLING_FOR

_ALIVE = frozenset({"animal", "person"})
# Whose name begins with a colour without being a thing in that colour ("白菜", "红茶").
_NAMES_IN_COLOR = frozenset("菜茶酒豆枣薯糖米瓜椒板领字包人市客甲金族猩")
_PERSONS = (
    *"员师匠者佬侠僧仙妖怪户翁贩娃倌妇嫂婶婆",
    "机器人",
    "雪人",
    "稻草人",
    "骑士",
    "士兵",
    "老板",
    "先生",
    "小姐",
    "队",
)
_HAD = frozenset({"clothing", "thing", "vehicle", "food"})
_DOERS = frozenset(
    {"人", "女", "佬", "匠", "工", "师", "夫", "员", "者", "童", "姑娘", "娘", "汉", "娃", "倌", "兵", "客"}
)
_SHAPES = frozenset("方圆长短尖")  # with one more character they are names
_TRADES = frozenset("卖采吹拉弹打捏织剃磨摘放牧修补说唱舞养种捕捞猎钓砍烧酿守")  # verbs of what people live by
_TOWARDS = frozenset({"围观", "拥抱", "亲吻", "追赶", "保护", "抚摸", "安慰", "等待", "面对", "背对", "看望", "照顾"})
_PUTTING = frozenset("摆放挂堆停插装盛铺搁晾贴摊种")
_ANIMALS = tuple("猫狗犬鸟鱼熊兔虎牛羊鸡鸭鹅猪蛇龙鼠猴狐狼鹿狮豹龟蛙虫")
_APART_FROM_PLACES = ("animal", "person", "building", "thing")
_NO_NAMES = frozenset("放站坐蹲躺趴停搁")  # verbs that begin no names
_GROUNDS = frozenset({"place", "building", "vehicle", "room"})
_VENDORS = frozenset(
    {"大叔", "大妈", "大爷", "大娘", "大婶", "大伯", "阿姨", "师傅", "小哥", "小贩", "老汉", "老头", "老板"}
)
_CLOTHES = frozenset("衣裙裤袍衫袄靴帽鞋")
_JOINING = frozenset({"wearing", "holding", "on", "full", "beside", "around", "next_to", "weather", "carry"})


def name_end(found: Sequence[Word], at: int, *, counted: bool, opening: bool = False) -> int:
    """Where the name that begins at a place ends; the place itself if none begins there.

    Args:
        found: words of the clause.
        at: of the first word that is not said of the thing.
        counted: whether a number or a measure word stands before.
        opening: whether the wish begins here.
    """
    end = at + _verbs_in_name(found, at, counted=counted, opening=opening)
    while end < len(found) and _joins(found, at, end):
        end += 1
    return end


def _verbs_in_name(found: Sequence[Word], at: int, *, counted: bool, opening: bool) -> int:
    """How many verbs begin a name: "(在)摇椅(上)", "(一只)烤鸭", "晾衣绳(上)", "(一个)修鞋匠"."""
    if at + 1 >= len(found) or found[at].kind != "verb" or found[at + 1].kind != "noun" or not found[at].chinese:
        return 0
    if found[at].text in CALLING_FOR:
        return 0
    end = at + 1
    while end < len(found) and found[end].kind == "noun":
        end += 1
    after = found[end] if end < len(found) else Word("", "comma")
    before = found[at - 1].kind if at else ""
    if _works(found, at, end):  # 卖花姑娘, 登山者
        return 1
    doer = end - at > 1 and found[end - 1].text in _DOERS and len(found[end - 1].text) == 1 and end - at == 3
    if doer and before in ("", "de", "measure", "number", "is", "at", "and", "verb", "aspect", "adj"):
        return 1  # 采药人
    if after.kind == "de" or found[at].value in _JOINING or found[at + 1].spaced:
        return 0
    if not before and end - at == 3 and found[end - 1].text in _VENDORS:  # 卖鱼大叔
        return 1
    if before == "de" and found[end - 1].value == "person" and len(found[at].text) > 1:  # 背着吉他的流浪歌手
        return 1
    if before == "adj" and len(found[at - 1].text) > 1:  # 往外喷岩浆
        return 0
    if counted and found[at].text in _NO_NAMES:  # 一层放书
        return 0
    doing = found[end - 1].value not in _GROUNDS or found[at].text in BUILDING
    if before == "at" and not counted and after.kind != "loc" and doing:  # 在放风筝, 在盖房子
        return 0
    if counted or before in ("at", "color", "adj", "is", "have", "and"):
        return 1
    if found[at].value in ("verb", "posture") and _wants_object(found, at):  # 戴着潜水镜
        return 1
    if before == "de" and at > 1 and found[at - 2].kind in ("color", "adj"):  # 红色的切菜板
        return 1
    if before == "aspect" and at > 1 and found[at - 2].text in _PUTTING:  # 桌上摆着切菜板
        return 1
    if not before and after.kind == "verb" and found[end - 1].value in _ALIVE:  # 招财猫摆在…
        return 1
    if found[end - 1].text in _DOERS and not before:  # 采药人
        return 1
    return int(
        not before and (opening or found[at].value != "posture") and after.kind in ("loc", "at", "have", "is", "and")
    )


def _works(found: Sequence[Word], at: int, end: int) -> bool:
    """Whether words name somebody by what they do: a verb, what it is done with, and the person."""
    verb, who = found[at], found[end - 1]
    before = found[at - 1].kind if at else ""
    person = who.value == "person" or who.text in _DOERS
    if before in ("noun", "color") or not person or who.spaced or verb.text in _TOWARDS:
        return False
    if end - at == 2 and len(verb.text) == 2:
        return verb.value not in _JOINING and (who.text in _DOERS or before in ("", "de", "verb", "aspect", "and"))
    return end - at == 3 and len(verb.text) == len(found[at + 1].text) == 1 and verb.text in _TRADES


def _wants_object(found: Sequence[Word], at: int) -> bool:
    """Whether what is worn, held or ridden comes next."""
    before = at - 2 if at > 1 and found[at - 1].kind == "aspect" else at - 1
    return before >= 0 and found[before].kind == "verb" and found[before].value in ("wearing", "holding", "on", "carry")


def _joins(found: Sequence[Word], at: int, end: int) -> bool:
    """Whether one more word belongs to the name: a noun right after a noun."""
    word = found[end]
    if end == at or found[end - 1].kind == "verb":
        return word.kind == "noun"
    if word.kind != "noun":
        return False
    before = found[end - 1]
    if before.text in _CLOTHES and word.value == "person":  # 白衣|女子
        return False
    if before.text == "皮" and word.text in _CLOTHES:
        return True
    if word.text == "皮" and before.value == "animal" and not _is(found, end + 1, "loc", "color"):  # 狼皮
        return True
    after = found[end + 1] if end + 1 < len(found) else Word("", "comma")
    if word.value == "body" and _is_end_of_name(after):  # 虎头|帽, 狗尾巴|草
        return True
    if word.value == "body" and len(word.text) > 1 and before.text.endswith(_PERSONS):  # 机器人|左肩
        return False
    if word.value == "body" and (before.value in _ALIVE or _is(found, end + 1, "loc")):
        return False
    apart = word.value in (_APART_FROM_PLACES if before.value == "place" else _ALIVE)
    apart = apart and before.value in ("place", "clothing")
    if apart and len(before.text) > 1 < len(word.text):  # 菜市场|大妈, 旗袍|女人
        return False
    if before.value == "person" and len(before.text) > 1 < len(word.text) and word.value in _HAD:
        return False  # 姑娘|红裙子
    if before.value == "body" and before.chinese and end == at + 1:
        return _is_end_of_name(word)  # 手|鼓
    if word.spaced and before.chinese and not word.chinese:
        return word.text[:1].isupper()
    if before.chinese and not word.chinese:
        return word.text.isupper() or word.text[:1].isupper()
    apart = not before.chinese and word.chinese and word.spaced
    return not apart or before.text[:1].isupper() or word.text == "门口"


def _is_end_of_name(word: Word) -> bool:
    """Whether a word right after a part of the body makes one name with it."""
    return word.kind == "noun" and len(word.text) == 1 and word.value not in (*_ALIVE, "body") and not word.spaced


def in_name(adjective: str, named: Sequence[Word]) -> bool:
    """Whether an adjective right before a noun makes a name with it: "小象", "女剑客", "老中医", "机械臂"."""
    kind = named[-1].value
    if not named[0].chinese:
        return False
    if adjective in nouns.CLASSIFYING:
        return True
    if adjective in _SHAPES and len(named) == 1 and len(named[0].text) == 1:  # 方桌, 长凳
        return True
    if adjective in ("女", "男"):
        return kind == "person"
    if adjective == "老":
        return kind == "person"
    return adjective == "小" and (kind in _ALIVE or named[-1].text == "舟")


def colored_name(name: str, is_noun: Callable[[str], bool]) -> tuple[str, str] | None:
    """A name without the colour that it begins with, and that colour."""
    if name in nouns.NICKNAMES:
        return nouns.NICKNAMES[name]
    first, rest = name[:1], name[1:]
    if first not in nouns.COLORS or first in nouns.NOT_COLORS or not rest or rest[0] in _NAMES_IN_COLOR:
        return None
    if first in "蓝紫灰棕褐" and is_noun(name) and not rest.endswith(nouns.WORN_ENDINGS):  # 蓝鲸, 紫藤, but 紫袍
        return None
    return (rest, nouns.COLORS[first]) if name not in nouns.MORE_NOUNS and is_noun(rest) else None


def sized_name(name: str, kind: str, is_noun: Callable[[str], bool]) -> tuple[str, str] | None:
    """A name without the 小 that it begins with; the young are named with it."""
    if (
        name[:1] != "小"
        or kind in _ALIVE
        or kind in ("place", "building")
        or name in nouns.MORE_NOUNS
        or not is_noun(name[1:])
    ):
        return None
    return name[1:], "小"


def kind_of(name: str, kind: str) -> str:
    """What a thing is, where its name's ending tells it better than the word it ends with: "快递员"."""
    if kind == "body" and name[-1] == "皮" and name[:-1].endswith(_ANIMALS):
        return "thing"
    if kind not in _ALIVE and len(name) > 1 and name.endswith(_PERSONS):
        return "person"
    return "animal" if kind == "unknown" and name.endswith(_ANIMALS) else kind


def joined(found: Sequence[Word]) -> str:
    """Words as written."""
    text = ""
    for word in found:
        gap = text and (word.spaced or (text[-1].isascii() and word.text[0].isascii()))
        text += f" {word.text}" if gap else word.text
    return text


def _is(found: Sequence[Word], at: int, *kinds: str) -> bool:
    return at < len(found) and found[at].kind in kinds
