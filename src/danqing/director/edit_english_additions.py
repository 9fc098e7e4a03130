"""English clauses that add things: where they go, who wears or holds them."""

from __future__ import annotations

from dataclasses import replace

from danqing.director.edit_english_clause import (
    LOOKS,
    Clause,
    Made,
    added,
    changed_name,
    name_of,
    stepped,
    where_said,
    words_said,
)
from danqing.director.edit_english_nature import is_alive, is_ground, is_worn, placed
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_names import TIMES
from danqing.director.edit_types import Add, Adjust, Background, Flip, Operation, Resize
from danqing.director.edit_words import TOPIC, Read, word_set
from danqing.director.english_forms import noun_of_plural

_COMPANY = frozenset(
    ("friend", "company", "companion", "buddy", "mate", "something", "change", "touch", "bit", "break")
)
_UNSEEN = word_set(  # what makes a picture better and is no thing in it
    """
    room space headroom zing oomph pizzazz pep energy interest magic fun personality character attention charm joy vibe
    atmosphere whimsy wow
    """
)


def added_new(clause: Clause) -> Made:
    """Things that are new, and where they go."""
    things = clause.nouns("what")
    made: list[Operation] = []
    for noun in things:
        if (
            noun.det == "picture"
            or (noun.head in LOOKS and not noun.owner)
            or (noun.det == "pron" and noun.name not in ("these", "those", "them"))
        ):
            return None
        if noun.scale is not None or noun.change is not None:
            return None
        if noun.head in _COMPANY or noun.name.lower() in _UNSEEN:
            return Read((), manner="comment")
        if clause.match.groupdict().get("with"):
            noun = replace(noun, name=f"{noun.name} {words_said(clause, 'with')}")
        if clause.one("at") is not None:
            made.append(added(noun, at=clause.value("at")))
        elif clause.match.groupdict().get("anchor"):
            how = clause.value("beside") or "for"
            operation = placed(noun, str(how), clause.noun("anchor"), clause)
            if operation is None:
                return None
            made.append(operation)
        else:
            made.append(added(noun))
    return tuple(made) or None


def both_sides(clause: Clause) -> Made:
    """ "Fork left and knife right of the plate"."""
    place, anchor = clause.value("at"), clause.noun("anchor")
    if place not in ("left", "right"):
        return None
    first = placed(clause.noun("first"), f"{place} of", anchor, clause)
    second = placed(clause.noun("what"), str(clause.value("beside")), anchor, clause)
    return None if first is None or second is None else (first, second)


def added_by_owner(clause: Clause) -> Made:
    """ "The bookshelf could do with a lamp on it"."""
    owner, anchor, noun = clause.noun("owner"), clause.noun("anchor"), clause.noun("what")
    asserted = "H" in clause.match[0] and not set("tM") & set(clause.match[0])
    if asserted or noun.scale is not None or noun.change is not None:
        return None
    meant = owner if anchor.det == "pron" and owner.det != "person" else anchor
    return placed(noun, str(clause.value("beside")), meant, clause)


def put_definite(clause: Clause) -> Made:
    """ "Put the cat on a beach": another ground; "put the shoes on her": worn."""
    noun, anchor, how = clause.noun("what"), clause.noun("anchor"), str(clause.value("beside") or "on")
    if clause.chunk("beside").words.lower().startswith("out of") and noun.det in ("pron", "def", "poss"):
        return Read((), topic=None if noun.det == "pron" else noun.name, manner="comment")  # where it goes, follows
    if noun.det == "pron" and anchor.name == "head" and how == "on":
        return Flip(axis="up-down", what=noun.name)
    if clause.chunk("beside").words.lower() == "in" and is_worn(anchor, clause.vocabulary):
        return added(anchor, beside="worn by", anchor=name_of(noun))  # "put the boy in a raincoat"
    if (
        how in ("on", "next to", "in front of", "below")
        and (is_ground(anchor, clause.vocabulary) or (anchor.det == "indef" and noun.det in ("def", "picture")))
        and anchor.det != "pron"
    ):
        keep = None if noun.det in ("pron", "picture") else noun.name
        return Background(to=where_said(clause, "beside", "anchor"), keep=keep)
    if noun.det == "pron":
        beside = clause.value("beside")
        how = "on" if clause.chunk("beside").kind == "T" else str(beside)
        return Read((Add(what=TOPIC, beside=how, anchor=name_of(anchor)),), manner="placed")  # type: ignore[arg-type]
    if noun.det == "def" and anchor.det != "pron":
        return None
    return added_new(clause) if noun.det in ("bare", "poss") else None


