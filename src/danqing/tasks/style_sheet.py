"""All styles at a glance: their previews with their names in both languages."""

from __future__ import annotations

from collections.abc import Iterable

from PIL import Image, ImageDraw, ImageFont

from danqing.core.errors import PictureError
from danqing.storage.fonts import find_font
from danqing.tasks.style_library import PREVIEW_SIDE_PX, Style

COLUMNS = 8
GAP_PX = 8
FONT_PX, LINE_PX = 14, 19


def style_sheet(styles: Iterable[Style], columns: int = COLUMNS) -> Image.Image:
    """Previews in a grid, each above its English name and, where the machine has a font for it, its Chinese one.

    Raises:
        PictureError: a preview cannot be read.
    """
    shown = list(styles)
    _, chinese = find_font(FONT_PX)
    lines = 2 if chinese else 1
    cell = (PREVIEW_SIDE_PX + GAP_PX, PREVIEW_SIDE_PX + lines * LINE_PX + GAP_PX)
    rows = -(-len(shown) // columns)
    sheet = Image.new("RGB", (GAP_PX + cell[0] * min(columns, len(shown)), GAP_PX + cell[1] * rows), "white")
    pen = ImageDraw.Draw(sheet)
    for number, style in enumerate(shown):
        left, top = GAP_PX + cell[0] * (number % columns), GAP_PX + cell[1] * (number // columns)
        sheet.paste(_preview(style), (left, top))
        for line, text in enumerate((style.name.en, style.name.zh)[:lines]):
            where = (left, top + PREVIEW_SIDE_PX + 1 + line * LINE_PX)
            pen.text(where, text, fill="#333333", font=_fitting(text, PREVIEW_SIDE_PX))
    return sheet


def _fitting(text: str, width_px: int) -> ImageFont.FreeTypeFont | ImageFont.ImageFont:
    """A font in which the text is no wider."""
    font, _ = find_font(FONT_PX)
    length = font.getlength(text)
    return font if length <= width_px else find_font(int(FONT_PX * width_px / length))[0]


def _preview(style: Style) -> Image.Image:
    try:
        with Image.open(style.preview) as picture:
            return picture.convert("RGB")
    except OSError as error:
        raise PictureError(f"The preview of the style {style.key} cannot be read; install Danqing anew.") from error
