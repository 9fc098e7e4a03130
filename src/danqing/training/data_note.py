"""What a run learns from, noted before its first scene is composed: the pack may be another one by the time it ends."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from danqing.core.errors import DataError
from danqing.data.credits import Credit, cached_archives, credits_from_json, credits_json, pack_credits, wordnet_credit
from danqing.data.pack import Pack
from danqing.data.sprites import PackLike
from danqing.storage.files import write_text
from danqing.training.teacher import teacher_credit


@dataclass(frozen=True, kw_only=True)
class DataNote:
    """The pack of a run, and all whose work is in what it teaches.

    Args:
        pack: its name; ``pack_id`` tells builds apart and is ``""`` for figures that are drawn on the spot.
        pictures, things, held_out_things: how many; a thing is a concept, drawn by one or more sources.
        credits: pictures, words and the teacher.
    """

    pack: str
    pack_id: str
    pictures: int
    things: int
    held_out_things: int
    credits: tuple[Credit, ...]


def describe_data(name: str, pack: PackLike) -> DataNote:
    """The note of a run that begins with ``pack`` now.

    Raises:
        DataError: the pack's credits are broken.
    """
    on_disk = isinstance(pack, Pack)
    words: Sequence[Credit] = [wordnet_credit(cached_archives())] if on_disk else []
    return DataNote(
        pack=name,
        pack_id=str(pack.facts.get("id", "")) if isinstance(pack, Pack) else "",
        pictures=len(pack.entries),
        things=len({entry.concept for entry in pack.entries}),
        held_out_things=len({entry.concept for entry in pack.entries if entry.split == "val"}),
        credits=(*pack_credits(pack), *words, teacher_credit()),
    )


def write_data_note(path: Path, note: DataNote) -> None:
    """Write the note as JSON."""
    values = {**vars(note), "credits": credits_json(note.credits)}
    write_text(path, json.dumps(values, ensure_ascii=False, indent=1) + "\n")


def read_data_note(path: Path) -> DataNote:
    """The inverse of :func:`write_data_note`.

    Raises:
        DataError: the note is missing or broken.
    """
    try:
        values = json.loads(path.read_text(encoding="utf-8"))
        return DataNote(**{**values, "credits": tuple(credits_from_json(values["credits"]))})
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is broken ({error}); delete it to credit the pack as it is now.") from None
