"""Who wears, holds, rides, has or is what in a Chinese clause."""

from __future__ import annotations

import itertools
from typing import cast

from danqing.director import chinese_classes as classes
from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import (
    ALIVE,
    FLOATING,
    INTO,
    JOINING,
    SET_DOWN,
    Verb,
    had_as,
    is_word,
    is_worn,
    words_of,
)
from danqing.director.chinese_sides import Sides
from danqing.director.chinese_things import Item, Thing


class Deeds(Sides):
    """A clause that knows what is done with what."""

    def _found(self, group: list[Thing], *, more: bool = False) -> None:
        """Things at the place that the clause began with: "桌上放着苹果"."""
        kind, landmarks = cast(tuple[str, list[Thing]], self.fronted)
        has = self.verb is not None and self.verb.kind in ("wearing", "holding") and (self.agents or self.topic)
        if has and all(each.kind == "body" for each in landmarks):
            self._object(group)
            return
        named = self._named(group)
        flying = self.verb is not None and self.verb.text in FLOATING - {"漂"}
        for each in named:
            if self._means_many() and not each.counted:
                each.count = None
            elif self.each and each.count is not None and self.sides not in words.SIDES_OF:
                each.count *= sum(one.count or 0 for one in landmarks) or 1
            self._stands(each, "above" if kind == "on" and flying else kind, landmarks)
            if self.scene.base is not None and not self.embedded:
                self._relate_all(self.scene.base[0], [each], self.scene.base[1])
            self._looks(each, self.verb)
        if kind in ("held", "on body") and not self.embedded:
            self.scene.owner = list(landmarks)
        if kind == "held" and not self.embedded:
            self.agents = landmarks
        else:
            self.agents = self.agents if self.embedded else named
            self.figures = [*self.figures, *named]
        self.verb = None
        self.fronted = self.fronted if more else None

    def _looks(self, thing: Thing, verb: Verb | None) -> None:
        """How something is where it is found: "坐着", "漂着"."""
        if verb is not None and verb.text in words.SEEN_SO and f"{verb.text}着" not in thing.attributes:
            thing.attributes.append(f"{verb.text}着")

    def _means_many(self) -> bool:
        """Whether what is told is more than one where no number is said: "堆着", "全是", "挂满"."""
        return self.many or (self.verb is not None and (self.verb.kind == "full" or self.verb.text in words.HEAPED))

    def _object(self, group: list[Thing]) -> None:
        verb = cast(Verb, self.verb)
        doers = self.agents or self.topic
        if verb.text in words.GIVING and self._gives(verb, group):
            return
        if verb.kind in ("wearing", "holding") and not self.agents and not any(each.kind in ALIVE for each in doers):
            doers = self.scene.last_alive() or doers
        together = any(words_of(each) in ("都", "全都", "全") for each in self.said)
        if together and not self.agents and len(doers) == 1 and doers[0].count == 1:  # 狗在左，猫在右，都戴围巾
            doers = [each for each in self.scene.things if each.kind in ALIVE]
        if verb.kind == "wearing" and self.served and all(each.kind in ALIVE for each in self.served):
            doers = self.served  # 给小兔系围巾
        if verb.kind in ("wearing", "holding") and not self.agents and self.scene.owner:
            doers = self.scene.owner
        self.verb = None
        if doers and all(each in self.scene.bare_places for each in doers):  # 湖边停着两艘船
            self.agents = self.figures = self._named(group)
            for each in self.figures:
                heaped = verb.kind == "full" or verb.text in words.HEAPED
                each.count = None if heaped and not each.counted else each.count
                self._looks(each, verb)
            return
        if verb.kind == "weather" or (all(each.name in nouns.WEATHER for each in group) and not self.agents):
            self.scene.times += [words_of(each) for each in group]
            return
        if all(each.kind == "body" for each in group):
            for doer in doers:
                doer.attributes.append(verb.text + "".join(words_of(each) for each in group))
            return
        if all(each.is_place() and not each.counted for each in group) and verb.kind not in ("holding", "wearing"):
            for each in group:
                self._at_place(each, "")
            self._does(verb.text)
            return
        named = self._named(group)
        if self.each:  # 两个人各拿一根…
            number = len(doers) if len(doers) > 1 else doers[0].count if doers else 1
            for each in named:
                each.count = each.count * number if each.count and number else None
        for each in named:
            for doer in doers:
                held = verb.text == "打" and each.name in words.OPENED
                held = held or (verb.text in words.READ and each.name.endswith(words.READABLE))
                if held or verb.kind in JOINING:
                    self.scene.relate(had_as(verb, each), doer, each)
        lasts = any(words_of(each) == "着" for each in self.said)  # 墙头放着花盆
        if verb.text in ("放", "搁") and any(each.kind in ALIVE for each in doers):  # 放风筝
            self._relate_all("holding", doers, named)
            return
        if verb.text in words.RESTS and not lasts and all(each.bare and each.kind not in ALIVE for each in named):
            self._relate_all("on", doers, named)  # 杯子搁窗台
            self._does(verb.text)
            return
        stands = verb.kind == "posture" and verb.text in SET_DOWN and all(each.kind not in ALIVE for each in doers)
        if stands:
            for each in named:
                for doer in doers:
                    self.scene.relate("in" if verb.text in INTO else "on", each, doer)
        elif verb.kind == "around":
            for each in named:
                for doer in doers:
                    self.scene.relate("next_to", doer, each)
        elif verb.kind == "carry":
            for each in named:
                self.scene.relate("on", each, doers[0])
        elif verb.kind == "full":
            self._filled(verb.text, doers, named)
        elif verb.kind == "weather":
            pass
        elif verb.kind not in JOINING:
            self._rides(verb, doers, named)
            self._does(verb.text + "".join(each.name for each in group))

    def _gives(self, verb: Verb, group: list[Thing]) -> bool:
        """ "把花送给小女孩", "递给孩子苹果", "给小猫喂鱼": who gives holds the thing, beside the one who gets it."""
        to_whom = verb.text.endswith("给") and all(each.kind in ALIVE for each in group) and not self.served
        if to_whom and self.patient and self.agents:
            self._handed(self.patient, self._named(group))
        elif to_whom:  # 递给孩子|苹果
            self.served = self._named(group)
            return True
        elif self.served:
            self._handed(self._named(group), self.served)
        else:
            return False
        self.verb = None
        return True

    def _handed(self, things: list[Thing], receivers: list[Thing]) -> None:
        self._relate_all("holding", self.agents, things)
        self._relate_all("next_to", self.agents, receivers)

    def _object_before(self) -> None:
        """ "花轿，四个轿夫抬着", "竹篓背着": what is held or worn was spoken of before the verb."""
        verb = cast(Verb, self.verb)
        told = any(is_word(each, "not", "loc", "at") or words_of(each) in ("得", "不敢") for each in self.said)
        if verb.kind not in ("wearing", "holding") or not self.agents or self.patient or self.mode or told:
            return
        if all(each.kind in ALIVE for each in self.agents):
            doers, had = self.agents, [each for each in self.topic if each.kind not in ALIVE and not each.is_place()]
        else:
            doers, had = [each for each in self.topic if each.kind in ALIVE] or self.scene.last_alive(), self.agents
            had = [each for each in had if each.kind not in ALIVE and each.kind != "body"]
        if verb.kind == "wearing" and verb.text not in words.BORNE:
            had = [each for each in had if is_worn(each)]
        for each in had:
            for doer in [one for one in doers if one not in had]:
                self.scene.relate(had_as(verb, each), doer, each)
        if had and doers:
            self.verb = None

    def _rides(self, verb: Verb, doers: list[Thing], group: list[Thing]) -> None:
        """ "坐着热气球", "开着卡车", "盖着被子" """
        kind = "on" if verb.text in words.LYING else {"开": "in", "盖": "under"}.get(verb.text, "")
        if verb.text in words.BUILDING and all(each.name.endswith(words.BUILT) for each in group):
            self._relate_all("next_to", [each for each in doers if each.kind in ALIVE], group)  # 堆雪人
            return
        for each in group:
            passed = words.CROSSING.get(verb.text, "")
            passed = "on" if verb.text in words.WALKED and each.name.endswith(classes.WAYS) else passed
            if verb.text == "照" and "镜" not in each.name:
                passed = ""
            for doer in doers if passed else []:
                self.scene.relate(passed, doer, each)
            for doer in doers if not passed else []:
                if kind == "" and doer.kind in ALIVE and verb.kind == "verb" and verb.text not in words.PERCEIVED:
                    near = each.kind in ALIVE or len(verb.text) > 1
                    self.scene.relate("next_to" if near else "holding", doer, each)
                rests = verb.text == "盖" or (verb.text in words.LYING and each.kind not in ALIVE)
                if kind and doer.kind in ALIVE and (each.kind == "vehicle" or rests):
                    self.scene.relate(kind, doer, each)

    def _filled(self, verb: str, doers: list[Thing], group: list[Thing]) -> None:
        """ "插满向日葵的花瓶", "山坡上开满了花" """
        kind = "in" if verb in words.INSIDE else "on"
        if verb in words.COVERS:  # 喇叭花爬满篱笆
            for doer in doers:
                doer.count = doer.count if doer.counted else None
            self._relate_all("on", doers, group)
            return
        for each in group:
            each.count = each.count if each.counted else None
            for doer in doers:
                if doer not in self.scene.bare_places:
                    self.scene.relate(kind, each, doer)

    def _has(self, group: list[Thing]) -> None:
        owners = self.agents or self.topic
        if all(each.kind == "body" for each in group):
            for owner in owners:
                owner.attributes += [words_of(each) for each in group]
            return
        if any(owner.is_place() for owner in owners):
            self._found_in_place(owners, group)
            return
        named = self.scene.had = self._named(group)
        for owner in owners:
            for each in named:
                if is_worn(each) and owner.kind in ALIVE:
                    self.scene.relate("wearing", owner, each)

    def _found_in_place(self, owners: list[Thing], group: list[Thing]) -> None:
        """ "公园有一条长椅" """
        for owner in owners:
            if owner in self.scene.bare_places:
                continue
            self._at_place(owner, "")
        self.figures = self.agents = self._named(group)

    def _is_a(self, group: list[Thing]) -> None:
        """ "它是条黑色拉布拉多": what was named is told more closely."""
        if all(each.name in words.ROLES for each in self.agents):
            self.scene.things = [each for each in self.scene.things if each not in self.agents]
            self.agents = self.figures = self._named(group)
            return
        if self.link == "当":  # 树桩当桌子
            return
        if self.agents == self.topic and len(group) == 1 and self.agents:
            one = self.agents[0]
            one.color = one.color or group[0].color
            one.attributes += group[0].attributes
            if one.name == "它":
                one.name = group[0].name
            return
        self.agents = self.figures = self._named(group)
        if self.many:
            for each in self.agents:
                each.count = each.count if each.counted else None

    def _preposition(self, word: Word) -> None:
        if word.chinese and any(words_of(each) in ("远", "遥远", "老远") for each in self.said):  # 离猫很远
            return
        if word.value in ("wearing", "holding"):
            self.verb = Verb(word.text, word.value)
            self.agents = self.agents or list(self.topic)
            return
        self.mode = f"to {word.value}"

    def _do(self, word: Word, after: Item | None) -> None:
        if word.value in ("in", "at") or (word.value == "on" and word.text in words.MOTIONS):
            self.mode = "to in" if word.value == "in" else "to on" if word.value == "on" else "at"
            return
        if self.mode == "by":  # 被小女孩抱着
            for doer in self.patient:
                for each in self.agents or self.topic:
                    if word.value == "posture":
                        self.scene.relate("on", each, doer)
                    elif word.value in ("wearing", "holding", "on"):
                        self.scene.relate(had_as(Verb(word.text, word.value), each), doer, each)
            self.mode, self.patient = "", []
            return
        if self.patient and word.value in ("wearing", "holding") and not is_word(after, "at"):  # 把伞举着
            for each in self.patient:
                for doer in self.agents or self.topic:
                    self.scene.relate(had_as(Verb(word.text, word.value), each), doer, each)
            self.verb = None
            return
        if self.verb is not None and self.verb.kind == "posture" and self.fronted is None:
            self._does(self.verb.text)
        if word.value == "beside":
            who = self.agents or self.scene.listed or self.topic
            if len(who) < 2 and not self.agents and all(each.count == 1 for each in who):  # 一只猫，一只狗…，背靠背
                who = [each for each in self.scene.things if each.kind in ALIVE][-2:]
            for first, second in itertools.pairwise(who):
                self.scene.relate("next_to", first, second)
            return
        if word.text in FLOATING and self.scene.relations and self.lifted:  # 从雪山上头飞过
            flying = self.scene.relations[-1][1]
            self.scene.relations = [
                ("above" if kind == "on" and first is flying else kind, first, second)
                for kind, first, second in self.scene.relations
            ]
        self.verb = Verb(word.text, word.value)
