"""What an English instruction asks so far: each operation on the things that are meant, and in the end each once."""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.director.edit_asked import standing
from danqing.director.edit_english_talk import Talk, bare, same_head
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    Flip,
    Move,
    Operation,
    Recolor,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import PRONOUNS, TOPIC

_AND = re.compile(r"\s+(?:and|&)\s+(?:the |his |her |my )?")


@dataclass
class Asked:
    """The operations asked so far.

    Args:
        talk: what was spoken of, and what the picture shows.
        operations: what is asked, and whether it only mends a complaint ("it's too blurry").
    """

    talk: Talk
    operations: list[tuple[Operation, bool]] = field(default_factory=list)

    @property
    def last(self) -> Operation | None:
        """What was asked last."""
        return self.operations[-1][0] if self.operations else None

    @property
    def last_mends(self) -> bool:
        """Whether what was asked last only mends a complaint."""
        return bool(self.operations) and self.operations[-1][1]

    def change_last(self, operation: Operation) -> None:
        """Put an operation in place of the last, as it is."""
        self.operations[-1] = (operation, self.operations[-1][1])

    def drop_last(self) -> None:
        """Take back what was asked last, if anything was."""
        del self.operations[-1:]

    def put_each(self, operation: Operation, *, mends: bool) -> None:
        """Ask one thing more of each thing that "the hat and the scarf" names."""
        what = getattr(operation, "what", None)
        names = _AND.split(what) if isinstance(what, str) else []
        if len(names) < 2 or not all(names) or isinstance(operation, Add | Adjust | Replace):
            self.put(operation, mends=mends)
            return
        for each in names:
            self.put(replace(operation, what=each), mends=mends)  # type: ignore[call-arg]  # it has a what

    def put(self, operation: Operation, *, mends: bool = False) -> None:
        """Ask one thing more, of each thing of the picture that is meant."""
        operation = self._settled(operation)
        made, self.talk.remarked = [operation], mends and self.talk.remarked
        for name in ("what", "anchor", "keep"):
            phrase = getattr(operation, name, None)
            if not isinstance(phrase, str) or (name == "what" and isinstance(operation, Add)):
                continue
            last = self.last
            if name == "anchor" and phrase == "it" and isinstance(last, Add) and last.anchor:
                phrase = _it_after(last, operation)
            meant = self.talk.meant(phrase)
            made = [replace(each, **{name: named}) for each in made for named in meant]
        self.operations += [(self._named(each), mends) for each in made]
        what = _spoken_of(operation, made[-1])
        if what is not None and len(made) == 1:
            self.talk.speak_of(what)

    def kept(self, keep: str | None) -> tuple[Operation, ...]:
        """All that is asked: complaints only where nothing else mends them, and nothing twice in a row.

        Args:
            keep: what shall stay where the background changes.
        """
        kept: list[Operation] = []
        for operation in standing(self.operations, same_head, keep):
            last = kept[-1] if kept else None
            if isinstance(operation, Restyle) and isinstance(last, Restyle):  # the second says the first again
                kept.pop()
            if last is not None and _corrects(operation, last):
                kept.pop()
                if isinstance(operation, Resize) and _is_step(operation):
                    operation = last
            if not kept or kept[-1] != operation or isinstance(operation, Add):
                kept.append(operation)
        return tuple(kept)

    def _settled(self, operation: Operation) -> Operation:
        """An operation of the whole picture or its background, where "it" is that."""
        talk = self.talk
        match operation:
            case Adjust() if operation.what == TOPIC and not talk.remarked:
                return replace(operation, what=None)
            case Flip(what="it" | "this" | "that") if talk.topic is None and talk.known is None:
                return replace(operation, what=None)
            case Replace() if operation.what == TOPIC and talk.topic == "background":
                return Background(to=operation.by)
        return operation

    def _named(self, operation: Operation) -> Operation:
        """What is added, where it is called "one"."""
        if isinstance(operation, Add) and operation.what in ("one", "more", "more one"):
            return replace(operation, what=self.talk.another(operation.anchor) or operation.what)
        return operation


def _spoken_of(said: Operation, made: Operation) -> str | None:
    """The thing that later clauses speak of: what is put there, or who gets it."""
    if isinstance(made, Add) and (made.beside == "worn by" or _is_pronoun(said)):
        return made.anchor
    return getattr(made, "by", None) or getattr(made, "what", None)


def _it_after(last: Add, operation: Operation) -> str:
    """What "it" is where something is put beside it: "a rug before the bed, a cat on it" or "…, a lamp behind it"."""
    is_on_it = isinstance(operation, Add) and operation.beside == "on" != last.beside
    return bare(last.what) if is_on_it or last.anchor is None else last.anchor


def _is_pronoun(said: Operation) -> bool:
    return str(getattr(said, "anchor", None)).lower() in PRONOUNS


def _corrects(operation: Operation, last: Operation) -> bool:
    """Whether what is asked says anew what was asked just before."""
    if type(operation) is not type(last) or getattr(operation, "what", None) != getattr(last, "what", None):
        return False
    if isinstance(operation, Adjust) and isinstance(last, Adjust):
        return operation.change == last.change
    return isinstance(operation, Recolor | Move | Resize | Flip)


def _is_step(operation: Resize) -> bool:
    """Whether a size is only "bigger" or "smaller"."""
    return 0.6 < operation.factor < 1.7 and operation.factor != 1.5
