"""Where pictures come from. A new source is one file that defines it and one line in :data:`SOURCES`."""

from __future__ import annotations

from danqing.core.errors import UnknownNameError
from danqing.data.sources.base import Archive, Package, RawPicture, Source
from danqing.data.sources.emoji import EMOJI_SOURCES
from danqing.data.sources.icon_park import ICON_PARK_SOURCES
from danqing.data.sources.icon_sets import ICON_SOURCES
from danqing.data.sources.openclipart import OPENCLIPART
from danqing.data.sources.tuxpaint import TUXPAINT

SOURCES: dict[str, Source] = {
    source.name: source for source in (*EMOJI_SOURCES, *ICON_PARK_SOURCES, *ICON_SOURCES, OPENCLIPART, TUXPAINT)
}


def find_source(name: str) -> Source:
    """The source of that name.

    Raises:
        UnknownNameError: there is none.
    """
    if name not in SOURCES:
        raise UnknownNameError("data source", name, sorted(SOURCES))
    return SOURCES[name]


__all__ = ["SOURCES", "Archive", "Package", "RawPicture", "Source", "find_source"]
