"""Edit a picture without losing it: its own denoising is followed beside the edited one, and corrected by the truth.

Inverting a picture means finding the run that ends in it, so that the same run under other words ends in a changed
picture that is otherwise the same. Here the run is not searched for. The picture is noised once; at each step the
network is asked what it sees under the picture's own words and under the new ones, both from the same noise. The
picture itself being known, so is the network's error under its own words, and the same error is taken off the other
estimate. Under equal words the result is the picture, exactly, whatever the sampler and however few its steps; under
other words what they do not concern stays.

References: arXiv 2312.04965 (virtual inversion), arXiv 2304.06140 (the errors of each step are kept, for the same end).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

import torch
from torch import Tensor

from danqing.diffusion.samplers import Denoiser, OnStep, Sampler, StepInfo
from danqing.diffusion.schedules import NoisePath

Blend = Callable[[Tensor, Tensor, Tensor], Tensor]  # (x0 of the first, x0 of the second, sigma) -> x0 of the second


def side_by_side(
    sampler: Sampler, *, original: Tensor | None = None, amount: float = 1.0, blend: Blend | None = None
) -> Sampler:
    """A sampler that draws a picture under two sets of words at once and returns the one under the second.

    What it is given asks for a batch of two: the first row has the picture's own words, the second the new ones.

    Args:
        sampler: how each of the two is drawn.
        original: the picture's latents (1, C, h, w) if it exists already; None draws the first from the same noise.
        amount: 1 takes the whole of the first one's error off the second, 0 nothing.
        blend: a last word on each estimate of the second, such as where it may differ.
    """

    def sample(
        denoise: Denoiser,
        x: Tensor,
        sigmas: Tensor,
        *,
        path: NoisePath,
        generators: Sequence[torch.Generator] | None = None,
        on_step: OnStep | None = None,
    ) -> Tensor:
        last = x

        def both(x: Tensor, sigma: Tensor) -> Tensor:
            nonlocal last
            first, second = denoise(x, sigma).chunk(2)
            if original is not None:
                true = original.to(first)
                first, second = true.expand_as(first), second + amount * (true - first)
            if blend is not None:
                second = blend(first, second, sigma)
            last = second
            return torch.cat([first, second])

        def tell(info: StepInfo) -> None:
            if on_step is not None:
                on_step(replace(info, x0=info.x0[1:]))

        twice = None if generators is None else [*generators, *(_copy(each) for each in generators)]
        drawn = sampler(both, torch.cat([x, x]), sigmas, path=path, generators=twice, on_step=tell)[1:]
        leaves_noise = float(sigmas[-1]) > 0  # as DDIM of Stable Diffusion 1 does; a given picture has none
        return last if original is not None and leaves_noise else drawn

    return sample


def _copy(generator: torch.Generator) -> torch.Generator:
    """A generator that will draw the same, so that both are given the same noise."""
    other = torch.Generator(generator.device)
    other.set_state(generator.get_state())
    return other
