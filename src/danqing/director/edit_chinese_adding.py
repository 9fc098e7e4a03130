"""Additions in Chinese instructions: what is put in, how many, and where (桌上放两个苹果, 给猫戴顶帽子, 海鸥添六只)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import partial

from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, number_of, without_ends
from danqing.director.edit_names import WEARABLES
from danqing.director.edit_types import MAX_COUNT, Add, Beside, Corner, Operation
from danqing.director.edit_words import AMOUNTS, CHANGES, PICTURE_WORDS, PLACES, QUANTITIES, Vocabulary, any_of

HERE = "此物"  # the thing spoken of, where a phrase leaves it out
ALL = "都"  # all of the things spoken of
SAME = "同处"  # the anchor of the addition before, else the thing spoken of, where only 旁边 or 身后 is said
_any = partial(any_of, english=False)

_BODY = (
    "头顶|头上|头发|头(?!发)|腰间|脑袋|脖子|脖颈|颈|脸蛋|脸|鼻梁|鼻子|手腕|手指|手臂|胳膊|脚踝|脚腕|脚|腿|腰|胸前"
    "|胸口|胸|耳朵|耳边|后背|背(?!后|面|景)|肩膀|肩头|肩"
    "|身|额头|眉心|尾巴|辫子|头发|发间|嘴|角|犄角|翅膀|屁股|肚子|眼睛"
)
_SIDES: dict[Beside, str] = {
    "left of": "左手边|左边|左侧|左面|左方|左首|左",
    "right of": "右手边|右边|右侧|右面|右方|右首|右",
    "next to": "旁边儿?|身边|身旁|旁侧|边上|附近|一旁|一侧|一边|手边|脚边|腿边|周围|四周|周边|两边|两侧|两旁|隔壁"
    "|边儿|旁|边"
    "|手里|手中|手上|嘴里|嘴上|怀里|爪子里|之间|中间",
    "above": "头顶上方|正上方|上方|上空|头顶上|头顶",
    "below": "正下方|下面|下边|下方|底下|脚底下|脚下|下头|下",
    "in front of": "正对面|对面|正前方|前面|前边|前方|前头|面前|跟前|门口|眼前|门前|身前|前",
    "behind": "正后方|后面|后边|后方|后头|背后|身后|背面|后",
    "on": "顶上|最上面|上面|上边|上头|里面|里边|里头|当中|表面|上|里|中|内|顶|间",
}
_SIDE_OF = {
    word: beside
    for beside, words in _SIDES.items()
    for each in words.split("|")
    for word in {each, each.removesuffix("儿?")}
}
_SIDE_WORDS = "|".join(sorted((re.escape(each) for each in _SIDE_OF), key=len, reverse=True))
_END = re.compile(rf"(?P<anchor>.*?)(?:的)?(?:正|最)?(?P<side>{_SIDE_WORDS})")
_ON_BODY = re.compile(rf"(?P<anchor>.*?)(?:的)?(?P<part>{_BODY})(?:上面|上|里|处|部|后面|那儿|那里)?")
_WORN_NOUN = re.compile(
    rf".*(?:{'|'.join(sorted((each for each in WEARABLES if not each.isascii()), key=len, reverse=True))}"
    "|冠|帽|镜|链|镯|坠|衣|裙|裤|袍|袄|甲|靴|袜|巾|绳|花|带|牌|脖|罩|结|夹|簪|钗|面具|胡子|马鞍|包|铃铛|领带|表|套"
    "|盔|披肩|斗篷|口罩)"
)
_NOWHERE = frozenset(
    (
        "远处",
        "近处",
        "角落",
        "角落里",
        "画里",
        "图里",
        "远方",
        "背景里",
        "背景中",
        "画中",
        "空白处",
        "空处",
        "边角",
    )
)
_FLOORS = frozenset(("草地", "地", "地面", "雪地", "沙滩", "地板", "草坪", "沙地"))
_CORNER = re.compile(
    "(?:在|到|往|于)?(?:这张|这幅|整个|整张)?(?:画面|图片|图|照片|画|海报|屏幕|封面|版面|地图|卡片"
    "|页面)?(?:里)?的?(?:最|靠|正|偏)?"
    f"(?P<place>{_any(PLACES)})(?:那里|这里|那儿|这儿|那块儿?|那边|的?位置|的?地方|的?角落|的?空白处?|的?空白地方"
    "|落款的地方|空着的?地方|空处|处|里|上)?"
)


@dataclass(frozen=True)
class Where:
    """A place: a part of the picture, or beside a thing; ``body`` where it is a part of a body."""

    at: Corner | None = None
    beside: Beside | None = None
    anchor: str | None = None
    body: str = ""


def where_of(words: str, vocabulary: Vocabulary) -> Where | None:
    """The place that words name, or None."""
    plain = re.sub(r"^(?:就)?(?:在|到|往|给|于|是|从)(?=.)", "", words.strip())
    plain = re.sub(
        r"(?<=.)(?:那里|那儿|那块儿?|这里|这儿|的?位置|的?地方|的?空地|的?空位|处)$", "", plain
    ).removesuffix("的")
    if found := _CORNER.fullmatch(words.strip()):
        return Where(at=PLACES[found["place"]])
    if plain in PLACES:
        return Where(at=PLACES[plain])
    if plain in ("其中", "当中", "之中"):
        return None
    if not plain or plain in PICTURE_WORDS or re.fullmatch(r"(?:画面|图|图片|画|照片)(?:上|里|中|里面)", plain):
        return Where()
    if re.search("[种放加画摆贴挂插铺添补装安戴穿系停坐站]上$", plain):
        return None
    if plain in _NOWHERE or words.strip() in _NOWHERE:
        return Where()
    if plain in ("门口", "门边"):
        return Where(beside="next to", anchor="门")
    if (
        (found := _ON_BODY.fullmatch(plain))
        and not _is_one_word(plain, found["anchor"], vocabulary)
        and found["anchor"][-1:] not in tuple("前后里上下")
    ):
        above = found["part"] == "头顶"
        return Where(beside="above" if above else "on", anchor=found["anchor"] or SAME, body=found["part"])
    plain = re.sub("^(?:要|想|就|还)?在(?=.{2})", "", plain)
    if re.fullmatch("(?:他|她|它)(?:们)?(?:俩|两个)?(?:的)?(?:中间|之间)|(?:两个|俩)(?:人)?(?:中间|之间)", plain):
        return Where(at="middle")
    bare = re.sub(r"(?:上|里|中|内|上面|里面)$", "", plain)
    if bare != plain and vocabulary.is_thing(bare) and bare[-1] in "顶底头尾口面背边角脚根梢尖":  # 屋顶上
        return Where(beside="on", anchor=bare)
    edge = vocabulary.is_thing(plain) or (len(plain) == 2 and vocabulary.is_thing(plain[0]) and plain[1] in "头尾")
    if plain not in _SIDE_OF and edge and plain[-1] in "头尾口面顶檐台岸梢尖":  # 船头
        return Where(beside="on", anchor=plain)
    if (found := _END.fullmatch(plain)) is None:
        return None
    anchor, beside = found["anchor"], _SIDE_OF[found["side"]]
    if re.fullmatch("她|他|它|你|我", anchor[-1:]) and found["side"] in ("边", "旁"):
        beside = "next to"
    if without_ends(anchor) in _FLOORS and beside in ("on", "in front of"):
        return Where(at="bottom")
    if found["side"] == "中间" and not re.search("[两俩]|之|和|跟|与|他们|她们|它们", anchor):
        beside = "on"
    body = _ON_BODY.fullmatch(anchor)
    if body and beside == "on" and anchor not in vocabulary.chinese:
        return Where(beside="on", anchor=body["anchor"] or SAME, body=body["part"])
    if found["side"] == "门口" and anchor:
        return Where(beside="in front of", anchor=anchor)
    if found["side"] == "门前":
        return Where(beside="in front of", anchor=anchor or "门")
    inside = found["side"] in ("里面", "里头", "里边")
    return Where(beside=beside, anchor=anchor or (HERE if inside else SAME))


_LIKE_IT = frozenset(("一模一样", "一样", "同样", "同款", "差不多", "相同"))


def _is_one_word(words: str, owner: str, vocabulary: Vocabulary) -> bool:
    """Whether what looks like a part of a body is one word, not an animal's: 石头 but not 鹿角."""
    if not owner or vocabulary.kind(owner) in ("person", "animal"):
        return False
    return words in vocabulary.chinese or re.sub("(?:上面|上|里)$", "", words) in vocabulary.chinese


