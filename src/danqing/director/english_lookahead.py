"""What an English word at a place may be, by the words around it: what noun phrases and clauses look ahead for."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_tags import Word

MAX_NAME = 5  # words with capitals in a name


class Lookahead:
    """Answers of one list of words.

    Args:
        words: all words.
        lexicon: words and names of several words → their codes.
        colors: words for colours → their keys.
    """

    def __init__(self, words: Sequence[Word], lexicon: Mapping[str, str], colors: Mapping[str, str]) -> None:
        self.words = words
        self.lexicon = lexicon
        self.colors = colors

    def text(self, at: int) -> str:
        return self.words[at].text if 0 <= at < len(self.words) else ""

    def tags(self, at: int) -> str:
        return self.words[at].tags if 0 <= at < len(self.words) else ""

    def is_article_or_number(self, at: int) -> bool:
        return self.text(at) in grammar.INDEFINITE or self.is_number(at)

    def is_number(self, at: int) -> bool:
        return value_of(self.text(at)) is not None

    def shade_at(self, at: int) -> str | None:
        """ "dark blue", "bright red"."""
        if self.text(at) in grammar.SHADES and (color := self.colors.get(self.text(at + 1))):
            return color
        return None

    def goes_on(self, at: int) -> bool:
        """Whether an adjective or noun stands at a place."""
        while self.text(at) in ("very", "really", "quite", "rather", "slightly"):
            at += 1
        if at >= len(self.words):
            return False
        word = self.words[at]
        if word.text in self.colors:
            return True
        return bool(word.tags) and (word.is_noun() or word.is_adjective() or word.form in ("ing", "ed"))

    def stops(self, at: int) -> bool:
        return not self.goes_on(at)

    def ends_phrase(self, at: int) -> bool:
        """Whether a participle at a place is followed by what a verb takes."""
        text = self.text(at + 1)
        return self.takes_object(at + 1) or text in grammar.PREPOSITIONS

    def begins(self, at: int) -> bool:
        """Whether a noun phrase may go on at a place."""
        return self.goes_on(at) or self.is_number(at) or self.text(at) in (
            grammar.ORDINALS | grammar.ONES | grammar.QUANTIFIERS | grammar.INDEFINITE | grammar.DEFINITE
            | grammar.POSSESSIVES | {"one", "ones"}
        )  # fmt: skip

    def takes_object(self, at: int) -> bool:
        text = self.text(at)
        if text in ("that", "this", "these", "those") and not self.goes_on(at + 1):
            return False
        return (
            text in grammar.INDEFINITE or text in grammar.DEFINITE or text in grammar.POSSESSIVES
            or text in ("him", "it", "them", "her", "no", "any", "some", "each") or self.is_number(at)
        )  # fmt: skip

    def compound_at(self, at: int) -> int:
        """How many words a known name of several words at a place has; 0 for none, and for a colour with a name."""
        for length in (3, 2):
            parts = self.words[at : at + length]
            if len(parts) < length or not all(each.tags for each in parts) or parts[0].text in grammar.SIZES:
                continue
            if any(each.is_name for each in parts[1:]) and not parts[0].is_name:
                continue
            whole = " ".join([*(each.text for each in parts[:-1]), parts[-1].lemma])
            is_colored = parts[0].text in self.colors and parts[0].text not in kinds.FLOWERS
            is_colored = is_colored or (parts[-1].text in self.colors and self.stops(at + length))  # "the grass pink"
            if is_colored and whole not in kinds.COMPOUNDS:
                continue
            if length == 2 and self.is_for_wearing(parts[0], parts[1]):
                return length  # "swimming goggles"
            front = [each.text for each in parts[:-1]]
            for joint in (" ", "-"):
                for last in (parts[-1].text, parts[-1].lemma):
                    name = f"{joint.join(front)} {last}"
                    if name in self.lexicon or name in kinds.COMPOUNDS:
                        return length
        return 0

    def is_for_wearing(self, deed: Word, garment: Word) -> bool:
        """Whether a deed in "ing" tells what a garment is for."""
        is_noun = deed.form == "ing" and deed.tags[:1] == "n" and deed.verb not in grammar.VERBS
        return is_noun and bool({garment.text, garment.lemma} & kinds.WORN)

    def is_noun_at(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].is_noun()

    def is_plant(self, at: int) -> bool:
        """Whether a colour is rather the plant or fruit that what follows belongs to."""
        is_named = self.text(at) in kinds.FLOWERS | {"orange"} and self.words[at].is_noun()
        return is_named and at + 1 < len(self.words) and self.words[at + 1].lemma in kinds.GROWN

    def is_doing(self, at: int) -> bool:
        """Whether a participle stands at a place."""
        return at < len(self.words) and self.words[at].form == "ing"

    def name_at(self, at: int) -> int:
        """How many words with capitals stand together at a place, if two or more: "Big Ben", "Snow White"."""
        length = 0
        while length < MAX_NAME and at + length < len(self.words) and self.words[at + length].is_name:
            length += 1
        return length if length > 1 else 0

    def is_name_at(self, at: int) -> bool:
        return at < len(self.words) and self.words[at].is_name

    def describes(self, at: int) -> bool:
        """Whether the word at a place describes a noun that follows."""
        if at >= len(self.words):
            return False
        word = self.words[at]
        if not word.tags or word.text in self.colors:
            return False
        if self.words[at + 1 : at + 2] and self.words[at + 1].form == "ing" and self.takes_object(at + 2):
            return False
        if word.text in grammar.SIDED:
            return self.goes_on(at + 1)
        if not self.goes_on(at + 1) and not (self.text(at + 1) in (",", "and") and self.goes_on(at + 2)):
            return False
        if word.form in ("ing", "ed") and word.verb:
            if word.text in grammar.LOOKS:
                return False
            if word.form == "ing" and word.tags[0] == "n" and word.classes[:1] in ("o", "L", "n", "g"):
                return False
            return self.goes_on(at + 1) and not self.is_transitive_here(at)
        if word.plural:
            return False
        if word.tags[0] == "a":
            return True
        if word.text in kinds.DESCRIBING and self.words[at + 1].is_noun():
            return not (self.words[at + 1].form == "ing" and self.ends_phrase(at + 1))  # "a giant standing behind"
        return (
            word.is_adjective()
            and word.text not in kinds.FLOWERS
            and not (word.tags[0] == "n" and self.stops(at + 1))
            and not word.tags.startswith("n")
        )

    def is_transitive_here(self, at: int) -> bool:
        """ "holding balloons" after a noun is no description: a verb of holding takes what follows as its object."""
        word, before = self.words[at], self.text(at - 1)
        fronted = before in grammar.INDEFINITE | grammar.DEFINITE | grammar.POSSESSIVES or self.is_number(at - 1)
        return word.verb in grammar.VERBS and word.form == "ing" and not fronted


def value_of(word: str) -> int | None:
    """What a word of number says: "12", "twelve", "twenty-one", "3x"."""
    if word.isdigit():
        return min(int(word[:7]), 1_000_000)
    if word in grammar.NUMBERS:
        return grammar.NUMBERS[word]
    tens, _, ones = word.partition("-")
    if tens in grammar.NUMBERS and ones in grammar.NUMBERS:
        return grammar.NUMBERS[tens] + grammar.NUMBERS[ones]
    return None
