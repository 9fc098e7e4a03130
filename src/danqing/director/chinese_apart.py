"""Which of several a Chinese clause speaks of: "左边那摞红", "穿黄衣服的占上风", "桌上两只，地上一只"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from danqing.director.chinese_again import Again, is_one
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import ALIVE, is_word, is_worn, words_of
from danqing.director.chinese_things import Item, Quantity, Thing

_ROWS = frozenset({"left_of", "right_of", "on", "under", "above", "in_front_of", "behind"})
_TOGETHER = frozenset({"都", "全", "全都", "各"})
_OURS = frozenset({"我", "你", "我们", "你们", "咱们", "她", "他"})
_OF_PEOPLE = frozenset("个位名口人")
_LONGEST = 6  # words that tell which one it is


class Apart(Again):
    """A clause that knows which of several named before it speaks of."""

    def read(self) -> None:
        """Walk the clause."""
        raise NotImplementedError

    def _one_does(self) -> None:
        """ "(两个孩子，一个吹泡泡,) 一个追泡泡": what one of them does, rather than a thing that is named so."""
        thing = self.items[0] if self.items else None
        if not isinstance(thing, Thing) or thing.deed is None or len(self.items) > 1:
            return
        whole = self._several(None)
        if whole is None or whole.kind not in ALIVE or thing.count is None or (whole.count or 99) < thing.count:
            return
        verb, name, kind = thing.deed
        self.items = [Quantity(thing.count, "", thing.at), verb, Thing(name, kind, thing.at + 0.5, bare=True)]

    def _one_of_several(self) -> None:
        """Put one of several named before in place of the words that point at it."""
        end, count = self._pointing_end()
        if end and (known := self._known_one(self.items[:end])) is not None:
            self.items[:end] = [known]
            return
        whole = self._several(self.items[end - 1] if end else None)
        if whole is None or any(words_of(each) in _TOGETHER for each in self.said[:2]):
            return
        apart = self.scene.rest is not None or whole.count is None or (count is not None and whole.count > count)
        if not end:
            end = self._names_side(whole)
        if not end or not apart:
            return
        if whole.count != 2 and self.scene.rest is None and not self._looks_apart(end):
            del self.items[end - 1]  # 四个座位，最右边那个空着: still four
            return
        pointing, self.items = self.items[:end], self.items[end:]
        part = Thing(whole.name, whole.kind, whole.at + 0.01 * len(self.scene.things), count, True, part=True)
        self._part(part, 0)
        one = self.told[-1]
        self._points_at(pointing, one)
        self.items = [one, *self.items]

    def _had_by_one(self) -> None:
        """ "(一大一小两个雪人,) 大的帽子红": what the larger one wears, rather than a large hat."""
        thing = self.items[0] if self.items else None
        if not isinstance(thing, Thing) or thing.counted or len(thing.attributes) != 1 or not is_worn(thing):
            return
        ones = [each for each in self.scene.things if thing.attributes[0] in each.attributes and each.kind in ALIVE]
        siblings = [each for each in self.scene.things if ones and each.name == ones[0].name]
        if len(ones) == 1 and len(siblings) == 2:
            thing.attributes, thing.counted = [], True
            self.scene.relate("wearing", ones[0], thing)

    def _known_one(self, pointing: Sequence[Item]) -> Thing | None:
        """One of two that were told apart before, by its side or what it does: "左边那只", "站着的那只"."""
        told = [each for each in pointing if not (is_one(each) or is_word(each, "de", "pronoun", "aspect"))]
        if len(told) != 1 or not isinstance(told[0], Word) or self.scene.rest is not None:
            return None
        word = told[0]
        sided = [thing for side, thing in self.scene.sides if is_word(word, "loc") and side == word.value]
        acting = [each for each in self.scene.things if word.text in {said.rstrip("着") for said in each.attributes}]
        found = sided or (acting if is_word(word, "verb", "adj") else [])
        siblings = [each for each in self.scene.things if found and each.name == found[-1].name]
        return found[-1] if len(found) == 1 and len(siblings) == 2 and found[0].count == 1 else None

    def _several(self, number: Item | None) -> Thing | None:
        """Those of whom some were told apart last, or who were named last of all who are several.

        Args:
            number: points at some of them; "那只" points at no people.
        """
        if self.scene.rest is not None:
            return self.scene.rest
        several = [each for each in self.scene.things if each.count != 1 and each.counted]
        measure = number.measure if isinstance(number, Quantity) else "只" if is_word(number, "pronoun") else ""
        if measure and measure not in _OF_PEOPLE:
            several = [each for each in several if each.kind != "person"]
        return next((each for each in reversed(self.scene.topic) if each in several), several[-1] if several else None)

    def _pointing_end(self) -> tuple[int, int | None]:
        """Where words end that point at some of several, and at how many; 0 where the clause begins with none."""
        for at, item in enumerate(self.items[: _LONGEST + 1]):
            after = self.items[at + 1] if at + 1 < len(self.items) else None
            if is_one(item):
                alone = at == 0 and not isinstance(item, Word)
                points = not alone and not isinstance(after, Thing) and not is_word(after, "de")
                points = points and self._points(self.items[:at])
                return (at + 1, item.count if isinstance(item, Quantity) else 1) if points else (0, 1)
            if is_word(item, "de"):
                told = after is not None and not is_one(after)
                if told:
                    return (at + 1, 1) if self._is_told_by_itself(at, after) else (0, 1)
        return 0, 1

    def _names_side(self, whole: Thing) -> int:
        """Where a side ends of which the same thing is named, or what it is like: "左边青龙", "右边抹茶绿的"."""
        place, named = [*self.items[:2], None, None][:2]
        if not is_word(place, "loc") or cast(Word, place).value not in _ROWS or not isinstance(named, Thing):
            return 0
        if named.counted or named.kind in ("body", "person"):
            return 0
        if named.name == whole.name and len(self.items) == 2 and (named.color or named.attributes):
            looks: list[Item] = [Word(each, "adj") for each in named.attributes]
            self.items[1:] = [*looks, *([Word("", "color", named.color)] if named.color else [])]
            return 1
        if is_word(self.items[-1], "de") and is_word(self.items[-2], "color") and len(self.items) == 4 and named.bare:
            self.items[1] = Word(named.name, "adj")
            return 1
        return 0

    def _looks_apart(self, end: int) -> bool:
        """Whether it is told how those look that the words before a place point at, rather than what they do."""
        after, last = [*self.items[end : end + 2], None, None][:2]
        has = is_word(after, "verb") and cast(Word, after).value in ("wearing", "holding")
        return after is None or has or (is_word(after, "color", "adj", "is") and not is_word(last, "aspect"))

    def _points(self, before: Sequence[Item]) -> bool:
        """Whether what stands before a number tells which ones are meant, rather than where there are some."""
        if any(is_word(each, "have", "at", "aspect") for each in before if not is_word(before[-1], "de")):
            return False
        if not before or is_word(before[-1], "de"):
            return True
        if any(is_word(each, "verb", "have", "is", "and") for each in before):
            return False
        last = before[-1]
        return is_word(last, "loc", "pronoun", "adj") or (
            isinstance(last, Thing) and (last.kind == "person" or last.is_place())
        )

    def _is_told_by_itself(self, at: int, after: Item | None) -> bool:
        """Whether 的 ends what points at one of which something is told next: "穿黄衣服的占上风", "左边的戴帽子"."""
        before = self.items[:at]
        if not before and words_of(self.said[0]) in _OURS:  # 我的红的，你的蓝的
            return is_word(after, "color")
        if not before or is_word(before[0], "color", "have", "is", "at") or is_word(after, "and", "picture"):
            return False
        if isinstance(after, Thing):
            dressed = is_word(before[0], "verb") and cast(Word, before[0]).value in ("wearing", "holding")
            return dressed and after.kind == "body" and after.bare
        if len(before) == 1 and is_word(before[0], "adj"):
            return is_word(after, "color") and (at + 2 == len(self.items) or is_word(self.items[at + 2], "de"))
        if len(before) == 1 and isinstance(before[0], Thing):  # 草莓的粉，薄荷的绿
            return before[0].bare and is_word(after, "color") and at + 2 == len(self.items)
        if len(before) == 1:
            side = is_word(before[0], "loc") and cast(Word, before[0]).value in _ROWS
            return side and is_word(after, "verb", "color", "adj", "is", "at")
        verb = is_word(before[0], "verb") and any(isinstance(each, Thing) for each in before)
        return verb and is_word(after, "verb", "color", "at", "loc")

    def _points_at(self, pointing: Sequence[Item], one: Thing) -> None:
        """Tell of one what the words that point at it say: its side, its size, what it wears or where it is."""
        told = [each for each in pointing if not (isinstance(each, Quantity) or is_word(each, "de", "pronoun"))]
        things = [each for each in told if isinstance(each, Thing)]
        if len(told) == 1 and is_word(told[0], "loc") and cast(Word, told[0]).value in _ROWS:
            self.scene.sides.append((cast(Word, told[0]).value, one))
        elif len(told) == 1 and things:
            one.attributes += [each.name for each in things if each.kind in ("food", "plant")]
        elif any(not (each.kind == "person" and each.bare) for each in things):
            type(self)(self.scene, told, about=[one]).read()
        elif not things:
            one.attributes += [words_of(each) for each in told if is_word(each, "adj")]
            one.color = one.color or next((cast(Word, each).value for each in told if is_word(each, "color")), None)
