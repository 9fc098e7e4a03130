"""What enlarges pictures: a surface that networks and plain resampling share."""

from __future__ import annotations

from typing import Protocol

import numpy as np
import torch
from PIL import Image
from torch import Tensor

from danqing.core.shapes import check_shape


class Upscaler(Protocol):
    """Enlarges by a whole factor.

    Attributes:
        name: as stored in manifests.
        factor: how many times longer each side becomes.
        margin: how far around a pixel anything is looked at, in pixels; what lies farther off changes nothing, so that
            a picture can be worked on in tiles that overlap by this much.
    """

    @property
    def name(self) -> str: ...
    @property
    def factor(self) -> int: ...
    @property
    def margin(self) -> int: ...

    def upscale(self, pixels: Tensor) -> Tensor:
        """Pictures (B, 3, H, W) in [-1, 1] to (B, 3, H · factor, W · factor) in about [-1, 1], float32 on the CPU."""
        ...


class Lanczos:
    """Resampling with Lanczos' kernel over three pixels on each side: no network, nothing to fetch.

    Args:
        factor: how many times longer each side becomes.
    """

    name = "lanczos"
    margin = 4

    def __init__(self, factor: int) -> None:
        self.factor = factor

    def upscale(self, pixels: Tensor) -> Tensor:
        """See :meth:`Upscaler.upscale`."""
        sizes = check_shape(pixels, "B 3 H W", "pixels")
        size = (sizes["W"] * self.factor, sizes["H"] * self.factor)
        planes = pixels.float().cpu().flatten(0, 1).numpy()  # Pillow resamples one channel of fractions at a time
        large = [np.asarray(Image.fromarray(plane).resize(size, Image.Resampling.LANCZOS)) for plane in planes]
        return torch.from_numpy(np.stack(large)).reshape(sizes["B"], 3, size[1], size[0])
