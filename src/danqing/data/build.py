"""Build a pack from fetched packages: read, name, render in parallel, split, write."""

from __future__ import annotations

import functools
import hashlib
import json
import multiprocessing
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path

from danqing.core.errors import DataError
from danqing.data.captions import WORD_PACKAGES, Named, load_vocabulary, name_picture
from danqing.data.fetch import archives_of, choose_sources
from danqing.data.pack import FORMAT
from danqing.data.render import UnfitPictureError, render
from danqing.data.sources import RawPicture, Source
from danqing.data.split import SPLIT_SALT, VAL_FRACTION, split_of
from danqing.data.types import Entry
from danqing.storage import home
from danqing.storage.files import write_atomically, write_text

SHARD_ROWS = 1024
Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class BuildReport:
    """Where the pack is, how many pictures each source gave, and why others were left out."""

    folder: Path
    pictures: int
    concepts: int
    by_source: dict[str, int]
    dropped: dict[str, dict[str, int]]
    skipped: dict[str, str]


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
    out = out or home.packs_folder() / "open"
    say = progress or (lambda line: None)
    vocabulary = load_vocabulary(archives_of(WORD_PACKAGES, packages))
    rows: list[tuple[Entry, bytes]] = []
    dropped: dict[str, dict[str, int]] = {}
    skipped: dict[str, str] = {}
    with multiprocessing.get_context("spawn").Pool(processes) as pool:
        for source in sources:
            try:
                archives = archives_of(source.packages, packages)
            except DataError as error:
                if names is not None:
                    raise
                skipped[source.name] = str(error)
                continue
            reasons: Counter[str] = Counter()
            named: list[tuple[RawPicture, Named]] = []
            for raw in source.read(archives, reasons):
                found = name_picture(source, raw, vocabulary)
                if isinstance(found, Named):
                    named.append((raw, found))
                else:
                    reasons[found.reason] += 1
            pictures = pool.imap(
                _render, ((raw.content, raw.kind, source.cutouts_only) for raw, _ in named), chunksize=16
            )
            before = len(rows)
            for (raw, names_of_it), picture in zip(named, pictures, strict=True):
                if isinstance(picture, str):
                    reasons[picture] += 1
                else:
                    rows.append((_entry(source, raw, names_of_it), picture))
            dropped[source.name] = dict(reasons.most_common())
            say(f"{source.name}: {len(rows) - before:,} pictures, {reasons.total():,} left out")
    if not rows:
        raise DataError("No source was fetched yet; run: danqing data fetch")
    _write(out, rows, sources, dropped)
    return BuildReport(
        folder=out,
        pictures=len(rows),
        concepts=len({entry.concept for entry, _ in rows}),
        by_source=dict(Counter(entry.source for entry, _ in rows)),
        dropped=dropped,
        skipped=skipped,
    )


def _render(job: tuple[bytes, str, bool]) -> bytes | str:
    """A picture, or the reason why there is none."""
    content, kind, cutout_only = job
    try:
        return render(content, kind, cutout_only=cutout_only)
    except UnfitPictureError as error:
        return str(error)
    except (ValueError, OSError, SyntaxError):  # Pillow reports some broken files as a SyntaxError
        return "corrupt"


def _entry(source: Source, raw: RawPicture, named: Named) -> Entry:
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
        split=split_of(named.concept),
    )


def _write(
    out: Path, rows: list[tuple[Entry, bytes]], sources: list[Source], dropped: dict[str, dict[str, int]]
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
            {**asdict(entry), "words_from": json.dumps(entry.words_from), "image": image} for entry, image in part
        ]
        table = pa.Table.from_pylist(columns)
        name = f"pictures-{build_id}-{start // SHARD_ROWS:04d}.parquet"
        write_atomically(out / name, functools.partial(pq.write_table, table, compression="zstd"))
        shards.append(name)
    entries = [entry for entry, _ in rows]
    write_text(out / "ledger.jsonl", "".join(f"{line}\n" for line in _ledger(entries)))
    write_text(out / "ATTRIBUTION.md", attribution(entries, sources))
    facts = {
        "format": FORMAT,
        "id": build_id,
        "pictures": len(rows),
        "concepts": len({entry.concept for entry in entries}),
        "held_out_concepts": len({entry.concept for entry in entries if entry.split == "val"}),
        "split": {"salt": SPLIT_SALT, "fraction": VAL_FRACTION, "by": "sha256 of salt/concept"},
        "by_source": dict(Counter(entry.source for entry in entries)),
        "dropped": dropped,
        "shards": shards,
    }
    write_text(out / "pack.json", json.dumps(facts, ensure_ascii=False, indent=1))


def _build_id(rows: list[tuple[Entry, bytes]]) -> str:
    """Eight characters that differ when any fact or picture differs."""
    digest = hashlib.sha256()
    for entry, image in rows:
        digest.update(repr(entry).encode())
        digest.update(image)
    return digest.hexdigest()[:8]


def _remove_old(out: Path, build_id: str) -> None:
    """Remove the files of builds before the one that is being replaced."""
    kept = {build_id}
    if (out / "pack.json").exists():
        kept.add(str(json.loads((out / "pack.json").read_text("utf-8")).get("id")))
    for path in (*out.glob("pictures-*.parquet"), *out.glob("array-*.npy")):
        if not kept & set(path.stem.split("-")):
            path.unlink()


def _ledger(entries: list[Entry]) -> Iterator[str]:
    fields = ("key", "source", "package", "version", "licence", "attribution", "concept", "words_from", "split")
    for entry in entries:
        yield json.dumps({name: getattr(entry, name) for name in fields}, ensure_ascii=False)


def attribution(entries: list[Entry], sources: list[Source]) -> str:
    """The attribution file: one paragraph a source, with how many pictures it gave, then the words."""
    counts = Counter(entry.source for entry in entries)
    lines = ["# Attribution", "", "Pictures:", ""]
    for source in sources:
        if counts[source.name]:
            packages = ", ".join(f"{each.name} {each.version}" for each in source.packages)
            lines.append(f"- **{source.name}** ({counts[source.name]:,} pictures; {packages}): {source.attribution}")
    lines += [
        "",
        "Changes: pictures were drawn at 256 × 256 pixels, trimmed and centred; some were left out.",
        "",
        "Words:",
        "",
        "- Unicode CLDR annotations 48.2.0, copyright Unicode, Inc., Unicode-3.0, https://www.unicode.org/license.txt",
        "- emojibase-data 17.0.0, copyright Miles Johnson, MIT, https://emojibase.dev",
        "",
    ]
    return "\n".join(lines)
