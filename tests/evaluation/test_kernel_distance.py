"""Kernel distances against closed forms for known distributions: value, error, unbiasedness."""

from __future__ import annotations

import math

import pytest
import torch
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.evaluation.kernel_distance import (
    Kernel,
    difference,
    gaussian_kernel,
    kernel_distance,
    median_width,
    polynomial_kernel,
)


def normal(count: int, width: int, seed: int, shift: float = 0.0) -> Tensor:
    return torch.randn(count, width, generator=torch.Generator().manual_seed(seed), dtype=torch.float64) + shift


def gaussian_truth(shift: float, dimensions: int, width: float) -> float:
    """MMD² of N(0, I) and N(shift, I) under a Gaussian kernel."""
    common = math.pow(width**2 / (width**2 + 2), dimensions / 2)
    return 2.0 * common * (1 - math.exp(-dimensions * shift**2 / (2 * (width**2 + 2))))


def polynomial_truth(shift: float) -> float:
    """MMD² of N(0, 1) and N(shift, 1) in one dimension under KID's kernel: 3 Δm₁² + 3 Δm₂² + Δm₃² of the moments."""
    return 3 * shift**2 + 3 * shift**4 + (shift**3 + 3 * shift) ** 2


KERNELS = [
    (gaussian_kernel(2.0), 4, lambda shift: gaussian_truth(shift, 4, 2.0)),
    (polynomial_kernel, 1, polynomial_truth),
]


@pytest.mark.parametrize(("kernel", "width", "truth"), KERNELS, ids=["gaussian", "polynomial"])
@pytest.mark.parametrize("shift", [0.0, 0.5])
def test_is_unbiased_and_knows_its_error(kernel: Kernel, width: int, truth: object, shift: float) -> None:
    assert callable(truth)
    found = [
        kernel_distance(normal(48, width, 2 * n), normal(48, width, 2 * n + 1, shift), kernel, num_subsets=60)
        for n in range(150)
    ]
    values = torch.tensor([each.value for each in found])
    spread = float(values.std())
    assert abs(float(values.mean()) - truth(shift)) < 3.5 * spread / math.sqrt(len(values))
    told = torch.tensor([each.standard_error for each in found]).median()
    # Near 0 an estimate's spread falls faster with the number of features than elsewhere, and the error is too large.
    assert 0.6 * spread < float(told) < (1.6 if shift else 4) * spread


@pytest.mark.parametrize("kernel", [gaussian_kernel(3.0), polynomial_kernel], ids=["gaussian", "polynomial"])
def test_grows_with_the_shift_and_is_nothing_between_equals(kernel: Kernel) -> None:
    reference = normal(256, 8, 0)
    distances = [kernel_distance(normal(256, 8, 1, shift), reference, kernel) for shift in (0.0, 0.3, 0.6, 1.2)]
    assert abs(distances[0].value) < 2.5 * distances[0].standard_error
    values = [each.value for each in distances]
    assert values == sorted(values)
    assert values[1] > 3 * distances[1].standard_error


def test_a_difference_is_surer_than_its_parts() -> None:
    reference, drawn = normal(256, 8, 0), normal(256, 8, 1, 0.3)
    near, far = (kernel_distance(drawn + more, reference, polynomial_kernel) for more in (0.0, 0.02))
    value, error = difference(far, near)
    assert value == pytest.approx(far.value - near.value)
    assert 0 < error < 0.5 * min(near.standard_error, far.standard_error)
    assert value > 2 * error
    with pytest.raises(ValueError, match="same subsets"):
        difference(near, kernel_distance(drawn, reference, polynomial_kernel, num_subsets=10))


def test_the_median_width_is_that_of_the_distances() -> None:
    assert median_width(torch.tensor([[0.0], [1.0], [4.0]])) == 3.0  # of 1, 3 and 4


def test_too_few_or_unlike_features_are_refused() -> None:
    with pytest.raises(RequestError, match="at least 8 pictures a side, not 8 and 7"):
        kernel_distance(normal(8, 2, 0), normal(7, 2, 1), polynomial_kernel)
    with pytest.raises(ValueError, match="second must be shaped"):
        kernel_distance(normal(8, 2, 0), normal(8, 3, 1), polynomial_kernel)
