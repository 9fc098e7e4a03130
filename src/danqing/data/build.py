"""Build a pack from fetched packages: read, name, render in parallel, split, write."""

from __future__ import annotations

import contextlib
import functools
import hashlib
import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import NamedTuple

from danqing.core.errors import DataError
from danqing.data.captions import WORD_PACKAGES, Named, Vocabulary, load_vocabulary, name_picture
from danqing.data.credits import credits_json, picture_credits, word_credits, write_credits
from danqing.data.fetch import archives_of, choose_sources
from danqing.data.pack import FORMAT
from danqing.data.render import VERSION, UnfitPictureError, render
from danqing.data.sources import RawPicture, Source
from danqing.data.split import SPLIT_SALT, VAL_FRACTION, splits_of
from danqing.data.types import Entry
from danqing.storage import home
from danqing.storage.files import write_atomically, write_text

SHARD_ROWS = 1024
Progress = Callable[[str], None]
Job = tuple[bytes, str, bool]  # content, kind, whether it must be a cut-out


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """Where the pack is, how many pictures each source gave, and why others were left out."""

    folder: Path
    pictures: int
    concepts: int
    by_source: dict[str, int]
    dropped: dict[str, dict[str, int]]
    skipped: dict[str, str]


class Row(NamedTuple):
    """One picture of the pack that is being made, with the digest of what it was rendered from."""

    entry: Entry
    image: bytes
    digest: str


def build(
    names: Iterable[str] | None = None,
    out: Path | None = None,
    *,
    accept: Iterable[str] = (),
    packages: Path | None = None,
    processes: int = 2,
    progress: Progress | None = None,
) -> BuildReport:
    """Make a pack of the named sources (by default all but the opt-in ones) from the packages in the cache.

    Args:
        names: sources, or None for all default ones that were fetched.
        out: the pack's folder; by default ``packs/open`` under Danqing's home.
        accept: SPDX ids of licences accepted for opt-in sources.
        packages: the packages folder.
        processes: how many render at once.
        progress: called with one line per source.

    Raises:
        UnknownNameError, DataError: see :func:`danqing.data.fetch.choose_sources`; or nothing was fetched.
    """
    sources = choose_sources(names, accept)
    packages = packages or home.packages_folder()
    word_archives = archives_of(WORD_PACKAGES, packages)
    vocabulary = load_vocabulary(word_archives)
    archives: dict[str, dict[str, Path]] = {}
    skipped: dict[str, str] = {}
    for source in sources:
        try:
            archives[source.name] = archives_of(source.packages, packages)
        except DataError as error:
            if names is not None:
                raise
            skipped[source.name] = str(error)
    fetched = [(source, archives[source.name]) for source in sources if source.name in archives]
    if not fetched:
        raise DataError("No source was fetched yet; run: danqing data fetch")
    out = out or home.packs_folder() / "open"
    return make_pack(
        fetched,
        vocabulary,
        out,
        word_archives=word_archives,
        skipped=skipped,
        processes=processes,
        progress=progress,
    )


def make_pack(
    sources: Sequence[tuple[Source, dict[str, Path]]],
    vocabulary: Vocabulary,
    out: Path,
    *,
    word_archives: Mapping[str, Path] | None = None,
    skipped: dict[str, str] | None = None,
    processes: int = 1,
    progress: Progress | None = None,
) -> BuildReport:
    """Read, name, render and write; see :func:`build` for the arguments.

    Args:
        sources: each with its archives (package name → file).
        vocabulary: the words.
        word_archives: the packages that the words are from, which may bring licence texts.

    Raises:
        DataError: an archive is broken, or no picture could be used.
    """
    say = progress or (lambda line: None)
    rows: list[Row] = []
    dropped: dict[str, dict[str, int]] = {}
    before = _rendered_before(out)
    with contextlib.ExitStack() as stack:
        render_all: Callable[[Iterable[Job]], Iterator[bytes | str]] = functools.partial(map, _render)
        if processes > 1:
            pool = stack.enter_context(multiprocessing.get_context("spawn").Pool(processes))
            render_all = functools.partial(pool.imap, _render, chunksize=16)
        for source, archives in sources:
            reasons: Counter[str] = Counter()
            named = [
                (raw, names, _digest((raw.content, raw.kind, source.cutouts_only)))
                for raw, names in _name_all(source, archives, vocabulary, reasons)
            ]
            new = {
                digest: (raw.content, raw.kind, source.cutouts_only) for raw, _, digest in named if digest not in before
            }
            pictures = before | dict(zip(new, render_all(new.values()), strict=True))
            for raw, names, digest in named:
                picture = pictures[digest]
                if isinstance(picture, str):
                    reasons[picture] += 1
                else:
                    rows.append(Row(_entry(source, raw, names), picture, digest))
            dropped[source.name] = dict(reasons.most_common())
            say(f"{source.name}: {len(named):,} pictures named, {reasons.total():,} left out, {len(new):,} rendered")
    if not rows:
        raise DataError("None of the pictures can be used; build the pack with more sources.")
    splits = splits_of(row.entry for row in rows)
    rows = [row._replace(entry=replace(row.entry, split=splits[row.entry.concept])) for row in rows]
    all_archives = dict(word_archives or {})
    for _, archives in sources:
        all_archives |= archives
    _write(out, rows, {source.name: source for source, _ in sources}, all_archives, dropped)
    return BuildReport(
        folder=out,
        pictures=len(rows),
        concepts=len({row.entry.concept for row in rows}),
        by_source=dict(Counter(row.entry.source for row in rows)),
        dropped=dropped,
        skipped=skipped or {},
    )


