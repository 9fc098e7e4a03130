"""Tiny package archives in the registries' own forms, made on the fly: npm tarballs and Debian packages."""

from __future__ import annotations

import hashlib
import io
import json
import tarfile
from pathlib import Path

from danqing.data.captions import CLDR, EMOJIBASE, Vocabulary, load_vocabulary
from danqing.data.sources import Package
from danqing.data.sources.iconify import IconifySource

RED_BALL = '<circle cx="16" cy="16" r="10" fill="red"/>'
BLUE_SQUARE = '<rect x="4" y="4" width="24" height="24" fill="blue"/>'


def write_tar(path: Path, files: dict[str, bytes], *, mode: str = "gz") -> bytes:
    """Write a tar archive of ``files`` and return its bytes."""
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode=f"w:{mode}") as tar:  # type: ignore[call-overload]
        for name, content in files.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            tar.addfile(member, io.BytesIO(content))
    path.write_bytes(stream.getvalue())
    return stream.getvalue()


def write_deb(path: Path, files: dict[str, bytes]) -> None:
    """Write a Debian package whose data part holds ``files``."""
    data = write_tar(path, files, mode="xz")
    parts = (("debian-binary", b"2.0\n"), ("control.tar.xz", b"odd"), ("data.tar.xz", data))
    content = b"!<arch>\n"
    for name, part in parts:
        content += (
            f"{name:<16}{0:<12}{0:<6}{0:<6}{100644:<8}{len(part):<10}`\n".encode() + part + b"\n" * (len(part) % 2)
        )
    path.write_bytes(content)


def iconify_archive(path: Path, icons: dict[str, str], **more: object) -> Path:
    """Write an Iconify package: icon name → SVG body; ``more`` goes into ``icons.json`` or, for chars, beside it."""
    chars = more.pop("chars", {})
    categories = more.pop("categories", {})
    listed = {"icons": {name: {"body": body} for name, body in icons.items()}, "width": 32, "height": 32, **more}
    files = {"icons.json": listed, "chars.json": chars, "metadata.json": {"categories": categories}}
    write_tar(path, {f"package/{name}": json.dumps(content).encode() for name, content in files.items()})
    return path


def package_of(path: Path, name: str = "@iconify-json/tiny") -> Package:
    """The package that pins the archive at ``path``."""
    return Package(client="npm", name=name, version="1.0.0", sha256=hashlib.sha256(path.read_bytes()).hexdigest())


def tiny_source(path: Path, name: str = "tiny", *, emoji: bool = True, opt_in: bool = False) -> IconifySource:
    """An emoji source over the archive at ``path``."""
    return IconifySource(
        name=name,
        title="Tiny",
        style="flat",
        packages=(package_of(path),),
        licence="CC-BY-SA-4.0" if opt_in else "MIT",
        attribution=f"{name} by somebody, MIT",
        emoji=emoji,
        opt_in=opt_in,
    )


def tiny_vocabulary(folder: Path) -> Vocabulary:
    """The real reader over word packages of five emoji."""
    emoji = (
        ("1F431", "🐱", "cat face", "猫脸", 3, 34),
        ("26BD", "⚽", "soccer ball", "足球", 6, 62),
        ("1F996", "🦖", "T-Rex", "霸王龙", 3, 37),
        ("1F534", "🔴", "red circle", "红色圆", 8, 96),
        ("1F550", "🕐", "one o’clock", "一点", 5, 58),
        ("1F937-200D-2642-FE0F", "🤷‍♂️", "man shrugging", "男生耸肩", 1, 24),
        ("1F914", "🤔", "thinking face", "思考", 0, 3),
    )
    groups = {
        "groups": {
            "0": "smileys-emotion",
            "1": "people-body",
            "3": "animals-nature",
            "5": "travel-places",
            "6": "activities",
            "8": "symbols",
        },
        "subgroups": {
            "3": "face-hand",
            "24": "person-gesture",
            "34": "animal-mammal",
            "37": "animal-reptile",
            "58": "time",
            "62": "sport",
            "96": "geometric",
        },
    }
    base: dict[str, object] = {"meta/groups.json": groups, "en/shortcodes/github.json": {"1F431": "kitty_cat"}}
    cldr: dict[str, object] = {}
    for language, column in (("en", 2), ("zh", 3)):
        base[f"{language}/data.json"] = [
            {"hexcode": row[0], "emoji": row[1], "label": row[column], "group": row[4], "subgroup": row[5]}
            for row in emoji
        ]
        spoken = {row[1]: {"tts": [row[column]]} for row in emoji}
        cldr[f"annotations/{language}/annotations.json"] = {"annotations": {"annotations": spoken}}
    archives = {}
    for package, files in ((EMOJIBASE, base), (CLDR, cldr)):
        archives[package.name] = folder / package.file_name
        content = {f"package/{name}": json.dumps(each).encode() for name, each in files.items()}
        write_tar(archives[package.name], content)
    return load_vocabulary(archives)
