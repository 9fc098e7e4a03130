"""Things of a kind told of before that a Chinese clause does not name: "妹妹的蓝色", "女孩戴的是粉的", "后头那匹黑"."""

from __future__ import annotations

from typing import cast

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_parts import Parts
from danqing.director.chinese_scene import ALIVE, is_word
from danqing.director.chinese_things import Item, Quantity, Thing

_THIS_ONE = frozenset({"这只", "那只"})  # words of their own, unlike "那条"
_HAD = frozenset({"wearing", "holding"})


def is_one(item: Item | None) -> bool:
    """Whether a number or "那只" stands for a thing that is not named."""
    return isinstance(item, Quantity) or (isinstance(item, Word) and item.text in _THIS_ONE)


class Again(Parts):
    """A clause that knows things of a kind told of before, though it does not name them."""

    def _again(self) -> None:
        """Name what the clause leaves unnamed."""
        self._another_owned()
        self._same_deed()
        self._one_more()
        self._kinds_counted()

    def _another_owned(self) -> None:
        """ "(姐姐的帽子红,) 妹妹的蓝", "(兄弟放风筝,) 哥哥那只红": a thing of the same kind, of another owner."""
        owner, of, told = [*self.items[:3], None, None, None][:3]
        apart = self.scene.rest is not None and self.scene.rest.kind != "person"  # some are told apart already
        if apart or not (isinstance(owner, Thing) and owner.bare and owner.kind == "person"):
            return
        if not (is_word(of, "de") or is_one(of)) or not is_word(told, "color", "adj", "is"):
            return
        had = [each for each in self.scene.things if each.kind not in (*ALIVE, "body") and not each.is_place()]
        told_of = [each for each in self.scene.topic[-1:] if each in had]
        like = next(iter([*told_of, *had[-1:]]), None)
        if like is None or like.count != 1:
            return
        own = like if like.color is None and not like.counted else self._like(like, owner.at + 0.5)
        for kind, first, second in list(self.scene.relations):
            if second is like and first.kind in ALIVE:
                self.scene.relate(kind, self.scene.add(owner), own)
        self.items = [own, *self.items[2:]]

    def _same_deed(self) -> None:
        """ "女孩戴的是草帽", "女孩戴的是粉的": what somebody has is told after 的是, or only its colour."""
        for at, (verb, of, link) in enumerate(zip(self.items, self.items[1:], self.items[2:], strict=False)):
            if not (is_word(verb, "verb") and is_word(of, "de") and is_word(link, "is")):
                continue
            kind, told = cast(Word, verb).value, self.items[at + 3] if at + 3 < len(self.items) else None
            if isinstance(told, Thing) and kind in _HAD and at:
                del self.items[at + 1 : at + 3]
                return
            like = next((second for each, _, second in reversed(self.scene.relations) if each == kind), None)
            if is_word(told, "color") and kind in _HAD and like is not None:
                other = self._like(like, like.at + 0.5)
                other.color = cast(Word, told).value
                end = at + 4 + is_word(self.items[at + 4] if at + 4 < len(self.items) else None, "de")
                self.items[at + 1 : end] = [other]
                return

    def _one_more(self) -> None:
        """ "(马车前头那匹马白,) 后头那匹黑": one more of what was told of, at another place."""
        place, number, told = [*self.items[:3], None, None, None][:3]
        like = self.scene.topic[-1] if self.scene.topic else None
        if like is None or like.count != 1 or not like.counted or self.scene.rest is not None or self.scene.several():
            return
        if is_word(place, "loc") and is_one(number) and is_word(told, "color", "adj"):
            count = number.count if isinstance(number, Quantity) else 1
            self.items[1] = self._like(like, like.at + 0.5, count)

    def _kinds_counted(self) -> None:
        """ "(天鹅,) 白的一对，黑的一只": things of a kind, counted by their colours."""
        color, of, number = [*self.items[:3], None, None, None][:3]
        like = self.scene.topic[-1] if self.scene.topic else None
        if like is None or not (is_word(color, "color") and is_word(of, "de") and isinstance(number, Quantity)):
            return
        known = any((each.name, each.color) == (like.name, cast(Word, color).value) for each in self.scene.things)
        if known or (like.count != 1 and like.color is None) or self.scene.several() not in (None, like):
            return
        one = self._like(like, like.at + 0.5, number.count) if like.color else like
        one.color, one.count, one.counted = cast(Word, color).value, number.count, True
        self.items[:3] = [one]

    @staticmethod
    def _like(thing: Thing, at: float, count: int | None = 1) -> Thing:
        """Another thing of the same kind."""
        return Thing(thing.name, thing.kind, at, count, counted=True)
