"""A conversation about pictures: what was said, which picture came of it, and what the next words ask for.

Pictures are numbered from 1 in the order in which they were drawn, and one of them is the current one, which "it" is.
:func:`next_step` tells what is to be done: a new wish, a change of the current picture or of an earlier one, going back
to one, or more of the same. Nothing is drawn here; :mod:`danqing.tasks.conversation` does. As JSON::

    {"version": 1, "current": 2,
     "turns": [{"said": "a cat on the grass", "kind": "wish"},
               {"said": "再亮一点", "kind": "edit", "of": 1, "operations": [{"do": "adjust", …}]}],
     "pictures": [{"file": "001.png", "turn": 1, "prompt": "a cat on the grass", "seed": 7}, …]}
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

from danqing.core.errors import RequestError
from danqing.core.request import MAX_PROMPT_CHARACTERS, clean_prompt
from danqing.director.conversation_courtesy import courtesy_of, reply_to
from danqing.director.conversation_words import Pointed, pointed
from danqing.director.edit_together import ChangeRefusedError
from danqing.director.edit_types import EditPlan, Operation, from_data, to_data
from danqing.director.plan import Plan

Kind = Literal["wish", "edit", "back", "again", "vary"]
ReadEdit = Callable[[str, Plan | None], EditPlan]
ReadWish = Callable[[str], Plan]
MAX_TURNS = 999
MAX_PICTURES = 999
MAX_COUNT = 9  # pictures of one turn
VERSION = 1


@dataclass(frozen=True, kw_only=True)
class Step:
    """What a turn asks for.

    Args:
        kind: "wish" draws :attr:`wish`; "edit" changes the picture :attr:`of` by :attr:`edit`; "back" makes it the
            current one; "again" makes it once more with another seed; "vary" draws pictures like it.
        of: number of a picture, None for a wish.
        wish: what to draw.
        edit: what to change.
        count: how many pictures, 1 to 9.
        reply: what to say in return where nothing is to be done; then the kind is "talk", which is no turn.
    """

    kind: Kind | Literal["talk"]
    of: int | None = None
    wish: str | None = None
    edit: EditPlan | None = None
    count: int = 1
    reply: str = ""


@dataclass(frozen=True, kw_only=True)
class Turn:
    """What was said, and what was made of it."""

    said: str
    kind: Kind
    of: int | None = None
    operations: tuple[Operation, ...] = ()

    def __post_init__(self) -> None:
        _check_text("said", self.said)
        if self.kind not in get_args(Kind):
            raise RequestError(f"A turn of a conversation cannot be {self.kind!r}.")
        if (self.of is None) != (self.kind == "wish"):
            raise RequestError(f"A turn of the kind {self.kind!r} {'has no' if self.of else 'needs a'} picture 'of'.")


@dataclass(frozen=True, kw_only=True)
class Drawn:
    """A picture of the conversation.

    Args:
        file: its name in the folder of the conversation.
        turn: number of the turn that it was drawn in, from 1.
        prompt: what it shows.
        seed: that it was drawn with.
    """

    file: str
    turn: int
    prompt: str
    seed: int

    def __post_init__(self) -> None:
        if (
            not isinstance(self.file, str)
            or not self.file
            or "/" in self.file
            or "\\" in self.file
            or self.file[0] == "."
        ):
            raise RequestError(
                f"A picture of a conversation needs the name of a file in its folder, not {self.file!r}."
            )
        _check_text("prompt", self.prompt)
        for name in ("turn", "seed"):
            value = getattr(self, name)
            if isinstance(value, bool) or not isinstance(value, int) or value < 0:
                raise RequestError(f"The {name} of a picture is a whole number from 0, not {value!r}.")


@dataclass(frozen=True, kw_only=True)
class Conversation:
    """All turns and pictures so far; each change gives a new one.

    Args:
        turns: at most 999.
        pictures: at most 999.
        current: number of the picture that is spoken of, from 1; None before the first.
    """

    turns: tuple[Turn, ...] = ()
    pictures: tuple[Drawn, ...] = ()
    current: int | None = None

    def __post_init__(self) -> None:
        if len(self.turns) > MAX_TURNS or len(self.pictures) > MAX_PICTURES:
            raise RequestError(
                f"A conversation holds at most {MAX_TURNS} turns and {MAX_PICTURES} pictures; go on in another folder."
            )
        numbers = [each.of for each in self.turns if each.of is not None]
        numbers += [] if self.current is None else [self.current]
        if any(isinstance(each, bool) or not isinstance(each, int) for each in numbers):
            raise RequestError("A conversation names pictures by whole numbers.")
        if numbers and not 1 <= min(numbers) <= max(numbers) <= len(self.pictures):
            raise RequestError("The conversation names a picture that it does not hold.")
        if (self.current is None) != (not self.pictures):
            raise RequestError("The conversation does not say which of its pictures is the current one.")
        if any(not 1 <= each.turn <= len(self.turns) for each in self.pictures):
            raise RequestError("The conversation holds a picture of no turn.")

    def picture(self, number: int) -> Drawn:
        """The picture of a number, from 1."""
        return self.pictures[number - 1]

    def origin(self, number: int) -> int | None:
        """The picture that another one was made from; None for those of a wish."""
        return self.turns[self.picture(number).turn - 1].of

    def begun(self, turn: Turn) -> Conversation:
        """With one more turn; a turn that goes back changes the current picture."""
        current = turn.of if turn.kind == "back" else self.current
        return dataclasses.replace(self, turns=(*self.turns, turn), current=current)

    def drawn(self, picture: Drawn) -> Conversation:
        """With one more picture of the last turn; the first of a turn becomes the current one."""
        first = not any(each.turn == picture.turn for each in self.pictures)
        pictures = (*self.pictures, picture)
        return dataclasses.replace(self, pictures=pictures, current=len(pictures) if first else self.current)

    def to_data(self) -> dict[str, Any]:
        """As JSON's types."""
        turns = [
            {
                "said": each.said,
                "kind": each.kind,
                **({} if each.of is None else {"of": each.of}),
                **({"operations": to_data(each.operations)} if each.operations else {}),
            }
            for each in self.turns
        ]
        pictures = [dataclasses.asdict(each) for each in self.pictures]
        return {"version": VERSION, "current": self.current, "turns": turns, "pictures": pictures}


