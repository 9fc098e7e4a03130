"""What Chinese instructions are made of: polite words, how far, things, colours, styles, sizes, and where things go."""

from __future__ import annotations

import re
from functools import partial

from danqing.director.edit_chinese_beyond import names_unseen
from danqing.director.edit_chinese_nouns import noun_phrase, without_ends
from danqing.director.edit_colors import COLOR_WORDS
from danqing.director.edit_styles import STYLE_WORDS
from danqing.director.edit_types import Add, Operation
from danqing.director.edit_words import (
    AMOUNTS,
    BACKGROUND_WORDS,
    CHANGES,
    PICTURE_WORDS,
    PRONOUNS,
    Said,
    Vocabulary,
    any_of,
)

_any = partial(any_of, english=False)
GONE = (
    "(?:变(?=没|走)|去|删|移|拿|抹|擦|消|除|清|撤|扔|丢|弄|搬|剪|裁|取|摘|遮|抠|挖|[Pp]|砍|省|脱|拆|拔|赶|干(?=掉)|撕"
    "|铲|搞|卸|请|收|端"
    "|挪|踢|轰|刮|扫|拖|带|藏"
    "|清理|处理|打扫|换|移除|删除)(?:掉|走|去|除|没|开|光|净|下来|下去|出去|出画面|干净|平|下)"
    "|去除|删除|移除|消除|清除|隐藏|舍弃|不想要|不想看到|不想看见|不想有|不要看到|不要有|不要|别要|不需要|用不着|不用留"
)


_LEAD = re.compile(
    "^(?:请|麻烦(?:你|您)?|帮(?:我|忙|个忙)|给我(?!们)|能不能|可不可以|可否|能否|你(?![涂画弄染刷])"
    "|您|咱们?|我们?(?=想|要|希望|觉得"
    r"|更?喜欢)|我?想要?(?!象)|我(?=不要|不想要|不需要|喜欢|觉得|要把)|再(?=[把将让给])"
    r"|我要(?=[把将让给在加换去删它他她这那])"
    r"|我?希望|最好(?:是|能)?|可以(?=[把将让给在加换去删调])|能(?=[把将让给在加换去删])|现在|先(?!生)"
    "|就(?![业要留剩])(?=.)|额|呃|有没有可能|有没有办法|是不是(?=该|应|可|要|能|得)|要不要|嘿|亲爱的|哎呀|忘了说"
    "|那个谁|一共|总共|不好意思|抱歉|打扰了?|(?:我|咱)?(?:家|们)?(?:小孩|娃|女儿|儿子|闺女|孩子|老婆|老公|爱人|妈妈?"
    "|爸爸?|外婆|奶奶|爷爷|姥姥|老板|客户|甲方|领导|老师|同事|朋友|大家|小朋友|宝宝|弟弟|妹妹|哥哥|姐姐|媳妇"
    "|室友)们?(?:都|还|又|老)?(?:说|想要|希望|非要|吵着要|闹着要|觉得|建议|让|想)(?:要|想|是)?|算了(?=.)"
    "|能(?!量)(?=.)|得(?!意)(?=.)|也(?=[把将让给在])"
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
    "|比较好看|正好|刚好|重新来|怎么样|如何|可好|便是|算了|得了|好啦|呗|就成|就够了|就完了|行了|没事|才好看|才好|才对"
    "|才像"
    "|会不会更?.{1,4}|好不好看"
    "|更好看|好看(?:点|些)?|比较好|最好|可能|也许|哈哈+|嘻嘻|啦啦|哟|噢|喔|拜托|麻烦了?|亲|老铁|(?<![成为作个位名是当])老师|兄弟|各位|呐|捏"
    "|咧)+(?:了|吧|啊|呢|哈)*$"
)
_WITHIN = re.compile(
    r"(?:给我|帮我|替我|麻烦你?|请你?(?!出|走)|我(?:更|比较|还是|也)?(?:想要?|希望|喜欢|觉得|要|认为|打算)(?:让|把|将"
    r"|是|它|给)*|(?<=.)(?:应该(?!是)|应当|必须|可能|也许|能不能|可不可以|能否|最好)(?:要|得|能)?)(?=.)"
)
_OF_PICTURE = re.compile(
    "^(?:这张|这幅|整张|整幅)?(?:图片|画面|照片|图像|图|画|头像|海报|镜头|屏幕)(?:里面|里边|里头|里|中|上面"
    "|上(?!下))(?:的)?(?=.)"
)
_BEFORE = ("稍微", "稍稍", "略微", "微微", "轻微", "大幅", "狠狠", "明显", "特别", "非常", "大大", "一点点", "略")
_AFTER = ("一点点", "一丢丢", "一点儿", "一点", "一些", "点儿", "点", "些", "很多", "许多", "得多", "几分", "不少")


