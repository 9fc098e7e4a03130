"""Whose work the pictures and words are: attribution and licence texts, written beside packs and models.

``credits.json``     all that follows, for programs; a pack has it
``ATTRIBUTION.md``   who made what, in which version, under which licence
``LICENSES/``        each licence's text once: a package's own where it brings one, else the standard text
"""

from __future__ import annotations

import dataclasses
import functools
import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from danqing.core.errors import DataError
from danqing.data.captions import CLDR, EMOJIBASE
from danqing.data.licences import own_text, texts_of
from danqing.data.pack import Pack
from danqing.data.sources import SOURCES, Package, Source
from danqing.data.sprites import PackLike
from danqing.data.types import Entry
from danqing.data.wordnet import WORDNET
from danqing.storage import home
from danqing.storage.files import write_folder, write_text

Kind = Literal["pictures", "words", "teacher"]
LICENCES_FOLDER = "LICENSES"
_HEADINGS: dict[Kind, str] = {"pictures": "Pictures", "words": "Words", "teacher": "Teacher of the text tower"}
_CHANGES = "Changes: pictures were drawn at 256 × 256 pixels, trimmed and centred; some were left out."


@dataclass(frozen=True, kw_only=True)
class Credit:
    """One set of pictures or words, or a network that was learned from.

    Args:
        name: as people name it, such as ``"noto"``.
        kind: what was taken from it.
        packages: the registry packages, each with its version.
        licence: SPDX id, ``"public-domain"``, or ``"WordNet"``.
        attribution: the line that the licence asks for.
        pictures: how many pictures it gave.
        notice: more that must be said of it.
        text: its own licence text; ``""`` where its packages bring none and the standard text holds.
    """

    name: str
    kind: Kind
    packages: tuple[str, ...]
    licence: str
    attribution: str
    pictures: int = 0
    notice: str = ""
    text: str = ""


def picture_credits(
    entries: Iterable[Entry], sources: Mapping[str, Source], archives: Mapping[str, Path]
) -> list[Credit]:
    """One credit for each source that gave pictures, in the order of the entries.

    Args:
        sources: by name; an entry whose source is not among them speaks for itself.
        archives: package name → archive, to find licence texts in; those that are missing are passed over.
    """
    counts: Counter[str] = Counter()
    first: dict[str, Entry] = {}
    for entry in entries:
        counts[entry.source] += 1
        first.setdefault(entry.source, entry)
    found = []
    for name, entry in first.items():
        source = sources.get(name)
        packages = source.packages if source else ()
        versions = {each.name: each.version for each in packages} | {entry.package: entry.version}
        found.append(
            Credit(
                name=name,
                kind="pictures",
                packages=tuple(f"{package} {version}" for package, version in versions.items()),
                licence=entry.licence,
                attribution=source.attribution if source else entry.attribution,
                pictures=counts[name],
                text=_own_text(packages, archives),
            )
        )
    return found


def word_credits(archives: Mapping[str, Path]) -> list[Credit]:
    """The word lists that name a pack's pictures; ``archives`` as for :func:`picture_credits`."""
    told = (
        (CLDR, "cldr", "Unicode-3.0", "Unicode CLDR annotations, copyright Unicode, Inc., Unicode-3.0, "
         "https://www.unicode.org/license.txt"),
        (EMOJIBASE, "emojibase", "MIT", "Emojibase, copyright Miles Johnson, MIT, https://emojibase.dev"),
    )  # fmt: skip
    return [
        Credit(
            name=name,
            kind="words",
            packages=(f"{package.name} {package.version}",),
            licence=licence,
            attribution=attribution,
            text=_own_text((package,), archives),
        )
        for package, name, licence, attribution in told
    ]


def wordnet_credit(archives: Mapping[str, Path]) -> Credit:
    """The word list that a text tower learns from beside the names in its pack."""
    return Credit(
        name="wordnet",
        kind="words",
        packages=(f"{WORDNET.name} {WORDNET.version}",),
        licence="WordNet",
        attribution="WordNet 3.1, copyright 2011 by Princeton University, WordNet licence, https://wordnet.princeton.edu",
        notice="English words, for the text tower. WordNet is a registered tradename of Princeton University; its "
        "licence asks for this notice: “THIS SOFTWARE AND DATABASE IS PROVIDED ‘AS IS’ AND PRINCETON UNIVERSITY MAKES "
        "NO REPRESENTATIONS OR WARRANTIES, EXPRESS OR IMPLIED.”",
        text=_own_text((WORDNET,), archives),
    )


