"""A small network that gives any picture the style of any other in one pass.

Style is the mean and the spread of each channel of the network's own maps (adaptive instance normalisation, Huang and
Belongie, arXiv 1703.06868): the content's maps, normalised, take those of the style, at a quarter and at an eighth of
the picture's size, and a decoder paints from them. What strokes a style has is told to the decoder's inner blocks too,
as gains and offsets that a small matrix reads from the same numbers (conditional instance normalisation,
arXiv 1705.06830). One encoder reads both pictures, so no other network is needed (as in MicroAST, arXiv 2211.15313).

All numbers of a style are one :class:`Style`, a plain list of means and spreads. A strength between none and all is a
point between the content's own style and the other's; at the content's own the picture comes out as it was.

Only maps at a quarter of the size or less are normalised, so the layers before and after them are carried out in bands
of rows, with the same result and little memory.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import torch
import torch.nn.functional as F
from torch import Tensor, nn

from danqing.core.shapes import check_shape

FACTOR = 8  # sides are filled up to a multiple of it
EPSILON = 1e-5  # of a variance
BAND_PX = 512  # rows carried out at a time outside training
HALO = 4  # further positions on each side of a band, at a quarter of the size; the layers see 3 of them


@dataclass(frozen=True, kw_only=True)
class StyleShape:
    """Channels of the network.

    Args:
        widths: at the full size, a half, a quarter and an eighth.
        style_width: numbers that a style is summed up in for the decoder's blocks.
        quarter_blocks, eighth_blocks: residual blocks of the decoder at these sizes.
    """

    widths: tuple[int, int, int, int] = (16, 36, 72, 96)
    style_width: int = 64
    quarter_blocks: int = 2
    eighth_blocks: int = 1


@dataclass(frozen=True)
class Style:
    """Means and spreads of maps: ``quarter`` (B, 2, C), ``eighth`` (B, 2, C')."""

    quarter: Tensor
    eighth: Tensor

    def towards(self, other: Style, share: float | Tensor) -> Style:
        """The style at ``share`` of the way to another: 0 is this one, 1 the other. Shares may be (B, 1, 1)."""
        return Style(
            self.quarter + share * (other.quarter - self.quarter), self.eighth + share * (other.eighth - self.eighth)
        )


def statistics(maps: Tensor) -> Tensor:
    """Mean and spread of each channel, (B, 2, C), of maps (B, C, h, w), in float32."""
    variance, mean = torch.var_mean(maps.float(), (2, 3), correction=0)
    return torch.stack([mean, (variance + EPSILON).sqrt()], 1)


def normalised(maps: Tensor) -> Tensor:
    """Maps with mean 0 and spread 1 in each channel."""
    mean, spread = statistics(maps)[..., None, None].to(maps.dtype).unbind(1)
    return (maps - mean) / spread


def adain(maps: Tensor, wanted: Tensor) -> Tensor:
    """Maps (B, C, h, w) with the means and spreads (B, 2, C) of a style.

    Reference: arXiv 1703.06868, equation 8.
    """
    mean, spread = wanted[..., None, None].to(maps.dtype).unbind(1)
    return normalised(maps) * spread + mean


class StyleNetwork(nn.Module):
    """Pictures (B, 3, H, W) in [-1, 1] to pictures in the style of others."""

    def __init__(self, shape: StyleShape = StyleShape()) -> None:
        super().__init__()
        full, half, quarter, eighth = shape.widths
        self.shape = shape
        self.head = nn.Sequential(
            _conv(3, full), nn.ReLU(), _conv(full, half, stride=2), nn.ReLU(), _conv(half, quarter, stride=2), nn.ReLU()
        )
        self.to_quarter = _conv(quarter, quarter)
        self.to_eighth = nn.Sequential(nn.ReLU(), _conv(quarter, eighth, stride=2), nn.ReLU(), _conv(eighth, eighth))
        self.sum_up = nn.Linear(2 * (quarter + eighth), shape.style_width)
        self.eighth_blocks = nn.ModuleList(_Block(eighth, shape.style_width) for _ in range(shape.eighth_blocks))
        self.from_eighth = _conv(eighth, quarter)
        self.quarter_blocks = nn.ModuleList(_Block(quarter, shape.style_width) for _ in range(shape.quarter_blocks))
        last = _conv(full, 3)
        nn.init.normal_(last.weight, std=0.02)  # start near grey: far from it nothing is learned for a while
        self.tail = nn.Sequential(
            nn.ReLU(), _doubled(), _conv(quarter, half), nn.ReLU(), _doubled(), _conv(half, full), nn.ReLU(), last
        )  # fmt: skip

    def encode(self, pictures: Tensor) -> tuple[Tensor, Tensor]:
        """Maps at a quarter and at an eighth of the size."""
        check_shape(pictures, "B 3 H W", "pictures")
        quarter = self.to_quarter(self._in_bands(self.head, _filled(pictures), 1, 4))
        return quarter, self.to_eighth(quarter)

    def style_of(self, pictures: Tensor) -> Style:
        """The style of each picture."""
        return style_of_maps(self.encode(pictures))

    def paint(self, maps: tuple[Tensor, Tensor], style: Style) -> Tensor:
        """Maps as :meth:`encode` gives them, in a style, as pictures whose sides are multiples of ``FACTOR``."""
        return self._in_bands(self.tail, self._inner(maps, style), 4, 1)

    def forward(self, content: Tensor, style: Style, strength: float | Tensor = 1.0) -> Tensor:
        """The content in the style.

        Args:
            content: (B, 3, H, W) in [-1, 1].
            style: of one picture or of B.
            strength: how far to go from the content's own style, 0 … 1.

        Returns:
            (B, 3, H, W), not clipped.
        """
        maps = self.encode(content)
        made = self.paint(maps, style_of_maps(maps).towards(style, strength))
        return made[..., : content.shape[2], : content.shape[3]]

    def _inner(self, maps: tuple[Tensor, Tensor], style: Style) -> Tensor:
        quarter, eighth = maps
        numbers = torch.cat([style.quarter.flatten(1), style.eighth.flatten(1)], 1)
        strokes = F.relu(self.sum_up(numbers.to(quarter.dtype)))
        deep = adain(eighth, style.eighth)
        for block in self.eighth_blocks:
            deep = block(deep, strokes)
        shallow = adain(quarter, style.quarter) + F.interpolate(
            self.from_eighth(deep), scale_factor=2.0, mode="bilinear"
        )
        for block in self.quarter_blocks:
            shallow = block(shallow, strokes)
        return shallow

    def _in_bands(self, layers: Callable[[Tensor], Tensor], maps: Tensor, up: int, down: int) -> Tensor:
        """The layers on bands of rows, which see a few rows of their neighbours; whole in training.

        Args:
            up, down: how many rows out come from how many rows in.
        """
        rows = BAND_PX // up
        if torch.is_grad_enabled() or maps.shape[2] <= rows:
            return layers(maps)
        halo = HALO * down
        edges = [*range(0, maps.shape[2], rows), maps.shape[2]]
        made = []
        for top, bottom in pairwise(edges):
            first, last = max(0, top - halo), min(maps.shape[2], bottom + halo)
            band = layers(maps[:, :, first:last])
            made.append(band[:, :, (top - first) * up // down : (bottom - first) * up // down].clone())
        return torch.cat(made, 2)


class _Block(nn.Module):
    """A residual block whose normalised maps take gains and offsets that a style asks for."""

    def __init__(self, width: int, style_width: int) -> None:
        super().__init__()
        self.first, self.second = _conv(width, width), _conv(width, width)
        self.gains = nn.Linear(style_width, 2 * width)
        nn.init.normal_(self.gains.weight, std=0.02)
        nn.init.zeros_(self.gains.bias)
        nn.init.zeros_(self.second.weight)

    def forward(self, maps: Tensor, strokes: Tensor) -> Tensor:
        gain, offset = self.gains(strokes)[..., None, None].chunk(2, 1)
        inner = normalised(self.first(F.relu(maps))) * (1 + gain) + offset
        made: Tensor = maps + self.second(F.relu(inner))
        return made


def style_of_maps(maps: tuple[Tensor, Tensor]) -> Style:
    """The style of maps as :meth:`StyleNetwork.encode` gives them."""
    return Style(*map(statistics, maps))


def _conv(inputs: int, outputs: int, *, stride: int = 1) -> nn.Conv2d:
    layer = nn.Conv2d(inputs, outputs, 3, stride=stride, padding=1, padding_mode="replicate")
    nn.init.kaiming_normal_(layer.weight)
    assert layer.bias is not None
    nn.init.zeros_(layer.bias)
    return layer


def _doubled() -> nn.Upsample:
    """Maps of twice the size; smooth, for repeated ones leave a grid of blocks in what is painted."""
    return nn.Upsample(scale_factor=2, mode="bilinear")


def _filled(pictures: Tensor) -> Tensor:
    """Pictures with their last row and column repeated up to a multiple of ``FACTOR``."""
    height, width = (-side % FACTOR for side in pictures.shape[2:])
    return F.pad(pictures, (0, width, 0, height), mode="replicate") if height or width else pictures
