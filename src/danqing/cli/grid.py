"""Several pictures on one sheet, to compare them at a glance."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PIL import Image

MAX_SIDE_PX = 8192


def make_grid(images: Sequence[Image.Image], *, gap_px: int = 4) -> Image.Image:
    """Lay pictures out in rows, as near to a square as their number allows, on white.

    Args:
        images: at least one; smaller ones lie in the middle of their cell, transparency shows white.
        gap_px: white pixels between and around them.

    Returns:
        An RGB picture with no side above 8,192 px: larger sheets are made of scaled-down pictures.
    """
    width, height = (max(image.size[axis] for image in images) for axis in (0, 1))
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
        size = cell if image.size == (width, height) else tuple(max(1, int(side * scale)) for side in image.size)
        shown = image if image.size == size else image.resize((size[0], size[1]), Image.Resampling.LANCZOS)
        where = (
            column * pitch[0] + gap_px + (cell[0] - size[0]) // 2,
            row * pitch[1] + gap_px + (cell[1] - size[1]) // 2,
        )
        sheet.paste(shown, where, shown if shown.mode == "RGBA" else None)
    return sheet
