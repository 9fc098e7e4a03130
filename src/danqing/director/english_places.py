"""Where all of an English wish is: ", snowy forest", "Castle: …", "with hills in the background", "at dusk"."""

from __future__ import annotations

import itertools
from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
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
    is_listed = phrase.lemma in kinds.SCATTERED and phrase.is_plural and not phrase.attributes and not phrase.colors
    if is_listed and walk.scene.things and not walk.latest_by:
        return False
    if walk.text(phrase.end) in walk.colors and (walk.ends(phrase.end + 1) or walk.text(phrase.end + 1) in grammar.AND):
        return False  # "the sky green and the grass pink"
    if walk.is_emblem and is_open_country(phrase) and phrase.lemma not in kinds.TIMES:
        return False  # "logo, wheat and a sun"
    if is_spoken_of(walk, phrase) or grammar.SIDES.get(walk.longest(grammar.SIDES, phrase.end)[0], "front") != "front":
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
    is_last = walk.ends(phrase.end) or after in ("if", "because", "since")
    if is_last or (behind[:2] == ["in", "the"] and behind[2] in ("background", "distance", "backdrop")):
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
    return phrase.lemma == "light" and not phrase.is_plural and not phrase.article and " " in phrase.said


def described_to(walk: Walk, at: int) -> int:
    """Where the colours and adjectives end that begin at a place: "background plain teal"."""
    end = at
    while not walk.ends(end) and end < at + 3:
        word = walk.words[end]
        if (word.text not in walk.colors and not word.tags) or word.form:
            break
        end += 1
    return end if walk.ends(end) else at


def in_background(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """ "with hills in the background", "on a pale blue background"."""
    front = phrase.said.removesuffix(phrase.lemma).removesuffix("bg").strip()
    if (front and phrase.lemma in ("background", "backdrop")) or (phrase.name == "bg" and front):
        walk.scene.places.append(phrase.said)
    elif kind == "with" and not front and (end := described_to(walk, phrase.end)) > phrase.end:
        walk.scene.places.append(" ".join(walk.text(each) for each in range(phrase.end, end)) + " background")
        return end - at
    elif kind == "in" and walk.latest and phrase.lemma in ("background", "distance", "horizon", "backdrop"):
        only = len(walk.scene.things) > len(walk.latest)
        named = [walk.scene.things[each] for each in walk.latest]
        if only and phrase.lemma in ("background", "backdrop") and not walk.fresh and all(
            is_open_country(replace(each.phrase, is_counted=False)) or each.phrase.has("W", "R", "L")
            for each in named
        ):  # fmt: skip
            walk.scene.places += [each.phrase.said for each in named]
            walk.scene.drop(set(walk.latest))
            walk.forget()
        elif only and not walk.fresh:
            for each in named:
                each.side = "back"
    elif kind == "in" and walk.fresh and walk.leads(phrase.end):
        walk.front_side = "back" if phrase.lemma in ("background", "backdrop", "distance") else "front"
    return phrase.end - at


def place(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """A place or time of the scene."""
    if phrase.lemma == "sky" and kind in ("in", "at") and not (walk.fresh and walk.leads(phrase.end)):
        walk.scene.aloft += [each for each in walk.sources([]) if each not in walk.scene.aloft]
    said = phrase.said
    if phrase.owner is not None:
        said = (
            " ".join(walk.text(each) for each in range(phrase.start, phrase.end))
            .replace("s 's", "s'")
            .replace(" 's", "'s")
        )
        said = said.split(" ", 1)[1] if said.split(" ", 1)[0] in (grammar.INDEFINITE | grammar.DEFINITE) else said
    if {phrase.lemma, phrase.name, said} & (kinds.TIMES | {"light"}):
        joint = ", " if at == phrase.start else f" {walk.text(at)} "
        walk.scene.times.append((said, joint))
    else:
        walk.scene.places.append(said)
    end = walk.place_end = phrase.end
    while walk.text(end) == "and" and (other := walk.phrases.at(end + 1)) is not None:
        if not is_open_country(other) or walk.predicate(other.end):
            break
        walk.scene.places.append(other.said)
        end = other.end
    return end - at
