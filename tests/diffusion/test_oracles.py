"""The exact denoisers themselves: against brute force, against each other, and against the ODE they solve."""

import math

import pytest
import torch

from danqing.diffusion.oracles import GaussianOracle, MixtureOracle
from danqing.diffusion.prediction import add_noise
from danqing.diffusion.schedules import NoisePath

POINTS = torch.tensor([[1.0, 0.0], [-1.0, 0.5]], dtype=torch.float64)
WEIGHTS = torch.tensor([0.3, 0.7], dtype=torch.float64)


@pytest.mark.parametrize("path", list(NoisePath))
def test_the_gaussian_denoiser_is_the_mean_by_numerical_integration(path: NoisePath) -> None:
    mean, std, sigma, x = 0.7, 0.5, 0.6, 0.4
    x0 = torch.linspace(mean - 8 * std, mean + 8 * std, 20_001, dtype=torch.float64)
    alpha = float(path.alpha(sigma))
    density = torch.exp(-((x0 - mean) ** 2) / (2 * std**2) - (x - alpha * x0) ** 2 / (2 * sigma**2))
    expected = float((density * x0).sum() / density.sum())
    oracle = GaussianOracle(torch.tensor(mean), torch.tensor(std), path)
    found = oracle(torch.tensor([[x]], dtype=torch.float64), torch.tensor([sigma], dtype=torch.float64))
    assert float(found) == pytest.approx(expected, abs=1e-6)


@pytest.mark.parametrize("path", list(NoisePath))
def test_the_mixture_denoiser_beats_every_shifted_or_scaled_version_of_itself(path: NoisePath) -> None:
    """E[x0 | x] is the least-squares best guess, so any change to it must cost."""
    oracle = MixtureOracle(POINTS, WEIGHTS, 0.2, path)
    generator = torch.Generator().manual_seed(0)
    x0 = oracle.draw(20_000, generator)[None]
    sigma = torch.tensor([0.7], dtype=torch.float64)
    x = add_noise(x0, torch.randn(x0.shape, generator=generator, dtype=torch.float64), path.alpha(sigma), sigma)
    guess = oracle(x, sigma)
    best = float((guess - x0).square().mean())
    changed = [guess + 0.1, guess - 0.1, guess * 1.2, guess * 0.8]
    assert all(float((each - x0).square().mean()) > best for each in changed)


def test_one_blurred_point_is_a_gaussian() -> None:
    point = torch.tensor([[0.3, -0.2]], dtype=torch.float64)
    x = torch.randn(5, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    sigma = torch.linspace(0.1, 0.9, 5, dtype=torch.float64)
    mixture = MixtureOracle(point, torch.ones(1, dtype=torch.float64), 0.4, NoisePath.VP)
    gaussian = GaussianOracle(point[0], torch.tensor(0.4, dtype=torch.float64), NoisePath.VP)
    torch.testing.assert_close(mixture(x, sigma), gaussian(x, sigma))


def test_a_finite_set_is_recovered_when_little_noise_is_left() -> None:
    oracle = MixtureOracle(POINTS, WEIGHTS, 0.0, NoisePath.VP)
    sigma = torch.tensor([0.01, 0.01], dtype=torch.float64)
    torch.testing.assert_close(oracle(POINTS + 0.01, sigma), POINTS)


def test_pure_noise_says_only_the_mean() -> None:
    x = torch.tensor([[3.0, -2.0]], dtype=torch.float64)
    mixture = MixtureOracle(POINTS, WEIGHTS, 0.1, NoisePath.VP)
    torch.testing.assert_close(mixture(x, torch.ones(1)), (WEIGHTS[:, None] * POINTS).sum(0)[None])


@pytest.mark.parametrize("path", list(NoisePath))
def test_transport_has_the_slope_of_the_probability_flow(path: NoisePath) -> None:
    """d(x/alpha) / d(sigma/alpha) = eps, by central differences."""
    mean, std = torch.tensor([0.7, -0.3], dtype=torch.float64), torch.tensor([0.5, 1.5], dtype=torch.float64)
    oracle = GaussianOracle(mean, std, path)
    x, sigma, step = torch.tensor([[0.4, 1.0]], dtype=torch.float64), 0.6, 1e-5
    ends = [oracle.transport(x, sigma, sigma + way * step) / path.alpha(sigma + way * step) for way in (1, -1)]
    ratios = [path.noise_to_signal(sigma + way * step) for way in (1, -1)]
    slope = (ends[0] - ends[1]) / (ratios[0] - ratios[1])
    level = torch.tensor([sigma], dtype=torch.float64)
    eps = (x - path.alpha(sigma) * oracle(x, level)) / sigma
    torch.testing.assert_close(slope, eps, rtol=1e-6, atol=1e-8)


def test_draws_have_the_weights_and_the_blur() -> None:
    drawn = MixtureOracle(POINTS, 10 * WEIGHTS, 0.1, NoisePath.VP).draw(20_000, torch.Generator().manual_seed(2))
    first = drawn[:, 0] > 0
    assert float(first.double().mean()) == pytest.approx(0.3, abs=4 * math.sqrt(0.21 / 20_000))
    assert float(drawn[first].std(0).mean()) == pytest.approx(0.1, rel=0.03)
