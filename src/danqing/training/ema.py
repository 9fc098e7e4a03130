"""Exponential moving average of weights, with its half-life given in images."""

from __future__ import annotations

import copy
from collections.abc import Iterator
from contextlib import contextmanager

import torch
from torch import Tensor, nn


def ema_decay(images_seen: int, images_per_step: int, half_life_images: int) -> float:
    """Decay of one step: 0.5^(step / half-life); while young, the half-life is at most a tenth of the images seen.

    Reference: the warm-up rule of EDM (arXiv 2206.00364, section F.1, with ratio 0.1 instead of 0.05).
    """
    half_life = min(half_life_images, 0.1 * (images_seen + images_per_step))
    return float(0.5 ** (images_per_step / max(half_life, 1e-8)))


class WeightAverage:
    """Holds a float32 average of the trainable weights of ``network`` under their names."""

    def __init__(self, network: nn.Module) -> None:
        self.weights = {name: weight.detach().clone().float() for name, weight in trainable(network).items()}

    @torch.no_grad()
    def update(self, network: nn.Module, decay: float) -> None:
        """Move the average towards the current weights by 1 - ``decay``."""
        current = trainable(network)
        averages = list(self.weights.values())
        torch._foreach_lerp_(averages, [current[name].detach().float() for name in self.weights], 1 - decay)

    @contextmanager
    def applied(self, network: nn.Module) -> Iterator[None]:
        """Run the body with the averaged weights in ``network``, then put the trained ones back."""
        current = trainable(network)
        kept = {name: weight.detach().clone() for name, weight in current.items()}
        _copy(self.weights, current)
        try:
            yield
        finally:
            _copy(kept, current)

    def copied(self, network: nn.Module) -> nn.Module:
        """A deep copy of ``network`` that carries the average."""
        twin = copy.deepcopy(network)
        _copy(self.weights, trainable(twin))
        return twin


def trainable(network: nn.Module) -> dict[str, nn.Parameter]:
    """The weights that the optimiser moves, by name."""
    return {name: weight for name, weight in network.named_parameters() if weight.requires_grad}


@torch.no_grad()
def _copy(source: dict[str, Tensor], target: dict[str, nn.Parameter]) -> None:
    for name, weight in target.items():
        weight.copy_(source[name])
