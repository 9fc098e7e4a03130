"""Numbers, colours and attributes that stand in a Chinese clause without their noun, and parts of bodies."""

from __future__ import annotations

from typing import cast

from danqing.director import chinese_words as words
from danqing.director.chinese_deeds import Deeds
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_phrases import Quantity, Thing
from danqing.director.chinese_scene import (
    is_word,
    words_of,
)


class Parts(Deeds):
    """A clause that knows what is said of what was named before: "三个都是红的", "一只黑的一只白的", "耳朵耷拉着"."""

    def _quantity(self, at: int) -> int:
        quantity = cast(Quantity, self.items[at])
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        who = self.figures or self.agents or self.topic
        if is_word(after, "color", "adj", "verb", "at", "loc", "have", "is") and who and self._is_split(quantity):
            self._part(Thing(who[-1].name, who[-1].kind, quantity.at, quantity.count, True, part=True), at + 1)
            return at + 1
        if who and not who[-1].counted:
            who[-1].count, who[-1].counted = quantity.count, True
            if quantity.measure in words.VESSELS and quantity.count == 1:
                who[-1].counted = False
        elif who and who[-1].count == 1 and quantity.count != 1:
            who[-1].count = quantity.count
        return at + 1

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
        if whole.count is None or whole.count > number:
            part.name, part.kind, part.part = whole.name, whole.kind, False
            part.attributes = [*whole.attributes, *part.attributes]
            whole.count = None if whole.count is None else whole.count - number
            self.scene.things.append(part)
            self.scene.rest = whole
            told = part
        else:
            whole.color = whole.color or part.color
            self.scene.rest, told = None, whole
        self.told.append(told)
        self.agents = self.figures = [told]
        return end

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
        who = self.figures or self.agents or self.topic
        for each in who:
            each.color = each.color or word.value

    def _described(self, word: Word) -> None:
        for each in self.figures or self.agents or self.topic:
            each.attributes.append(word.text)
