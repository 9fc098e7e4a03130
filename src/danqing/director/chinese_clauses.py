"""One clause of a Chinese wish after the other, walked into a scene: who is where, and who wears or holds what."""

from __future__ import annotations

import itertools
from typing import cast

from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_modifiers import Modifiers
from danqing.director.chinese_scene import (
    ALIVE,
    AROUND,
    is_word,
    is_worn,
    pictures_aside,
    place_text,
    words_of,
)
from danqing.director.chinese_things import Quantity, Thing


class Clause(Modifiers):
    """One clause; :meth:`read` fills the scene."""

    def read(self) -> None:
        """Walk the clause."""
        self.items = pictures_aside(self.items, {each.name for each in self.scene.things})
        if not self.embedded:
            if self._spread():
                return
            if self._sky() or self._outside() or self._calls_for():
                return
            self._many_so()
            self._one_does()
            self._again()
            self._had_by_one()
            self._one_of_several()
            self._pointed()
        self._made()
        self._unfold()
        if not self.embedded and self._is_part_of_body():
            return
        at, told = 0, len(self.scene.relations)
        if isinstance(self.items[0] if self.items else None, Thing) and cast(Thing, self.items[0]).kind != "body":
            self.scene.owner = []
        self._goes_on()
        also = bool(self.items) and is_word(self.items[0], "and")
        while at < len(self.items):
            item = self.items[at]
            if isinstance(item, Thing):
                at = self._thing(at)
            elif isinstance(item, Quantity):
                at = self._quantity(at)
            else:
                at = self._word(at)
        self._end()
        if not self.embedded and len(self.scene.relations) == told:
            self._says()
        self._in_order()
        if also and not self.embedded:  # 还有…
            self.scene.listed = list(dict.fromkeys([*self.topic, *self.scene.listed, *self.scene.topic]))

    def _goes_on(self) -> None:
        """Take up a place that the clause before ended with."""
        if self.embedded:
            return
        opened, self.scene.opened = self.scene.opened, None
        shelf, self.scene.shelf = self.scene.shelf, None
        if opened is None and shelf is not None and self._lists_more(alive=shelf[1]):
            self.fronted = shelf[0]
            return
        first_word = self.items[0] if self.items else None
        aside = is_word(first_word, "loc") and cast(Word, first_word).value in ("left_of", "right_of", "between")
        self.scene.base = (opened or self.scene.base) if aside else None  # 书桌上，左边是电脑
        if opened is None:
            return
        first = next((each for each in self.items if isinstance(each, Thing)), None)
        if first is not None and not any(is_word(each, "loc") for each in self.items[:3]):
            self.fronted = opened
            listed = all(isinstance(each, Thing | Quantity) or is_word(each, "and") for each in self.items)
            counted = first.counted or isinstance(self.items[-1], Quantity)
            self.scene.opened = opened if listed and counted else None

    def _is_there(self) -> bool:
        """Whether what comes next is at the place that the clause began with."""
        return self.mode == "have" or (self.verb is not None and self.verb.kind in ("posture", "full"))

    def _leaves_shelf(self) -> None:
        """Keep the place where things were found with numbers, for more of them."""
        place = self.scene.landmark
        found = [each for each in self.figures if each.counted]
        kind = next(
            (
                kind
                for kind, first, second in reversed(self.scene.relations)
                if found and first is found[-1] and second in place
            ),
            "",
        )
        if kind in ("on", "in") and place:
            self.scene.shelf = ((kind, place), found[-1].kind in ALIVE)

    def _lists_more(self, *, alive: bool) -> bool:
        """Whether a clause only names more of what the clause before found somewhere: "(桌上三个梨)，桃子两个"."""
        named = [each for each in self.items if isinstance(each, Thing)]
        numbers = len([each for each in self.items if isinstance(each, Quantity)]) + sum(each.counted for each in named)
        only = all(isinstance(each, Thing | Quantity) or is_word(each, "and") for each in self.items)
        alike = all((each.kind in ALIVE) == alive and not each.part and each.kind != "body" for each in named)
        return bool(named) and only and alike and numbers >= len(named) and not any(each.is_place() for each in named)

    # Words

    def _thing(self, at: int) -> int:
        group, end = self._group(at)
        after = self.items[end] if end < len(self.items) else None
        if is_word(after, "verb") or isinstance(after, Thing):
            group = [self._whole_of(each) for each in group]
        body = isinstance(after, Thing) and after.kind == "body" and end + 1 < len(self.items)
        beside = body and (self.mode == "at" or group[-1].kind not in ALIVE)
        holds = self.items[end + 2] if body and end + 2 < len(self.items) else None
        if body and self.mode != "at" and is_word(holds, "verb") and cast(Word, holds).value == "holding":
            self.agents = self.figures = self._named(group)  # 玩偶怀里抱着小鼓
            return end + 2
        if beside and is_word(self.items[end + 1], "loc"):  # 戴在狮子头上
            if self._had_there(group, cast(Thing, after)):
                return end + 2
            return self._landmark(group, Word("上", "loc", "on"), end + 2)
        if self.verb is not None and self.verb.kind == "weather":
            self.scene.times += [words_of(each) for each in group]
            self.verb = None
            return end
        has = isinstance(after, Word) and after.kind == "verb" and after.value in ("wearing", "holding")
        if has and all(each.kind == "body" and each.bare for each in group) and (self.agents or self.topic):
            self.mode = ""
            return end  # 手执团扇, 用嘴叼着
        placed = is_word(after, "verb") and cast(Word, after).value == "posture" and not self.embedded
        bodies = all(each.kind == "body" and each.bare for each in group) and (self.agents or self.topic)
        if placed and bodies and any(isinstance(each, Thing) and each.kind != "body" for each in self.items[end:]):
            return self._on_body(group, "on", end)  # 左肩站着猫头鹰
        if bodies and isinstance(after, Thing) and after.kind not in ("body", "person") and not self.embedded:
            return self._on_body(group, "on", end)  # 肩膀鹦鹉
        if len(group) == 1 and self._is_one_person(group[0]):  # 两位师傅，一人白褂一人黑褂
            group[0].part = True
        if len(group) == 1 and group[0].part and self._is_one_more(group[0]):  # 另一个男孩
            group[0].part = False
        if len(group) == 1 and group[0].part:
            return self._part(group[0], end)
        if house := self._door(group):
            return self._landmark(house, Word("门口", "loc", "in_front_of"), end)
        if isinstance(after, Word) and after.kind == "loc" and not self._is_found_here(after):
            return self._landmark(group, after, end + 1)
        if bodies and group[0].name == "头顶" and is_word(after, "is", "have") and not self.embedded:
            self.fronted = ("above", list(self.agents or self.topic))  # 头顶是桥
            return end + 1
        if self.mode == "at" and all(each.kind == "body" and each.bare for each in group):
            return self._on_body(group, "on", end)  # 搭在臂弯
        if self.mode in ("at", "prep") or self.mode.startswith("to "):
            kind = self.mode.removeprefix("to ") if self.mode != "at" else "at"
            self.mode = ""
            self._locate(kind, group, "")
            return end
        if self.mode == "skip":
            self.mode, self.served = "", self._named(group)
            tools = [each for each in self.served if each.kind in ("thing", "plant", "unknown")]
            if self.with_tool and not self.embedded and self.agents and self.agents[0].kind in ALIVE:
                self._relate_all("holding", self.agents, tools)  # 用竹竿撑船
            return end
        if self.mode == "ba":
            self.mode, self.patient = "", self._named(group)
            return end
        if self.mode == "bei":
            self.mode, self.patient = "by", self._named(group)
            return end
        if self.grounded and not self.agents and not self.embedded and self._is_there():
            self._begins(group)  # 广场上停着…, 广场上有人…
            for each in group:
                each.count = each.count if each.counted or not self._means_many() else None
                self._looks(each, self.verb)
            self.verb = None
        elif self.verb is not None and (self.agents or self.topic) and self.fronted is None:
            self._object(group)
        elif self.fronted is not None:
            self._found(group, more=isinstance(after, Thing))
        elif self.mode == "have" and (self.agents or self.topic):
            self._has(group)
        elif self.mode == "is" and self.agents:
            self._is_a(group)
        else:
            before = self.items[at - 1] if at else None
            if is_word(after, "is", "color") and self.scene.is_part(group[0]):
                group[0].counted = True  # 小屋全白，屋顶是蓝的
            self._begins(group)
            for each in group if not self.embedded else []:
                self._looks(each, self.verb)
                each.count = None if self.many and self.mode == "is" and not each.counted else each.count
            had = isinstance(before, Thing) and before.kind in ALIVE and is_worn(group[0])
            if isinstance(before, Thing) and before.is_place() and before.bare and group[0].counted:  # 海边一把阳伞
                self.scene.placed.append(before)
                self.scene.grounds.append(place_text(before))
            elif isinstance(before, Thing) and is_worn(before) and group[0].kind in ALIVE:
                pass
            elif isinstance(before, Thing) and not before.counted and (group[0].counted or had):
                self._beside(self.scene.add(before), group)
        self.mode = "" if self.mode in ("have", "is") else self.mode
        return end

    def _is_found_here(self, place: Word) -> bool:
        """Whether what is named is found where the clause began: "盘子左边放叉子|右边放刀"."""
        return (
            self.fronted is not None
            and self.verb is not None
            and not self.embedded
            and {self.fronted[0], place.value} <= AROUND
        )

    def _is_one_person(self, thing: Thing) -> bool:
        """Whether "一人" is one of several who were named."""
        whole = self.scene.several()
        return (
            (thing.name, thing.count, thing.counted) == ("人", 1, True)
            and whole is not None
            and whole.kind == "person"
            and (whole.count is None or whole.count > 1 or self.scene.rest is whole)
        )

    def _is_one_more(self, thing: Thing) -> bool:
        """Whether there was one alone of the same name."""
        like = [each for each in self.scene.things if each.name == thing.name]
        return len(like) == 1 and like[0].count == 1 and self.scene.rest is None

    def _is_another(self, pronoun: str) -> bool:
        """Whether 她 or 他 is somebody of whom nothing was told yet."""
        if pronoun not in ("她", "他"):
            return False
        told = [each.name for each in self.scene.things if each.name in ("她", "他")]
        if told:
            return pronoun not in told and not self.agents
        return not (self.agents or self.topic or self.scene.last_alive())

    def _word(self, at: int) -> int:
        word = cast(Word, self.items[at])
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        match word.kind:
            case "at":
                if not (is_word(after, "verb") and not is_word(after, "loc")):
                    self.mode = "at"
            case "prep":
                self._preposition(word)
            case "verb" if self._leans(at):
                return at + 2 + is_word(after, "aspect")
            case "verb":
                self._do(word, after)
            case "loc":
                self._side(word, at)
            case "have" | "is":
                self.many = self.many or word.value == "many"
                if word.value == "many" and self.told and self.scene.rest is not None:  # 一把黄的，其余全是黑的
                    self.agents = self.figures = [self.scene.rest]
                if self.mode not in ("at",):
                    self.mode, self.link = word.kind, word.text
            case "ba":
                self.mode = "ba"
            case "bei":
                self.mode = "bei"
            case "coverb":
                self.with_tool = word.text == "用"
                self.mode = "at" if word.text in ("从", "沿着", "沿", "顺着") else "skip"
            case "color":
                self._colored(word)
            case "adj":
                self._described(word)
            case "pronoun" if self.mode == "at" and is_word(after, "loc") and self._meant(word.text):
                return self._landmark(self._meant(word.text), cast(Word, after), at + 2)
            case "pronoun" if self.mode == "at" and isinstance(after, Thing) and after.kind == "body":
                return self._at_body(word.text, at + 2)
            case "pronoun" if self.mode == "skip":  # 给她打着伞
                self.mode = ""
            case "pronoun" if self.verb is not None and self.agents and self.scene.topic:
                self._object(list(self.scene.topic))
            case "pronoun" if self._is_another(word.text):
                self._begins([Thing(word.text, "person", self.scene.end())])
            case "pronoun":
                self.agents = self.agents or list(self.topic)
            case "time":
                self.scene.times.append(word.text)
            case "picture" if is_word(after, "loc"):
                return at + 2
            case _:
                pass
        return at + 1

    def _end(self) -> None:
        if self.each and self.sides in words.SIDES_OF:  # 两边各…
            for each in self.figures or self.agents:
                each.count = each.count and each.count * words.SIDES_OF[self.sides]
        if self.verb is not None and self.fronted is None and not self.embedded:
            if self.verb.kind == "next_to":  # 猫与狗紧挨着
                for first, second in itertools.pairwise(self.agents):
                    self.scene.relate("next_to", first, second)
            self._object_before()
        idle = self.fronted is None or not self.figures
        if idle and self.verb is not None and self.verb.kind not in ("wearing", "holding"):
            self._does(self.verb.text)
        if self.fronted is not None and not self.figures and self.agents:
            self._relate_all(self.fronted[0], self.agents, self.fronted[1])
        for each in self.agents or ([] if self.figures else self.topic):
            if each.kind in ALIVE or self.embedded:
                each.attributes += [act for act in self.acts if act not in each.attributes]
        if not self.embedded:
            if self.fronted is not None and not self.figures and not self.agents:
                self.scene.opened = self.fronted
            self._leaves_shelf()
            if self.in_sky:
                self.scene.aloft += self.figures or self.agents
            spoken = self.told or self.figures or self.agents or self.patient
            only = all(isinstance(each, Thing | Quantity) or is_word(each, "and", "de") for each in self.items)
            self.scene.listed = (
                [*self.scene.listed, *spoken] if only and spoken else [] if spoken else self.scene.listed
            )
            if spoken:
                self.scene.topic = [each for each in spoken if each not in self.scene.bare_places] or self.scene.topic
