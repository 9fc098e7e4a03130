from __future__ import annotations

from pathlib import Path

import pytest

from danqing import load
from danqing.tasks.studio import Studio
from tiny import build_stable_diffusion
from tiny_families import build_mini, build_stable_diffusion_3


@pytest.fixture(scope="session")
def tiny_models(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    place = tmp_path_factory.mktemp("models")
    models = {
        "sd1": build_stable_diffusion(place / "sd1"),
        "mini": build_mini(place / "mini"),
        "sd3": build_stable_diffusion_3(place / "sd3", t5=False),
    }
    for folder in models.values():  # what they read is noise in any language, so nothing is translated for them
        (folder / "danqing.json").write_text('{"languages": ["en", "zh"]}')
    return models


@pytest.fixture(scope="session")
def studios(tiny_models: dict[str, Path]) -> dict[str, Studio]:
    return {name: load(folder, precision="float32", device="cpu") for name, folder in tiny_models.items()}
