"""What English noun phrases name: things, the place of all, the picture itself, or whoever wishes."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_attach import attach
from danqing.director.english_body import does_by, limb_told
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_gaps import do_the_same, is_gapped, opens_inner_clause
from danqing.director.english_places import background, stands_as_place
from danqing.director.english_prepositions import place
from danqing.director.english_scene import Thing, is_open_country, is_seen, is_worn
from danqing.director.english_tags import QUOTE
from danqing.director.english_unwanted import dislike
from danqing.director.english_walk import Walk, first_of


def speaker(walk: Walk, at: int) -> int:
    """ "I would like", "my daughter wants", "can you": no part of the scene."""
    text = walk.text(at)
    if text in grammar.SPEAKERS:
        for end in range(at + 1, min(at + 7, len(walk.words))):
            if walk.words[end].breaks:
                return end - at
            if walk.text(end) in grammar.REQUESTS:
                return asked(walk, at, end)
            if walk.text(end) == "not" or dislike(walk, end):
                return end - at
        return walk.skip_clause(at) if walk.scene.things or text != "me" else 1
    if walk.fresh and text in grammar.REQUESTS and not walk.scene.things and not is_named(walk, at):
        return asked(walk, at, at)
    if walk.fresh and text in grammar.MODALS and walk.text(at + 1) in grammar.SPEAKERS:
        return 1
    if walk.fresh and text in grammar.MODALS and not walk.scene.things:
        return wondering(walk, at)
    return 0


def wondering(walk: Walk, at: int) -> int:
    """ "could the picture show", "would love"."""
    phrase = walk.phrases.at(at + 1)
    end = phrase.end if phrase is not None and phrase.lemma in kinds.PICTURES else at + 1
    return asked(walk, at, end) if walk.text(end) in grammar.REQUESTS else 0


def is_named(walk: Walk, at: int) -> bool:
    """Whether a word of request rather begins a name: "a paint brush", not "paint tulips"."""
    phrase = walk.phrases.at(at)
    return phrase is not None and phrase.end > at + 1 and not (phrase.is_plural and phrase.end == at + 2)


def asked(walk: Walk, at: int, end: int) -> int:
    """The place behind "want", "would like to see", "please draw me"."""
    end += 1
    while walk.text(end) in grammar.REQUESTS or walk.text(end) in (
        "me",
        "us",
        "to",
        "of",
        "about",
        "for",
        "it",
        "please",
    ):
        end += 1
    if end >= len(walk.words) or walk.words[end].form != "ing":
        walk.fresh, walk.topics, walk.actors = True, [], []
    return end - at


def noun(walk: Walk, phrase: NounPhrase) -> int:
    length = phrase.end - phrase.start
    if is_wisher(walk, phrase):
        walk.fresh = True
        return length
    if not phrase.name:
        return unnamed(walk, phrase)
    while phrase.end < len(walk.words) and walk.words[phrase.end].is_name and phrase.is_alive():
        phrase.end += 1  # "my dog Rex"
    length = phrase.end - phrase.start
    if walk.text(phrase.end) == "'s" and not is_told(walk, phrase.end + 1):
        return length
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
        return length
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
    walk.in_row += [number]
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


def is_wisher(walk: Walk, phrase: NounPhrase) -> bool:
    """ "my daughter wants", "kids have to find him"."""
    after, behind = walk.text(phrase.end), walk.text(phrase.end + 1)
    if not phrase.is_alive() or walk.again(phrase) is not None:
        return False
    if after in grammar.WISHES or (after == "would" and behind in ("like", "love", "prefer", "want", "enjoy")):
        return phrase.article in ("my", "the") or not walk.scene.things
    deed = walk.text(phrase.end + 1 + (behind in ("to", "not")))
    return after in (*grammar.MODALS, "have", "has") and deed in grammar.LOOKING_ON


def shown_by(phrase: NounPhrase) -> NounPhrase | None:
    """What "a rocket icon" shows."""
    name, _, last = phrase.name.rpartition(" ")
    if not name or last not in (
        "icon",
        "sticker",
        "logo",
        "drawing",
        "sketch",
        "emoji",
        "sprite",
        "illustration",
        "tattoo",
    ):
        return None
    shown = replace(phrase, name=name, lemma=name.rpartition(" ")[2], classes="")
    return shown if name not in kinds.NOT_SEEN else None


def is_title(walk: Walk, phrase: NounPhrase) -> bool:
    """ "a poster for our school", "tattoo idea:": the picture itwalk."""
    last = phrase.name.rpartition(" ")[2]
    if (
        walk.scene.things
        or (phrase.is_counted and phrase.count != 1)
        or not {phrase.lemma, last, phrase.name} & kinds.PICTURES
    ):
        return False
    return walk.ends(phrase.end) or walk.text(phrase.end) in (
        "of", "for", "with", "showing", "about", "where", "that", "which", "featuring", "in", QUOTE, "saying"
    )  # fmt: skip


def is_told_one_by_one(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether a colon leads from a group to who is in it: "my family: mom, dad and a dog"."""
    if phrase.lemma not in grammar.GROUPS_OF.keys() | kinds.GROUPS or walk.text(phrase.end) != ":":
        return False
    member = walk.phrases.at(phrase.end + 1)
    return member is not None and member.is_alive() and walk.again(phrase) is None


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
    return word.text in walk.colors or word.is_adjective() or word.form == "ing" or walk.preposition_at(at)


def unnamed(walk: Walk, phrase: NounPhrase) -> int:
    """ "one red", "the other two", "a blue one": a part of what was said before, or a word for what follows."""
    if is_gapped(walk, phrase):
        return do_the_same(walk, phrase)
    end = phrase.end
    end += walk.text(end) in ("one", "ones")
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
    if counts_whole(walk, phrase):
        walk.scene.things[walk.latest[-1]].count = phrase.count
        return end - phrase.start
    number = walk.part(phrase)
    group = walk.scene.things[number].of_group
    beside = [each for each in walk.topics if group is not None and walk.scene.things[each].of_group == group]
    walk.topics = [*beside, number] if walk.listing else [number]
    walk.actors, walk.latest = list(walk.topics), [number]
    walk.in_row += [number]
    walk.fresh = walk.joined = False
    walk.listing = True
    walk.named_end = end
    take_place(walk, number)
    return end - phrase.start


def counts_whole(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether "nine of them" after a comma, or "three" at the end, tells how many the things named before are."""
    if not walk.fresh or walk.joined or phrase.colors or not phrase.is_counted or not walk.latest:
        return False
    return walk.scene.things[walk.latest[-1]].count is None and walk.ends(phrase.end)


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
