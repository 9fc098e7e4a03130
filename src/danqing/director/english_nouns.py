"""What English noun phrases name: things, the place of all, or what is worn, had and held by the thing before."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_body import does_by, limb_told
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_gaps import do_the_same, is_gapped, opens_inner_clause
from danqing.director.english_groups import is_told_one_by_one, take_place, unnamed
from danqing.director.english_naming import first_of
from danqing.director.english_parts import (
    colors_parts,
    corrected,
    group_of,
    named_again,
    numbered,
    owned_alone,
    pair,
    shared,
)
from danqing.director.english_places import background, place, stands_as_place
from danqing.director.english_senses import is_open_country, is_seen, is_worn
from danqing.director.english_turned_down import unseen_refused
from danqing.director.english_walk import Walk
from danqing.director.english_wishers import is_title, is_wisher, shown_by


def noun(walk: Walk, phrase: NounPhrase) -> int:
    length = phrase.end - phrase.start
    if is_wisher(walk, phrase):
        walk.fresh = True
        return length
    if not phrase.name:
        return unnamed(walk, phrase)
    if phrase.name in ("picture", "image") and phrase.article == "the" and walk.scene.things:
        return length  # "that is the picture"
    if phrase.name in kinds.WEATHERS and length == 1 and walk.fresh and walk.ends(phrase.end):
        walk.scene.times.append((phrase.name, ", "))  # ", candlelit"
        return length
    if corrected(walk, phrase) or pair(walk, phrase):
        return length
    if taken := owned_alone(walk, phrase) or numbered(walk, phrase):
        return taken
    if named_again(walk, phrase) or shared(walk, phrase):
        return unnamed(walk, replace(phrase, name=""), group_of(walk, phrase.lemma))
    while phrase.end < len(walk.words) and walk.words[phrase.end].is_name and phrase.is_alive():
        phrase.end += 1  # "my dog Rex"
    length = phrase.end - phrase.start
    if walk.text(phrase.end) == "'s" and not is_told(walk, phrase.end + 1):
        return length
    if phrase.name in walk.colors and length == 1 and walk.named_end == phrase.start and walk.ends(phrase.end):
        walk.scene.describe(walk.latest, [], walk.colors[phrase.name])  # "two of them gold"
        return length
    if phrase.name in walk.colors and colors_parts(walk):
        return unnamed(walk, replace(phrase, name="", colors=[walk.colors[phrase.name]]))
    if phrase.lemma in kinds.MATERIALS and length == 1 and walk.fresh and walk.topics and walk.ends(phrase.end):
        walk.scene.describe(walk.topics, [phrase.name])
        return length
    if is_title(walk, phrase) and (shown := shown_by(phrase)) is not None:
        phrase = shown
    elif is_title(walk, phrase):
        return length + (walk.text(phrase.end) in ("of", "showing", "with", "about", "featuring"))
    if is_told_one_by_one(walk, phrase):
        return length
    if is_weather_outside(walk, phrase):
        walk.scene.places.append(f"{phrase.said} {walk.text(phrase.end)}")
        return length + 1
    if phrase.lemma in ("background", "backdrop", "bg") or phrase.name.endswith(" bg"):
        return background(walk, phrase)
    if walk.antecedent and phrase.lemma in ("somebody", "someone"):
        walk.topics = walk.actors = walk.latest = list(walk.antecedent)
        walk.fresh = False
        return length
    again = walk.again(phrase)
    if again is None and not is_seen(phrase) and not is_open_country(phrase):
        if phrase.lemma in ("thing", "creature", "animal", "beast") and walk.fresh and walk.topics:
            walk.scene.describe(walk.topics[-1:], phrase.attributes, first_of(phrase.colors))
        return unseen_refused(walk, phrase) or length
    if again is None and stands_as_place(walk, phrase):
        place(walk, phrase.start, "in", phrase)
        if not walk.scene.things and walk.scene.main_place is None:
            walk.scene.main_place = phrase
        return length
    if again is None and ((taken := limb_told(walk, phrase)) or (taken := feature(walk, phrase))):
        return taken
    if again is None and is_gapped(walk, phrase):
        return do_the_same(walk, phrase)
    if again is None and opens_inner_clause(walk, phrase):
        walk.antecedent = list(walk.latest)
    if doers := does_by(walk, phrase):
        walk.topics = walk.actors = walk.latest = doers
        walk.fresh = walk.joined = False
        return length
    walk.each_of = again if phrase.article == "each" else None
    walk.led_by = [] if walk.opens_sentence and walk.fresh and not walk.fronted else walk.led_by
    number = walk.thing(phrase)
    take_place(walk, number)
    if again is None and is_raised(walk, phrase):
        for holder in walk.topics:
            walk.scene.relate("holding", holder, number)
        walk.latest, walk.fresh, walk.joined = [number], False, False
        walk.scene.describe([number], [walk.text(phrase.end)])
        return length + 1
    if again is None and is_put_on(walk, phrase):
        for wearer in walk.topics:
            walk.scene.presume("wearing", wearer, number)  # "a fat king, crown"
        walk.latest = walk.actors = [number]
        if is_told_of(walk, phrase.end):
            walk.topics = [number]
        walk.fresh = walk.joined = False
        return length
    walk.enlist(number)
    walk.heads += [number]
    walk.main = number if walk.main is None else walk.main
    if walk.listing and walk.topics and again is None:
        walk.is_and_list = walk.joined
        walk.topics = [*walk.topics, number]
        walk.couple = list(walk.topics) if walk.joined else walk.couple
    else:
        walk.topics = [number]
    walk.listing = walk.text(phrase.end) in ("and", ",", "&", "plus", "or") or walk.ends(phrase.end)
    walk.actors, walk.latest = list(walk.topics), [number]
    walk.fresh = walk.joined = False
    walk.verb = walk.latest_by = ""
    walk.with_of = []
    walk.named_end = phrase.end
    return length


def is_put_on(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a bare garment after a comma is worn by whom the clause is about: "a fat king, crown"."""
    if phrase.is_counted or not is_worn(phrase) or not walk.living(walk.topics) or len(walk.topics) > 2:
        return False
    if not walk.fresh or (
        walk.joined and walk.text(phrase.start - 2) != "," and not walk.scene.is_dressed(walk.topics)
    ):
        return False
    after = walk.words[phrase.end] if phrase.end < len(walk.words) else None
    if after is not None and (after.text == "off" or after.verb in grammar.TAKING_OFF):
        return False
    return phrase.article in ("", "my") and not (
        walk.preposition_at(phrase.end) and not (walk.text(phrase.end) == "on" and walk.ends(phrase.end + 1))
    )  # fmt: skip


