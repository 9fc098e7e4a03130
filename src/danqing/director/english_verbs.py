"""What English verbs say: who holds, wears or rides what, and how things look."""

from __future__ import annotations

from danqing.director import english_words as grammar
from danqing.director.english_deeds import act, dressing, gift, is_grasped, passive
from danqing.director.english_places import place
from danqing.director.english_prepositions import objects_of, preposition_alone
from danqing.director.english_qualities import qualities
from danqing.director.english_senses import is_open_country, is_place, is_seen
from danqing.director.english_tags import QUOTE, Word
from danqing.director.english_traits import described, described_too, is_had, joined_to
from danqing.director.english_walk import Walk


def acting(walk: Walk, at: int) -> int:
    """A verb: what it says of its subject, and of its object where it has one."""
    word = walk.words[at]
    text = word.text
    if text in grammar.LOOKS:
        end = at + 1
        while (walk.text(end) in grammar.ADVERBS and not walk.preposition_at(end)) or walk.text(end) == "more":
            end += 1
        taken = qualities(walk, end, walk.latest if walk.latest and not walk.fresh else walk.actors)
        if taken:
            return end + taken - at
    if not word.verb and text not in grammar.HAVE:
        return 0
    if opens_with_place(walk, at):
        return 1  # "Sitting at a piano: a hedgehog"
    verb = word.verb or "have"
    if walk.fronted and walk.fresh and walk.inverts(at):
        walk.fresh = True
        return 1  # "on the wall hang two hats"
    is_reduced = word.form == "ed" and bool(walk.latest_by) and not walk.fresh and walk.words[at - 1].tags
    is_done_to = is_reduced and walk.text(at + 1) == "by" and not walk.living(walk.latest)
    walk.actors = list(walk.latest) if is_done_to else subjects(walk, at)
    walk.verb, walk.fresh, walk.joined, walk.latest_by = verb, False, False, ""
    end = at + 1
    if verb in ("say", "read") and walk.text(end) == QUOTE:
        return end + 1 - at
    while walk.text(end) in grammar.PARTICLES and walk.phrases.at(end) is None and walk.text(end + 1) != "of":
        if (
            walk.text(end) in ("up", "down", "off")
            and walk.preposition_at(end)
            and (walk.phrases.at(end + 1) is not None or walk.referred(end + 1) is not None)
        ):
            if verb in ("climb",):
                end += 1
                break
            if verb not in grammar.TAKING_UP:
                break
        end += 1
    end += walk.text(end) == "along" and walk.text(end + 1) == "by"
    if walk.text(end) == "by" and (word.form == "ed" or text in ("worn", "held", "ridden", "driven")):
        return passive(walk, at, end + 1, verb)
    end += verb == "leave" and walk.text(end) == "behind"
    if verb in ("stand", "keep") and walk.text(end) in ("guard", "watch", "sentry"):
        end += 1  # "standing guard by the gate"
    if (put_on := dressing(walk, verb, end)) is not None:
        act(walk, "wear", [walk.thing(put_on)])
        return put_on.end - at
    if (given := gift(walk, verb, end)) is not None:
        objects = [walk.thing(given)]
        act(walk, "hold", objects)
        walk.latest, walk.listing = objects, False
        return given.end - at
    if (referred := object_of(walk, end)) is not None:
        act(walk, verb, referred)
        return end + 1 - at
    if walk.text(end) in ("anything", "everything") and walk.text(end + 1) in ("but", "except", "bar"):
        return end - at
    phrase = walk.phrases.at(end)
    if phrase is None and walk.antecedent and verb in grammar.VERBS and not set(walk.antecedent) & set(walk.actors):
        act(walk, verb, walk.antecedent)  # "a hat that a dog is wearing"
        walk.topics = walk.actors = walk.latest = walk.antecedent
        walk.antecedent = []
        return end - at
    if phrase is None or phrase.article == "no":
        describe_by(walk, word, verb)
        return end - at
    if not phrase.name:
        return end - at
    if word.form == "ed" and verb not in grammar.VERBS:
        describe_by(walk, word, verb)
        return end - at
    if not is_seen(phrase) and walk.again(phrase) is None and not is_grasped(walk, verb, phrase):
        return phrase.end - at
    if (
        verb in grammar.MOVING
        and is_place(phrase, "at", "at")
        and is_open_country(phrase)
        and walk.again(phrase) is None
        and not phrase.colors
    ):
        return place(walk, at, "in", phrase)
    kind = grammar.VERBS.get(verb, "object")
    if kind == "have" and (traits_end := described(walk, walk.actors, phrase)):
        return had_too(walk, traits_end) - at
    objects, end = objects_of(walk, phrase, kind if kind in ("holding", "wearing", "have") else "object")
    if kind == "have" and walk.has_own_place(end):
        walk.with_of, walk.is_with_open = list(walk.actors), True  # "has a spoon in it"
    else:
        act(walk, verb, objects)
    end = described_too(walk, walk.actors, end) if kind == "have" else end
    walk.deed = verb, objects[-1]
    walk.latest = objects
    walk.listing = False
    return end - at


