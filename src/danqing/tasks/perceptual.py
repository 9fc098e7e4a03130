"""Colours as eyes see them: OKLab, in which equal steps look equal and shading is lightness alone.

Reference: Björn Ottosson, A perceptual color space for image processing (2020).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PIL import Image

Floats = NDArray[np.float32]

_TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
_TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def to_oklab(image: Image.Image) -> Floats:
    """An RGB picture as (height, width, 3): lightness 0 … 1, green to red and blue to yellow about -0.3 … 0.3."""
    return oklab_of(np.asarray(image.convert("RGB"), dtype=np.float32) / np.float32(255))


def oklab_of(rgb: Floats) -> Floats:
    """sRGB in 0 … 1, (…, 3), to OKLab."""
    linear = np.where(rgb <= 0.04045, rgb / 12.92, ((rgb + 0.055) / 1.055) ** 2.4)
    lab: Floats = (np.cbrt(linear @ _TO_CONES.T) @ _TO_LAB.T).astype(np.float32)
    return lab


def from_oklab(lab: Floats) -> Image.Image:
    """OKLab (height, width, 3) as an RGB picture; what no screen shows loses colour until one does."""
    rgb = _linear(lab)
    for _ in range(8):  # towards grey of the same lightness
        outside = ((rgb < -1e-4) | (rgb > 1 + 1e-4)).any(-1, keepdims=True)
        if not outside.any():
            break
        lab = np.where(outside, lab * np.array([1, 0.88, 0.88], dtype=np.float32), lab)
        rgb = _linear(lab)
    rgb = rgb.clip(0, 1)
    srgb = np.where(rgb <= 0.0031308, rgb * 12.92, 1.055 * rgb ** (1 / 2.4) - 0.055)
    return Image.fromarray((srgb * 255 + 0.5).clip(0, 255).astype(np.uint8))


def _linear(lab: Floats) -> Floats:
    rgb: Floats = (((lab @ np.linalg.inv(_TO_LAB).T) ** 3) @ np.linalg.inv(_TO_CONES).T).astype(np.float32)
    return rgb
