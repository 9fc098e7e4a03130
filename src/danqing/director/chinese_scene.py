"""What was read of a Chinese wish so far: things, relations and places, and what the clause before spoke of."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import cast

from danqing.director import chinese_classes as classes
from danqing.director import chinese_nouns as nouns
from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_things import Item, Quantity, Thing

PURPOSES = frozenset({"time", "idea", "act", "measure"})  # 生日贺卡
ALIVE = frozenset({"animal", "person"})
SETTINGS = frozenset({"time", "room", "act"})  # named alone they are where all is
OWNERS = frozenset({"animal", "person", "vehicle", "building"})  # what has a thing of its own is seen too
PLACED = frozenset({"corner", "on", "in", "under", "next_to", "at", "around", "far", "outside"})
AROUND = frozenset({"left_of", "right_of", "in_front_of", "behind", "under"})
JOINING = frozenset({"wearing", "holding", "on", "next_to", "behind"})
_ROWS = frozenset({"left_of", "right_of", "above", "below", "under", "in_front_of", "behind"})
_PARTS = frozenset("沿口身壁顶盖底角尖面缘")
TIED = frozenset("挂系套别缠绕搭披插")
# Verbs by which a thing is put, or stands, on what is spoken of; those of INTO put it inside.
SET_DOWN = frozenset("拴印绣刻栽搭晾绑缠靠插放摆挂贴铺装盛停堆种点塞藏泡坐站躺趴落盖撒搁立长开结")
INTO = frozenset("装盛塞藏泡")
LAID = frozenset("装盛塞放摆搁插") | {"摆放", "存放"}
FLOATING = frozenset(
    {
        "飘",
        "飞",
        "漂",
        "悬",
        "浮",
        "悬浮",
        "飘浮",
        "漂浮",
        "盘旋",
        "游",
        "飞翔",
        "翱翔",
        "升",
        "飞过",
        "掠过",
        "飘过",
        "划过",
        "滑过",
        "飞来",
        "飞去",
    }
)
# What words of place mean as relations of a plan.
MEANT = {"corner": "on", "far": "behind", "outside": "next_to", "around": "next_to", "at": "on"}


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
        implied: whether it was left out there: "旁边有…" rather than "桌子旁边有…".
        between: (who is between some, one of those).
        base: a place the sides of which are told: "书桌上，左边是电脑".
        owner: whose body the clause before told of: "肩上停着鹦鹉".
        aloft: what is in the sky, and nothing else is told of it.
        opened: a place that a clause began with, and at which nothing was found yet: "树底下，俩老头下棋".
        called_for: what a slogan names; it is seen if nothing else is.
        shelf: a place where the clause before found things, and whether those were alive.
        sides: things that stand on a side of the picture.
        rest: those of several that are not yet told apart.
        had: what somebody was told to have.
        order: how the things named next follow each other: "从左到右：".
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
    implied: bool = False
    between: list[tuple[Thing, Thing]] = field(default_factory=list)
    base: tuple[str, list[Thing]] | None = None
    owner: list[Thing] = field(default_factory=list)
    aloft: list[Thing] = field(default_factory=list)
    opened: tuple[str, list[Thing]] | None = None
    sides: list[tuple[str, Thing]] = field(default_factory=list)
    listed: list[Thing] = field(default_factory=list)
    rest: Thing | None = None
    called_for: list[Thing] = field(default_factory=list)
    shelf: tuple[tuple[str, list[Thing]], bool] | None = None
    had: list[Thing] = field(default_factory=list)
    order: str | None = None

    def add(self, thing: Thing) -> Thing:
        """The thing itself, or the one named before that it is."""
        again = self._again(thing)
        if again is not None:
            return again
        self.things.append(thing)
        return thing

    def is_named(self, thing: Thing) -> bool:
        """Whether a bare place is a thing that was named before: "一座小岛，岛上…"."""
        again = self._again(thing) if thing.bare else None
        return again is not None and again is not thing and again.counted and again not in self.bare_places

    def is_part(self, thing: Thing) -> bool:
        """Whether a name is that of a part of what was named before: "屋顶" after "小屋"."""
        if len(thing.name) != 2 or thing.name[1] not in _PARTS or not thing.bare:
            return False
        whole = self._again(thing)
        return whole is not None and whole is not thing and not whole.name.endswith(thing.name)

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
        bare = thing.name if thing.kind == "food" else thing.name.removesuffix("子") or thing.name  # 茄子 is no 番茄
        if (
            len(thing.name) == 2
            and thing.name[1] in _PARTS
            and not any(each.name == thing.name for each in self.things)
        ):
            bare = thing.name[0]  # 缸沿上: of the 水缸
        ends = (thing.name, bare, *classes.SHORT_FOR.get(thing.name, ()))
        same = [each for each in self.things if each.name == thing.name or each.name.endswith(ends)]
        return same[-1] if same else None

    def relate(self, kind: str, first: Thing, second: Thing) -> None:
        """Note a relation; a second one between the same two is left aside."""
        if first is second:
            return
        if kind == "between":
            self.between.append((first, second))
        else:
            self.relations.append((MEANT.get(kind, kind), first, second))

    def relates_or_grounds(self) -> bool:
        """Whether it is told where something is."""
        return bool(self.relations or self.grounds)

    def subjects(self) -> list[Thing]:
        """The things without places that only lie around."""
        self._settle_sides()
        self._settle_between()
        self._settle_aloft()
        used = {id(each) for _, first, second in self.relations for each in (first, second)}
        self._dress()
        seen = [each for each in self.things if id(each) in used or each not in self.bare_places]
        return (
            seen or [each for each in self.things if not each.is_place() and each.kind == "building"] or self.called_for
        )

    def _dress(self) -> None:
        """Clothes of which nothing else is told are worn by who was named last before them."""
        related = {id(each) for _, first, second in self.relations for each in (first, second)}
        alive = [each for each in self.things if each.kind in ALIVE]
        for each in self.things:
            if alive and is_worn(each) and each.kind not in ALIVE and id(each) not in related:
                before = [one for one in alive if one.at < each.at]
                self.relate("wearing", before[-1] if before else alive[0], each)

    def last_alive(self) -> list[Thing]:
        """Who was named last, a person or an animal."""
        had = [second for kind, _, second in self.relations if kind in ("wearing", "holding")]
        alive = [each for each in self.things if each.kind in ALIVE]
        return ([each for each in alive if each not in had] or alive)[-1:]

    def end(self) -> float:
        """Where what is named last stands."""
        return max((each.at for each in self.things), default=0.0) + 0.1

    def several(self) -> Thing | None:
        """Those of which some may be told apart now."""
        if self.rest is not None:
            return self.rest
        return next((each for each in reversed(self.topic or self.things) if each.count != 1), None)

    def split(self, whole: Thing, part: Thing) -> None:
        """Add some of those named before, of which all is told that was told of them."""
        self.things.append(part)
        for kind, first, second in list(self.relations):
            if whole in (first, second):
                self.relations.append((kind, part if first is whole else first, part if second is whole else second))

    def leave_out(self, names: Collection[str]) -> None:
        """Take out things that shall not be seen."""
        gone = [each for each in self.things if each.name in names and not each.color]
        self.things = [each for each in self.things if each not in gone]
        self.relations = [each for each in self.relations if each[1] not in gone and each[2] not in gone]

    def _settle_sides(self) -> None:
        sides, self.sides = self.sides, []
        for one, other in (("left_of", "right_of"), ("above", "under"), ("in_front_of", "behind")):
            firsts = [thing for side, thing in sides if side == one or (one, side) == ("above", "on")]
            seconds = [thing for side, thing in sides if side == other]
            for first, second in zip(firsts, seconds, strict=False):
                self.relate(one, first, second)
            if len(firsts) + len(seconds) == 1:  # 最右一扇换成了红漆
                alone = (firsts + seconds)[0]
                others = [each for each in self.things if each.name == alone.name and each is not alone]
                for each in others if len(others) == 1 and alone.counted else []:
                    self.relate(one, *((alone, each) if firsts else (each, alone)))

    def _settle_between(self) -> None:
        """Who is between two on the sides stands to the right of one and to the left of the other."""
        for one in dict.fromkeys(first for first, _ in self.between):
            ends = [second for first, second in self.between if first is one]
            row = next((each for each in self.relations if {each[1], each[2]} == set(ends[:2])), None)
            if len(ends) == 2 and row is not None and row[0] in _ROWS:
                self.relations += [(row[0], row[1], one), (row[0], one, row[2])]
            else:
                self.relations += [("next_to", one, each) for each in ends]

    def _settle_aloft(self) -> None:
        """What flies in the sky is above what is told of the ground after it: "天上飞着老鹰，地上跑着兔子"."""
        below = [each for each in self.things if each not in self.aloft and each not in self.bare_places]
        used = {id(each) for _, first, second in self.relations for each in (first, second)}
        for each in self.aloft if len(below) == 1 else []:
            if id(each) not in used and each.at < below[0].at:
                self.relate("above", each, below[0])

    def ground(self) -> str | None:
        """The places in one phrase, or the time of day where none is told."""
        used = {id(each) for _, first, second in self.relations for each in (first, second)}
        bare = [place_text(each) for each in self.bare_places if id(each) not in used and each not in self.placed]
        return "，".join(list(dict.fromkeys([*self.grounds, *bare, *self.times]))[:3]) or None


@dataclass
class Verb:
    """A verb that waits for what it is done with."""

    text: str
    kind: str


def is_word(item: Item | None, *kinds: str) -> bool:
    return isinstance(item, Word) and item.kind in kinds


def had_as(verb: Verb, thing: Thing) -> str:
    """How somebody has a thing: a scarf is worn around, a moon is not."""
    if verb.text == "打" or verb.text in words.READ:
        return "holding"
    if verb.text == "背" and thing.kind in ALIVE:
        return "holding"
    return verb.kind if is_worn(thing) else words.WORN_ELSE.get(verb.text, verb.kind)


def is_worn(thing: Thing) -> bool:
    """Whether it is something to wear."""
    return thing.kind == "clothing" or thing.name.endswith(nouns.WORN_ENDINGS)


def is_sky(thing: Thing) -> bool:
    return thing.name in ("天", "天空", "空中", "夜空", "蓝天", "天边", "星空", "sky")


def is_house(thing: Thing) -> bool:
    if thing.name == "屋":
        return True
    if thing.kind == "room" and not thing.counted:
        return True
    return thing.name.endswith(("店", "馆", "厅", "室", "校", "院", "教堂", "场", "站")) and not thing.counted


def place_text(place: Thing) -> str:
    color = place.color and nouns.COLOR_NAMES.get(place.color, "")
    said = [f"{each}的" if len(each) > 1 else each for each in place.attributes]
    return "".join([*said, f"{color}的" if color else "", place.name])


def words_of(item: Item) -> str:
    """An item in words."""
    if isinstance(item, Word):
        return item.text
    if isinstance(item, Quantity):
        return f"{words.NUMBERS.get(item.count or 0, item.count) if item.count else '几'}{item.measure}"
    color = nouns.COLOR_NAMES.get(item.color or "", "")
    count = "" if item.count == 1 else f"{words.NUMBERS.get(item.count or 0, item.count or '多')}个"
    return count + "".join(f"{each}的" for each in item.attributes) + (f"{color}的" if color else "") + item.name


def pictures_aside(items: Sequence[Item], known: set[str]) -> list[Item]:
    """The items without words for the picture itself: "一张海报", "画面里"; a picture that was named is a thing."""
    kept: list[Item] = []
    for at, item in enumerate(items):
        if is_word(item, "picture"):
            before = kept[-1] if kept else None
            if cast(Word, item).text in known:
                kept.append(Thing(cast(Word, item).text, "thing", at, bare=True))
                continue
            after = items[at + 1] if at + 1 < len(items) else None
            if is_word(before, "de"):
                kept.append(item)
                continue
            if isinstance(before, Quantity) or (isinstance(before, Thing) and before.kind in PURPOSES):
                kept.pop()
            if not is_word(after, "loc"):
                continue
        kept.append(item)
    return kept
