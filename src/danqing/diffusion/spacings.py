"""Which sigmas a sampler visits: decreasing, steps + 1 of them, the last one 0 (no noise left).

Each spacing is ``(schedule, steps) -> sigmas``, float64 on the CPU. The integer-timestep ones (leading, trailing,
linspace) need a discrete schedule; the names are those of arXiv 2305.08891, table 2.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial

import torch
from torch import Tensor

from danqing.core.errors import RequestError, UnknownNameError
from danqing.diffusion.schedules import Schedule

Spacing = Callable[[Schedule, int], Tensor]


def trailing(schedule: Schedule, steps: int) -> Tensor:
    """Every T/steps-th timestep counted down from the very last, so that sampling starts where noise is fullest."""
    _check_steps(schedule, steps, discrete=True)
    total = schedule.num_timesteps
    counted = torch.arange(steps, dtype=torch.float64) * (total / steps)
    return _ending_at_zero(schedule.sigma_for((total - counted).round() - 1))


def leading(schedule: Schedule, steps: int, *, offset: int = 0, drop_last: bool = False) -> Tensor:
    """Every floor(T/steps)-th timestep counted up from ``offset`` (Stable Diffusion's is 1).

    With ``drop_last`` the count is made for one step more and its last is left out, as stock multistep solvers do.
    """
    total, count = schedule.num_timesteps, steps + drop_last
    if not 0 <= offset < total:
        raise RequestError(f"The offset must lie between 0 and {total - 1}, not {offset}.")
    fitting = (n for n in range(min(count, total), 0, -1) if (n - 1) * (total // n) + offset < total)
    _check_steps(schedule, steps, discrete=True, most=next(fitting, 0) - drop_last)
    timesteps = torch.arange(count, dtype=torch.float64) * (total // count) + offset
    return _ending_at_zero(schedule.sigma_for(timesteps.flip(0)[:steps]))


def linspace(schedule: Schedule, steps: int, *, whole: bool = False, drop_last: bool = False) -> Tensor:
    """Timesteps evenly from T-1 to 0, rounded if ``whole``; ``drop_last`` as in :func:`leading`."""
    count = steps + drop_last
    _check_steps(schedule, steps, discrete=True, most=schedule.num_timesteps - drop_last)
    # the topmost alone when there is but one
    timesteps = torch.linspace(schedule.num_timesteps - 1, 0, count, dtype=torch.float64)[:steps]
    return _ending_at_zero(schedule.sigma_for(timesteps.round() if whole else timesteps))


def uniform(schedule: Schedule, steps: int) -> Tensor:
    """Sigmas evenly from the largest down to 0: the plain grid of rectified flow."""
    _check_steps(schedule, steps)
    return torch.linspace(schedule.sigma_max, 0, steps + 1, dtype=torch.float64)


def karras(schedule: Schedule, steps: int, *, rho: float = 7.0) -> Tensor:
    """Even in the rho-th root of sigma/alpha. Reference: arXiv 2206.00364, equation 5."""
    low, high = _ratio_range(schedule, steps, "karras")
    roots = torch.linspace(high ** (1 / rho), low ** (1 / rho), steps, dtype=torch.float64)
    return _ending_at_zero(schedule.path.sigma_of_noise_to_signal(roots**rho))


def exponential(schedule: Schedule, steps: int) -> Tensor:
    """Even in the logarithm of sigma/alpha, that is, in the half-log-SNR that DPM-Solver calls lambda."""
    low, high = _ratio_range(schedule, steps, "exponential")
    logs = torch.linspace(math.log(high), math.log(low), steps, dtype=torch.float64)
    return _ending_at_zero(schedule.path.sigma_of_noise_to_signal(logs.exp()))


def shifted(schedule: Schedule, steps: int, *, shift: float = 3.0) -> Tensor:
    """Stable Diffusion 3's spacing for flow: even sigmas pushed towards noise, more so for larger pictures.

    Evenly spaced from 1 to the shifted sigma of timestep 1, then shifted (so the small end is shifted twice: that is
    what the stock scheduler does and what SD3 checkpoints expect). Reference: arXiv 2403.03206, equation 23.
    """
    _check_steps(schedule, steps)
    if shift <= 0:
        raise RequestError(f"The shift must be above 0, not {shift:g}.")
    low = shift_sigma(torch.tensor(schedule.sigma_min, dtype=torch.float64), shift)
    even = torch.linspace(schedule.sigma_max, float(low), steps, dtype=torch.float64)
    return _ending_at_zero(shift_sigma(even, shift))


def shift_sigma(sigma: Tensor, shift: float) -> Tensor:
    """``shift * sigma / (1 + (shift - 1) * sigma)``: the flow sigma with ``shift`` times the noise-to-signal ratio."""
    return shift * sigma / (1 + (shift - 1) * sigma)


SPACINGS: dict[str, Spacing] = {
    "trailing": trailing,
    "leading": leading,
    "linspace": linspace,
    "uniform": uniform,
    "karras": karras,
    "exponential": exponential,
    "shifted": shifted,
}


def spaced_sigmas(schedule: Schedule, steps: int, spacing: str = "trailing", **options: float | bool) -> Tensor:
    """The sigmas of a spacing by name; ``options`` go to its function.

    Raises:
        UnknownNameError: there is no such spacing.
        RequestError: the spacing does not suit the schedule, or there are more steps than timesteps.
    """
    if spacing not in SPACINGS:
        raise UnknownNameError("spacing", spacing, sorted(SPACINGS))
    return partial(SPACINGS[spacing], **options)(schedule, steps)


def ending_at(sigmas: Tensor, last: float) -> Tensor:
    """The same sigmas with ``last`` in place of the final one, for models that stop above 0.

    Where the run has reached ``last`` already, its final step would not move and is left out. Spacings that compute
    their levels reach it up to rounding.
    """
    kept = sigmas[:-1]
    if math.isclose(float(kept[-1]), last, rel_tol=1e-9):
        return kept
    if kept[-1] < last:
        raise RequestError(f"The run has gone below {last:g} already ({float(kept[-1]):g}); end it lower.")
    return torch.cat([kept, kept.new_tensor([last])])


def partial_sigmas(sigmas: Tensor, strength: float) -> Tensor:
    """The last ``strength`` part of a run, for starting from a noised picture instead of from pure noise.

    Args:
        sigmas: (steps + 1,).
        strength: in (0, 1]; ``floor(steps * strength)`` steps remain, at least one.

    Reference: arXiv 2108.01073 (SDEdit).
    """
    if not 0 < strength <= 1:
        raise RequestError(f"The strength must be above 0 and at most 1, not {strength:g}.")
    steps = len(sigmas) - 1
    return sigmas[steps - max(1, min(steps, int(steps * strength + 1e-9))) :]


def _check_steps(schedule: Schedule, steps: int, *, discrete: bool = False, most: int | None = None) -> None:
    if steps < 1:
        raise RequestError(f"The number of steps must be at least 1, not {steps}.")
    if discrete and schedule.sigmas_T is None:
        raise RequestError("This spacing needs a model with discrete timesteps; use 'uniform' or 'shifted' for flow.")
    most = schedule.num_timesteps if most is None else most
    if schedule.sigmas_T is not None and steps > most:
        raise RequestError(
            f"The model allows at most {most} steps with this sampler, not {steps}; ask for fewer steps."
        )


def _ratio_range(schedule: Schedule, steps: int, name: str) -> tuple[float, float]:
    _check_steps(schedule, steps)
    low, high = schedule.path.noise_to_signal([schedule.sigma_min, schedule.sigma_max]).tolist()
    if math.isinf(high):
        raise RequestError(f"{name.capitalize()} spacing needs a model whose noise is finite; use 'trailing' here.")
    return low, high


def _ending_at_zero(sigmas: Tensor) -> Tensor:
    return torch.cat([sigmas, sigmas.new_zeros(1)])
