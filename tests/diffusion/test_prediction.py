"""Prediction types: closed forms, and every conversion there and back on every path."""

from itertools import product

import pytest
import torch
from diffusers import DDIMScheduler
from hypothesis import given, settings
from hypothesis import strategies as st
from torch import Tensor

from danqing.core.errors import UnknownNameError
from danqing.diffusion.prediction import PREDICTIONS, add_noise, convert, per_picture, prediction_named
from danqing.diffusion.schedules import NoisePath

KINDS = list(PREDICTIONS)


def pictures(seed: int, count: int = 3, dtype: torch.dtype = torch.float64) -> tuple[Tensor, Tensor]:
    generator = torch.Generator().manual_seed(seed)
    drawn = torch.randn(2, count, 2, 4, 4, generator=generator, dtype=dtype)
    return drawn[0], drawn[1]


def levels(path: NoisePath) -> Tensor:
    return torch.tensor([0.02, 0.5, 0.98], dtype=torch.float64) * (20 if path is NoisePath.VE else 1)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize("kind", KINDS)
def test_a_perfect_prediction_gives_back_picture_and_noise(kind: str, path: NoisePath) -> None:
    x0, eps = pictures(1)
    sigma = levels(path)
    alpha = path.alpha(sigma)
    x = add_noise(x0, eps, alpha, sigma)
    prediction = PREDICTIONS[kind].target(x0, eps, alpha, sigma)
    torch.testing.assert_close(PREDICTIONS[kind].to_x0(prediction, x, alpha, sigma), x0, rtol=1e-9, atol=1e-11)
    torch.testing.assert_close(PREDICTIONS[kind].to_eps(prediction, x, alpha, sigma), eps, rtol=1e-9, atol=1e-11)


@pytest.mark.parametrize("path", list(NoisePath))
@pytest.mark.parametrize(("source", "goal"), [*product(KINDS, KINDS)])
def test_conversions_go_there_and_back(source: str, goal: str, path: NoisePath) -> None:
    """For any prediction, right or wrong, not only for consistent pairs of picture and noise."""
    x, prediction = pictures(2)
    sigma = levels(path)
    alpha = path.alpha(sigma)
    there = convert(prediction, source, goal, x, alpha, sigma)
    back = convert(there, goal, source, x, alpha, sigma)
    torch.testing.assert_close(back, prediction, rtol=1e-9, atol=1e-10)


@given(sigma=st.floats(1e-3, 0.999), path=st.sampled_from(list(NoisePath)), via=st.sampled_from(KINDS))
@settings(max_examples=40, deadline=None)
def test_conversions_agree_whatever_lies_between(sigma: float, path: NoisePath, via: str) -> None:
    x, prediction = pictures(3, count=1)
    level = torch.tensor([sigma], dtype=torch.float64)
    alpha = path.alpha(level)
    direct = convert(prediction, "v_prediction", "flow", x, alpha, level)
    around = convert(convert(prediction, "v_prediction", via, x, alpha, level), via, "flow", x, alpha, level)
    torch.testing.assert_close(around, direct, rtol=1e-6, atol=1e-8)


@pytest.mark.parametrize("path", [NoisePath.VP, NoisePath.FLOW])
@pytest.mark.parametrize(("source", "goal"), [*product(["sample", "v_prediction", "flow"], KINDS)])
def test_pure_noise_is_an_edge_not_a_cliff(source: str, goal: str, path: NoisePath) -> None:
    """At sigma exactly 1 (alpha 0) everything but an epsilon prediction converts exactly."""
    x0, eps = pictures(4, dtype=torch.float32)
    sigma = torch.ones(3)
    alpha = path.alpha(sigma)
    prediction = PREDICTIONS[source].target(x0, eps, alpha, sigma)
    expected = PREDICTIONS[goal].target(x0, eps, alpha, sigma)
    x = add_noise(x0, eps, alpha, sigma)
    torch.testing.assert_close(convert(prediction, source, goal, x, alpha, sigma), expected, rtol=1e-6, atol=1e-6)


@pytest.mark.parametrize(("source", "goal"), [*product(["epsilon", "v_prediction"], KINDS)])
def test_the_clean_end_is_an_edge_too(source: str, goal: str) -> None:
    x0, eps = pictures(5)
    sigma = torch.zeros(3, dtype=torch.float64)
    alpha = NoisePath.VP.alpha(sigma)
    prediction = PREDICTIONS[source].target(x0, eps, alpha, sigma)
    expected = PREDICTIONS[goal].target(x0, eps, alpha, sigma)
    torch.testing.assert_close(convert(prediction, source, goal, x0, alpha, sigma), expected)


def test_what_a_prediction_does_not_say_is_refused() -> None:
    x, prediction = pictures(6)
    one, zero = torch.ones(3), torch.zeros(3)
    with pytest.raises(ValueError, match="alpha is 0"):
        convert(prediction, "epsilon", "sample", x, zero, one)
    with pytest.raises(ValueError, match="sigma is 0"):
        convert(prediction, "sample", "epsilon", x, one, zero)
    assert convert(prediction, "epsilon", "epsilon", x, zero, one) is prediction


def test_targets_are_the_papers_closed_forms() -> None:
    x0, eps = torch.full((1, 1), 2.0), torch.full((1, 1), 3.0)
    targets = {kind: float(PREDICTIONS[kind].target(x0, eps, torch.tensor(0.8), torch.tensor(0.6))) for kind in KINDS}
    assert targets == pytest.approx({"epsilon": 3.0, "sample": 2.0, "v_prediction": 1.2, "flow": 1.0})


def test_noise_and_velocity_equal_the_stock_ones() -> None:
    x0, eps = pictures(7, dtype=torch.float32)
    stock = DDIMScheduler(beta_schedule="scaled_linear", beta_start=0.00085, beta_end=0.012)
    timesteps = torch.tensor([3, 400, 999])
    alpha_bar = stock.alphas_cumprod[timesteps]
    alpha, sigma = alpha_bar.sqrt(), (1 - alpha_bar).sqrt()
    torch.testing.assert_close(add_noise(x0, eps, alpha, sigma), stock.add_noise(x0, eps, timesteps))
    velocity = PREDICTIONS["v_prediction"].target(x0, eps, alpha, sigma)
    torch.testing.assert_close(velocity, stock.get_velocity(x0, eps, timesteps))


def test_levels_take_the_picture_s_type_and_shape() -> None:
    picture = torch.zeros(3, 2, 4, 4, dtype=torch.float32)
    assert per_picture(torch.arange(3, dtype=torch.float64), picture).shape == (3, 1, 1, 1)
    assert add_noise(picture, picture, torch.ones(3, dtype=torch.float64), 0.5).dtype == torch.float32


def test_an_unknown_kind_names_the_known_ones() -> None:
    with pytest.raises(UnknownNameError, match="epsilon, sample, v_prediction, flow"):
        prediction_named("noise")
    x, prediction = pictures(8)
    with pytest.raises(UnknownNameError, match="prediction type"):
        convert(prediction, "sample", "noise", x, torch.ones(3), torch.ones(3))
