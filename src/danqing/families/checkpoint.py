"""A checkpoint folder, checked before anything in it is used.

A checkpoint is a Diffusers folder: ``model_index.json`` names a class and its components, each component is a folder
with a ``config.json`` and safetensors weights, whole or in shards. Nothing here runs code from the folder or opens a
pickle; a folder that holds either is refused as a whole, because a reader could not tell which of two weight files made
a picture.
"""

from __future__ import annotations

import json
import re
import reprlib
import stat
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeGuard

from danqing.core.errors import CheckpointError, UnsafeCheckpointError
from danqing.families.safe_files import refuse_code_requests, refuse_unsafe_file, refuse_unsafe_files

MAX_JSON_BYTES = 64 * 2**20
LIBRARIES = ("diffusers", "transformers")


@dataclass(frozen=True, kw_only=True)
class Component:
    """One part of a checkpoint, such as the U-Net.

    Args:
        name: its folder, such as ``"unet"``.
        library: ``"diffusers"`` or ``"transformers"``.
        class_name: the class that the checkpoint names.
        folder: where its files are.
    """

    name: str
    library: str
    class_name: str
    folder: Path

    @cached_property
    def config(self) -> Mapping[str, Any]:
        """The component's ``config.json`` (``scheduler_config.json`` for a scheduler)."""
        name = "scheduler_config.json" if self.name == "scheduler" else "config.json"
        return read_json(self.folder / name)

    @cached_property
    def weight_files(self) -> tuple[Path, ...]:
        """The safetensors files, in the order of the index if there are shards.

        Raises:
            CheckpointError: there are none, or a shard is missing.
        """
        return _weight_files(self.folder)


@dataclass(frozen=True, kw_only=True)
class Checkpoint:
    """A checked folder.

    Args:
        folder: the checkpoint.
        class_name: the pipeline class, such as ``"StableDiffusionPipeline"``.
        components: the parts that are present, by name.
        defaults: the optional ``danqing.json``: sampler, steps, guidance, width, height.
    """

    folder: Path
    class_name: str
    components: Mapping[str, Component]
    defaults: Mapping[str, Any]

    def component(self, name: str, class_names: tuple[str, ...] = ()) -> Component:
        """The part called ``name``, which must be of one of the given classes if any are given.

        Raises:
            CheckpointError: it is missing or of another class.
        """
        found = self.components.get(name)
        if found is None:
            raise CheckpointError(
                f"The checkpoint {self.folder} has no {name}, which {self.class_name} needs; fetch or save it again."
            )
        if class_names and found.class_name not in class_names:
            raise CheckpointError(
                f"The {name} of {self.folder} is a {found.class_name}, but only {', '.join(class_names)} can be used "
                f"there; choose another checkpoint."
            )
        return found

    def content_files(self) -> tuple[Path, ...]:
        """Every file that decides what the model draws, sorted: weights, configurations, tokenizer words."""
        kinds = (".safetensors", ".json", ".txt", ".model")
        inside = (each for name in self.components for each in (self.folder / name).rglob("*"))
        return tuple(sorted(each for each in inside if each.is_file() and each.suffix in kinds))


def open_checkpoint(folder: str | Path) -> Checkpoint:
    """Check a Diffusers folder and describe it; reads configurations and file headers only.

    Raises:
        UnsafeCheckpointError: the folder holds pickled weights or code, or asks for code from elsewhere.
        CheckpointError: it is missing, is not a Diffusers folder, or a file in it is missing or broken.
    """
    folder = Path(folder)
    if folder.is_file():
        refuse_unsafe_file(folder)
        raise CheckpointError(f"{folder} is a single file; name a Diffusers folder, with model_index.json in it.")
    if not folder.is_dir():
        raise CheckpointError(f"There is no checkpoint at {folder}; check the path or see `danqing models list`.")
    refuse_unsafe_files(folder)
    if not (folder / "model_index.json").is_file():
        raise CheckpointError(
            f"{folder} has no model_index.json, so it is not a Diffusers folder; name the folder that has one."
        )
    index = read_json(folder / "model_index.json")
    class_name = index.get("_class_name")
    if isinstance(class_name, list) and class_name:
        raise UnsafeCheckpointError(
            f"{folder} asks to run its own pipeline code ({reprlib.repr(class_name[-1])}), which Danqing never does; "
            f"use a checkpoint of a known family."
        )
    if not _is_name(class_name):
        raise CheckpointError(
            f"{folder / 'model_index.json'} names no _class_name; fetch or save the checkpoint again."
        )
    components = {
        name: _component(folder, name, value)
        for name, value in index.items()
        if not name.startswith("_")
        and isinstance(value, list)
        and value != [None, None]
        and (name != "safety_checker" or (folder / name).is_dir())  # never loaded, so it may be left out
    }
    for component in components.values():
        for each in sorted(component.folder.glob("*config.json")):
            read_json(each)  # refuses code
    return Checkpoint(
        folder=folder,
        class_name=class_name,
        components=components,
        defaults=read_json(folder / "danqing.json") if (folder / "danqing.json").is_file() else {},
    )


