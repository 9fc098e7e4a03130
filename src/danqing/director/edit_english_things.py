"""English clauses that take things away or put others in their place."""

from __future__ import annotations

from danqing.director.edit_english_clause import Clause, Made, name_of, new_name, words_said
from danqing.director.edit_english_counts import PICTURE
from danqing.director.edit_english_nature import WRITTEN, is_state
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_types import COLORS, Adjust, Recolor, Remove, Replace
from danqing.director.edit_words import TOPIC, Read, word_set

_BESIDE = ("on the ", "at the ", "in the middle", "in the cent")


def removed(clause: Clause) -> Made:
    verb = clause.one("verb")
    things = clause.nouns("what")
    if any(each.det == "picture" for each in things) or (clause.match[0].endswith("I") and len(things) > 1):
        return None
    lays = verb is not None and verb.kind in "pm" and verb.words.lower().startswith(("cut", "drop", "take", "clear"))
    if lays and any(each.det == "indef" for each in things):
        return None
    if clause.one("there") is not None:
        return Remove(what=f"{name_of(things[0])} {words_said(clause, 'there')}")
    side = clause.one("side")
    if side is not None and len(things) == 1 and things[0].det == "def" and side.words.lower().startswith(_BESIDE):
        return Remove(what=f"{side.value} {name_of(things[0])}")  # "the lamp on the right"
    made = tuple(Remove(what=name_of(each)) for each in things)
    if verb is not None and verb.words.lower().endswith("many"):  # unless another clause says which of them goes
        return Read(made, topic=name_of(things[0]), manner="complaint")
    return made


def forbidden(clause: Clause) -> Made:
    """ "She shouldn't have a hat"."""
    said = clause.chunk("no").words.lower()
    return removed(clause) if said.startswith(("should", "must", "need")) else None


def disliked(clause: Clause) -> Made:
    """ "The client hates the cactus": it goes, unless something else is asked for it."""
    things = clause.nouns("what")
    if any(each.det == "picture" for each in things):
        return None
    return Read(tuple(Remove(what=name_of(each)) for each in things), topic=name_of(things[0]), manner="complaint")


def dropped(clause: Clause) -> Made:
    verb = clause.one("verb")
    return (
        removed(clause)
        if verb is not None and verb.value == "r" and verb.words.lower().startswith(("drop", "hide"))
        else None
    )


_ALONE = word_set("remove delete erase bin scrap ditch")


def removed_topic(clause: Clause) -> Made:
    """ "Remove", of what was spoken of."""
    verb = clause.one("verb")
    return Remove(what=TOPIC) if verb is not None and verb.words.lower() in _ALONE else None


def goes(clause: Clause) -> Made:
    """ "The black one goes"."""
    said = clause.chunks[clause.match.end("what")].words.lower()
    return removed(clause) if said in ("go", "goes") else None


def replaced(clause: Clause) -> Made:
    whats, by = clause.nouns("what"), clause.noun("by")
    if (by.name == "one" and by.color is None) or _is_no_thing(by, clause.chunk("by").words, clause):
        return None
    if by.det == "def" and (by.head != "one" or by.color is None) and clause.match[0][-1:] == "N":
        return None
    if by.name.split()[0] in COLORS and by.head == "one":
        return tuple(Recolor(what=name_of(each), color=by.name.split()[0]) for each in whats)
    if by.change is not None and by.head in PICTURE and not by.owner:  # "turn it into a black and white photo"
        return Adjust(change=by.change)  # type: ignore[arg-type]
    named = new_name(by) if len(clause.all("by")) == 1 else words_said(clause, "by")
    if by.det == "picture" or any(each.det == "picture" for each in whats):
        return None
    if by.head == "one" and whats and " " in by.name:
        named = f"{new_name(by).rpartition(' ')[0]} {whats[0].head}"  # "a stormy one"
    if not whats:
        return Read((Replace(what=TOPIC, by=named),), manner="there")
    return tuple(Replace(what=name_of(each), by=named) for each in whats)


def _is_no_thing(noun: Noun, words: str, clause: Clause) -> bool:
    """Whether words say how a thing shall be, or what shall be written on it: no other thing for its place."""
    if noun.det != "bare" or noun.count != 1:
        return False
    return bool(WRITTEN.match(words)) or is_state(noun.name, clause.vocabulary)


def rather(clause: Clause) -> Made:
    """ "No tea, coffee"."""
    return replaced(clause) if clause.chunk("verb").words.lower() == "no" else None


def preferred(clause: Clause) -> Made:
    """ "I'd prefer tulips to roses"."""
    return replaced(clause) if "prefer" in clause.chunks[clause.match.start()].words.lower() else None


def in_its_place(clause: Clause) -> Made:
    """ "Candles out, fairy lights in"."""
    chunk = clause.one("inside") or clause.one("inside2")
    noun = (clause.nouns("by") or clause.nouns("by2"))[0]
    if chunk is None or chunk.words.lower() != "in":
        return None
    return Read((Replace(what=TOPIC, by=new_name(noun)),), manner="there")


def wanted(clause: Clause) -> Made:
    """ "I asked for a cat"."""
    return Read((), topic=new_name(clause.noun("what")), manner="wanted")


def expected(clause: Clause) -> Made:
    """ "That isn't a violin", where one was wanted."""
    return wanted(clause) if clause.chunk("is").words.lower() in ("isn't", "aren't", "wasn't") else None


def shown(clause: Clause) -> Made:
    """ "That is a raccoon"."""
    return Read((), topic=clause.noun("what").name, manner="is")


def not_that(clause: Clause) -> Made:
    noun = clause.noun("what")
    return None if noun.det == "pron" else Read((), topic=name_of(noun), manner="not")
