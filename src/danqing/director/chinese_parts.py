"""Numbers, colours and attributes that stand in a Chinese clause without their noun, and parts of bodies."""

from __future__ import annotations

import itertools
from typing import cast

from danqing.director import chinese_words as words
from danqing.director.chinese_deeds import Deeds
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import (
    ALIVE,
    is_word,
    words_of,
)
from danqing.director.chinese_things import Quantity, Thing


class Parts(Deeds):
    """A clause that knows what is said of what was named before: "三个都是红的", "一只黑的一只白的", "耳朵耷拉着"."""

    def _quantity(self, at: int) -> int:
        quantity = cast(Quantity, self.items[at])
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        who = self.figures or self.agents or self.topic
        before = self.items[at - 1] if at else None
        counts = self._counts_alike(quantity) if isinstance(before, Thing) and not before.counted else []
        if isinstance(before, Thing) and len(counts) > 1:  # 面具一副哭一副笑
            before.count, before.counted = sum(counts), True
        elif isinstance(before, Thing) and not before.counted and before.kind != "body":  # 站着喜鹊两只
            before.count, before.counted = quantity.count, quantity.measure not in words.VESSELS
            return at + 1
        if quantity.other and who and who[-1].count == 1 and self.scene.rest is None and is_word(after, "verb", "at"):
            self._begins([Thing(who[-1].name, who[-1].kind, quantity.at, quantity.count, True)])  # 另一只站在…
            return at + 1
        if is_word(after, "color", "adj", "verb", "at", "loc", "have", "is") and who and self._is_split(quantity):
            self._part(Thing(who[-1].name, who[-1].kind, quantity.at, quantity.count, True, part=True), at + 1)
            return at + 1
        if who and not who[-1].counted:
            who[-1].count, who[-1].counted = quantity.count, True
            if quantity.measure in words.VESSELS and quantity.count == 1:
                who[-1].counted = False
        elif who and quantity.count not in (1, None) and (who[-1].count or 1) < (quantity.count or 1):
            who[-1].count = quantity.count  # 两只鹦鹉，不对，三只
        return at + 1

    def _counts_alike(self, quantity: Quantity) -> list[int]:
        """The numbers of a clause with the same measure word, each of which tells of some of the same things."""
        following = [*self.items[1:], None, None]
        alike = [
            each.count or 1
            for each, after, next_one in zip(self.items, following, following[1:], strict=False)
            if isinstance(each, Quantity)
            and each.measure == quantity.measure
            and is_word(after, "color", "adj", "verb")
            and not isinstance(next_one, Thing)
        ]
        return alike if quantity.measure not in words.GROUPS else []

    def _is_split(self, quantity: Quantity) -> bool:
        known = self.told or self.topic or self.agents
        if self.scene.rest is not None:
            return True
        return any(each.count is None or each.count > (quantity.count or 99) for each in known)

    def _part(self, part: Thing, end: int) -> int:
        """ "一只黑的一只白的": of those named before, some are told apart."""
        known = self.topic or self.scene.things
        whole = self.scene.rest or next((each for each in reversed(known) if each.count != 1), None)
        if whole is None or whole is part:
            whole = known[-1] if known else part
        if whole is part:
            self._begins([part])
            return end
        number = part.count or 1
        takes_rest = part.count is None and self.scene.rest is whole  # 其余都是白的
        if not takes_rest and (whole.count is None or whole.count > number):
            part.name, part.kind, part.part = whole.name, whole.kind, False
            part.attributes = [*whole.attributes, *part.attributes]
            whole.count = None if whole.count is None else whole.count - number
            self.scene.split(whole, part)
            self.scene.rest = whole
            told = part
        else:
            whole.color, whole.at = whole.color or part.color, max(whole.at, part.at)
            self.scene.rest, told = None, whole
        self.told.append(told)
        self.items = [told if each is part else each for each in self.items]
        self.agents = self.figures = [told]
        return end

    def _spread(self) -> bool:
        """ "绿的、蓝的、红的各一个", "红一个、黄两个": all of those named before, told apart by their colours."""
        whole = self.scene.several()
        colors = [(at, each) for at, each in enumerate(self.items) if isinstance(each, Word) and each.kind == "color"]
        order = self._order_told()
        if order and isinstance(self.items[0], Thing) and self.items[0].count == len(colors):
            whole = self.scene.add(cast(Thing, self.items.pop(0)))  # 三面旗子从左到右是红的、白的、蓝的
            colors = [(at - 1, each) for at, each in colors]
        rest = [each for each in self.items if not is_word(each, "color", "and", "de", "is", "loc")]
        rest = [each for each in rest if not (order and is_word(each, "coverb", "verb"))]
        named = [each for each in rest if isinstance(each, Thing) and not each.name.endswith("色")]
        sided = len(colors) == 1 and is_word(self.items[0], "loc") and not rest  # 最上面白的
        if whole is None or named or any(isinstance(each, Word) for each in rest) or (len(colors) < 2 and not sided):
            return False
        if any(isinstance(each, Quantity) for each in self.items[: colors[0][0]]) and len(rest) == len(colors):
            return False  # 一条白一条粉
        for at, color in colors:
            after = self.items[at + 1] if at + 1 < len(self.items) else None
            count = after.count if isinstance(after, Quantity) and not after.other else 1
            part = Thing(whole.name, whole.kind, whole.at + 0.01 * at, count, True, color=color.value, part=True)
            self._part(part, 0)
        self.scene.topic = self.told or self.scene.topic
        for first, second in itertools.pairwise(self.told if order else []):
            self.scene.relate(order, first, second)
        self.scene.order = None if order else self.scene.order
        return True

    def _order_told(self) -> str:
        """In which order things follow each other that the clause names: "从左到右"; "" where that is not told."""
        told = "".join(words_of(each) for each in self.said)
        return next((kind for pattern, kind in words.IN_ORDER if pattern in told), self.scene.order or "")

    def _made(self) -> None:
        """ "筐是竹子编的", "瓶塞是软木的": of what a thing is made is no thing of its own."""
        at = next((n for n, each in enumerate(self.items) if is_word(each, "is")), 0)
        told = self.items[at + 1 :]
        if not at or len(told) not in (2, 3) or not is_word(told[-1], "de") or not isinstance(told[0], Thing):
            return
        made = len(told) == 2 or words_of(told[1]) in words.MAKING
        if made and isinstance(self.items[at - 1], Thing) and told[0].bare and told[0].kind not in ALIVE:
            cast(Thing, self.items[at - 1]).attributes.append("".join(words_of(each) for each in told))
            self.items = self.items[:at]

    def _pointed(self) -> None:
        """ "红的(那只)在左边", "大的背着苹果": one of those named before."""
        if len(self.items) < 3 or not is_word(self.items[0], "color", "adj") or not is_word(self.items[1], "de"):
            return
        whole = self.scene.several()
        word = cast(Word, self.items[0])
        if one := self._known_by(word):
            self.items[: 2 + isinstance(self.items[2], Quantity)] = [one]
            return
        if whole is None or isinstance(self.items[2], Thing) or is_word(self.items[2], "and", "color", "adj"):
            return
        begin = 2 + isinstance(self.items[2], Quantity)
        part = Thing(whole.name, whole.kind, whole.at + 0.01 * len(self.scene.things), 1, True, part=True)
        if word.kind == "color":
            part.color = word.value
        else:
            part.attributes.append(word.text)
        self.items[:begin] = [part]

    def _known_by(self, word: Word) -> Thing | None:
        """Which of several things of one name a colour or a size tells apart: "一大一小两只熊猫，大的…"."""
        colored = word.kind == "adj" and is_word(self.items[2], "color")  # 大的棕
        if isinstance(self.items[2], Thing) or (is_word(self.items[2], "and", "color", "adj") and not colored):
            return None
        color = word.value if word.kind == "color" else None
        known = [
            each
            for each in self.scene.things
            if (each.color == color if color else word.text in each.attributes or each.name.startswith(word.text))
        ]
        like = [
            each for each in self.scene.things if known and each.name.lstrip("大小") == known[-1].name.lstrip("大小")
        ]
        return known[-1] if len(known) == 1 and len(like) > 1 else None

    def _is_part_of_body(self) -> bool:
        """ "耳朵耷拉着", "三个脑袋": said of who was spoken of, not a thing of its own."""
        if not self.items or not self.topic or not isinstance(self.items[0], Thing):
            return False
        first = self.items[0]
        if first.kind != "body" or (len(self.items) > 1 and is_word(self.items[1], "loc")):
            return False
        if any(isinstance(each, Thing) and each.kind != "body" for each in self.items[1:]):
            return False
        said = "".join(words_of(each) for each in self.items if not is_word(each, "aspect", "de", "is"))
        for each in self.topic[:1]:
            if first.name in ("皮", "皮肤", "毛", "毛发", "羽毛", "身体", "身子") and first.color is None:
                color = next(
                    (word.value for word in self.items if isinstance(word, Word) and word.kind == "color"), None
                )
                each.color = each.color or color
            each.attributes.append(said[:20])
        return True

    def _colored(self, word: Word) -> None:
        who = self.patient or self.figures or self.agents or self.topic
        for each in who:
            if each.color not in (None, word.value) and each.name in self.pointed_out:
                each = self._other_of(each)  # 屋里的猫是黑的，窗外的猫是白的
            each.color = each.color or word.value
        self.scene.bare_places = [
            each for each in self.scene.bare_places if each not in who or each in self.scene.placed
        ]

    def _other_of(self, thing: Thing) -> Thing:
        """Another thing of the name, of which all is told that this clause told of the one before."""
        other = Thing(thing.name, thing.kind, self.scene.end(), counted=True)
        self.scene.things.append(other)
        self.scene.relations[self.began :] = [
            (kind, other if first is thing else first, other if second is thing else second)
            for kind, first, second in self.scene.relations[self.began :]
        ]
        self.agents = [other if each is thing else each for each in self.agents]
        self.figures = [other if each is thing else each for each in self.figures]
        return other

    def _described(self, word: Word) -> None:
        for each in self.figures or self.agents or self.topic:
            each.attributes.append(word.text)
