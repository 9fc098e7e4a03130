"""Parts of a group that English names by owner, by number or as the exception: "mine", "van two", "bar one"."""

from __future__ import annotations

from dataclasses import replace

from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_lookahead import value_of
from danqing.director.english_walk import Walk

_MOST = 20  # of a group whose parts are told by number


def group_of(walk: Walk, lemma: str = "") -> int | None:
    """The group named last, or the one of a name; None where there is none."""
    things = walk.scene.things
    for number in range(len(things) - 1, -1, -1):
        thing = things[number]
        if thing.count != 1 and thing.of_group is None and lemma in ("", thing.phrase.lemma):
            return number
    return None


def part(walk: Walk, at: int) -> int:
    """Read a part that is named so at a place; returns how many words that takes."""
    return owner_alone(walk, at) or exception(walk, at)


def owner_alone(walk: Walk, at: int) -> int:
    """ "mine's red, hers is blue", "his green": whose a part is."""
    text = walk.text(at)
    is_his = text == "his" and is_told_alone(walk, at + 1)
    is_ordinal = text in grammar.ORDINALS and walk.text(at + 1) == "'s" and walk.text(at + 2) in grammar.BE
    if text not in grammar.ALONE_OWNERS and not is_his and not is_ordinal:
        return 0
    told = [each.of_group for each in walk.scene.things if each.of_group is not None]
    group = told[-1] if told else group_of(walk)
    if group is not None:
        speak_of(walk, walk.part(NounPhrase(at, at + 1, article="my"), group))
    return 1 + is_ordinal


def is_told_alone(walk: Walk, at: int) -> bool:
    """Whether a colour that no noun follows, or "is", stands at a place."""
    return walk.text(at) in grammar.BE or (walk.text(at) in walk.colors and walk.ends(at + 1))


def owned_alone(walk: Walk, phrase: NounPhrase) -> int:
    """ "Dave's is blue", "Pip's white": the one of a group that someone has, or who is called so; 0 for neither."""
    end = phrase.end
    is_name = walk.words[phrase.start].is_name and not phrase.article
    if walk.text(end) != "'s" or not (phrase.is_alive() or is_name):
        return 0
    is_owner = walk.text(end + 1) in grammar.BE
    is_called = is_name and walk.text(end + 1) in walk.colors
    group = group_of(walk)
    is_of_group = group is not None and phrase.lemma != walk.scene.things[group].phrase.lemma
    is_of_one = group is None and is_owner and any(not each.is_alive() for each in walk.scene.things)
    if not (is_of_group and (is_owner or is_called)) and not is_of_one:
        return 0
    take(walk, NounPhrase(phrase.start, end, article="my"))
    return end + is_owner - phrase.start


def exception(walk: Walk, at: int) -> int:
    """ "all black except one", "bar the last": a part of which something else is said than of the rest."""
    if walk.text(at) not in grammar.EXCEPTIONS:
        return 0
    start = at + 1 + (walk.text(at + 1) in ("for", "from"))
    phrase = walk.phrases.at(start)
    group = group_of(walk)
    if phrase is None or phrase.name or phrase.is_rest or group is None:
        return 0
    walk.scene.things[group].is_rest = True
    take(walk, phrase)
    return phrase.end - at


def numbered(walk: Walk, phrase: NounPhrase) -> int:
    """ "van one is red, van two blue": a part that goes by its number; 0 where none does."""
    number, after = value_of(walk.text(phrase.end)), phrase.end + 1
    is_named = not phrase.article and not phrase.is_counted and not phrase.is_plural
    if number is None or not 1 <= number <= _MOST or not is_named:
        return 0
    is_told = walk.text(after) in walk.colors or walk.text(after) in (*grammar.BE, ":", "has", "with")
    if not is_told:
        return 0
    if group_of(walk, phrase.lemma) is not None:
        take(walk, NounPhrase(phrase.start, after, article="the"))
    elif counts_on(walk, phrase, number):
        speak_of(walk, walk.scene.add(phrase))
    else:
        return 0
    return after - phrase.start


