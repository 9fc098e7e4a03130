"""Where the lines of ``__name__`` come from: the user's files, then the built-in lists; and lists of whole prompts."""

from __future__ import annotations

import os
from pathlib import Path

from danqing.core.errors import RequestError, UnknownNameError
from danqing.director.wildcards import BUILT_IN
from danqing.storage.home import wildcards_folder

MAX_BYTES = 1 << 20
SUFFIX = ".txt"


def wildcard_names() -> list[str]:
    """All that can be chosen from: the files of the user and the built-in lists."""
    folder = wildcards_folder()
    own = {path.relative_to(folder).with_suffix("").as_posix() for path in folder.rglob(f"*{SUFFIX}")}
    return sorted(own) + [name for name in BUILT_IN if name not in own]


def wildcard_lines(name: str) -> tuple[str, ...]:
    """The lines of a wildcard, at least one: ``NAME.txt`` in the home's ``wildcards`` folder, else the built-in list.

    A file has one choice a line in UTF-8; empty lines and lines that begin with ``#`` are passed over. A name may lead
    into folders (``__animals/dogs__``), not out of them, since the grammar knows no dots in names.

    Raises:
        UnknownNameError: there is no such wildcard.
        RequestError: the file is too large, is not UTF-8 text or has no lines.
    """
    path = wildcards_folder().joinpath(*name.split("/")).with_suffix(SUFFIX)
    try:
        return _read(path, "wildcard file", "choice")
    except (FileNotFoundError, NotADirectoryError, IsADirectoryError):
        pass
    except OSError as error:
        raise RequestError(f"The wildcard file {path} cannot be read: {error.strerror or 'it is damaged'}.") from None
    if name not in BUILT_IN:
        raise UnknownNameError("wildcard", name, wildcard_names())
    return BUILT_IN[name]


def prompt_lines(path: Path) -> tuple[str, ...]:
    """The prompts of a file, one a line, at least one; see :func:`wildcard_lines` for its form.

    Raises:
        RequestError: it cannot be read, is too large, is not UTF-8 text or has no lines.
    """
    try:
        return _read(path, "list of prompts", "prompt")
    except OSError as error:
        raise RequestError(f"The list of prompts {path} cannot be read: {error.strerror or 'it is damaged'}.") from None


def _read(path: Path, kind: str, line: str) -> tuple[str, ...]:
    with path.open("rb") as file:
        if os.fstat(file.fileno()).st_size > MAX_BYTES:
            raise RequestError(f"The {kind} {path} has more than {MAX_BYTES // 1024:,} KiB; make it shorter.")
        content = file.read(MAX_BYTES + 1)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RequestError(f"The {kind} {path} is not UTF-8 text; save it as such.") from None
    lines = tuple(line.strip() for line in text.splitlines() if line.strip() and not line.lstrip().startswith("#"))
    if not lines:
        raise RequestError(f"The {kind} {path} has no lines to choose from; write one {line} a line.")
    return lines
