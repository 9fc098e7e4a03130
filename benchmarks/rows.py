"""Pictures of one size laid out in rows, for the pages."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image

GAP_PX = 4


def in_rows(rows: Sequence[Sequence[Image.Image]]) -> Image.Image:
    """An RGB picture with a gap of white between and around; rows may differ in length."""
    width, height = rows[0][0].size
    columns = max(map(len, rows))
    sheet = Image.new("RGB", (GAP_PX + columns * (width + GAP_PX), GAP_PX + len(rows) * (height + GAP_PX)), "white")
    for down, row in enumerate(rows):
        for across, picture in enumerate(row):
            sheet.paste(picture, (GAP_PX + across * (width + GAP_PX), GAP_PX + down * (height + GAP_PX)))
    return sheet
