"""Models by name: those shipped with Danqing and those added to ``$DANQING_HOME/models``.

Only :func:`add_model` may use the network, and only for a hub id. Everything else looks at folders on this machine.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from danqing.core.errors import (
    CheckpointError,
    DanqingError,
    DownloadError,
    FailureError,
    OutputError,
    RequestError,
    UnknownNameError,
)
from danqing.families.checkpoint import Checkpoint, open_checkpoint, read_json
from danqing.families.registry import check_family
from danqing.storage.files import exists, write_text
from danqing.storage.home import models_folder

DEFAULT_MODEL = "danqing-mini"
ADDED_FILE = "danqing-added.json"
HUB_FILES = [
    "model_index.json",
    "danqing.json",
    "*.md",
    "LICENSE*",
    "*/*.safetensors",
    "*/*.json",
    "*/*.txt",
    "*/*.model",
]
HUB_SKIPPED = ["*.fp16.*", "*.non_ema.*", "*/openvino*", "*.msgpack", "safety_checker/*"]

_NAME = re.compile(r"[^\W_][\w.+-]{0,99}\Z")
_HUB_ID = re.compile(r"[A-Za-z0-9][\w.-]{0,95}/[A-Za-z0-9][\w.-]{0,95}\Z")


@dataclass(frozen=True, kw_only=True)
class ModelInfo:
    """One model at hand.

    Args:
        name: what requests call it.
        origin: ``"shipped"``, ``"added"``, or ``"folder"`` for one that was named by its path.
        folder: where it is.
        family: such as ``"stable-diffusion"``; None if it cannot be used.
        size_bytes: of its files.
        problem: why it cannot be used, in one sentence; None if it can.
    """

    name: str
    origin: str
    folder: Path
    family: str | None
    size_bytes: int
    problem: str | None


@dataclass(frozen=True, kw_only=True)
class ModelDetails:
    """What :func:`show_model` tells.

    Args:
        info: as in the list.
        class_name: the pipeline class.
        components: each part's class and size in bytes.
        defaults: what ``danqing.json`` sets.
        source: where it was added from, and when; empty for shipped models.
        weights_hash: SHA-256 over all weights and configurations.
    """

    info: ModelInfo
    class_name: str
    components: Mapping[str, tuple[str, int]]
    defaults: Mapping[str, Any]
    source: Mapping[str, Any]
    weights_hash: str


def shipped_folder() -> Path:
    """Where models lie that come with Danqing."""
    return Path(__file__).resolve().parent.parent / "assets"


def find_model(model: str | Path) -> Path:
    """The folder of a model given by name or by path. Never touches the network.

    Raises:
        UnknownNameError: no model has that name and no folder is there.
        CheckpointError: it is a hub id that was not added, or a path at which there is nothing.
    """
    text = str(model)
    for place in (models_folder(), shipped_folder()):
        if _NAME.match(text) and (place / text / "model_index.json").is_file():
            return place / text
    path = Path(text).expanduser()
    if text.strip() and exists(path):
        return path
    if _HUB_ID.match(text):
        name = _name_for(text)
        if (models_folder() / name).is_dir():
            return models_folder() / name
        raise CheckpointError(
            f"The model {text} is not on this machine, and drawing never fetches one; run `danqing models add {text}`, "
            f"or check the path if you meant a folder."
        )
    if isinstance(model, Path) or "/" in text or "\\" in text:
        raise CheckpointError(f"There is no model folder at {text}; check the path or see `danqing models list`.")
    raise UnknownNameError("model", text, [each.name for each in list_models()])


def list_models() -> list[ModelInfo]:
    """All models at hand, shipped ones first, then by name. One that cannot be used is listed with its problem."""
    found = []
    for origin, place in (("shipped", shipped_folder()), ("added", models_folder())):
        if place.is_dir():
            folders = sorted(each for each in place.iterdir() if _NAME.match(each.name) and each.is_dir())
            found += [_info(each, origin) for each in folders if origin == "added" or _is_model(each)]
    return found


def show_model(model: str | Path) -> ModelDetails:
    """Describe one model by name or folder.

    Raises:
        UnknownNameError, CheckpointError: as for :func:`find_model`; or it cannot be used.
    """
    from danqing.families.identity import content_hash

    folder = find_model(model)
    checkpoint = open_checkpoint(folder)
    check_family(checkpoint)
    added = folder / ADDED_FILE
    origin = {shipped_folder(): "shipped", models_folder(): "added"}.get(folder.parent, "folder")
    return ModelDetails(
        info=_info(folder, origin),
        class_name=checkpoint.class_name,
        components={n: (c.class_name, _size_bytes(c.folder)) for n, c in checkpoint.components.items()},
        defaults=checkpoint.defaults,
        source=read_json(added) if added.is_file() else {},
        weights_hash=content_hash(checkpoint),
    )


def add_model(source: str | Path, name: str | None = None, *, revision: str | None = None) -> ModelInfo:
    """Copy a checkpoint folder, or fetch one from the Hugging Face hub, into ``$DANQING_HOME/models``.

    It is checked first: no pickles, no code, a known family, every weight file whole. Either the whole model is there
    afterwards or nothing is.

    Args:
        source: a Diffusers folder, or a hub id such as ``"owner/name"``.
        name: what to call it; by default the last part of the source.
        revision: of the hub repository.

    Raises:
        RequestError: the name cannot be used.
        OutputError: a model of that name exists.
        CheckpointError, UnsafeCheckpointError: the checkpoint cannot be used.
        DownloadError: the hub could not be reached or does not have it.
    """
    folder = Path(source).expanduser()
    from_hub = not exists(folder) and _HUB_ID.match(str(source)) is not None
    name = name if name is not None else _name_for(str(source) if from_hub else str(folder.resolve()))
    if not _NAME.match(name):
        raise RequestError(f"{name!r} cannot name a model; use letters, digits, '.', '-' and '_', at most 100 of them.")
    place = models_folder()
    if (place / name).exists() or (shipped_folder() / name / "model_index.json").is_file():
        raise OutputError(f"There is a model named {name} already; remove it first or choose another name (--name).")
    if not from_hub:
        if not exists(folder):
            raise CheckpointError(f"There is no model folder at {source}; check the path.")
        check_checkpoint(folder)
    staging = _make_staging(place)
    try:
        if from_hub:
            _fetch(str(source), revision, staging)
            check_checkpoint(staging)
        else:
            _copy(open_checkpoint(folder), staging)
        added = {"source": str(source), "revision": revision, "time": datetime.now(UTC).isoformat(timespec="seconds")}
        write_text(staging / ADDED_FILE, json.dumps(added, ensure_ascii=False))
        staging.rename(place / name)
    except OSError as error:
        raise FailureError(f"The model could not be written to {place}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return _info(place / name, "added")


def remove_model(name: str) -> Path:
    """Delete an added model and return the folder it was in.

    Raises:
        UnknownNameError: no added model has that name.
        RequestError: it came with Danqing.
    """
    folder = models_folder() / name
    if not _NAME.match(name) or not folder.is_dir():
        if _NAME.match(name) and (shipped_folder() / name).is_dir():
            raise RequestError(f"The model {name} came with Danqing and cannot be removed; uninstall Danqing instead.")
        raise UnknownNameError("added model", name, [each.name for each in list_models() if each.origin == "added"])
    try:
        if folder.is_symlink():
            folder.unlink()
        else:
            shutil.rmtree(folder)
    except OSError as error:
        raise FailureError(f"{folder} could not be removed: {error.strerror or error}.") from error
    return folder


def check_checkpoint(folder: Path) -> Checkpoint:
    """Check all of a folder that can be checked without building networks: safety, family, whole weight files.

    Raises:
        CheckpointError, UnsafeCheckpointError: it cannot be used.
    """
    from danqing.families.weights import check_header

    checkpoint = open_checkpoint(folder)
    check_family(checkpoint)
    for name, component in checkpoint.components.items():
        if name in ("unet", "transformer", "vae") or name.startswith("text_encoder"):
            for path in component.weight_files:
                check_header(path)
    return checkpoint


def _is_model(folder: Path) -> bool:
    return (folder / "model_index.json").is_file()


def _info(folder: Path, origin: str) -> ModelInfo:
    family = problem = None
    try:
        family = check_family(open_checkpoint(folder))
    except DanqingError as error:
        problem = str(error)
    return ModelInfo(
        name=folder.name,
        origin=origin,
        folder=folder,
        family=family,
        size_bytes=_size_bytes(folder),
        problem=problem,
    )


def _size_bytes(folder: Path) -> int:
    return sum(each.stat().st_size for each in folder.rglob("*") if each.is_file())


def _name_for(source: str) -> str:
    return re.sub(r"[^\w.+-]", "-", Path(source).name).lstrip("-_.+") or "model"


def _make_staging(place: Path) -> Path:
    try:
        place.mkdir(parents=True, exist_ok=True)
        return Path(tempfile.mkdtemp(dir=place, prefix=".adding-"))
    except OSError as error:
        raise OutputError(
            f"The folder {place} cannot be written to ({error.strerror}); set DANQING_HOME to another."
        ) from None


def _copy(checkpoint: Checkpoint, goal: Path) -> None:
    for name in ("model_index.json", "danqing.json"):
        if (checkpoint.folder / name).is_file():
            shutil.copyfile(checkpoint.folder / name, goal / name)
    for path in checkpoint.content_files():
        target = goal / path.relative_to(checkpoint.folder)
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.copyfile(path, target)


def _fetch(hub_id: str, revision: str | None, goal: Path) -> None:
    from huggingface_hub import snapshot_download

    try:
        snapshot_download(
            hub_id, revision=revision, local_dir=goal, allow_patterns=HUB_FILES, ignore_patterns=HUB_SKIPPED
        )
    except Exception as error:  # the client raises its own, httpx's and the system's errors
        reason = " ".join(str(error).split())[:200] or type(error).__name__
        raise DownloadError(f"{hub_id} could not be fetched from the Hugging Face hub: {reason}") from error
    shutil.rmtree(goal / ".cache", ignore_errors=True)
    if not (goal / "model_index.json").is_file():
        raise CheckpointError(f"{hub_id} has no model_index.json, so it is not a Diffusers checkpoint; choose another.")
