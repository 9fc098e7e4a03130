"""Samplers against exact denoisers: solutions, orders of convergence, statistics, and the promises they share."""

import inspect
import math
from collections.abc import Callable
from functools import partial

import numpy as np
import pytest
import torch
from scipy import integrate
from torch import Tensor

from danqing.core.errors import CancelledError, UnknownNameError
from danqing.core.seeds import picture_generator
from danqing.diffusion.oracles import GaussianOracle, MixtureOracle
from danqing.diffusion.prediction import PREDICTIONS
from danqing.diffusion.samplers import (
    SAMPLERS,
    Sampler,
    StepInfo,
    sample_ddim,
    sample_dpmpp_2m_sde,
    sample_euler_ancestral,
    sampler_named,
)
from danqing.diffusion.schedules import NoisePath

ORDERS = {"ddim": 1, "euler": 1, "heun": 2, "dpmpp_2m": 2, "unipc": 3}
WITH_ETA: dict[str, Callable[..., Tensor]] = {
    "ddim": sample_ddim,
    "euler_ancestral": sample_euler_ancestral,
    "dpmpp_2m_sde": sample_dpmpp_2m_sde,
}
STOCHASTIC: dict[str, Sampler] = {
    "euler_ancestral": sample_euler_ancestral,
    "dpmpp_2m_sde": sample_dpmpp_2m_sde,
    "ddim with eta 1": partial(sample_ddim, eta=1.0),
}
START = {NoisePath.VP: 1.0, NoisePath.FLOW: 1.0, NoisePath.VE: 10.0}
MEAN = torch.tensor([0.7, -0.3, 0.0, 1.0], dtype=torch.float64)
STD = torch.tensor([0.5, 1.5, 0.2, 0.8], dtype=torch.float64)
X = torch.tensor([[1.0, -0.5, 0.3, 2.0], [-1.0, 0.2, -1.7, 0.1]], dtype=torch.float64)


def grid(path: NoisePath, high: float, low: float, steps: int) -> Tensor:
    """Levels that are even in what is smooth on each path: angle, time, seventh root."""
    linspace = partial(torch.linspace, steps=steps + 1, dtype=torch.float64)
    if path is NoisePath.VP:
        return torch.sin(linspace(math.asin(high), math.asin(low)))
    return linspace(high, low) if path is NoisePath.FLOW else linspace(high ** (1 / 7), low ** (1 / 7)) ** 7


def generators(count: int, seed: int = 0) -> list[torch.Generator]:
    return [picture_generator(seed, index) for index in range(count)]


def error(name: str, path: NoisePath, high: float, low: float, steps: int) -> float:
    oracle = GaussianOracle(MEAN, STD, path)
    x = X * high
    found = SAMPLERS[name](oracle, x, grid(path, high, low, steps), path=path)
    return float((found - oracle.transport(x, high, low)).abs().max())


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", ORDERS)
def test_the_order_of_convergence_from_pure_noise(name: str, path: NoisePath) -> None:
    """Halving the steps' length divides the error by 2 ** order; on VP and flow the start is at alpha exactly 0."""
    coarse, fine = (error(name, path, START[path], 0.05, steps) for steps in (160, 320))
    assert math.log2(coarse / fine) == pytest.approx(ORDERS[name], abs=0.15)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize(("name", "order", "bound"), [("ddim", 1, 0.03), ("euler", 1, 0.03), ("heun", 2, 0.001)])
def test_one_step_methods_keep_their_order_down_to_the_finished_picture(
    name: str, order: int, bound: float, path: NoisePath
) -> None:
    coarse, fine = (error(name, path, START[path], 0.0, steps) for steps in (80, 160))
    assert math.log2(coarse / fine) == pytest.approx(order, abs=0.1)
    assert fine < bound


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", ["dpmpp_2m", "unipc"])
def test_multistep_methods_beat_first_order_down_to_the_finished_picture(name: str, path: NoisePath) -> None:
    """Their last step is of order 1, yet what it costs shrinks faster than a first-order method's error."""
    coarse, fine = (error(name, path, START[path], 0.0, steps) for steps in (80, 320))
    assert coarse / fine > 5
    assert fine < 0.1 * error("ddim", path, START[path], 0.0, 320)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", ORDERS)
