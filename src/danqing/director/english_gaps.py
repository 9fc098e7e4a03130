"""What English leaves out: a verb told before ("the boy holds a kite, the girl a drum"), "that" before a clause."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_words as grammar
from danqing.director.english_deeds import act
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_walk import Walk


def is_gapped(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a verb is left out before a phrase: "the boy holds a kite, the girl a drum"."""
    is_new = phrase.article == "a" or phrase.is_counted
    return walk.deed is not None and is_new and walk.named_end == phrase.start and walk.latest == walk.topics[-1:]


def do_the_same(walk: Walk, phrase: NounPhrase) -> int:
    """Say of the thing named last what the verb that was left out said of another."""
    assert walk.deed is not None
    verb, before = walk.deed
    whole = walk.scene.things[before].phrase
    said = phrase if phrase.name else replace(
        whole, colors=phrase.colors, attributes=phrase.attributes, count=phrase.count, article="a", content=None
    )  # fmt: skip
    walk.actors = list(walk.latest)
    number = walk.scene.add(said)
    act(walk, verb, [number])
    walk.latest, walk.fresh, walk.joined, walk.listing = [number], False, False, False
    return phrase.end - phrase.start


def opens_inner_clause(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether who stands right behind a name does something with what it names: "the hat the dog wears"."""
    if walk.named_end != phrase.start or not phrase.is_alive() or phrase.end >= len(walk.words):
        return False
    deed = walk.words[phrase.end]
    return deed.form == "s" or deed.text in grammar.BE
