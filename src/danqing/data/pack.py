"""A pack: all pictures of some sources, rendered, named and split, in a few Parquet files beside a ledger.

``pack.json``            format, salt of the split, counts by source, reasons for what was left out
``pictures-ID-NNNN.parquet`` one row a picture: its facts and a lossless WebP of 256 × 256, RGBA
``ledger.jsonl``          one line a picture: source, package, licence, attribution, words from where
``ATTRIBUTION.md``        what the licences ask to be shown; ``LICENSES/`` has their texts, ``credits.json`` both
``array-SIZE-ID.npy``      made on first use: every picture as uint8 at one size, memory-mapped for training
"""

from __future__ import annotations

import dataclasses
import functools
import io
import json
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any, cast

import numpy as np
from PIL import Image

from danqing.core.errors import DataError
from danqing.data.render import SIDE_PX, resize
from danqing.data.types import Entry, ImageArray, Split
from danqing.storage.files import write_atomically

FORMAT = 1


class Pack:
    """Read access to a pack; ``entries[i]`` describes ``image(i)``.

    Args:
        folder: as written by ``build``; use :meth:`open`.
        entries: all pictures in their fixed order.
        counts: first row of each shard, and the end.
    """

    def __init__(self, folder: Path, entries: list[Entry], starts: Sequence[int], facts: dict[str, object]) -> None:
        self.folder, self.entries, self.facts = folder, entries, facts
        self._starts = np.asarray(starts)
        self._shard = functools.lru_cache(maxsize=None)(self._read_shard)

    @classmethod
    def open(cls, folder: str | Path) -> Pack:
        """Read the facts of all pictures; the pictures stay on disk until asked for.

        Raises:
            DataError: the folder holds no pack, a broken one, or one of another format.
        """
        import pyarrow as pa
        import pyarrow.parquet as pq

        folder = Path(folder)
        if not (folder / "pack.json").exists():
            raise DataError(f"{folder} holds no pack; make one with: danqing data fetch, then danqing data build")
        entries: list[Entry] = []
        starts = [0]
        try:
            facts = json.loads((folder / "pack.json").read_text("utf-8"))
            if facts["format"] != FORMAT:
                raise DataError(f"The pack in {folder} has another format; build it again: danqing data build")
            for name in facts["shards"]:
                rows = pq.read_table(folder / name, columns=_FACTS).to_pylist()
                entries.extend(_entry(row) for row in rows)
                starts.append(len(entries))
        except (OSError, ValueError, KeyError, TypeError, pa.ArrowException) as error:
            if isinstance(error, DataError):
                raise
            raise DataError(f"The pack in {folder} is broken ({error}); build it again: danqing data build") from None
        return cls(folder, entries, starts, facts)

    def __len__(self) -> int:
        return len(self.entries)

    def image(self, index: int) -> ImageArray:
        """Picture ``index`` as uint8 (256, 256, 4), straight alpha; a fresh array each time."""
        if not 0 <= index < len(self):
            raise IndexError(f"picture {index} of {len(self)}")
        shard = int(np.searchsorted(self._starts, index, side="right")) - 1
        content = self._shard(shard)[index - int(self._starts[shard])].as_py()
        return np.array(Image.open(io.BytesIO(content)).convert("RGBA"))

    def array(self, size: int = 128, progress: Callable[[str], None] | None = None) -> ImageArray:
        """All pictures as one read-only uint8 (num_pictures, size, size, 4), straight alpha, memory-mapped.

        The first call for a size writes ``array-SIZE-ID.npy`` into the pack's folder (about a minute); later ones are
        instant and share memory between processes.
        """
        if not 1 <= size <= SIDE_PX:
            raise DataError(f"A pack's array has 1 to {SIDE_PX} pixels a side, not {size}.")
        path = self.folder / f"array-{size}-{self.facts['id']}.npy"
        shape = (len(self), size, size, 4)
        if not path.exists():

            def write(temporary: Path) -> None:
                out = np.lib.format.open_memmap(temporary, mode="w+", dtype=np.uint8, shape=shape)
                for index in range(len(self)):
                    out[index] = resize(self.image(index), size)
                    if progress and index % 1000 == 0:
                        progress(f"{index:,} of {len(self):,} pictures at {size} px")
                out.flush()

            write_atomically(path, write)
        found = np.load(path, mmap_mode="r")
        if found.shape != shape:
            raise DataError(f"{path} does not fit its pack; delete it and try again.")
        return cast(ImageArray, found)

    def indices(self, split: Split | None = None) -> Iterator[int]:
        """The numbers of the pictures of one split, or of all."""
        return (index for index, entry in enumerate(self.entries) if split in (None, entry.split))

    def _read_shard(self, shard: int) -> Any:
        import pyarrow.parquet as pq

        names = cast(list[str], self.facts["shards"])
        return pq.read_table(self.folder / names[shard], columns=["image"]).column("image").combine_chunks()


_FACTS = [each.name for each in dataclasses.fields(Entry)]


def _entry(row: dict[str, object]) -> Entry:
    values = dict(row)
    values["names_en"] = tuple(cast(list[str], row["names_en"]))
    values["names_zh"] = tuple(cast(list[str], row["names_zh"]))
    values["words_from"] = json.loads(cast(str, row["words_from"]))
    return Entry(**values)  # type: ignore[arg-type]
