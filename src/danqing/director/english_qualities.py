"""What English says things are: their colours and qualities, and who a thing is."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_naming import first_of
from danqing.director.english_senses import is_worn
from danqing.director.english_walk import Walk

_JOINTS = frozenset({",", ".", "and", "then"})


def identify(walk: Walk, number: int, phrase: NounPhrase) -> None:
    """ "the driver is a fox": one thing, called by the word that shows more."""
    thing = walk.scene.things[number]
    owner = walk.thing(thing.phrase.owner) if thing.phrase.owner is not None else thing.owner
    if owner is not None and owner != number:  # "whose hat is a cake"
        walk.scene.relate(*("wearing", owner, number) if is_worn(thing.phrase) else ("on", number, owner))
    if phrase.classes[:1] == "p" and thing.phrase.lemma not in kinds.ANYONE:
        walk.scene.describe([number], [*phrase.attributes, phrase.name], first_of(phrase.colors))
    else:
        thing.phrase = phrase
        walk.scene.describe([number], phrase.attributes, first_of(phrase.colors))
    walk.actors = walk.latest = [number]


def qualities(walk: Walk, at: int, numbers: list[int]) -> int:
    """Colours and adjectives after "is" or "looks"; returns how many words they take."""
    start = at
    while at < len(walk.words):
        word = walk.words[at]
        is_filled = word.text in grammar.MADE or word.text in grammar.FILLED
        if is_filled and walk.text(at + 1) in ("of", "with", "from", "by", "in"):
            break
        if word.text in grammar.SHADES and walk.text(at + 1) in walk.colors:
            at += 1
            continue
        has_object = walk.phrases.begins(at + 1) or walk.text(at + 1) in grammar.REFERRING
        if word.form == "ing" and (has_object or word.verb in grammar.VERBS):
            break  # "is wearing a hat"
        if word.text in walk.colors:
            walk.scene.describe(colored(walk, numbers), [], walk.colors[word.text])
        elif word.text in kinds.WEATHERS:
            walk.scene.times.append((word.text, ", "))
        elif word.is_adjective() and not walk.preposition_at(at) and word.text not in ("like",):
            walk.scene.describe(numbers, [word.text])
        elif not (
            word.text in ("and", "very", "really", "quite", "so", "too", "more", "rather", "all", "both", "super")
            and at + 1 < len(walk.words)
            and (walk.words[at + 1].is_adjective() or walk.text(at + 1) in walk.colors)
            and walk.phrases.at(at + 1) is None
        ):
            break
        at += 1
    return at - start


def colored(walk: Walk, numbers: list[int]) -> list[int]:
    """What a colour behind a comma is of: of what someone has, rather than of whoever has it."""
    things = walk.scene.things
    had = {walk.scene.relations.get((one, each)) for one in numbers for each in walk.latest}
    are_people = bool(numbers) and all(things[each].phrase.is_person() for each in numbers)
    return list(walk.latest) if walk.fresh and are_people and had <= {"wearing", "holding"} else numbers


def quality(walk: Walk, at: int) -> int:
    """ "asleep", "open", "pink": an adjective behind its noun or between commas."""
    if walk.fronted and walk.fresh and walk.text(at + 1) == ",":
        return 1  # "under the log, shy, a newt"
    if walk.text(at) in kinds.WEATHERS and (walk.fresh or walk.verb == "be") and walk.ends(at + 1):
        walk.scene.times.append((walk.text(at), ", "))
        return 1
    numbers = walk.latest if walk.latest and not walk.fresh else walk.actors or walk.latest
    for number in groups_told(walk, numbers):
        if taken := colors_of_parts(walk, at, number):
            return taken
    taken = qualities(walk, at, numbers) if numbers else 0
    if taken and walk.preposition_at(at + taken) and numbers == walk.latest != walk.actors and walk.living(numbers):
        walk.actors, walk.verb = list(numbers), ""  # "past a cat asleep on a mat"
    return taken


def groups_told(walk: Walk, numbers: list[int]) -> list[int]:
    """The groups that several colours may be of: what is worn or held rather than who has it, then the topics."""
    had = [second for (_, second), kind in walk.scene.relations.items() if kind in ("wearing", "holding")]
    named = dict.fromkeys((*(each for each in walk.latest if each in had), *walk.topics, *numbers, *walk.latest))
    return [each for each in named if walk.scene.things[each].count != 1]


def colors_of_parts(walk: Walk, at: int, number: int) -> int:
    """ "three cups: red, yellow, blue": as many colours as things; returns how many words they take."""
    start, found = at, []
    while (color := walk.colors.get(walk.text(at))) is not None:
        found.append(color)
        at += 1
        while walk.text(at) in _JOINTS and (walk.text(at + 1) in walk.colors or walk.text(at + 1) in _JOINTS):
            at += 1
    count = walk.scene.things[number].count
    is_row = count is None and (len(found) > 2 or any(each.count == len(found) for each in walk.scene.things))
    if len(found) < 2 or not (count == len(found) or is_row):
        return 0
    walk.in_row = [walk.part(NounPhrase(start, at, colors=[color]), number) for color in found]
    walk.latest = walk.topics = walk.actors = [number]
    return at - start
