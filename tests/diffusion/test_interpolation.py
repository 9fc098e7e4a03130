"""Between noises: what lies there is noise too, and both ends are exact."""

from __future__ import annotations

import math
from itertools import pairwise

import pytest
import torch

from danqing.diffusion.interpolation import circled, lerp, slerp


def noise(seed: int) -> torch.Tensor:
    return torch.randn(1, 4, 64, 64, generator=torch.Generator().manual_seed(seed))


def angle(one: torch.Tensor, other: torch.Tensor) -> float:
    one, other = one.double(), other.double()
    return math.acos(float((one * other).sum() / one.norm() / other.norm()))


def test_slerp_keeps_the_size_and_divides_the_angle() -> None:
    first, second = noise(0), noise(1)
    assert slerp(first, second, 0) is first
    assert slerp(first, second, 1) is second
    middle = slerp(first, second, 0.25)
    assert middle.dtype == torch.float32
    assert float(middle.std()) == pytest.approx(1, abs=0.02)
    assert float((0.75 * first + 0.25 * second).std()) < 0.85, "a straight line would lose it"
    assert angle(first, middle) == pytest.approx(angle(first, second) / 4, rel=1e-4)
    torch.testing.assert_close(slerp(first, first, 0.3), first)
    with pytest.raises(ValueError, match="one shape"):
        slerp(first, second[..., :2], 0.5)


@pytest.mark.parametrize("amount", [0.1, 0.5, 1.0])
def test_the_circle_closes_at_even_speed_and_stays_noise(amount: float) -> None:
    start, aside, ahead = noise(0), noise(1), noise(2)
    points = [circled(start, aside, ahead, number / 12, amount) for number in range(13)]
    assert points[0] is start
    assert points[12] is start
    for point in points:
        assert float(point.std()) == pytest.approx(1, abs=0.03)
    steps = [float((one - other).norm()) for one, other in pairwise(points)]
    assert max(steps) == pytest.approx(min(steps), rel=0.05)
    farthest = 2 * math.sin(min(amount * math.pi / 2, math.pi / 2))
    assert float((points[6] - start).norm() / start.norm()) == pytest.approx(farthest, rel=0.03)


def test_lerp_is_exact_at_its_ends() -> None:
    first, second = noise(0), noise(1)
    assert lerp(first, second, 0) is first
    assert lerp(first, second, 1) is second
    torch.testing.assert_close(lerp(first, second, 0.25), 0.75 * first + 0.25 * second)
    mask = torch.ones(3, dtype=torch.bool)
    assert lerp(mask, ~mask, 0.4) is mask
