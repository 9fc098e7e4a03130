"""Atomic writes: a temporary file beside the target, fsync, rename."""

from __future__ import annotations

import errno
import hashlib
import os
import secrets
import shutil
import stat
from collections.abc import Callable
from pathlib import Path

from danqing.core.errors import FailureError, OutputError


def write_atomically(path: Path, write: Callable[[Path], None], *, force: bool = True, private: bool = False) -> Path:
    """Let ``write`` fill a temporary file beside ``path``, then move it into place.

    Either the whole new file is there afterwards or the old state is; nothing half-written ever carries the name.

    Args:
        path, write: see above.
        force: whether an existing file is replaced.
        private: whether the file is its owner's alone (mode 0600), from the first byte on.

    Raises:
        OutputError: the folder is missing or not writable, or ``path`` exists and ``force`` is not set.
        FailureError: the disk is full.
    """
    path = Path(path)
    temporary: Path | None = None
    try:
        _check_name(path, force=force)
        temporary = _new_file_beside(path, 0o600 if private else 0o666)
        mode = temporary.stat().st_mode
        write(temporary)
        with temporary.open("rb+") as stream:
            os.fsync(stream.fileno())
        if temporary.stat().st_mode != mode:  # some libraries put a file of their own there
            temporary.chmod(stat.S_IMODE(mode))
        if force:
            temporary.replace(path)
        else:
            _move_to_free_name(temporary, path)
        temporary = None
    except OSError as error:
        raise _explain(error, path) from error
    finally:
        if temporary is not None:
            temporary.unlink(missing_ok=True)
    return path


def write_bytes(path: Path, content: bytes, *, force: bool = True) -> Path:
    """Write ``content`` atomically."""
    return write_atomically(path, lambda temporary: _write_all(temporary, content), force=force)


def write_text(path: Path, content: str, *, force: bool = True, private: bool = False) -> Path:
    """Write ``content`` as UTF-8 atomically; ``private`` as of :func:`write_atomically`."""
    encoded = content.encode("utf-8")
    return write_atomically(path, lambda temporary: _write_all(temporary, encoded), force=force, private=private)


def write_folder(folder: Path, write: Callable[[Path], object]) -> Path:
    """Let ``write`` fill a new folder beside ``folder``, then put it in its place.

    What was in ``folder`` before stays whole until the new one is; :func:`recover_folder` mends a crash in between.
    Whatever modes ``write`` gives, all end up with those that the user's umask leaves to new folders and files.

    Raises:
        OutputError, FailureError: as :func:`write_atomically`.
    """
    part, old = (folder.with_name(f".{folder.name}.{state}") for state in ("part", "old"))
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        recover_folder(folder)  # what an earlier crash left aside may be the only whole copy
        for leftover in (part, old):
            shutil.rmtree(leftover, ignore_errors=True)
        part.mkdir()
        mode = stat.S_IMODE(part.stat().st_mode)
        write(part)
        part.chmod(mode)
        for each in part.rglob("*"):
            if each.is_symlink():
                continue
            each.chmod(mode if each.is_dir() else mode & 0o666)  # some libraries let only their owner read them
            if each.is_file():
                with each.open("rb+") as stream:
                    os.fsync(stream.fileno())
        if folder.exists():
            folder.rename(old)
        part.rename(folder)
        shutil.rmtree(old, ignore_errors=True)
    except OSError as error:
        raise _explain(error, folder) from error
    finally:
        recover_folder(folder)
        shutil.rmtree(part, ignore_errors=True)
    return folder


def recover_folder(folder: Path) -> None:
    """Put back what :func:`write_folder` had moved aside when it was cut off between its last two steps."""
    old = folder.with_name(f".{folder.name}.old")
    if old.is_dir() and not folder.exists():
        old.rename(folder)


def check_writable(path: Path, *, force: bool = True) -> None:
    """Find out before long work whether :func:`write_atomically` will have a place to write to; leaves nothing.

    Raises:
        OutputError, FailureError: as :func:`write_atomically` would.
    """
    try:
        _check_name(path, force=force)
        _new_file_beside(path).unlink()
    except OSError as error:
        raise _explain(error, path) from error


def _new_file_beside(path: Path, mode: int = 0o666) -> Path:
    """An empty hidden file with a name of its own and, other than ``tempfile`` would give, the mode of new files.

    To ask for the umask is to change it for a moment, in all threads; the system applies it here by itself.
    """
    temporary = path.with_name(f".{path.name[:40]}.{secrets.token_hex(6)}{path.suffix}")
    os.close(os.open(temporary, os.O_CREAT | os.O_EXCL | os.O_RDWR, mode))
    return temporary


def _check_name(path: Path, *, force: bool) -> None:
    if path.is_dir():
        raise OutputError(f"{path} is a folder; name a file in it.")
    if not force and (path.exists() or path.is_symlink()):
        raise OutputError(f"{path} exists already; choose another name or allow overwriting (force=True).")


def _move_to_free_name(temporary: Path, path: Path) -> None:
    """Rename, but fail if somebody took the name meanwhile."""
    try:
        os.link(temporary, path)
        temporary.unlink()
    except OSError as error:
        if error.errno not in (errno.EPERM, errno.EOPNOTSUPP, errno.ENOSYS):
            raise
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY))  # FAT and some network disks know no hard links
        temporary.replace(path)


def _write_all(path: Path, content: bytes) -> None:
    path.write_bytes(content)


def _explain(error: OSError, path: Path) -> OutputError | FailureError:
    match error.errno:
        case errno.ENOSPC | errno.EDQUOT:
            return FailureError(f"The disk is full, so {path} was not written; free some space and try again.")
        case errno.ENOENT | errno.ENOTDIR:
            return OutputError(f"The folder {path.parent} does not exist; make it first or choose another.")
        case errno.EACCES | errno.EPERM | errno.EROFS:
            return OutputError(f"The folder {path.parent} cannot be written to; choose another.")
        case errno.EEXIST:
            return OutputError(f"{path} exists already; choose another name or allow overwriting (force=True).")
        case errno.ENAMETOOLONG:
            return OutputError(f"The file name {path.name[:40]}… is too long; choose a shorter one.")
        case _:
            return FailureError(f"{path} could not be written: {error.strerror or error}.")


def exists(path: Path) -> bool:
    """Whether something is there; a name that no system could hold is not."""
    try:
        return path.exists()
    except (OSError, ValueError):
        return False


def file_sha256(path: Path) -> str:
    """The SHA-256 of a file's content, as hexadecimal digits."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
