"""Low-rank matrices beside a layer do what their product added to its weight does."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from danqing.models.low_rank import Adaptable, LowRank, LowRankLayers

LAYERS = [
    (nn.Linear(6, 5), torch.Size([2, 6])),
    (nn.Conv2d(3, 4, 3, stride=2, padding=1), torch.Size([2, 3, 8, 8])),
    (nn.Conv2d(3, 4, 1), torch.Size([2, 3, 4, 4])),
]


@pytest.mark.parametrize(("layer", "shape"), LAYERS)
def test_beside_a_layer_is_as_within_its_weight(layer: Adaptable, shape: torch.Size) -> None:
    torch.manual_seed(0)
    layers, x = LowRankLayers({"layer": layer}, rank=2), torch.randn(shape)
    before = layer(x)
    with layers.silent():
        assert torch.equal(layer(x), before)  # nothing is learned yet, and nothing changes
    nn.init.normal_(layers.up[0].weight)  # type: ignore[arg-type]
    beside = layer(x)
    assert not torch.allclose(beside, before)
    change = LowRank(*layers.tensors("layer"))
    assert change.fits(layer.weight)
    with layers.silent(), torch.no_grad():
        kept = layer.weight.clone()
        layer.weight += change.delta(layer.weight.shape)
        assert torch.allclose(layer(x), beside, atol=1e-5)
        layer.weight.copy_(kept)


def test_only_the_matrices_are_learned() -> None:
    layer = nn.Linear(6, 5)
    layers = LowRankLayers({"layer": layer}, rank=2)
    assert sum(each.numel() for each in layers.parameters()) == 2 * (6 + 5)
    assert {name for name, _ in layer.named_parameters()} == {"weight", "bias"}


def test_a_product_must_have_the_weights_shape() -> None:
    weight = torch.zeros(4, 3, 1, 1)
    assert LowRank(torch.zeros(2, 3), torch.zeros(4, 2)).fits(weight)  # a 1x1 convolution written as a matrix
    assert not LowRank(torch.zeros(2, 3), torch.zeros(5, 2)).fits(weight)
    assert not LowRank(torch.zeros(2, 3, 3, 3), torch.zeros(4, 2)).fits(weight)
    assert not LowRank(torch.zeros(2, 3), torch.zeros(4, 3)).fits(weight)
