"""From words to a text encoder's numbers: windows, chunks and weights.

An encoder reads a window of W tokens, some of them marks for start and end. A longer prompt is cut into chunks that
each fill a window, and their embeddings are laid end to end, as the AUTOMATIC1111 interface made customary. A prompt
that fits and has no weights gives exactly what the stock pipeline feeds its network.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from danqing.core.errors import CheckpointError
from danqing.core.warnings import PromptWarning
from danqing.director.weights import WeightedText, parse_weights

MAX_CHUNKS = 16


@dataclass(frozen=True, kw_only=True)
class Chunk:
    """One window for the encoder: ``window`` token numbers, whether each is real, and its weight."""

    ids: tuple[int, ...]
    mask: tuple[int, ...]
    weights: tuple[float, ...]


class Windows:
    """Cuts prompts into windows for one tokenizer.

    Args:
        tokenizer: a fast tokenizer of the ``transformers`` library.
        window: how many tokens the encoder reads at once, marks included.
        max_chunks: prompts that need more windows are cut, with a :class:`PromptWarning`.
    """

    def __init__(self, tokenizer: Any, window: int, *, max_chunks: int = MAX_CHUNKS) -> None:
        self.tokenizer, self.window, self.max_chunks = tokenizer, window, max_chunks
        probe = tokenizer("a", return_special_tokens_mask=True)
        special = probe["special_tokens_mask"]
        content = special.index(0) if 0 in special else len(special)
        self.before = tuple(probe["input_ids"][:content])
        self.after = tuple(i for i, mark in zip(probe["input_ids"][content:], special[content:], strict=True) if mark)
        self.room = window - len(self.before) - len(self.after)
        self._words: Mapping[str, tuple[int, ...]] = {}
        if tokenizer.pad_token_id is None:
            raise CheckpointError(
                "The checkpoint's tokenizer names no padding token; set pad_token in its tokenizer_config.json."
            )
        if self.room < 1:
            raise CheckpointError(f"The tokenizer reads {window} tokens at once, which leaves no room for words.")

    @contextmanager
    def knowing(self, words: Mapping[str, tuple[int, ...]]) -> Iterator[None]:
        """Read some words as given tokens while the context is open, whatever the tokenizer makes of them.

        Args:
            words: token numbers of each; letters may be small or large. An ASCII word counts only where it stands
                alone.
        """
        before = self._words
        self._words = {**before, **words}
        try:
            yield
        finally:
            self._words = before

    def cut(self, text: WeightedText) -> list[Chunk]:
        """The windows of a prompt, at least one; each break begins another, unless there can be only one."""
        parts = text.windows()
        if len(parts) == 1:
            return self._cut(text, self.max_chunks)
        if self.max_chunks == 1:
            return self._cut(text.unbroken(), 1)
        if len(parts) > self.max_chunks:
            warnings.warn(
                f"The prompt is broken into {len(parts)} parts, of which the model reads the first {self.max_chunks}.",
                PromptWarning,
                stacklevel=3,
            )
        chunks: list[Chunk] = []
        for part in parts:
            room = self.max_chunks - len(chunks)
            chunks += self._cut(part, room) if room else []
        return chunks

    def positions(self, text: WeightedText, spans: Sequence[tuple[int, int]]) -> tuple[int, ...]:
        """Which tokens, counted over all windows of the text, share a character with one of the spans.

        Args:
            text: as given to :meth:`cut`.
            spans: (start, end) in the characters of ``text.text``.
        """
        found: list[int] = []
        begun = first = 0  # characters and windows before a part
        parts = text.windows() if self.max_chunks > 1 else [text.unbroken()]
        for part in parts:
            plain = part.text
            _, offsets = self._tokens(plain)
            for number, (start, end) in enumerate(offsets):
                window, place = divmod(number, self.room)
                if any(start + begun < to and end + begun > since for since, to in spans):
                    found.append((first + window) * self.window + len(self.before) + place)
            begun += len(plain) + 1  # the break itself
            first += max(1, -(-len(offsets) // self.room))
        return tuple(each for each in found if each < self.max_chunks * self.window)

    def _cut(self, text: WeightedText, max_chunks: int) -> list[Chunk]:
        plain = text.text
        ids, offsets = self._tokens(plain)
        weights = [1.0] * len(ids) if text.is_neutral else [text.weight_at(*offset) for offset in offsets]
        limit = self.room * max_chunks
        if len(ids) > limit:
            warnings.warn(
                f"The prompt has {len(ids)} tokens, of which the model reads the first {limit}; what follows "
                f"{plain[: offsets[limit][0]].strip()[-30:]!r} is left out.",
                PromptWarning,
                stacklevel=4,
            )
        starts = range(0, max(1, min(len(ids), limit)), self.room)
        return [self._window(ids[s : s + self.room], weights[s : s + self.room]) for s in starts]

    def _tokens(self, plain: str) -> tuple[list[int], list[tuple[int, int]]]:
        """The tokens of a text and the (start, end) of each in its characters."""
        ids: list[int] = []
        offsets: list[tuple[int, int]] = []

        def read(start: int, end: int) -> None:
            found = self.tokenizer(
                plain[start:end], add_special_tokens=False, return_offsets_mapping=True, verbose=False
            )
            ids.extend(found["input_ids"])
            offsets.extend((first + start, last + start) for first, last in found["offset_mapping"])

        at, words = 0, sorted(self._words, key=len, reverse=True)
        for match in _pattern(words).finditer(plain) if words else ():
            if plain[at : match.start()].strip():
                read(at, match.start())
            known = self._words[words[(match.lastindex or 1) - 1]]
            ids.extend(known)
            offsets.extend([match.span()] * len(known))
            at = match.end()
        if at == 0 or plain[at:].strip():
            read(at, len(plain))
        return ids, offsets

    def _window(self, ids: list[int], weights: list[float]) -> Chunk:
        real = (*self.before, *ids, *self.after)
        empty = self.window - len(real)
        marks_before, marks_after = (1.0,) * len(self.before), (1.0,) * (len(self.after) + empty)
        return Chunk(
            ids=(*real, *(self.tokenizer.pad_token_id,) * empty),
            mask=(1,) * len(real) + (0,) * empty,
            weights=(*marks_before, *weights, *marks_after),
        )


def _pattern(words: Sequence[str]) -> re.Pattern[str]:
    """Finds the first of the words that stands somewhere, as a group of its own number."""

    def alone(word: str) -> str:
        before = r"(?<![A-Za-z0-9_])" if re.match(r"[A-Za-z0-9_]", word) else ""
        after = r"(?![A-Za-z0-9_])" if re.search(r"[A-Za-z0-9_]$", word) else ""
        return f"{before}({re.escape(word)}){after}"

    return re.compile("|".join(map(alone, words)), re.IGNORECASE)


def window_of(tokenizer: Any, encoder_positions: int | None) -> int:
    """How many tokens fit: the tokenizer's own limit, or the encoder's positions if they are fewer."""
    limits = [int(tokenizer.model_max_length)] if tokenizer.model_max_length < 1e6 else []
    limits += [encoder_positions] if encoder_positions else []
    return min(limits, default=77)


def weigh(embeddings_NWD: Tensor, chunks: list[Chunk]) -> Tensor:
    """Multiply each token's embedding by its weight, then restore each window's mean.

    The mean is what keeps the overall strength of the prompt, as in the AUTOMATIC1111 interface. An encoder whose
    embeddings have a mean of about zero leaves nothing to restore, and the ratio of two near-zero numbers would be
    noise, so there, and beyond a factor of two, it is left alone.

    Args:
        embeddings_NWD: one row for each chunk; returned as they are if all weights are 1.
    """
    if all(weight == 1.0 for chunk in chunks for weight in chunk.weights):
        return embeddings_NWD
    weights_NW1 = torch.tensor([chunk.weights for chunk in chunks]).to(embeddings_NWD)[..., None]
    weighted = embeddings_NWD * weights_NW1
    mean, spread = embeddings_NWD.mean((1, 2), keepdim=True), embeddings_NWD.std((1, 2), keepdim=True)
    ratio = mean / weighted.mean((1, 2), keepdim=True)
    sound = (mean.abs() > 0.01 * spread) & (ratio >= 0.5) & (ratio <= 2.0)
    return weighted * torch.where(sound, ratio, 1.0)


def same_length(windows: Windows, prompts: Sequence[list[Chunk]]) -> list[list[Chunk]]:
    """Fill the shorter ones of several prompts with empty windows, so that all can share a batch."""
    (empty,) = windows.cut(WeightedText(()))
    length = max(map(len, prompts))
    return [chunks + [empty] * (length - len(chunks)) for chunks in prompts]


def weighted(text: str | WeightedText) -> WeightedText:
    """A text with its weights, read from it if need be."""
    return parse_weights(text) if isinstance(text, str) else text
