"""What a source is: a pinned registry package, its licence, and how its pictures and their names are read."""

from __future__ import annotations

import io
import tarfile
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from danqing.core.errors import DataError

Client = Literal["npm", "pip", "apt"]


@dataclass(frozen=True, kw_only=True)
class Package:
    """One archive in a public registry, pinned by version and content.

    Args:
        client: which client fetches it: npm, pip or apt-get.
        name, version: as that client writes them.
        sha256: of the archive, in hexadecimal.
        wheel: for pip: interpreter and platform of the wheel, where there are several; only its data are read.
    """

    client: Client
    name: str
    version: str
    sha256: str
    wheel: tuple[str, str] | None = None

    @property
    def file_name(self) -> str:
        """The name of the archive in the packages folder."""
        plain = f"{self.name}-{self.version}".replace("@", "").replace("/", "-").replace(":", "-")
        return f"{self.client}-{plain}{({'npm': '.tgz', 'pip': '.whl', 'apt': '.deb'})[self.client]}"


@dataclass(frozen=True, kw_only=True)
class RawPicture:
    """One picture as it lies in a package, with whatever the package says about it.

    Args:
        name: unique inside the package.
        content: the bytes of an SVG document, or of a PNG or WebP file.
        kind: which of the two.
        codepoints: hexadecimal code points of an emoji joined by "-", or None.
        titles_en, titles_zh: names, best first, not yet cleaned.
        keywords: English keywords, for choosing a category and for more names.
        group: the package's own category, or None.
        attribution: the author of this one picture when the package names one.
        style: a key of ``data/styles.py`` when this one picture differs from its source.
    """

    name: str
    content: bytes
    kind: Literal["svg", "raster"]
    codepoints: str | None = None
    titles_en: tuple[str, ...] = ()
    titles_zh: tuple[str, ...] = ()
    keywords: tuple[str, ...] = ()
    group: str | None = None
    attribution: str | None = None
    style: str | None = None


@dataclass(frozen=True, kw_only=True)
class Source:
    """A set of pictures under one licence; each kind of package overrides :meth:`read`.

    Args:
        name: how people name it, such as ``"noto"``.
        title: one line that says what it is.
        style: a key of ``data/styles.py``.
        packages: the archives that it needs, pictures first.
        licence: SPDX id or ``"public-domain"``.
        attribution: the line that the licence asks for.
        opt_in: True for share-alike and GPL sets: used only when the licence is accepted by name.
        emoji: True if picture names are emoji names, to be looked up as such.
        max_name_words: if not 0, only pictures whose name ends in a word of our word lists, and has at most so many
            words, may be used.
        cutouts_only: True if pictures that fill their whole square must be left out.
    """

    name: str
    title: str
    style: str
    packages: tuple[Package, ...]
    licence: str
    attribution: str
    opt_in: bool = False
    emoji: bool = False
    max_name_words: int = 0
    cutouts_only: bool = False

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield the pictures of the fetched archives (package name → file), in a stable order.

        What is left out is counted in ``dropped`` under its reason.
        """
        raise NotImplementedError


class Archive:
    """The members of a ``.tgz`` or ``.deb`` file, read without unpacking to disk.

    Args:
        path: the archive.

    Raises:
        DataError: it is missing, truncated, or of another format.
    """

    def __init__(self, path: Path) -> None:
        self.path = path

    def members(self, suffix: str = "") -> Iterator[tuple[str, bytes]]:
        """Yield (name, bytes) of each regular file whose name ends with ``suffix``, in the archive's order."""
        try:
            with tarfile.open(fileobj=io.BytesIO(self._tar()), mode="r:*") as tar:
                for member in tar:
                    stream = tar.extractfile(member) if member.isfile() and member.name.endswith(suffix) else None
                    if stream is not None:
                        yield member.name.removeprefix("./"), stream.read()
        except (tarfile.TarError, EOFError, OSError) as error:
            raise DataError(f"{self.path} cannot be read ({error}); delete it and fetch it again.") from None

    def read(self, name: str) -> bytes:
        """The bytes of one member.

        Raises:
            DataError: there is none of that name.
        """
        for found, content in self.members(name):
            if found == name:
                return content
        raise DataError(f"{self.path} holds no {name}; delete it and fetch it again.")

    def _tar(self) -> bytes:
        content = self.path.read_bytes()
        return _deb_data(content, self.path) if content.startswith(b"!<arch>\n") else content


def _deb_data(content: bytes, path: Path) -> bytes:
    """The ``data.tar.*`` of a Debian package (an ``ar`` archive: 60-byte headers, members padded to even)."""
    place = 8
    while place + 60 <= len(content):
        header = content[place : place + 60]
        name, size = header[:16].decode("ascii", "replace").strip().rstrip("/"), int(header[48:58])
        if name.startswith("data.tar"):
            return content[place + 60 : place + 60 + size]
        place += 60 + size + size % 2
    raise DataError(f"{path} is not a complete Debian package; delete it and fetch it again.")
