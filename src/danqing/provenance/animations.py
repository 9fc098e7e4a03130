"""Animations to files: GIF, animated WebP and MP4, the manifest inside.

===========  ===========================  ==================================================================
format       the manifest, as JSON        frames
===========  ===========================  ==================================================================
GIF          comment, after "danqing "    256 colours for the whole film, ordered dither, which does not crawl
WebP         XMP, as in pictures          all colours
MP4          the tag "comment"            H.264 (or MPEG-4), 4:2:0, even sides; players decide whether it loops
===========  ===========================  ==================================================================
"""

from __future__ import annotations

import io
import shutil
from fractions import Fraction
from functools import partial
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from danqing.core.errors import FailureError, OutputError
from danqing.provenance import metadata
from danqing.provenance.manifest import dump_json
from danqing.storage.files import check_writable, write_atomically, write_bytes, write_text

if TYPE_CHECKING:
    from danqing.core.animation import Animation

FORMATS = {".gif": "GIF", ".webp": "WEBP", ".mp4": "MP4"}
GIF_COLOURS = 256
GIF_MAX_FPS = 50  # viewers slow down what is faster
DITHER = 6.0  # of 255, from the darkest to the brightest of a pattern
_BAYER = np.array([[0, 8, 2, 10], [12, 4, 14, 6], [3, 11, 1, 9], [15, 7, 13, 5]]) / 15 - 0.5


def animation_format(path: str | Path) -> str:
    """``"GIF"``, ``"WEBP"`` or ``"MP4"``, by the suffix in either case.

    Raises:
        OutputError: the suffix is missing or names another format, or MP4 needs a package that is not installed.
    """
    suffix = Path(path).suffix
    if suffix.lower() not in FORMATS:
        said = f"the suffix {suffix}" if suffix else "no suffix"
        raise OutputError(f"{path} has {said}; end the name of an animation in one of: {', '.join(FORMATS)}.")
    if suffix.lower() == ".mp4" and not _has_av():
        raise OutputError(
            "MP4 is written with PyAV; install it (pip install 'danqing[video]'), or end the name in .webp or .gif."
        )
    return FORMATS[suffix.lower()]


def check_animation(path: Path, *, force: bool, fps: float, need_bytes: int = 0) -> None:
    """Find out before the work whether an animation can be written to ``path`` after it.

    Raises:
        OutputError: as :func:`write_animation` would.
        FailureError: the disk has less room than ``need_bytes``.
    """
    if animation_format(path) == "GIF" and fps > GIF_MAX_FPS:
        raise OutputError(f"GIF shows at most {GIF_MAX_FPS} frames a second; ask for fewer, or name a .webp or .mp4.")
    check_writable(path, force=force)
    if shutil.disk_usage(path.parent).free < need_bytes:
        raise FailureError(f"The disk is full, so {path} could not be written; free some space and try again.")


def write_animation(animation: Animation, path: Path, force: bool) -> Path:
    """Write an animation with its manifest; this is what ``Animation.save`` calls.

    Where the format has no room for the manifest, it lies beside the file, as ``NAME.json``.

    Raises:
        OutputError: the suffix is unknown, a package is missing, the folder is missing or not writable, or the file
            exists and ``force`` is not set.
        FailureError: the disk is full.
    """
    file_format = animation_format(path)
    if file_format == "MP4":
        return write_atomically(path, partial(_write_mp4, animation), force=force)
    if file_format == "GIF":
        return write_bytes(path, _gif(animation), force=force)
    try:
        inside = {
            "exif": metadata.exif_bytes(animation.manifest),
            "xmp": metadata.xmp_packet(animation.manifest),
        }
    except OutputError:
        inside = {}
    written = write_bytes(path, _webp(animation, inside), force=force)
    if not inside:
        write_text(path.with_name(f"{path.name}.json"), dump_json(animation.manifest))
    return written


def durations(count: int, fps: float, unit_ms: int) -> list[int]:
    """How long each frame is shown, in milliseconds that are multiples of ``unit_ms``; their sum is the exact time."""
    ends = [round(number * 1000 / fps / unit_ms) * unit_ms for number in range(count + 1)]
    return [max(unit_ms, end - begin) for begin, end in pairwise(ends)]


def _gif(animation: Animation) -> bytes:
    palette = _palette(animation.frames)
    shown = [_dithered(image).quantize(palette=palette, dither=Image.Dither.NONE) for image in animation.shown]
    stream = io.BytesIO()
    comment = metadata.GIF_MARK + dump_json(animation.manifest).encode()
    again = {} if animation.plays == "once" else {"loop": 0}
    shown[0].save(
        stream,
        "GIF",
        save_all=True,
        append_images=shown[1:],
        duration=durations(len(shown), animation.fps, 10),
        comment=comment,
        **again,
    )
    return stream.getvalue()


def _webp(animation: Animation, inside: dict[str, bytes]) -> bytes:
    stream, shown = io.BytesIO(), animation.shown
    shown[0].save(
        stream,
        "WEBP",
        save_all=True,
        append_images=shown[1:],
        duration=durations(len(shown), animation.fps, 1),
        loop=1 if animation.plays == "once" else 0,
        quality=90,
        method=4,
        **inside,
    )
    return stream.getvalue()


def _write_mp4(animation: Animation, path: Path) -> None:
    import av

    width, height = (side + side % 2 for side in animation.frames[0].size)
    with av.open(str(path), "w", format="mp4", options={"movflags": "+faststart"}) as container:
        container.metadata["title"] = str(animation.manifest.get("request", {}).get("prompt", ""))[:200]
        container.metadata["comment"] = dump_json(animation.manifest)
        codec = "libx264" if "libx264" in av.codecs_available else "mpeg4"
        stream = container.add_stream(codec, rate=Fraction(animation.fps).limit_denominator(1000))
        stream.width, stream.height, stream.pix_fmt = width, height, "yuv420p"
        if codec == "libx264":
            stream.options = {"crf": "16"}
        else:
            stream.bit_rate = 4_000_000
        for image in animation.shown:
            container.mux(stream.encode(av.VideoFrame.from_image(_even(image, width, height))))
        container.mux(stream.encode(None))


def _palette(frames: tuple[Image.Image, ...]) -> Image.Image:
    """One palette for all frames, chosen from up to sixteen of them."""
    some = frames[:: -(-len(frames) // 16)]
    small = [image.resize((min(128, image.width), min(128, image.height)), Image.Resampling.NEAREST) for image in some]
    strip = Image.new("RGB", (small[0].width * len(small), small[0].height))
    for number, image in enumerate(small):
        strip.paste(image, (number * small[0].width, 0))
    return strip.quantize(GIF_COLOURS, method=Image.Quantize.MAXCOVERAGE, kmeans=4)


def _dithered(image: Image.Image) -> Image.Image:
    """With a fixed pattern added, which stands still where the picture does."""
    pattern = np.tile(_BAYER, (-(-image.height // 4), -(-image.width // 4)))[: image.height, : image.width, None]
    return Image.fromarray(np.clip(np.asarray(image) + DITHER * pattern + 0.5, 0, 255).astype(np.uint8))


def _even(image: Image.Image, width: int, height: int) -> Image.Image:
    """The picture with its last column or row twice where a side is odd."""
    if image.size == (width, height):
        return image
    more = ((0, height - image.height), (0, width - image.width), (0, 0))
    return Image.fromarray(np.pad(np.asarray(image), more, mode="edge"))


def _has_av() -> bool:
    from importlib.util import find_spec

    return find_spec("av") is not None
