"""Cut a subject out of a plain ground, with soft edges that carry no trace of the ground.

The ground's colour is read at the edges of the picture, as a plane, since drawn grounds are seldom quite even. What
reaches the edges and is like it is ground; white eyes inside a subject stay, and so does a white belly whose outline
has a gap. Along the outline, where both are mixed,
the subject's colour is carried over from just inside, and how opaque a pixel is follows from how far it lies from the
ground's colour to the subject's. So the outline has the subject's colours only, whatever it is laid on.
"""

from __future__ import annotations

import warnings
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

from danqing.core.units import to_tensor
from danqing.core.warnings import DanqingWarning

ALIKE = 0.3  # colours within this distance of the usual one at the edges are ground; of 1.7, black to white
LEAST = 0.1  # what is nearer to the ground than this is ground
PLAIN = 0.5  # of the edges that must be alike for a ground to be plain
BAND = 1 / 48  # of the shorter side, the width in which ground and subject may mix
SEEN, OPAQUE = 0.06, 0.94  # what is less opaque is not seen, what is more is opaque


class MattingWarning(DanqingWarning):
    """A subject could not be cut out cleanly."""


@dataclass(frozen=True)
class Cutout:
    """A subject without its ground.

    Args:
        image: mode RGBA.
        ground: the colour that was taken away, red, green and blue in [0, 1].
        plain: the share of the picture's edges that had it.
    """

    image: Image.Image
    ground: tuple[float, float, float]
    plain: float


def cut_out(image: Image.Image) -> Cutout:
    """Cut out what stands before a plain ground.

    Warns with :class:`MattingWarning` where the ground is not plain or nothing stands before it.

    Args:
        image: mode RGB.
    """
    pixels = (to_tensor(image)[0] + 1) / 2  # (3, H, W)
    side = min(image.size)
    edge = _edge(pixels, max(1, side // 48))
    colour = pixels[:, edge].median(1).values
    alike = edge & (_distance(pixels, colour[:, None, None]) < ALIKE)
    plain = float(alike.sum() / edge.sum())
    ground = _plane(pixels, alike)
    distance = _distance(pixels, ground)
    noise = float(distance[alike].quantile(0.98))
    band = edge_width(image)
    is_ground = _ground(distance < max(LEAST, 1.5 * noise), alike, band)
    inside = _grown(is_ground, band).logical_not()
    if plain < PLAIN or not bool(inside.any()):
        said = "The ground is not plain" if plain < PLAIN else "Nothing stands before the ground"
        warnings.warn(
            f"{said}, so the cut-out is rough; try other words or another seed.", MattingWarning, stacklevel=3
        )
    values = _unmixed(pixels, ground, is_ground, band)
    red, green, blue = colour.tolist()
    return Cutout(values, (red, green, blue), plain)


def cut_along(image: Image.Image, where: NDArray[np.bool_], ground: Image.Image) -> Image.Image:
    """Cut a thing out along its mask, the ground's share taken out of its outline; mode RGBA, as large as the picture.

    Args:
        image: mode RGB.
        where: (height, width), which pixels the thing covers.
        ground: mode RGB, what is behind it, as far as is known.
    """
    pixels, behind = ((to_tensor(each)[0] + 1) / 2 for each in (image, ground))
    return _unmixed(pixels, behind, torch.from_numpy(~where), edge_width(image))


def edge_width(image: Image.Image) -> int:
    """In how many pixels on either side of an outline thing and ground may mix."""
    return max(1, round(min(image.size) * BAND))


def _unmixed(pixels: Tensor, ground: Tensor, is_ground: Tensor, band: int) -> Image.Image:
    """The subject with its own colours along the outline, and how opaque it is there; mode RGBA."""
    inside = _grown(is_ground, band).logical_not()
    if not bool(inside.any()):
        inside = is_ground.logical_not()
    subject = _carried_over(pixels, inside, 2 * band + 1)
    towards = subject - ground
    length = towards.square().sum(0)
    along = ((pixels - ground) * towards).sum(0) / length.clamp_min(1e-6)
    mixed = torch.where(length > LEAST**2, along, is_ground.logical_not().float()).clamp(0, 1)
    far = _grown(inside, 2 * band).logical_not()
    alpha = torch.where(inside, 1.0, torch.where(far, is_ground.logical_not().float(), mixed))
    alpha = torch.where(alpha < SEEN, 0.0, torch.where(alpha > OPAQUE, 1.0, alpha))
    colours = torch.where((alpha < 1) & ~far, subject, pixels) * (alpha > 0)
    values = torch.cat([colours, alpha[None]]).clamp(0, 1).mul(255).round().byte().permute(1, 2, 0)
    return Image.fromarray(np.ascontiguousarray(values.numpy()))


def _distance(pixels: Tensor, colour: Tensor) -> Tensor:
    return (pixels - colour).square().sum(0).sqrt()


def _edge(pixels: Tensor, width: int) -> Tensor:
    edge = torch.ones(pixels.shape[1:], dtype=torch.bool)
    edge[width:-width, width:-width] = False
    return edge


def _plane(pixels: Tensor, where: Tensor) -> Tensor:
    """The plane through the colours at some pixels, by least squares, at all pixels."""
    height, width = where.shape
    y, x = torch.meshgrid(torch.linspace(-1, 1, height), torch.linspace(-1, 1, width), indexing="ij")
    terms = torch.stack([torch.ones_like(x), x, y], -1)
    fitted = torch.linalg.lstsq(terms[where], pixels[:, where].T).solution
    plane: Tensor = (terms @ fitted).permute(2, 0, 1)
    return plane


def _grown(mask: Tensor, by_px: int) -> Tensor:
    grown: Tensor = F.max_pool2d(mask[None, None].float(), 2 * by_px + 1, 1, by_px)[0, 0] > 0
    return grown


def _ground(like: Tensor, edge: Tensor, gap: int) -> Tensor:
    """What is like the ground and reaches the edge, but not a room whose door is narrower than about ``2 · gap``.

    So a white belly stays where its outline has a gap, while clefts, which are narrow all the way, are ground.

    Args:
        like: (H, W), what is like the ground.
        edge: (H, W), what of it lies at the edge of the picture.
        gap: in pixels.
    """
    wide = _grown(like.logical_not(), gap).logical_not()
    rooms = wide & _reached(wide, _grown(edge, gap + 1) & wide).logical_not()
    ground = _reached(like & _grown(rooms, gap).logical_not(), edge)
    core = _grown(ground, max(1, gap // 2)).logical_not()
    return _reached(ground.logical_not(), core).logical_not()  # without specks, which have no core


def _reached(through: Tensor, start: Tensor) -> Tensor:
    """What is reached from ``start`` by going through ``through``."""
    found = start & through
    while True:
        grown = _grown(found, 1) & through
        if bool((grown == found).all()):
            return found
        found = grown


def _carried_over(pixels: Tensor, known: Tensor, steps: int) -> Tensor:
    """Colours of known pixels, carried outwards step by step; what is not reached keeps its own."""
    weight, colours = known[None, None].float(), pixels[None] * known
    for _ in range(steps):
        count = F.avg_pool2d(weight, 3, 1, 1, divisor_override=1)
        mean = F.avg_pool2d(colours, 3, 1, 1, divisor_override=1) / count.clamp_min(1)
        colours = torch.where(weight > 0, colours, mean)
        weight = (count > 0).float()
    return torch.where(weight > 0, colours, pixels[None])[0]
