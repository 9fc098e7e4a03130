"""Samplers: from noise to pictures, each one plain function.

All of them walk down ``sigmas`` asking a denoiser for the clean picture. Symbols: ``x = alpha * x0 + sigma * eps``;
``(alpha_s, sigma_s)`` is the level a step leaves, ``(alpha_t, sigma_t)`` the one it goes to; ``lambda = log(alpha /
sigma)`` and ``h = lambda_t - lambda_s``. Steps are written with ``ratio = exp(-h) = alpha_s sigma_t / (alpha_t
sigma_s)``, which is 0, not NaN, both for a start at alpha 0 and for an end at sigma 0.

Arguments, the same everywhere:
    denoise: ``(x, sigma) -> x0`` with sigma float64 (B,) on the CPU; conditioning and guidance are already bound.
    x: the noised pictures at ``sigmas[0]``, (B, …), float32 or float64. Left untouched.
    sigmas: (steps + 1,), strictly decreasing, all above 0 except perhaps the last.
    path: which alpha belongs to a sigma.
    generators: for samplers that add noise, one CPU generator per picture, so that a picture's noise does not depend on
        its batch. Deterministic samplers draw nothing from them.
    on_step: receives each step's :class:`StepInfo`; whatever it raises, such as ``CancelledError``, ends the run.

They return x at ``sigmas[-1]``: the finished pictures if that is 0. A bad argument is a ValueError.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Protocol

import torch
from torch import Tensor

from danqing.core.errors import UnknownNameError
from danqing.diffusion.schedules import NoisePath, as_levels

Denoiser = Callable[[Tensor, Tensor], Tensor]
Generators = Sequence[torch.Generator]


@dataclass(frozen=True)
class StepInfo:
    """What a sampler tells about a step as soon as its x0 estimate is known.

    Args:
        step: 1 … total, the step under way.
        total: how many steps the run has.
        sigma: the noise level that the estimate was made at.
        x0: the current estimate of the finished pictures, (B, …). Do not write into it.
    """

    step: int
    total: int
    sigma: float
    x0: Tensor


OnStep = Callable[[StepInfo], None]


class Sampler(Protocol):
    """The signature that all samplers share; some have keyword options of their own."""

    def __call__(
        self,
        denoise: Denoiser,
        x: Tensor,
        sigmas: Tensor,
        *,
        path: NoisePath,
        generators: Generators | None = None,
        on_step: OnStep | None = None,
    ) -> Tensor: ...


def sample_ddim(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
    eta: float = 0.0,
) -> Tensor:
    """DDIM: keep the x0 and eps of now, re-mix them at the next level. Order 1.

    Args:
        eta: 0 deterministic … 1 replaces as much noise as DDPM does.

    Reference: arXiv 2010.02502, equations 12 and 16.
    """
    levels = _levels(x, sigmas, path, eta)
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        eps = (x - alpha_s * x0) / sigma_s
        ratio = (alpha_s * sigma_t) / (alpha_t * sigma_s)
        fresh = eta * sigma_t * math.sqrt(1 - ratio * ratio)
        x = alpha_t * x0 + math.sqrt(sigma_t**2 - fresh**2) * eps
        if fresh:
            x = x + fresh * _noise_like(x, generators)
    return x


def sample_euler(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
) -> Tensor:
    """Euler's method on the probability-flow ODE. Order 1.

    It runs in z = x / (alpha + sigma) over u = sigma / (alpha + sigma), where every path is rectified flow's straight
    line, ``dz/du = eps - x0``, finite at alpha 0. There, as in VE's x / alpha over sigma / alpha, it takes the same
    steps as DDIM with eta 0: the two differ in rounding only.

    Reference: arXiv 2206.00364, section 3; arXiv 2209.03003, equation 2.
    """
    levels = _levels(x, sigmas, path)
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        slope = (x - (alpha_s + sigma_s) * x0) / sigma_s
        u_s, u_t = sigma_s / (alpha_s + sigma_s), sigma_t / (alpha_t + sigma_t)
        z = x / (alpha_s + sigma_s) + (u_t - u_s) * slope
        x = (alpha_t + sigma_t) * z
    return x


def sample_euler_ancestral(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
    eta: float = 1.0,
) -> Tensor:
    """Euler steps that go below the next level and come back up to it with fresh noise. Weak order 1.

    Args:
        eta: 0 is plain Euler; 1 draws each step from the posterior given the x0 estimate (DDPM).

    Reference: arXiv 2006.11239, equation 7, in the form of k-diffusion's ``sample_euler_ancestral``.
    """
    levels = _levels(x, sigmas, path, eta)
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        ratio = (alpha_s * sigma_t) / (alpha_t * sigma_s)
        up = eta * sigma_t * math.sqrt(1 - ratio * ratio)
        down = math.sqrt(sigma_t**2 - up**2)
        x = alpha_t * x0 + (down / sigma_s) * (x - alpha_s * x0)
        if up:
            x = x + up * _noise_like(x, generators)
    return x


def sample_heun(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
) -> Tensor:
    """Heun's method in Euler's coordinates: try the Euler step, then go by the mean of both slopes. Order 2.

    It calls the denoiser twice a step, except for a last step to sigma 0, which stays Euler's.

    Reference: arXiv 2206.00364, algorithm 1 (there in VE coordinates).
    """
    levels = _levels(x, sigmas, path)
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        slope = (x - (alpha_s + sigma_s) * x0) / sigma_s
        u_s, u_t = sigma_s / (alpha_s + sigma_s), sigma_t / (alpha_t + sigma_t)
        z = x / (alpha_s + sigma_s)
        x = (alpha_t + sigma_t) * (z + (u_t - u_s) * slope)
        if sigma_t > 0:
            x0 = denoise(x, _everywhere(sigma_t, x))
            slope_t = (x - (alpha_t + sigma_t) * x0) / sigma_t
            x = (alpha_t + sigma_t) * (z + (u_t - u_s) * 0.5 * (slope + slope_t))
    return x


def sample_dpmpp_2m(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
) -> Tensor:
    """DPM-Solver++(2M): extrapolate x0 in lambda from the last two estimates. Order 2.

    The first step, and a last one to sigma 0, are of order 1.

    Reference: arXiv 2211.01095, algorithm 2.
    """
    levels = _levels(x, sigmas, path)
    x0_before, h_before = x, math.inf
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        ratio = (alpha_s * sigma_t) / (alpha_t * sigma_s)
        h = _step_in_lambda(ratio)
        target = x0
        if math.isfinite(h) and math.isfinite(h_before):
            target = x0 + (0.5 * h / h_before) * (x0 - x0_before)
        x = (sigma_t / sigma_s) * x + alpha_t * (1 - ratio) * target
        x0_before, h_before = x0, h
    return x


def sample_dpmpp_2m_sde(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
    eta: float = 1.0,
) -> Tensor:
    """SDE-DPM-Solver++(2M), midpoint form: the 2M step on the reverse SDE.

    Args:
        eta: 0 is DPM-Solver++(2M); 1 is the reverse diffusion SDE.

    Reference: arXiv 2211.01095, section 5 and appendix; the eta of k-diffusion's ``sample_dpmpp_2m_sde``.
    """
    levels = _levels(x, sigmas, path, eta)
    x0_before, h_before = x, math.inf
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        ratio = (alpha_s * sigma_t) / (alpha_t * sigma_s)
        h = _step_in_lambda(ratio)
        target = x0
        if math.isfinite(h) and math.isfinite(h_before):
            target = x0 + (0.5 * h / h_before) * (x0 - x0_before)
        x = (sigma_t / sigma_s) * ratio**eta * x + alpha_t * (1 - ratio ** (1 + eta)) * target
        fresh = sigma_t * math.sqrt(1 - ratio ** (2 * eta))
        if fresh:
            x = x + fresh * _noise_like(x, generators)
        x0_before, h_before = x0, h
    return x


def sample_unipc(
    denoise: Denoiser,
    x: Tensor,
    sigmas: Tensor,
    *,
    path: NoisePath,
    generators: Generators | None = None,
    on_step: OnStep | None = None,
) -> Tensor:
    """UniPC-2 with B(h) = exp(h) - 1 ("bh2"): the 2M predictor, each step corrected once x0 is known there. Order 3.

    One denoiser call a step: the estimate at the predicted point corrects that point and serves the next prediction.
    A last step to sigma 0 is of order 1 and has no corrector.

    Reference: arXiv 2302.04867, algorithms 1 and 2, section 3.3; data prediction as in appendix A.2.
    """
    levels = _levels(x, sigmas, path)
    x0_before, h_before = x, math.inf
    base, gain, curve, early, late = x, 0.0, torch.zeros_like(x), 0.0, 0.5
    for step, ((alpha_s, sigma_s), (alpha_t, sigma_t)) in enumerate(pairwise(levels), 1):
        x0 = _estimate(denoise, x, sigma_s, step, levels, on_step)
        if step > 1:
            x = base + gain * (early * curve + late * (x0 - x0_before))
        ratio = (alpha_s * sigma_t) / (alpha_t * sigma_s)
        h = _step_in_lambda(ratio)
        gain = alpha_t * (1 - ratio)
        base = (sigma_t / sigma_s) * x + gain * x0
        curve, early, late = torch.zeros_like(x), 0.0, 0.5
        if math.isfinite(h) and math.isfinite(h_before):
            curve = (h / h_before) * (x0 - x0_before)
            early, late = _unipc_corrector_weights(h, h_before)
        x = base + gain * 0.5 * curve
        x0_before, h_before = x0, h
    return x


def _unipc_corrector_weights(h: float, h_before: float) -> tuple[float, float]:
    """How much the corrector trusts the slope before a step and the slope over it (arXiv 2302.04867, equation 11)."""
    gain = math.expm1(-h)
    phi_1 = gain / -h - 1
    phi_2 = phi_1 / -h - 0.5
    early = (phi_1 - 2 * phi_2) / gain / (1 + h_before / h)
    return early, phi_1 / gain - early


SAMPLERS: dict[str, Sampler] = {
    "ddim": sample_ddim,
    "euler": sample_euler,
    "euler_ancestral": sample_euler_ancestral,
    "heun": sample_heun,
    "dpmpp_2m": sample_dpmpp_2m,
    "dpmpp_2m_sde": sample_dpmpp_2m_sde,
    "unipc": sample_unipc,
}


def sampler_named(name: str) -> Sampler:
    """Look up a sampler.

    Raises:
        UnknownNameError: there is no such sampler.
    """
    if name not in SAMPLERS:
        raise UnknownNameError("sampler", name, list(SAMPLERS))
    return SAMPLERS[name]


def _levels(x: Tensor, sigmas: Tensor, path: NoisePath, eta: float = 0.0) -> list[tuple[float, float]]:
    """Check the arguments and return (alpha, sigma) pairs as Python floats, so that no step mixes precisions."""
    if x.dtype not in (torch.float32, torch.float64):
        raise ValueError(
            f"Samplers keep x in float32 or float64, not {x.dtype}; cast to it inside the denoiser instead."
        )
    if not 0 <= eta <= 1:
        raise ValueError(f"eta must lie within 0 … 1, not {eta:g}.")
    sigmas = as_levels(sigmas)
    if sigmas.ndim != 1 or len(sigmas) < 2:
        raise ValueError(f"sigmas must be 1-D with at least 2 entries, not shaped {tuple(sigmas.shape)}.")
    highest = math.inf if path is NoisePath.VE else 1.0
    if not (bool((sigmas.diff() < 0).all()) and sigmas[-1] >= 0 and sigmas[0] <= highest):
        raise ValueError(f"sigmas must decrease strictly within 0 … {highest:g} on the {path.value} path.")
    return list(zip(path.alpha(sigmas).tolist(), sigmas.tolist(), strict=True))


def _estimate(
    denoise: Denoiser, x: Tensor, sigma: float, step: int, levels: list[tuple[float, float]], on_step: OnStep | None
) -> Tensor:
    """Ask the denoiser for x0 and report it."""
    x0 = denoise(x, _everywhere(sigma, x))
    if on_step is not None:
        on_step(StepInfo(step, len(levels) - 1, sigma, x0))
    return x0


def _everywhere(sigma: float, x: Tensor) -> Tensor:
    return torch.full((len(x),), sigma, dtype=torch.float64)


def _noise_like(x: Tensor, generators: Generators | None) -> Tensor:
    """Fresh normal noise, each picture's from its own generator: drawn on the CPU in float32, then moved."""
    if generators is None or len(generators) != len(x):
        given = "none" if generators is None else str(len(generators))
        raise ValueError(f"This sampler adds noise and needs one generator for each of {len(x)} pictures, not {given}.")
    drawn = [torch.randn(x.shape[1:], generator=each, dtype=torch.float32) for each in generators]
    return torch.stack(drawn).to(device=x.device, dtype=x.dtype)


def _step_in_lambda(ratio: float) -> float:
    """``h = -log(ratio)``, infinite for a step from alpha 0 or to sigma 0."""
    return -math.log(ratio) if ratio > 0 else math.inf
