"""A prompt in Chinese, English or both, read by plain rules into a :class:`ScenePlan`.

First the text becomes units (a Chinese character, an English word), then the longest known phrases become tokens, then
one walk over the tokens collects what belongs to each subject and how the subjects stand to each other. English puts
the place of a thing before its landmark ("left of the ball"), Chinese after it ("球的左边"); the walk knows both.

What is not understood is kept in the plan's ``unread``; an unknown word where a thing must stand becomes an unknown
subject, for others to look up by meaning.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import cast

from danqing.core.errors import RequestError
from danqing.director import scene_words as words
from danqing.director.scene_plan import MAX_COUNT, PlanRelation, PlanSubject, ScenePlan, SceneRelation, Size
from danqing.director.scene_words import Lexicon

_UNITS = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|[^\s]|\n")


@dataclass(frozen=True)
class Token:
    """A known phrase, or an unknown word between them.

    ``kind`` is one of the tables below; ``article`` is a, an or the if one stood before."""

    kind: str
    value: str
    text: str
    article: str = ""
    chinese: bool = False


@dataclass
class _Said:
    """What was said before the noun came."""

    count: int | None = None
    color: str | None = None
    size: Size = "normal"
    begun: bool = False
    vague: bool = False
    described: tuple[str, ...] = ()


@dataclass
class _Waiting:
    """A relation whose other subject is still to come; ``next_is_first`` if that one comes first in it."""

    kind: str
    other: int
    next_is_first: bool


# Text to tokens


def _units(text: str) -> list[str]:
    return _UNITS.findall(unicodedata.normalize("NFKC", text).lower())


def _is_chinese(unit: str) -> bool:
    return "\u3400" <= unit[0] <= "\u9fff"


class SceneReader:
    """Reads prompts with one lexicon.

    Args:
        lexicon: what things are called.
        exact: tell "in", "behind" and "holding" apart from "on" and the like, and take unknown words of place for
            things ("在窗台上"), as plans want it; who lays out pictures from known things wants neither.
    """

    def __init__(self, lexicon: Lexicon, *, exact: bool = False) -> None:
        self.lexicon = lexicon
        self.exact = exact
        self._phrases = _phrases(lexicon)
        self._longest = max(map(len, self._phrases))

    def read(self, prompt: str) -> ScenePlan:
        """What a prompt asks to be seen.

        Raises:
            RequestError: it asks for more than twelve of a thing, and the reader is not exact.
        """
        return _Walk(self.lexicon, self.tokens(prompt), exact=self.exact).plan()

    def tokens(self, prompt: str) -> list[Token]:
        """The prompt cut into known phrases, the longest first, and unknown words between them."""
        units, found, at, article = _units(prompt), [], 0, ""
        while at < len(units):
            unit = units[at]
            if unit in words.ARTICLES:
                article, at = unit, at + 1
                continue
            token, length = self._number(units, at) or self._known(units, at) or self._placed(units, at) or (None, 1)
            if token is None:
                kind = "comma" if unit in words.COMMAS else "de" if unit == "的" else "unknown"
                token = Token(kind if unit.isalnum() or kind == "comma" else "glue", unit, unit)
            found.append(replace(token, article=article, chinese=_is_chinese(unit)))
            article, at = "", at + length
        return found

    def _known(self, units: list[str], at: int) -> tuple[Token, int] | None:
        """The longest phrase from ``at`` on; articles inside it do not count."""
        best = None
        phrase: tuple[str, ...] = ()
        for end in range(at, min(len(units), at + self._longest + 3)):
            if units[end] in words.ARTICLES:
                continue
            phrase = (*phrase, units[end])
            if phrase in self._phrases:
                kind, value = self._phrases[phrase]
                best = (Token(kind, value, _joined(phrase)), end + 1 - at)
        return best

    def _placed(self, units: list[str], at: int) -> tuple[Token, int] | None:
        """A phrase of place with adjectives inside, such as "on the soft green grass"."""
        if units[at] not in ("on", "in", "at", "by", "near", "across"):
            return None
        rest = [unit for unit in units[at + 1 : at + 6] if unit not in words.ARTICLES]
        for skipped in (1, 2):
            if len(rest) > skipped and all(unit in words.PLACE_ADJECTIVES for unit in rest[:skipped]):
                phrase = (units[at], rest[skipped])
                if self._phrases.get(phrase, ("", ""))[0] == "ground":
                    end = units.index(rest[skipped], at) + 1
                    return Token("ground", self._phrases[phrase][1], " ".join(phrase)), end - at
        return None

    def _number(self, units: list[str], at: int) -> tuple[Token, int] | None:
        """A number with its measure word: "三只", "3 只", "12"."""
        for length in (2, 1):
            text = "".join(units[at : at + length])
            after = units[at + length] if at + length < len(units) else ""
            if length == 2 and text in words.WHOLE_NUMBERS:
                return Token("number", str(words.CHINESE_NUMBERS[text]), text), 2
            if (text in words.CHINESE_NUMBERS or (length == 1 and text.isdigit())) and after in self.lexicon.measures:
                number = words.CHINESE_NUMBERS.get(text) or int(text)
                return Token("number", str(number), text + after), length + 1
        unit = units[at]
        return (Token("number", unit, unit), 1) if unit.isdigit() and len(unit) <= 3 else None


def _phrases(lexicon: Lexicon) -> dict[tuple[str, ...], tuple[str, str]]:
    """Units of every phrase → (kind, value); where two kinds share a phrase the first stays."""
    tables: list[tuple[str, Mapping[str, str]]] = [
        ("backward", words.BACKWARD),
        ("sky", words.SKY),
        ("aside", words.SIDE_BY_SIDE),
        ("between", dict.fromkeys(words.BETWEEN, "")),
        ("ground", lexicon.grounds),
        ("color", lexicon.colors),
        ("subject", lexicon.subjects),
        ("style", lexicon.styles),
        ("size", words.SIZES),
        ("preposition", words.PREPOSITIONS),
        ("direction", words.DIRECTIONS),
        ("side", words.ENGLISH_SIDES),
        ("background", dict.fromkeys(words.BACKGROUND, "")),
        ("ground_noun", lexicon.ground_nouns),
        ("backdrop", lexicon.backdrops),
        ("number", {word: str(number) for word, number in words.NUMBERS.items()}),
        ("at", dict.fromkeys(words.AT, "")),
        ("have", dict.fromkeys(words.HAVE, "")),
        ("and", dict.fromkeys(words.AND, "")),
        ("glue", dict.fromkeys(words.GLUE, "")),
    ]
    found: dict[tuple[str, ...], tuple[str, str]] = {}
    for kind, table in tables:
        for phrase, value in table.items():
            found.setdefault(tuple(_units(phrase)), (kind, value))
    return found


def _joined(units: Iterable[str]) -> str:
    text = ""
    for unit in units:
        text += (" " if text and unit.isascii() and text[-1].isascii() else "") + unit
    return text


# Tokens to a plan


@dataclass
class _Walk:
    """One walk over the tokens.

    Args:
        lexicon: for the roles of things.
        tokens: all tokens.
        exact: as of :class:`SceneReader`.
    """

    lexicon: Lexicon
    tokens: list[Token]
    exact: bool = False
    subjects: list[PlanSubject] = field(default_factory=list)
    relations: list[PlanRelation] = field(default_factory=list)
    dropped: set[int] = field(default_factory=set)
    unread: list[str] = field(default_factory=list)
    waiting: list[_Waiting] = field(default_factory=list)
    outer: list[_Said] = field(default_factory=list)
    sides: list[tuple[str, int]] = field(default_factory=list)
    aloft: list[tuple[str, int]] = field(default_factory=list)
    said: _Said = field(default_factory=_Said)
    last: int = 0  # the subject that was named last
    clause: int = 0  # the first subject of the clause under way
    ground: str | None = None
    backdrop: str | None = None
    style: str | None = None
    side: str | None = None  # said of the next subject
    sky: str | None = None  # the same
    fronted: str | None = None  # a preposition before any subject: "under a tree, a cat"

    def plan(self) -> ScenePlan:
        at = 0
        while at < len(self.tokens):
            at += self._step(at)
        self._settle_sides()
        self._settle_sky()
        kept = [number for number in range(len(self.subjects)) if number not in self.dropped]
        place = {number: order for order, number in enumerate(kept)}
        relations = tuple(
            replace(each, first=place[each.first], second=place[each.second])
            for each in self.relations
            if each.first in place and each.second in place
        )
        return ScenePlan(
            subjects=self._sized([self.subjects[number] for number in kept]),
            relations=relations,
            ground=self.ground,
            backdrop=None if self.ground else self.backdrop,
            style=self.style,
            unread=tuple(self.unread),
        )

    def _step(self, at: int) -> int:
        """Take the token at ``at``; returns how many tokens that used up."""
        token = self.tokens[at]
        kind = token.kind
        if kind == "unknown":
            return self._unknown(at)
        if kind == "color" and self._is_thing(at):
            kind, token = "subject", replace(token, value=self.lexicon.subjects[token.text])
        match kind:
            case "subject":
                if self._in_background(at):
                    return 1
                self._subject(token)
            case "color":
                if not self._backdrop(at):
                    self.said.color, self.said.begun = token.value, True
            case "backdrop":
                self._backdrop(at)
            case "size":
                self.said.size, self.said.begun = cast(Size, token.value), True
            case "number":
                self.said.count, self.said.begun = int(token.value), True
                self.said.vague = token.text in words.VAGUE
            case "ground" | "ground_noun":
                self.ground = self.ground or token.value
            case "sky":
                self._sky(at)
            case "style":
                self.style = self.style or token.value
            case "preposition":
                self._preposition(at)
            case "direction":
                self._direction(at)
            case "side":
                self._beside(token.value)
            case "backward":
                if len(self._live()) > 1:
                    self._relate(token.value, self._live()[-1], self._live()[-2])
            case "aside":
                if len(self._live()) > 1:
                    self._relate(token.value, self._live()[-2], self._live()[-1])
            case "at":
                self._keep_said()
            case "comma":
                self._end_clause()
            case "and":
                self.said = _Said()
                self.clause = len(self.subjects) if not token.chinese else self.clause
            case "between":
                self.unread.append(token.text)
            case _:  # de, have, glue, background: grammar that says nothing of its own
                pass
        return 1

    # Subjects

    def _again(self, token: Token) -> int | None:
        """The subject that is named a second time: "… , a tree beside the house"."""
        if self.said.begun or self.outer or not (token.chinese or token.article == "the"):
            return None
        same = [number for number in self._live() if self.subjects[number].name == (token.value or token.text)]
        return same[-1] if same else None

    def _subject(self, token: Token, *, known: bool = True) -> None:
        if (again := self._again(token)) is not None:
            self.last = again
            waiting, self.waiting = self.waiting, []
            for wait in waiting:
                if wait.other != again:
                    self._relate(wait.kind, *((again, wait.other) if wait.next_is_first else (wait.other, again)))
            return
        if self.outer and not self.said.count and token.chinese and self.fronted is None:
            outer = self.outer.pop()
            self.said = _Said(
                count=outer.count, color=self.said.color or outer.color,
                size=self.said.size if self.said.size != "normal" else outer.size,
                vague=outer.vague, described=(*outer.described, *self.said.described),
            )  # fmt: skip
        said, number = self.said, len(self.subjects)
        count = said.count or 1
        if not self.exact and count > MAX_COUNT:
            raise RequestError(f"A scene holds 1 to {MAX_COUNT} of a thing, not {count} of {token.text!r}.")
        self.subjects.append(
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
        self.said, self.last = _Said(), number
        if self.side is not None:
            self.sides.append((self.side, number))
            self.side = None
        if self.sky is not None:
            self.aloft.append((self.sky, number))
            self.sky = None
        if self.waiting:
            wait = self.waiting.pop()
            pair = (number, wait.other) if wait.next_is_first else (wait.other, number)
            self._relate(wait.kind, *pair)
        elif self.fronted is not None:
            self.waiting.append(_Waiting(self.fronted, number, next_is_first=True))
            self.fronted = None

    def _unknown(self, at: int) -> int:
        """A run of unknown words: an unknown thing where one must stand, else words for the model."""
        end = at
        chinese = self.tokens[at].chinese
        while end < len(self.tokens) and self.tokens[end].kind == "unknown" and self.tokens[end].chinese == chinese:
            if end > at and self.tokens[end].article:
                break
            end += 1
        text = _joined(token.value for token in self.tokens[at:end])
        before = self.tokens[at - 1].kind if at else "start"
        after = self.tokens[end].kind if end < len(self.tokens) else "end"
        describes = after in ("de", "subject", "color", "size") or (chinese and after == "unknown")
        wanted = self.said.begun or before in ("start", "and") or bool(self.waiting)
        if chinese:
            place = self.exact and before == "at" and after == "direction"
            thing = not describes and (wanted or place) and after not in ("glue",)
        else:
            moving = re.fullmatch(r"\w+(ing|ed|ly)", text) is not None
            thing = not describes and (bool(self.tokens[at].article) or (wanted and not moving))
        if not thing or (before == "start" and after == "end" and not text.strip()):
            self.unread.append(text)
            if describes:
                self.said.described = (*self.said.described, text)
        else:
            self._subject(Token("subject", "", text, chinese=chinese), known=False)
        return end - at

    def _is_thing(self, at: int) -> bool:
        """Whether a word for a colour is a thing here ("an orange")."""
        if self.tokens[at].text not in self.lexicon.subjects:
            return False
        following = next((token.kind for token in self.tokens[at + 1 :] if token.kind not in ("size", "de")), "end")
        return following not in ("subject", "color", "unknown", "background")

    def _sized(self, subjects: list[PlanSubject]) -> tuple[PlanSubject, ...]:
        """ "小房子" is just a house, but beside a big tree a small one."""
        contrast = any(each.size == "big" for each in subjects)
        return tuple(
            replace(each, size="small") if contrast and each.size == "normal" and each.said.startswith("小") else each
            for each in subjects
        )

    def _live(self) -> list[int]:
        return [number for number in range(len(self.subjects)) if number not in self.dropped]

    # Places

    def _preposition(self, at: int) -> None:
        token = self.tokens[at]
        kind = token.value
        after = self.tokens[at + 1].kind if at + 1 < len(self.tokens) else "end"
        if after in ("style", "ground", "ground_noun", "backdrop", "end") or self._before_background(at):
            return
        if kind in ("in", "on") and after == "glue":
            return
        here = [number for number in self._live() if number >= self.clause]
        if not here and not token.chinese and self._live() and kind not in ("above", "down", "below"):
            here = self._live()
        if here and not (token.chinese and self.said.begun):
            self.waiting.append(_Waiting(kind, here[-1], next_is_first=False))
        else:
            self._keep_said()
            self.fronted = kind

    def _direction(self, at: int) -> None:
        """After a landmark, "球左边"; after nothing, a side of the picture."""
        kind = self.tokens[at].value
        before = [token.kind for token in self.tokens[max(0, at - 2) : at]]
        landmark = bool(before) and (
            before[-1] == "subject" or before[-2:] == ["subject", "de"] or self._just_named(at)
        )
        if not landmark or not self._live():
            if len(self.tokens[at].text) > 1:
                self._beside(kind)
            elif before[-1:] != ["background"]:
                self.unread.append(self.tokens[at].text)
            return
        second = self.last
        firsts = [number for number in self._live() if number >= self.clause and number != second]
        if firsts and self._at_between(at):
            self._relate(kind, firsts[-1], second)
        else:
            self.waiting.append(_Waiting(kind, second, next_is_first=True))

    def _just_named(self, at: int) -> bool:
        """Whether the word right before was taken for an unknown thing."""
        before = [token for token in self.tokens[:at] if token.kind != "de"]
        return bool(before) and before[-1].kind == "unknown" and not self.subjects[-1].known if self.subjects else False

    def _at_between(self, at: int) -> bool:
        """Whether "在" stands between the landmark and the subject before it."""
        for token in reversed(self.tokens[:at]):
            if token.kind == "at":
                return True
            if token.kind in ("comma", "direction", "ground", "have"):
                return False
        return False

    def _beside(self, side: str) -> None:
        here = [number for number in self._live() if number >= self.clause]
        if here:
            self.sides.append((side, here[-1]))
        else:
            self.side = side

    def _sky(self, at: int) -> None:
        token = self.tokens[at]
        here = [number for number in self._live() if number >= self.clause]
        before = self.tokens[at - 1].kind if at else "start"
        after = self.tokens[at + 1].kind if at + 1 < len(self.tokens) else "end"
        if here and (not token.chinese or before in ("at", "glue") or after == "end"):
            self.aloft.append((token.value, here[-1]))
        else:
            self.sky = token.value

    def _keep_said(self) -> None:
        """What was said so far is of a subject that comes after a clause: "两只[戴着帽子的]猫"."""
        if self.said.begun:
            self.outer.append(self.said)
            self.said = _Said()

    def _end_clause(self) -> None:
        self.clause = len(self.subjects)
        self.said = _Said()
        self.waiting = [each for each in self.waiting if each.next_is_first]

    # Backgrounds

    def _backdrop(self, at: int) -> bool:
        """A colour of the background, before or after that word; True if it was one."""
        if self.tokens[at].text not in self.lexicon.backdrops:
            return False
        if self._before_background(at) or self._after_background(at):
            self.backdrop = self.lexicon.backdrops[self.tokens[at].text]
            return True
        return False

    def _in_background(self, at: int) -> bool:
        """A thing in the background: a ground if it can be one, else a landmark that others are in front of."""
        token = self.tokens[at]
        if not (self._before_background(at) or self._after_background(at)):
            return False
        if token.text in self.lexicon.ground_nouns:
            self.ground = self.ground or self.lexicon.ground_nouns[token.text]
            self.waiting.clear()
            self.fronted = None
            return True
        here = self._live()
        self.waiting = [_Waiting("in_front_of", here[0], next_is_first=False)] if here else []
        return False

    def _before_background(self, at: int) -> bool:
        for token in self.tokens[at + 1 : at + 4]:
            if token.kind == "background":
                return True
            if token.kind not in ("color", "backdrop", "de", "glue", "preposition"):
                return False
        return False

    def _after_background(self, at: int) -> bool:
        for token in reversed(self.tokens[max(0, at - 4) : at]):
            if token.kind == "background":
                return True
            if token.kind not in ("have", "glue", "de", "color", "size"):
                return False
        return False

    # Relations

    def _relate(self, said: str, first: int, second: int) -> None:
        kind, first, second = self._meant(said, first, second)
        name = self.subjects[second].name
        plain = self.subjects[second].count == 1 and self.subjects[second].color is None
        if kind in ("in_front_of", "under", "below", "in_sky", "on") and plain and name in self.lexicon.scenic:
            if self.ground in (None, self.lexicon.scenic[name]):
                self.ground = self.lexicon.scenic[name]
                self.dropped.add(second)
            return
        if kind == "and" or any({each.first, each.second} == {first, second} for each in self.relations):
            return
        self.relations.append(PlanRelation(kind=cast(SceneRelation, kind), first=first, second=second))

    def _meant(self, said: str, first: int, second: int) -> tuple[str, int, int]:
        """A relation as said → as the plan knows it."""
        one, other = self.subjects[first].name, self.subjects[second].name
        roles = self.lexicon.roles
        lights, fliers = roles["aloft"], roles["flying"] | roles["aloft"]
        match said:
            case "up":
                return ("above" if other in fliers or one in lights else "on"), first, second
            case "down":
                if other in lights and one not in fliers:
                    return "in_sky", first, second
                return ("under" if other in roles["roof"] else "below"), first, second
            case "in" if self.exact and other not in roles["wearable"]:
                return "in", first, second
            case "behind" if self.exact:
                return "behind", first, second
            case "holding":
                return ("holding" if self.exact else "and"), first, second
            case "in":
                return ("wearing" if other in roles["wearable"] else "on"), first, second
            case "with":
                return ("wearing" if other in roles["wearable"] else "and"), first, second
            case "behind":
                return "in_front_of", second, first
        return said, first, second

    def _settle_sides(self) -> None:
        """ "on the left a cat, on the right a dog" """
        for one, opposite in (("left_of", "right_of"), ("above", "below"), ("up", "down")):
            firsts = [number for side, number in self.sides if side == one]
            seconds = [number for side, number in self.sides if side == opposite]
            live = self._live()
            if len(live) == 2 and len(firsts) + len(seconds) == 1:
                firsts = firsts or [number for number in live if number not in seconds]
                seconds = seconds or [number for number in live if number not in firsts]
            for first, second in zip(firsts, seconds, strict=False):
                if first != second:
                    self._relate("above" if one == "up" else one, first, second)

    def _settle_sky(self) -> None:
        high = {number for _, number in self.aloft}
        fliers = self.lexicon.roles["flying"] | self.lexicon.roles["aloft"]
        others = [number for number in self._live() if number not in high]
        if (self.aloft or self.sky) and (not others or all(self.subjects[each].name in fliers for each in others)):
            self.ground = self.ground or (self.aloft[0][0] if self.aloft else self.sky)
            return
        for _, number in self.aloft:
            if number in self._live():
                self._relate("in_sky", others[0], number)
