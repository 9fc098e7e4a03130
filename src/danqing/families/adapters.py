"""Adapters at work: LoRA added to the weights of a family's networks, and new words for its text encoder.

While adapters act, the adapted weights stand in the networks in place of the original ones, so that drawing is as fast
as without; the originals are kept aside and put back bit for bit.

References: arXiv 2106.09685 (LoRA), arXiv 2208.01618 (textual inversion).
"""

from __future__ import annotations

import math
import reprlib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn

from danqing.core.errors import CheckpointError
from danqing.families.adapter_files import AdapterFile, Kind, open_adapter
from danqing.families.lora_keys import Layers, Place, part_of
from danqing.families.text import Windows
from danqing.models.low_rank import LowRank

KEPT = 8  # adapters in memory besides those at work


@dataclass(frozen=True, kw_only=True)
class Adapter:
    """A loaded adapter that fits its family.

    Args:
        name: what it is called.
        sha256: of its file, as manifests name it.
        kind: ``"lora"`` or ``"embedding"``.
        words: an embedding's own word; what a LoRA says calls it up, which may be nothing.
        changes: of a LoRA, by layer.
        vectors: of an embedding, (number of vectors, width).
    """

    name: str
    sha256: str
    kind: Kind
    words: tuple[str, ...] = ()
    changes: Mapping[Place, LowRank] = field(default_factory=dict, repr=False)
    vectors: Tensor | None = field(default=None, repr=False)


