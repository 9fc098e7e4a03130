"""Several pictures on one sheet, to compare them at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image

MAX_SIDE_PX = 8192


def make_grid(images: Sequence[Image.Image], *, gap_px: int = 4) -> Image.Image:
    """Lay pictures of one size out in rows, as near to a square as their number allows, on white.

    Args:
        images: at least one, all of the same size; transparency shows white.
        gap_px: white pixels between and around them.

    Returns:
        An RGB picture with no side above 8,192 px: larger sheets are made of scaled-down pictures.
    """
    width, height = images[0].size
    columns = math.ceil(math.sqrt(len(images) * height / width))
    columns = min(columns, len(images))
    rows = math.ceil(len(images) / columns)
    room = [(MAX_SIDE_PX - gap_px) / number - gap_px for number in (columns, rows)]
    scale = min(1.0, room[0] / width, room[1] / height)
    cell = (max(1, int(width * scale)), max(1, int(height * scale)))
    pitch = (cell[0] + gap_px, cell[1] + gap_px)
    sheet = Image.new("RGB", (columns * pitch[0] + gap_px, rows * pitch[1] + gap_px), "white")
    for number, image in enumerate(images):
        row, column = divmod(number, columns)
        shown = image if image.size == cell else image.resize(cell, Image.Resampling.LANCZOS)
        where = (column * pitch[0] + gap_px, row * pitch[1] + gap_px)
        sheet.paste(shown, where, shown if shown.mode == "RGBA" else None)
    return sheet
