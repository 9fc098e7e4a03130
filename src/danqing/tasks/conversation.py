"""A conversation that draws: each turn becomes numbered files in a folder, beside ``conversation.json``.

The file is written anew after every picture, whole or not at all, so that whatever ends the work (Ctrl-C, a crash, a
full disk) loses at most the picture under way. A chat in a folder that holds a conversation goes on with it.
"""

from __future__ import annotations

import dataclasses
import json
import os
import time
import weakref
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from danqing.core.errors import OutputError, RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.seeds import MAX_SEED, random_seed
from danqing.director.conversation import (
    MAX_PICTURES,
    Conversation,
    Drawn,
    Step,
    Turn,
    conversation_from_data,
    next_step,
)
from danqing.director.edit_types import MAX_OPERATIONS, Adjust, Background, EditPlan, Operation, Replace
from danqing.director.plan import Plan
from danqing.storage.files import write_text
from danqing.storage.locks import lock_folder
from danqing.tasks.edit_reading import instruction_read
from danqing.tasks.edit_styles import style_refused
from danqing.tasks.lexicon import plan_wish
from danqing.tasks.prompting import requests_for

if TYPE_CHECKING:
    from danqing.tasks.drawing import OnStep
    from danqing.tasks.options import DrawOptions
    from danqing.tasks.studio import Studio

FILE = "conversation.json"
MAX_BYTES = 16 * 2**20  # of the file: 999 turns and pictures of the longest prompts are far below


@dataclass(frozen=True, kw_only=True)
class Said:
    """What came of a turn.

    Args:
        step: what it asked for.
        number: the current picture after it; None where there is none yet.
        pictures: the numbers of those that were drawn, none for going back.
        seconds: how long it took.
    """

    step: Step
    number: int | None
    pictures: tuple[int, ...]
    seconds: float


