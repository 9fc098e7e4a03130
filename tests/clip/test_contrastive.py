"""Contrastive losses against closed forms."""

import math

import pytest
import torch

from danqing.clip.contrastive import (
    MAX_SCALE,
    clamp_scale,
    contrastive_loss,
    cosine_loss,
    info_nce,
    relational_loss,
    unit,
)


def rows(count: int, width: int = 8, seed: int = 0) -> torch.Tensor:
    return torch.randn(count, width, generator=torch.Generator().manual_seed(seed))


def test_symmetric_loss_of_orthonormal_pairs_has_a_closed_form() -> None:
    size, scale = 5, 7.0
    basis = torch.eye(size)
    expected = -scale + math.log(math.exp(scale) + (size - 1))
    assert float(contrastive_loss(basis, 3 * basis, scale)) == pytest.approx(expected, abs=1e-5)


def test_loss_of_equal_rows_is_the_log_of_their_number() -> None:
    same = torch.ones(6, 4)
    assert float(contrastive_loss(same, same, 50.0)) == pytest.approx(math.log(6), abs=1e-5)


def test_symmetric_loss_does_not_depend_on_sides_or_order() -> None:
    left, right = rows(7, seed=1), rows(7, seed=2)
    loss = contrastive_loss(left, right, 10.0)
    torch.testing.assert_close(contrastive_loss(right, left, 10.0), loss)
    order = torch.randperm(7, generator=torch.Generator().manual_seed(3))
    torch.testing.assert_close(contrastive_loss(left[order], right[order], 10.0), loss)


def test_symmetric_loss_is_the_mean_of_both_directions() -> None:
    left, right = rows(6, seed=4), rows(6, seed=5)
    logits = 9.0 * unit(left) @ unit(right).T
    truth = torch.arange(6)
    both = [torch.nn.functional.cross_entropy(each, truth) for each in (logits, logits.T)]
    torch.testing.assert_close(contrastive_loss(left, right, 9.0), sum(both) / 2)


def test_equal_captions_are_not_pushed_apart() -> None:
    left = torch.stack([torch.tensor([1.0, 0.0]), torch.tensor([1.0, 0.0]), torch.tensor([0.0, 1.0])])
    same = torch.tensor([[1, 1, 0], [1, 1, 0], [0, 0, 1]], dtype=torch.bool)
    assert float(info_nce(left, left, 100.0, same)) < 1e-6
    assert float(info_nce(left, left, 100.0)) > 0.4


def test_scale_is_clamped_between_one_and_a_hundred() -> None:
    clamped = clamp_scale(torch.tensor([-3.0, 0.0, math.log(14.0), 20.0]))
    torch.testing.assert_close(clamped, torch.tensor([1.0, 1.0, 14.0, MAX_SCALE]))


def test_cosine_loss_runs_from_zero_to_two() -> None:
    some = rows(4)
    assert float(cosine_loss(some, 5 * some)) == pytest.approx(0, abs=1e-6)
    assert float(cosine_loss(some, -some)) == pytest.approx(2, abs=1e-6)


def test_relational_loss_sees_only_relations() -> None:
    teacher = rows(10, 6)
    turned, _ = torch.linalg.qr(rows(6, 6, seed=9))
    assert float(relational_loss(teacher @ turned, teacher)) == pytest.approx(0, abs=1e-5)
    assert float(relational_loss(rows(10, 3, seed=8), teacher)) > 0.1


def test_wrong_shapes_are_refused() -> None:
    with pytest.raises(ValueError, match="one shape"):
        contrastive_loss(rows(3), rows(4), 1.0)
    with pytest.raises(ValueError, match="at least two"):
        relational_loss(rows(1), rows(1))