def given(clause: Clause) -> Made:
    """ "Give the cat a hat": worn if it can be, else beside."""
    anchor = clause.noun("anchor")
    made: list[Operation] = []
    for noun in clause.nouns("what"):
        if noun.head in _COMPANY:
            continue
        if noun.head in ("background", "backdrop"):
            return Background(to=noun.name.rpartition(" ")[0] or noun.name)
        if noun.scale is not None and noun.det != "another":
            made.append(Resize(what=noun.name, factor=stepped(noun.scale, clause.amount)))
            continue
        if noun.change is not None:
            made.append(Adjust(change=noun.change, what=changed_name(noun)))  # type: ignore[arg-type]
            continue
        if noun.head in ("look", "colour", "color", "style", "feel", "coat", "finish", "treatment"):
            return None
        if anchor.det == "picture" or (anchor.name in ("it", "this") and noun.head in TIMES):  # "this needs snow"
            made.append(added(noun))
            continue
        operation = placed(noun, "for", anchor, clause)
        if operation is not None:
            made.append(operation)
    return Read(tuple(made), topic=name_of(anchor), manner="asked" if made else "comment")


def worn(clause: Clause) -> Made:
    anchor = clause.noun("anchor")
    things = clause.nouns("what")
    return Read(
        tuple(added(each, beside="worn by", anchor=name_of(anchor)) for each in things if each.det != "pron"),
        topic=name_of(anchor),
    )


def held(clause: Clause) -> Made:
    anchor = clause.noun("anchor")
    how = "next to" if is_alive(anchor, clause.vocabulary) else "on"
    return Read(
        tuple(added(each, beside=how, anchor=name_of(anchor)) for each in clause.nouns("what")),
        topic=name_of(anchor),
    )


def lacking(clause: Clause) -> Made:
    """ "The nurse has no mask": what she should have, where nothing else gives it to her."""
    noun, anchor = clause.noun("what"), clause.noun("anchor")
    made = placed(noun, "for", anchor, clause)
    return None if made is None else Read((made,), topic=noun.name, manner="complaint")


def lost(clause: Clause) -> Made:
    """ "The lid is missing": it should be there."""
    noun = clause.noun("what")
    is_missed = "missing" in clause.chunk("lack").words.lower()
    return Read((added(noun),), topic=noun.name, manner="complaint") if is_missed else None


def lacked(clause: Clause) -> Made:
    """ "A candle is missing on the left"."""
    return added_new(clause) if "missing" in clause.chunk("lack").words.lower() else None


def absent(clause: Clause) -> Made:
    """ "There's no moon": it is added where nothing else says so."""
    noun = clause.noun("what")
    return Read((added(noun),), topic=noun.name, manner="complaint")


def missed(clause: Clause) -> Made:
    """ "Where's her necklace": it should be there."""
    noun = clause.noun("what")
    anchor = Noun(name=noun.owner) if noun.owner else Noun(name=noun.whose, det="pron") if noun.whose else None
    bare = replace(noun, owner=None, article="")
    made = added(bare) if anchor is None else placed(bare, "for", anchor, clause)
    return None if made is None else Read((made,), topic=noun.name, manner="complaint")


def stood(clause: Clause) -> Made:
    """A place alone, beside a thing: where what was added goes."""
    made = placed(Noun(name=TOPIC), str(clause.value("beside")), clause.noun("anchor"), clause)
    return Read((made,), manner="placed") if isinstance(made, Add) and made.beside else None


def dressed(clause: Clause) -> Made:
    """ "They'd be happier with party hats on"."""
    things = clause.nouns("what")
    if clause.chunk("beside").words.lower() not in ("in", "with"):
        return None
    return worn(clause) if all(is_worn(each, clause.vocabulary) for each in things) else None


def more_of(clause: Clause) -> Made:
    """ "More flowers" are added; "more oomph" says nothing."""
    noun = clause.noun("what")
    return added(noun) if noun_of_plural(noun.head) != noun.head else Read((), manner="comment")
