"""Which open pictures show a scene's subjects: by name in either language, else by what they mean.

All subjects of a scene come from one source, so that they are drawn alike: the one that has most of them, can give most
of the colours asked, and is in the style asked.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from PIL import Image

from danqing.data.colors import COLORS
from danqing.data.everyday import everyday
from danqing.data.render import premultiply, unmultiply
from danqing.data.sprites import STYLE_WEIGHT, Sprites
from danqing.data.types import Entry, ImageArray

Random = np.random.Generator
Meaning = Callable[[Sequence[str]], np.ndarray]  # texts → their directions, (number, width)
MAX_OF_A_THING = 6  # pictures of one thing that are looked at, of each source
NEAR_ENOUGH = 0.5  # cosine from which on a name of another thing counts as near in meaning


class Pictures(Protocol):
    """Pictures with names: a pack, large or small."""

    @property
    def entries(self) -> list[Entry]: ...

    def image(self, index: int) -> ImageArray: ...


class Wanted(Protocol):
    """A subject as asked: its key, its colour, and whether the vocabulary has it."""

    @property
    def name(self) -> str: ...

    @property
    def said(self) -> str: ...

    @property
    def color(self) -> str | None: ...


def is_head(entry: Entry) -> bool:
    """Whether a picture shows a face alone."""
    return entry.key.endswith("-face") or entry.concept.endswith(" face")


class Chosen:
    """A few pictures of a pack as a pack of their own, so that only they are read and scaled."""

    def __init__(self, pictures: Pictures, indices: Sequence[int]) -> None:
        self.entries: list[Entry] = [replace(pictures.entries[index], split="train") for index in indices]
        self._images = [pictures.image(index) for index in indices]

    def array(self, size: int) -> ImageArray:
        """All of them at one size, (number, size, size, 4)."""
        return np.stack([_scaled(each, size) for each in self._images])


def _scaled(pixels: ImageArray, size: int) -> ImageArray:
    image = premultiply(Image.fromarray(pixels))
    return np.asarray(unmultiply(image if image.size == (size, size) else image.resize((size, size), 1)))


@dataclass(frozen=True, kw_only=True)
class Cast:
    """The pictures of a scene.

    Args:
        sprites: ready to be placed.
        indices: for each subject its number among them, or None where nothing was found.
        paints: for each subject the colour it must be given, or None.
        notes: what falls short, one sentence each.
    """

    sprites: Sprites
    indices: tuple[int | None, ...]
    paints: tuple[str | None, ...]
    notes: tuple[str, ...]


def find(pictures: Pictures, names: Sequence[str], meaning: Meaning | None = None) -> list[list[int]]:
    """For each name the pictures that show it; empty where there is none.

    Args:
        pictures: where to look.
        names: keys of everyday things, or any words in either language.
        meaning: finds what is near in meaning where a name is not known.
    """
    by_name: dict[str, list[int]] = {}
    for index, entry in enumerate(pictures.entries):
        thing = everyday(entry)
        for rank, name in enumerate(dict.fromkeys((*thing.names_en, entry.concept, *thing.names_zh, *entry.names_en))):
            by_name.setdefault(name if rank else f"={name}", []).append(index)
            if not rank:
                by_name.setdefault(name, [])
    found = [by_name.get(f"={name}") or by_name.get(name) or by_name.get(_singular(name)) or [] for name in names]
    missing = [number for number, indices in enumerate(found) if not indices]
    if missing and meaning is not None:
        known = [name for name in by_name if not name.startswith("=")]
        directions = _unit(meaning([*known, *(names[number] for number in missing)]))
        for number, direction in zip(missing, directions[len(known) :], strict=True):
            near = directions[: len(known)] @ direction
            if near.max() >= NEAR_ENOUGH:
                name = known[int(near.argmax())]
                found[number] = by_name.get(f"={name}") or by_name[name]
    return found


def cast_for(
    pictures: Pictures,
    subjects: Sequence[Wanted],
    rng: Random,
    *,
    style: str | None = None,
    size: int = 128,
    wearers: Set[int] = frozenset(),
    meaning: Meaning | None = None,
) -> Cast:
    """Choose a picture for each subject, all of one source.

    Args:
        pictures: where to look.
        subjects: what is asked.
        rng: chooses between equals.
        style: a key of ``styles.STYLES`` to keep to if any source has it.
        size: pixels a side of the scene.
        wearers: numbers of subjects that wear something on their heads.
        meaning: see :func:`find`.
    """
    found = find(pictures, [each.name for each in subjects], meaning)
    entries = pictures.entries
    groups = sorted({(entries[index].source, entries[index].style) for indices in found for index in indices})
    if not groups:
        return Cast(
            sprites=Sprites(Chosen(pictures, [0]), size=size, split="train"),
            indices=(None,) * len(subjects),
            paints=(None,) * len(subjects),
            notes=_missing(subjects, found),
        )
    order = rng.permutation(len(groups))
    likes = np.array([STYLE_WEIGHT.get(groups[number][1], 1.0) for number in order])
    covered = [
        (
            style is not None and groups[number][1] == style,
            sum(_has(entries, each, groups[number]) for each in found),
            like,
        )
        for number, like in zip(order, likes * rng.uniform(0.6, 1.0, len(order)), strict=True)
    ]
    group = groups[order[max(range(len(order)), key=covered.__getitem__)]]
    options = [
        ([index for index in indices if (entries[index].source, entries[index].style) == group] or indices)[
            :MAX_OF_A_THING
        ]
        for indices in found
    ]
    read = list(dict.fromkeys(index for indices in options for index in indices))
    sprites = Sprites(Chosen(pictures, read), size=size, split="train")
    indices: list[int | None] = []
    paints: list[str | None] = []
    notes = list(_missing(subjects, found))
    for number, (subject, own) in enumerate(zip(subjects, options, strict=True)):
        suited = [index for index in own if is_head(entries[index]) == (number in wearers)]
        places = [read.index(index) for index in suited or own]
        index, paint = _in_color(sprites, places, subject.color, rng) if places else (None, None)
        if index is not None and subject.color and not paint and not _is_colored(sprites, index, subject.color):
            notes.append(f"The picture of {subject.said!r} cannot be made {subject.color}; that is left to the model.")
        indices.append(index)
        paints.append(paint)
    return Cast(sprites=sprites, indices=tuple(indices), paints=tuple(paints), notes=tuple(notes))


def _in_color(sprites: Sprites, places: list[int], color: str | None, rng: Random) -> tuple[int, str | None]:
    """A picture of that colour, else one that can be given it, else any."""
    if color is not None:
        for fits in (
            [p for p in places if sprites.true_color(p) == color],
            [p for p in places if sprites.can_be(p, color)],
        ):
            if fits:
                chosen = fits[int(rng.integers(len(fits)))]
                return chosen, None if sprites.true_color(chosen) == color else color
    return places[int(rng.integers(len(places)))], None


def _is_colored(sprites: Sprites, index: int, color: str) -> bool:
    """Whether a picture has the colour, or a name that has it ("白云")."""
    thing = sprites.things[index]
    said = any(color in name for name in thing.names_en) or any(COLORS[color].short in name for name in thing.names_zh)
    return said or sprites.true_color(index) == color


def _has(entries: Sequence[Entry], indices: Sequence[int], group: tuple[str, str]) -> bool:
    return any((entries[index].source, entries[index].style) == group for index in indices)


def _missing(subjects: Sequence[Wanted], found: Sequence[Sequence[int]]) -> tuple[str, ...]:
    return tuple(
        f"No open picture shows {subject.said!r}; it is left to the model."
        for subject, indices in zip(subjects, found, strict=True)
        if not indices
    )


def _singular(name: str) -> str:
    return name.removesuffix("s")


def _unit(directions: np.ndarray) -> np.ndarray:
    centred = directions - directions.mean(axis=0)
    unit: np.ndarray = centred / np.maximum(np.linalg.norm(centred, axis=1, keepdims=True), 1e-9)
    return unit
