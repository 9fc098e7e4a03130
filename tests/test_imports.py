"""Importing does nothing: no torch, no heavy library, until something is asked for."""

from __future__ import annotations

import importlib
import pkgutil
import subprocess
import sys

import pytest

import danqing

HEAVY = {
    "accelerate", "diffusers", "huggingface_hub", "matplotlib", "numpy", "PIL", "pyarrow", "rich", "safetensors",
    "scipy", "tokenizers", "torch", "transformers",
}  # fmt: skip


def loaded_by(code: str) -> set[str]:
    """The top-level names of the modules that a fresh Python holds after running ``code``."""
    report = "import sys; print('\\nLOADED', *{name.partition('.')[0] for name in sys.modules})"
    run = subprocess.run([sys.executable, "-c", f"{code}\n{report}"], capture_output=True, text=True, check=True)
    return set(run.stdout.rpartition("LOADED")[2].split())


def modules_below(*packages: str) -> list[str]:
    found = []
    for package in packages:
        folder = importlib.import_module(package)
        found += [package, *(each.name for each in pkgutil.walk_packages(folder.__path__, f"{package}."))]
    return found


def test_importing_danqing_loads_nothing_heavy() -> None:
    assert not loaded_by("import danqing") & HEAVY


@pytest.mark.parametrize("arguments", [["--help"], ["generate", "--help"], ["--version"]])
def test_help_and_version_load_nothing_heavy(arguments: list[str]) -> None:
    loaded = loaded_by(f"from danqing.cli.main import main; main({arguments!r})")
    assert "typer" in loaded
    assert not loaded & HEAVY


def test_folders_that_promise_it_load_no_torch() -> None:
    modules = modules_below(
        "danqing.core", "danqing.storage", "danqing.cli", "danqing.data", "danqing.director", "danqing.provenance"
    )
    assert len(modules) > 40
    assert not loaded_by(f"import {', '.join(modules)}") & {"torch", "diffusers", "transformers", "matplotlib"}


def test_an_instruction_that_is_not_understood_loads_no_torch() -> None:
    code = "from danqing.cli.main import main; assert main(['edit', 'none.png', 'sing a song']) == 2"
    assert "torch" not in loaded_by(code)


def test_every_export_can_be_imported() -> None:
    for name in danqing.__all__:
        assert getattr(danqing, name) is not None
    assert dir(danqing) == sorted(danqing.__all__)


def test_another_name_is_an_attribute_error() -> None:
    with pytest.raises(AttributeError, match="has no attribute 'paint'"):
        _ = danqing.paint
