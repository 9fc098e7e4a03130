"""What English says by parts of the body: "a ball in its mouth", "a hat on the cat's head"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_scene import is_seen, is_worn
from danqing.director.english_walk import Walk

_GRASPED_BY = kinds.GRASPING | {"hand", "paw", "arm", "claw", "tooth", "pouch", "palm", "wing"}
_BESIDE = frozenset({"foot", "feet", "side", "heel", "heels"})
_WOUND_ROUND = frozenset({"neck", "waist", "wrist", "ankle", "throat"})
_HELD_IN = frozenset({"in", "between", "under", "with", "from"})


def at_body(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """Read where something is at a body, the preposition being read; returns how many words that takes."""
    owners = owners_of(walk, phrase)
    if walk.fresh and walk.leads(phrase.end) and (phrase.owner is not None or walk.topics):
        is_held = kind in _HELD_IN and phrase.lemma in _GRASPED_BY
        walk.fronted.append(("held" if is_held else "on", owners or walk.topics))
        return phrase.end - at
    is_beside = phrase.lemma in _BESIDE and bool(walk.actors) and not set(walk.actors) & set(owners)
    for one in owners:
        for number in walk.actors if is_beside else walk.latest:
            if number not in owners:
                relate(walk, kind, phrase.lemma, one, number)
    kept = [each for each in walk.topics if each not in walk.latest]
    if owners and kept and walk.is_comma_list():
        walk.topics = walk.actors = kept
    walk.with_of = []
    return phrase.end - at


def owners_of(walk: Walk, phrase: NounPhrase) -> list[int]:
    """Whose body it is: the one that is named, or the living one that was named before."""
    if phrase.owner is not None:
        known = walk.again(phrase.owner)
        if known is not None or is_seen(phrase.owner):
            return [walk.thing(phrase.owner) if known is None else known]
    pronoun = grammar.OWNERS.get(walk.text(phrase.start))
    if walk.with_of:
        return walk.with_of
    if pronoun in ("him", "her") and (meant := walk.meant(pronoun)) and not set(meant) & set(walk.latest):
        return meant
    before = [each for each in walk.actors or walk.topics if each not in walk.latest]
    if walk.is_comma_list() or not before:
        living = [
            number for number, each in enumerate(walk.scene.things) if each.is_alive() and number not in walk.latest
        ]
        return before[:1] if before and before[0] in living else living[-1:] or before
    return before


def relate(walk: Walk, kind: str, part: str, owner: int, number: int) -> None:
    """How a thing at a part of a body stands to its owner."""
    thing = walk.scene.things[number]
    if walk.scene.relations.get((owner, number)) == "next_to":
        del walk.scene.relations[owner, number]  # "with a fish" says less than "in its mouth"
    if kind in _HELD_IN and part in _GRASPED_BY:
        walk.scene.relate("holding", owner, number)
    elif thing.is_alive() and kind in ("on", "above", "in", "around"):
        walk.scene.relate("on", number, owner)
    elif (
        is_worn(thing.phrase) or part in _WOUND_ROUND or (part in ("hair", "ear", "ears") and kind in ("in", "behind"))
    ):
        walk.scene.relate("wearing", owner, number)
    elif part in ("shoulder", "shoulders", "arm") and kind in ("above", "on", "over"):
        walk.scene.relate("holding", owner, number)
    elif part == "back" and kind in ("on", "above") and walk.scene.things[owner].phrase.has("p"):
        walk.scene.relate("wearing", owner, number)
    elif kind in ("on", "above", "around", "next_to") and part not in _BESIDE:
        walk.scene.relate("on", number, owner)
    else:
        walk.scene.relate("next_to" if kind in ("at", "next_to", "from", "with") else kind, number, owner)