def _name_all(
    source: Source, archives: dict[str, Path], vocabulary: Vocabulary, reasons: Counter[str]
) -> Iterator[tuple[RawPicture, Named]]:
    for raw in source.read(archives, reasons):
        found = name_picture(source, raw, vocabulary)
        if isinstance(found, Named):
            yield raw, found
        else:
            reasons[found.reason] += 1


def _digest(job: Job) -> str:
    """What decides how a picture is rendered."""
    content, kind, cutout_only = job
    return hashlib.sha256(f"{VERSION}/{kind}/{cutout_only}/".encode() + content).hexdigest()[:32]


def _rendered_before(out: Path) -> dict[str, bytes | str]:
    """Digest → picture of the pack that will be replaced, so that a change of names renders nothing again."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    found: dict[str, bytes | str] = {}
    try:
        for name in json.loads((out / "pack.json").read_text("utf-8"))["shards"]:
            table = pq.read_table(out / name, columns=["digest", "image"])
            found.update(zip(table["digest"].to_pylist(), table["image"].to_pylist(), strict=True))
    except (OSError, ValueError, KeyError, TypeError, pa.ArrowException):
        return {}  # no pack yet, or a broken one: render anew
    return found


def _render(job: Job) -> bytes | str:
    """A picture, or the reason why there is none."""
    content, kind, cutout_only = job
    try:
        return render(content, kind, cutout_only=cutout_only)
    except UnfitPictureError as error:
        return str(error)
    except (ValueError, OSError, SyntaxError):  # Pillow reports some broken files as a SyntaxError
        return "corrupt"


def _entry(source: Source, raw: RawPicture, named: Named) -> Entry:
    """An entry; its split is known only when all are."""
    package = source.packages[0]
    return Entry(
        key=f"{source.name}/{raw.name}",
        source=source.name,
        style=raw.style or source.style,
        concept=named.concept,
        names_en=named.names_en,
        names_zh=named.names_zh,
        words_from=named.words_from,
        category=named.category,
        package=package.name,
        version=package.version,
        licence=source.licence,
        attribution=raw.attribution or source.attribution,
        split="train",
    )


def _write(
    out: Path,
    rows: list[Row],
    sources: Mapping[str, Source],
    archives: Mapping[str, Path],
    dropped: dict[str, dict[str, int]],
) -> None:
    """Write shards first and ``pack.json`` last, so that readers see the old pack or the new one, never a mixture.

    Files carry the build's id; those of the pack that is replaced stay, for processes that still read it, until the
    next build.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    out.mkdir(parents=True, exist_ok=True)
    build_id = _build_id(rows)
    _remove_old(out, build_id)
    shards = []
    for start in range(0, len(rows), SHARD_ROWS):
        part = rows[start : start + SHARD_ROWS]
        columns = [
            {
                **asdict(row.entry),
                "words_from": json.dumps(row.entry.words_from),
                "image": row.image,
                "digest": row.digest,
            }
            for row in part
        ]
        table = pa.Table.from_pylist(columns)
        name = f"pictures-{build_id}-{start // SHARD_ROWS:04d}.parquet"
        write_atomically(out / name, functools.partial(pq.write_table, table, compression="zstd"))
        shards.append(name)
    entries = [row.entry for row in rows]
    write_text(out / "ledger.jsonl", "".join(f"{line}\n" for line in _ledger(entries)))
    credits = [*picture_credits(entries, sources, archives), *word_credits(archives)]
    write_text(out / "credits.json", json.dumps(credits_json(credits), ensure_ascii=False, indent=1) + "\n")
    write_credits(out, credits, about="Whose pictures and words are in this pack; `ledger.jsonl` lists each picture.")
    facts = {
        "format": FORMAT,
        "id": build_id,
        "pictures": len(rows),
        "concepts": len({entry.concept for entry in entries}),
        "held_out_concepts": len({entry.concept for entry in entries if entry.split == "val"}),
        "split": {"salt": SPLIT_SALT, "fraction": VAL_FRACTION, "by": "sha256 of salt/first concept of a group"},
        "by_source": dict(Counter(entry.source for entry in entries)),
        "dropped": dropped,
        "shards": shards,
    }
    write_text(out / "pack.json", json.dumps(facts, ensure_ascii=False, indent=1))


def _build_id(rows: list[Row]) -> str:
    """Eight characters that differ when any fact or picture differs."""
    digest = hashlib.sha256()
    for row in rows:
        digest.update(f"{row.entry}{row.digest}".encode())
    return digest.hexdigest()[:8]


def _remove_old(out: Path, build_id: str) -> None:
    """Remove the files of builds before the one that is being replaced; of a broken one nothing can be read."""
    kept = {build_id}
    with contextlib.suppress(OSError, ValueError, KeyError, TypeError):
        kept.add(str(json.loads((out / "pack.json").read_text("utf-8"))["id"]))
    for path in (*out.glob("pictures-*.parquet"), *out.glob("array-*.npy")):
        if not kept & set(path.stem.split("-")):
            path.unlink()


def _ledger(entries: list[Entry]) -> Iterator[str]:
    fields = ("key", "source", "package", "version", "licence", "attribution", "concept", "words_from", "split")
    for entry in entries:
        yield json.dumps({name: getattr(entry, name) for name in fields}, ensure_ascii=False)
