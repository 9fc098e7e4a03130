"""Which weights made a picture: one hash over everything in a checkpoint that decides what it draws."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from danqing.core.errors import DanqingError
from danqing.families.checkpoint import Checkpoint
from danqing.storage.files import file_sha256, write_text
from danqing.storage.home import home

CACHE_ABOVE_BYTES = 64 * 2**20  # smaller checkpoints are hashed in less time than it takes to find the cache


def content_hash(checkpoint: Checkpoint) -> str:
    """SHA-256 over the names and contents of weights, configurations and tokenizer files, as hexadecimal digits.

    Hashes of large checkpoints are kept in ``$DANQING_HOME/cache`` and are taken from there as long as a file's size
    and time of change stay the same. A cache that cannot be written only costs time.
    """
    files = checkpoint.content_files()
    large = sum(path.stat().st_size for path in files) > CACHE_ABOVE_BYTES
    known = _read_cache() if large else {}
    hashes = {path: known.get(_key(path)) or file_sha256(path) for path in files}
    if large and any(_key(path) not in known for path in files):
        _write_cache({**known, **{_key(path): value for path, value in hashes.items()}})
    lines = [f"{value} {path.relative_to(checkpoint.folder).as_posix()}\n" for path, value in hashes.items()]
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def _key(path: Path) -> str:
    facts = path.stat()
    return f"{path.resolve()}|{facts.st_size}|{facts.st_mtime_ns}"


def _cache_file() -> Path:
    return home() / "cache" / "hashes.json"


def _read_cache() -> dict[str, str]:
    try:
        cache = json.loads(_cache_file().read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return {str(key): str(value) for key, value in cache.items()} if isinstance(cache, dict) else {}


def _write_cache(cache: dict[str, str]) -> None:
    try:
        _cache_file().parent.mkdir(parents=True, exist_ok=True)
        write_text(_cache_file(), json.dumps(cache))
    except (OSError, DanqingError):
        return
