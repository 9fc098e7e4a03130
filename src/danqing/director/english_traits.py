"""What English says of somebody by "with" and a part of the body: "an old man with a white beard"."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director import english_words as grammar
from danqing.director.english_attach import attach
from danqing.director.english_fronts import NounPhrase
from danqing.director.english_senses import is_seen
from danqing.director.english_walk import Walk

_ON_BODY = frozenset({"on", "over", "across", "above", "below", "behind", "down"})
_OF_ANIMALS = frozenset({"shell", "horn", "trunk", "lap", "skin"})  # with people and things these are things
_OTHERS = frozenset({"palm", "back", "side", "chest"})  # with a thing these are other things, or parts of it


def is_trait(phrase: NounPhrase) -> bool:
    return phrase.owner is None and bool({phrase.lemma, phrase.name} & (kinds.BODY_PARTS | kinds.TRAITS) - kinds.WORN)


def traits(walk: Walk, at: int, kind: str, phrase: NounPhrase) -> int:
    """Describe whatever has a part of a body by it, "with" being read; returns how many words that takes."""
    sources = walk.sources([], "with", phrase)
    end = described(walk, sources, phrase) if kind == "with" else 0
    if not end:
        return 0
    walk.with_of, walk.latest, walk.latest_by = [], sources, ""
    walk.actors, walk.fresh, walk.joined = sources, False, False
    if (after := joined_to(walk, end)) is not None and walk.text(end) == "and" and is_had(after):
        number = walk.thing(after)
        attach(walk, "with", "with", sources, [number])  # "with a beard and a staff"
        walk.latest, walk.latest_by, walk.named_end, end = [number], "with", after.end, after.end
        walk.with_of, walk.is_with_open = sources, False
    return end - at


def described(walk: Walk, numbers: list[int], phrase: NounPhrase) -> int:
    """Describe things by the parts of a body that a phrase begins; returns where those end, 0 where there are none."""
    end = trait_end(walk, phrase)
    if not end or not numbers or not all(may_have(walk.scene.things[each].phrase, phrase) for each in numbers):
        return 0
    while (after := joined_to(walk, end)) is not None and (further := trait_end(walk, after)):
        end = further
    said = " ".join(walk.text(each) for each in range(phrase.start, end)).replace(" ,", ",")
    walk.scene.describe(numbers, [f"with {said}"])
    return end


def described_too(walk: Walk, numbers: list[int], end: int) -> int:
    """Describe things by parts of a body that are joined to what they have: "with glasses and a ponytail"."""
    after = joined_to(walk, end) if walk.living(numbers) else None
    return (described(walk, numbers, after) if after is not None else 0) or end


def may_have(whole: NounPhrase, part: NounPhrase) -> bool:
    """Whether a part of a body grows on something: "a table with three legs", not "a beach with a shell"."""
    if not whole.is_alive():
        return part.name in (part.lemma, f"{part.lemma}s") and part.lemma not in _OF_ANIMALS | _OTHERS
    return not (whole.is_person() and part.lemma in _OF_ANIMALS)


def trait_end(walk: Walk, phrase: NounPhrase) -> int:
    """Where a trait ends that begins a phrase, with how or where on the body it is; 0 for no trait."""
    if not is_trait(phrase):
        return 0
    end = phrase.end
    if not walk.ends(end) and walk.words[end].form == "ed" and walk.ends(end + 1):
        return end + 1  # "with its wings spread"
    on = walk.phrases.at(end + 1) if walk.text(end) in _ON_BODY else None
    if on is not None and walk.text(end + 1) in grammar.OWNERS and on.lemma in kinds.BODY_PARTS:
        return on.end  # "with a scar on his cheek"
    return 0 if walk.has_own_place(end) else end


def joined_to(walk: Walk, end: int) -> NounPhrase | None:
    """The phrase that "and" or a comma joins to one that ends at a place."""
    if walk.text(end) not in ("and", ",", "&"):
        return None
    after = end + 1 + (walk.text(end) == "," and walk.text(end + 1) in ("and", "&"))
    phrase = walk.phrases.at(after)
    return phrase if phrase is not None and phrase.name else None


def is_had(phrase: NounPhrase) -> bool:
    return is_seen(phrase) and not phrase.is_alive() and phrase.article != "no"
