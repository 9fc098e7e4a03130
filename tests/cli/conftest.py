"""A home of its own for every test, and a tiny real model."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from danqing.cli.main import main
from tiny import build_stable_diffusion


@pytest.fixture(autouse=True)
def _own_home(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DANQING_HOME", str(tmp_path_factory.mktemp("home")))
    monkeypatch.delenv("DANQING_DEBUG", raising=False)


@pytest.fixture(scope="session")
def tiny_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A Stable Diffusion folder that draws noise at 32 × 32 px in a moment."""
    folder = build_stable_diffusion(tmp_path_factory.mktemp("models") / "tiny")
    (folder / "danqing.json").write_text('{"languages": ["en", "zh"]}')
    return folder


@pytest.fixture
def draw(tiny_model: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Callable[..., int]]:
    """``danqing generate`` with the tiny model and two steps, in an empty folder; gives the exit code."""
    folder = tmp_path / "work"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run(*arguments: str) -> int:
        return main(["generate", "--model", str(tiny_model), "--steps", "2", *arguments])

    yield run
    assert not list(folder.glob(".*")), "a temporary file was left behind"
