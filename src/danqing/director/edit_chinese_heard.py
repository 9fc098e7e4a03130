"""What the clauses of a Chinese instruction ask together: each is taken in with what those before it left open.

What a clause leaves out (右边再来一个, 涂成绿的) is what was spoken of before; see
:mod:`danqing.director.edit_chinese_known`. A complaint that nothing else mends is mended by its own opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.director.edit_chinese_adding import HERE, SAME, later_place, placed, where_of
from danqing.director.edit_chinese_asked import GROUND, Asked
from danqing.director.edit_chinese_joined import beside_last, instead, joined
from danqing.director.edit_chinese_known import Talk
from danqing.director.edit_chinese_made import made_plain
from danqing.director.edit_chinese_moved import as_shown
from danqing.director.edit_chinese_nouns import NUMERAL
from danqing.director.edit_chinese_said import is_plausible, tidy
from danqing.director.edit_chinese_topic import name_meant, topic_of
from danqing.director.edit_types import Add, Adjust, Background, Flip, Move, Operation, Recolor, Remove, Replace, Resize
from danqing.director.edit_words import PRONOUNS, Read

_ABOVE_ALL = re.compile("(?:尤其|特别|主要|重点|单独)(?:是)?(?P<what>.+)")
_TAKEN_BACK = re.compile("算了|开玩笑|不对|说错|还是|改主意|不，|才对|哦不")
_DISLIKES = re.compile(".{0,6}(?:不.?喜欢|讨厌|不爱|腻|受不了)")
_OF_ALL = re.compile("[画图]|整体|整个|整幅|颜色|色调|光线|全部|全都|都")
_OF_GROUND = re.compile("背景|场景|换个背景")
_BECOMES = re.compile(r"(?:换成|换|改成|改|用|要|来个?|变成|弄成|最好是?|是|像|比如)?(?P<to>.{2,12}?)(?:的)?")
_THERE_IS = re.compile(rf"(?:图|画|画面|照片)?(?:里|上|中)?(?:一共)?有|{NUMERAL}")


@dataclass
class Heard:
    """What the clauses so far ask, and what they leave open.

    Args:
        talk: what was spoken of, and what the picture shows.
        instead_of: what shall not be there: "不是柠檬，…".
        unwanted: what shall not be drawn at all: "别画云".
        wished: what shall be there instead: "这哪是鹦鹉，…".
        place: where the next thing goes: "左边空着，…".
        moving: what goes to the place that is said next: "移到飞船旁边，…".
        kept: what stays as it is.
        taken_back: whether the clause before takes back what was asked: "不对".
    """

    talk: Talk
    asked: Asked = field(init=False)
    instead_of: str | None = None
    unwanted: str | None = None
    wished: str | None = None
    place: str | None = None
    moving: str | None = None
    kept: str | None = None
    taken_back: bool = False

    def __post_init__(self) -> None:
        self.asked = Asked(self.talk)

    def add(self, read: Read, piece: str) -> None:
        """Take in one more clause."""
        match read.manner:
            case "not":
                if self.asked.last is None or not _DISLIKES.match(piece):  # else it only says why
                    self._not(read.topic)
                    self.unwanted = read.topic if re.match("别|不要", piece) or _DISLIKES.match(piece) else None
            case "keep":
                self.kept = self.talk.named(read.topic)[0] if read.topic else None
                if read.topic:
                    self.talk.topic = self.kept
            case "same":
                self._same(read.topic)
            case "empty":
                self.place = read.topic
            case "moving":
                self.moving = read.topic
            case "swap":
                self._swap(read.topic)
            case "wanted":
                self.wished = read.topic
            case "is":
                self._is(read.topic)
            case _:
                is_complaint = read.manner == "complaint"
                for each in read.operations:
                    self._ask(each, piece, mends=is_complaint)
                if not read.operations or (is_complaint and read.topic):
                    self.told(read.topic or piece)
        if read.operations and read.manner == "asked":
            self.taken_back, self.asked.spoken = False, None

    def told(self, piece: str) -> bool:
        """Take in a clause that asks nothing the frames know; whether it is understood after all."""
        self.taken_back = bool(_TAKEN_BACK.search(piece))
        vocabulary = self.talk.vocabulary
        said = tidy(piece, vocabulary).text
        place = where_of(said, vocabulary)
        is_beside = place is not None and place.beside and not place.body and not vocabulary.is_thing(said)  # 水面
        if place is not None and (place.at or is_beside):
            self.place = said
            return True
        if self._grounds(said) or self._puts_instead(said, piece):
            return True
        self.asked.speak_of(topic_of(said, self.talk, taken_back=self.taken_back))
        return False

    def speak_of(self, phrase: str) -> None:
        """Take in that a clause speaks of a thing, and asks nothing."""
        if phrase:
            self.asked.speak_of(name_meant(phrase, self.talk))

    def stresses(self, piece: str) -> bool:
        """Whether a clause says of what above all: "清楚些，尤其建筑物"."""
        found, last = _ABOVE_ALL.fullmatch(piece), self.asked.last
        if found is None or last is None:
            return False
        if isinstance(last, Adjust):
            self.asked.change_last(replace(last, what=self.talk.named(found["what"])[0]))
        return True

    def takes_place(self, piece: str) -> bool:
        """Whether a clause only says where what was added goes."""
        place = where_of(re.sub("^(?:也)?(?:就)?(?:是|[放移挪摆搬][到在])", "", piece), self.talk.vocabulary)
        if self.moving is not None and place is not None and (place.at or place.anchor not in (None, SAME, HERE)):
            self.asked.put(Move(what=self.moving, to=place.at, beside=place.beside, anchor=place.anchor))
            self.moving = None
            return True
        last = self.asked.last
        if not isinstance(last, Add):
            return False
        made = later_place(piece, last, self.talk.vocabulary)
        placed_so = last.at or (last.beside and last.beside != "on")
        if made is None or (placed_so and not re.match("[就也是]*[放在摆]", piece) and not (made.at and last.at)):
            return False
        before = self.asked.before
        if made.anchor in PRONOUNS and last.anchor is not None:
            made = replace(made, anchor=last.anchor)
        elif made.anchor in PRONOUNS | {SAME, HERE} and before is not None:
            made = replace(made, anchor=before)
        self.asked.drop_last()
        self.asked.put(made)
        return True

    def operations(self) -> tuple[Operation, ...]:
        """All that is asked, with what the clauses left open to the end."""
        if self.instead_of is not None and self.instead_of == self.unwanted:
            self.asked.put(Remove(what=self.unwanted))
            self.instead_of = None
        self._is(self.talk.topic or self.talk.main())
        return self.asked.kept(self.kept)

    def _ask(self, operation: Operation, piece: str, *, mends: bool) -> None:
        """One operation more, joined with what was asked before where they are one."""
        last, operation = self.asked.last, as_shown(operation, piece, self.talk)
        if self.instead_of is not None and isinstance(operation, Add | Recolor | Replace):
            operation = instead(self.instead_of, operation)
            self.instead_of = None
        elif (one := joined(last, operation, piece, taken_back=self.taken_back)) is not None:
            self.asked.drop_last()
            operation = one
        elif isinstance(operation, Adjust) and operation.what is None and not mends and not _OF_ALL.search(piece):
            operation = replace(operation, what=self._told_of())
        elif isinstance(operation, Add) and not operation.at and not operation.beside:
            if self._is_seen(operation, piece):
                self.asked.speak_of(name_meant(operation.what, self.talk))
                return
            operation = self._with_place(operation, piece)
        elif isinstance(operation, Add) and isinstance(last, Add):
            operation = beside_last(last, operation, piece)
        elif (
            isinstance(operation, Resize | Flip | Move)
            and operation.what == HERE
            and isinstance(last, Add)
            and last.anchor
            and re.match("再|并|同时|还要", piece)
        ):
            operation = replace(operation, what=last.anchor)  # "脚下铺点草，再缩小一些"
        self.asked.put(operation, mends=mends)

    def _told_of(self) -> str | None:
        """The thing that the clause before told something of: "面汤看着没食欲，暖和些"."""
        spoken = self.asked.spoken
        return spoken if spoken in {each.name for each in self.talk.subjects} else None

    def _is_seen(self, operation: Add, piece: str) -> bool:
        """Whether a clause only tells what is there: "图里有两只羊", "两把椅子嘛"."""
        return operation.what in {each.name for each in self.talk.subjects} and bool(_THERE_IS.match(piece))

    def _with_place(self, operation: Add, piece: str) -> Add:
        """An addition that says no place, at the place that was told before."""
        last = self.asked.last
        if self.place is not None:
            made = placed(operation.what, self.place, self.talk.vocabulary)
            self.place = None
            if isinstance(made, Add):
                return replace(made, count=operation.count)
        if isinstance(last, Add) and re.match(NUMERAL, piece):
            return replace(operation, at=last.at, beside=last.beside, anchor=last.anchor)
        return operation

    def _grounds(self, said: str) -> bool:
        """Whether a clause is of the background alone, or says what it shall be after one that was."""
        if _OF_GROUND.match(said):
            self.asked.spoken = GROUND
            return True
        found = _BECOMES.fullmatch(said)
        if self.asked.spoken != GROUND or found is None:
            return False
        self.asked.spoken = None
        self.asked.put(Background(to=found["to"]))
        return True

    def _puts_instead(self, said: str, piece: str) -> bool:
        """Whether a bare noun names what shall be in the place of what was disliked: "帐篷不好看，木屋吧"."""
        old = self.instead_of or self.asked.spoken
        if old is None or not (self.instead_of or piece.endswith("吧")) or not self._is_bare_noun(said):
            return False
        self.instead_of = self.asked.spoken = None
        self.asked.put(Replace(what=old, by=made_plain(said, self.talk.vocabulary)))
        return True

    def _is_bare_noun(self, said: str) -> bool:
        vocabulary = self.talk.vocabulary
        if len(said) > 8:
            return False
        if vocabulary.is_thing(said) or vocabulary.is_thing(said[-2:]):
            return True
        is_other_word = vocabulary.kind(said) in ("verb", "adjective", "adverb")
        return len(said) <= 3 and not is_other_word and is_plausible(Remove(what=said), vocabulary)

    def _is(self, shown: str | None) -> None:
        """What is shown gives way to what was wished for."""
        if self.wished is not None and shown:
            self.asked.put(Replace(what=shown, by=self.wished))
            self.wished = None

    def _not(self, topic: str | None) -> None:
        """A thing shall not be there; what was wished for, or added last, shall be in its place."""
        last = self.asked.last
        if self.wished is not None and topic:
            self._is(topic)
        elif isinstance(last, Add) and topic:  # "要青柠，不是柠檬"
            self.asked.drop_last()
            self.asked.put(Replace(what=topic, by=last.what))
        else:
            self.instead_of = topic

    def _swap(self, topic: str | None) -> None:
        """Two things that change their colours."""
        names = self.talk.named(topic or HERE)
        colors = [self.talk.color_of_named(each) for each in names]
        if len(names) == 2 and colors[0] and colors[1]:
            for name, color in zip(names, colors[::-1], strict=True):
                self.asked.put(Recolor(what=name, color=color or ""))

    def _same(self, topic: str | None) -> None:
        """What was asked last is asked of another thing too."""
        last = self.asked.last
        if isinstance(last, Add) and last.beside is not None and topic:  # "另一只也戴"
            self.asked.put(replace(last, anchor=topic))
        elif last is not None and topic and hasattr(last, "what"):
            self.asked.put(replace(last, what=topic))  # type: ignore[call-arg]  # it has a what
        elif topic:
            self.asked.speak_of(name_meant(topic, self.talk))
