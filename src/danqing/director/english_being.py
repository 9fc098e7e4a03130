"""What English says things are, by "is", by what fills, tops or surrounds them, and by "who" and "that"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_naming import first_of
from danqing.director.english_prepositions import objects_of
from danqing.director.english_qualities import colors_of_parts, groups_told, identify, qualities
from danqing.director.english_senses import is_seen, is_worn
from danqing.director.english_turned_down import refused
from danqing.director.english_unwanted import dislike
from danqing.director.english_walk import Walk


def relative(walk: Walk, at: int) -> int:
    text = walk.text(at)
    if text not in grammar.RELATIVES or not walk.latest or (walk.fresh and text == "that"):
        return 0
    someone = walk.text(at + 1) in ("somebody", "someone")
    if text == "that" and walk.phrases.at(at) is not None and not walk.words[at + 1].verb and not someone:
        return 0
    if text == "where":
        is_inside = walk.scene.things[walk.latest[0]].phrase.has("K", "R", "W", "L")
        walk.fronted.append(("in" if is_inside else "on", list(walk.latest)))
        return 1
    if text == "whose":
        walk.with_of = list(walk.latest)
        return 0
    inner = walk.phrases.at(at + 1)
    if text in ("that", "which") and inner is not None and (inner.article or someone) and not walk.words[at + 1].verb:
        walk.antecedent = list(walk.latest)  # "a chair that a cat is sitting on"
        walk.fresh = True
        return 1
    walk.actors = walk.told_of = list(walk.latest)
    walk.verb = ""
    if walk.text(at + 1) in grammar.SPEAKERS or walk.text(at + 1) in grammar.MODALS or walk.text(at + 1) == "really":
        return walk.skip_clause(at)
    return 1


def being(walk: Walk, at: int) -> int:
    """ "is", "are": what follows describes, places or is the topic."""
    text, after = walk.text(at), walk.text(at + 1)
    if text == "there" and (after in grammar.BE or after in ("'s", "has", "have")):
        walk.fresh, walk.verb = True, "be"
        return 2
    if text in ("stands", "remains"):
        walk.verb = "stand"
        return 0
    if text not in grammar.BE:
        return 0
    end = at + 1
    while walk.text(end) in grammar.ADVERBS and walk.phrases.at(end) is None and not walk.preposition_at(end):
        end += 1
    if walk.text(end) == "not":
        return end - at
    walk.verb = "be"
    if walk.text(end) in ("left", "right") and walk.preposition_at(end):
        return end - at  # "is left of the well"
    is_verb = at > 0 and (walk.words[at - 1].form == "s" or walk.text(at - 1) in ("stands", "remains"))
    is_finite = is_verb and walk.named_end != at
    if is_finite and walk.main is not None and not walk.fresh:
        walk.topics = walk.actors = walk.latest = [walk.main]  # "the tray on which a cup stands is held …"
    if dislike(walk, end):
        return end - at
    if taken := refused(walk, end):
        return end + taken - at
    if walk.scene.main_place is not None and not walk.topics:
        return end - at
    phrase = walk.phrases.at(end)
    if phrase is not None and not phrase.article and phrase.end == end + 1 and walk.words[end].is_adjective():
        phrase = None
    if end < len(walk.words) and walk.words[end].form == "ed" and walk.text(end + 1) == "by":
        return end - at
    for group in groups_told(walk, walk.topics):
        if taken := colors_of_parts(walk, end, group):
            return end + taken - at
    if phrase is None and (taken := qualities(walk, end, walk.actors or walk.topics)):
        last = walk.words[end + taken - 1]
        walk.verb = last.verb if last.form == "ed" and last.verb in grammar.WINDING | grammar.COVERING else walk.verb
        return end + taken - at
    if phrase is not None and is_one(phrase) and len(walk.topics) == 1 and not walk.fresh:
        walk.scene.describe(walk.topics, phrase.attributes, first_of(phrase.colors))  # "mine is the blue one"
        return phrase.end - at
    if phrase is not None and phrase.name in kinds.MATERIALS and not phrase.article and walk.topics and not walk.fresh:
        walk.scene.describe(walk.topics, [*phrase.attributes, phrase.name], first_of(phrase.colors))
        return phrase.end - at  # "the chairs are brown leather"
    if phrase is not None and phrase.name and walk.topics and not walk.fresh:
        if all(not walk.scene.things[each].name for each in walk.topics):
            return end - at
        if not is_seen(phrase) or walk.scene.things[walk.topics[-1]].phrase.lemma == phrase.lemma:
            walk.scene.describe(walk.topics, phrase.attributes, first_of(phrase.colors))
            return phrase.end - at
        if phrase.article == "a" and len(walk.topics) == 1 and walk.scene.things[walk.topics[0]].count == 1:
            identify(walk, walk.topics[0], phrase)
            return phrase.end - at
    return end - at


def is_one(phrase: NounPhrase) -> bool:
    """Whether "the blue one" or "a small one" tells what something is like."""
    return not phrase.name and bool(phrase.article) and bool(phrase.colors or phrase.attributes)


def filled(walk: Walk, at: int) -> int:
    """ "topped with cherries", "full of apples", "surrounded by trees", "dressed in red", "made of wood"."""
    text, after = walk.text(at), walk.text(at + 1)
    numbers = walk.latest if not walk.fresh and walk.latest and walk.verb != "be" else walk.actors or walk.latest
    if text in grammar.MADE and after in ("of", "from", "out", "in"):
        end = at + 2 + (walk.text(at + 2) == "of")
        phrase = walk.phrases.at(end)
        if phrase is None:
            return 0
        walk.scene.describe(numbers, [f"{text} {after} {phrase.said}"])
        return phrase.end - at
    if text not in grammar.FILLED or after not in ("with", "of", "in", "by"):
        return 0
    kind, phrase = grammar.FILLED[text], walk.phrases.at(at + 2)
    if phrase is None or not phrase.name:
        return 0
    is_wrapped = text == "wrapped" and walk.living(numbers) and is_seen(phrase)
    if kind == "wearing" and not (is_worn(phrase) or phrase.has("C") or phrase.content or is_wrapped):
        walk.scene.describe(numbers, [f"{text} {after} {phrase.said}"])
        return phrase.end - at
    if not is_seen(phrase) or phrase.lemma in ("snow", "dust", "moss", "mud", "blood", "water", "frost"):
        walk.scene.describe(numbers, [f"{text} {after} {phrase.said}"])
        return phrase.end - at
    objects, end = objects_of(walk, phrase, "with")
    for one in numbers if walk.place_end != at else ():
        for number in objects:
            if kind == "wearing":
                walk.scene.relate("wearing", one, number)
            elif kind == "around":
                walk.scene.relate("next_to", number, one)
            else:
                walk.scene.relate(kind, number, one)
    walk.latest = objects
    walk.fresh, walk.joined = bool(walk.fronted), False
    return end - at