def new_thing(words: str, vocabulary: Vocabulary) -> tuple[str, int] | None:
    """The bare noun of a thing to add and how many; None where the words are no thing."""
    plain = re.sub(r"(?:上去|进去|上来|进来|起来|出来|系上|戴上|穿上)$", "", words.strip())
    if re.match("[这那它她他](?!种|样)|另一|第[一二三]", plain):
        return None
    plain = re.sub(r"^(?:了|上|着|入|出|另外|另|再|多|满)+(?=.)", "", plain)
    count, said_with = 1, plain
    if plain in ("俩", "仨"):
        return HERE, number_of(plain) or 2
    found = re.match(rf"(?P<number>{NUMERAL}+)(?:来|多)?(?P<measure>[{MEASURE}](?:儿(?!童))?)?(?:的)?", plain)
    if found and plain not in vocabulary.chinese:
        pair = found["measure"] in ("对", "双") and found["number"] in ("一", "")
        count = 2 if pair else number_of(found["number"]) or 1
        plain = plain[found.end() :]
        if not plain:
            return HERE, min(count, MAX_COUNT)
    elif (found := re.match(rf"[{MEASURE}](?:儿(?!童))?(?=.)", plain)) and not _is_word(plain, vocabulary):
        count = 2 if found[0] in ("对", "双") else 1
        plain = plain[found.end() :]
    elif found := re.match(r"(?:一些|一点儿?|点儿?|些|几)(?=.)", plain):
        plain = plain[found.end() :]
    if "的" in plain:
        before, after = plain.rsplit("的", 1)
        if after and not _describes(before, vocabulary):
            plain = after
        elif not after:
            plain = before
    plain = without_ends(plain)
    if plain in _LIKE_IT and plain != words.strip():
        return HERE, max(1, min(count, MAX_COUNT))
    if (
        re.fullmatch("[上下去来着了好歪反错正倒没]", plain)
        or re.match("[做当用看写改换变删]", plain)
        or re.search("(?:脸|头|额头|身|手|桌子|地)上$", plain)
        or (plain[-1:] in ("上", "里") and plain not in vocabulary.chinese and vocabulary.is_thing(plain[:-1]))
    ):
        return None
    if not plain or plain in QUANTITIES or plain in AMOUNTS or plain in CHANGES:
        return None
    if plain in PICTURE_WORDS and not re.match(f"{NUMERAL}*[幅张]", said_with):  # 幅画 is a picture in the picture
        return None
    return plain, max(1, min(count, MAX_COUNT))


