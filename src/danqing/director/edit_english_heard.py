"""What English clauses ask together: what "it" is, what mends a complaint, what is said in two steps.

Clauses are read by :mod:`danqing.director.edit_english_reading`; what no rule of it reads is tried against the frames
of :mod:`danqing.director.edit_english_frames`. Those that only say why ("it's too blurry") name the thing that later
ones speak of; a complaint that nothing else mends is mended by its own opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.director.edit_english_clause import ABSOLUTE
from danqing.director.edit_english_known import meant
from danqing.director.edit_english_nature import is_living
from danqing.director.edit_english_reading import Piece
from danqing.director.edit_english_tokens import Noun
from danqing.director.edit_pieces import Near
from danqing.director.edit_references import main_thing, with_noun
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import PRONOUNS, TOPIC, Read, Vocabulary
from danqing.director.english_forms import noun_of_plural
from danqing.director.plan import Plan

_ONLY_NUMBER = re.compile(r"(?:by |to )?[\d.]+\s?(?:x|times|percent|%)", re.I)


@dataclass
class Heard:
    """What the pieces so far ask, and what they leave open."""

    vocabulary: Vocabulary
    known: Plan | None
    asked: list[tuple[Operation, bool]] = field(default_factory=list)  # and whether it mends a complaint
    topic: str | None = None
    instead_of: str | None = None  # "not a lemon, …"
    wanted: str | None = None  # "I asked for a cat, …"
    shown: str | None = None  # "that is a raccoon, …"
    kept: str | None = None
    person: str | None = None  # spoken of last
    remarked: bool = False  # a remark spoke of the topic, nothing was asked since
    pointed: str | None = None  # of several of one name, the one spoken of last

    def meet(self, things: tuple[Noun, ...]) -> None:
        """Remember who is spoken of."""
        for each in things:
            noun = Noun(name=each.owner) if each.owner else each
            if noun.det != "pron" and noun.head and is_living(noun, self.vocabulary):
                self.person = noun.name

    def add(self, read: Read, piece: str) -> None:
        """Take in one more piece."""
        match read.manner:
            case "not":
                self._not(read)
            case "wanted":
                self.wanted = read.topic
            case "is" if self.wanted is not None:
                self.shown = self.topic = read.topic
            case "is":
                pass
            case "cancel":
                self.asked = self.asked[:-1]
            case "only":
                self._only(read)
            case "comment" if read.topic is not None and read.topic.lower() not in PRONOUNS:
                self._turn_to(read.topic)
            case "keep":
                self.kept = None if read.topic is None else self._meant(read.topic)[0]
            case "same":
                self._same(read)
            case "there":
                self._there(read)
            case "place":
                self._place(read)
            case "placed":
                self._placed(read)
            case "ones":
                self._ones(read, piece)
            case _:
                for each in read.operations:
                    self._append(each, piece, read.manner == "complaint")
                if read.topic is not None and read.topic.lower() not in PRONOUNS:
                    self.topic = re.sub(r"^(?:an?|the|one) ", "", read.topic)
        if self.wanted is not None and self.shown is not None:
            self._put(Replace(what=self.shown, by=self.wanted))
            self.wanted = self.shown = None

    def takes_size(self, piece: Piece) -> bool:
        """ "A ladybird, tiny": what was added is small."""
        last = self.asked[-1][0] if self.asked else None
        if (
            piece.letters != "S"
            or piece.after not in (",", "&")
            or not isinstance(last, Add)
            or piece.words.lower() not in ABSOLUTE
        ):
            return False
        self.asked[-1] = (
            replace(last, what=f"{piece.words.lower()} {re.sub('^an? ', '', last.what)}"),
            self.asked[-1][1],
        )
        return True

    def hear_of(self, things: tuple[Noun, ...]) -> None:
        """Speak of what a remark names first."""
        if not things or things[0].det == "pron":
            return
        named = (each for each in things if each.det in ("def", "poss") and each.whose != "me")
        subject = next(named, None) if things[0].det in ("def", "poss") else None
        if subject is None and self.topic is None:
            subject = next((each for each in reversed(things) if each.det == "bare"), None)
        if subject is not None:
            self._turn_to(subject.name)

    def takes_place(self, piece: str, near: Near) -> bool:
        """Whether a piece only says where what was added goes."""
        if not self.asked or not isinstance(last := self.asked[-1][0], Add) or last.at or last.beside:
            return False
        made = near(piece, last, self.vocabulary)
        if made is None:
            return False
        self.asked.pop()
        self._put(made)
        return True

    def operations(self) -> tuple[Operation, ...]:
        """All that is asked: complaints only where nothing else mends them, and nothing twice in a row."""
        kept: list[Operation] = []
        for operation, mends in self.asked:
            if mends and any(_mends(other, operation) for other, also in self.asked if not also):
                continue
            if isinstance(operation, Background) and operation.keep is None and self.kept is not None:
                operation = replace(operation, keep=self.kept)
            last = kept[-1] if kept else None
            if isinstance(operation, Restyle) and isinstance(last, Restyle):  # the second says the first again
                kept.pop()
            if last is not None and _corrects(operation, last):
                kept.pop()
                operation = (
                    last
                    if isinstance(operation, Resize) and isinstance(last, Resize) and _step(operation)
                    else operation
                )
            if not kept or kept[-1] != operation or isinstance(operation, Add):
                kept.append(operation)
        return tuple(kept)

    def _put_each(self, operation: Operation, mends: bool) -> None:
        """One operation for each thing that "the hat and the scarf" names."""
        what = getattr(operation, "what", None)
        names = re.split(r"\s+(?:and|&)\s+(?:the |his |her |my )?", what) if isinstance(what, str) else []
        if len(names) < 2 or not all(names) or isinstance(operation, Add | Adjust | Replace):
            self._put(operation, mends)
            return
        for each in names:
            self._put(replace(operation, what=each), mends)  # type: ignore[call-arg]  # it has a what

    def _put(self, operation: Operation, mends: bool = False) -> None:
        """An operation on each thing of the picture that is meant."""
        if isinstance(operation, Adjust) and operation.what == TOPIC and not self.remarked:
            operation = replace(operation, what=None)
        if (
            isinstance(operation, Flip)
            and operation.what in ("it", "this", "that")
            and self.topic is None
            and not self.known
        ):
            operation = replace(operation, what=None)
        if isinstance(operation, Replace) and operation.what == TOPIC and self.topic == "background":
            operation = Background(to=operation.by)
        made, self.remarked = [operation], mends and self.remarked
        for name in ("what", "anchor", "keep"):
            phrase = getattr(operation, name, None)
            if not isinstance(phrase, str) or (name == "what" and isinstance(operation, Add)):
                continue
            last = self.asked[-1][0] if self.asked else None
            if (
                name == "anchor"
                and phrase == "it"
                and isinstance(last, Add)
                and last.anchor
                and isinstance(operation, Add)
            ):
                phrase = last.anchor  # "a candle left of the cake, a present to the right of it"
            meant = self._meant(phrase)
            made = [replace(each, **{name: named}) for each in made for named in meant]
        for each in made:
            self.asked.append((self._named(each), mends))
        last = made[-1]
        pronoun = str(getattr(operation, "anchor", None)).lower() in PRONOUNS
        what = getattr(last, "by", None) or getattr(last, "what", None)
        if isinstance(last, Add) and (last.beside == "worn by" or pronoun):
            what = last.anchor
        if isinstance(what, str) and len(made) == 1:
            self.topic = re.sub(r"^(?:an?|the|one) ", "", what)
            if self.known is not None and " " in self.topic:
                self.pointed = self.topic

    def _meant(self, phrase: str) -> tuple[str, ...]:
        low = phrase.lower()
        if self.known is not None and self.known.subjects:
            return meant(phrase, self.topic, self.pointed, self.known)
        if low in ("he", "him", "she", "her"):
            return (self.person or TOPIC,)
        if low in PRONOUNS:
            return (self.topic or phrase,)
        return (with_noun(phrase, self.topic),)

    def _named(self, operation: Operation) -> Operation:
        """What is added, where it is called "one"."""
        if isinstance(operation, Add) and operation.what in ("one", "more", "more one"):
            return replace(operation, what=self._noun(operation))
        return operation

    def _noun(self, operation: Add) -> str:
        """What "one more" is one of."""
        noun = self.topic if self.topic is not None and self.topic != operation.anchor else None
        if noun is None and self.known is not None and self.known.subjects:
            noun = main_thing(self.known)
        return noun_of_plural(noun) if noun else self.topic or operation.what

    def _append(self, operation: Operation, piece: str, mends: bool) -> None:
        last = self.asked[-1][0] if self.asked else None
        if isinstance(operation, Add) and operation.what == "one" and isinstance(last, Add) and self.asked[-1][1]:
            self.asked.pop()  # "he has no hat, put one on him"
            operation = replace(
                last, count=operation.count, at=operation.at,
                beside=last.beside if operation.beside in (None, "on") and operation.at is None else operation.beside,
                anchor=operation.anchor or (last.anchor if operation.at is None else None),
            )  # fmt: skip
        if (
            isinstance(operation, Move)
            and operation.what.lower() in PRONOUNS
            and isinstance(last, Add)
            and not (last.at or last.beside)
        ):
            self.asked.pop()
            operation = replace(last, at=operation.to)
        if self.instead_of is not None and isinstance(operation, Add | Recolor):
            if isinstance(operation, Add):
                operation = Replace(what=self.instead_of, by=operation.what)
            self.instead_of = None
        elif isinstance(last, Remove) and isinstance(operation, Replace) and operation.what.lower() in PRONOUNS:
            self.asked.pop()
            operation = replace(operation, what=last.what)
        elif (
            isinstance(last, Remove)
            and isinstance(operation, Add)
            and re.match(r"in with|in comes|let's have|lets have", piece, re.I)
        ):
            self.asked.pop()
            operation = Replace(what=last.what, by=operation.what)
        elif isinstance(last, Resize) and isinstance(operation, Resize) and _ONLY_NUMBER.fullmatch(piece):
            self.asked.pop()
            operation = replace(last, factor=operation.factor)
        elif isinstance(last, Background) and isinstance(operation, Recolor) and operation.what.lower() in PRONOUNS:
            self.asked.pop()
            operation = replace(last, to=piece)
        self._put_each(operation, mends)

    def _not(self, read: Read) -> None:
        last = self.asked[-1][0] if self.asked else None
        if isinstance(last, Add) and read.topic:  # "a lime, not a lemon"
            self.asked.pop()
            self._put(Replace(what=read.topic, by=last.what))
        else:
            self.instead_of = read.topic

    def _same(self, read: Read) -> None:
        last = self.asked[-1][0] if self.asked else None
        if last is not None and read.topic and hasattr(last, "what"):
            self._put(replace(last, what=read.topic))  # type: ignore[call-arg]  # it has a what
        self.topic = read.topic

    def _turn_to(self, phrase: str) -> None:
        """What is spoken of from here on."""
        named = self._meant(phrase)
        if (
            phrase != "background"
            and self.known is not None
            and not any(same_head(named[0], each.name) for each in self.known.subjects)
        ):
            return
        self.topic = re.sub(r"^(?:an?|the|one) ", "", named[0])
        self.remarked = True
        if self.known is not None and " " in self.topic:
            self.pointed = self.topic

    def _only(self, read: Read) -> None:
        """ "Only the eyes": of what was asked last."""
        assert read.topic is not None, "the rule names a thing"
        self._turn_to(read.topic)
        last = self.asked[-1][0] if self.asked else None
        if isinstance(last, Adjust | Flip) and last.what is None:
            self.asked[-1] = (replace(last, what=self.topic), self.asked[-1][1])

    def _place(self, read: Read) -> None:
        """A place alone: where what was added goes, else where what was spoken of moves."""
        (operation,) = read.operations
        assert isinstance(operation, Move)
        last = self.asked[-1][0] if self.asked else None
        if isinstance(last, Add) and last.at is None and last.beside is None:
            self.asked.pop()
            self._put(replace(last, at=operation.to))
        elif isinstance(last, Move):
            self.asked[-1] = (replace(last, to=operation.to), self.asked[-1][1])
        elif isinstance(last, Resize | Recolor) or (
            last is None and (self.topic is not None or self.known is not None)
        ):
            self._put(operation)

    def _placed(self, read: Read) -> None:
        """A thing beside which what was added goes."""
        (operation,) = read.operations
        last = self.asked[-1][0] if self.asked else None
        if isinstance(operation, Add) and isinstance(last, Add) and last.at is None and last.beside is None:
            self.asked.pop()
            self._put(replace(last, beside=operation.beside, anchor=operation.anchor))

    def _ones(self, read: Read, piece: str) -> None:
        """A colour alone: of what was added, else of what was spoken of."""
        (operation,) = read.operations
        assert isinstance(operation, Recolor)
        last = self.asked[-1][0] if self.asked else None
        if isinstance(last, Add) and self.instead_of is None:
            self.asked.pop()
            self._put(replace(last, what=f"{operation.color} {re.sub(r'^an? ', '', last.what)}"))
        else:
            self._append(operation, piece, False)

    def _there(self, read: Read) -> None:
        (operation,) = read.operations
        assert isinstance(operation, Replace)
        last = self.asked[-1][0] if self.asked else None
        if isinstance(last, Remove):
            self.asked.pop()
            self._put(replace(operation, what=last.what))
        elif self.topic is not None or self.known is not None:
            self._put(operation)
        else:
            self._put(Add(what=operation.by))


def _corrects(operation: Operation, last: Operation) -> bool:
    """Whether what is asked says anew what was asked just before."""
    if type(operation) is not type(last) or getattr(operation, "what", None) != getattr(last, "what", None):
        return False
    if isinstance(operation, Adjust) and isinstance(last, Adjust):
        return operation.change == last.change
    return isinstance(operation, Recolor | Move | Resize | Flip)


def _step(operation: Resize) -> bool:
    """Whether a size is only "bigger" or "smaller"."""
    return 0.6 < operation.factor < 1.7 and operation.factor != 1.5


def _mends(operation: Operation, complaint: Operation) -> bool:
    """Whether what is asked is of the kind that a complaint asks for."""
    what = getattr(complaint, "what", None)
    if isinstance(complaint, Adjust) and isinstance(operation, Adjust):
        return True
    if what is not None and getattr(operation, "what", None) == what:
        return True
    if isinstance(complaint, Add):
        return isinstance(operation, Add) and same_head(operation.what, complaint.what)
    if isinstance(complaint, Remove):
        return getattr(operation, "what", None) == complaint.what
    return isinstance(complaint, Resize) and isinstance(operation, Resize)


def same_head(one: str, other: str) -> bool:
    """Whether two phrases end in the same noun."""
    return noun_of_plural(one.split()[-1].lower()) == noun_of_plural(other.split()[-1].lower())
