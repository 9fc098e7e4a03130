"""Contact sheets: pictures of a pack in a grid, each with its names under it."""

from __future__ import annotations

import random
from dataclasses import dataclass
from pathlib import Path

from PIL import Image, ImageDraw, ImageFont

from danqing.core.errors import RequestError
from danqing.data.pack import Pack
from danqing.data.types import Entry, ImageArray, Split
from danqing.storage.files import write_atomically
from danqing.storage.fonts import find_font

_LINES = 3


@dataclass(frozen=True, kw_only=True)
class SheetReport:
    """Where the sheet is, what is on it, and whether Chinese could be drawn."""

    path: Path
    pictures: int
    matching: int
    chinese: bool


def show(
    pack: Pack | Path,
    out: Path,
    *,
    find: str | None = None,
    source: str | None = None,
    split: Split | None = None,
    count: int = 60,
    columns: int = 10,
    seed: int = 0,
    side_px: int = 128,
    force: bool = False,
) -> SheetReport:
    """Write a PNG with ``count`` pictures, drawn by lot unless fewer match.

    Args:
        pack: a pack or its folder.
        out: the PNG file.
        find: only pictures one of whose names in either language holds this text.
        source, split: only pictures of this source and split.
        count: how many pictures at most, 1–1,000.
        columns: how many beside each other, 1–50.
        seed: which lot.
        side_px: how large each picture is drawn, 16–256.
        force: overwrite ``out``.

    Raises:
        RequestError: a number is out of range, or nothing matches.
        DataError: the folder holds no pack.
        OutputError: ``out`` is taken, or cannot be written.
    """
    for value, name, low, high in ((count, "count", 1, 1000), (columns, "columns", 1, 50), (side_px, "size", 16, 256)):
        if not low <= value <= high:
            raise RequestError(f"The {name} must be a whole number from {low} to {high:,}, not {value}.")
    pack = pack if isinstance(pack, Pack) else Pack.open(pack)
    matching = [index for index in pack.indices(split) if _matches(pack.entries[index], find, source)]
    if not matching:
        raise RequestError("No picture in the pack matches; ask for less, or build the pack with more sources.")
    chosen = sorted(random.Random(seed).sample(matching, min(count, len(matching))))
    font, chinese = find_font(max(9, side_px // 9))
    sheet = draw_sheet([(pack.image(index), pack.entries[index]) for index in chosen], columns, side_px, font, chinese)
    write_atomically(out, lambda path: sheet.save(path, "PNG"), force=force)
    return SheetReport(path=out, pictures=len(chosen), matching=len(matching), chinese=chinese)


def draw_sheet(
    pictures: list[tuple[ImageArray, Entry]],
    columns: int,
    side_px: int,
    font: ImageFont.FreeTypeFont | ImageFont.ImageFont,
    chinese: bool,
) -> Image.Image:
    """Lay out pictures over white with English, Chinese and source lines, each cut to the cell's width."""
    line_px = round(side_px / 7.5)
    cell = (side_px + 8, side_px + _LINES * line_px + 8)
    rows = -(-len(pictures) // columns)
    sheet = Image.new("RGB", (cell[0] * min(columns, len(pictures)), cell[1] * rows), "white")
    draw = ImageDraw.Draw(sheet)
    for number, (pixels, entry) in enumerate(pictures):
        left, top = cell[0] * (number % columns) + 4, cell[1] * (number // columns) + 4
        image = Image.fromarray(pixels).resize((side_px, side_px), Image.Resampling.LANCZOS)
        sheet.paste(image, (left, top), image)
        held_out = " ·val" if entry.split == "val" else ""
        zh = " ".join(entry.names_zh) or "-"
        for row, text in enumerate((", ".join(entry.names_en), zh if chinese else "", f"{entry.source}{held_out}")):
            color = "#000" if row < 2 else "#888"
            draw.text((left, top + side_px + row * line_px), _cut(text, side_px, font), fill=color, font=font)
    return sheet


def _cut(text: str, width_px: int, font: ImageFont.FreeTypeFont | ImageFont.ImageFont) -> str:
    while text and font.getlength(text) > width_px:
        text = text[:-2].rstrip(" …") + "…" if len(text) > 2 else ""
    return text


def _matches(entry: Entry, find: str | None, source: str | None) -> bool:
    wanted = (find or "").lower()
    return (source is None or entry.source == source) and (
        not wanted or any(wanted in name for name in (*entry.names_en, *entry.names_zh))
    )
