"""Pictures that users give, read in one place: upright, in sRGB, 8 bits a channel, transparency kept aside.

What is decoded is bounded before anything is decoded, for a file of a few bytes may claim gigabytes of pixels. Formats
that run programs or programs of their own (PostScript, Windows metafiles) are not opened.
"""

from __future__ import annotations

import hashlib
import io
import warnings
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np
from PIL import Image, ImageCms, ImageOps, UnidentifiedImageError

from danqing.core.errors import PictureError
from danqing.core.picture import Picture
from danqing.provenance.metadata import read_manifest

FORMATS = ("PNG", "JPEG", "WEBP", "AVIF", "GIF", "BMP", "TIFF", "PPM", "TGA")  # a phone's MPO opens as JPEG
MAX_SIDE_PX = 30_000
MAX_PIXELS = 120_000_000  # more are refused
READ_PIXELS = 50_000_000  # more are scaled down to this many


@dataclass(frozen=True, kw_only=True)
class Source:
    """A picture that a user gave, as it was read.

    Args:
        pixels: mode RGB, or RGBA where anything is transparent; upright, sRGB.
        name: its file name without folders, or a word for what it was.
        sha256: of mode, size and bytes of ``pixels``, in hexadecimal.
        notes: sentences about what was changed on reading.
        manifest: what Danqing wrote into it, if it did.
    """

    pixels: Image.Image = field(repr=False)
    name: str
    sha256: str
    notes: tuple[str, ...] = ()
    manifest: dict[str, Any] | None = field(default=None, repr=False)

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        return self.pixels.size

    @property
    def image(self) -> Image.Image:
        """Mode RGB, transparency laid on white."""
        if self.pixels.mode == "RGB":
            return self.pixels
        white = Image.new("RGBA", self.size, "white")
        return Image.alpha_composite(white, self.pixels).convert("RGB")

    @property
    def alpha(self) -> Image.Image | None:
        """Mode L, 255 where opaque; None for a picture that is opaque everywhere."""
        return self.pixels.getchannel("A") if self.pixels.mode == "RGBA" else None

    def facts(self, role: str = "picture") -> dict[str, Any]:
        """What manifests say of a parent."""
        width, height = self.size
        return {"role": role, "file": self.name, "sha256": self.sha256, "width": width, "height": height}


Given = str | Path | bytes | Image.Image | Picture | Source


def read_picture(given: Given, *, what: str = "picture") -> Source:
    """Read a picture that a user gave.

    Args:
        given: a file, the bytes of one, a PIL image, a picture that Danqing drew, or one that was read already, which
            is returned as it is.
        what: what to call it in messages, such as ``"mask"``.

    Raises:
        PictureError: there is no such file, it is no picture or cut short, in an unknown format, or has a side above
            30,000 px or more than 120 million pixels.
    """
    if isinstance(given, Source):
        return given
    if isinstance(given, Picture):
        return _source(given.image, f"the {what} given", [], dict(given.manifest))
    if isinstance(given, Image.Image):
        name = Path(str(getattr(given, "filename", "") or f"the {what} given")).name
        return _source(given, name, [])
    if isinstance(given, bytes | bytearray):
        return _opened(io.BytesIO(given), f"The {what} given", f"the {what} given", None)
    if not isinstance(given, str | Path):
        raise PictureError(f"Give the {what} as a file, its bytes or a PIL image, not {type(given).__name__}.")
    path = Path(given)
    try:
        if not path.is_file():
            said = f"{path} is a folder; name a picture in it." if path.is_dir() else f"There is no {what} file {path}."
            raise PictureError(said)
        with path.open("rb") as stream:
            return _opened(stream, str(path), path.name, path)
    except (OSError, ValueError) as error:
        if isinstance(error, PictureError):
            raise
        reason = error.strerror if isinstance(error, OSError) and error.strerror else "its name cannot be used"
        raise PictureError(f"{str(path)[:200]!r} cannot be read ({reason}); give another file.") from None


def _opened(stream: Any, called: str, name: str, path: Path | None) -> Source:
    notes: list[str] = []
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            warnings.simplefilter("ignore", UserWarning)  # about damaged metadata, which is not read
            with Image.open(stream, formats=FORMATS) as image:
                check_size(image.size, called)
                if getattr(image, "is_animated", False) and image.format != "MPO":  # phones hide a preview there
                    notes.append(f"{name} has several frames; the first is used.")
                image.draft("RGB", _fitting(image.size)) if image.format == "JPEG" else None
                image.load()
                return _source(image, name, notes, _manifest(path))
    except (PictureError, MemoryError):
        raise
    except Image.DecompressionBombError:
        raise PictureError(
            f"{called} has more than {MAX_PIXELS // 1_000_000} million pixels; scale it down first."
        ) from None
    except UnidentifiedImageError:
        raise PictureError(
            f"{called} is not a picture that can be read here; save it as PNG, JPEG or WebP and give that."
        ) from None
    except Exception as error:  # decoders raise whatever their formats make them stumble over
        if isinstance(error, OSError) and error.strerror and error.errno:
            raise
        raise PictureError(f"{called} is damaged or cut short; save or fetch it again.") from None


