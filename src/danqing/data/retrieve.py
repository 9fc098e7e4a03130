"""Which open pictures show a scene's subjects: by name in either language, else by what they mean.

All subjects of a scene come from one source, so that they are drawn alike: the one that has most of them, can give most
of the colours asked, and is in the style asked.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from typing import Protocol

import numpy as np
from PIL import Image

from danqing.data.colors import COLORS
from danqing.data.everyday import everyday
from danqing.data.nearest import nearest
from danqing.data.render import premultiply, unmultiply
from danqing.data.sprites import STYLE_WEIGHT, Sprites
from danqing.data.types import Entry, ImageArray

Random = np.random.Generator
MAX_OF_A_THING = 6  # pictures of one thing that are looked at, of each source


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


def find(pictures: Pictures, names: Sequence[str]) -> list[list[int]]:
    """For each name the pictures that are called so; empty where there is none.

    Args:
        pictures: where to look.
        names: keys of everyday things, or any words in either language.
    """
    by_name: dict[str, list[int]] = {}
    for index, entry in enumerate(pictures.entries):
        thing = everyday(entry)
        for rank, name in enumerate(dict.fromkeys((*thing.names_en, entry.concept, *thing.names_zh, *entry.names_en))):
            by_name.setdefault(name if rank else f"={name}", []).append(index)
            if not rank:
                by_name.setdefault(name, [])
    return [by_name.get(f"={name}") or by_name.get(name) or by_name.get(_singular(name)) or [] for name in names]


def find_near(pictures: Pictures, names: Sequence[str]) -> list[tuple[list[int], str | None]]:
    """As :func:`find`, with pictures of the nearest thing, and its name, for a name that no picture has."""
    stand_ins = [None if own else nearest(name) for name, own in zip(names, find(pictures, names), strict=True)]
    found = find(pictures, [stand_in or name for name, stand_in in zip(names, stand_ins, strict=True)])
    return [(own, stand_in if own else None) for own, stand_in in zip(found, stand_ins, strict=True)]


def cast_for(
    pictures: Pictures,
    subjects: Sequence[Wanted],
    rng: Random,
    *,
    style: str | None = None,
    size: int = 128,
    wearers: Set[int] = frozenset(),
) -> Cast:
    """Choose a picture for each subject, all of one source.

    Args:
        pictures: where to look.
        subjects: what is asked.
        rng: chooses between equals.
        style: a key of ``styles.STYLES`` to keep to if any source has it.
        size: pixels a side of the scene.
        wearers: numbers of subjects that wear something on their heads.
    """
    near = find_near(pictures, [each.name for each in subjects])
    found = [indices for indices, _ in near]
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
    notes = [*_missing(subjects, found), *_taken(entries, subjects, near)]
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


def _taken(
    entries: Sequence[Entry], subjects: Sequence[Wanted], near: Sequence[tuple[Sequence[int], str | None]]
) -> tuple[str, ...]:
    """What stands in for what, called as the prompt calls it."""
    return tuple(
        f"No open picture is called {subject.said!r}; the draft shows {_called(entries[indices[0]], subject.said)!r}."
        for subject, (indices, stand_in) in zip(subjects, near, strict=True)
        if stand_in is not None
    )


def _called(entry: Entry, like: str) -> str:
    """What an entry shows, in the language of a text."""
    thing = everyday(entry)
    return (thing.names_en if like.isascii() else (*thing.names_zh, *thing.names_en))[0]


def _singular(name: str) -> str:
    return name.removesuffix("s")
