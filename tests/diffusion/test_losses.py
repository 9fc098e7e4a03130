"""Losses against torch's, min-SNR weights against their meaning, time samplers against their distributions."""

import math
from collections.abc import Callable
from itertools import product

import pytest
import torch
from scipy import stats
from torch import Tensor
from torch.nn import functional as F

from danqing.core.errors import UnknownNameError
from danqing.diffusion import losses
from danqing.diffusion.losses import LOSSES, OBJECTIVES, TIME_SAMPLERS, Objective, min_snr_weight
from danqing.diffusion.prediction import PREDICTIONS, add_noise, convert
from danqing.diffusion.schedules import NoisePath


def pictures(count: int = 4) -> tuple[Tensor, Tensor]:
    drawn = torch.randn(2, count, 3, 5, 5, generator=torch.Generator().manual_seed(0), dtype=torch.float64)
    return drawn[0], drawn[1]


@pytest.mark.parametrize(("name", "stock"), [("l2", F.mse_loss), ("l1", F.l1_loss), ("huber", F.huber_loss)])
def test_losses_are_per_picture_means_of_torch_s(name: str, stock: Callable[..., Tensor]) -> None:
    a, b = pictures()
    expected = stock(a, b, reduction="none").mean((1, 2, 3))
    torch.testing.assert_close(LOSSES[name](a, b), expected)


def test_huber_bends_at_delta() -> None:
    error = torch.tensor([[0.1], [0.2], [1.0]], dtype=torch.float64)
    expected = [0.005, 0.02, 0.2 * (1.0 - 0.1)]
    assert losses.huber(error, torch.zeros_like(error), delta=0.2).tolist() == pytest.approx(expected)


@pytest.mark.parametrize("snr", [1e-3, 0.5, 5.0, 20.0, 1e4])
def test_min_snr_weights_are_the_closed_forms(snr: float) -> None:
    clipped = min(snr, 5.0)
    expected = {
        "sample": clipped,
        "epsilon": clipped / snr,
        "v_prediction": clipped / (snr + 1),
        "flow": clipped / (1 + math.sqrt(snr)) ** 2,
    }
    for kind, value in expected.items():
        assert float(min_snr_weight(torch.tensor(snr, dtype=torch.float64), 5.0, kind)) == pytest.approx(value)


# the v weight is defined for variance-preserving v only
@pytest.mark.parametrize(
    ("kind", "path"),
    [*product(PREDICTIONS, [NoisePath.VP]), *product(["epsilon", "sample", "flow"], [NoisePath.FLOW])],
)
def test_min_snr_weights_mean_the_same_loss_on_the_picture(kind: str, path: NoisePath) -> None:
    """Weighted L2 on any prediction equals min(snr, gamma) times L2 on x0, for a wrong prediction too."""
    x0, eps = pictures()
    sigma = torch.tensor([0.05, 0.3, 0.7, 0.95], dtype=torch.float64)
    alpha, snr = path.alpha(sigma), path.snr(sigma)
    x = add_noise(x0, eps, alpha, sigma)
    output = PREDICTIONS[kind].target(x0, eps, alpha, sigma) + 0.1 * eps.flip(0)
    on_prediction = losses.l2(output, PREDICTIONS[kind].target(x0, eps, alpha, sigma))
    on_picture = losses.l2(convert(output, kind, "sample", x, alpha, sigma), x0)
    weighted = min_snr_weight(snr, 5.0, kind) * on_prediction
    torch.testing.assert_close(weighted, snr.clamp_max(5.0) * on_picture, rtol=1e-8, atol=1e-12)


@pytest.mark.parametrize("kind", PREDICTIONS)
def test_min_snr_weights_are_finite_at_both_ends(kind: str) -> None:
    weights = min_snr_weight(torch.tensor([0.0, math.inf], dtype=torch.float64), 5.0, kind)
    expected = {"sample": [0, 5], "epsilon": [1, 0], "v_prediction": [0, 0], "flow": [0, 0]}
    assert weights.tolist() == expected[kind]


def test_min_snr_refuses_unknown_kinds() -> None:
    with pytest.raises(UnknownNameError, match="prediction type"):
        min_snr_weight(torch.ones(1), 5.0, "noise")


