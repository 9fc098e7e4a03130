"""Emoji sets: many styles of the same few thousand concepts, joined by code point or by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from danqing.data.sources.base import Archive, Package, RawPicture, Source
from danqing.data.sources.iconify import IconifySource


@dataclass(frozen=True, kw_only=True)
class CodepointFiles(Source):
    """A package of raster files, each named by its code points, such as ``1f431.webp``."""

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield every WebP or PNG file in the order of its name."""
        files = dict(Archive(archives[self.packages[0].name]).members(".webp"))
        for path in sorted(files):
            stem = PurePosixPath(path).stem
            yield RawPicture(name=stem, content=files[path], kind="raster", codepoints=stem.replace("_", "-"))


def _iconify(name: str, version: str, sha256: str) -> tuple[Package, ...]:
    return (Package(client="npm", name=f"@iconify-json/{name}", version=version, sha256=sha256),)


EMOJI_SOURCES: tuple[Source, ...] = (
    IconifySource(
        name="noto",
        title="Noto Emoji by Google, flat with soft shading",
        style="shaded",
        packages=_iconify("noto", "1.2.9", "3e918d88fc945c0bb3d468dbace6f88caef67f01c9f0e7bcae0915a042e8f1ad"),
        licence="Apache-2.0",
        attribution="Noto Emoji, copyright Google LLC, Apache-2.0, https://github.com/googlefonts/noto-emoji",
        emoji=True,
    ),
    IconifySource(
        name="noto-v1",
        title="Noto Emoji, the first version, with blob faces",
        style="blob",
        packages=_iconify("noto-v1", "1.2.5", "2bf62c26c2c2884aa99e90aec942cdaee17a5921f05690694f4978ad4b017c37"),
        licence="Apache-2.0",
        attribution="Noto Emoji (version 1), copyright Google LLC, Apache-2.0, "
        "https://github.com/googlefonts/noto-emoji",
        emoji=True,
    ),
    IconifySource(
        name="twemoji",
        title="Twemoji, bold and flat",
        style="flat",
        packages=_iconify("twemoji", "1.2.5", "19046dff7d8707ce96212ec86468b36ac5f8e60409629dd13f809265c6d0ebb7"),
        licence="CC-BY-4.0",
        attribution="Twemoji, copyright Twitter, Inc and other contributors, CC BY 4.0, "
        "https://github.com/jdecked/twemoji",
        emoji=True,
    ),
    IconifySource(
        name="fluent-emoji-flat",
        title="Fluent Emoji by Microsoft, flat",
        style="flat",
        packages=_iconify(
            "fluent-emoji-flat", "1.2.6", "7d064769dee690815f823bc5bcc511d957198caf9f5edd8dd9c1aa48a6aeb175"
        ),
        licence="MIT",
        attribution="Fluent Emoji, copyright Microsoft Corporation, MIT, https://github.com/microsoft/fluentui-emoji",
        emoji=True,
    ),
    CodepointFiles(
        name="fluent-emoji-3d",
        title="Fluent Emoji by Microsoft, rendered in 3D",
        style="3d",
        packages=(
            Package(
                client="npm",
                name="@lobehub/fluent-emoji-3d",
                version="1.1.0",
                sha256="c1bb7eee7de090205a232518a9ab4adb3df458bfbe8a1f78232991194c8b2e58",
            ),
        ),
        licence="MIT",
        attribution="Fluent Emoji, copyright Microsoft Corporation, MIT, https://github.com/microsoft/fluentui-emoji",
        emoji=True,
    ),
    IconifySource(
        name="emojione",
        title="EmojiOne 2 (kept up as EmojiTwo), soft and flat",
        style="soft",
        packages=_iconify("emojione", "1.2.3", "26a14f44284407e8bcde91799388dca2bfd91dbcd55a97f425524a1c5b73610e"),
        licence="CC-BY-4.0",
        attribution="EmojiOne 2 / EmojiTwo, copyright Emoji One and EmojiTwo contributors, CC BY 4.0, "
        "https://github.com/EmojiTwo/emojitwo",
        emoji=True,
    ),
)
