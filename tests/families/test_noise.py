"""Scheduler settings that are not covered by parity with the stock pipeline."""

from __future__ import annotations

from typing import Any

import pytest
import torch

from danqing.core.errors import CheckpointError, RequestError
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.samplers import SAMPLERS
from danqing.families.noise import DiscreteNoise, FlowNoise, sampler_named_by

SD: dict[str, Any] = {"beta_start": 0.00085, "beta_end": 0.012, "beta_schedule": "scaled_linear", "steps_offset": 1}


@pytest.mark.parametrize("sampler", SAMPLERS)
@pytest.mark.parametrize("spacing", ["leading", "trailing", "linspace"])
@pytest.mark.parametrize("steps", [1, 2, 7, 50])
def test_every_walk_goes_down(sampler: str, spacing: str, steps: int) -> None:
    walk = DiscreteNoise({**SD, "timestep_spacing": spacing}).walk(sampler, steps)
    assert len(walk.sigmas) == steps + 1
    assert bool((walk.sigmas.diff() < 0).all())
    assert walk.sigmas[-1] == 0
    assert 0 < walk.start_scale <= 1


def test_a_last_level_above_0_is_kept() -> None:
    noise = DiscreteNoise({**SD, "set_alpha_to_one": False, "final_sigmas_type": "sigma_min"})
    for sampler in ("ddim", "dpmpp_2m"):
        assert noise.walk(sampler, 10).sigmas[-1] == noise.exact.sigma_min


@pytest.mark.parametrize("sampler", ["ddim", "euler", "dpmpp_2m"])
@pytest.mark.parametrize("setting", ["linspace", "use_karras_sigmas", "use_exponential_sigmas"])
def test_a_step_that_would_stand_still_is_left_out(sampler: str, setting: str) -> None:
    chosen = {"timestep_spacing": setting} if setting == "linspace" else {setting: True, "timestep_spacing": "linspace"}
    early = DiscreteNoise({**SD, **chosen, "set_alpha_to_one": False, "final_sigmas_type": "sigma_min"})
    to_zero = DiscreteNoise({**SD, **chosen})
    for steps in (2, 10):
        stopped, whole = early.walk(sampler, steps).sigmas, to_zero.walk(sampler, steps).sigmas
        assert bool((stopped.diff() < 0).all())
        assert stopped[-1] == pytest.approx(early.exact.sigma_min, rel=1e-9)
        stands = whole[-2] <= early.exact.sigma_min * (1 + 1e-9)  # multistep solvers leave the lowest timestep out
        assert len(stopped) == steps + (not stands)
        assert torch.equal(stopped[:steps], whole[:steps])


def test_pure_noise_is_exact_where_it_can_be() -> None:
    v = {**SD, "rescale_betas_zero_snr": True, "timestep_spacing": "trailing", "prediction_type": "v_prediction"}
    assert DiscreteNoise(v).walk("ddim", 10).sigmas[0] == 1
    assert 1 - 1e-7 < DiscreteNoise(v).walk("dpmpp_2m", 10).sigmas[0] < 1
    assert DiscreteNoise({**v, "prediction_type": "epsilon"}).walk("ddim", 10).sigmas[0] < 1


def test_more_steps_than_there_are_levels() -> None:
    noise = DiscreteNoise({**SD, "timestep_spacing": "leading"})
    for sampler in ("dpmpp_2m", "ddim"):  # counting up from 1, even DDIM would need a timestep 1000
        with pytest.raises(RequestError, match="fewer steps"):
            noise.walk(sampler, 1000)


@pytest.mark.parametrize(
    "setting",
    [{"thresholding": True}, {"use_lu_lambdas": True}, {"timestep_type": "continuous"}, {"solver_order": 3}],
)
def test_settings_without_effect_are_mentioned(setting: dict[str, object]) -> None:
    with pytest.warns(SettingIgnoredWarning, match=next(iter(setting))):
        DiscreteNoise({**SD, **setting})


def test_spacings_that_only_betas_know_are_mentioned() -> None:
    for name in ("use_karras_sigmas", "use_exponential_sigmas"):
        DiscreteNoise({**SD, name: True})  # read, so not mentioned: warnings are errors here
        with pytest.warns(SettingIgnoredWarning, match=name):
            FlowNoise({name: True})


def test_an_unknown_spacing() -> None:
    with pytest.raises(CheckpointError, match="sideways"):
        DiscreteNoise({**SD, "timestep_spacing": "sideways"}).walk("ddim", 3)


def test_larger_pictures_start_noisier() -> None:
    noise = FlowNoise({"use_dynamic_shifting": True})
    small, large = (noise.walk("euler", 10, positions=n).sigmas for n in (256, 4096))
    assert bool((large[1:-1] > small[1:-1]).all())
    assert small[0] == large[0] == 1


@pytest.mark.parametrize(
    ("config", "sampler"),
    [
        ({"_class_name": "PNDMScheduler"}, "dpmpp_2m"),
        ({"_class_name": "DDIMScheduler"}, "ddim"),
        ({"_class_name": "DPMSolverMultistepScheduler"}, "dpmpp_2m"),
        ({"_class_name": "DPMSolverMultistepScheduler", "algorithm_type": "sde-dpmsolver++"}, "dpmpp_2m_sde"),
        ({"_class_name": "EulerAncestralDiscreteScheduler"}, "euler_ancestral"),
        ({}, "dpmpp_2m"),
    ],
)
def test_the_sampler_a_checkpoint_means(config: dict[str, str], sampler: str) -> None:
    assert sampler_named_by(config, otherwise="dpmpp_2m") == sampler
