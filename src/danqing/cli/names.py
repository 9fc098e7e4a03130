"""Which files a request will write: names from the prompt, numbers so that nothing is overwritten."""

from __future__ import annotations

import itertools
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

SLUG_CHARACTERS = 40


@dataclass(frozen=True)
class Plan:
    """Where the pictures go: one path each and, for several, one for the grid."""

    pictures: tuple[Path, ...]
    grid: Path | None

    @property
    def paths(self) -> tuple[Path, ...]:
        """All of them."""
        return (*self.pictures, self.grid) if self.grid else self.pictures


def slug(prompt: str) -> str:
    """The prompt as a part of a file name: letters (of any script) and digits, at most 40, joined by hyphens."""
    text = unicodedata.normalize("NFKC", prompt).lower()
    kept = "".join(character if unicodedata.category(character)[0] in "LNM" else " " for character in text)
    return "-".join(kept.split())[:SLUG_CHARACTERS].strip("-")


def plan_files(output: Path | None, *, prompt: str, seed: int, count: int) -> Plan:
    """Choose the file names.

    Args:
        output: the file that the user named; an existing folder, to choose the name in; or None for the current folder.
        prompt, seed: what a chosen name is made from.
        count: number of pictures; more than one gives ``name-1.png`` … and ``name-grid.png``.

    Returns:
        The plan. Chosen names are numbered so that none of them exists; named ones are taken as they are.
    """
    if output is not None and not _is_folder(output):
        return _numbered(output, count)
    folder = output or Path()
    stem = "-".join(part for part in ("danqing", str(seed), slug(prompt)) if part)
    plans = (_numbered(path, count) for path in _candidates(folder, stem))
    return next(plan for plan in plans if not any(path.exists() for path in plan.paths))


def free_name(stem: str) -> Path:
    """A PNG file in the current folder that does not exist yet: ``stem.png``, or else ``stem_2.png`` …"""
    return next(path for path in _candidates(Path(), stem) if not path.exists())


def _candidates(folder: Path, stem: str) -> Iterator[Path]:
    yield folder / f"{stem}.png"
    for number in itertools.count(2):
        yield folder / f"{stem}_{number}.png"


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # such as a name that is too long; whoever writes will say so
        return False


def _numbered(path: Path, count: int) -> Plan:
    if count == 1:
        return Plan((path,), None)
    pictures = tuple(path.with_stem(f"{path.stem}-{number}") for number in range(1, count + 1))
    return Plan(pictures, path.with_stem(f"{path.stem}-grid"))
