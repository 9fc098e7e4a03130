"""A disk that runs full while a picture is written: one sentence, and nothing left behind."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

WRITE = """
import os, sys
from pathlib import Path
from PIL import Image
from danqing.core.errors import FailureError
from danqing.core.picture import Picture
from danqing.provenance.files import check_output, write_picture
{limit}
image = Image.frombytes("RGB", (256, 256), os.urandom(256 * 256 * 3))
picture = Picture(image=image, manifest={{"request": {{"prompt": "猫"}}}}, writer=write_picture)
path = Path(sys.argv[1]) / "cat.png"
check_output(path, force=False)
try:
    picture.save(path)
except FailureError as error:
    print(error)
print(sorted(os.listdir(sys.argv[1])))
try:
    check_output(path, force=False, need_bytes=10**7)
except FailureError as error:
    print(error)
"""
ON_A_SMALL_DISK = 'mount -t tmpfs -o size=64k tmpfs "$1" && exec "$2" -c "$3" "$1"'


@pytest.mark.skipif(sys.platform == "win32", reason="limits are POSIX")
def test_a_write_that_breaks_off_leaves_nothing(tmp_path: Path) -> None:
    limit = "import resource; resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, 20_000))"
    done = subprocess.run(
        [sys.executable, "-c", WRITE.format(limit=limit), str(tmp_path)], capture_output=True, text=True, timeout=60
    )
    assert done.stderr == ""
    said, left = done.stdout.splitlines()[:2]
    assert said.endswith("cat.png could not be written: File too large.")
    assert left == "[]"


@pytest.mark.skipif(shutil.which("unshare") is None, reason="needs a disk of its own")
def test_a_full_disk_is_named_and_left_clean(tmp_path: Path) -> None:
    user = [] if os.geteuid() == 0 else ["--map-root-user"]
    shell = ["unshare", *user, "--mount", "sh", "-c", ON_A_SMALL_DISK, "sh", str(tmp_path), sys.executable]
    if subprocess.run([*shell, "pass"], capture_output=True, check=False).returncode:
        pytest.skip("this machine lets nobody mount a disk of one's own")
    done = subprocess.run([*shell, WRITE.format(limit="")], capture_output=True, text=True, timeout=60)
    assert done.stderr == ""
    said, left, before = done.stdout.splitlines()
    assert said.startswith("The disk is full, so ")
    assert left == "[]"
    assert before.startswith("The disk is full, so ")