def _is_word(plain: str, vocabulary: Vocabulary) -> bool:
    """Whether a thing's own name begins with what looks like a measure word (团扇, 面具)."""
    if plain[1] in "子儿头":
        return True
    return any(vocabulary.is_thing(plain[:size]) for size in (4, 3, 2) if len(plain) >= size)


def _describes(words: str, vocabulary: Vocabulary) -> bool:
    """Whether what stands before 的 is a look that the new thing's name keeps (红色的, 小小的)."""
    return (
        bool(re.fullmatch(r".{0,2}色|[大小高矮胖瘦长短圆方红橙黄绿蓝紫粉黑白灰金银老新]{1,2}", words))
        or words in vocabulary.colors
    )


_FLIES = re.compile(
    ".*(?:飞机|直升机|热气球|飞艇|飞船|飞碟|无人机|风筝|孔明灯|云|云朵|白云|乌云|彩云|月亮|太阳|彩虹|星星|流星|烟花|闪电)"
)
_STANDS = re.compile("[桌台床地架柜墙衣盘碗手纸板]|草坪|天空?$|屋顶|树")  # on which it may stand, hang or be shown
_WEARS_ONLY = re.compile("[戴穿系围披背扎别挎佩缠裹]")


def placed(what: str, where: str, vocabulary: Vocabulary, verb: str = "") -> Operation | None:
    """An addition that says where."""
    thing, place = new_thing(what, vocabulary), where_of(where, vocabulary)
    if thing is None or place is None:
        return None
    return _put(thing, place, verb)


