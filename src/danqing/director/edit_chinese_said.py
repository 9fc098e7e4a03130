"""What Chinese instructions are made of: polite words, how far, things, colours, styles, sizes, and where things go."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from danqing.director.edit_names import COLOR_WORDS, NUMBERS, WEARABLES
from danqing.director.edit_types import MAX_COUNT, Add, Operation
from danqing.director.edit_words import (
    AMOUNTS,
    BACKGROUND_WORDS,
    BESIDES_ZH,
    CHANGES,
    PICTURE_WORDS,
    PLACES,
    PRONOUNS,
    Said,
    Vocabulary,
    any_of,
)

TOPIC_ZH = "它"  # stands for the thing spoken of last, where a piece names none
NUMERAL = r"[一两二三四五六七八九十几俩仨\d]"
_any = partial(any_of, english=False)
GONE = (
    "换掉|去掉|去除|删除|删掉|删去|移除|移走|移掉|拿掉|拿走|抹掉|抹去|擦掉|擦除|消除|除去|除掉|清除|清掉|清理掉|撤掉"
    "|撤走"
    "|扔掉|丢掉|弄掉|弄走|弄没|搬走|剪掉|裁掉"
    "|不想要|不想看到|不想看见|不想有|不要看到|不要有|不要|别要|不需要|用不着|取下|取掉|摘掉|摘下|隐藏|遮掉|抠掉|挖掉"
    "|P掉|p掉|砍掉|省掉|舍弃|脱掉|脱下|拆掉|拔掉|赶走|处理掉|干掉"
)


_LEAD = re.compile(
    r"^(?:请|麻烦(?:你|您)?|帮(?:我|忙|个忙)|给我(?!们)|能不能|可不可以|可否|能否|你|您|咱们?|我们?(?=想|要|希望|觉得"
    r"|更?喜欢)|我?想要?(?!象)|我(?=不要|不想要|不需要|喜欢|觉得|要把)|再(?=[把将让给])"
    r"|我要(?=[把将让给在加换去删它他她这那])"
    r"|我?希望|最好(?:是|能)?|可以(?=[把将让给在加换去删调])|能(?=[把将让给在加换去删])|现在|先(?!生)"
    r"|就(?=[把将让给在加换去删])|也(?=[把将让给在])"
    r"|接着|最后(?!一)|然后|并(?=[把将让给在加])|那就|那(?=[把将让给])|要不|不如|干脆|直接|顺便|另外(?![一那只个])"
    r"|对了|嗯+|好的?(?=[把将让给，])|还是(?=[把将让给])"
    r"|其实|就是(?=.)|只是|感觉(?=[把将让])|建议|劳驾|拜托|亲(?=[把将让给])|老师|再帮我|试着|尝试|试试|记得|只(?=把|将"
    r"|让)|单独|同样"
    r"|快|赶紧|立刻|马上|来(?=把)|干嘛不|何不"
    r"|要是|如果|假如|不然|索性|而是|哎|唉|诶|喂|话说|总之)+(?=.)"
)
_TAIL = re.compile(
    r"(?:吧|吗|呢|啊|呀|哦|嘛|啦|哈|咯|喽|好吗|可以吗|行吗|好不好|行不行|谢谢(?:你|您|啦|了)?|多谢|好了|就好|就行"
    r"|就可以|即可|就够|一下子?|看看|试试|的话|更好|会更好"
    r"|怎么样|如何|可好|便是|算了|更好看|好看(?:点|些)?|比较好|最好|可能|也许)+(?:了|吧|啊|呢)*$"
)
_WITHIN = re.compile(
    r"(?:给我|帮我|替我|麻烦你?|请你?(?!出|走)|我(?:更|比较|还是|也)?(?:想要?|希望|喜欢|觉得|要|认为|打算)(?:让|把|将"
    r"|是|它|给)*|(?<=.)(?:应该|应当|必须|可能|也许|能不能|可不可以|能否|最好)(?:要|得|能)?)(?=.)"
)
_OF_PICTURE = re.compile(
    r"^(?:这张|这幅|整张|整幅)?(?:图片|画面|照片|图像|图|画)(?:里面|里边|里头|里|中|上面|上)(?:的)?(?=.)"
)
_BEFORE = ("稍微", "稍稍", "略微", "微微", "轻微", "大幅", "狠狠", "明显", "特别", "非常", "大大", "一点点", "略")
_AFTER = ("一点点", "一丢丢", "一点儿", "一点", "一些", "点儿", "点", "些", "很多", "许多", "得多", "几分", "不少")


def tidy(piece: str, vocabulary: Vocabulary) -> Said:
    """A clause without what is only polite, and how far it goes."""
    text = piece.strip(" \"'“”‘’「」『』.:：~～").replace(" ", "" if not re.search(r"[A-Za-z]", piece) else " ")
    text = re.sub(r"[“”「」『』\"]", "", text)
    text = re.sub(r"(.)一(\1)(?=$|下)", r"\1", text)  # 挪一挪
    text = re.sub(r"([挪靠移调提推拉擦改换翻])\1", r"\1", text)  # 挪挪
    text = re.sub(rf"从[^，]{{0,2}}(?:{_any(COLOR_WORDS)})色?(?=改|变|换)", "", text.replace("一下", ""))
    before = None
    while before != text:
        before = text
        text = _OF_PICTURE.sub("", _LEAD.sub("", text))
        text = _TAIL.sub("", text) or text
        if len(text) > 1 and text.endswith("了") and not text.endswith(("算了", "除了", "为了")):
            text = text[:-1]
    text = _WITHIN.sub("", text) or text
    amount = 1.0
    for word in _BEFORE:
        if word in text and not text.endswith(word):
            amount, text = AMOUNTS.get(word, 0.5), text.replace(word, "", 1)
            break
    for word in _AFTER:
        if text.endswith(word) and len(text) > len(word):
            amount = min(amount, AMOUNTS[word]) if word in AMOUNTS and amount != 1.0 else AMOUNTS.get(word, 1.6)
            text = text.removesuffix(word)
            break
    return Said(text=text.strip(), amount=amount, vocabulary=vocabulary)


def measures(vocabulary: Vocabulary) -> str:
    """The inside of a class of measure words."""
    return re.escape(
        "".join(
            sorted(
                {each for each in vocabulary.measures if len(each) == 1}
                | set("个些顶丛根幅位种盏排副架艘束串盘碗瓶壶块颗枝支株堆群双对套座间栋幢条台部辆匹尾扎撮缕抹轮弯")
            )
        )
    )


_SPOT = (
    "左边|右边|左侧|右侧|中间|前面|后面|上面|下面|旁边|最左边|最右边|左上角|右上角|左下角|右下角|前边|后边|远处"
    "|近处|左面|右面"
)
_ON = re.compile(r"^.{1,6}?(?:头上|身上|手里|手边|手中|手上|脖子上|脸上|脚上|旁边|身边|上面|里面|上|里)的(?=.)")


def thing(words: str, vocabulary: Vocabulary, *, whose: bool = True) -> str:
    """A thing in the picture, without its number, its measure word and "那" and the like."""
    plain = re.sub(r"^(?:只|仅|光|单单|就|把|将|让|使|给|对|叫|帮|请)(?=.)", "", _OF_PICTURE.sub("", words.strip()))
    plain = re.sub(r"(?:也|都|全都|全|就|再|还|又|通通|统统|直接|全部)+$", "", plain) or plain
    number = measures(vocabulary)
    plain = re.sub(rf"^({_SPOT})(?:的)?(?:那|这)?{NUMERAL}?[{number}](?=.)", r"\1的", plain)
    shorter = re.sub(r"^(?:所有的?|全部的?|一些|其他的?|那些|这些|那里的?|这里的?)(?=.)", "", plain)
    if re.fullmatch(r"[那这][杯盆碗盘瓶头面箱][子儿]", shorter):
        return shorter[1:]
    shorter = re.sub(rf"^(?:(?:[那这每]|{NUMERAL}+)[{number}]|[那这](?=[^{number}]))(?=.)", "", shorter)
    if whose:
        shorter = re.sub(r"^[她他它我你](?:们)?的(?=.)", "", _ON.sub("", shorter))
    shorter = re.sub(r"的(?:位置|地方)$", "", shorter)
    shorter = shorter.removesuffix("的颜色").removesuffix("颜色") if len(shorter) > 2 else shorter
    if shorter.endswith("的") and not re.search(rf"[{number}]的$", shorter):
        shorter = shorter.removesuffix("的")
    return shorter or plain


def of_picture(words: str | None, vocabulary: Vocabulary) -> str | None:
    """The thing that is named; None for the picture as a whole."""
    if not words:
        return None
    plain = re.sub(r"(?:也|都|全|再|的)+$", "", re.sub(r"^(?:把|将|让|使|给|对)", "", words.strip()))
    if not plain or plain in PICTURE_WORDS | PRONOUNS:
        return None
    return thing(plain, vocabulary)


def is_background(words: str | None) -> bool:
    return (
        bool(words)
        and re.sub(r"^(?:它的|图片的|画面的)", "", (words or "").strip()).removesuffix("的") in BACKGROUND_WORDS
    )


def color_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The colour that words name, or None."""
    plain = re.sub(r"^(?:一?[种个片]|成|为)+", "", words.strip())
    plain = re.sub(r"(?:的|漆|颜色|颜料|系|调)+$", "", plain)
    bare = plain.lstrip("浅深淡亮暗鲜纯大嫩正")
    for each in (plain, plain.removesuffix("色"), bare, bare.removesuffix("色")):
        if each and (found := vocabulary.colors.get(each) or COLOR_WORDS.get(each)):
            return found
    return None


