"""Random streams: one per picture, never shared, never advanced by another picture.

The seed contract: picture *i* of a request depends only on (model, request, seed, i). Each picture gets generators
derived by hashing (seed, index, stream); they live on the CPU and draw float32, so that batch size, device, thread
count and order of work cannot change what is drawn. Seed 0 is a seed like any other.
"""

from __future__ import annotations

import hashlib
import secrets
from typing import TYPE_CHECKING

from danqing.core.errors import RequestError

if TYPE_CHECKING:
    import torch

MAX_SEED = 2**32 - 1


def check_seed(seed: int) -> int:
    """Return ``seed`` if it is an integer in 0 … 2³²-1, else raise :class:`RequestError`."""
    if isinstance(seed, bool) or not isinstance(seed, int) or not 0 <= seed <= MAX_SEED:
        raise RequestError(f"The seed must be a whole number from 0 to {MAX_SEED}, not {seed!r}.")
    return seed


def random_seed() -> int:
    """Draw a seed from the operating system's entropy, for a request that names none."""
    return secrets.randbelow(MAX_SEED + 1)


def derive_seed(seed: int, *path: int | str) -> int:
    """Hash ``seed`` and a path such as ``(index, "noise")`` into a 63-bit integer.

    Different paths give independent streams; the same path gives the same number on every machine.
    """
    text = "/".join([str(seed), *(f"{type(part).__name__}:{part}" for part in path)])
    return int.from_bytes(hashlib.sha256(text.encode()).digest()[:8], "big") >> 1


def picture_generator(seed: int, index: int, stream: str = "noise") -> torch.Generator:
    """The CPU generator of picture ``index`` under ``seed``; ``stream`` separates uses within one picture."""
    import torch

    return torch.Generator("cpu").manual_seed(derive_seed(check_seed(seed), index, stream))
