"""Low-rank adaptation (LoRA): what is learned about a weight W is a product of two thin matrices, W + s·B·A.

At drawing time the product is added to the weight (:meth:`LowRank.delta`); in training the two matrices stand beside
it, as hooks that leave the network itself as it is (:class:`LowRankLayers`).

Reference: arXiv 2106.09685 (LoRA), equation 3; arXiv 2309.14859 (LyCORIS) for convolutions.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

import torch
from torch import Tensor, nn

Adaptable = nn.Linear | nn.Conv2d


@dataclass(frozen=True)
class LowRank:
    """What is learned about one weight.

    Args:
        down: A, (r, in) for a linear layer or (r, in, kh, kw) for a convolution.
        up: B, (out, r) or (out, r, 1, 1).
        scale: s, usually alpha / r.
    """

    down: Tensor = field(repr=False)
    up: Tensor = field(repr=False)
    scale: float = 1.0

    @property
    def rank(self) -> int:
        return self.down.shape[0]

    def fits(self, weight: Tensor) -> bool:
        """Whether the product has the shape of a weight; a 1x1 convolution may be written as a matrix."""
        outer, inner = self.up.shape[0], self.down.shape[1:]
        sound = self.up.ndim in (2, 4) and self.up.shape[1:] == (self.rank, *(1,) * (self.up.ndim - 2))
        return sound and _squeezed((outer, *inner)) == _squeezed(tuple(weight.shape)) and self.rank > 0

    def delta(self, shape: torch.Size) -> Tensor:
        """s·B·A, float32, in the shape of the weight."""
        product = self.up.float().flatten(1) @ self.down.float().flatten(1)
        return (product * self.scale).reshape(shape)


class LowRankLayers(nn.Module):
    """Trainable matrices beside some layers of a network, which itself is left as it is.

    Up matrices begin at zero, so that nothing changes before the first step.

    Args:
        layers: linear layers and convolutions by name; convolutions in one group only.
        rank: r of each; alpha equals it, so that the scale is 1.

    Attributes:
        strength: what the matrices' effect is multiplied by; 0 is the network alone.
    """

    def __init__(self, layers: Mapping[str, Adaptable], *, rank: int) -> None:
        super().__init__()
        self.names = list(layers)
        self.down = nn.ModuleList(_down(layer, rank) for layer in layers.values())
        self.up = nn.ModuleList(_up(layer, rank) for layer in layers.values())
        self.strength = 1.0
        for layer, down, up in zip(layers.values(), self.down, self.up, strict=True):
            layer.register_forward_hook(self._beside(down, up))

    def tensors(self, name: str) -> tuple[Tensor, Tensor]:
        """The (down, up) matrices beside a layer."""
        place = self.names.index(name)
        down, up = self.down[place], self.up[place]
        return next(down.parameters()).detach(), next(up.parameters()).detach()

    @contextmanager
    def silent(self) -> Iterator[None]:
        """The network as it was before, while the context is open."""
        before, self.strength = self.strength, 0.0
        try:
            yield
        finally:
            self.strength = before

    def _beside(self, down: nn.Module, up: nn.Module) -> Callable[..., Tensor | None]:
        def add(layer: nn.Module, inputs: tuple[Tensor, ...], output: Tensor) -> Tensor | None:
            if self.strength == 0:
                return None
            beside: Tensor = up(down(inputs[0].to(next(down.parameters()).dtype)))
            return output + self.strength * beside.to(output.dtype)

        return add


def _down(layer: Adaptable, rank: int) -> Adaptable:
    made: Adaptable
    if isinstance(layer, nn.Linear):
        made = nn.Linear(layer.in_features, rank, bias=False)
    else:
        assert layer.groups == 1, "grouped convolutions have no low-rank form here"
        options: dict[str, Any] = {"stride": layer.stride, "padding": layer.padding, "dilation": layer.dilation}
        size: Any = layer.kernel_size
        made = nn.Conv2d(layer.in_channels, rank, size, bias=False, **options)
    nn.init.kaiming_uniform_(made.weight, a=math.sqrt(5))
    return made


def _up(layer: Adaptable, rank: int) -> Adaptable:
    made: Adaptable
    if isinstance(layer, nn.Linear):
        made = nn.Linear(rank, layer.out_features, bias=False)
    else:
        made = nn.Conv2d(rank, layer.out_channels, 1, bias=False)
    nn.init.zeros_(made.weight)
    return made


def _squeezed(shape: tuple[int, ...]) -> tuple[int, ...]:
    """A shape without the sides of a 1x1 kernel."""
    return shape[:2] if shape[2:] == (1, 1) else shape
