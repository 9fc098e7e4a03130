"""Boxes with words of their own: what each is seen by, and how attention keeps their words where they belong.

Each region's prompt is asked about the whole picture, with its own pooled words where a network pools them, and what
it answers counts in its box only. In a U-Net each place looks, besides, only at the words of what is seen there: the
red of "a red cat" is nowhere but in the cat's box. And places of one box do not look at those of another, so that a
subject takes nothing over from its neighbour; all see the background, and the background sees all. In the first steps
each region's prompt is shown an empty picture around its box, so that its subject takes shape inside.

References: arXiv 2302.08113 (MultiDiffusion), section 4.2; arXiv 2403.16990 (bounded attention).
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

import torch
from torch import Tensor

from danqing.core.regions import Region
from danqing.core.warnings import SettingIgnoredWarning
from danqing.diffusion.regions import Alone, Edges, coverage, shares
from danqing.diffusion.schedules import NoisePath
from danqing.families.attention import NEGATIVE, Attention, Controller, Row
from danqing.families.family import Family
from danqing.families.noise import Walk
from danqing.tasks.framing import View

ALONE = 0.4  # of the steps, in which subjects take shape each by itself
FIRST_PART = 100  # of the parts of a batch's rows those of regions; what a prompt is made of has lower numbers


@dataclass(frozen=True)
class Placed:
    """The regions of a drawing where they lie in it, front to back.

    Args:
        prompts: what to draw in each.
        edges: of each box, in parts of the picture.
        opaque: how much of what lies behind each replaces.
        feathers: of each.
        view: the part of the picture that is drawn, in parts of it.
    """

    prompts: tuple[str, ...]
    edges: tuple[Edges, ...]
    opaque: tuple[float, ...]
    feathers: tuple[float, ...]
    view: Edges

    def shares(self, size: tuple[int, int]) -> Tensor:
        """How much each counts at each place of a grid of (rows, columns), and last what none covers; sums to 1."""
        sheets = [
            strength * coverage(edges, self.view, size, feather)
            for edges, strength, feather in zip(self.edges, self.opaque, self.feathers, strict=True)
        ]
        return shares(sheets)

    def places(self, family: Family, width: int, height: int, walk: Walk) -> Places:
        """Where they are seen in the latents of a drawing.

        Args:
            family: the model.
            width, height: of the drawing in pixels.
            walk: the noise levels of the whole run.
        """
        _, rows, columns = family.latent_shape(width, height)
        size = (rows, columns)
        with torch.inference_mode():
            white = family.encode_image(torch.ones(1, 3, height, width))
        covered = [coverage(edges, self.view, size) for edges in self.edges]
        boxes = [
            torch.ones(size) if self._joins(number, covered) else (own > 0).float()
            for number, own in enumerate(covered)
        ]
        steps = len(walk.sigmas) - 1
        return Places(
            shares=self.shares(size),
            boxes=torch.stack(boxes),
            is_ground=self.is_ground,
            around=white,
            path=walk.schedule.path,
            until=float(walk.sigmas[round(ALONE * steps)]),
        )

    def _joins(self, number: int, covered: Sequence[Tensor]) -> bool:
        """Whether a region takes shape with all that is around: a ground, or what lies over another subject.

        Alone, a subject before another would find no place: it is small, and what is around it is not empty.
        """
        others = [each for other, each in enumerate(covered) if other != number and not self.is_ground[other]]
        return self.is_ground[number] or any(bool(((covered[number] > 0.5) & (each > 0.5)).any()) for each in others)

    @property
    def is_ground(self) -> tuple[bool, ...]:
        """Whether each covers the whole picture."""
        return tuple(edges == (0, 0, 1, 1) for edges in self.edges)


@dataclass(frozen=True)
class Places:
    """Where regions are seen in the latents of a picture.

    Args:
        shares: (regions + 1, h, w), how much each counts at each place, and last what none covers.
        boxes: (regions, h, w), where the box of each reaches; everywhere for one that covers the whole picture.
        is_ground: whether each covers the whole picture.
        around: (1, C, h, w), the latents of an empty picture.
        path: of the noise.
        until: the noise level down to which each subject takes shape alone.
    """

    shares: Tensor
    boxes: Tensor
    is_ground: tuple[bool, ...]
    around: Tensor
    path: NoisePath
    until: float

    def alone(self, parts: Sequence[int]) -> Alone | None:
        """How subjects take shape; None where there is one thing only, or nothing but grounds.

        Args:
            parts: what is seen: numbers of regions, or -1 for the prompt itself.
        """
        if len(parts) < 2 or all(part < 0 or self.is_ground[part] for part in parts):
            return None
        whole = torch.ones_like(self.boxes[0])
        seen = torch.stack([whole if part < 0 else self.boxes[part] for part in parts])
        return Alone(boxes=seen, around=self.around, until=self.until, path=self.path)


def placed(regions: Sequence[Region], view: View) -> Placed:
    """Lay regions out in a drawing.

    Warns with :class:`SettingIgnoredWarning` of regions that others hide.

    Args:
        regions: of the request, as listed.
        view: what is drawn of the picture that their boxes are counted in.

    Raises:
        RequestError: one reaches outside the picture.
    """
    width, height = view.picture
    order = sorted(range(len(regions)), key=lambda number: (regions[number].depth, -number))
    sorted_ = [regions[number] for number in order]
    found = Placed(
        prompts=tuple(each.prompt for each in sorted_),
        edges=tuple(each.parts_of(width, height) for each in sorted_),
        opaque=tuple(float(each.strength) for each in sorted_),
        feathers=tuple(float(each.feather) for each in sorted_),
        view=(
            view.left / width,
            view.top / height,
            (view.left + view.width) / width,
            (view.top + view.height) / height,
        ),
    )
    seen = replace(found, view=(0.0, 0.0, 1.0, 1.0)).shares((64, 64))
    for region, share in zip(sorted_, seen[:-1], strict=True):
        if not bool(share.any()):
            warnings.warn(
                f"The region {region.said} ({region.prompt[:40]}) is hidden by others; give it a lower depth.",
                SettingIgnoredWarning,
                stacklevel=5,
            )
    return found


def bounded(regions: Placed) -> Controller:
    """The controller that keeps the words of each region, and looks from one to another, in their boxes."""

    @cache
    def words_bias(size: tuple[int, int], rows: tuple[Row, ...], length: int) -> Tensor:
        return _words_bias(regions.shares(size).flatten(1), rows, length)

    @cache
    def places_bias(size: tuple[int, int], rows: tuple[Row, ...]) -> Tensor | None:
        return _places_bias(regions.shares(size).flatten(1), regions.is_ground, rows)

    def control(attention: Attention) -> Attention | None:
        rows = attention.rows
        if len(attention.rows_of_prompt) < 2 or not _parts(rows):  # one prompt, whose words may go everywhere
            return None
        if not attention.is_cross:
            bias = places_bias(attention.size, rows)
            return None if bias is None else attention.biased(bias)
        blocks = [_origins(rows, part) for part in (None, *_parts(rows))]
        return attention.replace(
            key=torch.cat([attention.key[rows_] for rows_ in blocks], 2),
            value=torch.cat([attention.value[rows_] for rows_ in blocks], 2),
        ).biased(words_bias(attention.size, rows, attention.key.shape[2]))

    return control


def _parts(rows: Sequence[Row]) -> tuple[int, ...]:
    """The regions that are asked about in a batch."""
    return tuple(sorted({row.part for row in rows if row.part >= FIRST_PART}))


def _origins(rows: Sequence[Row], part: int | None) -> list[int]:
    """For each row the row of its picture that has a region's words, or (None) those of the prompt; else itself."""
    at = {(row.picture, row.part): number for number, row in reversed(list(enumerate(rows)))}
    prompt = {row.picture: number for number, row in reversed(list(enumerate(rows))) if 0 < row.part < FIRST_PART}
    found = []
    for number, row in enumerate(rows):
        if part is None:
            found.append(number if row.part < FIRST_PART else prompt.get(row.picture, number))
        else:
            found.append(number if row.part == NEGATIVE else at.get((row.picture, part), number))
    return found


