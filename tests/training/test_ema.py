"""The weight average: closed form, warm-up, and weights that come back untouched."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from danqing.training.ema import WeightAverage, ema_decay, trainable


def test_the_average_has_its_closed_form() -> None:
    network = nn.Linear(3, 2)
    average = WeightAverage(network)
    decay, history = 0.8, [network.weight.detach().clone()]
    for step in range(5):
        with torch.no_grad():
            network.weight.copy_(torch.full((2, 3), float(step)))
        history.append(network.weight.detach().clone())
        average.update(network, decay)
    expected = decay**5 * history[0] + sum((1 - decay) * decay ** (5 - k) * history[k] for k in range(1, 6))
    torch.testing.assert_close(average.weights["weight"], expected)


def test_half_of_an_old_weight_is_forgotten_after_the_half_life() -> None:
    decay = 1.0
    for step in range(50):
        decay *= ema_decay(10_000_000 + 20 * step, 20, 1000)
    assert decay == pytest.approx(0.5)


def test_a_young_average_forgets_within_a_tenth_of_what_it_has_seen() -> None:
    assert ema_decay(900, 100, 10**9) == pytest.approx(0.5)
    assert ema_decay(0, 100, 10**9) == pytest.approx(0.5**10)
    assert ema_decay(10**6, 100, 1) < 1e-30


def test_the_body_sees_averaged_weights_and_the_trained_ones_come_back() -> None:
    moved, still = nn.Linear(3, 2), nn.Linear(2, 1).requires_grad_(False)
    network = nn.Sequential(moved, still).to(torch.bfloat16)
    average = WeightAverage(network)
    assert set(average.weights) == {"0.weight", "0.bias"} == set(trainable(network))
    assert average.weights["0.weight"].dtype == torch.float32
    with torch.no_grad():
        moved.weight.fill_(3.0)
    average.update(network, 0.5)
    kept = moved.weight.detach().clone()
    with average.applied(network):
        assert torch.equal(moved.weight, average.weights["0.weight"].to(torch.bfloat16))
    assert torch.equal(moved.weight, kept)
    twin = average.copied(network)
    assert torch.equal(twin.get_parameter("0.weight"), average.weights["0.weight"].to(torch.bfloat16))
    assert torch.equal(moved.weight, kept)
