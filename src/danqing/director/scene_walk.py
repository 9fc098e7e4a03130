"""One walk over the tokens of a prompt, which collects what belongs to each subject and how the subjects stand.

English puts the place of a thing before its landmark ("left of the ball"), Chinese after it ("球的左边"); the walk
knows both. What is not understood is kept in the scene's ``unread``; an unknown word where a thing must stand becomes
an unknown subject, for others to look up by meaning.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace
from typing import cast

from danqing.core.errors import RequestError
from danqing.director import scene_words as words
from danqing.director.scene_around import (
    end_of_unknown,
    is_after_at,
    is_before_background,
    is_of_background,
    is_thing_by_itself,
    kind_after,
    kind_before,
)
from danqing.director.scene_pending import BeforeNoun, HalfRelation
from danqing.director.scene_plan import MAX_COUNT, PlanSubject, ScenePlan, Size
from danqing.director.scene_seen import Scene
from danqing.director.scene_tokens import Token, joined

_MOVING = re.compile(r"\w+(ing|ed|ly)")
_DESCRIBED = frozenset(("de", "subject", "color", "size"))  # what comes after a word that describes
_NOT_RELATED = frozenset(("style", "ground", "ground_noun", "backdrop", "end"))  # after a preposition


@dataclass
class Walk:
    """One walk over the tokens.

    Args:
        scene: where what is read gathers.
        tokens: all tokens.
        said: before the noun came.
        outer: what was said of subjects that come after a clause: "两只[戴着帽子的]猫".
        waiting: relations whose other subject is still to come.
        last: the subject that was named last.
        clause: the first subject of the clause under way.
        side, sky: said of the next subject.
        fronted: a preposition before any subject: "under a tree, a cat".
    """

    scene: Scene
    tokens: list[Token]
    said: BeforeNoun = field(default_factory=BeforeNoun)
    outer: list[BeforeNoun] = field(default_factory=list)
    waiting: list[HalfRelation] = field(default_factory=list)
    last: int = 0
    clause: int = 0
    side: str | None = None
    sky: str | None = None
    fronted: str | None = None

    def plan(self) -> ScenePlan:
        """Walk to the end; the scene as a plan."""
        at = 0
        while at < len(self.tokens):
            if self.tokens[at].kind == "unknown":
                at = self._unknown(at)
            else:
                self._step(at)
                at += 1
        return self.scene.plan(self.sky)

    def _step(self, at: int) -> None:
        """Take a known token."""
        token, scene = self.tokens[at], self.scene
        match token.kind:
            case "subject":
                self._subject_or_ground(at, token)
            case "color":
                self._color(at)
            case "backdrop":
                self._backdrop(at)
            case "size":
                self.said.size, self.said.begun = cast(Size, token.value), True
            case "number":
                self.said.count, self.said.begun = int(token.value), True
                self.said.vague = token.text in words.VAGUE
            case "ground" | "ground_noun":
                scene.ground = scene.ground or token.value
            case "sky":
                self._sky(at)
            case "style":
                scene.style = scene.style or token.value
            case "preposition":
                self._preposition(at)
            case "direction":
                self._direction(at)
            case "side":
                self._beside(token.value)
            case "aside" if len(scene.live()) > 1:
                scene.relate(token.value, *scene.live()[-2:])
            case "backward" if len(scene.live()) > 1:
                scene.relate(token.value, *scene.live()[:-3:-1])
            case "at":
                self._keep_said()
            case "comma":
                self._end_clause()
            case "and":
                self.said = BeforeNoun()
                self.clause = self.clause if token.chinese else len(scene.subjects)
            case "between":
                scene.unread.append(token.text)
            case _:  # de, have, glue, background: grammar that says nothing of its own
                pass

    # Subjects

    def _subject_or_ground(self, at: int, token: Token) -> None:
        """A thing; in the background a ground if it can be one, else a landmark that others are in front of."""
        if is_of_background(self.tokens, at):
            ground = self.scene.lexicon.ground_nouns.get(token.text)
            if ground is not None:
                self.scene.ground = self.scene.ground or ground
                self.waiting.clear()
                self.fronted = None
                return
            here = self.scene.live()
            self.waiting = [HalfRelation("in_front_of", here[0], next_is_first=False)] if here else []
        self._subject(token)

    def _subject(self, token: Token, *, known: bool = True) -> None:
        if (again := self._again(token)) is not None:
            self._named_again(again)
            return
        if self.outer and not self.said.count and token.chinese and self.fronted is None:
            self.said = self.said.within(self.outer.pop())
        said, number = self.said, len(self.scene.subjects)
        count = said.count or 1
        if not self.scene.exact and count > MAX_COUNT:
            raise RequestError(f"A scene holds 1 to {MAX_COUNT} of a thing, not {count} of {token.text!r}.")
        self.scene.subjects.append(
            PlanSubject(
                name=token.value or token.text,
                said=token.text,
                count=count,
                color=said.color,
                size=said.size,
                known=known,
                described=said.described,
                vague=said.vague,
            )
        )
        self.said, self.last = BeforeNoun(), number
        self._settle(number)

    def _again(self, token: Token) -> int | None:
        """The subject that is named a second time: "… , a tree beside the house"."""
        if self.said.begun or self.outer or not (token.chinese or token.article == "the"):
            return None
        name = token.value or token.text
        return next((number for number in self.scene.live()[::-1] if self.scene.subjects[number].name == name), None)

    def _named_again(self, number: int) -> None:
        self.last = number
        waiting, self.waiting = self.waiting, []
        for wait in waiting:
            if wait.other != number:
                self.scene.relate(*wait.with_next(number))

    def _settle(self, number: int) -> None:
        """What was said of the place of the next subject is said of this one."""
        if self.side is not None:
            self.scene.sides.append((self.side, number))
            self.side = None
        if self.sky is not None:
            self.scene.aloft.append((self.sky, number))
            self.sky = None
        if self.waiting:
            self.scene.relate(*self.waiting.pop().with_next(number))
        elif self.fronted is not None:
            self.waiting.append(HalfRelation(self.fronted, number, next_is_first=True))
            self.fronted = None

    def _unknown(self, at: int) -> int:
        """A run of unknown words: an unknown thing where one must stand, else words for the model; returns its end."""
        end = end_of_unknown(self.tokens, at)
        token = self.tokens[at]
        text = joined(each.value for each in self.tokens[at:end])
        before, after = kind_before(self.tokens, at), kind_after(self.tokens, end - 1)
        describes = after in _DESCRIBED or (token.chinese and after == "unknown")
        wanted = self.said.begun or before in ("start", "and") or bool(self.waiting)
        if token.chinese:
            is_place = self.scene.exact and before == "at" and after == "direction"
            is_thing = (wanted or is_place) and after != "glue"
        else:
            is_thing = bool(token.article) or (wanted and _MOVING.fullmatch(text) is None)
        if is_thing and not describes:
            self._subject(Token("subject", "", text, chinese=token.chinese), known=False)
            return end
        self.scene.unread.append(text)
        if describes:
            self.said.described = (*self.said.described, text)
        return end

    def _color(self, at: int) -> None:
        """A colour: of the background, of the next thing, or a thing that is called like it."""
        token, lexicon = self.tokens[at], self.scene.lexicon
        if token.text in lexicon.subjects and is_thing_by_itself(self.tokens, at):
            self._subject_or_ground(at, replace(token, value=lexicon.subjects[token.text]))
        elif not self._backdrop(at):
            self.said.color, self.said.begun = token.value, True

    def _backdrop(self, at: int) -> bool:
        """A colour of the background, before or after that word; True if it was one."""
        color = self.scene.lexicon.backdrops.get(self.tokens[at].text)
        if color is None or not is_of_background(self.tokens, at):
            return False
        self.scene.backdrop = color
        return True

    # Places

    def _preposition(self, at: int) -> None:
        token, scene = self.tokens[at], self.scene
        kind, after = token.value, kind_after(self.tokens, at)
        if after in _NOT_RELATED or is_before_background(self.tokens, at):
            return
        if kind in ("in", "on") and after == "glue":
            return
        here = scene.live(self.clause)
        if not token.chinese and kind not in ("above", "down", "below"):
            here = here or scene.live()
        if here and not (token.chinese and self.said.begun):
            self.waiting.append(HalfRelation(kind, here[-1], next_is_first=False))
        else:
            self._keep_said()
            self.fronted = kind

    def _direction(self, at: int) -> None:
        """After a landmark, "球左边"; after nothing, a side of the picture."""
        token = self.tokens[at]
        if not self._is_after_landmark(at) or not self.scene.live():
            if len(token.text) > 1:
                self._beside(token.value)
            elif kind_before(self.tokens, at) != "background":
                self.scene.unread.append(token.text)
            return
        firsts = [number for number in self.scene.live(self.clause) if number != self.last]
        if firsts and is_after_at(self.tokens, at):
            self.scene.relate(token.value, firsts[-1], self.last)
        else:
            self.waiting.append(HalfRelation(token.value, self.last, next_is_first=True))

    def _is_after_landmark(self, at: int) -> bool:
        """Whether a thing stands right before, or a word that was taken for an unknown one."""
        before = [token.kind for token in self.tokens[:at]]
        if before[-1:] == ["subject"] or before[-2:] == ["subject", "de"]:
            return True
        said = [kind for kind in before if kind != "de"]
        subjects = self.scene.subjects
        return said[-1:] == ["unknown"] and bool(subjects) and not subjects[-1].known

    def _beside(self, side: str) -> None:
        here = self.scene.live(self.clause)
        if here:
            self.scene.sides.append((side, here[-1]))
        else:
            self.side = side

    def _sky(self, at: int) -> None:
        token = self.tokens[at]
        here = self.scene.live(self.clause)
        is_of_last = kind_before(self.tokens, at) in ("at", "glue") or kind_after(self.tokens, at) == "end"
        if here and (not token.chinese or is_of_last):
            self.scene.aloft.append((token.value, here[-1]))
        else:
            self.sky = token.value

    # Clauses

    def _keep_said(self) -> None:
        """What was said so far is of a subject that comes after a clause."""
        if self.said.begun:
            self.outer.append(self.said)
            self.said = BeforeNoun()

    def _end_clause(self) -> None:
        self.clause = len(self.scene.subjects)
        self.said = BeforeNoun()
        self.waiting = [each for each in self.waiting if each.next_is_first]
