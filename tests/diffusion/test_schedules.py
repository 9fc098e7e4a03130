"""Noise paths and schedules against their closed forms and against diffusers' tables."""

import math

import pytest
import torch
from diffusers import DDIMScheduler
from diffusers.schedulers.scheduling_ddim import rescale_zero_terminal_snr as stock_rescale
from hypothesis import given, settings
from hypothesis import strategies as st

from danqing.diffusion import schedules
from danqing.diffusion.schedules import NoisePath, Schedule

DISCRETE = {
    "linear": schedules.linear(),
    "scaled_linear": schedules.scaled_linear(),
    "cosine": schedules.cosine(),
    "zero_terminal": schedules.rescale_zero_terminal_snr(schedules.scaled_linear()),
}


def alpha_bar(schedule: Schedule) -> torch.Tensor:
    assert schedule.sigmas_T is not None
    return schedule.path.alpha(schedule.sigmas_T) ** 2


@pytest.mark.parametrize("path", NoisePath)
def test_alpha_is_the_closed_form(path: NoisePath) -> None:
    for sigma in (0.0, 0.1, 0.6, 0.999999):
        closed = {"vp": math.sqrt(1 - sigma**2), "flow": 1 - sigma, "ve": 1.0}
        assert float(path.alpha(sigma)) == pytest.approx(closed[path], rel=1e-9)


@pytest.mark.parametrize("path", [NoisePath.VP, NoisePath.FLOW])
def test_at_sigma_one_nothing_of_the_picture_is_left(path: NoisePath) -> None:
    one = torch.ones(2, dtype=torch.float32)
    assert path.alpha(one).tolist() == [0.0, 0.0]
    assert path.snr(one).tolist() == [0.0, 0.0]
    assert path.noise_fraction(one).tolist() == [1.0, 1.0]
    assert path.noise_to_signal(one).isinf().all()


@given(sigma=st.floats(1e-6, 0.9999))
@settings(max_examples=50, deadline=None)
def test_noise_to_signal_goes_there_and_back(sigma: float) -> None:
    for path in NoisePath:
        back = path.sigma_of_noise_to_signal(path.noise_to_signal(sigma))
        assert float(back) == pytest.approx(sigma, rel=1e-9)
        fraction = path.noise_fraction(sigma)
        assert float(fraction / (1 - fraction)) == pytest.approx(float(path.noise_to_signal(sigma)), rel=1e-9)


def test_levels_keep_the_digits_that_float32_would_lose() -> None:
    sigma = math.sqrt(1 - 1e-8)  # float32 rounds this to 1, whose alpha is 0
    assert float(NoisePath.VP.alpha([sigma])[0]) == pytest.approx(1e-4, rel=1e-7)


@pytest.mark.parametrize(
    ("ours", "stock"),
    [
        ("linear", {"beta_schedule": "linear", "beta_start": 1e-4, "beta_end": 0.02}),
        ("scaled_linear", {"beta_schedule": "scaled_linear", "beta_start": 0.00085, "beta_end": 0.012}),
        ("cosine", {"beta_schedule": "squaredcos_cap_v2"}),
    ],
)
def test_tables_equal_the_stock_ones(ours: str, stock: dict[str, str | float]) -> None:
    table = DDIMScheduler(**stock).alphas_cumprod.double()
    torch.testing.assert_close(alpha_bar(DISCRETE[ours]), table, rtol=2e-4, atol=1e-6)


def test_cosine_is_the_paper_s_curve_until_the_cap() -> None:
    t = torch.arange(1, 1001, dtype=torch.float64) / 1000
    curve = torch.cos((t + 0.008) / 1.008 * math.pi / 2) ** 2 / math.cos(0.008 / 1.008 * math.pi / 2) ** 2
    torch.testing.assert_close(alpha_bar(DISCRETE["cosine"])[:999], curve[:999], rtol=1e-9, atol=1e-12)
    betas = 1 - alpha_bar(DISCRETE["cosine"])[1:] / alpha_bar(DISCRETE["cosine"])[:-1]
    assert float(betas.max()) == pytest.approx(0.999, rel=1e-6)


