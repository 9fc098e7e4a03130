"""Icon sets in the Iconify JSON form: one file of SVG bodies, with aliases and optional code points and categories."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from danqing.data.sources.base import Archive, RawPicture, Source


@dataclass(frozen=True, kw_only=True)
class IconifySource(Source):
    """Pictures of an ``@iconify-json`` package, whose first package is the set.

    Args:
        groups: the package's own categories to keep, or None for all.
    """

    groups: tuple[str, ...] | None = None

    def read(self, archives: Mapping[str, Path], dropped: Counter[str]) -> Iterator[RawPicture]:
        """Yield every icon in the order of its name; aliases add no pictures."""
        archive = Archive(archives[self.packages[0].name])
        files = dict(archive.members(".json"))
        icons = json.loads(files["package/icons.json"])
        codes: dict[str, str] = {}
        for code, name in json.loads(files.get("package/chars.json", b"{}")).items():
            codes.setdefault(name, code)
        group_of = {
            name: group
            for group, names in json.loads(files.get("package/metadata.json", b"{}")).get("categories", {}).items()
            for name in names
        }
        other_names: dict[str, list[str]] = {}
        for other, alias in icons.get("aliases", {}).items():
            other_names.setdefault(alias["parent"], []).append(other)
        for name, icon in sorted(icons["icons"].items()):
            group = group_of.get(name)
            if icon.get("hidden"):
                dropped["hidden by its maker"] += 1
            elif self.groups is not None and group not in self.groups:
                dropped[f"group {group}"] += 1
            else:
                yield RawPicture(
                    name=name,
                    content=svg_document(icon, icons),
                    kind="svg",
                    codepoints=codes.get(name),
                    titles_en=tuple(each.replace("-", " ") for each in (name, *other_names.get(name, ()))),
                    group=group,
                )


def svg_document(icon: Mapping[str, object], icons: Mapping[str, object]) -> bytes:
    """A whole SVG document from an icon's body; sizes it lacks come from the set."""
    box = [icon.get(side, icons.get(side, default)) for side, default in _SIDES]
    left, top, width, height = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" '
        f'width="{width}" height="{height}" viewBox="{left} {top} {width} {height}" color="#222">{icon["body"]}</svg>'
    ).encode()


_SIDES = (("left", 0), ("top", 0), ("width", 16), ("height", 16))
