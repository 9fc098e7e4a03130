"""What English clauses ask of things that stay: colour, light, size, place, and which way round."""

from __future__ import annotations

import re

from danqing.director.edit_english_clause import (
    ABSOLUTE,
    Clause,
    Made,
    added,
    changed_name,
    color_name,
    is_asserted,
    is_seen_so,
    name_of,
    name_or_none,
    stepped,
)
from danqing.director.edit_english_nature import is_living
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_types import COLORS, Adjust, Flip, Move, Operation, Recolor, Remove, Resize
from danqing.director.edit_words import CHANGES, COMPLAINTS, TOPIC, Read, word_set


def recolored(clause: Clause) -> Made:
    color = color_name(clause.value("color"))
    things = clause.nouns("what")
    if color is None:
        return None
    if not things:
        alone = clause.match.end() - clause.match.start() == 1
        return Read((Recolor(what=TOPIC, color=color),), manner="ones" if alone else "asked")
    if any(each.det == "picture" for each in things):
        return Adjust(change="grey") if color == "grey" else None
    if is_seen_so(clause):
        return Read((), topic=name_of(things[0]), manner="comment")
    if is_asserted(clause) and "n" not in clause.match[0]:
        return Read(
            tuple(Recolor(what=name_of(each), color=color) for each in things),
            topic=name_of(things[0]),
            manner="complaint",
        )
    return tuple(Recolor(what=name_of(each), color=color) for each in things)


def recolored_as(noun: Noun, color: str | None) -> Made:
    return None if color is None or noun.det == "picture" else Recolor(what=name_of(noun), color=color)


def suited(clause: Clause) -> Made:
    """ "Grey suits the elephant more"."""
    return recolored(clause) if "suit" in clause.chunk("suits").words.lower() else None


def colored_thing(clause: Clause) -> Made:
    """ "My cat has green eyes, not blue"."""
    noun = clause.noun("what")
    rest = noun.name.split(" ", 1)[-1]
    return recolored_as(Noun(name=rest), noun.color) if noun.color in COLORS and rest != noun.name else None


def colored_ones(clause: Clause) -> Made:
    """ "Red ones", "a purple one": how what was named shall be."""
    noun = clause.noun("what")
    if noun.name == "one" and (noun.det == "another" or noun.count > 1):
        return added(noun)
    if noun.color is None or noun.color not in COLORS or noun.det not in ("bare", "indef"):
        return None
    if noun.head != "one":
        rest = noun.name.split(" ", 1)[1] if " " in noun.name else ""
        return Recolor(what=rest, color=noun.color) if noun.det == "bare" and rest else None
    return Read((Recolor(what=TOPIC, color=noun.color),), manner="ones")


def adjusted(clause: Clause) -> Made:
    change = clause.value("change")
    things = clause.nouns("what")
    if not things:
        return Adjust(change=change, amount=clause.amount)  # type: ignore[arg-type]
    return tuple(
        Adjust(change=change, amount=clause.amount, what=name_or_none(each))  # type: ignore[arg-type]
        for each in things
    )


def adjusted_by_verb(clause: Clause) -> Made:
    chunk = clause.chunks[clause.match.start()]
    things = clause.nouns("what")
    reds = (
        all(each.head == "one" and each.color and each.det == "def" for each in things) and chunk.value == "less color"
    )
    names = [name_or_none(each) for each in things if not reds] or [None]
    return tuple(Adjust(change=chunk.value, amount=clause.amount, what=each) for each in names)  # type: ignore[arg-type]


_WAYS = {"warm": "warmer", "cool": "cooler", "dim": "darker", "light": "brighter", "flat": "less contrast"}


def adjusted_by_adjective(clause: Clause) -> Made:
    chunk = clause.chunk("much")
    change = _WAYS.get(chunk.words.lower())
    if change is None:
        return None
    return Adjust(change=change, amount=clause.amount, what=name_or_none(clause.noun("what")))  # type: ignore[arg-type]


def without(clause: Clause) -> Made:
    """ "Lose the colour": none of it; "down with the contrast": less of it."""
    chunk = clause.chunk("quantity") if clause.one("quantity") is not None else clause.chunks[clause.match.start() + 1]
    things = clause.nouns("what")
    if re.search(r"colou?rs?$", chunk.words, re.I) and not things:
        return Adjust(change="grey")
    assert isinstance(chunk.value, tuple), "it is both ways"
    return Adjust(change=chunk.value[1], amount=clause.amount, what=name_or_none(things[0]) if things else None)


