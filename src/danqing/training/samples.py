"""Sample sheets: pictures in a grid, as PNG."""

from __future__ import annotations

from pathlib import Path

from PIL import Image
from torch import Tensor

from danqing.core.units import to_images
from danqing.storage.files import write_atomically


def save_grid(images_BCHW: Tensor, path: Path, *, columns: int, gap_px: int = 4) -> Path:
    """Write pictures in [-1, 1] row by row on white."""
    images = to_images(images_BCHW)
    width, height = images[0].size
    rows = -(-len(images) // columns)
    sheet = Image.new("RGB", (columns * (width + gap_px) + gap_px, rows * (height + gap_px) + gap_px), "white")
    for index, image in enumerate(images):
        row, column = divmod(index, columns)
        sheet.paste(image, (gap_px + column * (width + gap_px), gap_px + row * (height + gap_px)))
    path.parent.mkdir(parents=True, exist_ok=True)
    return write_atomically(path, lambda temporary: sheet.save(temporary))
