"""What a picture shows, in words, before and after each change."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from danqing.director.edit_instances import Which, instance_of
from danqing.director.edit_types import Add, Move
from danqing.tasks.edit_nouns import NUMBERS, pattern_of, told_of
from danqing.tasks.edit_standing import pattern_joined, stands, without_bare_sides, without_standing
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
        words = without_bare_sides(words)
        return words or ("背景" if self.is_chinese else "plain background")

    def own_words(self, phrase: str) -> str:
        """What the prompt calls a thing that the phrase names, in the same language or the other."""
        if not self.known or phrase.lower() in self.known.lower():
            return phrase
        return next((each for each in self.things if same_thing(each, phrase)), phrase)

    def meant(self, phrase: str) -> tuple[str, Which | None]:
        """What the prompt calls a thing, and which of several is meant, unless the prompt itself calls it so."""
        if self.known and phrase.lower() in self.known.lower():
            return phrase, None
        named, which = instance_of(phrase)
        return self.own_words(named), which

    def count_of(self, phrase: str) -> int:
        """How many of a thing the prompt tells of; 1 where it does not say."""
        told = told_of(self.known or "", self.meant(phrase)[0])
        return 1 if told is None else told.count

    def replaced(self, what: str, by: str) -> Wording:
        own, which = self.meant(what)
        if (told := told_of(self.known or "", own)) is None:
            return self._with(by)
        parts = [by] if which is None or told.count == 1 else [by, told.some(told.count - 1)]
        return replace(self, known=told.instead(*parts))

    def without(self, what: str) -> Wording:
        own, which = self.meant(what)
        told = told_of(self.known or "", own)
        if told is not None and which is not None and told.count > 1:
            return replace(self, known=told.instead(told.some(told.count - 1)))
        return replace(self, known=_cut(without_standing(self.known, own), own) or None) if self.known else self

    def added(self, operation: Add) -> Wording:
        if operation.count == 1:
            return self._with(operation.what)
        english = operation.what.isascii()
        number = NUMBERS["en" if english else "zh"][operation.count - 1]
        return self._with(f"{number}{' ' if english else '个'}{operation.what}")

    def moved(self, operation: Move) -> Wording:
        """With how a thing stands now to the one beside which it was put; elsewhere, with nothing said of that."""
        if self.known is None:
            return self
        what = self.meant(operation.what)[0]
        known = without_standing(self.known, what)
        if operation.beside is not None and operation.anchor is not None:
            known = stands(known, what, operation.beside, self.meant(operation.anchor)[0])
        return replace(self, known=known)

    def before(self, ground: str) -> Wording:
        """The same things before another ground."""
        things = self.things
        if not things:
            return self._with(ground)
        joint, comma = ("、", "，") if self.is_chinese else (" and ", ", ")
        found = (re.search(pattern_of(each), self.known or "", re.I) for each in things)
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
        own, which = self.meant(what)
        if (told := told_of(self.known or "", own)) is None:
            return self
        word = color_word(color, chinese=not own.isascii()) + (" " if own.isascii() else "")
        if which is None or told.count == 1:
            return replace(self, known=told.instead(told.some(told.count, color=word)))
        return replace(self, known=told.instead(told.some(1, color=word), told.some(told.count - 1)))

    def _with(self, more: str) -> Wording:
        comma = "，" if self.is_chinese or not more.isascii() else ", "
        return Wording(f"{self.known}{comma}{more}") if self.known else Wording(None, (*self.extra, more))


_GROUND = re.compile(r"\b(on|in) (?:an? |the )?(?:\w+ )?\w+$")  # what ends a plain English prompt


def _cut(words: str | None, noun: str) -> str:
    """Words without a noun, what belongs to it and the joints around it."""
    left = re.sub(r"\s+", " ", re.sub(pattern_joined(noun), " ", words or "", flags=re.I))
    left = re.sub(r"\b(?:and|with|next to)\s+(?=(?:and|with|on|in|at|under|by|next|above|behind|before)\b)", "", left)
    left = re.sub(r"[和与、]\s*(?=[和与、，,在]|$)|(?<=[，,])\s*[和与、]", "", left)
    left = re.sub(r"\s+(?=[,，])", "", left)
    left = re.sub(r"(?<=[^\x00-\x7f])\s+(?=[^\x00-\x7f])", "", left)
    ends = r"\s|[,，、。]|\b(?:and|with|next to)\b|和|与|的"
    return re.sub(rf"^(?:{ends})+|(?:{ends})+$", "", left).strip()
