"""A folder that one process holds at a time."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from danqing.core.errors import OutputError
from danqing.storage.locks import lock_folder

HOLD = "import sys; from pathlib import Path; from danqing.storage.locks import lock_folder; "
HOLD += "lock_folder(Path(sys.argv[1]), 'chat'); print('held', flush=True); sys.stdin.read()"


def test_the_second_is_told_and_the_next_is_let_in(tmp_path: Path) -> None:
    held = lock_folder(tmp_path, "chat")
    with pytest.raises(OutputError, match=r"^Another chat is open in .*; end it, or name another folder\.$"):
        lock_folder(tmp_path, "chat")
    os.close(held)
    os.close(lock_folder(tmp_path, "chat"))


def test_what_is_killed_holds_nothing(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline().strip() == b"held"
        with pytest.raises(OutputError, match="Another chat"):
            lock_folder(tmp_path, "chat")
        other.kill()
    os.close(lock_folder(tmp_path, "chat"))


def test_a_folder_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(OutputError, match="cannot be opened"):
        lock_folder(tmp_path / "gone", "chat")