def opens_with_place(walk: Walk, at: int) -> bool:
    """Whether a verb opens a sentence, where it happens follows, and only then who does it."""
    length = walk.longest(grammar.PREPOSITIONS, at + 1)[1]
    place_ = walk.phrases.at(at + 1 + length) if length and walk.opens_sentence and walk.words[at].form else None
    if place_ is None:
        return False
    follows = place_.end + (walk.text(place_.end) in (",", ":"))
    return walk.phrases.is_article_or_number(follows) and walk.leads(place_.end)


def had_too(walk: Walk, end: int) -> int:
    """What is had besides a part of a body: "has green eyes and a red hat"; returns where that ends."""
    walk.latest = list(walk.actors)
    other = joined_to(walk, end)
    if other is None or walk.text(end) != "and" or not is_had(other):
        return end
    objects, end = objects_of(walk, other, "have")
    act(walk, "have", objects)
    walk.latest = objects
    return end


def subjects(walk: Walk, at: int) -> list[int]:
    """Whom a verb at a place belongs to: what only the living do, to whom lives."""
    found, verb = named_before(walk, at), walk.words[at].verb
    if walk.told_of and walk.verb and walk.words[at].form == "s" and not walk.fresh:
        found, walk.told_of = walk.told_of, []  # "the dog that chases a cat wears a cone"
        return found
    is_living = verb in grammar.POSTURES and verb not in grammar.LIFELESS
    is_apart = bool(at) and bool(walk.words[at - 1].breaks) and walk.words[at].form == "ing"
    if is_apart and verb in grammar.POSTURES and walk.main is not None and not walk.living(found):
        return (
            [walk.main] if walk.living([walk.main]) else found
        )  # "a postman, letters in hand, standing outside a hut"
    return list(walk.topics) if is_living and not walk.living(found) and walk.living(walk.topics) else found


def named_before(walk: Walk, at: int) -> list[int]:
    """Who stands before a verb at a place so that it is said of them."""
    before = walk.text(at - 1)
    if walk.joined or before in (",", ";") or walk.fresh:
        return walk.actors or walk.topics
    if before in grammar.RELATIVES:
        return walk.actors
    if walk.is_comma_list():
        return walk.latest
    if walk.latest and not set(walk.latest) <= set(walk.actors):
        alive = walk.living(walk.latest)
        verb = walk.words[at].verb
        is_own = verb not in grammar.LIFELESS or verb in grammar.POSTURES or walk.is_body()
        if walk.with_of and not alive and walk.living(walk.with_of) and is_own:
            return walk.with_of
        if walk.with_of and set(walk.with_of) != set(walk.latest):
            has_object = verb in grammar.VERBS or walk.phrases.takes_object(at + 1)
            return walk.actors if has_object and not alive and walk.living(walk.with_of) else walk.latest
        if alive and verb == walk.verb and walk.latest_by:
            return walk.latest  # "a cat standing on a dog standing on a horse"
        rider = any(
            walk.scene.relations.get((one, each)) in ("on", "in") for one in walk.actors for each in walk.latest
        )
        if alive and not rider:
            return walk.latest
        if verb not in grammar.VERBS and not walk.living(walk.actors):
            return walk.latest
    return walk.actors or walk.latest


