"""Where things are in a Chinese clause: "在沙发上", "桌上放着…", "旁边有…", "左边是…"."""

from __future__ import annotations

from collections.abc import Sequence
from typing import cast

from danqing.director import chinese_classes as classes
from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_scene import (
    ALIVE,
    FLOATING,
    LAID,
    PLACED,
    SETTINGS,
    TIED,
    Scene,
    Verb,
    had_as,
    is_house,
    is_sky,
    is_word,
    is_worn,
    place_text,
)
from danqing.director.chinese_things import Item, Thing

_SUNK = frozenset("坐窝躺瘫陷蜷靠缩")  # how one is in an armchair, and yet on it


class Places:
    """A clause that knows where things are.

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
        self.verb: Verb | None = None
        self.mode = ""
        self.patient: list[Thing] = []
        self.acts: list[str] = []
        self.said = list(items)
        self.lifted = False  # 在…上头, before it is told that who is there flies
        self.in_sky = False
        self.link = ""  # 是, 当
        self.with_tool = False  # 用…
        self.began = len(scene.relations)
        self.pointed_out: list[str] = []  # names with something before 的
        self.grounded = False  # after "广场上", which is where all is
        self.many = False  # 全是…
        self.served: list[Thing] = []  # for whom something is done: "给小兔…"
        self.each = any(isinstance(item, Word) and item.text == "各" for item in items)
        self.sides = ""  # 两边, with 各 two of what is there
        self.told: list[Thing] = []  # those told apart of several

    def _named(self, group: list[Thing]) -> list[Thing]:
        return [self.scene.add(each) for each in group]

    def _group(self, at: int) -> tuple[list[Thing], int]:
        """Things joined by 和 or 、 from a place on, and where they end."""
        group = [cast(Thing, self.items[at])]
        at += 1
        while at + 1 < len(self.items) and is_word(self.items[at], "and") and isinstance(self.items[at + 1], Thing):
            group.append(cast(Thing, self.items[at + 1]))
            at += 2
        return group, at

    def _door(self, group: list[Thing]) -> list[Thing]:
        """The house named before at whose door something is: "便利店门口", "门口" after a tent."""
        place = group[0]
        if len(group) > 1 or not place.name.endswith("门口") or place.counted:
            return []
        of = place.name.removesuffix("门口")
        named = [each for each in self.scene.things if each.name.endswith(classes.HOUSES) and each not in group]
        return [each for each in named if not of or each.name.endswith(of)][-1:]

    def _begins(self, group: list[Thing]) -> None:
        """The clause speaks of things: the first ones, or one after the other."""
        named = []
        alone = len(self.items) == 1 and not self.embedded and not group[0].color
        for each in group:
            setting = alone and each.kind in SETTINGS and not each.counted  # 理发店，…
            if setting or (each.is_place() and not each.counted):
                self.scene.bare_places.append(each)
            named.append(self.scene.add(each))
        self.agents = named
        self.figures = named

    def _relate_all(self, kind: str, firsts: Sequence[Thing], seconds: Sequence[Thing]) -> None:
        for first in firsts:
            for second in seconds:
                self.scene.relate(kind, first, second)

    def _at_place(self, place: Thing, said: str) -> None:
        text = place_text(place)
        beside = said in ("边", "旁", "下", "旁边", "附近") and not text.endswith("边")
        short = len(text) == len(said) == 1 and said in "上里中下外"  # 屋里, 街上
        self.scene.grounds.append(text + said if beside or short else text)
        self.scene.bare_places.append(place)
        self.scene.placed.append(place)

    def _posture(self) -> None:
        if self.verb is not None and self.verb.kind not in ("wearing", "holding", "on"):
            self._does(self.verb.text)
        self.verb = None

    def _does(self, act: str) -> None:
        self.acts.append(f"{act}着" if len(act) == 1 and act in words.POSTURES else act)

    # Where

    def _whole_of(self, part: Thing) -> Thing:
        """The vehicle or seat of a part, if one was named: things are rather on the whole."""
        name = next((each for each in classes.PARTS_OF if part.name.endswith(each)), "")
        if not name or not part.bare:
            return part
        ends, owner = classes.PARTS_OF[name], part.name.removesuffix(name)
        if owner:  # 卡车后斗, 乌篷船头
            part.name = owner if owner.endswith(ends) or name[0] not in "船车" else owner + name[0]
            return part
        wholes = [each for each in self.scene.things if each.name.endswith(ends) and each is not part]
        if not wholes and part.name[0] == "船":
            part.name = "船"
        return wholes[-1] if wholes else part

    def _landmark(self, group: list[Thing], localiser: Word, end: int) -> int:
        kind = localiser.value
        self.sides = localiser.text
        group = [self._whole_of(each) for each in group]
        if self.agents and not self.embedded and all(each in self.scene.bare_places for each in self.agents):
            for each in self.agents:  # 奶奶家门口那棵榕树底下
                self._at_place(each, "")
            self.agents, self.figures = [], []
        if all(each.kind == "body" and not each.counted for each in group):
            return self._on_body(group, kind, end)
        if kind == "between" and len(group) == 1 and group[0].count == 2:  # 松树、柳树，两棵树之间
            like = [each for each in self.scene.things if each.name.endswith(group[0].name)]
            if group[0].name == "人":
                like = [each for each in self.scene.things if each.kind == "person"][-2:]
            group = like if len(like) == 2 else group
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
            if is_sky(group[0]) and not self.agents and under and self.scene.relates_or_grounds():
                self.fronted = ("above", under[:1])
                return end
            for each in group:
                self._at_place(each, localiser.text)
            self.fronted, self.in_sky, self.grounded = None, is_sky(group[0]), True
            return end
        named = self._named(group)
        self.scene.landmark, self.scene.implied = named, False
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
        owners = self.agents or self.scene.owner or self.topic
        if not any(each.kind in ALIVE for each in owners) and not self.agents and self.scene.last_alive():
            owners = self.scene.last_alive()
        rest = self.items[end:]
        if not rest:
            things = self.patient or [each for each in self.agents if each.kind not in ALIVE]
            alive = self.agents if self.patient and self.agents else [one for one in self.topic if one.kind in ALIVE]
            alive = alive[:1] or self.scene.last_alive()
            for each in things:  # 黄安全帽盖在脸上, 剑背在身后
                for owner in alive:
                    had = self._had_on_body(each, kind)
                    if had:
                        self.scene.relate(had, *((each, owner) if had == "on" else (owner, each)))
            if things and alive:
                self.verb, self.scene.owner = None, alive
            return end
        if any(
            is_word(each, "verb") and each.value in ("wearing", "holding") for each in rest if isinstance(each, Word)
        ):
            self.agents = self.agents or list(owners)
            return end
        held = all(each.name in words.HANDS for each in group) and kind in ("in", "on")
        ridden = group[0].name == "胯"  # 胯下一匹白马
        beside = kind if kind in ("next_to", "under", "behind", "in_front_of") else "on body"
        self.fronted = ("held" if held else "ridden" if ridden else beside, list(owners))
        return end

    def _had_there(self, owners: list[Thing], body: Thing) -> bool:
        """ "草帽戴在小猫头上", "灯笼在老奶奶手里": who wears or holds what was named before."""
        things = [each for each in self.patient or self.agents if each.kind not in ALIVE]
        if not things or self.mode != "at" or not all(each.kind in ALIVE for each in owners):
            return False
        done, held = self.verb.kind if self.verb else "", body.name in words.HANDS
        if done not in ("wearing", "holding") and not held and not all(map(is_worn, things)):
            return False
        for owner in self._named(owners):
            for each in things:
                worn = done == "wearing" or (is_worn(each) and not held)
                self.scene.relate("wearing" if worn else "holding", owner, each)
        self.mode, self.verb = "", None
        return True

    def _had_on_body(self, thing: Thing, kind: str) -> str:
        """How somebody has what is put somewhere on their body; nothing where that is not told."""
        if self.verb is not None and self.verb.kind in ("wearing", "holding"):
            return had_as(self.verb, thing)
        if kind != "on":
            return ""
        tied = self.verb is not None and self.verb.text in TIED
        return "wearing" if is_worn(thing) or tied else "on"

    def _is_ground(self, group: list[Thing], kind: str) -> bool:
        """Whether a phrase of place is where all is, rather than a thing that something stands by."""
        if any(self.scene.is_named(each) for each in group):
            return False
        if not all(each.is_place() for each in group) or any(each.counted and each.count != 1 for each in group):
            return kind == "in" and all(is_house(each) for each in group)
        solid = all(each.name.endswith(nouns.SOLID) for each in group)
        return kind in PLACED or not solid

    def _locate(self, kind: str, group: list[Thing], said: str) -> None:
        """Who is spoken of is at a place."""
        group = [self._whole_of(each) for each in group]
        who = self.patient or self.agents or self.scene.listed or self.topic
        laid = self.verb is not None and self.verb.text in LAID and not self.patient and not self.agents
        who = self.scene.had if laid and self.scene.had else who  # 小明有三颗糖，装在盒里
        self.mode = ""
        if self.patient and self.verb is not None and self.verb.kind == "wearing":
            for owner in self._named(group):
                for each in self.patient:
                    self.scene.relate("wearing", owner, each)
            self.verb = None
            return
        kind = "above" if said == "上头" and group[0].is_place() else kind
        if self._is_ground(group, "in" if kind == "at" else kind):
            under = [each for each in self.scene.things if each not in who and not each.is_place()]
            if is_sky(group[0]) and under and self.scene.relates_or_grounds():
                self._posture()
                self._relate_all("above", who, under[:1])
                return
            for each in group:
                self._at_place(each, said)
            self._posture()
            return
        if kind == "at":
            kind = "in" if self.verb and self.verb.text in ("装", "盛", "塞", "藏", "住") else "on"
        if kind == "in" and self.verb and self.verb.text in _SUNK and group[0].name.endswith(classes.ARMCHAIRS):
            kind = "on"  # 坐在藤椅里
        floats = self.verb is not None and self.verb.text in FLOATING
        if kind == "on" and floats and not any(each.is_place() for each in group):
            kind = "above" if said and len(said) > 1 else kind
        named = self._named(group)
        self.scene.landmark, self.scene.fronted_kind, self.scene.implied = named, "", False
        if self._is_seated(kind, named):
            self.scene.sides += [(kind, each) for each in who]
            kind = "on"
        self._posture()
        self._relate_all(kind, who, named)
        self.lifted = kind == "on" and len(said) > 1

    def _stands(self, thing: Thing, kind: str, landmarks: list[Thing]) -> None:
        """One thing at a place; without landmarks it is a side of the picture."""
        if not landmarks:
            self.scene.sides.append((kind, thing))
        if self._is_seated(kind, landmarks):  # 长椅左边坐着…
            self.scene.sides.append((kind, thing))
            kind = "on"
        if kind == "next_to" and self.sides == "边" and self.verb is not None and self.verb.text in ("搭", "挂", "晾"):
            kind = "on"  # 桶边搭着毛巾
        if kind == "outside" and self.verb is not None and self.verb.text in TIED | words.WRAPPED:  # 外面缠着铁链
            kind = "on"
        if kind == "under" and self.verb is not None and self.verb.text == "垫":  # 蛋糕底下垫着银盘
            self._relate_all("on", landmarks, [thing])
            return
        for landmark in landmarks:
            if kind == "ridden":
                self.scene.relate("on", landmark, thing)
            elif kind == "held":
                self.scene.relate("holding", landmark, thing)
            elif kind == "on" and landmark.kind in ALIVE and self.verb and self.verb.kind == "wearing":
                self.scene.relate("wearing", landmark, thing)  # 牛角上系着红绸
            elif kind == "on body" and (
                is_worn(thing) or (self.verb and self.verb.text in TIED and thing.kind != "food")
            ):
                self.scene.relate("wearing", landmark, thing)
            else:
                self.scene.relate("on" if kind == "on body" else kind, thing, landmark)

    def _leans(self, at: int) -> bool:
        """ "靠墙放着吉他": the place that the clause begins with."""
        rest = [each for each in self.items[at + 1 : at + 4] if not is_word(each, "aspect")]
        leans = cast(Word, self.items[at]).text in words.LEANING and not self.agents and len(rest) > 1
        if not leans or not isinstance(rest[0], Thing) or not is_word(rest[1], "verb"):
            return False
        self.fronted = ("next_to", self._named([rest[0]]))
        return True

    def _is_seated(self, kind: str, seats: Sequence[Thing]) -> bool:
        """Whether one sits on a side of a seat, rather than beside it."""
        sits = self.verb is not None and self.verb.text in words.SEATED
        return kind in ("left_of", "right_of") and sits and all(each.name.endswith(classes.SEATS) for each in seats)