def pack_credits(pack: PackLike, packages: Path | None = None) -> list[Credit]:
    """What a pack noted when it was built; reckoned anew for a pack that noted nothing or is drawn on the spot.

    Args:
        pack: a pack on disk, or drawn figures.
        packages: the packages folder, where licence texts are looked for.

    Raises:
        DataError: the note is broken.
    """
    if isinstance(pack, Pack) and (pack.folder / "credits.json").is_file():
        return read_credits(pack.folder / "credits.json")
    archives = cached_archives(packages)
    pictures = picture_credits(pack.entries, SOURCES, archives)
    return [*pictures, *word_credits(archives)] if isinstance(pack, Pack) else pictures


def cached_archives(packages: Path | None = None) -> dict[str, Path]:
    """Package name → archive of all known packages that lie in the packages folder."""
    folder = packages or home.packages_folder()
    known = (*(package for source in SOURCES.values() for package in source.packages), CLDR, EMOJIBASE, WORDNET)
    return {each.name: folder / each.file_name for each in known if (folder / each.file_name).is_file()}


def write_credits(folder: Path, credits: Sequence[Credit], *, about: str = "") -> None:
    """Write ``ATTRIBUTION.md`` and ``LICENSES/`` into ``folder``, replacing older ones.

    Args:
        about: a paragraph to begin with.
    """
    files, file_of = texts_of([(each.name, each.licence, each.attribution, each.text) for each in credits])

    def write(part: Path) -> None:
        part.mkdir(exist_ok=True)
        for name, text in files.items():
            (part / name).write_text(text, encoding="utf-8")

    write_folder(folder / LICENCES_FOLDER, write)
    write_text(folder / "ATTRIBUTION.md", attribution(credits, file_of, about=about))


def attribution(credits: Sequence[Credit], file_of: Mapping[str, str], *, about: str = "") -> str:
    """The text of ``ATTRIBUTION.md``; ``file_of`` names the licence text of a credit, where it has one."""
    lines = ["# Attribution", ""]
    if about:
        lines += [about, ""]
    for kind, heading in _HEADINGS.items():
        listed = [each for each in credits if each.kind == kind]
        if listed:
            lines += [f"{heading}:", "", *(_line(each, file_of.get(each.name)) for each in listed), ""]
        if listed and kind == "pictures":
            lines += [_CHANGES, ""]
    return "\n".join(lines)


def credits_json(credits: Iterable[Credit]) -> list[dict[str, Any]]:
    """JSON-ready values that :func:`credits_from_json` reads."""
    return [dataclasses.asdict(each) for each in credits]


def credits_from_json(values: Iterable[dict[str, Any]]) -> list[Credit]:
    """The inverse of :func:`credits_json`."""
    return [Credit(**{**each, "packages": tuple(each["packages"])}) for each in values]


def read_credits(path: Path) -> list[Credit]:
    """Read ``credits.json``.

    Raises:
        DataError: it is missing or broken.
    """
    try:
        return credits_from_json(json.loads(path.read_text(encoding="utf-8")))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise DataError(f"{path} is broken ({error}); build the pack again: danqing data build") from None


def _line(credit: Credit, file: str | None) -> str:
    given = [f"{credit.pictures:,} pictures"] if credit.pictures else []
    facts = "; ".join([*given, ", ".join(credit.packages)])
    text = f" ([text]({LICENCES_FOLDER}/{file}))" if file else ""
    notice = f". {credit.notice}" if credit.notice else ""
    return f"- **{credit.name}** ({facts}): {credit.attribution}{text}{notice}"


def _own_text(packages: Iterable[Package], archives: Mapping[str, Path]) -> str:
    """The licence text in the first of the archives that brings one."""
    texts = (_read_text(archives[each.name]) for each in packages if each.name in archives)
    return next((text for text in texts if text), "")


@functools.cache
def _read_text(archive: Path) -> str:
    return own_text(archive)
