"""Check that a wheel holds every file of the package, and the model: ``python .ci/check_wheel.py WHEEL``."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

MAX_MODEL_BYTES = 48 * 2**20
MODEL = "danqing/assets/danqing-mini/"


def main(wheel: str) -> int:
    """Print what is wrong, if anything, and return 1 for it."""
    with zipfile.ZipFile(wheel) as archive:
        sizes = {each.filename: each.file_size for each in archive.infolist()}
    source = Path(__file__).resolve().parent.parent / "src"
    wanted = {
        path.relative_to(source).as_posix()
        for path in source.rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    problems = [f"{name} is missing from {wheel}" for name in sorted(wanted - sizes.keys())]
    if f"{MODEL}model_index.json" not in sizes:
        problems.append(f"{wheel} holds no model ({MODEL})")
    model_bytes = sum(size for name, size in sizes.items() if name.startswith(MODEL))
    if model_bytes > MAX_MODEL_BYTES:
        problems.append(f"the model has {model_bytes:,} bytes, more than {MAX_MODEL_BYTES:,}")
    print("\n".join(problems) or f"{len(wanted)} files, the model has {model_bytes / 2**20:.1f} MiB")
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
