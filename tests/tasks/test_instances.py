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


def test_things_that_touch_are_parted_where_they_are_thinnest() -> None:
    touching = np.zeros((20, 60), dtype=bool)
    touching[4:18, 5:25] = touching[9:11, 25:33] = touching[6:18, 33:50] = True
    left, right = (one_of(touching, Which("across", number), 2) for number in (0, -1))
    assert not (left & right).any()
    assert ((left | right) == touching).all()
    assert left[5:17, 6:25].all()
    assert right[7:17, 33:49].all()
    alone = np.zeros((20, 60), dtype=bool)
    alone[4:18, 5:25] = True
    assert (one_of(alone, Which("across", 0), 2) == alone).all(), "a single thing is not cut in two"


@pytest.mark.parametrize(
    ("before", "what", "after"),
    [
        ("two cats and a red ball on the grass", "one cat", "a black cat, a cat and a red ball on the grass"),
        ("two orange cats on the grass", "left cat", "a black cat and an orange cat on the grass"),
        ("a dog and three cats on a sofa", "second cat", "a dog, a black cat and two cats on a sofa"),
        ("two cats and a red ball on the grass", "cats", "two black cats and a red ball on the grass"),
        ("两只猫和一个红球在草地上", "左边的猫", "一只黑猫、一只猫和一个红球在草地上"),
        ("一只橘猫和一只狗在草地上", "猫", "一只黑猫和一只狗在草地上"),
    ],
)
def test_words_after_a_colour_of_one_or_all(before: str, what: str, after: str) -> None:
    assert Wording(before).recolored(what, "black").known == after


@pytest.mark.parametrize(
    ("before", "what", "after"),
    [
        ("two cats and a red ball on the grass", "left cat", "a cat and a red ball on the grass"),
        ("a cat and a dog on the grass", "dog", "a cat on the grass"),
        ("一只橘猫和一只狗在草地上", "狗", "一只橘猫在草地上"),
        ("三只鸟和一棵树", "右边的鸟", "两只鸟和一棵树"),
    ],
)
def test_words_after_one_or_all_are_gone(before: str, what: str, after: str) -> None:
    assert Wording(before).without(what).known == after


def test_words_after_one_of_several_became_another_thing() -> None:
    cats = Wording("two cats and a red ball on the grass")
    assert cats.replaced("right cat", "a dog").known == "a dog, a cat and a red ball on the grass"
