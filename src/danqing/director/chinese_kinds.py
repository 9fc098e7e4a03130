"""Words of a Chinese or mixed text, and what part of speech they are between their neighbours."""

from __future__ import annotations

from dataclasses import dataclass

from danqing.director import chinese_classes as classes
from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words


@dataclass(frozen=True)
class Word:
    """A word of the text.

    Args:
        text: as written.
        kind: noun, verb, adj, color, number, measure, loc, at, ba, bei, coverb, have, is, de, and, prep, pronoun,
            article, style, mark (of a style), picture, background, time, comma, aspect, not, skip.
        value: what a table has for it: a colour, a relation; of a noun what it is (animal, place …).
        spaced: whether a space stands before it.
    """

    text: str
    kind: str
    value: str = ""
    spaced: bool = False

    @property
    def chinese(self) -> bool:
        return "\u3400" <= self.text[:1] <= "\u9fff"


def measures_apart(found: list[Word]) -> list[Word]:
    """ "一|只是" as "一|只|是", "卡车|上装|着" as "卡车|上|装|着"."""
    apart: list[Word] = []
    for at, word in enumerate(found):
        after = found[at + 1].text if at + 1 < len(found) else ""
        before = apart[-1].kind if apart else ""
        if word.text in ("这个", "那个") and after not in ("", "，") and apart:
            apart += [Word(word.text[0], "skip"), Word("个", "measure")]
        elif before == "number" and word.text in ("只是", "只有", "只在"):
            apart += [Word("只", "measure"), Word(word.text[1:], {"是": "is", "有": "have", "在": "at"}[word.text[1:]])]
        elif (
            word.kind == "verb" and word.text[0] == "手" and len(word.text) == 2 and apart and apart[-1].text in "左右"
        ):
            side = apart.pop()  # 右|手握
            apart += [Word(f"{side.text}手", "loc", side.value, side.spaced), Word(word.text[1:], "verb", "holding")]
        elif (
            before in ("noun", "measure")
            and len(word.text) == 2
            and word.text[0] in "上里下中前后旁外"
            and after in ("着", "了", "满")
        ):
            kind = words.LOCALISERS[word.text[0]]
            apart += [Word(word.text[0], "loc", kind), Word(word.text[1:], "verb", "posture")]
        elif word.text == "儿" and len(apart) > 1 and apart[-1].text in words.MEASURES and apart[-2].kind == "number":
            continue  # 一对|儿
        elif word.text == "满" and before == "verb" and after not in ("", "，", "地") and len(apart[-1].text) == 1:
            verb = apart.pop()  # 载|满
            apart.append(Word(f"{verb.text}满", "verb", "full", verb.spaced))
        elif word.text == "地" and apart and apart[-1].value in ("plant", "food") and apart[-1].kind == "noun":
            field = apart.pop()  # 油菜|地
            apart.append(Word(f"{field.text}地", "noun", "place", field.spaced))
        elif (
            word.text == "的"
            and before == "number"
            and len(apart[-1].text) > 1
            and apart[-1].text in words.VAGUE_NUMBERS
        ):
            continue  # 满树|的|桃花
        elif word.text in words.MEASURES and len(apart) > 1 and apart[-1].text == word.text and apart[-2].text == "一":
            apart[-2] = Word("几", "number", "", apart[-2].spaced)  # 一|排|排
        elif word.kind == "measure" and len(apart) > 1 and apart[-1].text in _SIZES and apart[-2].kind == "number":
            apart[-1] = word  # 一|大|群
        elif _echoes(word, apart):  # 威风|凛|凛, 笑|呵呵
            last = apart.pop()
            begin = apart.pop().text if apart and apart[-1].value in ("idea", "act", "posture", "verb") else ""
            apart.append(Word(begin + last.text + word.text, "adj", "adjective", last.spaced))
        elif word.text in classes.KIN and apart and apart[-1].text in classes.KIN:
            apart += [Word("和", "and"), word]  # 爸爸|妈妈
        elif word.text in _BEASTS and apart and apart[-1].text in _BEASTS and not _joins_next(found, at):
            apart += [Word("和", "and"), word]  # 龟|兔
        elif before == "measure" and word.kind == "verb" and len(word.text) == 2 and word.text[0] == "手":
            apart += [Word("手", "noun", "body"), Word(word.text[1:], "verb", "holding")]  # 一双手|捧着
        else:
            apart.append(word)
    return apart