class Adapters:
    """The adapters of one family: loads them once each, and lets them act.

    Args:
        unet: the denoiser.
        text_encoder: a CLIP text encoder.
        windows: cuts the prompts for it.
    """

    def __init__(self, *, unet: nn.Module, text_encoder: nn.Module, windows: Windows) -> None:
        self._layers = Layers({"unet": unet, "text_encoder": text_encoder})
        self._embedding: Any = text_encoder.get_input_embeddings()  # type: ignore[operator]
        self._windows = windows
        self._loaded: dict[str, Adapter] = {}

    def load(self, path: str | Path) -> Adapter:
        """The adapter in a file or folder; the last :data:`KEPT` are kept for further drawings.

        Raises:
            UnsafeCheckpointError: it is pickled or code.
            CheckpointError: it is missing, broken, of an unknown kind, or for another model.
        """
        file = open_adapter(path)
        key = f"{file.name}|{file.sha256()}"
        adapter = self._loaded.pop(key, None) or self._read(file)
        self._loaded[key] = adapter
        while len(self._loaded) > KEPT:
            del self._loaded[next(iter(self._loaded))]
        return adapter

    @contextmanager
    def adapted(self, adapters: Sequence[tuple[Adapter, float]]) -> Iterator[None]:
        """Let adapters act while the context is open, besides those that do already.

        Args:
            adapters: each with its weight; those at 0 are as if they were not there. An embedding is there or not,
                since what weighs a word is the prompt.

        Raises:
            CheckpointError: two embeddings have the same word.
        """
        acting = [(adapter, weight) for adapter, weight in adapters if weight]
        with ExitStack() as undo:
            self._add_changes([each for each in acting if each[0].kind == "lora"], undo)
            self._add_words([adapter for adapter, _ in acting if adapter.kind == "embedding"], undo)
            yield

    @torch.no_grad()
    def _add_changes(self, acting: Sequence[tuple[Adapter, float]], undo: ExitStack) -> None:
        for place in dict.fromkeys(place for adapter, _ in acting for place in adapter.changes):
            weight = self._layers.modules[place].weight
            total = weight.to(torch.float32, copy=True)
            for adapter, share in acting:
                if change := adapter.changes.get(place):
                    total += share * change.delta(weight.shape).to(weight.device)
            _put(weight, torch.empty_like(weight).copy_(total), undo)  # in memory as the original lies

    @torch.no_grad()
    def _add_words(self, acting: Sequence[Adapter], undo: ExitStack) -> None:
        weight = self._embedding.weight
        words: dict[str, tuple[int, ...]] = {}
        rows = [weight]
        count = weight.shape[0]
        for adapter in acting:
            assert adapter.vectors is not None
            (word,) = adapter.words
            if word.lower() in map(str.lower, words):
                raise CheckpointError(f"Two embeddings have the word {word}; use one of them, or rename a file.")
            words[word] = tuple(range(count, count + len(adapter.vectors)))
            count += len(adapter.vectors)
            rows.append(adapter.vectors.to(weight))
        if words:
            _put(weight, torch.cat(rows), undo)
            undo.enter_context(self._windows.knowing(words))

    def _read(self, file: AdapterFile) -> Adapter:
        tensors = file.tensors()
        changes: Mapping[Place, LowRank] = {}
        vectors = None
        if file.kind == "lora":
            changes = self._changes(file, tensors)
        else:
            ((_, vectors),) = tensors.items()
            vectors = vectors.reshape(-1, vectors.shape[-1])
            width = self._embedding.weight.shape[1]
            if vectors.shape[1] != width or len(vectors) > self._windows.room:
                raise CheckpointError(
                    f"The embedding {file.path} has {len(vectors)} vectors of {vectors.shape[1]} numbers, where this "
                    f"model reads up to {self._windows.room} of {width}; use one made for this model."
                )
        return Adapter(
            name=file.name,
            sha256=file.sha256(),
            kind=file.kind,
            words=file.words,
            changes=changes,
            vectors=vectors,
        )

    def _changes(self, file: AdapterFile, tensors: Mapping[str, Tensor]) -> dict[Place, LowRank]:
        found: dict[Place, dict[str, Tensor]] = {}
        keys: dict[Place, str] = {}
        for key, tensor in tensors.items():
            named = part_of(key)
            place = None if named is None else self._layers.find(named[0])
            if named is None or place is None:
                raise CheckpointError(
                    f"{file.path} changes {reprlib.repr(key)}, which this model does not have; use a LoRA made for "
                    f"this kind of model."
                )
            if named[1] in found.setdefault(place, {}):
                raise CheckpointError(f"{file.path} changes {place.layer} twice, by {key} too; save it again.")
            found[place][named[1]] = tensor
            keys.setdefault(place, key)
        return {place: self._change(file, place, parts, keys[place]) for place, parts in found.items()}

    def _change(self, file: AdapterFile, place: Place, parts: Mapping[str, Tensor], key: str) -> LowRank:
        if "down" not in parts or "up" not in parts:
            raise CheckpointError(f"{file.path} has only one of the two matrices of {key}; fetch or save it again.")
        down, up = parts["down"], parts["up"]
        alpha = parts.get("alpha")
        if down.ndim < 2 or up.ndim < 2 or (alpha is not None and alpha.numel() != 1):
            raise CheckpointError(f"{file.path} holds no matrices under {key}; fetch or save it again.")
        scale = _scale(file, place, len(down)) if alpha is None else float(alpha) / max(1, len(down))
        change = LowRank(down, up, scale)
        weight = self._layers.modules[place].weight
        if not change.fits(weight):
            raise CheckpointError(
                f"{file.path} changes {key} by matrices of {tuple(down.shape)} and {tuple(up.shape)}, where this "
                f"model's weight is {tuple(weight.shape)}; use a LoRA made for this model."
            )
        return change


def _put(weight: Tensor, value: Tensor, undo: ExitStack) -> None:
    """Let a weight have another value until ``undo`` is closed."""
    before = weight.data
    undo.callback(setattr, weight, "data", before)
    weight.data = value


def _scale(file: AdapterFile, place: Place, rank: int) -> float:
    """What a file without ``alpha`` multiplies by: as peft's settings say if there are any, else 1.

    Raises:
        CheckpointError: the settings are of the wrong kind.
    """
    said = file.settings
    prefix = f"{place.network}."
    if any(name.startswith(prefix) for name in said):  # Diffusers keeps those of all networks together
        said = {name.removeprefix(prefix): value for name, value in said.items() if name.startswith(prefix)}
    if "lora_alpha" not in said:
        return 1.0
    alpha: object = said["lora_alpha"]
    patterns = said.get("alpha_pattern") or {}
    if isinstance(patterns, dict):
        meant = (v for name, v in patterns.items() if place.layer == name or place.layer.endswith(f".{name}"))
        alpha = next(meant, alpha)
    if isinstance(alpha, bool) or not isinstance(alpha, int | float) or not math.isfinite(alpha):
        raise CheckpointError(f"{file.path} says an alpha of {reprlib.repr(alpha)}; save the adapter again.")
    return float(alpha) / (math.sqrt(rank) if said.get("use_rslora") else rank)
