"""Fetch pinned packages with the registries' own clients, check their hashes, and keep them."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from danqing.core.errors import DataError, DownloadError, UnknownNameError
from danqing.data.captions import WORD_PACKAGES as NAME_PACKAGES
from danqing.data.sources import SOURCES, Package, Source, find_source
from danqing.data.wordnet import WORDNET
from danqing.storage import home
from danqing.storage.files import file_sha256

WORD_PACKAGES: tuple[Package, ...] = (*NAME_PACKAGES, WORDNET)

Progress = Callable[[str], None]


@dataclass(frozen=True, kw_only=True)
class SourceStatus:
    """What ``danqing data list`` shows of one source."""

    name: str
    title: str
    style: str
    licence: str
    packages: tuple[str, ...]
    opt_in: bool
    fetched: bool


@dataclass(frozen=True, kw_only=True)
class FetchReport:
    """What a fetch did: package files newly fetched, found in the cache, and sources left out with the reason."""

    fetched: tuple[str, ...]
    cached: tuple[str, ...]
    skipped: dict[str, str]


def list_sources(folder: Path | None = None) -> list[SourceStatus]:
    """All sources, those in the default pack first; ``folder`` is the packages folder."""
    folder = folder or home.packages_folder()
    return [
        SourceStatus(
            name=source.name,
            title=source.title,
            style=source.style,
            licence=source.licence,
            packages=tuple(f"{each.name} {each.version} ({each.client})" for each in source.packages),
            opt_in=source.opt_in,
            fetched=all((folder / each.file_name).exists() for each in source.packages),
        )
        for source in sorted(SOURCES.values(), key=lambda source: source.opt_in)
    ]


def choose_sources(names: Iterable[str] | None, accept: Iterable[str] = ()) -> list[Source]:
    """The named sources, or the default ones; opt-in sources only if their licence is in ``accept``.

    Raises:
        UnknownNameError: a name is unknown.
        DataError: an opt-in source is named and its licence is not accepted.
    """
    accepted = {each.lower() for each in accept}
    if names is None:
        return [source for source in SOURCES.values() if not source.opt_in]
    chosen = [find_source(name) for name in dict.fromkeys(names)]
    for source in chosen:
        if source.opt_in and source.licence.lower() not in accepted:
            raise DataError(
                f"{source.name} is under {source.licence}, which binds what is made from it; "
                f"accept it with --accept {source.licence} if that suits you."
            )
    if not chosen:
        raise UnknownNameError("data source", "", sorted(SOURCES))
    return chosen


def fetch(
    names: Iterable[str] | None = None,
    *,
    accept: Iterable[str] = (),
    progress: Progress | None = None,
    folder: Path | None = None,
) -> FetchReport:
    """Fetch the packages of the named sources (by default all but the opt-in ones) and the word lists.

    Finished packages are kept, so that a second call resumes where the first stopped and needs no network when all is
    there. By default a source whose client is not installed, or whose package this system's apt does not offer, is
    skipped with its reason; one asked for by name raises.

    Args:
        names: sources, or None for the default ones.
        accept: SPDX ids of the licences accepted for opt-in sources.
        progress: called with one line per package.
        folder: the packages folder.

    Raises:
        UnknownNameError, DataError: see :func:`choose_sources`.
        DownloadError: a client is missing or failed, or an archive differs from the recorded one.
    """
    sources = choose_sources(names, accept)
    folder = folder or home.packages_folder()
    folder.mkdir(parents=True, exist_ok=True)
    say = progress or (lambda line: None)
    fetched: list[str] = []
    cached: list[str] = []
    skipped: dict[str, str] = {}
    wanted: dict[Package, str] = dict.fromkeys(WORD_PACKAGES, "words")
    wanted |= {package: source.name for source in sources for package in source.packages}
    for package, owner in wanted.items():
        try:
            new = _fetch_package(package, folder, say)
        except _NotHereError as error:
            if names is not None or owner == "words":
                raise
            skipped[owner] = str(error)
            say(f"{owner}: skipped. {error}")
            continue
        (fetched if new else cached).append(package.file_name)
    return FetchReport(fetched=tuple(fetched), cached=tuple(cached), skipped=skipped)


def fetch_package(package: Package, *, progress: Progress | None = None, folder: Path | None = None) -> Path:
    """The archive of one package, fetched first if the cache does not hold it.

    Raises:
        DownloadError: its client is missing or failed, or the archive differs from the recorded one.
    """
    folder = folder or home.packages_folder()
    folder.mkdir(parents=True, exist_ok=True)
    _fetch_package(package, folder, progress or (lambda line: None))
    return folder / package.file_name


def archives_of(packages: Iterable[Package], folder: Path | None = None) -> dict[str, Path]:
    """Package name → archive in the cache, each with its hash checked.

    Raises:
        DataError: one was not fetched yet.
        DownloadError: one differs from the recorded archive.
    """
    folder = folder or home.packages_folder()
    found = {}
    for package in packages:
        path = folder / package.file_name
        if not path.exists():
            raise DataError(f"{package.name} {package.version} is not here yet; run: danqing data fetch")
        check_hash(path, package)
        found[package.name] = path
    return found


def check_hash(path: Path, package: Package) -> None:
    """Raise :class:`DownloadError` unless the file is the recorded archive."""
    found = file_sha256(path)
    if found != package.sha256:
        raise DownloadError(
            f"{path} is not the recorded archive of {package.name} {package.version} (sha256 {found}, expected "
            f"{package.sha256}); delete it and fetch again."
        )


class _NotHereError(DownloadError):
    """The package client is not installed, or is that of a system that does not offer the package."""


def _fetch_package(package: Package, folder: Path, say: Progress) -> bool:
    """Fetch into ``NAME.part`` and move into place once the hash is right; False if it was there already."""
    path = folder / package.file_name
    if path.exists():
        check_hash(path, package)
        say(f"{package.name} {package.version}: in the cache")
        return False
    part = folder / f"{package.file_name}.part"
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir()
    try:
        say(f"{package.name} {package.version}: fetching with {_CLIENTS[package.client]}")
        _run_client(package, part)
        files = [each for each in part.iterdir() if each.is_file()]
        if len(files) != 1:
            raise DownloadError(f"{_CLIENTS[package.client]} left {len(files)} files for {package.name}; try again.")
        check_hash(files[0], package)
        files[0].replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)
    return True


_UNREACHED = re.compile(  # of what pip, npm and apt-get say
    r"NewConnectionError|NameResolutionError|ConnectTimeout|ProxyError|Failed to establish a new connection"
    r"|connection broken|\b(?:ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH)\b"
    r"|Temporary failure|Could not resolve|Could not connect|Unable to connect|Network is unreachable",
    re.I,
)
_CLIENTS = {"npm": "npm", "pip": "pip", "apt": "apt-get"}


def _command(package: Package) -> list[str]:
    match package.client:
        case "npm":
            return ["npm", "pack", "--loglevel=error", "--ignore-scripts", f"{package.name}@{package.version}"]
        case "pip":
            pinned = f"{package.name}=={package.version}"
            chosen: list[str] = []
            if package.wheel is not None:
                interpreter, platform = package.wheel
                chosen = [f"--python-version={interpreter.removeprefix('cp')}", f"--platform={platform}"]
            pip = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--only-binary=:all:"]
            return [*pip, *chosen, pinned]
        case "apt":
            return ["apt-get", "download", "-q", "-q", f"{package.name}={package.version}"]


def _run_client(package: Package, into: Path) -> None:
    name, *arguments = _command(package)
    program = shutil.which(name)  # its whole name: on Windows that of npm ends in .cmd
    by_hand = f"put the archive into {into.parent} as {package.file_name}"
    if program is None:
        raise _NotHereError(f"{package.name} comes through {name}, which is not installed; install it, or {by_hand}.")
    done = subprocess.run([program, *arguments], cwd=into, capture_output=True, text=True, check=False)
    if done.returncode:
        said = done.stderr or done.stdout
        if _UNREACHED.search(said):
            raise DownloadError(
                f"{package.name} {package.version} could not be fetched, since its registry was not reached; see "
                f"whether this machine is online and try again, or {by_hand}."
            )
        reason = _reason(said) or f"exit code {done.returncode}"
        kind = _NotHereError if package.client == "apt" else DownloadError
        raise kind(f"{package.name} {package.version} could not be fetched ({reason}); try again later, or {by_hand}.")


def _reason(said: str) -> str:
    """The line of a client's complaint that says what is wrong: npm's first after its codes, else the last one."""
    lines = [line.strip() for line in said.splitlines() if line.strip()]
    told = [line.removeprefix("npm error ") for line in lines if line.startswith("npm error ")]
    told = [line for line in told if not re.match("code |syscall |errno ", line)]
    return (told or lines[::-1] or [""])[0].rstrip(".")
