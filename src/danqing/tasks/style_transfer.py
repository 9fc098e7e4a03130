"""Style by reference, by optimisation: the pixels themselves are changed until their textures are those of the style.

As in Gatys et al. (arXiv 1508.06576), a picture is sought whose deep features lie near those of the content at each
position and whose features of all depths are distributed like those of the style wherever they are. Distributions are
compared by the sliced Wasserstein distance (Heitz et al., arXiv 2006.07229): features are projected onto random
directions and sorted. Unlike Gram matrices it sees all of a distribution, so that strokes come out whole.

The search goes from small to large: the first stage lays out masses and long strokes, the last adds fine ones. What is
moved are the levels of a Laplacian pyramid (as in STROTSS, arXiv 1904.12785), so that colours of large parts change as
fast as pixels do.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor

from danqing.core.shapes import check_shape

Features = Callable[[Tensor], list[Tensor]]  # (1, 3, H, W) in [-1, 1] to maps (1, C, h, w); content is in the last

NUM_DIRECTIONS, NUM_POSITIONS = 32, 2048  # of a slice; more make a step slower and less noisy
PYRAMID_LEVELS = 5
LEARNING_RATE = 0.03
RANGE_WEIGHT = 0.1  # against colours that no screen shows
GRAIN_WEIGHT = 0.3  # against colours that change from pixel to pixel; brightness may, or there were no strokes
SMALLEST_SIDE_PX = 32  # five poolings must leave something


@dataclass(frozen=True)
class Stage:
    """A part of the search: ``steps`` steps at a size of ``share`` of the final one."""

    share: float
    steps: int


STAGES = (Stage(1 / 3, 80), Stage(2 / 3, 50), Stage(1, 40))


def transfer_style(
    features: Features,
    content: Tensor,
    style: Tensor,
    *,
    content_weight: float,
    generator: torch.Generator,
    stages: Sequence[Stage] = STAGES,
    on_step: Callable[[int, int], None] | None = None,
) -> Tensor:
    """The content in the style.

    Args:
        features: the network, at layers from fine to deep.
        content: (1, 3, H, W) in [-1, 1].
        style: (1, 3, H', W') in [-1, 1], of any size; its texture is taken at the scale where both pictures are
            equally long.
        content_weight: how much likeness to the content counts beside likeness to the style.
        generator: on the CPU; draws directions and positions.
        stages: how the search goes.
        on_step: told of (steps done, steps in all) after each step; may raise to end the work.

    Returns:
        (1, 3, H, W), not clipped.
    """
    check_shape(content, "1 3 H W", "content")
    check_shape(style, "1 3 H W", "style")
    total, done = sum(stage.steps for stage in stages), 0
    result = content
    for stage in stages:
        side = max(SMALLEST_SIDE_PX, round(max(content.shape[2:]) * stage.share))
        small_content, small_style = scaled_to(content, side), scaled_to(style, side)
        with torch.no_grad():
            wanted = features(small_content)[-1].float()
            examples = [_rows(maps) for maps in features(small_style)]
        scale = [float(rows.square().mean()) + 1e-8 for rows in examples]
        result = F.interpolate(result, small_content.shape[2:], mode="bicubic", antialias=True).clamp(-1, 1)
        levels = [level.requires_grad_() for level in split(result)]
        optimizer = torch.optim.Adam(levels, lr=LEARNING_RATE, betas=(0.9, 0.99))
        for step in range(stage.steps):
            for group in optimizer.param_groups:
                group["lr"] = LEARNING_RATE * (1 - 0.95 * step / stage.steps)
            picture = join(levels)
            found = features(picture)
            loss = (
                content_weight * (found[-1].float() - wanted).square().mean() / wanted.square().mean().clamp(min=1e-8)
            )
            loss = loss + RANGE_WEIGHT * (picture.abs() - 1).clamp(min=0).square().mean()
            loss = loss + GRAIN_WEIGHT * colour_grain(picture)
            for maps, rows, size in zip(found, examples, scale, strict=True):
                loss = loss + sliced_wasserstein(_rows(maps), rows, generator) / size / len(found)
            optimizer.zero_grad()
            loss.backward()  # type: ignore[no-untyped-call]
            optimizer.step()
            done += 1
            if on_step is not None:
                on_step(done, total)
        result = join(levels).detach()
    return F.interpolate(result, content.shape[2:], mode="bilinear") if result.shape != content.shape else result


def sliced_wasserstein(
    found: Tensor,
    wanted: Tensor,
    generator: torch.Generator,
    *,
    num_directions: int = NUM_DIRECTIONS,
    num_positions: int = NUM_POSITIONS,
) -> Tensor:
    """The squared sliced Wasserstein-2 distance of two sets of features, estimated from some of them.

    Args:
        found, wanted: (N, C) and (M, C).
        generator: draws the directions and which features to look at.

    Reference: arXiv 2006.07229, equation 4.
    """
    directions = F.normalize(torch.randn(num_directions, found.shape[1], generator=generator), dim=1).to(found.device)
    sides = []
    for rows in (found, wanted):
        chosen = torch.randint(len(rows), (num_positions,), generator=generator).to(rows.device)
        sides.append(_sorted(directions @ rows.index_select(0, chosen).float().T))
    return (sides[0] - sides[1]).square().mean()


def _sorted(rows: Tensor) -> Tensor:
    """Each row (D, N) in rising order. On the CPU by numpy, which needs a fifth of torch's time for it."""
    if rows.device.type != "cpu":
        return rows.sort(1).values
    return rows.gather(1, torch.from_numpy(np.argsort(rows.detach().numpy(), axis=1)))


