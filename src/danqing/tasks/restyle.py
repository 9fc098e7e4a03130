"""A picture in another style: that of a second picture, or one of the library's.

By reference, the pixels are searched for whose textures are those of the reference (:mod:`style_transfer`); no model of
words is needed. By name, a style with a reference of its own is done in the same way, any other is drawn over the
picture by the model, as far as the style's strength says.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

import torch

from danqing.backends.registry import make_backend
from danqing.core.errors import CancelledError, RequestError
from danqing.core.picture import Picture
from danqing.core.seeds import picture_generator
from danqing.models.vgg import PACKAGE_NAME, PACKAGE_SHA256, PACKAGE_VERSION, VGG16, Place
from danqing.provenance.intake import Source
from danqing.tasks.style_pair import StylePair, check_side, enough_memory
from danqing.tasks.style_transfer import STAGES, transfer_style

PLACES: tuple[Place, ...] = ((0, 0), (0, 1), (1, 0), (1, 1), (2, 0), (2, 2), (3, 0))
STRENGTH = 0.7
SIDE_PX, MAX_SIDE_PX = 512, 1024
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
    pair = StylePair.of(content, reference, side=side, usual=SIDE_PX, preserve_color=preserve_color)
    backend = make_backend("torch", device=device)
    seeing = (VGG16.installed() if network is None else network).to(_DTYPES[backend.precision], backend.device)
    began = time.monotonic()

    def report(done: int, total: int) -> None:
        if should_stop is not None and should_stop():
            raise CancelledError(f"Stopped after {done} of {total} steps.")
        if on_step is not None:
            on_step(RestyleProgress(step=done, total=total))

    with enough_memory():
        result = transfer_style(
            lambda picture: seeing(picture, PLACES),
            *pair.tensors(backend.device, MAX_SIDE_PX),
            content_weight=content_weight(strength),
            generator=picture_generator(seed, 0, "restyle"),
            stages=STAGES,
            on_step=report,
        )
    return pair.picture(
        pair.image(result),
        model={"name": f"{PACKAGE_NAME} {PACKAGE_VERSION}", "family": "vgg16", "hash": PACKAGE_SHA256},
        settings={"backend": backend.name, "device": backend.device.type, "precision": backend.precision},
        method="reference",
        strength=strength,
        seed=seed,
        style=style,
        duration_s=time.monotonic() - began,
    )


def check_options(strength: object, side: object) -> None:
    """Raise :class:`RequestError` unless both can be used."""
    if isinstance(strength, bool) or not isinstance(strength, int | float) or not 0 < strength <= 1:
        raise RequestError(f"The strength must be a number above 0 and up to 1, not {strength!r}.")
    check_side(side, MAX_SIDE_PX)


def content_weight(strength: float) -> float:
    """How much the content counts: ``CONTENT_WEIGHT`` at the usual strength, ten times as much 0.35 below it."""
    return CONTENT_WEIGHT * float(10 ** ((STRENGTH - strength) / 0.35))
