"""How far a style was taken and how much of the content stayed: Gram distance, and structural similarity of edges."""

from __future__ import annotations

import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.shapes import check_shape
from danqing.models.vgg import VGG16, Place

PLACES: tuple[Place, ...] = ((0, 1), (1, 1), (2, 2), (3, 2))  # the last maps of each block
LUMA = (0.299, 0.587, 0.114)
WINDOW, WINDOW_SIGMA = 11, 1.5  # of Wang et al. 2004


@torch.no_grad()
def gram_distance(network: VGG16, picture: Tensor, style: Tensor) -> float:
    """Between the Gram matrices of two pictures, relative to the style's, as the mean over four layers; 0 is equal.

    Args:
        network: in float32.
        picture, style: (1, 3, H, W) in [-1, 1], of any sizes; bring them to one scale first.

    Reference: arXiv 1508.06576, equation 4, here with the Frobenius norm and normalised per layer.
    """
    check_shape(picture, "1 3 H W", "picture")
    check_shape(style, "1 3 H W", "style")
    distances = [
        (gram(ours) - gram(theirs)).norm() / gram(theirs).norm()
        for ours, theirs in zip(network(picture, PLACES), network(style, PLACES), strict=True)
    ]
    return float(torch.stack(distances).mean())


def gram(maps: Tensor) -> Tensor:
    """The mean product of each two channels (C, C) of maps (1, C, h, w)."""
    rows = maps[0].flatten(1)
    return rows @ rows.T / rows.shape[1]


def edge_similarity(picture: Tensor, content: Tensor) -> float:
    """Structural similarity of the edges of two pictures, at most 1.

    Edges are the length of the Sobel gradient of brightness after a slight blur, so that neither colours nor single
    strokes count, scaled by their root mean square, so that contrast does not count.

    Args:
        picture, content: (1, 3, H, W) in [-1, 1], of one size.
    """
    sizes = check_shape(content, "1 3 H W", "content")
    check_shape(picture, f"1 3 {sizes['H']} {sizes['W']}", "picture")
    return ssim(_edges(picture), _edges(content))


def ssim(first: Tensor, second: Tensor, *, value_range: float = 2.0) -> float:
    """The mean structural similarity of two single-channel pictures (1, 1, H, W).

    Reference: Wang, Bovik, Sheikh and Simoncelli, "Image quality assessment", 2004, equation 13.
    """
    small, smaller = (0.01 * value_range) ** 2, (0.03 * value_range) ** 2
    mean_a, mean_b = _blur(first), _blur(second)
    variance_a = _blur(first * first) - mean_a**2
    variance_b = _blur(second * second) - mean_b**2
    covariance = _blur(first * second) - mean_a * mean_b
    alike = (2 * mean_a * mean_b + small) * (2 * covariance + smaller)
    return float((alike / ((mean_a**2 + mean_b**2 + small) * (variance_a + variance_b + smaller))).mean())


def _edges(picture: Tensor) -> Tensor:
    grey = _blur((picture * picture.new_tensor(LUMA)[:, None, None]).sum(1, keepdim=True))
    sobel = picture.new_tensor([[-1, 0, 1], [-2, 0, 2], [-1, 0, 1]])[None, None] / 8
    grey = F.pad(grey, (1, 1, 1, 1), mode="replicate")
    length = (F.conv2d(grey, sobel) ** 2 + F.conv2d(grey, sobel.transpose(2, 3)) ** 2).sqrt()
    return length / length.square().mean().sqrt().clamp(min=1e-6)


def _blur(picture: Tensor) -> Tensor:
    steps = torch.arange(WINDOW) - WINDOW // 2
    bell = torch.exp(-(steps**2) / (2 * WINDOW_SIGMA**2))
    bell = (bell / bell.sum()).to(picture)
    padded = F.pad(picture, (WINDOW // 2,) * 4, mode="replicate")
    return F.conv2d(F.conv2d(padded, bell.view(1, 1, -1, 1)), bell.view(1, 1, 1, -1))
