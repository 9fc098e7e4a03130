"""Guidance: small functions that turn a conditional denoiser into the plain one that samplers call.

A conditional denoiser is ``(x, sigma, conditioning) -> x0``. Conditioning is whatever a family's network reads: a
tensor, or a mapping or tuple of tensors, each with the batch first. Mixing x0 estimates at one x and sigma is the same
as mixing epsilon, v or velocity predictions there, so one formula serves all families.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from functools import reduce
from typing import TypeVar, cast

import torch
from torch import Tensor

from danqing.core.errors import RequestError
from danqing.diffusion.samplers import Denoiser
from danqing.diffusion.schedules import as_levels

C = TypeVar("C")
ConditionalDenoiser = Callable[[Tensor, Tensor, C], Tensor]


def bind(denoise: ConditionalDenoiser[C], conditioning: C) -> Denoiser:
    """The denoiser for one conditioning, without guidance."""
    return lambda x, sigma: denoise(x, sigma, conditioning)


def join_conditioning(first: C, second: C) -> C:
    """Put two conditionings of the same form after each other along the batch.

    Raises:
        ValueError: they differ in type, keys or length, or are of a kind that cannot be joined.
    """
    joined: object
    if isinstance(first, Tensor) and isinstance(second, Tensor):
        joined = torch.cat([first, second])
    elif isinstance(first, Mapping) and isinstance(second, Mapping) and first.keys() == second.keys():
        joined = {key: join_conditioning(first[key], second[key]) for key in first}
    elif isinstance(first, tuple) and isinstance(second, tuple) and len(first) == len(second):
        joined = tuple(join_conditioning(a, b) for a, b in zip(first, second, strict=True))
    else:
        raise ValueError(
            f"Two conditionings must be tensors, or mappings or tuples of tensors of the same form, "
            f"not {type(first).__name__} and {type(second).__name__}."
        )
    return cast(C, joined)


def classifier_free(
    denoise: ConditionalDenoiser[C],
    positive: C,
    negative: C,
    scale: float,
    *,
    interval: tuple[float, float] = (0.0, math.inf),
    rescale: float = 0.0,
    join: Callable[[C, C], C] = join_conditioning,
) -> Denoiser:
    """Classifier-free guidance: step away from ``negative`` through ``positive`` by ``scale``.

    Both are asked in one network call of twice the batch, negative first. Where guidance changes nothing (scale 1, or
    sigma outside the interval) only ``positive`` is asked.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0``.
        positive, negative: conditionings of the prompt and of the negative (or empty) prompt, batch B each.
        scale: 0 … 50; 1 switches guidance off.
        interval: the (lowest, highest) sigma at which guidance acts, both included; see :func:`interval_in_sigma`.
        rescale: 0 … 1, how far to bring the result's spread back to the positive one's, see :func:`rescaled`.
        join: how to put two conditionings into one batch.

    Reference: arXiv 2207.12598, equation 6; interval: arXiv 2404.07724; rescale: arXiv 2305.08891, section 3.4.
    """
    if not (scale >= 0 and 0 <= rescale <= 1):
        raise RequestError(f"Guidance must be at least 0 and its rescale within 0 … 1, not {scale:g} and {rescale:g}.")
    if scale == 1:
        return bind(denoise, positive)
    both = join(negative, positive)
    low, high = interval

    def guided(x: Tensor, sigma: Tensor) -> Tensor:
        if not low <= float(sigma.max()) <= high:
            return denoise(x, sigma, positive)
        away, towards = denoise(torch.cat([x, x]), torch.cat([sigma, sigma]), both).chunk(2)
        mixed = away + scale * (towards - away)
        return rescaled(mixed, towards, rescale) if rescale else mixed

    return guided


def composed(
    denoise: ConditionalDenoiser[C],
    parts: Sequence[tuple[C, float]],
    negative: C,
    scale: float,
    *,
    interval: tuple[float, float] = (0.0, math.inf),
    rescale: float = 0.0,
    join: Callable[[C, C], C] = join_conditioning,
) -> Denoiser:
    """Compose several prompts: the sum of their steps away from ``negative``, each by its weight, all by ``scale``.

    With one part of weight 1 this is :func:`classifier_free`. A negative weight steers away from its part. All are
    asked in one network call, ``negative`` only where it has a share in the result.

    Args:
        parts: conditionings, batch B each, and their weights.
        negative, scale, interval, rescale, join: as of :func:`classifier_free`; outside the interval ``scale`` is 1.

    Reference: arXiv 2206.01714, equation 11.
    """
    if not (scale >= 0 and 0 <= rescale <= 1):
        raise RequestError(f"Guidance must be at least 0 and its rescale within 0 … 1, not {scale:g} and {rescale:g}.")
    total = math.fsum(weight for _, weight in parts)
    wanted = reduce(join, (conditioning for conditioning, _ in parts))
    everything = join(negative, wanted)
    low, high = interval

    def guided(x: Tensor, sigma: Tensor) -> Tensor:
        strength = scale if low <= float(sigma.max()) <= high else 1.0
        rescaling = rescale if strength != 1 else 0.0
        asks_negative = not math.isclose(strength * total, 1.0) or (rescaling > 0 and not math.isclose(total, 1.0))
        count = len(parts) + asks_negative
        estimates = denoise(torch.cat([x] * count), torch.cat([sigma] * count), everything if asks_negative else wanted)
        split = estimates.chunk(count)
        towards = [weight * each for (_, weight), each in zip(parts, split[-len(parts) :], strict=True)]
        summed = torch.stack(towards).sum(0)
        if not asks_negative:
            return summed.mul(strength)
        mixed = summed.mul(strength).add(split[0], alpha=1 - strength * total)
        return rescaled(mixed, summed.add(split[0], alpha=1 - total), rescaling) if rescaling else mixed

    return guided


def switching(denoisers: Sequence[Denoiser], sigmas: Tensor) -> Denoiser:
    """One denoiser for each step of a run, chosen by noise level: step i reaches from its own level down to the next.

    Second-order samplers that also ask at the level they go to hear what the next step will.

    Args:
        denoisers: as many as there are steps.
        sigmas: (steps + 1,), decreasing; the whole run, even if a part of it is sampled.
    """
    starts: list[float] = as_levels(sigmas)[:-1].tolist()
    if len(starts) != len(denoisers):
        raise ValueError(f"A run of {len(starts)} steps needs as many denoisers, not {len(denoisers)}.")

    def at_step(x: Tensor, sigma: Tensor) -> Tensor:
        level = float(sigma.max()) * (1 - 1e-6)  # as said in whatever number type
        step = sum(start >= level for start in starts) - 1
        return denoisers[max(step, 0)](x, sigma)

    return at_step


def rescaled(guided: Tensor, positive: Tensor, amount: float) -> Tensor:
    """Bring each guided picture's standard deviation back towards the unguided one's, against burnt colours.

    Args:
        guided, positive: x0 estimates (B, …).
        amount: 0 keeps ``guided``, 1 gives it the spread of ``positive``; the paper uses 0.7.

    Reference: arXiv 2305.08891, equations 15 and 16, here on x0.
    """
    spread = torch.stack([guided, positive]).flatten(2).std(2)
    factor = (1 - amount) + amount * spread[1] / spread[0].clamp_min(torch.finfo(guided.dtype).tiny)
    return guided * factor.reshape(-1, *[1] * (guided.ndim - 1))


def interval_in_sigma(sigmas: Tensor, fractions: tuple[float, float]) -> tuple[float, float]:
    """Turn a part of a run, as fractions of its steps, into the (lowest, highest) sigma of its steps.

    Step i of n (counted from 0) lies inside when ``low <= i / n < high``; an empty part gives an empty interval.

    Args:
        sigmas: (steps + 1,), decreasing.
        fractions: (low, high) with 0 <= low <= high <= 1.
    """
    low, high = fractions
    if not 0 <= low <= high <= 1:
        raise RequestError(f"The guidance interval must run upwards within 0 … 1, not from {low:g} to {high:g}.")
    starts = as_levels(sigmas)[:-1].tolist()
    inside = [sigma for i, sigma in enumerate(starts) if low <= i / len(starts) < high]
    if not inside:
        return math.inf, -math.inf
    # open ends, because second-order samplers also ask at the last sigma
    return (0.0 if high == 1 else inside[-1]), (math.inf if low == 0 else inside[0])
