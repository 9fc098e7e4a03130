"""One picture of a package → straight-alpha RGBA at the pack's size, trimmed and centred."""

from __future__ import annotations

import io

import numpy as np
from PIL import Image

from danqing.data.types import ImageArray

SIDE_PX = 256
MARGIN_PX = 6
VERSION = 2  # raise it when the same file would be rendered differently, so that no old picture is used again
_DRAWN_PX = 384  # SVG is drawn larger, then trimmed and averaged
_SOLID = 8  # alpha at and above which a pixel counts as drawn


class UnfitPictureError(ValueError):
    """A picture that can be drawn but not used; its text is the reason."""


def render(content: bytes, kind: str, *, cutout_only: bool = False) -> bytes:
    """Draw an SVG document or decode a raster file, trim it to what is drawn, and fit that into a square.

    Args:
        content: an SVG document, or a PNG or WebP file.
        kind: ``"svg"`` or ``"raster"``.
        cutout_only: refuse a picture that fills its whole square.

    Returns:
        A lossless WebP file of SIDE_PX × SIDE_PX pixels, RGBA with straight alpha; the drawn part touches
        the margin on its longer side.

    Raises:
        UnfitPictureError: the picture is blank, or no cut-out although one is needed.
        ValueError, OSError, SyntaxError: the picture is corrupt or absurdly large.
    """
    image = frame(draw_svg(content) if kind == "svg" else decode(content))
    if cutout_only and fills_its_square(image):
        raise UnfitPictureError("no cut-out")
    stream = io.BytesIO()
    image.save(stream, "WEBP", lossless=True, quality=0, method=0)
    return stream.getvalue()


def draw_svg(content: bytes, side_px: int = _DRAWN_PX) -> Image.Image:
    """Draw an SVG document so that its canvas fits ``side_px``; text needs no system fonts and is not drawn."""
    import resvg_py

    text = content.decode("utf-8")
    png = resvg_py.svg_to_bytes(svg_string=text, width=side_px, skip_system_fonts=True, dpi=96.0)  # 0 makes points 0 px
    return decode(bytes(png))


def decode(content: bytes) -> Image.Image:
    """A PNG or WebP file as RGBA; refuses what is absurdly large before decoding it."""
    image: Image.Image = Image.open(io.BytesIO(content))
    if image.width * image.height > 64_000_000:
        raise ValueError(f"a picture of {image.width}x{image.height} pixels is too large")
    return image.convert("RGBA")


def frame(image: Image.Image, side_px: int = SIDE_PX, margin_px: int = MARGIN_PX) -> Image.Image:
    """Trim to the drawn part and centre it in a transparent square."""
    box = image.getchannel("A").point(lambda alpha: 255 if alpha >= _SOLID else 0).getbbox()
    if box is None or min(box[2] - box[0], box[3] - box[1]) < 2:
        raise UnfitPictureError("blank")
    drawn = premultiply(image.crop(box))
    scale = (side_px - 2 * margin_px) / max(drawn.size)
    size = (max(1, round(drawn.width * scale)), max(1, round(drawn.height * scale)))
    drawn = unmultiply(drawn.resize(size, Image.Resampling.BOX if scale <= 0.5 else Image.Resampling.LANCZOS))
    square = Image.new("RGBA", (side_px, side_px))
    square.paste(drawn, ((side_px - size[0]) // 2, (side_px - size[1]) // 2))
    return square


def fills_its_square(image: Image.Image) -> bool:
    """True if a framed picture is a full rectangle, with a ground of its own."""
    alpha = image.getchannel("A")
    box = alpha.getbbox()
    return box is not None and float(np.asarray(alpha.crop(box)).mean()) > 0.97 * 255


def resize(pixels: ImageArray, side_px: int) -> ImageArray:
    """Shrink straight-alpha RGBA (height, width, 4) to a square without dark or light fringes."""
    image = premultiply(Image.fromarray(pixels)).resize((side_px, side_px), Image.Resampling.BOX)
    return np.asarray(unmultiply(image))


def premultiply(image: Image.Image) -> Image.Image:
    """Straight RGBA to premultiplied (mode RGBa), in which averaging is right."""
    return image.convert("RGBa")


def unmultiply(image: Image.Image) -> Image.Image:
    """Premultiplied back to straight RGBA; colour under full transparency is 0."""
    return image.convert("RGBA")
