"""What the makers of Chinese operations share: what a clause leaves out, and the bare name of a new thing."""

from __future__ import annotations

import re
from functools import partial

from danqing.director.edit_chinese_adding import ALL, HERE
from danqing.director.edit_chinese_nouns import MEASURE, without_ends
from danqing.director.edit_types import (
    Operation,
)
from danqing.director.edit_words import (
    AMOUNTS,
    CHANGES,
    Read,
    Said,
    Vocabulary,
    any_of,
)

TOO = ("太", "好", "很", "真", "有点", "有些")  # before what is only said of a thing


Made = Operation | tuple[Operation, ...] | Read | None


any_chinese = partial(any_of, english=False)


def made_what(match: re.Match[str], said: Said) -> str:
    named = (match.groupdict().get("what") or "").strip()
    named = re.sub(r"(?:也|都|全|再|就|还)+$", "", named)
    return without_ends(named) if named else unsaid(match)


def unsaid(match: re.Match[str]) -> str:
    """What stands for a thing that a clause leaves out: one, or all of several."""
    return ALL if re.match("(?:都|全|全都|统统|通通|一律)(?!部|身)", match[0]) else HERE


_BARE_MEASURE = "个只条头匹朵棵座辆把张件顶根盏架艘块束串杯盆幅位盘碗瓶颗枝支株双对套栋台"  # said without a number


def made_plain(words: str, vocabulary: Vocabulary) -> str:
    """A new thing without "一只"; other numbers stay."""
    if vocabulary.is_thing(words):
        return words
    words = re.sub("^(?:我们?|咱们?|你们?)(?:的|家的?)?(?=.{2})", "", words)
    words = re.sub("(?:上来|进来|过来|出来)$", "", words)
    words = re.sub(r"(?:来|去)(?:站|坐|放|当|顶|演).*$", "", words)
    if len(words) > 2 and words[0] != "一" and vocabulary.kind(words[:2]) and words[0] in MEASURE:
        return words.removesuffix("好")  # 条纹的
    return re.sub(rf"^(?:一[{MEASURE}]|[{_BARE_MEASURE}](?!子|儿|头|[包面花扇袋桶门]))(?=.)", "", words).removesuffix(
        "好"
    )


def made_bare_change(words: str) -> bool:
    plain = re.sub(rf"^(?:更|再|变|调|{any_chinese(AMOUNTS)})+|(?:{any_chinese(AMOUNTS)})+$", "", words)
    return plain in CHANGES
