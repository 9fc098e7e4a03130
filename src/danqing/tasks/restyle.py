"""A picture in another style: that of a second picture, or one of the library's.

By reference, the pixels are searched for whose textures are those of the reference (:mod:`style_transfer`); no model of
words is needed. By name, a style with a reference of its own is done in the same way, any other is drawn over the
picture by the model, as far as the style's strength says.
"""

from __future__ import annotations

import time
import warnings
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image, ImageOps

from danqing.backends.registry import make_backend
from danqing.core.errors import CancelledError, FailureError, RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.seeds import picture_generator
from danqing.core.units import to_images, to_tensor
from danqing.models.vgg import PACKAGE_NAME, PACKAGE_SHA256, PACKAGE_VERSION, VGG16, Place
from danqing.provenance.files import write_picture
from danqing.provenance.intake import Source
from danqing.provenance.manifest import make_manifest
from danqing.tasks.framing import PictureWarning
from danqing.tasks.style_transfer import STAGES, coloured_like, grey_like, transfer_style

PLACES: tuple[Place, ...] = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 2), (3, 0))
STRENGTH = 0.7
SIDE_PX, MIN_SIDE_PX, MAX_SIDE_PX = 512, 64, 1024
MAX_RATIO = 8
CONTENT_WEIGHT = 0.2  # at the usual strength

_DTYPES = {"float32": torch.float32, "bfloat16": torch.bfloat16, "float16": torch.float32}  # gradients need range


@dataclass(frozen=True, kw_only=True)
class RestyleProgress:
    """Steps done and to do, 1 … total."""

    step: int
    total: int


OnRestyleStep = Callable[[RestyleProgress], object]


def restyle_by_reference(
    content: Source,
    reference: Source,
    *,
    strength: float = STRENGTH,
    preserve_color: bool = False,
    side: int | None = None,
    seed: int = 0,
    style: str | None = None,
    network: VGG16 | None = None,
    device: str | None = None,
    on_step: OnRestyleStep | None = None,
    should_stop: Callable[[], bool] | None = None,
) -> Picture:
    """One picture in the style of another.

    Args:
        content: what is shown; where it is transparent, the result is too.
        reference: how it is shown.
        strength: above 0, hardly touched, to 1, little more than texture is left.
        preserve_color: keep the colours and take brightness and strokes alone from the reference.
        side: longest side of the result in pixels, 64 … 1024; None keeps the content's own up to 512.
        seed: 0 … 2³²-1.
        style: for the manifest: the name of the library's style that the reference is of.
        network: what sees style; None reads it from the packages folder.
        device: ``"cpu"``, ``"cuda"`` …; None takes a GPU if there is one.
        on_step: told after each step; may raise to end the work.
        should_stop: asked after each step; True ends the work.

    Raises:
        RequestError: a value is out of range, or the picture is more than eight times as long as wide.
        DataError: the network was not fetched yet.
        CancelledError: ``should_stop`` said so.
        FailureError: memory ran out.

    Reference: arXiv 1508.06576, arXiv 2006.07229.
    """
    check_options(strength, side)
    size = size_for(content.size, side)
    if side is None and size != content.size:
        warnings.warn(
            f"The picture was scaled to {size[0]} × {size[1]} px; name a longest side to have it larger.",
            PictureWarning,
            stacklevel=2,
        )
    request = Request(
        prompt=f"{content.name} in the style of {reference.name}"[:4000],
        seed=seed,
        style=style,
        width=size[0],
        height=size[1],
        model=f"{PACKAGE_NAME} {PACKAGE_VERSION}",
    )
    backend = make_backend("torch", device=device)
    seeing = (VGG16.installed() if network is None else network).to(_DTYPES[backend.precision], backend.device)
    began = time.monotonic()

    def report(done: int, total: int) -> None:
        if should_stop is not None and should_stop():
            raise CancelledError(f"Stopped after {done} of {total} steps.")
        if on_step is not None:
            on_step(RestyleProgress(step=done, total=total))

    given = content.image.resize(size, Image.Resampling.LANCZOS) if size != content.size else content.image
    original, example = (to_tensor(image).to(backend.device) for image in (given, _sample(reference)))
    pair = grey_like(example, original) if preserve_color else (original, example)
    try:
        result = transfer_style(
            lambda picture: seeing(picture, PLACES),
            *pair,
            content_weight=content_weight(strength),
            generator=picture_generator(seed, 0, "restyle"),
            stages=STAGES,
            on_step=report,
        )
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise FailureError("There is not enough memory for this size; choose a smaller longest side.") from error
    image = to_images(coloured_like(result, original) if preserve_color else result)[0]
    if content.alpha is not None:
        image.putalpha(content.alpha.resize(size))
    manifest = make_manifest(
        request,
        index=0,
        model={"name": f"{PACKAGE_NAME} {PACKAGE_VERSION}", "family": "vgg16", "hash": PACKAGE_SHA256},
        settings={
            "width": size[0],
            "height": size[1],
            "backend": backend.name,
            "device": backend.device.type,
            "precision": backend.precision,
        },
        task=_task(strength, preserve_color, side),
        parents=[content.facts(), reference.facts("style")],
        duration_s=time.monotonic() - began,
    )
    return Picture(image=image, manifest=manifest, writer=write_picture)


def check_options(strength: object, side: object) -> None:
    """Raise :class:`RequestError` unless both can be used."""
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise RequestError(f"The strength must be a number above 0 and up to 1, not {strength!r}.")
    check_side(side, MAX_SIDE_PX)


def check_side(side: object, largest: int) -> None:
    """Raise :class:`RequestError` unless a longest side is left open or whole and at most ``largest`` pixels."""
    if side is None:
        return
    if isinstance(side, bool) or not isinstance(side, int) or not MIN_SIDE_PX <= side <= largest:
        raise RequestError(
            f"The longest side must be a whole number of pixels from {MIN_SIDE_PX} to {largest}, not {side!r}."
        )


def size_for(size: tuple[int, int], side: int | None, *, usual: int = SIDE_PX) -> tuple[int, int]:
    """The (width, height) of the result.

    Args:
        size: of the picture, in pixels.
        side: the longest one asked for; None keeps the picture's own up to ``usual``.

    Raises:
        RequestError: the picture is a strip.
    """
    longest, shortest = max(size), min(size)
    if longest > MAX_RATIO * shortest:
        raise RequestError(
            f"A picture of {size[0]} × {size[1]} px is too narrow to restyle; crop it to at most {MAX_RATIO}:1."
        )
    wanted = side or min(max(longest, MIN_SIDE_PX), usual)
    width, height = (max(1, round(each * wanted / longest)) for each in size)
    return width, height


def content_weight(strength: float) -> float:
    """How much the content counts: ``CONTENT_WEIGHT`` at the usual strength, ten times as much 0.35 below it."""
    return CONTENT_WEIGHT * float(10 ** ((STRENGTH - strength) / 0.35))


def _task(strength: float, preserve_color: bool, side: int | None) -> Mapping[str, Any]:
    return {
        "name": "restyle",
        "method": "reference",
        "strength": strength,
        "preserve_color": preserve_color,
        "side": side,
    }


def _sample(reference: Source) -> Image.Image:
    """The reference at a size that holds all that is looked at."""
    image = reference.image
    if max(image.size) <= MAX_SIDE_PX:
        return image
    return ImageOps.contain(image, (MAX_SIDE_PX, MAX_SIDE_PX))