class Chat:
    """A conversation in a folder.

    Args:
        folder: made if it is missing.
        studio: gives the model, when the first picture is drawn.
        seed: of the first picture; later ones count on from it. None draws one for each turn.
        options: for every drawing, see :class:`danqing.tasks.options.DrawOptions`.

    Raises:
        RequestError: the folder holds a ``conversation.json`` that is none.
        OutputError: the folder cannot be made, or another chat is open in it.
    """

    def __init__(
        self,
        folder: str | Path,
        studio: Callable[[], Studio],
        *,
        seed: int | None = None,
        options: DrawOptions | None = None,
    ) -> None:
        self.folder, self._studio, self._seed = Path(folder), studio, seed
        self._options: dict[str, Any] = {key: value for key, value in (options or {}).items() if value is not None}
        make_folder(self.folder)
        self._release = weakref.finalize(self, os.close, lock_folder(self.folder, "chat"))
        self.conversation = read_conversation(self.folder)

    def close(self) -> None:
        """Let another chat go on in the folder; so does the end of this one, or of the program."""
        self._release()

    def path(self, number: int) -> Path:
        """The file of a picture."""
        return self.folder / self.conversation.picture(number).file

    def understand(self, said: str) -> Step:
        """What a turn asks for, without doing it.

        Raises:
            RequestError: it is not understood.
        """
        return next_step(said, self.conversation, _operations, plan_wish)

    def say(
        self,
        said: str,
        *,
        on_step: OnStep | None = None,
        on_picture: Callable[[int, Picture], object] | None = None,
    ) -> Said:
        """Do what a turn asks for.

        Args:
            said: the user's words.
            on_step: told of each step of the network.
            on_picture: told of each picture when it is saved, with its number.

        Raises:
            RequestError: it is not understood, or nothing can be done so; the conversation is as before.
            As :meth:`danqing.Studio.generate`, :meth:`danqing.Studio.edit` and :meth:`danqing.Studio.vary` besides;
            pictures that were finished before stay.
        """
        began = time.monotonic()
        step = self.understand(said)
        if step.kind == "talk":
            return Said(step=step, number=self.conversation.current, pictures=(), seconds=time.monotonic() - began)
        if step.count + len(self.conversation.pictures) > MAX_PICTURES:
            raise RequestError(f"This conversation has {MAX_PICTURES} pictures, no more fit; go on in another folder.")
        before = len(self.conversation.pictures)
        turn = Turn(
            said=said.strip(), kind=step.kind, of=step.of, operations=() if step.edit is None else step.edit.operations
        )
        if step.kind == "back":
            self._keep(self.conversation.begun(turn))
        else:
            self._draw(step, turn, on_step, on_picture)
        after = len(self.conversation.pictures)
        assert self.conversation.current is not None, "a turn draws a picture or goes to one"
        return Said(
            step=step,
            number=self.conversation.current,
            pictures=tuple(range(before + 1, after + 1)),
            seconds=time.monotonic() - began,
        )

    def _draw(
        self, step: Step, turn: Turn, on_step: OnStep | None, on_picture: Callable[[int, Picture], object] | None
    ) -> None:
        studio = self._studio()
        seed = self._next_seed()
        run: dict[str, Any] = {**self._options, "seed": seed, "count": step.count, "on_step": on_step}
        begun = self.conversation.begun(turn)

        def keep(picture: Picture) -> None:
            nonlocal begun
            file = self._free_name()
            picture.save(self.folder / file)
            begun = begun.drawn(
                Drawn(
                    file=file,
                    turn=len(begun.turns),
                    prompt=_prompt_of(picture, turn.said),
                    seed=picture.manifest["request"]["seed"],
                )
            )
            self._keep(begun)
            if on_picture is not None:
                on_picture(len(begun.pictures), picture)

        if step.kind == "edit":
            assert step.of is not None
            of, operations = self._from_the_root(step.of, turn.operations)
            run["on_picture"] = keep
            try:
                studio.edit(self.path(of), EditPlan(operations=operations), **cast("DrawOptions", run))
            except UnknownNameError as error:
                assert step.edit is not None, "it was read"
                raise style_refused(error, turn.said, step.edit.language) from None
            return
        chain = None if step.kind == "vary" or step.of is None else self._chain(step.of)
        if step.kind == "wish":
            chain = (step.wish or turn.said, ())
        if chain is None:  # like a picture, or like one that was itself only like another
            assert step.of is not None
            run["on_picture"] = keep
            studio.vary(self.path(step.of), **cast("DrawOptions", run))
            return
        for picture in self._drawn(studio, *chain, run):
            keep(picture)

    def _drawn(
        self, studio: Studio, wish: str, operations: tuple[Operation, ...], run: dict[str, Any]
    ) -> Iterator[Picture]:
        """Pictures of a wish, each with all changes done to it."""
        asked = requests_for(wish, **self._options, seed=run["seed"], count=run["count"])
        for number, picture in enumerate(studio.stream(asked, on_step=run["on_step"])):
            for first in range(0, len(operations), MAX_OPERATIONS):
                part = EditPlan(operations=operations[first : first + MAX_OPERATIONS])
                own = {**run, "seed": (run["seed"] + number) % (MAX_SEED + 1), "count": 1}
                (picture,) = studio.edit(picture, part, **cast("DrawOptions", own))
            yield picture

    def _chain(self, number: int) -> tuple[str, tuple[Operation, ...]] | None:
        """The wish that a picture came from, and all changes since; None for what came from a variation."""
        operations: tuple[Operation, ...] = ()
        while True:
            turn = self.conversation.turns[self.conversation.picture(number).turn - 1]
            if turn.of is None:
                return self.conversation.picture(number).prompt, _ground_first(operations)
            if turn.kind == "vary":
                return None
            operations, number = (*turn.operations, *operations), turn.of

    def _from_the_root(self, number: int, operations: tuple[Operation, ...]) -> tuple[int, tuple[Operation, ...]]:
        """A new ground or thing is put into the picture of the wish itself, where only light was changed since.

        Such a picture can be drawn again under other words, so that no outline is cut; the changes of light follow.
        """
        if not isinstance(operations[0], Background | Replace):
            return number, operations
        root, later = number, tuple[Operation, ...]()
        while (of := self.conversation.origin(root)) is not None:
            turn = self.conversation.turns[self.conversation.picture(root).turn - 1]
            whole = turn.kind == "edit" and all(map(_of_light, turn.operations))
            if not whole or len(turn.operations) + len(later) + len(operations) > MAX_OPERATIONS:
                return number, operations
            root, later = of, (*turn.operations, *later)
        return root, (*operations, *later)

    def _next_seed(self) -> int:
        if self._seed is None:
            return random_seed()
        return (self._seed + len(self.conversation.pictures)) % (MAX_SEED + 1)

    def _free_name(self) -> str:
        """The next number that no file has: one that was drawn before a crash but not noted stays."""
        number = len(self.conversation.pictures) + 1
        while (self.folder / f"{number:03}.png").exists():
            number += 1
        return f"{number:03}.png"

    def _keep(self, conversation: Conversation) -> None:
        text = json.dumps(conversation.to_data(), ensure_ascii=False, indent=1)
        write_text(self.folder / FILE, text + "\n")
        self.conversation = conversation


