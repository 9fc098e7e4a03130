"""Emoji sets: many styles of the same few thousand concepts, joined by code point or by name."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Literal

from danqing.data.sources.base import Archive, Package, RawPicture, Source
from danqing.data.sources.iconify import IconifySource


@dataclass(frozen=True, kw_only=True)
class CodepointFiles(Source):
    """A package of files, each named by its code points, such as ``1f431.webp``.

    Args:
        folder: where they lie in the archive.
        suffix: how they end.
    """

    folder: str = "package/"
    suffix: str = ".webp"

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield every file in the order of its name."""
        kind: Literal["svg", "raster"] = "svg" if self.suffix == ".svg" else "raster"
        for path, content in sorted(Archive(archives[self.packages[0].name]).members(self.suffix)):
            if path.startswith(self.folder):
                stem = PurePosixPath(path).stem
                yield RawPicture(name=stem, content=content, kind=kind, codepoints=stem.replace("_", "-"))


def _iconify(name: str, version: str, sha256: str) -> tuple[Package, ...]:
    return (Package(client="npm", name=f"@iconify-json/{name}", version=version, sha256=sha256),)


_FLUENT = "Fluent Emoji, copyright Microsoft Corporation, MIT, https://github.com/microsoft/fluentui-emoji"

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
        attribution=_FLUENT,
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
        attribution=_FLUENT,
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
    IconifySource(
        name="fluent-emoji",
        title="Fluent Emoji by Microsoft, glossy gradients",
        style="glossy",
        packages=_iconify("fluent-emoji", "1.2.7", "8044210dbf11e016d4de85f15d01a243423bd832457e7e2491df1b751c0e272b"),
        licence="MIT",
        attribution=_FLUENT,
        emoji=True,
    ),
    IconifySource(
        name="fluent-emoji-high-contrast",
        title="Fluent Emoji by Microsoft, one ink",
        style="silhouette",
        packages=_iconify(
            "fluent-emoji-high-contrast", "1.2.6", "0b92d48c90d2200bd499e3cdd09a127ca6a8c8ddefd34c35eb5a1e4994012ae0"
        ),
        licence="MIT",
        attribution=_FLUENT,
        emoji=True,
    ),
    IconifySource(
        name="fxemoji",
        title="FxEmojis by Mozilla, painterly and flat",
        style="painted",
        packages=_iconify("fxemoji", "1.2.2", "f3e72b3c59d05e1db03b7e308d55c0d05bd7ba3f625a90da1b79313c12858eef"),
        licence="Apache-2.0",
        attribution="FxEmojis, copyright Mozilla Foundation, Apache-2.0, https://github.com/mozilla/fxemoji",
        emoji=True,
    ),
    IconifySource(
        name="streamline-emojis",
        title="Streamline Emojis, cute with outlines",
        style="outline",
        packages=_iconify(
            "streamline-emojis", "1.2.4", "5dac87c876b322500989828c5823143e0100d78881627a2e4081a4b897cbfdbc"
        ),
        licence="CC-BY-4.0",
        attribution="Streamline (Emojis), CC BY 4.0, https://github.com/webalys-hq/streamline-vectors",
        emoji=True,
    ),
    CodepointFiles(
        name="openmoji",
        title="OpenMoji, outlined and flat (share-alike: opt-in)",
        style="outline",
        packages=(
            Package(
                client="npm",
                name="openmoji",
                version="17.0.0",
                sha256="55ee7d13485dec86e9f38c1f3a645a13382d33ff97c0cd845ee824b0aef45e68",
            ),
        ),
        licence="CC-BY-SA-4.0",
        attribution="OpenMoji, the open-source emoji and icon project, CC BY-SA 4.0, https://openmoji.org",
        opt_in=True,
        emoji=True,
        folder="package/color/svg/",
        suffix=".svg",
    ),
)