def conversation_from_data(data: object) -> Conversation:
    """A conversation from what :meth:`Conversation.to_data` gives.

    Raises:
        RequestError: it is none; the sentence says why.
    """
    if not isinstance(data, Mapping) or data.get("version") != VERSION:
        raise RequestError("This is no conversation, or one of a later version of Danqing.")
    turns, pictures = data.get("turns"), data.get("pictures")
    if not isinstance(turns, list) or not isinstance(pictures, list):
        raise RequestError("A conversation needs a list of turns and one of pictures.")
    made = []
    for each in turns:
        values = _fields("turn", each, Turn)
        made.append(Turn(**{**values, "operations": from_data(values.get("operations", []))}))
    return Conversation(
        turns=tuple(made),
        pictures=tuple(Drawn(**_fields("picture", each, Drawn)) for each in pictures),
        current=data.get("current"),
    )


def next_step(said: str, conversation: Conversation, read_edit: ReadEdit, read_wish: ReadWish) -> Step:
    """What is to be done at the next turn.

    Args:
        said: the user's words, in Chinese or English.
        conversation: all before.
        read_edit: words and the plan of the picture that they change → operations.
        read_wish: words → plan.

    Raises:
        RequestError: it is neither a wish nor a change that is understood, or names a picture that is not there.
    """
    text = clean_prompt(said, name="sentence")
    if (courtesy := courtesy_of(text)) is not None:
        reply = reply_to(courtesy, chinese=_is_chinese(text), is_drawn=bool(conversation.pictures))
        return Step(kind="talk", reply=reply)
    found = pointed(text)
    if not conversation.pictures:
        return _first(text, found)
    if found.kind == "wish":
        return Step(kind="wish", wish=found.rest or text, count=found.count)
    number = _number(found, conversation)
    if found.kind == "vary" or found.kind == "again":
        return Step(kind=found.kind, of=number, count=found.count)
    if found.points and not found.rest:
        return Step(kind="back", of=number)
    shown = conversation.picture(number).prompt
    words = found.rest or text
    try:
        edit = read_edit(words, read_wish(shown))
    except ChangeRefusedError:
        raise
    except RequestError:
        if found.like:  # "like the second one, but …" that is no change is a wish of both
            return Step(kind="wish", wish=_joined(shown, words))
        if not found.points and read_wish(words).subjects:
            return Step(kind="wish", wish=words)
        raise
    if not found.points and _is_wish(words, edit, shown):
        return Step(kind="wish", wish=words)
    return Step(kind="edit", of=number, edit=edit)


