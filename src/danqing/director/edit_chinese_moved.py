"""Chinese clauses that put a thing of the picture beside another one: 把球放到猫旁边, 让球靠近猫."""

from __future__ import annotations

import re

from danqing.director.edit_called import is_called
from danqing.director.edit_chinese_adding import HERE, SAME, placed
from danqing.director.edit_chinese_known import Talk
from danqing.director.edit_chinese_made import Made, made_what
from danqing.director.edit_chinese_nouns import MEASURE, NUMERAL, without_ends
from danqing.director.edit_types import Add, Move, Operation
from danqing.director.edit_words import PICTURE_WORDS, PLACES, PRONOUNS, Read, Said, Vocabulary

_NEW = re.compile(rf"{NUMERAL}+(?:来|多)?[{MEASURE}]|[加添补增]|再[来画放]|另外|多[放画来]|新的?")
_POINTED = re.compile(rf"^[这那](?:[一二两]?[{MEASURE}])?|^(?:它|他|她)们?的?")
_NOT = re.compile("(?:别|不要|不|没)$")
_PUTS = re.compile("[放摆移挪搬搁挂戴穿站坐躺趴送拿抱贴靠推拖插塞装踢]|[应该要].*在")
_ALL_OF = re.compile(rf"[把将](?!一){NUMERAL}+[{MEASURE}]")  # 把两只猫: so many are there
_NUMBER = re.compile(rf"^{NUMERAL}+[{MEASURE}]")
_GIVES = re.compile("(?:再|也)*给(?!.*[那这])")  # 给小熊戴上帽子: any hat
_MOVES = re.compile("[移挪搬拖推靠近远离]")
_SIZE = re.compile("^[大小](?=.)")


def made_put_beside(match: re.Match[str], said: Said) -> Made:
    """ "把球放到猫旁边": of a thing that 把 tells to be there."""
    name = made_what(match, said)
    return moved_beside(all_of(match["what"], match[0]), match["where"], name, said.vocabulary)


def made_nearer(match: re.Match[str], said: Said) -> Made:
    """ "让球靠近猫一点", "球离猫近点"."""
    anchor = without_ends(match["anchor"])
    if not anchor or anchor in PLACES or anchor in PICTURE_WORDS - PRONOUNS:
        return None
    return Move(what=made_what(match, said), beside="next to", anchor=anchor)


def all_of(what: str, clause: str) -> str:
    """A thing without its number, where 把 tells that so many are there: 把两只猫; one may be new (把一只猫)."""
    return _NUMBER.sub("", what) if _ALL_OF.match(clause) else what


def made_too_far(match: re.Match[str], said: Said) -> Made:
    """ "球离猫太远了": to be nearer, unless something else is asked."""
    moved = made_nearer(match, said)
    return Read((moved,), topic=moved.what, manner="complaint") if isinstance(moved, Move) else None


def made_towards(match: re.Match[str], said: Said) -> Made:
    """ "把杯子往盘子那边挪"."""
    return None if re.match("[左右上下前后中里外旁]", match["anchor"]) else made_nearer(match, said)


def moved_beside(what: str, where: str, name: str, vocabulary: Vocabulary) -> Move | None:
    """A thing moved to a place that names another one; None where the words tell of something new or of no other.

    Args:
        what: the thing as it is said.
        where: such as 猫旁边.
        name: what the operation calls the thing.
        vocabulary: the words that are known.
    """
    bare = "" if what in PRONOUNS else _POINTED.sub("", what)
    made = None if _NEW.search(bare) or _NOT.search(bare) else placed(bare or HERE, where, vocabulary)
    if not isinstance(made, Add) or made.beside is None or made.anchor in (None, HERE, SAME):
        return None
    if made.beside == "on" and vocabulary.kind((made.anchor or "")[-2:]) in ("place", "building"):
        return None  # another ground
    return Move(what=name.strip(), beside=made.beside, anchor=(made.anchor or "").strip())


def as_shown(operation: Operation, piece: str, talk: Talk) -> Operation:
    """What is put somewhere as a move where the picture shows it, and as new where it is known to show it not.

    帽子放到桌子上 moves a hat that is there; 把帽子放到桌子上 adds one that is not.
    """
    if not isinstance(operation, Add | Move) or operation.beside is None or operation.anchor is None:
        return operation
    what, shown = operation.what, _is_shown(operation.what, talk)
    if isinstance(operation, Move):
        told = not talk.subjects or shown or what in PRONOUNS | {HERE} | talk.introduced
        if told or _MOVES.search(piece) or not talk.vocabulary.is_thing(what):
            return operation
        return Add(what=what, beside=operation.beside, anchor=operation.anchor)
    if operation.count > 1 or _NEW.search(piece) or _GIVES.match(piece):
        return operation
    if not _PUTS.search(piece):
        return operation
    if not (shown and _is_shown(operation.anchor, talk)):
        return operation
    return Move(what=what, beside=operation.beside, anchor=operation.anchor)


def _is_shown(phrase: str, talk: Talk) -> bool:
    said = (phrase, _SIZE.sub("", phrase))  # 小船 is the boat
    return any(is_called(one, each, talk.vocabulary) for one in said for each in talk.subjects)
