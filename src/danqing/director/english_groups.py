"""What English tells of a group one by one: "one red, the other two blue", "my family: mum, dad and a dog"."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_attach import attach
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_gaps import do_the_same, is_gapped
from danqing.director.english_naming import first_of
from danqing.director.english_parts import group_of
from danqing.director.english_scene import Thing
from danqing.director.english_walk import Walk


def is_told_one_by_one(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a colon leads from a group to who is in it: "my family: mom, dad and a dog"."""
    if phrase.lemma not in grammar.GROUPS_OF.keys() | kinds.GROUPS or walk.text(phrase.end) != ":":
        return False
    member = walk.phrases.at(phrase.end + 1)
    return member is not None and member.is_alive() and walk.again(phrase) is None


def unnamed(walk: Walk, phrase: NounPhrase, group: int | None = None) -> int:
    """ "one red", "the other two", "a blue one": a part of what was said before, or a word for what follows."""
    if is_gapped(walk, phrase):
        return do_the_same(walk, phrase)
    end = phrase.end
    end += walk.text(end) in ("one", "ones") and walk.text(end + 1) not in walk.colors  # "one red one blue"
    if (noun := follower(walk, end)) is not None and (phrase.colors or phrase.is_counted):
        count = phrase.count or 1
        walk.scene.things.append(
            Thing(replace(noun, colors=phrase.colors, content=None), count, first_of(phrase.colors))
        )
        number = len(walk.scene.things) - 1
        take_place(walk, number)
        walk.topics = [*walk.topics, number] if walk.joined and walk.listing else [number]
        walk.actors, walk.latest, walk.listing = list(walk.topics), [number], True
        walk.fresh = walk.joined = False
        return end - phrase.start
    if not walk.scene.things:
        return end - phrase.start
    if walk.text(phrase.start) in ("all", "both") and walk.text(phrase.start + 1) in walk.colors:
        several = [each for each in (*walk.latest, *walk.topics) if walk.scene.things[each].count != 1]
        walk.scene.describe(several[:1] or walk.topics, phrase.attributes, first_of(phrase.colors))  # "all brown"
        return phrase.end - phrase.start
    if not phrase.is_counted and not phrase.article and walk.scene.things:  # "tulips, red ones"
        several = [n for n, each in enumerate(walk.scene.things) if each.count != 1]
        walk.scene.describe(several[-1:], phrase.attributes, first_of(phrase.colors))
        return end - phrase.start
    if phrase.article == "each" and (whole := group_of(walk)) is not None:  # "every one red"
        walk.topics = walk.actors = walk.latest = [whole]
        walk.each_of = whole
        walk.scene.describe([whole], phrase.attributes, first_of(phrase.colors))
        walk.fresh = walk.joined = False
        return end - phrase.start
    if (phrase.is_rest or phrase.is_half) and group_of(walk) is None:
        return walk.skip_clause(phrase.start)
    if (whole := counted_whole(walk, phrase)) is not None:
        walk.scene.things[whole].count = phrase.count
        return end - phrase.start
    if is_apposed(walk, phrase):
        walk.scene.describe(walk.latest, phrase.attributes, first_of(phrase.colors))
        return end - phrase.start
    number = walk.part(phrase, group)
    whole = walk.scene.things[number].of_group
    beside = [each for each in walk.topics if whole is not None and walk.scene.things[each].of_group == whole]
    walk.topics = [*beside, number] if walk.listing else [number]
    walk.actors, walk.latest = list(walk.topics), [number]
    walk.enlist(number)
    walk.fresh = walk.joined = False
    walk.listing = True
    walk.named_end = end
    take_place(walk, number)
    return end - phrase.start


def counted_whole(walk: Walk, phrase: NounPhrase) -> int | None:
    """The things named before of which "nine of them" after a comma, or "three" at the end, tells how many they are."""
    if not walk.fresh or walk.joined or phrase.colors or not phrase.is_counted or not walk.ends(phrase.end):
        return None
    named = [*walk.latest[-1:], *(walk.topics if walk.text(phrase.end - 1) == "them" else [])]
    return next((each for each in named if walk.scene.things[each].count is None), None)


def is_apposed(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether "a grey one" behind a comma tells what the thing named right before is like: "his cat, a grey one"."""
    is_one = walk.text(phrase.end - 1) == "one" and bool(phrase.article) and bool(phrase.colors)
    if not is_one or walk.text(phrase.start - 1) != "," or walk.joined or len(walk.latest) != 1:
        return False
    thing = walk.scene.things[walk.latest[0]]
    is_plain = thing.count == 1 and thing.color is None and thing.of_group is None
    return is_plain and walk.named_end == phrase.start - 1


def follower(walk: Walk, at: int) -> NounPhrase | None:
    """The noun of "a red and a blue car", from behind "red"."""
    for _ in range(6):
        if walk.text(at) not in ("and", ",", "or", "&"):
            return None
        at += 1 + (walk.text(at) == "," and walk.text(at + 1) in ("and", "&"))
        phrase = walk.phrases.at(at)
        if phrase is None:
            return None
        if phrase.name and phrase.name not in ("one", "ones"):
            return phrase if phrase.colors and (phrase.article == "a" or phrase.is_counted) else None
        at = phrase.end
    return None


def take_place(walk: Walk, number: int) -> None:
    """Give a thing the place that was told before it."""
    for kind, objects in walk.fronted:
        attach(walk, kind, kind, [number], objects)
    if walk.fronted and (walk.is_front_list or text_after_is_list(walk, number)):
        return
    walk.fronted = []
    if walk.front_side:
        walk.scene.things[number].side, walk.front_side = walk.front_side, ""


def text_after_is_list(walk: Walk, number: int) -> bool:
    """Whether "and" leads to another thing in the same place: "on the table a cup and a plate"."""
    end = walk.scene.things[number].phrase.end
    if walk.text(end) not in ("and", ","):
        return False
    other = walk.phrases.at(end + 1)
    return other is not None and bool(other.name) and not walk.predicate(other.end) and (
        walk.text(end) == "and" or walk.list_ends(other.end)
    )  # fmt: skip