def _first(text: str, found: Pointed) -> Step:
    """The first turn is a wish, whatever it says."""
    if found.points or found.kind in ("vary", "again"):
        raise RequestError(
            "还没有画任何图；先说想画什么。"
            if _is_chinese(text)
            else "Nothing has been drawn yet; say what you wish to see first."
        )
    return Step(kind="wish", wish=found.rest or text, count=found.count)


def _number(found: Pointed, conversation: Conversation) -> int:
    """The number of the picture that is pointed to; the current one if none is."""
    current, last = conversation.current, len(conversation.pictures)
    assert current is not None, "there are pictures"
    match found.where:
        case None:
            return current
        case "previous":
            number = conversation.origin(current) or current - 1
        case "next":
            number = current + 1
        case "last":
            number = last
        case int() as said:
            number = said
    if not 1 <= number <= last:
        raise RequestError(_no_picture(number, last, found.chinese))
    return number


def _no_picture(number: int, last: int, chinese: bool) -> str:
    if number < 1:
        return (
            "这已经是第一张了，前面没有别的图。" if chinese else "This is the first picture; there is none before it."
        )
    if chinese:
        return f"没有第{number}张，一共只有{last}张。"
    return f"There is no picture {number}; there {'is one' if last == 1 else f'are {last}'} so far."


def _is_wish(words: str, edit: EditPlan, shown: str) -> bool:
    """Whether words that could be a change are a wish: things that are only named, beside nothing that is shown.

    "A cat on a sofa" after a picture of a house is a new picture; "add a cat" and "a cat beside the house" are not.
    """
    if any(each.do != "add" for each in edit.operations) or says_to_add(words):
        return False
    anchors = [str(getattr(each, "anchor", None) or "") for each in edit.operations]
    return not any(each and each.lower() in shown.lower() for each in anchors)


def says_to_add(words: str) -> bool:
    """Whether words ask in so many words for something to be put into a picture."""
    from danqing.director.conversation_words import ADDING

    return ADDING.match(words.strip()) is not None


def _joined(shown: str, more: str) -> str:
    joint = "，" if _is_chinese(more) else ", "
    return f"{shown}{joint}{more}"


def _is_chinese(text: str) -> bool:
    return any("\u3400" <= each <= "\u9fff" for each in text)


def _fields(what: str, data: object, kind: type) -> dict[str, Any]:
    names = {field.name: field for field in dataclasses.fields(kind)}
    if not isinstance(data, Mapping):
        raise RequestError(f"A {what} of a conversation is an object of JSON.")
    if unknown := [str(name) for name in data if name not in names]:
        raise RequestError(f"A {what} of a conversation has no {unknown[0]!r}.")
    if missing := [name for name, field in names.items() if field.default is dataclasses.MISSING and name not in data]:
        raise RequestError(f"A {what} of a conversation lacks {missing[0]!r}.")
    return dict(data)


def _check_text(name: str, value: object) -> None:
    if not isinstance(value, str) or not value.strip() or len(value) > MAX_PROMPT_CHARACTERS:
        raise RequestError(f"A conversation takes as {name!r} a text of 1 to {MAX_PROMPT_CHARACTERS} characters.")
