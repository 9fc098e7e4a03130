"""One clause of a Chinese wish after the other, walked into a scene: who is where, and who wears or holds what."""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import cast

from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_phrases import Item, Quantity, Thing
from danqing.director.chinese_segments import Word

_PURPOSES = frozenset({"time", "idea", "act", "measure"})  # 生日贺卡
_WORN = frozenset({"clothing"})
_ALIVE = frozenset({"animal", "person"})
_PLACED = frozenset({"on", "in", "under", "next_to", "at", "above", "around", "far", "outside"})


@dataclass
class Scene:
    """What was read so far.

    Args:
        things: in the order they were read.
        relations: (kind, first, second).
        grounds: places that something is at, in words.
        bare_places: places of which it is not said that something is at them.
        placed: those of which it is.
        topic: what the clause before spoke of.
        landmark: where it was.
        fronted_kind: the relation, where it was said first: "桌上有…", rather than "…在桌上".
        opened: a place that a clause began with, and at which nothing was found yet: "树底下，俩老头下棋".
        sides: things that stand on a side of the picture.
        rest: those of several that are not yet told apart.
        listed: things named one after the other of which nothing else was said.
    """

    things: list[Thing] = field(default_factory=list)
    relations: list[tuple[str, Thing, Thing]] = field(default_factory=list)
    grounds: list[str] = field(default_factory=list)
    bare_places: list[Thing] = field(default_factory=list)
    placed: list[Thing] = field(default_factory=list)
    times: list[str] = field(default_factory=list)
    topic: list[Thing] = field(default_factory=list)
    landmark: list[Thing] = field(default_factory=list)
    fronted_kind: str = ""
    opened: tuple[str, list[Thing]] | None = None
    sides: list[tuple[str, Thing]] = field(default_factory=list)
    listed: list[Thing] = field(default_factory=list)
    rest: Thing | None = None

    def add(self, thing: Thing) -> Thing:
        """The thing itself, or the one named before that it is."""
        again = self._again(thing)
        if again is not None:
            return again
        self.things.append(thing)
        return thing

    def _again(self, thing: Thing) -> Thing | None:
        if any(each is thing for each in self.things):
            return thing
        if thing.counted:
            return None
        if thing.color:
            like = [each for each in self.things if (each.name, each.color) == (thing.name, thing.color)]
            return like[-1] if like else None
        if not thing.bare:
            like = [
                each for each in self.things if each.name == thing.name and each.attributes[:1] == thing.attributes[:1]
            ]
            return like[-1] if like else None
        bare = thing.name.removesuffix("子") or thing.name
        same = [each for each in self.things if each.name == thing.name or each.name.endswith((thing.name, bare))]
        return same[-1] if same else None

    def relate(self, kind: str, first: Thing, second: Thing) -> None:
        """Note a relation; a second one between the same two is left aside."""
        if first is not second:
            self.relations.append((_MEANT.get(kind, kind), first, second))

    def relates_or_grounds(self) -> bool:
        """Whether it is told where something is."""
        return bool(self.relations or self.grounds)

    def subjects(self) -> list[Thing]:
        """The things without places that only lie around."""
        used = {id(each) for _, first, second in self.relations for each in (first, second)}
        self._settle_sides()
        return [each for each in self.things if id(each) in used or each not in self.bare_places]

    def _settle_sides(self) -> None:
        sides, self.sides = self.sides, []
        for one, other in (("left_of", "right_of"), ("above", "under"), ("in_front_of", "behind")):
            firsts = [thing for side, thing in sides if side == one]
            seconds = [thing for side, thing in sides if side == other]
            for first, second in zip(firsts, seconds, strict=False):
                self.relate(one, first, second)

    def ground(self) -> str | None:
        """The places in one phrase, or the time of day where none is told."""
        used = {id(each) for _, first, second in self.relations for each in (first, second)}
        bare = [_place_text(each) for each in self.bare_places if id(each) not in used and each not in self.placed]
        return "，".join(list(dict.fromkeys([*self.grounds, *bare, *self.times]))[:3]) or None


@dataclass
class _Verb:
    """A verb that waits for what it is done with."""

    text: str
    kind: str


