"""What the READMEs say to type works, with the model that ships."""

from __future__ import annotations

import os
import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from danqing.provenance.metadata import read_manifest
from doc_blocks import READMES, ROOT, Block, blocks

SET_UP = "python3 -m venv .venv && .venv/bin/pip install -c constraints.txt"
FIRST_COMMAND = f'{SET_UP} . && .venv/bin/danqing generate "一只坐在草地上的橘猫" --draft compose -o cat.png\n'
TEST_COMMAND = f"{SET_UP} -e '.[dev]' && .venv/bin/pytest\n"

NOWHERE = "http://127.0.0.1:9"  # a proxy that answers nobody, so that whoever asks the network fails

ALL = [block for page in READMES for block in blocks(page, "sh", "python")]
OFFLINE = [block for block in ALL if block.page == READMES[0] and not block.mark]  # the READMEs share their code


def run(block: Block, folder: Path) -> subprocess.CompletedProcess[str]:
    """Run a block in ``folder`` as a reader would, with this Python's ``danqing`` on the path and no network."""
    programs = Path(sys.executable).parent
    environment = {
        **os.environ,
        "PATH": f"{programs}{os.pathsep}{os.environ['PATH']}",
        "DANQING_HOME": str(folder / "home"),
        **dict.fromkeys(("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY"), NOWHERE),
    }
    command = ["bash", "-euo", "pipefail", "-c"] if block.language == "sh" else [sys.executable, "-c"]
    return subprocess.run(
        [*command, block.text], cwd=folder, env=environment, capture_output=True, text=True, timeout=300
    )


def test_only_the_two_set_up_commands_need_the_network() -> None:
    for page in READMES:
        marked = [(block.mark, block.text) for block in blocks(page) if block.mark]
        assert marked == [("network", FIRST_COMMAND), ("network", TEST_COMMAND)], page.name


def test_both_readmes_show_the_same_code() -> None:
    english, chinese = ([(block.language, block.text) for block in blocks(page)] for page in READMES)
    assert english == chinese
    assert {language for language, _ in english} <= {"sh", "python"}  # no block that this file would pass over


@pytest.mark.parametrize("block", OFFLINE, ids=lambda block: f"{block.name}-{block.language}")
def test_a_block_runs_offline_and_leaves_the_pictures_it_names(block: Block, tmp_path: Path) -> None:
    result = run(block, tmp_path)
    assert result.returncode == 0, f"{block.name}\n{result.stdout}\n{result.stderr}"
    pictures = [path for path in tmp_path.glob("*.*") if path.suffix in (".png", ".webp")]
    assert pictures, f"{block.name} drew nothing"
    for path in pictures:
        manifest = read_manifest(path)
        assert manifest["model"]["name"] == "danqing-mini"
        with Image.open(path) as image:
            low, high = image.convert("L").getextrema()
            assert low != high, f"{path.name} is blank"


def test_the_first_command_ends_with_a_picture_of_its_prompt(tmp_path: Path) -> None:
    """Its last part, as it is; ``.ci/run`` runs the set-up of the other command in full."""
    last = FIRST_COMMAND.rpartition(" && ")[2].removeprefix(".venv/bin/")
    assert run(Block(READMES[0], 0, "sh", last, ""), tmp_path).returncode == 0
    manifest = read_manifest(tmp_path / "cat.png")
    assert manifest["request"]["prompt"] == shlex.split(last)[2] == "一只坐在草地上的橘猫"


def test_ci_takes_the_test_command_from_the_readme() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")
    assert "README.md" in script
    assert "pip install" not in script
