"""Words of a Chinese wish that name nothing to be seen: for whom it is, names, titles, colours that are denied."""

from __future__ import annotations

from collections.abc import Sequence

from danqing.director import chinese_nouns as nouns
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_words import set_of

_COMMA = Word("，", "comma")
_ALIVE = frozenset({"animal", "person"})
_GIVEN = set_of("给 送给 献给 寄给 写给 画给 做给 留给 为 替")
_GIVING = set_of("送 献 寄 写 画 做 留")  # before 给
_MADE = set_of("做 画 写 准备 设计 制作 定制 定做 买 织 缝 订 订做 绘制 挑选")
_BETWEEN_NAMES = frozenset({"noun", "pronoun", "and", "measure", "number"})
_WHOM = set_of("你 你们 我 我们 咱们 她 他 他们 她们 大家 自己 妈 爸")  # words that say nothing elsewhere
_DENIED_WITH = set_of("是 太 很 那么 怎么 够 特别 算")
_DENYING = set_of("不 不是 并不 并不是 并非 非 不太 不很 不怎么 不算 不够")
_TOLD = frozenset({"noun", "color", "adj", "number"})
_NEVER = set_of("不 不会 不能 不肯 不想 从不 从来不 永不 永远不")
_CALLED = set_of("叫 叫做 叫作 名叫 名为 取名 起名")
_BEFORE_CALLED = frozenset({"measure", "comma", "and", "have", "skip"})
_WORKS = set_of("""
    古诗 诗 诗歌 诗词 唐诗 宋词 小说 童话 童话故事 故事 寓言 寓言故事 成语 成语故事 绘本 图书 课文 电影 动画
    动画片 电视剧 漫画 歌曲 歌 儿歌 游戏 名著 神话 神话故事 文章 作文 散文 名画 戏曲 经典 民间故事 话剧 舞剧
    音乐剧 剧本 杂志
""")
_BOOKS = set_of("本 部 册 卷 套")
_READING = set_of("看 读 翻 看着 读着 拿 拿着 捧 捧着 抱 抱着 翻看")


def without_recipients(found: Sequence[Word]) -> list[Word]:
    """A wish without those for whom the picture or a thing in it is: "给妈妈的贺卡", "一束送给老师的花", "献给护士"."""
    kept: list[Word] = []
    at = 0
    while at < len(found):
        end = _recipient_end(found, at, kept[-1] if kept else _COMMA)
        if end > at:
            at = end
            continue
        kept.append(found[at])
        at += 1
    return kept


def _recipient_end(found: Sequence[Word], at: int, before: Word) -> int:
    """Where what names a recipient ends; the place itself if none is named there."""
    told = before.kind in ("comma", "number", "measure", "de", "skip", "is", "color", "adj")
    given = at + (found[at].text in _GIVING and _text(found, at + 1) == "给")
    brought = _text(found, given) == "送"  # 送妈妈的花, but 送孩子的爸爸
    if not told or not (brought or _text(found, given) in _GIVEN):
        return at
    end = given + 1
    while end - given <= 6 and (_kind(found, end) in _BETWEEN_NAMES or _text(found, end) in _WHOM):
        end += 1
    if not any(each.kind in ("noun", "pronoun") or each.text in _WHOM for each in found[given + 1 : end]):
        return at
    if before.kind == "comma" and _kind(found, end) == "comma" and found[given].text not in "为替":
        return end  # 一张贺卡，送给老师
    if brought and not (found[end - 1].value == "person" and _head_value(found, end) not in _ALIVE):
        return at
    made = end + (_text(found, end) in _MADE)
    if _kind(found, made) == "de" and (made > end or found[given].text not in "为替"):
        return made + 1
    return at


def _head_value(found: Sequence[Word], at: int) -> str:
    """What the next named after a place is."""
    return next((each.value for each in found[at:] if each.kind == "noun"), "")


def without_titles(found: Sequence[Word]) -> list[Word]:
    """A wish without the titles of works, unless they name somebody: "古诗《静夜思》", but "童话《狐狸和乌鸦》".

    A title that is read or held is a book.
    """
    kept: list[Word] = []
    at = 0
    while at < len(found):
        end = next((n for n in range(at + 1, len(found)) if found[n].text == "》"), 0) if found[at].text == "《" else 0
        if not end:
            kept.append(found[at])
            at += 1
            continue
        title = found[at + 1 : end]
        at = end + 1
        held = bool(kept) and (kept[-1].text in _BOOKS or _holds(kept))
        if held:
            kept = [*(kept[:-1] if kept[-1].text in _WORKS else kept), Word("书", "noun", "thing")]
            continue
        kept = _without_work(kept)
        if any(each.kind == "noun" and each.value in _ALIVE for each in title):
            kept += [_COMMA, *title, _COMMA]
    return kept