def read_json(path: Path) -> Mapping[str, Any]:
    """Read a JSON object.

    Raises:
        UnsafeCheckpointError: it asks to run code.
        CheckpointError: it is missing, too large, not JSON or not an object.
    """
    try:
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):  # to read a pipe would be to wait for ever
            raise CheckpointError(f"{path} is not a file; fetch or save the checkpoint again.")
        if facts.st_size > MAX_JSON_BYTES:
            raise CheckpointError(f"{path} is too large for a configuration; fetch or save the checkpoint again.")
        content = path.read_bytes()
    except FileNotFoundError:
        raise CheckpointError(f"{path} is missing; fetch or save the checkpoint again.") from None
    except OSError as error:
        raise CheckpointError(f"{path} cannot be read ({error.strerror}); check its permissions.") from None
    try:
        value = json.loads(content.decode())
    except (ValueError, RecursionError) as error:  # bytes that are no text, text that is no JSON, endless numbers
        raise CheckpointError(
            f"{path} is not valid JSON ({type(error).__name__}); fetch or save the checkpoint again."
        ) from None
    if not isinstance(value, dict):
        raise CheckpointError(f"{path} must hold a JSON object; fetch or save the checkpoint again.")
    refuse_code_requests(path, value)
    return value


def _component(folder: Path, name: str, value: list[Any]) -> Component:
    if len(value) != 2 or not all(map(_is_name, value)):
        raise CheckpointError(
            f"{folder / 'model_index.json'} describes {reprlib.repr(name)} in a way that cannot be read; fetch or save "
            f"the checkpoint again."
        )
    library, class_name = value
    if library not in LIBRARIES and library != "stable_diffusion":  # the safety checker's old home, never loaded
        raise UnsafeCheckpointError(
            f"The {name} of {folder} is the class {library}.{class_name}, which is code from outside the known "
            f"libraries; use a checkpoint of a known family."
        )
    if not _is_name(name) or not (folder / name).is_dir():
        raise CheckpointError(
            f"The folder {reprlib.repr(name)} is missing from the checkpoint {folder}; fetch or save it again."
        )
    return Component(name=name, library=library, class_name=class_name, folder=folder / name)


def _is_name(value: object) -> TypeGuard[str]:
    """Whether this can be the name of a class, a library or a component's folder: never a path, never a long text."""
    return isinstance(value, str) and re.fullmatch(r"\w[\w.-]{0,99}", value) is not None


def _weight_files(folder: Path) -> tuple[Path, ...]:
    stems = ("diffusion_pytorch_model", "model")
    for stem in stems:
        index = folder / f"{stem}.safetensors.index.json"
        if index.is_file():
            weight_map = read_json(index).get("weight_map")
            if not isinstance(weight_map, dict) or not weight_map:
                raise CheckpointError(f"{index} lists no weights; fetch or save the checkpoint again.")
            names = sorted(set(map(str, weight_map.values())))
            files = tuple(folder / name for name in names)
            for each in files:
                if each.parent != folder or each.suffix != ".safetensors":
                    raise CheckpointError(f"{index} names {each.name!r}, which is not a safetensors file beside it.")
                if not each.is_file():
                    raise CheckpointError(f"The weights {each} are missing; fetch or save the checkpoint again.")
            return files
    for stem in (*stems, "diffusion_pytorch_model.fp16", "model.fp16"):
        if (folder / f"{stem}.safetensors").is_file():
            return (folder / f"{stem}.safetensors",)
    raise CheckpointError(
        f"{folder} has no weights ({stems[0]}.safetensors or {stems[1]}.safetensors); fetch or save the "
        f"checkpoint again."
    )
