"""Words of a Chinese clause gathered into noun phrases: "两只胖胖的橘猫" is one thing with count and colour."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from danqing.director.chinese_kinds import Word
from danqing.director.chinese_names import name_end
from danqing.director.chinese_segments import count_of
from danqing.director.chinese_things import Item, NounPhrases, Quantity, Thing


def others_joined(found: Sequence[Word]) -> list[Word]:
    """A wish in which "一个红气球，一个蓝的" is one list: a comma before one more in another colour is an "and"."""
    kept = list(found)
    for at in range(2, len(found) - 3):
        after = found[at + 1 : at + 6]
        one = [each.kind for each in after[:4]] == ["number", "measure", "color", "de"]
        ends = len(after) == 4 or after[-1].kind == "comma"
        begin = at - 2 - (found[at - 2].kind == "de")
        named = found[at - 1].kind == "noun" and begin >= 0 and found[begin].kind == "color"
        colored = (named and found[begin].text != after[2].text) or (at > 4 and kept[at - 5] is not found[at - 5])
        if found[at].kind == "comma" and one and ends and colored:
            kept[at] = Word("和", "and")
    return kept


class Chunker(NounPhrases):
    """Gathers words into things, with the segmenter's dictionary."""

    def items(self, found: Sequence[Word], start: int) -> list[Item]:
        """The words of one clause with noun phrases as things.

        Args:
            found: the words.
            start: the position of the first of them in the wish.
        """
        items: list[Item] = []
        at = 0
        while at < len(found):
            paired, end = self._joined_colors(found, at, start)
            if not paired:
                paired, end = self._paired(found, at, start)
            if paired:
                items += self._named_before(items, paired)
                at = end
                continue
            quantity, after = self._quantity(found, at, start)
            if quantity is not None and self._counts_before(found, after, items):  # 油条两根豆浆一碗
                items.append(quantity)
                at = after
                continue
            other, end = self._other(found, after, items, quantity, start + at)
            if other is not None:
                items.append(other)
                at = end
                continue
            thing, end = self._thing(found, after, quantity, start + at)
            if thing is not None:
                wearer, last = self._thing(found, end, None, start + end)
                if thing.kind == "clothing" and wearer is not None and wearer.kind in ("person", "animal"):
                    if quantity is not None:  # 一个红裙女孩: who wears a red skirt
                        items.append(quantity)
                        thing.count, thing.counted = 1, False
                    items += [Word("穿", "verb", "wearing"), thing, Word("的", "de"), wearer]
                    at = last
                    continue
                items.append(thing)
                at = end
            elif quantity is not None:
                items.append(quantity)
                at = after
            else:
                items.append(found[at])
                at += 1
        return items

    def _counts_before(self, found: Sequence[Word], after: int, items: Sequence[Item]) -> bool:
        """Whether a number belongs to the thing before it, since the thing behind has a number of its own."""
        before = items[-1] if items else None
        if not isinstance(before, Thing) or before.counted or before.kind == "body":
            return False
        if found[after - 1].text in ("俩", "仨") and self._is(found, after, "verb"):  # 姐妹俩打伞
            return True
        end = name_end(found, after, counted=True)
        own, last = self._quantity(found, end, 0)
        return end > after and own is not None and (last == len(found) or self._is(found, last, "comma", "and"))

    def _other(
        self, found: Sequence[Word], at: int, items: Sequence[Item], quantity: Quantity | None, position: int
    ) -> tuple[Thing | None, int]:
        """ "红杯子和(蓝的)", "大碗和(小的)": one more of what was named right before, in another colour or size."""
        told, joins = items[-2:] if len(items) > 1 else (None, None)
        is_joined = isinstance(told, Thing) and isinstance(joins, Word) and joins.kind == "and"
        if not isinstance(told, Thing) or not is_joined or told.kind in ("body", "person"):
            return None, at
        ends = at + 2 == len(found) or self._is(found, at + 2, "verb", "at", "and", "skip", "loc", "comma")
        if not self._is(found, at, "color", "adj") or not self._is(found, at + 1, "de") or not ends:
            return None, at
        is_color = found[at].kind == "color"
        if (told.color is None) if is_color else not told.attributes:
            return None, at
        count = quantity.count if quantity is not None else 1
        one = replace(told, at=position, count=count, counted=True, bare=False, deed=None)
        one.color = found[at].value if is_color else told.color
        one.attributes = list(told.attributes) if is_color else [found[at].text]
        return one, at + 2

    def _joined_colors(self, found: Sequence[Word], at: int, start: int) -> tuple[list[Item], int]:
        """ "一只红的和一只蓝的气球", "a red 和 a blue 的 car": one thing of each colour."""
        told: list[tuple[int | None, str]] = []
        end = at
        while True:
            quantity, after = self._quantity(found, end, start)
            if quantity is None or not self._is(found, after, "color"):
                return [], at
            told.append((quantity.count, found[after].value))
            end = after + 1 + self._is(found, after + 1, "de")
            if not self._is(found, end, "and"):
                break
            end += 1
        thing, last = self._thing(found, end, quantity, start + at) if len(told) > 1 else (None, at)
        if thing is None:
            return [], at
        parts: list[Item] = []
        for place, (count, color) in enumerate(told):
            one = replace(thing, count=count, counted=True, at=start + at + place, color=color)
            one.attributes = list(thing.attributes)
            parts += [one, Word("和", "and")]
        return parts[:-1], last

    def _paired(self, found: Sequence[Word], at: int, start: int) -> tuple[list[Item], int]:
        """ "一红一蓝两辆车" as a red one and a blue one; without the noun as some of those named before."""
        told: list[tuple[int | None, Word]] = []
        end = at
        while self._is(found, end, "number") and self._is(found, end + 1, "color", "adj"):
            if len(found[end].text) > 1:
                break
            told.append((count_of(found[end].text), found[end + 1]))
            end += 2
        if len(told) < 2:
            return [], at
        end += self._is(found, end, "de")
        quantity, after = self._quantity(found, end, start)
        thing, last = self._thing(found, after, quantity, start + at) if quantity else (None, end)
        if thing is None and all(word.text in ("男", "女") for _, word in told):  # 一男一女
            people: list[Item] = []
            for place, (count, word) in enumerate(told):
                people += [Thing(f"{word.text}的", "person", start + at + place, count, True), Word("和", "and")]
            return people[:-1], end
        if thing is None:
            items: list[Item] = []
            for place, (count, word) in enumerate(told):
                items += [Quantity(count, "", start + at + place), word]
            return items, end
        parts: list[Item] = []
        for place, (count, word) in enumerate(told):
            one = replace(thing, count=count, at=start + at + place, attributes=list(thing.attributes))
            if word.kind == "color":
                one.color = word.value
            else:
                one.attributes.append(word.text)
            parts += [one, Word("和", "and")]
        return parts[:-1], last

    @staticmethod
    def _named_before(items: list[Item], paired: list[Item]) -> list[Item]:
        """ "灯笼|一红一黄" as a red lantern and a yellow one; the lantern is taken from those before."""
        colors = [each for each in paired if isinstance(each, Word) and each.kind == "color"]
        thing = items[-1] if items else None
        told = isinstance(thing, Thing) and thing.kind != "body" and thing.color is None
        if not isinstance(thing, Thing) or not told or len(paired) != 2 * len(colors):
            return paired
        if thing.counted and thing.count != len(colors):
            return paired
        items.pop()
        parts: list[Item] = []
        for number, word in enumerate(colors):
            one = replace(thing, count=1, counted=True, bare=False, color=word.value, at=thing.at + 0.1 * number)
            one.attributes = list(thing.attributes)
            parts += [one, Word("和", "and")]
        return parts[:-1]