class Clause:
    """One clause; :meth:`read` fills the scene.

    Args:
        scene: to fill.
        items: of the clause.
        about: what an enclosing phrase speaks of; None for what the clause before spoke of.
    """

    def __init__(self, scene: Scene, items: Sequence[Item], about: list[Thing] | None = None) -> None:
        self.scene = scene
        self.items = [each for each in items if not (isinstance(each, Word) and each.kind == "skip")]
        self.embedded = about is not None
        self.topic = scene.topic if about is None else about
        self.agents: list[Thing] = list(about or [])
        self.figures: list[Thing] = []  # what the clause ends up speaking of
        self.fronted: tuple[str, list[Thing]] | None = None
        self.verb: _Verb | None = None
        self.mode = ""
        self.patient: list[Thing] = []
        self.acts: list[str] = []
        self.told: list[Thing] = []  # those told apart of several

    def read(self) -> None:
        """Walk the clause."""
        self.items = _pictures_aside(self.items, {each.name for each in self.scene.things})
        self._unfold()
        if not self.embedded and self._is_part_of_body():
            return
        at = 0
        self._goes_on()
        also = bool(self.items) and _is(self.items[0], "and")
        while at < len(self.items):
            item = self.items[at]
            if isinstance(item, Thing):
                at = self._thing(at)
            elif isinstance(item, Quantity):
                at = self._quantity(at)
            else:
                at = self._word(at)
        self._end()
        if also and not self.embedded:  # 还有…
            self.scene.listed = list(dict.fromkeys([*self.topic, *self.scene.listed, *self.scene.topic]))

    def _goes_on(self) -> None:
        """Take up a place that the clause before ended with."""
        opened, self.scene.opened = self.scene.opened, None
        if self.embedded or opened is None:
            return
        first = next((each for each in self.items if isinstance(each, Thing)), None)
        if first is not None and not any(_is(each, "loc") for each in self.items[:3]):
            self.fronted = opened

    # 的

    def _unfold(self) -> None:
        """Take what stands before each 的 to the thing behind it."""
        while (place := next((n for n, each in enumerate(self.items) if _is(each, "de")), None)) is not None:
            after = self.items[place + 1] if place + 1 < len(self.items) else None
            if isinstance(after, Thing):
                self._modified(place, after)
            elif place == 1 and _is(self.items[0], "loc") and self.scene.things:  # 右边的是蓝的
                like = self.scene.things[-1]
                other = Thing(like.name, like.kind, like.at + 0.5, counted=True)
                self.scene.sides.append((cast(Word, self.items[0]).value, other))
                self.items[:2] = [other]
            elif _is(after, "loc", "de"):
                del self.items[place]  # 咖啡的左边
            elif _is(after, "picture"):
                begin = 1 if isinstance(self.items[0], Quantity) else 0
                self.items = self.items[begin:place] + self.items[place + 2 :]
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
        elif modifier and all(_is(each, "time", "adj", "noun", "skip") for each in modifier):
            head.attributes += [each.text for each in modifier if isinstance(each, Word)]
        elif modifier:
            self._relative(modifier, head)
        on_body = item is not head and place + 2 < len(self.items) and _is(self.items[place + 2], "loc")
        self.items[begin - (quantity is not None) : place + 2] = [item, head] if on_body else [item]

    def _begin(self, place: int) -> tuple[int, Quantity | None]:
        """Where what stands before a 的 begins, and a number before it that is of the thing behind."""
        for at in range(place - 1, -1, -1):
            item = self.items[at]
            if isinstance(item, Quantity):
                return at + 1, item
        segment = self.items[:place]
        opened = [n for n, each in enumerate(segment) if _is(each, "at")]
        if opened and not any(_is(each, "loc") for each in segment[opened[-1] :]) and opened[-1] + 1 < place:
            return opened[-1] + 1, None
        joined = [n for n, each in enumerate(segment) if _is(each, "and")]
        if (
            joined
            and joined[-1] + 1 < place
            and (_is(segment[joined[-1] + 1], "verb", "at") or any(_is(each, "loc") for each in segment[joined[-1] :]))
        ):
            return joined[-1] + 1, None
        if segment and isinstance(segment[0], Thing) and segment[0].kind != "body":
            for at, each in enumerate(segment):
                if _is(each, "aspect", "have", "is", "prep") and at + 1 < place:
                    return at + 1, None
                if _is(each, "verb") and at and at + 1 < place and not _is(segment[at + 1], "aspect", "at"):
                    return (at + 1, None) if isinstance(segment[at + 1], Thing) else (0, None)
        if segment and _is(segment[0], "have", "is"):
            return 1, None
        return 0, None

    def _owned(self, owner: Thing, head: Thing) -> Thing:
        """ "蜜蜂的脸", "木头的房子", "海边的灯塔" """
        if owner.is_place() and owner.bare:
            self._at_place(owner, "")
        elif head.kind == "body":
            if head.attributes or head.color:
                owner.attributes.append(_words_of(head))
            return owner
        elif owner.counted and owner.kind not in _ALIVE and not head.counted:
            head.count, head.counted = owner.count, True
            head.attributes.insert(0, owner.name)
        elif owner.counted or owner.color:
            self.scene.add(owner)
        elif owner.kind not in _ALIVE:
            head.attributes.insert(0, owner.name)
        return head

    def _relative(self, modifier: Sequence[Item], head: Thing) -> None:
        first = modifier[0]
        last = [each for each in modifier if not _is(each, "aspect")][-1]
        head = self.scene.add(head)
        done = isinstance(first, Thing) and len(modifier) > 1 and _is(last, "verb")
        if done and not any(_is(each, "loc", "at") for each in modifier):  # "小女孩抱着的猫"
            doer, verb = self.scene.add(cast(Thing, first)), cast(Word, last)
            if verb.value in ("wearing", "holding", "on"):
                self.scene.relate(_with(_Verb(verb.text, verb.value), head), doer, head)
            return
        Clause(self.scene, modifier, about=[head]).read()

    # Things

    def _group(self, at: int) -> tuple[list[Thing], int]:
        """Things joined by 和 or 、 from a place on, and where they end."""
        group = [cast(Thing, self.items[at])]
        at += 1
        while at + 1 < len(self.items) and _is(self.items[at], "and") and isinstance(self.items[at + 1], Thing):
            group.append(cast(Thing, self.items[at + 1]))
            at += 2
        return group, at

    def _thing(self, at: int) -> int:
        group, end = self._group(at)
        after = self.items[end] if end < len(self.items) else None
        body = isinstance(after, Thing) and after.kind == "body" and end + 1 < len(self.items)
        beside = body and (self.mode == "at" or group[-1].kind not in _ALIVE)
        if beside and _is(self.items[end + 1], "loc"):  # 戴在狮子头上
            return self._landmark(group, Word("上", "loc", "on"), end + 2)
        if self.verb is not None and self.verb.kind == "weather":
            self.scene.times += [_words_of(each) for each in group]
            self.verb = None
            return end
        has = isinstance(after, Word) and after.kind == "verb" and after.value in ("wearing", "holding")
        if has and all(each.kind == "body" and each.bare for each in group) and (self.agents or self.topic):
            return end  # 手执团扇
        if len(group) == 1 and group[0].part:
            return self._part(group[0], end)
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
            self._begins(group)
        self.mode = "" if self.mode in ("have", "is") else self.mode
        return end

    def _named(self, group: list[Thing]) -> list[Thing]:
        return [self.scene.add(each) for each in group]

    def _begins(self, group: list[Thing]) -> None:
        """The clause speaks of things: the first ones, or one after the other."""
        named = []
        for each in group:
            if (each.is_place() and each.bare and each not in self.scene.things) or (
                each.is_place() and not each.counted
            ):
                self.scene.bare_places.append(each)
            named.append(self.scene.add(each))
        self.agents = named
        self.figures = named

    def _found(self, group: list[Thing], *, more: bool = False) -> None:
        """Things at the place that the clause began with: "桌上放着苹果"."""
        kind, landmarks = cast(tuple[str, list[Thing]], self.fronted)
        has = self.verb is not None and self.verb.kind in ("wearing", "holding") and (self.agents or self.topic)
        if has and all(each.kind == "body" for each in landmarks):
            self._object(group)
            return
        named = self._named(group)
        flying = self.verb is not None and self.verb.text in _FLOATING
        for each in named:
            if self.verb is not None and self.verb.kind == "full" and not each.counted:
                each.count = None
            self._stands(each, "above" if kind == "on" and flying else kind, landmarks)
        self.agents = self.agents if self.embedded else named
        self.figures = [*self.figures, *named]
        self.verb = None
        self.fronted = self.fronted if more else None

    def _stands(self, thing: Thing, kind: str, landmarks: list[Thing]) -> None:
        """One thing at a place; without landmarks it is a side of the picture."""
        if not landmarks:
            self.scene.sides.append((kind, thing))
        for landmark in landmarks:
            if kind == "held":
                self.scene.relate("holding", landmark, thing)
            elif kind == "on body" and (thing.kind in _WORN or (self.verb and self.verb.text in _TIED)):
                self.scene.relate("wearing", landmark, thing)
            else:
                self.scene.relate("on" if kind == "on body" else kind, thing, landmark)

    def _object(self, group: list[Thing]) -> None:
        verb = cast(_Verb, self.verb)
        doers = self.agents or self.topic
        self.verb = None
        if doers and all(each in self.scene.bare_places for each in doers):  # 湖边停着两艘船
            self.agents = self.figures = self._named(group)
            for each in self.figures:
                each.count = None if verb.kind == "full" and not each.counted else each.count
            return
        if verb.kind == "weather" or (all(each.name in nouns.WEATHER for each in group) and not self.agents):
            self.scene.times += [_words_of(each) for each in group]
            return
        if all(each.kind == "body" for each in group):
            for doer in doers:
                doer.attributes.append(verb.text + "".join(_words_of(each) for each in group))
            return
        if all(each.is_place() and not each.counted for each in group) and verb.kind not in ("holding", "wearing"):
            for each in group:
                self._at_place(each, "")
            self._does(verb.text)
            return
        named = self._named(group)
        for each in named:
            for doer in doers:
                held = verb.text == "打" and each.name in words.OPENED
                if held or verb.kind in _JOINING:
                    self.scene.relate(_with(verb, each), doer, each)
        stands = verb.kind == "posture" and verb.text in _SET and all(each.kind not in _ALIVE for each in doers)
        if stands:
            for each in named:
                for doer in doers:
                    self.scene.relate("in" if verb.text in _INTO else "on", each, doer)
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
        elif verb.kind not in _JOINING:
            self._rides(verb, doers, named)
            self._does(verb.text + "".join(each.name for each in group))

    def _rides(self, verb: _Verb, doers: list[Thing], group: list[Thing]) -> None:
        """ "坐着热气球", "开着卡车", "盖着被子" """
        kind = {"坐": "on", "开": "in", "盖": "under"}.get(verb.text, "")
        for each in group:
            for doer in doers:
                if kind and doer.kind in _ALIVE and (each.kind == "vehicle" or verb.text == "盖"):
                    self.scene.relate(kind, doer, each)

    def _filled(self, verb: str, doers: list[Thing], group: list[Thing]) -> None:
        """ "插满向日葵的花瓶", "山坡上开满了花" """
        kind = "in" if verb in words.INSIDE else "on"
        for each in group:
            each.count = each.count if each.counted else None
            for doer in doers:
                if doer not in self.scene.bare_places:
                    self.scene.relate(kind, each, doer)

    def _has(self, group: list[Thing]) -> None:
        owners = self.agents or self.topic
        if all(each.kind == "body" for each in group):
            for owner in owners:
                owner.attributes += [_words_of(each) for each in group]
            return
        if any(owner.is_place() for owner in owners):
            self._found_in_place(owners, group)
            return
        named = self._named(group)
        for owner in owners:
            for each in named:
                if each.kind in _WORN and owner.kind in _ALIVE:
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
        if self.agents == self.topic and len(group) == 1 and self.agents:
            one = self.agents[0]
            one.color = one.color or group[0].color
            one.attributes += group[0].attributes
            if one.name == "它":
                one.name = group[0].name
            return
        self.agents = self.figures = self._named(group)

    # Places

    def _landmark(self, group: list[Thing], localiser: Word, end: int) -> int:
        kind = localiser.value
        if self.agents and not self.embedded and all(each in self.scene.bare_places for each in self.agents):
            for each in self.agents:  # 奶奶家门口那棵榕树底下
                self._at_place(each, "")
            self.agents, self.figures = [], []
        if all(each.kind == "body" and not each.counted for each in group):
            return self._on_body(group, kind, end)
        pending = self.mode in ("at", "prep") or self.mode.startswith("to ") or self.mode == "skip"
        ahead = self.items[end:]
        if self.mode == "skip" and kind not in ("in",):
            self.mode = ""
            self._named(group)
            return end
        if pending or (self.agents and not ahead and not self.verb):
            self.mode = ""
            self._locate(kind, group, localiser.text)
            return end
        if self.verb is not None and self.verb.kind == "posture" and (self.agents or self.topic):
            self._locate(kind, group, localiser.text)
            return end
        if self.agents and not self.embedded and self.verb is None and not ahead:
            self._locate(kind, group, localiser.text)
            return end
        if self._is_ground(group, kind):
            under = [each for each in self.scene.things if each not in group and not each.is_place()]
            if _is_sky(group[0]) and not self.agents and under and self.scene.relates_or_grounds():
                self.fronted = ("above", under[:1])
                return end
            for each in group:
                self._at_place(each, localiser.text)
            self.fronted = None
            return end
        named = self._named(group)
        self.scene.landmark = named
        if self.embedded:
            rest = [each for each in ahead if isinstance(each, Thing)]
            if not rest:
                self._relate_all(kind, self.agents, named)
                return end
        self.fronted, self.scene.fronted_kind = (kind, named), kind
        return end

    def _on_body(self, group: list[Thing], kind: str, end: int) -> int:
        """ "手里拿着伞", "肩上停着鸟": the place is part of who is spoken of."""
        self.mode = ""
        owners = self.agents or self.topic
        rest = self.items[end:]
        if not rest:
            return end
        if any(_is(each, "verb") and each.value in ("wearing", "holding") for each in rest if isinstance(each, Word)):
            self.agents = self.agents or list(owners)
            return end
        held = all(each.name in words.HANDS for each in group)
        self.fronted = ("held" if held else kind if kind == "next_to" else "on body", list(owners))
        return end

    def _is_ground(self, group: list[Thing], kind: str) -> bool:
        """Whether a phrase of place is where all is, rather than a thing that something stands by."""
        if not all(each.is_place() for each in group) or any(each.counted and each.count != 1 for each in group):
            return kind == "in" and all(_is_house(each) for each in group)
        solid = all(each.name.endswith(nouns.SOLID) for each in group)
        return kind in _PLACED or not solid

    def _locate(self, kind: str, group: list[Thing], said: str) -> None:
        """Who is spoken of is at a place."""
        who = self.patient or self.agents or self.scene.listed or self.topic
        self.mode = ""
        if self.patient and self.verb is not None and self.verb.kind == "wearing":
            for owner in self._named(group):
                for each in self.patient:
                    self.scene.relate("wearing", owner, each)
            self.verb = None
            return
        if self._is_ground(group, "in" if kind == "at" else kind):
            under = [each for each in self.scene.things if each not in who and not each.is_place()]
            if _is_sky(group[0]) and under and self.scene.relates_or_grounds():
                self._posture()
                self._relate_all("above", who, under[:1])
                return
            for each in group:
                self._at_place(each, said)
            self._posture()
            return
        if kind == "at":
            kind = "in" if self.verb and self.verb.text in ("装", "盛", "塞", "藏", "住") else "on"
        floats = self.verb is not None and self.verb.text in _FLOATING
        if kind == "on" and floats and not any(each.is_place() for each in group):
            kind = "above" if said and len(said) > 1 else kind
        named = self._named(group)
        self.scene.landmark, self.scene.fronted_kind = named, ""
        self._posture()
        self._relate_all(kind, who, named)

    def _relate_all(self, kind: str, firsts: Sequence[Thing], seconds: Sequence[Thing]) -> None:
        for first in firsts:
            for second in seconds:
                self.scene.relate(kind, first, second)

    def _at_place(self, place: Thing, said: str) -> None:
        text = _place_text(place)
        self.scene.grounds.append(
            text + said if said in ("边", "旁", "下", "旁边", "附近") and not text.endswith("边") else text
        )
        self.scene.bare_places.append(place)
        self.scene.placed.append(place)

    def _posture(self) -> None:
        if self.verb is not None and self.verb.kind not in ("wearing", "holding", "on"):
            self._does(self.verb.text)
        self.verb = None

    def _does(self, act: str) -> None:
        self.acts.append(f"{act}着" if len(act) == 1 and act in words.POSTURES else act)

    # Words

    def _word(self, at: int) -> int:
        word = cast(Word, self.items[at])
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        match word.kind:
            case "at":
                if not (_is(after, "verb") and not _is(after, "loc")):
                    self.mode = "at"
            case "prep":
                self._preposition(word)
            case "verb":
                self._do(word, after)
            case "loc":
                self._side(word, at)
            case "have" | "is":
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
            case "pronoun" if self.verb is not None and self.agents and self.scene.topic:
                self._object(list(self.scene.topic))
            case "pronoun":
                self.agents = self.agents or list(self.topic)
            case "time":
                self.scene.times.append(word.text)
            case "picture" if _is(after, "loc"):
                return at + 2
            case _:
                pass
        return at + 1

    def _preposition(self, word: Word) -> None:
        if word.value in ("wearing", "holding"):
            self.verb = _Verb(word.text, word.value)
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
                    if word.value in ("wearing", "holding", "on"):
                        self.scene.relate(_with(_Verb(word.text, word.value), each), doer, each)
            self.mode, self.patient = "", []
            return
        if self.patient and word.value in ("wearing", "holding") and not _is(after, "at"):  # 把伞举着
            for each in self.patient:
                for doer in self.agents or self.topic:
                    self.scene.relate(_with(_Verb(word.text, word.value), each), doer, each)
            self.verb = None
            return
        if self.verb is not None and self.verb.kind == "posture" and self.fronted is None:
            self._does(self.verb.text)
        if word.value == "beside":
            who = self.agents or self.scene.listed or self.topic
            for first, second in itertools.pairwise(who):
                self.scene.relate("next_to", first, second)
            return
        self.verb = _Verb(word.text, word.value)

    def _side(self, word: Word, at: int) -> None:
        """A word of place without landmark: beside what was spoken of, or a side of the picture."""
        kind = word.value
        after = self.items[at + 1 :]
        if kind == "corner" or (after and _is(after[0], "pronoun")):
            return
        if self.mode == "at" or (self.agents and not after and not self.verb):
            self.mode = ""
            who = self.patient or self.agents
            others = [each for each in (self.agents if self.patient else self.topic) if each not in who]
            for each in who or self.topic:
                if kind in words.SIDES and (not others or kind in ("left_of", "right_of")):
                    self.scene.sides.append((kind, each))
                elif others and kind != "in":
                    self._stands(each, kind, others[:1])
            self._posture()
            return
        if self.agents and not self.embedded and not after:
            return
        known = self.topic or self.scene.things[-1:]
        alive = any(each.kind in _ALIVE for each in known)
        before = self.scene.fronted_kind
        around = before in _AROUND and kind in _AROUND - {before}  # 猫的左边是狗，右边是兔子
        if self.scene.landmark and (around or (alive and kind in ("on", "in"))):
            known = self.scene.landmark
        if kind in ("far", "between", "outside"):
            self.fronted = None
            return
        sided = kind in ("left_of", "right_of") and (self.scene.sides or not self.scene.things)
        self.fronted = ("above" if kind == "on" and not known else kind, [] if sided or not known else list(known[:1]))
        if kind in ("left_of", "right_of") and self.scene.sides:
            self.fronted = (kind, [])

    def _colored(self, word: Word) -> None:
        who = self.figures or self.agents or self.topic
        for each in who:
            each.color = each.color or word.value

    def _described(self, word: Word) -> None:
        for each in self.figures or self.agents or self.topic:
            each.attributes.append(word.text)

    # Quantities

    def _quantity(self, at: int) -> int:
        quantity = cast(Quantity, self.items[at])
        after = self.items[at + 1] if at + 1 < len(self.items) else None
        who = self.figures or self.agents or self.topic
        if _is(after, "color", "adj", "verb", "at", "loc", "have", "is") and who and self._is_split(quantity):
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

    # The end

    def _is_part_of_body(self) -> bool:
        """ "耳朵耷拉着", "三个脑袋": said of who was spoken of, not a thing of its own."""
        if not self.items or not self.topic or not isinstance(self.items[0], Thing):
            return False
        first = self.items[0]
        if first.kind != "body" or (len(self.items) > 1 and _is(self.items[1], "loc")):
            return False
        if any(isinstance(each, Thing) and each.kind != "body" for each in self.items[1:]):
            return False
        said = "".join(_words_of(each) for each in self.items if not _is(each, "aspect", "de", "is"))
        for each in self.topic[:1]:
            if first.name in ("皮", "皮肤", "毛", "毛发", "羽毛", "身体", "身子") and first.color is None:
                color = next(
                    (word.value for word in self.items if isinstance(word, Word) and word.kind == "color"), None
                )
                each.color = each.color or color
            each.attributes.append(said[:20])
        return True

    def _end(self) -> None:
        idle = self.fronted is None or not self.figures
        if idle and self.verb is not None and self.verb.kind not in ("wearing", "holding"):
            self._does(self.verb.text)
        if self.fronted is not None and not self.figures and self.agents:
            self._relate_all(self.fronted[0], self.agents, self.fronted[1])
        for each in self.agents or ([] if self.figures else self.topic):
            if each.kind in _ALIVE or self.embedded:
                each.attributes += [act for act in self.acts if act not in each.attributes]
        if not self.embedded:
            if self.fronted is not None and not self.figures and not self.agents:
                self.scene.opened = self.fronted
            spoken = self.told or self.figures or self.agents or self.patient
            only = all(isinstance(each, Thing | Quantity) or _is(each, "and", "de") for each in self.items)
            self.scene.listed = (
                [*self.scene.listed, *spoken] if only and spoken else [] if spoken else self.scene.listed
            )
            if spoken:
                self.scene.topic = [each for each in spoken if each not in self.scene.bare_places] or self.scene.topic


