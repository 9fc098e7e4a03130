"""What shall be done to a picture, as data: typed operations that a grammar or a language model writes and a task does.

An operation names things by the words they were called by (``"猫"``, ``"the red car"``), because only the model that
sees the picture can say where they are. In JSON an operation is an object that names itself in ``do``::

    [{"do": "replace", "what": "猫", "by": "狗"}, {"do": "recolor", "what": "车", "color": "red"}]
"""

from __future__ import annotations

import dataclasses
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, ClassVar, Literal, get_args

from danqing.core.errors import RequestError

Language = Literal["en", "zh"]
Side = Literal["left", "right", "top", "bottom"]
Corner = Literal["left", "right", "top", "bottom", "top left", "top right", "bottom left", "bottom right", "middle"]
Beside = Literal["on", "left of", "right of", "above", "below", "next to", "in front of", "behind", "worn by"]
Change = Literal[
    "brighter", "darker", "warmer", "cooler", "more contrast", "less contrast", "more color", "less color",
    "sharper", "softer", "grey",
]  # fmt: skip
Axis = Literal["left-right", "up-down"]
MAX_OPERATIONS = 8
MAX_COUNT = 9  # of a thing that is added
MAX_WORDS = 200  # characters of one phrase
WORDS = ("what", "by", "to", "keep", "anchor", "style")  # names of fields that hold a phrase
COLORS = ("red", "orange", "yellow", "green", "blue", "purple", "pink", "brown", "black", "white", "grey")


@dataclass(frozen=True, kw_only=True)
class Operation:
    """One thing to do; each kind names itself in :attr:`do`."""

    do: ClassVar[str] = ""

    def __post_init__(self) -> None:
        for field in dataclasses.fields(self):
            if field.name in WORDS:
                _check_words(self.do, field.name, getattr(self, field.name), field.default is dataclasses.MISSING)


@dataclass(frozen=True, kw_only=True)
class Replace(Operation):
    """Another thing in a thing's place.

    Args:
        what: what is there.
        by: what shall be there.
    """

    do: ClassVar[str] = "replace"
    what: str
    by: str


@dataclass(frozen=True, kw_only=True)
class Recolor(Operation):
    """The same thing in another colour.

    Args:
        what: the thing.
        color: one of :data:`COLORS`.
    """

    do: ClassVar[str] = "recolor"
    what: str
    color: str

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_one_of(self.do, "color", self.color, COLORS)


@dataclass(frozen=True, kw_only=True)
class Remove(Operation):
    """Nothing but the ground where a thing is.

    Args:
        what: the thing.
    """

    do: ClassVar[str] = "remove"
    what: str


@dataclass(frozen=True, kw_only=True)
class Add(Operation):
    """A thing that is not there yet.

    Args:
        what: the thing.
        at: the part of the picture where it shall be, or None.
        beside: how it shall stand to ``anchor``; None if no anchor is named.
        anchor: a thing that is in the picture.
        count: how many, 1 to 9.
    """

    do: ClassVar[str] = "add"
    what: str
    at: Corner | None = None
    beside: Beside | None = None
    anchor: str | None = None
    count: int = 1

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_one_of(self.do, "at", self.at, (None, *get_args(Corner)))
        _check_anchored(self.do, self.beside, self.anchor)
        if isinstance(self.count, bool) or not isinstance(self.count, int) or not 1 <= self.count <= MAX_COUNT:
            raise RequestError(f"The operation 'add' takes in 'count' 1 to {MAX_COUNT}, not {self.count!r}.")


@dataclass(frozen=True, kw_only=True)
class Background(Operation):
    """Another ground behind the same things.

    Args:
        to: what it shall be.
        keep: the things that stay, or None for whatever is in front.
    """

    do: ClassVar[str] = "background"
    to: str
    keep: str | None = None


@dataclass(frozen=True, kw_only=True)
class Restyle(Operation):
    """The whole picture in another style.

    Args:
        style: its name in either language, as of :mod:`danqing.tasks.style_library`.
    """

    do: ClassVar[str] = "style"
    style: str


@dataclass(frozen=True, kw_only=True)
class Adjust(Operation):
    """Light and colour of the picture or of a thing in it.

    Args:
        change: which way.
        amount: 1 is what is clearly seen, above 0 to 2; "a little" is 0.5.
        what: a thing, or None for the whole picture.
    """

    do: ClassVar[str] = "adjust"
    change: Change
    amount: float = 1.0
    what: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_one_of(self.do, "change", self.change, get_args(Change))
        _check_number(self.do, "amount", self.amount, 2.0)


@dataclass(frozen=True, kw_only=True)
class Resize(Operation):
    """The same thing larger or smaller, where it stands.

    Args:
        what: the thing.
        factor: of its width and height, above 0 to 4.
    """

    do: ClassVar[str] = "resize"
    what: str
    factor: float

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_number(self.do, "factor", self.factor, 4.0)


