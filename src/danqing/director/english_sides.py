"""What English says of sides: "on the left", "to its right", "a bear left, a wolf right", "from left to right"."""

from __future__ import annotations

import itertools

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_parts import group_of, take
from danqing.director.english_walk import Walk

_LINKS = frozenset({"to", "on", "at"})
_FILES = frozenset({"queue", "line", "procession", "parade", "convoy", "caravan", "train", "file", "march", "lineup"})
_FIRST = grammar.by_first((
    "at the front", "in front", "at the head", "leading the way", "in the lead", "leading", "first", "up front",
))  # fmt: skip
_LAST = grammar.by_first((
    "at the back", "at the rear", "at the end", "bringing up the rear", "last of all", "at the tail",
))  # fmt: skip
_NEXT = frozenset({"then", "second", "next", "last", "lastly", "finally", "followed", "rear"})
_FAR = frozenset({"immediate", "far", "other", "own"})


def side(walk: Walk, at: int) -> int:
    """Read what is said of a side at a place; returns how many words that takes."""
    return in_file(walk, at) or in_order(walk, at) or of_someone(walk, at) or bare(walk, at) or of_the_picture(walk, at)


def of_the_picture(walk: Walk, at: int) -> int:
    """ "on the left", "at the top": where in the picture the thing before or behind stands."""
    phrase, length = walk.longest(grammar.SIDES, at)
    if not length or walk.text(at + length) == "of":
        return 0
    told = grammar.SIDES[phrase]
    if walk.beside and told in ("left", "right") and by_the_same(walk, f"{told}_of", at + length):
        return length
    place_at(walk, told, at + length)
    return length


def by_the_same(walk: Walk, kind: str, end: int) -> bool:
    """Whether a side is that of what the other side was told of: "left of the inn a tree, to the right a well"."""
    if not is_told_of_other(walk, kind) or set(walk.beside) & set(walk.latest):
        return False
    if walk.fresh and walk.leads(end):
        walk.fronted.append((kind, list(walk.beside)))
        return True
    for number in walk.latest:
        for anchor in walk.beside:
            walk.scene.relate(kind, number, anchor)
    return True


def place_at(walk: Walk, told: str, end: int) -> None:
    """Put the thing that follows, or the one named before, at a side of the picture."""
    if walk.fresh and walk.leads(end):
        walk.front_side = told
        return
    named = walk.latest if walk.latest and (not walk.verb or walk.is_comma_list()) else walk.actors or walk.latest
    for number in named[-1:] if walk.is_comma_list() else named:
        walk.scene.things[number].side = walk.scene.things[number].side or told


def is_told_of_other(walk: Walk, kind: str) -> bool:
    """Whether the other side was told of the same thing."""
    other = "right_of" if kind == "left_of" else "left_of"
    return any(said == other and second in walk.beside for (_, second), said in walk.scene.relations.items())


def of_someone(walk: Walk, at: int) -> int:
    """ "to its right", "on his left": beside whom a pronoun means."""
    if walk.text(at) not in _LINKS or walk.text(at + 1) not in grammar.POSSESSIVES:
        return 0
    end = at + 2 + (walk.text(at + 2) in _FAR)
    told = walk.text(end).partition("-")[0]
    if told not in ("left", "right"):
        return 0
    end += 1 + (walk.text(end + 1) == "side")
    is_part = walk.text(end) in kinds.BODY_PARTS
    if is_part or (walk.phrases.goes_on(end) and not walk.words[end].verb) or is_of_two(walk, told):
        return 0  # "on his left shoulder"
    owner = walk.meant(grammar.OWNERS.get(walk.text(at + 1), "it"))
    if owner is None:
        return 0
    centre = [number for number, each in enumerate(walk.scene.things) if each.side == "middle"]
    if centre and walk.text(at + 1) == "its" and centre[-1] not in walk.latest:
        owner = centre[-1:]  # "a jug in the centre, a cup to its left"
    if walk.beside and is_told_of_other(walk, f"{told}_of"):
        owner = list(walk.beside)  # "with a dog on its left and a mouse on its right"
    walk.beside = owner
    kind = f"{told}_of"
    if walk.fresh and walk.leads(end):
        walk.fronted.append((kind, owner))
        return end - at
    for source in walk.sources(owner):
        for number in owner:
            walk.scene.relate(kind, source, number)
    return end - at