# What words of place mean as relations of a plan.
_MEANT = {"between": "next_to", "far": "behind", "outside": "next_to", "around": "next_to", "at": "on"}
_AROUND = frozenset({"left_of", "right_of", "in_front_of", "behind", "under"})
_JOINING = frozenset({"wearing", "holding", "on", "next_to", "behind"})
_TIED = frozenset("挂系套别缠绕搭披插")
_SET = frozenset("插放摆挂贴铺装盛停堆种点塞藏泡坐站躺趴落盖撒搁立长开结")
_INTO = frozenset("装盛塞藏泡")
_FLOATING = frozenset(
    {"飘", "飞", "漂", "悬", "浮", "悬浮", "飘浮", "漂浮", "盘旋", "飞翔", "翱翔", "升", "飞过", "掠过"}
)


def _is(item: Item | None, *kinds: str) -> bool:
    return isinstance(item, Word) and item.kind in kinds


def _with(verb: _Verb, thing: Thing) -> str:
    """How somebody has a thing: a scarf is worn around, a moon is not."""
    if verb.text == "打":
        return "holding"
    if verb.text == "背" and thing.kind in _ALIVE:
        return "holding"
    return words.WORN_ELSE.get(verb.text, verb.kind) if thing.kind not in _WORN else verb.kind


