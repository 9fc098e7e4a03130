"""What gets installed: every dependency is declared, and pinned to one tested version."""

from __future__ import annotations

import tomllib
from importlib.metadata import requires, version

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

import danqing
from doc_blocks import ROOT

PINS = {
    canonicalize_name(name): pinned
    for name, found, pinned in (
        line.partition("==") for line in (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    )
    if found
}


def needed() -> set[str]:
    """All that danqing with every extra needs on this machine, to the last dependency of a dependency."""
    found: set[tuple[str, str]] = set()
    waiting = [("danqing", extra) for extra in ("", "train", "dev")]
    while waiting:
        name, extra = waiting.pop()
        for text in requires(name) or []:
            wanted = Requirement(text)
            if wanted.marker is None or wanted.marker.evaluate({"extra": extra}):
                each = [(canonicalize_name(wanted.name), more) for more in ("", *wanted.extras)]
                waiting += [pair for pair in each if pair not in found]
                found.update(each)
    return {name for name, _ in found} - {"danqing"}


def test_every_dependency_is_pinned() -> None:
    assert len(needed()) > 50
    assert needed() - PINS.keys() == set()


def test_torch_is_pinned_to_the_release_that_is_tested() -> None:
    assert PINS[canonicalize_name("torch")] == "2.13.0"  # without a local version, so that the CPU build satisfies it


def test_drawing_needs_only_what_the_base_installation_brings() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    base = {canonicalize_name(Requirement(text).name) for text in settings["project"]["dependencies"]}
    assert {"torch", "diffusers", "transformers", "tokenizers", "safetensors", "huggingface-hub"} <= base
    assert not base & {"accelerate", "matplotlib", "pyarrow"}  # drawing does without


def test_the_version_is_the_installed_one() -> None:
    assert version("danqing") == danqing.__version__