def _put(thing: tuple[str, int], place: Where, verb: str = "") -> Add:
    what, count = thing
    beside = place.beside
    is_over = bool(_FLIES.fullmatch(what)) or (what.endswith("伞") and re.search("[打撑]", verb) is not None)
    if beside == "on" and place.anchor is not None and is_over and not _STANDS.search(place.anchor):
        beside = "above"
    worn = bool(_WORN_NOUN.fullmatch(what))
    if place.body and (_WEARS_ONLY.search(verb) or (worn and beside in ("on", "above") and "顶" not in verb)):
        beside = "worn by"
    elif place.body in ("头上", "头") and "顶" in verb:
        beside = "above"
    return Add(what=what, count=count, at=place.at, beside=beside, anchor=place.anchor)


def given(what: str, anchor: str, vocabulary: Vocabulary, verb: str) -> Operation | None:
    """An addition that somebody gets: worn, or beside them."""
    thing = new_thing(what, vocabulary)
    if thing is None:
        return None
    place = where_of(anchor, vocabulary)
    if place is not None and (place.body or len(anchor) > 1) and anchor not in vocabulary.chinese:
        return _put(thing, place, verb)
    worn = (
        _WORN_NOUN.fullmatch(thing[0]) and not re.search("[抱拿牵提举捧叼拎端握递送交]", verb)
    ) or _WEARS_ONLY.search(verb)
    held = re.search("[抱拿牵提举捧叼拎端握递塞发送分交]", verb)
    beside: Beside = "worn by" if worn else "next to" if held else "on"
    return Add(what=thing[0], count=thing[1], beside=beside, anchor=anchor or SAME)


def later_place(piece: str, last: Add, vocabulary: Vocabulary) -> Add | None:
    """An addition with its place, which a later piece says: 加一棵树，放在房子旁边."""
    found = re.fullmatch(
        "(?:就|要|都|也|请)*(?:放|摆|画|加|站|坐|停|搁|挂|插|贴|立|飞|飘)?(?:在|到|于)?(?P<where>.+?)(?:吧|就行|就好"
        "|啊|呀|哦|呗|即可)*",
        piece.strip(),
    )
    if found is not None and re.search("[移放挪换改删去变摆搬染缩]|也|都", found["where"]):
        return None
    if re.fullmatch("(?:补|加|添|放|画|摆|贴|安|装|戴|穿|系)上.?", piece.strip()):
        return None
    if found is not None and re.search("[来加放添补画]|" + NUMERAL, found["where"][:3]):
        return None
    if found is None or (place := where_of(found["where"], vocabulary)) is None or place == Where():
        return None
    return _put((last.what, last.count), place)


def is_worn(words: str) -> bool:
    """Whether a noun is of what is worn."""
    return bool(_WORN_NOUN.fullmatch(words))