def split(picture: Tensor) -> list[Tensor]:
    """The Laplacian pyramid of a picture, finest level first; :func:`join` puts it together again."""
    levels = []
    for _ in range(PYRAMID_LEVELS):
        if min(picture.shape[2:]) < 16:
            break
        lower = F.interpolate(picture, scale_factor=0.5, mode="bilinear", antialias=True)
        levels.append(picture - F.interpolate(lower, picture.shape[2:], mode="bilinear"))
        picture = lower
    return [*levels, picture.clone()]


def join(levels: Sequence[Tensor]) -> Tensor:
    """The picture of a Laplacian pyramid."""
    picture = levels[-1]
    for level in reversed(levels[:-1]):
        picture = level + F.interpolate(picture, level.shape[2:], mode="bilinear")
    return picture


def scaled_to(picture: Tensor, side: int) -> Tensor:
    """The picture with a longer side of ``side`` pixels and no side shorter than ``SMALLEST_SIDE_PX``."""
    factor = side / max(picture.shape[2:])
    size = [max(SMALLEST_SIDE_PX, round(each * factor)) for each in picture.shape[2:]]
    if size == list(picture.shape[2:]):
        return picture
    return F.interpolate(picture, size, mode="bicubic", antialias=True).clamp(-1, 1)


LUMA = (0.299, 0.587, 0.114)  # of ITU-R BT.601


def luminance(picture: Tensor) -> Tensor:
    """How bright each position (1, 1, H, W) of a picture (1, 3, H, W) is."""
    return (picture * picture.new_tensor(LUMA)[:, None, None]).sum(1, keepdim=True)


def colour_grain(picture: Tensor) -> Tensor:
    """How much the colours, apart from brightness, of a picture (1, 3, H, W) change from pixel to pixel."""
    colours = picture - luminance(picture)
    return colours.diff(dim=2).abs().mean() + colours.diff(dim=3).abs().mean()


def grey_like(style: Tensor, content: Tensor) -> tuple[Tensor, Tensor]:
    """Both pictures in grey, the content first, the style's brightness brought to the content's mean and spread.

    Reference: arXiv 1606.05897, section 3.2.
    """
    shades, wanted = luminance(style), luminance(content)
    shades = (shades - shades.mean()) / shades.std().clamp(min=1e-4) * wanted.std() + wanted.mean()
    return wanted.expand(-1, 3, -1, -1), shades.clamp(-1, 1).expand(-1, 3, -1, -1)


def coloured_like(result: Tensor, content: Tensor) -> Tensor:
    """The brightness of ``result`` with the colours of ``content``, both (1, 3, H, W)."""
    return luminance(result) + content - luminance(content)


def _rows(maps: Tensor) -> Tensor:
    """Maps (1, C, h, w) as features (h·w, C)."""
    return maps[0].permute(1, 2, 0).reshape(-1, maps.shape[1])
