"""What a Chinese clause tells as a whole: the weather, what somebody does, in which order things follow each other."""

from __future__ import annotations

import itertools
from typing import cast

from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_apart import Apart
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import ALIVE, is_word, is_worn, place_text, words_of
from danqing.director.chinese_things import Item, Quantity, Thing

_AROUND_US = nouns.WEATHER | nouns.SKIES
_SLOGAN = 5  # words of a slogan
MAX_SAID = 8  # characters of what is said of somebody in one phrase


class Telling(Apart):
    """A clause that knows what it says as a whole."""

    def _sky(self) -> bool:
        """ "天刚亮", "风很大", "下着雪": the time or the weather, told of nothing that stands anywhere."""
        first = self.items[0] if self.items else None
        named = [each for each in self.items if isinstance(each, Thing | Quantity)]
        told = isinstance(first, Thing) and first.name in nouns.SKIES and not first.counted and not first.color
        if (
            not told
            or len(named) > 1
            or len(self.items) < 2
            or any(is_word(each, "loc", "have", "color") for each in self.items)
        ):
            return False
        self.scene.times.append("".join(words_of(each) for each in self.said))
        return True

    def _outside(self) -> bool:
        """ "窗外下着雨", "窗户外面是夜色": the weather, a place or a time behind a window is around the scene."""
        if len(self.items) < 3 or not isinstance(self.items[0], Thing) or not is_word(self.items[1], "loc"):
            return False
        window, place = self.items[0], cast(Word, self.items[1])
        seen = [each for each in self.items[2:] if isinstance(each, Thing)]
        quiet = all(not each.counted and (each.name in _AROUND_US or each.is_place()) for each in seen)
        if (
            window.counted
            or not window.name.endswith(("窗", "窗户", "窗子"))
            or place.value != "outside"
            or not seen
            or not quiet
        ):
            return False
        self.scene.times += [f"{window.name}外的{place_text(each)}" for each in seen]
        return True

    def _calls_for(self) -> bool:
        """Whether a clause is a slogan before anything else is told: "节约用水，人人有责"."""
        first = self.said[0] if self.said else None
        if first is None or self.scene.things or len(self.said) > _SLOGAN:
            return False
        if any(isinstance(each, Quantity) or is_word(each, "loc", "color", "de", "number") for each in self.said):
            return False
        named = [each for each in self.said if isinstance(each, Thing)]
        begins = words_of(first) in words.CALLING_FOR or (
            words_of(first) in words.CALLED_FOR and any(is_word(each, "verb", "have") for each in self.said)
        )
        if begins:
            self.scene.called_for += [
                each for each in named if each.name not in words.CALLED_FOR and each.kind not in ("idea", "act")
            ]
        return begins

    def _many_so(self) -> None:
        """ "灯全亮着", "汗珠四溅": words right after a thing that tell that there are many."""
        for thing, after, last in zip(self.said, self.said[1:], [*self.said[2:], None], strict=False):
            if words_of(after) == "全" and is_word(last, "color"):  # 小屋全白
                continue
            self.many = self.many or (words_of(thing) in words.MANY_SO and is_word(after, "verb"))  # 密密麻麻贴着
            told = isinstance(thing, Thing) and not thing.counted and thing.count == 1 and thing.kind != "body"
            if told and words_of(after) in words.MANY_SO and cast(Thing, thing).name not in nouns.SKIES:
                cast(Thing, thing).count = None

    def _says(self) -> None:
        """What a clause says of somebody that is no relation, in its own words: "叠成两层", "冒白气"."""
        who = self.agents or ([] if self.figures else self.topic)
        begin = next((at + 1 for at, each in enumerate(self.said) if any(each is one for one in who)), 0)
        while is_word(next(iter(self.said[begin:]), None), "and") and any(
            each is one for each in self.said[begin + 1 : begin + 2] for one in who
        ):
            begin += 2  # 猫和狗…
        said = self.said[begin:]
        while said and is_word(said[0], "skip", "comma", "and"):
            said = said[1:]
        while said and is_word(said[-1], "skip", "aspect", "de"):
            said = said[:-1]
        text = "".join(words_of(each) for each in said)
        loose = any(is_word(each, "at", "have", "is", "picture") or _is_weather(each) for each in said)
        if who and not loose and any(is_word(each, "verb") for each in said) and 2 < len(text) <= MAX_SAID:
            for each in who:
                each.attributes = [one for one in each.attributes if one.rstrip("着") not in text] + [text]

    def _in_order(self) -> None:
        """ "从左到右是狗、猫、兔子": each to the left of the next."""
        told = "".join(words_of(each) for each in self.said)
        kind = self._order_told()
        self.scene.order = None
        if not kind:
            return
        group = self.scene.listed if len(self.scene.listed) > 1 and not self.figures else []
        group = group or self.figures or self.agents or self.topic
        for first, second in itertools.pairwise(group):
            self.scene.relate(kind, first, second)
        self.scene.order = kind if len(group) < 2 or ("到" in told and not self.figures and not self.agents) else None

    def _meant(self, pronoun: str) -> list[Thing]:
        """Beside whom somebody is who is told to be beside "it": who was spoken of, or named last before."""
        others = [each for each in self.topic if each not in self.agents and each not in self.scene.bare_places]
        named = [each for each in self.scene.things if each not in self.agents and each not in self.scene.bare_places]
        if pronoun in words.BOTH and len(named) > 1:
            return named[-2:]
        kinds = {"他": ("person",), "她": ("person",), "它": ("animal",)}.get(pronoun, ())
        alive = [each for each in named if each.kind in kinds]
        return alive[-1:] or others[:1] or named[-1:]

    def _at_body(self, pronoun: str, end: int) -> int:
        """ "跳到它头上", "飞在他们头顶": the place is part of who was spoken of."""
        place = self.items[end] if end < len(self.items) else None
        kind = place.value if isinstance(place, Word) and place.kind == "loc" else "above"
        self.mode = ""
        self._relate_all(kind, self.agents or self.topic, self._meant(pronoun))
        self._posture()
        return end + (kind != "above" or is_word(place, "loc"))

    def _beside(self, place: Thing, group: list[Thing]) -> None:
        """Things named right after another: "车筐两颗白菜", "老爷爷一根拐杖"."""
        for each in group:
            if place.kind not in ALIVE:
                self.scene.relate("on", each, place)
            elif each.kind not in ALIVE and each.kind != "body":
                self.scene.relate("wearing" if is_worn(each) else "holding", place, each)


def _is_weather(item: Item) -> bool:
    return isinstance(item, Word) and item.value == "weather"
