"""Convolutions that see a picture as a ring: beyond its right edge lies its left one, so that no seam is drawn there.

Attention in U-Nets and autoencoders knows no places, so with its convolutions a network as a whole follows when the
picture is shifted round, by whole places of its coarsest level.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from torch import Tensor, nn
from torch.nn import functional as F

from danqing.core.errors import RequestError


class Wrapping:
    """The convolutions of one network, which can be told to wrap.

    Args:
        network: any; convolutions that pad with zeros, by as much on both sides, are told.
    """

    def __init__(self, network: nn.Module) -> None:
        self._convolutions: list[Any] = [
            module
            for module in network.modules()
            if isinstance(module, nn.Conv2d) and module.padding_mode == "zeros" and _pads(module)
        ]

    @contextmanager
    def around(self, axes: str) -> Iterator[None]:
        """Wrap across ``"x"``, ``"y"`` or ``"xy"`` while the context is open; ``""`` changes nothing."""
        if not axes:
            yield
            return
        for module in self._convolutions:
            module._conv_forward = _wrapped(module, "x" in axes, "y" in axes)
        try:
            yield
        finally:
            for module in self._convolutions:
                del module._conv_forward  # so that the class's own is found again


def _pads(module: nn.Conv2d) -> bool:
    return not isinstance(module.padding, str) and any(module.padding)


def _wrapped(module: Any, across: bool, down: bool) -> Any:
    rows, columns = module.padding
    rounds = [columns if across else 0] * 2 + [rows if down else 0] * 2
    zeros = (0 if down else rows, 0 if across else columns)

    def convolve(x: Tensor, weight: Tensor, bias: Tensor | None) -> Tensor:
        x = F.pad(x, rounds, mode="circular")
        return F.conv2d(x, weight, bias, module.stride, zeros, module.dilation, module.groups)

    return convolve


def check_levels(size: tuple[int, int], axes: str, levels: int, factor: int) -> None:
    """Raise :class:`RequestError` unless a U-Net can halve a picture evenly across the axes that wrap.

    Args:
        size: (height, width) in latent positions.
        axes: those that wrap.
        levels: of the U-Net; each after the first has half the places.
        factor: pixels per latent position along a side.
    """
    each = 2 ** (levels - 1)
    sides = [(size["yx".index(axis)], "wide" if axis == "x" else "high") for axis in axes]
    for side, said in sides:
        if side % each:
            raise RequestError(
                f"To repeat without a seam, pictures of this model must be a multiple of {each * factor} pixels "
                f"{said}, not {side * factor}."
            )
