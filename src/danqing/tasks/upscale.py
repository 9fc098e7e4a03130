"""A picture two, three or four times as large: by a small network, or by plain resampling.

The picture is worked on in tiles that overlap by all that the upscaler looks at, so that the result is the same as in
one piece and memory does not grow with the picture. Its edges are continued by reflection, for networks that see black
beyond them darken them.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image

from danqing.backends.registry import make_backend
from danqing.core.errors import CancelledError, FailureError, RequestError, UnknownNameError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.models.esrgan import FACTORS, PACKAGE_NAME, PACKAGE_SHA256, PACKAGE_VERSION, Esrgan, is_installed
from danqing.models.upscaler import Lanczos, Upscaler
from danqing.provenance.files import write_picture
from danqing.provenance.intake import MAX_SIDE_PX, READ_PIXELS, Source
from danqing.provenance.manifest import make_manifest

METHODS = ("esrgan", "lanczos")
TILE_PX = 192  # of the small picture; one tile takes about 200 MB at four times the size


@dataclass(frozen=True, kw_only=True)
class UpscaleProgress:
    """Tiles done and to do, 1 … total."""

    step: int
    total: int


OnTile = Callable[[UpscaleProgress], object]


def upscale(
    source: Source,
    *,
    factor: int = 2,
    method: str | None = None,
    device: str | None = None,
    on_step: OnTile | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Picture:
    """A picture ``factor`` times as wide and high; its transparency is kept.

    Args:
        source: the picture.
        factor: 2, 3 or 4.
        method: ``"esrgan"``, a small network, or ``"lanczos"``; None takes the network where it was fetched.
        device: ``"cpu"``, ``"cuda"`` …; None takes a GPU if there is one.
        on_step: told after each tile; may raise to end the work.
        should_stop: asked after each tile; True ends the work.

    Raises:
        RequestError: the factor is another number, or the result would be too large.
        UnknownNameError: there is no such method.
        DataError: the network was not fetched yet.
        CancelledError: ``should_stop`` said so.
        FailureError: memory ran out.
    """
    check_factor(factor)
    check_large(source.size, factor)
    upscaler = upscaler_named(method, factor, device=device)
    began = time.monotonic()

    def report(done: int, total: int) -> None:
        if should_stop is not None and should_stop():
            raise CancelledError(f"Stopped after {done} of {total} tiles.")
        if on_step is not None:
            on_step(UpscaleProgress(step=done, total=total))

    image = enlarged(source.pixels, upscaler, report=report)
    manifest = make_manifest(
        _request_of(source),
        index=0,
        model=facts_of(upscaler),
        settings={"width": image.width, "height": image.height},
        task={"name": "upscale", "factor": factor, "method": upscaler.name},
        parents=[source.facts()],
        duration_s=time.monotonic() - began,
    )
    return Picture(image=image, manifest=manifest, writer=write_picture)


def upscaler_named(method: str | None, factor: int, *, device: str | None = None) -> Upscaler:
    """The upscaler of that name; None takes the network where it was fetched, else resampling.

    Raises:
        UnknownNameError: there is none of that name.
        DataError: the network was not fetched yet.
        RequestError: the device does not exist.
    """
    if method is None:
        method = "esrgan" if is_installed(factor) else "lanczos"
    if method not in METHODS:
        raise UnknownNameError("method to enlarge by", str(method), METHODS)
    if method == "lanczos":
        return Lanczos(factor)
    return Esrgan.installed(factor).to(make_backend("torch", device=device).device)


def enlarged(
    image: Image.Image,
    upscaler: Upscaler,
    *,
    tile_px: int = TILE_PX,
    report: Callable[[int, int], None] = lambda done, total: None,
) -> Image.Image:
    """A picture as large as the upscaler makes it.

    Args:
        image: mode RGB or RGBA. Transparency is resampled by Lanczos; colours under full transparency, which nobody
            chose, are replaced by those around, so that they do not bleed into edges.
        upscaler: what enlarges.
        tile_px: the longest side of a tile, in pixels of ``image``.
        report: told of the tiles done and to do; may raise to end the work.

    Returns:
        The same mode.
    """
    factor, margin = upscaler.factor, upscaler.margin
    size = (image.width * factor, image.height * factor)
    colours = _spread(image) if image.mode == "RGBA" else np.asarray(image.convert("RGB"))
    around = [(margin, margin), (margin, margin), (0, 0)]
    given = np.pad(colours, around, mode="symmetric")
    large = np.empty((size[1], size[0], 3), np.uint8)
    tiles = list(_tiles(image.size, tile_px))
    try:
        for done, (left, top, right, bottom) in enumerate(tiles, 1):
            part = given[top : bottom + 2 * margin, left : right + 2 * margin]
            pixels = torch.from_numpy(part.transpose(2, 0, 1)[None].astype(np.float32) / 127.5 - 1)
            found = upscaler.upscale(pixels)[0].permute(1, 2, 0).numpy()
            inner = found[margin * factor : -margin * factor, margin * factor : -margin * factor]
            values = np.floor((np.clip(inner, -1, 1) + 1) * 127.5 + 0.5).astype(np.uint8)
            large[top * factor : bottom * factor, left * factor : right * factor] = values
            report(done, len(tiles))
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise FailureError("There is not enough memory to enlarge this picture; choose a smaller one.") from error
    result = Image.fromarray(large)
    if image.mode == "RGBA":
        result.putalpha(image.getchannel("A").resize(size, Image.Resampling.LANCZOS))
    return result


def facts_of(upscaler: Upscaler) -> dict[str, Any]:
    """What manifests say of an upscaler."""
    if isinstance(upscaler, Esrgan):
        package = {"source": f"npm {PACKAGE_NAME} {PACKAGE_VERSION}", "licence": "MIT", "hash": PACKAGE_SHA256}
        return {"name": "esrgan-slim", **package}
    return {"name": upscaler.name}


def check_factor(factor: object) -> None:
    """Raise :class:`RequestError` unless it is 2, 3 or 4."""
    if isinstance(factor, bool) or factor not in FACTORS:
        raise RequestError(f"Pictures are enlarged 2, 3 or 4 times, not {factor!r} times.")


def check_large(size: tuple[int, int], factor: int) -> None:
    """Raise :class:`RequestError` for a result that could not be read back whole."""
    width, height = (side * factor for side in size)
    if max(width, height) > MAX_SIDE_PX or width * height > READ_PIXELS:
        raise RequestError(
            f"{factor} times {size[0]}x{size[1]} px is {width * height / 1e6:.0f} million pixels; at most "
            f"{READ_PIXELS // 1_000_000} million and sides of {MAX_SIDE_PX:,} px are made, so choose a smaller factor "
            f"or picture."
        )


def _tiles(size: tuple[int, int], tile_px: int) -> Iterator[tuple[int, int, int, int]]:
    """Boxes that cover a picture, by rows."""
    for top in range(0, size[1], tile_px):
        for left in range(0, size[0], tile_px):
            yield left, top, min(left + tile_px, size[0]), min(top + tile_px, size[1])


def _spread(image: Image.Image) -> NDArray[np.uint8]:
    """The colours of an RGBA picture, those of fully transparent pixels taken from around them.

    Averages that count each pixel as far as it is opaque, from ever smaller copies, fill what is still empty.
    """
    values = np.asarray(image)
    found, small = values[..., :3].copy(), image
    empty = values[..., 3] == 0
    while empty.any() and max(small.size) > 1:
        small = small.resize((max(1, small.width // 2), max(1, small.height // 2)), Image.Resampling.BOX)
        back = np.asarray(small.resize(image.size, Image.Resampling.NEAREST))
        filled = empty & (back[..., 3] > 0)
        found[filled] = back[..., :3][filled]
        empty &= ~filled
    return found


def _request_of(source: Source) -> Request:
    """What the picture was drawn from, so that it keeps its words; else a request that names it."""
    said: Mapping[str, Any] = (source.manifest or {}).get("request") or {}
    try:
        return Request(**said)
    except (TypeError, ValueError):
        return Request(prompt=source.name[:4000])
