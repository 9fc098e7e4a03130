"""Chinese phrases in English by a dictionary and a few rules of word order, for text encoders that read English only.

A phrase is cut into words (the cheapest way through, by how rare each word is). What stands before 的 goes before its
noun as an adjective, or after it as a clause ("坐在草地上的猫": "cat sitting on the grass"); where something is becomes
a preposition ("桌子上": "on the table"); numbers with measure words become numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from danqing.director import translate_words as words
from danqing.director.english_forms import plural_of
from danqing.director.plan_text import NUMBERS_EN

Kind = Literal["noun", "verb", "adjective", "number", "at", "side", "and", "have", "not", "of", "done"]
MAX_WORD = 5
_UNKNOWN, _OWN, _GRAMMAR = 90, 40, 28  # costs; those of the dictionary are tenths of powers of ten, 猫 is 42
_VOWELS = "aeiou"
_VESSELS = "杯碗盘盆瓶壶块片"  # what is in them is not counted
_HALVED = "个颗张根条只"


@dataclass(frozen=True)
class Known:
    """A word of the dictionary.

    Args:
        kind: "noun", "verb" or "adjective"; "" for words that say nothing.
        english: what it means, verbs without "to".
        rarity: tenths of powers of ten by which it is rarer than all words together.
    """

    kind: str
    english: str
    rarity: int


@dataclass(frozen=True)
class _Token:
    kind: Kind
    english: str
    count: int = 1  # of numbers


class ChineseToEnglish:
    """Translates phrases.

    Args:
        dictionary: what is known of a word, or None.
        colors: words for colours → their English.
        things: names of things → their English; these go before the dictionary.
    """

    def __init__(
        self,
        dictionary: Callable[[str], Known | None],
        colors: Mapping[str, str],
        things: Mapping[str, str],
    ) -> None:
        self._dictionary, self._colors, self._things = dictionary, colors, things

    def __call__(self, phrase: str) -> str:
        """The phrase in English; words that nobody knows are left out."""
        return _tidy(_clause(self._tokens(phrase)))

    def _tokens(self, phrase: str) -> list[_Token]:
        found: list[_Token] = []
        for part in self._cut(phrase):
            if part.isdigit() or part in words.NUMBERS:
                found.append(_number(int(part) if part.isdigit() else words.NUMBERS[part]))
            elif part in words.MEASURES and found and found[-1].kind == "number":
                continue
            elif (token := self._token(part)) is not None:
                found.append(token)
        return found

    def _token(self, part: str) -> _Token | None:
        tables: tuple[tuple[Kind, Mapping[str, str]], ...] = (
            ("side", words.SIDES),
            ("and", words.AND),
            ("not", words.NOT),
            ("verb", words.VERBS),
            ("adjective", words.ADJECTIVES),
            ("adjective", self._colors),
            ("noun", words.NOUNS),
            ("noun", self._things),
        )
        if part in words.MANY:
            return _Token("number", words.MANY[part], 1 if part[0] in "一半" and part[1:] in _VESSELS + _HALVED else 2)
        if part == "的":
            return _Token("of", "")
        if part in words.AT:
            return _Token("at", "in")
        if part in words.HAVE:
            return _Token("have", "with")
        if part in words.DROPPED:
            return None
        for kind, table in tables:
            if part in table:
                return _Token(kind, table[part])
        known = self._dictionary(part)
        if known is None or not known.kind:
            return None
        if known.kind == "verb":
            return _Token("verb", _ing(known.english))
        return _Token("adjective" if known.kind == "adjective" else "noun", known.english)

    def _cost(self, part: str) -> int | None:
        if part.isdigit() or part in words.NUMBERS or part in words.MANY or part == "的" or part in words.AT:
            return _GRAMMAR
        if part in words.SIDES or part in words.AND or part in words.MEASURES or part in words.HAVE:
            return _GRAMMAR + 6
        if part in words.NOT or part in words.DROPPED:
            return _GRAMMAR + 8
        own = (words.VERBS, words.ADJECTIVES, self._colors, words.NOUNS, self._things)
        if any(part in table for table in own):
            return _OWN
        known = self._dictionary(part)
        return None if known is None else known.rarity + 4

    def _cut(self, phrase: str) -> list[str]:
        """The cheapest way to cut a phrase into words; characters that nobody knows stand alone."""
        best: list[tuple[int, int]] = [(0, 0)]  # cost up to here, where the last word begins
        for end in range(1, len(phrase) + 1):
            options = [(best[end - 1][0] + _UNKNOWN, end - 1)]
            for start in range(max(0, end - MAX_WORD), end):
                cost = self._cost(phrase[start:end])
                if cost is not None:
                    options.append((best[start][0] + cost, start))
            best.append(min(options))
        parts, end = [], len(phrase)
        while end:
            start = best[end][1]
            parts.append(phrase[start:end])
            end = start
        return parts[::-1]


def _number(count: int) -> _Token:
    english = "a" if count == 1 else NUMBERS_EN[count] if count < len(NUMBERS_EN) else str(count)
    return _Token("number", english, count)


def _clause(tokens: Sequence[_Token]) -> str:
    """What stands before each 的 put where English has it, then word by word."""
    left = list(tokens)
    while (place := next((i for i, each in enumerate(left) if each.kind == "of"), None)) is not None:
        before, after = left[:place], left[place + 1 :]
        if not before or not any(each.kind in ("noun", "adjective") for each in after):
            left = before + after
            continue
        begin = _begin_of_modifier(before)
        if _is_side_of(before, after):  # "在江南的石桥上": the place is the bridge
            begin = max(begin, 1 + max(i for i, each in enumerate(before) if each.kind == "at"))
        modifier = before[begin:]
        if all(each.kind in ("adjective", "noun") for each in modifier):
            noun = [_Token("adjective", each.english) for each in modifier]
            left = [*before[:begin], *noun, *after]
        elif len(modifier) == 1:
            left = [*before[:begin], _Token("adjective", modifier[0].english), *after]
        else:
            head = _end_of_head(after)
            said = _Token("done", _clause(modifier))
            left = [*before[:begin], *after[:head], said, *after[head:]]
    return _flat(left)


def _begin_of_modifier(before: Sequence[_Token]) -> int:
    """Where that begins which describes the noun after 的."""
    begin = len(before)
    if before[-1].kind == "adjective":
        while begin and before[begin - 1].kind == "adjective":
            begin -= 1
        return begin
    while begin and before[begin - 1].kind not in ("number", "and", "have", "done"):
        begin -= 1
    inside = [each.kind for each in before[begin:]]
    if "verb" in inside and "noun" in inside[: inside.index("verb")] and "at" not in inside:
        begin += inside.index("verb") + 1  # "女孩抱着木头的玩具": the verb is the sentence's own
    return min(begin, len(before) - 1)


def _is_side_of(before: Sequence[_Token], after: Sequence[_Token]) -> bool:
    """Whether the noun after 的 is the end of a place that began before it."""
    end = _end_of_head(after)
    follows = end < len(after) and after[end].kind == "side"
    return follows and any(each.kind == "at" for each in before[:-1])


def _end_of_head(after: Sequence[_Token]) -> int:
    """Where the noun ends that is described, with its own adjectives."""
    end = 0
    while end < len(after) and after[end].kind in ("adjective", "of", "number"):
        end += 1
    while end < len(after) and after[end].kind == "noun":
        end += 1
    return end


def _flat(tokens: Sequence[_Token]) -> str:
    """Word by word, with places after what is there."""
    said: list[str] = []
    places: list[str] = []  # said before what is there, as in "桌子上有一个苹果"
    at = 0
    while at < len(tokens):
        each = tokens[at]
        if each.kind == "at" or _has_side(tokens, at):
            text, at = _place(tokens, at)
            follows = tokens[at].kind if at < len(tokens) else None
            (places if follows in ("have", "verb", "number") and not _after_verb(tokens, at) else said).append(text)
            at += follows == "have"
        elif each.kind in ("noun", "adjective", "number"):
            end = _end_of_phrase(tokens, at)
            said.append(_noun_phrase(tokens[at:end]))
            at = end
        else:
            said.append(each.english)
            at += 1
        if places and at < len(tokens) and tokens[at].kind == "and":
            said += places
            places = []
    return " ".join([*said, *places])


def _after_verb(tokens: Sequence[_Token], end: int) -> bool:
    """Whether the place that ends there belongs to a verb before it ("坐在草地上看书")."""
    begin = end - 1
    while begin and tokens[begin].kind != "at":
        begin -= 1
    return begin > 0 and tokens[begin - 1].kind == "verb"


def _has_side(tokens: Sequence[_Token], at: int) -> bool:
    """Whether a noun begins here that a side follows: "桌子 上"."""
    end = _end_of_phrase(tokens, at)
    return end > at and end < len(tokens) and tokens[end].kind == "side" and tokens[at].kind != "side"


def _place(tokens: Sequence[_Token], at: int) -> tuple[str, int]:
    """Where something is, as a preposition with its noun, and where it ends."""
    begin = at + (tokens[at].kind == "at")
    end = _end_of_phrase(tokens, begin)
    preposition = "in"
    noun = _noun_phrase(tokens[begin:end], definite=True)
    if end < len(tokens) and tokens[end].kind == "side":
        preposition, end = tokens[end].english, end + 1
    return f"{preposition} {noun}".strip(), max(end, at + 1)


def _end_of_phrase(tokens: Sequence[_Token], at: int) -> int:
    """Where a noun with its number and adjectives ends."""
    while at < len(tokens) and tokens[at].kind in ("number", "adjective"):
        at += 1
    while at < len(tokens) and tokens[at].kind in ("noun", "adjective"):
        at += 1
    return at


def _noun_phrase(tokens: Sequence[_Token], *, definite: bool = False) -> str:
    """A noun with its number and adjectives."""
    counted = [each for each in tokens if each.kind == "number"]
    rest = [each.english for each in tokens if each.kind != "number"]
    if not rest:
        return " ".join(each.english for each in counted)
    if not counted:
        article = "the " if definite and not rest[0][:1].isupper() else ""
        return article + " ".join(rest)
    number = counted[-1]
    if number.count > 1 and tokens[-1].kind == "noun":
        rest[-1] = plural_of(rest[-1])
    article = number.english
    if article == "a" and rest[0][:1].lower() in _VOWELS:
        article = "an"
    return f"{article} {' '.join(rest)}"


def _ing(verb: str) -> str:
    """The first word of a verb with -ing: "run across": "running across"."""
    first, _, rest = verb.partition(" ")
    if first in ("be", "have") and rest:
        return rest
    if first.endswith("ie"):
        made = f"{first[:-2]}ying"
    elif first.endswith("e") and not first.endswith(("ee", "oe", "ye")):
        made = f"{first[:-1]}ing"
    elif re.fullmatch(r"[^aeiou]*[aeiou][bdgmnprt]", first):
        made = f"{first}{first[-1]}ing"
    else:
        made = f"{first}ing"
    return f"{made} {rest}".strip()


def _tidy(text: str) -> str:
    text = re.sub(r"\s+", " ", text)
    text = re.sub(r"\s+,", ",", text)
    return text.strip(" ,")