def _words_bias(seen: Tensor, rows: Sequence[Row], length: int) -> Tensor:
    """What to add to scores, (B, 1, places, (1 + regions) · length): the log of how much is seen, -inf where nothing.

    Args:
        seen: (regions + 1, places), last what none covers.
    """
    parts = _parts(rows)
    there = {(row.picture, row.part) for row in rows}
    bias = torch.full((len(rows), seen.shape[1], 1 + len(parts)), -torch.inf, dtype=torch.float64)
    for number, row in enumerate(rows):
        if row.part == NEGATIVE or (row.picture, parts[0]) not in there:
            bias[number, :, 0] = 0.0
            continue
        bias[number, :, 0] = seen[-1].log()
        for block, part in enumerate(parts, 1):
            bias[number, :, block] = seen[part - FIRST_PART].log()
    return bias.repeat_interleave(length, 2)[:, None].float()


def _places_bias(seen: Tensor, is_ground: Sequence[bool], rows: Sequence[Row]) -> Tensor | None:
    """What to add to scores, (B, 1, places, places): -inf between places that belong to two subjects.

    None where no ground is seen: subjects that see nothing but themselves fill their boxes.
    """
    owner = seen.argmax(0)
    ground = torch.tensor([*is_ground, True])[owner]
    if not bool(ground.any()):
        return None
    apart = (owner[:, None] != owner[None, :]) & ~ground[:, None] & ~ground[None, :]
    hidden = torch.zeros(apart.shape).masked_fill(apart, -torch.inf)
    bound = torch.tensor([row.part != NEGATIVE for row in rows])
    return torch.where(bound[:, None, None], hidden, 0.0)[:, None]
