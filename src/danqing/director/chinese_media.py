"""What kind of picture a Chinese clause commissions: "给奶茶店设计logo", "环保公益广告", "柴犬表情包", "圣诞卡封面".

A commission ends with the name of a medium. What stands before it tells of the medium ("招聘海报") or is shown in it
("耳机主图"). Of what may be a thing in the scene as well ("招牌", "地图") only the wish's beginning commissions one.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from danqing.director import chinese_nouns as nouns
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_words import set_of

Found = list[Word]

_ALIVE = frozenset({"animal", "person"})
_CONCRETE = frozenset({"thing", "food", "clothing", "plant", "vehicle", "building", "animal", "person"})
# Media that are nothing but pictures, by what their names end with.
_PURE = (
    "海报|招贴|广告|宣传画|宣传单|传单|贺年卡|贺卡|明信片|请柬|请帖|喜帖|邀请函|邀请卡|祝福卡|[生圣][日诞]卡"
    "|感谢卡|星座卡|卡片|[图字闪]卡"
    "|logo|banner|icon|poster|postcard|sticker|flashcard|tattoo|moodboard|illustration|cover|ui|vr|cg|图标|商标"
    "|[队台会社团]标|[校班队会]徽"
    "|封面|封底|书封|扉页|内页|跨页|详情页|引导页|启动页|开屏页|内插|插[图画]|贴纸|墙贴|分类贴|表情包|绘本|画册"
    "|连环画|漫画|条漫|分镜|故事板"
    "|手抄报|小报|黑板报|板报|画报|立绘|三视图|设定集|设定|[设草初线]计?稿|宣传册|折页|易拉宝|展板|界面|画像|肖像"
    "|写真|证件照|毕业照"
    "|(?:产品|效果|概念|平铺|剖面|解剖|结构|设计|意境|示意|流程|教学|科普|宣传|广告|情景|实物|商品|展示|说明|分解"
    "|爆炸|佛|背景|场景)图"
    "|头像框?|IP形象|徽标|概念设计|tileset|sprite|skybox|storyboard|[卡牌]面|全景图|天空盒|课件|词卡|涂色卡"
    "|小人书|插页|藏书票|迎宾牌"
    "|[车窗]贴|墙绘|主视觉|kv|网页|[网官]?站?首页|弹窗|图[集谱鉴]|招贴画|样机|纹理|纹样|底纹|瓶贴|酒标|素材|贴图"
    "|纹身|文身|(?<![地拼蓝版企试视])图(?:片|案)?|(?:宣传|装饰|广告|意境|情景|场景|主题)画"
)
# Media that are also things to be seen.
_THINGS = (
    "招牌|店招|门头|[门路]牌|[提警标指][示识]牌|名片|标志|徽章|印章|邮票|书签|菜单|节目单|价目表"
    "|[日挂台年]历|报纸|杂志|地图|包装[盒袋纸]?|横幅|通知|公告|奖状|证书|场景|背景"
    "|简报|喜报|菜谱|食谱|[优惠代金入场]+券|剧照|通告|[校期月]刊|[桌胸菜水]牌|台卡|冰箱贴|手机壳|团扇|吉祥物|手办"
    "|盲盒|印花|标签|吊牌|门票|胶带|按钮|橱窗|灯箱|礼盒|卡牌|塔罗牌|屏风|扇面|锦旗|边框|花纹"
)
_HEAD = re.compile(rf"(?:(?P<pure>{_PURE})|(?P<thing>{_THINGS}))$", re.I)
_PAGED = re.compile(r"(?:书|课本|绘本|杂志|漫画|画册)$")
# Media that show what is named right before them: "旗袍设计稿", "耳机主图".
_SHOWING = re.compile(
    "(?:产品图|主图|效果图|设计[稿图]|概念图|剖面图|解剖图|结构图|平铺图|三视图|线稿|设定集?|立绘|画像|肖像|写真"
    "|表情包|图案|图标|贴纸|头像|素材|纹身)$"
)
# They tell nothing of how a picture looks.
_PLAIN = {*nouns.ANY_PICTURE, "照片"} - set_of("海报 头像 画像 主图 画报 配图 素材 图案 包装 设定 效果图 场景 poster")
_NAMING = frozenset({"noun", "style", "picture", "adj", "color", "time", "de", "verb", "mark", "measure"})
_QUIET = frozenset({"skip", "is", "de", "comma", "coverb", "picture"})
_WITHIN = set_of("主题 设计 系列 元素 内容")
# Media that something is made known with, or wished; "消防员招聘海报" shows nobody yet.
_PUBLIC = re.compile(
    "(?:海报|招贴|广告|传单|宣传.|[贺片柬帖函]|[^\u9fff]卡|logo|banner|poster|card|标|徽|招牌|牌|封面|小报|手抄报"
    "|板报|画报|册|单|通知|公告)$",
    re.I,
)
# Pictures of places: "雪夜插画".
_ART = re.compile(
    "(?:插画|漫画|连环画|场景图?|背景图?|概念图|意境图|壁纸|屏保|素材|illustration|wallpaper|moodboard)$", re.I
)
_CARRIERS = ("袋", "盒", "单", "册", "书", "报", "本", "卡", "板", "站", "店", "牌")  # "外卖袋插画" shows none
_OF_PAPER = set_of("张 幅 个 款 套 份 枚 组 块 则 条 页 本 副 版 种 面 期")
_MAKING = set_of("画 做 设计 制作 弄 整 来 要 搞 绘制 生成 创作 想要 需要 出 求 换 用")
_FOR = set_of("给 为 替 帮 给我 帮我 给我们")
_SCENIC = frozenset({"wearing", "holding", "on", "behind", "next_to", "carry", "full", "beside", "around", "weather"})
_HAD = frozenset({"noun", "adj", "color", "number"})
_GOES_ON = frozenset({"number", "loc", "is", "have", "skip", "at", "verb", "picture", "coverb", "comma"})
_INSIDE = frozenset({"on", "in", "corner", "above", "between"})
_AFTERWARDS = frozenset({"number", "measure", "skip", "coverb", "de", "is"})


@dataclass(frozen=True, kw_only=True)
class Commission:
    """What a clause commissions.

    Args:
        medium: the kind of picture, in the wish's words; None if it tells nothing of how it looks.
        shown: what is seen in it.
        rest: what the clause goes on with.
        named: what may be seen in it if nothing else is named.
    """

    medium: str | None
    shown: Found = field(default_factory=list)
    rest: Found = field(default_factory=list)
    named: Found = field(default_factory=list)


def take_commission(clause: Found, *, first: bool) -> Commission | None:
    """The commission that a clause begins with, or is; None if it is of the scene.

    Args:
        clause: words between commas.
        first: whether nothing was told before.
    """
    text, start, end = "", 0, 0
    head: re.Match[str] | None = None
    ends: list[int] = []
    for at, word in enumerate(clause):
        text += word.text
        ends.append(len(text))
        if head is not None and not _names(word) and not _HEAD.search(text + _written(clause, at + 1)):
            break
        found = _HEAD.search(text) or (_PAGED.search(text) if _page_end(clause[at + 1 :]) else None)
        if found:
            head, end = found, at + 1
            start = next(number for number, reached in enumerate(ends) if reached > found.start())
    return _commission(clause, head, start, end, first=first) if head is not None else None


def is_purpose(clause: Sequence[Word]) -> bool:
    """Whether a clause only tells what the picture is for: "小学科学课用"."""
    told = [each for each in clause if each.kind != "de"]
    if len(told) < 2 or len(told) > 6 or told[-1].text != "用":
        return False
    return all(each.kind in ("noun", "verb", "time", "skip", "adj") and each.value not in _ALIVE for each in told[:-1])


def _written(clause: Sequence[Word], at: int) -> str:
    return clause[at].text if at < len(clause) else ""


def _names(word: Word) -> bool:
    return word.kind in _NAMING or word.text in _WITHIN or (word.kind == "and" and word.text != "、")


def medium(clause: Found) -> str | None:
    """What kind of picture a clause asks for, where that tells of its style: "小说封面", "游戏立绘", "博物画"."""
    for at, word in enumerate(clause):
        before = clause[at - 1] if at else None
        shown = before is not None and (
            before.kind in ("aspect", "loc") or (before.kind == "verb" and len(before.text) < 2 and before.text != "拍")
        )
        if word.kind != "picture" or shown:
            continue
        begin, end = at, at + 1
        while (
            begin and clause[begin - 1].kind in ("noun", "style", "picture") and clause[begin - 1].value not in _ALIVE
        ):
            begin -= 1
        if begin and clause[begin - 1].kind == "verb" and len(clause[begin - 1].text) > 1:  # 招聘海报
            begin -= 1
        while end < len(clause) and clause[end].kind == "picture":
            end += 1
        pictures = {each.text for each in clause[at:end]}
        purpose = begin < at and (
            word.text in ("画", "图", "海报") or clause[begin].kind == "verb" or clause[begin].value in ("idea", "act")
        )
        alone = _is_bare(clause[:begin]) and _is_bare(clause[end:])
        painted = purpose and (alone or word.text == "海报")
        if not pictures <= _PLAIN or painted:
            return _text(clause[begin:end])
    return None


def _is_bare(rest: Sequence[Word]) -> bool:
    """Whether nothing of weight is said."""
    return all(each.kind in _QUIET | {"mark", "measure", "number"} for each in rest)


def _commission(clause: Found, head: re.Match[str], start: int, end: int, *, first: bool) -> Commission | None:
    begin = start
    given = any(each.text in _FOR for each in clause[:start])
    while begin and _tells_of(clause, begin - 1) and not (given and clause[begin - 1].text == "设计"):
        begin -= 1
    while begin < start and (clause[begin].kind in ("de", "measure", "and") or clause[begin].text in _MAKING | {"个"}):
        begin += 1
    lead = clause[:begin]
    counted = any(each.kind == "number" for each in lead)
    thing = bool(head.groupdict().get("thing"))
    end += _page_end(clause[end:])
    after = clause[end:]
    if not _is_asked(lead) or any(each.kind == "measure" and each.text not in _OF_PAPER for each in lead):
        return None
    deed = clause[start - 1] if start > begin else None
    if deed is not None and deed.kind == "verb" and len(deed.text) == 1 and _is_alive(clause[begin:start]):
        return None  # 老奶奶看报纸
    if thing and counted and not any(each.text in _MAKING for each in lead):
        return None
    if (thing and after) or (not first and (counted or thing or _rest(after))):
        return None
    if (
        after
        and after[0].kind in ("loc", "coverb")
        and after[0].value not in _INSIDE
        and clause[end - 1].kind != "picture"
    ):
        return None  # 广告牌下面站着…
    shape = len(after) if len(after) < 3 and all(each.kind == "adj" for each in after) else 0
    if after and not shape and after[0].kind not in _GOES_ON and not after[0].spaced:
        return None
    return _told(clause, begin, start, end + shape, thing=thing)


def _told(clause: Found, begin: int, start: int, end: int, *, thing: bool) -> Commission:
    """The commission whose medium, with what tells of it, stands between two places of a clause."""
    before, own = clause[begin:start], clause[start:end]
    medium = "".join(each.text for each in own)
    at = _shown(before, medium)
    shown, before = before[at:], before[:at]
    phrase = _text(own) if shown else _text([*before, *own])
    telling = not shown and any(each.kind in ("noun", "verb", "style", "time", "mark") for each in before)
    if (medium.lower() in _PLAIN or (medium == "场景" and shown + before == [])) and not telling:
        phrase = None
    return Commission(medium=phrase, shown=shown, rest=_rest(clause[end:]), named=[*before, *(own if thing else [])])


def _shown(before: Found, medium: str) -> int:
    """Where what is seen in a picture begins, of what stands before its medium; the end if nothing is.

    "柴犬|表情包", "蓝叶子|logo", "鳄鱼刷牙的|图" and "雪夜|插画" show it, "招聘海报" and "妈妈的贺卡" do not.
    """
    told = [at for at, each in enumerate(before) if each.kind not in ("de", "adj")]
    alive = [at for at, each in enumerate(before) if each.kind == "noun" and each.value in _ALIVE]
    showing, public = _SHOWING.search(medium), _PUBLIC.search(medium)
    if not told:
        return len(before)
    last = before[told[-1]]
    if alive and (not public or len(told) > 1):
        behind = before[alive[-1] + 1 :]
        if any(each.kind == "de" for each in behind) or (not public and any(each.kind == "verb" for each in behind)):
            return 0
    pictured = showing or (_ART.search(medium) and not last.text.endswith(_CARRIERS))
    concrete = last.kind == "noun" and last.value in (_CONCRETE if pictured else {"animal"})
    told_so = [each.kind for each in before[: told[-1]]]
    colored = last.kind == "noun" and last.value in _CONCRETE and told_so[-1:] == ["color"]
    placed = last.value in ("place", "room") and (showing or _ART.search(medium))
    placed = placed or (last.kind == "time" and _ART.search(medium))
    if not (concrete or colored or placed):
        return len(before)
    breaks = [at for at in range(told[-1]) if before[at].kind in ("verb", "de") and before[at].value != "verb"]
    return 0 if alive or colored or not breaks else breaks[-1] + 1


def _rest(after: Found) -> Found:
    """What goes on behind a medium: not "(海报)要用", "(贺卡)上"."""
    while after and (after[0].kind in _AFTERWARDS - {"number", "measure"} or after[0].value in ("on", "in", "corner")):
        after = after[1:]
    return [] if all(each.kind in _QUIET for each in after) else after


def _is_alive(found: Sequence[Word]) -> bool:
    return any(each.kind == "noun" and each.value in _ALIVE for each in found)


def _tells_of(clause: Found, at: int) -> bool:
    """Whether a word before a medium tells of it: not "戴(墨镜的柴犬贴纸)", but "节约(用)水海报"."""
    word = clause[at]
    after = clause[at + 1]
    if word.kind == "verb" and (after.kind == "aspect" or (word.value in _SCENIC and after.kind in _HAD)):
        return False
    within = word.kind in ("skip", "coverb", "is") and word.text not in (_MAKING | _FOR) - {"用"}
    return _names(word) or (within and at > 0 and clause[at - 1].kind in ("noun", "verb", "adj", "time"))


def _is_asked(before: Sequence[Word]) -> bool:
    """Whether what stands before a commission only asks for it: "请给我的面包店做个"."""
    told = list(before)
    while told and (told[-1].kind in ("number", "measure") or told[-1].text == "个"):
        told.pop()
    if told and told[-1].kind == "loc" and told[0].value == "body":  # 手腕上的(纹身)
        return True
    if all(each.kind in _QUIET or each.text in _MAKING for each in told):
        return True
    made = told[-1].text in _MAKING or told[-1].text == "设计"
    named = all(each.kind in _NAMING | {"skip"} and each.value not in _ALIVE for each in told[:-1])  # 书店做个(图标)
    return made and (named or any(each.text in _FOR for each in told))


def _page_end(after: Sequence[Word]) -> int:
    """How many words tell the page or the panel of a book: "第3页", "第一格"."""
    text, end = "", 0
    for number, word in enumerate(after[:4], 1):
        text += word.text
        if re.fullmatch(r"第?(?:\d+|[一二三四五六七八九十]+)[页格幕张回章期]|page\d+", text):
            end = number
    return end


def _text(found: Sequence[Word]) -> str | None:
    """The words as written, without 的 at either end."""
    kept = list(found)
    while kept and kept[0].kind == "de":
        kept = kept[1:]
    while kept and kept[-1].kind == "de":
        kept = kept[:-1]
    text = ""
    for word in kept:
        gap = text and (word.spaced or (text[-1].isascii() and word.text[0].isascii()))
        text += f" {word.text}" if gap else word.text
    return text or None