def style_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The style that words name: a known one, or whatever ends in 风格."""
    plain = re.sub(r"^(?:一[幅张种个]|[幅张种个]|像(?!素)|成|为)", "", words.strip()).removesuffix("的")
    named = re.sub(r"(?:的)?(?:风格|画风|样式|风|效果|样子|那种|感觉|画法|版本|版|质感|味道)+$", "", plain)
    for each in (plain, named, named + "风格", named.removesuffix("画"), named + "画", plain.removesuffix("化")):
        if each and each.lower() in vocabulary.styles and each not in CHANGES:
            return each
    return named if named and plain != named and plain.endswith(("风格", "画风", "样式")) else None


def ground(words: str) -> str:
    """What a background shall be, without what surrounds it."""
    plain = re.sub(r"^(?:一[个片张种]|[个片张](?=.)|成|为|到|在|有)+", "", words.strip())
    return re.sub(r"(?:的)?(?:背景|场景|那种|那样)?(?:的)?$", "", plain) or plain


_NO_NAME = re.compile(
    r"太(?![阳太空极])|[我你把将让请吧吗跟]|加[个一上]|放[个一]|画[个一]|变成|从.色|有点|[染涂刷漆]$"
    r"|^[的了着过到在和也都搬带去]|^放$|[变换成改]$|点$|角度$|^(?:位|颜|造型|姿势|位置|方向|地方|样子|颜色|掉|身|再|还"
    r"|要|来|有|是|不|别|一|更)$|^(?:像|如|再|还是|其实|可以)"
    r"|那样|一样$|似的|不要|调|挪|弄"
)


def is_plausible(operation: Operation) -> bool:
    """Whether what an operation names can be names of things."""
    for name in ("what", "by", "anchor", "keep"):
        phrase = getattr(operation, name, None)
        if isinstance(phrase, str) and phrase not in PRONOUNS and (_NO_NAME.search(phrase) or len(phrase) > 14):
            return False
    return True


_TIMES = {**{name: number for name, number in NUMBERS.items() if not name.isascii()}, "一": 2, "十": 4}


def factor_of(text: str, *, grown: bool, amount: float) -> float:
    """The factor of a size: the number that is said, else one step of ``amount``; at most 4."""
    sign = 1 if grown else -1
    if found := re.search(r"(\d+(?:\.\d+)?)[%％]|百分之([一二三四五六七八九十\d]+)|([一二三四五六七八九\d])成", text):
        part = _part(found)
        whole = re.search(r"[到至为成](?:原来的?)?(?:\d|百分|[一二三四五六七八九]成)", text)
        return _bounded(part if whole else 1 + sign * part)
    if found := re.search(r"(\d+(?:\.\d+)?)倍", text):
        times = float(found[1])
        return _bounded(times if grown or times < 1 else 1 / times)
    if found := re.search(r"([一两二三四五六七八九十])倍", text):
        return _bounded(_TIMES[found[1]] if grown else 1 / _TIMES[found[1]])
    if found := re.search(r"([三四五])分之([一二三])", text):
        part = {"一": 1, "二": 2, "三": 3}[found[2]] / {"三": 3, "四": 4, "五": 5}[found[1]]
        return _bounded(part if re.search(r"[到至为成](?:原来的?)?[三四五]分", text) else 1 + sign * part)
    if re.search("一半|减半|半", text):
        return 1.5 if grown and not re.search("[到至为成]", text) else 0.5
    step = 1 + 0.4 * amount
    return round(step if grown else 1 / step, 3)


def _part(found: re.Match[str]) -> float:
    if found[1]:
        return float(found[1]) / 100
    digits = "一二三四五六七八九"
    if found[3]:
        return (digits.index(found[3]) + 1 if found[3] in digits else int(found[3])) / 10
    said = found[2]
    if said.isdigit():
        return int(said) / 100
    tens, _, ones = said.partition("十")
    if "十" in said:
        return ((digits.index(tens) + 1 if tens else 1) * 10 + (digits.index(ones) + 1 if ones else 0)) / 100
    return (digits.index(said[0]) + 1) / 100


def _bounded(factor: float) -> float:
    return round(min(max(factor, 0.05), 4.0), 3)


def counted(what: str, vocabulary: Vocabulary, **where: Any) -> Operation:
    """An addition of as many things as are said: "两只鸟" are two of "鸟"."""
    plain = re.sub(r"^(?:上|了|再|多|另|又|有)+(?=.)", "", what.strip())
    number = measures(vocabulary)
    count = 1
    found = re.match(rf"(?:另外)?({NUMERAL}+)?[{number}](?=.)|({NUMERAL}+)(?=[^{number}])", plain)
    if found and (found[1] or found[2] or plain[0] in "个些只条头匹朵棵座辆把张件顶根道盏架艘块束串杯盆副支株枝碗"):
        said = found[1] or found[2] or ""
        count = min(
            NUMBERS.get(said, int(said) if said.isdigit() and said != "0" else 3 if said == "几" else 1), MAX_COUNT
        )
        rest = plain[found.end() :].removeprefix("的")
        plain = rest or plain
    elif found := re.fullmatch(rf"(?:另外)?({NUMERAL}+)([{number}])", plain):  # 再加两只
        said = found[1]
        count = min(NUMBERS.get(said, int(said) if said.isdigit() and said != "0" else 1), MAX_COUNT)
    return Add(what=plain, count=count, **where)


_STANDS = frozenset(
    [
        "桌子",
        "椅子",
        "架子",
        "床",
        "地板",
        "地",
        "沙发",
        "长椅",
        "长凳",
        "箱子",
        "石头",
        "墙",
        "树",
        "蛋糕",
        "盘子",
        "桌",
        "椅",
        "柜子",
        "窗台",
        "路",
        "街",
    ]
)
WORN = re.compile(
    rf".*(?:{'|'.join(sorted((each for each in WEARABLES if not each.isascii()), key=len, reverse=True))})"
)


def placed(what: str, where: str, vocabulary: Vocabulary) -> Operation:
    """An addition that says where: a part of the picture, or beside a thing."""
    plain = _OF_PICTURE.sub("", re.sub(r"^(?:在|到|往|给|于)", "", where.strip()))
    plain = re.sub(r"^(?:画面|图片|图|照片|画)的?(?=.)", "", plain).removesuffix("的")
    bare = re.sub(r"(?:那里|这里|那儿|这儿|的?位置|的?地方)$", "", plain)
    for each in (plain, bare):
        if each in PLACES:
            return counted(what, vocabulary, at=PLACES[each])
    if bare in PICTURE_WORDS or not bare:
        return counted(what, vocabulary)
    if bare in BESIDES_ZH:  # 旁边再来一只
        return counted(what, vocabulary, beside=BESIDES_ZH[bare], anchor=TOPIC_ZH)
    for end, beside in sorted(BESIDES_ZH.items(), key=lambda each: -len(each[0])):
        if bare.endswith(end) and len(bare) > len(end):
            anchor = thing(bare.removesuffix(end).removesuffix("的"), vocabulary)
            if anchor.removesuffix("的") in _FLOORS and beside in ("on", "in front of"):
                return counted(what, vocabulary, at="bottom")
            if beside == "on" and WORN.fullmatch(what) and anchor not in _STANDS | set(vocabulary.grounds):
                beside = "worn by" if end in ("上", "上面") else beside
            return counted(what, vocabulary, beside=beside, anchor=_pronoun(anchor))
    if bare in vocabulary.grounds:
        return counted(what, vocabulary, at="bottom")
    return counted(what, vocabulary, beside="on", anchor=_pronoun(thing(bare, vocabulary)))


_FLOORS = ("草地", "地", "雪地", "沙滩", "地板", "水面", "草坪", "沙地", "马路", "路", "街")


def _pronoun(anchor: str) -> str:
    return TOPIC_ZH if anchor in PRONOUNS else anchor


def near_in_chinese(piece: str, last: Add, vocabulary: Vocabulary) -> Add | None:
    """An addition with its place, which a later piece says: 加一棵树，在房子旁边."""
    found = re.fullmatch(r"(?:就|要)?(?:放|摆|画|加|站|坐|停)?(?:在|到|放在)(.+?)(?:就行|就好)?", piece.strip())
    if found is None:
        return None
    made = placed(last.what, found[1], vocabulary)
    assert isinstance(made, Add)
    return Add(what=last.what, at=made.at, beside=made.beside, anchor=made.anchor, count=last.count)
