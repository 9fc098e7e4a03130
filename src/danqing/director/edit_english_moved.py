"""English clauses that put a thing of the picture beside another one: "move the ball to the left of the cat"."""

from __future__ import annotations

import re

from danqing.director.edit_english_clause import Clause, Made, added, is_asserted, name_of, where_said
from danqing.director.edit_english_nature import is_ground, placed
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_types import Background, Move, Operation
from danqing.director.edit_words import PRONOUNS, word_set
from danqing.director.english_forms import noun_of_plural

_AWAY = re.compile(r"(?:at|out of|from|off|away|coming|rising|through|around|with|across|within)\b")
_SET_IN = ("on", "next to", "in front of", "below")  # how a picture is set in a place: "under the sea"
_FLOORS = word_set("floor ground grass lawn carpet pavement")
_STANDS = word_set("table desk shelf bench counter sofa couch chair stool bed windowsill mantelpiece sideboard dresser")
_ONTO = ("to", "onto", "on", "on to", "down to", "down onto", "down on", "back on", "back to")
_SIDES = ("left of", "right of")  # which are never where something new goes, of a thing with "the"


def moved_beside(clause: Clause) -> Made:
    """ "Move the ball next to the cat": whatever is known of the picture."""
    anchor, nearer = clause.noun("anchor"), clause.chunk("beside").words.lower().startswith(("closer", "nearer"))
    is_place = clause.value("beside") in _SET_IN and not nearer and is_ground(anchor, clause.vocabulary)
    return None if is_place and not _is_shown(anchor, clause) else _beside(clause)


def put_down(clause: Clause) -> Made:
    """ "Move the lamp to the floor": onto a floor that is seen, else down; "move the vase to the table": onto it."""
    anchor, how = clause.noun("anchor"), clause.chunk("beside").words.lower()
    is_floor = anchor.head in _FLOORS and (anchor.name == anchor.head or anchor.name not in clause.vocabulary.grounds)
    is_stand = how == "to" and anchor.head in _STANDS
    if how not in _ONTO or anchor.det not in ("def", "poss") or not (is_floor or is_stand):
        return None
    if any(each.det in ("picture", "indef", "another") for each in clause.nouns("what")):
        return None
    names = [name_of(each) for each in clause.nouns("what")]
    if is_floor and not _is_shown(anchor, clause):
        return tuple(Move(what=each, to="bottom") for each in names) or None
    return tuple(Move(what=each, beside="on", anchor=name_of(anchor)) for each in names) or None


def stood_beside(clause: Clause) -> Made:
    """ "Put the hat on the dog", "the ball should be right of the dog": a move where both are seen."""
    if is_asserted(clause) or not set(clause.match[0]) & set("ptDMEGu"):
        return None
    both = (*clause.nouns("what"), clause.noun("anchor"))
    sure = clause.value("beside") in _SIDES and all(each.det in ("def", "poss") for each in both)
    return _beside(clause) if sure or all(_is_shown(each, clause) for each in both) else None


def put_all_on(clause: Clause) -> Made:
    """ "Put the cat and the dog on a beach": another ground behind both."""
    anchor = clause.noun("anchor")
    if not is_ground(anchor, clause.vocabulary) or _is_shown(anchor, clause):
        return None
    names = [name_of(each) for each in clause.nouns("what")]
    return Background(to=where_said(clause, "beside", "anchor"), keep=" and ".join(names))


def put_between(clause: Clause) -> Made:
    """ "Move the ball between the cat and the dog"; a thing with "a" is new there."""
    if "between" not in clause.chunk("beside").words.lower():
        return None
    anchor = f"{name_of(clause.noun('anchor'))} and {name_of(clause.noun('other'))}"
    is_there = clause.match[0].startswith("m") or all(_is_shown(each, clause) for each in clause.nouns("what"))
    made: list[Operation] = []
    for noun in clause.nouns("what"):
        if noun.det == "picture":
            return None
        is_new = noun.det in ("indef", "another") or not is_there
        made.append(
            added(noun, beside="next to", anchor=anchor)
            if is_new
            else Move(what=name_of(noun), beside="next to", anchor=anchor)
        )
    return tuple(made) or None


def _beside(clause: Clause) -> Made:
    anchor, how = clause.noun("anchor"), clause.chunk("beside")
    if anchor.det == "pron" and any(each.det == "pron" for each in clause.nouns("what")):
        return None
    if anchor.det == "picture" or how.value is None or _AWAY.match(how.words.lower()):
        return None
    made: list[Operation] = []
    for noun in clause.nouns("what"):
        put = None if noun.det == "picture" else placed(noun, str(how.value), anchor, clause)
        if isinstance(put, Background):  # "move the moon behind the clouds"
            made.append(Move(what=name_of(noun), beside="behind", anchor=name_of(anchor)))
        elif put is not None and put.beside is not None:
            made.append(Move(what=name_of(noun), beside=put.beside, anchor=put.anchor))
        else:
            return None
    return tuple(made) or None


def _is_shown(noun: Noun, clause: Clause) -> bool:
    """Whether the picture is known to show a thing, or an owner of which it is a part."""
    if noun.det == "pron":
        return bool(clause.shown) and noun.name in PRONOUNS
    heads = {noun_of_plural(each.split()[-1]) for each in clause.shown if each}
    owner = (noun.owner or "").split()[-1:]
    return noun_of_plural(noun.head) in heads or any(noun_of_plural(each.lower()) in heads for each in owner)
