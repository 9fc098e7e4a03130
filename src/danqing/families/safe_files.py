"""What no file of a checkpoint may do: hold pickled data or code, lead out of the folder, or ask to run code.

A checkpoint is used, hashed and copied as one folder, so a link out of it could put any file of this machine into a
model. The Hugging Face hub's cache is made of such links, from a snapshot to blobs beside it; those are followed.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from danqing.core.errors import UnsafeCheckpointError

PICKLED_SUFFIXES = (".bin", ".pt", ".pth", ".ckpt", ".pkl", ".pickle", ".joblib", ".npy", ".npz", ".dill")
CODE_SUFFIXES = (".py", ".pyc", ".pyd", ".so", ".dll", ".dylib", ".sh", ".exe")
CODE_KEYS = ("auto_map", "custom_pipeline", "custom_pipelines", "trust_remote_code")


def refuse_unsafe_files(folder: Path) -> None:
    """Check every file and link below ``folder``.

    Raises:
        UnsafeCheckpointError: one is pickled, is code, or is a link that leads out.
    """
    homes = _homes(folder)
    for path in sorted(folder.rglob("*")):
        if path.is_symlink():
            _refuse_link_out(path, homes)
        if path.is_file():
            refuse_unsafe_file(path)


def refuse_unsafe_file(path: Path) -> None:
    """Raise :class:`UnsafeCheckpointError` if this file is pickled weights or code, judged by its name."""
    suffix = path.suffix.lower()
    if suffix in PICKLED_SUFFIXES:
        raise UnsafeCheckpointError(
            f"{path} may hold pickled data, which can run any program when opened, so Danqing never opens it; use the "
            f".safetensors version of the checkpoint, and delete this file if both are there."
        )
    if suffix in CODE_SUFFIXES:
        raise UnsafeCheckpointError(
            f"{path} is program code, and Danqing never runs code from a checkpoint; use a checkpoint of a known "
            f"family, or delete this file if the checkpoint does not need it."
        )


def refuse_code_requests(path: Path, settings: Any) -> None:
    """Raise :class:`UnsafeCheckpointError` if a configuration names code to run, at any depth.

    Args:
        path: where it was read from.
        settings: what the JSON there says.
    """
    waiting = [settings]
    while waiting:
        value = waiting.pop()
        if isinstance(value, dict):
            asked = next((key for key in CODE_KEYS if value.get(key)), None)
            if asked is not None:
                raise UnsafeCheckpointError(
                    f"{path} asks to run code that comes with the checkpoint ({asked}), which Danqing never does; use "
                    f"a checkpoint of a known family, or remove {asked} there if the checkpoint works without."
                )
            waiting.extend(value.values())
        elif isinstance(value, list):
            waiting.extend(value)


def _homes(folder: Path) -> tuple[Path, ...]:
    """Where links may lead: into the checkpoint, and from a hub cache's snapshot to that repository's blobs.

    The cache is ``models--OWNER--NAME/snapshots/COMMIT``, with ``blobs`` beside ``snapshots`` and, where repositories
    share files, another ``blobs`` beside the repository.
    """
    root = folder.resolve()
    for place in (root, *root.parents):
        repository = place.parent.parent
        if place.parent.name == "snapshots" and repository.name.startswith("models--"):
            return root, place, repository / "blobs", repository.parent / "blobs"
    return (root,)


def _refuse_link_out(path: Path, homes: tuple[Path, ...]) -> None:
    try:
        target = path.resolve()
    except (OSError, RuntimeError):  # it leads to itself
        target = None
    if target is None or not any(target.is_relative_to(home) for home in homes):
        where = "itself" if target is None else f"{target}, outside the checkpoint"
        raise UnsafeCheckpointError(
            f"{path} is a link to {where}; Danqing follows no link out of a checkpoint, because it could make any file "
            f"of this machine part of a model, so put a copy in the link's place if you trust what it points to."
        )
