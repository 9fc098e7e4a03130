"""Which of many fits best: order by cosine, and how good an order is."""

from __future__ import annotations

import torch
from torch import Tensor

from danqing.clip.contrastive import unit
from danqing.core.shapes import check_shape


def similarities(query_QD: Tensor, candidate_ND: Tensor) -> Tensor:
    """Cosines (Q, N) in [-1, 1]."""
    width = check_shape(query_QD, "Q D", "query")["D"]
    if check_shape(candidate_ND, "N D", "candidate")["D"] != width:
        raise ValueError(f"query and candidate widths differ: {width} and {candidate_ND.shape[1]}.")
    return unit(query_QD) @ unit(candidate_ND).T


def rank(query_QD: Tensor, candidate_ND: Tensor) -> Tensor:
    """Indices (Q, N) of the candidates, most similar first; ties keep the candidates' order."""
    return similarities(query_QD, candidate_ND).argsort(dim=1, descending=True, stable=True)


def best(query_D: Tensor, candidate_ND: Tensor, count: int) -> list[tuple[int, float]]:
    """The ``count`` most similar candidates of one query as (index, cosine), most similar first."""
    scores = similarities(query_D[None], candidate_ND)[0]
    order = scores.argsort(descending=True, stable=True)[: max(0, count)]
    return [(int(index), float(scores[index])) for index in order]


def ranks_of_truth(query_QD: Tensor, candidate_ND: Tensor) -> Tensor:
    """The place (Q,), 0 is first, of candidate i among all candidates of query i.

    Candidates beyond the number of queries are distractors. A tie counts against the query: a constant encoder is
    never first.
    """
    scores_QN = similarities(query_QD, candidate_ND)
    if scores_QN.shape[0] > scores_QN.shape[1]:
        raise ValueError(
            f"each query needs its candidate: {scores_QN.shape[0]} queries, {scores_QN.shape[1]} candidates."
        )
    own_Q1 = scores_QN.diagonal()[:, None]
    return (scores_QN >= own_Q1).sum(1) - 1


def recall_at(query_QD: Tensor, candidate_ND: Tensor, places: int) -> float:
    """The share of queries whose own candidate is among the first ``places``, 0–1; see :func:`ranks_of_truth`."""
    if places < 1:
        raise ValueError(f"places must be at least 1, not {places}.")
    return float((ranks_of_truth(query_QD, candidate_ND) < places).float().mean())


def mean_reciprocal_rank(query_QD: Tensor, candidate_ND: Tensor) -> float:
    """Mean of 1 / place (1 is first), 0–1; see :func:`ranks_of_truth`."""
    return float((1.0 / (ranks_of_truth(query_QD, candidate_ND).to(torch.float64) + 1.0)).mean())
