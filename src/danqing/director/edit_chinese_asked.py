"""What a Chinese instruction asks so far, each operation settled: what it is about, and of what kind it is truly.

Words that stand for things (它, 白的那只) become names by the talk, an operation on several things one for each, and a
place put for a place another background. What was spoken of is kept for the clauses that follow.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from operator import eq

from danqing.director.edit_asked import standing
from danqing.director.edit_chinese_adding import HERE, SAME
from danqing.director.edit_chinese_known import Talk
from danqing.director.edit_chinese_nouns import noun_phrase
from danqing.director.edit_chinese_said import color_of
from danqing.director.edit_colors import COLOR_NAMES
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
from danqing.director.edit_words import PRONOUNS

GROUND = "背景"  # is spoken of where a clause is of the background
_SURROUNDINGS = frozenset(
    ("窗外", "天", "天空", "周围", "环境", "地点", "季节", "天气", "时间", "外面", "场景", "背景")
)
_AROUND = re.compile("其他|其余|别的|剩下|周围|四周|其它")
_BEHIND = re.compile("(.+?)(?:后面|背后|身后)的")
_PART_OF_SCENE = re.compile(  # 草地换成雪地 changes the ground alone, 沙漠换成草原 all around
    ".*(?:[草雪沙空荒]地|草坪|[地水湖海河路冰]面|地板|山|湖|河|溪|路|池塘|水池|沼泽)"
)
_PLACE = re.compile(".+[林原漠滩洋岛谷湾城镇村街巷园场]")
_INSIDE = re.compile("(?:里|上|内|中|里面)$")
_COLORED = re.compile("(?P<color>.{1,3}?)(?:色)?(?:的)?(?P<noun>[^的]+)")


@dataclass
class Asked:
    """The operations asked so far.

    Args:
        talk: what was spoken of, and what the picture shows.
        operations: what is asked, and whether it only mends a complaint ("太暗了").
        spoken: what the clause before told something of.
        before: what was spoken of before what was added last.
    """

    talk: Talk
    operations: list[tuple[Operation, bool]] = field(default_factory=list)
    spoken: str | None = None
    before: str | None = None

    @property
    def last(self) -> Operation | None:
        """What was asked last."""
        return self.operations[-1][0] if self.operations else None

    def change_last(self, operation: Operation) -> None:
        """Put an operation in place of the last, as it is."""
        self.operations[-1] = (operation, self.operations[-1][1])

    def drop_last(self) -> None:
        """Take back what was asked last."""
        self.operations.pop()

    def speak_of(self, name: str | None) -> None:
        """A clause told something of a thing; None where it did not say of what."""
        if name is not None:
            self.talk.topic = self.spoken = name

    def put(self, operation: Operation, *, mends: bool = False) -> None:
        """Ask one thing more, once for each thing that it names."""
        if isinstance(operation, Add):
            self._put_added(operation, mends)
            return
        if isinstance(operation, Flip | Adjust) and not self._says_more(operation, mends):
            return
        operation = self._settled(operation, mends)
        what = getattr(operation, "what", None)
        if what is None:
            self.operations.append((operation, mends))
            return
        names = self._names(operation, what)
        for name in names:
            self.operations.append((replace(operation, what=name), mends))  # type: ignore[call-arg]  # it has a what
        talk = self.talk
        talk.topic = operation.by if isinstance(operation, Replace) else names[0]
        talk.gone = names[0] if isinstance(operation, Remove) else None
        talk.owner = None
        if isinstance(operation, Replace):
            talk.introduced.add(operation.by)

    def kept(self, keep: str | None) -> tuple[Operation, ...]:
        """All that is asked: complaints only where nothing else mends them, and nothing twice in a row.

        Args:
            keep: what shall stay where the background changes.
        """
        kept: list[Operation] = []
        for operation in standing([(self._around(each, keep), mends) for each, mends in self.operations], eq, keep):
            last = kept[-1] if kept else None
            if isinstance(operation, Restyle) and isinstance(last, Restyle):  # the second says the first again
                kept.pop()
            if last != operation or isinstance(operation, Add | Adjust | Resize):
                kept.append(operation)
        return tuple(kept)

    def _around(self, operation: Operation, keep: str | None) -> Operation:
        """Another place is another background where it is said what shall stay: 把人留下，雨林换戈壁."""
        if not isinstance(operation, Replace) or keep is None or operation.what == keep:
            return operation
        vocabulary = self.talk.vocabulary
        what, by = noun_phrase(operation.what, vocabulary).noun, operation.by
        is_place = vocabulary.kind(by) == "place" or by in vocabulary.grounds or vocabulary.kind(by[-2:]) == "place"
        was_place = operation.what in PRONOUNS or what in vocabulary.grounds or bool(_PLACE.fullmatch(what))
        return Background(to=by) if is_place and was_place else operation

    def _put_added(self, operation: Add, mends: bool) -> None:
        talk = self.talk
        is_part = talk.vocabulary.kind(talk.topic or "") in ("clothing", "body")
        if operation.beside == "worn by" and (operation.anchor == HERE or (operation.anchor == "它" and is_part)):
            operation = replace(operation, anchor=SAME)
        anchors = [None] if operation.anchor is None else self._anchors(operation.anchor, operation.beside)
        what = operation.what if operation.what != HERE else talk.topic or talk.main()
        if what is None:  # "再加四个", and nothing was spoken of
            return
        for anchor in anchors if operation.beside == "worn by" else anchors[:1]:
            self.operations.append((replace(operation, what=what, anchor=anchor), mends))
        talk.owner = anchors[0]
        if operation.beside in ("worn by", "on") and anchors[0] not in (None, *PRONOUNS):
            talk.bearer = anchors[0]
        self.before = talk.topic if talk.topic != what else self.before
        talk.topic = what
        talk.introduced.add(what)

    def _anchors(self, phrase: str, beside: Beside | None) -> list[str]:
        """The names of things beside which something is put; two between which it goes are one: 猫和狗中间."""
        names = self.talk.named(phrase)
        return ["和".join(names)] if beside == "next to" and re.search("[和跟与]", phrase) else names

    def _says_more(self, operation: Flip | Adjust, mends: bool) -> bool:
        """Whether an operation is more than the one before said again; a flip that is not may turn that one's axis."""
        last = self.last
        is_again = type(last) is type(operation) and operation.what is None and not mends
        if not is_again or self.operations[-1][1]:
            return True
        match last, operation:
            case Flip(), Flip():
                if operation.axis == "up-down":
                    self.change_last(replace(last, axis=operation.axis))
                return False
            case Adjust(), Adjust():
                return last.what is None or last.change != operation.change
        return True

    def _settled(self, operation: Operation, mends: bool) -> Operation:
        """An operation as the kind that it truly is."""
        match operation:
            case Flip() | Adjust():
                return self._of_picture(operation, mends)
            case Background() if operation.keep is not None:
                kept = self.talk.named(operation.keep)
                everything = len(kept) > 1 and len(kept) >= len(self.talk.subjects)
                return replace(operation, keep=None if everything or kept[0] in PRONOUNS else "和".join(kept))
            case Move() if operation.anchor is not None:
                return replace(operation, anchor=self._anchors(operation.anchor, operation.beside)[0])
            case Replace() if self.spoken == GROUND and operation.what == HERE:
                return Background(to=operation.by)
            case Recolor() if self.spoken == GROUND and operation.what == HERE:
                return Background(to=f"{COLOR_NAMES[operation.color]}背景")
            case Replace():
                return self._ground(operation) or self._recolored(operation) or self._of_its_kind(operation)
        return operation

    def _of_picture(self, operation: Flip | Adjust, mends: bool) -> Flip | Adjust:
        """A flip is of what was spoken of; 它 is the picture where nothing was."""
        if isinstance(operation, Flip) and operation.what is None and self.spoken is not None and not mends:
            return replace(operation, what=self.spoken)
        if operation.what in PRONOUNS and not self.talk.subjects and self.talk.topic is None:
            return replace(operation, what=None)
        return operation

    def _names(self, operation: Operation, what: str) -> list[str]:
        """The names of what an operation is about."""
        last = self.last
        is_left_out = what == HERE and not isinstance(operation, Recolor | Replace)
        if is_left_out and isinstance(last, Add) and last.beside == "worn by":  # whoever wears it
            return [last.anchor or what]
        return self.talk.named(what, color=getattr(operation, "color", None))

    def _ground(self, operation: Replace) -> Background | None:
        """A place put for a place is another background."""
        vocabulary = self.talk.vocabulary
        what, by = noun_phrase(operation.what, vocabulary).noun, operation.by
        if _AROUND.match(operation.what) or what in TIMES:
            return Background(to=by)
        if what in _SURROUNDINGS and not color_of(by, vocabulary):
            keep = _BEHIND.match(operation.what)
            return Background(to=by, keep=keep[1] if keep else None)
        is_setting = what in vocabulary.grounds or vocabulary.kind(what) == "place"
        if is_setting and not _PART_OF_SCENE.fullmatch(what):
            bare = _INSIDE.sub("", by)
            if bare != by or bare in vocabulary.grounds or vocabulary.kind(bare[-2:]) == "place":
                return Background(to=by)
        return None

    def _of_its_kind(self, operation: Replace) -> Replace:
        """格子的 in the place of 桌布 is 格子的桌布."""
        noun = noun_phrase(operation.what, self.talk.vocabulary).noun
        if not operation.by.endswith("的") or not self.talk.vocabulary.is_thing(noun):
            return operation
        return replace(operation, by=operation.by + noun)

    def _recolored(self, operation: Replace) -> Recolor | None:
        """红灯笼变黄灯笼, and 换件灰的大衣 where a coat is seen: the same thing in another colour."""
        found = _COLORED.fullmatch(operation.by)
        if found is None or (color := color_of(found["color"], self.talk.vocabulary)) is None:
            return None
        seen = found["noun"] in {each.name for each in self.talk.subjects}
        same = operation.what.endswith(found["noun"])
        return Recolor(what=found["noun"], color=color) if seen or same else None
