"""One of several like things is found by its place or size; several new ones stand side by side."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest

from danqing.director.edit_instances import Which
from danqing.director.edit_types import Add
from danqing.tasks.edit_places import in_a_row
from danqing.tasks.edit_wording import Wording
from danqing.tasks.instances import one_of

MASK = np.zeros((40, 60), dtype=bool)
MASK[10:20, 2:12] = True  # left
MASK[28:38, 20:28] = True  # middle, small, lowest
MASK[5:25, 40:58] = True  # right, large, highest
MASK[38, 1] = True  # a splinter


@pytest.mark.parametrize(
    ("which", "inside"),
    [
        (Which("across", 0), (12, 5)), (Which("across", -1), (12, 50)), (Which("across", None), (32, 22)),
        (Which("across", 1), (32, 22)), (Which("down", -1), (32, 22)), (Which("size", 0), (12, 50)),
    ],
)  # fmt: skip
def test_one_of_three(which: Which, inside: tuple[int, int]) -> None:
    found = one_of(MASK, which)
    assert found[inside]
    assert found.sum() < MASK.sum() / 1.2
    assert not (found & ~MASK).any()


def test_fewer_than_that_needs() -> None:
    assert (one_of(MASK, Which("across", 3)) == MASK).all()
    alone = MASK & (np.arange(60) > 30)
    assert (one_of(alone, Which("across", 1)) == alone).all()


@pytest.mark.parametrize("count", range(1, 10))
def test_a_row_is_inside_and_apart(count: int) -> None:
    boxes = in_a_row((40, 20, 60, 44), count, (64, 64))
    assert len(boxes) == count
    for left, top, right, bottom in boxes:
        assert 0 <= left < right <= 64
        assert 0 <= top < bottom == 44
    assert all(first[2] <= second[0] for first, second in pairwise(boxes))


def test_the_words_say_how_many() -> None:
    assert Wording("a lake").added(Add(what="ducks", count=3)).known == "a lake, three ducks"
    assert Wording("湖").added(Add(what="鸭子", count=2)).known == "湖，两个鸭子"
