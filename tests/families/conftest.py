from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from tiny import build_stable_diffusion
from tiny_families import build_mini, build_stable_diffusion_3


@pytest.fixture(scope="session")
def tiny_folders(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """One checkpoint of each shape, not to be written into."""
    place = tmp_path_factory.mktemp("tiny")
    return {
        "sd1": build_stable_diffusion(place / "sd1"),
        "sd2": build_stable_diffusion(place / "sd2", prediction="v_prediction"),
        "mini": build_mini(place / "mini"),
        "sd3": build_stable_diffusion_3(place / "sd3", t5=False),
        "sd3-t5": build_stable_diffusion_3(place / "sd3-t5", t5=True),
    }


@pytest.fixture
def copied(tiny_folders: dict[str, Path], tmp_path: Path) -> Callable[[str], Path]:
    """A copy of one of them that a test may damage."""
    return lambda name: Path(shutil.copytree(tiny_folders[name], tmp_path / name))
