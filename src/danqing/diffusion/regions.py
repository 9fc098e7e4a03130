"""Regions in the denoiser: how much of each place a box covers, what lies in front, and guidance by place.

Each prompt gives an estimate of the whole picture; at each place the estimates are mixed by what is seen there. Since
all are asked about the same noised picture, they agree where they meet.

Reference: arXiv 2302.08113 (MultiDiffusion), section 4.2.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import reduce
from typing import TypeVar

import torch
from torch import Tensor

from danqing.diffusion.guidance import ConditionalDenoiser, join_conditioning, rescaled
from danqing.diffusion.samplers import Denoiser
from danqing.diffusion.schedules import NoisePath

C = TypeVar("C")
BEYOND = 100.0  # boxes at an edge of the picture go on behind it, where a picture is filled up
Edges = tuple[float, float, float, float]  # left, top, right and bottom in parts of the picture


@dataclass(frozen=True)
class Alone:
    """While the noise is strong, each part of a picture takes shape by itself, as if nothing were around it.

    Around its box, each part is shown an empty picture with the noise of ``x``. So a subject takes shape inside its box
    and not across those of others. (Shown the ground's own estimate instead, danqing-mini loses subjects to it.)

    Args:
        boxes: (parts, h, w), 1 where a part sees ``x`` as it is.
        around: (1, C, h, w), the latents of an empty picture.
        until: the noise level down to which this lasts.
        path: of the noise.

    Reference: arXiv 2302.08113, section 4.2 ("bootstrapping").
    """

    boxes: Tensor
    around: Tensor
    until: float
    path: NoisePath


def coverage(box: Edges, view: Edges, size: tuple[int, int], feather: float = 0.0) -> Tensor:
    """How much of each cell of a grid a box covers.

    Args:
        box: the box.
        view: the part of the picture that the grid lies on; (0, 0, 1, 1) is all of it.
        size: (rows, columns) of the grid.
        feather: 0 has hard edges, 1 rises from the edges to the middle; what meets an edge of the picture has none
            there.

    Returns:
        float64 (rows, columns) in [0, 1], exactly 0 where the box does not reach.
    """
    down = _cover(box[1], box[3], torch.linspace(view[1], view[3], size[0] + 1, dtype=torch.float64), feather)
    across = _cover(box[0], box[2], torch.linspace(view[0], view[2], size[1] + 1, dtype=torch.float64), feather)
    return down[:, None] * across[None, :]


def shares(front_to_back: Sequence[Tensor]) -> Tensor:
    """What is seen of each of several sheets that lie over one another, and last what shows through all of them.

    Args:
        front_to_back: how opaque each sheet is at each place, in [0, 1], all of one shape.

    Returns:
        As many and one more, stacked in front; they sum to 1.
    """
    left = torch.ones_like(front_to_back[0])
    seen = []
    for opaque in front_to_back:
        seen.append(left * opaque)
        left = left * (1 - opaque)
    return torch.stack([*seen, left])


def regional(
    denoise: ConditionalDenoiser[C],
    parts: Sequence[tuple[C, Tensor]],
    negative: C,
    scale: float,
    *,
    interval: tuple[float, float] = (0.0, math.inf),
    rescale: float = 0.0,
    join: Callable[[C, C], C] = join_conditioning,
    alone: Alone | None = None,
) -> Denoiser:
    """Classifier-free guidance in which each prompt counts by place; all are asked in one network call.

    With one part that counts 1 everywhere this is :func:`danqing.diffusion.guidance.classifier_free`, bit for bit.

    Args:
        denoise: ``(x, sigma, conditioning) -> x0``.
        parts: conditionings, batch 1 each, and how much each counts at each place, (h, w) as the latents; these sum to
            1 where the prompts' own weights do.
        negative, scale, interval, rescale, join: as of :func:`danqing.diffusion.guidance.classifier_free`.
        alone: where and how long the parts take shape each by itself.
    """
    wanted = reduce(join, (conditioning for conditioning, _ in parts))
    everything = join(negative, wanted)
    maps = torch.stack([each for _, each in parts])[:, None]  # (parts, 1, h, w)
    rest = 1 - maps.sum(0)
    whole = bool((rest.abs() < 1e-9).all())
    plain = whole and len(parts) == 1
    low, high = interval
    before: list[Tensor] = []  # what was seen at the last call

    def towards(estimates: Tensor, away: Tensor | None) -> Tensor:
        if plain:
            return estimates
        mixed = (maps.to(estimates) * estimates).sum(0, keepdim=True)
        return mixed if away is None else mixed + rest.to(away) * away

    def inputs(x: Tensor, sigma: Tensor) -> Tensor:
        copies, level = torch.cat([x] * len(parts)), float(sigma.max())
        if alone is None or not before or level <= alone.until:
            return copies
        outside = (1 - alone.boxes[:, None]).to(x)
        return copies + outside * float(alone.path.alpha(level)) * (alone.around.to(x) - before[0])

    def remember(seen: Tensor) -> Tensor:
        before[:] = [seen]
        return seen

    def guided(x: Tensor, sigma: Tensor) -> Tensor:
        steers = scale != 1 and low <= float(sigma.max()) <= high
        if not steers and whole:
            return remember(towards(denoise(inputs(x, sigma), torch.cat([sigma] * len(parts)), wanted), None))
        count = len(parts) + 1
        estimates = denoise(torch.cat([x, inputs(x, sigma)]), torch.cat([sigma] * count), everything)
        away = estimates[:1]
        wish = towards(estimates[1:], None if whole else away)
        if not steers:
            return remember(wish)
        mixed = away + scale * (wish - away)
        return remember(rescaled(mixed, wish, rescale) if rescale else mixed)

    return guided


def _cover(start: float, end: float, edges: Tensor, feather: float) -> Tensor:
    """The mean over each interval between ``edges`` of a trapezoid from ``start`` to ``end``, (intervals,)."""
    rise = feather * (end - start) / 2
    first = -BEYOND if start <= 0 else start
    last = BEYOND if end >= 1 else end
    area = _climbed(edges - first, rise) - _climbed(edges - last + rise, rise)
    mean = area.diff() / edges.diff()
    mean = torch.where(mean < 1e-9, 0.0, mean)
    return torch.where(mean > 1 - 1e-9, 1.0, mean)


def _climbed(run: Tensor, rise: float) -> Tensor:
    """The area under a slope that rises from 0 at 0 to 1 at ``rise``, up to ``run``."""
    if rise == 0:
        return run.clamp_min(0)
    return torch.where(run < rise, run.clamp_min(0) ** 2 / (2 * rise), run - rise / 2)
