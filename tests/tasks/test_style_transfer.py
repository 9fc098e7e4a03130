"""Style by optimisation, on a small random network: the style is taken and the content kept."""

from __future__ import annotations

import pytest
import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.tasks.style_transfer import (
    Stage,
    colour_grain,
    coloured_like,
    grey_like,
    join,
    luminance,
    scaled_to,
    sliced_wasserstein,
    split,
    transfer_style,
)

STAGES = (Stage(0.5, 30), Stage(1, 30))


def features(picture: Tensor) -> list[Tensor]:
    """Two layers of random filters, fine and coarse."""
    draw = torch.Generator().manual_seed(0)
    first = F.relu(F.conv2d(picture, torch.randn(16, 3, 3, 3, generator=draw) / 5, padding=1))
    second = F.conv2d(F.avg_pool2d(first, 2), torch.randn(24, 16, 3, 3, generator=draw) / 12, padding=1)
    return [first, F.relu(second)]


def seeded(seed: int = 0) -> torch.Generator:
    return torch.Generator().manual_seed(seed)


def house(size: int = 64) -> Tensor:
    """A dark square on a light ground."""
    picture = torch.full((1, 3, size, size), 0.7)
    picture[..., size // 4 : 3 * size // 4, size // 4 : 3 * size // 4] = -0.6
    return picture


def stripes(size: int = 64) -> Tensor:
    """Diagonal red and blue stripes."""
    rows, columns = torch.meshgrid(torch.arange(size), torch.arange(size), indexing="ij")
    wave = torch.sin((rows + columns) * 0.9)
    return torch.stack([wave, torch.zeros_like(wave), -wave])[None] * 0.8


def edges(picture: Tensor) -> Tensor:
    """How steep brightness is over a few pixels, flattened and centred."""
    grey = F.avg_pool2d(luminance(picture), 4)
    steep = (grey[..., 1:, :-1] - grey[..., :-1, :-1]).abs() + (grey[..., :-1, 1:] - grey[..., :-1, :-1]).abs()
    return steep.flatten() - steep.mean()


def style_distance(first: Tensor, second: Tensor) -> float:
    """Between the Gram matrices of both layers, relative to the second's."""
    total = 0.0
    for ours, theirs in zip(features(first), features(second), strict=True):
        grams = [torch.einsum("bchw,bdhw->cd", maps, maps) / maps[0, 0].numel() for maps in (ours, theirs)]
        total += float((grams[0] - grams[1]).norm() / grams[1].norm())
    return total


def test_sliced_wasserstein_of_shifted_clouds_is_their_distance() -> None:
    cloud = torch.randn(4000, 6, generator=seeded())
    shift = torch.tensor([1.0, 2.0, 0.0, -1.0, 0.0, 3.0])
    found = sliced_wasserstein(cloud, cloud + shift, seeded(1), num_directions=512, num_positions=4000)
    assert float(found) == pytest.approx(float(shift.square().mean()), rel=0.15)
    same = sliced_wasserstein(cloud, cloud[torch.randperm(4000, generator=seeded(2))], seeded(3))
    assert float(same) < 0.02


def test_its_gradient_is_that_of_matched_pairs() -> None:
    cloud = torch.randn(50, 3, generator=seeded()).double().float().requires_grad_()
    sliced_wasserstein(cloud, cloud.detach() + 2, seeded(1), num_positions=400).backward()  # type: ignore[no-untyped-call]
    assert cloud.grad is not None
    assert (cloud.grad.sum(0) < 0).all()  # towards the other cloud


def test_a_pyramid_is_put_together_again() -> None:
    picture = torch.randn(1, 3, 50, 37, generator=seeded())
    levels = split(picture)
    assert len(levels) == 3
    assert torch.allclose(join(levels), picture, atol=1e-5)


def test_style_is_taken_and_content_kept() -> None:
    content, style = house(), stripes()
    told: list[tuple[int, int]] = []
    result = transfer_style(
        features,
        content,
        style,
        content_weight=0.3,
        generator=seeded(),
        stages=STAGES,
        on_step=lambda done, total: told.append((done, total)),
    )
    assert result.shape == content.shape
    assert told == [(step, 60) for step in range(1, 61)]
    assert style_distance(result, style) < 0.5 * style_distance(content, style)
    alike = F.cosine_similarity(edges(result), edges(content), dim=0)
    assert alike > 0.4
    assert alike > F.cosine_similarity(edges(style), edges(content), dim=0) + 0.3
    again = transfer_style(features, content, style, content_weight=0.3, generator=seeded(), stages=STAGES)
    assert torch.equal(again, result)


def test_the_more_the_content_counts_the_nearer_it_stays() -> None:
    near, far = (
        transfer_style(features, house(), stripes(), content_weight=weight, generator=seeded(), stages=STAGES)
        for weight in (30.0, 0.01)
    )
    assert (near - house()).norm() < 0.5 * (far - house()).norm()
    assert style_distance(far, stripes()) < style_distance(near, stripes())


def test_pictures_of_other_shapes_and_plain_ones_give_no_nonsense() -> None:
    plain = torch.zeros(1, 3, 20, 90)
    result = transfer_style(features, plain, -torch.ones(1, 3, 300, 7), content_weight=0.1, generator=seeded(),
                            stages=(Stage(0.3, 2), Stage(1, 2)))  # fmt: skip
    assert result.shape == plain.shape
    assert torch.isfinite(result).all()
    with pytest.raises(ValueError, match="style must be shaped"):
        transfer_style(features, plain, torch.zeros(3, 8, 8), content_weight=1, generator=seeded())


def test_scaling_keeps_the_shape() -> None:
    assert scaled_to(torch.zeros(1, 3, 100, 50), 80).shape[2:] == (80, 40)
    picture = torch.rand(1, 3, 64, 40)
    assert scaled_to(picture, 64) is picture


def test_colours_are_kept_where_only_brightness_is_taken() -> None:
    content, style = torch.rand(1, 3, 16, 16, generator=seeded()) - 0.5, stripes(16)
    grey, example = grey_like(style, content)
    assert torch.allclose(example.mean(), grey.mean(), atol=0.02)
    assert torch.equal(grey[:, 0], grey[:, 2])
    assert torch.allclose(coloured_like(grey, content), content, atol=1e-6)
    lighter = coloured_like(grey + 0.1, content)
    assert torch.allclose(lighter - content, torch.full_like(content, 0.1), atol=1e-6)


def test_colour_grain_counts_colours_and_not_brightness() -> None:
    checks = (torch.arange(8)[:, None] + torch.arange(8)) % 2 * 1.0
    grey = checks.expand(1, 3, 8, 8)
    red_and_blue = torch.stack([checks, torch.zeros(8, 8), 1 - checks])[None]
    assert float(colour_grain(grey)) < 1e-6
    assert float(colour_grain(red_and_blue)) > 0.5
