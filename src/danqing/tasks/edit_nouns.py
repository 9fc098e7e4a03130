"""How many of a thing a prompt tells of, and the words for them anew: "two cats" → "a black cat and a cat"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from danqing.director.english_forms import noun_of_plural

NUMBERS = {
    "en": ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    "zh": ("一", "两", "三", "四", "五", "六", "七", "八", "九"),
}
_VALUES = {word: value for words in NUMBERS.values() for value, word in enumerate(words, start=1)} | {"二": 2}
_MEASURES = "个只条头匹朵棵座辆把张件顶位名根盏架艘束株本颗栋扇幅片块"
COLORS = (
    "red|orange|yellow|green|blue|purple|pink|brown|black|white|gr[ae]y"
    "|红色?|橙色?|橘色?|黄色?|绿色?|蓝色?|紫色?|粉色?|棕色?|黑色?|白色?|灰色?"
)
_COLOR = re.compile(rf"(?:{COLORS})\s*的?\s*", re.I)
_BEFORE = {
    "en": (
        rf"(?:\b(?P<number>an?|the|{'|'.join(NUMBERS['en'])}|[1-9])\s+)?"
        rf"(?P<looks>(?:\b(?:{COLORS}|small|little|big|large)\s+)*)"
    ),
    "zh": (
        rf"(?:(?P<number>[一两二三四五六七八九\d]+)(?P<measure>[{_MEASURES}]))?"
        rf"(?P<looks>(?:(?:{COLORS})的?)?[大小]?)"
    ),
}  # what stands before a noun


@dataclass(frozen=True, kw_only=True)
class Told:
    """A thing as a prompt tells of it.

    Args:
        prompt: the words.
        start, end: where it stands in them.
        count: how many.
        looks: colour and size before the noun.
        noun: as it stands there, of one or of several.
        measure: the Chinese measure word; empty without one.
        article: "the" where the prompt says it.
    """

    prompt: str
    start: int
    end: int
    count: int
    looks: str
    noun: str
    measure: str = ""
    article: str = ""

    def some(self, count: int, *, color: str | None = None) -> str:
        """So many of them, in another colour where one is given."""
        looks = self.looks if color is None else f"{color}{_COLOR.sub('', self.looks)}"
        if not self.noun.isascii():
            numbered = self.measure or count > 1
            return f"{NUMBERS['zh'][count - 1] + (self.measure or '个') if numbered else ''}{looks}{self.noun}"
        noun = noun_of_plural(self.noun.lower()) if count == 1 < self.count else self.noun
        words = " ".join(each for each in (looks.strip(), noun) if each)
        if self.article:
            return f"the {words}"
        first = NUMBERS["en"][count - 1] if count > 1 else "an" if words[:1].lower() in "aeiou" else "a"
        return f"{first} {words}"

    def instead(self, *parts: str) -> str:
        """The prompt with other things in its place."""
        before, after = self.prompt[: self.start], self.prompt[self.end :]
        if self.noun.isascii():
            listed, last, joint = r"\s*,|\s+and\b", r"\s+and\s+$", ", "
            word = " and "
        else:
            listed, last, joint, word = "[和与、]", "[和与]$", "、", "和"
        if len(parts) > 1 and not re.match(listed, after):
            before = re.sub(last, joint, before)
            return f"{before}{joint.join(parts[:-1])}{word}{parts[-1]}{after}"
        return f"{before}{joint.join(parts)}{after}"


def told_of(prompt: str, noun: str) -> Told | None:
    """A thing as a prompt tells of it; None where it does not.

    Args:
        prompt: the words.
        noun: in the prompt's language, of one or of several.
    """
    found = re.search(pattern_of(noun), prompt, re.I)
    if found is None:
        return None
    number = (found["number"] or "").lower()
    return Told(
        prompt=prompt,
        start=found.start(),
        end=found.end(),
        count=_VALUES.get(number) or (int(number) if number in set("123456789") else 1),
        looks=found["looks"],
        noun=found["noun"],
        measure=found.groupdict().get("measure") or "",
        article="the" if number == "the" else "",
    )


def pattern_of(noun: str) -> str:
    """A pattern for a noun with what belongs to it: article or number, measure word, colour and size."""
    if noun.isascii():
        return rf"{_BEFORE['en']}\b(?P<noun>{re.escape(noun)}(?:s|es)?)\b"
    return rf"{_BEFORE['zh']}(?P<noun>{re.escape(noun)})"


def bare_noun(phrase: str) -> str:
    """A phrase without its article or number, measure word, colour and size; all of it if nothing else is there."""
    return re.sub(rf"^{_BEFORE['en' if phrase.isascii() else 'zh']}", "", phrase, flags=re.I) or phrase