def _holds(found: Sequence[Word]) -> bool:
    """Whether what comes next is read or held, over 着, a number and the name of a kind of work."""
    at = len(found) - 1
    while at >= 0 and (found[at].kind in ("aspect", "number", "measure") or found[at].text in _WORKS):
        at -= 1
    return at >= 0 and found[at].text in _READING


def _without_work(found: list[Word]) -> list[Word]:
    """Words without the kind of work that they end with: "一首古诗(《…》)"."""
    named = next(
        (n for n in (2, 1) if len(found) >= n and "".join(each.text for each in found[-n:]) in _WORKS), 0
    )  # 唐|诗
    if not found or not named:
        return found
    end = len(found) - named
    while end and found[end - 1].kind in ("number", "measure"):
        end -= 1
    return found[:end]


def without_names(found: Sequence[Word]) -> list[Word]:
    """A wish without how somebody or something is called before it: "一个(叫小雨的)女孩", "(名叫旺财的)狗"."""
    kept: list[Word] = []
    at = 0
    while at < len(found):
        before = kept[-1].kind if kept else "comma"
        called = found[at].text in _CALLED and (len(found[at].text) > 1 or before in _BEFORE_CALLED)
        end = next((n for n in range(at + 2, at + 6) if _kind(found, n) in ("de", "comma")), 0) if called else 0
        if end and _kind(found, end) == "de" and _kind(found, end + 1) in _TOLD:
            at = end + 1
            continue
        kept.append(found[at])
        at += 1
    return kept


def without_denied(found: Sequence[Word]) -> tuple[list[Word], list[str]]:
    """A wish without the colours that things shall not have, and those colours: "一只不是黑色的猫", "不红的玫瑰".

    Other qualities and deeds that are denied stay, with their denial: "不高的山", "不太新的车", "不动的猫".
    """
    kept: list[Word] = []
    denied: list[str] = []
    at = 0
    while at < len(found):
        end = at + 1
        while end < len(found) and found[end].text in _DENIED_WITH and _kind(found, end + 1) != "comma":
            end += 1
        kind = _kind(found, end) if found[at].text in _DENYING else ""
        if kind == "color":
            denied.append(nouns.COLOR_NAMES.get(found[end].value, found[end].text))
            at = end + 1 + (_kind(found, end + 1) == "de")
            continue
        end = end + 1 if kind == "adj" else _denied_deed_end(found, at)
        kept.append(Word("".join(each.text for each in found[at:end]), "adj") if end > at + 1 else found[at])
        at = max(end, at + 1)
    return kept, denied


def _denied_deed_end(found: Sequence[Word], at: int) -> int:
    """Where a denied deed before 的 ends ("(不动)的猫", "(不爱吃饭)的孩子"); the place itself if none is told there."""
    if found[at].text not in _NEVER:
        return at
    end = at + 1
    while end - at <= 4 and _kind(found, end) in ("verb", "noun", "skip", "adj", "aspect"):
        end += 1
    return end if _kind(found, end) == "de" and _kind(found, end + 1) in _TOLD and end > at + 1 else at


def families_named(found: Sequence[Word]) -> list[Word]:
    """Families told by how many they are, as those who are in them: "三口之家", "一家三口" as "三口家人".

    Of "企鹅一家三口" and "一家三口人" it is said who they are.
    """
    kept: list[Word] = []
    at = 0
    while at < len(found):
        texts = [each.text for each in found[at : at + 4]]
        people = at + 2 if texts[:2] == ["一", "家"] else at
        if _kind(found, people) != "number":
            kept.append(found[at])
            at += 1
        elif texts[1:] == ["口", "之", "家"]:
            kept += [found[at], found[at + 1], Word("家人", "noun", "person")]
            at += 4
        elif (
            people > at and texts[3:] == ["口"] and "noun" not in (_kind(found, at + 4), kept[-1].kind if kept else "")
        ):
            kept += [found[at + 2], found[at + 3], Word("家人", "noun", "person")]
            at += 4
        else:
            kept.append(found[at])
            at += 1
    return kept


def _text(found: Sequence[Word], at: int) -> str:
    return found[at].text if at < len(found) else ""


def _kind(found: Sequence[Word], at: int) -> str:
    return found[at].kind if at < len(found) else "comma"
