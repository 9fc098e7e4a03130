"""From a coarse guess of where a thing is to its outline, by the picture's own colours.

What the guess covers and what it leaves out each get a histogram of colours; pixels are then judged by the guess and by
whose colours theirs are, smoothed along the picture's edges, and judged again.

References: Rother, Kolmogorov and Blake, GrabCut (2004), with He, Sun and Tang's guided filter (arXiv 1505.00996) in
place of a graph cut.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from danqing.tasks.perceptual import to_oklab

Labels = NDArray[np.int32]

ROUNDS = 6
BINS = 12
CERTAIN = 8.0  # how steeply the guess counts
COLORS_COUNT = 0.8  # how much colours count beside it
RADIUS = 1 / 32  # of the longer side: how far the filter looks
SMALLEST = 0.004  # of the picture: what is smaller is no thing


def refined(image: Image.Image, guess: Tensor) -> NDArray[np.bool_]:
    """Which pixels are of the thing.

    Args:
        image: mode RGB.
        guess: (h, w), the higher the more likely, at any resolution and scale.

    Returns:
        (height, width).
    """
    lab = torch.from_numpy(to_oklab(image)).permute(2, 0, 1)[None]
    prior = unit(F.interpolate(guess[None, None].float(), lab.shape[-2:], mode="bicubic", align_corners=False))[0, 0]
    prior = CERTAIN * (prior - split_level(prior))
    places = _cells(lab)
    inside = prior.sigmoid()
    radius = max(2, round(max(image.size) * RADIUS))
    for _ in range(ROUNDS):
        odds = _histogram(places, inside**2).log() - _histogram(places, (1 - inside) ** 2).log()
        judged = (prior + COLORS_COUNT * odds[places].clamp(-3, 3)).sigmoid()
        inside = _guided(lab, judged[None, None], radius)[0, 0].clamp(0, 1)
    return np.asarray(inside > 0.5)


def unit(values: Tensor) -> Tensor:
    """Scaled to 0 … 1."""
    low, high = values.min(), values.max()
    return (values - low) / (high - low).clamp_min(1e-9)


def split_level(values: Tensor) -> float:
    """The level that best splits values of 0 … 1 in two kinds (Otsu 1979)."""
    counts = torch.histc(values.float(), 64, 0, 1)
    middles = (torch.arange(64) + 0.5) / 64
    below, sums = counts.cumsum(0), (counts * middles).cumsum(0)
    above = below[-1] - below
    apart = sums / below.clamp_min(1) - (sums[-1] - sums) / above.clamp_min(1)
    return float(middles[int((below * above * apart**2).argmax())])


def components(mask: NDArray[np.bool_]) -> tuple[Labels, int]:
    """Number the connected parts of a mask from 1, 0 outside: each pixel takes the highest number near until all agree.

    Returns:
        (height, width) and how many there are.
    """
    numbers = torch.arange(1, mask.size + 1, dtype=torch.float64).reshape(1, 1, *mask.shape)
    where = torch.from_numpy(mask)[None, None]
    numbers = numbers * where
    while True:
        spread = numbers
        for _ in range(16):
            spread = F.max_pool2d(spread, 3, 1, 1) * where
        if torch.equal(spread, numbers):
            break
        numbers = spread
    kinds, labels = np.unique(numbers[0, 0].numpy(), return_inverse=True)
    numbered: NDArray[np.int32] = labels.reshape(mask.shape).astype(np.int32)
    return (numbered, len(kinds) - 1) if kinds[0] == 0 else (numbered + np.int32(1), len(kinds))


def filled(mask: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The mask with its holes: what is outside is what is reached from the border."""
    border = np.pad(~mask, 1, constant_values=True)
    labels, _ = components(border)
    full: NDArray[np.bool_] = (labels != labels[0, 0])[1:-1, 1:-1]
    return full


def _cells(lab: Tensor) -> Tensor:
    """The cell of the colour grid that each pixel falls into, (height, width)."""
    spread = torch.tensor([1.0, 0.6, 0.6]).view(1, 3, 1, 1)
    moved = lab + torch.tensor([0.0, 0.3, 0.3]).view(1, 3, 1, 1)
    cells = (moved / spread * BINS).long().clamp(0, BINS - 1)[0]
    return cells[0] * BINS * BINS + cells[1] * BINS + cells[2]


def _histogram(places: Tensor, weights: Tensor) -> Tensor:
    """The share of each cell, smoothed over its neighbours and nowhere 0."""
    counts = torch.bincount(places.flatten(), weights.flatten(), BINS**3).float().view(1, 1, BINS, BINS, BINS)
    smooth = 0.7 * counts + 0.3 * F.avg_pool3d(counts, 3, 1, 1)
    return smooth.flatten() / smooth.sum().clamp_min(1e-9) + 1e-4


def _guided(lab: Tensor, values: Tensor, radius: int, even: float = 1e-3) -> Tensor:
    """Smooth ``values`` (1, 1, H, W) except across the edges of ``lab`` (1, 3, H, W)."""

    def mean(x: Tensor) -> Tensor:
        width = 2 * radius + 1
        return F.avg_pool2d(F.pad(x, (radius,) * 4, mode="replicate"), width, 1)

    middle, level = mean(lab), mean(values)
    together = mean(lab * values) - middle * level
    pairs = mean((lab[:, :, None] * lab[:, None]).flatten(1, 2))
    spread = pairs.reshape(len(pairs), 3, 3, *pairs.shape[2:]) - middle[:, :, None] * middle[:, None]
    spread = spread.permute(0, 3, 4, 1, 2) + even * torch.eye(3)
    slope = torch.linalg.solve(spread, together.permute(0, 2, 3, 1)[..., None])[..., 0].permute(0, 3, 1, 2)
    offset = level - (slope * middle).sum(1, keepdim=True)
    return (mean(slope) * lab).sum(1, keepdim=True) + mean(offset)