def _is_sky(thing: Thing) -> bool:
    return thing.name in ("天", "天空", "空中", "夜空", "蓝天", "天边", "星空", "sky")


def _is_house(thing: Thing) -> bool:
    if thing.kind == "room" and not thing.counted:
        return True
    return thing.name.endswith(("店", "馆", "厅", "室", "校", "院", "教堂", "场", "站")) and not thing.counted


def _place_text(place: Thing) -> str:
    color = place.color and nouns.COLOR_NAMES.get(place.color, "")
    said = [f"{each}的" if len(each) > 1 else each for each in place.attributes]
    return "".join([*said, f"{color}的" if color else "", place.name])


def _words_of(item: Item) -> str:
    """An item in words."""
    if isinstance(item, Word):
        return item.text
    if isinstance(item, Quantity):
        return f"{item.count or '几'}{item.measure}"
    color = nouns.COLOR_NAMES.get(item.color or "", "")
    count = "" if item.count == 1 else f"{words.NUMBERS.get(item.count or 0, item.count or '多')}个"
    return count + "".join(f"{each}的" for each in item.attributes) + (f"{color}的" if color else "") + item.name


def _pictures_aside(items: Sequence[Item], known: set[str]) -> list[Item]:
    """The items without words for the picture itself: "一张海报", "画面里"; a picture that was named is a thing."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        if _is(item, "picture"):
            before = kept[-1] if kept else None
            if cast(Word, item).text in known:
                kept.append(Thing(cast(Word, item).text, "thing", at, bare=True))
                continue
            after = items[at + 1] if at + 1 < len(items) else None
            hung = len(kept) > 1 and (_is(kept[-2], "aspect", "have") or _is(before, "aspect"))
            if hung and any(isinstance(each, Thing) for each in kept):
                counted = isinstance(before, Quantity)
                count = before.count if isinstance(before, Quantity) else 1
                kept = kept[:-1] if counted else kept
                kept.append(Thing(cast(Word, item).text, "thing", at, count, counted))
                continue
            if _is(before, "de"):
                kept.append(item)
                continue
            if isinstance(before, Quantity) or (isinstance(before, Thing) and before.kind in _PURPOSES):
                kept.pop()
            if not _is(after, "loc"):
                continue
        kept.append(item)
    return kept
