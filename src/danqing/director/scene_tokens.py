"""A prompt cut into tokens: the longest phrases that a lexicon or grammar knows, and unknown words between them.

Before that the text is cut into units, each a Chinese character or an English word.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from danqing.director import scene_words as words
from danqing.director.scene_words import Lexicon

_UNITS = re.compile(r"[a-z0-9]+(?:['’-][a-z0-9]+)*|[^\s]|\n")
_SKIPPED = 3  # articles that may stand inside a phrase
_BEFORE_PLACES = frozenset(("on", "in", "at", "by", "near", "across"))


@dataclass(frozen=True)
class Token:
    """A known phrase, or an unknown word between them.

    Args:
        kind: one of the tables of :func:`_phrases`, else "comma", "de" (的), "glue" or "unknown".
        value: what the phrase stands for in its table.
        text: as said, in small letters.
        article: a, an or the if one stood before.
        chinese: whether it begins with a Chinese character.
    """

    kind: str
    value: str
    text: str
    article: str = ""
    chinese: bool = False


Found = tuple[Token, int]  # and how many units it took


class Tokenizer:
    """Cuts prompts with one lexicon.

    Args:
        lexicon: what things are called.
    """

    def __init__(self, lexicon: Lexicon) -> None:
        self._measures = lexicon.measures
        self._phrases = _phrases(lexicon)
        self._longest = max(map(len, self._phrases)) + _SKIPPED

    def tokens(self, prompt: str) -> list[Token]:
        """The tokens of a prompt; articles are told of the token after them."""
        units, found, at, article = _units(prompt), [], 0, ""
        while at < len(units):
            unit = units[at]
            if unit in words.ARTICLES:
                article, at = unit, at + 1
                continue
            token, length = (
                self._number(units, at) or self._known(units, at) or self._placed(units, at) or (_other(unit), 1)
            )
            found.append(replace(token, article=article, chinese=_is_chinese(unit)))
            article, at = "", at + length
        return found

    def _known(self, units: list[str], at: int) -> Found | None:
        """The longest phrase from ``at`` on; articles inside it do not count."""
        best = None
        phrase: tuple[str, ...] = ()
        for end in range(at, min(len(units), at + self._longest)):
            if units[end] in words.ARTICLES:
                continue
            phrase = (*phrase, units[end])
            if phrase in self._phrases:
                kind, value = self._phrases[phrase]
                best = (Token(kind, value, joined(phrase)), end + 1 - at)
        return best

    def _placed(self, units: list[str], at: int) -> Found | None:
        """A phrase of place with adjectives inside, such as "on the soft green grass"."""
        if units[at] not in _BEFORE_PLACES:
            return None
        rest = [unit for unit in units[at + 1 : at + 6] if unit not in words.ARTICLES]
        for skipped in (1, 2):
            if len(rest) > skipped and all(unit in words.PLACE_ADJECTIVES for unit in rest[:skipped]):
                kind, value = self._phrases.get((units[at], rest[skipped]), ("", ""))
                if kind == "ground":
                    end = units.index(rest[skipped], at) + 1
                    return Token("ground", value, f"{units[at]} {rest[skipped]}"), end - at
        return None

    def _number(self, units: list[str], at: int) -> Found | None:
        """A number with its measure word: "三只", "3 只", "12"."""
        for length in (2, 1):
            text = "".join(units[at : at + length])
            after = units[at + length] if at + length < len(units) else ""
            if length == 2 and text in words.WHOLE_NUMBERS:
                return Token("number", str(words.CHINESE_NUMBERS[text]), text), 2
            if (text in words.CHINESE_NUMBERS or (length == 1 and text.isdigit())) and after in self._measures:
                number = words.CHINESE_NUMBERS.get(text) or int(text)
                return Token("number", str(number), text + after), length + 1
        unit = units[at]
        return (Token("number", unit, unit), 1) if unit.isdigit() and len(unit) <= 3 else None


def joined(units: Iterable[str]) -> str:
    """Units as a text again: spaces stand between English words alone."""
    text = ""
    for unit in units:
        text += (" " if text and unit.isascii() and text[-1].isascii() else "") + unit
    return text


def _units(text: str) -> list[str]:
    return _UNITS.findall(unicodedata.normalize("NFKC", text).lower())


def _is_chinese(unit: str) -> bool:
    return "\u3400" <= unit[0] <= "\u9fff"


def _other(unit: str) -> Token:
    """A unit that begins no known phrase."""
    if unit in words.COMMAS:
        return Token("comma", unit, unit)
    if not unit.isalnum():
        return Token("glue", unit, unit)
    return Token("de" if unit == "的" else "unknown", unit, unit)


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