def describe_by(walk: Walk, word: Word, verb: str) -> None:
    if word.form in ("ing", "ed") and verb not in grammar.RESTING and word.text not in grammar.ADVERBS:
        walk.scene.describe(walk.actors or walk.latest, [word.text])


def adverb(walk: Walk, at: int) -> int:
    text = walk.text(at)
    if text == "each" and walk.topics and walk.scene.things[walk.topics[-1]].count != 1:
        walk.each_of = walk.topics[-1]  # "three owls, each with a lamp"
        return 1
    if text in ("nearby", "alongside", "overhead", "underneath", "below", "above", "behind") and walk.latest:
        return preposition_alone(walk, at, text, 1) if text in grammar.ALONE else 1
    after = walk.words[at + 1] if at + 1 < len(walk.words) else None
    if text in grammar.MODALS and after is not None and after.verb and not after.form:
        return 1 + max(acting(walk, at + 1), 1)  # "could dance"
    return 1


def object_of(walk: Walk, at: int) -> list[int] | None:
    """Whom a pronoun behind a verb means: not whoever acts."""
    referred = walk.referred(at)
    if referred is None or walk.text(at) not in ("it", "that"):
        return referred
    is_held_alive = grammar.VERBS.get(walk.verb) == "holding" and walk.living(referred)
    if not is_held_alive and not set(referred) & set(walk.actors):
        return referred
    others = [n for n, each in enumerate(walk.scene.things) if n not in walk.actors and each.count == 1]
    lifeless = [number for number in others if not walk.scene.things[number].is_alive()]
    return (lifeless or others)[-1:] or (referred if is_held_alive else None)


def pronoun(walk: Walk, at: int) -> int:
    """ "it", "they" before a verb: the topic again."""
    text = walk.text(at)
    if text in ("itself", "himself", "herself", "themselves"):
        walk.named_end += walk.named_end == at  # "the witch herself"
        return 1
    if text in ("both", "all") and walk.scene.things and walk.predicate(at + 1):
        walk.topics = walk.actors = walk.latest = doers(walk, at, walk.meant("both") or [])
        walk.is_and_list, walk.fresh = True, False
        return 1
    if text not in grammar.PRONOUNS or (walk.phrases.at(at) is not None and text not in ("it", "they", "he", "she")):
        return 0
    referred = walk.referred(at)
    if referred:
        walk.topics = walk.actors = walk.latest = doers(walk, at, referred)
        walk.fresh = False
    return 1


def doers(walk: Walk, at: int, referred: list[int]) -> list[int]:
    """Whom a pronoun at a place means, by what is said of it: only what lives wears, holds or rides something."""
    verb = next(
        (walk.words[each].verb for each in range(at + 1, min(at + 4, len(walk.words))) if walk.words[each].verb), ""
    )
    is_done = grammar.VERBS.get(verb) in ("holding", "wearing", "on")
    if not is_done and (walk.text(at) == "it" or verb not in grammar.POSTURES):
        return referred
    things = walk.scene.things
    if verb == "hold" and all(things[each].phrase.has("K", "U", "f") for each in referred):
        return referred  # "a crate. It holds apples"
    alive = [each for each in referred if things[each].is_alive()]
    if alive:
        return alive
    if walk.text(at) == "it":
        return [n for n, each in enumerate(things) if each.is_alive() and each.count == 1][-1:] or referred
    heads = [each for each in walk.heads if each < len(things) and things[each].is_alive()]
    return heads[-1:] if heads and things[heads[-1]].count != 1 else heads[-2:] or referred
