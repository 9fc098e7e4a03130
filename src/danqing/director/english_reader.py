"""An English wish read into a scene: which things there are, how they stand to each other, where, and what is unwanted.

The words are walked once. Noun phrases become things; prepositions and verbs relate them. What a clause is about stays
its topic until the next begins, so that "a cat wearing a hat on a chair" puts the cat on the chair; pronouns and names
with "the" come back to what was said before.
"""

from __future__ import annotations

from collections.abc import Mapping

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_being import being, filled, relative
from danqing.director.english_chunks import NounPhrases
from danqing.director.english_deeds import bearing
from danqing.director.english_nouns import is_told, noun
from danqing.director.english_parts import part
from danqing.director.english_prepositions import preposition, together
from danqing.director.english_qualities import quality
from danqing.director.english_roll import called_up, close
from danqing.director.english_scene import Scene
from danqing.director.english_senses import is_seen, is_worn
from danqing.director.english_sides import end_row, side
from danqing.director.english_tags import QUOTE, tagged
from danqing.director.english_turned_down import turned_down
from danqing.director.english_unwanted import negation, unwanted
from danqing.director.english_verbs import acting, adverb, pronoun
from danqing.director.english_walk import Walk
from danqing.director.english_wishers import addressee, speaker

COLONS = frozenset({":", "—", "–", "-"})
OPENERS = grammar.AND | grammar.BUT | {"then", "also", "finally", "first", "next", ","}


def read_english(text: str, lexicon: Mapping[str, str], colors: Mapping[str, str], *, is_emblem: bool = False) -> Scene:
    """The scene that a wish tells, its asides (lettering, format, style) taken out before.

    Args:
        text: the wish.
        lexicon: English words → codes, as :func:`danqing.data.english.english_words` has them.
        colors: words for colours → their keys.
        is_emblem: whether the picture is a logo or the like, in which country is a thing rather than a place.
    """
    words = tagged(text, lexicon, colors)
    walk = Walk(words, NounPhrases(words, lexicon, colors), colors, is_emblem=is_emblem)
    at = addressee(walk)
    while at < len(words):
        walk.opens_sentence = (
            at == 0 or words[at - 1].breaks == 2 or (walk.opens_sentence and walk.text(at - 1) in OPENERS)
        )
        at += max(step(walk, at), 1)
    finish(walk)
    return walk.scene


def step(walk: Walk, at: int) -> int:
    """Read on from a place; returns how many words that took."""
    word = walk.words[at]
    text = word.text
    if word.breaks:
        return end_clause(walk, at)
    if text == QUOTE or (text == "'s" and not is_told(walk, at + 1)):
        return 1
    for reader in (part, turned_down, negation, side, preposition, speaker, relative):
        if taken := reader(walk, at):
            return taken
    if beside := next((each for each in grammar.BESIDE_EACH_OTHER if walk.stands_at(at, each)), ""):
        together(walk, "next_to")
        return len(beside.split())
    if (text, walk.text(at + 1)) in (("each", "other"), ("one", "another")):
        return 2
    if text in grammar.ADVERBS_OF_PLACE and (walk.ends(at + 1) or walk.text(at + 1) in grammar.AND):
        walk.scene.places.append(text)
        return 1
    if text in grammar.AND or text in grammar.OR or text in grammar.BUT:
        walk.joined, walk.fresh = True, True
        return 1
    if text == "so" and walk.text(at + 1) in grammar.BE and walk.topics:
        return same_color(walk, at)
    if text in grammar.SUBORDINATE and walk.scene.things and text not in ("so",):
        return walk.skip_clause(at)
    if (
        text == "so"
        and walk.scene.things
        and walk.text(at + 1) in (*grammar.SPEAKERS, "that", "they", "he", "she", "people")
    ):
        return walk.skip_clause(at)
    if taken := being(walk, at) or filled(walk, at) or pronoun(walk, at):
        return taken
    if is_deed(walk, at):
        return acting(walk, at) or 1
    if (phrase := walk.phrases.at(at)) is not None:
        if phrase.article == "no":
            return unwanted(walk, at)
        return noun(walk, phrase)
    if text in grammar.ADVERBS or (text in grammar.AUXILIARIES and text not in grammar.HAVE):
        return adverb(walk, at)
    if (
        word.tags.startswith("a")
        and not word.form
        and not walk.phrases.takes_object(at + 1)
        and (taken := quality(walk, at))
    ):
        return taken
    return acting(walk, at) or quality(walk, at) or 1


def same_color(walk: Walk, at: int) -> int:
    """ "her boots are red and so is her hat"."""
    color = walk.scene.things[walk.topics[-1]].color
    phrase = walk.phrases.at(at + 2)
    if phrase is None or not phrase.name or not is_seen(phrase):
        return 2
    taken = noun(walk, phrase)
    walk.scene.describe(walk.latest, [], color)
    return 2 + taken