def tidy(piece: str, vocabulary: Vocabulary) -> Said:
    """A clause without what is only polite, and how far it goes."""
    text = piece.strip(" \"'“”‘’「」『』.:：~～").replace(" ", "" if not re.search(r"[A-Za-z]", piece) else " ")
    text = re.sub(r"[“”「」『』\"]", "", text)
    text = re.sub("^(?:画|弄|做|拍)得(?=太|有点|有些|不够|偏|过)", "", text)  # 画得太暗了
    text = re.sub(r"(.)一(\1)(?=$|下)", r"\1", text)  # 挪一挪
    text = re.sub(r"([挪靠移调提推拉擦改换翻])\1", r"\1", text)  # 挪挪
    text = re.sub(rf"从[^，]{{0,2}}(?:{_any(COLOR_WORDS)})色?(?=改|变|换)", "", text.replace("一下", ""))
    text = re.sub("(?<=[^，])从[^，]{1,6}?(?=[换变改]成?)", "", text)
    text = re.sub("^[^，]{0,8}?(?:觉得|认为|感觉)(?=.{3})", "", text)
    text = text.removesuffix("好") if "还是" in text and not text.endswith("你好") else text
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


_PICTURES = frozenset(("图", "图片", "画", "画面", "照片", "图像", "海报", "封面"))


def of_picture(words: str | None) -> str | None:
    """The thing that is named; None for the picture as a whole."""
    if not words:
        return None
    said = re.sub(r"(?:也|都|全|再)+$", "", re.sub(r"^(?:把|将|让|使|给|对)", "", words.strip()))
    plain = said.removesuffix("的")
    if not plain or plain in PICTURE_WORDS | {"这", "那", "其", "都"} or plain.rsplit("的", 1)[-1] in _PICTURES:
        return None
    return without_ends(said)


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


_STYLE_ENDS = (
    "动画",
    "漫画",
    "版画",
    "壁画",
    "插画",
    "线稿",
    "水墨",
    "油画",
    "水彩",
    "素描",
    "剪纸",
    "绘",
    "画派",
    "动漫",
    "简笔画",
    "朋克",
    "涂鸦",
)


def style_of(words: str, vocabulary: Vocabulary) -> str | None:
    """The style that words name: a known one, or whatever ends in 风格."""
    plain = re.sub(r"^(?:一[幅张种个]|[幅张种个]|像(?!素)|成|为)", "", words.strip()).removesuffix("的")
    named = re.sub(r"(?:的)?(?:风格|画风|样式|风|效果|样子|那种|感觉|画法|版本|版|质感|味道)+$", "", plain)
    for each in (plain, named, named + "风格", named.removesuffix("画"), named + "画", plain.removesuffix("化")):
        if each and (each.lower() in vocabulary.styles or each in STYLE_WORDS) and each not in CHANGES:
            return each
    if (
        any(plain.endswith(each) for each in _STYLE_ENDS)
        and len(plain) <= 8
        and not re.search("[掉的上在把给里画](?!$)", plain[:-2])
    ):
        return plain
    return named if named and plain != named and plain.endswith(("风格", "画风", "样式")) else None


def ground(words: str) -> str:
    """What a background shall be, without what surrounds it."""
    plain = re.sub(r"^(?:一[个片张种]|[个片张](?=.)|成|为|到|在|有)+", "", words.strip())
    return re.sub(r"(?:的)?(?:背景|场景|那种|那样)?(?:的)?$", "", plain) or plain


_NO_NAME = re.compile(
    r"太(?![阳太空极])|[我你让请吧吗跟]|(?<![麻大小老武上])将(?!军)|(?<![一两三四五六七八九十几那这每])把|加[个一上]|放[个一]|画[个一]|变成|从.色|有点|[染涂刷漆]$"
    r"|^[的了着过到在和也都搬去]|^带(?!.*的)|^放$|[变换成改]$|点$|角度$|^(?:位|颜|造型|姿势|位置|方向|地方|样子|颜色|掉|身|再|还"
    r"|要|来|有|是|不|别|一|更)$|^(?:比如|例如|譬如|像|如|再|还是|其实|可以)"
    "|那样|一样$|似的|不要|调|挪|弄|缩小|放大|一半|[换改变]成|应该|就该|不是|^别|[去拿删撤扔丢摘取](?:掉|走)|移到"
    "|挪到|换个|[撤删扔拆收]了?$|留[一着下给]|清理|不用|不够|不太|不怎么|一点|放到|移到|摆到|往[左右上下前后中]"
    "|别(?![墅针致])|[^的]点成|染成|倍|抹平"
)


