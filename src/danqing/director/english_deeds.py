"""What deeds say of whoever does them and of what they are done to: held, worn, ridden, given, put on."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_prepositions import objects_of
from danqing.director.english_senses import held_with, is_seen, is_worn
from danqing.director.english_walk import Walk


def act(walk: Walk, verb: str, objects: list[int]) -> None:
    kind = grammar.VERBS.get(verb)
    things = walk.scene.things
    alive = [each for each in walk.actors if things[each].is_alive()]
    # In "a balloon, two kids holding cones" the balloon holds none.
    is_pulled_out = verb in ("pull", "draw", "drag", "haul") and any(
        walk.stands_at(place, "out of") for place in (things[each].phrase.end for each in objects)
    )
    kind = "holding" if is_pulled_out else kind  # "pulling a rabbit out of a hat"
    kind = shared(things[objects[0]].phrase) if verb == "share" and alive and objects else kind
    for one in alive if kind in ("holding", "wearing") and alive else walk.actors:
        for number in objects:
            if one == number:
                continue
            if kind == "have":
                if (told := held_with(things[one].phrase, things[number].phrase)) is not None:
                    walk.scene.relate(told[0], *((number, one) if told[1] else (one, number)))
            elif kind == "around":
                walk.scene.relate("next_to", one, number)
            elif verb in ("hold", "support") and not things[one].is_alive() and (borne := bearing(things[one].phrase)):
                walk.scene.relate(borne, number, one)
            elif verb in ("adjust", "straighten", "button", "tie") and is_worn(things[number].phrase):
                walk.scene.relate("wearing", one, number)
            elif kind is not None and verb not in grammar.LOOSE_VERBS:
                if kind == "holding" and things[number].owner == one:
                    walk.scene.relations.pop((one, number), None)  # "waving his hat"
                if verb == "share":
                    walk.scene.presume(kind, one, number)
                else:
                    walk.scene.relate(kind, one, number)
    if kind == "have":
        walk.with_of = list(walk.actors)


def passive(walk: Walk, at: int, agent: int, verb: str) -> int:
    """ "held by a girl": who does it comes after."""
    phrase = walk.phrases.at(agent)
    if phrase is None or not phrase.name or not is_seen(phrase):
        return agent - at
    objects, end = objects_of(walk, phrase, "object")
    kind = grammar.VERBS.get(verb)
    main = walk.main if walk.words[at - 1].breaks and kind == "holding" else None
    if main is not None and walk.living(walk.actors) and not walk.living([main]):
        walk.actors = [main]  # "a jar in which a bee hums, held by a monk"
    for number in objects:
        for one in walk.actors:
            if kind == "around":
                walk.scene.relate("next_to", number, one)
            elif kind not in (None, "have", "above"):
                walk.scene.relate(kind, number, one)
    walk.latest = walk.actors = objects
    return end - at


def dressing(walk: Walk, verb: str, at: int) -> NounPhrase | None:
    """What is put on, pulled on or tried on: a garment."""
    phrase = walk.phrases.at(at + 1) if verb in ("put", "pull", "try", "slip") and walk.text(at) == "on" else None
    return phrase if phrase is not None and is_worn(phrase) and walk.living(walk.actors) else None


def gift(walk: Walk, verb: str, at: int) -> NounPhrase | None:
    """What is given to someone who is named before it: "handing him a rose", "offers the queen an apple"."""
    if verb not in grammar.GIVING:
        return None
    receiver = walk.phrases.at(at)
    is_pronoun = receiver is None and walk.text(at) in (*grammar.REFERRING, *grammar.SPEAKERS)
    end = receiver.end if receiver is not None else at + is_pronoun
    is_someone = receiver is None or (receiver.is_alive() and receiver.article == "the")
    given = walk.phrases.at(end) if end > at and is_someone else None
    return given if given is not None and given.name and given.article in ("a", "my") and is_seen(given) else None


def is_grasped(walk: Walk, verb: str, phrase: NounPhrase) -> bool:
    """Whether someone has a thing that only this tells to be one: "holding a rattle"."""
    is_one = phrase.article == "a" and verb in grammar.GRASPING and walk.living(walk.actors)
    return is_one and phrase.lemma not in kinds.NOT_SEEN | grammar.GESTURES


def shared(phrase: NounPhrase) -> str:
    """How those who share a thing stand to it: "sharing one umbrella", "sharing a scarf"."""
    if phrase.lemma in ("umbrella", "parasol", "blanket"):
        return "under"
    return "wearing" if is_worn(phrase) else "holding" if phrase.lemma in kinds.HELD or phrase.has("f") else "next_to"


def bearing(phrase: NounPhrase) -> str:
    """How what a lifeless thing holds stands to it: a crate holds what is in it, a table what is on it."""
    if phrase.has("K") and phrase.lemma not in kinds.SURFACES:
        return "in"
    return "on" if phrase.has("U", "f") or phrase.lemma in kinds.SURFACES else ""