def test_linear_alpha_bar_is_the_product_of_one_minus_beta() -> None:
    product = 1.0
    for step in range(3):
        product *= 1 - (1e-4 + (0.02 - 1e-4) * step / 999)
        assert float(alpha_bar(DISCRETE["linear"])[step]) == pytest.approx(product, rel=1e-10)


def test_zero_terminal_rescaling_follows_the_paper() -> None:
    before, after = DISCRETE["scaled_linear"], DISCRETE["zero_terminal"]
    root_before, root_after = alpha_bar(before).sqrt(), alpha_bar(after).sqrt()
    assert after.sigma_max == 1.0
    assert float(root_after[0]) == pytest.approx(float(root_before[0]), rel=1e-12)
    # the map is affine: every interior point keeps its place between the ends
    place = (root_before - root_before[-1]) / (root_before[0] - root_before[-1])
    torch.testing.assert_close(root_after / root_after[0], place, rtol=1e-9, atol=1e-9)
    stock = DDIMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012).betas
    stock_table = torch.cumprod(1 - stock_rescale(stock).double(), 0)
    torch.testing.assert_close(alpha_bar(after), stock_table, rtol=1e-3, atol=1e-6)


def test_only_variance_preserving_tables_are_rescaled() -> None:
    with pytest.raises(ValueError, match="variance-preserving"):
        schedules.rescale_zero_terminal_snr(schedules.rectified_flow())


@pytest.mark.parametrize("name", DISCRETE)
def test_timesteps_and_sigmas_go_there_and_back(name: str) -> None:
    schedule = DISCRETE[name]
    whole = torch.arange(1000, dtype=torch.float64)
    assert schedule.sigmas_T is not None
    assert torch.equal(schedule.sigma_for(whole), schedule.sigmas_T)
    torch.testing.assert_close(schedule.timestep_for(schedule.sigma_for(whole)), whole, rtol=0, atol=1e-9)
    between = torch.linspace(0.3, 998.7, 777, dtype=torch.float64)
    torch.testing.assert_close(schedule.timestep_for(schedule.sigma_for(between)), between, rtol=0, atol=1e-6)
    assert bool((schedule.sigma_for(between).diff() > 0).all())


def test_levels_outside_the_table_are_clamped_to_its_ends() -> None:
    schedule = DISCRETE["scaled_linear"]
    assert schedule.timestep_for([0.0, 1.0]).tolist() == [0.0, 999.0]
    assert schedule.sigma_for([-5.0, 2000.0]).tolist() == [schedule.sigma_min, schedule.sigma_max]


def test_flow_timesteps_are_scaled_sigmas() -> None:
    flow = schedules.rectified_flow()
    assert flow.timestep_for([0.0, 0.25, 1.0]).tolist() == [0.0, 250.0, 1000.0]
    assert flow.sigma_for([0.0, 250.0, 1000.0]).tolist() == [0.0, 0.25, 1.0]
    assert (flow.sigma_min, flow.sigma_max) == (0.001, 1.0)
    assert flow.sigma_at([0.1, 0.7]).tolist() == [0.1, 0.7]


def test_training_times_hit_every_table_entry_alike() -> None:
    schedule = schedules.linear(10)
    assert schedule.sigmas_T is not None
    sigmas = schedule.sigma_at(torch.arange(100, dtype=torch.float64) / 100)
    assert torch.equal(sigmas, schedule.sigmas_T.repeat_interleave(10))


@pytest.mark.parametrize(
    ("table", "complaint"),
    [([0.1, 0.1, 0.2], "increase"), ([0.1, 0.2], "shaped"), ([0.1, 0.2, 1.1], "within"), ([-0.1, 0.2, 0.3], "within")],
)
def test_a_bad_table_is_refused(table: list[float], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        Schedule(path=NoisePath.VP, sigmas_T=torch.tensor(table), num_timesteps=3)


def test_a_variance_exploding_schedule_takes_its_range_from_its_table() -> None:
    schedule = Schedule(path=NoisePath.VE, sigmas_T=torch.tensor([0.1, 2.0, 80.0]), num_timesteps=3)
    assert schedule.sigma_max == 80.0
    assert schedule.timestep_for([2.0]).tolist() == [1.0]
    with pytest.raises(ValueError, match="no ceiling"):
        Schedule(path=NoisePath.VE)
