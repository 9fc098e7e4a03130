"""Read a checkpoint's ``scheduler_config.json`` the way the stock pipeline's schedulers would.

In the stock library each sampler is a scheduler class with defaults and spacing rules of its own, and a checkpoint's
configuration is read through whichever class is used. :data:`_STOCK` says those rules once, so that a sampler of ours
walks the same noise levels as its stock counterpart on the same checkpoint.
"""

from __future__ import annotations

import math
import reprlib
import warnings
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor

from danqing.core.errors import CheckpointError
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion import schedules, spacings
from danqing.diffusion.schedules import NoisePath, Schedule


@dataclass(frozen=True, kw_only=True)
class Walk:
    """The noise levels of one run.

    Args:
        schedule: the noise path and what the network's timesteps mean.
        sigmas: (steps + 1,), decreasing, float64; (steps,) where the last step would stand still.
        start_scale: what standard normal noise is multiplied by to begin.
    """

    schedule: Schedule
    sigmas: Tensor
    start_scale: float = 1.0


@dataclass(frozen=True, kw_only=True)
class _Stock:
    """A stock scheduler's rules: default spacing, whole timesteps, an extra step dropped, noise scaled to sigma."""

    spacing: str = "linspace"
    whole: bool = False
    drop_last: bool = False
    scales_start: bool = False


_MULTISTEP = _Stock(whole=True, drop_last=True)
_SIGMA_SPACE = _Stock(scales_start=True)
_NO_STOCK = _Stock()  # for samplers that the stock library does not have
_STOCK: dict[str, _Stock] = {
    "ddim": _Stock(spacing="leading", whole=True),
    "euler": _SIGMA_SPACE,
    "euler_ancestral": _SIGMA_SPACE,
    "heun": _SIGMA_SPACE,
    "dpmpp_2m": _MULTISTEP,
    "dpmpp_2m_sde": _MULTISTEP,
    "unipc": _MULTISTEP,
}
_SAMPLER_OF_CLASS = {
    "DDIMScheduler": "ddim",
    "EulerDiscreteScheduler": "euler",
    "FlowMatchEulerDiscreteScheduler": "euler",
    "EulerAncestralDiscreteScheduler": "euler_ancestral",
    "HeunDiscreteScheduler": "heun",
    "UniPCMultistepScheduler": "unipc",
}
_NEAR_ZERO_SNR = math.sqrt(1 - 2.0**-24)  # what stock sigma-space schedulers put in place of sigma 1
MAX_TIMESTEPS = 100_000
_UNREAD = (
    "thresholding",
    "use_beta_sigmas",
    "use_lu_lambdas",
    "use_flow_sigmas",
    "invert_sigmas",
    "stochastic_sampling",
)
_FIXED = {"timestep_type": "discrete", "interpolation_type": "linear", "solver_order": 2}  # no other value is read


def sampler_named_by(config: Mapping[str, Any], otherwise: str) -> str:
    """Our name for the sampler that a checkpoint's scheduler stands for."""
    if config.get("_class_name") == "DPMSolverMultistepScheduler":
        return "dpmpp_2m_sde" if str(config.get("algorithm_type", "")).startswith("sde") else "dpmpp_2m"
    return _SAMPLER_OF_CLASS.get(str(config.get("_class_name")), otherwise)


class DiscreteNoise:
    """Betas by timestep: Stable Diffusion 1 and 2 and their kin.

    Args:
        config: ``scheduler_config.json``.
        steps_offset: what leading spacing counts up from, whatever the configuration says; the stock Stable Diffusion
            pipeline sets it to 1 on loading.

    Raises:
        CheckpointError: the betas make no noise schedule.
    """

    def __init__(self, config: Mapping[str, Any], *, steps_offset: int | None = None) -> None:
        warn_of_unread(config)
        self.config = config
        self.prediction = str(config.get("prediction_type", "epsilon"))
        self.steps_offset = int(_number(config, "steps_offset", 0)) if steps_offset is None else steps_offset
        self.exact = _schedule(config)
        self.near: Schedule = self.exact
        if self.exact.sigma_max == 1.0 and self.exact.sigmas_T is not None:
            sigmas_T = torch.cat([self.exact.sigmas_T[:-1], torch.tensor([_NEAR_ZERO_SNR], dtype=torch.float64)])
            self.near = Schedule(path=NoisePath.VP, sigmas_T=sigmas_T, num_timesteps=len(sigmas_T))

    def walk(self, sampler: str, steps: int) -> Walk:
        """The noise levels that the stock scheduler for ``sampler`` would visit.

        Where a model stops above 0 and the last step would stand still, the walk is that one step shorter.
        """
        stock = _STOCK.get(sampler, _NO_STOCK)
        exact = sampler == "ddim" and self.prediction != "epsilon"  # epsilon says nothing at sigma 1
        schedule = self.exact if exact else self.near
        spacing = self.config.get("timestep_spacing", stock.spacing)
        sigmas = self._spaced(schedule, stock, str(spacing), steps)
        if sampler == "ddim":
            stops_early = self.config.get("set_alpha_to_one", True) is False
        else:
            stops_early = self.config.get("final_sigmas_type", "zero") == "sigma_min"
        if stops_early:
            sigmas = spacings.ending_at(sigmas, schedule.sigma_min)
        scaled = stock.scales_start and spacing != "leading"
        return Walk(schedule=schedule, sigmas=sigmas, start_scale=float(sigmas[0]) if scaled else 1.0)

    def _spaced(self, schedule: Schedule, stock: _Stock, spacing: str, steps: int) -> Tensor:
        if stock.spacing != "leading":  # DDIM has no such settings
            for setting, spaced in (
                ("use_karras_sigmas", spacings.karras),
                ("use_exponential_sigmas", spacings.exponential),
            ):
                if self.config.get(setting):
                    return spaced(schedule, steps)
        if spacing == "trailing":
            return spacings.trailing(schedule, steps)
        if spacing == "leading":
            return spacings.leading(schedule, steps, offset=self.steps_offset, drop_last=stock.drop_last)
        if spacing == "linspace":
            return spacings.linspace(schedule, steps, whole=stock.whole, drop_last=stock.drop_last)
        raise CheckpointError(
            f"The checkpoint asks for the timestep spacing {reprlib.repr(spacing)}, which is not known."
        )


