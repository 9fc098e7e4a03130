"""Adapters by name: LoRA and embeddings that were added to ``$DANQING_HOME/adapters``."""

from __future__ import annotations

import re
import shutil
import tempfile
from dataclasses import dataclass
from pathlib import Path

from danqing.core.errors import CheckpointError, DanqingError, FailureError, OutputError, RequestError, UnknownNameError
from danqing.families.adapter_files import CONFIG, AdapterFile, open_adapter
from danqing.storage.files import exists
from danqing.storage.home import adapters_folder

SUFFIX = ".safetensors"
_NAME = re.compile(r"[^\W_][\w.+ -]{0,98}[\w+-]\Z|[^\W_]\Z")


@dataclass(frozen=True, kw_only=True)
class AdapterInfo:
    """One adapter at hand.

    Args:
        name: what requests call it.
        path: where it is.
        kind: ``"lora"`` or ``"embedding"``; None if it cannot be used.
        size: the rank of a LoRA, or how many vectors an embedding has.
        base: the model that it was made for, as far as it says so.
        words: what calls it up, as far as it says so.
        size_bytes: of its files.
        problem: why it cannot be used, in one sentence; None if it can.
    """

    name: str
    path: Path
    kind: str | None = None
    size: int = 0
    base: str = ""
    words: tuple[str, ...] = ()
    size_bytes: int
    problem: str | None = None


def find_adapter(name: str | Path) -> Path:
    """The file or folder of an adapter given by name or by path.

    Raises:
        UnknownNameError: no adapter has that name and nothing is at that path.
        CheckpointError: it is a path at which there is nothing.
    """
    text = str(name)
    if (added := _added(text)) is not None:
        return added
    path = Path(text).expanduser()
    if exists(path):
        return path
    if "/" in text or "\\" in text:
        raise CheckpointError(f"There is no adapter at {text}; check the path or see `danqing adapters list`.")
    raise UnknownNameError("adapter", text, [each.name for each in list_adapters()])


def list_adapters() -> list[AdapterInfo]:
    """All adapters at hand by name. One that cannot be used is listed with its problem."""
    place = adapters_folder()
    if not place.is_dir():
        return []
    found = (each for each in place.iterdir() if not each.name.startswith("."))
    return sorted(map(adapter_info, found), key=lambda info: info.name)


def adapter_info(path: Path) -> AdapterInfo:
    """What a file or folder says of itself."""
    name = path.stem if path.is_file() else path.name
    try:
        files = [path] if path.is_file() else [each for each in path.rglob("*") if each.is_file()]
        size_bytes = sum(each.stat().st_size for each in files)
        file = open_adapter(path)
        return AdapterInfo(
            name=name,
            path=path,
            kind=file.kind,
            size=file.size,
            base=file.base,
            words=file.words,
            size_bytes=size_bytes,
        )
    except DanqingError as error:
        return AdapterInfo(name=name, path=path, size_bytes=size_bytes, problem=str(error))


def add_adapter(source: str | Path, name: str | None = None, *, force: bool = False) -> AdapterInfo:
    """Keep a copy of an adapter under a name, after checking all that can be checked without its model.

    Args:
        source: a ``.safetensors`` file, or a folder with one.
        name: what to call it; by default as the file is called. Embeddings in the form of the AUTOMATIC1111 interface
            are called up by it.
        force: whether one of that name may be replaced.

    Raises:
        RequestError: the name cannot be used.
        OutputError: there is one of that name, or the folder cannot be written to.
        CheckpointError, UnsafeCheckpointError: it cannot be used.
    """
    file = open_adapter(Path(source).expanduser())
    file.tensors()  # refuses what is not finite
    name = file.name if name is None else name
    if not _NAME.match(name):
        raise RequestError(f"{name!r} cannot name an adapter; use letters, digits, spaces, '.', '-' and '_'.")
    place = adapters_folder()
    existing = _added(name)
    if existing is not None and not force:
        raise OutputError(f"There is an adapter named {name} already; remove it or choose another name (--name).")
    try:
        place.mkdir(parents=True, exist_ok=True)
        staging = Path(tempfile.mkdtemp(dir=place, prefix=".adding-"))
    except OSError as error:
        raise OutputError(f"The folder {place} cannot be written to ({error.strerror}); set DANQING_HOME.") from None
    try:
        made = _copied(file, staging)
        if existing is not None:
            _delete(existing)
        goal = place / (name if made.is_dir() else f"{name}{SUFFIX}")
        made.rename(goal)
    except OSError as error:
        raise FailureError(f"The adapter could not be written to {place}: {error.strerror or error}.") from error
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return adapter_info(goal)


def remove_adapter(name: str) -> Path:
    """Delete an added adapter and return the file or folder that it was.

    Raises:
        UnknownNameError: no adapter has that name.
    """
    found = _added(name)
    if found is None:
        raise UnknownNameError("adapter", name, [each.name for each in list_adapters()])
    try:
        _delete(found)
    except OSError as error:
        raise FailureError(f"{found} could not be removed: {error.strerror or error}.") from error
    return found


def _added(name: str) -> Path | None:
    """The added adapter of that name, with or without the ending of its file."""
    stem = name.removesuffix(SUFFIX)
    if not _NAME.match(stem):
        return None
    places = (adapters_folder() / f"{stem}{SUFFIX}", adapters_folder() / stem)
    return next((place for place in places if exists(place)), None)


def _copied(file: AdapterFile, staging: Path) -> Path:
    if file.path.is_file() or not (file.path / CONFIG).is_file():
        return Path(shutil.copyfile(file.weights, staging / file.weights.name))
    folder = staging / "folder"
    folder.mkdir()
    for each in (file.weights, file.path / CONFIG):
        shutil.copyfile(each, folder / each.name)
    return folder


def _delete(path: Path) -> None:
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path)
    else:
        path.unlink()
