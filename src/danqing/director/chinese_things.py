"""Things that a Chinese wish names, with their numbers, colours and what else stands before them: noun phrases."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_names import colored_name, in_name, joined, kind_of, name_end, sized_name
from danqing.director.chinese_segments import Segmenter, count_of

_OTHERS = frozenset({"另", "另外", "其中", "其余", "剩下", "别的", "其他的", "其它", "其他"})
_POINTING = _OTHERS | {"这", "那", "每", "某"}
_REST = frozenset({"其余", "剩下", "别的", "其他的", "其它", "其他"})
_HOLDING = words.VESSELS | words.CONTAINERS  # with 子 they hold what is counted
_NAMED = ("noun", "adj", "color", "number", "measure")
_DEGREES = frozenset(
    {"很", "非常", "特别", "十分", "比较", "有点", "有些", "稍微", "最", "更", "好", "太", "挺", "超级", "very"}
)


@dataclass(eq=False)
class Thing:
    """A thing that a wish names.

    Args:
        name: without number, colour and attributes.
        kind: animal, person, clothing, place …, as the lexicon has it.
        at: where in the wish it stands, for the order of subjects.
        count: None for "many".
        counted: whether a number or measure word stood with it.
        bare: whether nothing at all stood with it, so that it may be one named before.
        part: whether it is one of those named before ("另一只"), not yet told what.
        deed: the verb that its name begins with, and the rest: "(一个)追|泡泡" may tell what somebody does.
    """

    name: str
    kind: str
    at: float
    count: int | None = 1
    counted: bool = False
    color: str | None = None
    attributes: list[str] = field(default_factory=list)
    bare: bool = False
    part: bool = False
    deed: tuple[Word, str, str] | None = None

    def is_place(self) -> bool:
        """Whether it is a ground rather than a thing that stands on one."""
        if self.name in nouns.NO_PLACES:
            return False
        known = self.name in nouns.PLACES or self.kind == "place"
        ends = len(self.name) > 2 and self.name.endswith(nouns.PLACE_ENDINGS)
        return known or (ends and self.kind not in ("animal", "person", "clothing", "food", "vehicle"))


@dataclass(eq=False)
class Quantity:
    """A number and measure word whose noun is not said: "三条"."""

    count: int | None
    measure: str
    at: float
    other: bool = False
    half: bool = False


Item = Word | Thing | Quantity


class NounPhrases:
    """Reads single noun phrases, with the segmenter's dictionary."""

    def __init__(self, segmenter: Segmenter) -> None:
        self._is_noun, self._is_plural = segmenter.is_noun, segmenter.is_plural

    def _quantity(self, found: Sequence[Word], at: int, start: int) -> tuple[Quantity | None, int]:
        """A number with its measure word, or one of them alone."""
        begin = at
        other = False
        while at < len(found) and found[at].text in _POINTING:
            other = other or found[at].text in _OTHERS
            at += 1
        if at >= len(found):
            return None, begin
        word = found[at]
        if word.kind == "number":
            count, number = count_of(word.text), word.text
            at += 1
            while at < len(found) and found[at].text in (
                "多",
                "来",
                "余",
                "整",
                "大",
                "小",
                "长",
                "满",
                "只有",
                "几",
                "只",
            ):
                if found[at].text == "只" and found[at].kind != "measure":
                    break
                if found[at].kind == "measure":
                    break
                if found[at].text in ("大", "小", "长", "整", "满") and not self._is(found, at + 1, "measure"):
                    break
                count = None if found[at].text in ("多", "余", "几") else count
                at += 1
            both = number in ("俩", "仨") and self._is(found, begin - 1, "noun")  # 姐妹俩打伞
            if (self._is(found, at, "measure") and not both) or (
                self._is(found, at, "number") and found[at].text in ("dozen", "pair")
            ):
                measure = found[at].text
                half = number == "半"
                count = _measured(1 if half else count, measure, half=half)
                return Quantity(count, measure, start + begin, other, half), at + 1
            held = found[at : at + 1] and found[at].text.endswith("子") and found[at].text[:-1] in _HOLDING
            if held and self._is(found, at + 1, "noun", "color"):  # 一篮子草莓, 一屋子孩子
                count = _measured(count, found[at].text[:-1], half=False)
                return Quantity(count, found[at].text, start + begin, other), at + 1
            alone = number in ("俩", "仨") and begin == 0 and at == len(found)  # (空画框，)仨
            if alone or (both and not self._is(found, at, "noun")):
                return Quantity(count, "", start + begin, other), at
            if self._is(found, at, "noun", "color", "adj", "style") or number.isascii():
                if number.isdigit() and not self._is(found, at, "noun", "color", "adj"):
                    return None, begin
                alone = len(word.text) == 1 and word.text not in "俩仨"
                if word.chinese and alone and not self._is(found, at, "noun"):
                    return None, begin
                return Quantity(count, "", start + begin, other), at
            return None, begin
        if word.kind == "measure" and (
            at > begin
            or self._is(found, at + 1, "noun", "adj", "color", "number", "style")
            or (word.text in "个位名" and self._is(found, at + 1, "verb"))
        ):
            return Quantity(1, word.text, start + begin, other), at + 1
        if other and at > begin:
            return Quantity(None if found[at - 1].text in _REST else 1, "", start + begin, True), at
        return None, begin

    def _thing(
        self, found: Sequence[Word], at: int, quantity: Quantity | None, position: int
    ) -> tuple[Thing | None, int]:
        """A noun with what stands before it."""
        color, attributes, began = None, list[str](), at
        if self._is(found, at + 1, "de") and found[at].text in ("男", "女") and not self._is(found, at + 2, *_NAMED):
            thing = Thing(f"{found[at].text}的", "person", position, bare=quantity is None)
            if quantity is not None:
                thing.count, thing.counted = quantity.count, True
            return thing, at + 2
        while at < len(found):
            word = found[at]
            if word.kind == "color":
                if color is None:
                    color = word.value
                else:
                    attributes.append(word.text)
            elif word.kind == "adj" or (word.kind == "style" and self._is(found, at + 1, "noun")):
                attributes.append(word.text)
            elif not (word.kind == "skip" and word.text in _DEGREES and self._is(found, at + 1, "adj", "color")):
                break
            at += 1
            if self._is(found, at, "de"):
                if not self._is(found, at + 1, "noun", "adj", "color", "number", "measure"):
                    return None, began
                at += 1
                if quantity is None:
                    quantity, at = self._quantity(found, at, position)
        end = name_end(found, at, counted=quantity is not None, opening=position == 0)
        if end == at:
            return None, began
        name = joined(found[at:end])
        if quantity is not None and not found[at].chinese and self._is(found, end, "noun") and found[end].chinese:
            made, last = self._thing(found, end, quantity, position)  # 一栋 glass 房子
            if made is not None:
                made.attributes.append(name)
                return made, last
        if attributes and found[at - 1].text == attributes[-1] and in_name(attributes[-1], found[at:end]):
            name = f"{attributes.pop()}{name}"
        several = end < len(found) and found[end].text == "们"
        kind = kind_of(name, found[end - 1].value)
        if kind == "body" and end - at > 1 and name[-1] == "头":  # 墙头
            kind = "thing"
        thing = Thing(name, kind, position, color=color, attributes=attributes)
        thing.bare = quantity is None and color is None and not attributes
        if quantity is not None and not attributes and found[at].kind == "verb" and end > at + 1:
            thing.deed = found[at], joined(found[at + 1 : end]), found[end - 1].value
        if quantity is None and (name in nouns.MANY or self._is_plural(name)):
            thing.count = None
        if quantity is not None:
            thing.count, thing.counted, thing.part = quantity.count, True, quantity.other
            thing.attributes += [f"半{quantity.measure}"] if quantity.half else []
            if quantity.count is None and quantity.measure == "堆" and name in nouns.MASSES:
                thing.count = 1
        if several and not thing.counted:
            thing.count, thing.bare = None, False
        if name.endswith("们") and len(name) > 1 and not thing.counted:
            thing.name, thing.count, thing.bare = name[:-1], None, False
        self._told_apart(thing)
        if thing.color and thing.name in ("毛", "羽", "皮"):  # 三只黄毛小鸭
            owner, last = self._thing(found, end, quantity, position)
            if owner is not None and owner.kind == "animal" and owner.color is None:
                owner.color = thing.color
                return owner, last
        return thing, end + several

    def _told_apart(self, thing: Thing) -> None:
        """The colour and size that a name begins with: "白兔" is a rabbit in white."""
        found = None if thing.is_place() else colored_name(thing.name, self._is_noun)
        if found is not None and thing.color is None:
            thing.name, thing.color = found
        found_size = sized_name(thing.name, thing.kind, self._is_noun)
        if found_size is not None:
            thing.name, size = found_size
            thing.attributes.append(size)

    @staticmethod
    def _is(found: Sequence[Word], at: int, *kinds: str) -> bool:
        return 0 <= at < len(found) and found[at].kind in kinds


def _measured(count: int | None, measure: str, *, half: bool) -> int | None:
    """How many a number with its measure word means."""
    if half and measure in words.PAIRS:
        return words.PAIRS[measure] // 2  # 半打
    if count is not None and measure in words.PAIRS:
        return count * words.PAIRS[measure]
    heap = measure in words.GROUPS or (half and measure in words.VESSELS | words.CONTAINERS)  # 半筐草莓
    return None if count == 1 and heap else count
