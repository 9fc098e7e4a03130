"""Samplers against diffusers' schedulers: the same exact denoiser, the same noise, the same pictures to 1e-5."""

from collections.abc import Callable
from typing import Any

import pytest
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerAncestralDiscreteScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    FlowMatchHeunDiscreteScheduler,
    UniPCMultistepScheduler,
)
from torch import Tensor

from danqing.core.seeds import picture_generator
from danqing.diffusion import samplers, schedules
from danqing.diffusion.oracles import MixtureOracle
from danqing.diffusion.prediction import PREDICTIONS
from danqing.diffusion.schedules import NoisePath, Schedule
from danqing.diffusion.spacings import ending_at, spaced_sigmas

# diffusers hands torch tensors to numpy in a way that numpy 2 warns about
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

SD = schedules.scaled_linear()
SD_STOCK = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "num_train_timesteps": 1000}
ZERO_TERMINAL = schedules.rescale_zero_terminal_snr(SD)
FLOW = schedules.rectified_flow()
POINTS = torch.tensor([[1.0, 0.0, -0.5, 0.2], [-1.0, 0.5, 0.3, 0.1], [0.2, -0.8, 0.0, 0.9]])
WEIGHTS = torch.tensor([0.2, 0.5, 0.3])
NOISE = torch.randn(2, 3, 4, 4, generator=torch.Generator().manual_seed(0))


def assert_same(found: Tensor, expected: Tensor) -> None:
    torch.testing.assert_close(found, expected, rtol=0, atol=1e-5)
    assert float(found.std()) > 0.2  # a picture of the distribution, neither noise nor nothing


def oracle(path: NoisePath) -> MixtureOracle:
    return MixtureOracle(POINTS, WEIGHTS, 0.2, path)


def run_stock(scheduler: Any, schedule: Schedule, prediction: str, steps: int, **options: object) -> Tensor:
    """Let a stock scheduler call a "network" that predicts exactly; the noise has variance 1 at the start."""
    scheduler.set_timesteps(steps)
    x = NOISE * scheduler.init_noise_sigma if schedule.path is NoisePath.VP else NOISE
    denoise = oracle(schedule.path)
    for timestep in scheduler.timesteps:
        read = scheduler.scale_model_input(x, timestep) if schedule.path is NoisePath.VP else x
        sigma = schedule.sigma_for(timestep.double().expand(len(x)))
        alpha = schedule.path.alpha(sigma)
        x0 = denoise(read, sigma)
        eps = PREDICTIONS["sample"].to_eps(x0, read, alpha, sigma)
        output = PREDICTIONS[prediction].target(x0, eps, alpha, sigma)
        x = scheduler.step(output, timestep, x, return_dict=False, **options)[0]
    return x


def run_ours(
    sampler: Callable[..., Tensor], schedule: Schedule, sigmas: Tensor, *, start: Tensor = NOISE, **options: object
) -> Tensor:
    return sampler(oracle(schedule.path), start, sigmas, path=schedule.path, **options)


@pytest.mark.parametrize("prediction", ["epsilon", "v_prediction", "sample"])
@pytest.mark.parametrize("steps", [5, 20, 50])
def test_ddim_as_stable_diffusion_ships_it(steps: int, prediction: str) -> None:
    """Leading spacing with offset 1, ending at the first timestep's noise instead of at none."""
    stock = DDIMScheduler(
        **SD_STOCK, clip_sample=False, set_alpha_to_one=False, steps_offset=1, prediction_type=prediction
    )
    sigmas = ending_at(spaced_sigmas(SD, steps, "leading", offset=1), SD.sigma_min)
    found = run_ours(samplers.sample_ddim, SD, sigmas)
    assert_same(found, run_stock(stock, SD, prediction, steps))


@pytest.mark.parametrize("steps", [5, 20])
def test_ddim_from_pure_noise_with_zero_terminal_snr(steps: int) -> None:
    stock = DDIMScheduler(
        **SD_STOCK,
        clip_sample=False,
        set_alpha_to_one=True,
        prediction_type="v_prediction",
        rescale_betas_zero_snr=True,
        timestep_spacing="trailing",
    )
    found = run_ours(samplers.sample_ddim, ZERO_TERMINAL, spaced_sigmas(ZERO_TERMINAL, steps, "trailing"))
    assert_same(found, run_stock(stock, ZERO_TERMINAL, "v_prediction", steps))


def streams(seed: int = 3) -> list[torch.Generator]:
    return [picture_generator(seed, index) for index in range(len(NOISE))]


