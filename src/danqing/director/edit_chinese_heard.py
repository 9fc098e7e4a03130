"""What the clauses of a Chinese instruction ask together.

What a clause leaves out (右边再来一个, 涂成绿的) is what was spoken of before; see
:mod:`danqing.director.edit_chinese_known`. A complaint that nothing else mends is mended by its own opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.director.edit_chinese_adding import HERE, SAME, later_place, placed, where_of
from danqing.director.edit_chinese_known import COLOR_NAMES, Talk
from danqing.director.edit_chinese_made import made_plain
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, noun_phrase
from danqing.director.edit_chinese_said import color_of, is_plausible, tidy
from danqing.director.edit_names import TIMES
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Beside,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import BACKGROUND_WORDS, PICTURE_WORDS, PRONOUNS, Read

_SKY = frozenset(("窗外", "天", "天空", "周围", "环境", "地点", "季节", "天气", "时间", "外面", "场景", "背景"))


_SIDE_OF: dict[str, Beside] = {"left": "left of", "right": "right of", "top": "above", "bottom": "below"}


_THAT = re.compile(
    rf"[那这]{NUMERAL}?[{MEASURE}](?P<noun>.{{1,6}}?)(?:看着|看起来|太|真|好|很|有点|实在|都|也|挡|碍|不|没|被|$)"
)


_POINTED = re.compile(
    f"(?:(?:另外?|剩下|其他|其余)(?:的)?[那这]?{NUMERAL}?|[那这]{NUMERAL}?|{NUMERAL})[{MEASURE}](?![子儿头])"
    f"|.{{1,8}}?的(?:[那这]?{NUMERAL}?[{MEASURE}])?(?=不|太|没|有|在|还|就|已|被|[了嘛呢])"
)


_ABOVE_ALL = re.compile("(?:尤其|特别|主要|重点|单独)(?:是)?(?P<what>.+)")


_BEFORE_NOUN = re.compile(rf"的(?!时候)|[那这]{NUMERAL}?[{MEASURE}](?![子儿头])")


_TAKEN_BACK = re.compile(r"算了|开玩笑|不对|说错|还是|改主意|不，|才对|哦不")


@dataclass
class Heard:
    """What the clauses so far ask, and what they leave open."""

    talk: Talk
    asked: list[tuple[Operation, bool]] = field(default_factory=list)  # and whether it mends a complaint
    instead_of: str | None = None  # "不是柠檬，…"
    place: str | None = None  # "左边空着，…"
    kept: str | None = None
    moving: str | None = None  # "移到飞船旁边，…"
    before: str | None = None  # what was spoken of before what was added last
    wished: str | None = None  # "这哪是鹦鹉，…"
    unwanted: str | None = None  # "别画云"
    taken_back: bool = False
    spoken: str | None = None  # what the clause before told something of

    @property
    def last(self) -> Operation | None:
        """What was asked last."""
        return self.asked[-1][0] if self.asked else None

    def stresses(self, piece: str) -> bool:
        """Whether a clause says of what above all: "清楚些，尤其建筑物"."""
        found = _ABOVE_ALL.fullmatch(piece)
        if found is None or self.last is None:
            return False
        if not isinstance(last := self.last, Adjust):
            return True
        self.asked[-1] = (replace(last, what=self.talk.named(found["what"])[0]), self.asked[-1][1])
        return True

    def told(self, piece: str) -> bool:
        """Take in a clause that asks nothing the frames know; whether it is understood after all."""
        self.taken_back = bool(_TAKEN_BACK.search(piece))
        vocabulary = self.talk.vocabulary
        said = tidy(piece, vocabulary).text
        if (place := where_of(said, vocabulary)) is not None and (place.at or (place.beside and not place.body)):
            self.place = said
            return True
        if self._grounds(said) or self._puts_instead(said, piece):
            return True
        plain = re.sub(r"^(?:那|这)?(?:个|只|条|位|些)?", "", said)
        if said[:1] in ("它", "他", "她") and said[1:2] not in ("们", "俩"):
            self._about(said[0])
            return False
        if self.taken_back:
            return False
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
        if plain[:1] and self._is_noun(plain[0]) and plain[:2] not in vocabulary.chinese and plain[:1] not in names:
            names = {*names, plain[0]}
        starts = [0, *(each.end() for each in _BEFORE_NOUN.finditer(plain))]
        for start in starts[::-1]:
            for size in range(min(5, len(plain) - start), 0, -1):
                noun = plain[start : start + size]
                if (
                    noun in names
                    or (size > 1 and vocabulary.is_thing(noun))
                    or (size == 1 and start and self._is_noun(noun))
                ):
                    self._about(noun)
                    return False
        if (found := _THAT.search(said)) and (len(found["noun"]) > 1 or self._is_noun(found["noun"])):
            self._about(found["noun"])
        elif found := _POINTED.match(said):
            self._about(found[0])
        elif 2 <= len(plain) <= 4 and vocabulary.is_thing(plain[-2:]):
            self._about(plain)
        return False

    def _is_noun(self, word: str) -> bool:
        return self.talk.vocabulary.is_thing(word)

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
        plain = is_plausible(Remove(what=said), vocabulary) and vocabulary.kind(said) not in (
            "verb",
            "adjective",
            "adverb",
        )
        if not (vocabulary.is_thing(said) or vocabulary.is_thing(said[-2:]) or (plain and len(said) <= 3)):
            return False
        self.instead_of = self.spoken = None
        self._put(Replace(what=old, by=made_plain(said, vocabulary)), False)
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
            case "moving":
                self.moving = read.topic
            case "swap":
                self._swap(read)
            case "wanted":
                self.wished = read.topic
            case "is":
                if self.wished is not None and read.topic:
                    self._put(Replace(what=read.topic, by=self.wished), False)
                    self.wished = None
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
        place = where_of(re.sub("^(?:也)?(?:就)?是", "", piece), self.talk.vocabulary)
        if self.moving is not None and place is not None and place.at is not None:
            self._put(Move(what=self.moving, to=place.at), False)
            self.moving = None
            return True
        if not isinstance(last, Add):
            return False
        made = later_place(piece, last, self.talk.vocabulary)
        placed_so = last.at or (last.beside and last.beside != "on")
        if made is None or (placed_so and not re.match("放|在|摆", piece) and not (made.at and last.at)):
            return False
        if made.anchor in PRONOUNS and last.anchor is not None:
            made = replace(made, anchor=last.anchor)
        elif made.anchor in PRONOUNS | {SAME, HERE} and self.before is not None:
            made = replace(made, anchor=self.before)
        self.asked.pop()
        self._put(made, False)
        return True

    def operations(self) -> tuple[Operation, ...]:
        """All that is asked: complaints only where nothing else mends them, and nothing twice in a row."""
        kept: list[Operation] = []
        if self.instead_of is not None and self.instead_of == self.unwanted:
            self._put(Remove(what=self.unwanted), False)
            self.instead_of = None
        if self.wished is not None and (shown := self.talk.topic or self.talk.main()) is not None:
            self._put(Replace(what=shown, by=self.wished), False)
            self.wished = None
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
        elif isinstance(last, Remove) and isinstance(operation, Move) and here:  # 挪走，挪到右边
            self.asked.pop()
            operation = replace(operation, what=last.what)
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
            if self._is_seen(operation, piece):
                self._about(operation.what)
                return
            operation = self._with_place(operation, piece)
        elif isinstance(operation, Add) and isinstance(last, Add) and last.anchor and last.beside != "worn by":
            beside = "on" if re.match("上面|上头|上边", piece) else _SIDE_OF.get(operation.at or "")
            operation = operation if beside is None else replace(operation, at=None, beside=beside, anchor=SAME)
        self._put(operation, mends)

    def _is_seen(self, operation: Add, piece: str) -> bool:
        """Whether a clause only tells what is there: "图里有两只羊", "两把椅子嘛"."""
        there = {each.name for each in self.talk.subjects}
        return operation.what in there and bool(
            re.match(rf"(?:图|画|画面|照片)?(?:里|上|中)?(?:一共)?有|{NUMERAL}", piece)
        )

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
        talk.gone = names[0] if isinstance(operation, Remove) else None
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
        what = operation.what if operation.what != HERE else talk.topic or talk.main()
        if what is None:  # "再加四个", and nothing was spoken of
            return
        for anchor in anchors if operation.beside == "worn by" else anchors[:1]:
            self.asked.append((replace(operation, what=what, anchor=anchor), mends))
        talk.owner = anchors[0]
        self.before = talk.topic if talk.topic != what else self.before
        talk.topic = what
        talk.introduced.add(what)

    def _not(self, read: Read) -> None:
        last = self.last
        if self.wished is not None and read.topic:
            self._put(Replace(what=read.topic, by=self.wished), False)
            self.wished = None
        elif isinstance(last, Add) and read.topic:  # "要青柠，不是柠檬"
            self.asked.pop()
            self._put(Replace(what=read.topic, by=last.what), False)
        else:
            self.instead_of = read.topic

    def _swap(self, read: Read) -> None:
        """Two things that change their colours."""
        names = self.talk.named(read.topic or HERE)
        colors = [self.talk.color_of_named(each) for each in names]
        if len(names) == 2 and colors[0] and colors[1]:
            for name, color in zip(names, colors[::-1], strict=True):
                self._put(Recolor(what=name, color=color or ""), False)

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
