"""Kernel distances between two sets of features: squared maximum mean discrepancy (MMD²), unbiased.

With the polynomial kernel it is KID (arXiv 1801.01401), with a Gaussian one the distance of CMMD (arXiv 2401.09603).
Unlike Fréchet distances they are unbiased, so that a few hundred pictures are enough, and may come out below 0.
The two sets must be independent of each other: compare pictures with other scenes than those whose captions they draw.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass

import torch
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.core.shapes import check_shape

Kernel = Callable[[Tensor, Tensor], Tensor]  # (N, D), (M, D) -> (N, M)


def polynomial_kernel(x: Tensor, y: Tensor) -> Tensor:
    """``(x·y / D + 1)³`` of KID, arXiv 1801.01401, section 4."""
    return (x @ y.T / x.shape[1] + 1) ** 3


def gaussian_kernel(width: float) -> Kernel:
    """``exp(-|x - y|² / (2 width²))``, arXiv 2401.09603, section 4."""

    def kernel(x: Tensor, y: Tensor) -> Tensor:
        return torch.exp(-torch.cdist(x, y).square() / (2 * width**2))

    return kernel


def median_width(x: Tensor) -> float:
    """The median distance between two rows of ``x`` (N, D): the usual width of a Gaussian kernel."""
    return float(torch.pdist(x.double()).median())


@dataclass(frozen=True, kw_only=True)
class Distance:
    """A distance with its standard error.

    Args:
        value: the estimate from all features.
        standard_error: of ``value``, from subsets; somewhat too large where the distance is near 0.
        subset_values: (S,) the estimates of the subsets.
        subset_share: how large a subset is of the whole.
    """

    value: float
    standard_error: float
    subset_values: Tensor
    subset_share: float

    def __str__(self) -> str:
        return f"{self.value:.4f} ± {self.standard_error:.4f}"


def kernel_distance(
    first: Tensor, second: Tensor, kernel: Kernel, *, num_subsets: int = 100, subset_share: float = 0.25, seed: int = 0
) -> Distance:
    """Unbiased MMD² of two sets of features, arXiv 1801.01401, equation 4.

    The standard error comes from subsets drawn without replacement: their spread, times the root of their share. The
    same seed draws the same subsets, so that :func:`difference` can compare two sets with one reference.

    Args:
        first, second: (N, D) and (M, D), at least 8 rows each.
        kernel: :func:`polynomial_kernel` or :func:`gaussian_kernel`.

    Raises:
        RequestError: there are too few features for an estimate.
        ValueError: the features differ in width.
    """
    width = check_shape(first, "N D", "first")["D"]
    check_shape(second, f"M {width}", "second")
    if min(len(first), len(second)) < 8:
        raise RequestError(f"A kernel distance needs at least 8 pictures a side, not {len(first)} and {len(second)}.")
    x, y = first.double(), second.double()
    xx, yy, xy = kernel(x, x), kernel(y, y), kernel(x, y)
    generator = torch.Generator().manual_seed(seed)
    values = []
    for _ in range(num_subsets):
        rows, columns = (
            torch.randperm(count, generator=generator)[: max(2, round(count * subset_share))] for count in xy.shape
        )
        values.append(unbiased_mmd(xx[rows][:, rows], yy[columns][:, columns], xy[rows][:, columns]))
    subsets = torch.tensor(values, dtype=torch.float64)
    return Distance(
        value=unbiased_mmd(xx, yy, xy),
        standard_error=_error(subsets, subset_share),
        subset_values=subsets,
        subset_share=subset_share,
    )


def difference(first: Distance, second: Distance) -> tuple[float, float]:
    """``first - second`` and its standard error, for two sets of the same prompts and noise against one reference.

    What both share (the reference, the prompts) cancels, so the error is smaller than that of either.

    Raises:
        ValueError: they were not measured with the same subsets.
    """
    if first.subset_share != second.subset_share or first.subset_values.shape != second.subset_values.shape:
        raise ValueError("Two distances must be measured with the same subsets.")
    error = _error(first.subset_values - second.subset_values, first.subset_share)
    return first.value - second.value, error


def unbiased_mmd(xx: Tensor, yy: Tensor, xy: Tensor) -> float:
    """MMD² from the kernel within the first set (N, N), within the second (M, M) and between them (N, M)."""
    within = [(each.sum() - each.trace()) / (len(each) * (len(each) - 1)) for each in (xx, yy)]
    return float(within[0] + within[1] - 2 * xy.mean())


def _error(subset_values: Tensor, share: float) -> float:
    # 1 - share: subsets of one whole overlap, which makes them more alike than independent ones.
    return float(subset_values.std()) * math.sqrt(share / (1 - share))
