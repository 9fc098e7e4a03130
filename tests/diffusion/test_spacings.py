"""Sigma spacings against diffusers' own and against their defining property."""

import math
from itertools import product

import pytest
import torch
from diffusers import (
    DDIMScheduler,
    DPMSolverMultistepScheduler,
    EulerDiscreteScheduler,
    FlowMatchEulerDiscreteScheduler,
    UniPCMultistepScheduler,
)
from torch import Tensor

from danqing.core.errors import RequestError, UnknownNameError
from danqing.diffusion import schedules
from danqing.diffusion.spacings import SPACINGS, ending_at, partial_sigmas, shift_sigma, spaced_sigmas

# diffusers hands torch tensors to numpy in a way that numpy 2 warns about
pytestmark = pytest.mark.filterwarnings("ignore:__array__ implementation:DeprecationWarning")

Options = dict[str, dict[str, float | bool]]
SD = schedules.scaled_linear()
SD_STOCK = {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012, "num_train_timesteps": 1000}
ZERO_TERMINAL = schedules.rescale_zero_terminal_snr(SD)
FLOW = schedules.rectified_flow()


def timesteps(sigmas: Tensor) -> list[float]:
    return [round(t, 4) for t in SD.timestep_for(sigmas[:-1]).tolist()]


# no linspace of one step: the stock one starts at timestep 0, where there is no noise to remove
@pytest.mark.parametrize(
    ("spacing", "steps"),
    [*product(["leading", "trailing"], [1, 4, 7, 20, 50]), *product(["linspace"], [4, 7, 20, 50])],
)
def test_ddim_visits_the_stock_timesteps(spacing: str, steps: int) -> None:
    stock = DDIMScheduler(**SD_STOCK, timestep_spacing=spacing, steps_offset=1)
    stock.set_timesteps(steps)
    options: Options = {"leading": {"offset": 1}, "linspace": {"whole": True}}
    assert timesteps(spaced_sigmas(SD, steps, spacing, **options.get(spacing, {}))) == stock.timesteps.tolist()


