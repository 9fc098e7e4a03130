"""What stands before an English noun: articles, owners, groups and numbers."""

from __future__ import annotations

from dataclasses import dataclass, field

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_lookahead import Lookahead, value_of


@dataclass
class NounPhrase:
    """A thing as said.

    Args:
        start, end: places of its words.
        name: the noun with the nouns before it, as said; "" where the noun is left out ("one red").
        lemma: the noun alone, in the singular.
        classes: of the noun.
        article: "a", "the", "my" (any owner), "no", "each", or "".
        count: None for several without a number.
        is_counted: whether a number was said.
        colors: in order.
        attributes: what else stands before it.
        owner: the thing that has it ("the cat's hat").
        part: the relation of a part that was named before it ("the edge of").
        content: what a vessel or pile holds, as a phrase of its own.
        is_plural: of the noun.
    """

    start: int
    end: int
    name: str = ""
    lemma: str = ""
    classes: str = ""
    article: str = ""
    count: int | None = 1
    is_counted: bool = False
    colors: list[str] = field(default_factory=list)
    attributes: list[str] = field(default_factory=list)
    owner: NounPhrase | None = None
    part: str = ""
    content: NounPhrase | None = None
    is_plural: bool = False
    said: str = ""  # the words after the determiner
    is_share: bool = False  # "one of the swans": some of those that are named
    is_half: bool = False  # "half of them", "the other half": of a group
    is_rest: bool = False  # "the rest", "the others": of a group, what was not told of yet

    def has(self, *letters: str) -> bool:
        """Whether the noun's classes hold one of the letters."""
        return any(each in self.classes for each in letters)

    def is_alive(self) -> bool:
        if self.lemma in kinds.ALIVE or self.name in kinds.ALIVE:
            return True
        if self.lemma in kinds.NOT_ALIVE:
            return False
        if not self.classes and self.lemma.endswith(("man", "woman", "keeper", "girl", "boy")):
            return True
        first = self.classes[:1]
        return first in ("a", "p") or (first in ("x", "g") and self.has("p"))

    def is_person(self) -> bool:
        """Whether "it" hardly means whom it names."""
        return self.classes[:1] == "p" or bool({self.lemma} & (kinds.MEN | kinds.WOMEN))


@dataclass
class Front:
    """What was read before the noun."""

    article: str = ""
    count: int | None = None
    is_counted: bool = False
    is_vague: bool = False
    is_other: bool = False  # "the other"
    is_ordinal: bool = False  # "the last"
    is_another: bool = False
    is_half: bool = False  # "half an orange"
    owner: NounPhrase | None = None