def counts_on(walk: Walk, phrase: NounPhrase, number: int) -> bool:
    """Whether the next or the last number was or will be told of the same noun."""
    if number > 1:
        return walk.scene.named(phrase.lemma) is not None
    places = range(phrase.end + 1, len(walk.words) - 1)
    return any(walk.text(at) == phrase.lemma and value_of(walk.text(at + 1)) == 2 for at in places)


def named_again(walk: Walk, phrase: NounPhrase) -> bool:
    """Whether "one pony white, the other brown" tells one of the ponies named before rather than another."""
    if not phrase.is_counted or phrase.article or phrase.count is None:
        return False
    group = group_of(walk, phrase.lemma)
    if group is None:
        return False
    whole = walk.scene.things[group]
    is_fewer = whole.count is None or phrase.count < whole.count
    after = walk.words[phrase.end] if phrase.end < len(walk.words) else None
    is_said = after is not None and (after.text in walk.colors or after.text in grammar.BE)
    return is_fewer and is_said and whole.color is None and not phrase.colors


def shared(walk: Walk, phrase: NounPhrase) -> bool:
    """Name the group first of which something is said of some: "one of the swans is black"."""
    after = walk.text(phrase.end)
    is_told = after in walk.colors or after in grammar.BE or after in grammar.MODALS
    if not phrase.is_share or not is_told or phrase.count is None:
        return False
    if group_of(walk, phrase.lemma) is None:
        walk.scene.add(replace(phrase, count=None, is_counted=False, article="the"))
    return True


def pair(walk: Walk, phrase: NounPhrase) -> bool:
    """ "wellies, a green pair", "four socks: a red pair and a blue pair": two of what was named before."""
    group = group_of(walk) if phrase.name == "pair" and walk.fresh else None
    if group is None:
        return False
    whole = walk.scene.things[group]
    if whole.count is None:
        whole.count = 2
        walk.scene.describe([group], phrase.attributes, next(iter(phrase.colors), None))
    else:
        take(walk, replace(phrase, name="", count=2, is_counted=True))
    return True


def corrected(walk: Walk, phrase: NounPhrase) -> bool:
    """Take a phrase for what was named right before and taken back: "a fox, no, a jackal", "or rather two jackals"."""
    at = phrase.start - 1
    while at > 0 and walk.text(at) in grammar.REPAIRS | {",", "...", "—", "-", "."}:
        at -= 1
    said = {walk.text(each) for each in range(at + 1, phrase.start)}
    if not said & {"no", "rather", "sorry", "wait"} or len(walk.latest) != 1 or walk.named_end != at + 1:
        return False
    thing = walk.scene.things[walk.latest[0]]
    is_new = phrase.article == "a" or phrase.is_counted
    if not is_new or thing.is_alive() != phrase.is_alive() or thing.of_group is not None:
        return False
    thing.phrase, thing.count = phrase, phrase.count
    thing.color = next(iter(phrase.colors), thing.color)
    thing.attributes = list(phrase.attributes)
    walk.named_end = phrase.end
    walk.fresh = walk.joined = False
    return True


def colors_parts(walk: Walk) -> bool:
    """Whether what was named last is a part that its colour alone tells apart, so that "one orange" is another."""
    last = walk.scene.things[walk.latest[-1]] if walk.latest else None
    return last is not None and last.of_group is not None and last.color is not None


def take(walk: Walk, phrase: NounPhrase) -> None:
    """Make a part the topic."""
    speak_of(walk, walk.part(phrase))


def speak_of(walk: Walk, number: int) -> None:
    """Make a thing the topic."""
    walk.enlist(number)
    walk.topics = walk.actors = walk.latest = [number]
    walk.fresh = walk.joined = walk.listing = False
    walk.verb = walk.latest_by = ""
    walk.with_of = []
