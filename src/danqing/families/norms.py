"""Group norms that know the whole picture while the network sees a part of it.

A group norm divides by the spread of all places that it sees. A tile of plain sky has another spread than the whole
picture, so decoded alone it comes out in other colours. Here the means and spreads are taken once, over a few tiles
spread over the picture, all at once and away from their edges, and then hold for every tile.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import torch
from torch import Tensor, nn


class SharedNorms:
    """The group norms of one network.

    Args:
        network: any.
    """

    def __init__(self, network: nn.Module) -> None:
        self._norms: list[Any] = [module for module in network.modules() if isinstance(module, nn.GroupNorm)]
        self._known: dict[int, tuple[Tensor, Tensor]] = {}

    @contextmanager
    def taking(self) -> Iterator[None]:
        """Take the means and spreads over all rows of the batch together, and keep them."""
        self._known.clear()
        with self._replaced(lambda module: self._taken(module)):
            yield

    @contextmanager
    def using(self) -> Iterator[None]:
        """Use those that were taken."""
        with self._replaced(lambda module: self._used(module)):
            yield
        self._known.clear()

    @contextmanager
    def _replaced(self, make: Any) -> Iterator[None]:
        for module in self._norms:
            module.forward = make(module)
        try:
            yield
        finally:
            for module in self._norms:
                del module.forward  # so that the class's own is found again

    def _taken(self, module: Any) -> Any:
        def forward(x: Tensor) -> Tensor:
            seen = _inside(x)
            variance, mean = torch.var_mean(seen.reshape(len(seen), module.num_groups, -1), (0, 2), correction=0)
            scale = (variance + module.eps).rsqrt()
            self._known[id(module)] = (mean, scale)
            return _normed(module, x, mean, scale)

        return forward

    def _used(self, module: Any) -> Any:
        def forward(x: Tensor) -> Tensor:
            known = self._known.get(id(module))
            if known is None:  # a half of the network that did not run when they were taken
                return nn.GroupNorm.forward(module, x)
            return _normed(module, x, *known)

        return forward


def _inside(x: Tensor) -> Tensor:
    """Maps without the quarter next to each edge, where padding instead of picture is seen; others as they are."""
    if x.ndim != 4 or min(x.shape[-2:]) < 4:
        return x
    rows, columns = x.shape[-2] // 4, x.shape[-1] // 4
    return x[..., rows : x.shape[-2] - rows, columns : x.shape[-1] - columns]


def _normed(module: Any, x: Tensor, mean_G: Tensor, scale_G: Tensor) -> Tensor:
    """``(x - mean) · scale`` by group, then the norm's own weight and bias, as one product and one sum a channel."""
    size = module.num_channels // module.num_groups
    weight_C = module.weight if module.affine else torch.ones_like(mean_G).repeat_interleave(size)
    bias_C = module.bias if module.affine else torch.zeros_like(weight_C)
    gain_C = scale_G.repeat_interleave(size) * weight_C
    shift_C = bias_C - mean_G.repeat_interleave(size) * gain_C
    shape = (1, -1, *[1] * (x.ndim - 2))
    return torch.addcmul(shift_C.view(shape), x, gain_C.view(shape))
