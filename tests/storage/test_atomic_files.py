"""Atomic writes: the whole new file or the old state, never something between."""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

import pytest

from danqing.core.errors import FailureError, OutputError
from danqing.storage.files import check_writable, write_atomically, write_bytes, write_folder, write_text


def test_text_is_written_as_utf8_and_replaced(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.txt", "猫\n")
    assert path.read_bytes() == "猫\n".encode()
    write_text(path, "狗")
    assert path.read_text("utf-8") == "狗"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


def test_a_writer_that_fails_leaves_the_old_file_alone(tmp_path: Path) -> None:
    path = write_text(tmp_path / "a.txt", "old")

    def write(temporary: Path) -> None:
        temporary.write_text("half")
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        write_atomically(path, write)
    assert path.read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["a.txt"]


@pytest.mark.parametrize("link_error", [None, errno.EPERM, errno.EOPNOTSUPP])
def test_without_force_nothing_is_replaced_even_if_the_name_is_taken_meanwhile(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, link_error: int | None
) -> None:
    if link_error is not None:  # as on FAT and some network disks

        def no_link(source: Path, target: Path) -> None:
            raise OSError(link_error, "no hard links here")

        monkeypatch.setattr(os, "link", no_link)
    path = tmp_path / "a.txt"
    assert write_text(path, "first", force=False).read_text() == "first"
    with pytest.raises(OutputError, match=r"exists already; .*\(force=True\)"):
        write_text(path, "second", force=False)
    late = tmp_path / "b.txt"

    def write(temporary: Path) -> None:
        temporary.write_text("ours")
        late.write_text("theirs")

    with pytest.raises(OutputError, match="exists already"):
        write_atomically(late, write, force=False)
    assert (path.read_text(), late.read_text()) == ("first", "theirs")
    assert sorted(each.name for each in tmp_path.iterdir()) == ["a.txt", "b.txt"]


def test_a_folder_set_aside_by_a_crash_is_not_lost_to_the_next_failure(tmp_path: Path) -> None:
    folder = write_folder(tmp_path / "best", lambda part: (part / "a").write_text("old"))
    folder.rename(tmp_path / ".best.old")  # as after a crash between the last two steps

    def write(part: Path) -> None:
        raise OSError(errno.ENOSPC, "full")

    with pytest.raises(FailureError, match="disk is full"):
        write_folder(folder, write)
    assert (folder / "a").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["best"]


def test_a_folder_that_cannot_be_put_in_place_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = write_folder(tmp_path / "best", lambda part: (part / "a").write_text("old"))
    rename = Path.rename

    def refuse_the_new(path: Path, target: Path) -> Path:
        if path.name == ".best.part":
            raise OSError(errno.EIO, "Input/output error")
        return rename(path, target)

    monkeypatch.setattr(Path, "rename", refuse_the_new)
    with pytest.raises(FailureError, match="could not be written"):
        write_folder(folder, lambda part: (part / "a").write_text("new"))
    assert (folder / "a").read_text() == "old"
    assert [each.name for each in tmp_path.iterdir()] == ["best"]


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
def test_files_have_the_mode_that_the_umask_allows(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def write_privately(path: Path) -> None:  # as some libraries do
        path.unlink()
        path.touch(mode=0o600)

    before = os.umask(0o027)
    try:
        with monkeypatch.context() as patch:
            patch.delattr(os, "umask")  # it belongs to all threads, so nobody may touch it
            paths = [
                write_bytes(tmp_path / "a", b"x"),
                write_atomically(tmp_path / "b", write_privately),
                write_folder(tmp_path / "folder", lambda folder: write_privately(write_bytes(folder / "c", b"x")))
                / "c",
            ]
    finally:
        os.umask(before)
    assert [stat.S_IMODE(path.stat().st_mode) for path in paths] == [0o640] * 3


@pytest.mark.skipif(os.name == "nt", reason="modes are POSIX")
@pytest.mark.parametrize("umask", [0o022, 0o077])
def test_a_folder_and_all_in_it_have_the_modes_that_the_umask_allows(umask: int, tmp_path: Path) -> None:
    def write_privately(part: Path) -> None:  # as what is made with ``tempfile``
        part.chmod(0o700)
        (part / "unet").mkdir(mode=0o700)
        (part / "unet" / "deeper").mkdir(mode=0o711)
        for name in ("a.json", "unet/b.safetensors", "unet/deeper/c.txt"):
            (part / name).touch(mode=0o600)
        (part / "a.json").chmod(0o400)
        (part / "link").symlink_to(outside)

    outside = write_text(tmp_path / "outside", "x")
    outside.chmod(0o604)
    before = os.umask(umask)
    try:
        folder = write_folder(tmp_path / "model", write_privately)
    finally:
        os.umask(before)
    written = [path for path in (folder, *folder.rglob("*")) if not path.is_symlink()]
    folders, files = (
        {stat.S_IMODE(path.stat().st_mode) for path in written if path.is_dir() == wanted} for wanted in (True, False)
    )
    assert (folders, files) == ({0o777 & ~umask}, {0o666 & ~umask})
    assert stat.S_IMODE(outside.stat().st_mode) == 0o604


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("missing/a.txt", "does not exist"),
        ("file/a.txt", "does not exist"),
        ("folder", "is a folder"),
        ("x" * 300, "too long"),
    ],
)
def test_a_bad_place_is_named_before_and_when_writing(tmp_path: Path, name: str, words: str) -> None:
    (tmp_path / "file").write_text("x")
    (tmp_path / "folder").mkdir()
    for attempt in (check_writable, lambda path: write_text(path, "x")):
        with pytest.raises(OutputError, match=words):
            attempt(tmp_path / name)


def test_a_link_that_leads_nowhere_holds_its_name(tmp_path: Path) -> None:
    link = tmp_path / "a.txt"
    link.symlink_to(tmp_path / "nowhere")
    for attempt in (check_writable, lambda path, force: write_text(path, "x", force=force)):
        with pytest.raises(OutputError, match="exists already"):
            attempt(link, force=False)
    assert link.is_symlink()


def test_checking_leaves_nothing(tmp_path: Path) -> None:
    check_writable(tmp_path / "a.txt", force=False)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        (errno.ENOSPC, FailureError, "disk is full"),
        (errno.EDQUOT, FailureError, "disk is full"),
        (errno.EROFS, OutputError, "cannot be written to"),
        (errno.EIO, FailureError, "could not be written"),
    ],
)
def test_errors_of_the_system_become_sentences(tmp_path: Path, number: int, kind: type[Exception], words: str) -> None:
    def write(temporary: Path) -> None:
        raise OSError(number, os.strerror(number))

    with pytest.raises(kind, match=words):
        write_atomically(tmp_path / "a.txt", write)
    assert list(tmp_path.iterdir()) == []
