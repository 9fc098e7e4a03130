"""By what English says where something is: which thing "it" is there, and what tells its own place after "with"."""

from __future__ import annotations

from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_walk import Walk

_BY = frozenset({"left_of", "right_of", "above", "below", "in_front_of", "behind"})  # kinds that go by a third thing


def fitting(walk: Walk, kind: str, meant: list[int]) -> list[int]:
    """What "it" means behind "in" and "on": a vessel, or what could bear something, rather than another thing."""
    things = walk.scene.things
    worn = {second: first for (first, second), said in walk.scene.relations.items() if said == "wearing"}
    if kind == "on" and meant[0] in worn:
        return [worn[meant[0]]]  # "a donkey in a hat with two kids on it"
    grounds = [second for (first, second), told in walk.scene.relations.items() if first == meant[0] and told in _BY]
    if grounds and kind in _BY and walk.main == meant[0] and not walk.with_of and things[grounds[-1]].count == 1:
        return grounds[-1:]  # "a jug left of a lamp and a clock right of it"
    bears = {"in": ("K", "R"), "on": ("U", "f")}.get(kind)
    if kind == "on" and things[meant[0]].phrase.lemma in ("moon", "sun", "star", "cloud", "comet", "rainbow"):
        others = [
            number for number, each in enumerate(things) if each.count == 1 and number not in (*walk.latest, *meant)
        ]
        return others[-1:] or meant  # "the moon above a tower and an owl on top of it"
    if bears is None or things[meant[0]].phrase.has(*bears) or (kind == "on" and not walk.with_of):
        return meant
    named = [number for number, each in enumerate(things) if each.count == 1 and number not in walk.latest]
    return next(([number] for number in reversed(named) if things[number].phrase.has(*bears)), meant)


def has_place(walk: Walk, sources: list[int], objects: list[int], end: int) -> bool:
    """Whether where what "with" names is comes after it: "with a whale behind it"."""
    return walk.has_own_place(end, by_name=walk.living(objects) or not walk.living(sources))


def lies_apart(walk: Walk, phrase: NounPhrase, end: int) -> bool:
    """ "with his hat on the floor", "with her bag beside her": what someone owns is elsewhere, not worn or held."""
    length = walk.longest(grammar.PREPOSITIONS, end)[1]
    is_own = phrase.article == "my" and not phrase.is_alive()
    return is_own and bool(length) and not walk.ends(end + length) and walk.text(end) != "of"