def test_a_curved_flow_is_followed(name: str, path: NoisePath) -> None:
    """A two-point mixture in the plane, against scipy's integrator on the flow ODE."""
    points = torch.tensor([[1.0, 0.0], [-1.0, 0.5]], dtype=torch.float64)
    oracle = MixtureOracle(points, torch.tensor([0.3, 0.7], dtype=torch.float64), 0.3, path)
    high, low = 0.95 * START[path], 0.1
    x = torch.tensor([[0.8, -0.6]], dtype=torch.float64) * high

    def slope(u: float, z: np.ndarray) -> np.ndarray:
        sigma = path.sigma_of_noise_to_signal(u / (1 - u))
        x0 = oracle(torch.from_numpy(z)[None] * (path.alpha(sigma) + sigma), sigma[None])
        return np.asarray((z - x0[0].numpy()) / u)

    span = [float(path.noise_fraction(level)) for level in (high, low)]
    start = (x[0] / (path.alpha(high) + high)).numpy()
    solved = integrate.solve_ivp(slope, span, start, method="DOP853", rtol=1e-9, atol=1e-11)
    exact = torch.from_numpy(solved.y[:, -1]) * (path.alpha(low) + low)

    def distance(steps: int) -> float:
        found = SAMPLERS[name](oracle, x, grid(path, high, low, steps), path=path)
        return float((found[0] - exact).abs().max())

    assert distance(160) < {1: 0.02, 2: 5e-4, 3: 5e-5}[ORDERS[name]]
    assert distance(40) / distance(160) > 0.7 * 4 ** ORDERS[name]


def drawn_values(name: str, path: NoisePath, steps: int, count: int = 100_000) -> Tensor:
    """Values drawn from N(0.7, 0.5²) by a sampler that adds noise, brought to mean 0 and deviation 1."""
    mean, std = 0.7, 0.5
    oracle = GaussianOracle(torch.tensor(mean), torch.tensor(std), path)
    sigmas = grid(path, START[path], 0.0, steps)
    alpha = float(path.alpha(START[path]))
    normal = torch.randn(1, count, generator=torch.Generator().manual_seed(5), dtype=torch.float64)
    x = alpha * mean + math.hypot(alpha * std, START[path]) * normal
    return (STOCHASTIC[name](oracle, x, sigmas, path=path, generators=generators(1)) - mean) / std


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", STOCHASTIC)
def test_samplers_that_add_noise_draw_a_bell_curve_whose_width_converges(name: str, path: NoisePath) -> None:
    """Mean and shape are right at any number of steps; the width's bias shrinks as the weak order says."""
    coarse, fine = (drawn_values(name, path, steps) for steps in (30, 120))
    chance = 1 / math.sqrt(fine.numel())
    bias_coarse, bias_fine = (abs(float(values.std()) - 1) for values in (coarse, fine))
    for values in (coarse, fine):
        scaled = values / values.std()
        assert abs(float(values.mean())) < 4 * chance
        assert float(scaled.pow(3).mean()) == pytest.approx(0, abs=4 * math.sqrt(15) * chance)
        assert float(scaled.pow(4).mean()) == pytest.approx(3, abs=4 * math.sqrt(96) * chance)
    if name == "dpmpp_2m_sde":
        assert bias_fine < 0.012
        assert bias_coarse / bias_fine > 3.5
    else:
        assert 0.5 * math.log2(bias_coarse / bias_fine) == pytest.approx(1, abs=0.25)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", [*ORDERS, *STOCHASTIC])
def test_every_sampler_draws_a_mixture_in_its_proportions(name: str, path: NoisePath) -> None:
    count = 4000
    points = torch.tensor([[1.0, 0.0], [-1.0, 0.5]], dtype=torch.float64)
    oracle = MixtureOracle(points, torch.tensor([0.3, 0.7], dtype=torch.float64), 0.05, path)
    start = 20.0 if path is NoisePath.VE else 1.0
    x = start * torch.randn(1, count, 2, generator=torch.Generator().manual_seed(1), dtype=torch.float64)
    sampler = STOCHASTIC.get(name) or SAMPLERS[name]
    found = sampler(oracle, x, grid(path, start, 0.0, 40), path=path, generators=generators(1))[0]
    first = found[:, 0] > 0
    assert float(first.double().mean()) == pytest.approx(0.3, abs=4 * math.sqrt(0.21 / count) + 0.01)
    nearest = torch.where(first[:, None], points[0], points[1])
    assert float((found - nearest).abs().quantile(0.99)) < 0.2
    torch.testing.assert_close(found[first].mean(0), points[0], rtol=0, atol=0.02)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize("steps", [1, 2, 3, 17])
