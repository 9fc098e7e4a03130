"""What English says by parts of the body: "a ball in its mouth", "a hat on the cat's head"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_attach import attach
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_senses import is_seen, is_worn
from danqing.director.english_walk import Walk

_GRASPED_BY = kinds.GRASPING | {"hand", "paw", "arm", "claw", "tooth", "pouch", "palm", "wing"}
_BESIDE = frozenset({"foot", "feet", "side", "heel", "heels"})
_WOUND_ROUND = frozenset({"neck", "waist", "wrist", "ankle", "throat"})
_POSED_ON = frozenset({"leg", "foot", "knee", "toe", "paw", "hoof", "elbow", "haunch", "hand"})
_BORNE_ON = frozenset({"back", "shoulder", "head", "lap", "hump", "nose", "trunk"})
_OVERLOOKING = frozenset({"look", "peer", "peek", "peep", "read", "glance", "stare", "watch", "lean"})
_EMBRACING = frozenset({"arm", "wing", "paw", "trunk", "tentacle"})
_HELD_IN = frozenset({"in", "between", "under", "with", "from"})


def at_body(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """Read where something is at a body, the preposition being read; returns how many words that takes."""
    owners = owners_of(walk, phrase)
    told = next((each for each in phrase.attributes if each in ("left", "right")), "")
    walk.one_of_two = phrase.lemma, owners or list(walk.topics), told
    if walk.fresh and walk.leads(phrase.end) and (phrase.owner is not None or walk.topics):
        is_held = kind in _HELD_IN and phrase.lemma in _GRASPED_BY
        told = "held" if is_held else "next_to" if phrase.lemma in _BESIDE else "on"
        walk.fronted.append((told, owners or walk.topics))
        return phrase.end - at
    is_beside = phrase.lemma in _BESIDE and bool(walk.actors) and not set(walk.actors) & set(owners)
    for one in owners:
        for number in walk.actors if is_beside else walk.latest:
            if number not in owners:
                relate(walk, kind, "" if walk.text(at) == "above" else phrase.lemma, one, number)
    kept = [each for each in walk.topics if each not in walk.latest]
    if owners and kept and walk.is_comma_list():
        walk.topics = walk.actors = kept
    walk.with_of = []
    return phrase.end - at


def at_other(walk: Walk, kind: str, said: str, at: int) -> int:
    """ "in the other", "in his left": the hand that goes without its name, its like being told before."""
    is_other = walk.text(at) in (*grammar.POSSESSIVES, "the") and walk.text(at + 1) in ("other", "left", "right")
    is_bare = walk.ends(at + 2) or walk.text(at + 2) in grammar.AND | grammar.INDEFINITE or walk.inverts(at + 2)
    if walk.one_of_two is None or not is_other or not is_bare:
        return 0
    part, owners, told = walk.one_of_two
    if part in grammar.HALVES:
        attach(walk, told, said, walk.sources(owners), owners)
        return 2
    if walk.fresh and walk.leads(at + 2):
        walk.fronted.append(("held" if kind in _HELD_IN and part in _GRASPED_BY else "on", owners))
        return 2
    for number in walk.latest:
        for owner in owners:
            if owner != number:
                relate(walk, kind, part, owner, number)
    return 2


def embracing(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """ "with her arms around a dog", "with its tail round a pole"."""
    is_limb = phrase.lemma in _EMBRACING | {"tail", "leg", "hand"} and phrase.owner is None
    is_hand = phrase.lemma in ("hand", "paw") and walk.text(phrase.end) == "on"
    if kind != "with" or not is_limb or not (is_hand or walk.text(phrase.end) in ("around", "round", "about")):
        return 0
    return hold_by(walk, phrase, walk.sources([], "with", phrase), at)


def limb_told(walk: Walk, phrase: NounPhrase) -> int:
    """ "a beaver, one paw on a shovel", "a girl, arm round a dog"."""
    is_limb = phrase.lemma in _EMBRACING | {"tail", "hand"} and phrase.owner is None and walk.fresh
    is_hand = phrase.lemma in ("hand", "paw") and walk.text(phrase.end) == "on"
    if not is_limb or not (is_hand or walk.text(phrase.end) in ("around", "round")) or not walk.living(walk.topics):
        return 0
    return hold_by(walk, phrase, list(walk.topics), phrase.start)


def hold_by(walk: Walk, phrase: NounPhrase, sources: list[int], at: int) -> int:
    """Relate whose limb is round or on something to that; returns how many words that takes from a place on."""
    held = walk.phrases.at(phrase.end + 1)
    pronoun = walk.referred(phrase.end + 1)
    if not walk.living(sources) or (pronoun is None and (held is None or not held.name)):
        return 0
    objects = pronoun if pronoun is not None else [walk.thing(held)] if held is not None else []
    for one in sources:
        for number in objects:
            walk.scene.relate("on" if phrase.lemma in ("tail", "leg") else "holding", one, number)
    walk.latest, walk.fresh, walk.joined = objects, False, False
    return (phrase.end + 2 if held is None or pronoun is not None else held.end) - at


def is_pose(walk: Walk, kind: str, phrase: NounPhrase) -> bool:
    """ "standing on one leg", "on its hind legs": how someone stands, not where."""
    is_own = phrase.owner is None and (phrase.is_counted or phrase.is_plural or not phrase.article)
    is_posed = kind == "on" and phrase.lemma in _POSED_ON and is_own
    return is_posed and bool(walk.verb) and walk.latest == walk.actors and walk.living(walk.latest)


def does_by(walk: Walk, phrase: NounPhrase) -> list[int]:
    """Whose beak or hand it is that holds something: "a stork whose beak holds a fish"; empty for none."""
    word = walk.words[phrase.end] if phrase.end < len(walk.words) else None
    is_held = word is not None and grammar.VERBS.get(word.verb) == "holding"
    if not is_held or not {phrase.lemma, phrase.name} & kinds.BODY_PARTS:
        return []
    if phrase.owner is not None and is_seen(phrase.owner):
        return [walk.thing(phrase.owner)]
    owner = walk.owner_of(phrase)
    return [owner] if owner is not None else []


def owners_of(walk: Walk, phrase: NounPhrase) -> list[int]:
    """Whose body it is: the one that is named, or the living one that was named before."""
    if phrase.owner is not None:
        known = walk.again(phrase.owner)
        if known is not None or is_seen(phrase.owner):
            return [walk.thing(phrase.owner) if known is None else known]
    pronoun = grammar.OWNERS.get(walk.text(phrase.start))
    is_of_living = pronoun in ("him", "her") or phrase.lemma in kinds.LIVING_PARTS
    if walk.with_of and (walk.living(walk.with_of) or not is_of_living):
        return walk.with_of
    things = walk.scene.things
    if pronoun == "it" and walk.anchor is not None and walk.anchor < len(things) and walk.anchor not in walk.latest:
        return [walk.anchor]  # "halfway up it a cat, at its foot a dog"
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
    elif part == "shoulder" and kind == "above" and walk.verb in _OVERLOOKING:
        walk.scene.relate("behind", number, owner)  # "reading over her shoulder"
    elif not part:
        walk.scene.relate("above", number, owner)  # "above his head"
    elif thing.is_alive() and kind in ("on", "above", "in", "around", "from"):
        if part in _BORNE_ON and walk.scene.relations.get((owner, number)) == "holding":
            del walk.scene.relations[owner, number]  # "carrying a cub on its back"
        walk.scene.relate("on", number, owner)
    elif (
        is_worn(thing.phrase)
        or part in _WOUND_ROUND
        or (part == "eye" and kind in ("in", "above"))
        or (part in ("hair", "ear", "ears") and kind in ("in", "behind"))
    ):
        walk.scene.relate("wearing", owner, number)
    elif part == "lap" or (part in ("shoulder", "shoulders", "arm") and kind in ("above", "on", "over")):
        walk.scene.relate("holding", owner, number)
    elif part == "back" and kind in ("on", "above") and walk.scene.things[owner].phrase.is_person():
        walk.scene.relate("wearing", owner, number)
    elif kind in ("on", "above", "around", "next_to") and part not in _BESIDE:
        walk.scene.relate("on", number, owner)
    else:
        walk.scene.relate("next_to" if kind in ("at", "next_to", "from", "with") else kind, number, owner)