def is_of_two(walk: Walk, told: str) -> bool:
    """Whether a side is that of a part whose like was told: "on his left shoulder a crow, on his right a rook"."""
    return walk.one_of_two is not None and walk.one_of_two[2] == ("right" if told == "left" else "left")


def bare(walk: Walk, at: int) -> int:
    """ "a bear left, a wolf right", "left: a bear"."""
    text = walk.text(at)
    if text not in ("left", "right") or walk.text(at + 1) == "behind":
        return 0
    if walk.text(at + 1) in walk.colors and walk.ends(at + 2) and group_of(walk) is not None and walk.fresh:
        take(walk, NounPhrase(at, at + 1, article="the", attributes=[text]))  # "slippers, left pink, right blue"
        return 1
    if walk.latest and not walk.fresh and walk.verb in ("", "be") and (
        walk.ends(at + 1) or walk.text(at + 1) in grammar.AND
    ):  # fmt: skip
        for number in walk.latest:
            walk.scene.things[number].side = walk.scene.things[number].side or text
        return 1
    after = at + 1 + (walk.text(at + 1) in (":", ","))
    phrase = walk.phrases.at(after)
    if (
        walk.fresh
        and phrase is not None
        and phrase.name
        and (after > at + 1 or phrase.article == "a" or phrase.is_counted)
    ):
        walk.front_side = text
        return after - at
    return 0


def in_order(walk: Walk, at: int) -> int:
    """ "from left to right": the things of the list before or behind stand in a row."""
    said, length = walk.longest(grammar.ORDERS, at)
    if not length or walk.text(at + length) == "of":
        return 0
    kind = grammar.ORDERS[said]
    if len(walk.topics) > 1 and walk.ends(at + length) and walk.text(at + length) != ":":
        chain(walk, kind, walk.topics)
    else:
        walk.row, walk.in_row = kind, []
    return length


def in_file(walk: Walk, at: int) -> int:
    """ "in the queue a lion at the front, then a poodle": each of a file is in front of the next."""
    if walk.row == "in_front_of" and (last := walk.said_at(at, _LAST)):
        return len(last.split())
    first = len(walk.said_at(at, _FIRST).split())
    whole = walk.phrases.at(at + first + 1) if first and walk.text(at + first) == "of" else None
    if whole is not None and whole.lemma in _FILES:
        walk.row, walk.in_row = "in_front_of", []  # "at the head of the procession a bishop"
        return whole.end - at
    if not first or walk.row or not is_file(walk, at) or not goes_on(walk, at + first):
        return 0
    is_named_before = not walk.fresh and bool(walk.latest)
    walk.row, walk.in_row = "in_front_of", list(walk.latest) if is_named_before else []
    return first


def is_file(walk: Walk, at: int) -> bool:
    """Whether the sentence up to a place speaks of a queue, or of what comes first."""
    comes = at + 1 < len(walk.words) and walk.words[at + 1].verb in grammar.GOING | {"come", "lead"}
    while at and walk.words[at - 1].text not in (".", "!", "?", "\n"):
        at -= 1
        if walk.words[at].lemma in _FILES or walk.text(at) in _FILES:
            return True
    return comes


def goes_on(walk: Walk, at: int) -> bool:
    """Whether the sentence from a place on tells who follows."""
    while at < len(walk.words) and walk.words[at].breaks < 2:
        if walk.text(at) in _NEXT:
            return True
        at += 1
    return False


def end_row(walk: Walk) -> None:
    """Relate the things of a row that is over."""
    if walk.row:
        chain(walk, walk.row, walk.in_row)
    walk.row, walk.in_row = "", []


def chain(walk: Walk, kind: str, numbers: list[int]) -> None:
    for one, other in itertools.pairwise(numbers):
        walk.scene.relate(kind, one, other)
