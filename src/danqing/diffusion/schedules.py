"""How much noise there is when: noise paths, schedules, and the sigmas that a sampler visits.

Symbols: ``x = alpha * x0 + sigma * eps`` with x0 the clean picture and eps standard normal noise. A path says which
alpha belongs to a sigma; a schedule adds which sigma a network's timestep means. Noise levels are float64 on the CPU:
near sigma = 1 a variance-preserving alpha would lose most of its digits in float32.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

import torch
from torch import Tensor

Levels = Tensor | float | Sequence[float]


def as_levels(values: Levels) -> Tensor:
    """Noise levels, timesteps or times as float64 on the CPU, shape kept."""
    if isinstance(values, Tensor):
        return values.detach().cpu().double()
    return torch.tensor(values, dtype=torch.float64)


class NoisePath(StrEnum):
    """Which alpha goes with a sigma.

    VP (variance preserving): ``sqrt(1 - sigma²)``, sigma in [0, 1]. FLOW (rectified flow): ``1 - sigma``, sigma in
    [0, 1]. VE (variance exploding): 1, sigma in [0, ∞).
    """

    VP = "vp"
    FLOW = "flow"
    VE = "ve"

    def alpha(self, sigma: Levels) -> Tensor:
        """The alpha of each sigma: float64, on the CPU, same shape. Exactly 0 at sigma = 1 on VP and FLOW."""
        sigma = as_levels(sigma)
        if self is NoisePath.VP:
            return ((1 - sigma) * (1 + sigma)).clamp_min(0).sqrt()
        return 1 - sigma if self is NoisePath.FLOW else torch.ones_like(sigma)

    def noise_to_signal(self, sigma: Levels) -> Tensor:
        """``sigma / alpha``, the sigma of the VE world; infinite where alpha is 0."""
        sigma = as_levels(sigma)
        return sigma / self.alpha(sigma)

    def sigma_of_noise_to_signal(self, ratio: Levels) -> Tensor:
        """The inverse of :meth:`noise_to_signal`, for ratios in [0, ∞)."""
        ratio = as_levels(ratio)
        if self is NoisePath.VP:
            return ratio / (1 + ratio * ratio).sqrt()
        return ratio / (1 + ratio) if self is NoisePath.FLOW else ratio.clone()

    def noise_fraction(self, sigma: Levels) -> Tensor:
        """``sigma / (alpha + sigma)`` in [0, 1]: the sigma of the flow world, finite on every path."""
        sigma = as_levels(sigma)
        return sigma / (self.alpha(sigma) + sigma)

    def snr(self, sigma: Levels) -> Tensor:
        """Signal-to-noise ratio ``alpha² / sigma²``, in [0, ∞]."""
        sigma = as_levels(sigma)
        return (self.alpha(sigma) / sigma) ** 2


@dataclass(frozen=True, kw_only=True, eq=False)
class Schedule:
    """Which sigma a network's timestep means.

    Args:
        path: the noise path.
        sigmas_T: for discrete-time networks, the sigma of each timestep 0 … T-1, strictly increasing, float64. None
            for continuous time, where ``sigma = timestep / num_timesteps`` on [0, num_timesteps].
        num_timesteps: T, the network's unit of time.

    Raises:
        ValueError: the table is not 1-D, not strictly increasing, outside the path's range, or not T long.
    """

    path: NoisePath
    sigmas_T: Tensor | None = None
    num_timesteps: int = 1000

    def __post_init__(self) -> None:
        if self.num_timesteps < 2:
            raise ValueError(f"A schedule needs at least 2 timesteps, not {self.num_timesteps}.")
        if self.sigmas_T is None:
            if self.path is NoisePath.VE:
                raise ValueError("A variance-exploding schedule needs a table of sigmas, for its noise has no ceiling.")
            return
        table = as_levels(self.sigmas_T)
        if table.shape != (self.num_timesteps,):
            raise ValueError(f"The sigma table must be shaped ({self.num_timesteps},), not {tuple(table.shape)}.")
        highest = math.inf if self.path is NoisePath.VE else 1.0
        if not (bool((table.diff() > 0).all()) and table[0] >= 0 and table[-1] <= highest):
            raise ValueError(f"The sigma table must increase strictly within 0 … {highest:g}.")
        object.__setattr__(self, "sigmas_T", table)

    def sigma_for(self, timestep: Levels) -> Tensor:
        """The sigma of each timestep; fractional ones are interpolated, ones beyond the table get its ends."""
        timestep = as_levels(timestep)
        if self.sigmas_T is None:
            return timestep / self.num_timesteps
        timestep = timestep.clamp(0, self.num_timesteps - 1)
        whole = timestep.round().long()
        fractions_T = self.path.noise_fraction(self.sigmas_T)
        fraction = _interpolate(timestep, torch.arange(self.num_timesteps, dtype=torch.float64), fractions_T)
        between = self.path.sigma_of_noise_to_signal(fraction / (1 - fraction))
        return torch.where(timestep == whole, self.sigmas_T[whole], between)

    def timestep_for(self, sigma: Levels) -> Tensor:
        """The (fractional) timestep of each sigma, clamped to the table's ends; the inverse of :meth:`sigma_for`."""
        sigma = as_levels(sigma)
        if self.sigmas_T is None:
            return sigma * self.num_timesteps
        fractions_T = self.path.noise_fraction(self.sigmas_T)
        timesteps_T = torch.arange(self.num_timesteps, dtype=torch.float64)
        return _interpolate(self.path.noise_fraction(sigma), fractions_T, timesteps_T)

    def sigma_at(self, time: Levels) -> Tensor:
        """The sigma to train at for a time in [0, 1): the table's entry ``floor(time * T)``, or the time itself."""
        time = as_levels(time)
        if self.sigmas_T is None:
            return time
        return self.sigmas_T[(time * self.num_timesteps).long().clamp(0, self.num_timesteps - 1)]

    @property
    def sigma_min(self) -> float:
        """The smallest sigma the network was trained at (continuous time: that of timestep 1)."""
        return 1 / self.num_timesteps if self.sigmas_T is None else float(self.sigmas_T[0])

    @property
    def sigma_max(self) -> float:
        """The largest sigma the network was trained at."""
        return 1.0 if self.sigmas_T is None else float(self.sigmas_T[-1])