@pytest.mark.parametrize("eta", [0.3, 1.0])
def test_ddim_with_fresh_noise(eta: float) -> None:
    stock = DDIMScheduler(**SD_STOCK, clip_sample=False, timestep_spacing="trailing")
    expected = run_stock(stock, SD, "epsilon", 20, eta=eta, generator=streams())
    sigmas = spaced_sigmas(SD, 20, "trailing")
    found = run_ours(samplers.sample_ddim, SD, sigmas, generators=streams(), eta=eta)
    assert_same(found, expected)


@pytest.mark.parametrize("spacing", ["linspace", "leading", "trailing"])
@pytest.mark.parametrize("steps", [5, 20])
def test_euler(steps: int, spacing: str) -> None:
    stock = EulerDiscreteScheduler(**SD_STOCK, timestep_spacing=spacing, steps_offset=1)
    expected = run_stock(stock, SD, "epsilon", steps)
    sigmas = spaced_sigmas(SD, steps, spacing, **({"offset": 1} if spacing == "leading" else {}))
    # with linspace and trailing spacing the stock start is sigma * noise in its own coordinates
    start = NOISE if spacing == "leading" else NOISE * float(sigmas[0])
    found = run_ours(samplers.sample_euler, SD, sigmas, start=start)
    assert_same(found, expected)


def test_euler_ancestral() -> None:
    stock = EulerAncestralDiscreteScheduler(**SD_STOCK, timestep_spacing="leading", steps_offset=1)
    expected = run_stock(stock, SD, "epsilon", 20, generator=streams())
    sigmas = spaced_sigmas(SD, 20, "leading", offset=1)
    found = run_ours(samplers.sample_euler_ancestral, SD, sigmas, generators=streams())
    assert_same(found, expected)


@pytest.mark.parametrize("spacing", ["linspace", "leading", "trailing"])
@pytest.mark.parametrize("steps", [1, 2, 5, 25])
def test_dpm_solver_2m(steps: int, spacing: str) -> None:
    stock = DPMSolverMultistepScheduler(**SD_STOCK, timestep_spacing=spacing, steps_offset=1)
    found = run_ours(samplers.sample_dpmpp_2m, SD, multistep_sigmas(spacing, steps))
    assert_same(found, run_stock(stock, SD, "epsilon", steps))


@pytest.mark.parametrize("steps", [2, 5, 25])
def test_dpm_solver_2m_sde(steps: int) -> None:
    stock = DPMSolverMultistepScheduler(
        **SD_STOCK, algorithm_type="sde-dpmsolver++", timestep_spacing="leading", steps_offset=1
    )
    expected = run_stock(stock, SD, "epsilon", steps, generator=streams())
    found = run_ours(samplers.sample_dpmpp_2m_sde, SD, multistep_sigmas("leading", steps), generators=streams())
    assert_same(found, expected)


@pytest.mark.parametrize("spacing", ["linspace", "leading", "trailing"])
@pytest.mark.parametrize("steps", [1, 2, 5, 25])
def test_unipc(steps: int, spacing: str) -> None:
    stock = UniPCMultistepScheduler(**SD_STOCK, solver_type="bh2", timestep_spacing=spacing, steps_offset=1)
    found = run_ours(samplers.sample_unipc, SD, multistep_sigmas(spacing, steps))
    assert_same(found, run_stock(stock, SD, "epsilon", steps))


def multistep_sigmas(spacing: str, steps: int) -> Tensor:
    options: dict[str, dict[str, float | bool]] = {
        "leading": {"offset": 1, "drop_last": True},
        "linspace": {"whole": True, "drop_last": True},
        "trailing": {},
    }
    return spaced_sigmas(SD, steps, spacing, **options[spacing])


@pytest.mark.parametrize("shift", [1.0, 3.0])
@pytest.mark.parametrize("steps", [1, 4, 28])
def test_flow_euler_as_stable_diffusion_3_ships_it(steps: int, shift: float) -> None:
    stock = FlowMatchEulerDiscreteScheduler(num_train_timesteps=1000, shift=shift)
    sigmas = spaced_sigmas(FLOW, steps, "shifted", shift=shift)
    found = run_ours(samplers.sample_euler, FLOW, sigmas)
    assert_same(found, run_stock(stock, FLOW, "flow", steps))


def test_flow_heun() -> None:
    stock = FlowMatchHeunDiscreteScheduler(num_train_timesteps=1000, shift=3.0)
    expected = run_stock(stock, FLOW, "flow", 12)
    # the stock scheduler lists each level twice but the first and the last
    sigmas = torch.cat([stock.sigmas[:1], stock.sigmas[1::2]]).double()
    found = run_ours(samplers.sample_heun, FLOW, sigmas)
    assert_same(found, expected)
