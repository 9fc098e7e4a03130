"""Scenes composed ahead: a folder of shards that training reads without composing anything.

Each shard holds its pictures as one uint8 array (memory-mapped when read) and captions and truth as JSON lines. Shards
are written whole or not at all, so a broken build goes on where it stopped.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from danqing.core.errors import DataError
from danqing.data.types import ImageArray, Language, Scene, Split
from danqing.storage.files import write_atomically, write_text

SHARD_SCENES = 4096


class SceneSource(Protocol):
    """Anything that gives scene number i: a ``Composer``, or a test's own."""

    def scene(self, index: int) -> Scene: ...


class SceneSet:
    """A built folder of scenes: ``image(i)`` is (size, size, 3) uint8, ``captions(i)`` the phrases per language."""

    def __init__(self, folder: Path) -> None:
        description = folder / "scenes.json"
        if not description.is_file():
            raise DataError(f"{folder} holds no scenes; danqing train makes them before it trains.")
        facts = json.loads(description.read_text(encoding="utf-8"))
        self.folder = folder
        self.size: int = facts["size"]
        self.split: Split = facts["split"]
        self.shards = [
            np.load(folder / f"images-{number:05d}.npy", mmap_mode="r") for number in range(facts["num_shards"])
        ]
        self.records: list[dict[str, Any]] = []
        for number in range(facts["num_shards"]):
            with (folder / f"scenes-{number:05d}.jsonl").open(encoding="utf-8") as stream:
                self.records.extend(json.loads(line) for line in stream)
        if len(self.records) != sum(len(shard) for shard in self.shards):
            raise DataError(f"The scenes in {folder} are incomplete; delete the folder and build it again.")

    def __len__(self) -> int:
        return len(self.records)

    def image(self, index: int) -> ImageArray:
        """Picture ``index``, (size, size, 3) uint8."""
        return np.asarray(self.shards[index // SHARD_SCENES][index % SHARD_SCENES])

    def captions(self, index: int) -> dict[Language, tuple[str, ...]]:
        """Captions of picture ``index`` by language; a language may have none."""
        found: dict[Language, tuple[str, ...]] = {
            name: tuple(texts) for name, texts in self.records[index]["captions"].items()
        }
        return found

    def truth(self, index: int) -> dict[str, Any]:
        """The ground truth of picture ``index`` as JSON-ready values (see ``types.Truth``)."""
        found: dict[str, Any] = self.records[index]["truth"]
        return found


def build_scenes(
    open_source: Callable[[], SceneSource],
    folder: Path,
    *,
    num_scenes: int,
    size: int,
    split: Split,
    num_processes: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> SceneSet:
    """Compose ``num_scenes`` scenes (rounded up to whole shards) into ``folder`` and open the set.

    Args:
        open_source: makes the scene source; a picklable callable, called once in each process.
        size: pixels a side, as the source composes them.
        split: recorded with the set.
        on_progress: receives (shards done, shards in all).
    """
    folder.mkdir(parents=True, exist_ok=True)
    num_shards = -(-num_scenes // SHARD_SCENES)
    missing = [number for number in range(num_shards) if not (folder / f"scenes-{number:05d}.jsonl").exists()]
    done = num_shards - len(missing)
    if num_processes == 1 or len(missing) <= 1:
        source = open_source() if missing else None
        for number in missing:
            assert source is not None
            _write_shard(source, folder, number)
            done += 1
            if on_progress:
                on_progress(done, num_shards)
    else:
        with ProcessPoolExecutor(num_processes, mp_context=get_context("spawn")) as pool:
            for _ in pool.map(_build_shard, [open_source] * len(missing), [folder] * len(missing), missing):
                done += 1
                if on_progress:
                    on_progress(done, num_shards)
    facts = {"size": size, "split": split, "num_shards": num_shards, "num_scenes": num_shards * SHARD_SCENES}
    write_text(folder / "scenes.json", json.dumps(facts, indent=1) + "\n")
    return SceneSet(folder)


def _build_shard(open_source: Callable[[], SceneSource], folder: Path, number: int) -> None:
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _write_shard(open_source(), folder, number)


def _write_shard(source: SceneSource, folder: Path, number: int) -> None:
    scenes = [source.scene(index) for index in range(number * SHARD_SCENES, (number + 1) * SHARD_SCENES)]
    images = np.stack([scene.image for scene in scenes])

    def save(path: Path) -> None:
        with path.open("wb") as stream:
            np.save(stream, images)

    write_atomically(folder / f"images-{number:05d}.npy", save)
    lines = [json.dumps(_record(scene), ensure_ascii=False) + "\n" for scene in scenes]
    write_text(folder / f"scenes-{number:05d}.jsonl", "".join(lines))


def _record(scene: Scene) -> dict[str, Any]:
    return {
        "captions": {name: list(texts) for name, texts in scene.captions.items()},
        "truth": dataclasses.asdict(scene.truth),
        "sources": list(scene.sources),
    }


def choose_caption(captions: dict[Language, tuple[str, ...]], draw: tuple[float, float]) -> str:
    """Pick a caption by two numbers in [0, 1): for the language (even odds where both are known) and the phrase."""
    languages = sorted(name for name, texts in captions.items() if texts)
    texts = captions[languages[int(draw[0] * len(languages))]]
    return texts[int(draw[1] * len(texts))]
