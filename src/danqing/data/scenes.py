"""Scenes composed ahead: a folder of shards that training reads without composing anything.

Each shard holds its pictures as one uint8 array (memory-mapped when read) and captions and truth as JSON lines. Shards
are written whole or not at all, so a broken build goes on where it stopped.
"""

from __future__ import annotations

import dataclasses
import json
import os
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from danqing.core.errors import DataError, RequestError
from danqing.data.types import ImageArray, Language, Scene, Split
from danqing.storage.files import write_atomically, write_text

SHARD_SCENES = 4096


class SceneSource(Protocol):
    """Anything that gives scene number i: a ``Composer``, or a test's own."""

    def scene(self, index: int) -> Scene: ...


class SceneSet:
    """A built folder of scenes: ``image(i)`` is (size, size, 3) uint8, ``captions(i)`` the phrases per language.

    Raises:
        DataError: the folder holds no scenes, or not all of them.
    """

    def __init__(self, folder: Path) -> None:
        description = folder / "scenes.json"
        if not description.is_file():
            raise DataError(f"{folder} holds no scenes; danqing train makes them before it trains.")
        facts = json.loads(description.read_text(encoding="utf-8"))
        self.folder = folder
        self.size: int = facts["size"]
        self.split: Split = facts["split"]
        self.shard_scenes: int = facts.get("shard_scenes", SHARD_SCENES)
        self.records: list[dict[str, Any]] = []
        try:
            self.shards = [
                np.load(folder / f"images-{number:05d}.npy", mmap_mode="r") for number in range(facts["num_shards"])
            ]
            for number in range(facts["num_shards"]):
                with (folder / f"scenes-{number:05d}.jsonl").open(encoding="utf-8") as stream:
                    self.records.extend(json.loads(line) for line in stream)
        except (OSError, ValueError, EOFError) as error:
            raise DataError(
                f"The scenes in {folder} are damaged ({error}); delete the folder and build it again."
            ) from error
        if len(self.records) != sum(len(shard) for shard in self.shards):
            raise DataError(f"The scenes in {folder} are incomplete; delete the folder and build it again.")

    def __len__(self) -> int:
        return len(self.records)

    def image(self, index: int) -> ImageArray:
        """Picture ``index``, (size, size, 3) uint8."""
        return np.asarray(self.shards[index // self.shard_scenes][index % self.shard_scenes])

    def captions(self, index: int) -> dict[Language, tuple[str, ...]]:
        """Captions of picture ``index`` by language; a language may have none."""
        found: dict[Language, tuple[str, ...]] = {
            name: tuple(texts) for name, texts in self.records[index]["captions"].items()
        }
        return found

    def sources(self, index: int) -> tuple[str, ...]:
        """The keys of the pack's entries that picture ``index`` is composed of."""
        return tuple(self.records[index]["sources"])

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
    origin: str = "",
    num_processes: int = 1,
    on_progress: Callable[[int, int], None] | None = None,
) -> SceneSet:
    """Compose ``num_scenes`` scenes (rounded up to whole shards) into ``folder`` and open the set.

    Shards that are there already are kept, so a broken build goes on and a finished one can grow.

    Args:
        open_source: makes the scene source; a picklable callable, called once in each process.
        size: pixels a side, as the source composes them.
        split: recorded with the set.
        origin: what the scenes come from (pack and seed, for one), so that two known origins are never mixed.
        on_progress: receives (shards done, shards in all).

    Raises:
        RequestError: fewer than one scene was asked for.
        DataError: ``folder`` holds scenes of another size, split or origin, or the source draws another size.
    """
    if num_scenes < 1:
        raise RequestError(f"At least one scene must be composed, not {num_scenes}.")
    folder.mkdir(parents=True, exist_ok=True)
    shard_scenes = _claim(folder, {"size": size, "split": split, "origin": origin}, min(num_scenes, SHARD_SCENES))
    num_shards = -(-num_scenes // shard_scenes)
    missing = [number for number in range(num_shards) if not (folder / f"scenes-{number:05d}.jsonl").exists()]
    tasks = [_Shard(folder=folder, number=number, num_scenes=shard_scenes, size=size) for number in missing]
    done = num_shards - len(missing)
    for _ in _write_shards(open_source, tasks, num_processes):
        done += 1
        if on_progress:
            on_progress(done, num_shards)
    facts = {
        "size": size,
        "split": split,
        "num_shards": num_shards,
        "shard_scenes": shard_scenes,
        "num_scenes": num_shards * shard_scenes,
    }
    write_text(folder / "scenes.json", json.dumps(facts, indent=1) + "\n")
    return SceneSet(folder)


@dataclasses.dataclass(frozen=True, kw_only=True)
class _Shard:
    """A shard to write: scenes ``number * num_scenes`` and on."""

    folder: Path
    number: int
    num_scenes: int
    size: int


def _claim(folder: Path, plan: dict[str, Any], shard_scenes: int) -> int:
    """Note what the folder is for, refuse to use it for something else, and return the scenes in a shard."""
    path = folder / "plan.json"
    if path.exists():
        found = json.loads(path.read_text(encoding="utf-8"))
        kept = int(found.pop("shard_scenes"))
        # A set that was built without saying what from may be gone on with.
        other = [name for name in plan if found.get(name) != plan[name] and (name != "origin" or found.get(name))]
        if other:
            was = ", ".join(f"{name} {found.get(name)!r}" for name in other)
            now = ", ".join(repr(plan[name]) for name in other)
            raise DataError(f"{folder} holds scenes of {was}, not {now}; choose another folder or delete this one.")
        return kept
    if (folder / "scenes.json").exists():  # built before plans were noted
        found = json.loads((folder / "scenes.json").read_text(encoding="utf-8"))
        if (found["size"], found["split"]) != (plan["size"], plan["split"]):
            raise DataError(
                f"{folder} holds scenes of {found['size']} px for {found['split']}, not of {plan['size']} px for "
                f"{plan['split']}; choose another folder or delete this one."
            )
        shard_scenes = found.get("shard_scenes", SHARD_SCENES)
    elif any(folder.glob("scenes-*.jsonl")):
        shard_scenes = SHARD_SCENES
    write_text(path, json.dumps({**plan, "shard_scenes": shard_scenes}, indent=1) + "\n")
    return shard_scenes


_source: SceneSource | None = None  # one for each process of a pool


def _write_shards(open_source: Callable[[], SceneSource], shards: list[_Shard], num_processes: int) -> Iterator[None]:
    """Write shards, yielding after each."""
    if num_processes == 1 or len(shards) <= 1:
        source = open_source() if shards else None
        for shard in shards:
            assert source is not None
            _write_shard(source, shard)
            yield
        return
    with ProcessPoolExecutor(
        min(num_processes, len(shards)),
        mp_context=get_context("spawn"),
        initializer=_open_in_process,
        initargs=(open_source,),
    ) as pool:
        yield from pool.map(_write_in_process, shards)


def _open_in_process(open_source: Callable[[], SceneSource]) -> None:
    global _source
    os.environ.setdefault("OMP_NUM_THREADS", "1")
    _source = open_source()


def _write_in_process(shard: _Shard) -> None:
    assert _source is not None
    _write_shard(_source, shard)


def _write_shard(source: SceneSource, shard: _Shard) -> None:
    first = shard.number * shard.num_scenes
    scenes = [source.scene(index) for index in range(first, first + shard.num_scenes)]
    images = np.stack([scene.image for scene in scenes])
    if images.shape[1:3] != (shard.size, shard.size):
        raise DataError(f"The scenes are {images.shape[2]}x{images.shape[1]} px, not {shard.size} px a side as asked.")

    def save(path: Path) -> None:
        with path.open("wb") as stream:
            np.save(stream, images)

    write_atomically(shard.folder / f"images-{shard.number:05d}.npy", save)
    lines = [json.dumps(_record(scene), ensure_ascii=False) + "\n" for scene in scenes]
    write_text(shard.folder / f"scenes-{shard.number:05d}.jsonl", "".join(lines))


def _record(scene: Scene) -> dict[str, Any]:
    return {
        "captions": {name: list(texts) for name, texts in scene.captions.items()},
        "truth": dataclasses.asdict(scene.truth),
        "sources": list(scene.sources),
    }


def choose_caption(captions: dict[Language, tuple[str, ...]], draw: tuple[float, float]) -> str:
    """Pick a caption by two numbers in [0, 1): for the language (even odds where both are known) and the phrase.

    Raises:
        DataError: there is no caption in any language.
    """
    languages = sorted(name for name, texts in captions.items() if texts)
    if not languages:
        raise DataError("A scene has no caption in any language; build the scenes again.")
    texts = captions[languages[int(draw[0] * len(languages))]]
    return texts[int(draw[1] * len(texts))]
