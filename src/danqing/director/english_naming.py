"""Which thing of the scene an English noun phrase names: one that was told before, a part of a group, or a new one."""

from __future__ import annotations

from dataclasses import dataclass, replace

from danqing.director import english_words as grammar
from danqing.director.english_forms import verbs_of
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_references import References
from danqing.director.english_scene import Thing
from danqing.director.english_senses import held_with, is_worn


@dataclass
class Naming(References):
    """Finds the things of phrases, or adds them."""

    def is_said_anew(self, phrase: NounPhrase) -> bool:
        """Whether a thing is named once more after "no", "just" or the like: "a crab. Just a crab."."""
        if phrase.article not in ("a", "") or not phrase.name or (phrase.article == "" and not phrase.is_counted):
            return False
        if not grammar.ANEW & {self.text(at) for at in range(max(phrase.start - 4, 0), phrase.start + 1)}:
            return False
        known = self.scene.named(phrase.lemma, first_of(phrase.colors))
        return known is not None and self.scene.things[known].of_group is None

    def again(self, phrase: NounPhrase) -> int | None:
        """The thing that a phrase names once more."""
        if phrase.article == "each" and (several := self.scene.named(phrase.lemma)) is not None:
            return several if self.scene.things[several].count != 1 else None  # "two chairs, a cat on each chair"
        if self.is_said_anew(phrase):
            known = self.scene.named(phrase.lemma, first_of(phrase.colors))
            if known is not None and phrase.is_counted:
                self.scene.things[known].count = phrase.count
                self.scene.things[known].phrase = replace(self.scene.things[known].phrase, name=phrase.name)
            return known
        if not phrase.name or phrase.article in ("a", "no", "each", "any") or phrase.is_counted:
            return None
        told_twice = phrase.is_plural and not phrase.article and not phrase.colors and not phrase.attributes
        if phrase.article not in ("the", "my") and not told_twice and not self.is_said_again(phrase):
            return None
        if grammar.TELLING_APART & set(phrase.attributes):
            return self.scene.told_apart(phrase.lemma, phrase.attributes)
        number = self.scene.named(phrase.lemma, first_of(phrase.colors))
        if number is None and phrase.article == "the" and " " not in phrase.name:
            number = self.scene.shortened(phrase.lemma)
        if number is None and phrase.lemma in ("animal", "creature"):
            living = [each for each, thing in enumerate(self.scene.things) if thing.is_alive()]
            number = living[-1] if living else None
        return number

    def is_said_again(self, phrase: NounPhrase) -> bool:
        """Whether a bare noun comes back to a thing: "a hat on a crow, crow on a post"."""
        is_bare = not phrase.article and not phrase.is_plural and not phrase.attributes
        if self.text(phrase.start) in grammar.ORDINALS or self.phrases.is_number(phrase.end):
            return False
        return is_bare and (" " not in phrase.name or any(each.name == phrase.name for each in self.scene.things))

    def thing(self, phrase: NounPhrase) -> int:
        """The number of the thing that a phrase names, a new one unless it was named before."""
        again = self.again(phrase)
        if again is not None:
            self.scene.describe([again], phrase.attributes, first_of(phrase.colors))
            return again
        if not phrase.name:
            return self.part(phrase)
        owner = self.owner_of(phrase)
        number = self.scene.add(phrase)
        if self.each_of is not None and phrase.article == "a" and not phrase.is_counted and not phrase.is_plural:
            self.scene.things[number].count = self.scene.things[self.each_of].count
        self.scene.things[number].owner = owner
        self.own(phrase, number)
        self.do_by_name(number)
        return number

    def do_by_name(self, number: int) -> None:
        """ "a lute-playing hen": whoever is called by what is worn or held has it."""
        thing = self.scene.things[number]
        for said in [each for each in thing.attributes if "-" in each]:
            name, _, deed = said.rpartition("-")
            kind = grammar.VERBS.get(next((each for each in verbs_of(deed) if each in grammar.VERBS), ""))
            if kind in ("holding", "wearing", "on") and deed.endswith("ing") and thing.is_alive():
                place = thing.phrase.start
                held = NounPhrase(place, place, name=name, lemma=name, classes=self.classes_of(name), said=name)
                thing.attributes.remove(said)
                self.scene.relate(kind, number, self.scene.add(held))

    def classes_of(self, name: str) -> str:
        """What the dictionary says of a noun."""
        return self.phrases.lexicon.get(name, "").partition(":")[2]

    def owner_of(self, phrase: NounPhrase) -> int | None:
        """Whose a thing is by a pronoun before it: "her hat", "whose hat"."""
        text = self.text(phrase.start)
        if text == "whose":
            return self.latest[-1] if self.latest else None
        pronoun = grammar.OWNERS.get(text)
        meant = self.meant(pronoun) if pronoun is not None else None
        return meant[0] if meant and len(meant) == 1 else None

    def own(self, phrase: NounPhrase, number: int) -> None:
        """ "the wizard's hat": the owner, where it is a thing of the scene already, wears or holds it."""
        owner = self.scene.things[number].owner if phrase.owner is None else self.scene.named(phrase.owner.lemma)
        if phrase.owner is None and not is_worn(phrase):
            return
        if owner is not None and (told := held_with(self.scene.things[owner].phrase, phrase)) is not None:
            self.scene.presume(told[0], owner, number)

    def told_by(self, phrase: NounPhrase) -> int | None:
        """The thing that a quality tells apart: "the tall one" of a tall glass and a short one."""
        said = {each.removesuffix("est").removesuffix("er") for each in phrase.attributes}
        fit = [n for n, each in enumerate(self.scene.things) if said & set(each.attributes)]
        return fit[-1] if fit and phrase.article == "the" and not phrase.name else None

    def model_of(self, phrase: NounPhrase) -> int:
        """Which thing there is one more of: "another" of what the clause is about, "a red one" of what has a colour."""
        things = self.scene.things
        heads = [each for each in self.heads if each < len(things)]
        told = [n for n, each in enumerate(things) if (each.color if phrase.colors else each.attributes)]
        if phrase.colors or (phrase.attributes and told):
            return (told or [len(things) - 1])[-1]
        return (heads or [len(things) - 1])[-1]

    def like_of(self, phrase: NounPhrase) -> int | None:
        """The thing whose like is told by its side: "the left glove red, the right one blue"."""
        side = next((each for each in phrase.attributes if each in ("left", "right")), "")
        other = {"left": "right", "right": "left"}.get(side, "")
        numbered = enumerate(self.scene.things) if other else ()
        return next((n for n, each in numbered if other in each.attributes and each.of_group is None), None)

    def part(self, phrase: NounPhrase, group: int | None = None) -> int:
        """The thing that "one red" or "the other two" is: a part of the group named last, or one more of a kind."""
        things = self.scene.things
        named = [number for number, each in enumerate(things) if each.count != 1 and each.of_group is None]
        groups = named if group is None else [group]
        if phrase.article == "the" and phrase.colors:  # "the red one"
            alike = [number for number, each in enumerate(things) if each.color == phrase.colors[0]]
            if alike:
                return alike[-1]
        told = self.told_by(phrase)
        if told is not None:
            return told
        last = groups[-1] if groups else self.model_of(phrase)
        if group is None and (like := self.like_of(phrase)) is not None:
            groups, last = [], like
        if phrase.is_rest:
            things[last].is_rest = bool(groups)
            return last
        count = half_of(things[last].count) if phrase.is_half else phrase.count
        name = things[last].phrase.name
        if count == 1 and things[last].phrase.is_plural:
            name = " ".join([*name.split()[:-1], things[last].phrase.lemma])
        said = replace(
            things[last].phrase,
            name=name,
            colors=phrase.colors,
            count=count,
            attributes=phrase.attributes,
            content=None,
        )
        side = next((each for each in phrase.attributes if each in ("left", "right")), "")
        of_group = last if groups else None
        things.append(Thing(said, count, first_of(phrase.colors), list(phrase.attributes), side, of_group=of_group))
        return len(things) - 1


def half_of(count: int | None) -> int | None:
    return count // 2 if count is not None and count % 2 == 0 else None


def first_of(colors: list[str]) -> str | None:
    return colors[0] if colors else None
