"""Which English noun phrases tell where all of it is: ", snowy forest", "Castle: …", "warm tavern light"."""

from __future__ import annotations

import itertools

from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_prepositions import described_to
from danqing.director.english_senses import is_open_country, is_place
from danqing.director.english_walk import Walk


def background(walk: Walk, phrase: NounPhrase) -> int:
    """ "plain white background", "the background is a beach"."""
    front = phrase.said
    for each in ("background", "backdrop", "bg"):
        front = front.removesuffix(each)
    end = phrase.end
    if front.strip():
        walk.scene.places.append(phrase.said)
    elif (last := described_to(walk, end)) > end:
        walk.scene.places.append(" ".join(walk.text(each) for each in range(end, last)) + " background")
        end = last
    elif walk.text(end) in (*grammar.BE, ":", "of", "should"):
        after = end + 1 + (walk.text(end + 1) == "be")
        place = walk.phrases.at(after)
        if place is not None:
            walk.scene.places.append(place.said)
            end = place.end
        elif walk.text(after) in walk.colors:
            walk.scene.places.append(f"{walk.text(after)} background")
            end = after + 1
    return end - phrase.start


def stands_as_place(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a place is told like a thing: ", snowy forest", "a beach with two dogs"."""
    if walk.text(phrase.end) in ("everywhere", "all") and is_open_country(phrase):
        return walk.text(phrase.end) == "everywhere" or walk.text(phrase.end + 1) in ("around", "over")
    if is_light(phrase) and walk.fresh and walk.ends(phrase.end) and not walk.scene.times:
        return True
    if is_spoken_of(walk, phrase):
        return False
    if ends_as_place(walk, phrase) or opens_as_place(walk, phrase):
        return True
    is_owned = phrase.owner is not None and not (walk.fresh and not walk.scene.things)
    if not is_open_country(phrase) or is_owned or walk.fronted or (walk.joined and walk.listing):
        return False
    after = walk.text(phrase.end)
    if walk.again(phrase) is not None or (phrase.colors and phrase.name == "water"):
        return False
    behind = [walk.text(phrase.end + each) for each in range(3)]
    if walk.ends(phrase.end) or (behind[:2] == ["in", "the"] and behind[2] in ("background", "distance", "backdrop")):
        return True
    said = walk.longest(grammar.PREPOSITIONS, phrase.end)[0]
    above = walk.phrases.at(phrase.end + 1) if after == "under" else None
    if above is not None and not is_place(above, "under", "under"):
        return False  # "a village under a volcano"
    if after in ("with", "at", "in", "under", "during", "where", "full", "and") and " " not in said:
        return walk.fresh
    return False


def is_spoken_of(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether the next clause says what is by a place: "a barn. In front of it stands a tractor"."""
    if phrase.article != "a" or walk.scene.things:
        return False
    if walk.text(phrase.end) == "with":
        after = [walk.text(at) for at in range(phrase.end, phrase.end + 10)]
        return any(pair in (("its", "left"), ("its", "right")) for pair in itertools.pairwise(after))
    if not walk.ends(phrase.end):
        return False
    for at in range(phrase.end + 1, min(phrase.end + 7, len(walk.words))):
        if walk.words[at].breaks:
            return False
        length = walk.longest(grammar.PREPOSITIONS, at)[1]
        is_named = (walk.text(at + length), walk.text(at + length + 1)) == ("the", phrase.lemma)
        if length and (walk.text(at + length) == "it" or is_named):
            return True
    return False


def ends_as_place(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a bare building or country is told last, behind a comma: ", dance hall"."""
    is_bare = walk.fresh and not phrase.article and not phrase.is_counted and not phrase.is_plural
    if not is_bare or not walk.scene.things or walk.again(phrase) is not None or phrase.name[:1].isupper():
        return False
    at_end = phrase.end >= len(walk.words) or walk.words[phrase.end].breaks == 2
    return at_end and phrase.has("W", "R", "L") and not phrase.has("K", "C", "U") and not phrase.is_alive()


def opens_as_place(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a bare building or country is told first, before a colon or full stop: "Castle: …"."""
    if walk.scene.things or phrase.article or phrase.is_counted or phrase.is_plural or phrase.is_alive():
        return False
    is_told = phrase.end + 1 < len(walk.words) and walk.words[phrase.end].breaks == 2
    return is_told and phrase.has("W", "R", "L") and not phrase.has("K", "C", "U")


def is_light(phrase: NounPhrase) -> bool:
    """ "warm tavern light": how all of it is lit."""
    return phrase.lemma == "light" and not phrase.article and " " in phrase.said
