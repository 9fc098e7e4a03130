"""How a preposition relates two things, in the sense that fits them and the verb before it."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_senses import held_with, is_worn, may_be_worn
from danqing.director.english_walk import Walk

Told = tuple[str, int, int] | None  # kind, first, second


def attach(walk: Walk, kind: str, said: str, sources: list[int], objects: list[int]) -> None:
    """Relate each source to each object.

    Args:
        walk: what was read so far.
        kind: what the preposition says, of :data:`grammar.PREPOSITIONS`.
        said: the preposition.
        sources, objects: numbers of things before and behind it.
    """
    walk.beside = list(objects) if kind in ("left_of", "right_of") else walk.beside
    for source in sources:
        for number in objects:
            if (told := related(walk, kind, said, source, number)) is not None:
                walk.scene.place(*told)


def related(walk: Walk, kind: str, said: str, source: int, number: int) -> Told:
    """What a preposition says of one thing and another; None for nothing that could be seen."""
    if kind == "held":
        return "holding", number, source
    if kind == "with":
        return accompanied(walk, source, number)
    if kind == "from":
        return come_from(walk, said, source, number)
    if kind == "to":
        return reached(walk, said, source, number)
    if said in ("in", "into") and is_in_garment(walk, source, number):
        return "wearing", source, number
    first, second = walk.scene.things[source].phrase, walk.scene.things[number].phrase
    if said == "on" and first.is_alive() and second.lemma in ("phone", "laptop", "tablet"):
        return "holding", source, number
    if kind == "at":
        is_resting = walk.verb in ("sit", "stand", "eat", "drink", "work", "play", "be", "wait", "gather", "")
        return ("next_to", source, number) if is_resting else None
    if said == "over" and walk.verb in ("fight", "argue", "quarrel", "squabble"):
        return "next_to", source, number
    if kind == "between":
        return "next_to", source, number
    is_top = second.has("U") or second.lemma in kinds.SURFACES
    if kind == "in" and said.startswith("in the ") and is_top:
        return "on", source, number  # "in the middle of the table"
    if said in ("up", "down", "against") or is_crossed(walk, said, source, number):
        return "on", source, number
    if kind in ("through", "skip"):
        return None
    if kind == "on" and is_worn(first) and second.is_alive():
        return "wearing", number, source
    if (said in ("around", "round") and walk.verb in grammar.WINDING) or (
        said == "over" and walk.verb in grammar.COVERING
    ):
        return "on", source, number
    return kind, source, number


def is_crossed(walk: Walk, said: str, source: int, number: int) -> bool:
    """Whether something goes on what it is "over" or "along": "a train over a bridge", "a snail along a leaf"."""
    first, second = walk.scene.things[source].phrase, walk.scene.things[number].phrase
    goes = walk.verb in grammar.GOING
    if said == "along":
        return goes and not second.has("L", "W")
    on_foot = goes or (not walk.verb and first.lemma not in kinds.AIRBORNE)
    return said == "over" and second.lemma == "bridge" and on_foot


def accompanied(walk: Walk, source: int, number: int) -> Told:
    """ "with": a girl with a kite holds it, a cake with candles has them on it."""
    first, second = walk.scene.things[source].phrase, walk.scene.things[number].phrase
    if walk.verb in ("play", "fight", "dance", "talk"):
        return "next_to", source, number
    if walk.verb and first.is_alive() and is_tool(walk, number):
        return "holding", source, number
    if (told := held_with(first, second)) is None:
        return None
    kind, is_turned = told
    return (kind, number, source) if is_turned else (kind, source, number)


def come_from(walk: Walk, said: str, source: int, number: int) -> Told:
    """ "out of a box", "off a hook", "hanging from a branch"."""
    first, second = walk.scene.things[source].phrase, walk.scene.things[number].phrase
    if said == "off":
        return "above" if walk.verb in ("rise", "come", "fly") else "on", source, number
    if said in ("out of", "from inside") or walk.verb in grammar.OUT_OF:
        return "in", source, number
    if walk.verb in ("hang", "dangle", "swing"):
        return ("on" if first.is_alive() else "under"), source, number  # who hangs from a branch clings to it
    is_seat = second.has("U", "f") or second.lemma in kinds.SURFACES
    if first.is_alive() and is_seat and walk.verb not in ("fall", "drop"):
        return "on", source, number  # "feeding pigeons from a bench"
    return ("on", source, number) if walk.verb in ("fish", "jump", "dive") else None


def reached(walk: Walk, said: str, source: int, number: int) -> Told:
    """ "tied to a post", "running after a cat"; else "to" leads somewhere only."""
    if said == "after":
        is_chase = walk.verb in ("run", "chase", "come", "walk", "fly", "swim", "march", "trot")
        return ("behind", source, number) if is_chase else None
    return ("on", source, number) if walk.verb in grammar.FASTENING else None


def is_in_garment(walk: Walk, source: int, number: int) -> bool:
    """Whether what something is "in" is worn by it: "a sun in sunglasses", not "socks in a boot"."""
    first, second = walk.scene.things[source].phrase, walk.scene.things[number].phrase
    if second.lemma in kinds.PAIRED and walk.scene.things[number].count == 1 and not second.is_plural:
        return False  # "a mouse in a slipper"
    owner = walk.scene.things[number].owner
    if walk.verb in grammar.CRAMMING or (owner is not None and owner != source):
        return False  # "a terrier in her rucksack"
    if first.is_alive():
        return may_be_worn(second)
    return is_worn(second) and not first.has("K", "U", "R", "C") and not second.has("K")


def is_tool(walk: Walk, number: int) -> bool:
    """Whether what is named after a verb and its object is what it is done with: "watering roses with a hose"."""
    phrase = walk.scene.things[number].phrase
    known = {phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2]}
    return walk.latest != walk.actors and phrase.has("o") and not known & kinds.WORN and not phrase.has("R", "W", "U")
