"""Complete a hole in a picture with patches of the picture itself, taken from about the same height.

Grounds run sideways: grass is beside grass, and sky beside sky. So each patch that touches the hole is given the patch
most like it among those a few rows above and below, and each pixel becomes what the patches over it say; this is done
again until they agree, coarsely at first. Of a large picture the search is done on a small one, and the large one's
pixels are taken from where it leads.

References: Wexler, Shechtman and Irani, Space-time completion of video (2007); Barnes et al., PatchMatch (2009).
"""

from __future__ import annotations

from itertools import product

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional as F

Mask = NDArray[np.bool_]
SIDE = 128  # pixels of the longer side, where the search is done
RADIUS = 3  # of a patch
ROUNDS = 3  # of search and vote, at each of two sizes
BAND = 0.06  # of the height: how far above and below a patch its like is looked for
FEWEST = 24  # patches to choose from, else the first guess stays


def completed(start: NDArray[np.float32], hole: Mask, sources: Mask) -> NDArray[np.float32]:
    """The picture with its hole completed.

    Args:
        start: (height, width, 3), any range, the hole filled with a first guess.
        hole: (height, width).
        sources: which pixels may be taken; none of the hole.

    Returns:
        (height, width, 3); unchanged outside the hole, and altogether where there is nothing to take.
    """
    whole = torch.from_numpy(start).permute(2, 0, 1)
    scale = max(1, -(-max(hole.shape) // SIDE))
    guess: Tensor | None = None
    for step in (2 * scale, scale):
        values, hidden, taken = _smaller(whole, hole, sources, step)
        search = _Search(hidden, taken)
        if not len(search.targets) or not len(search.sources):
            return start
        if guess is not None:
            larger = F.interpolate(guess[None], hidden.shape, mode="bilinear", align_corners=False)[0]
            values = torch.where(hidden & search.reached, larger, values)
        for _ in range(ROUNDS):
            found = search.nearest(values)
            values = torch.where(hidden, search.voted(values, found, 1), values)
        guess = values
    if scale > 1:
        larger = F.interpolate(values[None], scale_factor=scale, mode="bilinear", align_corners=False)[0]
        reached = search.reached.repeat_interleave(scale, 0).repeat_interleave(scale, 1)
        larger, reached = (each[..., : hole.shape[0], : hole.shape[1]] for each in (larger, reached))
        values = torch.where(torch.from_numpy(hole) & reached, larger, whole)
        values = search.voted(values, found, scale)
    result = torch.where(torch.from_numpy(hole), values, whole).permute(1, 2, 0)
    return np.ascontiguousarray(result.numpy())


def _smaller(whole: Tensor, hole: Mask, sources: Mask, step: int) -> tuple[Tensor, Tensor, Tensor]:
    """A picture, its hole and its sources at a part of the size; a pixel that is partly hidden is hidden."""
    hidden, barred = (torch.from_numpy(each)[None, None].float() for each in (hole, ~sources))
    if step == 1:
        return whole, hidden[0, 0] > 0, barred[0, 0] == 0
    values = F.avg_pool2d(whole[None], step, ceil_mode=True)[0]
    hidden, barred = (F.max_pool2d(each, step, ceil_mode=True) for each in (hidden, barred))
    return values, hidden[0, 0] > 0, barred[0, 0] == 0


class _Search:
    """The patches that touch a hole, and those that may be put there."""

    def __init__(self, hidden: Tensor, taken: Tensor) -> None:
        self.size = hidden.shape
        inner = torch.zeros_like(hidden)
        inner[RADIUS:-RADIUS, RADIUS:-RADIUS] = True
        self.sources = (~_touched(~taken) & inner).nonzero()
        rows, band = self.sources[:, 0].contiguous(), max(1, round(BAND * hidden.shape[0]))
        around = {row: _between(rows, row - band, row + band) for row in range(hidden.shape[0])}
        few = [row for row, part in around.items() if part.stop - part.start < FEWEST]
        inner[few] = False  # there the first guess stays
        middles = _touched(hidden) & inner
        self.targets, self.reached = middles.nonzero(), _touched(middles)
        self.groups = [
            ((self.targets[:, 0] == row).nonzero()[:, 0], around[row])
            for row in sorted(set(self.targets[:, 0].tolist()))
        ]  # targets of one row, and the sources about it
        self.rim, self.beside_rim = self._rim(hidden)

    def _rim(self, hidden: Tensor) -> tuple[Tensor, Tensor]:
        """What is hidden at the edge of the picture, where no patch has its middle, and the target nearest to each."""
        edge, number = hidden.clone(), torch.full(hidden.shape, -1)
        edge[RADIUS:-RADIUS, RADIUS:-RADIUS] = False
        number[tuple(self.targets.T)] = torch.arange(len(self.targets))
        places = edge.nonzero()
        last = (torch.tensor(hidden.shape) - 1 - RADIUS).clamp_min(0)
        near = number[tuple(places.clamp_min(RADIUS).minimum(last).T)]
        return places[near >= 0], near[near >= 0]

    def nearest(self, values: Tensor) -> tuple[Tensor, Tensor]:
        """For each target the source most like it, and how much it counts."""
        patches = F.unfold(values[None], 2 * RADIUS + 1)[0].T
        wide = self.size[1] - 2 * RADIUS
        aims, choices = (
            patches[(each[:, 0] - RADIUS) * wide + each[:, 1] - RADIUS] for each in (self.targets, self.sources)
        )
        squares = choices.square().sum(1)
        best = torch.empty(len(aims), dtype=torch.long)
        for members, part in self.groups:
            distance = squares[part][None] - 2 * aims[members] @ choices[part].T
            best[members] = distance.argmin(1) + part.start
        apart = (aims - choices[best]).square().sum(1)
        return best, torch.exp(-apart / (2 * apart.quantile(0.75)).clamp_min(1e-6)).clamp_min(1e-6)

    def voted(self, values: Tensor, found: tuple[Tensor, Tensor], scale: int) -> Tensor:
        """What the patches over each pixel say, of a picture so many times as large; other pixels stay.

        Of a larger picture only the middle of each patch is asked, which is soon done and crisp, and at the edge of
        the picture what lies there in the nearest patch.
        """
        best, weight = found
        height, width = values.shape[-2:]
        total, count = torch.zeros_like(values), torch.zeros(height, width)
        chosen = self.sources[best]
        asked = [(self.targets, chosen, weight, RADIUS if scale == 1 else 1)]
        if scale > 1:
            moved = chosen[self.beside_rim] + self.rim - self.targets[self.beside_rim]
            asked.append((self.rim, moved, weight[self.beside_rim], 0))
        for targets, sources, shares, around in asked:
            reach = range(-around * scale, (around + 1) * scale)
            for down, across in product(reach, reach):
                shift = torch.tensor([down, across])
                to, of = (each * scale + shift for each in (targets, sources))
                inside = (to[:, 0] < height) & (to[:, 1] < width) & (of[:, 0] < height) & (of[:, 1] < width)
                to, of, share = to[inside], of[inside], shares[inside]
                total[:, to[:, 0], to[:, 1]] += values[:, of[:, 0], of[:, 1]] * share
                count[to[:, 0], to[:, 1]] += share
        return torch.where(count > 0, total / count.clamp_min(1e-9), values)


def _touched(mask: Tensor) -> Tensor:
    """The centres of all patches that hold a pixel of a mask."""
    near: Tensor = F.max_pool2d(mask[None, None].float(), 2 * RADIUS + 1, 1, RADIUS)[0, 0] > 0
    return near


def _between(rows: Tensor, low: int, high: int) -> slice:
    """Where sorted rows are from ``low`` to ``high``."""
    ends = torch.searchsorted(rows, torch.tensor([low, high + 1]))
    return slice(int(ends[0]), int(ends[1]))
