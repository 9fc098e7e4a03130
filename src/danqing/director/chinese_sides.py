"""Words of place without a thing in Chinese clauses: "旁边有…", "狗在左边", "中间坐着…"."""

from __future__ import annotations

from collections.abc import Sequence

from danqing.director import chinese_classes as classes
from danqing.director import chinese_words as words
from danqing.director.chinese_kinds import Word
from danqing.director.chinese_places import Places
from danqing.director.chinese_scene import ALIVE, AROUND, is_word
from danqing.director.chinese_things import Item, Thing


class Sides(Places):
    """A clause that knows beside what something is where that is left out."""

    def _side(self, word: Word, at: int) -> None:
        """A word of place without landmark: beside what was spoken of, or a side of the picture."""
        kind = word.value
        self.sides = word.text
        after = self.items[at + 1 :]
        if kind == "corner" or (after and is_word(after[0], "pronoun")):
            return
        laid = self.verb is None or self.verb.kind == "posture" or self.verb.text in words.LAID
        if self.mode == "at" or (self.agents and not after and laid):  # 安全帽搁旁边
            self._is_at_side(word)
        elif not self.agents or self.embedded or after:
            self._begins_at_side(word, after)

    def _is_at_side(self, word: Word) -> None:
        """Who was named is there: "狗在左边", "剑背在身后"."""
        kind, self.mode = word.value, ""
        who = self.patient or self.agents
        around = self.topic if not self.embedded else self.scene.owner or self.scene.topic
        others = [each for each in (self.agents if self.patient else around) if each not in who]
        owner = next((each for each in [*others, *self.scene.last_alive()] if each.kind in ALIVE), None)
        for each in who or self.topic:
            borne = word.text in words.OF_BODIES and each.kind not in ALIVE
            had = self._had_on_body(each, kind) if borne else ""
            if had and owner is not None:  # 剑背在身后
                self.scene.relate(had, owner, each)
                self.verb = None
            elif kind == "between" or (word.text == "中" and self.scene.sides):
                self._relate_all(kind, [each], [one for one in self._both(self.topic) if one is not each])
            elif kind in words.SIDES and (not others or kind in ("left_of", "right_of")):
                self.scene.sides.append((kind, each))
            elif others and kind != "in":
                self._stands(each, kind, others[:1])
        self._posture()

    def _begins_at_side(self, word: Word, after: Sequence[Item]) -> None:
        """The clause tells next what is there: "旁边放着水壶"."""
        kind = word.value
        known = self.topic or self.scene.things[-1:]
        alive = any(each.kind in ALIVE for each in known)
        if word.text in words.OF_BODIES and (self.scene.owner or not alive):  # 肩上站着鹦鹉，脚边…
            known = self.scene.owner or self.scene.last_alive() or known
        shelf = word.text.endswith("层") or word.text in ("这头", "那头")  # 书柜第一层放书，第二层放相框
        top = word.text.startswith("最") and not alive and self.scene.fronted_kind != "on"
        held = [second for kind, _, second in self.scene.relations if kind in ("holding", "wearing")]
        theirs = word.text in words.OF_BODIES and any(each in held for each in self.scene.landmark)
        if self.scene.landmark and not theirs and (shelf or top or self._stays_there(kind, alive=alive)):
            known = self.scene.landmark
        if self.scene.base is not None and kind in ("left_of", "right_of"):
            self.fronted = (kind, [])
            return
        first = next((each for each in after if isinstance(each, Thing)), None)
        if kind == "on" and first is not None and first.name.endswith(classes.IN_THE_SKY):  # 上面有太阳
            self.fronted = ("above", [thing for _, thing in self.scene.sides] or list(known[-1:]))
            return
        if kind == "far" or (kind == "outside" and not any(is_word(each, "verb") for each in after)):
            self.fronted = None
            return
        if kind == "between":
            both = self._both(known)
            self.fronted = (kind, both) if both else None
            return
        seat = [one[2] for one in self.scene.relations[-1:] if self.scene.sides and one[1] is self.scene.sides[-1][1]]
        if (
            kind in ("left_of", "right_of") and seat and seat[0].name.endswith(classes.SEATS)
        ):  # 沙发左边坐着…，右边坐着…
            self.fronted = (kind, seat)
            return
        sided = kind in ("left_of", "right_of") and (self.scene.sides or not self.scene.things)
        self.fronted = ("above" if kind == "on" and not known else kind, [] if sided or not known else list(known[:1]))
        if kind in ("left_of", "right_of") and self.scene.sides:
            self.fronted = (kind, [])
        opens = kind in ("on", "above") and not self.scene.things  # 最上面是月亮，下面是湖
        closes = kind == "under" and any(side in ("on", "above") for side, _ in self.scene.sides)
        if opens or closes:
            self.fronted = ("above" if opens else kind, [])
        if not self.embedded and self.fronted[1] and not self.agents:
            self.scene.landmark, self.scene.fronted_kind, self.scene.implied = list(self.fronted[1]), kind, True

    def _stays_there(self, kind: str, *, alive: bool) -> bool:
        """Whether a word of place is said of the thing that the clause before told the places of.

        Args:
            kind: of the place.
            alive: whether what was found there is alive.
        """
        before = self.scene.fronted_kind
        if not before or before == kind:
            return False
        if kind in ("on", "in") and not alive:
            return kind == "on" and self.scene.implied
        hung = before == "on" and kind == "under" and self.scene.landmark[0].name.endswith("墙")
        if hung:
            return False
        if self.scene.implied or (before in AROUND and kind in AROUND):  # 猫的左边是狗，右边是兔子
            return True
        if before in ("on", "in") and kind in ("under", "behind", "in_front_of"):  # 吧台上摆着酒杯，后面站着调酒师
            return True
        return kind in ("on", "in")

    def _both(self, known: Sequence[Thing]) -> list[Thing]:
        """Between whom something is: those on the two sides, or the two that were spoken of last."""
        sided = [thing for _, thing in self.scene.sides][-2:]
        if len(sided) < 2:
            sided = self.scene.listed[-2:]
        if len(sided) < 2 and len(self.scene.relations) > 1:  # 一头坐着军人，一头坐着学生，中间…
            (_, one, place), (_, other, again) = self.scene.relations[-2:]
            sided = [one, other] if place is again and one is not other else []
        if len(sided) > 1:
            return sided
        return list(known[-2:]) if len(known) > 1 or any(each.count != 1 for each in known) else []