def quantity(clause: Clause) -> Made:
    """ "Up the contrast", "more light on the face"."""
    chunk = clause.chunk("quantity")
    assert isinstance(chunk.value, tuple), "it is both ways"
    way = clause.one("way")
    lower = way is not None and (way.kind == "d" or way.words.lower() in ("down", "lower", "weaker", "back"))
    change = chunk.value[1 if lower else 0]
    things = clause.nouns("what")
    return Adjust(change=change, amount=clause.amount, what=name_or_none(things[0]) if things else None)


def not_enough(clause: Clause) -> Made:
    """ "Not bright enough": more of it."""
    noun, chunk = clause.noun("what"), clause.chunk("much")
    if chunk.kind == "C":
        return recolored_as(noun, color_name(chunk.value))
    if chunk.kind == "S":
        factor = chunk.value
        return (
            Resize(what=name_of(noun), factor=factor) if isinstance(factor, float) and noun.det != "picture" else None
        )
    word = chunk.words.lower()
    change = CHANGES.get(word) or CHANGES.get(f"{word}er") or CHANGES.get(f"more {word}")
    return None if change is None else Adjust(change=change, what=name_or_none(noun))


def made_so(clause: Clause) -> Made:
    """ "Make it blurred", "the wall should be dark": what is wished, not what is complained of."""
    said = clause.match[0]
    if not set(said) & set("tDM"):
        return None
    word = clause.chunk("much").words.lower()
    change = CHANGES.get(word) or CHANGES.get(f"{word}er") or CHANGES.get(f"more {word}")
    if change is None:
        return None
    if "K" in said:
        return Adjust(change=change, amount=clause.amount, what="background")
    names = [name_or_none(each) for each in clause.nouns("what")] or [None]
    return tuple(Adjust(change=change, amount=clause.amount, what=each) for each in names)


def wished_quantity(clause: Clause) -> Made:
    """ "Contrast!": more of it, where nothing else is asked."""
    chunk = clause.chunk("quantity")
    assert isinstance(chunk.value, tuple), "it is both ways"
    change = Adjust(change=chunk.value[0], amount=clause.amount)
    return Read((change,), manner="complaint") if " " not in chunk.words else Read((), manner="comment")


def dropped_quantity(clause: Clause) -> Made:
    """ "Drop the saturation by half"."""
    if clause.chunk("way").value != "r":
        return None
    chunk, things = clause.chunk("quantity"), clause.nouns("what")
    assert isinstance(chunk.value, tuple), "it is both ways"
    return Adjust(change=chunk.value[1], amount=clause.amount, what=name_or_none(things[0]) if things else None)


TOO_MUCH = re.compile(r"too|so|over", re.I)


_FELT = word_set("cold hot warm cool blue hard soft loud flat sharp bright dull light")  # by the living


def _feels(noun: Noun, clause: Clause) -> bool:
    return noun.name.lower() in ("he", "she", "they", "them") or is_living(noun, clause.vocabulary)


def complained(clause: Clause) -> Made:
    """ "It's too dark", "the nose is huge": what would mend it, where nothing else does."""
    things = clause.nouns("what")
    noun = things[0] if things else None
    what = None if noun is None else name_or_none(noun)
    chunk = clause.chunk("much")
    if noun is not None and chunk.words.lower() in _FELT and _feels(noun, clause):
        return Read((), topic=what, manner="comment")  # "he looks cold"
    if chunk.kind == "S":
        if not isinstance(chunk.value, float) or not chunk.value or (noun is not None and noun.det == "picture"):
            return None
        named = TOPIC if noun is None else name_of(noun)
        size = Resize(what=named, factor=stepped(1.4 if chunk.value < 1 else 1 / 1.4, clause.amount))
        return Read((size,), topic=what, manner="complaint")
    change = COMPLAINTS.get(chunk.words.lower()) if chunk.kind == "C" else chunk.value
    if change is None or (
        chunk.kind == "C" and not TOO_MUCH.search(clause.chunks[clause.match.start("much") - 1].words)
    ):
        return None
    return Read((Adjust(change=change, amount=clause.amount, what=what),), topic=what, manner="complaint")  # type: ignore[arg-type]


def resized(clause: Clause) -> Made:
    factor = clause.value("size")
    things = clause.nouns("what")
    verb = clause.one("verb")
    if factor is None:
        if verb is None or not isinstance(verb.value, float):
            return None
        factor = verb.value
    elif verb is not None and isinstance(verb.value, float) and isinstance(factor, float):
        words = clause.one("size")
        assert words is not None
        if verb.value < 1 < factor and re.match(r"by|\d", words.words.lower()) is None:
            factor = 1 / factor
        if words.words.lower() == "by half" and verb.value > 1:
            factor = 1.5
        if words.words.lower() == "by a third" and verb.value > 1:
            factor = 4 / 3
        if words.words.lower() == "by a quarter" and verb.value > 1:
            factor = 1.25
    assert isinstance(factor, int | float)
    factor = stepped(float(factor), clause.amount)
    if not things:
        return Resize(what=TOPIC, factor=factor)
    if is_asserted(clause) and clause.one("size") is not None and clause.one("size").words.lower() in ABSOLUTE:  # type: ignore[union-attr]
        return None
    if any(each.det == "picture" for each in things):
        return None
    return tuple(Resize(what=name_of(each), factor=factor) for each in things)


