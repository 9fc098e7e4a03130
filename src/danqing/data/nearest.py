"""The everyday thing that a word comes nearest to in meaning, where no list of names has the word.

English words are looked up in a table made of WordNet, compounds by their last word ("petrol car"). Chinese words end
in what they are a kind of ("草帽" is a "帽", "银鸥" a bird), or begin with it where an ending of endearment or youth
follows ("马驹", "小猫咪"). A text tower as small as danqing-mini's is no help here, since it has never met a word that
its captions do not have: it finds one English synonym in eight.
"""

from __future__ import annotations

import gzip
from functools import cache
from importlib import resources

from danqing.data.captions import singular
from danqing.data.lexicon import subject_names

FILE = "near_words.tsv.gz"  # made by danqing.data.near_words
# After the name of a thing these say that it is young, dear or somebody.
_ENDEARING = (
    "公公",
    "婆婆",
    "宝宝",
    "先生",
    "小姐",
    "妹妹",
    "咪",
    "崽",
    "仔",
    "驹",
    "犊",
    "羔",
    "儿",
    "子",
    "头",
    "巴",
)
_YOUNG = ("小", "大", "老", "幼", "野")  # before it; a wild, old or small one of a kind
# What WordNet puts elsewhere, and flowers whose last character says nothing.
_KINDS = {"bird": "seagull", "fish": "salmon", "flower": "lily|百合|牡丹|康乃馨|丁香|茉莉|海棠", "cow": "heifer"}
# What a character at the end of a word makes it, where the character alone is no name of a thing.
_ENDINGS = {
    "dog": "犬", "bird": "鸥雀莺燕鹊鹂鸫鹃鹭鹤鹰隼雁", "frog": "蛙蟾", "butterfly": "蛾蝶", "fish": "鲤鲫鲈鲑鳟鳕鲷鳗",
    "snake": "蟒", "monkey": "猿猴", "deer": "狍麂獐", "tree": "杨柳松柏杉桦榕槐桐枫樟", "flower": "菊兰莲薇葵",
    "chair": "椅凳", "boat": "艇舟筏", "ship": "舰", "office building": "楼厦塔", "house": "宅墅宇", "hut": "棚庐",
    "hat": "帽", "coat": "袄氅褂", "shirt": "衫", "dress": "裙袍", "boot": "靴", "shoe": "鞋", "knife": "刀",
    "dagger": "剑", "book": "书册典籍", "light bulb": "灯", "clock": "钟", "bowl": "碗", "box": "盒箱", "bucket": "桶",
    "cup of tea": "茶", "dumpling": "饺", "pie": "派", "lock": "锁", "drum": "鼓", "bell": "铃", "baby": "婴",
    "man": "翁", "woman": "妇",
}  # fmt: skip


def nearest(word: str) -> str | None:
    """The English name of the everyday thing that a word means or is a kind of, or None if there is none like it.

    Args:
        word: in either language, without article; several words are read by the last of them.
    """
    word = " ".join(word.lower().split())
    return _english(word) if word.isascii() else _chinese(word)


def _english(word: str) -> str | None:
    names, near = subject_names(), _near_words()
    words = word.split()
    tails = [" ".join(words[start:]) for start in range(len(words))]
    for tail in tails:  # "racing green car": the longest known ending
        for form in dict.fromkeys((tail, singular(tail), tail.removesuffix("s"), tail.removesuffix("es"))):
            if found := names.get(form) or near.get(form):
                return found
    return None


def _chinese(word: str) -> str | None:
    return subject_names().get(word) or _near_words().get(word) or by_form(word)


def by_form(word: str) -> str | None:
    """The thing that a Chinese word is a kind of, told from how the word is made."""
    heads = _heads()
    if word[: len(word) // 2] * 2 == word:  # "兔兔"
        return heads.get(word[: len(word) // 2])
    bare = word[1:] if word[:1] in _YOUNG and len(word) > 2 else word
    ends = (heads.get(word[start:]) for start in range(len(word)))
    dear = (heads.get(bare.removesuffix(ending)) for ending in _ENDEARING if bare.endswith(ending))
    return next(filter(None, (*ends, *dear)), None)


@cache
def _heads() -> dict[str, str]:
    """What Chinese compounds end in: short names of things, and those without the "子" that stands for nothing."""
    names = {name: thing for name, thing in subject_names().items() if not name.isascii() and len(name) <= 3}
    found = dict(names)
    for name, thing in names.items():
        if len(name) == 2 and name.endswith(("子", "儿", "头")):
            found.setdefault(name[:1], thing)
    for thing, endings in _ENDINGS.items():
        for ending in endings:
            found.setdefault(ending, thing)
    return found


@cache
def _near_words() -> dict[str, str]:
    content = resources.files("danqing.data").joinpath(FILE).read_bytes()
    rows = (line.split("\t") for line in gzip.decompress(content).decode().splitlines())
    own = {word: thing for thing, words in _KINDS.items() for word in words.split("|")}
    return own | {word: thing for thing, words in rows for word in words.split(",")}
