"""Start from a picture: how much of it may change, and where.

A *change map* gives each latent position a strength in [0, 1]: 0 stays as it is, 1 is drawn anew, and between them a
position is held on the original until the noise has fallen to the level that its strength stands for, then let go.
One number for all positions is image-to-image; a map of 0 and 1 is inpainting; anything between blends the two.

References: arXiv 2108.01073 (SDEdit); arXiv 2306.00950 (differential diffusion).
"""

from __future__ import annotations

import torch
from torch import Tensor
from torch.nn import functional as F

from danqing.core.errors import RequestError
from danqing.core.shapes import check_shape
from danqing.diffusion.samplers import Denoiser
from danqing.diffusion.schedules import Levels, NoisePath, as_levels


def release_levels(sigmas: Tensor, strength: Levels) -> Tensor:
    """The noise level at which each position is let go: where a run shortened to that strength would begin.

    Args:
        sigmas: (steps + 1,), decreasing: the levels of the whole run.
        strength: in [0, 1], any shape. ``floor(steps * strength)`` steps remain for a position.

    Returns:
        float64 on the CPU, as ``strength`` shaped; ``sigmas[-1]``, so never, where no step remains.

    Raises:
        RequestError: a strength lies outside 0 … 1.
    """
    levels, strength = as_levels(sigmas), as_levels(strength)
    if not bool(((strength >= 0) & (strength <= 1)).all()):
        raise RequestError("A strength must lie between 0 (nothing changes) and 1 (all is drawn anew).")
    steps = len(levels) - 1
    return levels[steps - (steps * strength + 1e-9).floor().long()]


def sigmas_below(sigmas: Tensor, release: Tensor) -> Tensor:
    """The part of a run in which anything changes: from the highest release level down.

    Raises:
        RequestError: no step remains anywhere.
    """
    kept = as_levels(sigmas)
    kept = kept[kept <= float(release.max())]
    if len(kept) < 2:
        steps = len(sigmas) - 1
        raise RequestError(
            f"So small a strength leaves none of the {steps} steps to do; use at least {1 / steps:.2g}, or more steps."
        )
    return kept


def noised(original: Tensor, noise: Tensor, sigma: float, *, path: NoisePath) -> Tensor:
    """``alpha * original + sigma * noise``: a picture at a noise level, for a run to start from."""
    return float(path.alpha(sigma)) * original + sigma * noise


def keeping(denoise: Denoiser, original: Tensor, release: Tensor) -> Denoiser:
    """The denoiser that answers with ``original`` wherever the noise level is still above ``release``.

    Begun on :func:`noised` ``original``, every sampler keeps such positions on the noised original, for they take
    ``x0`` to be what is in ``x`` already; those that add noise of their own keep its level. What was never released
    ends as ``original`` itself. (Where second-order samplers look at the level they go to, they take the first estimate
    of a position that is let go there into account half a step early.)

    Args:
        denoise: ``(x, sigma) -> x0``, conditioning and guidance bound.
        original: clean latents, shaped as x or (1, C, h, w).
        release: float64 (B, 1, h, w) or (1, 1, h, w), from :func:`release_levels`.
    """
    everything = float(release.min())

    def kept(x: Tensor, sigma: Tensor) -> Tensor:
        x0 = denoise(x, sigma)
        if float(sigma.max()) <= everything:
            return x0
        held = (as_levels(sigma).reshape(-1, 1, 1, 1) > release).to(x0.device)
        return torch.where(held, original.to(x0), x0)

    return kept


def change_map(mask: Tensor, factor: int, strength: float = 1.0) -> Tensor:
    """A mask in pixels as a change map in latent positions.

    A position that lies at least half under the mask gets the full strength; one that is less covered gets less, so
    that it follows what surrounds it.

    Args:
        mask: (B, 1, H, W) in [0, 1], 1 where the model may draw; sides multiples of ``factor``. Grey changes less.
        factor: pixels per latent position along a side.
        strength: in [0, 1], multiplies the mask.

    Returns:
        (B, 1, H / factor, W / factor) in [0, 1].
    """
    sizes = check_shape(mask, "B 1 H W", "mask")
    if sizes["H"] % factor or sizes["W"] % factor:
        raise ValueError(f"Sides of the mask must be multiples of {factor}, not {sizes['W']}x{sizes['H']}.")
    covered = F.avg_pool2d((mask > 0).to(mask), factor)
    most = F.max_pool2d(mask, factor)
    return strength * most * (2 * covered).clamp(0, 1)