def linear(num_timesteps: int = 1000, *, start: float = 1e-4, end: float = 0.02) -> Schedule:
    """DDPM's schedule: betas evenly spaced. Reference: arXiv 2006.11239, section 4."""
    return from_betas(torch.linspace(start, end, num_timesteps, dtype=torch.float64))


def scaled_linear(num_timesteps: int = 1000, *, start: float = 0.00085, end: float = 0.012) -> Schedule:
    """Latent diffusion's schedule: square roots of the betas evenly spaced. Reference: arXiv 2112.10752."""
    return from_betas(torch.linspace(start**0.5, end**0.5, num_timesteps, dtype=torch.float64) ** 2)


def cosine(num_timesteps: int = 1000, *, offset: float = 0.008, max_beta: float = 0.999) -> Schedule:
    """Alpha-bar as a squared cosine, betas capped. Reference: arXiv 2102.09672, equation 17."""
    times = torch.arange(num_timesteps + 1, dtype=torch.float64) / num_timesteps
    alpha_bar = torch.cos((times + offset) / (1 + offset) * math.pi / 2) ** 2
    return from_betas((1 - alpha_bar[1:] / alpha_bar[:-1]).clamp_max(max_beta))


def rectified_flow(num_timesteps: int = 1000) -> Schedule:
    """Continuous time on the straight path. Reference: arXiv 2209.03003; arXiv 2403.03206, equation 13."""
    return Schedule(path=NoisePath.FLOW, num_timesteps=num_timesteps)


def from_betas(betas_T: Tensor) -> Schedule:
    """The VP schedule with ``alpha²_t = Π (1 - beta_s)`` over s ≤ t; betas in (0, 1), shaped (T,)."""
    betas_T = as_levels(betas_T)
    return Schedule(path=NoisePath.VP, sigmas_T=(1 - torch.cumprod(1 - betas_T, 0)).sqrt(), num_timesteps=len(betas_T))


def rescale_zero_terminal_snr(schedule: Schedule) -> Schedule:
    """Shift and stretch a VP table's alphas so that the last timestep is pure noise (sigma exactly 1).

    Reference: arXiv 2305.08891, algorithm 1.
    """
    if schedule.sigmas_T is None or schedule.path is not NoisePath.VP:
        raise ValueError("Only a variance-preserving schedule with a table of timesteps can be rescaled.")
    alphas_T = schedule.path.alpha(schedule.sigmas_T)
    alphas_T = (alphas_T - alphas_T[-1]) * (alphas_T[0] / (alphas_T[0] - alphas_T[-1]))
    return Schedule(path=NoisePath.VP, sigmas_T=(1 - alphas_T * alphas_T).sqrt(), num_timesteps=schedule.num_timesteps)


SCHEDULES = {"linear": linear, "scaled_linear": scaled_linear, "cosine": cosine, "rectified_flow": rectified_flow}


def _interpolate(at: Tensor, xs: Tensor, ys: Tensor) -> Tensor:
    """Piecewise linear interpolation through increasing ``xs``, constant beyond the ends."""
    right = torch.searchsorted(xs, at.contiguous()).clamp(1, len(xs) - 1)
    x0, x1, y0, y1 = xs[right - 1], xs[right], ys[right - 1], ys[right]
    weight = ((at - x0) / (x1 - x0)).clamp(0, 1)
    return y0 * (1 - weight) + y1 * weight
