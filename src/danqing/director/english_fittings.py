"""What English says by parts of a thing: "on the roof", "in its middle", "at one end"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_attach import attach
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_walk import Walk


def at_fitting(walk: Walk, at: int, kind: str, said: str, phrase: NounPhrase) -> int:
    """Read where something is at a part of a lifeless thing, the preposition being read; returns the words it takes."""
    if phrase.owner is not None or phrase.colors or phrase.attributes or walk.again(phrase) is not None:
        return 0
    told = part_told(walk, kind, phrase)
    whole = whole_of(walk, phrase) if told else []
    if not whole:
        return 0
    if phrase.lemma in grammar.HALVES:
        walk.one_of_two = phrase.lemma, whole, told
    if walk.fresh and walk.leads(phrase.end):
        walk.fronted.append((told, whole))
        return phrase.end - at
    attach(walk, told, said, [each for each in walk.sources(whole) if each not in whole], whole)
    return phrase.end - at


def part_told(walk: Walk, kind: str, phrase: NounPhrase) -> str:
    """What a part says of what is at it; "" for no such part."""
    is_its = walk.text(phrase.start) in ("its", "their") and phrase.lemma not in kinds.BODY_PARTS
    if is_its and phrase.lemma in grammar.PARTS and kind in ("on", "in", "at", "to"):
        return grammar.PARTS[phrase.lemma]
    if phrase.lemma in grammar.HALVES and phrase.is_counted and phrase.count == 1:
        return "on"  # "a pig at one end, a hen at the other"
    if phrase.article == "the" and phrase.lemma in ("top", "rim", "edge", "brim") and kind == "on":
        return "on"  # "chopsticks across the top"
    is_structure = phrase.lemma in kinds.STRUCTURE and phrase.article in ("the", "my")
    return kind if kind in ("on", "in", "above") and is_structure else ""


def whole_of(walk: Walk, phrase: NounPhrase) -> list[int]:
    """What has the part: the lifeless thing that "with" or the clause is said of, or the one named last before."""
    things = walk.scene.things
    if walk.text(phrase.start) in ("its", "their") and not walk.with_of:
        return [
            each for each in walk.meant(grammar.OWNERS[walk.text(phrase.start)]) or [] if not things[each].is_alive()
        ]
    named = [number for number in range(len(things) - 1, -1, -1) if number not in walk.latest]
    nearest = [*walk.with_of, *walk.topics, *named]
    fit = (each for each in nearest if each not in walk.latest and not things[each].is_alive())
    return [each for each in [next(fit, None)] if each is not None]
