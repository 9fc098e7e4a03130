"""An autoencoder's halves run tile by tile, so that a large picture needs the memory of one tile only.

Tiles overlap and fade into each other. What the whole picture decides, the spread that group norms divide by, is taken
from a sample of small tiles all over it (:mod:`danqing.families.norms`), so that a tile of plain sky comes out in the
colours that it has in the whole. The attention in the middle of an autoencoder sees its tile alone.
"""

from __future__ import annotations

import math
from collections.abc import Callable

import torch
from torch import Tensor, nn

from danqing.diffusion.windows import Size, Window, blended, covering, spread
from danqing.families.norms import SharedNorms

TILE_BYTES = 768 * 2**20  # what the network may hold for one tile
SMALLEST_SIDE = 16  # positions; below, a tile is mostly edge
OVERLAP = 0.25  # of a tile's side
SAMPLES = 4  # smaller tiles that the norms are taken from, together as large as one; more would be mostly edge


class Tiles:
    """How one autoencoder is run in tiles; depends on the network alone, so that the same picture comes out each time.

    Args:
        network: an ``AutoencoderKL``.
        factor: pixels per latent position along a side.
        bytes_per_pixel: at its peak, see :func:`danqing.families.memory.decoding_bytes_per_pixel`.

    Attributes:
        side: of a tile, in latent positions.
    """

    def __init__(self, network: nn.Module, factor: int, bytes_per_pixel: int) -> None:
        self._norms, self._factor = SharedNorms(network), factor
        self.side = max(SMALLEST_SIDE, math.isqrt(TILE_BYTES // bytes_per_pixel) // factor)

    def fits(self, size: Size) -> bool:
        """Whether one tile covers a picture of so many latent positions."""
        return max(size) <= self.side

    def decode(self, run: Callable[[Tensor], Tensor], latents: Tensor, *, wrap: str = "") -> Tensor:
        """Latents (B, C, h, w) to pixels by ``run``; ``wrap`` as of :func:`danqing.diffusion.windows.covering`."""
        return self._run(run, latents, (latents.shape[-2], latents.shape[-1]), reads=1, writes=self._factor, wrap=wrap)

    def encode(self, run: Callable[[Tensor], Tensor], pixels: Tensor) -> Tensor:
        """Pixels (B, 3, H, W) to latents by ``run``."""
        size = (pixels.shape[-2] // self._factor, pixels.shape[-1] // self._factor)
        return self._run(run, pixels, size, reads=self._factor, writes=1, wrap="")

    def _run(
        self, run: Callable[[Tensor], Tensor], x: Tensor, size: Size, *, reads: int, writes: int, wrap: str
    ) -> Tensor:
        if len(x) > 1:  # each picture has norms of its own
            parts = [self._run(run, each[None], size, reads=reads, writes=writes, wrap=wrap) for each in x]
            return torch.cat(parts)
        overlap = max(1, round(OVERLAP * self.side))
        places = covering(size, (self.side, self.side), (overlap, overlap), wrap=wrap)
        sample = spread(size, SAMPLES, max(1, self.side // math.isqrt(SAMPLES)))
        with self._norms.taking():
            run(torch.cat([_part(x, place, reads) for place in sample]))
        with self._norms.using():
            return blended(lambda part, _: run(part), x, places, size, reads=reads, writes=writes)


def _part(x: Tensor, place: Window, reads: int) -> Tensor:
    top, left, height, width = (reads * each for each in (place.top, place.left, place.height, place.width))
    return x[..., top : top + height, left : left + width]
