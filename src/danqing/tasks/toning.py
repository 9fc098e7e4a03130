"""Match the tone of what was drawn to the picture it is laid into, so that no seam is seen.

Coding and decoding shift colours a little, differently from place to place. How much is known where the picture was
kept; from there it is spread smoothly into the part that was drawn, as a membrane would lie over it.

Reference: Pérez, Gangnet and Blake, Poisson Image Editing (2003), with the pull-push interpolation of Gortler et al.,
The Lumigraph (1996), in place of a solver.
"""

from __future__ import annotations

import numpy as np
import torch
from PIL import Image
from torch import Tensor
from torch.nn import functional as F

MAX_SHIFT = 32.0  # of 255; more is no shift of tone but another thing


def tone_matched(drawn: Image.Image, onto: Image.Image, mask: Image.Image, reach_px: int) -> Image.Image:
    """``drawn`` with the tone of ``onto``.

    Args:
        drawn, onto: mode RGB, of one size.
        mask: mode L, as large; where it is black ``drawn`` should be ``onto``.
        reach_px: over how many pixels differences are averaged, so that texture does not count.
    """
    new, old = (torch.from_numpy(np.array(each, dtype=np.float32)).permute(2, 0, 1)[None] for each in (drawn, onto))
    known = torch.from_numpy(np.array(mask) == 0)[None, None].float()
    if not bool(known.any()):
        return drawn
    width = 2 * (reach_px // 2) + 1
    share = F.avg_pool2d(known, width, 1, width // 2, count_include_pad=False)
    shift = F.avg_pool2d((old - new) * known, width, 1, width // 2, count_include_pad=False) / share.clamp_min(1e-6)
    matched = new + spread(shift.clamp(-MAX_SHIFT, MAX_SHIFT) * known, known)
    return Image.fromarray((matched.clamp(0, 255) + 0.5).floor()[0].permute(1, 2, 0).numpy().astype(np.uint8))


def spread(values: Tensor, known: Tensor) -> Tensor:
    """Fill what is not known smoothly from what is, coarse to fine.

    Args:
        values: (B, C, H, W).
        known: (B, 1, H, W) of 0 and 1.

    Returns:
        ``values`` where they are known, and their smooth continuation elsewhere; 0 if nothing is known.
    """
    height, width = values.shape[-2:]
    if max(height, width) < 2 or bool(known.all()):
        return values * known
    share = F.avg_pool2d(known, 2, ceil_mode=True, count_include_pad=False)
    coarse = F.avg_pool2d(values * known, 2, ceil_mode=True, count_include_pad=False) / share.clamp_min(1e-6)
    filled = F.interpolate(spread(coarse, (share > 0).float()), size=(height, width), mode="bilinear")
    return torch.where(known > 0, values, filled)
