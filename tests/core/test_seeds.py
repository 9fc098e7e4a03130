"""Random streams: the same numbers on every machine and in every version, others for every picture and use."""

from __future__ import annotations

import itertools

import pytest
import torch

from danqing.core.errors import RequestError
from danqing.core.seeds import MAX_SEED, check_seed, derive_seed, picture_generator, random_seed


def test_the_derivation_is_fixed_for_good() -> None:
    """Changing these numbers changes every picture that anybody ever made from a seed."""
    assert derive_seed(0, 0, "noise") == 7219229371050686075
    assert derive_seed(7, 3, "sampler") == 2369510381191660639
    assert torch.randn(2, generator=picture_generator(7, 3)).tolist() == pytest.approx(
        [0.87984508, 0.30648026], abs=1e-6
    )


def test_every_seed_picture_and_use_has_its_own_stream() -> None:
    paths = itertools.product((0, 1, MAX_SEED), range(20), ("noise", "sampler"))
    first = {float(torch.randn(1, generator=picture_generator(*path), dtype=torch.float64)) for path in paths}
    assert len(first) == 3 * 20 * 2
    assert derive_seed(1, 23) != derive_seed(12, 3) != derive_seed(1, "23") != derive_seed(1, 2, 3)


@pytest.mark.parametrize("seed", [-1, MAX_SEED + 1, 1.0, "1", None, True])
def test_bad_seeds_are_refused(seed: object) -> None:
    with pytest.raises(RequestError, match="whole number from 0"):
        check_seed(seed)  # type: ignore[arg-type]


def test_random_seeds_are_seeds_and_differ() -> None:
    drawn = {check_seed(random_seed()) for _ in range(8)}
    assert len(drawn) > 1
