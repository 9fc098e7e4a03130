"""What a picture shows, in words, before and after each change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from danqing.director.edit_types import Add
from danqing.tasks.lexicon import color_word, ground_in_english, named_things, same_thing


@dataclass(frozen=True)
class Wording:
    """The words of a picture.

    Args:
        known: its prompt, or None where nothing is known of it.
        extra: things that were added to what is not known.
    """

    known: str | None
    extra: tuple[str, ...] = ()

    @property
    def things(self) -> tuple[str, ...]:
        """The phrases of the prompt that name things."""
        return named_things(self.known) if self.known else ()

    @property
    def main(self) -> str | None:
        """What "it" is: the first thing that is named."""
        return next(iter(self.things), None)

    @property
    def is_chinese(self) -> bool:
        return any("\u3400" <= character <= "\u9fff" for character in self.prompt)

    @property
    def prompt(self) -> str:
        """All of it, never empty."""
        return self.known or ", ".join(self.extra) or "a picture"

    @property
    def ground(self) -> str:
        """The prompt without its things: what is seen where one was."""
        words = self.known or ""
        for each in self.things:
            words = _cut(words, each)
        return words or ("背景" if self.is_chinese else "plain background")

    def own_words(self, phrase: str) -> str:
        """What the prompt calls a thing that the phrase names, in the same language or the other."""
        if not self.known or phrase.lower() in self.known.lower():
            return phrase
        return next((each for each in self.things if same_thing(each, phrase)), phrase)

    def replaced(self, what: str, by: str) -> Wording:
        own = self.own_words(what)
        if self.known and own.lower() in self.known.lower():
            return Wording(re.sub(_phrase(own), lambda _: by, self.known, count=1, flags=re.I))
        return self._with(by)

    def without(self, what: str) -> Wording:
        own = self.own_words(what)
        return replace(self, known=_cut(self.known, own) or None) if self.known else self

    def added(self, operation: Add) -> Wording:
        if operation.count == 1:
            return self._with(operation.what)
        joint = " " if operation.what.isascii() else "个"
        return self._with(f"{_NUMBERS[operation.what.isascii()][operation.count - 2]}{joint}{operation.what}")

    def before(self, ground: str) -> Wording:
        """The same things before another ground."""
        things = self.things
        if not things:
            return self._with(ground)
        joint, comma = ("、", "，") if self.is_chinese else (" and ", ", ")
        found = (re.search(_phrase(each), self.known or "", re.I) for each in things)
        said = [each if match is None else match[0].strip() for each, match in zip(things, found, strict=True)]
        return Wording(f"{joint.join(said)}{comma}{ground}")

    def on_ground(self, ground: str) -> Wording:
        """The same words with another ground in place of theirs, as far as they say one; else as :meth:`before`."""
        found = _GROUND.search(self.known or "") if not self.is_chinese else None
        if found is None:
            return self.before(ground)
        ground = ground if ground.isascii() else ground_in_english(ground)
        bare = re.sub(r"^(?:on|in|at|before)\s+", "", ground)
        article = "" if re.match(r"(?:an?|the)\b", bare) else "the "
        return Wording(f"{(self.known or '')[: found.start()]}{found[1]} {article}{bare}")

    def recolored(self, what: str, color: str) -> Wording:
        own = self.own_words(what)
        if not self.known or own.lower() not in self.known.lower():
            return self
        word = color_word(color, chinese=not own.isascii())
        bare = re.sub(rf"^(?:{_COLORS})\s*的?", "", own, flags=re.I) or own
        return self.replaced(own, f"{word}{bare}" if not own.isascii() else f"a {word} {bare}")

    def _with(self, more: str) -> Wording:
        comma = "，" if self.is_chinese or not more.isascii() else ", "
        return Wording(f"{self.known}{comma}{more}") if self.known else Wording(None, (*self.extra, more))


_NUMBERS = {True: ["two", "three", "four", "five", "six", "seven", "eight", "nine"], False: list("两三四五六七八九")}
_GROUND = re.compile(r"\b(on|in) (?:an? |the )?(?:\w+ )?\w+$")  # what ends a plain English prompt
_COLORS = (
    "red|orange|yellow|green|blue|purple|pink|brown|black|white|gr[ae]y"
    "|红色?|橙色?|橘色?|黄色?|绿色?|蓝色?|紫色?|粉色?|棕色?|黑色?|白色?|灰色?"
)


def _phrase(noun: str) -> str:
    """A pattern for a noun with what belongs to it: article or number, measure word, colour and size."""
    if noun.isascii():
        before = rf"(?:\b(?:an?|the|one|two|three|{_COLORS}|small|little|big|large)\s+)*"
        return rf"{before}\b{re.escape(noun)}(?:s|es)?\b"
    return rf"(?:[一两二三四五六七八九十\d]+[个只条头匹朵棵座辆把张件顶])?(?:(?:{_COLORS})的?)?[大小]?{re.escape(noun)}"


def _cut(words: str | None, noun: str) -> str:
    """Words without a noun, what belongs to it and the joints around it."""
    left = re.sub(r"\s+", " ", re.sub(_phrase(noun), " ", words or "", flags=re.I))
    left = re.sub(r"\b(?:and|with|next to)\s+(?=(?:and|with|on|in|at|under|by|next|above|behind|before)\b)", "", left)
    ends = r"\s|[,，、。]|\b(?:and|with|next to)\b|和|与|的"
    return re.sub(rf"^(?:{ends})+|(?:{ends})+$", "", left).strip()
