"""Adapter files: LoRA and textual inversion in safetensors, looked at by their headers and read with every check.

An adapter is one ``.safetensors`` file, or a folder with one in it and perhaps peft's ``adapter_config.json``.
"""

from __future__ import annotations

import hashlib
import json
import reprlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Literal

from torch import Tensor

from danqing.core.errors import CheckpointError
from danqing.families.checkpoint import read_json
from danqing.families.lora_keys import part_of, unsupported_kind
from danqing.families.safe_files import refuse_unsafe_file, refuse_unsafe_files
from danqing.families.weights import read_header, read_tensors
from danqing.storage.files import file_sha256

Kind = Literal["lora", "embedding"]
CONFIG = "adapter_config.json"
A1111_KEY = "emb_params"
PEFT_METADATA = "lora_adapter_metadata"  # where Diffusers keeps peft's settings in a file's header
MAX_WORDS = 8
MAX_WORD_CHARACTERS = 100


@dataclass(frozen=True, kw_only=True)
class AdapterFile:
    """What a file says of itself; nothing of its weights is in memory.

    Args:
        path: what the user named: the file, or the folder that it lies in.
        weights: the file itself.
        kind: ``"lora"`` or ``"embedding"``.
        shapes: of its tensors, by key.
        metadata: of its header, as written.
        settings: peft's settings, from the header or from ``adapter_config.json``.
    """

    path: Path
    weights: Path
    kind: Kind
    shapes: Mapping[str, tuple[int, ...]] = field(repr=False)
    metadata: Mapping[str, str] = field(repr=False)
    settings: Mapping[str, Any] = field(repr=False)

    @property
    def name(self) -> str:
        """What it is called: the file's or folder's name without its ending."""
        return self.path.stem if self.path.is_file() else self.path.name

    @property
    def base(self) -> str:
        """The model that it was made for, as far as the file says so."""
        for key in ("danqing.base_model", "ss_base_model_version", "modelspec.architecture", "ss_sd_model_name"):
            if said := self.metadata.get(key, "").strip():
                return said[:MAX_WORD_CHARACTERS]
        return ""

    @property
    def words(self) -> tuple[str, ...]:
        """The words that call it up: an embedding's own; a LoRA's as its file says, most usual first."""
        if self.kind == "embedding":
            (key,) = self.shapes
            return (self.name if key == A1111_KEY else key,)
        return tuple(dict.fromkeys(each for each in _said_words(self.metadata) if each.strip()))[:MAX_WORDS]

    @property
    def size(self) -> int:
        """The rank of a LoRA (the largest), or how many vectors an embedding has."""
        if self.kind == "embedding":
            (shape,) = self.shapes.values()
            return shape[0] if len(shape) == 2 else 1
        downs = [shape[0] for key, shape in self.shapes.items() if (part_of(key) or ("", ""))[1] == "down" and shape]
        return max(downs, default=0)

    def sha256(self) -> str:
        """Of the file; where there is a configuration, of both."""
        config = self.path / CONFIG
        if self.path.is_file() or not config.is_file():
            return file_sha256(self.weights)
        digests = [file_sha256(each) for each in (config, self.weights)]
        return hashlib.sha256("".join(f"{each}\n" for each in digests).encode()).hexdigest()

    def tensors(self) -> dict[str, Tensor]:
        """All tensors, float32, finite."""
        return read_tensors(self.weights)


def open_adapter(path: str | Path) -> AdapterFile:
    """Look at an adapter's header.

    Raises:
        UnsafeCheckpointError: it is pickled or code, or its folder holds such.
        CheckpointError: there is none, it is broken, or it is no adapter of a known kind.
    """
    place = Path(path)
    weights = _weights_of(place)
    shapes, metadata = read_header(weights)
    settings: Mapping[str, Any] = {}
    if weights != place and (place / CONFIG).is_file():
        settings = read_json(place / CONFIG)
    elif PEFT_METADATA in metadata:
        settings = _json_object(metadata[PEFT_METADATA], weights)
    return AdapterFile(
        path=place,
        weights=weights,
        kind=_kind_of(weights, shapes, settings),
        shapes=shapes,
        metadata=metadata,
        settings=settings,
    )


def _weights_of(place: Path) -> Path:
    if place.is_file():
        refuse_unsafe_file(place)
        if place.suffix.lower() != ".safetensors":
            raise CheckpointError(f"{place} is not a .safetensors file, the only kind of adapter that is read.")
        return place
    if not place.is_dir():
        raise CheckpointError(f"There is no adapter at {place}; check the path or see `danqing adapters list`.")
    refuse_unsafe_files(place)
    found = sorted(place.glob("*.safetensors"))
    if len(found) != 1:
        many = "several .safetensors files; name the one that is meant" if found else "no .safetensors file in it"
        raise CheckpointError(f"The adapter folder {place} has {many}.")
    return found[0]


def _kind_of(path: Path, shapes: Mapping[str, tuple[int, ...]], settings: Mapping[str, Any]) -> Kind:
    kind = unsupported_kind(shapes) or next(
        (
            name
            for setting, name in (("use_dora", "DoRA"), ("lora_bias", "a LoRA with biases"))
            if settings.get(setting)
        ),
        None,
    )
    if kind is not None:
        raise CheckpointError(f"{path} is {kind}, which is not supported yet; use a plain LoRA.")
    if any(part_of(key) for key in shapes):
        return "lora"
    if {"clip_l", "clip_g"} & set(shapes):
        raise CheckpointError(
            f"{path} is an embedding for models with several text encoders; use one for Stable Diffusion 1 or 2."
        )
    if len(shapes) == 1 and all(len(shape) in (1, 2) and 0 not in shape for shape in shapes.values()):
        (word,) = shapes
        if not word.strip() or not word.isprintable() or len(word) > MAX_WORD_CHARACTERS:
            raise CheckpointError(f"{path} names its word {reprlib.repr(word)}, which nobody can write; save it again.")
        return "embedding"
    first = reprlib.repr(next(iter(shapes), ""))
    raise CheckpointError(
        f"{path} is neither a LoRA nor an embedding: nothing is known of its tensor {first}; use another file."
        if shapes
        else f"{path} holds no tensors; fetch it again."
    )


def _said_words(metadata: Mapping[str, str]) -> list[str]:
    """The trigger words in the ways that trainers write them into headers."""
    try:
        if said := metadata.get("danqing.words"):
            return [str(each)[:MAX_WORD_CHARACTERS] for each in json.loads(said)]
        if said := metadata.get("modelspec.trigger_phrase"):
            return [said[:MAX_WORD_CHARACTERS]]
        counts: dict[str, int] = {}
        for tags in json.loads(metadata.get("ss_tag_frequency") or "{}").values():
            for tag, count in tags.items():
                counts[tag.strip()[:MAX_WORD_CHARACTERS]] = counts.get(tag.strip(), 0) + int(count)
        return sorted(counts, key=lambda tag: -counts[tag])
    except (ValueError, TypeError, AttributeError, RecursionError):
        return []  # free text of strangers, shown and nothing more


def _json_object(text: str, path: Path) -> Mapping[str, Any]:
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        value = None
    if not isinstance(value, dict):
        raise CheckpointError(f"The settings in the header of {path} cannot be read; fetch or save it again.")
    return value
