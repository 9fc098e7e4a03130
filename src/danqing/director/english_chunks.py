"""Noun phrases of English: number, colours, adjectives, the noun with what stands before it, and what it is made of.

``NounPhrases(words, lexicon, colors).at(place)`` reads the phrase that begins at a place, or finds that none does.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_lookahead import Lookahead, value_of
from danqing.director.english_tags import Word

MAX_WORDS_OF_PHRASE = 14


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

    def has(self, *letters: str) -> bool:
        """Whether the noun's classes hold one of the letters."""
        return any(each in self.classes for each in letters)

    def is_alive(self) -> bool:
        if self.lemma in kinds.ALIVE or self.name in kinds.ALIVE:
            return True
        first = self.classes[:1]
        return first in ("a", "p") or (first in ("x", "g") and self.has("p"))


@dataclass
class _Front:
    """What was read before the noun."""

    article: str = ""
    count: int | None = None
    is_counted: bool = False
    is_vague: bool = False
    owner: NounPhrase | None = None


class NounPhrases(Lookahead):
    """Reads noun phrases in one list of words.

    Args:
        words: all words.
        lexicon: words and names of two words → their codes.
        colors: words for colours → their keys.
    """

    def __init__(self, words: Sequence[Word], lexicon: Mapping[str, str], colors: Mapping[str, str]) -> None:
        super().__init__(words, lexicon, colors)
        self._read: dict[tuple[int, int], NounPhrase | None] = {}

    def at(self, place: int, depth: int = 0) -> NounPhrase | None:
        """The noun phrase that begins at a place."""
        if depth > 3:
            return None
        if (place, depth) not in self._read:
            self._read[place, depth] = self._phrase(place, depth)
        return self._read[place, depth]

    def _phrase(self, start: int, depth: int) -> NounPhrase | None:
        front = _Front()
        at = self._front(start, front)
        found = self._core(at, front)
        if found is None:
            colored = front.article in ("a", "the") and bool(self.text(at) in self.colors or self.shade_at(at))
            if at > start and (front.is_counted or colored) and self.text(at) != "of":
                return self._without_noun(start, at, front)
            if self.text(at) == "of" and self.text(at - 1) in grammar.ORDINALS and self.is_number(at + 1):
                whole = self.at(at + 1, depth + 1)  # "the second of three doors"
                return None if whole is None else replace(whole, start=start)
            if front.is_counted and self.text(at) == "of" and self.text(at + 1) in ("them", "the", "these", "those"):
                return self._some_of(start, at, front)
            return None
        found.start = start
        self._set_number(found, front)
        found.article, found.owner = front.article or found.article, front.owner
        if self.text(found.end) == "'s" and self.begins(found.end + 1):
            owned = self.at(found.end + 1, depth + 1)
            if owned is not None:
                return replace(owned, start=start, owner=found, article="my", said=owned.said)
        if self.text(found.end) == "of":
            found = self._with_of(found, depth)
        return found

    # Before the noun

    def _front(self, at: int, front: _Front) -> int:
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
            elif word in grammar.INDEFINITE and not front.article:
                front.article, at = "a", at + 1
                if word == "another":
                    front.count, front.is_counted = 1, False
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
                at += 1
            else:
                break
        return at

    def _group(self, at: int, front: _Front) -> int | None:
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
        inner = _Front()
        end = self._front(at + 2, inner)
        head = self._core(end, inner)
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

    def _number(self, at: int, front: _Front) -> int:
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

    # The noun and its adjectives

    def _core(self, start: int, front: _Front) -> NounPhrase | None:
        """Adjectives and nouns from a place on, up to the noun itself."""
        at = start
        nouns: list[int] = []
        colors: list[str] = []
        attributes: list[int] = []
        while at < len(self.words) and at - start < MAX_WORDS_OF_PHRASE:
            word = self.words[at]
            if not nouns and (length := self.name_at(at)):
                nouns, at = list(range(at, at + length)), at + length
                continue
            if nouns and word.is_name:
                break
            if not nouns and (length := self.compound_at(at)):
                nouns = list(range(at, at + length))
                at += length
                if self.words[at - 1].plural:
                    break
                continue
            if word.text == "," and front.article and not nouns and (colors or attributes) and self.goes_on(at + 1):
                at += 1
                continue
            if word.text in ("and", "or") and not nouns and (colors or attributes) and self.goes_on(at + 1):
                at += 1
                continue
            if not nouns and (shade := self.shade_at(at)):
                colors.append(shade)
                at += 2
                continue
            if not nouns and word.text in self.colors and not self._is_fruit(at, front, colors or attributes):
                colors.append(self.colors[word.text])
                if word.text in kinds.METALS:
                    attributes.append(at)
                at += 1
                continue
            if (
                not nouns
                and word.text
                in ("very", "really", "quite", "rather", "slightly", "so", "extremely", "super", "big", "too")
                and self.describes(at + 1)
            ):
                if word.text in ("big",):
                    attributes.append(at)
                at += 1
                continue
            if not nouns and self.describes(at):
                attributes.append(at)
                at += 1
                continue
            if not self._names(at, nouns, front):
                break
            nouns.append(at)
            at += 1
            if word.plural and not self.compound_at(at - 1):
                break
        if not nouns:
            if (
                attributes
                and self.words[attributes[-1]].is_noun()
                and attributes[-1] == at - 1
                and not (self.words[attributes[-1]].form == "ing" and self.words[attributes[-1]].tags[0] != "n")
            ):
                nouns = [attributes.pop()]  # "a square"
            else:
                return None
        return self._named(start, at, front, nouns, colors, [self.text(each) for each in attributes])

    def _named(
        self, start: int, end: int, front: _Front, nouns: list[int], colors: list[str], attributes: list[str]
    ) -> NounPhrase:
        head = self.words[nouns[-1]]
        pair = f"{self.text(nouns[-2])} {head.lemma}" if len(nouns) > 1 else ""
        classes = self.lexicon.get(pair, "").partition(":")[2] or head.classes
        while len(nouns) > 1 and self.text(nouns[0]) in kinds.MATERIALS - kinds.OF_WHICH and pair not in self.lexicon:
            attributes = [*attributes, self.text(nouns[0])]
            nouns = nouns[1:]
        while len(nouns) > 2 and self.words[nouns[0]].classes == "x" and not self.compound_at(nouns[0]):
            attributes = [*attributes, self.text(nouns[0])]
            nouns = nouns[1:]
        name = " ".join(self.text(each) for each in nouns)
        plural = head.text not in kinds.PLURAL_ONLY and (
            bool(head.plural) or (head.plural is None and not front.article and not front.is_counted)
        )
        return NounPhrase(
            start, end, name=name, lemma=head.lemma, classes=classes, colors=colors, attributes=attributes,
            is_plural=plural, count=None if plural else 1,
            said=" ".join(self.text(each) for each in range(start, end)).replace(" 's", "'s"),
        )  # fmt: skip

    def _names(self, at: int, nouns: list[int], front: _Front) -> bool:
        """Whether the word at a place is the noun, or goes on with nouns before it."""
        word = self.words[at]
        if not word.is_noun():
            return bool(word.is_adjective() and False)
        if self.text(at + 2) == word.text and self.text(at + 1) in ("by", "to", "in"):
            return False  # "side by side"
        if word.text in grammar.MODAL_NOUNS and not (front.article or front.is_counted or nouns):
            return False
        if nouns and word.text in self.colors and word.text not in kinds.FLOWERS and self.stops(at + 1):
            return False
        if not nouns:
            is_quality = "a" in word.tags[: word.tags.index("n")]
            if is_quality and not (front.article or front.is_counted):
                return False
            return not self._is_verb_here(at, front)
        if word.text in grammar.TURNS and not self.compound_at(at - 1):
            return self.goes_on(at + 1) and self.words[at + 1].is_noun() and not self.stops(at + 1)
        if word.form == "ing":
            is_thing = word.tags[0] == "n" and bool(word.classes) and word.classes[0] in "oLng"
            return is_thing and not self.ends_phrase(at) and self.text(at + 1) not in grammar.PARTICLES
        if word.form == "ed":
            return False
        before = self.words[nouns[-1]]
        if word.tags[0] == "a" and not word.plural and not self.compound_at(at - 1):
            return "n" in word.tags and word.classes[:1] in tuple("aofpl") and bool(word.classes) and self.stops(at + 1)
        if "a" in word.tags[: word.tags.index("n")] and self.stops(at + 1) and not self.compound_at(at - 1):
            return False
        if before.text in kinds.MATERIALS and not self.takes_object(at + 1):
            return True
        if word.verb and word.form == "s" and self.text(at + 1) in ("out", "up", "off", "down", "from"):
            return False
        if word.verb and (word.form == "s" or not word.plural):
            if word.form == "s" and front.article == "a" and word.plural:
                return False
            if self.takes_object(at + 1):
                return False
            lifeless = not before.plural and before.classes[:1] not in ("a", "p", "") and not front.article
            if word.form == "s" and word.tags[0] == "v" and not (lifeless and word.plural):
                return False
            if word.form == "" and before.plural:
                return False
        return True

    def _is_verb_here(self, at: int, front: _Front) -> bool:
        """Whether a first word that could be a noun is rather a verb: "holding a lantern", "watch a film"."""
        word = self.words[at]
        if front.article not in ("", "each") or front.is_counted or not word.verb:
            return False
        if word.form == "ing":
            return word.tags[0] != "n" or not word.classes or word.classes[0] == "x" or self.takes_object(at + 1)
        return self.takes_object(at + 1) or (word.tags[0] == "v" and word.form in ("ed", "s") and not word.plural)

    def _is_fruit(self, at: int, front: _Front, described: object) -> bool:
        """Whether "orange" and its like are the thing itself: after an article or number, with no noun behind."""
        word = self.words[at]
        if not ((word.is_noun() and (word.text == "orange" or word.text in kinds.FLOWERS)) or word.plural):
            return False
        if word.text != "orange" and front.is_counted and not word.plural:
            return False
        if self.text(at + 1) in ("and", ",") and self.is_article_or_number(at + 2) and self.text(at + 3) in self.colors:
            return not self.goes_on(at + 4)
        return self.stops(at + 1) and bool(front.article or front.is_counted or word.plural)

    # Around the noun

    def _set_number(self, found: NounPhrase, front: _Front) -> None:
        found.is_counted = front.is_counted and not front.is_vague
        if front.is_vague:
            found.count = None
        elif front.count is not None:
            found.count = front.count
        elif front.article == "each" and self.text(found.start) == "every":
            found.count = None
        elif front.article in ("a", "each") or found.name in kinds.PLURAL_ONLY:
            found.count = 1

    def _without_noun(self, start: int, at: int, front: _Front) -> NounPhrase | None:
        """ "one red", "the other two": the noun was said before."""
        colors = []
        while (color := self.colors.get(self.text(at))) is not None or self.shade_at(at):
            colors.append(color or str(self.shade_at(at)))
            at += 1 if color is not None else 2
        at += bool(colors) and self.text(at) in ("one", "ones")
        found = NounPhrase(start, at, article=front.article, colors=colors)
        self._set_number(found, front)
        return found

    def _some_of(self, start: int, at: int, front: _Front) -> NounPhrase | None:
        """ "one of them", "one of the cats"."""
        if self.text(at + 1) == "them":
            found = NounPhrase(start, at + 2)
            self._set_number(found, front)
            return found
        whole = self.at(at + 1, 2)
        if whole is None:
            return None
        found = replace(whole, start=start, article="a")
        self._set_number(found, front)
        return found

    def _with_of(self, found: NounPhrase, depth: int) -> NounPhrase:
        """ "the edge of a cliff", "a slice of cake", "a basket of apples", "a statue of a lion"."""
        if found.lemma in kinds.PICTURES - {"icon"}:
            return found
        inner = self.at(found.end + 1, depth + 1)
        if inner is None or not inner.name:
            return found
        if found.lemma in grammar.PARTS and not found.is_counted:
            return replace(inner, start=found.start, part=grammar.PARTS[found.lemma])
        is_body = found.lemma in kinds.BODY_PARTS and found.article != ""
        if inner.is_alive() and (inner.article in ("my", "the") or is_body):
            return replace(found, owner=inner, end=inner.end)  # "the hat of the wizard"
        end = inner.end
        is_heap = found.lemma in kinds.HEAPS
        if inner.is_plural and found.classes[:1] == "g" and not found.is_counted and not is_heap:
            return replace(inner, start=found.start, end=end, count=None)  # "a crew of pirates"
        if inner.is_plural and found.lemma in kinds.HOLDERS:
            return replace(found, end=end, content=inner)
        said = " ".join(self.text(each) for each in range(found.end, end)).replace(" 's", "'s")
        said = " ".join(each for each in said.split() if each not in ("the",))
        if found.lemma in kinds.PIECES or is_heap:
            said = f"of {inner.name}"
        elif inner.classes[:1] in ("x", "t", "L") or found.has("L", "W", "R"):
            return replace(found, end=end, said=f"{found.said} {said}")
        content = inner if found.lemma in kinds.PIECES else None
        colors = found.colors or (inner.colors if content is not None else [])
        return replace(found, end=end, name=f"{found.name} {said}", colors=colors,
                       classes=(inner.classes if content is not None else found.classes))  # fmt: skip

    # Words
