"""What stands before 的 in a Chinese clause, taken to the thing behind it: "戴帽子的女孩", "新娘手里的捧花"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import (
    ALIVE,
    OWNERS,
    Verb,
    had_as,
    is_word,
    is_worn,
    words_of,
)
from danqing.director.chinese_telling import Telling
from danqing.director.chinese_things import Item, Quantity, Thing


class Modifiers(Telling):
    """A clause that knows what its things are modified by; what is told within a modifier is read as a clause."""

    def read(self) -> None:
        """Walk the clause."""
        raise NotImplementedError

    def _unfold(self) -> None:
        """Take what stands before each 的 to the thing behind it."""
        while (place := next((n for n, each in enumerate(self.items) if is_word(each, "de")), None)) is not None:
            after = self.items[place + 1] if place + 1 < len(self.items) else None
            if place and is_word(self.items[place - 1], "pronoun") and isinstance(after, Thing):
                del self.items[place - 1 : place + 1]  # 他们的狗
            elif isinstance(after, Thing):
                self._modified(place, after)
            elif place == 1 and is_word(self.items[0], "loc") and self.scene.things:  # 右边的是蓝的
                like = self.scene.things[-1]
                other = Thing(like.name, like.kind, like.at + 0.5, counted=True)
                self.scene.sides.append((cast(Word, self.items[0]).value, other))
                self.items[:2] = [other]
            elif is_word(after, "loc", "de"):
                del self.items[place]  # 咖啡的左边
            elif is_word(after, "picture"):
                begin = 1 if isinstance(self.items[0], Quantity) else 0
                self.items = self.items[begin:place] + self.items[place + 2 :]
            elif place > 1 and isinstance(self.items[0], Quantity) and is_word(self.items[1], "verb"):
                quantity = self.items[0]  # 一个卖糖葫芦的
                who = Thing("".join(words_of(each) for each in self.items[1:place]) + "的", "person", quantity.at)
                who.count, who.counted = quantity.count, True
                self.items[: place + 1] = [who]
            else:
                del self.items[place]

    def _modified(self, place: int, head: Thing) -> None:
        begin, quantity = self._begin(place)
        modifier = self.items[begin:place]
        if quantity is not None:
            if not head.counted:
                head.count, head.counted, head.part = quantity.count, True, quantity.other
            head.at = quantity.at
        elif named := [each.at for each in modifier if isinstance(each, Thing | Quantity)]:
            head.at = min(head.at, min(named) - 0.5)
        head.bare = False
        self.pointed_out.append(head.name)
        item: Thing = head
        if len(modifier) == 1 and is_word(modifier[0], "loc") and self._is_one_side(cast(Word, modifier[0]), head):
            self.items[begin - (quantity is not None) : place + 2] = [head]
            return
        if len(modifier) == 1 and is_word(modifier[0], "loc"):
            sided = {side: each for side, each in self.scene.sides if each.name == head.name}
            if cast(Word, modifier[0]).value in sided:
                item = sided[cast(Word, modifier[0]).value]  # the left one once more
                self.items[begin - (quantity is not None) : place + 2] = [item]
                return
            head.counted = head.counted or bool(sided)  # 左边的门…，右边的门…
        if len(modifier) == 1 and isinstance(modifier[0], Thing):
            item = self._owned(modifier[0], head)
        elif modifier and all(is_word(each, "time", "adj", "noun", "skip") for each in modifier):
            for each in modifier:
                if is_word(each, "time") and not head.is_place() and head.kind not in ALIVE:
                    self.scene.times.append(words_of(each))  # 黄昏的咖啡馆
                else:
                    head.attributes.append(words_of(each))
        elif modifier:
            self._relative(modifier, head)
        on_body = item is not head and place + 2 < len(self.items) and is_word(self.items[place + 2], "loc")
        self.items[begin - (quantity is not None) : place + 2] = [item, head] if on_body else [item]

    def _is_one_side(self, place: Word, head: Thing) -> bool:
        """ "左边的鸟": one of several named before, told apart by its side."""
        whole = self.scene.several()
        if whole is None or not head.bare or whole.name != head.name or place.value not in words.SIDES:
            return False
        head.count, head.counted, head.part, head.bare = 1, True, True, False
        self.scene.sides.append((place.value, head))
        return True

    def _begin(self, place: int) -> tuple[int, Quantity | None]:
        """Where what stands before a 的 begins, and a number before it that is of the thing behind."""
        for at in range(place - 1, -1, -1):
            item = self.items[at]
            if isinstance(item, Quantity):
                return at + 1, item
        segment = self.items[:place]
        if (inner := self._at_named_place(place)) is not None:
            return inner, None
        opened = [n for n, each in enumerate(segment) if is_word(each, "at")]
        if opened and not any(is_word(each, "loc") for each in segment[opened[-1] :]) and opened[-1] + 1 < place:
            return opened[-1] + 1, None
        for at, each in enumerate(segment[:-2]):  # (奶奶)抱着戴虎头帽的宝宝
            first = is_word(each, "aspect") if at else False
            if at < 3 and is_word(segment[at + 1], "verb") and (first or words_of(each).endswith("着")):
                return at + 1, None
        joined = [n for n, each in enumerate(segment) if is_word(each, "and")]
        if (
            joined
            and joined[-1] + 1 < place
            and (
                is_word(segment[joined[-1] + 1], "verb", "at")
                or any(is_word(each, "loc") for each in segment[joined[-1] :])
            )
        ):
            return joined[-1] + 1, None
        if segment and isinstance(segment[0], Thing) and segment[0].kind != "body":
            for at, each in enumerate(segment):
                if is_word(each, "aspect", "have", "is", "prep") and at + 1 < place:
                    return at + 1, None
                if is_word(each, "verb") and at and at + 1 < place and not is_word(segment[at + 1], "aspect", "at"):
                    found = is_word(segment[at - 1], "loc") and cast(Word, each).value == "full"  # 筐里塞满|晒干的…
                    return (at + 1, None) if found or isinstance(segment[at + 1], Thing) else (0, None)
        if segment and is_word(segment[0], "have", "is"):
            return 1, None
        if len(segment) > 2 and is_word(segment[0], "loc") and is_word(segment[1], "have", "is"):
            return 2, None  # 底下是沉掉的钢琴
        return 0, None

    def _at_named_place(self, place: int) -> int | None:
        """Where a place begins that is told by another: "(蛋糕放在)窗边的(桌上)"."""
        at = next((n for n in range(place - 1, 0, -1) if is_word(self.items[n], "at")), 0)
        told = at and place - at == 3 and isinstance(self.items[at + 1], Thing) and is_word(self.items[at + 2], "loc")
        head, after = [*self.items[place + 1 : place + 3], None, None][:2]
        lies = isinstance(head, Thing) and head.kind not in ALIVE and is_word(after, "loc")
        return at + 1 if told and lies and is_word(self.items[at - 1], "verb", "aspect") else None

    def _owned(self, owner: Thing, head: Thing) -> Thing:
        """ "蜜蜂的脸", "木头的房子", "海边的灯塔" """
        if owner.is_place() and owner.bare:
            self._at_place(owner, "")
        elif head.kind == "body":
            if head.attributes or head.color:
                owner.attributes.append(words_of(head))
            return owner
        elif owner.kind == "time" and owner.bare and head.kind not in ALIVE and not head.is_place():
            self.scene.times.append(owner.name)  # 半夜的便利店
        elif owner.counted and owner.kind not in ALIVE and not head.counted:
            head.count, head.counted = owner.count, True
            head.attributes.insert(0, owner.name)
        elif owner.counted or owner.color:
            self.scene.add(owner)
        elif owner.kind in OWNERS:
            owner = self.scene.add(owner)
            if is_worn(head) and owner.kind in ALIVE:
                self.scene.relate("wearing", owner, self.scene.add(head))
        else:
            head.attributes.insert(0, owner.name)
        return head

    def _relative(self, modifier: Sequence[Item], head: Thing) -> None:
        if self._on_somebody(modifier, head):
            return
        first = modifier[0]
        last = [each for each in modifier if not is_word(each, "aspect")][-1]
        head = self.scene.add(head)
        done = isinstance(first, Thing) and len(modifier) > 1 and is_word(last, "verb")
        if done and not any(is_word(each, "loc", "at") for each in modifier):  # "小女孩抱着的猫"
            doer, verb = self.scene.add(cast(Thing, first)), cast(Word, last)
            if verb.value in ("wearing", "holding", "on"):
                self.scene.relate(had_as(Verb(verb.text, verb.value), head), doer, head)
            return
        type(self)(self.scene, modifier, about=[head]).read()

    def _on_somebody(self, modifier: Sequence[Item], head: Thing) -> bool:
        """ "新娘手里的捧花", "头上的帽子": who holds or wears it, or has it on their body."""
        *owners, body, place = modifier if len(modifier) in (2, 3) else (None, None)
        if not (isinstance(body, Thing) and body.kind == "body" and body.bare and is_word(place, "loc")):
            return False
        owner = owners[0] if owners else None
        if isinstance(owner, Thing):
            who = [self.scene.add(owner)]
        elif owner is None or is_word(owner, "pronoun"):
            who = [each for each in self.scene.topic if each.kind in ALIVE][:1]
        else:
            return False
        if not who or cast(Word, place).value not in ("in", "on"):
            return False
        head = self.scene.add(head)
        for each in who:
            if body.name in words.HANDS:
                self.scene.relate("holding", each, head)
            elif is_worn(head):
                self.scene.relate("wearing", each, head)
            else:
                self.scene.relate("on", head, each)
        return True
