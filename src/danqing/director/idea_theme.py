"""A theme as people write it, read for ideas: which known themes it names, for what format, and what it states itself.

"两只白兔的中秋节海报，不要有人" names the theme 中秋节 and the format 海报; "两只白兔" and "不要有人" are its own
words, which every idea keeps. What those words say is read by the same rules that read wishes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from danqing.core.errors import RequestError
from danqing.core.request import clean_prompt
from danqing.director.idea_tables import Format, Theme, Tongue, manner, themes
from danqing.director.languages import is_other_language
from danqing.director.plan import Plan
from danqing.director.refused import check_allowed

MAX_THEME_CHARACTERS = 500
SHAPE_WORDS = {
    "portrait": ("竖版", "portrait"),
    "landscape": ("横版", "landscape"),
    "square": ("方形", "square"),
    "wide": ("宽幅", "wide"),
    "tall": ("竖长条", "tall"),
}
_SHAPE_OF = {
    "竖 vertical upright portrait": "portrait",
    "宽幅 wide 横幅": "wide",
    "横 宽屏 horizontal landscape": "landscape",
    "方 square": "square",
    "tall": "tall",
}
PEOPLE = frozenset({
    "人", "人物", "人类", "行人", "人像", "任何人", "大人", "小孩", "孩子", "people", "person", "persons", "humans",
    "human", "anyone", "anybody", "figures", "men", "women", "kids", "children", "faces",
})  # fmt: skip

_CHINESE = re.compile(r"[\u3400-\u9fff]")
_LATIN = re.compile(r"[A-Za-z]")
_QUOTED = re.compile(r"“[^”]*”|\"[^\"]*\"|「[^」]*」|『[^』]*』|《[^》]*》|‘[^’]*’")
_ONLY_WRITES = re.compile(
    r"(?:\s|with|the|words?|text|saying|says?|reading|reads?|titled?|written|lettering|caption|上面|写着|写有|写|印着|题着|标题|文字|字样"
    r"|是|为|有)*",
    re.I,
)
_SHAPES = (
    r"(?:竖版|竖幅|竖屏|竖向|横版|横幅|横屏|横向|宽幅|方形|正方形|宽屏)(?:的)?"
    r"|(?:vertical|upright|portrait|horizontal|landscape|square|wide|tall)\s+(?:format\s+)?(?:of\s+)?"
)
_MARKS = "\ue100-\uefff"  # one character stands for each name of a theme that was found, so that it can be put back
_FIRST_MARK, _FORMAT_MARK = 0xE100, "\ue0ff"
_ENGLISH_GLUE = (
    r"(?:a|an|the|of|for|about|on|with|and|in|at|to|some|my|our|during|showing|by|few|please|make|draw|paint|create"
    r"|design|give|show|me|us|i|we|want|need|would|like|happy|merry|ideas?|pictures?|images?|scenes?|themed?|topics?)"
)
_BEFORE = re.compile(
    r"^(?:请|帮我|给我|我想要|我要|我们要|我想|想要|来|画|绘制|设计|制作|生成|做|关于|有关|一张|一幅|几张|几个|一些|一组"
    rf"|{_ENGLISH_GLUE}\b)",
    re.I,
)
_AFTER = re.compile(
    r"(?:为主题|为题|主题|题材|系列|点子|创意|想法|构思|灵感|的图片|的图画|的图|图片|图案|快乐|和|与|跟|及|过|庆祝|的"
    rf"|\b{_ENGLISH_GLUE})$",
    re.I,
)
_NAMES_AND_GLUE = re.compile(
    rf"^[{_MARKS}{_FORMAT_MARK}\s]+(?:夜晚的?|夜里的?|夜的|节的|时的|里的|的|之|快乐|主题|课堂|和|与|跟"
    r"|(?=没有|不要|不带|不含|别|写|印|题|(?:saying|reading|titled)\b)"
    r"|(?:of|for|about|with|and|showing|ideas?|pictures?|images?|scenes?|themed?)\b)",
    re.I,
)
_SHAPE_BEFORE = re.compile(rf"^(?:{_SHAPES})(?=[{_MARKS}{_FORMAT_MARK}\s])", re.I)
_GLUE_AND_NAMES = re.compile(rf"(?:的|和|与|跟|过|庆祝|关于|\b{_ENGLISH_GLUE})[{_MARKS}{_FORMAT_MARK}\s]+$", re.I)
_AUDIENCE = re.compile(
    r"\s*\bfor\s+(?:(?:my|our|the|small|little|young|primary|school|kindergarten|first|second|third|grade)\s+)*"
    r"(?:kids|children|toddlers|pupils|students|class|classroom|school|kindergarten)\b"
    r"|(?:给|适合|面向|为)(?:小学|幼儿园|低年级)?(?:的)?(?:孩子|小孩|儿童|小朋友|学生|小学生|幼儿)(?:们)?(?:看|用|画)?(?:的)?|儿童版|幼儿版",
    re.I,
)
_FOR_CHILDREN = {"zh": "适合儿童", "en": "for children"}
_PARAMETERS = re.compile(r"(?:^|\s)(?:--|——)[A-Za-z]\w*(?:\s+[\d.:x]+)?")  # of prompts: "--ar 3:2"


@dataclass(frozen=True, kw_only=True)
class ReadTheme:
    """What a theme asks of every idea.

    Args:
        text: the theme as written, without its ends.
        language: of the ideas.
        themes: known ones that it names, in their order; may be empty.
        format: what the pictures are for, in the language of the ideas, with their shape ("竖版海报"); may be "".
        shape: of the pictures, or None.
        lead: its own words for what shall be seen; "" where a known theme says all.
        tail: its own further words: lettering, what to leave out, style.
        for_children: whether it says that it is for them.
        plan: what its own words say.
        translated: whether its own words were turned into the language of the ideas.
    """

    text: str
    language: Tongue
    themes: tuple[Theme, ...]
    format: str
    shape: str | None
    lead: str
    tail: tuple[str, ...]
    for_children: bool
    plan: Plan
    translated: bool = False

    @property
    def spoken(self) -> Tongue:
        """The language of the theme itself."""
        return _spoken(self.text)

    @property
    def own(self) -> bool:
        """Whether it has words of its own that ideas keep."""
        return bool(self.lead) or any(each not in _FOR_CHILDREN.values() for each in self.tail)

    @property
    def no_people(self) -> bool:
        """Whether it asks that nobody be seen."""
        return any(set(_bare(each).split()) & PEOPLE for each in self.plan.avoid)

    def avoids(self, said: str) -> bool:
        """Whether words name something that it asks to leave out."""
        text = f" {_bare(said)} "
        for each in self.plan.avoid:
            word = _bare(each)
            if _CHINESE.search(word):
                if word in text:
                    return True
            elif re.search(rf"\b{re.escape(_stem(word))}", text):
                return True
        return False


def read_theme(
    theme: str,
    plan_of: Callable[[str], Plan],
    language: Tongue | None = None,
    in_english: Callable[[str], str] | None = None,
) -> ReadTheme:
    """Read a theme.

    Args:
        theme: 1–500 characters, in Chinese, English or both.
        plan_of: reads what its own words ask to be seen.
        language: of the ideas; None for the theme's own, Chinese where it has both.
        in_english: translates the theme's own Chinese words for ideas in English; None keeps them.

    Raises:
        RequestError: it is empty, too long, without words, in another language, or none that pictures are made for.
    """
    if isinstance(theme, str) and len(theme) > MAX_THEME_CHARACTERS:
        raise RequestError(
            f"The theme has {len(theme):,} characters; at most {MAX_THEME_CHARACTERS} are read, so shorten it."
        )
    text = " ".join(_PARAMETERS.sub("", unicodedata.normalize("NFC", clean_prompt(theme, name="theme"))).split())
    _check(text)
    spoken = _spoken(text)
    rest = _AUDIENCE.sub(" ", text).strip()
    whole = plan_of(rest)
    masked, names, known, made_for = _named(rest, whole.avoid)
    shape = _shape_before(rest) or whole.shape or (made_for.shape if made_for else "") or None
    clauses = list(_clauses(masked, names))
    lead: list[str] = []
    tail: list[str] = []
    for clause in clauses:
        said = plan_of(clause)
        beside = bool(said.avoid or said.lettering or said.style or said.mood or said.composition)
        seen = bool(said.subjects) and not _ONLY_WRITES.fullmatch(_QUOTED.sub("", clause))
        (lead if seen or not (beside or known) else tail).append(clause)
    if not known and not lead:
        lead, tail = tail[:1], tail[1:]
    wanted = language or spoken
    foreign = spoken == "zh" and wanted == "en" and in_english is not None and bool(lead or tail)
    if foreign and in_english is not None:
        lead, tail = ([" ".join(in_english(each).split()) for each in words] for words in (lead, tail))
    comma = "，" if spoken == "zh" and not foreign else ", "
    own = comma.join([*lead, *tail])
    if not own and not known:
        raise RequestError("The theme names no thing, place or feast; say what the pictures shall be about.")
    return ReadTheme(
        text=text,
        language=wanted,
        themes=tuple(known),
        format=_format(made_for, shape, wanted),
        shape=shape,
        lead=comma.join(lead),
        tail=(*tail, *([_FOR_CHILDREN[wanted]] if rest != text else [])),
        for_children=rest != text,
        plan=plan_of(own) if own else Plan(language=spoken),
        translated=foreign,
    )


def _spoken(text: str) -> Tongue:
    return "zh" if _CHINESE.search(text) else "en"


def _check(text: str) -> None:
    if is_other_language(text):
        raise RequestError("Themes are read in Chinese and English only; write this one in one of them.")
    if not _CHINESE.search(text) and not _LATIN.search(text):
        raise RequestError("The theme has no words; say in a few words what the pictures shall be about.")
    check_allowed(text)


def _named(text: str, avoid: Sequence[str]) -> tuple[str, list[str], list[Theme], Format | None]:
    """The text with a mark for each known name in it, the names of themes, and what is named; longer names go first."""
    inside = [match.span() for match in _QUOTED.finditer(text)]  # what is written or left out is no theme
    inside += [match.span() for each in avoid for match in re.finditer(re.escape(each), text)]
    found: list[tuple[int, int, Theme | Format]] = []
    for finder, named in _names():
        for start, end in (match.span() for match in finder.finditer(text)):
            if isinstance(named, Format):
                start = _with_shape(text, start)
            if not any(start < stop and begin < end for begin, stop, _ in found) and not any(
                start < stop and begin < end for begin, stop in inside
            ):
                found.append((start, end, named))
    found.sort(key=lambda each: each[0])
    masked, place, names = "", 0, list[str]()
    for start, end, each in found:
        mark = _FORMAT_MARK if isinstance(each, Format) else chr(_FIRST_MARK + len(names))
        names += [] if isinstance(each, Format) else [text[start:end]]
        masked += text[place:start] + mark
        place = end
    known: list[Theme] = []
    for _, _, each in found:
        if isinstance(each, Theme) and each not in known:
            known.append(each)
    formats = [each for _, _, each in found if isinstance(each, Format)]
    return masked + text[place:], names, known, formats[0] if formats else None


@cache
def _names() -> tuple[tuple[re.Pattern[str], Theme | Format], ...]:
    """All names of themes and formats, the longer ones first, with what finds them and what they name."""
    named: list[tuple[str, Theme | Format]] = []
    known: list[Theme | Format] = [*themes(), *manner().formats]
    for each in known:
        named += [(name, each) for name in (*each.names_zh, *each.names_en)]
    return tuple((_finder(name), each) for name, each in sorted(named, key=lambda pair: -len(pair[0])))


def _finder(name: str) -> re.Pattern[str]:
    """Finds a name; an English one as whole words, also in the plural."""
    if _CHINESE.search(name):
        return re.compile(re.escape(name), re.I)
    said = re.escape(name).replace(r"\ ", r"[\s-]+").replace("'", "['’]?")
    return re.compile(rf"(?<![A-Za-z]){said}(?:['’]s|es|s)?(?![A-Za-z])", re.I)


def _shape_before(text: str) -> str | None:
    """The shape that stands before a format ("横版海报", "landscape poster")."""
    for finder, named in _names():
        if isinstance(named, Format):
            for start in (match.start() for match in finder.finditer(text)):
                said = text[_with_shape(text, start) : start].lower()
                for words, shape in _SHAPE_OF.items():
                    if any(word in said for word in words.split()):
                        return shape
    return None


def _with_shape(text: str, start: int) -> int:
    """Where a format begins together with the shape that stands before it ("竖版海报")."""
    before = re.search(rf"(?:{_SHAPES})$", text[:start], re.I)
    return start if before is None else before.start()


def _clauses(masked: str, names: Sequence[str]) -> Iterator[str]:
    """The theme's own words, clause by clause; a name that is part of what they say stays in it ("三只橘猫")."""
    for clause in re.split(r"[，,。；;!！\n]|[:：](?!\d)|\.\s", _keep_quotes(masked)):
        bare = _trimmed(clause)
        if re.fullmatch(rf"(?:{_SHAPES})(?:版|画面|构图|图|format)?\s*", f"{bare} ", re.I):
            continue  # told with the format
        bare = re.sub(rf"[{_MARKS}]", lambda match: names[ord(match[0]) - _FIRST_MARK], bare).replace(_FORMAT_MARK, "")
        if re.search(r"\w", said := " ".join(_free_quotes(bare).split())):
            yield said