@pytest.mark.parametrize("steps", [4, 20, 31])
@pytest.mark.parametrize("spacing", ["leading", "trailing", "linspace"])
def test_euler_visits_the_stock_sigmas(spacing: str, steps: int) -> None:
    stock = EulerDiscreteScheduler(**SD_STOCK, timestep_spacing=spacing, steps_offset=1)
    stock.set_timesteps(steps)
    sigmas = spaced_sigmas(SD, steps, spacing, **({"offset": 1} if spacing == "leading" else {}))
    torch.testing.assert_close(SD.path.noise_to_signal(sigmas), stock.sigmas.double(), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("solver", [DPMSolverMultistepScheduler, UniPCMultistepScheduler])
@pytest.mark.parametrize("spacing", ["leading", "trailing", "linspace"])
@pytest.mark.parametrize("steps", [1, 5, 20])
def test_multistep_solvers_visit_the_stock_timesteps(
    solver: type[DPMSolverMultistepScheduler], spacing: str, steps: int
) -> None:
    stock = solver(**SD_STOCK, timestep_spacing=spacing, steps_offset=1)
    stock.set_timesteps(steps)
    options: Options = {"leading": {"offset": 1, "drop_last": True}, "linspace": {"whole": True, "drop_last": True}}
    assert timesteps(spaced_sigmas(SD, steps, spacing, **options.get(spacing, {}))) == stock.timesteps.tolist()


@pytest.mark.parametrize(
    ("spacing", "flag"), [("karras", "use_karras_sigmas"), ("exponential", "use_exponential_sigmas")]
)
@pytest.mark.parametrize("steps", [2, 10, 25])
def test_karras_and_exponential_equal_the_stock_sigmas(spacing: str, flag: str, steps: int) -> None:
    stock = EulerDiscreteScheduler(**SD_STOCK, timestep_spacing="linspace", **{flag: True})
    stock.set_timesteps(steps)
    sigmas = spaced_sigmas(SD, steps, spacing)
    torch.testing.assert_close(SD.path.noise_to_signal(sigmas), stock.sigmas.double(), rtol=1e-4, atol=1e-6)


@pytest.mark.parametrize("shift", [1.0, 3.0, 6.0])
@pytest.mark.parametrize("steps", [1, 4, 28])
def test_shifted_equals_the_stock_flow_sigmas(shift: float, steps: int) -> None:
    stock = FlowMatchEulerDiscreteScheduler(num_train_timesteps=1000, shift=shift)
    stock.set_timesteps(steps)
    sigmas = spaced_sigmas(FLOW, steps, "shifted", shift=shift)
    torch.testing.assert_close(sigmas, stock.sigmas.double(), rtol=1e-5, atol=1e-7)


def test_shifting_multiplies_noise_to_signal() -> None:
    sigma = torch.tensor([0.0, 0.2, 0.5, 1.0], dtype=torch.float64)
    shifted = shift_sigma(sigma, 3.0)
    torch.testing.assert_close(FLOW.path.noise_to_signal(shifted[:3]), 3 * FLOW.path.noise_to_signal(sigma[:3]))
    assert shifted[3] == 1.0


def test_karras_is_even_in_the_seventh_root() -> None:
    ratios = SD.path.noise_to_signal(spaced_sigmas(SD, 12, "karras")[:-1])
    gaps = (ratios ** (1 / 7)).diff()
    torch.testing.assert_close(gaps, gaps[:1].expand_as(gaps), rtol=1e-9, atol=0)


def test_exponential_is_even_in_the_logarithm() -> None:
    gaps = SD.path.noise_to_signal(spaced_sigmas(SD, 12, "exponential")[:-1]).log().diff()
    torch.testing.assert_close(gaps, gaps[:1].expand_as(gaps), rtol=1e-9, atol=0)


def test_uniform_is_even_in_sigma() -> None:
    assert spaced_sigmas(FLOW, 4, "uniform").tolist() == [1.0, 0.75, 0.5, 0.25, 0.0]


@pytest.mark.parametrize("spacing", SPACINGS)
@pytest.mark.parametrize("steps", [1, 2, 3, 10, 50, 100])
def test_every_spacing_starts_noisy_decreases_and_ends_clean(spacing: str, steps: int) -> None:
    schedule = FLOW if spacing in ("uniform", "shifted") else SD
    sigmas = spaced_sigmas(schedule, steps, spacing)
    assert sigmas.dtype == torch.float64
    assert sigmas.shape == (steps + 1,)
    assert bool((sigmas.diff() < 0).all())
    assert sigmas[-1] == 0
    if spacing != "leading":
        assert sigmas[0] == pytest.approx(schedule.sigma_max, abs=1e-12)


def test_trailing_starts_at_pure_noise_on_a_zero_terminal_schedule() -> None:
    assert spaced_sigmas(ZERO_TERMINAL, 20, "trailing")[0] == 1.0


@pytest.mark.parametrize("spacing", ["karras", "exponential"])
def test_spacings_in_noise_to_signal_refuse_infinite_noise(spacing: str) -> None:
    for schedule in (ZERO_TERMINAL, FLOW):
        with pytest.raises(RequestError, match="finite; use"):
            spaced_sigmas(schedule, 10, spacing)


@pytest.mark.parametrize("steps", [0, -1, 1001])
@pytest.mark.parametrize("spacing", ["trailing", "leading", "linspace", "uniform", "karras"])
def test_a_wrong_number_of_steps_is_refused(spacing: str, steps: int) -> None:
    with pytest.raises(RequestError, match="steps"):
        spaced_sigmas(SD, steps, spacing)


def test_bad_names_offsets_and_shifts_are_refused() -> None:
    with pytest.raises(UnknownNameError, match="choose one of: exponential"):
        spaced_sigmas(SD, 10, "even")
    with pytest.raises(RequestError, match="discrete"):
        spaced_sigmas(FLOW, 10, "trailing")
    for offset in (-1, 1000):
        with pytest.raises(RequestError, match="offset must lie between 0 and 999"):
            spaced_sigmas(SD, 10, "leading", offset=offset)
    with pytest.raises(RequestError, match="shift"):
        spaced_sigmas(FLOW, 10, "shifted", shift=0.0)


@pytest.mark.parametrize(
    ("spacing", "options", "largest"),
    [
        ("leading", {}, 1000),
        ("leading", {"offset": 1}, 999),
        ("leading", {"offset": 1, "drop_last": True}, 998),
        ("linspace", {"drop_last": True}, 999),
        ("trailing", {}, 1000),
        ("karras", {}, 1000),
    ],
)
def test_too_many_steps_are_refused_with_the_largest_number(
    spacing: str, options: dict[str, float | bool], largest: int
) -> None:
    assert len(spaced_sigmas(SD, largest, spacing, **options)) == largest + 1
    for steps in (largest + 1, 5000):
        with pytest.raises(
            RequestError, match=f"at most {largest} steps with this sampler, not {steps}; ask for fewer"
        ):
            spaced_sigmas(SD, steps, spacing, **options)


def test_ending_above_zero() -> None:
    sigmas = spaced_sigmas(SD, 10, "leading", offset=1)
    ended = ending_at(sigmas, SD.sigma_min)
    assert ended[-1] == SD.sigma_min
    assert torch.equal(ended[:-1], sigmas[:-1])
    already_there = spaced_sigmas(SD, 10, "leading")
    assert torch.equal(ending_at(already_there, SD.sigma_min), already_there[:-1])
    for spacing in ("karras", "exponential"):  # which compute their last level, so that it is off by a bit
        computed = spaced_sigmas(SD, 10, spacing)
        assert torch.equal(ending_at(computed, SD.sigma_min), computed[:-1])
    with pytest.raises(RequestError, match="below"):
        ending_at(sigmas, 0.9)


@pytest.mark.parametrize(("strength", "kept"), [(1.0, 10), (0.75, 7), (0.3, 3), (0.01, 1)])
def test_strength_keeps_the_last_part_of_a_run(strength: float, kept: int) -> None:
    sigmas = spaced_sigmas(SD, 10, "trailing")
    part = partial_sigmas(sigmas, strength)
    assert torch.equal(part, sigmas[10 - kept :])


@pytest.mark.parametrize("strength", [0.0, -1.0, 1.5, math.nan])
def test_a_bad_strength_is_refused(strength: float) -> None:
    with pytest.raises(RequestError, match="strength"):
        partial_sigmas(spaced_sigmas(SD, 10, "trailing"), strength)
