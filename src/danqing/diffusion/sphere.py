"""Pictures of a whole sphere, laid out so that columns are longitudes and rows are latitudes (equirectangular).

Towards the poles a row stands for a shorter and shorter circle, down to a point, while it keeps as many pixels: what is
drawn there as if it were flat is pinched into a star. So each row is smoothed along its circle until it holds no more
than that circle can show. At the equator nothing changes, at a pole almost one colour remains.
"""

from __future__ import annotations

import math

import torch
from torch import Tensor

from danqing.core.shapes import check_shape

SMOOTHING = 0.6  # standard deviation, in pixels, of what a pixel at 45 degrees is smoothed by; chosen by looking


def smooth_poles(x: Tensor, amount: float = SMOOTHING) -> Tensor:
    """Smooth each row along its circle by ``amount · tan(latitude)`` pixels.

    A pixel at a latitude covers ``1 / cos`` of the pixels of its row; the tangent is what has to be added to the one
    that is there already.

    Args:
        x: pixels or latents, (B, C, h, w), the top row nearest to one pole and the bottom row to the other.
        amount: 0 changes nothing.
    """
    sizes = check_shape(x, "B C h w", "x")
    height, width = sizes["h"], sizes["w"]
    latitude = math.pi * ((torch.arange(height, dtype=torch.float64) + 0.5) / height - 0.5)
    deviation = amount * latitude.tan().abs()
    waves = 2 * math.pi * torch.arange(width // 2 + 1, dtype=torch.float64) / width
    kept = torch.exp(-0.5 * (deviation[:, None] * waves[None]).square()).to(x)
    smooth: Tensor = torch.fft.irfft(torch.fft.rfft(x, dim=-1) * kept, n=width, dim=-1)
    return smooth
