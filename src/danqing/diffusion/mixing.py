"""Between several latents: along the sphere that noise and latents lie near, not through its hollow middle.

The straight mean of two independent latents is shorter than either by about a third, which a decoder shows as grey.

Reference: Shoemake 1985, "Animating rotation with quaternion curves" (spherical linear interpolation).
"""

from __future__ import annotations

import math
from collections.abc import Sequence

import torch
from torch import Tensor

NEARLY_PARALLEL = 1e-4  # radians


def slerp(first: Tensor, second: Tensor, share: float) -> Tensor:
    """The tensor so far along the arc from ``first`` to ``second``; its length goes evenly from one's to the other's.

    Args:
        first, second: of one shape; taken as one vector each.
        share: 0 gives ``first``, 1 ``second``.
    """
    if first.shape != second.shape:
        raise ValueError(f"both must have one shape, not {tuple(first.shape)} and {tuple(second.shape)}.")
    if share in (0.0, 1.0):
        return first.clone() if share == 0.0 else second.clone()
    lengths = first.double().norm(), second.double().norm()
    if not all(float(length) > 0 for length in lengths):
        return torch.lerp(first, second, share)
    units = first.double() / lengths[0], second.double() / lengths[1]
    angle = math.acos(max(-1.0, min(1.0, float((units[0] * units[1]).sum()))))
    if angle < NEARLY_PARALLEL or angle > math.pi - NEARLY_PARALLEL:  # no arc, or no one arc
        return torch.lerp(first, second, share)
    parts = math.sin((1 - share) * angle), math.sin(share * angle)
    direction = (parts[0] * units[0] + parts[1] * units[1]) / math.sin(angle)
    mixed: Tensor = (direction * torch.lerp(lengths[0], lengths[1], share)).to(first)
    return mixed


def spherical_mean(tensors: Sequence[Tensor], weights: Sequence[float]) -> Tensor:
    """The mean of tensors of one shape by weights of at least 0, taken along arcs one after the other.

    With one weight above 0 it is that tensor itself. In other orders the result differs a little where there are more
    than two.

    Raises:
        ValueError: there is no weight above 0, one below, or not one for each tensor.
    """
    if len(tensors) != len(weights) or any(weight < 0 for weight in weights) or sum(weights) <= 0:
        raise ValueError("each tensor needs a weight of at least 0, and one must be above 0.")
    mean, so_far = tensors[0], weights[0]
    for tensor, weight in zip(tensors[1:], weights[1:], strict=True):
        if weight > 0:
            so_far += weight
            mean = slerp(mean, tensor, weight / so_far)
    return mean
