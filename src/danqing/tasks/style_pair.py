"""A picture and the one whose style it takes: what all ways of restyling by reference prepare and record alike."""

from __future__ import annotations

import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

import torch
from PIL import Image, ImageOps
from torch import Tensor

from danqing.core.errors import FailureError, RequestError
from danqing.core.picture import Picture
from danqing.core.request import Request
from danqing.core.units import to_images, to_tensor
from danqing.provenance.files import write_picture
from danqing.provenance.intake import Source
from danqing.provenance.manifest import make_manifest
from danqing.tasks.framing import PictureWarning
from danqing.tasks.style_transfer import coloured_like, grey_like

MIN_SIDE_PX = 64
MAX_RATIO = 8


@dataclass(frozen=True, kw_only=True)
class StylePair:
    """The two pictures of a restyling.

    Args:
        content: what is shown; where it is transparent, the result is too.
        reference: how it is shown.
        size: (width, height) of the result in pixels.
        preserve_color: whether brightness alone is taken from the reference.
        side: the longest side that was asked for, for the manifest.
    """

    content: Source
    reference: Source
    size: tuple[int, int]
    preserve_color: bool
    side: int | None

    @classmethod
    def of(cls, content: Source, reference: Source, *, side: int | None, usual: int, preserve_color: bool) -> StylePair:
        """Settle the size, and warn where that makes the picture smaller than it was.

        Args:
            side, usual: as of :func:`size_for`.

        Raises:
            RequestError: the picture is a strip.
        """
        size = size_for(content.size, side, usual=usual)
        if side is None and size != content.size:
            warnings.warn(
                f"The picture was scaled to {size[0]} × {size[1]} px; name a longest side to have it larger.",
                PictureWarning,
                stacklevel=3,
            )
        return cls(content=content, reference=reference, size=size, preserve_color=preserve_color, side=side)

    def tensors(self, device: torch.device, example_side: int) -> tuple[Tensor, Tensor]:
        """What is to be restyled and like what, (1, 3, H, W) each; the example at most ``example_side`` px long."""
        original, example = self._original().to(device), to_tensor(_at_most(self.reference.image, example_side))
        return grey_like(example.to(device), original) if self.preserve_color else (original, example.to(device))

    def image(self, result: Tensor) -> Image.Image:
        """The result (1, 3, H, W) with the content's colours, if they are kept, and its transparency."""
        image = to_images(coloured_like(result, self._original().to(result)) if self.preserve_color else result)[0]
        if self.content.alpha is not None:
            image.putalpha(self.content.alpha.resize(self.size))
        return image

    def picture(
        self,
        image: Image.Image,
        *,
        model: Mapping[str, str],
        settings: Mapping[str, str],
        method: str,
        strength: float,
        seed: int,
        style: str | None,
        duration_s: float,
    ) -> Picture:
        """The image with its manifest.

        Args:
            model: its name, family and hash.
            settings: backend, device and precision.
            method, strength, seed, style: how it was restyled.
            duration_s: how long that took.
        """
        width, height = self.size
        request = Request(
            prompt=f"{self.content.name} in the style of {self.reference.name}"[:4000],
            seed=seed,
            style=style,
            width=width,
            height=height,
            model=model["name"],
        )
        task: dict[str, Any] = {
            "name": "restyle",
            "method": method,
            "strength": strength,
            "preserve_color": self.preserve_color,
            "side": self.side,
        }
        manifest = make_manifest(
            request,
            index=0,
            model=dict(model),
            settings={"width": width, "height": height, **settings},
            task=task,
            parents=[self.content.facts(), self.reference.facts("style")],
            duration_s=duration_s,
        )
        return Picture(image=image, manifest=manifest, writer=write_picture)

    def _original(self) -> Tensor:
        image = self.content.image
        return to_tensor(image if self.size == image.size else image.resize(self.size, Image.Resampling.LANCZOS))


@contextmanager
def enough_memory() -> Iterator[None]:
    """Say in one sentence what to do where memory runs out."""
    try:
        yield
    except (MemoryError, torch.OutOfMemoryError) as error:
        raise FailureError("There is not enough memory for this size; choose a smaller longest side.") from error


def check_side(side: object, largest: int) -> None:
    """Raise :class:`RequestError` unless a longest side is left open or whole and at most ``largest`` pixels."""
    if side is None:
        return
    if isinstance(side, bool) or not isinstance(side, int) or not MIN_SIDE_PX <= side <= largest:
        raise RequestError(
            f"The longest side must be a whole number of pixels from {MIN_SIDE_PX} to {largest}, not {side!r}."
        )


def size_for(size: tuple[int, int], side: int | None, *, usual: int) -> tuple[int, int]:
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


def _at_most(image: Image.Image, side: int) -> Image.Image:
    if max(image.size) <= side:
        return image
    return ImageOps.contain(image, (side, side), Image.Resampling.LANCZOS)
