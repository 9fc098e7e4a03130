"""One silent token that counts 256-fold gives what 256 of them give, forward and backward."""

from __future__ import annotations

import copy

import torch

from danqing.models.presets import MMDiTShape, make_mmdit
from danqing.models.silent_t5 import T5_WINDOW, use_silent_t5


def test_one_silent_token_stands_for_all_of_them() -> None:
    torch.manual_seed(0)
    shape = MMDiTShape(
        num_layers=3, num_heads=2, head_channels=16, text_channels=24, pooled_channels=12, latent_channels=4, max_side=4
    )
    stock = make_mmdit(shape, sample_size=4)
    for weight in stock.parameters():
        torch.nn.init.normal_(weight, std=0.2)
    cheap = copy.deepcopy(stock)
    use_silent_t5(cheap)
    x, text, pooled = torch.randn(2, 4, 4, 4), torch.randn(2, 5, 24), torch.randn(2, 12)
    made = []
    for network, silent in ((stock, T5_WINDOW), (cheap, 1)):
        context = torch.cat([text, torch.zeros(2, silent, 24)], 1)
        result = network(
            x, timestep=torch.tensor([30.0, 800.0]), encoder_hidden_states=context, pooled_projections=pooled
        ).sample
        result.square().mean().backward()
        made.append(result)
    torch.testing.assert_close(made[1], made[0], atol=1e-4, rtol=1e-4)
    assert float(made[0].detach().std()) > 0.1
    for one, other in zip(stock.parameters(), cheap.parameters(), strict=True):
        if one.grad is not None:
            torch.testing.assert_close(other.grad, one.grad, atol=2e-3, rtol=1e-2)
    assert list(cheap.state_dict()) == list(stock.state_dict())