@dataclass(frozen=True, kw_only=True)
class Move(Operation):
    """The same thing elsewhere: in a part of the picture, or beside another thing.

    Args:
        what: the thing.
        to: a part of the picture; a side moves it towards that side only. None if an anchor is named.
        beside: how it shall stand to ``anchor``; None if no anchor is named.
        anchor: another thing that is in the picture.
    """

    do: ClassVar[str] = "move"
    what: str
    to: Corner | None = None
    beside: Beside | None = None
    anchor: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_one_of(self.do, "to", self.to, (None, *get_args(Corner)))
        _check_anchored(self.do, self.beside, self.anchor)
        if (self.to is None) == (self.beside is None):
            raise RequestError("The operation 'move' needs either 'to', or 'beside' with 'anchor'.")


@dataclass(frozen=True, kw_only=True)
class Flip(Operation):
    """The picture, or a thing in it, as in a mirror.

    Args:
        axis: which sides change places.
        what: a thing, or None for the whole picture.
    """

    do: ClassVar[str] = "flip"
    axis: Axis = "left-right"
    what: str | None = None

    def __post_init__(self) -> None:
        super().__post_init__()
        _check_one_of(self.do, "axis", self.axis, get_args(Axis))


KINDS: dict[str, type[Operation]] = {
    kind.do: kind for kind in (Replace, Recolor, Remove, Add, Background, Restyle, Adjust, Resize, Move, Flip)
}


@dataclass(frozen=True, kw_only=True)
class EditPlan:
    """What an instruction asks, in order.

    Args:
        operations: 1 … 8.
        language: of the instruction; messages about it are in the same.
        unread: parts of the instruction that were not understood, so that the user can be told.
    """

    operations: tuple[Operation, ...]
    language: Language = "en"
    unread: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if not 1 <= len(self.operations) <= MAX_OPERATIONS:
            raise RequestError(
                f"An instruction holds 1 to {MAX_OPERATIONS} changes, not {len(self.operations)}; give the rest to the "
                f"picture that comes out."
            )

    def to_data(self) -> dict[str, Any]:
        """The plan as JSON's types; read by :func:`danqing.director.edit_schema.edit_from_data`."""
        unread = {"unread": list(self.unread)} if self.unread else {}
        return {"language": self.language, "operations": to_data(self.operations), **unread}


def to_data(operations: Sequence[Operation]) -> list[dict[str, Any]]:
    """Operations as JSON-ready objects; what is None is left out."""
    return [
        {
            "do": each.do,
            **{
                name: value
                for name, value in dataclasses.asdict(each).items()
                if value is not None and not (name == "count" and value == 1)
            },
        }
        for each in operations
    ]


def from_data(values: object) -> tuple[Operation, ...]:
    """Read what :func:`to_data` gives, or JSON text of it, as a language model may write it.

    Raises:
        RequestError: it is no list of known operations, or a value is of the wrong kind.
    """
    if isinstance(values, str):
        try:
            values = json.loads(values)
        except (ValueError, RecursionError):
            raise RequestError("The operations are not valid JSON.") from None
    if not isinstance(values, list) or not all(isinstance(each, Mapping) for each in values):
        raise RequestError("The operations must be a JSON list of objects, each with what to 'do'.")
    return tuple(_operation(each) for each in values)


def _operation(said: Mapping[str, Any]) -> Operation:
    name = said.get("do")
    kind = KINDS.get(name) if isinstance(name, str) else None
    if kind is None:
        raise RequestError(f"There is no operation {name!r}; there are: {', '.join(KINDS)}.")
    fields = {field.name: field for field in dataclasses.fields(kind)}
    given = {key: value for key, value in said.items() if key != "do"}
    if unknown := [key for key in given if key not in fields]:
        raise RequestError(f"The operation {name!r} has no {unknown[0]!r}; it has: {', '.join(fields)}.")
    needed = [key for key, field in fields.items() if field.default is dataclasses.MISSING]
    if missing := [key for key in needed if key not in given]:
        raise RequestError(f"The operation {name!r} needs {missing[0]!r}.")
    return kind(**given)


def _check_words(do: str, name: str, value: object, needed: bool) -> None:
    if value is None and not needed:
        return
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_WORDS:
        raise RequestError(f"The operation {do!r} takes in {name!r} a phrase of 1 to {MAX_WORDS} characters.")


def _check_one_of(do: str, name: str, value: object, known: Sequence[object]) -> None:
    if value not in known:
        options = ", ".join(repr(each) for each in known if each is not None)
        raise RequestError(f"The operation {do!r} takes in {name!r} one of {options}, not {value!r}.")


def _check_anchored(do: str, beside: object, anchor: object) -> None:
    _check_one_of(do, "beside", beside, (None, *get_args(Beside)))
    if (beside is None) != (anchor is None):
        raise RequestError(f"The operation {do!r} needs both 'beside' and 'anchor', or neither.")


def _check_number(do: str, name: str, value: object, highest: float) -> None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 < value <= highest:
        raise RequestError(f"The operation {do!r} takes in {name!r} a number above 0 to {highest:g}, not {value!r}.")