def make_folder(folder: Path) -> None:
    """Make a folder if it is missing.

    Raises:
        OutputError: it cannot be made.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be made: {error.strerror}.") from None


def read_conversation(folder: Path) -> Conversation:
    """The conversation of a folder; an empty one if it holds none.

    Raises:
        RequestError: its file is no conversation, or names pictures that are gone.
    """
    path = folder / FILE
    if not path.exists():
        return Conversation()
    try:
        if path.stat().st_size > MAX_BYTES:
            raise ValueError
        data = json.loads(path.read_text(encoding="utf-8"))
        conversation = conversation_from_data(data)
    except (OSError, ValueError, RecursionError, RequestError) as error:
        about = f" ({error})" if isinstance(error, RequestError) else ""
        raise RequestError(f"{path} is no conversation that can be read{about}; name another folder.") from None
    if gone := [each.file for each in conversation.pictures if not (folder / each.file).is_file()]:
        raise RequestError(f"{folder / gone[0]} is gone, which {path} names; put it back or name another folder.")
    return conversation


def _of_light(operation: Operation) -> bool:
    """Whether an operation changes the light or colour of the whole picture, so that it may as well come later."""
    return isinstance(operation, Adjust) and operation.what is None


def _ground_first(operations: tuple[Operation, ...]) -> tuple[Operation, ...]:
    """A new ground or thing before the changes of light that preceded it, since it can be drawn with the picture."""
    before = next((n for n, each in enumerate(operations) if not _of_light(each)), len(operations))
    if before == len(operations) or not isinstance(operations[before], Background | Replace):
        return operations
    return (operations[before], *operations[:before], *operations[before + 1 :])


def sentence_of(said: Said) -> str:
    """What a turn was understood as, for people."""
    step = said.step
    match step.kind:
        case "wish":
            return "a new picture"
        case "back":
            return f"back to picture {step.of}"
        case "again":
            return f"picture {step.of} once more"
        case "vary":
            return f"like picture {step.of}"
        case "talk":
            return step.reply
    assert step.edit is not None
    changes = ", ".join(_told(each) for each in step.edit.operations)
    return f"picture {said.number}, from picture {step.of}: {changes}"


def _told(operation: Operation) -> str:
    values = [str(value) for field, value in dataclasses.asdict(operation).items() if _says(field, value)]
    return " ".join([operation.do, *values])


def _says(name: str, value: object) -> bool:
    return value is not None and name not in ("amount", "count", "factor") and value != "left-right"


def _prompt_of(picture: Picture, said: str) -> str:
    prompt = picture.manifest.get("request", {}).get("prompt")
    return prompt if isinstance(prompt, str) and prompt.strip() else said


def _operations(said: str, known: Plan | None) -> EditPlan:
    return instruction_read(said, known).plan
