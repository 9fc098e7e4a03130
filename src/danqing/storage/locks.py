"""One process at a time: a lock that the operating system lets go of when its holder ends, however that ends."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

from danqing.core.errors import OutputError

_TAKEN = (errno.EWOULDBLOCK, errno.EAGAIN, errno.EACCES, errno.EDEADLK)


def lock_folder(folder: Path, what: str) -> int:
    """Hold a folder until the handle is closed with :func:`os.close`, or the process ends.

    Where the system locks folders themselves, nothing is written into it; else a hidden, empty file stays there. A disk
    that knows no locks (some of the network) is used without one.

    Args:
        folder: that is there.
        what: what holds it, for the sentence: "chat".

    Returns:
        An open file handle.

    Raises:
        OutputError: another one holds it, or it cannot be opened.
    """
    try:
        handle = _opened(folder)
    except OSError as error:
        raise OutputError(f"The folder {folder} cannot be opened: {error.strerror}.") from None
    try:
        _lock(handle)
    except OSError as error:
        if error.errno in _TAKEN:
            os.close(handle)
            raise OutputError(f"Another {what} is open in {folder}; end it, or name another folder.") from None
    return handle


if sys.platform == "win32":  # pragma: no cover
    import msvcrt

    def _opened(folder: Path) -> int:
        return os.open(folder / ".lock", os.O_CREAT | os.O_RDWR)

    def _lock(handle: int) -> None:
        msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _opened(folder: Path) -> int:
        return os.open(folder, os.O_RDONLY)

    def _lock(handle: int) -> None:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
