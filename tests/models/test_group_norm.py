"""The fast group norm gives PyTorch's results, forward and backward."""

from __future__ import annotations

import pytest
import torch
from torch import nn

from danqing.models.group_norm import FastGroupNorm, use_fast_group_norms


def pair(groups: int, channels: int) -> tuple[nn.GroupNorm, nn.GroupNorm]:
    """The same norm, stock and fast."""
    torch.manual_seed(0)
    stock = nn.GroupNorm(groups, channels)
    nn.init.normal_(stock.weight, 1.0, 0.3)
    nn.init.normal_(stock.bias, 0.0, 0.3)
    fast = nn.Sequential(nn.GroupNorm(groups, channels))
    fast[0].load_state_dict(stock.state_dict())
    use_fast_group_norms(fast)
    found = fast[0]
    assert isinstance(found, FastGroupNorm)
    return stock, found


@pytest.mark.parametrize("groups", [1, 4, 8])
@pytest.mark.parametrize("layout", [torch.channels_last, torch.contiguous_format])
@pytest.mark.parametrize(("dtype", "tolerance"), [(torch.float32, 2e-5), (torch.bfloat16, 3e-2)])
def test_results_and_gradients_are_those_of_pytorch(
    groups: int, layout: torch.memory_format, dtype: torch.dtype, tolerance: float
) -> None:
    stock, fast = pair(groups, 8)
    x = (torch.randn(3, 8, 5, 4) * 2 + 1).to(dtype).to(memory_format=layout)
    pull = torch.randn(3, 8, 5, 4).to(dtype)
    results = []
    for norm in (stock, fast):
        given = x.detach().clone(memory_format=torch.preserve_format).requires_grad_()
        made = norm(given)
        made.backward(pull)
        assert made.dtype == dtype
        results.append((made, given.grad, norm.weight.grad, norm.bias.grad))
    for one, other in zip(*results, strict=True):
        torch.testing.assert_close(other, one, atol=tolerance, rtol=tolerance)


def test_gradients_agree_with_finite_differences() -> None:
    _, fast = pair(2, 4)
    x = torch.randn(2, 4, 3, 3)
    pull = torch.randn(2, 4, 3, 3)
    given = x.clone().requires_grad_()
    (fast(given) * pull).sum().backward()
    step = 1e-2
    for place in ((0, 0, 0, 0), (1, 3, 2, 1), (0, 2, 1, 2)):
        moved = [x.clone(), x.clone()]
        moved[0][place] += step
        moved[1][place] -= step
        with torch.enable_grad():  # the fast way is the one of training
            high, low = (float((fast(each.requires_grad_()) * pull).sum().detach()) for each in moved)
        assert given.grad is not None
        assert float(given.grad[place]) == pytest.approx((high - low) / (2 * step), abs=5e-3)


def test_other_inputs_take_pytorchs_own_way() -> None:
    stock, fast = pair(2, 4)
    flat = torch.randn(2, 4, 9, requires_grad=True)
    assert torch.equal(fast(flat), stock(flat))
    stock, fast = stock.double(), fast.double()
    double = torch.randn(2, 4, 3, 3, dtype=torch.float64, requires_grad=True)
    assert fast(double).dtype == torch.float64
    assert torch.equal(fast(double), stock(double))
    with torch.no_grad():
        assert torch.equal(fast(double), stock(double))


def test_a_network_keeps_its_names_and_results() -> None:
    torch.manual_seed(0)
    network = nn.Sequential(nn.Conv2d(3, 8, 3), nn.GroupNorm(2, 8), nn.SiLU(), nn.GroupNorm(4, 8, affine=False))
    x = torch.randn(2, 3, 6, 6)
    before, names = network(x), list(network.state_dict())
    use_fast_group_norms(network)
    torch.testing.assert_close(network(x), before, atol=1e-5, rtol=1e-5)
    assert list(network.state_dict()) == names
