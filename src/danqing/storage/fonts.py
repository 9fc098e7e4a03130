"""The fonts of this machine that can write both languages."""

from __future__ import annotations

from PIL import ImageFont

CJK_FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",  # Debian, fonts-noto-cjk
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/truetype/wqy/wqy-microhei.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "/System/Library/Fonts/STHeiti Light.ttc",
    "C:/Windows/Fonts/msyh.ttc",
    "NotoSansCJK-Regular.ttc",
    "NotoSansSC-Regular.otf",
)


def find_font(size_px: int) -> tuple[ImageFont.FreeTypeFont | ImageFont.ImageFont, bool]:
    """A font with Chinese characters if the machine has one, else Pillow's own; and whether it has them."""
    for path in CJK_FONTS:
        try:
            return ImageFont.truetype(path, size_px), True
        except OSError:
            continue
    return ImageFont.load_default(size_px), False
