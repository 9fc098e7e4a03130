"""Paths between noises that stay noise, for pictures that change into each other.

A straight line between two samples of standard normal noise leads through samples that are too small, of which a
denoiser makes flat pictures. On the sphere through both, each point is as likely as the ends.

Reference: K. Shoemake, Animating rotation with quaternion curves, SIGGRAPH 1985; arXiv 2010.02502, section 5.3 (DDIM).
"""

from __future__ import annotations

import math

import torch
from torch import Tensor


def slerp(first: Tensor, second: Tensor, share: float) -> Tensor:
    """Spherical interpolation.

    Args:
        first, second: noises of one shape.
        share: 0 gives ``first`` and 1 gives ``second``, bit for bit; between them angle and length change evenly.

    Raises:
        ValueError: the shapes differ.
    """
    if first.shape != second.shape:
        raise ValueError(f"Both must have one shape, not {tuple(first.shape)} and {tuple(second.shape)}.")
    if share in (0, 1):
        return second if share else first
    a, b = first.double().flatten(), second.double().flatten()
    lengths = float(a.norm()), float(b.norm())
    angle = math.acos(max(-1.0, min(1.0, float(a @ b) / (lengths[0] * lengths[1]))))
    if math.sin(angle) < 1e-6:  # nearly the same, or opposite, where no way is the shortest
        mixed = (1 - share) * a + share * b
    else:
        length = ((1 - share) * lengths[0] + share * lengths[1]) / math.sin(angle)
        first_share, second_share = math.sin((1 - share) * angle), math.sin(share * angle)
        mixed = length * (first_share * a / lengths[0] + second_share * b / lengths[1])
    return mixed.reshape(first.shape).to(first.dtype)


def circled(start: Tensor, aside: Tensor, ahead: Tensor, turn: float, amount: float) -> Tensor:
    """A point on a circle through ``start`` on the sphere of noises, for loops that come back without a corner.

    Args:
        start, aside, ahead: independent standard normal noises of one shape.
        turn: how far around; whole numbers give ``start``, bit for bit.
        amount: above 0 to 1: how wide the circle is; 1 is a great circle, which passes through ``-start``.

    Returns:
        Standard normal noise: a sum of the three whose squared weights add up to 1.
    """
    if turn % 1 == 0:
        return start
    radius, angle = amount * math.pi / 2, 2 * math.pi * turn
    middle = math.cos(radius) * start.double() + math.sin(radius) * aside.double()
    centre = math.cos(radius) * middle
    point = centre + math.cos(angle) * (start - centre) + math.sin(angle) * math.sin(radius) * ahead
    return point.to(start.dtype)


def lerp(first: Tensor, second: Tensor, share: float) -> Tensor:
    """Linear interpolation, exact at both ends; what is not fractional, such as a mask, changes in the middle."""
    if share in (0, 1) or not first.is_floating_point():
        return second if share >= 0.5 else first
    return torch.lerp(first, second, share)
