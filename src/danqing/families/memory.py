"""Whether a picture fits the machine's memory, asked before it is drawn.

On a CPU nobody says no in time: the system promises more memory than it has and then ends the process. Graphics cards
refuse with an error that can be told, so they need no estimate.
"""

from __future__ import annotations

import math
import os
from pathlib import Path
from typing import Literal

from danqing.core.errors import TooLargeError

Parts = Literal["", "decoding", "all"]  # a picture whole, decoded in tiles, or denoised in windows as well

MEMINFO = Path("/proc/meminfo")
CONTAINER_LIMITS = (Path("/sys/fs/cgroup/memory.max"), Path("/sys/fs/cgroup/memory/memory.limit_in_bytes"))
FLOATS_HELD = 5  # at the decoder's peak, per pixel and channel; 3.7 to 5.4 were measured over shapes and sizes
BYTES_PER_FLOAT = 4
UNET_FLOATS = 20  # at a U-Net's peak, per latent position, channel of its first level and half of the guided pair
PICTURE_BYTES_PER_PIXEL = 3 * 3 * BYTES_PER_FLOAT  # what is left if all is done in parts: latents, sums, the pixels


def decoding_bytes_per_pixel(block_out_channels: tuple[int, ...]) -> int:
    """The peak memory of an ``AutoencoderKL`` decoder in float32, per pixel of the picture.

    The peak is at full resolution, which features reach as wide as the second level, and it exceeds the denoiser's.
    """
    return BYTES_PER_FLOAT * FLOATS_HELD * max(block_out_channels[:2])


def denoising_bytes_per_pixel(width: int, factor: int) -> int:
    """The peak memory of a denoiser, per pixel of the picture.

    Args:
        width: channels of its first level.
        factor: pixels per latent position along a side.
    """
    return math.ceil(BYTES_PER_FLOAT * UNET_FLOATS * 2 * width / factor**2)


def available_bytes() -> int | None:
    """How much memory a process could take now, or None where the system does not say.

    Linux tells what is free or can be freed; elsewhere it is all the memory that the machine has.
    """
    found = [_meminfo() or _all_memory(), *map(_container_limit, CONTAINER_LIMITS)]
    return min((each for each in found if each is not None), default=None)


def check_memory(
    width: int, height: int, *, bytes_per_pixel: int, multiple: int, available: int | None, fixed: int = 0
) -> None:
    """Refuse a picture that would need more memory than there is.

    Args:
        width, height: in pixels.
        bytes_per_pixel: as of :func:`decoding_bytes_per_pixel`.
        multiple: sides are multiples of this many pixels.
        available: bytes; None refuses nothing.
        fixed: bytes that pictures of any size need.

    Raises:
        TooLargeError: it does not fit; the text names the largest square that does.
    """
    needed = fixed + width * height * bytes_per_pixel
    if available is None or needed <= available:
        return
    side = math.isqrt(max(0, available - fixed) // bytes_per_pixel) // multiple * multiple
    advice = f"the largest square that fits is {side}x{side}" if side else "close other programs"
    raise TooLargeError(
        f"{width}x{height} needs about {needed / 2**30:.1f} GiB of memory but {available / 2**30:.1f} GiB is free; "
        f"{advice}."
    )


def _meminfo() -> int | None:
    try:
        for line in MEMINFO.read_text(encoding="ascii").splitlines():
            name, _, value = line.partition(":")
            if name == "MemAvailable":
                return 1024 * int(value.split()[0])
    except (OSError, ValueError, IndexError):
        pass
    return None


def _all_memory() -> int | None:
    try:
        return os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE")
    except (AttributeError, OSError, ValueError):  # Windows has no such call
        return None


def _container_limit(path: Path) -> int | None:
    try:
        return int(path.read_text(encoding="ascii"))
    except (OSError, ValueError):  # no such file, or "max"
        return None
