"""Pictures to files: the format by suffix, the manifest inside, nothing half-written."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import TYPE_CHECKING

from danqing.core.errors import FailureError, OutputError

if TYPE_CHECKING:
    from danqing.core.picture import Picture

FORMATS = {".png": "PNG", ".jpg": "JPEG", ".jpeg": "JPEG", ".webp": "WEBP"}


def format_for(path: str | Path) -> str:
    """``"PNG"``, ``"JPEG"`` or ``"WEBP"``, by the suffix in either case.

    Raises:
        OutputError: the suffix is missing or names another format.
    """
    suffix = Path(path).suffix
    if suffix.lower() not in FORMATS:
        said = f"the suffix {suffix}" if suffix else "no suffix"
        raise OutputError(f"{path} has {said}; end the name in one of: {', '.join(FORMATS)}.")
    return FORMATS[suffix.lower()]


def encode_picture(picture: Picture, file_format: str) -> bytes:
    """The bytes of a picture file with its manifest.

    Raises:
        OutputError: the format cannot hold the picture's transparency or its metadata.
    """
    from danqing.provenance import metadata

    image, stream = picture.image, io.BytesIO()
    if file_format == "PNG":
        image.save(stream, "PNG", pnginfo=metadata.png_info(picture.manifest))
        return stream.getvalue()
    if file_format == "JPEG" and image.mode != "RGB":
        raise OutputError("JPEG holds no transparency; save the picture as .png or .webp instead.")
    exif, xmp = metadata.exif_bytes(picture.manifest), metadata.xmp_packet(picture.manifest)
    if file_format == "JPEG":
        image.save(stream, "JPEG", quality=95, subsampling=0, optimize=True, exif=exif, xmp=xmp)
    else:
        image.save(stream, "WEBP", quality=95, method=4, exif=exif, xmp=xmp)
    return stream.getvalue()


def write_picture(picture: Picture, path: Path, force: bool) -> Path:
    """Write a picture with its manifest; this is what ``Picture.save`` calls.

    Encoding happens in memory, so that an error on writing is the disk's and carries its number.

    Raises:
        OutputError: the suffix is unknown, the folder is missing or not writable, the file exists and ``force`` is
            not set, or the format cannot hold the picture.
        FailureError: the disk is full.
    """
    from danqing.storage.files import write_bytes

    return write_bytes(path, encode_picture(picture, format_for(path)), force=force)


def check_output(path: Path, *, force: bool, need_bytes: int = 0) -> None:
    """Find out before the work whether ``path`` can be written after it.

    Args:
        path: the file to be.
        force: whether an existing file may be replaced.
        need_bytes: room that the file and those written beside it may take.

    Raises:
        OutputError: as :func:`write_picture` would.
        FailureError: the disk has less room than ``need_bytes``.
    """
    from danqing.storage.files import check_writable

    format_for(path)
    check_writable(path, force=force)
    if shutil.disk_usage(path.parent).free < need_bytes:
        raise FailureError(f"The disk is full, so {path} could not be written; free some space and try again.")