class Fronts(Lookahead):
    """Reads what stands before nouns in one list of words."""

    def core(self, start: int, front: Front) -> NounPhrase | None:
        """Adjectives and nouns from a place on, up to the noun itself."""
        raise NotImplementedError

    def front(self, at: int, front: Front) -> int:
        """Articles, owners and numbers; returns where they end."""
        start = at
        while at < len(self.words) and at - start < 8:
            word, after = self.text(at), self.text(at + 1)
            if word in grammar.BEFORE_NUMBERS and (front.article or self.is_number(at + 1) or after in ("a", "an")):
                dozen = self.text(at + 2) in ("dozen", "couple", "hundred", "thousand", "few")
                if word in grammar.APPROXIMATE and not self.is_number(at + 1) and not dozen:
                    break
                if word in grammar.ONES:
                    front.count, front.is_counted = front.count or 1, True
                at += 1
            elif word in grammar.ONES and self.begins(at + 1):
                front.count, front.is_counted, at = front.count or 1, True, at + 1
            elif word == "half" and after in ("a", "an") and self.text(at + 2) == "dozen":
                front.count, front.is_counted, at = 6, True, at + 3
            elif word == "half" and after in ("a", "an") and not front.article and self.begins(at + 2):
                front.is_half, at = True, at + 1
            elif word in ("zero", "0") and not front.article and not front.is_counted and self._are_many(at + 1):
                front.article, at = "no", at + 1
            elif word in grammar.INDEFINITE and not front.article:
                front.article, at = "a", at + 1
                if word == "another":
                    front.count, front.is_counted, front.is_another = 1, False, True
            elif word in grammar.DEFINITE and not front.article and self.begins(at + 1):
                front.article, at = "the", at + 1
            elif word in grammar.POSSESSIVES and not front.article and self.begins(at + 1):
                front.article, at = "my", at + 1
            elif word in ("no", "any") and not front.article:
                front.article, at = "no" if word == "no" else "any", at + 1
            elif word in grammar.EACH and not front.article and self.begins(at + 1):
                front.article, at = "each" if word in ("each", "every", "either") else "the", at + 1
                if word == "both" and not front.is_counted:
                    front.count, front.is_counted = 2, False
            elif (grouped := self._group(at, front)) is not None:
                at = grouped
            elif self.is_number(at) and not front.is_counted:
                at = self._number(at, front)
            elif word in grammar.QUANTIFIERS and not front.is_counted and word not in ("more",):
                front.is_vague, front.is_counted, at = True, True, at + 1
                at += self.text(at) == "of"
            elif (word == "more" and front.is_counted) or (
                word in grammar.ORDINALS - {"rest"} and (front.article or front.is_counted)
            ):
                front.is_other, front.is_ordinal = word == "other", word != "other"
                at += 1
            else:
                break
        return at

    def _are_many(self, at: int) -> bool:
        """Whether a plural follows, behind adjectives at most: "zero red balloons", not "zero gravity"."""
        for word in self.words[at : at + 4]:
            if word.plural or word.plural is None:
                return True
            if not word.is_adjective() and word.text not in self.colors:
                return False
        return False

    def _group(self, at: int, front: Front) -> int | None:
        """ "a pair of", "a couple", "two rows of"; None where no group is named."""
        word = self.text(at)
        if word not in grammar.GROUPS_OF and noun_of_plural(word) not in grammar.GROUPS_OF:
            if not (self.tags(at).startswith("a") and self.text(at + 1) in grammar.GROUPS_OF and front.article == "a"):
                return None
            at += 1  # "a small group of"
            word = self.text(at)
        if word in ("few", "couple") and front.article == "a" and self.text(at + 1) != "of" and self.begins(at + 1):
            front.count, front.is_counted, front.is_vague = grammar.GROUPS_OF[word], True, word == "few"
            front.article = ""
            return at + 1
        if self.text(at + 1) != "of" or not self.begins(at + 2) or word in kinds.HEAPS:
            return None
        inner = Front()
        end = self.front(at + 2, inner)
        head = self.core(end, inner)
        several = inner.is_vague or (inner.count or 1) > 1
        several = several or (
            head is not None and (head.is_plural or head.count != 1 or head.name.split()[-1] in kinds.PLURAL_ONLY)
        )
        if head is None or not several:
            return None
        number = grammar.GROUPS_OF.get(word)
        if inner.is_counted:
            front.count, front.is_vague = inner.count, inner.is_vague
        elif number is None or ((front.count or 1) > 1 and word not in grammar.GROUPS_OF):
            front.count, front.is_vague = None, True
        elif head.name.split()[-1] in kinds.PLURAL_ONLY:
            front.count = front.count or 1
        else:
            front.count = number * (front.count or 1)
        front.is_counted, front.article = True, inner.article if front.article == "a" else front.article
        return end

    def _number(self, at: int, front: Front) -> int:
        """Numbers in digits and words, such as "twenty-one", "a hundred and five", "two dozen"."""
        total, start = 0, at
        while at < len(self.words) and at - start < 6:
            word = self.text(at)
            value = value_of(word)
            if value is None:
                if word == "and" and self.is_number(at + 1) and self.text(at - 1) in ("hundred", "thousand"):
                    at += 1
                    continue
                if word == "and" and self.text(at + 1) in ("a", "one") and self.text(at + 2) == "half":
                    total, at = total + (6 if self.text(at - 1) == "dozen" else 0), at + 3
                break
            if at > start and not (
                word in ("dozen", "hundred", "thousand", "million")
                or (value < 10 <= total % 100)
                or self.text(at - 1) in ("hundred", "thousand", "and")
            ):
                break
            total = max(total, 1) * value if word in ("dozen", "hundred", "thousand", "million") else total + value
            at += 1
        front.count, front.is_counted = (total or None), True
        front.article = "" if front.article == "a" else front.article
        at += self.text(at) == "of" and self.text(at - 1) == "dozen"
        return at