def is_plausible(operation: Operation, vocabulary: Vocabulary) -> bool:
    """Whether what an operation names can be names of things."""
    if names_unseen(operation):
        return False
    if isinstance(operation, Add) and (
        re.match("[它他她](?!们|的|$)", operation.what) or _is_done(operation.what, vocabulary)
    ):
        return False
    for name in ("what", "by", "anchor", "keep"):
        phrase = getattr(operation, name, None)
        if isinstance(phrase, str) and phrase not in PRONOUNS and not _is_name(phrase, vocabulary):
            return False
    return True


def _is_done(words: str, vocabulary: Vocabulary) -> bool:
    """Whether words are a thing and what is done to it: 灯打开."""
    thing, verb = words[:-2], words[-2:]
    return bool(thing) and vocabulary.kind(verb) == "verb" and vocabulary.is_thing(thing) and not vocabulary.kind(words)


_ALSO_THINGS = frozenset("包锁表戒梳锯钉发香女被画雕露后矛炮泡桦钻磨舞炕")  # which are verbs or small words too


def _is_name(phrase: str, vocabulary: Vocabulary) -> bool:
    """Whether a phrase can be the name of a thing."""
    if len(phrase) > 1 and vocabulary.is_thing(phrase):
        return True
    if _NO_NAME.search(phrase) or len(noun_phrase(phrase, vocabulary).noun) > 10:
        return False
    is_other_word = vocabulary.kind(phrase) in ("verb", "adverb", "other")
    return len(phrase) > 1 or not is_other_word or phrase in _ALSO_THINGS


_NUMBER = r"(?:\d+(?:\.\d+)?|[一两二三四五六七八九十](?:点[一二三四五六七八九])?)"
FACTOR = (  # a size that is said as a number
    rf"{_NUMBER}(?:倍半?|成|折|[%％]|[xX]|分之{_NUMBER})|百分之[一二三四五六七八九十\d]+"
    "|翻一?番|翻倍|加倍|减半|一半|半"
)
_DIGITS = "一二三四五六七八九"
_STEPS = {True: (1.25, 1.5, 2.0), False: (0.8, 0.67, 0.5)}  # a little, without a word, much


def factor_of(text: str, *, grown: bool, amount: float) -> float:
    """The factor of a size: the number that is said, else a step as far as ``amount`` says; at most 4."""
    found = re.search(FACTOR, text)
    if found is None:
        return _STEPS[grown][(amount >= 1) + (amount > 1)]
    said, before = found[0], text[: found.start()]
    whole = re.search(r"[到至为成剩只留]$|(?:原来|现在|本来)的?$|[到至为成](?:了|个)?$", before)
    if said in ("翻一番", "翻番", "翻倍", "加倍"):
        return 2.0
    if said in ("减半", "一半", "半"):
        return 0.5 if whole or not grown or said == "减半" else 1.5
    if "倍" in said or said[-1] in "xX":
        times = _value(re.match(_NUMBER, said)[0]) + (0.5 if said.endswith("半") else 0)  # type: ignore[index]
        times = 2.0 if times == 1 else times
        return _bounded(times if grown or times < 1 else 1 / times)
    part = _part(said)
    return _bounded(part if whole or said[-1] == "折" else 1 + part if grown else 1 - part)


def _part(said: str) -> float:
    """The part of a whole that 三成, 30%, 百分之三十 or 四分之三 says."""
    if found := re.fullmatch(rf"({_NUMBER})分之({_NUMBER})", said):
        return _value(found[2]) / _value(found[1])
    if said.startswith("百分之"):
        return _hundreds(said.removeprefix("百分之")) / 100
    return _value(said[:-1]) / (100 if said[-1] in "%％" else 10)


def _value(said: str) -> float:
    if said[0].isdigit():
        return float(said)
    whole, _, decimal = said.partition("点")
    number = 2 if whole == "两" else 10 if whole == "十" else _DIGITS.index(whole) + 1
    return number + ((_DIGITS.index(decimal) + 1) / 10 if decimal else 0)


def _hundreds(said: str) -> float:
    """A number below a hundred in characters or digits."""
    if said.isdigit():
        return int(said)
    tens, _, ones = said.partition("十")
    if "十" in said:
        return ((_DIGITS.index(tens[0]) + 1 if tens else 1) * 10) + (_DIGITS.index(ones[0]) + 1 if ones else 0)
    return _DIGITS.index(said[0]) + 1 if said[0] in _DIGITS else 2


def _bounded(factor: float) -> float:
    return round(min(max(factor, 0.05), 4.0), 3)