def feature(walk: Walk, phrase: NounPhrase) -> int:
    """ "a sailor, arms folded", "a bard, skin purple": a part of a body that describes whom the clause is about."""
    before = walk.text(phrase.start - 1)
    is_bare = before in (",", ":") and phrase.article in ("", "my") and not phrase.is_counted
    if not is_bare or phrase.lemma not in kinds.BODY_PARTS or not walk.living(walk.topics) or walk.fronted:
        return 0
    end = phrase.end
    while not walk.ends(end) and end < phrase.end + 2 and (
        walk.text(end) in walk.colors or walk.words[end].is_adjective() or walk.words[end].form == "ed"
    ):  # fmt: skip
        end += 1
    said = " ".join(walk.text(each) for each in range(phrase.start, end))
    color = next((walk.colors[each] for each in said.split() if each in walk.colors), None)
    walk.scene.describe(walk.topics, [said], color if phrase.lemma in ("skin", "fur", "feather", "scale") else None)
    walk.fresh = False
    walk.latest = walk.actors = list(walk.topics)
    return end - phrase.start


def is_raised(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a bare thing after a comma is held by whom the clause is about: "a knight, sword drawn"."""
    is_said = walk.fresh and not phrase.article and walk.text(phrase.end) in grammar.RAISED
    return is_said and walk.living(walk.topics) and not phrase.is_alive() and walk.ends(phrase.end + 1)


def is_told_of(walk: Walk, at: int) -> bool:
    """Whether a phrase that ends at a place is what its clause is about: "her coat should be green"."""
    return walk.text(at) in grammar.BE or walk.text(at) in grammar.MODALS


def is_weather_outside(walk: Walk, phrase: NounPhrase) -> bool:
    """ "…, rain outside": it rains there, and no rain is in front of anything."""
    is_time = bool({phrase.lemma, phrase.name.rpartition(" ")[2]} & kinds.TIMES) and not phrase.is_counted
    is_out = walk.text(phrase.end) in ("outside", "outdoors")
    return is_time and phrase.article in ("", "the") and is_out and walk.ends(phrase.end + 1)


def is_told(walk: Walk, at: int) -> bool:
    """Whether "'s" before a place stands for "is": "the boat's red"."""
    if at >= len(walk.words):
        return False
    word = walk.words[at]
    is_named = word.text in grammar.INDEFINITE | grammar.DEFINITE  # "mine's the red one"
    return is_named or word.text in walk.colors or word.is_adjective() or word.form == "ing" or walk.preposition_at(at)
