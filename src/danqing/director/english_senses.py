"""What English noun phrases name: something to be seen, a garment, a place, and how "with" relates two of them."""

from __future__ import annotations

from danqing.director import english_kinds as kinds
from danqing.director.english_fronts import NounPhrase

_SEEN = kinds.SEEN_ABSTRACT | kinds.WORN | kinds.HELD | kinds.ALIVE


def is_seen(phrase: NounPhrase) -> bool:
    """Whether a noun names something that could be seen in a picture."""
    if phrase.lemma in kinds.NOT_SEEN or phrase.name in kinds.NOT_SEEN:
        return False
    if not _SEEN.isdisjoint((phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2])):
        return True
    letters = "".join(each for each in phrase.classes if each not in "WRCKU")
    return not letters or letters[0] not in "xt" or (len(letters) > 1 and letters[1] in "oapflnbgw")


def is_worn(phrase: NounPhrase) -> bool:
    """Whether people wear it."""
    names = {phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2]}
    is_kind_of = not phrase.classes and phrase.lemma.endswith(kinds.GARMENTS)  # "trenchcoat"
    return bool(names & kinds.WORN) or is_kind_of or (phrase.has("C") and phrase.classes[:1] in "Co")


def may_be_worn(phrase: NounPhrase) -> bool:
    """Whether what someone is "in" is worn: a garment, or an unknown word with an article, which may be one."""
    is_unknown = not phrase.classes and phrase.lemma not in kinds.VEHICLES | kinds.PLACES | kinds.BODY_PARTS
    return is_worn(phrase) or (is_unknown and bool(phrase.colors) and not phrase.is_counted)


def is_place(phrase: NounPhrase, kind: str, said: str) -> bool:
    """Whether what stands after a preposition is the place of the scene rather than one of its things.

    Args:
        phrase: what stands there.
        kind: what the preposition says.
        said: the preposition.
    """
    if phrase.is_counted or (phrase.owner is not None and phrase.owner.is_alive()):
        return False
    names = {phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2], phrase.name.partition(" ")[0]}
    if phrase.part in ("on", "next_to", "under", "behind", "in_front_of") and kind != "at" and not names & kinds.OPEN:
        return False
    last = {phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2]}
    if last & kinds.TIMES:
        return said == "after" or kind in (
            "in",
            "at",
            "on",
            "through",
            "under",
            "against",
            "in_front_of",
            "skip",
            "between",
        )
    if (
        kind in ("in", "at")
        and not phrase.classes
        and not phrase.article
        and not phrase.is_plural
        and not phrase.colors
    ):
        return not phrase.attributes and said != "inside"  # a name: "in Paris"
    if last & kinds.NO_PLACES:
        return False
    if kind == "from":
        return said in ("out of", "from") and phrase.article == "the" and bool(last & kinds.WATERS)
    if said in ("up", "down"):
        return bool(last & kinds.PLACES)
    if kind in ("in", "at", "through", "against") and (is_seen(phrase) or last & kinds.PLACES):
        return bool(last & kinds.PLACES) or (phrase.has("W", "R", "L") and not phrase.has("K", "C", "U", "a", "p"))
    if kind == "on":
        return bool(last & (kinds.OPEN if said != "across" else kinds.PLACES))
    if kind == "at" and not is_seen(phrase):
        return bool(phrase.article) and phrase.lemma not in kinds.NOT_SEEN
    if kind == "above":
        is_wide = bool(last & (kinds.OPEN | kinds.WIDE)) and not last & {"moon", "mars"}
        return said == "over" and phrase.article != "my" and is_wide
    if kind == "next_to":
        return said in ("by", "near") and bool(last & kinds.OPEN)
    if kind in ("under", "in_front_of"):
        return bool(last & {"sky", "stars", "water", "sea", "ocean", "starlight", "skyline", "backdrop", "background"})
    return False


def is_open_country(phrase: NounPhrase) -> bool:
    """Whether a phrase that stands alone names a place: "snowy forest", "night"."""
    last = {phrase.lemma, phrase.name, phrase.name.rpartition(" ")[2], phrase.said}
    return not phrase.is_counted and " of " not in phrase.name and bool(last & (kinds.PLACES | kinds.TIMES))


def held_with(whole: NounPhrase, part: NounPhrase) -> tuple[str, bool] | None:
    """What "with" says of two things, and whether the second comes first in it: a girl with a kite holds it."""
    if part.lemma in kinds.BODY_PARTS or part.name in kinds.BODY_PARTS:
        return None
    if whole.is_alive():
        if is_worn(part):
            return "wearing", False
        if part.is_alive():
            return "next_to", False
        names = {part.lemma, part.name, part.name.rpartition(" ")[2]}
        return (
            ("holding", False)
            if names & kinds.HELD or (part.has("o", "f", "l") and not part.has("U", "R", "W"))
            else None
        )
    if is_garment_of(whole, part):
        return "wearing", False
    if part.is_alive() and whole.lemma in kinds.VEHICLES:
        return "in", True
    if whole.has("K") and part.lemma not in kinds.FITTINGS:
        return "in", True
    if whole.has("U", "f") or whole.lemma in kinds.SURFACES:
        return "on", True
    return ("on", True) if is_seen(part) and not part.has("R", "W", "L") else None


def is_garment_of(whole: NounPhrase, part: NounPhrase) -> bool:
    """Whether a lifeless thing wears what it is "with": "a croissant with a hat", not "a box with a ribbon"."""
    names = {part.lemma, part.name, part.name.rpartition(" ")[2]}
    is_garment = bool(names & kinds.WORN) and not names & (kinds.FITTINGS | kinds.TRIMMINGS)
    return is_garment and not whole.has("K", "U", "R", "C", "W", "L")
