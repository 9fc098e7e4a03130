"""One clause of a Chinese wish after the other, walked into a scene: who is where, and who wears or holds what."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_phrases import Item, Quantity, Thing
from danqing.director.chinese_scene import (
    ALIVE,
    OWNERS,
    Verb,
    had_as,
    is_word,
    is_worn,
    pictures_aside,
    place_text,
    words_of,
)
from danqing.director.chinese_telling import Telling


class Clause(Telling):
    """One clause; :meth:`read` fills the scene."""

    def read(self) -> None:
        """Walk the clause."""
        self.items = pictures_aside(self.items, {each.name for each in self.scene.things})
        if not self.embedded:
            if self._spread():
                return
            if self._sky():
                return
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
        opened, self.scene.opened = self.scene.opened, None
        if self.embedded:
            return
        first_word = self.items[0] if self.items else None
        aside = is_word(first_word, "loc") and cast(Word, first_word).value in ("left_of", "right_of", "between")
        self.scene.base = (opened or self.scene.base) if aside else None  # 书桌上，左边是电脑
        if opened is None:
            return
        first = next((each for each in self.items if isinstance(each, Thing)), None)
        if first is not None and not any(is_word(each, "loc") for each in self.items[:3]):
            self.fronted = opened
            listed = all(isinstance(each, Thing) or is_word(each, "and") for each in self.items)
            self.scene.opened = opened if listed and first.counted else None

    # 的

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
        item: Thing = head
        if len(modifier) == 1 and isinstance(modifier[0], Thing):
            item = self._owned(modifier[0], head)
        elif modifier and all(is_word(each, "time", "adj", "noun", "skip") for each in modifier):
            head.attributes += [each.text for each in modifier if isinstance(each, Word)]
        elif modifier:
            self._relative(modifier, head)
        on_body = item is not head and place + 2 < len(self.items) and is_word(self.items[place + 2], "loc")
        self.items[begin - (quantity is not None) : place + 2] = [item, head] if on_body else [item]

    def _begin(self, place: int) -> tuple[int, Quantity | None]:
        """Where what stands before a 的 begins, and a number before it that is of the thing behind."""
        for at in range(place - 1, -1, -1):
            item = self.items[at]
            if isinstance(item, Quantity):
                return at + 1, item
        segment = self.items[:place]
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
                    return (at + 1, None) if isinstance(segment[at + 1], Thing) else (0, None)
        if segment and is_word(segment[0], "have", "is"):
            return 1, None
        return 0, None

    def _owned(self, owner: Thing, head: Thing) -> Thing:
        """ "蜜蜂的脸", "木头的房子", "海边的灯塔" """
        if owner.is_place() and owner.bare:
            self._at_place(owner, "")
        elif head.kind == "body":
            if head.attributes or head.color:
                owner.attributes.append(words_of(head))
            return owner
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
        Clause(self.scene, modifier, about=[head]).read()

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

    # Words

    def _thing(self, at: int) -> int:
        group, end = self._group(at)
        after = self.items[end] if end < len(self.items) else None
        body = isinstance(after, Thing) and after.kind == "body" and end + 1 < len(self.items)
        beside = body and (self.mode == "at" or group[-1].kind not in ALIVE)
        if beside and is_word(self.items[end + 1], "loc"):  # 戴在狮子头上
            return self._landmark(group, Word("上", "loc", "on"), end + 2)
        if self.verb is not None and self.verb.kind == "weather":
            self.scene.times += [words_of(each) for each in group]
            self.verb = None
            return end
        has = isinstance(after, Word) and after.kind == "verb" and after.value in ("wearing", "holding")
        if has and all(each.kind == "body" and each.bare for each in group) and (self.agents or self.topic):
            return end  # 手执团扇
        placed = is_word(after, "verb") and cast(Word, after).value == "posture" and not self.embedded
        bodies = all(each.kind == "body" and each.bare for each in group) and (self.agents or self.topic)
        if placed and bodies and any(isinstance(each, Thing) and each.kind != "body" for each in self.items[end:]):
            return self._on_body(group, "on", end)  # 左肩站着猫头鹰
        if len(group) == 1 and group[0].part:
            return self._part(group[0], end)
        if house := self._door(group):
            return self._landmark(house, Word("门口", "loc", "in_front_of"), end)
        if isinstance(after, Word) and after.kind == "loc":
            return self._landmark(group, after, end + 1)
        if self.mode in ("at", "prep") or self.mode.startswith("to "):
            kind = self.mode.removeprefix("to ") if self.mode != "at" else "at"
            self.mode = ""
            self._locate(kind, group, "")
            return end
        if self.mode == "skip":
            self.mode = ""
            self._named(group)
            return end
        if self.mode == "ba":
            self.mode, self.patient = "", self._named(group)
            return end
        if self.mode == "bei":
            self.mode, self.patient = "by", self._named(group)
            return end
        if self.verb is not None and (self.agents or self.topic) and self.fronted is None:
            self._object(group)
        elif self.fronted is not None:
            self._found(group, more=isinstance(after, Thing))
        elif self.mode == "have" and (self.agents or self.topic):
            self._has(group)
        elif self.mode == "is" and self.agents:
            self._is_a(group)
        else:
            before = self.items[at - 1] if at else None
            self._begins(group)
            for each in group if not self.embedded else []:
                self._looks(each, self.verb)
            had = isinstance(before, Thing) and before.kind in ALIVE and is_worn(group[0])
            if isinstance(before, Thing) and before.is_place() and before.bare and group[0].counted:  # 海边一把阳伞
                self.scene.placed.append(before)
                self.scene.grounds.append(place_text(before))
            elif isinstance(before, Thing) and not before.counted and (group[0].counted or had):
                self._beside(self.scene.add(before), group)
        self.mode = "" if self.mode in ("have", "is") else self.mode
        return end

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
                if self.mode not in ("at",):
                    self.mode = word.kind
            case "ba":
                self.mode = "ba"
            case "bei":
                self.mode = "bei"
            case "coverb":
                self.mode = "at" if word.text in ("从", "沿着", "沿", "顺着") else "skip"
            case "color":
                self._colored(word)
            case "adj":
                self._described(word)
            case "pronoun" if self.mode == "at" and is_word(after, "loc") and self._meant(word.text):
                return self._landmark(self._meant(word.text), cast(Word, after), at + 2)
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
            if self.in_sky:
                self.scene.aloft += self.figures or self.agents
            spoken = self.told or self.figures or self.agents or self.patient
            only = all(isinstance(each, Thing | Quantity) or is_word(each, "and", "de") for each in self.items)
            self.scene.listed = (
                [*self.scene.listed, *spoken] if only and spoken else [] if spoken else self.scene.listed
            )
            if spoken:
                self.scene.topic = [each for each in spoken if each not in self.scene.bare_places] or self.scene.topic
