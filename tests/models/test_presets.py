"""Presets: small networks of stock classes that begin where training is easy."""

from __future__ import annotations

import torch

from danqing.models.presets import MMDiTShape, UNetShape, make_mmdit, make_unet


def test_a_fresh_unet_predicts_nothing_and_learns_from_the_first_step() -> None:
    torch.manual_seed(0)
    shape = UNetShape(block_out_channels=(32, 64), head_channels=16, text_channels=24, latent_channels=4)
    network = make_unet(shape, sample_size=8)
    x, text = torch.randn(2, 4, 8, 6), torch.randn(2, 5, 24)
    made = network(x, timestep=torch.tensor([3.0, 700.0]), encoder_hidden_states=text).sample
    assert made.shape == x.shape
    assert not made.any()
    (made - 1).square().mean().backward()
    assert network.conv_out.weight.grad.any()
    heads = {block.transformer_blocks[0].attn1.heads for block in network.down_blocks[1].attentions}
    assert heads == {64 // 16}
    assert network.conv_in.weight.is_contiguous(memory_format=torch.channels_last)


def test_a_fresh_mmdit_predicts_nothing_and_takes_any_grid_up_to_its_largest() -> None:
    torch.manual_seed(0)
    shape = MMDiTShape(
        num_layers=2, num_heads=2, head_channels=16, text_channels=24, pooled_channels=12, latent_channels=4, max_side=8
    )
    network = make_mmdit(shape, sample_size=4)
    for height, width in ((4, 4), (6, 3), (8, 8)):
        x = torch.randn(1, 4, height, width)
        made = network(
            x,
            timestep=torch.tensor([500.0]),
            encoder_hidden_states=torch.randn(1, 5, 24),
            pooled_projections=torch.randn(1, 12),
        ).sample
        assert made.shape == x.shape
        assert not made.any()
    (made - 1).square().mean().backward()
    assert network.proj_out.weight.grad.any() or network.proj_out.bias.grad.any()


def test_the_default_shapes_are_the_sizes_that_fit_the_budget() -> None:
    with torch.device("meta"):
        unet, mmdit = make_unet(UNetShape(), sample_size=8), make_mmdit(MMDiTShape(), sample_size=8)
    assert 12e6 < sum(weight.numel() for weight in unet.parameters()) < 15e6
    assert 15e6 < sum(weight.numel() for weight in mmdit.parameters()) < 20e6
