"""What English clauses ask together: each is taken in with what those before it left open.

Clauses are read by :mod:`danqing.director.edit_english_reading`; what no rule of it reads is tried against the frames
of :mod:`danqing.director.edit_english_frames`. Those that only say why ("it's too blurry") name the thing that later
ones speak of; a complaint that nothing else mends is mended by its own opposite.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.director.edit_english_asked import Asked
from danqing.director.edit_english_clause import ABSOLUTE
from danqing.director.edit_english_joined import added_in_two, completed, joined
from danqing.director.edit_english_reading import Piece
from danqing.director.edit_english_talk import Talk, bare
from danqing.director.edit_pieces import Near
from danqing.director.edit_types import Add, Adjust, Background, Flip, Move, Operation, Recolor, Remove, Replace, Resize
from danqing.director.edit_words import NO_GROUND, PRONOUNS, TOPIC, Read

_INDEFINITE = re.compile("^an? ")


def _is_kind_of(named: str, bare_name: str) -> bool:
    """Whether a name is a bare one with what tells it from others before it."""
    return named != bare_name and named.endswith(f" {bare_name.removeprefix('one ')}")


@dataclass
class Heard:
    """What the pieces so far ask, and what they leave open.

    Args:
        talk: what was spoken of, and what the picture shows.
        instead_of: what shall not be there: "not a lemon, …".
        wanted: what shall be there: "I asked for a cat, …".
        shown: what is there instead: "that is a raccoon, …".
        kept: what stays as it is.
        offered: what a clause only named, as something new: "a fox, …".
    """

    talk: Talk
    asked: Asked = field(init=False)
    instead_of: str | None = None
    wanted: str | None = None
    shown: str | None = None
    kept: str | None = None
    offered: str | None = None

    def __post_init__(self) -> None:
        self.asked = Asked(self.talk)

    def add(self, read: Read, piece: str) -> None:
        """Take in one more piece."""
        match read.manner:
            case "not":
                self._not(read.topic)
            case "wanted":
                self.wanted = read.topic
            case "is" if self.wanted is not None:
                self.shown = self.talk.topic = read.topic
            case "is":
                pass
            case "cancel":
                self.asked.drop_last()
            case "only":
                self._only(read.topic)
            case "of":
                self._of(read.topic)
            case "comment" if read.topic is not None and read.topic.lower() not in PRONOUNS:
                self.offered = read.topic if _INDEFINITE.match(read.topic) else None
                if not self._of(read.topic) and not self._which(read.topic):
                    self.talk.turn_to(read.topic)
            case "keep":
                self.kept = None if read.topic is None else self.talk.meant(read.topic)[0]
            case "same":
                self._same(read.topic)
            case "there":
                self._there(*read.operations)
            case "place":
                self._place(*read.operations)
            case "placed":
                self._placed(*read.operations)
            case "ones":
                self._ones(*read.operations, piece=piece)
            case _:
                for each in read.operations:
                    self._ask(each, piece, mends=read.manner == "complaint")
                if read.topic is not None and read.topic.lower() not in PRONOUNS:
                    self.talk.topic = bare(read.topic)
        if self.wanted is not None and self.shown is not None:
            self.asked.put(Replace(what=self.shown, by=self.wanted))
            self.wanted = self.shown = None

    def takes_size(self, piece: Piece) -> bool:
        """ "A ladybird, tiny": what was added is small."""
        last, size = self.asked.last, piece.words.lower()
        if piece.letters != "S" or piece.after not in (",", "&") or size not in ABSOLUTE or not isinstance(last, Add):
            return False
        self.asked.change_last(replace(last, what=f"{size} {_INDEFINITE.sub('', last.what)}"))
        return True

    def takes_place(self, piece: str, near: Near) -> bool:
        """Whether a piece only says where what was added goes."""
        last = self._unplaced()
        made = None if last is None else near(piece, last, self.talk.vocabulary)
        if made is None:
            return False
        self._put_instead(made)
        return True

    def operations(self) -> tuple[Operation, ...]:
        """All that is asked."""
        return self.asked.kept(self.kept)

    def _ask(self, operation: Operation, piece: str, *, mends: bool = False) -> None:
        """One operation more, joined with what was asked before where they are one."""
        last = self.asked.last
        operation = completed(last, operation, self.talk.vocabulary) or operation
        if isinstance(last, Background) and isinstance(operation, Background) and last.to == NO_GROUND:
            self.asked.drop_last()
            last = None
        if (one := added_in_two(last, operation, last_mends=self.asked.last_mends)) is not None:
            self.asked.drop_last()
            operation = one
        if self.instead_of is not None and isinstance(operation, Add | Recolor):
            if isinstance(operation, Add):
                operation = Replace(what=self.instead_of, by=operation.what)
            self.instead_of = None
        elif (change := joined(last, operation, piece, last_mends=self.asked.last_mends)) is not None:
            self.asked.drop_last()
            operation = change
        self.asked.put_each(operation, mends=mends)

    def _put_instead(self, operation: Operation) -> None:
        """Ask a thing in place of the last."""
        self.asked.drop_last()
        self.asked.put(operation)

    def _unplaced(self) -> Add | None:
        """What was added last and has no place yet."""
        last = self.asked.last
        return last if isinstance(last, Add) and not last.at and not last.beside else None

    @property
    def _has_topic(self) -> bool:
        """Whether it is known what "it" is."""
        return self.talk.topic is not None or self.talk.known is not None

    def _not(self, topic: str | None) -> None:
        last = self.asked.last
        if isinstance(last, Add) and topic:  # "a lime, not a lemon"
            self._put_instead(Replace(what=topic, by=last.what))
        else:
            self.instead_of = topic

    def _same(self, topic: str | None) -> None:
        """What was asked last is asked of another thing too."""
        last = self.asked.last
        if isinstance(last, Add) and last.anchor is not None and topic:  # "a bow on the cat, and so does the dog"
            self.asked.put(replace(last, anchor=topic))
        elif last is not None and topic and hasattr(last, "what"):
            self.asked.put(replace(last, what=topic))  # type: ignore[call-arg]  # it has a what
        self.talk.topic = topic

    def _of(self, topic: str | None) -> bool:
        """ "White, for the van": whether what was asked of "it" is asked of what is named only now."""
        last = self.asked.last
        if topic is None or self.talk.known is not None or getattr(last, "what", None) != TOPIC or last is None:
            return False
        self.asked.change_last(replace(last, what=bare(topic)))  # type: ignore[call-arg]  # it has a what
        self.talk.topic = bare(topic)
        return True

    def _which(self, topic: str) -> bool:
        """ "Lose one. The left one": whether what was asked of one of several is asked of the one that is named."""
        last, (named, *more) = self.asked.last, self.talk.meant(topic)
        what = getattr(last, "what", None)
        if last is None or what is None or more or not topic.endswith("one") or not _is_kind_of(named, what):
            return False
        self.asked.change_last(replace(last, what=named))  # type: ignore[call-arg]  # it has a what
        self.talk.speak_of(named)
        return True

    def _only(self, topic: str | None) -> None:
        """ "Only the eyes": of what was asked last."""
        assert topic is not None, "the rule names a thing"
        self.talk.turn_to(topic)
        last = self.asked.last
        if isinstance(last, Adjust | Flip) and last.what is None:
            self.asked.change_last(replace(last, what=self.talk.topic))

    def _place(self, operation: Operation) -> None:
        """A place alone: where what was added goes, else where what was spoken of moves."""
        assert isinstance(operation, Move)
        last = self.asked.last
        if (added := self._unplaced()) is not None:
            self._put_instead(replace(added, at=operation.to))
        elif isinstance(last, Move):
            self.asked.change_last(replace(last, to=operation.to))
        elif isinstance(last, Resize | Recolor) or (last is None and self._has_topic):
            self.asked.put(operation)

    def _placed(self, operation: Operation) -> None:
        """A thing beside which what was added goes, or what was made larger or another colour."""
        assert isinstance(operation, Add)
        if (added := self._unplaced()) is not None:
            self._put_instead(replace(added, beside=operation.beside, anchor=operation.anchor))
        elif self.offered is not None:
            self.asked.put(replace(operation, what=self.offered))
            self.offered = None
        elif isinstance(self.asked.last, Resize | Recolor) and operation.beside is not None:
            self.asked.put(Move(what=operation.what, beside=operation.beside, anchor=operation.anchor))

    def _ones(self, operation: Operation, *, piece: str) -> None:
        """A colour alone: of what was added, else of what was spoken of."""
        assert isinstance(operation, Recolor)
        last = self.asked.last
        if isinstance(last, Add) and self.instead_of is None:
            self._put_instead(replace(last, what=f"{operation.color} {_INDEFINITE.sub('', last.what)}"))
        else:
            self._ask(operation, piece)

    def _there(self, operation: Operation) -> None:
        """A thing where another was, or a thing more where nothing was spoken of."""
        assert isinstance(operation, Replace)
        last = self.asked.last
        if isinstance(last, Remove):
            self._put_instead(replace(operation, what=last.what))
        else:
            self.asked.put(operation if self._has_topic else Add(what=operation.by))