def check_size(size: tuple[int, int], called: str) -> None:
    """Raise :class:`PictureError` for a picture that is too large to decode."""
    width, height = size
    if max(size) > MAX_SIDE_PX:
        raise PictureError(
            f"{called} is {width:,} x {height:,} px; sides of at most {MAX_SIDE_PX:,} px are read, so scale it down "
            f"first."
        )
    if width * height > MAX_PIXELS:
        raise PictureError(
            f"{called} has {width * height / 1e6:.0f} million pixels; at most {MAX_PIXELS // 1_000_000} million are "
            f"read, so scale it down first."
        )
    if width < 1 or height < 1:
        raise PictureError(f"{called} has no pixels.")


def _source(image: Image.Image, name: str, notes: list[str], manifest: dict[str, Any] | None = None) -> Source:
    check_size(image.size, name[:1].upper() + name[1:])
    try:
        image.load()
        upright = ImageOps.exif_transpose(image)
    except (AttributeError, TypeError, KeyError, SyntaxError, ValueError, ZeroDivisionError):  # damaged EXIF
        upright = image
        notes = [*notes, f"The orientation noted in {name} cannot be read, so it is taken as it is stored."]
    pixels, more = _as_rgb(upright, name)
    notes = [*notes, *more]
    width, height = pixels.size
    if width * height > READ_PIXELS:
        pixels = pixels.resize(_fitting(pixels.size), Image.Resampling.LANCZOS, reducing_gap=2.0)
        notes.append(f"{name} has {width * height / 1e6:.0f} million pixels; it is used at {_by(pixels.size)} px.")
    return Source(pixels=pixels, name=name, sha256=hash_pixels(pixels), notes=tuple(notes), manifest=manifest)


def hash_pixels(image: Image.Image) -> str:
    """SHA-256 of a picture's mode, size and bytes, whatever file they came in."""
    digest = hashlib.sha256(f"{image.mode} {_by(image.size)}\n".encode())
    digest.update(image.tobytes())
    return digest.hexdigest()


def _as_rgb(image: Image.Image, name: str) -> tuple[Image.Image, list[str]]:
    """Mode RGB or RGBA in sRGB, and what there is to say about it."""
    notes: list[str] = []
    alpha = _alpha(image)
    profile = image.info.get("icc_profile")
    colours = _eight_bits(image, name)
    if colours.mode in ("P", "PA", "RGBA", "RGBa", "LA", "La", "1", "RGBX"):
        colours = colours.convert("RGBA").convert("RGB") if alpha is not None else colours.convert("RGB")
    try:
        colours = _to_srgb(colours, profile)
    except (ImageCms.PyCMSError, OSError, ValueError, TypeError):
        notes.append(f"The colour profile in {name} cannot be used, so its colours are taken as they are.")
    colours = colours if colours.mode == "RGB" else colours.convert("RGB")
    if alpha is not None:
        colours = colours.convert("RGBA")
        colours.putalpha(alpha)
    return Image.frombytes(colours.mode, colours.size, colours.tobytes()), notes  # a picture without metadata


def _alpha(image: Image.Image) -> Image.Image | None:
    """The transparency, mode L; None if nothing is transparent."""
    if image.mode.startswith("I") or not image.has_transparency_data:
        return None
    alpha = image.convert("RGBA").getchannel("A")
    return None if alpha.getextrema() == (255, 255) else alpha


def _eight_bits(image: Image.Image, name: str) -> Image.Image:
    """The same with 8 bits a channel: grey of 16 bits is scaled, not cut off."""
    if image.mode.startswith("I"):
        values = np.asarray(image, dtype=np.float64)
        if values.min() < 0 or values.max() > 65_535:
            raise PictureError(f"{name} holds numbers outside those of a 16-bit picture; save it with 8 or 16 bits.")
        return Image.fromarray((values / 257 + 0.5).astype(np.uint8))
    if image.mode == "F":
        raise PictureError(f"{name} holds fractional numbers, whose white is not known; save it with 8 or 16 bits.")
    return image


def _to_srgb(image: Image.Image, profile: object) -> Image.Image:
    target = ImageCms.createProfile("sRGB")
    if image.mode == "LAB":
        made = ImageCms.profileToProfile(image, ImageCms.createProfile("LAB"), target, outputMode="RGB")
        return made or image
    if not isinstance(profile, bytes) or not profile:
        return image
    own = ImageCms.ImageCmsProfile(io.BytesIO(profile))
    if "sRGB" in ImageCms.getProfileDescription(own):
        return image
    return ImageCms.profileToProfile(image, own, target, outputMode="RGB") or image


def _fitting(size: tuple[int, int]) -> tuple[int, int]:
    """The size at which a picture is read: its own, or that of ``READ_PIXELS`` at its aspect."""
    scale = min(1.0, (READ_PIXELS / (size[0] * size[1])) ** 0.5)
    return max(1, int(size[0] * scale)), max(1, int(size[1] * scale))


def _manifest(path: Path | None) -> dict[str, Any] | None:
    if path is None:
        return None
    try:
        return read_manifest(path)
    except PictureError:
        return None


def _by(size: tuple[int, int]) -> str:
    return f"{size[0]}x{size[1]}"
