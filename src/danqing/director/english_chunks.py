"""Noun phrases of English: number, colours, adjectives, the noun with what stands before it, and what it is made of.

``NounPhrases(words, lexicon, colors).at(place)`` reads the phrase that begins at a place, or finds that none does.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import Front, NounPhrase
from danqing.director.english_lookahead import value_of
from danqing.director.english_nounless import Nounless
from danqing.director.english_tags import Word

MAX_WORDS_OF_PHRASE = 14
_OF_WHOM = grammar.DEFINITE | grammar.POSSESSIVES | {"them", "which", "whom"}
_ODD_PLURAL = re.compile(r"(?:men|oes|[^s]is)$")  # which few would turn back into the noun


class NounPhrases(Nounless):
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
        front = Front()
        at = self.front(start, front)
        nounless = self.share(start) or self.ones(start, at, front) or self.compared(start, at, front)
        if nounless is not None:
            return nounless
        found = None if self.is_plural_color(at, front) else self.core(at, front)
        if found is None:
            colored = front.article in ("a", "the") and bool(self.text(at) in self.colors or self.shade_at(at))
            is_another = front.is_another and self.text(at) != "'s"
            is_told = front.is_counted or colored or front.is_other or is_another or self.is_last(at, front)
            if at > start and is_told and self.text(at) != "of":
                return self.without_noun(start, at, front)
            if self.text(at) == "of" and self.text(at - 1) in grammar.ORDINALS and self.is_number(at + 1):
                whole = self.at(at + 1, depth + 1)  # "the second of three doors"
                return None if whole is None else replace(whole, start=start)
            if front.is_counted and self.text(at) == "of" and self.text(at + 1) in _OF_WHOM:
                return self.some_of(start, at, front)
            return None
        found.start = start
        self.set_number(found, front)
        found.attributes = ["half", *found.attributes] if front.is_half else found.attributes
        found.article, found.owner = front.article or found.article, front.owner
        after = self.text(found.end + 1)
        is_owner = self.text(found.end) == "'s" and after not in grammar.INDEFINITE | grammar.DEFINITE
        if is_owner and self.begins(found.end + 1):
            owned = self.at(found.end + 1, depth + 1)
            if owned is not None:
                kind_of = found.article in ("", "a") and found.is_alive() and found.lemma not in kinds.FAMILY
                mark = "'" if found.is_plural and found.name.endswith("s") else "'s"
                name = f"{found.name}{mark} {owned.name}" if kind_of and owned.name else owned.name
                return replace(owned, start=start, owner=found, article="my", said=owned.said, name=name)
        if self.text(found.end) == "of":
            found = self._with_of(found, depth)
        return found

    # The noun and its adjectives

    def core(self, start: int, front: Front) -> NounPhrase | None:
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
            if not nouns and self._is_people(at) and self._is_made(at + 1):
                nouns.append(at)  # "Persian carpet"
                at += 1
                continue
            if nouns and word.is_name:
                break
            if not nouns and (length := self.compound_at(at)):
                nouns = list(range(at, at + length))
                at += length
                if self.words[at - 1].plural:
                    break
                continue
            is_between = front.article and not front.is_other and not nouns and (colors or attributes)
            if word.text == "," and is_between and self.goes_on(at + 1) and not self._lists(at):
                at += 1
                continue
            is_joined = word.text in ("and", "or") and not nouns and not self.is_name_at(at + 1)
            if is_joined and (colors or attributes) and self.goes_on(at + 1):
                at += 1
                continue
            if not nouns and (shade := self.shade_at(at)):
                colors.append(shade)
                at += 2
                continue
            if not nouns and self.is_plant(at):
                nouns.append(at)  # "an olive branch"
                at += 1
                continue
            if not nouns and word.text in self.colors and not self._is_fruit(at, front):
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
            if not nouns and attributes and word.text in kinds.MEASURES and self.is_noun_at(at + 1):
                attributes.append(at)  # "same size boats"
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
                and not (self.words[attributes[-1]].form in ("ing", "ed") and self.words[attributes[-1]].tags[0] != "n")
            ):
                nouns = [attributes.pop()]  # "a square"
            else:
                return None
        return self._named(start, at, front, nouns, colors, [self.text(each) for each in attributes])

    def _lists(self, comma: int) -> bool:
        """Whether a comma parts two things rather than two qualities: "an arch, birds"."""
        after = self.words[comma + 1]
        is_quality = after.is_adjective() or after.form in ("ing", "ed") or after.text in self.colors
        return self.words[comma - 1].is_noun() and not is_quality

    def _is_people(self, at: int) -> bool:
        """Whether an adjective at a place names a people or a place."""
        word = self.words[at]
        return word.text in kinds.PEOPLES or (word.is_name and word.tags[:1] == "a")

    def _is_made(self, at: int) -> bool:
        """Whether a thing that people made stands at a place."""
        return at < len(self.words) and self.words[at].is_noun() and self.words[at].classes[:1] in ("o", "f")

    def _named(
        self, start: int, end: int, front: Front, nouns: list[int], colors: list[str], attributes: list[str]
    ) -> NounPhrase:
        head = self.words[nouns[-1]]
        pair = f"{self.text(nouns[-2])} {head.lemma}" if len(nouns) > 1 else ""
        classes = self.lexicon.get(pair, "").partition(":")[2] or head.classes
        is_name = head.is_name and (len(nouns) > 1 or (self.text(end) == "of" and self.is_name_at(end + 1)))
        while (
            not is_name
            and len(nouns) > 1
            and self.text(nouns[0]) in kinds.MATERIALS - kinds.OF_WHICH
            and pair not in self.lexicon
        ):
            attributes = [*attributes, self.text(nouns[0])]
            nouns = nouns[1:]
        while not is_name and len(nouns) > 2 and self.words[nouns[0]].classes == "x" and not self.compound_at(nouns[0]):
            attributes = [*attributes, self.text(nouns[0])]
            nouns = nouns[1:]
        last = (
            head.lemma
            if head.plural
            and (_ODD_PLURAL.search(head.text) or (head.lemma + "s" == head.text and head.lemma.endswith("ie")))
            else head.text
        )
        name = " ".join([*(self.text(each) for each in nouns[:-1]), last])
        if is_name:
            name = " ".join(self.words[each].written or self.text(each) for each in nouns)
        plural = head.text not in kinds.PLURAL_ONLY and (
            bool(head.plural) or (head.plural is None and not front.article and not front.is_counted)
        )
        several = 2 if "twin" in attributes or head.lemma == "twin" else 3 if head.lemma == "triplet" else None
        return NounPhrase(
            start, end, name=name, lemma=head.lemma, classes=classes, colors=colors, attributes=attributes,
            is_plural=plural, count=several if plural else 1,
            said=" ".join(self.text(each) for each in range(start, end)).replace(" 's", "'s"),
        )  # fmt: skip

    def _names(self, at: int, nouns: list[int], front: Front) -> bool:
        """Whether the word at a place is the noun, or goes on with nouns before it."""
        word = self.words[at]
        if not word.is_noun():
            return bool(word.is_adjective() and False)
        if self.text(at + 2) == word.text and self.text(at + 1) in ("by", "to", "in"):
            return False  # "side by side"
        if word.text in grammar.LIGHT_DEEDS or (nouns and word.text in grammar.LOOKS):
            return False
        if word.text == "ones":
            return False
        if word.text in grammar.EXCEPTIONS and front.article != "a" and self.takes_object(at + 1):
            return False  # "all green bar one"
        if word.text in grammar.MODAL_NOUNS and self.text(at + 1) in ("be", "i", "we", "you"):
            return False  # "the sky can be pink"
        if word.text in grammar.MODAL_NOUNS and not (front.article or front.is_counted or nouns):
            return False
        if nouns and word.text in self.colors and word.text not in kinds.FLOWERS and self.stops(at + 1):
            return False
        if not nouns:
            is_quality = "a" in word.tags[: word.tags.index("n")]
            is_part = front.is_other or (self.text(at - 1) == "one" and self.stops(at + 1))
            if is_quality and (is_part or not (front.article or front.is_counted)):
                return False
            return not self._is_verb_here(at, front)
        if word.text in grammar.TURNS and not self.compound_at(at - 1):
            return self.goes_on(at + 1) and self.words[at + 1].is_noun() and self.words[at + 1].form != "ing"
        if word.form == "ing":
            is_thing = word.tags[0] == "n" and bool(word.classes) and word.classes[0] in "oLng"
            after = self.text(at + 1)
            return is_thing and not self.ends_phrase(at) and after not in grammar.PARTICLES | grammar.ADVERBS
        if word.form == "ed":
            return False
        before = self.words[nouns[-1]]
        if word.text in kinds.STATES and self.stops(at + 1):
            return False  # "the middle jar empty"
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
            if word.form == "" and (before.plural or (word.tags[0] == "v" and word.verb in grammar.VERBS)):
                return False
        return True

    def _is_verb_here(self, at: int, front: Front) -> bool:
        """Whether a first word that could be a noun is rather a verb: "holding a lantern", "watch a film"."""
        word = self.words[at]
        is_bare = front.article in ("", "each") or front.is_another
        if not is_bare or front.is_counted or not word.verb:
            return False
        if word.form == "ing":
            return word.tags[0] != "n" or not word.classes or word.classes[0] == "x" or self.takes_object(at + 1)
        if self.is_number(at + 1) and (self.text(at + 2) in self.colors or self.text(at + 2) in grammar.BE):
            return False  # "cat one is black"
        is_done = word.form == "ed" or word.text in grammar.UNCHANGED
        if is_done and self.text(at - 1) == "," and self.text(at + 1) in grammar.PARTED:
            return True  # "a melon, cut open"
        return self.takes_object(at + 1) or (word.tags[0] == "v" and word.form in ("ed", "s") and not word.plural)

    def _is_fruit(self, at: int, front: Front) -> bool:
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

    def set_number(self, found: NounPhrase, front: Front) -> None:
        found.is_counted = front.is_counted and not front.is_vague
        if front.is_vague:
            found.count = None
        elif front.count is not None:
            found.count = front.count
        elif front.article == "each" and self.text(found.start) == "every":
            found.count = None
        elif front.article in ("a", "each") or found.name in kinds.PLURAL_ONLY:
            found.count = 1

    def _with_of(self, found: NounPhrase, depth: int) -> NounPhrase:
        """ "the edge of a cliff", "a slice of cake", "a basket of apples", "a statue of a lion"."""
        if found.lemma in kinds.PICTURES - {"icon"}:
            return found
        of_many = (
            value_of(self.text(found.end + 1)) if self.stops(found.end + 2) or self.is_doing(found.end + 2) else None
        )
        if of_many is not None and found.lemma in kinds.GROUPS:
            return replace(found, end=found.end + 2, count=of_many, is_counted=True)  # "a crew of five"
        inner = self.at(found.end + 1, depth + 1)
        if inner is None or not inner.name:
            return found
        if found.lemma in ("colour", "color", "shade") and (inner.article or not found.article):
            return replace(inner, start=found.start)  # "the colour of the car is red"
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
        is_name = found.name[:1].isupper()
        told = [self.words[each].written if is_name else "" for each in range(found.end, end)]
        said = " ".join(each or self.text(at) for at, each in enumerate(told, found.end)).replace(" 's", "'s")
        said = " ".join(each for each in said.split() if each not in ("the",))
        if found.lemma in kinds.PIECES or is_heap:
            said = f"of {inner.name}"
        elif inner.is_plural and not inner.article and not is_name and found.has("L", "W", "R"):
            content_name = f"{found.name} of {inner.name}"  # "a field of tulips"
            return replace(found, end=end, name=content_name, said=f"{found.said} {said}")
        elif not is_name and (inner.classes[:1] in ("x", "t", "L") or found.has("L", "W", "R")):
            return replace(found, end=end, said=f"{found.said} {said}")
        content = inner if found.lemma in kinds.PIECES else None
        colors = found.colors or (inner.colors if content is not None else [])
        return replace(found, end=end, name=f"{found.name} {said}", colors=colors,
                       classes=(inner.classes if content is not None else found.classes))  # fmt: skip
