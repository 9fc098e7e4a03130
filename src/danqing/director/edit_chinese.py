"""Instructions in Chinese: cut into clauses, each read by a frame, with what the talk and the picture tell beside.

A clause is freed of its polite words and of how far it goes (一点); what is left is tried against the frames, in order.
One that no frame reads is tried in two parts. What a clause leaves out (右边再来一个, 涂成绿的) is what was spoken of
before; see :mod:`danqing.director.edit_chinese_known`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from functools import cache

from danqing.director.edit_chinese_adding import HERE, SAME, later_place, placed
from danqing.director.edit_chinese_frames import FRAMES
from danqing.director.edit_chinese_known import COLOR_NAMES, Talk
from danqing.director.edit_chinese_makers import made_plain
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, noun_phrase
from danqing.director.edit_chinese_said import color_of, is_plausible, tidy
from danqing.director.edit_names import TIMES
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Beside,
    Flip,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import BACKGROUND_WORDS, PICTURE_WORDS, PRONOUNS, Read, Vocabulary
from danqing.director.plan import Plan

MAX_PIECE = 60  # characters: no clause is longer, and frames take long over what is none
MAX_SPLIT = 26  # characters of a clause that is tried in two parts wherever it may be cut
MAX_PIECES = 40  # of an instruction that are read
MAX_JOINTS = 6  # of a clause that are tried

_SPLITS = re.compile(
    r"[\s]*(?:[，,。；;！!？?\n：:~～]+|\.(?!\d)|…+|——?|并且|而且|然后|接着|同时|之后|以后|另外(?![一那只个两这])"
    "|还有|最后(?!一)"
    r"|但是?(?=.)|不过|顺便)[\s]*|(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff])"
)
_JOINTS = re.compile(r"并|和|与|跟|再|及|又|还|但")
_OTHERS = re.compile(
    "除了?[^，,。]+?(?:以外|之外|外)?[，,]?(?:其他|其余|别的|剩下|周围)(?:的)?(?:地方|部分|东西|区域)?(?=(?:都|全"
    "|也)?[虚模变调压暗亮黑灰柔])"
)
_MARKS = re.compile("[\U0001f300-\U0001faff\u2600-\u27bf\ufe0f]")
_SKY = frozenset(("窗外", "天", "天空", "周围", "环境", "地点", "季节", "天气", "时间", "外面", "场景", "背景"))
_SIDE_OF: dict[str, Beside] = {"left": "left of", "right": "right of", "top": "above", "bottom": "below"}
_POINTED = re.compile(
    f"(?:(?:另外?|剩下|其他|其余)(?:的)?[那这]?{NUMERAL}?|[那这]{NUMERAL}?|{NUMERAL})[{MEASURE}](?![子儿头])"
    f"|.{{1,8}}?的(?:[那这]?{NUMERAL}?[{MEASURE}])?(?=不|太|没|有|在|还|就|已|被|[了嘛呢])"
)
_TAKEN_BACK = re.compile(r"算了|开玩笑|不对|说错|还是|改主意|不，|才对|哦不")


def chinese_operations(
    text: str, vocabulary: Vocabulary, known: Plan | None
) -> tuple[tuple[Operation, ...], tuple[str, ...]]:
    """What an instruction asks, and the parts of it that no rule reads."""
    reader = ClauseReader(vocabulary)
    heard = _Heard(talk=Talk.about(known, vocabulary))
    unread: list[str] = []
    for number, piece in enumerate(chinese_pieces(text)):
        if heard.takes_place(piece):
            continue
        read = reader.read(piece) if number < MAX_PIECES else None
        if read is None:
            if not heard.told(piece):
                unread.append(piece)
            continue
        heard.add(read, piece)
    return heard.operations(), tuple(unread)


def chinese_pieces(text: str) -> list[str]:
    """An instruction cut at its marks and at words such as 然后."""
    plain = _MARKS.sub("，", _OTHERS.sub("背景", text)).replace("、", "和")
    plain = re.sub(r"[()（）]", "，", plain)
    return [piece for each in _SPLITS.split(plain) if (piece := each.strip(" ,"))]


class ClauseReader:
    """Reads the clauses of one instruction; what a clause was read as is kept.

    Args:
        vocabulary: the words that are known.
    """

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._clause = cache(self._by_frames)
        self.read = cache(self._sequence)

    def _by_frames(self, piece: str) -> Read | None:
        said = tidy(piece, self._vocabulary)
        for pattern, build in FRAMES:
            match = pattern.fullmatch(said.text)
            if match is None or (made := build(match, said)) is None:
                continue
            if isinstance(made, Read):
                return made
            operations = made if isinstance(made, tuple) else (made,)
            if all(is_plausible(each, self._vocabulary) for each in operations):
                return Read(operations, match.groupdict().get("verb") or "")
        return None

    def _sequence(self, piece: str) -> Read | None:
        """A clause whole if it holds no joint, else in parts, else whole after all, else cut anywhere."""
        if len(piece) > MAX_PIECE:
            return None
        for cut in list(_JOINTS.finditer(piece))[:MAX_JOINTS]:
            around = piece[max(0, cut.start() - 1) : cut.end()], piece[cut.start() : cut.end() + 1]
            if any(each in self._vocabulary.chinese for each in around if len(each) == 2):
                continue
            if both := self._both(piece[: cut.start()], piece[cut.end() :], joined=cut[0]):
                return both
        if (read := self._clause(piece)) is not None:
            return read
        if len(piece) <= MAX_SPLIT:
            for at in range(2, len(piece) - 1):
                if both := self._both(piece[:at], piece[at:]):
                    return both
        return None

    def _both(self, first: str, second: str, *, joined: str = "") -> Read | None:
        left = self._clause(first) if first.strip() else None
        if left is None or not left.operations or left.manner != "asked":
            return None
        if not joined and isinstance(left.operations[-1], Add):
            return None
        right = self.read(second) if joined else self._clause(second)
        if right is None or right.manner not in ("asked", "same") or not (right.operations or right.manner == "same"):
            return None
        if joined in ("和", "跟", "与", "及") and isinstance(right.operations[:1], tuple) and _bare(second):
            return None
        if right.manner == "same":
            last = left.operations[-1]
            if not right.topic or not hasattr(last, "what"):
                return None
            return Read((*left.operations, replace(last, what=right.topic)), left.verb)  # type: ignore[call-arg]
        return Read((*left.operations, *right.operations), right.verb or left.verb)


def _bare(words: str) -> bool:
    return bool(re.fullmatch(rf"{NUMERAL}+.{{1,6}}", words))


@dataclass
class _Heard:
    """What the clauses so far ask, and what they leave open."""

    talk: Talk
    asked: list[tuple[Operation, bool]] = field(default_factory=list)  # and whether it mends a complaint
    instead_of: str | None = None  # "不是柠檬，…"
    place: str | None = None  # "左边空着，…"
    kept: str | None = None
    unwanted: str | None = None  # "别画云"
    taken_back: bool = False
    spoken: str | None = None  # what the clause before told something of

    @property
    def last(self) -> Operation | None:
        """What was asked last."""
        return self.asked[-1][0] if self.asked else None

    def told(self, piece: str) -> bool:
        """Take in a clause that asks nothing the frames know; whether it is understood after all."""
        self.taken_back = bool(_TAKEN_BACK.search(piece))
        vocabulary = self.talk.vocabulary
        said = tidy(piece, vocabulary).text
        if self._grounds(said) or self._puts_instead(said, piece):
            return True
        plain = re.sub(r"^(?:那|这)?(?:个|只|条|位|些)?", "", said)
        parts = [self.talk.described(each) for each in re.split("和|跟|与", said)]
        if parts and all(parts):
            self.talk.together = [name for names in parts for name in names] if len(parts) > 1 else []
            self._speak(parts[0][0])
            return False
        names = {each.name for each in self.talk.subjects}
        if (
            len(said) <= 6
            and (noun := noun_phrase(said, vocabulary).noun)
            and (noun in names or vocabulary.is_thing(noun))
        ):
            self._about(said)
            return False
        plain = re.sub("^(?:我|你)(?:的|家)?", "", plain)
        for size in range(min(5, len(plain)), 0, -1):
            if plain[:size] in names or (size > 1 and vocabulary.is_thing(plain[:size])):
                self._about(plain[:size])
                return False
        if found := _POINTED.match(said):
            self._about(found[0])
        elif 2 <= len(plain) <= 4 and is_plausible(Remove(what=plain), vocabulary):
            self._about(plain)
        return False

    def _grounds(self, said: str) -> bool:
        """Whether a clause is of the background alone, or says what it shall be after one that was."""
        if re.match("背景|场景|换个背景", said):
            self.spoken = "背景"
            return True
        found = re.fullmatch(
            r"(?:换成|换|改成|改|用|要|来个?|变成|弄成|最好是?|是|像|比如)?(?P<to>.{2,12}?)(?:的)?", said
        )
        if self.spoken != "背景" or found is None:
            return False
        self.spoken = None
        self._put(Background(to=found["to"]), False)
        return True

    def _puts_instead(self, said: str, piece: str) -> bool:
        """Whether a bare noun names what shall be in the place of what was disliked: "帐篷不好看，木屋吧"."""
        old = self.instead_of or self.spoken
        vocabulary = self.talk.vocabulary
        if old is None or not (self.instead_of or piece.endswith("吧")) or len(said) > 8:
            return False
        if not (vocabulary.is_thing(said) or vocabulary.is_thing(said[-2:])):
            return False
        self.instead_of = self.spoken = None
        self._put(Replace(what=old, by=made_plain(said)), False)
        return True

    def _speak(self, name: str) -> None:
        self.talk.topic = self.spoken = name

    def _about(self, phrase: str) -> None:
        named = self.talk.named(phrase)
        if named and named[0] not in PRONOUNS and named[0] not in PICTURE_WORDS | BACKGROUND_WORDS:
            self._speak(named[0])

    def add(self, read: Read, piece: str) -> None:
        """Take in one more clause."""
        match read.manner:
            case "not":
                self._not(read)
                self.unwanted = read.topic if re.match("别|不要", piece) else None
            case "keep":
                self.kept = self.talk.named(read.topic)[0] if read.topic else None
                if read.topic:
                    self.talk.topic = self.kept
            case "same":
                self._same(read)
            case "empty":
                self.place = read.topic
            case _:
                for each in read.operations:
                    self._append(each, piece, read.manner == "complaint")
                if not read.operations:
                    self.told(read.topic or piece)
                elif read.manner == "complaint" and read.topic:
                    self.told(read.topic)
        if read.operations and read.manner == "asked":
            self.taken_back, self.spoken = False, None

    def takes_place(self, piece: str) -> bool:
        """Whether a clause only says where what was added goes."""
        last = self.last
        if not isinstance(last, Add) or ((last.at or last.beside) and not re.match("放|在|摆", piece)):
            return False
        made = later_place(piece, last, self.talk.vocabulary)
        if made is None:
            return False
        self.asked.pop()
        self._put(made, False)
        return True

    def operations(self) -> tuple[Operation, ...]:
        """All that is asked: complaints only where nothing else mends them, and nothing twice in a row."""
        kept: list[Operation] = []
        if self.instead_of is not None and self.instead_of == self.unwanted:
            self._put(Remove(what=self.unwanted), False)
            self.instead_of = None
        for operation, mends in self.asked:
            if mends and any(_mends(other, operation) for other, also in self.asked if not also):
                continue
            if isinstance(operation, Background) and operation.keep is None and self.kept is not None:
                operation = replace(operation, keep=self.kept)
            last = kept[-1] if kept else None
            if isinstance(operation, Restyle) and isinstance(last, Restyle):  # the second says the first again
                kept.pop()
            if last != operation or isinstance(operation, Add | Adjust | Resize):
                kept.append(operation)
        return tuple(kept)

    def _append(self, operation: Operation, piece: str, mends: bool) -> None:
        last = self.last
        here = getattr(operation, "what", None) == HERE
        if self.instead_of is not None and isinstance(operation, Add | Recolor | Replace):
            if isinstance(operation, Add):
                operation = Replace(what=self.instead_of, by=operation.what)
            elif here:
                operation = replace(operation, what=self.instead_of)
            self.instead_of = None
        elif isinstance(last, Remove) and isinstance(operation, Replace) and operation.what in PRONOUNS | {HERE}:
            self.asked.pop()
            operation = replace(operation, what=last.what)
        elif isinstance(last, Remove) and isinstance(operation, Add) and re.match("换上|换成|原地", piece):
            self.asked.pop()
            operation = Replace(what=last.what, by=operation.what)
        elif (
            isinstance(last, Resize) and isinstance(operation, Resize) and here and re.search(r"倍|半|成|%|分之", piece)
        ):
            self.asked.pop()
            operation = replace(last, factor=operation.factor)
        elif isinstance(last, Background) and isinstance(operation, Recolor) and here:
            self.asked.pop()
            operation = replace(last, to=piece)
        elif self.taken_back and here and last is not None and type(last) in (type(operation), Replace):
            self.asked.pop()
            what = getattr(last, "what", None)
            operation = replace(operation, what=what)  # type: ignore[call-arg]  # it has a what
        elif isinstance(last, Remove) and isinstance(operation, Add) and re.match("要|想要|来", piece):
            self.asked.pop()
            operation = Replace(what=last.what, by=operation.what)
        elif isinstance(operation, Add) and not operation.at and not operation.beside:
            operation = self._with_place(operation, piece)
        elif isinstance(operation, Add) and isinstance(last, Add) and last.anchor and last.beside != "worn by":
            beside = _SIDE_OF.get(operation.at or "")
            operation = operation if beside is None else replace(operation, at=None, beside=beside, anchor=SAME)
        self._put(operation, mends)

    def _with_place(self, operation: Add, piece: str) -> Add:
        """An addition that says no place, at the place that was told before."""
        last = self.last
        if self.place is not None:
            made = placed(operation.what, self.place, self.talk.vocabulary)
            self.place = None
            if isinstance(made, Add):
                return replace(made, count=operation.count)
        if isinstance(last, Add) and re.match(NUMERAL, piece):
            return replace(operation, at=last.at, beside=last.beside, anchor=last.anchor)
        return operation

    def _put(self, operation: Operation, mends: bool) -> None:
        """One operation for each thing that it names."""
        talk = self.talk
        if isinstance(operation, Add):
            self._put_added(operation, mends)
            return
        if isinstance(operation, Background) and operation.keep is not None:
            keep = talk.named(operation.keep)[0]
            operation = replace(operation, keep=None if keep in PRONOUNS else keep)
        what = getattr(operation, "what", None)
        last = self.last
        if isinstance(operation, Flip | Adjust) and not self._says_what(operation, mends):
            return
        if isinstance(operation, Flip) and what is None and self.spoken is not None and not mends:
            what = self.spoken
        if (
            isinstance(operation, Flip | Adjust)
            and what in PRONOUNS
            and not self.talk.subjects
            and self.talk.topic is None
        ):
            operation, what = replace(operation, what=None), None
        if self.spoken == "背景" and what == HERE and isinstance(operation, Replace | Recolor):
            to = operation.by if isinstance(operation, Replace) else f"{COLOR_NAMES[operation.color]}背景"
            operation, what = Background(to=to), None
        if isinstance(operation, Replace) and (ground := self._ground(operation)) is not None:
            operation, what = ground, None
        if isinstance(operation, Replace) and (recolored := self._recolored(operation)) is not None:
            operation, what = recolored, recolored.what
        if not isinstance(what, str):
            self.asked.append((operation, mends))
            return
        if (
            what == HERE
            and isinstance(last, Add)
            and last.beside == "worn by"
            and not isinstance(operation, Recolor | Replace)
        ):
            names = [last.anchor or what]
        else:
            names = talk.named(what, color=getattr(operation, "color", None))
        for name in names:
            self.asked.append((replace(operation, what=name), mends))  # type: ignore[call-arg]  # it has a what
        talk.topic = operation.by if isinstance(operation, Replace) else names[0]
        talk.owner = None
        if isinstance(operation, Replace):
            talk.introduced.add(operation.by)

    def _says_what(self, operation: Flip | Adjust, mends: bool) -> bool:
        """Whether an operation on the picture is more than the one before said again."""
        last = self.last
        if (
            mends
            or last is None
            or self.asked[-1][1]
            or type(last) is not type(operation)
            or operation.what is not None
        ):
            return True
        if isinstance(operation, Flip):
            assert isinstance(last, Flip)
            if operation.axis == "up-down":
                self.asked[-1] = (replace(last, axis=operation.axis), False)
            return False
        return not (isinstance(last, Adjust) and last.what is not None and last.change == operation.change)

    def _ground(self, operation: Replace) -> Background | None:
        """A place put for a place is another background."""
        vocabulary = self.talk.vocabulary
        what, by = noun_phrase(operation.what, vocabulary).noun, operation.by
        if re.match("其他|其余|别的|剩下|周围|四周|其它", operation.what) or what in TIMES:
            return Background(to=by)
        if what in _SKY and not color_of(by, vocabulary):
            keep = re.match(r"(.+?)(?:后面|背后|身后)的", operation.what)
            return Background(to=by, keep=keep[1] if keep else None)
        if what in vocabulary.grounds or vocabulary.kind(what) == "place":
            bare = re.sub(r"(?:里|上|内|中|里面)$", "", by)
            if bare != by or bare in vocabulary.grounds or vocabulary.kind(bare[-2:]) == "place":
                return Background(to=by)
        return None

    def _recolored(self, operation: Replace) -> Recolor | None:
        """红灯笼变黄灯笼, and 换件灰的大衣 where a coat is seen: the same thing in another colour."""
        found = re.fullmatch(r"(?P<color>.{1,3}?)(?:色)?(?:的)?(?P<noun>[^的]+)", operation.by)
        if found is None or (color := color_of(found["color"], self.talk.vocabulary)) is None:
            return None
        seen = found["noun"] in {each.name for each in self.talk.subjects}
        same = operation.what.endswith(found["noun"])
        return Recolor(what=found["noun"], color=color) if seen or same else None

    def _put_added(self, operation: Add, mends: bool) -> None:
        talk = self.talk
        anchors = [None] if operation.anchor is None else talk.named(operation.anchor)
        what = operation.what if operation.what != HERE else talk.topic or talk.main() or HERE
        for anchor in anchors if operation.beside == "worn by" else anchors[:1]:
            self.asked.append((replace(operation, what=what, anchor=anchor), mends))
        talk.owner = anchors[0]
        talk.topic = what
        talk.introduced.add(what)

    def _not(self, read: Read) -> None:
        last = self.last
        if isinstance(last, Add) and read.topic:  # "要青柠，不是柠檬"
            self.asked.pop()
            self._put(Replace(what=read.topic, by=last.what), False)
        else:
            self.instead_of = read.topic

    def _same(self, read: Read) -> None:
        last = self.last
        if last is not None and read.topic and hasattr(last, "what"):
            self._put(replace(last, what=read.topic), False)  # type: ignore[call-arg]  # it has a what
        elif read.topic:
            self._about(read.topic)


def _mends(operation: Operation, complaint: Operation) -> bool:
    """Whether what is asked is of the kind that a complaint asks for."""
    what = getattr(complaint, "what", None)
    if isinstance(complaint, Flip) and isinstance(operation, Flip):
        return True
    if isinstance(complaint, Adjust) and isinstance(operation, Adjust):
        return True
    if what is not None and getattr(operation, "what", None) == what:
        return True
    return isinstance(complaint, Resize) and isinstance(operation, Resize)
