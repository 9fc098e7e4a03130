"""Windows: a large picture as overlapping parts of a size that a network knows, worked on in turn and blended.

Whatever maps a picture to one of its places can be run so: a denoiser (then all windows agree on each step, and the
picture may be as wide as one likes), a decoder or an encoder (then the memory of one window is enough). Across an axis
that wraps the last place lies beside the first, and windows reach over the edge.

Places are latent positions. A decoder *writes* several pixels a position, an encoder *reads* several.

Reference: arXiv 2302.08113 (MultiDiffusion), equation 5, with weights that fade towards the edges of a window.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import torch
from torch import Tensor

from danqing.core.shapes import check_shape
from danqing.diffusion.guidance import ConditionalDenoiser

C = TypeVar("C")
AXES = ("", "x", "y", "xy")  # those that wrap
Size = tuple[int, int]  # height, width


@dataclass(frozen=True)
class Window:
    """A part of a picture, in latent positions; across an axis that wraps it may reach over the edge."""

    top: int
    left: int
    height: int
    width: int

    @property
    def size(self) -> Size:
        return self.height, self.width


def covering(size: Size, window: Size, overlap: Size, *, wrap: str = "") -> tuple[Window, ...]:
    """Windows that cover a picture, evenly spread, row by row.

    Args:
        size: (height, width) of the picture.
        window: (height, width) of each; less where the picture is smaller.
        overlap: (height, width) that neighbours share at least.
        wrap: the axes that wrap. There even a window as large as the picture gets a second one half way round, so that
            no place lies on the edge of all.

    Returns:
        At least one; one window as large as the picture where nothing wraps and it fits.
    """
    if wrap not in AXES:
        raise ValueError(f"wrap must be one of {AXES}, not {wrap!r}.")
    sides = (min(window[0], size[0]), min(window[1], size[1]))
    tops, lefts = (_starts(size[axis], sides[axis], overlap[axis], wraps="yx"[axis] in wrap) for axis in (0, 1))
    return tuple(Window(top, left, *sides) for top in tops for left in lefts)


def blended(
    run: Callable[[Tensor, Window], Tensor],
    x: Tensor,
    places: Sequence[Window],
    size: Size,
    *,
    reads: int = 1,
    writes: int = 1,
) -> Tensor:
    """Run something on each window and lay the results over each other, each fading towards its edges.

    Args:
        run: the part of ``x`` under a window, (B, C, reads · height, reads · width), and the window, to
            (B, D, writes · height, writes · width).
        x: (B, C, reads · H, reads · W).
        places: windows that cover the picture together; one that is the whole picture is given back as it is.
        size: (H, W) in latent positions.
        reads, writes: pixels per latent position along a side, in ``x`` and in the result.

    Returns:
        (B, D, writes · H, writes · W).
    """
    check_shape(x, f"B C {reads * size[0]} {reads * size[1]}", "x")
    if len(places) == 1 and places[0] == Window(0, 0, *size):
        return run(x, places[0])
    total: Tensor | None = None
    weights = torch.zeros(writes * size[0], writes * size[1], dtype=torch.float32, device=x.device)
    for place in places:
        rows, columns = (_indices(place, size, axis, reads).to(x.device) for axis in (0, 1))
        result = run(x.index_select(-2, rows).index_select(-1, columns), place)
        weight = _weight(place, writes).to(result.device)
        if total is None:
            total = result.new_zeros(*result.shape[:2], *weights.shape)
            weights = weights.to(result.device)
        for into, out in _pieces(place, size, writes):
            total[..., into[0], into[1]] += result[..., out[0], out[1]] * weight[out[0], out[1]]
            weights[into[0], into[1]] += weight[out[0], out[1]]
    if total is None or not bool((weights > 0).all()):
        raise ValueError("The windows must cover the picture.")
    return total.div_(weights)


def windows(
    denoise_at: Callable[[Window], ConditionalDenoiser[C]], places: Sequence[Window], size: Size
) -> ConditionalDenoiser[C]:
    """The denoiser that sees a large picture through windows and gives the mean of what it sees in them.

    Every sampler takes it for a denoiser of the large picture; guidance may be bound before or after.

    Args:
        denoise_at: for a window ``(x, sigma, conditioning) -> x0`` of its size; words may differ from place to place.
        places, size: as of :func:`blended`.
    """

    def joined(x: Tensor, sigma: Tensor, conditioning: C) -> Tensor:
        return blended(lambda part, place: denoise_at(place)(part, sigma, conditioning), x, places, size)

    return joined


def spread(size: Size, count: int, side: int) -> tuple[Window, ...]:
    """About ``count`` small square windows evenly over a picture: a sample of it."""
    sides = (min(side, size[0]), min(side, size[1]))
    rows = max(1, round(math.sqrt(count * size[0] / size[1])))
    columns = max(1, round(count / rows))
    tops, lefts = (
        sorted({round(i * (size[axis] - sides[axis]) / max(1, number - 1)) for i in range(number)})
        for axis, number in ((0, rows), (1, columns))
    )
    return tuple(Window(top, left, *sides) for top in tops for left in lefts)


def _starts(size: int, side: int, overlap: int, *, wraps: bool) -> list[int]:
    step = max(1, side - min(overlap, side - 1))
    if wraps:
        count = max(2, math.ceil(size / step))
        return [round(i * size / count) % size for i in range(count)]
    count = 1 + math.ceil((size - side) / step)
    return [round(i * (size - side) / max(1, count - 1)) for i in range(count)]


def _indices(place: Window, size: Size, axis: int, scale: int) -> Tensor:
    start, side = ((place.top, place.height), (place.left, place.width))[axis]
    return torch.arange(scale * start, scale * (start + side)) % (scale * size[axis])


def _weight(place: Window, scale: int) -> Tensor:
    """Highest in the middle, never zero, (scale · height, scale · width): what a place is worth away from the edge."""

    def along(side: int) -> Tensor:
        at = (torch.arange(scale * side, dtype=torch.float32) + 0.5) / (scale * side)
        return torch.sin(math.pi * at).square() + 1e-3

    return along(place.height)[:, None] * along(place.width)[None]


Slices = tuple[slice, slice]


def _pieces(place: Window, size: Size, scale: int) -> list[tuple[Slices, Slices]]:
    """The parts of a window that lie together in the picture: (where in the picture, where in the window)."""

    def along(start: int, side: int, length: int) -> list[tuple[slice, slice]]:
        start, side, length = scale * start, scale * side, scale * length
        first = min(side, length - start)
        found = [(slice(start, start + first), slice(0, first))]
        return [*found, (slice(0, side - first), slice(first, side))] if first < side else found

    rows = along(place.top, place.height, size[0])
    columns = along(place.left, place.width, size[1])
    return [((r_into, c_into), (r_out, c_out)) for r_into, r_out in rows for c_into, c_out in columns]
