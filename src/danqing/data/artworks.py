"""Whole paintings and photographs from package registries: what learns and measures restyling.

Eight paintings by Vincent van Gogh, in the public domain, lie in GCompris's game of details. Photographs are those
that scikit-image and scikit-learn bring along as examples; their licences are in those packages' own notes (public
domain and CC0 but for china.jpg and flower.jpg, which are CC BY 2.0, and chelsea.png, CC0).
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

from PIL import Image

from danqing.core.errors import DataError
from danqing.data.fetch import archives_of, fetch_package
from danqing.data.sources.base import Archive, Package

PAINTINGS = Package(
    client="apt",
    name="gcompris-qt-data",
    version="3.1-2",
    sha256="e9cf06ab2105529068df73085784e835d2ff03f870d2a8091f09125d40abac9f",
)
PHOTOGRAPHS = (
    Package(
        client="pip",
        name="scikit-image",
        version="0.26.0",
        sha256="74aa5518ccea28121f57a95374581d3b979839adc25bb03f289b1bc9b99c58af",
        wheel=("cp311", "manylinux_2_28_x86_64"),
    ),
    Package(
        client="pip",
        name="scikit-learn",
        version="1.9.1",
        sha256="52a0703bbc07ad27f560fa63fa68e4c54dd735bfbbf65b4dd3c225dc7547b6df",
        wheel=("cp311", "manylinux_2_28_x86_64"),
    ),
)
PHOTOGRAPH_NAMES = (
    "astronaut", "brick", "camera", "chelsea", "china", "clock_motion", "coffee", "coins", "color", "flower", "grass",
    "gravel", "hubble_deep_field", "ihc", "moon", "motorcycle_left", "retina", "rocket",
)  # fmt: skip
MEASURED = ("chelsea", "astronaut", "coffee", "china", "flower")  # photographs that nothing learns from
_WHOLE = {  # in the game of details, which also holds photographs
    "Eglise_dAuvers-sur-Oise": "church-at-auvers",
    "Gogh4": "cafe-terrace",
    "PortraitOfPereTanguy": "pere-tanguy",
    "Van_Gogh_The_Night_Cafe": "night-cafe",
    "VincentVanGogh0012": "vestibule",
    "VincentVanGogh0013": "painter-on-the-road",
    "VincentVanGogh0019": "harvest",
    "VincentVanGoghBridge": "bridge",
}
_DETAILS = "usr/share/gcompris-qt/rcc/details.rcc"


def fetch_artworks(progress: Callable[[str], None] | None = None) -> None:
    """Fetch the packages that hold them (67 MB), unless they are here already.

    Raises:
        DownloadError: a client is missing or failed, or an archive differs from the recorded one.
    """
    for package in (PAINTINGS, *PHOTOGRAPHS):
        fetch_package(package, progress=progress)


def paintings() -> dict[str, Image.Image]:
    """Whole paintings by name, such as ``"church-at-auvers"``, with longer sides of 500 to 668 px.

    Raises:
        DataError: the package was not fetched yet, or cannot be read.
        DownloadError: the archive differs from the recorded one.
    """
    archive = Archive(archives_of([PAINTINGS])[PAINTINGS.name])
    files = {Path(name).stem: content for name, content in _resources(archive.read(_DETAILS))}
    return {ours: _picture(files[f"{theirs}_background"], theirs) for theirs, ours in _WHOLE.items()}


def photographs() -> dict[str, Image.Image]:
    """Photographs by name, such as ``"chelsea"``.

    Raises:
        DataError, DownloadError: as :func:`paintings`.
    """
    found = {}
    for archive in archives_of(PHOTOGRAPHS).values():
        with zipfile.ZipFile(archive) as wheel:
            for name in wheel.namelist():
                path = Path(name)
                if path.suffix in (".png", ".jpg") and path.stem in PHOTOGRAPH_NAMES and "/tests/" not in name:
                    found[path.stem] = _picture(wheel.read(name), name)
    missing = set(PHOTOGRAPH_NAMES) - set(found)
    if missing:
        raise DataError(f"The packages hold no photographs named {', '.join(sorted(missing))}.")
    return dict(sorted(found.items()))


def _picture(content: bytes, name: str) -> Image.Image:
    try:
        return Image.open(io.BytesIO(content)).convert("RGB")
    except (OSError, ValueError) as error:
        raise DataError(f"{name} cannot be read ({error}).") from None


def _resources(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The files of a Qt resource collection: a header, a tree of nodes, names in UTF-16, and contents."""
    if content[:4] != b"qres":
        raise DataError("GCompris's file is no Qt resource collection.")
    version, tree, data, names = struct.unpack_from(">4I", content, 4)
    node = 14 if version < 2 else 22
    waiting = [(0, "")]
    while waiting:
        number, folder = waiting.pop()
        at = tree + number * node
        name_at, flags = struct.unpack_from(">IH", content, at)
        length = struct.unpack_from(">H", content, names + name_at)[0] if number else 0
        path = folder + content[names + name_at + 6 : names + name_at + 6 + 2 * length].decode("utf-16-be")
        if flags & 2:
            count, first = struct.unpack_from(">2I", content, at + 6)
            waiting += [(child, f"{path}/") for child in range(first, first + count)]
            continue
        begin = data + struct.unpack_from(">I", content, at + 10)[0]
        body = content[begin + 4 : begin + 4 + struct.unpack_from(">I", content, begin)[0]]
        yield path, zlib.decompress(body[4:]) if flags & 1 else body
