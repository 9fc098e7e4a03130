"""What ``--chaos`` and ``--weird`` do to the words of a picture.

Chaos hides the words behind noise while the composition is decided, in another way for each picture, and lets them come
through as the drawing goes on: so the pictures of one request differ in more than their noise makes them (condition
annealing). Weird turns what the words say into one odd direction, the same at each step and for all pictures of a seed.

Reference: arXiv 2310.17347 (CADS), equations 3 to 5.
"""

from __future__ import annotations

from dataclasses import replace

import torch
from torch import Tensor

from danqing.core.seeds import picture_generator
from danqing.families.attention import PART
from danqing.families.family import Conditioning
from danqing.tasks.steering import Mix, Script, Words

MAX_CHAOS, MAX_WEIRD = 100, 3000
CLEAR, HIDDEN = 0.4, 0.1  # parts of the run after which the words are seen as they are, and before which not, at most
FULL = 0.2  # from which chaos on words can be hidden altogether
HAZE = 0.5  # spread of chaos' noise at its most, as a part of the words' own
ODDITY = 0.8  # the same of weird's


def unsettled(words: Words | Script, *, chaos: int, weird: int, seed: int, index: int, steps: int) -> Words | Script:
    """The conditionings of a picture with chaos and weird; at 0 of both they are given back as they are.

    Args:
        words: what steers each step.
        chaos: 0 … 100.
        weird: 0 … 3000.
        seed, index: of the picture.
        steps: of the whole run.
    """
    if not chaos and not weird:
        return words
    script = [Mix(((words[0], 1.0),), words[1])] * steps if isinstance(words, tuple) else list(words)
    haze = picture_generator(seed, index, "chaos")
    return [_at_step(mix, chaos / MAX_CHAOS, weird / MAX_WEIRD, seed, haze, n / steps) for n, mix in enumerate(script)]


def hidden(chaos: float, done: float) -> float:
    """How much of the words is hidden, 0 … 1, by chaos of 0 … 1, after that part of the run; more chaos, for longer."""
    if not chaos:
        return 0.0
    return min(1.0, chaos / FULL) * min(1.0, max(0.0, (CLEAR - done / chaos) / (CLEAR - HIDDEN)))


def _at_step(mix: Mix, chaos: float, weird: float, seed: int, haze: torch.Generator, done: float) -> Mix:
    """A step's mix; noise is drawn at each, so that it does not depend on where a run begins."""
    share = hidden(chaos, done)
    parts = []
    for conditioning, weight in mix.parts:
        if weird:
            odd = picture_generator(seed, 0, "weird")  # anew, so that it is the same each time
            conditioning = noisy(conditioning, odd, keep=1.0, spread=ODDITY * weird)
        if chaos:
            conditioning = noisy(conditioning, haze, keep=(1 - share) ** 0.5, spread=HAZE * share**0.5)
        parts.append((conditioning, weight))
    return replace(mix, parts=tuple(parts))


def noisy(conditioning: Conditioning, generator: torch.Generator, *, keep: float, spread: float) -> Conditioning:
    """Noise on all that a conditioning says, with mean and spread of each tensor as they were.

    Args:
        conditioning: tensors with the batch first.
        generator: draws standard normal noise on the CPU, in the order of the keys.
        keep: what the tensors are multiplied by.
        spread: of the noise, as a part of the tensor's own.
    """

    def one(given: Tensor) -> Tensor:
        noise = torch.randn(given.shape, generator=generator, dtype=torch.float32).to(given)
        mixed = keep * given + spread * given.std() * noise * (given != 0)  # what an absent encoder leaves stays empty
        return (mixed - mixed.mean()) / mixed.std().clamp_min(1e-6) * given.std() + given.mean()

    return {
        key: one(each) if key != PART and each.is_floating_point() and each.ndim > 1 else each
        for key, each in conditioning.items()
    }