@pytest.mark.parametrize(
    ("name", "cdf"),
    [
        ("uniform", stats.uniform.cdf),
        ("stratified", stats.uniform.cdf),
        ("logit_normal", lambda t: stats.norm.cdf(torch.logit(torch.as_tensor(t)).numpy())),
    ],
)
def test_times_follow_their_distribution(name: str, cdf: Callable[..., object]) -> None:
    times = TIME_SAMPLERS[name](20_000, torch.Generator().manual_seed(3))
    assert times.shape == (20_000,)
    assert bool(((times >= 0) & (times < 1)).all())
    assert stats.kstest(times.numpy(), cdf).pvalue > 0.01


def test_times_repeat_with_their_generator() -> None:
    for draw in TIME_SAMPLERS.values():
        first, again = (draw(8, torch.Generator().manual_seed(0)) for _ in range(2))
        assert torch.equal(first, again)


def test_stratified_times_take_one_from_each_slice() -> None:
    times = losses.stratified(64, torch.Generator().manual_seed(1))
    assert sorted((times * 64).long().tolist()) == list(range(64))
    assert times.tolist() != sorted(times.tolist())


def test_logit_normal_moves_with_its_mean() -> None:
    early = losses.logit_normal(4000, torch.Generator().manual_seed(0), mean=-1.0, std=0.5)
    assert float(early.median()) == pytest.approx(1 / (1 + math.e), abs=0.01)


def test_log_normal_sigmas_have_a_normal_logarithm() -> None:
    sigmas = losses.log_normal(20_000, torch.Generator().manual_seed(4))
    assert stats.kstest(sigmas.log().numpy(), stats.norm(-1.2, 1.2).cdf).pvalue > 0.01


def test_the_denoise_objective_is_the_square_of_what_is_missing() -> None:
    x, eps = pictures()
    objective = OBJECTIVES["denoise"]
    sigma = torch.full((4,), 0.7, dtype=torch.float64)
    noised = objective.noised(x, eps, sigma)
    torch.testing.assert_close(noised, x + 0.7 * eps)
    torch.testing.assert_close(objective.losses(noised, x, eps, sigma), 0.49 * eps.square().mean((1, 2, 3)))
    assert objective.losses(x, x, eps, sigma).tolist() == [0.0] * 4


def test_the_epsilon_objective_is_stable_diffusion_s() -> None:
    x0, eps = pictures()
    objective = OBJECTIVES["epsilon"]
    sigma = torch.tensor([0.1, 0.5, 0.9, 1.0], dtype=torch.float64)
    expected = (1 - sigma**2).sqrt()[:, None, None, None] * x0 + sigma[:, None, None, None] * eps
    torch.testing.assert_close(objective.noised(x0, eps, sigma), expected)
    assert objective.losses(eps, x0, eps, sigma).tolist() == [0.0] * 4
    torch.testing.assert_close(objective.losses(torch.zeros_like(eps), x0, eps, sigma), eps.square().mean((1, 2, 3)))


@pytest.mark.parametrize("name", OBJECTIVES)
def test_every_objective_is_least_at_the_truth_and_has_a_gradient_elsewhere(name: str) -> None:
    x0, eps = pictures()
    objective: Objective = OBJECTIVES[name]
    sigma = torch.tensor([0.1, 0.4, 0.8, 0.99], dtype=torch.float64)
    truth = PREDICTIONS[objective.prediction].target(x0, eps, objective.path.alpha(sigma), sigma)
    assert float(objective.losses(truth, x0, eps, sigma).abs().max()) == 0.0
    output = (truth + 0.3).requires_grad_()
    (gradient,) = torch.autograd.grad(objective.losses(output, x0, eps, sigma).sum(), output)
    assert bool((gradient > 0).all())


def test_min_snr_objectives_weigh_the_plain_ones() -> None:
    x0, eps = pictures()
    sigma = torch.tensor([0.1, 0.4, 0.8, 0.99], dtype=torch.float64)
    plain = OBJECTIVES["epsilon"].losses(x0, x0, eps, sigma)
    weighted = OBJECTIVES["epsilon_min_snr"].losses(x0, x0, eps, sigma)
    torch.testing.assert_close(weighted / plain, (5.0 / NoisePath.VP.snr(sigma)).clamp_max(1))
