"""Tux Paint's stamps: photographs cut out and cartoons, each with a sentence in many languages. GPL: opt-in only."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from danqing.data.sources.base import Archive, Package, RawPicture, Source

_ROOT = "usr/share/tuxpaint/stamps/"
_SKIPPED = re.compile(r"^(symbols|military|hobbies/games|seasonal/.*flag)")


@dataclass(frozen=True, kw_only=True)
class TuxPaintStamps(Source):
    """PNG and SVG stamps, each beside a text file whose first line is English and the rest ``zh_CN.utf8=…``."""

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield every stamp that shows a thing, named by its sentences without the full stop."""
        files = dict(Archive(archives[self.packages[0].name]).members())
        for path in sorted(files):
            stem, suffix = path.rsplit(".", 1) if "." in path else (path, "")
            text = files.get(f"{stem}.txt")
            inside = PurePosixPath(path.removeprefix(_ROOT))
            if suffix not in ("png", "svg") or not path.startswith(_ROOT):
                continue
            if text is None or _SKIPPED.search(str(inside)):
                dropped["no name" if text is None else "symbol or game piece"] += 1
                continue
            lines = text.decode("utf-8", "replace").splitlines()
            chinese = tuple(line.partition("=")[2] for line in lines if line.startswith("zh_CN"))
            yield RawPicture(
                name=str(inside.with_suffix("")),
                content=files[path],
                kind="svg" if suffix == "svg" else "raster",
                titles_en=tuple(line.rstrip(" .!") for line in lines[:1]),
                titles_zh=tuple(line.rstrip("。！. ") for line in chinese),
                group=inside.parts[0],
                style="clipart" if suffix == "svg" or "cartoon" in path else None,
            )


TUXPAINT = TuxPaintStamps(
    name="tuxpaint",
    title="Tux Paint stamps, cut-out photographs and cartoons (GPL: opt-in)",
    style="photo",
    packages=(
        Package(
            client="apt",
            name="tuxpaint-stamps-default",
            version="2022.06.04-1",
            sha256="6db6c1bfc870a47f1499d6203b083522eacb57c5f9c87d468f2e92eb6d9d5f34",
        ),
    ),
    licence="GPL-2.0-or-later",
    attribution="Tux Paint stamps, copyright New Breed Software and contributors, GPL-2.0-or-later, https://tuxpaint.org",
    opt_in=True,
    cutouts_only=True,
)