def resized_new(clause: Clause) -> Made:
    """ "A bigger bow", "a warmer sunset", "warmer tones on the bread": what is there, otherwise."""
    made: list[Operation] = []
    whole = next((name_or_none(each) for each in clause.nouns("of")), None)
    for noun in clause.nouns("what"):
        if noun.scale is not None:
            made.append(Resize(what=noun.name, factor=stepped(noun.scale, clause.amount)))
        elif noun.change is not None:
            made.append(Adjust(change=noun.change, amount=clause.amount, what=changed_name(noun) or whole))  # type: ignore[arg-type]
        else:
            return None
    return tuple(made) or None


def moved(clause: Clause) -> Made:
    to = clause.value("to")
    things = clause.nouns("what")
    place = clause.one("to")
    if place is not None and place.words.lower() in ("up", "down") and not set("mE") & set(clause.match[0]):
        return None
    if not things:
        return Move(what=TOPIC, to=to)  # type: ignore[arg-type]
    if any(each.det == "picture" for each in things):
        return None
    first = clause.chunks[clause.match.start()]
    if place is not None and place.words.lower() == "down" and first.words.lower() in ("take", "taking"):
        return tuple(Remove(what=name_of(each)) for each in things)  # "just take it down"
    return tuple(Move(what=name_of(each), to=to) for each in things)  # type: ignore[arg-type]


def moved_or_added(clause: Clause) -> Made:
    """A bare thing and a place: what is shown moves, all else is new."""
    noun, place = clause.noun("what"), clause.one("to")
    assert place is not None
    known = noun.head in clause.shown or noun.name.lower() in clause.shown
    corner = len(str(place.value).split()) == 2
    led = re.match(r"(?:to|towards?|over|further|more|into)\b", place.words.lower())
    if noun.det in ("indef", "another") or (
        noun.det == "bare"
        and not known
        and (noun.count > 1 or (not led and (corner or place.words.lower() not in ("left", "right"))))
    ):
        return added(noun, at=place.value)
    return moved(clause)


def bare_move(clause: Clause) -> Made:
    place = clause.one("to") or clause.one("to2")
    assert place is not None
    if place.words.lower() in ("right", "down", "up"):
        return Read((), manner="comment")
    if clause.one("to2") is not None and not re.match(
        r"(?:to|towards?|over|further|more|up|down|all)\b", place.words.lower()
    ):
        return Read((Move(what=TOPIC, to=place.value),), manner="place")  # type: ignore[arg-type]
    return Move(what=TOPIC, to=place.value)  # type: ignore[arg-type]


_TURNS = re.compile(r"turn|flip|spin|swing|swivel|rotat|mirror|move|revers|face|look|go|get", re.I)


def flipped(clause: Clause) -> Made:
    said = clause.chunks[clause.match.start() : clause.match.end()]
    if said[-1].words.lower() == "round" and not _TURNS.match(said[0].words):  # "the moon should be round"
        return None
    axis = "up-down" if clause.one("down") is not None else "left-right"
    things = clause.nouns("what")
    if not things:
        return Flip(axis=axis)  # type: ignore[arg-type]
    if clause.one("side") is not None and things[0].det == "def":
        return Flip(axis=axis, what=f"{clause.value('side')} {name_of(things[0])}")  # type: ignore[arg-type]
    return tuple(
        Flip(axis=axis, what=None if each.det == "picture" else name_of(each))  # type: ignore[arg-type]
        for each in things
    )


def upside_down(clause: Clause) -> Made:
    things = [*clause.nouns("what"), *clause.nouns("what2")]
    return tuple(
        Flip(axis="up-down", what=None if each.det == "picture" else name_of(each)) for each in things
    ) or Flip(axis="up-down")


def turned_around(clause: Clause) -> Made:
    """ "Turn it around"."""
    chunk = clause.one("beside")
    if chunk is None or chunk.words.lower() not in ("around", "round", "over"):
        return None
    noun = clause.noun("what")
    axis = "up-down" if chunk.words.lower() == "over" else "left-right"
    return Flip(axis=axis, what=None if noun.det == "picture" else name_of(noun))  # type: ignore[arg-type]
