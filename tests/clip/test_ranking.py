"""Orders and recalls on small known sets."""

import pytest
import torch

from danqing.clip.ranking import best, mean_reciprocal_rank, rank, recall_at, similarities

DIRECTIONS = torch.tensor([[1.0, 0.0], [0.8, 0.6], [0.0, 1.0], [-1.0, 0.0]])


def test_order_follows_the_angle() -> None:
    assert rank(DIRECTIONS[:1], DIRECTIONS).tolist() == [[0, 1, 2, 3]]
    (first, cosine), (second, smaller) = best(DIRECTIONS[2], DIRECTIONS, 2)
    assert (first, second) == (2, 1)
    assert (cosine, smaller) == pytest.approx((1.0, 0.6))
    assert best(DIRECTIONS[2], DIRECTIONS, 0) == []


def test_length_does_not_matter() -> None:
    torch.testing.assert_close(similarities(DIRECTIONS * 7, DIRECTIONS), similarities(DIRECTIONS, DIRECTIONS / 3))


def test_recall_and_reciprocal_rank_of_a_known_order() -> None:
    # Query 0 finds its own first, query 1 second (after 0), query 2 first.
    candidates = torch.eye(3)
    queries = torch.tensor([[1.0, 0.0, 0.0], [0.9, 0.5, 0.0], [0.0, 0.1, 1.0]])
    assert recall_at(queries, candidates, 1) == pytest.approx(2 / 3)
    assert recall_at(queries, candidates, 2) == 1.0
    assert mean_reciprocal_rank(queries, candidates) == pytest.approx((1 + 0.5 + 1) / 3)


def test_a_constant_encoder_finds_nothing() -> None:
    assert recall_at(torch.ones(5, 3), torch.ones(5, 3), 4) == 0.0
    assert recall_at(torch.ones(5, 3), torch.ones(5, 3), 5) == 1.0


def test_more_candidates_make_it_harder() -> None:
    queries = torch.eye(3)[:2]
    distractors = torch.tensor([[1.0, 0.0, 0.0], [0.5, 0.5, 0.5]])
    assert recall_at(queries, torch.eye(3)[:2], 1) == 1.0
    assert recall_at(queries, torch.cat([torch.eye(3)[:2], distractors]), 1) == 0.5


def test_missing_candidates_and_unequal_widths_are_refused() -> None:
    with pytest.raises(ValueError, match="4 queries, 2 candidates"):
        recall_at(torch.ones(4, 3), torch.ones(2, 3), 1)
    with pytest.raises(ValueError, match="widths differ"):
        rank(torch.ones(2, 3), torch.ones(4, 5))
    with pytest.raises(ValueError, match="at least 1"):
        recall_at(torch.ones(2, 3), torch.ones(2, 3), 0)