def _trimmed(clause: str) -> str:
    """A clause without names that stand apart at its ends, and without words that only lead to what is meant."""
    before = None
    while clause != before:
        before = clause
        clause = clause.strip(f" \t:：-–—·|#?？。.{_FORMAT_MARK}")
        for pattern in (_SHAPE_BEFORE, _BEFORE, _AFTER, _NAMES_AND_GLUE, _GLUE_AND_NAMES):
            clause = pattern.sub("", clause)
        if not re.sub(rf"[{_MARKS}{_FORMAT_MARK}\s]", "", clause):
            return ""
    return clause


def _keep_quotes(text: str) -> str:
    """Commas within quotes set aside, so that clauses are cut elsewhere."""
    return _QUOTED.sub(lambda match: match[0].translate(_ASIDE), text)


def _free_quotes(text: str) -> str:
    return text.translate(_BACK)


_ASIDE = {ord(sign): 0xE000 + number for number, sign in enumerate("，,。；;:：!！.")}
_BACK = {aside: sign for sign, aside in _ASIDE.items()}


def _format(made_for: Format | None, shape: str | None, language: Tongue) -> str:
    if made_for is None and shape is None:
        return ""
    chinese, english = SHAPE_WORDS.get(shape or "", ("", ""))
    if language == "zh":
        return chinese + (made_for.names_zh[0] if made_for else "画面")
    return f"{english} {made_for.names_en[0] if made_for else 'format'}".strip()


def _bare(text: str) -> str:
    return " ".join(re.sub(r"[^\w\s]", " ", text.lower()).split())


def _stem(word: str) -> str:
    return word[:-1] if len(word) > 3 and word.endswith("s") and not word.endswith("ss") else word
