"""Instructions to change a picture, in Chinese or English, read by plain rules into typed operations.

An instruction is cut at commas, full stops and words such as "then" and 并且. Each piece is tried against the frames of
its language, in order; a piece that holds "and" or 和 is tried in parts first, and a part without a verb takes that of
the part before it ("make the car red and the house blue"). Pieces that only say why ("it's too blurry", 太丑了) name
the thing that later pieces speak of; a complaint that nothing else mends is mended by its own opposite. The frames are
in :mod:`danqing.director.edit_english_frames` and :mod:`danqing.director.edit_chinese_frames`, what "it" and "另一只"
are in :mod:`danqing.director.edit_references`. What calls :func:`read_edit` may as well ask a language model, which
writes the same operations as JSON, see :func:`danqing.director.edit_types.from_data`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field, replace

from danqing.core.errors import RequestError
from danqing.core.request import clean_prompt
from danqing.director.edit_pieces import CHINESE, ENGLISH, MAX_PIECES, Near, PieceReader, pieces
from danqing.director.edit_references import referred
from danqing.director.edit_types import (
    Add,
    Adjust,
    Background,
    EditPlan,
    Language,
    Operation,
    Recolor,
    Remove,
    Replace,
    Resize,
    Restyle,
)
from danqing.director.edit_words import EXAMPLES, PRONOUNS, Read, Vocabulary
from danqing.director.plan import Plan


def read_edit(instruction: str, vocabulary: Vocabulary, known: Plan | None = None) -> EditPlan:
    """What an instruction asks to be done.

    Args:
        instruction: in Chinese or English.
        vocabulary: the words that the rules know beside grammar.
        known: what the picture shows, by which "it" and "the other one" are understood; None if that is not known.

    Raises:
        RequestError: nothing of it is understood; the text, in the language of the instruction, says what can be. What
            is not understood beside other things is in :attr:`EditPlan.unread`.
    """
    text = clean_prompt(instruction, name="instruction")
    language: Language = "zh" if any("\u3400" <= character <= "\u9fff" for character in text) else "en"
    tongue = CHINESE if language == "zh" else ENGLISH
    reader = PieceReader(tongue, vocabulary)
    heard = _Heard(vocabulary=vocabulary, known=known)
    verb, unread = "", list[str]()
    for number, piece in enumerate(pieces(text, tongue)):
        read = reader.read(piece, verb) if number < MAX_PIECES else None
        if read is None and heard.takes_place(piece, tongue.near):
            continue
        read = read or (reader.loosely(piece) if number < MAX_PIECES else None)
        if read is None:
            unread.append(piece)
            continue
        heard.add(read, piece)
        verb = read.verb or (verb if read.manner in ("comment", "keep", "complaint") else "")
    operations = heard.operations()
    if not operations:
        raise RequestError(not_understood(unread[0] if unread else text, language))
    return EditPlan(operations=operations, language=language, unread=tuple(unread))


def not_understood(piece: str, language: Language) -> str:
    """What to say of a piece that no rule reads: what can be done, in its own language."""
    said = piece if len(piece) <= 60 else piece[:57] + "…"
    if language == "zh":
        return f"看不懂“{said}”；可以这样说：{'、'.join(EXAMPLES['zh'])}。"
    return f"“{said}” is not understood; say for example: {'; '.join(EXAMPLES['en'])}."


_ONLY_NUMBER = re.compile(
    r"(?:到|为|by |to )?[\d.一两二三四五百分之十]+\s?(?:倍|%|％|x|times|percent)(?:大|大小)?", re.I
)


@dataclass
class _Heard:
    """What the pieces so far ask, and what they leave open."""

    vocabulary: Vocabulary
    known: Plan | None
    asked: list[tuple[Operation, bool]] = field(default_factory=list)  # and whether it mends a complaint
    topic: str | None = None
    instead_of: str | None = None  # "not a lemon, …"
    wanted: str | None = None  # "I asked for a cat, …"
    shown: str | None = None  # "that is a raccoon, …"
    kept: str | None = None

    def add(self, read: Read, piece: str) -> None:
        """Take in one more piece."""
        match read.manner:
            case "not":
                self._not(read)
            case "wanted":
                self.wanted = read.topic
            case "is":
                self.shown = self.topic = read.topic
            case "keep":
                self.kept = read.topic
            case "same":
                self._same(read)
            case "there":
                self._there(read)
            case _:
                for each in read.operations:
                    self._append(each, piece, read.manner == "complaint")
                if read.topic is not None and read.topic.lower() not in PRONOUNS:
                    self.topic = re.sub(r"^(?:an?|the|one) ", "", read.topic)
        if self.wanted is not None and self.shown is not None:
            self._put(Replace(what=self.shown, by=self.wanted))
            self.wanted = self.shown = None

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
            if last != operation or isinstance(operation, Add | Adjust | Resize):
                kept.append(operation)
        return tuple(kept)

    def _put_each(self, operation: Operation, mends: bool) -> None:
        """One operation for each thing that "the hat and the scarf" names."""
        what = getattr(operation, "what", None)
        names = re.split(r"\s+(?:and|&)\s+(?:the |his |her |my )?|和|以及|与|跟", what) if isinstance(what, str) else []
        if len(names) < 2 or not all(names) or isinstance(operation, Add | Adjust | Replace):
            self._put(operation, mends)
            return
        for each in names:
            self._put(replace(operation, what=each), mends)  # type: ignore[call-arg]  # it has a what

    def _put(self, operation: Operation, mends: bool = False) -> None:
        measures = "".join(each for each in self.vocabulary.measures if len(each) == 1)
        named = referred(operation, self.topic, self.known, re.escape(measures))
        self.asked.append((named, mends))
        what = getattr(named, "by", None) or getattr(named, "what", None)
        if isinstance(what, str):
            self.topic = re.sub(r"^(?:an?|the|one) ", "", what)

    def _append(self, operation: Operation, piece: str, mends: bool) -> None:
        last = self.asked[-1][0] if self.asked else None
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
            and re.match(r"in with|in comes|换上|换成", piece, re.I)
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


def _mends(operation: Operation, complaint: Operation) -> bool:
    """Whether what is asked is of the kind that a complaint asks for."""
    what = getattr(complaint, "what", None)
    if isinstance(complaint, Adjust) and isinstance(operation, Adjust):
        return True
    if what is not None and getattr(operation, "what", None) == what:
        return True
    if isinstance(complaint, Remove):
        return getattr(operation, "what", None) == complaint.what
    return isinstance(complaint, Resize) and isinstance(operation, Resize)
