"""Exact denoisers of known distributions: what samplers are tested against and plotted with.

A sampler that is given the true ``E[x0 | x]`` of a distribution makes only its own error, so orders of convergence and
statistics can be read off without a network.
"""

from __future__ import annotations

import torch
from torch import Tensor

from danqing.diffusion.prediction import per_picture
from danqing.diffusion.schedules import Levels, NoisePath, as_levels


class GaussianOracle:
    """Independent normal values, each with its own mean and standard deviation.

    Args:
        mean, std: broadcastable to one picture's shape.
        path: the noise path of the pictures it is asked about.
    """

    def __init__(self, mean: Tensor, std: Tensor, path: NoisePath) -> None:
        self.mean, self.std, self.path = mean, std, path

    def __call__(self, x: Tensor, sigma: Tensor) -> Tensor:
        """``E[x0 | x]`` for x (B, …) at sigma (B,)."""
        alpha, sigma = per_picture(self.path.alpha(sigma), x), per_picture(sigma, x)
        variance = self.std**2
        gain = alpha * variance / (alpha**2 * variance + sigma**2)
        return self.mean + gain * (x - alpha * self.mean)

    def transport(self, x: Tensor, sigma_s: Levels, sigma_t: Levels) -> Tensor:
        """Where the probability-flow ODE carries x (B, …) from sigma_s to sigma_t: it keeps each value's quantile."""
        (mean_s, std_s), (mean_t, std_t) = self._marginal(sigma_s), self._marginal(sigma_t)
        return mean_t + std_t * (x - mean_s) / std_s

    def _marginal(self, sigma: Levels) -> tuple[Tensor, Tensor]:
        alpha, sigma = self.path.alpha(sigma), as_levels(sigma)
        return alpha * self.mean, (alpha**2 * self.std**2 + sigma**2).sqrt()


class MixtureOracle:
    """Finitely many pictures, each blurred by the same normal noise (none: a finite set).

    Args:
        points_KD: the pictures, flattened.
        weights_K: how often each occurs, above 0; their sum is made 1.
        std: the blur, at least 0.
        path: the noise path of the pictures it is asked about.
    """

    def __init__(self, points_KD: Tensor, weights_K: Tensor, std: float, path: NoisePath) -> None:
        self.points_KD, self.weights_K = points_KD, weights_K / weights_K.sum()
        self.std, self.path = std, path

    def __call__(self, x: Tensor, sigma: Tensor) -> Tensor:
        """``E[x0 | x]`` for x (B, …, D) at sigma (B,): each run of D values along the last axis is one draw."""
        alpha, sigma = per_picture(self.path.alpha(sigma), x), per_picture(sigma, x)
        variance = alpha**2 * self.std**2 + sigma**2
        offsets_BxKD = x[..., None, :] - alpha[..., None] * self.points_KD
        log_odds_BxK = self.weights_K.log() - offsets_BxKD.square().sum(-1) / (2 * variance)
        posterior_BxK = torch.softmax(log_odds_BxK, -1)
        gain = alpha * self.std**2 / variance
        return (posterior_BxK[..., None] * (self.points_KD + gain[..., None] * offsets_BxKD)).sum(-2)

    def draw(self, count: int, generator: torch.Generator) -> Tensor:
        """``count`` pictures of the distribution, (count, D)."""
        which = torch.multinomial(self.weights_K, count, replacement=True, generator=generator)
        blur = torch.randn(count, self.points_KD.shape[1], generator=generator, dtype=self.points_KD.dtype)
        return self.points_KD[which] + self.std * blur