def test_a_single_picture_is_found_exactly_in_any_number_of_steps(name: str, path: NoisePath, steps: int) -> None:
    picture = torch.randn(1, 3, 4, 4, generator=torch.Generator().manual_seed(2))
    x = START[path] * torch.randn(2, 3, 4, 4, generator=torch.Generator().manual_seed(3))
    sigmas = grid(path, START[path], 0.0, steps)
    found = SAMPLERS[name](lambda x, sigma: picture.expand_as(x), x, sigmas, path=path, generators=generators(2))
    torch.testing.assert_close(found, picture.expand_as(found), rtol=0, atol=1e-6)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", SAMPLERS)
def test_a_run_may_end_above_zero(name: str, path: NoisePath) -> None:
    """Then the result is the picture with that level's noise still on it."""
    zeros = torch.zeros(1, 10_000, dtype=torch.float64)
    x = START[path] * torch.randn(1, 10_000, generator=torch.Generator().manual_seed(3), dtype=torch.float64)
    sigmas = grid(path, START[path], 0.2, 10)
    found = SAMPLERS[name](lambda x, sigma: zeros, x, sigmas, path=path, generators=generators(1))
    assert float(found.std()) == pytest.approx(0.2, rel=0.03)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("name", SAMPLERS)
def test_alone_or_in_a_batch_a_picture_is_the_same_bit_for_bit(name: str, path: NoisePath) -> None:
    oracle = GaussianOracle(torch.tensor(0.3), torch.tensor(0.7), path)
    sigmas = grid(path, START[path], 0.0, 7)
    x = torch.stack([torch.randn(3, 7, 5, generator=picture_generator(9, index)) for index in range(5)])
    together = SAMPLERS[name](oracle, x, sigmas, path=path, generators=generators(5))
    for index in (0, 3):
        own = [picture_generator(0, index)]
        alone = SAMPLERS[name](oracle, x[index : index + 1], sigmas, path=path, generators=own)
        assert torch.equal(alone[0], together[index])
    assert together.dtype == torch.float32


@pytest.mark.parametrize("name", SAMPLERS)
def test_pictures_stay_on_their_device(name: str) -> None:
    """Torch's shape-only device stands for any accelerator: touching it with a CPU picture would fail."""
    x, sigmas = X.float().to("meta"), grid(NoisePath.FLOW, 1.0, 0.0, 4)

    def denoise(x: Tensor, sigma: Tensor) -> Tensor:
        return PREDICTIONS["flow"].to_x0(torch.zeros_like(x), x, NoisePath.FLOW.alpha(sigma), sigma)

    found = SAMPLERS[name](denoise, x, sigmas, path=NoisePath.FLOW, generators=generators(2))
    assert (found.device.type, found.dtype, found.shape) == ("meta", torch.float32, X.shape)


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_second_run_repeats_the_first_and_leaves_its_input_alone(name: str) -> None:
    oracle = GaussianOracle(MEAN, STD, NoisePath.VP)
    sigmas, x = grid(NoisePath.VP, 1.0, 0.0, 6), X.clone()
    first, again = (SAMPLERS[name](oracle, x, sigmas, path=NoisePath.VP, generators=generators(2)) for _ in range(2))
    assert torch.equal(first, again)
    assert torch.equal(x, X)


@pytest.mark.parametrize("name", SAMPLERS)
def test_each_step_is_reported_with_what_the_denoiser_said(name: str) -> None:
    oracle = GaussianOracle(MEAN, STD, NoisePath.VP)
    said: list[tuple[float, Tensor]] = []
    told: list[StepInfo] = []

    def denoise(x: Tensor, sigma: Tensor) -> Tensor:
        assert (sigma.shape, sigma.dtype, sigma.device.type) == ((2,), torch.float64, "cpu")
        assert bool((sigma == sigma[0]).all())
        said.append((float(sigma[0]), oracle(x, sigma)))
        return said[-1][1]

    sigmas = grid(NoisePath.VP, 1.0, 0.0, 6)
    SAMPLERS[name](denoise, X, sigmas, path=NoisePath.VP, generators=generators(2), on_step=told.append)
    assert [(info.step, info.total, info.sigma) for info in told] == [
        (step + 1, 6, sigma) for step, sigma in enumerate(sigmas.tolist()[:-1])
    ]
    answers = said[::2] if name == "heun" else said
    assert all(info.x0 is x0 for info, (_, x0) in zip(told, answers, strict=True))
    assert len(said) == (11 if name == "heun" else 6)