class FlowNoise:
    """Straight paths in continuous time: Stable Diffusion 3 and its kin.

    Args:
        config: ``scheduler_config.json`` of a ``FlowMatchEulerDiscreteScheduler``.
    """

    prediction = "flow"

    def __init__(self, config: Mapping[str, Any]) -> None:
        warn_of_unread(config, "use_karras_sigmas", "use_exponential_sigmas")
        self.config = config
        self.schedule = schedules.rectified_flow(_num_timesteps(config))
        self._shift = _number(config, "shift", 1.0, above=0)
        self._terminal = _number(config, "shift_terminal", 0.0, above=-1e-12, most=0.999)

    def walk(self, sampler: str, steps: int, *, positions: int) -> Walk:
        """The noise levels for a picture of so many latent positions (larger pictures start noisier)."""
        if self.config.get("use_dynamic_shifting"):
            low = self.schedule.sigma_min
            even = torch.linspace(1.0, low, steps, dtype=torch.float64)
            sigmas = spacings.shift_sigma(even, self._dynamic_shift(positions))
            sigmas = torch.cat([sigmas, sigmas.new_zeros(1)])
        else:
            sigmas = spacings.shifted(self.schedule, steps, shift=self._shift)
        if self._terminal:
            left = 1 - sigmas[:-1]
            sigmas[:-1] = 1 - left * (1 - self._terminal) / left[-1] if steps > 1 else sigmas[:-1]
        return Walk(schedule=self.schedule, sigmas=sigmas)

    def _dynamic_shift(self, positions: int) -> float:
        few, many = _number(self.config, "base_image_seq_len", 256), _number(self.config, "max_image_seq_len", 4096)
        base, most = _number(self.config, "base_shift", 0.5), _number(self.config, "max_shift", 1.16)
        if few == many:
            raise CheckpointError("The checkpoint's scheduler shifts between two equal lengths; correct its lengths.")
        mu = base + (positions - few) * (most - base) / (many - few)
        return mu if self.config.get("time_shift_type") == "linear" else math.exp(mu)


def warn_of_unread(config: Mapping[str, Any], *further: str) -> None:
    """Say which of a checkpoint's scheduler settings have no effect here; ``further`` ones are unread by one kind."""
    unread = [name for name in (*_UNREAD, *further) if config.get(name)]
    unread += [name for name, usual in _FIXED.items() if config.get(name, usual) != usual]
    if unread:
        warnings.warn(
            f"The checkpoint's scheduler sets {', '.join(unread)}, which is not supported and has no effect.",
            SettingIgnoredWarning,
            stacklevel=3,
        )


def _schedule(config: Mapping[str, Any]) -> Schedule:
    start, end = _number(config, "beta_start", 1e-4), _number(config, "beta_end", 0.02)
    total = _num_timesteps(config)
    kind, trained = config.get("beta_schedule", "linear"), config.get("trained_betas")
    try:
        if trained is not None:
            schedule = schedules.from_betas(torch.tensor(trained, dtype=torch.float64))
        elif kind == "linear":
            schedule = schedules.linear(total, start=start, end=end)
        elif kind == "scaled_linear":
            schedule = schedules.scaled_linear(total, start=start, end=end)
        elif kind == "squaredcos_cap_v2":
            schedule = schedules.cosine(total)
        else:
            raise CheckpointError(
                f"The checkpoint asks for the beta schedule {reprlib.repr(kind)}, which is not known."
            )
        return schedules.rescale_zero_terminal_snr(schedule) if config.get("rescale_betas_zero_snr") else schedule
    except (ValueError, TypeError) as error:
        if isinstance(error, CheckpointError):
            raise
        reason = " ".join(str(error).split())[:200].rstrip(".")
        raise CheckpointError(
            f"The checkpoint's betas make no noise schedule ({reason}); correct its scheduler_config.json or fetch the "
            f"checkpoint again."
        ) from error


def _num_timesteps(config: Mapping[str, Any]) -> int:
    return int(_number(config, "num_train_timesteps", 1000, above=1, most=MAX_TIMESTEPS))


def _number(
    config: Mapping[str, Any], name: str, otherwise: float, *, above: float = -math.inf, most: float = 1e9
) -> float:
    """A setting that must be a number in (above, most], or ``otherwise`` where it is not set."""
    value = otherwise if config.get(name) is None else config[name]
    if isinstance(value, bool) or not isinstance(value, int | float) or not above < value <= most:
        raise CheckpointError(
            f"The checkpoint's scheduler sets {name} to {reprlib.repr(value)}, which makes no sense there; correct its "
            f"scheduler_config.json or fetch the checkpoint again."
        )
    return value
