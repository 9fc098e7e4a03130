"""What docs/architecture.md says of folders, imports, stages and families is what the code says."""

from __future__ import annotations

import re
import tomllib
from typing import Any

import pytest

from danqing.families.registry import FAMILIES
from danqing.training.recipe import STAGES
from doc_blocks import ROOT

PAGE = (ROOT / "docs" / "architecture.md").read_text(encoding="utf-8")
SOURCE = ROOT / "src" / "danqing"
MATHS = ("diffusion", "clip", "vision")
ROWS = dict(re.findall(r"^\| `(\w+)/` \| .* \|(.*)\|$", PAGE, re.MULTILINE))
PACKAGES = {path.parent.name for path in SOURCE.glob("*/__init__.py")}


def contracts() -> dict[str, dict[str, Any]]:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    found = settings["tool"]["importlinter"]["contracts"]
    assert all(len(each["source_modules"]) == 1 for each in found)
    return {each["source_modules"][0].removeprefix("danqing."): each for each in found}


def allowed(folder: str) -> set[str]:
    """What the page's last column allows a folder to import."""
    said = ROWS[folder].strip()
    if said == "all":
        return PACKAGES - {folder}
    names = {name for name in said.split(", ") if name != "nothing"}
    return (names - {"maths"}) | ({*MATHS} if "maths" in names else set())


def test_the_page_lists_every_folder_and_no_other() -> None:
    assert set(ROWS) - {"assets"} == PACKAGES


@pytest.mark.parametrize("folder", sorted(PACKAGES - {"cli"}))
def test_the_import_rules_are_those_on_the_page(folder: str) -> None:
    forbidden = {name.removeprefix("danqing.") for name in contracts()[folder]["forbidden_modules"]}
    assert forbidden == PACKAGES - {folder} - allowed(folder)


def test_nothing_may_import_the_command_line() -> None:
    assert all("danqing.cli" in contract["forbidden_modules"] for contract in contracts().values())


def test_every_file_that_the_page_names_is_there() -> None:
    named = set(re.findall(r"`((?:\w+/)+\w+\.py)`", PAGE))
    assert len(named) > 15
    assert [name for name in sorted(named) if not ((SOURCE / name).is_file() or (ROOT / name).is_file())] == []


def test_the_page_lists_the_families_and_the_stages() -> None:
    families = dict(re.findall(r"^\| `(\w+Pipeline)` \| `families/(\w+)\.py`", PAGE, re.MULTILINE))
    assert families == {name: module.rpartition(".")[2] for name, (module, _) in FAMILIES.items()}
    assert ", ".join(STAGES) in " ".join(PAGE.split())