_BEASTS = frozenset("猫狗犬熊兔虎牛马羊鸡鸭鹅猪蛇鼠猴狐狼狮豹龟蛙鹬蚌鹤")  # two of these names are two


def _joins_next(found: list[Word], at: int) -> bool:
    """Whether the next word may be of the same name: "牛羊|肉"."""
    return at + 1 < len(found) and found[at + 1].kind == "noun" and found[at + 1].value not in ("act", "time", "idea")


def _is_deed(before: Word, after: Word) -> bool:
    """Whether what somebody does stands between two words: "警察|敬礼"."""
    return before.value in _ALIVE and before.kind == "noun" and after.kind in _AFTER_DEED


def _does_unknown(before: Word, after: Word) -> bool:
    """Whether an unknown character between who and what is what somebody does with it."""
    who = before.kind == "noun" and before.value == "person" and len(before.text) > 1
    return (
        who and after.kind in ("noun", "color", "measure", "number") and after.value not in _ALIVE and not after.spaced
    )


def _echoes(word: Word, apart: list[Word]) -> bool:
    """Whether a character is said twice that is no name: both describe."""
    if not apart or len(word.text) != 1 or apart[-1].text != word.text or not word.chinese:
        return False
    return word.kind == "adj" or word.value == "unknown"


def resolved(found: list[Word]) -> list[Word]:
    """Words of several kinds as their neighbours decide."""
    settled: list[Word] = []
    for at, word in enumerate(found):
        after = found[at + 1] if at + 1 < len(found) else Word("", "comma")
        before = settled[-1] if settled else Word("", "comma")
        settled.append(word if _begins_place(found, at) else _one(word, before, after))
    return settled


def _begins_place(found: list[Word], at: int) -> bool:
    """Whether 在 stands before a place whose name begins with a verb: "在流浪歌手旁边"."""
    end = at + 2
    if found[at].kind != "at" or end > len(found) or found[at + 1].kind != "verb":
        return False
    while end < len(found) and found[end].kind == "noun":
        end += 1
    return at + 2 < end < len(found) and found[end].kind == "loc" and len(found[end].text) > 1


_RATHER_NAMES = frozenset("树门口头身家球塔壁池手脸地")  # before a noun they belong to its name: 树屋
_DRIED = frozenset({"food", "animal", "plant"})
_SIZES = frozenset("大小整满")
_ALIVE = frozenset({"animal", "person"})
_BEFORE_BARE = frozenset({"verb", "aspect", "have", "picture", "is", "comma"})
_ALL = frozenset({"全", "都", "净", "满", "全都", "全部"})
_PEOPLE = frozenset("个位名只条")
_BEHIND_NOUNS = frozenset({"loc", "de", "comma", "coverb", "at", "and", "is", "have", "verb"})
_AFTER_DEED = frozenset({"comma", "aspect", "verb", "at"})
_AFTER_NAME = frozenset({"comma", "verb", "loc", "have", "is", "de", "mark"})


