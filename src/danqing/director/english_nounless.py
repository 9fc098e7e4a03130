"""English noun phrases whose noun is left out, as it was said before: "one red", "the taller", "three of them"."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_forms import noun_of_plural
from danqing.director.english_fronts import Front, Fronts, NounPhrase


class Nounless(Fronts):
    """Reads them in one list of words."""

    def at(self, place: int, depth: int = 0) -> NounPhrase | None:
        """The noun phrase that begins at a place."""
        raise NotImplementedError

    def set_number(self, found: NounPhrase, front: Front) -> None:
        """Tell a phrase how many it is about."""
        raise NotImplementedError

    def without_noun(self, start: int, at: int, front: Front) -> NounPhrase | None:
        """ "one red", "the other two": the noun was said before."""
        colors = []
        while (color := self.colors.get(self.text(at))) is not None or self.shade_at(at):
            colors.append(color or str(self.shade_at(at)))
            at += 1 if color is not None else 2
        if not colors and self.is_plural_color(at, front):
            colors, at = [self.colors[noun_of_plural(self.text(at))]], at + 1
        if not colors and front.is_ordinal and front.article == "a":
            found = NounPhrase(start, at, article="a")  # "a fourth that is black"
            return found
        at += bool(colors) and self.text(at) in ("one", "ones") and self.text(at + 1) not in self.colors
        found = NounPhrase(start, at, article=front.article, colors=colors)
        self.set_number(found, front)
        return found

    def is_plural_color(self, at: int, front: Front) -> bool:
        """ "two greens": as many of something named before in a colour, not "two oranges"."""
        single = noun_of_plural(self.text(at))
        is_plain = single != self.text(at) and single in self.colors and single not in kinds.FLOWERS | {"orange"}
        return front.is_counted and is_plain and self.stops(at + 1)

    def is_last(self, at: int, front: Front) -> bool:
        """ "the last": an ordinal alone, before what is said of it."""
        is_alone = at >= len(self.words) or self.stops(at) or self.text(at) in grammar.LOOKS
        return front.is_ordinal and front.article in ("the", "a") and is_alone

    def share(self, start: int) -> NounPhrase | None:
        """ "a couple of them", "most of them", "the rest of them", "the others"."""
        at = start + (self.text(start) in ("a", "the"))
        word, of_them = self.text(at), (self.text(at + 1), self.text(at + 2)) == ("of", "them")
        is_bare = at == start and (self.text(at + 1) in self.colors or self.text(at + 1) in grammar.BE)  # "rest black"
        if word in grammar.REST and (at > start or is_bare) and (of_them or self.text(at + 1) != "of"):
            return NounPhrase(start, at + 1 + 2 * of_them, article="the", count=None, is_rest=True)
        if word == "half" and (of_them or (at == start and self.text(at + 1) in self.colors)):
            return NounPhrase(start, at + 1 + 2 * of_them, count=None, is_counted=True, is_half=True)
        if (word, self.text(at + 1)) == ("other", "half") and self.text(start) == "the" and self.text(at + 2) != "of":
            return NounPhrase(start, at + 2, count=None, is_counted=True, is_half=True)
        is_some = word in grammar.GROUPS_OF or word in ("most", "half", *grammar.QUANTIFIERS)
        if not of_them or not is_some:
            return None
        return NounPhrase(start, at + 3, count=grammar.GROUPS_OF.get(word), is_counted=True)

    def compared(self, start: int, at: int, front: Front) -> NounPhrase | None:
        """ "the taller holds a lance": a quality for whom it tells apart, before what is said of them."""
        if front.article != "the" or at + 1 >= len(self.words) or not self.text(at).endswith(("er", "est")):
            return None
        after = self.words[at + 1]
        is_done = after.form in ("s", "ing") and self.takes_object(at + 2)
        is_most = self.text(at).endswith("est") and bool(after.breaks)
        is_said = is_done or is_most or after.text in self.colors or after.text in ("is", "has", "with", "in", "on")
        if not self.words[at].is_adjective() or not is_said:
            return None
        return NounPhrase(start, at + 1, article="the", attributes=[self.text(at)])

    def ones(self, start: int, at: int, front: Front) -> NounPhrase | None:
        """ "five small ones", "red ones"."""
        colors, attributes = [], []
        first = at
        while at < len(self.words) and (self.text(at) in self.colors or self.words[at].is_adjective()):
            if self.text(at) in self.colors:
                colors.append(self.colors[self.text(at)])
            else:
                attributes.append(self.text(at))
            at += 1
        is_said = self.text(at + 1) in ("'s", "is", "has", "on", "in", "at")  # "black one's in the middle"
        is_bare = not front.article and self.text(at) == "one" and not (is_said and first == start)
        if front.article == "the" and colors and attributes and self.stops(at) and self.text(at - 1) in self.colors:
            found = NounPhrase(start, at, article="the", colors=colors, attributes=attributes)
            self.set_number(found, front)
            return found  # "the middle-sized grey"
        if at == first or self.text(at) not in ("one", "ones") or is_bare:
            return None
        found = NounPhrase(start, at + 1, article=front.article, colors=colors, attributes=attributes)
        self.set_number(found, front)
        return found

    def some_of(self, start: int, at: int, front: Front) -> NounPhrase | None:
        """ "one of them", "one of the cats"."""
        if self.text(at + 1) in ("them", "which", "whom"):
            found = NounPhrase(start, at + 2)
            self.set_number(found, front)
            return found
        whole = self.at(at + 1, 2)
        if whole is None:
            return None
        found = replace(whole, start=start, article="a", is_share=self.text(at + 1) == "the" and whole.is_plural)
        self.set_number(found, front)
        return found