def is_deed(walk: Walk, at: int) -> bool:
    """Whether a word in "ing" says what the things before it do: "a boy feeding pigeons", not "a feeding pigeon"."""
    word, before = walk.words[at], walk.words[at - 1] if at else None
    if not word.verb or before is None or not walk.latest:
        return False
    if before.text in grammar.AND and word.form == "s" and walk.verb and walk.living(walk.topics):
        return walk.preposition_at(at + 1) or walk.phrases.takes_object(at + 1)  # "a queen leans out and waves at us"
    if before.breaks and walk.phrases.compound_at(at):
        return False  # ", waiting room"
    if before.text in grammar.RELATIVES:
        return True
    if before.text in grammar.SUBJECTS:
        return word.form in ("", "s") or walk.preposition_at(at + 1)
    if word.form == "" and word.tags[0] == "v" and len(walk.topics) > 1 and walk.is_and_list and not before.breaks:
        return True  # "a hen and a hare wear hats"
    if word.form != "ing":
        is_finite = not before.breaks and bool(before.tags) and walk.latest == walk.topics and not walk.joined
        if not is_finite or word.tags[0] == "a":
            return False
        if word.form == "s":
            goes_out = walk.text(at + 1) in ("out", "up", "off", "down")
            return not before.plural and (word.tags[0] == "v" or walk.living(walk.latest) or goes_out)
        follows = walk.phrases.takes_object(at + 1) or walk.preposition_at(at + 1) or walk.ends(at + 1)
        return word.form == "" and bool(before.plural) and (word.tags[0] == "v" or follows)
    if before.breaks == 1 and walk.living(walk.topics) and walk.preposition_at(at + 1):
        return True  # ", landing on a windowsill"
    if before.breaks or walk.joined:
        needs_object = word.verb not in grammar.INTRANSITIVE and walk.phrases.begins(at + 1)
        return needs_object and walk.living(walk.topics) and before.breaks < 2
    return (
        bool(before.tags)
        or before.text == QUOTE
        or before.text in grammar.PRONOUNS | {"one", "ones"}
        or before.text in grammar.ADVERBS | grammar.BE
    )


def end_clause(walk: Walk, at: int) -> int:
    """A comma ends what a verb says; a full stop also what was begun before its thing."""
    word = walk.words[at]
    is_pause = word.text == "," and walk.text(at - 1) in grammar.AND  # "and, on its left, a dog"
    walk.fresh, walk.joined, walk.verb = True, is_pause, ""
    walk.antecedent = []
    is_of_latest = word.text == "(" or (word.text == ":" and len(walk.latest) == 1 and len(walk.topics) == 1)
    walk.actors = list(walk.latest) if is_of_latest else list(walk.topics)
    walk.with_of = []
    if word.breaks == 2:
        walk.was_denied, walk.is_denied = walk.is_denied, False
    if word.breaks == 2:
        call_roll(walk, word.text)
    if word.breaks == 2 and word.text != ":":
        end_row(walk)
    if word.breaks == 2 and word.text not in (":", ";"):
        walk.was_it, walk.told_of, walk.each_of = walk.anchor, [], None
        walk.anchor = walk.main = None
    if word.breaks == 2 and not (word.text == ":" and walk.fronted):
        walk.listing = False
        walk.fronted = []
    if word.text == ":" and walk.named_end == at and not walk.preposition_at(at + 1):
        walk.fronted = walk.fronted or laid_out(walk)
    walk.is_front_list = word.text == ":" or (walk.is_front_list and word.breaks == 1)
    return 1


def laid_out(walk: Walk) -> list[tuple[str, list[int]]]:
    """ "A desk: a book, a skull": what is told behind a colon is on or in the one thing before it."""
    if len(walk.scene.things) != 1 or walk.topics != [0] or walk.scene.things[0].count != 1:
        return []
    phrase = walk.scene.things[0].phrase
    is_bearing = phrase.has("U", "K") or phrase.lemma in kinds.SURFACES
    kind = bearing(phrase) if is_bearing and not phrase.is_alive() and not is_worn(phrase) else ""
    return [(kind, [0])] if kind else []


def call_roll(walk: Walk, mark: str) -> None:
    """End the members of a group that were told, and begin to listen for those of the next."""
    if walk.roll is not None:
        close(walk.scene, walk.roll, dict(walk.colors))
    walk.roll = called_up(walk.scene, walk.topics) if mark in COLONS else None


def finish(walk: Walk) -> None:
    """What can be said only when all was read."""
    end_row(walk)
    call_roll(walk, "")
    walk.scene.settle()
    walk.scene.drop_unwanted()
    walk.scene.lift_sky()
    if not walk.scene.things and walk.scene.main_place is not None:
        walk.scene.places = [each for each in walk.scene.places if each != walk.scene.main_place.said]
        walk.scene.add(walk.scene.main_place)