def _one(word: Word, before: Word, after: Word) -> Word:
    """One word with the kind that it has between its neighbours."""
    kind, value = word.kind, word.value
    if (
        word.text == "张"
        and before.kind not in ("number", "measure", "skip")
        and (after.text == "着" or (after.value == "body" and before.kind == "noun"))
    ):
        return Word(word.text, "verb", "posture", word.spaced)  # 右边的鸟张着嘴
    if kind == "measure" and before.kind == "pronoun" and after.kind == "loc" and word.text in nouns.MEASURE_NOUNS:
        return Word(word.text, "noun", nouns.MEASURE_NOUNS[word.text], word.spaced)  # 它头上
    if (
        word.text in ("窝", "横", "斜")
        and before.kind in ("noun", "loc")
        and (after.kind == "at" or after.text == "着")
    ):
        return Word(word.text, "verb", "posture", word.spaced)  # 小猫窝在…
    if word.text in ("点", "些") and before.kind == "adj" and after.kind in ("de", "skip", "comma", "color"):
        return Word(word.text, "skip", "", word.spaced)  # 大点的那只
    if word.text == "长" and before.kind == "comma" and after.kind == "noun" and len(after.text) == 1:
        return Word(word.text, "adj", "", word.spaced)  # 长桌两侧…
    if word.text == "光" and after.text == "着":
        return Word(word.text, "verb", "posture", word.spaced)  # 光着脚
    if word.text == "打" and before.text in ("俩", "仨"):
        return Word(word.text, "verb", "verb", word.spaced)  # 姐妹俩打伞
    if word.text in ("漆", "釉") and before.kind == "color" and after.kind in ("de", "comma"):
        return Word(word.text, "skip", "", word.spaced)  # 黑漆的
    if kind == "measure" and word.text in _PEOPLE and before.kind in _BEFORE_BARE and after.kind == "verb":
        return word  # 画个抱着吉他的男生
    if word.text == "花" and before.kind == "measure" and after.text == "的":
        return Word(word.text, "adj", "", word.spaced)  # 一只白的一只花的
    doer = word.text in ("女", "男") and before.kind == "noun" and before.value not in _ALIVE
    if doer and after.kind in ("comma", "verb", "loc", "at", "de", "is"):
        return Word(word.text, "noun", "person", word.spaced)  # 采茶女
    hand = word.text in ("左手", "右手", "手", "双手", "单手") and after.value == "holding"
    if hand and before.kind in ("comma", "number", "skip", "noun", "pronoun"):
        return Word(word.text, "skip", "", word.spaced)
    if word.text in ("一边", "一面") and after.kind == "verb" and (before.value in _ALIVE or after.value != "posture"):
        return Word(word.text, "skip", "", word.spaced)  # 小丑一边骑车，一边抛球
    if (
        word.text == "只"
        and (after.kind in ("verb", "skip", "at") or after.text == "画")
        and before.kind in ("loc", "noun", "comma", "skip")
    ):
        return Word(word.text, "skip", "", word.spaced)
    if kind == "measure" and before.kind not in ("number", "measure", "skip", "pronoun"):
        bare = after.kind in ("noun", "adj", "color", "number", "style", "measure") or after.text == "的"
        told = before.kind == "is" or before.text == "画"  # 旁边是副眼镜
        if bare and told and word.text not in _RATHER_NAMES:
            pass
        elif bare and (before.kind in ("verb", "aspect", "have") or before.text in _SIZES):
            pass  # 搁副眼镜, 一小碟醋
        elif word.text in words.POSTURES or word.text in words.VERBS or word.text in words.ACTIONS:
            said = before.kind in ("noun", "loc", "at", "skip", "aspect", "comma")
            acts = said and after.kind not in ("de", "loc", "comma")
            kind, value = ("verb", words.VERBS.get(word.text, "posture")) if acts else ("noun", "thing")
        elif not (bare and (word.text in words.BARE_MEASURES or before.kind in ("verb", "aspect"))) or (
            before.kind == "noun" and before.chinese and word.text in nouns.MEASURE_NOUNS
        ):
            kind, value = "noun", nouns.MEASURE_NOUNS.get(word.text, "thing")
    elif kind == "measure" and after.kind in _BEHIND_NOUNS and word.text in nouns.MEASURE_NOUNS:
        if before.kind == "measure" and not (before.text in nouns.MEASURE_NOUNS and after.kind == "verb"):
            kind, value = "noun", nouns.MEASURE_NOUNS[word.text]  # 一棵树和…, but 瓶口插着…
    elif kind == "at" and before.value != "posture" and after.kind in ("verb", "skip") and after.value != "posture":
        kind = "skip" if after.kind == "verb" else kind
    elif word.text == "把" and before.kind in ("verb", "aspect") and after.kind in ("noun", "adj", "color"):
        kind = "measure"  # 搁把铲子
    elif word.text in ("把", "对") and (before.kind == "number" or before.text in ("那", "这", "另", "每")):
        kind = "measure"
    elif kind == "verb" and value == "verb" and len(word.text) > 1 and before.kind in ("de", "measure"):
        if after.kind in ("comma", "loc", "at", "verb", "have", "and", "is"):
            kind, value = "noun", "thing"
    elif value == "or noun" and after.kind not in ("noun", "adj", "color", "de", "style"):
        kind, value = "noun", "english"
    elif value == "unknown" and len(word.text) == 1 and after.text in ("着", "了"):
        kind, value = "verb", "posture"
    elif kind == "noun" and len(word.text) == 1 and before.kind == "noun" and after.text == "得":
        kind, value = "verb", "verb"  # 门漆得通红
    elif kind == "noun" and word.text in words.NOUN_VERBS and before.kind == "de" and after.text == "着":
        kind, value = "verb", "posture"  # 棕的锁着
    elif (
        value == "unknown"
        and len(word.text) == 1
        and after.kind == "at"
        and len(before.text) > 1
        and before.value in _ALIVE
    ):
        kind, value = "verb", "posture"  # 猎狗蹿在前头
    elif value == "unknown" and len(word.text) == 1 and _does_unknown(before, after):
        kind, value = "verb", "holding"  # 厨子掂锅
    elif kind == "verb" and word.text in words.NOUN_VERBS and before.kind == "noun" and before.chinese:
        shop = word.text in "摊铺" and after.value == "person"
        if (after.kind in _AFTER_NAME or shop) and after.text not in ("着", "了"):
            kind, value = "noun", "thing"
    elif kind == "noun" and word.text in words.CONTAINERS and before.kind == "number" and after.kind == "noun":
        kind, value = "measure", ""  # 一车南瓜
    elif word.text == "干" and before.value in _DRIED and after.kind in ("comma", "loc", "and", "de"):
        kind, value = "noun", "food"  # 鱼干
    elif (
        before.kind == "at"
        and kind == "noun"
        and (word.text in words.DEEDS or (word.text[:1] in words.ACTIONS and len(word.text) == 2))
        and after.kind == "comma"
    ):
        kind, value = "verb", "verb"  # 在|炒菜
    elif word.text in words.HAPPENINGS and before.kind == "noun" and after.kind in _AFTER_DEED:
        kind, value = "verb", "verb"
    elif (value == "act" or word.text in words.DEEDS) and _is_deed(before, after):
        kind, value = "verb", "verb"  # 警察敬礼
    elif word.text in ("出", "起", "回") and before.kind == "verb":
        kind = "aspect"
    elif value == "adjective" and word.text not in nouns.ADJECTIVES and before.text == "着" and after.kind == "comma":
        kind, value = "noun", "thing"  # 踩着高跷
    elif word.text == "尖" and before.kind == "noun" and after.kind == "loc":
        kind = "skip"  # 叶子尖上
    elif kind == "is" and before.text in _ALL and after.kind in ("noun", "adj", "color"):
        value = "many"
    elif word.text in ("底", "底子") and before.kind in ("color", "de") and after.kind == "comma":
        kind, value = "background", word.text
    elif word.text in ("跟", "跟着") and before.kind == "loc":
        kind, value = "verb", "posture"
    elif word.text == "下" and (after.text in ("着", "起", "了") or after.text in nouns.WEATHER):
        kind, value = "verb", "weather"
    elif (
        word.text in ("着", "了", "过")
        or (word.text == "满" and before.kind == "verb")
        or (kind == "loc" and word.text in ("上", "下") and before.kind == "verb" and after.kind != "comma")
    ):
        kind = "aspect"
    elif kind == "verb" and word.text in ("背",) and after.kind == "loc":
        kind, value = "noun", "body"
    elif (
        kind == "color"
        and word.text in nouns.NOT_COLORS
        and after.kind not in ("noun", "de", "measure")
        and before.kind not in ("noun", "measure", "number", "color", "and", "de")
    ):
        kind, value = "noun", "thing"
    return Word(word.text, kind, value, word.spaced)