@pytest.mark.parametrize("name", SAMPLERS)
def test_a_run_stops_where_on_step_says_so(name: str) -> None:
    calls = []

    def denoise(x: Tensor, sigma: Tensor) -> Tensor:
        calls.append(float(sigma[0]))
        return torch.zeros_like(x)

    def cancel(info: StepInfo) -> None:
        if info.step == 3:
            raise CancelledError("Stopped.")

    sigmas = grid(NoisePath.FLOW, 1.0, 0.0, 6)
    with pytest.raises(CancelledError):
        SAMPLERS[name](denoise, X, sigmas, path=NoisePath.FLOW, generators=generators(2), on_step=cancel)
    assert calls[-1] == sigmas[2]


def test_related_samplers_agree_where_theory_says_so() -> None:
    path = NoisePath.VP
    oracle, sigmas = GaussianOracle(MEAN, STD, path), grid(path, 1.0, 0.0, 9)

    def run(name: str, **options: float) -> Tensor:
        sampler: Callable[..., Tensor] = SAMPLERS[name]
        return sampler(oracle, X, sigmas, path=path, generators=generators(2), **options)

    torch.testing.assert_close(run("euler"), run("ddim"))
    torch.testing.assert_close(run("euler_ancestral", eta=0.0), run("ddim"))
    torch.testing.assert_close(run("euler_ancestral"), run("ddim", eta=1.0))
    torch.testing.assert_close(run("dpmpp_2m_sde", eta=0.0), run("dpmpp_2m"))
    assert float((run("ddim", eta=0.5) - run("ddim")).abs().max()) > 0.01


def test_every_sampler_is_held_to_an_order_or_to_statistics() -> None:
    assert set(SAMPLERS) == set(ORDERS) | (set(STOCHASTIC) & set(SAMPLERS))


def test_samplers_share_one_signature() -> None:
    common = ["denoise", "x", "sigmas", "path", "generators", "on_step"]
    for sampler in SAMPLERS.values():
        parameters = inspect.signature(sampler).parameters
        assert list(parameters)[:6] == common
        assert all(p.kind is p.KEYWORD_ONLY for name, p in parameters.items() if name not in common[:3])
        assert all(p.default is not p.empty for name, p in parameters.items() if name not in common[:4])


@pytest.mark.parametrize("name", SAMPLERS)
@pytest.mark.parametrize(
    ("sigmas", "complaint"),
    [
        ([1.0], "at least 2"),
        ([[1.0, 0.0]], "1-D"),
        ([0.5, 0.5, 0.0], "decrease"),
        ([0.0, 0.5], "decrease"),
        ([0.5, 0.0, 0.0], "decrease"),
        ([1.5, 0.5, 0.0], "within 0 … 1 on the vp path"),
        ([0.5, -0.1], "within"),
        ([math.nan, 0.0], "decrease"),
    ],
)
def test_bad_sigmas_are_refused(name: str, sigmas: list[float], complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        SAMPLERS[name](lambda x, sigma: x, X, torch.tensor(sigmas), path=NoisePath.VP, generators=generators(2))


@pytest.mark.parametrize("name", ["euler_ancestral", "dpmpp_2m_sde"])
@pytest.mark.parametrize("given", [None, 1, 3])
def test_samplers_that_add_noise_need_a_generator_for_each_picture(name: str, given: int | None) -> None:
    own = None if given is None else generators(given)
    with pytest.raises(ValueError, match="one generator for each of 2 pictures"):
        SAMPLERS[name](lambda x, sigma: x, X, grid(NoisePath.VP, 1.0, 0.0, 3), path=NoisePath.VP, generators=own)


@pytest.mark.parametrize("eta", [-0.1, 1.1, math.nan])
@pytest.mark.parametrize("name", WITH_ETA)
def test_eta_lies_within_zero_and_one(name: str, eta: float) -> None:
    sigmas = grid(NoisePath.VP, 1.0, 0.0, 3)
    with pytest.raises(ValueError, match="eta"):
        WITH_ETA[name](lambda x, sigma: x, X, sigmas, path=NoisePath.VP, generators=generators(2), eta=eta)


def test_half_precision_is_refused() -> None:
    with pytest.raises(ValueError, match="cast to it inside the denoiser"):
        sample_ddim(lambda x, sigma: x, X.bfloat16(), torch.tensor([1.0, 0.0]), path=NoisePath.VP)


def test_an_unknown_sampler_names_the_known_ones() -> None:
    assert sampler_named("ddim") is sample_ddim
    with pytest.raises(UnknownNameError, match="euler, euler_ancestral, heun"):
        sampler_named("plms")
