"""Words written into pictures: the font for them, and a layout's boxes with their prompts."""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Sequence

from PIL import Image, ImageDraw, ImageFont

from danqing.core.regions import Region
from danqing.core.warnings import DanqingWarning
from danqing.storage.fonts import find_font

Font = ImageFont.FreeTypeFont | ImageFont.ImageFont
_COLOURS = ("#d1495b", "#2e86ab", "#3c9d6b", "#c98b1b", "#7b5ea7", "#4d6a6d", "#b5651d", "#c2549d")


class CaptionWarning(DanqingWarning):
    """Words could not be written into a picture."""


def font_for(texts: Iterable[str], size_px: int) -> Font | None:
    """A font that has the characters of the texts, or None, which is said."""
    if not any(ord(character) > 0x2FF for text in texts for character in text):
        return ImageFont.load_default(size_px)
    font, chinese = find_font(size_px)
    if chinese:
        return font
    warnings.warn(
        "No font with Chinese characters was found, so captions are left out; install Noto Sans CJK.",
        CaptionWarning,
        stacklevel=3,
    )
    return None


def layout_picture(regions: Sequence[Region], size: tuple[int, int]) -> Image.Image:
    """The boxes of a layout, those in front on top, with their numbers and prompts.

    Args:
        regions: as listed.
        size: (width, height) of the picture in pixels.

    Raises:
        RequestError: a region reaches outside.
    """
    scale = max(1, round(512 / max(size)))
    width, height = size[0] * scale, size[1] * scale
    canvas = Image.new("RGB", (width, height), "white")
    font = font_for((each.prompt for each in regions), max(12, height // 32))
    back_to_front = sorted(range(len(regions)), key=lambda number: (-regions[number].depth, number))
    for number in back_to_front:
        region, colour = regions[number], _COLOURS[number % len(_COLOURS)]
        left, top, right, bottom = region.parts_of(*size)
        box = (round(left * width), round(top * height), round(right * width) - 1, round(bottom * height) - 1)
        sheet = Image.new("RGB", (box[2] - box[0] + 1, box[3] - box[1] + 1), colour)
        where = Image.new("L", sheet.size, round(80 * region.strength))
        canvas.paste(sheet, box[:2], where)
        pen = ImageDraw.Draw(canvas)
        pen.rectangle(box, outline=colour, width=max(2, scale))
        said = str(number + 1) if font is None else f"{number + 1}  {region.prompt}"
        pen.text((box[0] + 6, box[1] + 4), said, fill="black", font=font or ImageFont.load_default(14))
    return canvas
