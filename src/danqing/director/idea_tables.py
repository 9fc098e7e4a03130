"""What belongs to a theme, in both languages: the tables in ``assets/ideas``, one row of a file for both.

A file of themes is cut into themes by its ``theme`` rows; cells are separated by tabs, alternatives in a cell by a bar
between spaces, and the Chinese and the English cell of a row have equally many::

    theme   names in Chinese    names in English    the kinds of styles that fit
    mood    …                   …
    colors  …                   …                   main colours of the picture
    light   …                   …                   hour, light or weather
    things  …                   …                   small things that may stand beside what is shown
    places  …                   …                   where its scenes take place, for those that name none
    thing   what is shown       …                   places of its own    …
    people  the same, with people in it
    view    the same, a landscape or a wide sight

``manner.tsv`` holds what goes with every theme: formats, styles, ways to look, and where unknown things may be shown.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Literal

FOLDER = Path(__file__).parent.parent / "assets" / "ideas"
MANNER = "manner.tsv"
SCENES = ("thing", "people", "view")
LISTS = ("mood", "colors", "light", "things", "places")
Tongue = Literal["zh", "en"]
Alternatives = tuple["Said", ...]


@dataclass(frozen=True)
class Said:
    """The same in both languages."""

    zh: str
    en: str

    def of(self, language: Tongue) -> str:
        """In one of them."""
        return self.zh if language == "zh" else self.en


@dataclass(frozen=True, kw_only=True)
class Scene:
    """Something to be seen.

    Args:
        kind: "thing", "people" or "view".
        said: what is seen, without its place.
        places: where, as phrases of place ("桂花树下", "under an osmanthus tree"); may be empty.
    """

    kind: str
    said: Said
    places: Alternatives


@dataclass(frozen=True, kw_only=True)
class Theme:
    """What belongs to a theme; ``scenes`` begin with what belongs to it most.

    Args:
        names: what it is called; unlike elsewhere, the two tuples need not go together.
        styles: kinds of styles that fit.
    """

    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    styles: frozenset[str]
    mood: Alternatives = ()
    colors: Alternatives = ()
    light: Alternatives = ()
    things: Alternatives = ()
    places: Alternatives = ()
    scenes: tuple[Scene, ...] = ()


@dataclass(frozen=True, kw_only=True)
class Choice:
    """A row of ``manner.tsv``: something said in both languages, and the kinds that it goes with."""

    said: Said
    fits: frozenset[str]


@dataclass(frozen=True, kw_only=True)
class Format:
    """What a picture is made for.

    Args:
        names: what it is called in themes; the first is said in ideas.
        shape: of :class:`danqing.director.plan.Plan`, or "".
    """

    names_zh: tuple[str, ...]
    names_en: tuple[str, ...]
    shape: str


@dataclass
class Manner:
    """What goes with every theme."""

    formats: list[Format] = field(default_factory=list)
    styles: list[Choice] = field(default_factory=list)
    views: list[Choice] = field(default_factory=list)
    places: list[Choice] = field(default_factory=list)  # by kinds of things
    doing: list[Choice] = field(default_factory=list)  # by kinds of things
    light: list[Choice] = field(default_factory=list)
    mood: list[Choice] = field(default_factory=list)
    colors: list[Choice] = field(default_factory=list)
    kinds: dict[str, str] = field(default_factory=dict)  # habitat → kind of thing


@cache
def themes() -> tuple[Theme, ...]:
    """All themes of the tables, file by file."""
    found = []
    for path in sorted(FOLDER.glob("*.tsv")):
        if path.name != MANNER:
            rows: list[list[str]] = []
            for row in _rows(path):
                if row[0] == "theme" and rows:
                    found.append(_theme(rows))
                    rows = []
                rows.append(row)
            found.append(_theme(rows))
    return tuple(found)


@cache
def manner() -> Manner:
    """What goes with every theme."""
    made = Manner()
    for kind, *cells in _rows(FOLDER / MANNER):
        if kind == "format":
            made.formats.append(
                Format(names_zh=_cut(cells[0]), names_en=_cut(cells[1]), shape="" if cells[2] == "-" else cells[2])
            )
        elif kind == "kind":
            made.kinds.update(dict.fromkeys(cells[1].split(), cells[0]))
        else:
            getattr(made, kind).append(Choice(said=Said(cells[0], cells[1]), fits=frozenset(cells[2].split())))
    return made


def _rows(path: Path) -> Iterator[list[str]]:
    for line in path.read_text("utf-8").splitlines():
        if line.strip() and not line.startswith("#"):
            yield [cell.strip() for cell in line.split("\t")]


def _theme(rows: Sequence[list[str]]) -> Theme:
    _, names_zh, names_en, styles = rows[0]
    lists = {kind: _both(cells[0], cells[1]) for kind, *cells in rows[1:] if kind in LISTS}
    scenes = tuple(
        Scene(kind=kind, said=Said(cells[0], cells[1]), places=_both(cells[2], cells[3]) if len(cells) > 2 else ())
        for kind, *cells in rows[1:]
        if kind in SCENES
    )
    assert len(lists) + len(scenes) == len(rows) - 1, f"the theme {names_zh} has a row of no known kind, or one twice"
    return Theme(
        names_zh=_cut(names_zh), names_en=_cut(names_en), styles=frozenset(styles.split()), scenes=scenes, **lists
    )


def _both(chinese: str, english: str) -> Alternatives:
    return tuple(Said(zh, en) for zh, en in zip(_cut(chinese), _cut(english), strict=True))


def _cut(cell: str) -> tuple[str, ...]:
    return tuple(each.strip() for each in cell.split("|"))
