"""The small pack that comes with the package: one picture of each everyday thing, so that drafts need no download.

One zip file of WebP pictures of 128 px, of one openly licensed set in one style, with every picture's source, licence
and attribution in ``pictures.json`` and the licence's text beside it. Made from a built pack by::

    python -m danqing.data.draft_pack
"""

from __future__ import annotations

import dataclasses
import functools
import io
import json
import zipfile
from collections.abc import Iterator, Sequence
from functools import cache
from importlib import resources
from pathlib import Path

import numpy as np
from PIL import Image

from danqing.core.errors import DataError
from danqing.data.everyday import everyday
from danqing.data.licences import texts_of
from danqing.data.pack import Pack
from danqing.data.render import resize
from danqing.data.retrieve import is_head
from danqing.data.types import Entry, ImageArray
from danqing.storage.files import write_atomically

SOURCE = "fluent-emoji-flat"  # flat, friendly, easily recoloured, and under the MIT licence
SIDE_PX = 128
QUALITY = 75
FILE = "draft-pack.zip"


class DraftPack:
    """Pictures with names, as :class:`danqing.data.pack.Pack` but small and read from one file.

    Args:
        content: the bytes of the zip file.

    Raises:
        DataError: it is damaged.
    """

    def __init__(self, content: bytes) -> None:
        try:
            self._file = zipfile.ZipFile(io.BytesIO(content))
            rows = json.loads(self._file.read("pictures.json"))
            self.entries = [_entry(row) for row in rows]
        except (zipfile.BadZipFile, KeyError, TypeError, ValueError) as error:
            raise DataError(f"The package's draft pictures are damaged ({error}); install danqing again.") from None

    def __len__(self) -> int:
        return len(self.entries)

    def image(self, index: int) -> ImageArray:
        """Picture ``index`` as uint8 (128, 128, 4), straight alpha."""
        with Image.open(io.BytesIO(self._file.read(f"{index:04d}.webp"))) as image:
            return np.array(image.convert("RGBA"))


@cache
def shipped_pack() -> DraftPack:
    """The pack that comes with the package."""
    return DraftPack(resources.files("danqing.data").joinpath(FILE).read_bytes())


def write_draft_pack(pack: Pack, path: Path, *, source: str = SOURCE) -> int:
    """Write one picture of each everyday thing of a source; returns how many.

    Raises:
        DataError: the pack has none of that source.
    """
    chosen = list(_one_of_each(pack.entries, source))
    if not chosen:
        raise DataError(f"The pack has no pictures of {source}; build it with that source.")

    picked = [pack.entries[index] for index in chosen]

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(temporary, "w", zipfile.ZIP_STORED) as file:
            facts = json.dumps([dataclasses.asdict(entry) for entry in picked], ensure_ascii=False, indent=0)
            file.writestr(_named("pictures.json"), facts, zipfile.ZIP_DEFLATED)
            works = {entry.source: (entry.source, entry.licence, entry.attribution, "") for entry in picked}
            for name, text in texts_of(works.values())[0].items():
                file.writestr(_named(f"LICENSES/{name}"), text, zipfile.ZIP_DEFLATED)
            for number, index in enumerate(chosen):
                file.writestr(_named(f"{number:04d}.webp"), _webp(pack.image(index)))

    write_atomically(path, write)
    return len(chosen)


def _one_of_each(entries: Sequence[Entry], source: str) -> Iterator[int]:
    """For each everyday thing the picture whose own name comes first among its names; of animals their heads too.

    A head bears a hat, where an animal that is seen from the side does not.
    """
    best: dict[str, tuple[int, int]] = {}
    heads = []
    for index, entry in enumerate(entries):
        thing = everyday(entry)
        if entry.source != source or not thing.listed:
            continue
        name = thing.names_en[0]
        if is_head(entry) and entry.category == "animal":
            heads.append(index)
        rank = 0 if entry.concept == name and not is_head(entry) else 1
        best[name] = min(best.get(name, (9, index)), (rank, index))
    return iter(sorted({*(index for _, index in best.values()), *heads}))


def _webp(pixels: ImageArray) -> bytes:
    buffer = io.BytesIO()
    image = Image.fromarray(resize(pixels, SIDE_PX))
    image.save(buffer, "WEBP", quality=QUALITY, alpha_quality=90, method=6)
    return buffer.getvalue()


@functools.cache
def _named(name: str) -> zipfile.ZipInfo:
    """A member without a date, so that the same pictures give the same file."""
    return zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0))


def _entry(row: dict[str, object]) -> Entry:
    values = dict(row)
    for name in ("names_en", "names_zh"):
        values[name] = tuple(values[name])  # type: ignore[arg-type]
    return Entry(**values)  # type: ignore[arg-type]


def main() -> None:
    """Write the file beside this one from the built pack."""
    from danqing.storage.home import packs_folder

    path = Path(__file__).with_name(FILE)
    number = write_draft_pack(Pack.open(packs_folder() / "open"), path)
    print(f"{number} pictures, {path.stat().st_size / 1024:.0f} KiB: {path}")


if __name__ == "__main__":
    main()
